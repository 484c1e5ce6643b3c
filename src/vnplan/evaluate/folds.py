"""Honest folds: every annotated plan is tested with a model that saw no plan like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from vnplan._version import __version__
from vnplan.align import align_plan
from vnplan.align.links.freedom import judged_links
from vnplan.align.links.model import LinkModel
from vnplan.align.links.sentences import with_sentences
from vnplan.align.train import load_gold, prepare_training, train
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of
from vnplan.align.wording.segment import SegmenterName, known_segmenter
from vnplan.errors import OptionError, ReadError
from vnplan.evaluate.aligning import score_alignment
from vnplan.evaluate.baselines import BaselinePlan, baseline_plan, score_baselines
from vnplan.evaluate.calibration import reliability
from vnplan.evaluate.figures import Share
from vnplan.evaluate.gold import GoldPlan, load_gold_plan, match_units
from vnplan.evaluate.parsing import score_parse
from vnplan.evaluate.pooling import pool
from vnplan.evaluate.results import BaselineScore, Evaluation, PlanScore, SegmenterScore
from vnplan.models import Alignment, Document, Reference

TWINS = (frozenset({"hoa-binh", "lang-son"}),)
"""Plans so close in wording that one tells of the other: they are always on the same side (corpora/CARD.md)."""


def folds(names: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(trained on, tested) for every plan or pair of twins.

    >>> folds(["hoa-binh", "lang-son", "can-tho"])
    [(('can-tho',), ('hoa-binh', 'lang-son')), (('hoa-binh', 'lang-son'), ('can-tho',))]
    """
    sides: list[tuple[str, ...]] = []
    for name in names:
        twins = next((group for group in TWINS if name in group), frozenset({name}))
        side = tuple(n for n in names if n in twins)
        if side not in sides:
            sides.append(side)
    return [(tuple(n for other in sides if other != side for n in other), side) for side in sides]


def evaluate_plans(
    gold: Sequence[Path],
    reference: Reference,
    *,
    further: Sequence[Path] = (),
    segmenters: Sequence[str] = ("syllable",),
    baselines: bool = False,
    official: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Evaluation:
    """Train and test on annotated plans, honest folds, with each segmenter; baselines on the same clauses.

    `further` annotated plans are tested with a model trained on all of `gold`; nothing is trained on them. `official`
    (provision id -> wording) is what baselines compare with instead of our statements. Needs at least two
    plans that are no twins: raises `OptionError` otherwise, and for an unknown segmenter; `ReadError` and
    `SchemaError` for files that are no annotations.
    """
    names = [known_segmenter(name) for name in segmenters]
    if not gold:
        raise ReadError("gold_not_named")
    plans = {path.stem: load_gold_plan(path) for path in gold}
    pairs = folds(list(plans))
    if len(pairs) < 2:
        raise OptionError("gold_too_few")
    tested_only = {path.stem: load_gold_plan(path) for path in further if path.stem not in plans}
    documents = {path.stem: load_gold(path)[1] for path in (*gold, *further)}
    raw = {path.stem: load_gold(path)[0] for path in gold}
    say = progress or (lambda _: None)
    scores: list[SegmenterScore] = []
    for name in names:
        say(f"segmenter {name}")
        prepared = {n: prepare_training(documents[n], raw[n], reference, segmenter_name=name) for n in plans}
        index = next(iter(prepared.values()))[1]
        training = {n: plan for n, (plan, _) in prepared.items()}
        models = {
            tested: train([training[n] for n in trained], index, name="+".join(trained), command="")
            for trained, side in pairs
            for tested in side
        }
        if tested_only:
            model = train(list(training.values()), index, name="+".join(training), command="")
            models.update(dict.fromkeys(tested_only, model))
        scores.append(_segmenter(name, plans, tested_only, documents, reference, models))
    found: tuple[BaselineScore, ...] = ()
    if baselines:
        say("baselines")
        lines: list[BaselinePlan] = [baseline_plan(plans[n], documents[n]) for n in plans]
        found = score_baselines(lines, official or _statements(reference))
    return Evaluation(
        reference=reference.id,
        library=__version__,
        segmenters=tuple(scores),
        baselines=found,
        wording="official" if official else "statements",
    )


def _statements(reference: Reference) -> dict[str, str]:
    return {p.id: p.statement.vi for p in reference.provisions}


def _segmenter(
    name: SegmenterName,
    plans: Mapping[str, GoldPlan],
    tested_only: Mapping[str, GoldPlan],
    documents: Mapping[str, Document],
    reference: Reference,
    models: Mapping[str, LinkModel],
) -> SegmenterScore:
    scores: list[PlanScore] = []
    best: list[tuple[float, bool]] = []
    links: list[tuple[float, bool]] = []
    for plan, gold in plans.items():
        document, model = documents[plan], models[plan]
        alignment = align_plan(document, reference, segmenter=name, model=model)
        scores.append(_score(gold, document, alignment, reference, model, name))
        wanted = set(gold.links())
        unit_of = _unit_of(gold, document)
        best.extend(
            (p, (unit_of.get(clause), provision) in wanted)
            for clause, provision, p in best_candidates(document, reference, segmenter=name, model=model)
        )
        links.extend((k.score, (unit_of.get(k.clause), k.provision) in wanted) for k in alignment.links)
    further = [
        _score(
            gold,
            documents[plan],
            align_plan(documents[plan], reference, segmenter=name, model=models[plan]),
            reference,
            models[plan],
            name,
        )
        for plan, gold in tested_only.items()
    ]
    return SegmenterScore(
        segmenter=name,
        plans=tuple(scores),
        further=tuple(further),
        pooled=pool(scores),
        reliability=reliability(best, links),
    )


def _score(
    gold: GoldPlan,
    document: Document,
    alignment: Alignment,
    reference: Reference,
    model: LinkModel,
    segmenter: SegmenterName,
) -> PlanScore:
    return PlanScore(
        plan=gold.name,
        trained_on=tuple(model.name.split("+")),
        parse=score_parse(gold, document),
        align=score_alignment(gold, alignment),
        coverage_given_links=_coverage_given_links(gold, document, reference, segmenter),
    )


def best_candidates(
    document: Document, reference: Reference, *, segmenter: SegmenterName, model: LinkModel
) -> list[tuple[str, str, float]]:
    """The most probable provision of every clause that has candidates: clause id, provision id, probability."""
    index = index_of(reference, segmenter_name=segmenter)
    clauses = prepare(document, segmenter_name=segmenter, titles=(reference.title.vi,))
    top: dict[int, tuple[str, str, float]] = {}
    for d in judged_links(clauses, *with_sentences(clauses, index), index, model)[0]:
        if d.clause not in top or d.probability > top[d.clause][2]:
            top[d.clause] = (clauses[d.clause].node.id, index.ids[d.provision], d.probability)
    return [top[row] for row in sorted(top)]


def _unit_of(gold: GoldPlan, document: Document) -> dict[str, int]:
    units = [u for u in gold.units if u.in_body]
    return match_units(gold.text, units, {c.id: [c.span] for c in document.clauses}, overlap=0.5)


def _coverage_given_links(gold: GoldPlan, document: Document, reference: Reference, segmenter: SegmenterName) -> Share:
    """Coverage from the annotated links: what is wrong then is wrong in measures and statuses, not in links."""
    clause_of = {n: clause for clause, n in _unit_of(gold, document).items()}
    given = [(clause_of[n], provision) for n, provision in gold.links() if n in clause_of]
    alignment: Alignment = align_plan(document, reference, segmenter=segmenter, given=given)
    found = {c.provision: c.status.value for c in alignment.coverage}
    return Share(right=sum(found.get(p) == s for p, s in gold.coverage.items()), total=len(gold.coverage))
