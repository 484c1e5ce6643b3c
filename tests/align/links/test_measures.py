"""Measures: carried in other words or left out, told by the words that no carried neighbour has."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.links.features import candidates
from vnplan.align.links.measures import carriage
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of
from vnplan.models import Alignment, DeviationKind, Relation

HEAD = "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\n"


def aligned(section: str, clause: str) -> Alignment:
    document = parse_plan(text=f"{HEAD}{section}\n- {clause}\n")
    return align_plan(document, load_reference("qd-127-2021"))


def dropped(found: Alignment, provision: str) -> bool:
    return any(d.kind is DeviationKind.CONTENT_DROPPED for d in found.deviations if d.provision == provision)


FUNDING = "IV. KINH PHÍ THỰC HIỆN"
PROGRAMMES = "Lồng ghép với các chương trình mục tiêu quốc gia có liên quan"


@pytest.mark.parametrize(
    ("rest", "gone"),
    [
        ("; kêu gọi các tổ chức, cá nhân, doanh nghiệp trong và ngoài nước đóng góp", False),
        ("", True),
        ("; các chương trình khác có liên quan của tỉnh", True),  # words of the carried measure tell nothing
        ("; trao thưởng cho cá nhân xuất sắc", True),  # one word of it may stand there by chance
    ],
)
def test_a_measure_in_other_words_is_carried_and_one_left_out_is_dropped(rest, gone):
    found = aligned(FUNDING, f"{PROGRAMMES}{rest}.")
    assert {link.provision for link in found.links} == {"D2.6.3"}
    assert dropped(found, "D2.6.3") is gone


def test_what_is_carried_in_other_words_narrows_no_list():
    found = aligned(FUNDING, f"{PROGRAMMES}; kêu gọi doanh nghiệp, tổ chức ngoài nước góp sức.")
    assert not [d for d in found.deviations if d.kind in {DeviationKind.SCOPE_NARROWED, DeviationKind.CONTENT_DROPPED}]


TOURISM = "III. NHIỆM VỤ\n1. Sở Văn hóa, Thể thao và Du lịch"
USES = "Ứng dụng TTNT trong du lịch: số hóa các điểm đến, di sản văn hóa; tư vấn du lịch thông minh"


@pytest.mark.parametrize(
    ("more", "relation"),
    [
        ("", Relation.SUBSET),
        (", trợ lý thuyết minh hiện vật bảo tàng", Relation.SUBSET),  # one more use of the kind
        (
            "; lắp camera đếm xe ở bãi đỗ; sửa chữa nhà vệ sinh, bến thuyền, đường lên núi; trồng cây xanh hai bên suối; "
            "mở lớp dạy nấu ăn, đan lát, dệt thổ cẩm cho hộ nghèo; cấp vốn mua trâu, bò, lợn giống",
            Relation.INTERSECTS,  # more than the task leaves open
        ),
    ],
)
def test_uses_in_place_of_those_a_task_lists_are_no_more_than_it(more, relation):
    found = aligned(TOURISM, f"{USES}{more}.")
    assert {(link.provision, link.relation) for link in found.links} == {("IV.11", relation)}
    added = [d for d in found.deviations if d.kind is DeviationKind.CONTENT_ADDED]
    assert bool(added) == (relation is Relation.INTERSECTS)


SCHOOLS = "Đào tạo STEAM cho thanh thiếu niên; thúc đẩy chương trình đào tạo chính quy ngành TTNT, khoa học dữ liệu."
YOUTH = "Phổ cập kỹ năng cơ bản về khoa học dữ liệu, ứng dụng TTNT cho thanh thiếu niên, thúc đẩy đổi mới sáng tạo."


@pytest.mark.parametrize(("other", "gone"), [("Trồng cây phân tán dọc các tuyến đường liên xã.", True), (YOUTH, False)])
def test_what_another_clause_carries_of_the_same_measure_of_another_provision_is_not_lost(other, gone):
    reference = load_reference("qd-127-2021")
    index = index_of(reference, segmenter_name="syllable")
    clauses = prepare(parse_plan(text=f"{HEAD}III. NHIỆM VỤ\n- {SCHOOLS}\n- {other}\n"), segmenter_name="syllable")
    carried = carriage(candidates(clauses, index), index)
    (lost,) = carried.together({index.row("IV.5.1"): [0]}).lost  # only the first clause is linked to its tasks
    assert reference.provision("IV.5.1").measures[1].items[0] == "kỹ năng xây dựng dữ liệu"
    assert lost[1] is gone


@pytest.mark.parametrize(("what", "gone"), [("STEAM", False), ("kỹ năng mềm", True)])
def test_a_term_of_another_language_stands_nowhere_by_chance(what, gone):
    index = index_of(load_reference("qd-127-2021"), segmenter_name="syllable")
    task = f"Dạy {what} ở tất cả trường phổ thông; mở ngành TTNT, khoa học dữ liệu."
    clauses = prepare(parse_plan(text=f"{HEAD}III. NHIỆM VỤ\n- {task}\n"), segmenter_name="syllable")
    carried = carriage(candidates(clauses, index), index)
    assert carried.together({index.row("IV.5.1"): [0]}).lost[0][0] is gone


LIST = "Xây dựng danh mục cơ sở dữ liệu dùng chung, chia sẻ, mở"


@pytest.mark.parametrize(
    ("provision", "measure", "clauses"),
    [
        # single words of it stand in what is said of others: a system, a platform
        (
            "IV.2.2",
            7,
            [f"{LIST} trên nền tảng công nghệ của tỉnh; tích hợp lên Cổng dữ liệu quốc gia; nâng cấp hệ thống."],
        ),
        # another clause does something else with the same thing: it builds what is to be built with private money
        (
            "IV.2.2",
            7,
            [f"{LIST} của tỉnh.", "Phát triển các hệ thống tính toán hiệu năng cao, điện toán đám mây, sương mù."],
        ),
        # half of its words are those of the measure beside it: research groups are no laboratories
        ("IV.1.3", 3, ["Đầu tư hình thành nhóm nghiên cứu trọng điểm TTNT, KHDL tại trường đại học, viện công lập."]),
    ],
)
def test_words_of_something_else_carry_no_measure(provision, measure, clauses):
    reference = load_reference("qd-127-2021")
    index = index_of(reference, segmenter_name="syllable")
    text = "".join(f"- {clause}\n" for clause in clauses)
    prepared = prepare(parse_plan(text=f"{HEAD}III. NHIỆM VỤ\n{text}"), segmenter_name="syllable")
    (lost,) = carriage(candidates(prepared, index), index).together({index.row(provision): [0]}).lost
    assert lost[measure - 1]
    assert not all(lost)
