"""Clauses that say nothing of their own are told from local content."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import Alignment

TITLE = "KẾ HOẠCH\nTriển khai Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng trí tuệ nhân tạo đến năm 2030\n"
DECISION = (
    "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch phát triển trí tuệ nhân tạo\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển trí tuệ nhân tạo trên địa bàn tỉnh.\n"
    "Điều 2. Quyết định này có hiệu lực từ ngày ký, thay thế Quyết định trước đây.\n"
    "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Khoa học và Công nghệ, Tài chính chịu trách nhiệm thi hành Quyết định "
    "này.\n"
)


def formal(text: str) -> dict[str, bool]:
    """Whether each clause without a link is form only, by id."""
    return {u.clause: u.formal for u in aligned(text).unlinked}


def aligned(text: str) -> Alignment:
    return align_plan(parse_plan(text=text), load_reference("qd-127-2021"))


def test_articles_that_issue_a_plan_and_put_it_in_force_are_no_content_of_its_own():
    found = formal(DECISION)
    assert found == dict.fromkeys(("Điều 1", "Điều 2", "Điều 3"), True)


@pytest.mark.parametrize(
    "line",
    [
        "Cụ thể hóa mục tiêu, nhiệm vụ của Chiến lược phù hợp với điều kiện thực tế của tỉnh.",
        "Xác định rõ trách nhiệm của từng cơ quan, đơn vị trong tổ chức thực hiện Kế hoạch.",
        "Quán triệt đầy đủ quan điểm, mục tiêu, giải pháp đề ra tại Quyết định số 127/QĐ-TTg.",
        "Bảo đảm sự phối hợp chặt chẽ, đồng bộ giữa các cấp, các ngành.",
    ],
)
def test_aims_that_are_no_more_than_carrying_it_out_are_none_either(line):
    assert formal(f"{TITLE}I. MỤC ĐÍCH, YÊU CẦU\n- {line}\n") == {"I.-1": True}


def test_a_lead_that_only_announces_is_none():
    found = formal(
        f"{TITLE}IV. PHÂN CÔNG\n1. Sở Y tế\nTham mưu, tổ chức thực hiện các nhiệm vụ:\n- Dựng bệnh xá lưu động.\n"
    )
    assert found == {"IV.1.¶1": True, "IV.1.-1": False}


@pytest.mark.parametrize(
    "line",
    [
        "Tu sửa hệ thống kênh mương nội đồng và trạm bơm điện.",
        "Thực hiện có hiệu quả Kế hoạch số 12/KH-UBND ngày 05/02/2022 của Ủy ban nhân dân tỉnh.",
        "Tuyên truyền sâu rộng nội dung Chiến lược tới các tầng lớp nhân dân.",
        "Tổ chức quán triệt, triển khai Kế hoạch trong tháng 02/2026.",
        "Các cơ quan, đơn vị đạt 90% mục tiêu của Kế hoạch.",
    ],
)
def test_another_act_a_figure_and_a_deed_are_content(line):
    assert not any(formal(f"{TITLE}I. MỤC ĐÍCH, YÊU CẦU\n- {line}\n").values())


def test_the_summary_counts_them_apart():
    aims = "- Tu sửa hệ thống kênh mương nội đồng và trạm bơm điện.\n- Triển khai kịp thời, hiệu quả Chiến lược.\n"
    summary = aligned(f"{TITLE}I. MỤC ĐÍCH\n{aims}").summary
    assert (summary.linked, summary.local, summary.formal, summary.clauses) == (0, 1, 1, 2)
