"""The workbook: everything of a comparison for someone who has only Excel or LibreOffice.

Sheets: what to know first, plans, coverage matrix, links, deviations, targets, duties, local clauses, the register of
provinces, and a reminder sheet (đôn đốc) for each agency.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from vnplan.comparison import Comparison
from vnplan.errors import Lang
from vnplan.lexicon import label
from vnplan.models import Alignment, CoverageStatus, DeviationKind, Document, Reference, Severity
from vnplan.report.excel.book import Book
from vnplan.report.excel.reminders import reminders
from vnplan.report.excel.tables import DATES, TABLES, table
from vnplan.report.register import issued_before, register
from vnplan.report.said_once import findings, kinds, severities
from vnplan.report.shares import rate_format, statuses
from vnplan.report.strings import text
from vnplan.report.words import SIGNS
from vnplan.tables import Cell, build

_EPOCH = datetime(2021, 1, 26)  # a fixed day in the file's properties: the same comparison gives the same bytes

_ORDER = ("about", "plans", "matrix", *TABLES, "register", "agencies")
_COVERAGE = ("coverage_rate", "coverage_low", "coverage_high", "coverage_count")
_PLANS = {"province": 26, "number": 18, "issued_on": 13, "clauses": 10, "linked": 12, "local": 13, "formal": 13}


def workbook_bytes(comparison: Comparison, *, reference: Reference, lang: Lang = "vi") -> bytes:
    """The workbook of a comparison as the bytes of an .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(out, options)
    file.set_properties({"title": _title(reference, lang), "created": _EPOCH})
    book = Book(file, comparison, reference, lang)
    _about(book)
    _plans(book)
    _matrix(book)
    for name in TABLES:
        table(book, name)
    _register(book)
    reminders(book, [book.word("sheet", key) for key in _ORDER])
    file.close()
    return out.getvalue()


def _title(reference: Reference, lang: Lang) -> str:
    number = text("page", "decision", lang=lang, number=reference.number)
    return text("page", "title", lang=lang, reference=number)


def _about(book: Book) -> None:
    """What a reader must know before the figures."""
    sheet = book.sheet(book.word("sheet", "about"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    book.write(sheet, 0, 0, _title(book.reference, book.lang), book.title)
    lines: list[tuple[str, str]] = [("", getattr(book.reference.title, book.lang))]
    if book.reference.replaced_by:
        lines.append(("", book.word("page", "as_of_issue")))
    if older := issued_before(book.comparison.plans, book.reference):
        number = text("page", "decision", lang=book.lang, number=book.reference.number)
        total = len(book.comparison.plans)
        lines.append(("", text("page", "older", lang=book.lang, n=older, total=total, reference=number)))
    lines += [("", book.word("page", "not_results")), ("", book.word("guide", "limits"))]
    lines.append(("", book.word("guide", "words_text")))
    lines.append((book.word("guide", "rate"), book.word("guide", "rate_formula")))
    for status in CoverageStatus:
        name = f"{SIGNS[status]} {label(status.value, lang=book.lang)}"
        lines.append((name, book.word("guide", f"status_{status.value}")))
    lines += [(failure.source, failure.in_words(book.lang)) for failure in book.comparison.failures]
    for row, (name, words) in enumerate(lines, start=2):
        book.write(sheet, row, 0, name)
        book.write(sheet, row, 1, words)
        book.fit(sheet, row, [(name, 34), (words, 90)])
    row = len(lines) + 3
    for key in _ORDER[1:]:
        name = book.word("sheet", key)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", book.body, name)
        book.write(sheet, row, 1, book.word("about", key))
        row += 1


def _plans(book: Book) -> None:
    """A row per plan: counts, statuses, rate, deviations by kind."""
    columns, rows = build("plans", book.pairs, book.reference)
    headings = [(book.word("column", key), width) for key, width in _PLANS.items()]
    headings += [(label(status.value, lang=book.lang), 13) for status in CoverageStatus]
    headings += [(book.word("column", key), 11) for key in _COVERAGE]
    deviation = label("deviation", lang=book.lang)
    headings += [(f"{deviation}: {label(s.value, lang=book.lang)}", 12) for s in Severity]
    headings += [(label(kind.value, lang=book.lang), 13) for kind in DeviationKind]
    order: list[str] = [*_PLANS, *CoverageStatus, *_COVERAGE, *(f"severity_{s}" for s in Severity), *DeviationKind]
    sheet = book.sheet(book.word("sheet", "plans"), across=2)
    book.headings(sheet, headings, len(rows), freeze=1)
    for at, (row, pair) in enumerate(zip(rows, book.pairs, strict=True), start=1):
        record = {**dict(zip(columns, row, strict=True)), **_counted_once(book, *pair)}
        record["province"] = book.plans[str(record["plan"])]
        rate = rate_format(record["coverage_rate"], record["coverage_count"])
        shown = {"coverage_rate": rate, "coverage_low": "0%", "coverage_high": "0%"}
        for column, key in enumerate(order):
            if key in DATES:
                book.write_date(sheet, at, column, record[key])
            else:
                book.write(sheet, at, column, record[key], book.rate(shown[key]) if key in shown else None)
        book.fit(sheet, at, [(record["province"], _PLANS["province"])])


def _counted_once(book: Book, document: Document, alignment: Alignment) -> Mapping[str, Cell]:
    """What a plan has by status, severity and kind: what repeats once, findings as on the sheet of deviations."""
    found = findings(document, alignment)
    levels, named, carried = severities(found), kinds(found), statuses(alignment, book.reference)
    counts = {status.value: carried[status] for status in CoverageStatus}
    counts |= {f"severity_{severity}": levels[severity] for severity in Severity}
    return counts | {kind.value: named[kind] for kind in DeviationKind}


def _matrix(book: Book) -> None:
    """Provisions down, plans across: the status in words with its sign, coloured by rule."""
    sheet = book.sheet(book.word("sheet", "matrix"))
    fixed = [("provision", 10), ("provision_label", 38), ("our_statement", 60), ("citation", 30), ("obligation", 22)]
    headings = [
        (label(key, lang=book.lang) if key == "our_statement" else book.word("column", key), width)
        for key, width in fixed
    ]
    headings += [(book.plans[plan.document.id], 20) for plan in book.comparison.plans]
    book.headings(sheet, headings, len(book.reference.provisions), freeze=2)
    by_plan = [{c.provision: c.status for c in plan.alignment.coverage} for plan in book.comparison.plans]
    names = {status: f"{SIGNS[status]} {label(status.value, lang=book.lang)}" for status in CoverageStatus}
    for at, p in enumerate(book.reference.provisions, start=1):
        obligation = book.word("obligation", p.obligation.value)
        cells = [p.id, *(getattr(words, book.lang) for words in (p.label, p.statement, p.citation)), obligation]
        for column, words in enumerate(cells):
            book.write(sheet, at, column, words)
        for column, carried in enumerate(by_plan, start=len(fixed)):
            status = carried.get(p.id, CoverageStatus.UNKNOWN)
            book.write(sheet, at, column, names[status], book.centred)
        wide = [(names[carried.get(p.id, CoverageStatus.UNKNOWN)], 20) for carried in by_plan]
        book.fit(sheet, at, [*((c, width) for c, (_, width) in zip(cells, fixed, strict=True)), *wide])
    if by_plan:
        area = (1, len(fixed), len(book.reference.provisions), len(fixed) + len(by_plan) - 1)
        for status, style in book.status.items():
            rule = {"type": "text", "criteria": "begins with", "value": SIGNS[status], "format": style}
            sheet.conditional_format(*area, rule)


def _register(book: Book) -> None:
    """Today's provinces: which have a plan among these, of their own or of a province merged into them."""
    rows = [(row, before) for row in register(book.comparison.plans) for before in row.former]
    sheet = book.sheet(book.word("sheet", "register"))
    headings = [("today", 26), ("own", 34), ("former", 30), ("former_plans", 34)]
    book.headings(sheet, [(book.word("register", key), width) for key, width in headings], len(rows))
    for at, (row, before) in enumerate(rows, start=1):
        cells = [row.name, _named(book, row.plans), before.name, _named(book, before.plans)]
        for column, words in enumerate(cells):
            book.write(sheet, at, column, words)
        book.fit(sheet, at, [(words, width) for words, (_, width) in zip(cells, headings, strict=True)])


def _named(book: Book, plans: Sequence[int]) -> str:
    """Plans by their numbers, or by their files where they have none."""
    named = [book.comparison.plans[index] for index in plans]
    words = "; ".join(plan.document.metadata.number or plan.source for plan in named)
    return words or book.word("register", "none")
