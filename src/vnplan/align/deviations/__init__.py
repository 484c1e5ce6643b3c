"""Typed differences on a link: figures, deadlines, modality, agency, scope, content; one module a kind."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.align.deviations.added import is_enough, is_heavy
from vnplan.align.deviations.agency import agency_deviations
from vnplan.align.deviations.breadth import breadth_deviations
from vnplan.align.deviations.content import content_deviations
from vnplan.align.deviations.context import CarriedMeasure, Difference, LinkContext, LinkedClause, LinkedProvision
from vnplan.align.deviations.deadlines import deadline_deviations
from vnplan.align.deviations.figures import figure_deviations
from vnplan.align.deviations.modality import modality_deviations
from vnplan.align.deviations.scope import scope_deviations

__all__ = [
    "CarriedMeasure",
    "Difference",
    "LinkContext",
    "LinkedClause",
    "LinkedProvision",
    "find_deviations",
    "is_enough",
    "is_heavy",
]


def find_deviations(link: LinkContext) -> Iterator[Difference]:
    """All deviations of one link, kind by kind."""
    yield from figure_deviations(link)
    yield from deadline_deviations(link)
    yield from modality_deviations(link)
    yield from scope_deviations(link)
    yield from breadth_deviations(link)
    yield from agency_deviations(link)
    yield from content_deviations(link)
