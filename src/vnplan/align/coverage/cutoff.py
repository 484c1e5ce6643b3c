"""Where a document that is cut off would go on: provisions whose place lies in the missing part are unknown."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from vnplan.align.links.decide import PairDecision
from vnplan.align.links.repeats import first_places
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.sections import GOALS
from vnplan.models import Document, ProvisionKind

_GOALS = frozenset({"goal", "group_goal", "general_goal", "viewpoint"})
_LATE = frozenset(
    {
        ProvisionKind.TASK,
        ProvisionKind.ORGANISATION,
        ProvisionKind.REPORTING,
        ProvisionKind.FUNDING,
        ProvisionKind.PROGRAMME,
    }
)
_BEFORE_TASKS = GOALS | {"purpose", "viewpoint"}
_LIKELY = 0.5
_HARDLY = 0.1  # share of the provisions of a kind that twins in other sections may have been linked to


def missing_part(
    document: Document, clauses: Sequence[PreparedClause], linked: Sequence[PairDecision], index: ReferenceIndex
) -> frozenset[int]:
    """The rows of provisions that have their place in the missing part; none where the document is whole.

    Plans follow the order of the decision (observed in the corpora). So the last section tells how far the text came:
    to the end of the longest run of ascending provisions its clauses carry. A clause out of order does not count.
    Some plans put funding before the tasks: of tasks and organisation what hardly stands anywhere is still to come
    (aims and purposes that name the same content are not its place). What an annex of the decision only says again
    has the place of what it repeats.
    """
    if not document.truncated:
        return frozenset()
    places = first_places(index)
    linked = [d._replace(provision=places[d.provision]) for d in linked]
    first = _first_missing(clauses, linked, index)
    kinds = [index.provisions()[place].kind for place in places]
    opening = {c.position for c in clauses if c.role in _BEFORE_TASKS}
    reached = {d.provision for d in linked if d.clause not in opening}
    all_of, have = Counter(kinds[row] for row in set(places)), Counter(kinds[row] for row in reached)
    to_come = {kind for kind in _LATE if have[kind] < _HARDLY * all_of[kind]}
    return frozenset(row for row, place in enumerate(places) if place >= first or kinds[row] in to_come)


def _first_missing(clauses: Sequence[PreparedClause], linked: Sequence[PairDecision], index: ReferenceIndex) -> int:
    """The row after the one the text came to."""
    last = clauses[-1].node.parent
    section = (clauses[-1].node.path or (None,))[0]
    same = {c.position for c in clauses if c.node.parent == last or (c.node.path or (None,))[0] == section}
    best: dict[int, PairDecision] = {}
    for decision in linked:
        if decision.clause in same and decision.probability >= _LIKELY:
            held = best.get(decision.clause)
            if held is None or decision.probability > held.probability:
                best[decision.clause] = decision
    reached = [best[row].provision for row in sorted(best)]
    if clauses[-1].role not in _BEFORE_TASKS:
        kinds = [index.provisions()[p].kind.value for p in reached]
        reached = [p for p, kind in zip(reached, kinds, strict=True) if kind not in _GOALS] or reached
    return last_in_order(reached) + 1 if reached else 0


def last_in_order(rows: Sequence[int]) -> int:
    """The last value of the longest ascending run that may skip values; of equally long ones the smallest.

    >>> last_in_order([28, 29, 87, 30, 31])
    31
    """
    tails: list[int] = []
    for row in rows:
        at = bisect_left(tails, row)
        tails[at : at + 1] = [row]
    return tails[-1]
