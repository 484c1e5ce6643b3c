"""Links out: a workbook in which an analyst keeps, drops, moves or adds links by drop-downs."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from vnplan.cells import LINE_HEIGHT, MAX_HEIGHT, cell_text, lines_needed
from vnplan.lexicon import label
from vnplan.models import Alignment, Document, LinkDecision, Reference, Review, Verdict
from vnplan.review import sheets

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_EPOCH = datetime(2021, 1, 26)  # a fixed day in the file's properties: the same review gives the same bytes


def review_workbook(
    document: Document, alignment: Alignment, reference: Reference, *, review: Review | None = None
) -> bytes:
    """The workbook of one plan as bytes (xlsx). Every text is written as text, never as a formula.

    `review`: what was decided before stands in it again, links once rejected too, so that it can be seen and changed.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"vnplan review: {document.id}", "created": _EPOCH})
    decided = {(d.quote, d.provision): d for d in review.decisions} if review is not None else {}
    _links(book, document, alignment, reference, decided)
    _local(book, document, alignment, reference, decided)
    _provisions(book, reference)
    _guide(book)
    _keys(book, document, reference)
    book.close()
    return buffer.getvalue()


Decided = Mapping[tuple[str, str | None], LinkDecision]
"""Earlier decisions by a clause's text and a provision (None: the clause is local)."""


def _links(book: Workbook, document: Document, alignment: Alignment, reference: Reference, decided: Decided) -> None:
    sheet = book.add_worksheet(sheets.LINKS)
    texts = {node.id: node.text for node in document.nodes}
    statements = {p.id: p.statement.vi for p in reference.provisions}
    kinds: dict[tuple[str, str], list[str]] = {}
    for deviation in alignment.deviations:
        kinds.setdefault((deviation.clause, deviation.provision), []).append(label(deviation.kind.value))
    rows: list[dict[str, str | float]] = []
    for link in alignment.links:
        state = "confirmed" if link.confirmed else "needs_review" if link.needs_review else ""
        rows.append(
            {
                "clause": link.clause,
                "text": texts[link.clause],
                "provision": link.provision,
                "statement": statements[link.provision],
                "relation": label(link.relation.value),
                "score": link.score,
                "state": label(state) if state else "",
                "deviations": "; ".join(kinds.get((link.clause, link.provision), ())),
                **_said(decided.get((texts[link.clause], link.provision))),
            }
        )
    order = {node.id: at for at, node in enumerate(document.nodes)}
    shown = {(link.clause, link.provision) for link in alignment.links}
    rows += [
        {
            "clause": node.id,
            "text": node.text,
            "provision": decision.provision,
            "statement": statements[decision.provision],
            **_said(decision),
        }
        for node in document.clauses
        for decision in decided.values()
        if decision.verdict is Verdict.REJECT and decision.quote == node.text and decision.provision in statements
        if (node.id, decision.provision) not in shown
    ]
    rows.sort(key=lambda row: order[str(row["clause"])])
    _table(book, sheet, sheets.LINK_COLUMNS, rows, sheets.LINK_CHOICES, reference)


def _said(decision: LinkDecision | None) -> dict[str, str | float]:
    """An earlier decision in the words of the drop-downs."""
    if decision is None:
        return {}
    words = {Verdict.ACCEPT: sheets.KEEP, Verdict.REJECT: sheets.DROP, Verdict.LOCAL: sheets.OWN}[decision.verdict]
    return {"decision": words, "note": decision.note or ""}


def _local(book: Workbook, document: Document, alignment: Alignment, reference: Reference, decided: Decided) -> None:
    sheet = book.add_worksheet(sheets.LOCAL)
    texts = {node.id: node.text for node in document.nodes}
    rows: list[dict[str, str | float]] = [
        {
            "clause": u.clause,
            "text": texts[u.clause],
            "nearest": u.nearest or "",
            "score": "" if u.score is None else u.score,
            "state": label("confirmed") if u.confirmed else label("needs_review") if u.needs_review else "",
            **_said(decided.get((texts[u.clause], None))),
        }
        for u in alignment.unlinked
    ]
    _table(book, sheet, sheets.LOCAL_COLUMNS, rows, sheets.LOCAL_CHOICES, reference)


def _table(
    book: Workbook,
    sheet: Worksheet,
    columns: Mapping[str, tuple[str, int]],
    rows: Sequence[Mapping[str, str | float]],
    choices: Sequence[str],
    reference: Reference,
) -> None:
    head = book.add_format({"bold": True, "bg_color": "#17776B", "font_color": "#FFFFFF", "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    entry = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#FBF7EA"})
    number = book.add_format({"valign": "top", "num_format": "0.00"})
    for at, (key, (name, width)) in enumerate(columns.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, head)
        for line, row in enumerate(rows, start=1):
            value = row.get(key, "")
            if isinstance(value, float):
                sheet.write_number(line, at, value, number)
            else:
                form = entry if key in {"decision", "target", "note"} else plain
                sheet.write_string(line, at, cell_text(str(value)), form) if value else sheet.write_blank(
                    line, at, None, form
                )
    for line, row in enumerate(rows, start=1):  # not every program works out the height of wrapped text
        lines = max(lines_needed(str(row.get(key, "")), width) for key, (_, width) in columns.items())
        sheet.set_row(line, min(LINE_HEIGHT * lines, MAX_HEIGHT))
    names = list(columns)
    last = max(1, len(rows))
    marks = {"needs_review": {"bg_color": "#FBF0D4"}, "confirmed": {"bg_color": "#E3F0ED"}}
    for state, colour in marks.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{label(state)}"', "format": book.add_format(colour)}
        sheet.conditional_format(1, names.index("state"), last, names.index("state"), rule)
    sheet.data_validation(
        1, names.index("decision"), last, names.index("decision"), {"validate": "list", "source": list(choices)}
    )
    source = f"='{sheets.PROVISIONS}'!$E$2:$E${len(reference.provisions) + 1}"
    sheet.data_validation(1, names.index("target"), last, names.index("target"), {"validate": "list", "source": source})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(names) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _provisions(book: Workbook, reference: Reference) -> None:
    sheet = book.add_worksheet(sheets.PROVISIONS)
    head = book.add_format({"bold": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for at, (name, width) in enumerate(
        (("Mã", 11), ("Tên", 40), ("Tóm lược, không phải nguyên văn", 90), ("Căn cứ", 44), ("Để chọn", 40))
    ):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, name, head)
    for line, p in enumerate(reference.provisions, start=1):
        for at, value in enumerate((p.id, p.label.vi, p.statement.vi, p.citation.vi, f"{p.id}  {p.label.vi}")):
            sheet.write_string(line, at, cell_text(value), plain)
    sheet.freeze_panes(1, 1)


def _guide(book: Workbook) -> None:
    sheet = book.add_worksheet(sheets.GUIDE)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110)
    for line, words in enumerate(sheets.GUIDE_LINES):
        sheet.write_string(line, 0, words, wrap)


def _keys(book: Workbook, document: Document, reference: Reference) -> None:
    """What the workbook was made from, to be checked when it comes back."""
    sheet = book.add_worksheet(sheets.KEYS)
    keys = (("schema", "vnplan/review-workbook 1.0"), ("sha256", document.sha256), ("reference", reference.id))
    for line, (name, value) in enumerate(keys):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, value)
    sheet.hide()
