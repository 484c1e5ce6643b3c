"""Rules that a decision makes: carried out they are made in part, studied they are on their way."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

HEAD = "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg ngày 28 tháng 8 năm 2026 của Thủ tướng Chính phủ\n"


@pytest.mark.parametrize(
    ("task", "made"),
    [
        ("Xây dựng cơ chế thử nghiệm có kiểm soát cho xe tự hành, robot dùng AI", True),
        ("Nghiên cứu cơ chế thử nghiệm có kiểm soát cho xe tự hành, robot dùng AI", True),
        ("Triển khai thực hiện cơ chế thử nghiệm có kiểm soát cho xe tự hành, robot dùng AI", False),
    ],
)
def test_rules_that_are_studied_are_not_rules_carried_out(task, made):
    plan = parse_plan(text=f"{HEAD}IV. NHIỆM VỤ VÀ GIẢI PHÁP\n1. Hoàn thiện thể chế\na) {task}.\n")
    coverage = {c.provision: c for c in align_plan(plan, load_reference("qd-1671-2026")).coverage}["IV.1.e"]
    assert (coverage.reason != "Việc xây dựng quy định trở thành việc thực hiện quy định.") is made
