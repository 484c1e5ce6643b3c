"""Training the link model on gold annotations: `python scripts/train_links.py corpora/gold/*.json`.

Gold files hold a text, its units and the links two officials agreed on (corpora/gold). Links marked `possible` are
left out: they are neither right nor wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vnplan.align.links.contests import contests
from vnplan.align.links.decide import rival_margins, step_two_inputs
from vnplan.align.links.features import Candidates, candidates
from vnplan.align.links.model import STEP_ONE, STEP_TWO, LinkModel, step_one_inputs
from vnplan.align.links.years import parallel_provisions
from vnplan.align.wording.clauses import PreparedClause, prepare
from vnplan.align.wording.index import ReferenceIndex, index_of
from vnplan.models import Document, Reference

_PENALTY = 0.3  # inverse strength of the ridge in step one; chosen on folds that leave the tested plan out
_LEFT_OUT, _LINKED, _NOT = 2, 1, 0


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """One annotated plan made ready: candidates and their labels (1 linked, 0 not, 2 left out)."""

    clauses: tuple[PreparedClause, ...]
    candidates: Candidates
    labels: NDArray[np.intp]


def gold_links(gold: dict[str, Any], document: Document) -> dict[tuple[str, str], str]:
    """Strength of each annotated link by (node id, provision id); units are matched to nodes by overlap of spans."""
    return {
        (node_id, link["ref"]): link.get("strength", "sure")
        for node_id, annotation in _annotated(gold, document)
        for link in annotation["links"]
    }


def annotated_clauses(gold: dict[str, Any], document: Document) -> frozenset[str]:
    """The nodes somebody annotated, with links or without. Others teach nothing."""
    return frozenset(node_id for node_id, _ in _annotated(gold, document))


def _annotated(gold: dict[str, Any], document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    units = {u["n"]: (u["start"], u["end"]) for u in gold["units"] if u["kind"] in {"clause", "lead"}}
    nodes = sorted(document.clauses, key=lambda node: node.span)
    for annotation in gold["annotations"]:
        span = units.get(annotation["n"])
        if span is None:
            continue
        best = max(nodes, key=lambda n: min(n.span.end, span[1]) - max(n.span.start, span[0]), default=None)
        if best is not None and min(best.span.end, span[1]) > max(best.span.start, span[0]):
            yield best.id, annotation


def prepare_training(
    document: Document, gold: dict[str, Any], reference: Reference, *, segmenter_name: str
) -> tuple[TrainingPlan, ReferenceIndex]:
    """Candidates of a gold plan with labels."""
    index = index_of(reference, segmenter_name=segmenter_name)
    clauses = prepare(document, segmenter_name=segmenter_name, titles=(reference.title.vi,))
    pairs = candidates(clauses, index)
    strength = gold_links(gold, document)
    annotated = annotated_clauses(gold, document)
    labels = np.array(
        [
            {"sure": _LINKED, "possible": _LEFT_OUT}.get(strength.get((clauses[c].node.id, index.ids[p]), ""), _NOT)
            if clauses[c].node.id in annotated
            else _LEFT_OUT
            for c, p in zip(pairs.clause.tolist(), pairs.provision.tolist(), strict=True)
        ],
        dtype=np.intp,
    )
    return TrainingPlan(clauses, pairs, labels), index


def train(plans: Sequence[TrainingPlan], index: ReferenceIndex, *, name: str, command: str) -> LinkModel:
    """Fit both steps. Deterministic; weights that would be negative are taken out."""
    ones = [step_one_inputs(plan.candidates, plan.clauses, index) for plan in plans]
    labels = np.concatenate([plan.labels for plan in plans])
    counted = labels != _LEFT_OUT
    first, first_bias = _fit(np.vstack(ones)[counted], labels[counted], _PENALTY)
    twos = [_forced_inputs(plan, one @ first + first_bias, index) for plan, one in zip(plans, ones, strict=True)]
    second, second_bias = _fit(np.vstack(twos)[counted], labels[counted], 1.0)
    return LinkModel(
        name=name,
        command=command,
        step_one=dict(zip(STEP_ONE, first.round(4).tolist(), strict=True)),
        step_one_bias=round(first_bias, 4),
        step_two=dict(zip(STEP_TWO, second.round(4).tolist(), strict=True)),
        step_two_bias=round(second_bias, 4),
    )


def _forced_inputs(plan: TrainingPlan, alike: NDArray[np.float64], index: ReferenceIndex) -> NDArray[np.float64]:
    """Step-two inputs as if the annotated links were accepted in order of likeness."""
    rival, parallel = rival_margins(alike, plan.candidates), parallel_provisions(index)
    out = np.zeros((len(alike), len(STEP_TWO)))
    for some in contests(plan.clauses, plan.candidates, index):
        linked, likeness = (some.rows >= 0) & (plan.labels[some.rows] == _LINKED), alike[some.rows]
        for place, accepted in enumerate(linked):
            places = np.full(len(accepted), place)
            before = ~linked | (likeness[place] > likeness)
            some = some.hold(places, accepted & before & ~some.twins(places, parallel))
        some.put(out, step_two_inputs(some, alike, rival))
    return out


def _fit(inputs: NDArray[np.float64], labels: NDArray[np.intp], penalty: float) -> tuple[NDArray[np.float64], float]:
    """Logistic regression on standardised inputs; the most negative weight is taken out until none is left."""
    from sklearn.linear_model import LogisticRegression

    used = list(range(inputs.shape[1]))
    while True:
        mean, spread = inputs[:, used].mean(axis=0), inputs[:, used].std(axis=0) + 1e-9
        model = LogisticRegression(C=penalty, max_iter=5000).fit((inputs[:, used] - mean) / spread, labels)
        standard = model.coef_[0]
        if standard.min() >= 0:
            break
        used.pop(int(np.argmin(standard)))
    weights = np.zeros(inputs.shape[1])
    weights[used] = standard / spread
    return weights, float(model.intercept_[0] - (standard / spread * mean).sum())


def load_gold(path: Path) -> tuple[dict[str, Any], Document]:
    """A gold file and its text parsed afresh."""
    from vnplan.parse import parse_plan

    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, parse_plan(text=gold["text"])


def main(arguments: list[str]) -> int:
    """Train on the given gold files and write the package's model."""
    from vnplan.reference import load_reference

    reference = load_reference("qd-127-2021")
    plans: list[TrainingPlan] = []
    for path in map(Path, arguments):
        gold, document = load_gold(path)
        plan, index = prepare_training(document, gold, reference, segmenter_name="syllable")
        plans.append(plan)
    command = "python scripts/train_links.py " + " ".join(f"corpora/gold/{Path(a).name}" for a in arguments)
    model = train(plans, index, name="links-127-open-gold", command=command)
    digests = {Path(a).name: hashlib.sha256(Path(a).read_bytes()).hexdigest() for a in arguments}
    model = model.model_copy(update={"trained_on": digests})
    Path(str(files("vnplan.align").joinpath("data/link-model.json"))).write_text(model.to_json(), encoding="utf-8")
    return 0
