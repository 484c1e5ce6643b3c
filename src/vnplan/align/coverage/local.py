"""Clauses without a link: local content or mere form, each with what came nearest, so that a doubtful link is named and
counts nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from math import prod

from vnplan.align.coverage.formal import formal_clauses
from vnplan.align.coverage.reasons import because
from vnplan.align.links.decide import PairDecision
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.models import Coverage, Document, LinkDecision, Unlinked

_NEAR = 0.1  # chance from which a provision is named as the nearest
_SOME = 0.5  # chance that some provision is carried, from which the clause needs a look


def local_clauses(
    document: Document,
    clauses: Sequence[PreparedClause],
    linked: Collection[int],
    judged: Sequence[PairDecision],
    decisions: Sequence[LinkDecision],
    index: ReferenceIndex,
) -> tuple[Unlinked, ...]:
    """The clauses of a document whose rows are not in `linked`, in order; `decisions` are an analyst's."""
    chances: dict[int, list[PairDecision]] = defaultdict(list)
    for decision in judged:
        chances[decision.clause].append(decision)
    said_local = {d.quote for d in decisions if d.provision is None}
    free = [clause for row, clause in enumerate(clauses) if row not in linked]
    formal = formal_clauses(document, free, index.reference)
    out: list[Unlinked] = []
    for row, clause in enumerate(clauses):
        if row in linked:
            continue
        confirmed = clause.node.text in said_local
        near = [d for d in chances[row] if d.probability >= _NEAR]
        best = max(near, key=lambda d: d.probability, default=None)
        some = 1 - prod(1 - d.probability for d in chances[row])
        out.append(
            Unlinked(
                clause=clause.node.id,
                clause_span=clause.node.span,
                nearest=index.ids[best.provision] if best else None,
                score=round(best.probability, 4) if best else None,
                needs_review=best is not None and some >= _SOME and not confirmed,
                confirmed=confirmed,
                formal=clause.node.id in formal and not confirmed,
            )
        )
    return tuple(out)


def with_doubts(coverage: Sequence[Coverage], unlinked: Sequence[Unlinked]) -> tuple[Coverage, ...]:
    """Provisions no clause is linked to say where they may stand all the same: the clause that needs a look."""
    perhaps: dict[str, list[str]] = defaultdict(list)
    for clause in unlinked:
        if clause.nearest is not None and clause.needs_review:
            perhaps[clause.nearest].append(clause.clause)
    return tuple(_doubted(c, perhaps[c.provision]) if c.provision in perhaps and not c.by else c for c in coverage)


def _doubted(coverage: Coverage, clauses: Sequence[str]) -> Coverage:
    where = because("perhaps", ", ".join(clauses))
    said = {"reason": f"{coverage.reason} {where.vi}", "reason_en": f"{coverage.reason_en} {where.en}"}
    return coverage.model_copy(update=said)
