"""Plans of one issuer over the years, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

from vnplan.batch.register import Placement, place_of
from vnplan.batch.scorecard import Scorecard
from vnplan.lexicon.issuers import Level, short_name
from vnplan.models import Frozen
from vnplan.models.base import check_kind

_BLANK = "date_blank"
"""The parser's note on a day left blank, as it is in a draft."""


class SeriesEntry(Frozen):
    """One plan in the series of an issuer.

    `change` is the difference of its coverage from the plan before it, as a rate; None for the first, and where a rate
    or a day is not known. `province` is an id of the register; `draft` says that the day is left blank.
    """

    issuer: str
    province: str | None
    level: Level
    issued_on: date | None
    draft: bool
    document: str
    number: str | None
    clauses: int
    coverage_rate: float | None
    coverage_low: float | None
    coverage_high: float | None
    coverage_count: int
    change: float | None = None


class Series:
    """Collects plans one by one, keeping little of each, and gives them as series."""

    def __init__(self) -> None:
        self._entries: list[tuple[tuple[str, int, str], tuple[int, str, str], SeriesEntry]] = []

    def add(self, card: Scorecard) -> None:
        """A plan more. One that names no issuer is left out."""
        place = place_of(card)
        own = place.level is Level.PROVINCE
        issuer = card.province if own else short_name(card.issuer) if card.issuer else None
        if not issuer:
            return
        draft = card.issued_on is None and _BLANK in card.unread.notes
        entry = SeriesEntry(
            issuer=issuer,
            province=place.province,
            level=place.level,
            issued_on=card.issued_on,
            draft=draft,
            document=card.document,
            number=card.number,
            clauses=card.clauses,
            coverage_rate=card.coverage.rate,
            coverage_low=card.coverage.low,
            coverage_high=card.coverage.high,
            coverage_count=card.coverage.count,
        )
        time = (0 if draft else 1 if card.issued_on else 2, place.issued, card.document)
        self._entries.append((_issuer(place, issuer), time, entry))

    def entries(self) -> tuple[SeriesEntry, ...]:
        """The plans by issuer and day, each with its difference from the one before."""
        out: list[SeriesEntry] = []
        for _, group in groupby(sorted(self._entries, key=lambda item: item[:2]), key=lambda item: item[0]):
            last: SeriesEntry | None = None
            for _, _, entry in group:
                last = entry.model_copy(update={"change": _change(last, entry)})
                out.append(last)
        return tuple(out)


def plan_series(cards: Iterable[Scorecard]) -> tuple[SeriesEntry, ...]:
    """Plans by issuer (official order of its province; its own plans before those of bodies within it) and day.

    A plan whose day is left blank is a draft and stands before those that have one; one of which no day is known at all
    stands last. A difference of rates says something only beside their intervals; it is no trend.

    >>> plan_series([])
    ()
    """
    series = Series()
    for card in cards:
        check_kind(card, Scorecard, code="needs_scorecard")
        series.add(card)
    return series.entries()


def of_several(entries: Iterable[SeriesEntry]) -> Iterator[tuple[SeriesEntry, ...]]:
    """The series that have more than one plan."""
    for _, group in groupby(entries, key=lambda entry: (entry.province, entry.level, entry.issuer)):
        several = tuple(group)
        if len(several) > 1:
            yield several


def neighbours(entries: Iterable[SeriesEntry]) -> Iterator[tuple[SeriesEntry, SeriesEntry]]:
    """Each plan with the one before it in its series."""
    for several in of_several(entries):
        yield from pairwise(several)


def _issuer(place: Placement, issuer: str) -> tuple[str, int, str]:
    return (place.order[1], 0 if place.level is Level.PROVINCE else 1, issuer)


def _change(last: SeriesEntry | None, entry: SeriesEntry) -> float | None:
    if last is None or last.coverage_rate is None or entry.coverage_rate is None:
        return None
    if entry.issued_on is None and not entry.draft:
        return None
    return round(entry.coverage_rate - last.coverage_rate, 4)
