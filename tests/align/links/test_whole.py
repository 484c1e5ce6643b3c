"""A measure that a clause has nearly whole is carried beside what explains the rest of the clause."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

GOAL = (
    "giúp giảm thời gian xử lý công việc, nhân lực bộ máy, giảm thời gian chờ đợi và chi phí của người dân; nâng cao hiệu "
    "quả hoạt động của hệ thống quản lý hành chính nhà nước trong phân phối, sử dụng nguồn lực xã hội"
)
DUTY = "Đẩy nhanh ứng dụng các giải pháp TTNT trong quản lý đô thị, quản lý xã hội và hành chính công"


@pytest.mark.parametrize(
    ("section", "line", "carried"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", f"{DUTY} {GOAL}.", True),
        ("I. MỤC ĐÍCH, YÊU CẦU", f"Ứng dụng TTNT trong hành chính công {GOAL}.", False),  # less of it
        ("I. MỤC TIÊU\n1. Mục tiêu đến năm 2025", f"{DUTY} {GOAL}.", False),  # a goal in another section
    ],
)
def test_a_duty_that_goes_on_as_a_goal_is_the_duty_too(section, line, carried):
    text = f"KẾ HOẠCH\nTriển khai Chiến lược\n{section}\n- {line}\n"
    found = {link.provision: link for link in align_plan(parse_plan(text=text), load_reference("qd-127-2021")).links}
    assert ("D2.3" in found) is carried
    assert not carried or (found["D2.3"].needs_review and "II.1.c.1" in found)
