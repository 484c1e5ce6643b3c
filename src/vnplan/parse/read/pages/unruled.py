"""Tables without lines on a page: under a row that names their columns, words that stand below each other.

What parts the columns is the white that all rows leave; what parts the rows is the number of each, or the wider white
above it. They become grids as drawn ones do. Nothing is a table without a head that begins with the column of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from vnplan.parse.read.layout import has_letterhead
from vnplan.parse.read.letters.labels import is_label, names_section
from vnplan.parse.read.pages.grid import Grid, GridCell
from vnplan.parse.read.pages.model import Word
from vnplan.parse.structure.layout import phrases

_NUMBERS = re.compile(r"S?TT?|Số(?: TT)?", re.IGNORECASE)
_GAP = 0.7
"""Font heights of white between cells; blanks between words are narrower."""
_ABOVE, _FAR = 1.4, 4.0
"""Font heights between lines of one head, and between rows that are no more of one table."""
_BESIDE, _ROW_GAP = 0.8, 0.3
"""Font heights in which words are of one line of the head, and of white that parts rows."""
_FEW = 3
"""Columns that a table has at least."""
_EDGE = 3.0
"""Points between the outermost words and the edge of the grid."""
_ROWS_AT_MOST = 300
"""Lines of one table on a page."""

Row = Sequence[Word]
Span = tuple[float, float]


def unruled_grids(rows: Sequence[Row], page: int) -> list[Grid]:
    """The tables among a page's rows of words (without those of drawn tables), from top to bottom."""
    grids: list[Grid] = []
    index = 0
    while index < len(rows):
        columns = _head(rows, index)
        index += 1
        if not columns:
            continue
        first = index - 1
        while first and _is_above(rows[first - 1], rows[first], columns):
            first -= 1
        end = min(len(rows), index + _ROWS_AT_MOST)
        while index < end and _takes_in(columns, rows[index], rows[index - 1]):
            index += 1
        if (grid := _grid(rows[first:index], columns, page)) is not None:
            grids.append(grid)
    return grids


def _segments(row: Row) -> list[list[Word]]:
    """The words of a row, parted where there is more white than between words."""
    out = [[row[0]]]
    for word in row[1:]:
        if word.x0 - out[-1][-1].x1 > _GAP * word.size:
            out.append([word])
        else:
            out[-1].append(word)
    return out


def _text(words: Row) -> str:
    return " ".join(word.text for word in words)


def _span(words: Row) -> Span:
    return words[0].x0, max(word.x1 for word in words)


def _head(rows: Sequence[Row], index: int) -> list[Span]:
    """The columns that a row names, if it is the head of a table (or the line of one that holds its first column).

    Where cells stand in the middle of their row, those of an even number of lines stand half a line above and below.
    """
    row = rows[index]
    if row[0].text[0] not in "TSts":
        return []
    beside = [
        one for one in rows[max(0, index - 1) : index + 2] if abs(one[0].base - row[0].base) < _BESIDE * row[0].size
    ]
    segments = _segments(sorted((word for one in beside for word in one), key=lambda word: word.x0))
    if len(segments) < _FEW or not _NUMBERS.fullmatch(_text(segments[0])):
        return []
    named = sum(phrases("tables", "columns").match(_text(words)) is not None for words in segments[1:])
    return [_span(words) for words in segments] if named >= 2 else []


def _is_above(row: Row, below: Row, columns: Sequence[Span]) -> bool:
    """Whether a row is a line of the same head above the one that holds its first column."""
    if below[0].base - row[0].base > _ABOVE * below[0].size or row[0].x0 < columns[0][1]:
        return False
    segments = _segments(row)
    left, right = _span(segments[0])
    alone = sum(low < right and left < high for low, high in columns) == 1 and not _text(row).isupper()
    return len(segments) > 1 or alone


def _takes_in(columns: list[Span], row: Row, above: Row) -> bool:
    """Add a row's words to the columns; False where it is none of the table: its words run over two of them."""
    text = _text(row)
    step = (row[0].base - above[0].base) / row[0].size
    if step > _FAR or has_letterhead(text):
        return False
    segments = _segments(row)
    if len(segments) == 1 and (text.isupper() or step > _ABOVE) and names_section(text):
        return False
    if _is_band(segments, columns):
        return True
    wider = list(columns)
    for words in segments:
        left, right = _span(words)
        held = [at for at, (low, high) in enumerate(wider) if left < high and low < right]
        if len(held) > 1:
            return False
        if held:
            low, high = wider[held[0]]
            wider[held[0]] = min(low, left), max(high, right)
        else:
            near = min(range(len(wider)), key=lambda at: max(wider[at][0] - right, left - wider[at][1]))
            wider[near] = min(wider[near][0], left), max(wider[near][1], right)
    if any(low[1] >= high[0] for low, high in pairwise(wider)):
        return False
    columns[:] = wider
    return True


def _is_band(segments: Sequence[Row], columns: Sequence[Span]) -> bool:
    """Whether a row is a number and a title over all columns."""
    return len(segments) == 2 and is_label(_text(segments[0])) and _span(segments[1])[1] > columns[2][0]


def _grid(rows: Sequence[Row], columns: Sequence[Span], page: int) -> Grid | None:
    borders = [(low[1] + high[0]) / 2 for low, high in pairwise(columns)]
    xs = [columns[0][0] - _EDGE, *borders, columns[-1][1] + _EDGE]
    starts = _starts(rows, borders[0])
    if len(starts) < 2:
        return None
    tops = [min(word.top for word in row) for row in rows]
    bottoms = [max(word.bottom for word in row) for row in rows]
    inner = [(max(bottoms[:start]) + tops[start]) / 2 for start in starts[1:]]
    ys = [min(tops) - _EDGE, *inner, max(bottoms) + _EDGE]
    last = len(columns) - 1
    cells: list[GridCell] = []
    for at, (start, end) in enumerate(pairwise([*starts, len(rows)])):
        if all(_is_band(_segments(row), columns) for row in rows[start:end]):
            cells += [GridCell((at, at), (0, 0)), GridCell((at, at), (1, last))]
        else:
            cells += [GridCell((at, at), (column, column)) for column in range(last + 1)]
    return Grid(xs, ys, cells, page)


def _starts(rows: Sequence[Row], border: float) -> list[int]:
    """The lines with which the rows of a table begin.

    Numbers in the middle of their rows stand below the first line: then wider white above parts the rows, if it
    leaves one number to each.
    """
    numbered = [at for at, row in enumerate(rows) if row[0].x1 < border and is_label(row[0].text)]
    if not numbered:
        return []
    bottom = max(word.bottom for word in rows[0])
    apart = [0]
    for at, row in enumerate(rows[1:], 1):
        if min(word.top for word in row) - bottom > _ROW_GAP * row[0].size:
            apart.append(at)
        bottom = max(bottom, *(word.bottom for word in row))
    counts = [sum(start <= at < end for at in numbered) for start, end in pairwise([*apart, len(rows)])]
    if counts[0] == 0 and all(count == 1 for count in counts[1:]):
        return apart
    return [0, *numbered]
