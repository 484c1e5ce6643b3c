"""Hedges: conditions of an act, acts that are only considered or studied, and what is no hedge."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

HEADS = {
    "qd-127-2021": "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (TTNT) đến năm 2030\n",
    "qd-1671-2026": "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (AI)\n",
}
TASK = "III. TỔ CHỨC THỰC HIỆN\n1. {}\n- {}.\n"
MONEY, ARMY = "Sở Tài chính", "Bộ Chỉ huy quân sự tỉnh"


def weakened(body: str, provision: str, reference: str = "qd-127-2021") -> list[str | None]:
    found = align_plan(parse_plan(text=HEADS[reference] + body), load_reference(reference))
    assert provision in {link.provision for link in found.links}
    return [d.found for d in found.deviations if d.provision == provision and d.kind.value == "modality_weakened"]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("theo khả năng ngân sách", "theo khả năng ngân sách"),
        (", tùy khả năng cân đối", "tùy khả năng cân đối"),
        (", tuỳ theo tình hình từng năm", None),
        (" khi đủ điều kiện", "khi đủ điều kiện"),
        (" nếu cân đối được nguồn", None),
        (" trong trường hợp có kinh phí", None),
        # how every budget is worded
        (" phù hợp với khả năng ngân sách và quy định của pháp luật", ""),
        (" theo quy định", ""),
    ],
)
def test_an_act_made_to_depend_on_something_is_weaker(condition, words):
    condition = condition if condition[:1] in ", " else f" {condition}"
    found = weakened(TASK.format(MONEY, f"Cân đối, bố trí kinh phí thực hiện Kế hoạch{condition}"), "IV.7")
    assert len(found) == (words != "")
    if words:
        assert found[0].startswith(words)


def test_what_is_put_before_who_decides_is_theirs_to_weigh():
    words = "Tổng hợp dự toán, trình UBND tỉnh xem xét, bố trí kinh phí thực hiện Kế hoạch theo khả năng cân đối"
    assert weakened(TASK.format(MONEY, words), "IV.7") == []


DEFENCE = "ứng dụng TTNT trong quân sự, quốc phòng, tác chiến, phòng thủ"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"Triển khai {DEFENCE} khi có điều kiện", ["khi có điều kiện"]),
        (f"Triển khai {DEFENCE}, sửa chữa trụ sở làm việc khi có điều kiện", []),
        (f"Khi có điều kiện, triển khai {DEFENCE}", ["khi có điều kiện"]),
        (f"Khi có điều kiện, sửa chữa trụ sở làm việc, triển khai {DEFENCE}", []),
        (f"Triển khai {DEFENCE}; khi có điều kiện, sửa chữa trụ sở làm việc", []),
    ],
)
def test_a_condition_binds_the_act_it_stands_with(words, found):
    assert weakened(TASK.format(ARMY, words), "IV.3.2") == found


@pytest.mark.parametrize(
    ("opening", "weaker"),
    [("Nghiên cứu áp dụng", True), ("Nghiên cứu, áp dụng", False), ("Nghiên cứu và triển khai", False)],
)
def test_a_study_of_an_act_is_none_yet(opening, weaker):
    assert bool(weakened(TASK.format(ARMY, f"{opening} {DEFENCE}"), "IV.3.2")) is weaker


@pytest.mark.parametrize(("verb", "weaker"), [("Nghiên cứu", True), ("Xây dựng", False)])
def test_rules_that_are_studied_are_not_made(verb, weaker):
    words = f"{verb} cơ chế đặc thù, chính sách ưu đãi dành cho trung tâm đổi mới sáng tạo về TTNT"
    assert bool(weakened(TASK.format("Sở Kế hoạch và Đầu tư", words), "IV.6.1")) is weaker


@pytest.mark.parametrize(
    ("verb", "found"),
    [("Hỗ trợ", []), ("Xem xét hỗ trợ", ["xem xét hỗ trợ"]), ("Nghiên cứu việc hỗ trợ", ["nghiên cứu việc hỗ trợ"])],
)
def test_help_that_is_only_considered_is_weaker_than_help(verb, found):
    words = f"{verb} doanh nghiệp, tổ chức, cá nhân chi phí sử dụng hạ tầng tính toán AI"
    body = f"III. NHIỆM VỤ, GIẢI PHÁP\n3. Phát triển hạ tầng AI\n- {words}.\n"
    assert weakened(body, "III.3.đ", "qd-1671-2026") == found
