"""What the sheets of the workbook share: formats, cells, headings. Text is always written as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from vnplan.cells import LINE_HEIGHT, MAX_HEIGHT, cell_text, lines_needed
from vnplan.comparison import Comparison
from vnplan.errors import Lang
from vnplan.models import CoverageStatus, Reference, Severity
from vnplan.report.names import marked_names
from vnplan.report.numbers import day_words
from vnplan.report.strings import bilingual
from vnplan.tables import Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_STATUS_COLOURS = {
    CoverageStatus.COVERED: ("#17776B", "#FFFFFF"),
    CoverageStatus.PARTIAL: ("#A9D8CC", "#0B443D"),
    CoverageStatus.MISSING: ("#F8E3D6", "#96390B"),
    CoverageStatus.NOT_APPLICABLE: ("#EFEDE8", "#565E6A"),
    CoverageStatus.UNKNOWN: ("#FFFFFF", "#565E6A"),
}
_SEVERITY_COLOURS = {Severity.HIGH: ("#FBE7DE", "#8A2A09"), Severity.MEDIUM: ("#FBF0D4", "#6B4600")}

_BOLD = 0.85
"""Of the letters that a column holds, how many it holds in bold."""


@dataclass
class Book:
    """One workbook being written: its comparison, its language, its formats."""

    file: Workbook
    comparison: Comparison
    reference: Reference
    lang: Lang
    names: dict[str, str] = field(default_factory=dict)
    """Agency id -> the name to show."""

    def __post_init__(self) -> None:
        add = self.file.add_format
        self.head = add({"bold": True, "bg_color": "#0D5C56", "font_color": "#FFFFFF", "text_wrap": True, "border": 1})
        self.head.set_align("vcenter")
        self.body = add({"text_wrap": True, "valign": "top"})
        self.number = add({"valign": "top"})
        self.rate = cache(lambda shown: add({"valign": "top", "num_format": shown}))
        self.score = add({"valign": "top", "num_format": "0.00"})
        self.date = add({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
        self.title = add({"bold": True, "font_size": 14})
        self.status = {
            status: add({"bg_color": ground, "font_color": ink}) for status, (ground, ink) in _STATUS_COLOURS.items()
        }
        self.severity = {
            severity: add({"bg_color": ground, "font_color": ink})
            for severity, (ground, ink) in _SEVERITY_COLOURS.items()
        }
        self.centred = add({"align": "center", "valign": "top", "text_wrap": True})
        self.pairs = [(plan.document, plan.alignment) for plan in self.comparison.plans]
        self.plans = marked_names(self.comparison, lang=self.lang)
        self.nodes = {(d.id, node.id): node for d in self.comparison.documents for node in d.nodes}
        self.provisions = {p.id: p for p in self.reference.provisions}

    def word(self, group: str, key: str) -> str:
        """One wording of the report in the workbook's language."""
        return bilingual(group, key)[0 if self.lang == "vi" else 1]

    def sheet(self, name: str, *, across: int = 1) -> Worksheet:
        """A new sheet, to be printed landscape and as wide as the page, or as `across` pages that name the rows."""
        sheet = self.file.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(across, 0)
        if across > 1:
            sheet.repeat_columns(0)
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: Cell, style: Format | None = None) -> None:
        """A value as what it is. Text is always a string cell: `write` would read "=…" as a formula."""
        if value is None or value is False or value == "":
            sheet.write_blank(row, column, None, style or self.body)
        elif value is True:
            sheet.write_string(row, column, self.word("column", "yes"), style or self.body)
        elif isinstance(value, str):
            sheet.write_string(row, column, cell_text(value), style or self.body)
        else:
            sheet.write_number(row, column, value, style or self.number)

    def write_date(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        """A whole day as a date, so that it sorts and filters as one; a month or a year is text."""
        try:
            day = datetime.fromisoformat(str(value)) if value and len(str(value)) == 10 else None
        except ValueError:
            day = None
        if day is None:
            self.write(sheet, row, column, day_words(value) if isinstance(value, str) else value)
        else:
            sheet.write_datetime(row, column, day, self.date)

    def fit(self, sheet: Worksheet, row: int, cells: Sequence[tuple[Cell, int]]) -> None:
        """Give a row the height its wrapped texts need: not every program works it out on opening."""
        needed = max((lines_needed(value, width) for value, width in cells if isinstance(value, str)), default=1)
        if needed > 1:
            sheet.set_row(row, min(LINE_HEIGHT * needed, MAX_HEIGHT))

    def headings(self, sheet: Worksheet, headings: Sequence[tuple[str, int]], rows: int, *, freeze: int = 0) -> None:
        """The first row: names and widths of columns, a filter over `rows` rows, `freeze` columns that stay."""
        for column, (words, width) in enumerate(headings):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, cell_text(words), self.head)
        self.fit(sheet, 0, [(words, int(_BOLD * width)) for words, width in headings])
        sheet.freeze_panes(1, freeze)
        sheet.autofilter(0, 0, max(rows, 1), len(headings) - 1)
        sheet.repeat_rows(0)
