"""Annexes that list goals in a table: which column counts, which holds the goals, what ranks are."""

from __future__ import annotations

from vnplan import parse_plan
from vnplan.models import Document

ANNEX = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nKẾ HOẠCH\nPhát triển công nghệ số\n\nPHỤ LỤC I\nDANH MỤC CHỈ TIÊU\n\n"
HEAD = "| TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì theo dõi |\n|---|---|---|---|---|\n"


def annex(*rows: str, head: str = HEAD) -> Document:
    return parse_plan(
        text=ANNEX + head + "| **I** | **Đến năm 2030** | | | |\n" + "".join(f"| {row} |\n" for row in rows)
    )


def goals(document: Document) -> list[str]:
    return [f"{t.comparator.value} {t.low} {t.unit} {t.deadline}" for t in document.targets]


def test_a_column_of_units_beside_those_who_lead_counts_what_the_results_are() -> None:
    found = annex(
        "1 | Tỷ lệ hồ sơ trực tuyến | % | 90 | Văn phòng UBND tỉnh",
        "2 | Tỷ lệ cắt giảm thủ tục | % | >= 30 | Sở Nội vụ",
        "3 | Quy mô kinh tế số | % GRDP | ≥ 30 | Sở Tài chính",
        "4 | Số doanh nghiệp số | Doanh nghiệp | ≥ 50 | Sở Công Thương",
    )
    assert goals(found) == [
        "exact 90 % 2030",
        "at_least 30 % 2030",
        "at_least 30 % GRDP 2030",
        "at_least 50 Doanh nghiệp 2030",
    ]
    assert [[a.name for a in duty.agencies] for duty in found.duties] == [
        ["Văn phòng UBND tỉnh"],
        ["Sở Nội vụ"],
        ["Sở Tài chính"],
        ["Sở Công Thương"],
    ]


def test_what_is_counted_in_ranks_is_a_rank() -> None:
    found = annex(
        "1 | Xếp hạng chuyển đổi số | Thứ bậc | ≤ 3 vùng; ≤ 20 cả nước | Sở Nội vụ",
        "2 | Chỉ số PCI | Hạng | 12 | Sở Tài chính",
    )
    assert [(t.comparator.value, int(t.low)) for t in found.targets] == [
        ("rank_within", 3),
        ("rank_within", 20),
        ("rank_within", 12),
    ]


def test_units_without_those_who_lead_are_those_who_act() -> None:
    found = annex(
        "1 | Lập kho dữ liệu | Sở Y tế | Kho dữ liệu | 2027",
        head="| TT | Nhiệm vụ | Đơn vị | Kết quả | Thời gian |\n|---|---|---|---|---|\n",
    )
    assert [[a.name for a in duty.agencies] for duty in found.duties] == [["Sở Y tế"]]
    assert found.duties[0].product == "Kho dữ liệu"


def test_units_of_no_list_and_times_of_rows() -> None:
    head = "| TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|---|---|\n"
    found = annex("1 | Trợ lý ảo | Trợ lý | 5 - 7 | Sở Y tế | Quý IV/2027", head=head)
    assert [(t.comparator.value, t.unit, t.deadline) for t in found.targets] == [("range", "Trợ lý", "2027-12-31")]
    assert found.duties[0].due == "Quý IV/2027"


def test_a_goal_that_names_its_unit_in_its_head() -> None:
    head = "| TT | Nội dung chỉ tiêu | Chỉ tiêu giao (%) | Cơ quan chủ trì |\n|---|---|---|---|\n"
    assert goals(annex("1 | Hồ sơ trực tuyến | 90 | Sở Nội vụ", head=head)) == ["exact 90 % None"]


def test_units_before_years_behind_goals_by_name() -> None:
    head = "| TT | Chỉ tiêu | Đơn vị | Năm 2027 | Ghi chú |\n|---|---|---|---|---|\n"
    found = annex("1 | Trợ lý ảo | Trợ lý | ≥ 5 | |", head=head)
    assert (goals(found), found.duties) == (["at_least 5 Trợ lý 2027"], ())
