"""Who carries out a task, told beside it: in lines and brackets under it, by verbs, in cells."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.models import Duty

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nKẾ HOẠCH\nỨng dụng trí tuệ nhân tạo\n\nII. NHIỆM VỤ\n"


def duties(*lines: str) -> list[Duty]:
    return list(parse_plan(text=HEAD + "".join(f"{line}\n" for line in lines)).duties)


def said(duty: Duty) -> tuple[list[str], str, list[str]]:
    return [a.name for a in duty.agencies], duty.role.value, [p.name for p in duty.partners]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- Giao: Sở Xây dựng chủ trì, phối hợp với Công an tỉnh.",
            (["Sở Xây dựng"], "lead", ["Công an tỉnh"]),
        ),
        (
            "- Đơn vị thực hiện: Sở Xây dựng chủ trì, phối hợp với Công an tỉnh và UBND các xã.",
            (["Sở Xây dựng"], "lead", ["Công an tỉnh", "UBND các xã"]),
        ),
        ("- Thực hiện: Hội Nông dân tỉnh.", (["Hội Nông dân tỉnh"], "implement", [])),
        (
            "(Sở Xây dựng chủ trì, phối hợp với Công an tỉnh).",
            (["Sở Xây dựng"], "lead", ["Công an tỉnh"]),
        ),
    ],
)
def test_a_line_under_a_task_gives_it_its_bodies(line: str, expected: tuple[list[str], str, list[str]]) -> None:
    (duty,) = duties("1. Lắp đặt đèn tín hiệu thông minh.", line)
    assert (duty.clause, said(duty)) == ("II.1", expected)


def test_a_line_in_brackets_under_a_task_that_has_a_duty_keeps_its_own() -> None:
    first, second = duties("1. Giao Sở Y tế lập kho ảnh chụp.", "(Sở Tài chính chủ trì bố trí vốn).")
    assert (first.clause, said(first)[0]) == ("II.1", ["Sở Y tế"])
    assert (second.clause, said(second)[0]) == ("II.¶1", ["Sở Tài chính"])


def test_a_slot_that_goes_on_with_what_is_done_stays_a_sentence() -> None:
    first, second = duties(
        "1. Giao Sở Y tế lập kho ảnh chụp.",
        "2. Thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát các quy định về tuyển dụng chuyên gia.",
    )
    assert (said(first)[0], second.clause) == (["Sở Y tế"], "II.2")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1. Mở cổng dữ liệu. Cơ quan chủ trì là Sở Nội vụ; các cơ quan phối hợp gồm Sở Tư pháp, Công an tỉnh.",
            (["Sở Nội vụ"], "lead", ["Sở Tư pháp", "Công an tỉnh"]),
        ),
        (
            "1. Mở cổng dữ liệu do Sở Nội vụ chủ trì, với sự tham gia của Sở Tư pháp và Hội Luật gia tỉnh.",
            (["Sở Nội vụ"], "lead", ["Sở Tư pháp", "Hội Luật gia tỉnh"]),
        ),
        (
            "1. Giao Sở Nội vụ mở cổng dữ liệu, có sự phối hợp của Sở Tư pháp.",
            (["Sở Nội vụ"], "implement", ["Sở Tư pháp"]),
        ),
        (
            "1. Giao Sở Nội vụ mở cổng dữ liệu, UBND phường Tô Hiệu là cơ quan phối hợp.",
            (["Sở Nội vụ"], "implement", ["UBND phường Tô Hiệu"]),
        ),
    ],
)
def test_verbs_say_who_leads_and_who_joins(line: str, expected: tuple[list[str], str, list[str]]) -> None:
    (duty,) = duties(line)
    assert said(duty) == expected


def test_those_who_take_part_in_what_nobody_leads_are_no_partners() -> None:
    (duty,) = duties("1. Giao Sở Nội vụ tổ chức hội thảo với sự tham gia của các doanh nghiệp.")
    assert said(duty) == (["Sở Nội vụ"], "implement", [])


def test_what_a_lead_body_is_does_not_name_another() -> None:
    assert not duties("1. Cơ quan chủ trì là cơ quan chịu trách nhiệm trước pháp luật về kết quả.")[1:]


def test_a_subject_follows_two_times() -> None:
    (duty,) = duties("1. Hằng năm, cùng kỳ lập kế hoạch đầu tư công, các đơn vị, địa phương đăng ký nhiệm vụ.")
    assert (said(duty)[0], duty.recurring) == (["các đơn vị, địa phương"], "annual")


def test_a_party_committee_leads_those_below_it() -> None:
    (duty,) = duties("1. Đảng ủy UBND tỉnh lãnh đạo các chi bộ quán triệt nghị quyết.")
    assert said(duty) == (["Đảng ủy UBND tỉnh"], "implement", [])


ROWS = "STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian\n"


def test_a_cell_says_which_communes() -> None:
    (duty,) = duties(ROWS + "1 | Chống cháy rừng | Chi cục Kiểm lâm | UBND các xã có rừng, Công an tỉnh | 2027")
    assert said(duty)[2] == ["UBND các xã có rừng", "Công an tỉnh"]


def test_a_quarter_of_every_year_is_due() -> None:
    (duty,) = duties(ROWS + "1 | Đánh giá | Sở Nội vụ | Sở Y tế | Quý I hằng năm")
    assert (duty.due, duty.recurring) == ("Quý I hằng năm", "annual")


@pytest.mark.parametrize(
    "who",
    [
        "Các cấp ủy, tổ chức đảng trực thuộc Tỉnh ủy",
        "Các đảng ủy trực thuộc Thành ủy",
        "Cấp ủy, chính quyền các cấp",
        "Bí thư cấp ủy các xã, phường, đặc khu",
        "Các ban xây dựng Đảng của Tỉnh ủy",
        "Các chi bộ trực thuộc Đảng ủy",
        "Các đồng chí Tỉnh ủy viên phụ trách địa bàn",
    ],
)
def test_bodies_and_officers_of_the_party_act(who: str) -> None:
    (duty,) = duties(f"1. {who} thường xuyên theo dõi, đôn đốc việc thực hiện.")
    assert said(duty) == ([who], "implement", [])


def test_a_party_body_of_several_is_one_partner() -> None:
    (duty,) = duties("1. Văn phòng Tỉnh ủy chủ trì, cùng các ban đảng Tỉnh ủy và Đảng ủy Công an tỉnh kiểm tra.")
    assert said(duty)[2] == ["các ban đảng Tỉnh ủy", "Đảng ủy Công an tỉnh"]


def test_what_the_standing_body_does_below_is_its_own_act() -> None:
    _, first, second = duties(
        "1. Sở Nội vụ là cơ quan thường trực, có trách nhiệm:", "- Lập danh sách chuyên gia;", "- Chủ trì hội thi."
    )
    assert (said(first)[1], said(second)[1]) == ("implement", "lead")


def test_who_leads_does_so_in_what_the_lead_opens() -> None:
    _, first, _ = duties(
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế thực hiện:", "- Lập danh sách chuyên gia;", "- Mở hội thi."
    )
    assert said(first) == (["Sở Nội vụ"], "lead", ["Sở Y tế"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Đơn vị soạn thảo: Sở Nội vụ", (["Sở Nội vụ"], "lead", [], None)),
        ("- Đơn vị tham gia phối hợp: Sở Nội vụ", (["Sở Y tế"], "lead", ["Sở Nội vụ"], None)),
        ("- Đơn vị theo dõi, đánh giá: Sở Nội vụ", (["Sở Y tế", "Sở Nội vụ"], "lead", [], None)),
        ("- Thời điểm nghiệm thu: tháng 9/2027", (["Sở Y tế"], "lead", [], "tháng 9/2027")),
        ("- Tiến độ thực hiện, báo cáo: 03 tháng/lần", (["Sở Y tế"], "lead", [], None)),
    ],
)
def test_names_of_slots_are_put_together(line: str, expected: tuple[list[str], str, list[str], str | None]) -> None:
    lead = [] if "soạn thảo" in line else ["- Chủ trì: Sở Y tế"]
    found = duties("1. Lập kho ảnh chụp", *lead, line)
    assert {duty.clause for duty in found} == {"II.1"}
    names = [name for duty in found for name in said(duty)[0]]
    assert (names, said(found[0])[1], said(found[0])[2], found[0].due) == expected


def test_a_mark_ends_what_may_be_the_name_of_a_slot() -> None:
    (duty,) = duties("1. Lập kho ảnh. Chủ trì: Các sở, ngành; đơn vị phối hợp: Công an tỉnh.")
    assert said(duty) == (["Các sở, ngành"], "lead", ["Công an tỉnh"])


def test_an_agency_and_what_it_goes_by_are_no_heading() -> None:
    (duty,) = duties("1. Sở Y tế, trên cơ sở nhu cầu của bệnh viện, chọn 05 phòng khám.")
    assert said(duty) == (["Sở Y tế"], "implement", [])


def test_institutes_that_are_invited_act() -> None:
    (duty,) = duties("1. Viện Nghiên cứu Nuôi trồng Thủy sản I được mời góp dữ liệu gen.")
    assert said(duty)[0] == ["Viện Nghiên cứu Nuôi trồng Thủy sản I"]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Trưởng các thôn, bí thư chi bộ các thôn", ["Trưởng các thôn", "bí thư chi bộ các thôn"]),
        ("Công chức Tư pháp - Hộ tịch xã", ["Công chức Tư pháp - Hộ tịch xã"]),
        ("Trung tâm Dịch vụ tổng hợp phường", ["Trung tâm Dịch vụ tổng hợp phường"]),
        ("Các phòng chuyên môn", ["Các phòng chuyên môn"]),
        ("Bưu điện văn hóa xã", ["Bưu điện văn hóa xã"]),
    ],
)
def test_bodies_and_officers_of_communes_act(who: str, names: list[str]) -> None:
    (duty,) = duties(f"1. {who} hướng dẫn người dân tra cứu hồ sơ.")
    assert said(duty) == (names, "implement", [])


def test_officers_of_the_state_act_only_where_work_is_assigned() -> None:
    line = "1. Cán bộ, công chức, viên chức nghiên cứu tài liệu về AI."
    assert not duties(line)
    (duty,) = duties("III. TỔ CHỨC THỰC HIỆN", line)
    assert said(duty)[0] == ["Cán bộ, công chức, viên chức"]


def test_the_field_of_an_office_ends_before_a_verb() -> None:
    (duty,) = duties("1. Phòng Văn hóa - Xã hội thống kê số hộ có máy tính.")
    assert said(duty)[0] == ["Phòng Văn hóa - Xã hội"]


def test_work_is_handed_to_a_body_with_nothing_after_it() -> None:
    (duty,) = duties("1. Việc giữ khóa dự phòng được giao cho Sở Nội vụ.")
    assert said(duty)[0] == ["Sở Nội vụ"]


def test_those_who_do_it_may_be_of_no_list() -> None:
    first, second = duties(
        "1. Việc ghi âm do Phòng Kinh tế và nhóm nghệ nhân đảm nhiệm.",
        "2. Ghi âm dân ca do Phòng Kinh tế và nhóm nghệ nhân phụ trách.",
    )
    assert said(first)[0] == said(second)[0] == ["Phòng Kinh tế", "nhóm nghệ nhân"]


@pytest.mark.parametrize(
    "who",
    ["Ủy ban Kiểm tra Đảng ủy", "Văn phòng Đảng ủy phường", "Ban Xây dựng Đảng", "Chi bộ Quân sự phường"],
)
def test_bodies_of_a_commune_committee_lead_those_below(who: str) -> None:
    (duty,) = duties(f"1. {who} lãnh đạo các chi bộ ghi chép sổ tay điện tử.")
    assert said(duty)[0] == [who]


def test_a_school_is_named_with_the_university_it_is_part_of() -> None:
    (duty,) = duties("1. Giao Trường Đại học Y Dược - Đại học Huế mở lớp.")
    assert said(duty)[0] == ["Trường Đại học Y Dược - Đại học Huế"]


def test_kinds_of_no_list_act_beside_all_bodies_of_a_kind() -> None:
    (duty,) = duties("1. Các bệnh viện, hiệu thuốc trên địa bàn kết nối đơn thuốc.")
    assert said(duty)[0] == ["Các bệnh viện", "hiệu thuốc trên địa bàn"]


@pytest.mark.parametrize("rest", ["; quý III/2027", "", " theo chức năng"])
def test_brackets_hand_a_task_to_bodies(rest: str) -> None:
    (duty,) = duties(f"1. Lập kho ảnh chụp (giao Sở Y tế, Công an tỉnh{rest}).")
    assert said(duty)[0] == ["Sở Y tế", "Công an tỉnh"]


def test_a_day_of_every_month_stands_apart_from_the_month() -> None:
    (duty,) = duties("1. Hằng tháng, trước ngày 05, Sở Y tế gửi số liệu.")
    assert (duty.recurring, duty.due) == ("monthly", "trước ngày 05")


def test_a_verb_within_a_word_of_a_name_does_not_end_it() -> None:
    (duty,) = duties("1. Sở Nội vụ phối hợp với Trường Bồi dưỡng cán bộ Lê Hồng Phong soạn bài giảng.")
    assert said(duty)[2] == ["Trường Bồi dưỡng cán bộ Lê Hồng Phong"]


@pytest.mark.parametrize("who", ["các tổ chức thành viên", "các cơ quan báo chí thường trú"])
def test_which_of_a_kind_are_partners(who: str) -> None:
    (duty,) = duties(f"1. Công an tỉnh chủ trì, phối hợp với {who} lập kho tin đã kiểm chứng.")
    assert said(duty)[2] == [who]


def test_a_line_above_a_table_says_whose_its_rows_are() -> None:
    lines = (
        "1. Các sở, ngành mở lớp.",
        "Đơn vị: Sở Y tế",
        "TT\tNhiệm vụ\tThời gian",
        "1\tSố hóa bệnh án\tNăm 2026",
        "2\tĐào tạo bác sĩ\tNăm 2027",
    )
    assert [said(duty)[0] for duty in duties(*lines)] == [["Các sở, ngành"], ["Sở Y tế"], ["Sở Y tế"]]
