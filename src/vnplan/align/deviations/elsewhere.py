"""What one clause lacks of a provision, another clause of the plan may have in full.

A plan says much twice, as the decision does: a department's paragraph carries the provision whole, a further one adds
to it or takes up a part, and a body beside the department has its share. The further one differs on its link (gold
rules judge every link by itself), yet the plan lacks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vnplan.align.deviations.context import Difference, LinkContext
from vnplan.align.links.measures import CARRIED
from vnplan.models import DeviationKind

_WHOLE = 0.75  # share of a measure from which a clause has it in full
_OF_ONE_CLAUSE = frozenset(
    {DeviationKind.SCOPE_NARROWED, DeviationKind.MODALITY_WEAKENED, DeviationKind.AGENCY_CHANGED}
)


class Examined(NamedTuple):
    """A link with the differences that were found on it."""

    link: LinkContext
    found: Sequence[Difference]


def had_elsewhere(difference: Difference, link: LinkContext, others: Sequence[Examined]) -> bool:
    """Whether another clause has in full what this one has in fewer items, weaker words or another office's hands;
    `others` are the links of the same provision."""
    if difference.kind not in _OF_ONE_CLAUSE:
        return False
    return any(
        other.link is not link
        and all(each.kind is not difference.kind for each in other.found)
        and _has(other.link, difference)
        for other in others
    )


def _has(link: LinkContext, difference: Difference) -> bool:
    """Whether the clause of a link has the measure that differs elsewhere; whose task it is, it says with any."""
    if difference.measure is None:
        return bool(link.clause.agencies) and any(measure.share >= CARRIED for measure in link.measures)
    return link.measures[difference.measure - 1].share >= _WHOLE
