"""Which rows of a sheet are a table, and which are lines beside it: titles, a letterhead, notes, a signature.

In Word these are paragraphs around a table; a sheet holds them all in one grid. Where the sheet draws lines, a table is
what stands between them. Where it draws none, a table begins at the row that names columns (the names that head task
tables) and ends above the recipients and the signature. What stands in two halves beside it is read half by half.
Source: the annexes of provincial plans as offices keep them in workbooks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby

from vnplan.parse.cues.slots import Slot, slot_of_header
from vnplan.parse.read.blocks import Block, Paragraph, TableBlock, TableCell
from vnplan.parse.read.layout import has_letterhead, is_signature
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.sheets.sheet import SheetCell, SheetRow

_TABLE_ROWS = 3
"""Rows side by side that make a table where no row names its columns."""


class _Place(Enum):
    LINE = "line"
    SIDES = "sides"
    TABLE = "table"


def blocks(rows: Sequence[SheetRow], *, limits: Limits, where: str) -> Iterator[Block]:
    """The rows of a sheet, in order, as paragraphs and tables. Raises `ReadError` for a table of too many cells."""
    drawn = sum(map(_is_drawn, rows)) >= 2
    places = _with_tails(rows, _between_lines(rows) if drawn else _by_words(rows))
    for (place, _), group in groupby(
        zip(places, _numbered_tables(rows, places), rows, strict=True), lambda one: one[:2]
    ):
        members = [row for *_, row in group]
        if place is _Place.TABLE:
            columns = sorted({cell.column for row in members for cell in row.cells})
            limits.check_cells(len(members) * len(columns), where)
            yield _table(members, columns, borders=True if drawn else None)
        elif place is _Place.SIDES:
            yield from _halves(members)
        else:
            yield from (_paragraph(cell) for row in members for cell in row.filled)


def _numbered_tables(rows: Sequence[SheetRow], places: Sequence[_Place]) -> Iterator[int]:
    """For each row the number of its table: one that names columns below rows without a number begins a new one."""
    count = 0
    inside = False
    for index, (row, place) in enumerate(zip(rows, places, strict=True)):
        gap = index > 0 and row.index > rows[index - 1].index + 1
        if place is _Place.TABLE and inside and gap and _names_columns(row):
            count += 1
        inside = place is _Place.TABLE
        yield count


# -- where a table stands ------------------------------------------------------------------------------------------


def _is_drawn(row: SheetRow) -> bool:
    """Whether lines stand at the sides of two cells of a row."""
    return sum(cell.look.lined for cell in row.cells) >= 2


def _between_lines(rows: Sequence[SheetRow]) -> list[_Place]:
    """Tables are the rows with lines; those without that go on right below, or stand between two of them."""
    lined = [any(cell.look.lined for cell in row.cells) for row in rows]
    places: list[_Place] = []
    for index, row in enumerate(rows):
        wide = len(row.filled) >= 2
        above = index > 0 and places[-1] is _Place.TABLE and rows[index - 1].index + 1 == row.index
        below = index + 1 < len(rows) and lined[index + 1] and rows[index + 1].index == row.index + 1
        if lined[index] or (above and (below or (wide and not _is_beside(row)))):
            places.append(_Place.TABLE)
        else:
            places.append(_Place.SIDES if wide else _Place.LINE)
    head = next((index for index, row in enumerate(rows) if _names_columns(row)), 0)
    while head > 0 and places[head - 1] is _Place.TABLE:  # a title within the lines
        head -= 1
        if len(rows[head].filled) >= 2 and not _is_beside(rows[head]):
            break
        places[head] = _Place.SIDES if len(rows[head].filled) >= 2 else _Place.LINE
    return places


def _by_words(rows: Sequence[SheetRow]) -> list[_Place]:
    """Where no lines are drawn: from the row that names columns, or rows that stand side by side, to what closes."""
    wide = [len(row.filled) >= 2 for row in rows]
    places = [_Place.SIDES if one else _Place.LINE for one in wide]
    start = next((index for index, row in enumerate(rows) if _names_columns(row)), None)
    if start is None:
        start = _first_side_by_side(rows)
    if start is None:
        return places
    end = next((index for index in range(start + 1, len(rows)) if _is_beside(rows[index])), len(rows))
    while end > start and not wide[end - 1]:  # a note below the table
        end -= 1
    for index in range(start, end):
        places[index] = _Place.TABLE
    for index in range(start + 1, end):  # titles above a second table
        if _names_columns(rows[index]):
            before = index - 1
            while before > start and not wide[before] and _stands_off(rows, before, index):
                places[before] = _Place.LINE
                before -= 1
    return places


def _with_tails(rows: Sequence[SheetRow], places: list[_Place]) -> list[_Place]:
    """Below recipients and signature side by side, single lines belong to either half."""
    for index in reversed(range(len(rows))):
        if places[index] is _Place.TABLE:
            break
        if places[index] is _Place.SIDES and any(is_signature(cell.text) for cell in rows[index].filled):
            return [*places[:index], *[_Place.SIDES] * (len(rows) - index)]
    return places


def _stands_off(rows: Sequence[SheetRow], index: int, head: int) -> bool:
    """Whether a single line above a head is parted from what is above it by an empty row, or so are those above it."""
    return any(rows[at].index > rows[at - 1].index + 1 for at in range(max(index - 2, 1), head))


def _first_side_by_side(rows: Sequence[SheetRow]) -> int | None:
    run = 0
    for index, row in enumerate(rows):
        run = run + 1 if len(row.filled) >= 2 and not _is_beside(row) else 0
        if len(row.filled) >= 3 or run >= _TABLE_ROWS:
            return index - run + 1
    return None


def _names_columns(row: SheetRow) -> bool:
    return sum(slot_of_header(cell.text) is not None for cell in row.filled) >= 2


def _is_beside(row: SheetRow) -> bool:
    """Whether a row belongs to a letterhead, the recipients or a signature: two cells at most, and no number."""
    if len(row.filled) > 2 or row.filled[0].text[:1].isdigit():
        return False
    return any(has_letterhead(cell.text) or is_signature(cell.text) for cell in row.filled)


# -- what stands there ---------------------------------------------------------------------------------------------


def _paragraph(cell: SheetCell) -> Paragraph:
    return Paragraph(cell.text, bold=cell.look.bold)


def _halves(rows: Sequence[SheetRow]) -> Iterator[Block]:
    """Rows in two halves (letterhead, recipients and signature): the left half from top to bottom, then the right."""
    middle = min(row.filled[1].column for row in rows if len(row.filled) >= 2)
    for left in (True, False):
        yield from (_paragraph(cell) for row in rows for cell in row.filled if (cell.column < middle) is left)


def _table(rows: Sequence[SheetRow], columns: Sequence[int], *, borders: bool | None) -> TableBlock:
    """The rows with a cell for each of the columns, in which anything begins."""
    ordinals = {cell.column for row in rows for cell in row.filled if slot_of_header(cell.text) is Slot.NUMBER}
    return TableBlock(
        rows=[_cells(row, columns, ordinals) for row in rows], headers=[False] * len(rows), borders=borders
    )


def _cells(row: SheetRow, columns: Sequence[int], ordinals: set[int]) -> list[TableCell]:
    made: list[TableCell] = []
    for cell in row.cells:
        start, end = bisect_left(columns, cell.column), bisect_right(columns, cell.last)
        filled = sum(one.columns for one in made)
        made.extend(TableCell([]) for _ in range(start - filled))
        text = cell.ordinal if cell.ordinal and cell.column in ordinals else cell.text
        words: list[Block] = [] if cell.covered else [Paragraph(text, bold=cell.look.bold)]
        made.append(TableCell(words, columns=max(end - start, 1), covered=cell.covered))
    made.extend(TableCell([]) for _ in range(len(columns) - sum(one.columns for one in made)))
    return made
