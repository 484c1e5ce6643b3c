"""How a text is wrapped: whether its lines are cut at a width, how wide they are, and whether first lines are short.

It is measured on the text itself: a line that goes on in small letters was wrapped for certain. Pages saved from legal
sites often have a first line much shorter than the others (observed).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vnplan.parse.structure.numbering import LETTER
from vnplan.parse.structure.page import Line


@dataclass(slots=True)
class Widths:
    """How a text is wrapped: a line below `low` was not full; `first` is the widest first line if they are short."""

    wrapped: bool = False
    low: float = 0.0
    first: float = 0.0
    regular: bool = False
    """Whether all lines that go on are full: one that is not ends its paragraph."""
    loose: bool = False
    indent: int = 0
    """Where paragraphs are indented: the least indent of a first line (0: they are not)."""

    @property
    def short_first(self) -> bool:
        """Whether paragraphs begin with a line much shorter than the rest."""
        return self.first > 0


def measure(lines: Iterable[Line]) -> Widths:
    """Find out whether and how a text is hard-wrapped (see the module's words)."""
    sizes: list[int] = []
    reaches: list[int] = []
    inner: list[int] = []
    outer: list[int] = []
    first: list[int] = []
    heads: list[int] = []
    across = 0
    pairs = 0
    longest = 0
    points = 0
    last: Line | None = None
    size = before = 0
    for line in lines:
        if line.row is not None:
            last = None
            continue
        before, size = size, width(line)
        if (longest or line.label) and size > longest:
            longest = size  # of the body: titles and letterheads have widths of their own
        if last is not None:
            pairs += 1
            if line.low and line.label is None and not last.closed and not (last.text[0].isdigit() and line.page):
                across += line.blank
                sizes.append(before)
                inner.append(line.indent)
                reaches.append(reach(last, line))
                if last.label:
                    first.append(reaches[-1])
                    points += last.label.rank >= LETTER
        if line.label:
            outer.append(line.indent)
            heads.append(size)
        last = line
    # some lines go on, and none is longer than those that do; else enough of them must
    narrow = len(sizes) >= 2 and longest <= max(sizes) * 1.1
    if not narrow and (len(sizes) < 3 or len(sizes) * 100 < pairs * 12):
        return Widths()
    # proportional type varies by a tenth; the widest lines are outliers
    widths = Widths(wrapped=True, low=_share(sorted(sizes), 0.9) * 0.9, loose=across * 2 > len(sizes))
    if len(outer) >= 6 and len(inner) >= 6:
        flush, indented = _share(sorted(inner), 0.95), _share(sorted(outer), 0.1)
        widths.indent = int(indented) if indented >= flush + 2 else 0
    widest = max(sizes)
    # wrapped by counting characters: no line is shorter than it must be
    if len(sizes) >= 3 and 0 < longest < min(reaches):
        widths.low = longest + 1
    elif len(sizes) >= 8 and sum(reach > widest for reach in reaches) * 100 >= len(reaches) * 98:
        widths.low = widest + 1
    # the first lines of titles are shorter still: there must be points among them
    widths.regular = sum(reach >= widths.low for reach in reaches) * 100 >= len(reaches) * 95
    if len(first) >= 4 and points >= 3:
        early = max(_share(sorted(first), 0.9), _share(sorted(heads), 0.9))
        if early < widths.low * 0.82:
            widths.first = early
    return widths


def _share(ordered: Sequence[int], share: float) -> float:
    """The value below which a share of the ordered values lies."""
    return float(ordered[min(len(ordered) - 1, int(len(ordered) * share))])


def reach(last: Line, line: Line) -> int:
    """How wide the line would have been with the next word on it."""
    return width(last) + 1 + len(line.text.split(None, 1)[0])


def width(line: Line) -> int:
    """Where a line ends, counted from the margin."""
    return line.indent + len(line.text)
