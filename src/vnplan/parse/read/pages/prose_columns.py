"""Pages whose prose is set in columns, as gazettes and leaflets are: each column is read as a small page of its own.

Columns of prose differ from a letterhead, a signature and a table without lines: they are as wide as each other, most
of their lines fill them, and the gutter between them is open over many lines. A line or table over the gutter ends
them; what stands above and below is read over the whole page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vnplan.parse.read.layout import has_letterhead
from vnplan.parse.read.pages.grid import Grid
from vnplan.parse.read.pages.model import Word

_GUTTER = 0.6
"""Font heights that a gutter is wide at least."""
_NARROWEST = 12.0
"""Font heights of a column of prose: some twenty letters. Columns of tables are narrower."""
_FULL, _MOSTLY = 0.8, 0.4
"""A line that takes so much of its column fills it; so many of them do."""
_ALIKE = 0.8
_LEAST, _LEAST_LAST = 5, 2
_BLANK, _AS_LONG = 2.4, 0.6
"""Font heights between the lines above and below a title over columns, and what share of them the others are blank."""
_BESIDE = 0.8
"""A row less than this many heights below another, and beside it, stands at its height in another column."""
_LEVEL = 0.3
"""Lines of two columns that stand at one height differ by fewer font heights."""
_SURE = 8
"""After so many lines gutters are no chance: where one of them is closed, the columns end."""
_TRIES = 5
_ROWS_AT_MOST = 500

Span = tuple[float, float]


@dataclass(slots=True)
class Panel:
    """A part of a page that is read by itself: its rows of words and its tables.

    `edges` are those of its column, None for the whole page.
    """

    rows: list[list[Word]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    edges: Span | None = None


class _Row:
    """Words at one height, or a table at that of its top. `gaps`: the white in it, what is left and right of it too."""

    def __init__(self, words: list[Word], grid: Grid | None = None) -> None:
        self.words = words
        self.grid = grid
        self.top = grid.top if grid is not None else words[0].base
        self.size = max((word.size for word in words), default=0.0)
        spans = [(grid.xs[0], grid.xs[-1])] if grid is not None else [(word.x0, word.x1) for word in words]
        self.left, self.right = spans[0]
        self.gaps: list[Span] = [(-math.inf, self.left)]
        for left, right in spans[1:]:
            if left - self.right >= _GUTTER * self.size:
                self.gaps.append((self.right, left))
            self.right = max(self.right, right)
        self.gaps.append((self.right, math.inf))

    @cached_property
    def is_cue(self) -> bool:
        """Whether it is a row of a letterhead or of the recipients."""
        return bool(self.words) and has_letterhead(" ".join(word.text for word in self.words))

    @property
    def is_title(self) -> bool:
        """Whether its words are in bold or in capitals, as those of titles are."""
        return bool(self.words) and (all(word.bold for word in self.words) or all(w.text.isupper() for w in self.words))


def panels(rows: list[list[Word]], grids: list[Grid]) -> list[Panel]:
    """The parts of a page in reading order; one where it has no columns of prose."""
    both = [*_side_by_side(rows), *(_Row([], grid) for grid in grids)]
    bands = list(_bands(sorted(both, key=lambda row: row.top)))
    if all(not gutters for _, gutters in bands):
        return [Panel(rows, grids)]
    out: list[Panel] = []
    for band, gutters in bands:
        columns = [Panel() for _ in range(len(gutters) + 1)]
        for row in band:
            if row.grid is not None:
                columns[_column((row.left, row.right), gutters)].grids.append(row.grid)
            parts: dict[int, list[Word]] = {}
            for word in row.words:
                parts.setdefault(_column((word.x0, word.x1), gutters), []).append(word)
            for column, words in parts.items():
                columns[column].rows.append(words)
        if gutters:
            edges = _edges(band, gutters)
            widest = max(right - left for left, right in edges)
            for panel, (left, _) in zip(columns, edges, strict=True):
                panel.edges = left, left + widest
        out.extend(panel for panel in columns if panel.rows or panel.grids)
    return out


def _side_by_side(rows: Sequence[list[Word]]) -> list[_Row]:
    """Rows of which one stands beside the other, though a little lower, as one: columns need not keep step."""
    out: list[_Row] = []
    for words in rows:
        row = _Row(words)
        if out and row.top - out[-1].top < _BESIDE * row.size and _apart(out[-1], row) >= _GUTTER * row.size:
            out[-1] = _Row(sorted([*out[-1].words, *words], key=lambda word: word.x0))
        else:
            out.append(row)
    return out


def _apart(one: _Row, other: _Row) -> float:
    """How far apart two rows stand from left to right."""
    return max(one.words[0].x0 - other.words[-1].x1, other.words[0].x0 - one.words[-1].x1)


def _column(span: Span, gutters: Sequence[Span]) -> int:
    return sum((span[0] + span[1]) / 2 > (low + high) / 2 for low, high in gutters)


def _bands(rows: Sequence[_Row]) -> Iterator[tuple[Sequence[_Row], list[Span]]]:
    """The rows in stretches from top to bottom, each with the gutters of its columns, or none.

    Rows with a gutter that are no prose are tried again from their next rows on, a few times: the first ones may belong
    to what stands above.
    """
    done = index = tried = 0
    while index < len(rows) <= _ROWS_AT_MOST:
        start, end, gutters = _stretch(rows, done, index)
        if gutters:
            if done < start:
                yield rows[done:start], []
            yield rows[start:end], gutters
            done = end
        tried += end - index >= _SURE
        index, tried = (end, 0) if gutters or tried > _TRIES else (index + 1, tried)
    if done < len(rows):
        yield rows[done:], []


def _stretch(rows: Sequence[_Row], first: int, index: int) -> tuple[int, int, list[Span]]:
    """The rows around one that a gutter runs through, from `first` on, and the gutters between columns of prose."""
    start, end = index, index + 1
    white = _White(rows[index])
    while end < len(rows) and not rows[end].is_cue and white.take(rows[end], keep=end - start >= _SURE):
        end += 1
    if end - start < _LEAST or rows[index].is_cue:
        return start, end, []
    while start > first and not rows[start - 1].is_cue and white.take(rows[start - 1], keep=True):
        start -= 1
    gutters = white.gutters
    if start > first and rows[start - 1].is_cue:  # below a letterhead: its last lines, which are short
        while start < index and not any(_fills(rows[start:end], rows[start], gutters)):
            start += 1
    end = _above_title(rows, start, end, gutters)
    return start, end, gutters if _are_prose(rows[start:end], gutters) else []


class _White:
    """What all rows so far leave white from top to bottom."""

    def __init__(self, row: _Row) -> None:
        self._open = row.gaps
        self._left, self._right, self._size = row.left, row.right, row.size

    @property
    def gutters(self) -> list[Span]:
        """The white between wide columns of words."""
        return _between_wide(self._open, self._left, self._right, _NARROWEST * self._size)

    def take(self, row: _Row, *, keep: bool = False) -> bool:
        """Take in a row where it leaves a gutter open (all of them, with `keep`), and say whether it does."""
        still = _common(self._open, row.gaps, max(_GUTTER * row.size, 1.0))
        if len(still) < 3:  # only what is left and right of all rows
            return False
        left, right = min(self._left, row.left), max(self._right, row.right)
        gutters = _between_wide(still, left, right, _NARROWEST * self._size)
        if not gutters or (keep and len(gutters) < len(self.gutters)):
            return False
        self._open, self._left, self._right, self._size = still, left, right, max(self._size, row.size)
        return True


def _common(one: Sequence[Span], other: Sequence[Span], least: float) -> list[Span]:
    """Where two lists of stretches, each from left to right, have so much in common."""
    out = []
    i = j = 0
    while i < len(one) and j < len(other):
        low = one[i][0] if one[i][0] > other[j][0] else other[j][0]
        first = one[i][1] < other[j][1]
        high = one[i][1] if first else other[j][1]
        if high - low >= least:
            out.append((low, high))
        i, j = (i + 1, j) if first else (i, j + 1)
    return out


def _between_wide(white: Sequence[Span], left: float, right: float, least: float) -> list[Span]:
    """The white between `left` and `right` without what leaves too narrow a column: labels before their text."""
    gutters = [(low, high) for low, high in white if low > left and high < right and high > low]
    while gutters:
        begins, ends = [left, *(high for _, high in gutters)], [*(low for low, _ in gutters), right]
        widths = [end - begin for begin, end in zip(begins, ends, strict=True)]
        narrow = widths.index(min(widths))
        if widths[narrow] >= least:
            break
        del gutters[min(narrow, len(gutters) - 1)]
    return gutters


def _parts(row: _Row, gutters: Sequence[Span]) -> list[Span | None]:
    """From where to where a row's words stand in each column."""
    found: list[Span | None] = [None] * (len(gutters) + 1)
    for word in row.words:
        span = word.x0, word.x1
        column = _column(span, gutters)
        before = found[column]
        found[column] = (min(before[0], span[0]), max(before[1], span[1])) if before else span
    return found


def _edges(rows: Sequence[_Row], gutters: Sequence[Span]) -> list[Span]:
    """The edges of the columns' words."""
    columns = list(zip(*(_parts(row, gutters) for row in rows), strict=True))
    filled = [[part for part in column if part] for column in columns]
    return [
        (min((left for left, _ in column), default=0.0), max((right for _, right in column), default=0.0))
        for column in filled
    ]


def _fills(rows: Sequence[_Row], row: _Row, gutters: Sequence[Span]) -> list[bool]:
    """Whether a row fills each of the columns of a stretch."""
    return [
        part is not None and part[1] - part[0] >= _FULL * (right - left)
        for part, (left, right) in zip(_parts(row, gutters), _edges(rows, gutters), strict=True)
    ]


def _above_title(rows: Sequence[_Row], start: int, end: int, gutters: Sequence[Span]) -> int:
    """Where the columns end above a title: it stands in the first one, and the others are blank for as long.

    Below it all begin anew at one height.
    """
    count = len(gutters) + 1
    last = [math.inf] * count
    bases = [_bases(row, gutters) for row in rows[start:end]]
    for place, own in enumerate(bases[:-1]):
        below = bases[place + 1]
        size = rows[start + place].size
        if place >= _LEAST and own.keys() == {0} and len(below) == count and rows[start + place].is_title:
            level = max(below.values()) - min(below.values()) <= _LEVEL * size
            gaps = [below[column] - last[column] for column in range(count)]
            if level and gaps[0] >= _BLANK * size and min(gaps) >= _AS_LONG * gaps[0]:
                return start + place
        for column, base in own.items():
            last[column] = base
    return end


def _bases(row: _Row, gutters: Sequence[Span]) -> dict[int, float]:
    """At what height a row stands in each of the columns it has words in; a table reaches down to its end."""
    if row.grid is not None:
        return {_column((row.left, row.right), gutters): row.grid.bottom}
    found: dict[int, float] = {}
    for word in row.words:
        found.setdefault(_column((word.x0, word.x1), gutters), word.base)
    return found


def _are_prose(rows: Sequence[_Row], gutters: Sequence[Span]) -> bool:
    """Whether gutters part columns of prose: as wide as each other, of lines most of which fill them."""
    if not gutters:
        return False
    edges = _edges(rows, gutters)
    widest = max(right - left for left, right in edges)
    columns = list(zip(*(_parts(row, gutters) for row in rows), strict=True))
    for number, (column, (left, right)) in enumerate(zip(columns, edges, strict=True)):
        lines = [part for part in column if part]
        if len(lines) < (_LEAST if number == 0 else _LEAST_LAST):
            return False
        full = sum(end - begin >= _FULL * (right - left) for begin, end in lines)
        if len(lines) >= _LEAST and (right - left < _ALIKE * widest or full < _MOSTLY * len(lines)):
            return False
    return True
