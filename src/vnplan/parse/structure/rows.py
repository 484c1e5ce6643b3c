"""Rows of tables of tasks and targets: which tables are such, what each row is, and rows that a page cut in two.

Tables that only lay out a page (letterhead, signature, recipients) are no such tables: their lines are read as lines.
Source: the annexes that plans carry (TT, Nội dung, Cơ quan chủ trì, Cơ quan phối hợp, Thời gian, Sản phẩm).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from vnplan.models import Table, TableRow
from vnplan.parse.structure.layout import phrases
from vnplan.parse.structure.numbering import Label, read_label
from vnplan.text import nfc, one_line, unmarked

_NUMBER_CELL = re.compile(r"[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3}){0,3}|[A-ZĐ]|[a-zđ]|[-–+•*]")
_YEAR = re.compile(r"20\d\d")
ROW = 30
"""Added to the rank of a row's number: rows stand below everything outside their table."""


class RowRole(StrEnum):
    """What a row of a table is."""

    HEAD = "head"
    BAND = "band"
    DATA = "data"
    MORE = "more"


@dataclass(slots=True)
class Row:
    """A row: its cells as offsets, its role, its number as a label, and its place (from 1) among the data rows."""

    cells: tuple[tuple[int, int], ...]
    role: RowRole
    label: Label | None
    place: int
    table: int
    columns: tuple[tuple[int, int], ...] = ()
    """The cells of every column, where the row is one of several lines."""

    @property
    def start(self) -> int:
        """Offset of its first cell."""
        return min(start for start, _ in self.cells)

    @property
    def end(self) -> int:
        """Offset after its last cell."""
        return max(end for _, end in self.cells)


def table_rows(tables: Sequence[Table], text: str) -> list[Row]:
    """The rows of all tables of tasks or targets, in order of the text."""
    out: list[Row] = []
    columns = 0
    place = 0
    last_end = -1
    for number, table in enumerate(sorted(tables, key=lambda table: table.span)):
        rows = [tuple((cell.start, cell.end) for cell in row.cells) for row in table.rows]
        rows = [row for row in rows if row]
        continued = [row.continues for row in table.rows if row.cells]
        if not rows:
            continue
        width = max(len(set(row)) for row in rows)
        heads = _heads(table, rows, text)
        follows = bool(out) and width == columns and not heads and not re.search(r"\S", text[last_end : rows[0][0][0]])
        if not (heads or follows or _counted(rows, text)):
            continue
        if not follows:
            place = 0
        columns = width
        seen: set[tuple[int, int]] = set()
        for index, cells in enumerate(rows):
            if continued[index] and out and out[-1].table == number:
                role = RowRole.HEAD if out[-1].role is RowRole.HEAD else RowRole.MORE
                out[-1].columns = out[-1].columns or rows[index - 1]
                out.append(Row(cells, role, None, 0, number, cells))
                continue
            row = _row(cells, text, index in heads, number, out[-1] if out else None, seen)
            seen.update(cells)
            if row is None:
                continue
            if row.role is RowRole.DATA:
                place += 1
                row.place = place
            out.append(row)
        last_end = table.span.end
    return out


def row_words(rows: Sequence[TableRow], text: str) -> list[list[str]]:
    """What each row says, column by column; the lines of one row are joined."""
    said: list[list[str]] = []
    for row in rows:
        words = [one_line(unmarked(cell.of(text))) for cell in row.cells]
        if row.continues and said:
            said[-1] = [f"{above} {below}".strip() for above, below in zip_longest(said[-1], words, fillvalue="")]
        else:
            said.append(words)
    return said


def _heads(table: Table, rows: Sequence[Sequence[tuple[int, int]]], text: str) -> set[int]:
    """Which rows are heads: marked by the reader, or two or more cells that name a column."""
    found = set()
    for index, (row, cells) in enumerate(zip([row for row in table.rows if row.cells], rows, strict=True)):
        words = [unmarked(text[start:end]) for start, end in dict.fromkeys(cells)]
        named = sum(map(_names_column, words))
        numbered = bool(_number(cells, text))
        if named and not numbered:
            named += sum(_YEAR.fullmatch(word.strip()) is not None for word in words)
        if (row.header and named >= 1) or (not numbered and (named >= 2 or (index == 1 and 0 in found and named >= 1))):
            found.add(index)
        elif index == 1 and 0 in found and _is_count(cells, text):
            found.add(index)  # "(1) (2) (3) …" under the head
    return found


def _names_column(words: str) -> bool:
    short = nfc(" ".join(words.split()).strip(" :*()."))
    return 0 < len(short) <= 60 and phrases("tables", "columns").match(short) is not None


def _is_count(cells: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether the cells only count the columns: (1) (2) (3), or A B 1 2."""
    words = [unmarked(text[start:end]).strip(" ().") for start, end in cells]
    return len(words) >= 3 and all(re.fullmatch(r"\d{1,2}|[A-Z]", word) for word in words) and words[-1].isdigit()


def _counted(rows: Sequence[Sequence[tuple[int, int]]], text: str) -> bool:
    """Whether the first column counts most of the rows of a table of three columns or more."""
    counted = [index for index, row in enumerate(rows) if len(set(row)) >= 3 and _number(row, text)]
    return len(counted) >= 2 and len(counted) * 2 >= len(rows)


def _number(cells: Sequence[tuple[int, int]], text: str) -> str:
    """The printed number of a row, or nothing."""
    first = unmarked(text[cells[0][0] : cells[0][1]]).strip()
    return first if len(first) <= 12 and _NUMBER_CELL.fullmatch(first.strip("().*/ ")) else ""


def _row(
    cells: tuple[tuple[int, int], ...],
    text: str,
    head: bool,
    table: int,
    previous: Row | None,
    seen: Collection[tuple[int, int]],
) -> Row | None:
    """What a row is. Cells `seen` in rows above are merged downwards: they belong to the row they begin in."""
    own = tuple(cell for cell in dict.fromkeys(cells) if head or cell not in seen)
    words = [unmarked(text[start:end]).strip() for start, end in own]
    if not any(words):
        return None
    if head:
        return Row(own, RowRole.HEAD, None, 0, table)
    number = _number(cells, text) if cells[0] in own else ""
    label = _label(number)
    filled = [word for word in words if word]
    rest = [word for word in filled if word != number]
    if len(set(cells)) == 1 or (
        len(cells) >= 3 and len(rest) == 1 and (not number or label is None or _outer(label, rest[0]))
    ):
        if previous is not None and previous.role is RowRole.DATA and not number and _goes_on(rest[0], previous, text):
            return Row(own, RowRole.MORE, None, 0, table)
        return Row(own, RowRole.BAND, label or (read_label(filled[0]) if filled else None), 0, table)
    if (
        previous is not None
        and previous.role in {RowRole.DATA, RowRole.MORE, RowRole.HEAD}
        and not number
        and cells[0] in own
        and not words[0]
        and rest
        and all(_goes_on(word, previous, text) for word in rest[:1])
    ):
        return Row(own, RowRole.MORE, None, 0, table)
    return Row(own, RowRole.DATA, label, 0, table)


def _outer(label: Label, title: str) -> bool:
    """Whether a row with a number and one filled cell is a section of the table, not an item with empty cells."""
    return label.family in {"roman", "upper"} or title.isupper()


def _goes_on(words: str, previous: Row, text: str) -> bool:
    """Whether the words of a cell can only be the rest of a cell above."""
    return words[:1].islower() or words[:1] in ",;)"


def _label(number: str) -> Label | None:
    """A row's number as a label of its own styles, below all others."""
    bare = number.strip("().*/ ")
    if not bare:
        return None
    found = read_label(bare if bare in {"-", "–", "+", "•", "*"} else bare + ". A")
    if found is None:
        return None
    return Label(
        number, found.family, "row " + found.style, found.rank + ROW, found.key, found.ordinal, 0, found.numbers
    )
