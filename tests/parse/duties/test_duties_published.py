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
