"""Plans that word freely: there a likeness that would say little beside copied clauses says more.

The scores are learned on plans that keep much of the decision's wording, where a clause of middling likeness is local
content. A plan that says most things in its own words has few clauses above even odds, and of those in the middle most
do carry their best candidate (observed on two plans of free wording, annotated before they were aligned: 14 of 18,
beside 1 of 8 in plans that keep the wording). So in such a plan the best candidate of a clause without a link is kept,
for review. A plan about something else has hardly any link and is left alone, as is one that carries out another
decision.
"""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.align.links import PairDecision

_PLAN = 20  # clauses from which a share says something
_FREE = 0.8  # share of clauses with a link below which a plan words freely …
_RELATED = 0.3  # … and from which it is a plan under this decision at all
_MIDDLING = 0.25  # chance from which the best candidate is kept


def in_free_wording(decisions: Sequence[PairDecision], clauses: int) -> list[PairDecision]:
    """The decisions, with the best candidates of clauses without a link kept for review where the plan words freely;
    `clauses` is the number of all clauses."""
    linked = {d.clause for d in decisions if d.linked}
    if clauses < _PLAN or not _RELATED <= len(linked) / clauses < _FREE:
        return list(decisions)
    best: dict[int, PairDecision] = {}
    for decision in decisions:
        held = best.get(decision.clause)
        if decision.clause not in linked and (held is None or decision.probability > held.probability):
            best[decision.clause] = decision
    kept = {(d.clause, d.provision) for d in best.values() if d.probability >= _MIDDLING}
    return [d._replace(linked=True, needs_review=True) if (d.clause, d.provision) in kept else d for d in decisions]
