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


def test_a_sector_left_out_deserves_more_than_an_example_fewer(plans_dir):
    found = align_plan(parse_plan(plans_dir / "vinh-long.txt"), load_reference("qd-127-2021")).deviations
    narrowed = {d.provision: d for d in found if d.kind.value == "scope_narrowed"}
    assert narrowed["IV.3.2"].severity is Severity.MEDIUM  # the field of defence itself
    assert narrowed["IV.10"].severity is Severity.LOW  # examples of what is automated


@pytest.mark.parametrize(("kept", "severity"), [(4, Severity.LOW), (2, Severity.HIGH)])
def test_of_a_direct_duty_much_of_a_list_is_more_than_an_example_fewer(kept, severity):
    reference = load_reference("qd-1671-2026")
    (measure,) = reference.provision("III.5.g").measures
    assert len(measure.items) == 5
    left_out = measure.items[kept:]
    words = measure.vi
    for item in left_out:
        words = words.replace(f", {item}", "").replace(f"{item}, ", "")
    text = f"KẾ HOẠCH\nThực hiện Chiến lược trí tuệ nhân tạo\nII. NHIỆM VỤ\n1. {words}\n"
    found = align_plan(parse_plan(text=text), reference).deviations
    assert {d.severity for d in found if (d.provision, d.kind.value) == ("III.5.g", "scope_narrowed")} == {severity}
