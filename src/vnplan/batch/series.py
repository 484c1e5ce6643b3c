"""Plans of one issuer over the years, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

from vnplan.batch.register import Placement, place_of
from vnplan.batch.scorecard import Scorecard
from vnplan.lexicon.issuers import Level, short_name
from vnplan.models import Frozen

_BLANK = "date_blank"
"""The parser's note on a day left blank, as it is in a draft."""


class SeriesEntry(Frozen):
    """One plan in the series of an issuer. `change` is the difference of its coverage from the plan before it, as a
    rate; None for the first, and where a rate or a day is not known. `province` is an id of the register."""

    issuer: str
    province: str | None
    level: Level
    issued_on: date | None
    document: str
    number: str | None
    clauses: int
    coverage_rate: float | None
    coverage_low: float | None
    coverage_high: float | None
    change: float | None


def plan_series(cards: Iterable[Scorecard]) -> tuple[SeriesEntry, ...]:
    """Plans by issuer (official order of its province; its own plans before those of bodies within it) and day.

    A plan whose day is left blank is a draft and stands before those that have one; one of which no day is known at all
    stands last. Plans without an issuer are left out. A difference of rates says something only beside their
    intervals; it is no trend.

    >>> plan_series([])
    ()
    """
    placed = sorted(
        ((_key(card, place), place, card) for card in cards if (place := place_of(card))), key=lambda p: p[0]
    )
    entries: list[SeriesEntry] = []
    for issuer, group in groupby(placed, key=lambda item: item[0][:4]):
        last: Scorecard | None = None
        for _, place, card in group:
            if not issuer[3]:
                continue
            entries.append(_entry(card, place, issuer[3], last))
            last = card
    return tuple(entries)


def series_of_several(entries: Iterable[SeriesEntry]) -> Iterator[tuple[SeriesEntry, ...]]:
    """The series that have more than one plan."""
    for _, group in groupby(entries, key=lambda entry: (entry.province, entry.issuer)):
        several = tuple(group)
        if len(several) > 1:
            yield several


def neighbours(entries: Iterable[SeriesEntry]) -> Iterator[tuple[SeriesEntry, SeriesEntry]]:
    """Each plan with the one before it in its series."""
    for several in series_of_several(entries):
        yield from pairwise(several)


def _key(card: Scorecard, place: Placement) -> tuple[str, int, str, str, int, str, str]:
    """Province, whether it is its own plan, issuer; whether the day is blank, known or not, the day, the id."""
    own = place.level is Level.PROVINCE
    issuer = (card.province if own else short_name(card.issuer) if card.issuer else None) or ""
    known = 1 if card.issued_on else 0 if _BLANK in card.unread.notes else 2
    return (place.order[1], 0 if own else 1, place.province or "", issuer, known, place.issued, card.document)


def _entry(card: Scorecard, place: Placement, issuer: str, last: Scorecard | None) -> SeriesEntry:
    rate, change = card.coverage.rate, None
    dated = card.issued_on is not None or _BLANK in card.unread.notes
    if last is not None and dated and rate is not None and last.coverage.rate is not None:
        change = round(rate - last.coverage.rate, 4)
    return SeriesEntry(
        issuer=issuer,
        province=place.province,
        level=place.level,
        issued_on=card.issued_on,
        document=card.document,
        number=card.number,
        clauses=card.clauses,
        coverage_rate=rate,
        coverage_low=card.coverage.low,
        coverage_high=card.coverage.high,
        change=change,
    )
