"""Lines to paragraphs: a line goes on the one before where that one was full and nothing marks a beginning.

The signs of a beginning are room left on the line above, a first-line indent, a wider step, a change of type, and a
number or letter after the end of a sentence. What is usual in a file (its line spacing, whether first lines are
indented) is measured on lines that must belong together: those that begin with a small letter below a full line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median

from vnplan.parse.read.builder import aside
from vnplan.parse.read.letters.labels import begins_item, begins_with_label
from vnplan.parse.read.letters.syllables import data
from vnplan.parse.read.pages.model import Line
from vnplan.parse.structure.numbering import LETTER, follows, read_label

_ENDS = re.compile(r"[.;:!?][\"”’)\]/]*$")
_SENTENCE = re.compile(r"(?<=[^\W\d]{2}[.!?]) (?=[^\W\d_])")
_LOOSE = 1.08
"""How much wider than usual a step between two lines of one paragraph may be (fonts mixed, a crooked scan)."""
_FLUSH = 0.12
"""How far from the edge of the text, in font heights, a justified line may end."""


@dataclass(slots=True)
class Habits:
    """What is usual in a file.

    `step`: between lines, in font heights; `indented`: whether paragraphs begin so; `justified`: whether full lines
    all end at the edge of the text, so that a line that does not is the last of its paragraph; `broken`: whether lines
    end before the edge in mid-sentence (the lines of a text file, printed), so that the page does not show where
    paragraphs end; `plain`: whether paragraphs without a number are more usual than a second sentence in a paragraph.
    """

    step: float = 0.0
    indented: bool = False
    justified: bool = False
    broken: bool = False
    plain: bool = False


@dataclass(slots=True)
class Flow:
    """A paragraph: its lines, on one page or more."""

    lines: list[Line] = field(default_factory=list)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its words on one line. A line that ends in a hyphen or slash joins on without a blank, unless it has one."""
        out = ""
        spaced = False
        for line in self.lines:
            words = _line_text(line)
            if out.endswith("\u00ad"):
                out = out[:-1] + words
            elif out and out[-1] in "-/" and out[-2:-1].isalnum() and words[:1].isalnum() and not spaced:
                out += words
            else:
                out = f"{out} {words}" if out else words
            spaced = line.words[-1].spaced
        return out


def _line_text(line: Line) -> str:
    out = ""
    for word in line.words:
        if word.raised:
            out += aside(word.text)
        else:
            out = f"{out} {word.text}" if out else word.text
    return out


@cache
def _openers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that begin a paragraph after the end of a sentence, and words that always do."""
    table = data("letterhead")
    return tuple(table["openers"]), tuple(table["bases"])


def measure(lines: Sequence[Line]) -> Habits:
    """The habits of a file, from lines that certainly go on the line before."""
    steps: dict[float, list[float]] = {}
    back = same = flush = broken = begun = 0
    for last, line in pairwise(lines):
        if last.panel != line.panel or last.column != line.column or begins_with_label(line.text):
            continue
        meant = _fits(last, line)
        if not line.text[:1].islower():
            begun += meant and _ENDS.search(last.text) is not None
            continue
        if meant:
            broken += not _ENDS.search(last.text)
            continue
        step = (line.base - last.base) / line.size
        steps.setdefault(round(step, 1), []).append(step)
        flush += _is_flush(last)
        if _indent(last, line) > 0.8:
            back += 1
        else:
            same += 1
    common = max(steps.items(), key=lambda item: (len(item[1]), -item[0]))[1] if steps else [0.0]
    return Habits(
        step=median(common),
        indented=back >= 5 and back * 6 >= same,
        justified=flush >= 10 and flush * 20 >= 19 * (back + same),
        broken=broken >= 8 and broken >= back + same,
        plain=begun > sum(len(_SENTENCE.findall(line.text)) for line in lines),
    )


def join(lines: Sequence[Line], habits: Habits) -> list[Flow]:
    """Paragraphs of one block of lines (a page's body or a cell), in order."""
    out: list[Flow] = []
    for line in lines:
        if out and goes_on(out[-1], line, habits):
            out[-1].lines.append(line)
        else:
            out.append(Flow([line]))
    return out


def goes_on(flow: Flow, line: Line, habits: Habits) -> bool:
    """Whether a line continues a paragraph, on the same page or across the end of a page or column."""
    first, last = flow.lines[0], flow.lines[-1]
    across = last.panel != line.panel
    if habits.broken or (last.column != line.column and not (across and {last.column, line.column} <= {0})):
        return False
    if not 0.87 < line.size / last.size < 1.15:
        return False
    ends = _ENDS.search(last.text) is not None
    label = begins_with_label(line.text)
    if label and _is_next_item(first.text, line.text):
        return False
    small = line.text[:1].islower() and not label
    if _fits(last, line):
        # a line cut short in mid-sentence is still one sentence (left-aligned tables, words that could not be broken)
        return small and not ends and not across and _room(last, line) < 0.25 and _step(last, line, habits)
    if not across and not _step(last, line, habits, flow):
        return False
    if first.bold and flow.bold and not line.bold and (ends or not small):
        return False
    if line.bold and not last.words[-1].bold and not small:
        return False
    if small:
        return True
    if habits.justified and not ends and not label and _is_flush(last):
        return True
    if ends and not (_is_flush(last) if habits.justified else not habits.plain):
        return False
    if _centred(last) and _centred(line):
        return not label and (last.bold == line.bold)
    indent = _indent(first, line)  # font heights that the line begins left of the paragraph's first line
    if len(flow.lines) > 1:
        usual = flow.lines[1]
        if usual.panel == line.panel and line.x0 - usual.x0 > 0.5 * line.size:
            return False
        if across and line.x0 - line.left > 0.8 * line.size and usual.x0 - usual.left < 0.5 * line.size:
            return False
    elif indent < -0.5:  # to the right of the first line: only below the words that follow a label
        return begins_with_label(first.text) and line.x0 <= _after_label(first) + 2.0 * line.size
    elif habits.indented and abs(indent) <= 0.5 and line.x0 - line.left > 0.8 * line.size and not across:
        return False
    openers, bases = _openers()
    inside = habits.justified and _is_flush(last)
    if line.text.startswith(bases) or (ends and (label or (line.text.startswith(openers) and not inside))):
        return False
    # after a short heading, which needs no full stop, a number or dash before a capital begins an item; but the name of
    # an article within a sentence ("tại / Điều 5 Luật …") and a dash within one ("kinh tế / - xã hội") do not
    return not (len(flow.lines) <= 2 and begins_item(line.text))


def _is_next_item(first: str, text: str) -> bool:
    """Whether a line has the label after the one its paragraph begins with, which ends it though no full stop does.

    >>> _is_next_item("b) Rà soát", "c) Bố trí"), _is_next_item("b) Rà soát", "d) Bố trí")
    (True, False)
    """
    last, label = read_label(first), read_label(text)
    if not last or not label or last.style != label.style or last.numbers[:-1] != label.numbers[:-1] or not label.firm:
        return False
    return label.ordinal == last.ordinal + 1 or (label.rank == LETTER and follows(last.key, label.key))


def _centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column with room on both sides."""
    left, right = line.x0 - line.left, line.right - line.x1
    return left > 0.6 * line.size and right > 0.6 * line.size and abs(left - right) < 0.6 * line.size


def _fits(last: Line, line: Line) -> bool:
    """Whether the first word of a line had room on the line above, so that the break was meant."""
    return _room(last, line) >= 0.0


def _room(last: Line, line: Line) -> float:
    """The room that was left on the line above after its words and the next word, as a share of the column's width."""
    word = line.words[0]
    blank = 0.25 * line.size
    return (last.right - last.x1 - blank - (word.x1 - word.x0)) / max(last.right - last.left, 1.0)


def _is_flush(line: Line) -> bool:
    return line.right - line.x1 <= _FLUSH * line.size


def _step(last: Line, line: Line, habits: Habits, flow: Flow | None = None) -> bool:
    """Whether the step down is that of lines within a paragraph."""
    step = line.base - last.base
    if step < 0.3 * line.size:
        return False
    if flow is not None and len(flow.lines) > 1 and flow.lines[-2].panel == last.panel:
        return step <= (last.base - flow.lines[-2].base) * _LOOSE + 0.6
    return step <= (habits.step or 1.5) * line.size * _LOOSE + 0.6


def _indent(first: Line, line: Line) -> float:
    return (first.x0 - first.left - (line.x0 - line.left)) / line.size


def _after_label(line: Line) -> float:
    """Where the words after a line's label begin."""
    return line.words[1].x0 if len(line.words) > 1 else line.x1
