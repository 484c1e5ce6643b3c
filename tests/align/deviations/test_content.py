"""What a clause adds though it takes few words."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import CoverageStatus, DeviationKind, Relation


@pytest.mark.parametrize(("demand", "added"), [("tiết kiệm, hiệu quả", True), ("kịp thời, hiệu quả", False)])
def test_thrift_demanded_of_the_whole_is_content(demand, added):
    line = f"Việc triển khai Chiến lược bảo đảm {demand}, thống nhất, đồng bộ với kế hoạch phát triển kinh tế - xã hội của tỉnh."
    document = parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\nI. MỤC ĐÍCH, YÊU CẦU\n- {line}\n")
    given = [(node.id, "D2.3") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given)
    assert [d.found for d in found.deviations if d.kind is DeviationKind.CONTENT_ADDED] == ["tiết kiệm"] * added
    assert [link.relation for link in found.links] == [Relation.INTERSECTS if added else Relation.SUBSET]


TASKS = (
    "Tổ chức chuỗi sự kiện về TTNT; giúp cá nhân, tổ chức dự triển lãm, kỳ thi quốc tế, hội thảo TTNT; tham gia dự án, chương "
    "trình hợp tác nghiên cứu đa phương, song phương về TTNT{}; tham gia hiệp hội quốc tế về TTNT."
)


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("", []),
        ("; thúc đẩy cơ sở, trung tâm hợp tác nghiên cứu TTNT", []),
        ("; trồng rừng ngập mặn ven biển", ["trồng rừng ngập mặn ven biển"]),
        ("; theo dõi, đôn đốc, kiểm tra việc thực hiện", []),
    ],
)
def test_a_part_of_a_list_that_says_something_else_is_content_however_light(part, found):
    text = f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Khoa học và Công nghệ\n- {TASKS.format(part)}\n"
    document = parse_plan(text=text)
    given = [(node.id, "IV.1.6") for node in document.clauses if node.text.startswith("- Tổ chức")]
    deviations = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    assert [d.found for d in deviations if d.kind is DeviationKind.CONTENT_ADDED] == found


@pytest.mark.parametrize(
    ("provision", "line"),
    [
        ("D2.3", "Đẩy nhanh ứng dụng giải pháp TTNT vào quản lý đô thị, quản lý xã hội, hành chính công."),
        ("D2.6.2", "Lập dự toán kinh phí cụ thể theo mục tiêu, nhiệm vụ của Kế hoạch để triển khai theo quy định."),
    ],
)
def test_what_goes_without_saying_is_not_dropped(provision, line):
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nIV. TỔ CHỨC THỰC HIỆN\n- {line}\n")
    given = [(node.id, provision) for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given)
    assert [d.kind for d in found.deviations] == []
    assert {c.status for c in found.coverage if c.provision == provision} == {CoverageStatus.COVERED}


def test_other_names_of_listed_things_add_nothing():
    text = (
        "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nIII. NHIỆM VỤ\n1. Hạ tầng, dữ liệu\n"
        "- Quy hoạch hạ tầng nước, {} cho trung tâm dữ liệu AI.\n"
    )
    for power, added in [
        ("điện gió, điện mặt trời", []),
        ("nhà trẻ, công viên, bể bơi", ["nhà trẻ, công viên, bể bơi cho trung tâm dữ liệu AI"]),
    ]:
        found = align_plan(parse_plan(text=text.format(power)), load_reference("qd-1671-2026"))
        assert {link.provision for link in found.links} == {"III.3.e"}
        assert [d.found for d in found.deviations if d.kind is DeviationKind.CONTENT_ADDED] == added


@pytest.mark.parametrize(
    ("review", "said"), [("sơ kết giữa nhiệm kỳ, tổng kết vào năm cuối", True), ("lưu hồ sơ", False)]
)
def test_reviews_are_said_by_their_names(review, said):
    """Decision 1671 Điều 2.1.d: plans add them behind a semicolon of the paragraph on the yearly report."""
    body = (
        "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (AI)\nV. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công nghệ\n"
        f"- Hằng năm tổng hợp, báo cáo Ủy ban nhân dân tỉnh tình hình, kết quả thực hiện Chiến lược; {review}.\n"
    )
    found = align_plan(parse_plan(text=body), load_reference("qd-1671-2026"))
    assert "D2.1.d" in {link.provision for link in found.links}
    dropped = [
        d.expected or "" for d in found.deviations if d.provision == "D2.1.d" and d.kind.value == "content_dropped"
    ]
    assert any("tổng kết" in words for words in dropped) is not said
