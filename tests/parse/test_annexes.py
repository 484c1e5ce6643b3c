"""Annexes that a text speaks of and a file does not hold, and annexes that stand alone."""

from __future__ import annotations

import pytest

from vnplan import parse_plan

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 15/KH-UBND
KẾ HOẠCH
Triển khai Chiến lược trí tuệ nhân tạo
I. MỤC TIÊU
1. Ứng dụng trí tuệ nhân tạo.
II. NHIỆM VỤ
{said}
Trên đây là Kế hoạch./.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
"""
ANNEX = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND tỉnh Lạng Sơn)
TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn
1\tXây dựng kho dữ liệu\tSở Y tế\t2027
"""


def codes(text: str) -> list[str]:
    return [note.code for note in parse_plan(text=text).notes if note.code.startswith("annex")]


@pytest.mark.parametrize(
    "said",
    [
        "Nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này.",
        "(Chi tiết tại các Phụ lục I, II đính kèm)",
        "1. Thực hiện các nhiệm vụ nêu tại Danh mục gửi kèm.",
    ],
)
def test_an_annex_of_the_text_that_is_not_in_the_file_is_told(said: str) -> None:
    plan = parse_plan(text=PLAN.format(said=said))
    (note,) = [note for note in plan.notes if note.code == "annex_absent"]
    assert note.span is not None
    assert plan.text[note.span.start : note.span.end] == said
    assert codes(PLAN.format(said=said) + ANNEX) == []


@pytest.mark.parametrize(
    "said",
    [
        "Theo Phụ lục ban hành kèm theo Quyết định số 1671/QĐ-TTg.",
        "Báo cáo theo Biểu mẫu gửi kèm Công văn số 5/BKHCN.",
        "Xây dựng danh mục dữ liệu mở.",
    ],
)
def test_annexes_of_other_acts_are_not_looked_for(said: str) -> None:
    assert codes(PLAN.format(said=said)) == []


def test_an_annex_that_stands_alone_says_so() -> None:
    assert codes(ANNEX) == codes(ANNEX.removeprefix("PHỤ LỤC\n")) == ["annex_alone"]
    assert codes(ANNEX.replace("Kèm theo Kế hoạch", "Theo Kế hoạch")) == []
