"""Every link examined: its relation, its evidence, its deviations, and what each provision's links carry together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.coverage import Carried
from vnplan.align.deviations import CarriedMeasure, LinkContext, added_span, find_deviations, missing_scope
from vnplan.align.features import Candidates
from vnplan.align.index import ReferenceIndex
from vnplan.align.links import PairDecision
from vnplan.align.measures import CARRIED, ELSEWHERE, Carriage, evidence_tokens
from vnplan.align.met import Met
from vnplan.align.relations import beyond, content_mass, relation
from vnplan.align.severity import severity
from vnplan.align.statistics import load_statistics
from vnplan.lexicon.loader import table
from vnplan.models import Deviation, DeviationKind, Document, Evidence, Link, ProvisionKind, Reference, Target
from vnplan.parse.dates import first_deadline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The office's own formulas: more words there are no more content. Viewpoints are paraphrased at will, but do add.
_FORMULAIC = frozenset({ProvisionKind.FUNDING, ProvisionKind.REPORTING})
_FREELY_WORDED = _FORMULAIC | {ProvisionKind.VIEWPOINT}


def examine(
    document: Document,
    clauses: Sequence[PreparedClause],
    pairs: Candidates,
    carried: Carriage,
    linked: Sequence[PairDecision],
    index: ReferenceIndex,
    met: Met,
) -> tuple[tuple[Link, ...], tuple[Deviation, ...], dict[str, Carried]]:
    """Relation, evidence and deviations of every link; what each provision's links carry between them."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    provisions_of: dict[int, list[PairDecision]] = defaultdict(list)
    for decision in linked:
        rows_of[decision.provision].append(decision.clause)
        provisions_of[decision.clause].append(decision)
    shares = {p: carried.together(rows, carried.of_provision[p]) for p, rows in rows_of.items()}
    nothing: frozenset[int] = frozenset()
    dropped = {p: _dropped(p, of, carried) - met.get(index.ids[p], nothing) for p, of in shares.items()}
    best = {p: carried.share[np.ix_(rows, carried.of_provision[p])].max(axis=0) for p, rows in rows_of.items()}
    all_words = {p: _all_words(clauses, rows) for p, rows in rows_of.items()}
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in document.targets:
        targets[target.clause].append(target)
    title_year = _title_year(document)
    links: list[Link] = []
    deviations: list[Deviation] = []
    executed: dict[int, list[bool]] = defaultdict(list)
    for row, decisions in sorted(provisions_of.items()):
        clause, words = clauses[row], pairs.words[row]
        explained = words.explained([d.provision for d in decisions])
        union = explained.max(axis=0)
        mass = content_mass(clause, words.weights)
        added = added_span(clause, union, mass, targets=targets.get(clause.node.id, ()))
        sure = [d for d in decisions if not d.needs_review]
        for rank, decision in enumerate(decisions):
            provision = index.provisions()[decision.provision]
            measures = tuple(
                CarriedMeasure(
                    ordinal,
                    provision.measures[ordinal - 1],
                    float(carried.share[row, measure]),
                    evidence_tokens(clause, words, carried, measure),
                )
                for ordinal, measure in enumerate(carried.of_provision[decision.provision], start=1)
            )
            context = LinkContext(
                document=document,
                provision=provision,
                clause=clause,
                measures=measures,
                dropped=dropped[decision.provision],
                targets=tuple(targets.get(clause.node.id, ())),
                title_year=title_year,
                cues=_cues(index.reference, provision.id),
                all_words=all_words[decision.provision],
                best_share=tuple(best[decision.provision].tolist()),
                is_best=rank == 0,
                figures_elsewhere=any(
                    index.provisions()[d.provision].figures for d in decisions if d.provision != decision.provision
                ),
                explained=union,
                weights=words.weights,
                added_span=added if sure and decision is sure[0] and provision.kind not in _FREELY_WORDED else None,
            )
            found = [
                d.model_copy(update={"severity": severity(d, context), "needs_review": decision.needs_review})
                for d in find_deviations(context)
            ]
            deviations.extend(found)
            executed[decision.provision].append(_only_executes(context, found))
            links.append(_link(context, decision, explained[rank], mass))
    by_provision = {
        index.ids[p]: Carried(
            by=tuple(clauses[r].node.id for r in sorted(rows)),
            shares=shares[p],
            dropped=dropped[p],
            executed_only=all(executed[p]),
        )
        for p, rows in rows_of.items()
    }
    return tuple(links), tuple(deviations), by_provision


def _dropped(provision: int, shares: Sequence[float], carried: Carriage) -> frozenset[int]:
    """Ordinals of measures no linked clause carries and no other clause of the plan carries nearly whole; the only
    measure of a linked provision is never dropped."""
    if len(shares) == 1:
        return frozenset()
    lost = {
        ordinal
        for ordinal, (measure, share) in enumerate(zip(carried.of_provision[provision], shares, strict=True), start=1)
        if share < CARRIED and float(carried.share[:, measure].max()) < ELSEWHERE
    }
    if len(lost) == len(shares):
        lost.discard(int(np.argmax(shares)) + 1)
    return frozenset(lost)


def _link(context: LinkContext, decision: PairDecision, explained: Floats, mass: Floats) -> Link:
    narrowed = bool(missing_scope(context))
    shares = np.array([m.share for m in context.measures])
    evidence = [
        Evidence(clause_span=context.span_of(m), measure=context.provision.measure_id(m.ordinal))
        for m in context.touched
    ]
    return Link(
        clause=context.clause.node.id,
        clause_span=context.clause.node.span,
        provision=context.provision.id,
        relation=relation(
            shares,
            narrowed=narrowed,
            beyond=(0.0, 0.0) if context.provision.kind in _FORMULAIC else beyond(explained, mass),
        ),
        score=round(decision.probability, 4),
        needs_review=decision.needs_review,
        confirmed=decision.confirmed,
        matched_by=decision.matched_by,
        evidence=tuple(evidence),
    )


def _only_executes(context: LinkContext, found: Sequence[Deviation]) -> bool:
    """Rules to be made became rules to be carried out: a weakened verb on a provision that makes law or policy."""
    rule_making = context.provision.law_drafting or _states_law(context)
    weakened = [d for d in found if d.kind is DeviationKind.MODALITY_WEAKENED]
    rules = table("modality")["rules"]
    localised = any(words in context.clause.low for words in (*rules["localising"], *rules["comment"]))
    return rule_making and bool(weakened) and not localised


def _states_law(context: LinkContext) -> bool:
    law = table("modality")["rules"]["law"]
    return len(context.provision.measures) == 1 and law in context.provision.statement.vi.lower()


def _all_words(clauses: Sequence[PreparedClause], rows: Sequence[int]) -> frozenset[str]:
    """The words of clauses and of the headings right above them."""
    words = {w for row in rows for w in clauses[row].tokens.words}
    return frozenset(words.union(*(clauses[row].heading_words for row in rows)))


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
