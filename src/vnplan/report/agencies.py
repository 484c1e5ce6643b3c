"""Who holds an agency's duties today, as far as the lexicon's sources go (the mergers of March and July 2025)."""

from __future__ import annotations

from typing import NamedTuple

from vnplan.lexicon import agencies
from vnplan.lexicon.provinces import MERGER


def known_name(agency_id: str) -> str | None:
    """The lexicon's Vietnamese name of an agency; None where it knows the agency from a plan's own words only."""
    known = agencies()
    return known.get(agency_id).vi if agency_id in known else None


class HolderToday(NamedTuple):
    """Who holds an agency's work today: id and names, with what part of it in brackets where it was split."""

    id: str
    vi: str
    en: str


def holders(agency_id: str) -> tuple[list[HolderToday], bool]:
    """Today's holders of an agency's work, and whether all of that is certain; empty where nothing has changed.

    >>> holders("so-khdt")
    ([HolderToday(id='so-tc', vi='Sở Tài chính', en='Department of Finance')], True)
    """
    known = agencies()
    if agency_id not in known:
        return [], True
    found = known.get(agency_id).successors(on=MERGER)
    if [holder.agency.id for holder in found] == [agency_id]:
        return [], True
    named = [
        HolderToday(
            holder.agency.id,
            _with_scope(holder.agency.vi, holder.scope.vi if holder.scope else None),
            _with_scope(holder.agency.en, holder.scope.en if holder.scope else None),
        )
        for holder in found
    ]
    return named, all(holder.certain for holder in found)


def holders_today(agency_id: str) -> tuple[list[tuple[str, str]], bool]:
    """Names of today's holders as (Vietnamese, English) and whether all of that is certain.

    Empty where the agency still stands as it was, or where the lexicon does not know it.

    >>> holders_today("so-khdt")
    ([('Sở Tài chính', 'Department of Finance')], True)
    >>> holders_today("so-khcn"), holders_today("an-agency-of-its-own")
    (([], True), ([], True))
    """
    found, certain = holders(agency_id)
    return [(holder.vi, holder.en) for holder in found], certain


def _with_scope(name: str, scope: str | None) -> str:
    return f"{name} ({scope})" if scope else name
