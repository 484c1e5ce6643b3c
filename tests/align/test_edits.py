"""Clauses edited by hand: the deviation appears, and the clause as it stood raises none of that kind."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import DeviationKind

Found = set[tuple[str, str]]
HERE = Path(__file__).parent.parent
TEXTS = {
    "edits": HERE / "data" / "edits-plan.txt",
    "edits-hai-phong": HERE.parent / "corpora" / "plans" / "hai-phong.txt",
}
EDITS = {name: tomllib.loads((HERE / "data" / f"{name}.toml").read_text(encoding="utf-8"))["edits"] for name in TEXTS}
RECALL = 0.95
OF_HEADINGS = {"agency_changed", "deadline_dropped", "deadline_changed"}  # edits of a heading touch all its clauses


def deviations(text: str) -> Found:
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).deviations
    return {(d.provision, d.kind.value) for d in found}


@pytest.fixture(scope="module")
def before() -> dict[str, Found]:
    return {name: deviations(file.read_text(encoding="utf-8")) for name, file in TEXTS.items()}


@pytest.fixture(scope="module")
def after() -> list[tuple[str, dict[str, str], Found]]:
    out = []
    for name, edits in EDITS.items():
        text = TEXTS[name].read_text(encoding="utf-8")
        for edit in edits:
            assert text.count(edit["find"]) == 1, edit["find"]
            out.append((name, edit, deviations(text.replace(edit["find"], edit["replace"]))))
    return out


def test_there_are_enough_edits_of_every_kind():
    kinds = Counter(edit["kind"] for edits in EDITS.values() for edit in edits)
    assert sum(kinds.values()) >= 80
    assert set(kinds) == {k.value for k in DeviationKind}
    assert min(n for kind, n in kinds.items() if kind != "modality_strengthened") >= 5


def test_clauses_as_they_stand_raise_none_of_the_kinds(before):
    for name, edits in EDITS.items():
        assert not before[name] & {(edit["provision"], edit["kind"]) for edit in edits}


@pytest.mark.slow
def test_edited_clauses_raise_their_deviation(after):
    missed = [
        (edit["kind"], edit["provision"], edit["replace"][:60])
        for _, edit, found in after
        if (edit["provision"], edit["kind"]) not in found
    ]
    assert len(missed) <= (1 - RECALL) * len(after), missed


@pytest.mark.slow
def test_an_edit_raises_little_else(after, before):
    other = Counter[str]()
    for name, edit, found in after:
        if edit["kind"] not in OF_HEADINGS:
            extra = found - before[name] - {(edit["provision"], edit["kind"])}
            other.update(kind for _, kind in extra)
    assert sum(other.values()) <= 0.25 * len(after), other


STRENGTHENED = (
    (
        "IV.2.3",
        "Sở Thông tin và Truyền thông",
        "Khuyến khích các tổ chức đào tạo ngắn hạn cho cán bộ nghiên cứu, cán bộ kỹ thuật và quản lý về nghiên cứu và phát "
        "triển sản phẩm TTNT trong các tập đoàn, công ty.",
        "Xây dựng các tổ chức đào tạo ngắn hạn cho cán bộ nghiên cứu, cán bộ kỹ thuật và quản lý về nghiên cứu và phát "
        "triển sản phẩm TTNT trong các tập đoàn, công ty.",
    ),
    (
        "IV.5.2",
        "Sở Giáo dục và Đào tạo",
        "Khuyến khích các tập đoàn công nghệ trong nước đầu tư cơ sở đào tạo chất lượng cao, viện nghiên cứu về TTNT.",
        "Thành lập cơ sở đào tạo chất lượng cao, viện nghiên cứu về TTNT cùng các tập đoàn công nghệ trong nước.",
    ),
)


@pytest.mark.parametrize(("provision", "agency", "weak", "strong"), STRENGTHENED)
def test_a_verb_that_commits_to_more_is_told(provision, agency, weak, strong):
    plan = "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo đến năm 2030\nI. NHIỆM VỤ\n1. {}\n- {}\n"
    kind = (provision, "modality_strengthened")
    assert kind not in deviations(plan.format(agency, weak))
    assert kind in deviations(plan.format(agency, strong))
