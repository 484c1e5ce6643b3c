"""Task tables: which column says what, and for each row the cells of each slot (lead, partners, time, product …).

Works from grids. The readers of docx, html and pdf give them; in txt and md they are found here, in lines with tabs or
bars (and by `structure.bars`, where each cell is a line). Headers of two rows, merged cells, header rows repeated on
each page and rows that a page cut in two are put together.

Source: the annexes of provincial plans and of Decision 1671/QĐ-TTg (TT, Nội dung, Cơ quan chủ trì, Cơ quan phối hợp,
Thời gian, Sản phẩm).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from vnplan.models import Node, NodeKind, Span, Table, TableRow
from vnplan.parse.cues.slots import Slot, slot_of_header, slots_of_headers
from vnplan.parse.structure.rows import Row, RowRole, row_words, table_rows

_TELLING = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.TIME, Slot.PRODUCT, Slot.FUNDING, Slot.AUTHORITY})
_MARKUP_ROW = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*$")
_ORDINAL = re.compile(r"\(?(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3}){0,3})[.)]?$")
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
_YEAR = re.compile(r"(?<!\d)20\d\d(?:\s*\([^()]*\))?\s*$")
MAX_COLUMNS = 24
_BLANK_AT_MOST = 9


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task table: its hull in the text, and the cells of each slot (several where a page cut a cell)."""

    span: Span
    cells: tuple[tuple[Slot, tuple[Span, ...]], ...]

    def get(self, slot: Slot) -> tuple[Span, ...]:
        """The cells of a slot, empty where the table has no such column."""
        return next((spans for found, spans in self.cells if found is slot), ())

    def within(self, pieces: Sequence[Span]) -> TaskRow:
        """The row without what is noise in its cells, where its node has these pieces (a cell from above stays)."""
        cells = tuple((slot, tuple(_cut(spans, pieces))) for slot, spans in self.cells)
        return self if cells == self.cells else TaskRow(self.span, cells)


def _cut(cells: Sequence[Span], pieces: Sequence[Span]) -> Iterator[Span]:
    for cell in cells:
        inside = [piece for piece in pieces if piece.start < cell.end and piece.end > cell.start]
        yield from (Span(max(cell.start, piece.start), min(cell.end, piece.end)) for piece in inside or [cell])


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table whose header names at least one slot of a task. `columns` in order, None for others."""

    columns: tuple[Slot | None, ...]
    rows: tuple[TaskRow, ...]


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    cells: dict[Slot, list[Span]] = field(default_factory=dict)


def task_tables(text: str, tables: Sequence[Table]) -> tuple[TaskTable, ...]:
    """The task tables among grids, in order of the text; tables that continue one another on later pages are one.

    >>> text = "TT\\tNhiệm vụ\\tChủ trì\\tThời gian\\n1\\tXây dựng kho dữ liệu\\tSở Y tế\\tQuý IV/2026\\n"
    >>> table, = task_tables(text, text_tables(text))
    >>> [slot.value for slot in table.columns], [span.of(text) for span in table.rows[0].get(Slot.LEAD)]
    (['number', 'task', 'lead', 'time'], ['Sở Y tế'])
    """
    roles = {row.end: row for row in table_rows(tables, text)}
    out: list[TaskTable] = []
    columns: tuple[Slot | None, ...] = ()
    drafts: list[_Draft] = []
    for table in sorted(tables, key=lambda table: table.span):
        rows = list(_with_roles(table, roles))
        heads = [row for row in table.rows if row.cells and _is_head(roles.get(_end(row)))]
        width = max((len(row.cells) for row in table.rows), default=0)
        own = _columns(row_words(heads, text), width) if heads else ()
        if (own and own != columns) or (not own and (width != len(columns) or not rows)):
            _close(out, columns, drafts)
            columns, drafts = own, []
        if not columns:
            continue
        for cells, row in rows:
            if row is None or row.role in {RowRole.HEAD, RowRole.BAND}:
                continue
            if row.role is RowRole.DATA or not drafts:
                drafts.append(_Draft(row.start, row.end))
            _fill(drafts[-1], cells, columns, row)
    _close(out, columns, drafts)
    return tuple(out)


def task_cells(nodes: Sequence[Node], text: str, tables: Sequence[Table]) -> dict[str, tuple[Span, ...]]:
    """Node id -> the cells that state the task, for nodes that are rows of task tables.

    The other cells of a row name agencies, dates and products: they are read as slots, not as content.
    """
    rows = {
        node.span.start: node for node in nodes if node.kind is NodeKind.CLAUSE and (node.rule or "").endswith("-row")
    }
    if not rows:
        return {}
    found: dict[str, tuple[Span, ...]] = {}
    for table in task_tables(text, tables):
        for row in table.rows:
            node = next((n for start, n in rows.items() if row.span.start <= start < row.span.end), None)
            if node is not None and (cells := row.within(node.spans).get(Slot.TASK)):
                found[node.id] = cells
                del rows[node.span.start]
    return found


def _with_roles(table: Table, roles: dict[int, Row]) -> Iterator[tuple[tuple[Span, ...], Row | None]]:
    """The rows of a grid and what each is; rows are known by where they end, as a merged cell begins a row above."""
    for row in table.rows:
        yield row.cells, roles.get(_end(row)) if row.cells else None


def _end(row: TableRow) -> int:
    return max(cell.end for cell in row.cells)


def _is_head(row: Row | None) -> bool:
    return row is not None and row.role is RowRole.HEAD


def _columns(heads: Sequence[Sequence[str]], width: int) -> tuple[Slot | None, ...]:
    """The slot of each column, from one or two header rows: the lower name wins where it names a slot."""
    found: list[Slot | None] = [None] * width
    for said in heads:
        for index, slot in enumerate(slots_of_headers(said)):
            if slot is not None and not (slot is Slot.NUMBER and found[index] is not None):
                found[index] = slot
    return tuple(found) if _TELLING & set(found) else ()


def _fill(draft: _Draft, cells: Sequence[Span], columns: Sequence[Slot | None], row: Row) -> None:
    draft.start, draft.end = min(draft.start, row.start), max(draft.end, row.end)
    for slot, cell in zip_longest(columns, cells[: len(columns)]):
        if slot is None or cell is None or cell.start >= cell.end:
            continue
        spans = draft.cells.setdefault(slot, [])
        if cell not in spans:
            spans.append(cell)


def _close(out: list[TaskTable], columns: tuple[Slot | None, ...], drafts: Sequence[_Draft]) -> None:
    if columns and drafts:
        rows = (
            TaskRow(Span(draft.start, draft.end), tuple((slot, tuple(spans)) for slot, spans in draft.cells.items()))
            for draft in drafts
        )
        out.append(TaskTable(columns, tuple(rows)))


# --- grids in plain text


def text_tables(text: str) -> tuple[Table, ...]:
    """The grids of a plain text: rows of tab- or bar-separated cells under a row that names columns, in order.

    A tab in a letterhead is no grid. A row whose line is broken goes on in the next line; blank lines and page numbers
    may stand between the rows.

    >>> md = "| TT | Nhiệm vụ | Cơ quan chủ trì |\\n| --- | --- | --- |\\n| 1 | Xây dựng đề án | Sở Y tế |\\n"
    >>> [[cell.of(md) for cell in row.cells] for row in text_tables(md)[0].rows]
    [['TT', 'Nhiệm vụ', 'Cơ quan chủ trì'], ['1', 'Xây dựng đề án', 'Sở Y tế']]
    """
    rows = [row for row in text.splitlines() if "|" in row or "\t" in row]
    if sum("\t" in row.strip() or row.count("|") >= 2 for row in rows) < 2:
        return ()
    return tuple(_separated(list(_lines(text)), text))


def _lines(text: str) -> Iterator[Span]:
    offset = 0
    for raw in text.splitlines(keepends=True):
        yield Span(offset, offset + len(raw.rstrip("\r\n")))
        offset += len(raw)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "*"):
        end -= 1
    return Span(start, end)


def _cells(text: str, line: Span, bars: int) -> tuple[Span, ...]:
    """The cells of a line: between bars (those at the ends open and close the row), else between tabs."""
    words = text[line.start : line.end]
    mark = "|" if words.count("|") >= bars else "\t"
    start, end = line
    if mark == "|":
        lead, tail = words.find("|"), words.rfind("|")
        start = line.start + lead + 1 if not words[:lead].strip() else start
        end = line.start + tail if not words[tail + 1 :].strip() else end
    cells: list[Span] = []
    position = start
    while position <= end and len(cells) < MAX_COLUMNS:
        stop = text.find(mark, position, end)
        stop = end if stop < 0 else stop
        cells.append(_trimmed(text, position, stop))
        position = stop + 1
    return tuple(cells)


def _names_columns(text: str, cells: Sequence[Span]) -> bool:
    if len(cells) < 3:
        return False
    slots = [slot_of_header(cell.of(text)) for cell in cells]
    telling = bool(_TELLING & set(slots)) or (Slot.TASK in slots and any(_YEAR.search(cell.of(text)) for cell in cells))
    return sum(slot is not None for slot in slots) >= 2 and telling


def _separated(lines: Sequence[Span], text: str) -> Iterator[Table]:
    """Tables whose rows are lines with tabs or bars."""
    index = 0
    while index < len(lines):
        cells = _row_cells(text, lines[index])
        if not cells or not _names_columns(text, cells):
            index += 1
            continue
        rows, index = _rows_from(lines, text, index, len(cells))
        if len(rows) > 1:
            yield Table(span=_hull(rows), rows=tuple(rows))


def _row_cells(text: str, line: Span, bars: int = 2) -> tuple[Span, ...]:
    words = text[line.start : line.end]
    if "\t" not in words.strip() and words.count("|") < bars:
        return ()
    return _cells(text, line, bars)


def _rows_from(lines: Sequence[Span], text: str, first: int, width: int) -> tuple[list[TableRow], int]:
    """The rows of a table from its header on, and the index of the line after it."""
    rows: list[TableRow] = []
    pending: list[Span] = []  # cells of a row whose line was broken
    bars = 1 if text.count("|", *lines[first]) >= 2 else 2  # a band has one: "I | CƠ CHẾ, CHÍNH SÁCH"
    index = first
    while index < len(lines):
        line = lines[index]
        words = text[line.start : line.end]
        if not words.strip() or _PAGE_NUMBER.match(words) or _MARKUP_ROW.match(words):
            # blank lines or a page number may stand between two rows of one table
            after = next(
                (
                    k
                    for k in range(index + 1, min(index + _BLANK_AT_MOST, len(lines)))
                    if text[lines[k].start : lines[k].end].strip()
                ),
                None,
            )
            if after is None or not (
                _row_cells(text, lines[after], bars) or _PAGE_NUMBER.match(text[lines[after].start : lines[after].end])
            ):
                break
            index += 1
            continue
        cells = _row_cells(text, line, bars)
        if not cells and not (pending and _goes_on(text, line, pending, width)):
            break
        cells = cells or (_trimmed(text, *line),)
        if pending:
            # the broken cell goes on in the first cell of this line
            cells = (*pending[:-1], Span(pending[-1].start, cells[0].end), *cells[1:])
            pending = []
        if len(cells) < width and rows and _is_broken(text, cells, lines[index + 1 : index + 2], width):
            pending = list(cells)
        else:
            rows.append(_row(text, cells, width))
        index += 1
    if pending:
        rows.append(_row(text, pending, width))
    return rows, index


def _goes_on(text: str, line: Span, pending: Sequence[Span], width: int) -> bool:
    """Whether a line without cells can be the rest of a broken cell."""
    words = text[line.start : line.end].strip()
    return len(pending) < width and len(words) <= 400 and not _ORDINAL.match(words.split()[0])


def _is_broken(text: str, cells: Sequence[Span], following: Sequence[Span], width: int) -> bool:
    """Whether a short row goes on in the next line, rather than being a section of the table (number and title)."""
    if len(cells) < 2 or not following:
        return False
    filled = [cell for cell in cells if cell.end > cell.start]
    after = _row_cells(text, following[0]) or (_trimmed(text, *following[0]),)
    if not after[0].of(text) or _ORDINAL.match(after[0].of(text)):
        return False
    return len(cells) + len(after) - 1 == width or len(filled) > 2


def _row(text: str, cells: Sequence[Span], width: int) -> TableRow:
    """A row of the table's width: missing cells are empty, a cell more than the header belongs to the last one."""
    if len(cells) > width:
        cells = [*cells[: width - 1], Span(cells[width - 1].start, cells[-1].end)]
    last = cells[-1].end
    return TableRow(cells=(*cells, *[Span(last, last)] * (width - len(cells))))


def _hull(rows: Sequence[TableRow]) -> Span:
    return Span(min(row.cells[0].start for row in rows), max(cell.end for row in rows for cell in row.cells))
