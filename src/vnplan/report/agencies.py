"""Who holds an agency's duties today, as far as the lexicon's sources go (the mergers of March and July 2025)."""

from __future__ import annotations

from vnplan.lexicon import agencies
from vnplan.lexicon.provinces import MERGER


def known_name(agency_id: str) -> str | None:
    """The lexicon's Vietnamese name of an agency; None where it knows the agency from a plan's own words only."""
    known = agencies()
    return known.get(agency_id).vi if agency_id in known else None


def holders_today(agency_id: str) -> tuple[list[tuple[str, str]], bool]:
    """Names of today's holders as (Vietnamese, English) and whether all of that is certain.

    Empty where the agency still stands as it was, or where the lexicon does not know it.

    >>> holders_today("so-khdt")
    ([('Sở Tài chính', 'Department of Finance')], True)
    >>> holders_today("so-khcn"), holders_today("an-agency-of-its-own")
    (([], True), ([], True))
    """
    known = agencies()
    if agency_id not in known:
        return [], True
    holders = known.get(agency_id).successors(on=MERGER)
    if [holder.agency.id for holder in holders] == [agency_id]:
        return [], True
    named = [
        (
            _with_scope(holder.agency.vi, holder.scope.vi if holder.scope else None),
            _with_scope(holder.agency.en, holder.scope.en if holder.scope else None),
        )
        for holder in holders
    ]
    return named, all(holder.certain for holder in holders)


def _with_scope(name: str, scope: str | None) -> str:
    return f"{name} ({scope})" if scope else name
