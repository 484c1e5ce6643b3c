"""Severity by the table of the method page; deviations found on whole texts."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import Alignment, Deviation, Severity

PLAN = "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo trên địa bàn tỉnh\n{}\n"


def aligned(body: str) -> Alignment:
    return align_plan(parse_plan(text=PLAN.format(body)), load_reference("qd-127-2021"))


def one(body: str, provision: str, kind: str) -> Deviation:
    found = [d for d in aligned(body).deviations if (d.provision, d.kind.value) == (provision, kind)]
    assert found, (provision, kind)
    return found[0]


REPORT = (
    "I. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố {} báo cáo kết quả triển khai Kế "
    "hoạch về Sở Khoa học và Công nghệ để tổng hợp."
)
GOAL = "I. MỤC TIÊU\n1. Mục tiêu đến năm 2025\n- {}"
FACTORY = (
    "I. NHIỆM VỤ\n1. {}\n- {} các ứng dụng TTNT trong lĩnh vực công nghiệp nhằm cải tiến thông minh hóa, tự động hóa quy "
    "trình sản xuất sản phẩm, nâng cao năng suất, chất lượng của sản phẩm công nghiệp."
)


@pytest.mark.parametrize(
    ("body", "provision", "kind", "expected"),
    [
        (REPORT.format("trước ngày 31 tháng 12 hằng năm"), "D2.5", "deadline_changed", Severity.HIGH),
        (REPORT.format("trước ngày 15 tháng 11 hằng năm"), "D2.5", "deadline_changed", Severity.LOW),
        (REPORT.format("định kỳ"), "D2.5", "deadline_dropped", Severity.HIGH),
        (
            GOAL.format("Xây dựng được 02 thương hiệu TTNT của tỉnh có uy tín ở khu vực."),
            "II.1.a.2",
            "figure_changed",
            Severity.LOW,
        ),
        (
            GOAL.format("Xây dựng được một số thương hiệu TTNT của tỉnh có uy tín ở khu vực."),
            "II.1.a.2",
            "figure_dropped",
            Severity.MEDIUM,
        ),
        (FACTORY.format("Sở Tư pháp", "Thúc đẩy phát triển"), "IV.8.2", "agency_changed", Severity.MEDIUM),
        (FACTORY.format("Sở Công Thương", "Khuyến khích"), "IV.8.2", "modality_weakened", Severity.MEDIUM),
    ],
)
def test_severity_follows_the_table(body, provision, kind, expected):
    assert one(body, provision, kind).severity is expected


def test_what_only_orients_stays_low():
    body = (
        "I. NỘI DUNG\n1. Hạ tầng\n- Từng bước nâng cao năng lực của tỉnh về tính toán hiệu năng cao, tính toán đám mây."
    )
    found = [d for d in aligned(body).deviations if d.provision == "III.2.2"]
    assert found
    assert {d.severity for d in found} == {Severity.LOW}


def test_what_a_mixed_provision_leaves_to_the_state_is_low():
    body = (
        "I. MỤC TIÊU\n1. Mục tiêu đến năm 2025\n- {} số lượng doanh nghiệp khởi nghiệp sáng tạo về TTNT và tổng vốn đầu "
        "tư vào lĩnh vực TTNT trên địa bàn tỉnh."
    )
    assert one(body.format("Gia tăng"), "II.1.b.1", "content_dropped").severity is Severity.LOW
    weaker = one(body.format("Khuyến khích gia tăng"), "II.1.b.1", "modality_weakened")
    assert weaker.severity is Severity.MEDIUM


def test_plain_localisation_raises_nothing():
    body = FACTORY.format("Sở Công Thương", "Thúc đẩy phát triển và triển khai")
    assert not aligned(body).deviations


@pytest.mark.parametrize(
    ("tail", "raised"),
    [
        (" trong năm 2024.", True),
        (", hoàn thành trước ngày 30 tháng 6 năm 2024.", True),
        (" theo Kế hoạch chuyển đổi số của tỉnh đến năm 2030.", False),
        (", giai đoạn 2021 - 2025 và định hướng đến năm 2030.", False),
    ],
)
def test_a_date_is_a_deadline_only_where_it_bounds_the_sentence(tail, raised):
    body = FACTORY.format("Sở Công Thương", "Thúc đẩy phát triển").rstrip(".") + tail
    kinds = {d.kind.value for d in aligned(body).deviations if d.provision == "IV.8.2"}
    assert ("deadline_added" in kinds) is raised


def test_every_deviation_shows_where_it_stands():
    text = PLAN.format(FACTORY.format("Sở Tư pháp", "Khuyến khích"))
    document = parse_plan(text=text)
    for deviation in align_plan(document, load_reference("qd-127-2021")).deviations:
        assert deviation.span.of(document.text).strip()
        if deviation.kind.value == "modality_weakened":
            assert deviation.span.of(document.text).lower() == "khuyến khích"


DEFENCE = (
    "I. MỤC TIÊU\n1. Mục tiêu đến năm 2030\n- TTNT được ứng dụng phục vụ {}các hoạt động cứu hộ, cứu nạn, phòng chống thiên "
    "tai và ứng phó sự cố{}."
)
ARMY = "Ứng dụng TTNT trong "
FIELDS = (
    "phát triển và hiện đại hóa trang thiết bị khí tài, phương án tác chiến, hệ thống phòng thủ trong chiến tranh mạng, "
    "chiến tranh sinh học, chiến tranh hóa học, cứu hộ, cứu nạn, phòng chống thiên tai, ứng phó sự cố và dịch bệnh"
)


def test_a_sector_left_out_deserves_more_than_an_example_fewer():
    left_out = DEFENCE.format("", ", dịch bệnh")
    assert one(left_out, "II.2.c.2", "scope_narrowed").severity is Severity.MEDIUM
    fewer = DEFENCE.format("các nhiệm vụ quốc phòng an ninh, ", "").replace(
        ", phòng chống thiên tai và ứng phó sự cố", ""
    )
    assert one(fewer, "II.2.c.2", "scope_narrowed").severity is Severity.LOW


def test_the_field_of_the_department_that_acts_is_no_sector_left_out():
    body = f"I. NHIỆM VỤ\n1. Bộ Chỉ huy Quân sự tỉnh\n- {ARMY}{FIELDS.split(', phòng chống')[0]}."
    narrowed = one(body, "IV.3.2", "scope_narrowed")
    assert "quốc phòng" in (narrowed.expected or "").split("; ")
    assert narrowed.severity is Severity.LOW


def test_what_another_clause_has_in_full_is_low():
    weaker, whole = FACTORY.format("Sở Công Thương", "Khuyến khích"), FACTORY.format("Sở Công Thương", "Triển khai")
    both = aligned(f"{weaker}\n{whole.splitlines()[-1]}").deviations
    assert [d.severity for d in both if d.kind.value == "modality_weakened"] == [Severity.LOW]
    twice = aligned(f"{weaker}\n{weaker.splitlines()[-1]}").deviations
    assert {d.severity for d in twice if d.kind.value == "modality_weakened"} == {Severity.MEDIUM}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("theo quy định tại Quyết định số 127/QĐ-TTg", Severity.LOW),
        ("theo quy định tại Quyết định số 12/QĐ-UBND", Severity.HIGH),
        ("triển khai Quyết định số 127/QĐ-TTg", Severity.HIGH),
    ],
)
def test_a_day_that_is_taken_over_with_the_decision_is_not_lost(by, expected):
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành, địa phương định kỳ hằng năm báo cáo Bộ Khoa học và Công nghệ tình "
        f"hình triển khai Chiến lược {by}."
    )
    assert one(body, "D2.5", "deadline_dropped").severity is expected


@pytest.mark.parametrize(
    ("acts", "verb", "expected"),
    [
        ("Sở Công Thương", "Hướng dẫn", Severity.LOW),
        ("Sở Công Thương", "Tham mưu, đề xuất", Severity.LOW),
        ("Sở Công Thương", "Đề xuất", Severity.MEDIUM),
        ("Liên đoàn Lao động tỉnh", "Khuyến khích", Severity.LOW),
    ],
)
def test_an_offices_lawful_way_is_no_weakness(acts, verb, expected):
    assert one(FACTORY.format(acts, verb), "IV.8.2", "modality_weakened").severity is expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [("I. MỤC TIÊU\n1. Mục tiêu cụ thể", Severity.MEDIUM), ("II. NHIỆM VỤ\n1. Doanh nghiệp", Severity.LOW)],
)
def test_a_task_that_works_for_a_goal_is_no_weaker_goal(section, expected):
    line = (
        "Khuyến khích gia tăng số lượng doanh nghiệp khởi nghiệp sáng tạo về TTNT, tổng vốn đầu tư vào lĩnh vực TTNT."
    )
    document = parse_plan(text=PLAN.format(f"{section}\n- {line}"))
    given = [(node.id, "II.1.b.1") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    assert [d.severity for d in found if d.kind.value == "modality_weakened"] == [expected]


def test_a_deadline_is_judged_by_the_figure_of_its_own_measure():
    grows = "Gia tăng số lượng doanh nghiệp khởi nghiệp sáng tạo về TTNT và tổng vốn đầu tư cho TTNT."
    assert one(f"I. MỤC TIÊU\n1. Mục tiêu\n- {grows}", "II.1.b.1", "deadline_dropped").severity is Severity.LOW
    made = "Hình thành được 02 trung tâm đổi mới sáng tạo về TTNT."
    assert one(f"I. MỤC TIÊU\n1. Mục tiêu\n- {made}", "II.1.b.1", "deadline_dropped").severity is Severity.MEDIUM


@pytest.mark.parametrize(("kept", "severities"), [(4, set()), (3, {Severity.HIGH})])
def test_of_a_direct_duty_much_of_a_list_is_more_than_an_example_fewer(kept, severities):
    reference = load_reference("qd-1671-2026")
    (measure,) = reference.provision("D2.8.g").measures
    assert len(measure.items) == 5
    left_out = measure.items[kept:]
    words = measure.vi
    for item in left_out:
        words = words.replace(f", {item}", "").replace(f"{item}, ", "")
    text = f"KẾ HOẠCH\nThực hiện Chiến lược trí tuệ nhân tạo\nII. NHIỆM VỤ\n1. {words}\n"
    found = align_plan(parse_plan(text=text), reference).deviations
    assert {d.severity for d in found if (d.provision, d.kind.value) == ("D2.8.g", "scope_narrowed")} == severities


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("40% quyết định điều hành của cơ quan nhà nước có dữ liệu và AI hỗ trợ", Severity.MEDIUM),
        ("Năng suất lao động của các ngành có ứng dụng AI tăng 8 - 12%", Severity.MEDIUM),
        ("Năng suất lao động của các ngành có ứng dụng AI tăng từ 10% trở lên", Severity.LOW),
        ("Tối thiểu 12.000 lao động qua đào tạo được trang bị kỹ năng cơ bản về AI", Severity.LOW),
        ("90% dịch vụ công trực tuyến có AI hỗ trợ", Severity.HIGH),
    ],
)
def test_a_smaller_share_falls_short_a_smaller_number_is_a_part(goal, expected):
    """60% of decisions, 10-15% of productivity, 10 million workers; 100% of services bind each province."""
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nI. MỤC TIÊU ĐẾN NĂM 2030\n- {goal}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026")).deviations
    assert [d.severity for d in found if d.kind.value == "figure_changed"] == [expected]


def severities_1671(task: str, provision: str, kind: str) -> list[Severity]:
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nIII. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành\n- {task}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026")).deviations
    return [d.severity for d in found if (d.provision, d.kind.value) == (provision, kind)]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (
            "Theo dõi, kiểm tra việc thực hiện Kế hoạch; báo cáo định kỳ kết quả trước ngày 15 tháng 11 hằng năm",
            Severity.LOW,
        ),
        ("Báo cáo định kỳ kết quả thực hiện Kế hoạch trước ngày 15 tháng 11 hằng năm", Severity.HIGH),
    ],
)
def test_to_go_along_with_those_who_lead_is_no_more_than_usual(task, expected):
    """Direct duties of 1671: to see to the work, to report, to go along when the ministry inspects."""
    assert severities_1671(task, "D2.8.e", "content_dropped") == [expected]


def test_of_what_is_only_preferred_a_part_is_an_example_fewer():
    """Direct too, but "ưu tiên": made-in-Vietnam AI comes first in five kinds of projects."""
    task = "Ưu tiên dùng sản phẩm, dịch vụ AI Make in Viet Nam trong các dự án chuyển đổi số"
    assert severities_1671(task, "III.8.đ", "scope_narrowed") == [Severity.LOW]


@pytest.mark.parametrize(
    ("places", "expected"),
    [("hạ tầng đô thị, hạ tầng kỹ thuật", Severity.LOW), ("khu công nghệ cao", Severity.HIGH)],
)
def test_zones_that_not_every_province_has_are_no_loss(places, expected):
    assert severities_1671(f"Dùng bản sao số để quản lý {places}", "III.5.g", "scope_narrowed") == [expected]
