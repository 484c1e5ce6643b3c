"""Dates: what they are, what they do in the sentence, and their value as a deadline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.parse.figures.dates import find_dates, first_deadline

VALUES = [
    ("đến năm 2025", "2025"),
    ("Đến hết năm 2025", "2025"),
    ("vào cuối năm 2026", "2026"),
    ("trước năm 2028", "2028"),
    ("từ nay đến năm 2027", "2027"),
    ("đến 2030", "2030"),
    ("giai đoạn 2021 - 2025", "2025"),
    ("giai đoạn 2021-2025", "2025"),
    ("thời kỳ 2021 – 2030", "2030"),
    ("từ năm 2023 đến năm 2025", "2025"),
    ("trong hai năm 2023 - 2024", "2024"),
    ("các năm 2023, 2024 và 2025", "2025"),
    ("năm học 2024 - 2025", "2025"),
    ("nhiệm kỳ 2025 - 2030", "2030"),
    ("quý IV/2024", "2024-12-31"),
    ("trong quý II năm 2026", "2026-06-30"),
    ("quý I, II năm 2023", "2023-06-30"),
    ("quý 3/2025", "2025-09-30"),
    ("tháng 6/2024", "2024-06-30"),
    ("trong tháng 02 năm 2024", "2024-02-29"),
    ("đến 09/2025", "2025-09-30"),
    ("6 tháng đầu năm 2026", "2026-06-30"),
    ("06 tháng cuối năm 2026", "2026-12-31"),
    ("trước ngày 31/12/2024", "2024-12-31"),
    ("trước ngày 15 tháng 11 năm 2025", "2025-11-15"),
    ("chậm nhất ngày 05-3-2026", "2026-03-05"),
    ("Thời gian: 2026 - 2030", "2030"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_value_is_the_end_of_what_is_named(text: str, value: str) -> None:
    (mention,) = find_dates(text)
    assert mention.value == value
    assert mention.is_deadline


ROLES = [
    ("tầm nhìn đến năm 2045", "vision"),
    ("định hướng đến năm 2030", "vision"),
    ("so với năm 2020", "baseline"),
    ("cao hơn năm 2020", "baseline"),
    ("thấp hơn năm 2020", "baseline"),
    ("so với mức 45,5% của năm 2020", "baseline"),
    ("so với bình quân giai đoạn 2016 - 2020", "baseline"),
    ("tính đến hết năm 2021", "state"),
    ("Từ năm 2025, áp dụng", "start"),
    ("kể từ ngày 01/7/2025", "start"),
    ("sau năm 2025", "start"),
    ("Quyết định số 127/QĐ-TTg ngày 26/01/2021", "act"),
    ("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "act"),
    ("thực hiện Chương trình nông thôn mới giai đoạn 2021 - 2025, có 12 xã", "act"),
    ("Kế hoạch số 67/KH-UBND của UBND tỉnh về chuyển đổi số đến năm 2025;", "act"),
    ("Đề án “Phát triển AI đến năm 2030”", "act"),
    ("Thực hiện Chương trình đến năm 2025 hỗ trợ 40 cơ sở", "deadline"),
    ("Mục tiêu của Kế hoạch đến năm 2025", "deadline"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role_of_the_first_date(text: str, role: str) -> None:
    assert find_dates(text)[0].role == role


def test_span_covers_the_words_that_open_the_deadline() -> None:
    line = "Gửi báo cáo trước ngày 15 tháng 11 hằng năm để tổng hợp"
    (mention,) = find_dates(line)
    assert mention.span.of(line) == "trước ngày 15 tháng 11 hằng năm"
    assert mention.core.of(line) == "ngày 15 tháng 11"
    assert (mention.value, mention.month, mention.day, mention.recurring) == (None, 11, 15, "annual")


@pytest.mark.parametrize(
    ("text", "recurring"),
    [("hằng năm", "annual"), ("mỗi quý", "quarterly"), ("6 tháng một lần", "half_yearly"), ("hàng tháng", "monthly")],
)
def test_recurrence(text: str, recurring: str) -> None:
    assert [mention.recurring for mention in find_dates(f"báo cáo {text}")] == [recurring]


@pytest.mark.parametrize(
    "text",
    [
        "trồng 2000 cây xanh",
        "ISO 22000:2018",
        "tiêu chuẩn 11930:2017",
        "ngày 45/13/2025",
        "cấp 180.000 thẻ",
        "2.025 hộ",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("heading", "deadline"),
    [
        ("1. Mục tiêu đến năm 2025", "2025"),
        ("II. MỤC TIÊU ĐẾN NĂM 2025, ĐỊNH HƯỚNG ĐẾN NĂM 2030", "2025"),
        ("2. Giai đoạn 2026 - 2030", "2030"),
        ("Nhiệm vụ năm 2024", "2024"),
        ("Thực hiện Kế hoạch số 227/KH-UBND ngày 21/9/2020 về chuyển đổi số đến năm 2025", None),
        ("3. Tầm nhìn đến năm 2045", "2045"),
        ("Danh mục nhiệm vụ thực hiện Chiến lược quốc gia đến năm 2030, tầm nhìn đến năm 2045", None),
        ("3. Sở Tài chính", None),
    ],
)
def test_horizon_of_a_heading(heading: str, deadline: str | None) -> None:
    assert first_deadline(heading) == deadline


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="0123456789/.-– ăđmnáquýIVtháginếkớc,;:()“”\n", max_size=200))
def test_any_text_gives_ordered_spans_within_the_line(line: str) -> None:
    end = 0
    for mention in find_dates(line):
        assert end <= mention.core.start < mention.core.end <= len(line)
        assert mention.span.start <= mention.core.start
        assert mention.span.end >= mention.core.end
        end = mention.core.end
