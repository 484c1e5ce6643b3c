"""What the place of a clause adds to its likeness."""

from __future__ import annotations

import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.links.features import candidates
from vnplan.align.links.model import STEP_ONE, step_one_inputs
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of

AIM = "Đến năm 2030, tỉnh là trung tâm đổi mới sáng tạo, nơi làm ra các giải pháp và ứng dụng TTNT trong vùng."


def place(provision: str, section: str) -> float:
    index = index_of(load_reference("qd-127-2021"), segmenter_name="syllable")
    plan = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n{section}\n{AIM}\n")
    clauses = prepare(plan, segmenter_name="syllable")
    pairs = candidates(clauses, index)
    row = pairs.provision.tolist().index(index.row(provision))
    return float(step_one_inputs(pairs, clauses, index)[row, STEP_ONE.index("place")])


@pytest.mark.parametrize(("provision", "speaks"), [("II.0", 1), ("II.2.b", -1)])
def test_the_general_goal_of_a_plan_stands_at_the_place_of_the_decisions(provision, speaks):
    difference = place(provision, "1. Mục tiêu tổng quát") - place(provision, "1. Mục tiêu cụ thể")
    assert difference * speaks > 0
