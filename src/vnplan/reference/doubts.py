"""What of a codebook is probably a slip: figures, days, years and marks that its own statements have otherwise.

A codebook is written by hand from a decision. What contradicts itself is refused when it is loaded; what only looks
wrong is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.lexicon import agencies
from vnplan.lexicon.units import worth
from vnplan.models import Note, Provision, Reference
from vnplan.parse.figures.dates import find_dates
from vnplan.parse.figures.quantities import find_quantities
from vnplan.parse.notes import note
from vnplan.text import fold, unaccented


def doubts_on(reference: Reference) -> tuple[Note, ...]:
    """Notes on what to look at again, provision by provision; their codes begin with `codebook_` (docs/notes.md).

    >>> from vnplan import load_reference
    >>> doubts_on(load_reference("qd-127-2021"))
    ()
    """
    found = (
        note(code, words={"provision": provision.id, "what": what})
        for provision in reference.provisions
        for code, what in _doubts(provision)
    )
    return tuple(dict.fromkeys(found))


def _doubts(provision: Provision) -> Iterator[tuple[str, object]]:
    stated = "; ".join((provision.statement.vi, *(measure.vi for measure in provision.measures)))
    figures = {v * worth(q.unit or "") for q in find_quantities(stated) for v in (q.low, q.high) if v is not None}
    for figure in provision.figures:
        given = [value for value in (figure.low, figure.high) if value is not None]
        yield from (("codebook_figure", value) for value in given if value * worth(figure.unit) not in figures)
    dates = find_dates(stated)
    due, period = provision.due, provision.period
    days = {(found.month, found.day) for found in dates if found.day}
    if due is not None and due.day and days and (due.month, due.day) not in days:
        yield "codebook_day", f"{due.day}/{due.month}"
    years = {year for found in dates if found.role == "deadline" for year in (found.start, found.end) if year}
    ends = (provision.horizon, due.year if due else None, *((period.start, period.end) if period else ()))
    named = {year for year in ends if year is not None}
    if years and not years & named:
        yield from (("codebook_year", year) for year in sorted(named))
    yield from (("codebook_marks", word) for word in _misspelt(provision, stated))
    known = agencies()
    those = sorted({*provision.asked, *provision.partners, *provision.executors})
    yield from (("codebook_agency", agency) for agency in those if agency not in known)


def _misspelt(provision: Provision, stated: str) -> Iterator[str]:
    """Words that the statement has with other marks ("dữ liêu", "trung tam")."""
    words = f" {fold(stated)} "
    bare = unaccented(words)
    for word in (
        *(word for measure in provision.measures for word in (*measure.verbs, *measure.items, *measure.scope)),
        *(figure.unit for figure in provision.figures),
    ):
        sought = f" {fold(word)} "
        if sought.strip() and sought not in words and unaccented(sought) in bare:
            yield word
