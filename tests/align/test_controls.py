"""Controls: texts for which the right answer is known beforehand."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import Alignment, CoverageStatus, Document, NodeKind, Reference, Relation

PLANS = ("vinh-long", "can-tho", "hoa-binh", "hai-phong")
ADDS = {"content_added", "figure_added", "deadline_added"}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference("qd-127-2021")


@pytest.fixture(scope="module")
def decision(shared_dir: Path) -> Document:
    return parse_plan(shared_dir / "reference" / "qd-127-2021.md")


@pytest.fixture(scope="module")
def decision_aligned(decision: Document, reference: Reference) -> Alignment:
    return align_plan(decision, reference)


def own_places(document: Document, reference: Reference) -> dict[str, str]:
    """Clauses of the decision that stand at the place of a provision."""
    by_path = {p.path: p.id for p in reference.provisions}
    return {node.id: by_path[node.path] for node in document.clauses if node.path in by_path}


class TestTheDecisionItself:
    def test_every_provision_is_covered(self, decision_aligned):
        assert {c.status for c in decision_aligned.coverage} == {CoverageStatus.COVERED}
        assert decision_aligned.summary.coverage_rate == 1

    def test_no_provision_is_local(self, decision, decision_aligned, reference):
        places = own_places(decision, reference)
        assert len(places) >= 85
        assert not {u.clause for u in decision_aligned.unlinked} & set(places)

    def test_every_clause_leads_to_its_own_provision_as_equal(self, decision, decision_aligned, reference):
        found = {(link.clause, link.provision): link.relation for link in decision_aligned.links}
        places = own_places(decision, reference)
        assert all((clause, provision) in found for clause, provision in places.items())
        equal = sum(found[pair] is Relation.EQUAL for pair in places.items())
        assert equal >= 0.95 * len(places)
        assert sum(r is Relation.EQUAL for r in found.values()) >= 0.95 * len(found)

    def test_hardly_anything_differs(self, decision_aligned):
        assert len(decision_aligned.deviations) <= 3


def shuffled(text: str, seed: int) -> str:
    """The plan with its top sections in another order."""
    document = parse_plan(text=text)
    tops = [n.span.start for n in document.nodes if n.kind is NodeKind.HEADING and n.parent is None]
    after = [n.span.start for n in document.nodes if n.kind.value in {"closing", "back"} and n.span.start > tops[-1]]
    end = min(after, default=len(text))
    parts = [text[a:b].rstrip("\n") + "\n" for a, b in zip(tops, [*tops[1:], end], strict=True)]
    random.Random(seed).shuffle(parts)
    return text[: tops[0]] + "".join(parts) + text[end:]


@pytest.mark.parametrize("name", PLANS)
def test_the_order_of_sections_does_not_change_coverage(name, plans_dir, reference):
    text = (plans_dir / f"{name}.txt").read_text(encoding="utf-8")
    rate = align_plan(parse_plan(text=text), reference).summary.coverage_rate
    again = align_plan(parse_plan(text=shuffled(text, seed=127)), reference).summary.coverage_rate
    assert again == pytest.approx(rate, abs=0.02)


def test_a_plan_about_something_else_touches_at_most_one_provision(project_root, reference):
    found = align_plan(parse_plan(project_root / "tests" / "data" / "rural-water.txt"), reference)
    touched = {c.provision for c in found.coverage if c.status in {CoverageStatus.COVERED, CoverageStatus.PARTIAL}}
    assert len([p for p in touched if not p.startswith("D2")]) <= 1
    assert found.summary.local >= 25


STATEMENT_LAYOUTS = {
    "numbered": ("I. NỘI DUNG", "{n}. {text}"),
    "bullets": ("I. NHIỆM VỤ VÀ GIẢI PHÁP", "- {text}"),
}


@pytest.mark.parametrize("layout", sorted(STATEMENT_LAYOUTS))
def test_a_plan_of_provision_statements_holds_nothing_of_its_own(layout, reference):
    heading, line = STATEMENT_LAYOUTS[layout]
    lines = [line.format(n=n, text=p.statement.vi) for n, p in enumerate(reference.provisions, start=1)]
    text = "\n".join(["KẾ HOẠCH", "Triển khai Chiến lược đến năm 2030", heading, *lines])
    found = align_plan(parse_plan(text=text), reference)
    assert not found.unlinked
    assert not ADDS & {d.kind.value for d in found.deviations}
    statuses = Counter(c.status for c in found.coverage)
    assert statuses[CoverageStatus.COVERED] >= 0.95 * len(reference.provisions)


@pytest.mark.parametrize("name", ["can-tho", "hoa-binh", "hai-phong"])
@pytest.mark.parametrize("share", [0.35, 0.6])
def test_what_a_cut_off_plan_does_not_reach_is_unknown(name, share, plans_dir, reference):
    text = (plans_dir / f"{name}.txt").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    cut = "".join(lines[: int(share * len(lines))]).rstrip() + "\n[...]\n"
    document = parse_plan(text=cut)
    assert document.truncated
    whole = {c.provision: c for c in align_plan(parse_plan(text=text), reference).coverage}
    found = align_plan(document, reference)
    later = {c.provision for c in found.coverage if c.status is CoverageStatus.UNKNOWN}
    assert later
    # what the rest of the plan carries is not called missing
    lost = [
        c.provision
        for c in found.coverage
        if c.status is CoverageStatus.MISSING and whole[c.provision].by and c.provision[:2] in {"IV", "D2", "PL"}
    ]
    assert len(lost) <= 1, lost


def test_a_cut_off_plan_drops_nothing_for_certain(plans_dir, reference):
    document = parse_plan(plans_dir / "lang-son.txt")
    assert document.truncated
    found = align_plan(document, reference)
    assert {c.status for c in found.coverage if c.provision.startswith("IV.")} == {CoverageStatus.UNKNOWN}


def test_the_same_bytes_every_time(plans_dir, tmp_path):
    """Twice in one process, and in processes with other hash seeds."""
    file = plans_dir / "hoa-binh.txt"
    first = align_plan(parse_plan(file), load_reference("qd-127-2021")).to_json()
    assert align_plan(parse_plan(file), load_reference("qd-127-2021")).to_json() == first
    for seed in ("1", "4242"):
        out = subprocess.run(
            [sys.executable, "-m", "vnplan", "align", str(file)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
        ).stdout.decode("utf-8")
        assert out == first
