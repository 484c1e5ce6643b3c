"""What a decision says more than once.

Provisions that only say again what another says, as the rows of an annex do: no clause is linked to these (see the
candidates of a clause).
Provisions that say much of the same in two places, as an orientation and as a ministry's task: a plan that has it in
one place carries it in both. Tasks that are asked of firms and organisations too: what a plan sets itself is the task.
A goal that only groups others says in brief what these say: whoever has one of these has the group by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from vnplan.align.links.decide import SURE, PairDecision
from vnplan.align.links.measures import CARRIED, Carriage
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.sections import GOALS
from vnplan.models import Obligation, ProvisionKind

_DONE = frozenset({ProvisionKind.TASK, ProvisionKind.ORIENTATION, ProvisionKind.ORGANISATION})
_STATE = frozenset({"ministry", "province", "commune"})


def first_places(index: ReferenceIndex) -> tuple[int, ...]:
    """For every row the row of the provision that it only says again, or its own."""
    return tuple(index.row(p.restates) if p.restates else row for row, p in enumerate(index.provisions()))


def parts_before_groups(linked: Sequence[PairDecision], index: ReferenceIndex) -> list[PairDecision]:
    """The links without those to a group of which the clause is linked to a part, and likelier so. What opens a list of
    tasks says in brief what these say, as a group does."""
    provisions = index.provisions()
    groups: dict[int, set[int]] = defaultdict(set)
    opening = {p.parent: row for row, p in enumerate(provisions) if p.kind is ProvisionKind.ORIENTATION}
    for row, provision in enumerate(provisions):
        for part in provision.group_of:
            groups[index.row(part)].add(row)
        if provision.kind is ProvisionKind.TASK and provision.parent in opening:
            groups[row].add(opening[provision.parent])
    by_part: dict[tuple[int, int], float] = {}
    for decision in linked:
        for group in groups[decision.provision]:
            key = (decision.clause, group)
            by_part[key] = max(by_part.get(key, 0.0), decision.probability)
    return [d for d in linked if by_part.get((d.clause, d.provision), 0.0) < d.probability]


def goals_before_tasks(
    linked: Sequence[PairDecision], clauses: Sequence[PreparedClause], index: ReferenceIndex
) -> list[PairDecision]:
    """The links without those to what is done, where the clause stands among goals and is likelier linked to a goal
    with a figure: what is reached says in brief what is done (no such clause of twelve annotated plans has a sure link
    to a task too)."""
    provisions = index.provisions()
    goal: dict[int, float] = {}
    for decision in linked:
        aimed = provisions[decision.provision].kind is ProvisionKind.GOAL and provisions[decision.provision].figures
        if aimed and clauses[decision.clause].role in GOALS:
            goal[decision.clause] = max(goal.get(decision.clause, 0.0), decision.probability)
    return [d for d in linked if provisions[d.provision].kind not in _DONE or goal.get(d.clause, 0.0) <= d.probability]


def tasks_before_duties_of_others(
    linked: Sequence[PairDecision], clauses: Sequence[PreparedClause], index: ReferenceIndex
) -> list[PairDecision]:
    """The links without those to what binds firms and organisations only, where the clause is likelier linked to a task
    of the State and names none of them as who acts: that a province helps firms to export is no duty of theirs."""
    others = [bool(p.applies_to) and _STATE.isdisjoint(p.applies_to) for p in index.provisions()]
    task: dict[int, float] = {}
    for decision in linked:
        if not others[decision.provision] and not clauses[decision.clause].agencies:
            task[decision.clause] = max(task.get(decision.clause, 0.0), decision.probability)
    return [d for d in linked if not others[d.provision] or task.get(d.clause, 0.0) <= d.probability]


def said_in_both_places(linked: Sequence[PairDecision], carried: Carriage) -> list[PairDecision]:
    """The links, with those of their clauses to the twins of their provisions that have no clause of their own.

    Where a plan follows the decision in one of the two places only, the other would read as missing; not so where the
    rest of the plan is cut off. The twin must have a measure that the clause carries, and what only the State does
    stays out. Such a link is for review (seven in nine annotated plans, all defensible); its score is no higher than
    that of the link it follows.
    """
    index = carried.index
    provisions = index.provisions()
    have = {d.provision for d in linked}
    out = {(d.clause, d.provision): d for d in linked}
    for decision in linked:
        own = provisions[decision.provision]
        for twin in map(index.row, own.same_as):
            other = provisions[twin]
            if twin in have or other.restates or own.restates or other.obligation is Obligation.NATIONAL_ONLY:
                continue
            if max(carried.share[decision.clause, m] for m in carried.of_provision[twin]) >= CARRIED:
                score = min(decision.probability, SURE)
                out.setdefault(
                    (decision.clause, twin), PairDecision(decision.clause, twin, score, True, True, ("twin",))
                )
    return sorted(out.values(), key=lambda d: (d.clause, -d.probability, d.provision))
