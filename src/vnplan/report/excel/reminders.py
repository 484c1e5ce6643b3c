"""The workbook's reminder sheets (đôn đốc): what each agency owes, with whom, by when, and who holds it today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from vnplan.cells import cell_text, sheet_names
from vnplan.lexicon import label
from vnplan.models import Duty
from vnplan.report.agencies import holders_today, known_name
from vnplan.report.clarity import Degree, asks, clarities
from vnplan.report.excel.book import Book
from vnplan.report.words import duty_due

_REMINDER = {
    "province": 14,
    "clause_text": 70,
    "role_label": 14,
    "partners": 34,
    "due": 24,
    "product": 26,
    "unclear": 24,
    "today": 34,
    "remark": 30,
}


class _Owed(NamedTuple):
    """A duty of an agency: the plan's province, the duty, the clause's words, and whether it is requested only."""

    province: str
    duty: Duty
    words: str
    asked: bool


def reminders(book: Book, own: Sequence[str]) -> None:
    """An index of agencies and a sheet for each: what it owes, with whom, by when, who holds it today.

    `own`: the names of the sheets before them, the index's the last.
    """
    duties = _duties_by_agency(book)
    counts = Counter({agency: len(found) for agency, found in duties.items()})
    order = sorted(duties, key=lambda agency: (-counts[agency], book.names[agency].casefold(), agency))
    names = sheet_names([*own, *(book.names[agency] for agency in order)])[len(own) :]
    index = book.sheet(own[-1])
    headings = [("agencies", 44), ("count", 12), ("today", 70)]
    book.headings(index, [(book.word("column", key), width) for key, width in headings], len(order))
    for at, (agency, name) in enumerate(zip(order, names, strict=True), start=1):
        index.write_url(at, 0, f"internal:'{name}'!A1", book.body, cell_text(book.names[agency]))
        book.write(index, at, 1, counts[agency])
        book.write(index, at, 2, _today(book, agency))
        book.fit(index, at, [(_today(book, agency), 70)])
        _reminder(book, name, agency, duties[agency])


def _duties_by_agency(book: Book) -> dict[str, list[_Owed]]:
    """What each agency owes, by its id, in the order of the plans."""
    found: dict[str, list[_Owed]] = {}
    for plan in book.comparison.plans:
        nodes = {node.id: node for node in plan.document.nodes}
        for duty in plan.document.duties:
            for agency in dict.fromkeys(agency.id for agency in duty.agencies):
                first = next(a.name for a in duty.agencies if a.id == agency)
                book.names.setdefault(agency, known_name(agency) or first)
                text = nodes[duty.clause].text if duty.clause in nodes else ""
                asked = asks(plan.document, duty, nodes=nodes)
                found.setdefault(agency, []).append(_Owed(book.plans[plan.document.id], duty, text, asked))
    return found


def _today(book: Book, agency: str) -> str:
    holders, certain = holders_today(agency)
    if not holders:
        return book.word("agency", "same") if known_name(agency) else ""
    names = "; ".join(name[0 if book.lang == "vi" else 1] for name in holders)
    return names if certain else f"{names} ({book.word('agency', 'uncertain')})"


def _reminder(book: Book, name: str, agency: str, duties: Sequence[_Owed]) -> None:
    sheet = book.sheet(name)
    sheet.set_header("&C" + cell_text(book.names[agency]).replace("&", "&&")[:200])
    headings = [(book.word("column", key), width) for key, width in _REMINDER.items()]
    book.headings(sheet, headings, len(duties))
    for at, (province, duty, words, asked) in enumerate(duties, start=1):
        cells: list[Any] = [
            province,
            words,
            label(duty.role.value, lang=book.lang),
            "; ".join(partner.name for partner in duty.partners) or None,
            duty_due(duty, lang=book.lang) or None,
            duty.product,
            _unclear(book, duty, asked=asked),
            _today(book, agency) or None,
            None,
        ]
        for column, value in enumerate(cells):
            book.write(sheet, at, column, value)
        book.fit(sheet, at, [(value, width) for value, (_, width) in zip(cells, headings, strict=True)])


def _unclear(book: Book, duty: Duty, *, asked: bool) -> str | None:
    """Which of the six clarities a duty lacks; "*" after those that are stated in part."""
    lacking = [
        book.word("clarity", clarity.value) + ("*" if found.degree is Degree.VAGUE else "")
        for clarity, found in clarities(duty, asked=asked).items()
        if found.degree is not Degree.CLEAR
    ]
    return ", ".join(lacking) or None
