"""What the year of a clause says of a goal, by the decision's years and the day of the plan."""

from __future__ import annotations

import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.links.years import year_signs
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of


def signs(issued: int, heading: str) -> dict[str, float]:
    index = index_of(load_reference("qd-127-2021"), segmenter_name="syllable")
    text = f"UBND TỈNH GIA LAI\nGia Lai, ngày 05 tháng 12 năm {issued}\nKẾ HOẠCH\nI. MỤC TIÊU\n1. {heading}\n- Có 02 thương hiệu TTNT.\n"
    clauses = prepare(parse_plan(text=text), segmenter_name="syllable")
    return dict(zip(index.ids, year_signs(clauses, index)[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("year", "first", "second"),
    [(2023, 0, 0), (2025, 1, -1), (2027, 0, 0), (2030, -1, 1), (2035, -1, -1), (None, 0, 0)],
)
def test_a_year_speaks_for_its_own_goals_and_a_sooner_one_of_none_for_nothing(year, first, second):
    found = signs(2022, f"Đến năm {year}" if year else "Mục tiêu cụ thể")
    assert (found["II.1.a.2"], found["II.2.a.2"], found["III.1.1"]) == (first, second, 0)


@pytest.mark.parametrize(
    ("heading", "alone", "early", "late"),
    [("Đến năm 2030", 0, -1, 1), ("Mục tiêu cụ thể", 0, -1, 0), ("Đến năm 2025", 1, 1, -1)],
)
def test_in_a_late_plan_the_like_for_a_later_year_takes_the_place_of_a_goal(heading, alone, early, late):
    found = signs(2025, heading)
    assert (found["II.1.c.1"], found["II.1.a.2"], found["II.2.a.2"]) == (alone, early, late)
