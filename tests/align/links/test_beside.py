"""What is carried beside links: measures that offices always word alike, wherever they stand."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import Alignment, Coverage, DeviationKind

HEAD = "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg ngày 28 tháng 8 năm 2026 của Thủ tướng Chính phủ\n"
REPORT = "Các sở, ngành báo cáo định kỳ kết quả thực hiện về Sở Khoa học và Công nghệ trước ngày 15 tháng 11 hằng năm"


def aligned(*tasks: str) -> Alignment:
    body = "".join(f"{number}. {task}.\n" for number, task in enumerate(tasks, start=1))
    return align_plan(parse_plan(text=f"{HEAD}V. TỔ CHỨC THỰC HIỆN\n{body}"), load_reference("qd-1671-2026"))


def of(found: Alignment, provision: str) -> Coverage:
    return next(c for c in found.coverage if c.provision == provision)


def dropped(found: Alignment, provision: str) -> list[str | None]:
    kind = DeviationKind.CONTENT_DROPPED
    return [d.expected for d in found.deviations if (d.provision, d.kind) == (provision, kind)]


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Sở Khoa học và Công nghệ chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch này", True),
        ("Sở Khoa học và Công nghệ kiểm tra tiến độ thực hiện Kế hoạch", True),
        ("Sở Y tế dùng AI theo dõi sức khỏe người bệnh tại nhà", False),
        ("Sở Khoa học và Công nghệ theo dõi thị trường; các sở thực hiện Kế hoạch", False),
    ],
)
def test_a_measure_in_its_set_words_is_carried_by_whatever_clause_says_so(task, carried):
    found = aligned(task, REPORT)
    assert ("D2.8.e#1" in of(found, "D2.8.e").measures_taken) is carried
    assert of(found, "D2.8.e").by == (("V.2", "V.1") if carried else ("V.2",))
    (said,) = dropped(found, "D2.8.e")
    assert ("trong phạm vi quản lý" not in said.lower()) is carried


def test_a_provision_without_a_link_is_carried_so_far_and_names_the_clause():
    found = aligned(
        "Sở Tài chính cân đối, bố trí kinh phí thực hiện Kế hoạch theo quy định của Luật Ngân sách nhà nước", REPORT
    )
    assert "D2.8.d" not in {link.provision for link in found.links}
    coverage = of(found, "D2.8.d")
    assert (coverage.status.value, coverage.by, coverage.measures_taken) == ("partial", ("V.1",), ("D2.8.d#1",))
    assert coverage.severity is None


def test_a_measure_in_its_set_words_is_not_added():
    support = "Xây dựng chương trình giúp hợp tác xã, hộ kinh doanh, doanh nghiệp nhỏ và vừa chuyển đổi bằng AI"
    for ending, kinds in [
        ("đo bằng số đơn vị còn dùng sau một năm", set()),
        ("xây nhà văn hóa cộng đồng ở bản làng", {DeviationKind.CONTENT_ADDED, DeviationKind.CONTENT_DROPPED}),
    ]:
        found = aligned(f"{support}; {ending}")
        assert {link.provision for link in found.links} == {"III.7.a"}
        assert {d.kind for d in found.deviations if "content" in d.kind.value} == kinds
