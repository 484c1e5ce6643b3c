"""Duties as published plans, directives and letters of instruction word them: classes found on documents of real issuers."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.models import Duty

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nKẾ HOẠCH\nỨng dụng trí tuệ nhân tạo\n\n"
ASSIGNED = "III. TỔ CHỨC THỰC HIỆN\n"


def duties(*lines: str, section: str = ASSIGNED) -> list[Duty]:
    return list(parse_plan(text=HEAD + section + "".join(f"{line}\n" for line in lines)).duties)


def agencies(duty: Duty) -> list[str]:
    return [agency.name for agency in duty.agencies]


def partners(duty: Duty) -> list[str]:
    return [agency.name for agency in duty.partners]


@pytest.mark.parametrize(
    "kind",
    [
        "các đơn vị thuộc Bộ Khoa học và Công nghệ",
        "các phòng chuyên môn thuộc UBND xã",
        "các bệnh viện trực thuộc Sở Y tế",
        "các đơn vị có liên quan thuộc Bộ Y tế",
        "các cơ quan chuyên môn thuộc UBND các tỉnh, thành phố",
        "các đơn vị truyền thông thuộc Sở Văn hóa, Thể thao và Du lịch",
        "cơ quan chuyên môn thuộc Sở Nội vụ",
        "các Bộ liên quan",
        "các địa phương có rừng",
        "chính quyền địa phương",
        "chủ đầu tư",
        "nhà đầu tư thứ cấp",
        "các Công ty Lâm nghiệp",
    ],
)
def test_a_kind_of_body_is_a_partner_with_what_says_which(kind: str) -> None:
    (duty,) = duties(f"1. Sở Tài chính chủ trì, phối hợp với {kind} xây dựng dữ liệu dùng chung.")
    assert partners(duty) == [kind]


def test_a_body_behind_a_kind_that_acts_is_no_part_of_its_name() -> None:
    (duty,) = duties("1. Các đơn vị triển khai phần mềm thuộc Sở Y tế quản lý.")
    assert agencies(duty) == ["Các đơn vị"]


LETTER = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 812/UBND-KT
Sơn La, ngày 03 tháng 6 năm 2026
Kính gửi: Các sở, ban, ngành.
{lead}
1. {first}
2. Các sở, ban, ngành rà soát dữ liệu của mình.
{last}
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@pytest.mark.parametrize(
    "lead",
    [
        "Thực hiện Công văn số 15/BKHCN-CNC. Chủ tịch Ủy ban nhân dân tỉnh có ý kiến chỉ đạo như sau:",
        "Xét đề nghị của Sở Y tế, Chủ tịch UBND tỉnh yêu cầu:",
        "Thực hiện Nghị định số 20/2026/NĐ-CP; Ủy ban nhân dân tỉnh giao:",
    ],
)
def test_who_gives_orders_in_a_letter_does_not_carry_them_out(lead: str) -> None:
    first = "Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính xây dựng dự toán."
    last = "Căn cứ ý kiến chỉ đạo, yêu cầu các sở, ngành, địa phương triển khai thực hiện./."
    document = parse_plan(text=LETTER.format(lead=lead, first=first, last=last))
    assert [agencies(duty) for duty in document.duties] == [["Sở Khoa học và Công nghệ"], ["Các sở, ban, ngành"]]
    assert [node.text for node in document.nodes if node.kind.value == "closing"] == [last]


@pytest.mark.parametrize(
    "name",
    [
        "Các đơn vị chủ trì nhiệm vụ được giao trong Kế hoạch",
        "Các cơ quan chủ trì nhiệm vụ",
        "Các cơ quan được phân công chủ trì thực hiện nhiệm vụ tại Kế hoạch này",
        "Thủ trưởng các cơ quan chủ trì",
    ],
)
def test_who_leads_a_task_is_named_by_it(name: str) -> None:
    (duty,) = duties(f"1. {name} có trách nhiệm gửi dữ liệu về kho dùng chung.")
    assert (agencies(duty), duty.role.value) == ([name], "implement")


def test_who_leads_may_be_named_by_the_part_after_an_opening_and_in_a_later_part() -> None:
    first, second = duties(
        "1. Hằng năm, cơ quan chủ trì nhiệm vụ lập dự toán kinh phí.",
        "2. Kết quả theo quý tại Phụ lục III; cơ quan chủ trì nhiệm vụ cụ thể hóa tiến độ theo tháng.",
    )
    assert agencies(first) == agencies(second) == ["cơ quan chủ trì nhiệm vụ"]


def test_bodies_that_lead_and_join_act_with_a_comma() -> None:
    (duty,) = duties("1. Các đơn vị chủ trì, phối hợp với Sở Y tế rà soát dữ liệu.")
    assert (agencies(duty), duty.role.value, partners(duty)) == (["Các đơn vị"], "lead", ["Sở Y tế"])


@pytest.mark.parametrize(
    "heading",
    ["NHIỆM VỤ CHỦ YẾU CỦA SỞ Y TẾ", "Nhiệm vụ trọng tâm của Sở Y tế", "Các nhiệm vụ trọng tâm của Sở Y tế"],
)
def test_a_section_of_the_tasks_of_one_body(heading: str) -> None:
    first, second = duties("1. Chủ trì xây dựng kho dữ liệu.", "2. Ban hành quy chế.", section=f"II. {heading}\n")
    assert [a.lower() for a in agencies(first)] == [a.lower() for a in agencies(second)] == ["sở y tế"]


@pytest.mark.parametrize(
    "heading",
    [
        "Các doanh nghiệp khai thác, chế biến khoáng sản trên địa bàn tỉnh",
        "Các chủ đầu tư dự án hạ tầng kỹ thuật khu, cụm công nghiệp",
    ],
)
def test_a_kind_of_body_heads_its_tasks_whatever_says_which(heading: str) -> None:
    (duty,) = duties(f"1. {heading}", "Đổi mới công nghệ, kết nối dữ liệu.", "2. Sở Y tế")
    assert agencies(duty) == [heading]


def test_an_office_does_not_go_on_into_the_title_of_another() -> None:
    bodies = ["Chánh Văn phòng UBND tỉnh", "Vụ trưởng Vụ Dữ liệu số", "Thủ trưởng các cơ quan, đơn vị liên quan"]
    (duty,) = duties(f"1. {bodies[0]}, {bodies[1]} và {bodies[2]} chịu trách nhiệm thi hành.")
    assert agencies(duty) == bodies


def test_an_institute_ends_before_two_verbs() -> None:
    (duty,) = duties("1. Viện Chiến lược, Chính sách khoa học và công nghệ nghiên cứu đề xuất mô hình.")
    assert agencies(duty) == ["Viện Chiến lược, Chính sách khoa học và công nghệ"]


TASKS = "1. Phát triển dữ liệu\n- Xây dựng kho dữ liệu.\n- Thường xuyên làm sạch dữ liệu.\n"


@pytest.mark.parametrize(
    ("lines", "role", "together"),
    [
        ("- Đơn vị chủ trì: Sở Y tế.\n- Đơn vị phối hợp: Công an tỉnh.\n", "lead", ["Công an tỉnh"]),
        ("Cơ quan chủ trì: Sở Y tế; phối hợp: Công an tỉnh.\n", "lead", ["Công an tỉnh"]),
        ("Trách nhiệm chỉ đạo thực hiện: Sở Y tế.\n", "implement", []),
    ],
)
@pytest.mark.parametrize("more", ["", "2. Nhân lực\n- Mở 05 lớp.\n"])
def test_slot_lines_that_end_a_section_speak_of_all_of_it(
    lines: str, role: str, together: list[str], more: str
) -> None:
    found = duties(section=f"II. NHIỆM VỤ, GIẢI PHÁP\n{TASKS}{lines}{more}")
    assert [(duty.clause, agencies(duty), duty.role.value, partners(duty)) for duty in found] == [
        ("II.1.-1", ["Sở Y tế"], role, together),
        ("II.1.-2", ["Sở Y tế"], role, together),
    ]
    assert [duty.recurring for duty in found] == [None, "regular"]


def test_slot_lines_under_each_task_speak_of_it_alone() -> None:
    tasks = (
        "1. Dữ liệu\na) Xây dựng kho.\nCơ quan chủ trì: Sở Y tế.\nb) Làm sạch dữ liệu.\nCơ quan chủ trì: Sở Nội vụ.\n"
    )
    found = duties(section=f"II. NHIỆM VỤ, GIẢI PHÁP\n{tasks}")
    assert [(duty.clause, agencies(duty)) for duty in found] == [("II.1.a", ["Sở Y tế"]), ("II.1.b", ["Sở Nội vụ"])]


@pytest.mark.parametrize(
    "when",
    [
        "trước 05 ngày tổ chức buổi họp",
        "chậm nhất 05 ngày trước khi tổ chức buổi họp",
        "trước ngày tổ chức buổi họp 03 ngày",
        "ít nhất 03 ngày làm việc trước ngày khai mạc",
        "chậm nhất 03 ngày sau khi kết thúc đợt kiểm tra",
        "trong thời hạn 10 ngày kể từ ngày kết thúc đợt kiểm tra",
    ],
)
@pytest.mark.parametrize("more", [".", "; cử người dự họp."])
def test_a_time_counted_from_an_event_is_due(when: str, more: str) -> None:
    (duty,) = duties(f"1. Sở Y tế gửi tài liệu {when}{more}")
    assert duty.due == when


@pytest.mark.parametrize(
    "words",
    [
        "dạy thử (dừng nhận hồ sơ trước ngày thi 10 ngày)",
        "bảo dưỡng máy chủ 02 lần trước mùa mưa bão",
        "trực 24 giờ trong ngày",
        "tập huấn 03 ngày",
    ],
)
def test_a_count_of_days_is_not_due(words: str) -> None:
    (duty,) = duties(f"1. Sở Y tế tổ chức {words}.")
    assert duty.due is None
