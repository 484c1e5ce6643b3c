"""The package's own scores against the scorer of the annotations, and on small cases worked out by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.evaluate import GoldPlan, load_gold_plan, score_alignment, score_parse, scorer_figures
from vnplan.evaluate.figures import coverage_rate, quadratic_kappa
from vnplan.models import Alignment, Document

GOLD = ("hoa-binh", "lang-son", "can-tho")


@pytest.fixture(scope="module", params=GOLD)
def scored(request: pytest.FixtureRequest, project_root: Path) -> tuple[GoldPlan, Document, Alignment]:
    gold = load_gold_plan(project_root / "corpora" / "gold" / f"{request.param}.json")
    document = parse_plan(text=gold.text)
    return gold, document, align_plan(document, load_reference("qd-127-2021"))


def run_scorer(shared: Path, name: str, document: Document, alignment: Alignment, folder: Path) -> dict[str, dict]:
    for kind, value in (("parse", document), ("align", alignment)):
        (folder / f"{kind}.json").write_text(value.to_json(), encoding="utf-8")
    command = [sys.executable, str(shared / "tools" / "score.py"), "--gold", str(shared / "gold" / f"{name}.json")]
    command += ["--parse", str(folder / "parse.json"), "--align", str(folder / "align.json"), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_alignment_figures_equal_the_scorer(scored, shared_dir, tmp_path):
    gold, document, alignment = scored
    theirs = run_scorer(shared_dir, gold.name, document, alignment, tmp_path)["align"]
    ours = scorer_figures(score_alignment(gold, alignment))
    assert ours == {k: v for k, v in theirs.items() if not k.startswith("_")}


def test_parse_figures_equal_the_scorer(scored, shared_dir, tmp_path):
    gold, document, alignment = scored
    theirs = run_scorer(shared_dir, gold.name, document, alignment, tmp_path)["parse"]
    ours = score_parse(gold, document)
    for name in ("characters_lost", "characters_doubled", "front_back_leak", "duty_role_macro_f1"):
        assert getattr(ours, name) == theirs[name], name
    for name in (
        "nodes",
        "targets_exact",
        "targets_value",
        "targets_comparator",
        "duty_clauses",
        "duty_agencies",
        "duty_partners",
        "duty_when",
    ):
        assert getattr(ours, name).ratios() == theirs[name], name
    assert ours.node_kinds.value == theirs["node_kind_accuracy"]
    assert ours.paths.value == theirs["path_accuracy"]
    assert ours.metadata.value == theirs["metadata_accuracy"]
    assert list(ours.metadata_wrong) == theirs["metadata_wrong"]
    if theirs["duty_role_accuracy"] is not None:
        assert ours.duty_roles.value == theirs["duty_role_accuracy"]


def test_an_empty_alignment_scores_nothing(scored):
    gold, _, alignment = scored
    empty = alignment.model_copy(update={"links": (), "deviations": (), "unlinked": ()})
    score = score_alignment(gold, empty)
    assert score.links.f1 == 0
    assert score.links.recovered == 0
    assert score.hit_at_1.right == 0


def test_the_rate_counts_halves_and_leaves_the_undecided_out():
    assert coverage_rate(["covered", "partial", "missing", "unknown", "not_applicable"]) == 0.5
    assert coverage_rate(["unknown"]) == 0


def test_kappa_takes_a_status_outside_the_scale_for_as_wrong_as_can_be():
    right = quadratic_kappa([("covered", "covered"), ("missing", "missing")])
    wrong = quadratic_kappa([("covered", "unknown"), ("missing", "missing")])
    assert right == 1.0
    assert wrong is not None
    assert wrong < right
    assert quadratic_kappa([("unknown", "covered")]) is None
