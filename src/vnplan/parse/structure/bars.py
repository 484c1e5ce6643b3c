"""Tables that came out of a page as one cell after another, each ended by a line with only '|' (seen on legal sites).

Where a row ends is not printed. The head tells how many columns there are, and the numbers of the first column where
rows begin; what cannot be counted that way is left as lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.models import Span, Table, TableRow
from vnplan.parse.structure.layout import phrases
from vnplan.text import on_lines

_BAR = re.compile(r"\n[^\S\n]*\|[^\S\n]*$", re.MULTILINE)
_NUMBER = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,2}){0,2}|[A-ZĐ])[.)]?")
_FIRST = re.compile(r"(?:1|01|I|A|1\.1|\(?1\)?)[.)]?")
LONGEST_CELL = 4000
"""No cell of a task table is longer; what is, stands after the table."""


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    words: str

    @property
    def number(self) -> bool:
        return _NUMBER.fullmatch(self.words) is not None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def bar_tables(text: str) -> list[Table]:
    """The tables of a text that are written cell by cell between bars.

    >>> cells = ("TT", "Nội dung", "Chủ trì", "1", "Xây dựng kho", "Sở Y tế", "2", "Đào tạo", "Sở Nội vụ")
    >>> text = "".join(f"{cell}\\n|\\n" for cell in cells)
    >>> [[cell.of(text) for cell in row.cells] for row in bar_tables(text)[0].rows]
    [['TT', 'Nội dung', 'Chủ trì'], ['1', 'Xây dựng kho', 'Sở Y tế'], ['2', 'Đào tạo', 'Sở Nội vụ']]
    """
    if text.count("\n|") < 6:
        return []
    cells = _cells(text)
    tables: list[Table] = []
    index = 0
    while index < len(cells):
        head = _head(cells, index, text)
        if head is None:
            index += 1
            continue
        first, width = head
        rows = [TableRow(cells=(first.span, *(cell.span for cell in cells[index + 1 : index + width])), header=True)]
        index += width
        index = _body(cells, index, width, rows)
        if len(rows) > 1:
            tables.append(Table(span=Span(first.start, rows[-1].cells[-1].end), rows=tuple(rows)))
    return tables


def _cells(text: str) -> list[_Cell]:
    cells = []
    last = 0
    for begin, end in on_lines(_BAR, text):
        words = text[last:begin]
        bare = words.strip()
        start = last + len(words) - len(words.lstrip()) if bare else begin
        cells.append(_Cell(start, start + len(bare), " ".join(bare.split()) if len(bare) < 200 else bare))
        last = end
    return cells


def _head(cells: list[_Cell], index: int, text: str) -> tuple[_Cell, int] | None:
    """The first cell of a head and the number of columns, where a head begins at a cell."""
    first = cells[index]
    line = text.rfind("\n", first.start, first.end) + 1
    start = max(line, first.start)
    above = text.rfind("\n", first.start, max(first.start, start - 1)) + 1
    both = " ".join(text[max(above, first.start) : first.end].split())
    if start > first.start and len(both) <= 12 and phrases("tables", "columns").fullmatch(both):
        start = max(above, first.start)  # "Số" / "TT"
    words = " ".join(text[start : first.end].split())
    if len(words) > 20 or not phrases("tables", "columns").match(words):
        return None
    named = 1
    for width in range(1, min(12, len(cells) - index)):
        cell = cells[index + width]
        if _FIRST.fullmatch(cell.words):
            return (_Cell(start, first.end, words), width) if width >= 3 and named >= 2 else None
        if len(cell.words) > 80:
            return None
        named += phrases("tables", "columns").match(cell.words) is not None
    return None


def _body(cells: list[_Cell], index: int, width: int, rows: list[TableRow]) -> int:
    """Add the rows from a cell on; returns the first cell that is no longer in the table."""
    count = cells[index : index + width]
    if len(count) == width and all(cell.words.strip("() ") == str(k) for k, cell in enumerate(count, 1)):
        rows.append(TableRow(cells=tuple(cell.span for cell in count)))  # "(1)" "(2)" … under the head
        index += width
    while index < len(cells):
        cell = cells[index]
        if len(cell.words) > LONGEST_CELL:
            break
        after = cells[index + 1 : index + width + 1]
        if band := _band(cells, index, width):
            rows.append(TableRow(cells=(cell.span, *([after[0].span] * (width - 1)))))
            index += band
        elif not cell.number and cell.words and after and after[0].number and len(cell.words) < 200:
            rows.append(TableRow(cells=(cell.span,) * width))  # a band without number
            index += 1
        elif cell.number and len(after) >= width - 1:
            rows.append(TableRow(cells=(cell.span, *(one.span for one in after[: width - 1]))))
            index += width
        else:
            break
    return index


def _band(cells: list[_Cell], index: int, width: int) -> int:
    """How many cells a band has, its number, its title and empty ones, up to the number of the next row; else 0.

    Empty cells make a band only where they are too few for a row: a row may leave one empty before a figure.
    """
    if not cells[index].number or index + 2 >= len(cells) or cells[index + 1].number:
        return 0
    end = index + 2
    while end < min(index + width, len(cells)) and not cells[end].words:
        end += 1
    if end >= min(index + width, len(cells)) or not cells[end].number:
        return 0
    whole_row = index + width >= len(cells) or cells[index + width].number
    return 0 if end > index + 2 and whole_row else end - index
