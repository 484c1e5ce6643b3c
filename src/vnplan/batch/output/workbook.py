"""The workbook of a run: a page to print, scores and sections, written row by row.

Each sheet says first what it does not say.

Headings and codes are in words; above each heading stands the name that its column has in the CSV files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from vnplan.batch.columns import COLUMNS, OVERVIEW, kind_of, rows_of
from vnplan.batch.output.headings import heading, in_words
from vnplan.batch.output.wording import wording
from vnplan.batch.rows import Rows, ScoreRow
from vnplan.cells import cell_text
from vnplan.errors import Lang
from vnplan.files import scratch_folder, whole_file
from vnplan.models import Reference
from vnplan.report.shares import rate_format
from vnplan.tables import Row

_EPOCH = datetime(2021, 1, 26)  # a fixed day in the file's properties: the same table gives the same bytes
_SHEET_ROWS = 1_048_000
"""Rows a sheet can hold (limit of the format); what is beyond stands in the CSV."""
_FIRST = 3
"""The first row of data: above it what the sheet does not say, the names of the columns, their headings."""
_FROZEN = "plan"
_HEAD_LINES = 3
"""Lines a heading takes at most, if all were full: there is room for four."""
_WIDTHS = {"text": 18, "flag": 10, "rate": 9, "count": 9}
_WIDE = {
    "status": 20,
    "today": 15,
    "province": 15,
    "level": 12,
    "plan": 22,
    "source": 30,
    "issuer": 34,
    "title": 60,
    "section_title": 44,
    "notes": 40,
    "message": 40,
    "what_to_do": 40,
}


@contextmanager
def workbook(out: Path, table: Rows, *, lang: Lang) -> Iterator[Callable[[ScoreRow], None]]:
    """A function that takes the rows of scores.xlsx. Raises `WriteError` where it cannot be written."""
    import xlsxwriter

    out.mkdir(parents=True, exist_ok=True)
    place = out / "scores.xlsx"
    with whole_file(place) as file, scratch_folder(place) as scratch:
        options = {
            "constant_memory": True,
            "tmpdir": str(scratch),
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        book = xlsxwriter.Workbook(file, options)
        book.set_properties({"created": _EPOCH})
        sheets = [_Sheet(book, "overview", "scores", table.reference, lang, only=OVERVIEW)]
        sheets += [_Sheet(book, name, name, table.reference, lang) for name in COLUMNS]

        def add(row: ScoreRow) -> None:
            row = row.in_words(lang)
            for name in COLUMNS:
                for cells in rows_of(name, row, table.reference):
                    for sheet in sheets:
                        if sheet.table == name:
                            sheet.write(cells)

        yield add
        for sheet in sheets:
            sheet.close()
        book.close()


class _Sheet:
    """A sheet of the columns of `table`, all or `only` some; where some, as wide as a printed page."""

    def __init__(
        self, book: Any, name: str, table: str, reference: Reference, lang: Lang, *, only: tuple[str, ...] = ()
    ) -> None:
        self.table = table
        self._sheet = book.add_worksheet(wording("sheet", name, lang=lang))
        columns = COLUMNS[table](reference)
        self._columns = only or columns
        self._cells = itemgetter(*(columns.index(title) for title in self._columns))
        self._lang = lang
        self._line = _FIRST
        self._counts = {
            title: columns.index(f"{title.removesuffix('_rate')}_count")
            for title in self._columns
            if title.endswith("_rate")
        }
        self._rate = cache(lambda shown: book.add_format({"num_format": shown, "valign": "top"}))
        self._plain = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._date = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
        code = book.add_format({"font_size": 8, "font_color": "#566070"})
        head = book.add_format(
            {"bold": True, "bg_color": "#0D5C56", "font_color": "#FFFFFF", "border": 1, "text_wrap": True}
        )
        head.set_align("vcenter")
        self._sheet.set_landscape()
        self._sheet.set_paper(9 if only else 8)  # A4, or A3: the sheet is wide
        if only:
            self._sheet.fit_to_pages(1, 0)
        self._sheet.set_row(2, 62)
        self._sheet.write_string(0, 0, wording("page", "not_results", lang=lang), book.add_format({"bold": True}))
        heads = [heading(title, reference, lang=lang) for title in self._columns]
        for column, (title, said) in enumerate(zip(self._columns, heads, strict=True)):
            width = _WIDE.get(title, _WIDTHS[kind_of(title)])
            self._sheet.set_column(column, column, max(width, len(said) / _HEAD_LINES))
            self._sheet.write_string(1, column, title, code)
        for column, said in enumerate(heads):  # row by row, as the file is written
            self._sheet.write_string(2, column, said, head)
        self._sheet.freeze_panes(_FIRST, self._columns.index(_FROZEN) + 1)
        self._sheet.repeat_rows(2)

    def write(self, cells: Row) -> None:
        """One row; text is written as text, so that no cell can act as a formula."""
        if self._line >= _SHEET_ROWS:
            return
        whole, cells = cells, self._cells(cells)
        for column, (title, raw) in enumerate(zip(self._columns, cells, strict=True)):
            cell = in_words(title, raw, lang=self._lang)
            if title == "issued_on" and isinstance(cell, str):
                self._sheet.write_datetime(self._line, column, date.fromisoformat(cell), self._date)
            elif isinstance(cell, str):
                self._sheet.write_string(
                    self._line, column, cell_text(cell), self._wrapped if title in _WIDE else self._plain
                )
            elif cell is not None:
                self._sheet.write_number(self._line, column, cell, self._shown(title, cell, whole))
        self._line += 1

    def _shown(self, title: str, cell: float, cells: Row) -> Any:
        """How a number is shown: a rate of few things as their count, as on the page; it stays a number to sort by."""
        if kind_of(title) != "rate":
            return self._plain
        count = cells[self._counts[title]] if title in self._counts else None
        return self._rate(rate_format(cell, count))

    def close(self) -> None:
        """After the last row: a filter over all of them."""
        self._sheet.autofilter(_FIRST - 1, 0, max(self._line - 1, _FIRST), len(self._columns) - 1)
