"""Drawn grids become tables: cells' words in order, tables joined across pages, rows split by a break made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.parse.read.builder import Cell, Row
from vnplan.parse.read.letters.labels import begins_with_label, is_label
from vnplan.parse.read.letters.syllables import is_syllable
from vnplan.parse.read.pages.grid import Grid, GridCell
from vnplan.parse.read.pages.lines import find_lines, rows_of
from vnplan.parse.read.pages.model import Line
from vnplan.text import one_line

_ENDS = re.compile(r"[.;:!?][\"”’)]*$")
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,2}/(?:\d{1,2}/)?(?:19|20)\d\d")
_SAME = 6.0


@dataclass(slots=True)
class TableRow:
    """One row of a table that may run over pages."""

    cells: list[Cell]
    repeated: bool = False

    @property
    def texts(self) -> list[str]:
        """The words of each cell."""
        return [one_line(" ".join(cell.paragraphs)) for cell in self.cells]


@dataclass(slots=True)
class PageTable:
    """A table: the borders of its columns and its rows, each cell with the page it begins on."""

    xs: list[float]
    rows: list[TableRow]
    page: int
    last_page: int = 0
    heads: int = field(default=1)

    def builder_rows(self) -> list[Row]:
        """The rows as the builder takes them; a row that says the same as the first one repeats it."""
        head = self.rows[0].texts if self.rows else []
        if sum(1 for text in head if text) >= 2:
            for row in self.rows[1:]:
                row.repeated = row.repeated or row.texts == head
        return [Row(row.cells, repeated=row.repeated) for row in self.rows]


def to_table(grid: Grid) -> PageTable:
    """A table of a grid whose cells hold their words."""
    rights: dict[tuple[int, int], float] = {}
    lines: dict[int, list[Line]] = {}
    for cell in grid.cells:
        found = find_lines(rows_of(cell.words), grid.page, columns=False)
        lines[id(cell)] = found
        if found:
            rights[cell.columns] = max(rights.get(cell.columns, 0.0), *(line.x1 for line in found))
    rows: list[TableRow] = []
    for index in range(len(grid.ys) - 1):
        cells: list[tuple[int, Cell]] = []
        for cell in grid.cells:
            if not cell.rows[0] <= index <= cell.rows[1]:
                continue
            wide = cell.columns[1] - cell.columns[0] + 1
            if index > cell.rows[0]:
                cells.append((cell.columns[0], Cell([], wide, covered=True, page=grid.page)))
            else:
                right = rights.get(cell.columns, 0.0)
                words = _paragraphs(lines[id(cell)], right)
                cells.append((cell.columns[0], Cell(words, wide, page=grid.page)))
        rows.append(TableRow([cell for _, cell in sorted(cells, key=lambda pair: pair[0])]))
    return PageTable(grid.xs, [row for row in rows if row.cells], grid.page, grid.page)


def _paragraphs(lines: list[Line], right: float) -> list[str]:
    """A cell's lines joined: a new paragraph begins where the line above had room for its first word."""
    out: list[str] = []
    for index, line in enumerate(lines):
        text = line.text
        if not index:
            out.append(text)
            continue
        last = lines[index - 1]
        width = line.words[0].x1 - line.words[0].x0
        room = right - last.x1 - 0.25 * line.size - width > 0
        small = text[:1].islower() and not begins_with_label(text)
        if _is_cut(last, line, right):
            out[-1] += text
        elif not small and (room or (begins_with_label(text) and _ENDS.search(last.text))):
            out.append(text)
        elif out[-1].endswith(("-", "/")) and out[-1][-2:-1].isalnum() and text[:1].isalnum():
            out[-1] += text
        else:
            out[-1] += " " + text
    return out


def _is_cut(last: Line, line: Line, right: float) -> bool:
    """Whether one word was too wide for its cell, so that it stands on two lines: "100.00" / "0", "phườn" / "g"."""
    one, two = last.words[-1], line.words[0]
    if len(last.words) > 1 or right - one.x1 > 0.7 * one.size:
        return False
    if _FIGURE.fullmatch(one.text + two.text) and not _FIGURE.fullmatch(one.text):
        return True
    first, second = one.text.lower(), two.text.lower()
    return is_syllable(first + second) and not (is_syllable(first) and is_syllable(second))


def continues(table: PageTable, other: PageTable) -> bool:
    """Whether a table at the top of the next page goes on the one at the end of this page: the same columns."""
    return other.page == table.last_page + 1 and same_columns(table.xs, other.xs)


def same_columns(xs: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the borders of two tables' columns lie alike; the margins of left and right pages may differ."""
    if len(xs) != len(others):
        return False
    shift = others[0] - xs[0]
    return all(abs(one + shift - two) <= _SAME for one, two in zip(xs, others, strict=True))


def extend(table: PageTable, other: PageTable) -> None:
    """Join the table of the next page: its repeated header marked, a row split by the break made whole."""
    rows = list(other.rows)
    if rows and _holds_head(table.rows[0], rows[0]):
        rows[:1] = _parted(table.rows[0], rows[0])
    heads = 0
    while (
        heads < min(len(rows), 4, len(table.rows))
        and any(rows[heads].texts)
        and rows[heads].texts == table.rows[heads].texts
    ):
        rows[heads].repeated = True
        heads += 1
    if heads == len(rows):
        heads = 0
        for row in rows:
            row.repeated = False
    table.rows.extend(rows[:heads])
    body = rows[heads:]
    if body and _is_rest(table, body[0]):
        before = next(row for row in reversed(table.rows) if not row.repeated)
        for cell, rest in zip(before.cells, body[0].cells, strict=True):
            _append(cell, rest)
        body = body[1:]
    elif body:
        _go_on_merged(table, body)
    table.rows.extend(body)
    table.last_page = other.last_page


def _holds_head(head: TableRow, row: TableRow) -> bool:
    """Whether a page's first row is the repeated header and, with no rule below it, the row that the break has cut."""
    pairs = list(zip(head.texts, row.texts, strict=False))
    return (
        len(head.cells) == len(row.cells)
        and sum(1 for text, _ in pairs if text) >= 2
        and all(f"{own} ".startswith(f"{text} ") for text, own in pairs)
        and head.texts != row.texts
    )


def _parted(head: TableRow, row: TableRow) -> list[TableRow]:
    """The header and the row below it as two rows."""
    top, rest = [], []
    for title, cell in zip(head.texts, row.cells, strict=True):
        left = len(title.split())
        paragraphs = []
        for text in cell.paragraphs:
            words = text.split()
            paragraphs.append(" ".join(words[left:]))
            left = max(0, left - len(words))
        top.append(Cell([title] if title else [], cell.columns, page=cell.page))
        rest.append(Cell([text for text in paragraphs if text], cell.columns, page=cell.page))
    return [TableRow(top), TableRow(rest)]


def _go_on_merged(table: PageTable, body: Sequence[TableRow]) -> None:
    """A merged cell that a page break has cut goes on: its words stand above, on the page before."""
    before = next((one for one in reversed(table.rows) if not one.repeated), None)
    row = body[0]
    if before is None or [cell.columns for cell in before.cells] != [cell.columns for cell in row.cells]:
        return
    below = body[1].cells if len(body) > 1 and len(body[1].cells) == len(row.cells) else ()
    for index, cell in enumerate(row.cells):
        if not cell.paragraphs and (before.cells[index].covered or (below and below[index].covered)):
            cell.covered = True


def _is_rest(table: PageTable, row: TableRow) -> bool:
    """Whether a page's first row is the rest of the row before the break.

    It is where its counter is empty though rows of this table are counted, where a cell begins with a small letter, or
    where every cell that goes on had not ended and none begins anew.
    """
    before = next((one for one in reversed(table.rows) if not one.repeated), None)
    if before is None or before is table.rows[0] or len(before.cells) != len(row.cells):
        return False
    if [cell.columns for cell in before.cells] != [cell.columns for cell in row.cells] or len(row.cells) < 2:
        return False
    texts, olds = row.texts, before.texts
    if not any(texts):
        return True
    if texts[0]:
        return False
    own = [one.texts[0] for one in table.rows[1:] if not one.repeated and not one.cells[0].covered]
    counted = sum(1 for text in own if is_label(text))
    if own and counted >= 0.8 * len(own) and not before.cells[0].covered:
        return True
    if any(text and not old for text, old in zip(texts, olds, strict=True)):
        return False
    if any(text[:1].islower() and not begins_with_label(text) for text in texts[1:] if text):
        return True
    going_on = [old for text, old in zip(texts, olds, strict=True) if text]
    return all(not _ENDS.search(old) for old in going_on) and len(going_on) < len(texts)


def _append(cell: Cell, rest: Cell) -> None:
    if not rest.paragraphs:
        return
    first, *others = rest.paragraphs
    if (
        cell.paragraphs
        and (first[:1].islower() or not _ENDS.search(cell.paragraphs[-1]))
        and not begins_with_label(first)
    ):
        glue = "" if cell.paragraphs[-1][-1:] in "-/" and cell.paragraphs[-1][-2:-1].isalnum() else " "
        cell.paragraphs[-1] += glue + first
    else:
        cell.paragraphs.append(first)
    cell.paragraphs.extend(others)


def texts_of(grid: Grid) -> list[list[str]]:
    """The words of a grid's cells, row by row, for telling layout from data."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.rows[0], []).append(cell)
    return [[" ".join(word.text for word in cell.words) for cell in rows[key]] for key in sorted(rows)]
