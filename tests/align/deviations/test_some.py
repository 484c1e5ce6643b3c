"""Whom or what a measure is for, and clauses that name some of them."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import DeviationKind


@pytest.mark.parametrize(
    ("whom", "narrower"),
    [
        ("lao động trực tiếp", False),
        ("lao động trực tiếp ở các khu công nghiệp và cảng cá", True),
        ("lao động trong hợp tác xã", True),
        ("lao động ở các khu, cụm công nghiệp", True),
        ("lao động trong tỉnh", False),
    ],
)
def test_working_people_named_for_where_they_work_are_some_of_them(whom, narrower):
    text = f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n1. Đến năm 2030\n- Phổ cập kỹ năng cơ bản về TTNT cho {whom}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert "II.2.c.1" in {link.provision for link in found.links}
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrower


@pytest.mark.parametrize(
    ("whom", "narrower"),
    [
        ("thanh thiếu niên", False),
        ("học sinh phổ thông", True),
        ("học sinh, thanh niên", False),
        ("các trường trung học", False),  # as a school is where the young are taught
    ],
)
def test_pupils_are_some_of_the_young(whom, narrower):
    text = (
        f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Giáo dục và Đào tạo\n- Triển khai đào tạo STEAM cho {whom}.\n"
    )
    document = parse_plan(text=text)
    given = [(node.id, "IV.5.1") for node in document.clauses if "STEAM" in node.text]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found}) is narrower


@pytest.mark.parametrize(
    ("whom", "narrower"),
    [
        ("cán bộ, công chức, viên chức", False),
        ("cán bộ, công chức, viên chức cấp xã", True),
        ("cán bộ, công chức, viên chức ở các xã, phường", True),
        ("cán bộ, công chức, viên chức các cấp", False),
        ("cán bộ, công chức, viên chức cấp tỉnh và cấp xã", False),  # that is all of them
        ("cán bộ, công chức, viên chức, nhất là ở cấp xã", False),
    ],
)
def test_officials_of_one_level_are_some_of_them(whom, narrower):
    assert (
        DeviationKind.SCOPE_NARROWED in kinds_1671(f"Mở khóa tập huấn sử dụng AI cho {whom}", "III.1.d")
    ) is narrower


@pytest.mark.parametrize(
    ("services", "narrower"),
    [("dịch vụ công trực tuyến", False), ("dịch vụ công trực tuyến toàn trình", True)],
)
def test_services_that_go_so_far_are_some_of_them(services, narrower):
    goal = f"AI được tích hợp, hỗ trợ ở 100% {services}"
    assert (DeviationKind.SCOPE_NARROWED in kinds_1671(goal, "II.2.c.2")) is narrower


def kinds_1671(line: str, provision: str) -> set[DeviationKind]:
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nII. NỘI DUNG\n1. Đến năm 2030\n- {line}.\n"
    document = parse_plan(text=text)
    given = [(node.id, provision) for node in document.clauses if node.text.endswith(f"{line}.")]
    found = align_plan(document, load_reference("qd-1671-2026"), given=given).deviations
    assert given
    return {d.kind for d in found if d.provision == provision}
