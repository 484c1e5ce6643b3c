"""The reference a plan carries out is the one it names first."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import load_reference, parse_plan
from vnplan.models import Document
from vnplan.reference import list_references, of_another, reference_of
from vnplan.reference.choice import reference_numbers

PLANS = ("vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong")


@pytest.fixture(scope="module")
def new_plan(project_root: Path) -> Document:
    return parse_plan(project_root / "tests" / "data" / "plan-1671.txt")


def test_numbers_are_those_of_the_codebooks() -> None:
    assert reference_numbers() == {load_reference(name).number: name for name in list_references()}


@pytest.mark.parametrize("name", PLANS)
def test_plans_of_2021_and_2022_carry_out_decision_127(name: str, plans_dir: Path) -> None:
    assert reference_of(parse_plan(plans_dir / f"{name}.txt")) == "qd-127-2021"


def test_a_plan_that_also_reviews_the_older_decision_carries_out_the_newer(new_plan: Document) -> None:
    assert any(c.number == "127/QĐ-TTg" for c in new_plan.citations)
    assert reference_of(new_plan) == "qd-1671-2026"


def test_a_decision_is_its_own_reference(shared_dir: Path) -> None:
    assert reference_of(parse_plan(shared_dir / "reference" / "qd-1671-2026.md")) == "qd-1671-2026"


def test_a_plan_of_another_decision_is_named(new_plan: Document) -> None:
    (other,) = of_another([(new_plan.id, reference_of(new_plan))], "qd-127-2021")
    assert other == ("qd-1671-2026", "1671/QĐ-TTg", (new_plan.id,))
    assert of_another([(new_plan.id, reference_of(new_plan))], "qd-1671-2026") == ()


def test_a_text_that_names_none_says_nothing(project_root: Path) -> None:
    plan = parse_plan(project_root / "tests" / "data" / "rural-water.txt")
    assert reference_of(plan) is None
    assert of_another([(plan.id, None)], "qd-127-2021") == ()


def test_with_a_codebook_of_ones_own_nothing_is_said(new_plan: Document) -> None:
    assert of_another([(new_plan.id, reference_of(new_plan))], "own") == ()
