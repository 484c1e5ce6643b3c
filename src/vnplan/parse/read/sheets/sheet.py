"""One sheet of a workbook: its cells as they are shown, what is merged, what is hidden.

Read row by row, so that a million empty rows that only have a look cost time but no memory. What the author has hidden
is left out, as Word's hidden text is: a hidden row or column, and what a merge or a format covers up. Rows that a
filter or a folded outline keeps out of sight are read: these are ways of looking at a table, opened by one click, and
saved by chance.

Source of the markup: ISO/IEC 29500-1, 18.3.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from vnplan.parse.read.limits import Limits, Stopwatch
from vnplan.parse.read.office.xml import attribute, child, children, elements_of, local, number
from vnplan.parse.read.sheets.formats import general, shown_date, shown_number
from vnplan.parse.read.sheets.looks import CellLook, Words, said, string_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_PARTS = ("row", "col", "mergeCell", "autoFilter", "oddHeader", "oddFooter")


@dataclass(slots=True)
class SheetCell:
    """A cell with words: where it stands, how far it reaches, what it shows. `ordinal`: its number as a label."""

    column: int
    last: int
    text: str
    look: CellLook
    ordinal: str = ""
    covered: bool = False


@dataclass(slots=True)
class SheetRow:
    """A row that shows something: its number from 1 and its cells from left to right."""

    index: int
    cells: list[SheetCell]

    @property
    def filled(self) -> list[SheetCell]:
        """The cells that have words of their own."""
        return [cell for cell in self.cells if not cell.covered]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all bounds included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """What a sheet shows and what was left out or doubted. `head` and `foot` are what is printed on each page."""

    rows: list[SheetRow] = field(default_factory=list)
    hidden: int = 0
    folded: int = 0
    not_computed: int = 0
    errors: int = 0
    converted: bool = False
    head: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share."""

    strings: Sequence[Words]
    looks: Sequence[CellLook]
    base_1904: bool
    limits: Limits
    where: str


def area(reference: str) -> Area | None:
    """The cells that a reference names, or None.

    >>> area("B2:D4"), area("C7")
    (Area(top=2, left=2, bottom=4, right=4), Area(top=7, left=3, bottom=7, right=3))
    """
    match = _AREA.fullmatch(reference.strip())
    if not match:
        return None
    rows = sorted((int(match[2]), int(match[4] or match[2])))
    columns = sorted((_column(match[1]), _column(match[3] or match[1])))
    return Area(rows[0], columns[0], rows[1], columns[1])


def _column(letters: str) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found


def read_sheet(content: bytes, book: Book, *, filters: Sequence[Area], watch: Stopwatch) -> Sheet:
    """Read a sheet's part; `filters` are the filtered areas of its tables. Raises `ReadError`: damage, over a limit."""
    reader = _Reader(book, watch)
    for element in elements_of(content, _PARTS, where=book.where):
        reader.take(element)
    return reader.finished(filters)


class _Reader:
    """Collects a sheet's parts in the order of the file: columns, rows, filters, merged areas, what pages print."""

    def __init__(self, book: Book, watch: Stopwatch) -> None:
        self._book = book
        self._watch = watch
        self._sheet = Sheet()
        self._cells: dict[int, dict[int, SheetCell]] = {}
        self._out_of_sight: dict[int, bool] = {}  # hidden rows, and whether an outline hides them
        self._columns: list[tuple[int, int]] = []
        self._merged: list[Area] = []
        self._filters: list[Area] = []
        self._row = 0
        self._count = 0

    def take(self, element: _Element) -> None:
        """Take in one part of the sheet."""
        kind = local(element)
        if kind == "row":
            self._take_row(element)
        elif kind == "col":
            if _true(element, "hidden") and not number(element, "outlineLevel"):
                self._columns.append((number(element, "min") or 0, number(element, "max") or 0))
                self._book.limits.check_cells(len(self._columns), self._book.where)
        elif kind == "mergeCell":
            found = area(attribute(element, "ref") or "")
            if (
                found is not None
                and found.top * found.left
                and found != Area(found.top, found.left, found.top, found.left)
            ):
                self._merged.append(found)
                self._book.limits.check_cells(len(self._merged), self._book.where)
        elif kind == "autoFilter":
            self._filters.extend(filtered(element))
        elif kind == "oddHeader":
            self._sheet.head = element.text or ""
        elif kind == "oddFooter":
            self._sheet.foot = element.text or ""

    def _take_row(self, element: _Element) -> None:
        self._watch.check()
        self._row = number(element, "r") or self._row + 1
        if _true(element, "hidden"):
            self._out_of_sight[self._row] = bool(number(element, "outlineLevel"))
        column = 0
        for cell in children(element, "c"):
            match = _CELL.fullmatch(attribute(cell, "r") or "")
            column = _column(match[1]) if match else column + 1
            if not len(cell):
                continue  # only a look
            found = self._cell(cell, column)
            if found is not None:
                self._cells.setdefault(self._row, {})[column] = found
                self._count += 1
                self._book.limits.check_cells(self._count, self._book.where)

    def _cell(self, element: _Element, column: int) -> SheetCell | None:
        """What a cell shows, or None where it shows nothing."""
        place = number(element, "s") or 0
        look = self._book.looks[place] if 0 <= place < len(self._book.looks) else CellLook()
        kind = attribute(element, "t") or "n"
        value = child(element, "v")
        words = (value.text if value is not None else None) or ""
        ordinal = ""
        if kind == "inlineStr":
            inline = child(element, "is")
            text = self._said(string_words(inline) if inline is not None else (), look)
        elif kind == "s":
            text = self._said(self._string(words), look)
        elif not words.strip():
            self._sheet.not_computed += child(element, "f") is not None and kind != "str"
            return None
        elif kind == "str":
            text = self._said(((words, ""),), look)
        elif kind == "b":
            text = "TRUE" if words.strip() == "1" else "FALSE"
        elif kind == "e":
            self._sheet.errors += 1
            text = words
        elif kind == "d":
            text = shown_date(words, look.format)
        else:
            text = shown_number(words, look.format, base_1904=self._book.base_1904)
            ordinal = _ordinal(words, text)
            self._sheet.hidden += not text
        return SheetCell(column, column, text, look, ordinal) if text.strip() else None

    def _string(self, place: str) -> Words:
        return self._book.strings[int(place)] if place.isdecimal() and int(place) < len(self._book.strings) else ()

    def _said(self, words: Words, look: CellLook) -> str:
        text, converted = said(words, look.font)
        self._sheet.converted = self._sheet.converted or converted
        return text

    # -- what is seen of it ----------------------------------------------------------------------------------------

    def finished(self, filters: Sequence[Area]) -> Sheet:
        """The sheet without what is hidden, its merged cells spread over what they cover."""
        active = [*self._filters, *filters]
        folded = {row for row, outline in self._out_of_sight.items() if outline or _within(row, active)}
        hidden = self._out_of_sight.keys() - folded
        self._sheet.folded = len(folded & self._cells.keys())
        covered = self._spread(hidden)
        for row in sorted(self._cells):
            cells = self._cells[row]
            seen = [cells[column] for column in sorted(cells) if row not in hidden and not self._is_hidden(column)]
            self._sheet.hidden += len(cells) - len(seen)
            if seen:
                merged = sorted([*seen, *covered.get(row, ())], key=lambda cell: cell.column)
                self._sheet.rows.append(SheetRow(row, merged))
        return self._sheet

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._columns)

    def _spread(self, hidden: set[int]) -> Mapping[int, list[SheetCell]]:
        """Make merged cells as wide as they are; the places they cover in the rows below, by row."""
        covered: dict[int, list[SheetCell]] = {}
        rows = sorted(self._cells)
        marks = 0
        for merge in self._merged:
            anchor = self._cells.get(merge.top, {}).get(merge.left)
            inside = rows[bisect_left(rows, merge.top) : bisect_left(rows, merge.bottom + 1)]
            marks += len(inside)
            self._book.limits.check_cells(marks, self._book.where)
            self._watch.check()
            across, down = range(merge.left, merge.right + 1), range(merge.top, merge.bottom + 1)
            left = next((column for column in across if not self._is_hidden(column)), 0)
            right = next((column for column in reversed(across) if not self._is_hidden(column)), 0)
            top = next((row for row in down if row not in hidden), 0)
            for row in inside:
                for column in [column for column in self._cells[row] if merge.left <= column <= merge.right]:
                    if (row, column) != (merge.top, merge.left):
                        del self._cells[row][column]  # covered up by the merged cell
                        self._sheet.hidden += 1
            if anchor is None or not left or not top:
                continue
            if (top, left) != (merge.top, merge.left):  # its own row or column is hidden: it shows where it is seen
                del self._cells[merge.top][merge.left]
                self._cells.setdefault(top, {})[left] = anchor
            anchor.column, anchor.last = left, right
            for row in inside:
                if row > top and row not in hidden:
                    covered.setdefault(row, []).append(SheetCell(left, right, "", anchor.look, covered=True))
        return covered


def filtered(element: _Element) -> list[Area]:
    """The area of an `autoFilter` that filters now."""
    found = area(attribute(element, "ref") or "")
    return [found] if found is not None and child(element, "filterColumn") is not None else []


def _within(row: int, areas: Sequence[Area]) -> bool:
    return any(found.top <= row <= found.bottom for found in areas)


def _true(element: _Element, name: str) -> bool:
    return attribute(element, name) in {"1", "true"}


def _ordinal(value: str, text: str) -> str:
    """A number with a point as labels print it (1.1): what a column of ordinals means by the number 1,1."""
    return general(Decimal(value)).replace(",", ".") if text.replace(",", "", 1).isdecimal() and "," in text else ""
