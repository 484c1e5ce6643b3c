"""The workbook of a run: scores and sections, written row by row; the sheet says first what it does not say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from vnplan.batch.columns import COLUMNS, kind_of, rows_of
from vnplan.batch.rows import Rows, ScoreRow
from vnplan.batch.wording import Lang, wording
from vnplan.cells import cell_text
from vnplan.files import whole_file
from vnplan.tables import Row

_EPOCH = datetime(2021, 1, 26)  # a fixed day in the file's properties: the same table gives the same bytes
_SHEET_ROWS = 1_048_000
"""Rows a sheet can hold (limit of the format); what is beyond stands in the CSV."""


@contextmanager
def workbook(out: Path, table: Rows, *, lang: Lang) -> Iterator[Callable[[ScoreRow], None]]:
    """A function that takes the rows of scores.xlsx. Raises `WriteError` where it cannot be written."""
    import xlsxwriter

    out.mkdir(parents=True, exist_ok=True)
    with whole_file(out / "scores.xlsx") as file, tempfile.TemporaryDirectory(prefix="vnplan-xlsx-") as scratch:
        options = {"constant_memory": True, "tmpdir": scratch, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(file, options)
        book.set_properties({"created": _EPOCH})
        sheets = {name: _Sheet(book, name, COLUMNS[name](table.reference), lang) for name in COLUMNS}

        def add(row: ScoreRow) -> None:
            for name, sheet in sheets.items():
                for cells in rows_of(name, row, table.reference):
                    sheet.write(cells)

        yield add
        book.close()


class _Sheet:
    def __init__(self, book: Any, name: str, columns: tuple[str, ...], lang: Lang) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._line = 2
        self._rate = book.add_format({"num_format": "0.0%"})
        head = book.add_format({"bold": True, "bg_color": "#EFEDE8", "border": 1})
        self._sheet.write_string(0, 0, wording("page", "not_results", lang=lang))
        for column, title in enumerate(columns):
            self._sheet.write_string(1, column, title, head)
        self._sheet.freeze_panes(2, 4)

    def write(self, cells: Row) -> None:
        """One row; text is written as text, so that no cell can act as a formula."""
        if self._line >= _SHEET_ROWS:
            return
        for column, (title, cell) in enumerate(zip(self._columns, cells, strict=True)):
            if isinstance(cell, str):
                self._sheet.write_string(self._line, column, cell_text(cell))
            elif isinstance(cell, bool):
                self._sheet.write_boolean(self._line, column, cell)
            elif cell is not None:
                shown = self._rate if kind_of(title) == "rate" else None
                self._sheet.write_number(self._line, column, cell, shown)
        self._line += 1
