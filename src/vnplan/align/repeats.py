"""Provisions that only say again what another says, as the rows of an annex do: a clause is linked to one of them."""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.align.index import ReferenceIndex
from vnplan.align.links import PairDecision


def first_places(index: ReferenceIndex) -> tuple[int, ...]:
    """For every row the row of the provision that it only says again, or its own."""
    return tuple(index.row(p.restates) if p.restates else row for row, p in enumerate(index.provisions()))


def one_of_repeats(linked: Sequence[PairDecision], index: ReferenceIndex) -> list[PairDecision]:
    """Links of which no clause has two to provisions that say the same: the more probable stays, of equals the first.

    Which one that is follows from the place (a task links to the row of the annex, a goal to the goal). Coverage of the
    other follows from it (`vnplan.align.coverage`).
    """
    first = first_places(index)
    best: dict[tuple[int, int], PairDecision] = {}
    for decision in linked:
        group = (decision.clause, first[decision.provision])
        held = best.get(group)
        if held is None or (decision.probability, -decision.provision) > (held.probability, -held.provision):
            best[group] = decision
    kept = {(d.clause, d.provision) for d in best.values()}
    return [d for d in linked if (d.clause, d.provision) in kept]
