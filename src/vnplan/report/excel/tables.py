"""The workbook's flat tables: links, deviations, targets, duties, local clauses, with the columns a reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from vnplan.lexicon import label
from vnplan.models import Severity
from vnplan.report.changes import sides_of
from vnplan.report.excel.book import Book
from vnplan.report.said_once import findings
from vnplan.report.words import often_words, place
from vnplan.tables import SEPARATOR, Cell, build

# columns of a table and their widths in characters
TABLES: Mapping[str, Mapping[str, int]] = {
    "links": {
        "province": 14,
        "clause": 14,
        "clause_text": 70,
        "provision": 10,
        "provision_label": 34,
        "citation": 30,
        "relation_label": 14,
        "score": 9,
        "needs_review": 12,
        "confirmed": 14,
    },
    "deviations": {
        "severity_label": 12,
        "province": 14,
        "provision": 10,
        "provision_label": 34,
        "kind_label": 22,
        "expected": 44,
        "found": 44,
        "clause": 14,
        "clause_text": 60,
        "citation": 30,
        "needs_review": 12,
    },
    "targets": {
        "province": 14,
        "clause": 14,
        "text": 60,
        "indicator": 40,
        "comparator": 12,
        "low": 10,
        "high": 10,
        "unit": 16,
        "deadline": 12,
        "baseline": 24,
    },
    "duties": {
        "province": 14,
        "clause": 14,
        "agencies": 34,
        "role_label": 14,
        "clause_text": 70,
        "partners": 34,
        "due": 22,
        "due_date": 12,
        "recurring": 12,
        "period_start": 9,
        "period_end": 9,
        "product": 26,
        "funding": 20,
        "hedges": 20,
    },
    "unlinked": {
        "province": 14,
        "clause": 14,
        "clause_text": 90,
        "nearest": 12,
        "score": 9,
        "needs_review": 12,
        "confirmed": 12,
        "formal": 14,
    },
}
DATES = frozenset({"issued_on", "due_date", "deadline"})


def table(book: Book, name: str) -> None:
    """One of the flat tables, with the columns a reader needs."""
    widths = TABLES[name]
    columns, rows = build(name, book.pairs, book.reference)
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    if "severity_label" in widths:  # what asks for attention first, then in the order of plans
        levels = [severity.value for severity in Severity]
        records = sorted(_told_once(book, records), key=lambda record: levels.index(str(record["severity"])))
    sheet = book.sheet(book.word("sheet", name))
    book.headings(sheet, [(book.word("column", key), width) for key, width in widths.items()], len(records))
    for at, record in enumerate(records, start=1):
        record["province"] = book.plans[str(record["plan"])]
        values = {key: _in_words(book, key, record) for key in widths}
        for column, (key, value) in enumerate(values.items()):
            if key in DATES:
                book.write_date(sheet, at, column, value)
            else:
                book.write(sheet, at, column, value, book.score if key == "score" else None)
        book.fit(sheet, at, [(values[key], width) for key, width in widths.items()])
    if "needs_review" in widths:
        column = list(widths).index("needs_review")
        words = book.word("column", "yes")
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": book.severity[Severity.MEDIUM]}
        sheet.conditional_format(1, column, max(len(records), 1), column, rule)
    if "severity_label" in widths:
        column = list(widths).index("severity_label")
        for severity, style in book.severity.items():
            words = label(severity.value, lang=book.lang)
            rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": style}
            sheet.conditional_format(1, column, max(len(records), 1), column, rule)


def _told_once(book: Book, records: Iterable[dict[str, Cell]]) -> Iterator[dict[str, Cell]]:
    """The rows of deviations as a reader meets them: one for each finding, with all its kinds and clauses."""
    rest = iter(records)
    for document, alignment in book.pairs:
        own = list(islice(rest, len(alignment.deviations)))
        for found in findings(document, alignment):
            provision = book.provisions.get(found.deviation.provision)
            expected, said = sides_of(found.deviation, provision, lang=book.lang)
            clauses = {str(own[place]["clause"]): str(own[place]["clause_text"]) for place in found.places}
            yield own[found.places[0]] | {
                "kind": SEPARATOR.join(found.kinds),
                "kind_label": SEPARATOR.join(label(kind.value) for kind in found.kinds),
                "severity": found.deviation.severity.value,
                "severity_label": label(found.deviation.severity.value),
                "expected": expected,
                "found": said,
                "clause": SEPARATOR.join(clauses),
                "clause_text": "\n".join(clauses.values()),
                "needs_review": found.deviation.needs_review,
            }


def _in_words(book: Book, key: str, record: Mapping[str, Cell]) -> Cell:
    """A cell as a reader should see it: codes in the workbook's language."""
    value = record[key]
    if key == "clause":
        clauses = str(value).split(SEPARATOR)
        nodes = [(clause, book.nodes.get((str(record["plan"]), clause))) for clause in clauses]
        return SEPARATOR.join(place(node, lang=book.lang) if node else clause for clause, node in nodes)
    if key == "comparator" and isinstance(value, str):
        return book.word("comparator", value)
    if key.endswith("_label") and book.lang == "en":
        code = record.get(key.removesuffix("_label"))
        if key == "provision_label":
            provision = book.provisions.get(str(code))
            return provision.label.en if provision else value
        return SEPARATOR.join(label(each, lang="en") for each in str(code).split(SEPARATOR))
    if key == "recurring" and isinstance(value, str):
        return often_words(value, lang=book.lang)
    return value
