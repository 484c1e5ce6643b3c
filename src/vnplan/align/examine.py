"""Every link examined: its relation, its evidence, its deviations, and what each provision's links carry together."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.beyond import beyond, content_masses, figures_of
from vnplan.align.coverage.cover import Carried
from vnplan.align.deviations import (
    CarriedMeasure,
    Difference,
    LinkContext,
    LinkedClause,
    LinkedProvision,
    find_deviations,
    is_enough,
    is_heavy,
)
from vnplan.align.deviations.context import TAKEN_UP
from vnplan.align.deviations.elsewhere import Examined
from vnplan.align.deviations.modality import studied_rules, without_formulas
from vnplan.align.deviations.scope import unnamed
from vnplan.align.deviations.severity import severity
from vnplan.align.evidence import evidence_tokens
from vnplan.align.links.beside import Met
from vnplan.align.links.decide import PairDecision
from vnplan.align.links.features import Candidates
from vnplan.align.links.measures import LONG_LIST, Carriage
from vnplan.align.links.years import parallel_provisions
from vnplan.align.relations import least_carried, relation
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.statistics import load_statistics
from vnplan.align.wording.stretches import by_any, explained
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
from vnplan.parse.figures.dates import first_deadline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The office's own formulas and what is paraphrased at will: more words there are no more content.
_FREELY_WORDED = frozenset({ProvisionKind.FUNDING, ProvisionKind.REPORTING, ProvisionKind.VIEWPOINT})
# A clause with the first lacks something of the provision, one with the second has something besides.
_LESS = frozenset({DeviationKind.SCOPE_NARROWED, DeviationKind.CONTENT_DROPPED})
_MORE = frozenset({DeviationKind.SCOPE_BROADENED, DeviationKind.CONTENT_ADDED})
_PART = 0.8  # share of what clauses carry of a long list between them, below which one of them has a part of it
_FURTHER = 1.0  # weight of words from which another provision explains something further: less than any word of content
_BATCH = 50_000  # tokens of links from which no more clauses are taken together


def examine(
    document: Document,
    clauses: Sequence[PreparedClause],
    pairs: Candidates,
    carried: Carriage,
    linked: Sequence[PairDecision],
    met: Met,
    *,
    free: bool = False,
) -> tuple[tuple[Link, ...], tuple[Deviation, ...], dict[str, Carried]]:
    """Relation, evidence and deviations of every link; what each provision's links carry between them.

    `linked` are in the order of their clauses, the best of a clause first; `free` says that the plan has words of its
    own.
    """
    wholes = _linked_provisions(clauses, carried, linked, met)
    as_carried = list(_measures(clauses, pairs, carried, linked))
    owns, held = _linked_clauses(document, clauses, pairs, carried, linked, as_carried)
    best: dict[int, PairDecision] = {}
    sure: dict[int, PairDecision] = {}
    for decision in linked:
        best.setdefault(decision.clause, decision)
        if not decision.needs_review:
            sure.setdefault(decision.clause, decision)
    masses = carried.mass.tolist()
    title_year = _title_year(document)
    last_year = title_year or _last_year(carried.index.reference)
    examined: list[Examined] = []
    beside: dict[int, list[Examined]] = defaultdict(list)  # by provision
    for decision, measures, more in zip(linked, as_carried, held, strict=True):
        own, whole = owns[decision.clause], wholes[decision.provision]
        if _only_other_uses(own, whole, measures, more[0], masses[carried.of_provision[decision.provision][0]]):
            more = (0.0, 0.0)
        context = LinkContext(
            document=document,
            decision=carried.index.reference.number,
            title_year=title_year,
            last_year=last_year,
            free=free,
            clause=own.clause,
            provision=whole.provision,
            own=own,
            whole=whole,
            measures=measures,
            is_best=best[decision.clause] is decision,
            # what all provisions of the clause leave unexplained is no more than what this one does
            may_add=sure.get(decision.clause) is decision
            and whole.provision.kind not in _FREELY_WORDED
            and is_enough(more, free=free),
        )
        examined.append(Examined(context, list(find_deviations(context))))
        beside[decision.provision].append(examined[-1])
    links = tuple(_link(each, decision) for each, decision in zip(examined, linked, strict=True))
    deviations = tuple(
        _deviation(difference, each.link, decision, beside[decision.provision])
        for each, decision in zip(examined, linked, strict=True)
        for difference in each.found
    )
    by_provision = {
        whole.provision.id: Carried(
            by=tuple(dict.fromkeys((*(clause.node.id for clause in whole.clauses), *whole.elsewhere))),
            shares=whole.shares,
            dropped=whole.dropped,
            executed_only=all(_only_executes(*each) for each in beside[p]),
            unnamed=unnamed(whole),
        )
        for p, whole in wholes.items()
    }
    return links, deviations, by_provision


def _only_other_uses(
    own: LinkedClause, whole: LinkedProvision, measures: Sequence[CarriedMeasure], share: float, mass: float
) -> bool:
    """Whether a clause names other uses in a field in place of those a task lists: they are no more than it, unless
    they weigh more than what is left out. `share` of the clause's content the task does not explain; `mass` is the
    weight of the task's words."""
    if len(own.provisions) > 1 or len(measures) > 1 or len(measures[0].measure.items) < LONG_LIST:
        return False
    if whole.provision.kind is not ProvisionKind.TASK:
        return False
    unexplained, left_out = share * float(own.content.sum()), (1 - measures[0].share) * mass
    return unexplained < left_out


def _batches(linked: Iterable[PairDecision], tokens: Callable[[PairDecision], int]) -> Iterator[list[PairDecision]]:
    """Some links at a time, those of a clause together, by the tokens each has: what is worked out for all tokens at
    once has its bound, however long the document is."""
    batch: list[PairDecision] = []
    total = 0
    for decision in linked:
        if total >= _BATCH and decision.clause != batch[-1].clause:
            yield batch
            batch, total = [], 0
        batch.append(decision)
        total += tokens(decision)
    if batch:
        yield batch


def _linked_clauses(
    document: Document,
    clauses: Sequence[PreparedClause],
    pairs: Candidates,
    carried: Carriage,
    linked: Sequence[PairDecision],
    as_carried: Sequence[Sequence[CarriedMeasure]],
) -> tuple[dict[int, LinkedClause], list[Sequence[float]]]:
    """Every linked clause, by its row; and of every link what the clause holds beyond the provision (`beyond`).

    `as_carried` are the measures of every link.
    """
    provisions = carried.index.provisions()
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in document.targets:
        targets[target.clause].append(target)
    figured: dict[int, set[str]] = defaultdict(set)
    for decision in linked:
        if provisions[decision.provision].figures:
            figured[decision.clause].add(provisions[decision.provision].id)
    linked_to: dict[int, set[str]] = defaultdict(set)
    for decision in linked:
        linked_to[decision.clause].add(provisions[decision.provision].id)
    standing = {row: [set[str]() for _ in clauses[row].segments] for row in linked_to}
    for decision, measures in zip(linked, as_carried, strict=True):
        best = max(m.share for m in measures)
        for measure in measures:
            if measure.tokens is not None and measure.share >= min(TAKEN_UP, best):
                segment = bisect_right(clauses[decision.clause].segments, measure.tokens[0], key=itemgetter(0)) - 1
                standing[decision.clause][segment].add(provisions[decision.provision].id)
    weights = {row: pairs.words.weights[pairs.words.place(row)] for row in linked_to}
    content: dict[int, Floats] = {}
    known_to: dict[int, dict[str, Floats]] = defaultdict(dict)
    more: list[Sequence[float]] = []
    for some in _batches(linked, lambda d: len(clauses[d.clause].tokens.words)):
        tokens = pairs.words.rows(np.array([d.clause for d in some]))
        known = explained(tokens, np.array([d.provision for d in some]), carried.index)
        mass = tokens.weights.copy()
        for at, decision in enumerate(some):
            known_to[decision.clause][provisions[decision.provision].id] = known[tokens.place(at)]
        # as content words weigh no more than they do, so what is light already is left as it is
        heavy = np.flatnonzero(is_heavy(beyond(known, mass, tokens.of, len(some)))).tolist()
        new = sorted({some[at].clause for at in heavy} - content.keys())
        own_weights = [weights[row] for row in new]
        figures = [
            figures_of(targets.get(clauses[row].node.id, ()), clauses[row], by_any(known_to[row].values()), own)
            for row, own in zip(new, own_weights, strict=True)
        ]
        masses = content_masses([clauses[row] for row in new], own_weights, figures)
        content.update(zip(new, masses, strict=True))
        for at in heavy:
            mass[tokens.place(at)] = content[some[at].clause]
        more += beyond(known, mass, tokens.of, len(some)).tolist()
    owns = {
        row: LinkedClause(
            clause=clauses[row],
            provisions=frozenset(ids),
            targets=tuple(targets.get(clauses[row].node.id, ())),
            figured=frozenset(figured[row]),
            standing=tuple(map(frozenset, standing[row])),
            explained_by=known_to[row],
            weights=weights[row],
            content=content.get(row, weights[row]),
            joined=pairs.words.pair_columns[pairs.words.place(row)] >= 0,
        )
        for row, ids in linked_to.items()
    }
    return owns, more


def _linked_provisions(
    clauses: Sequence[PreparedClause], carried: Carriage, linked: Sequence[PairDecision], met: Met
) -> dict[int, LinkedProvision]:
    """Every linked provision, by its row."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for decision in linked:
        rows_of[decision.provision].append(decision.clause)
    together = carried.together(rows_of)
    found = zip(rows_of.items(), together.share.tolist(), together.best.tolist(), together.lost, strict=True)
    out: dict[int, LinkedProvision] = {}
    again, cues = _said_again(carried.index), _cues(carried.index)
    for (row, rows), of_all, of_one, lost in found:
        provision, measures = carried.index.provisions()[row], carried.of_provision[row]
        shares = tuple(of_all[m] for m in measures)
        gone, beside = _dropped(shares, lost), met.get(provision.id, {})
        out[row] = LinkedProvision(
            provision=provision,
            again=again[row],
            cues=cues[row],
            clauses=tuple(clauses[r] for r in rows),
            shares=shares,
            best=tuple(of_one[m] for m in measures),
            dropped=gone.difference(beside, _understood(provision)),
            said=tuple(chain.from_iterable(beside.values())),
            elsewhere=tuple(place.clause for ordinal in sorted(gone) for place in beside.get(ordinal, ())),
        )
    return out


def _dropped(shares: Sequence[float], lost: Sequence[bool]) -> frozenset[int]:
    """Ordinals of measures no linked clause carries and no other clause of the plan carries nearly whole; what a linked
    provision has most of is never dropped, so its only measure is not."""
    kept = shares.index(max(shares)) if all(lost) else None
    return frozenset(at + 1 for at, gone in enumerate(lost) if gone and at != kept)


def _understood(provision: Provision) -> set[int]:
    """Ordinals of the measures that go without saying."""
    return {ordinal for ordinal, measure in enumerate(provision.measures, start=1) if measure.understood}


def _measures(
    clauses: Sequence[PreparedClause], pairs: Candidates, carried: Carriage, linked: Sequence[PairDecision]
) -> Iterator[tuple[CarriedMeasure, ...]]:
    """The measures of every link as its clause carries them."""
    of_provision, provisions = carried.of_provision, carried.index.provisions()
    for some in _batches(linked, lambda d: len(of_provision[d.provision]) * len(clauses[d.clause].tokens.words)):
        rows = np.array([d.clause for d in some for _ in of_provision[d.provision]])
        columns = np.array([m for d in some for m in of_provision[d.provision]])
        spots = evidence_tokens(rows, [clauses[r] for r in rows], pairs.words.rows(rows), columns, carried.index)
        found = zip(carried.share[rows, columns].tolist(), spots, carried.light[columns].tolist(), strict=True)
        for decision in some:
            yield tuple(
                CarriedMeasure(ordinal, measure, *next(found))
                for ordinal, measure in enumerate(provisions[decision.provision].measures, start=1)
            )


def _link(examined: Examined, decision: PairDecision) -> Link:
    context, found = examined
    return Link(
        clause=context.clause.node.id,
        clause_span=context.clause.node.span,
        provision=context.provision.id,
        relation=relation(
            [m.share for m in context.measures if not m.light],
            narrowed=any(d.kind in _LESS for d in found) or _shares_out(context),
            more=any(d.kind in _MORE for d in found) or _carries_another(context),
            carried=least_carried(context.provision, free=context.free),
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


def _shares_out(context: LinkContext) -> bool:
    """Whether clauses share out a long list between them, so that this one has a part of it."""
    return any(
        len(m.measure.items) >= LONG_LIST and m.share < _PART * between
        for m, between in zip(context.measures, context.whole.shares, strict=True)
    )


def _carries_another(context: LinkContext) -> bool:
    """Whether the clause is linked to a provision that says something else than this one, in words that this one does
    not explain."""
    own, others = context.own, context.own.provisions - context.whole.again - {context.provision.id}
    if not others:
        return False
    unknown = np.where(own.explained_by[context.provision.id] < 1, own.weights, 0.0)
    return any(float(unknown[own.explained_by[other] >= 1].sum()) >= _FURTHER for other in others)


def _deviation(
    difference: Difference, context: LinkContext, decision: PairDecision, beside: Sequence[Examined]
) -> Deviation:
    provision = context.provision
    return Deviation(
        clause=context.clause.node.id,
        clause_span=context.clause.node.span,
        provision=provision.id,
        kind=difference.kind,
        expected=difference.expected,
        found=difference.found,
        span=difference.span,
        severity=severity(difference, context, beside),
        measure=None if difference.measure is None else provision.measure_id(difference.measure),
        needs_review=decision.needs_review,
    )


def _only_executes(context: LinkContext, found: Sequence[Difference]) -> bool:
    """Rules to be made became rules to be carried out: a weakened verb on a provision that makes law or policy, but for
    rules that are localised, commented on or studied."""
    if not any(d.kind is DeviationKind.MODALITY_WEAKENED for d in found):
        return False
    rules = table("modality")["rules"]
    others = (*rules["localising"], *rules["comment"], *studied_rules())
    drafted = context.provision.law_drafting or _states_law(context)
    return drafted and not any(words in context.clause.low for words in others)


def _states_law(context: LinkContext) -> bool:
    law = table("modality")["rules"]["law"]
    return len(context.provision.measures) == 1 and law in without_formulas(context.provision.statement.vi)


@lru_cache(maxsize=16)
def _said_again(index: ReferenceIndex) -> tuple[frozenset[str], ...]:
    """What says the same as each provision, by ids: its repeats, and its like for another year."""
    alike = parallel_provisions(index).tolist()
    pairs = zip(index.provisions(), alike, strict=True)
    return tuple(frozenset((*provision.same_as, *compress(index.ids, like))) for provision, like in pairs)


@lru_cache(maxsize=16)
def _cues(index: ReferenceIndex) -> tuple[frozenset[str], ...]:
    """Commitment phrases of every provision: of the official wording (counts in the statistics) or of our statement."""
    statistics = load_statistics(index.reference.id)
    known = statistics.provisions if statistics is not None else {}
    return tuple(
        frozenset(known[p.id].cues if p.id in known else (v for m in p.measures for v in m.verbs))
        for p in index.provisions()
    )


def _title_year(document: Document) -> int | None:
    year = first_deadline(document.metadata.title or "")
    return int(year[:4]) if year else None


def _last_year(reference: Reference) -> int:
    """The last year for which a reference sets a goal."""
    return max((p.horizon or 0 for p in reference.provisions), default=0)
