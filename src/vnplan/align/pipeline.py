"""Aligning one document with one reference, stage by stage.

clauses -> candidate pairs with features -> links -> measures carried -> relations, deviations -> coverage -> summary
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from vnplan._version import __version__
from vnplan.align.coverage.cover import cover, rate, values
from vnplan.align.coverage.cutoff import missing_part
from vnplan.align.coverage.headings import restated_goals
from vnplan.align.coverage.intervals import interval
from vnplan.align.coverage.local import local_clauses, with_doubts
from vnplan.align.examine import examine
from vnplan.align.links.beside import measures_met
from vnplan.align.links.decide import PairDecision
from vnplan.align.links.freedom import for_review, in_free_wording, judged_links, words_freely
from vnplan.align.links.measures import carriage
from vnplan.align.links.model import LinkModel, default_model
from vnplan.align.links.repeats import (
    goals_before_tasks,
    parts_before_groups,
    said_in_both_places,
    tasks_before_duties_of_others,
)
from vnplan.align.links.sentences import with_sentences
from vnplan.align.links.standing import standing_duties
from vnplan.align.links.whole import whole_measures
from vnplan.align.wording.clauses import PreparedClause, prepare
from vnplan.align.wording.index import ReferenceIndex, index_of
from vnplan.align.wording.segment import SegmenterName
from vnplan.errors import OptionError, StructureError
from vnplan.models import (
    Alignment,
    Coverage,
    CoverageStatus,
    Deviation,
    Document,
    Link,
    LinkDecision,
    Reference,
    Settings,
    Summary,
    Unlinked,
    Verdict,
)
from vnplan.parse.copy import document_in, led_back
from vnplan.reference import reference_of
from vnplan.text import is_legible, legible


def align_plan(
    document: Document,
    reference: Reference,
    *,
    segmenter: SegmenterName = "syllable",
    model: LinkModel | None = None,
    given: Collection[tuple[str, str]] | None = None,
    decisions: Sequence[LinkDecision] = (),
    prepared: tuple[PreparedClause, ...] | None = None,
) -> Alignment:
    """Map every clause of a document to the provisions of a reference.

    `segmenter` is "syllable" (default), "underthesea" or "pyvi". With `given` the links are these pairs of clause and
    provision ids instead of ours (an annotation's, say), and the rest follows from them; `decisions` are an analyst's,
    which hold whatever the model says and whose links are marked `confirmed`; `prepared` are the document's clauses
    where they were made ready before (`align.wording.clauses.prepare`, with the same segmenter and the reference's
    title). Raises `StructureError` where the document holds no clause, `OptionError` for an unknown segmenter, a plan
    not parsed or a reference not loaded.

    >>> from vnplan import align_plan, load_reference, parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nThực hiện Chiến lược\\nI. MỤC TIÊU\\n1. Mục tiêu đến năm 2030\\n"
    ...     "- Ứng dụng TTNT phục vụ các nhiệm vụ quốc phòng an ninh, các hoạt động cứu hộ, cứu nạn, phòng chống "
    ...     "thiên tai và ứng phó sự cố, dịch bệnh.\\n")
    >>> [(link.provision, link.relation.value) for link in align_plan(plan, load_reference("qd-127-2021")).links]
    [('II.2.c.2', 'equal')]
    """
    if not isinstance(document, Document):
        raise OptionError("align_needs_document", found=type(document).__name__)
    if not isinstance(reference, Reference):
        raise OptionError("align_needs_reference", found=type(reference).__name__)
    if not document.clauses:
        raise StructureError("no_clause", where=document.id)
    if is_legible(document.text):
        return _aligned(document, reference, segmenter, model, given, decisions, prepared)
    copy = legible(document.text)
    read = document_in(copy, document)
    return led_back(_aligned(read, reference, segmenter, model, given, decisions, None), copy)


def _aligned(
    document: Document,
    reference: Reference,
    segmenter: SegmenterName,
    model: LinkModel | None,
    given: Collection[tuple[str, str]] | None,
    decisions: Sequence[LinkDecision],
    prepared: tuple[PreparedClause, ...] | None,
) -> Alignment:
    """Map the clauses of a document whose text is legible."""
    model = model or default_model()
    index = index_of(reference, segmenter_name=segmenter)
    clauses = prepared or prepare(document, segmenter_name=segmenter, titles=(reference.title.vi,))
    pairs, parts = with_sentences(clauses, index)
    carried = carriage(pairs, index)
    judged: list[PairDecision] = []
    if given is None:
        judged, free = judged_links(clauses, pairs, parts, index, model)
        if reference_of(document) in {None, reference.id}:
            judged = whole_measures(pairs, standing_duties(clauses, judged, index), carried)
            judged = in_free_wording(clauses, pairs, judged, index, model) if free else judged
        linked = [d for d in judged if d.linked]
        linked = goals_before_tasks(parts_before_groups(linked, index), clauses, index)
        linked = tasks_before_duties_of_others(linked, clauses, index)
        linked = linked if document.truncated else said_in_both_places(linked, carried)
    else:
        linked = _as_given(given, clauses, index)
        free = words_freely(pairs, linked)
    linked = honour(linked, decisions, clauses, index)
    met = measures_met(document, clauses, index)
    links, deviations, by_provision = examine(document, clauses, pairs, carried, linked, met, free=free)
    deviations = for_review(deviations) if free else deviations
    unlinked = local_clauses(document, clauses, {d.clause for d in linked}, judged, decisions, index)
    covered = cover(
        reference,
        by_provision,
        restated_goals(document, clauses, index),
        unreached=missing_part(document, clauses, linked, index),
        province=document.metadata.province,
        met=met,
        free=free,
    )
    coverage = with_doubts(covered, unlinked)
    return Alignment(
        document=document.id,
        reference=reference.id,
        links=links,
        unlinked=unlinked,
        deviations=deviations,
        coverage=coverage,
        summary=summarise(reference, links, unlinked, deviations, coverage, worded_freely=free),
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
            kept[pair] = old._replace(needs_review=False, confirmed=True)
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


def summarise(
    reference: Reference,
    links: Sequence[Link],
    unlinked: Sequence[Unlinked],
    deviations: Sequence[Deviation],
    coverage: Sequence[Coverage],
    *,
    worded_freely: bool = False,
) -> Summary:
    """Counts and rates of an alignment; `worded_freely` is what `vnplan.align.links.freedom.words_freely` says."""
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
        local=sum(not clause.formal for clause in unlinked),
        formal=sum(clause.formal for clause in unlinked),
        coverage={s.value: statuses.get(s.value, 0) for s in CoverageStatus},
        coverage_rate=_rounded(rate(found)),
        coverage_interval=interval(found),
        coverage_by_obligation={name: _rounded(rate(part)) for name, part in parts.items()},
        measures_rate=_rounded(sum(len(c.measures_taken) for c in counted) / total) if total else None,
        relations=_counts(k.relation.value for k in links),
        deviations=_counts(d.kind.value for d in deviations),
        deviations_by_severity=_counts(d.severity.value for d in deviations),
        worded_freely=worded_freely,
    )


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
