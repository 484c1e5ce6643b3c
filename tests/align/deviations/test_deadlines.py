"""Deadlines: the column and the lines of time, the year of a review, days and months of reports."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import Alignment, Document

REFERENCE = load_reference("qd-127-2021")
HEAD = "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (TTNT) đến năm 2030\n"
TABLE = (
    "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nTT\tNội dung\tĐơn vị chủ trì\tThời gian\tSản phẩm\n"
    "1\tTuyên truyền, nâng cao nhận thức của người dân về dữ liệu và ứng dụng TTNT\tSở Nội vụ\tHằng năm\tTin, bài\n"
    "2\t{task}\t{lead}\t{time}\tBáo cáo\n"
)
DATA = "Tập hợp, chuẩn hóa, chia sẻ các bộ dữ liệu mở trong lĩnh vực công nghiệp"
PROGRAMME = "Chương trình hỗ trợ phát triển doanh nghiệp TTNT gắn với Chương trình chuyển đổi số của tỉnh"


def aligned(body: str) -> tuple[Document, Alignment]:
    document = parse_plan(text=HEAD + body)
    return document, align_plan(document, REFERENCE)


def deadlines(body: str, provision: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, what is expected and what is found; what is found of a date stands at its span."""
    document, alignment = aligned(body)
    assert provision in {link.provision for link in alignment.links}
    out = []
    for d in alignment.deviations:
        if d.provision == provision and d.kind.value.startswith("deadline"):
            assert d.kind.value != "deadline_added" or d.span.of(document.text) == d.found
            out.append((d.kind.value, d.expected, d.found))
    return out


def row(task: str, lead: str, time: str) -> str:
    return TABLE.format(task=task, lead=lead, time=time)


@pytest.mark.parametrize(
    ("time", "found"),
    [
        ("2023 - 2026", "2023 - 2026"),
        ("2027", "2027"),
        ("Quý III/2024", "Quý III/2024"),
        ("Trước 30/9/2025", "Trước 30/9/2025"),
        ("Giai đoạn 2022 - 2024", "Giai đoạn 2022 - 2024"),
        ("2022 - 2023 và 2025 - 2026", "2022 - 2023 và 2025 - 2026"),
    ],
)
def test_a_time_in_its_column_that_ends_before_the_plan_is_a_deadline(time, found):
    assert deadlines(row(DATA, "Sở Công Thương", time), "IV.8.1") == [("deadline_added", None, found)]


@pytest.mark.parametrize(
    "time",
    [
        "Hằng năm",
        "Thường xuyên",
        "2023 - 2030",
        "Từ năm 2023",
        "2024 và các năm tiếp theo",
        "2023, duy trì hằng năm",
        "2021 - 2025; 2026 - 2030",
    ],
)
def test_a_time_that_recurs_goes_on_or_lasts_as_long_as_the_plan_is_none(time):
    assert deadlines(row(DATA, "Sở Công Thương", time), "IV.8.1") == []


@pytest.mark.parametrize(("end", "found"), [("2025", [("deadline_added", None, "2025")]), ("2030", [])])
def test_of_two_columns_of_time_the_end_counts(end, found):
    head = "PHỤ LỤC\nTT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian bắt đầu\tThời gian kết thúc\n"
    other = "1\tTuyên truyền, nâng cao nhận thức của người dân về dữ liệu và ứng dụng TTNT\tSở Nội vụ\t2022\t2030\n"
    assert deadlines(f"{head}{other}2\t{DATA}\tSở Công Thương\t2022\t{end}\n", "IV.8.1") == found


def test_a_line_below_the_task_says_when():
    body = f"III. NHIỆM VỤ\n1. {DATA}.\nCơ quan chủ trì: Sở Công Thương; thời gian: năm 2024.\n"
    assert [kind for kind, _, _ in deadlines(body, "IV.8.1")] == ["deadline_added"]


def test_other_years_of_a_programme_are_changed():
    lead = "Sở Thông tin và Truyền thông"
    assert deadlines(row(PROGRAMME, lead, "2023 - 2027"), "PL.5") == [("deadline_changed", "2030", "2027")]
    assert deadlines(row(PROGRAMME, lead, "2023 - 2030"), "PL.5") == []
    assert deadlines(row(PROGRAMME, lead, "2023"), "PL.5") == []  # when its paper is due


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hoàn thành trong quý II năm 2027", [("deadline_added", "trong quý II năm 2027")]),
        ("xong trước ngày 31 tháng 12 năm 2031", [("deadline_changed", "2031")]),
        ("xong trong năm 2030", []),
        ("bắt đầu từ năm 2028", []),
    ],
)
def test_a_date_within_the_years_of_a_task_is_added_and_one_after_them_changed(words, found):
    """Decision 1671 has the policy to draw talent carried out from 2026 to 2030."""
    text = f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Thực hiện chính sách đãi ngộ, thu hút nhân tài AI, {words}.\n2. Nội dung khác.\n"
    aligned = align_plan(parse_plan(text=text), load_reference("qd-1671-2026"))
    assert [link.provision for link in aligned.links] == ["III.1.h"]
    assert [(d.kind.value, d.found) for d in aligned.deviations if "deadline" in d.kind.value] == found


REVIEW = "V. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công nghệ\n- Làm đầu mối theo dõi, tổng hợp tình hình thực hiện Kế hoạch; {}.\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tham mưu tổ chức sơ kết trong quý II năm 2027", "2027"),
        ("năm 2024 tổ chức sơ kết, rút kinh nghiệm", "2024"),
        ("sơ kết việc thực hiện Kế hoạch đến năm 2024 và đề xuất nhiệm vụ đến năm 2030", "2024"),
    ],
)
def test_a_review_in_another_year_is_told(words, found):
    assert deadlines(REVIEW.format(words), "D2.1") == [("deadline_changed", "2025", found)]


@pytest.mark.parametrize(
    "words",
    [
        "cuối năm 2025 tổ chức sơ kết",
        "sơ kết giai đoạn 2021 - 2025 trước ngày 30/6/2026",
        "tổ chức sơ kết và xác định nhiệm vụ giai đoạn 2026 - 2030",
        "định kỳ sơ kết, tổng kết theo quy định",
    ],
)
def test_a_review_in_its_year_or_without_one_is_not(words):
    assert deadlines(REVIEW.format(words), "D2.1") == []


@pytest.mark.parametrize(
    ("often", "found"),
    [("hằng năm", []), ("mỗi quý, hằng năm", []), ("mỗi quý", ["mỗi quý"]), ("6 tháng một lần", ["6 tháng một lần"])],
)
def test_a_yearly_report_asked_for_more_often_is_told(often, found):
    body = (
        "KẾ HOẠCH\nPhát triển TTNT\nV. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công nghệ làm đầu mối tổng hợp tình hình, chủ trì "
        f"tổ chức thực hiện Kế hoạch; {often} báo cáo Ủy ban nhân dân tỉnh.\n"
    )
    found_here = align_plan(parse_plan(text=body), load_reference("qd-127-2021"), given=[("V.1", "D2.1")]).deviations
    assert [d.found for d in found_here if d.kind.value == "deadline_changed"] == found


REPORT = (
    "V. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành, UBND các huyện\n"
    "- {} gửi báo cáo về tình hình triển khai Kế hoạch về Sở Khoa học và Công nghệ để tổng hợp{}.\n"
)


@pytest.mark.parametrize(
    ("opens", "ends", "found"),
    [
        ("Định kỳ hằng năm", " trong tháng 10 hằng năm", "trong tháng 10 hằng năm"),
        ("Định kỳ hằng năm", " trước ngày 20/12", "20/12"),
        ("Lập dự toán trước ngày 10/7 hằng năm; định kỳ", " trước ngày 05/12 hằng năm", "5/12"),
    ],
)
def test_the_day_or_month_of_a_report_is_compared(opens, ends, found):
    assert deadlines(REPORT.format(opens, ends), "D2.5") == [("deadline_changed", "15/12", found)]


def test_the_day_of_a_report_is_no_deadline_of_the_rest_of_its_clause():
    body = "V. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành\n- Căn cứ chức năng, nhiệm vụ tổ chức thực hiện Kế hoạch; {}.\n"
    report = "gửi báo cáo tình hình triển khai Kế hoạch về Sở Khoa học và Công nghệ trước ngày 30 tháng 10 hằng năm"
    found = {(d.provision, d.kind.value) for d in aligned(body.format(report))[1].deviations}
    assert ("D2.2", "deadline_added") not in found
    assert ("D2.5", "deadline_changed") in found


@pytest.mark.parametrize(
    ("section", "found"),
    [
        ("I. MỤC TIÊU", [("deadline_dropped", "2025", None)]),
        ("III. NHIỆM VỤ\n1. Thúc đẩy ứng dụng", []),
        ("III. NHIỆM VỤ\n1. Thúc đẩy ứng dụng đến năm 2027", [("deadline_changed", "2025", "2027")]),
    ],
)
def test_only_a_goal_owes_a_horizon_and_whatever_names_another_year_changes_it(section, found):
    goal = (
        "Nâng cao hiệu quả hoạt động của hệ thống quản lý hành chính nhà nước trong phân phối, sử dụng nguồn lực xã hội"
    )
    body = f"{section}\n- {goal}, quản lý xã hội và quản lý đô thị.\n"
    document = parse_plan(text=HEAD + body)
    given = [(node.id, "II.1.c.2") for node in document.clauses]
    deviations = align_plan(document, REFERENCE, given=given).deviations
    assert [(d.kind.value, d.expected, d.found) for d in deviations if d.kind.value.startswith("deadline")] == found


@pytest.mark.parametrize(("often", "kinds"), [("Hằng năm ", []), ("Mỗi năm ", []), ("", ["deadline_dropped"])])
def test_a_goal_of_every_year_needs_no_year(often, kinds):
    goal = f"{often}tăng 5% số lượng doanh nghiệp khởi nghiệp sáng tạo về TTNT."
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n- {goal}\n")
    given = [(node.id, "II.1.b.1") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    assert [d.kind.value for d in found if "deadline" in d.kind.value] == kinds
