"""Clauses edited by hand: the deviation appears, and the clause as it stood raises none of that kind."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import DeviationKind

Found = set[tuple[str, str]]
PLAN = Path(__file__).parent.parent / "data" / "edits-plan.txt"
EDITS = tomllib.loads((PLAN.parent / "edits.toml").read_text(encoding="utf-8"))["edits"]
HARD_TO_TELL = 0.95


def deviations(text: str) -> Found:
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).deviations
    return {(d.provision, d.kind.value) for d in found}


@pytest.fixture(scope="module")
def text() -> str:
    return PLAN.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def raised(text: str) -> dict[int, Found]:
    out: dict[int, Found] = {}
    for number, edit in enumerate(EDITS):
        assert text.count(edit["find"]) == 1, edit["find"]
        out[number] = deviations(text.replace(edit["find"], edit["replace"]))
    return out


def test_there_are_enough_edits_of_every_kind_that_can_be_made_by_hand():
    kinds = Counter(edit["kind"] for edit in EDITS)
    assert sum(kinds.values()) >= 80
    assert set(kinds) >= {k.value for k in DeviationKind} - {"modality_strengthened"}
    assert min(kinds.values()) >= 5


def test_the_plan_as_it_stands_raises_none_of_the_kinds(text):
    asked = {(edit["provision"], edit["kind"]) for edit in EDITS}
    assert not deviations(text) & asked


@pytest.mark.slow
def test_edited_clauses_raise_their_deviation(raised):
    missed = [
        (edit["kind"], edit["provision"], edit["replace"][:60])
        for number, edit in enumerate(EDITS)
        if (edit["provision"], edit["kind"]) not in raised[number]
    ]
    assert len(missed) <= (1 - HARD_TO_TELL) * len(EDITS), missed


@pytest.mark.slow
def test_an_edit_raises_little_else(raised, text):
    """Beside the kind meant, an edit may touch a neighbouring kind; over all edits that stays rare."""
    before = deviations(text)
    other = Counter[str]()
    for number, edit in enumerate(EDITS):
        if edit["kind"] in {"agency_changed", "deadline_dropped"}:  # edits of a heading: they touch all its clauses
            continue
        extra = raised[number] - before - {(edit["provision"], edit["kind"])}
        other.update(kind for _, kind in extra)
    assert sum(other.values()) <= 0.25 * len(EDITS), other


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
