"""Brackets that close a task and say only who does it, and what looks like them."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.models import Duty

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nKẾ HOẠCH\nỨng dụng trí tuệ nhân tạo\n\nII. NHIỆM VỤ\n"


def duties(line: str, head: str = f"{HEAD}1. ") -> list[Duty]:
    return list(parse_plan(text=f"{head}{line}\n").duties)


def said(duty: Duty) -> tuple[list[str], str, list[str]]:
    return [a.name for a in duty.agencies], duty.role.value, [p.name for p in duty.partners]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dự báo lũ quét (Sở Y tế).", (["Sở Y tế"], "implement", [])),
        ("Dự báo lũ quét (Sở Y tế; Công an tỉnh)", (["Sở Y tế", "Công an tỉnh"], "implement", [])),
        ("Dự báo lũ quét [UBND các xã, phường];", (["UBND các xã, phường"], "implement", [])),
        ("Dự báo lũ quét (các sở, ban, ngành).", (["các sở, ban, ngành"], "implement", [])),
        ("Dự báo lũ quét (Chủ trì: Sở Y tế; phối hợp: Công an tỉnh).", (["Sở Y tế"], "lead", ["Công an tỉnh"])),
        ("Dự báo lũ quét (Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện).", (["Sở Y tế"], "lead", ["Sở Nội vụ"])),
        ("Các trường học dạy lập trình (Sở Nội vụ).", (["Sở Nội vụ"], "implement", [])),
        ("Đề nghị Trung ương cho thử nghiệm xe không người lái (Sở Xây dựng chủ trì).", (["Sở Xây dựng"], "lead", [])),
        ("Trình Ủy ban nhân dân tỉnh quy chế chia sẻ dữ liệu (Sở Nội vụ).", (["Sở Nội vụ"], "advise", [])),
        ("Sở Y tế lập kho ảnh chụp (Bệnh viện Đa khoa tỉnh).", (["Sở Y tế"], "implement", [])),
    ],
)
def test_bodies_alone_in_closing_brackets_do_the_task(line: str, expected: tuple[list[str], str, list[str]]) -> None:
    (duty,) = duties(line)
    assert said(duty) == expected


@pytest.mark.parametrize(
    ("line", "due", "recurring"),
    [
        ("Dự báo lũ quét (Sở Y tế; quý II/2026).", "quý II/2026", None),
        ("Dự báo lũ quét (trong năm 2026, Sở Y tế).", "trong năm 2026", None),
        ("Dự báo lũ quét (Sở Y tế, hằng năm).", None, "annual"),
        ("Hằng tháng dự báo lũ quét (Sở Y tế).", None, "monthly"),
    ],
)
def test_closing_brackets_may_say_when(line: str, due: str | None, recurring: str | None) -> None:
    (duty,) = duties(line)
    assert (said(duty)[0], duty.due, duty.recurring) == (["Sở Y tế"], due, recurring)


@pytest.mark.parametrize(
    "line",
    [
        "Gửi kết quả về cơ quan thường trực (Sở Y tế).",
        "Báo cáo Ủy ban nhân dân tỉnh (Sở Y tế).",
        "Gửi kết quả cho các sở, ngành liên quan (Sở Y tế, Sở Nội vụ).",
        "Cập nhật số liệu (Sở Y tế công bố).",
        "Gắn camera ở nơi đông người (bệnh viện, trường học).",
        "Nối với hệ thống của trung ương (Bộ Công an).",
        "Mở cơ sở dữ liệu (dân cư, đất đai).",
    ],
)
def test_brackets_that_explain_name_nobody_to_act(line: str) -> None:
    assert duties(line) == []


def test_goals_and_tasks_under_a_department_take_nobody_from_brackets() -> None:
    assert duties("Có 90% hồ sơ được xử lý trên mạng (Sở Nội vụ).", HEAD.replace("NHIỆM VỤ", "MỤC TIÊU") + "1. ") == []
    (duty,) = duties("Lập kho ảnh chụp (Công an tỉnh).", HEAD + "1. Sở Y tế\n- ")
    assert said(duty)[0] == ["Sở Y tế"]


@pytest.mark.parametrize("whom", ["Trung ương", "Chính phủ", "Tỉnh ủy"])
def test_who_decides_above_is_asked_and_has_no_duty(whom: str) -> None:
    assert duties(f"Đề nghị {whom} cho thử nghiệm xe không người lái.") == []
