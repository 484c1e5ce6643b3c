"""Aligning one document with one reference, stage by stage.

clauses -> candidate pairs with features -> links -> measures carried -> relations, deviations -> coverage -> summary
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from vnplan._version import __version__
from vnplan.align.clauses import PreparedClause, prepare
from vnplan.align.coverage import Carried, cover, rate, values
from vnplan.align.cutoff import missing_part
from vnplan.align.deviations import CarriedMeasure, LinkContext, added_span, find_deviations, missing_scope
from vnplan.align.features import Candidates, candidates
from vnplan.align.freedom import in_free_wording
from vnplan.align.headings import restated_goals
from vnplan.align.index import ReferenceIndex, index_of
from vnplan.align.intervals import interval
from vnplan.align.links import PairDecision, decide_links
from vnplan.align.local import local_clauses, with_doubts
from vnplan.align.measures import CARRIED, ELSEWHERE, Carriage, carriage, evidence_tokens
from vnplan.align.met import Met, met_by_being
from vnplan.align.model import LinkModel, default_model
from vnplan.align.relations import beyond, content_mass, relation
from vnplan.align.repeats import one_of_repeats
from vnplan.align.segment import SegmenterName
from vnplan.align.sentences import further_links
from vnplan.align.severity import severity
from vnplan.align.statistics import load_statistics
from vnplan.errors import OptionError, StructureError
from vnplan.lexicon.loader import table
from vnplan.models import (
    Alignment,
    Coverage,
    CoverageStatus,
    Deviation,
    DeviationKind,
    Document,
    Evidence,
    Link,
    LinkDecision,
    ProvisionKind,
    Reference,
    Settings,
    Summary,
    Target,
    Unlinked,
    Verdict,
)
from vnplan.parse.dates import first_deadline
from vnplan.reference import reference_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The office's own formulas: more words there are no more content. Viewpoints are paraphrased at will, but do add.
_FORMULAIC = frozenset({ProvisionKind.FUNDING, ProvisionKind.REPORTING})
_FREELY_WORDED = _FORMULAIC | {ProvisionKind.VIEWPOINT}


def align_plan(
    document: Document,
    reference: Reference,
    *,
    segmenter: SegmenterName = "syllable",
    model: LinkModel | None = None,
    given: Collection[tuple[str, str]] | None = None,
    decisions: Sequence[LinkDecision] = (),
) -> Alignment:
    """Map every clause of a document to the provisions of a reference.

    `segmenter` is "syllable" (default), "underthesea" or "pyvi". With `given` the links are these pairs of clause and
    provision ids instead of ours (an annotation's, say), and the rest follows from them; `decisions` are an analyst's,
    which hold whatever the model says and whose links are marked `confirmed`. Raises `StructureError` where
    the document holds no clause, `OptionError` for an unknown segmenter, a plan not parsed or a reference not loaded.

    >>> from vnplan import align_plan, load_reference, parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nThực hiện Chiến lược\\nI. MỤC TIÊU\\n1. Mục tiêu đến năm 2030\\n"
    ...     "- Ứng dụng TTNT phục vụ các nhiệm vụ quốc phòng an ninh, các hoạt động cứu hộ, cứu nạn, phòng chống "
    ...     "thiên tai và ứng phó sự cố, dịch bệnh.\\n")
    >>> [(link.provision, link.relation.value) for link in align_plan(plan, load_reference("qd-127-2021")).links]
    [('II.2.c.2', 'equal')]
    """
    if not isinstance(document, Document):
        raise OptionError(
            f"The plan is of type {type(document).__name__}, not a Document",
            hint="Parse it first: align_plan(parse_plan(path), reference)",
        )
    if not isinstance(reference, Reference):
        raise OptionError(
            f"The reference is of type {type(reference).__name__}, not a Reference",
            hint="Load it first: align_plan(plan, load_reference(name))",
        )
    if not document.clauses:
        raise StructureError(
            "No clause was found, so there is nothing to compare", where=document.id, hint="Give a plan with sections"
        )
    model = model or default_model()
    index = index_of(reference, segmenter_name=segmenter)
    clauses = prepare(document, segmenter_name=segmenter, titles=(reference.title.vi,))
    pairs = candidates(clauses, index)
    carried = carriage(clauses, pairs, index)
    judged: list[PairDecision] = []
    if given is None:
        judged = further_links(clauses, pairs, decide_links(clauses, pairs, index, model), index, model)
        if reference_of(document) in {None, reference.id}:
            judged = in_free_wording(judged, len(clauses))
        linked = one_of_repeats([d for d in judged if d.linked], index)
    else:
        linked = _as_given(given, clauses, index)
    linked = honour(linked, decisions, clauses, index)
    met = met_by_being(document, reference)
    links, deviations, by_provision = _examine(document, clauses, pairs, carried, linked, index, met)
    unlinked = local_clauses(clauses, {d.clause for d in linked}, judged, decisions, index)
    covered = cover(
        reference,
        by_provision,
        restated_goals(document, index),
        unreached=missing_part(document, clauses, linked, index),
        province=document.metadata.province,
        met=met,
    )
    coverage = with_doubts(covered, unlinked)
    return Alignment(
        document=document.id,
        reference=reference.id,
        links=links,
        unlinked=unlinked,
        deviations=deviations,
        coverage=coverage,
        summary=summarise(reference, links, unlinked, deviations, coverage),
        settings=Settings(segmenter=segmenter, model=model.name, library=__version__),
    )


def honour(
    linked: Sequence[PairDecision],
    decisions: Sequence[LinkDecision],
    clauses: Sequence[PreparedClause],
    index: ReferenceIndex,
) -> list[PairDecision]:
    """Links after an analyst's decisions: rejected ones gone, accepted ones there and confirmed, local clauses free.

    A decision finds its clause by id and words, else by words alone; one whose clause or provision is not there waits
    in the review file for a version that has it.
    """
    rows: dict[str, int] = {}
    for row, clause in enumerate(clauses):
        rows.setdefault(clause.node.text, row)
        rows[f"{clause.node.id}\n{clause.node.text}"] = row
    columns = {name: column for column, name in enumerate(index.ids)}
    verdicts: dict[tuple[int, int], Verdict] = {}
    local: set[int] = set()
    for decision in decisions:
        at = rows.get(f"{decision.clause}\n{decision.quote}", rows.get(decision.quote))
        if at is None:
            continue
        if decision.provision is None:
            local.add(at)
        elif decision.provision in columns:
            verdicts[at, columns[decision.provision]] = decision.verdict
    kept = {(d.clause, d.provision): d for d in linked if d.clause not in local}
    for pair, verdict in verdicts.items():
        if verdict is Verdict.REJECT:
            kept.pop(pair, None)
        elif pair[0] not in local:
            old = kept.get(pair) or PairDecision(*pair, probability=1.0, linked=True, needs_review=False)
            kept[pair] = replace(old, needs_review=False, confirmed=True)
    return sorted(kept.values(), key=lambda d: (d.clause, -d.probability, d.provision))


def _as_given(
    given: Collection[tuple[str, str]], clauses: Sequence[PreparedClause], index: ReferenceIndex
) -> list[PairDecision]:
    """Links decided elsewhere, in order of clause and provision; pairs with unknown ids are left out."""
    pairs = set(given)
    return [
        PairDecision(clause=row, provision=column, probability=1.0, linked=True, needs_review=False)
        for row, clause in enumerate(clauses)
        for column, provision in enumerate(index.ids)
        if (clause.node.id, provision) in pairs
    ]


def _examine(
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


def summarise(
    reference: Reference,
    links: Sequence[Link],
    unlinked: Sequence[Unlinked],
    deviations: Sequence[Deviation],
    coverage: Sequence[Coverage],
) -> Summary:
    """Counts and rates of an alignment."""
    found = values(reference, coverage)
    parts: dict[str, dict[str, float]] = defaultdict(dict)
    for provision in reference.provisions:
        decided = {provision.id: found[provision.id]} if provision.id in found else {}
        parts[provision.obligation.value].update(decided)
    counted = [c for c in coverage if c.provision in found]
    total = sum(c.measures_total for c in counted)
    linked = {link.clause for link in links}
    statuses = Counter(c.status.value for c in coverage)
    return Summary(
        clauses=len(linked) + len(unlinked),
        linked=len(linked),
        local=len(unlinked),
        coverage={s.value: statuses.get(s.value, 0) for s in CoverageStatus},
        coverage_rate=_rounded(rate(found)),
        coverage_interval=interval(found),
        coverage_by_obligation={name: _rounded(rate(part)) for name, part in parts.items()},
        measures_rate=_rounded(sum(len(c.measures_taken) for c in counted) / total) if total else None,
        relations=_counts(k.relation.value for k in links),
        deviations=_counts(d.kind.value for d in deviations),
        deviations_by_severity=_counts(d.severity.value for d in deviations),
    )


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
