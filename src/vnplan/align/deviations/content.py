"""Content: whole measures that no clause of the plan carries, and content of weight the provision does not have."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.align.deviations.added import added_span
from vnplan.align.deviations.context import Difference, LinkContext, phrase_spots
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind, ProvisionKind, Span


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
    added = (added_span(link.own, free=link.free) if link.may_add else None) or _demand(link)
    if added is not None:
        yield Difference(
            DeviationKind.CONTENT_ADDED,
            added,
            found=" ".join(added.of(link.document.text).split()),
        )


def _demand(link: LinkContext) -> Span | None:
    """Where a clause demands thrift in carrying out all of the decision: few words, but content."""
    if link.provision.kind is not ProvisionKind.ORGANISATION or not link.is_best:
        return None
    spots = phrase_spots(link.clause.low, table("scope")["demands"]["words"])
    return link.line_span(*spots[0][:2]) if spots else None
