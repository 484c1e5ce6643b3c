"""CSV tables that open rightly in Excel and LibreOffice, and in which no cell can act as a formula."""

from __future__ import annotations

import csv
import io

from vnplan.comparison import Comparison
from vnplan.models import Reference
from vnplan.tables import COLUMNS, Cell, build

BOM = "\ufeff"
"""Excel takes a CSV file for UTF-8 only with this mark; without it Vietnamese is unreadable there."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> Cell:
    """A cell that a spreadsheet shows as the text it is.

    Text that begins like a formula gets an apostrophe before it, as OWASP advises ("CSV Injection"); clauses begin
    with "-" and "+" as bullets, and come from files nobody vouches for. Numbers stay numbers.

    >>> guarded("- Xây dựng"), guarded("=1+1"), guarded("Sở Y tế"), guarded(-3)
    ("'- Xây dựng", "'=1+1", 'Sở Y tế', -3)
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def csv_text(columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> str:
    """One table as CSV (RFC 4180, with a byte order mark). Empty cells are values that are not there."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([["" if cell is None else guarded(cell) for cell in row] for row in rows])
    return BOM + out.getvalue()


def csv_tables(comparison: Comparison, reference: Reference) -> dict[str, str]:
    """Every table of a comparison, by file name ("links.csv", …)."""
    pairs = [(plan.document, plan.alignment) for plan in comparison.plans]
    return {f"{name}.csv": csv_text(*build(name, pairs, reference)) for name in COLUMNS}
