"""Figures of one's own: beside a measure with a figure, in sources of money; a figure of what is left out is not told apart."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import DeviationKind

REFERENCE = load_reference("qd-127-2021")
HEAD = "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (TTNT) đến năm 2030\n"


def figures(body: str, provision: str) -> list[tuple[str, str | None]]:
    found = align_plan(parse_plan(text=HEAD + body), REFERENCE)
    assert provision in {link.provision for link in found.links}
    return [(d.kind.value, d.found) for d in found.deviations if d.provision == provision and "figure" in d.kind.value]


GOAL = "II. MỤC TIÊU\n1. Mục tiêu đến năm 2025\n- {}.\n"


def test_a_figure_on_another_measure_is_added():
    """The decision has a figure on centres, none on firms and money."""
    firms = "Số doanh nghiệp khởi nghiệp sáng tạo về TTNT và tổng vốn đầu tư vào TTNT tăng 25% mỗi năm"
    assert [kind for kind, _ in figures(GOAL.format(firms), "II.1.b.1")] == ["figure_added"]
    centre = "Hình thành 01 trung tâm đổi mới sáng tạo về TTNT"
    both = figures(GOAL.format(f"{centre}; {firms[0].lower()}{firms[1:]}"), "II.1.b.1")
    assert [kind for kind, _ in both] == ["figure_changed", "figure_added"]


def test_a_measure_that_is_left_out_is_told_once():
    firms = "Gia tăng số lượng doanh nghiệp khởi nghiệp sáng tạo về TTNT và tổng vốn đầu tư vào lĩnh vực TTNT"
    assert figures(GOAL.format(firms), "II.1.b.1") == []


SOURCES = "Nguồn vốn gồm ngân sách nhà nước, vốn doanh nghiệp, tài trợ quốc tế và các nguồn huy động hợp pháp khác"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"{SOURCES}; trong đó ngân sách tỉnh 18 tỷ đồng", "18 tỷ đồng"),
        (f"Nhu cầu kinh phí khoảng 90 tỷ đồng. {SOURCES}", "khoảng 90 tỷ đồng"),
        (SOURCES, None),
        (f"{SOURCES}. Năm 2021 đã bố trí 3 tỷ đồng", None),
    ],
)
def test_a_sum_in_the_sources_of_money_is_added(words, found):
    expected = [] if found is None else [("figure_added", found)]
    assert figures(f"IV. KINH PHÍ THỰC HIỆN\n- {words}.\n", "D2.6.1") == expected


def test_a_figure_and_a_date_belong_to_the_provision_in_whose_part_of_the_clause_they_stand():
    data = "Tập hợp, chuẩn hóa, chia sẻ bộ dữ liệu mở của ngành y tế làm đầu vào cho các ứng dụng TTNT"
    care = "đến năm 2027 có 02 bệnh viện dùng TTNT giúp bác sĩ chẩn đoán, theo dõi người bệnh từ xa"
    document = parse_plan(
        text=f"KẾ HOẠCH\nPhát triển TTNT đến năm 2030\nIII. NHIỆM VỤ\n1. Sở Y tế\n- {data}; {care}.\n"
    )
    given = [(document.clauses[0].id, provision) for provision in ("IV.15.1", "IV.15.2")]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    added = {(d.provision, d.kind) for d in found if d.kind.value in {"figure_added", "deadline_added"}}
    assert added == {("IV.15.2", DeviationKind.FIGURE_ADDED), ("IV.15.2", DeviationKind.DEADLINE_ADDED)}


@pytest.mark.parametrize(
    ("words", "changed"),
    [("10 triệu", False), ("10.000.000", False), ("10000 nghìn", False), ("1 triệu", True), ("10 nghìn", True)],
)
def test_a_figure_is_the_same_in_whatever_words_of_number(words, changed):
    """Decision 1671 asks for 10 million; one province writes the digits out, another the word."""
    reference = load_reference("qd-1671-2026")
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nI. MỤC TIÊU\n1. Đến năm 2030, ít nhất {words} lao động qua đào tạo có kỹ năng cơ bản về sử dụng AI.\n"
    found = align_plan(parse_plan(text=text), reference)
    assert found.links
    assert any(d.kind is DeviationKind.FIGURE_CHANGED for d in found.deviations) == changed


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Trung tâm điều hành thông minh của tỉnh được nâng cấp", []),
        ("Nâng cấp 01 trung tâm điều hành thông minh của tỉnh", []),
        ("100% trung tâm điều hành thông minh được nâng cấp", []),
        ("80% trung tâm điều hành thông minh được nâng cấp", ["figure_changed"]),
    ],
)
def test_the_one_a_province_has_is_all_of_what_the_decision_counts(words, kinds):
    """100% of the provincial operations centres, of which each province has one."""
    goal = f"{words}, có AI phân tích, dự báo, giám sát, cảnh báo, giúp lãnh đạo ra quyết định"
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nI. MỤC TIÊU ĐẾN NĂM 2030\n- {goal}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026"))
    assert [link.provision for link in found.links] == ["II.2.c.4"]
    assert [d.kind.value for d in found.deviations if "figure" in d.kind.value] == kinds


TABLE = "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nPhụ lục\nCHỈ TIÊU\n\n{}\n"
YEARS = "TT\tChỉ tiêu\tĐVT\tNăm 2028\tNăm 2030\tCơ quan chủ trì\n1\t{}\n2\tNội dung khác\t%\t1\t2\tSở Nội vụ"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            "Doanh nghiệp dùng AI có năng suất tăng, chi phí giảm, doanh thu tăng\t%\t30\t60\tSở Tài chính",
            [],
        ),
        (
            "Doanh nghiệp dùng AI có năng suất tăng, chi phí giảm, doanh thu tăng\t%\t60\t70\tSở Tài chính",
            [("figure_changed", "70")],
        ),
        (
            "Hợp tác xã, hộ kinh doanh, doanh nghiệp nhỏ và vừa được hỗ trợ giải pháp có AI\tĐơn vị\t90\t800\tSở Tài chính",
            [("figure_changed", "800")],
        ),
        (
            "Hợp tác xã, hộ kinh doanh, doanh nghiệp nhỏ và vừa được hỗ trợ giải pháp có AI\tNghìn đơn vị\t5\t500\tSở Tài chính",
            [],
        ),
    ],
)
def test_figures_of_a_row_stand_in_the_cells_beside_it(row, found):
    """The column of the goal's year counts, in whatever unit; earlier years are steps to it."""
    plan = parse_plan(text=TABLE.format(YEARS.format(row)))
    differences = align_plan(plan, load_reference("qd-1671-2026")).deviations
    assert [
        (d.kind.value, d.found) for d in differences if d.clause == "Phụ lục.1" and "figure" in d.kind.value
    ] == found


def under_1671(goal: str) -> list[tuple[str, str, str | None, str]]:
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nI. MỤC TIÊU ĐẾN NĂM 2030\n- {goal}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026")).deviations
    return [(d.provision, d.kind.value, d.found, d.severity.value) for d in found if "figure" in d.kind.value]


def test_of_two_goals_in_one_bullet_each_has_its_own_figure():
    """A province measures the first on its own product (GRDP)."""
    economy, labour = "Kinh tế AI đạt quy mô khoảng {} GRDP", "năng suất lao động ở các ngành ứng dụng AI tăng {}"
    goals = f"{economy}; {labour}"
    assert under_1671(goals.format("6%", "10 - 15%")) == []
    assert under_1671(goals.format("4%", "10 - 15%")) == [("II.2.a.2", "figure_changed", "khoảng 4%", "medium")]
    assert under_1671(goals.format("6%", "5%")) == [("II.2.a.3", "figure_changed", "5%", "medium")]


@pytest.mark.parametrize(
    ("often", "kinds"),
    [("hằng tuần", []), ("ít nhất mỗi tuần một lần", []), ("ít nhất mỗi tháng một lần", ["figure_added"])],
)
def test_once_in_each_week_is_every_week(often, kinds):
    goal = f"100% cán bộ, công chức, viên chức dùng nền tảng AI công vụ {often}"
    assert [kind for _, kind, _, _ in under_1671(goal)] == kinds


def test_a_rate_is_told_with_how_often_it_is_reached():
    goal = "Hằng năm, gia tăng 5% số lượng doanh nghiệp khởi nghiệp sáng tạo về TTNT."
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n- {goal}\n")
    found = align_plan(document, REFERENCE, given=[(node.id, "II.1.b.1") for node in document.clauses]).deviations
    (added,) = [d for d in found if d.kind is DeviationKind.FIGURE_ADDED]
    assert added.found == added.span.of(document.text) == goal.rstrip(".")


WEEKLY = "Cán bộ, công chức, viên chức dùng nền tảng AI công vụ hằng tuần"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("TT\tChỉ tiêu\tĐVT\tMục tiêu đến năm 2030\tCơ quan chủ trì", "1\t{}\t%\t{}\tSở Nội vụ"),
        ("STT\tTên chỉ tiêu (%)\tNăm 2027\tNăm 2030", "1\t{}\t≥ 50%\t{}%"),
        ("TT\tChỉ tiêu\tĐơn vị\tHiện trạng 2025\tMục tiêu 2030", "1\t{}\t%\t5\t{}"),
    ],
)
def test_tables_of_targets_are_read_alike_however_their_columns_stand(head, row):
    other = row.format("Nội dung khác", "7").replace("1\t", "2\t", 1)
    for value, found in [("100", []), ("90", ["figure_changed"])]:
        plan = parse_plan(text=TABLE.format(f"{head}\n{row.format(WEEKLY, value)}\n{other}"))
        told = align_plan(plan, load_reference("qd-1671-2026")).deviations
        assert [d.kind.value for d in told if d.clause == "Phụ lục.1"] == found
