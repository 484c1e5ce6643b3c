"""Content: whole measures that no clause of the plan carries, and content of weight the provision does not have."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.align.deviations.added import added_span
from vnplan.align.deviations.context import Difference, LinkContext
from vnplan.models import DeviationKind


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
    added = added_span(link.own, free=link.free) if link.may_add else None
    if added is not None:
        yield Difference(
            DeviationKind.CONTENT_ADDED,
            added,
            found=" ".join(added.of(link.document.text).split()),
        )
