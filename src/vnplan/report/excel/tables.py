"""The workbook's flat tables: links, deviations, targets, duties, local clauses, with the columns a reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vnplan.lexicon import label
from vnplan.models import DeviationKind, Severity
from vnplan.report.excel.book import Book
from vnplan.report.words import place
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
    },
}
DATES = frozenset({"issued_on", "due_date"})


def table(book: Book, name: str) -> None:
    """One of the flat tables, with the columns a reader needs."""
    widths = TABLES[name]
    columns, rows = build(name, book.pairs, book.reference)
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    if "severity_label" in widths:  # what asks for attention first, then in the order of plans
        levels = [severity.value for severity in Severity]
        records = sorted(said_once(records), key=lambda record: levels.index(str(record["severity"])))
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


def said_once(records: Iterable[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Deviations, with what is left out of a provision said once, all its clauses named.

    Where several clauses of a plan carry a provision and none of them says a measure, each has the deviation; for a
    reader that is one. It needs a review where all of them do.

    >>> one = {"plan": "a", "provision": "I.1", "kind": "content_dropped", "expected": "x", "clause_text": "…"}
    >>> [row["clause"] for row in said_once({**one, "clause": c, "needs_review": False} for c in ("1", "2"))]
    ['1; 2']
    """
    out: list[dict[str, Cell]] = []
    first: dict[tuple[Cell, ...], dict[str, Cell]] = {}
    for record in records:
        key = (record["plan"], record["provision"], record["expected"])
        if record["kind"] != DeviationKind.CONTENT_DROPPED.value:
            out.append(record)
        elif (kept := first.get(key)) is None:
            first[key] = record
            out.append(record)
        else:
            kept["clause"] = f"{kept['clause']}{SEPARATOR}{record['clause']}"
            kept["clause_text"] = f"{kept['clause_text']}\n{record['clause_text']}"
            kept["needs_review"] = kept["needs_review"] and record["needs_review"]
    return out


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
            return book.english.get(str(code), str(value or ""))
        return label(str(code), lang="en")
    if key == "recurring" and value == "annual":
        return book.word("agency", "annual")
    return value
