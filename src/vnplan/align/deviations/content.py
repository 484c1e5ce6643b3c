"""Content: whole measures that no clause of the plan carries, and content of weight the provision does not have."""

from __future__ import annotations

from collections.abc import Iterator

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
    added = (added_span(link.own, _items(link), free=link.free) if link.may_add else None) or _part(link)
    added = added or _demand(link)
    if added is not None and not _is_said(added, link):
        yield Difference(
            DeviationKind.CONTENT_ADDED,
            added,
            found=" ".join(added.of(link.document.text).split()),
        )


def _items(link: LinkContext) -> list[str]:
    return [item for measure in link.provision.measures for item in measure.items]


def _is_said(added: Span, link: LinkContext) -> bool:
    """Whether what seems to be added is a measure of the provision in its set phrase."""
    places = (link.line_span(p.start, p.end) for p in link.whole.said if p.clause == link.clause.node.id)
    return any(place.start <= added.start < place.end for place in places)


def _part(link: LinkContext) -> Span | None:
    """A part of the clause that says something else; not in a plan with words of its own, where each part may, nor on
    how the work is organised, paid and reported, which every office says with more words."""
    if link.free or not link.is_best or link.provision.kind in _OFFICE:
        return None
    return added_part(link.own, _items(link))


def _demand(link: LinkContext) -> Span | None:
    """Where a clause demands thrift in carrying out all of the decision: few words, but content."""
    if link.provision.kind is not ProvisionKind.ORGANISATION or not link.is_best:
        return None
    spots = phrase_spots(link.clause.low, table("scope")["demands"]["words"])
    return link.line_span(*spots[0][:2]) if spots else None
