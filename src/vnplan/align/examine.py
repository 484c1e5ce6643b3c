"""Every link examined: its relation, its evidence, its deviations, and what each provision's links carry together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.coverage import Carried
from vnplan.align.deviations import (
    CarriedMeasure,
    Difference,
    LinkContext,
    added_span,
    find_deviations,
    is_enough,
    missing_scope,
)
from vnplan.align.evidence import evidence_tokens, explained, stretches
from vnplan.align.features import Candidates
from vnplan.align.index import ReferenceIndex
from vnplan.align.links import PairDecision
from vnplan.align.measures import Carriage
from vnplan.align.met import Met
from vnplan.align.relations import beyond, content_mass, relation
from vnplan.align.severity import severity
from vnplan.align.statistics import load_statistics
from vnplan.lexicon.loader import table
from vnplan.models import (
    Deviation,
    DeviationKind,
    Document,
    Evidence,
    Link,
    Provision,
    ProvisionKind,
    Reference,
    Target,
)
from vnplan.parse.dates import first_deadline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The office's own formulas: more words there are no more content. Viewpoints are paraphrased at will, but do add.
_FORMULAIC = frozenset({ProvisionKind.FUNDING, ProvisionKind.REPORTING})
_LIST = 6  # items from which a measure is a list of uses, open to others of the kind
_FREELY_WORDED = _FORMULAIC | {ProvisionKind.VIEWPOINT}


@dataclass(frozen=True, slots=True)
class _Together:
    """What the clauses linked to one provision (their rows) carry of its measures between them, and the best of them
    alone; ordinals of measures that are dropped; their words."""

    rows: tuple[int, ...]
    shares: tuple[float, ...]
    best: tuple[float, ...]
    dropped: frozenset[int]
    words: frozenset[str]


def examine(
    document: Document,
    clauses: Sequence[PreparedClause],
    pairs: Candidates,
    carried: Carriage,
    linked: Sequence[PairDecision],
    index: ReferenceIndex,
    met: Met,
) -> tuple[tuple[Link, ...], tuple[Deviation, ...], dict[str, Carried]]:
    """Relation, evidence and deviations of every link; what each provision's links carry between them.

    `linked` are in the order of their clauses, the best of a clause first.
    """
    provisions = index.provisions()
    together = _together(clauses, carried, linked, met)
    tokens = stretches([pairs.words[d.clause] for d in linked])
    known = explained(tokens, np.array([d.provision for d in linked], dtype=np.intp), index)
    mass = content_mass([clauses[d.clause] for d in linked], tokens.weights)
    more = beyond(known, mass, tokens.of, len(linked)).tolist()
    measures = _measures(clauses, pairs, carried, linked)
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in document.targets:
        targets[target.clause].append(target)
    title_year = _title_year(document)
    links: list[Link] = []
    deviations: list[Deviation] = []
    executed: dict[int, list[bool]] = defaultdict(list)
    for row, group in groupby(range(len(linked)), key=lambda at: linked[at].clause):
        clause, of_clause = clauses[row], list(group)
        own = tuple(targets.get(clause.node.id, ()))
        start, end = tokens.starts[of_clause[0]], tokens.starts[of_clause[0] + 1]
        content = mass[start:end]
        union = known[start:end]
        for at in of_clause[1:]:
            union = np.maximum(union, known[tokens.starts[at] : tokens.starts[at + 1]])
        sure = next((at for at in of_clause if not linked[at].needs_review), None)
        with_figures = {linked[at].provision for at in of_clause if provisions[linked[at].provision].figures}
        for at in of_clause:
            decision = linked[at]
            provision, whole = provisions[decision.provision], together[decision.provision]
            adds_to_it = tuple(more[at])
            heavy = carried.mass[carried.of_provision[decision.provision][0]]
            if len(of_clause) == 1 and _only_other_uses(provision, measures[at], heavy, more[at][0] * content.sum()):
                adds_to_it = (0.0, 0.0)
            # what all provisions of the clause leave unexplained is no more than what this one does
            adds = at == sure and provision.kind not in _FREELY_WORDED and is_enough(adds_to_it)
            context = LinkContext(
                document=document,
                provision=provision,
                clause=clause,
                measures=measures[at],
                dropped=whole.dropped,
                targets=own,
                title_year=title_year,
                cues=_cues(index.reference, provision.id),
                all_words=whole.words,
                best_share=whole.best,
                is_best=at == of_clause[0],
                figures_elsewhere=bool(with_figures - {decision.provision}),
                explained=union,
                weights=pairs.words[row].weights,
                added_span=added_span(clause, union, content, targets=own) if adds else None,
            )
            found = list(find_deviations(context))
            deviations.extend(_deviation(difference, context, decision) for difference in found)
            executed[decision.provision].append(_only_executes(context, found))
            links.append(_link(context, decision, adds_to_it))
    by_provision = {
        index.ids[p]: Carried(
            by=tuple(clauses[row].node.id for row in whole.rows),
            shares=whole.shares,
            dropped=whole.dropped,
            executed_only=all(executed[p]),
        )
        for p, whole in together.items()
    }
    return tuple(links), tuple(deviations), by_provision


def _only_other_uses(provision: Provision, measures: Sequence[CarriedMeasure], mass: float, unexplained: float) -> bool:
    """Whether a clause names other uses in a field in place of those a task lists: they are no more than it, unless
    they weigh more than what is left out. `mass` is the weight of the task's words."""
    listed = len(measures) == 1 and len(measures[0].measure.items) >= _LIST
    return listed and provision.kind is ProvisionKind.TASK and unexplained < (1 - measures[0].share) * mass


def _together(
    clauses: Sequence[PreparedClause], carried: Carriage, linked: Sequence[PairDecision], met: Met
) -> dict[int, _Together]:
    """By row of each linked provision."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for decision in linked:
        rows_of[decision.provision].append(decision.clause)
    groups, provisions = list(rows_of.values()), list(rows_of)
    between = carried.together(groups)
    lost = carried.lost(groups, provisions, between)
    out: dict[int, _Together] = {}
    for (provision, rows), of_all, gone in zip(rows_of.items(), between.tolist(), lost, strict=True):
        measures = carried.of_provision[provision]
        shares = tuple(of_all[m] for m in measures)
        out[provision] = _Together(
            rows=tuple(rows),
            shares=shares,
            best=tuple(carried.share[np.ix_(rows, measures)].max(axis=0).tolist()),
            dropped=_dropped(shares, gone) - met.get(carried.index.ids[provision], frozenset()),
            words=_all_words(clauses, rows),
        )
    return out


def _dropped(shares: Sequence[float], lost: Sequence[bool]) -> frozenset[int]:
    """Ordinals of measures no linked clause carries and no other clause of the plan carries nearly whole; what a linked
    provision has most of is never dropped, so its only measure is not."""
    kept = shares.index(max(shares)) if all(lost) else None
    return frozenset(at + 1 for at, gone in enumerate(lost) if gone and at != kept)


def _measures(
    clauses: Sequence[PreparedClause], pairs: Candidates, carried: Carriage, linked: Sequence[PairDecision]
) -> list[tuple[CarriedMeasure, ...]]:
    """The measures of every link as its clause carries them."""
    rows = [d.clause for d in linked for _ in carried.of_provision[d.provision]]
    columns = np.array([m for d in linked for m in carried.of_provision[d.provision]], dtype=np.intp)
    spots = evidence_tokens([clauses[r] for r in rows], [pairs.words[r] for r in rows], columns, carried.index)
    found = zip(carried.share[rows, columns].tolist(), spots, strict=True)
    provisions = carried.index.provisions()
    return [
        tuple(
            CarriedMeasure(ordinal, measure, *next(found))
            for ordinal, measure in enumerate(provisions[d.provision].measures, start=1)
        )
        for d in linked
    ]


def _link(context: LinkContext, decision: PairDecision, more: tuple[float, float]) -> Link:
    return Link(
        clause=context.clause.node.id,
        clause_span=context.clause.node.span,
        provision=context.provision.id,
        relation=relation(
            [m.share for m in context.measures],
            narrowed=bool(missing_scope(context)),
            beyond=(0.0, 0.0) if context.provision.kind in _FORMULAIC else more,
        ),
        score=round(decision.probability, 4),
        needs_review=decision.needs_review,
        confirmed=decision.confirmed,
        matched_by=decision.matched_by,
        evidence=tuple(
            Evidence(clause_span=context.span_of(m), measure=context.provision.measure_id(m.ordinal))
            for m in context.touched
        ),
    )


def _deviation(difference: Difference, context: LinkContext, decision: PairDecision) -> Deviation:
    provision = context.provision
    return Deviation(
        clause=context.clause.node.id,
        clause_span=context.clause.node.span,
        provision=provision.id,
        kind=difference.kind,
        expected=difference.expected,
        found=difference.found,
        span=difference.span,
        severity=severity(difference, context),
        measure=None if difference.measure is None else provision.measure_id(difference.measure),
        needs_review=decision.needs_review,
    )


def _only_executes(context: LinkContext, found: Sequence[Difference]) -> bool:
    """Rules to be made became rules to be carried out: a weakened verb on a provision that makes law or policy."""
    if not any(d.kind is DeviationKind.MODALITY_WEAKENED for d in found):
        return False
    rules = table("modality")["rules"]
    localised = any(words in context.clause.low for words in (*rules["localising"], *rules["comment"]))
    return not localised and (context.provision.law_drafting or _states_law(context))


def _states_law(context: LinkContext) -> bool:
    law = table("modality")["rules"]["law"]
    return len(context.provision.measures) == 1 and law in context.provision.statement.vi.lower()


def _all_words(clauses: Sequence[PreparedClause], rows: Sequence[int]) -> frozenset[str]:
    """The words of clauses and of the headings right above them."""
    return frozenset[str]().union(*((*clauses[row].tokens.words, *clauses[row].heading_words) for row in rows))


def _cues(reference: Reference, provision_id: str) -> frozenset[str]:
    """Commitment phrases of the official wording (counts in the statistics) or of our statement."""
    statistics = load_statistics(reference.id)
    if statistics is not None and provision_id in statistics.provisions:
        return frozenset(statistics.provisions[provision_id].cues)
    provision = reference.provision(provision_id)
    return frozenset(v for m in provision.measures for v in m.verbs)


def _title_year(document: Document) -> int | None:
    year = first_deadline(document.metadata.title or "")
    return int(year[:4]) if year else None
