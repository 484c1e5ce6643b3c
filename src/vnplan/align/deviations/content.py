"""Content: whole measures that no clause of the plan carries, and content of weight the provision does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vnplan.align.deviations.added import added_part, added_span
from vnplan.align.deviations.context import Difference, LinkContext, phrase_spots
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind, ProvisionKind, Span

_OFFICE = frozenset(
    {ProvisionKind.ORGANISATION, ProvisionKind.FUNDING, ProvisionKind.REPORTING, ProvisionKind.VIEWPOINT}
)


def content_deviations(link: LinkContext) -> Iterator[Difference]:
    """Dropped measures (marked on every link to their provision) and what the clause adds."""
    if link.whole.dropped:
        ordinals = sorted(link.whole.dropped)
        yield Difference(
            DeviationKind.CONTENT_DROPPED,
            link.clause.node.span,
            expected="; ".join(link.provision.measures[o - 1].vi.rstrip(".") for o in ordinals),
            measure=ordinals[0],
        )
    added = (added_span(link.own, free=link.free) if link.may_add else None) or _part(link)
    added = added or _demand(link) or _advised_act(link)
    if added is not None and not _is_said(added, link):
        yield Difference(
            DeviationKind.CONTENT_ADDED,
            added,
            found=" ".join(added.of(link.document.text).split()),
        )


def _is_said(added: Span, link: LinkContext) -> bool:
    """Whether what seems to be added is a measure of the provision in its set phrase."""
    places = (link.line_span(p.start, p.end) for p in link.whole.said if p.clause == link.clause.node.id)
    return any(place.start <= added.start < place.end for place in places)


def _part(link: LinkContext) -> Span | None:
    """A part of the clause that says something else; not in a plan with words of its own, where each part may, nor on
    how the work is organised, paid and reported, which every office says with more words."""
    if link.free or not link.is_best or link.provision.kind in _OFFICE:
        return None
    return added_part(link.own)


@lru_cache(maxsize=1)
def _joined() -> re.Pattern[str]:
    words = table("scope")["advice"]
    acts, joiners, between, on = ("|".join(map(re.escape, words[key])) for key in ("acts", "joiners", "between", "on"))
    return re.compile(rf"\b(?:{acts})(?:{joiners}) (?P<act>(?:(?:{between}) )*(?:{on}))\b")


def _advised_act(link: LinkContext) -> Span | None:
    """An act on which a measure only advises, done besides advising."""
    words = table("scope")["advice"]
    if not link.is_best or not any(act in link.clause.low for act in words["acts"]):
        return None
    advised = [f"{act} {on}" for act in words["acts"] for on in words["on"]]
    said = [measure.measure.vi.lower() for measure in link.touched]
    found = _joined().search(link.clause.low) if any(act in one for act in advised for one in said) else None
    return link.line_span(*found.span("act")) if found else None


def _demand(link: LinkContext) -> Span | None:
    """Where a clause demands thrift in carrying out all of the decision: few words, but content."""
    if link.provision.kind is not ProvisionKind.ORGANISATION or not link.is_best:
        return None
    spots = phrase_spots(link.clause.low, table("scope")["demands"]["words"])
    return link.line_span(*spots[0][:2]) if spots else None
