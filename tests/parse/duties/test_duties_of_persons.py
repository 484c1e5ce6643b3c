"""Who acts where no body of a list is named: persons and posts, and what stands where others name bodies."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.models import Duty

HEAD = "ỦY BAN NHÂN DÂN\nXÃ MƯỜNG BON\n\nKẾ HOẠCH\nDạy học về trí tuệ nhân tạo\n\n"


def duties(*lines: str, section: str = "III. TỔ CHỨC THỰC HIỆN\n") -> list[Duty]:
    return list(parse_plan(text=HEAD + section + "".join(f"{line}\n" for line in lines)).duties)


def agencies(duty: Duty) -> list[str]:
    return [agency.name for agency in duty.agencies]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("1. Ông Nguyễn Văn A - Trưởng đoàn: Phụ trách chung.", "Ông Nguyễn Văn A"),
        ("1. Cô Hà Thị Mây: Soạn tài liệu, dạy thử hai tiết.", "Cô Hà Thị Mây"),
        ("1. Giáo viên bộ môn: soạn bài có dùng công cụ mới.", "Giáo viên bộ môn"),
        ("1. Cán bộ phụ trách điểm trường Nà Hạ: theo dõi sĩ số.", "Cán bộ phụ trách điểm trường Nà Hạ"),
        ("1. Giáo viên chủ nhiệm phối hợp với cha mẹ học sinh nhắc nhở học sinh.", "Giáo viên chủ nhiệm"),
        ("1. Hiệu trưởng các trường xây dựng kế hoạch của trường.", "Hiệu trưởng các trường"),
        ("1. Định kỳ hằng tuần, các Tổ trưởng chuyên môn tổng hợp tình hình.", "các Tổ trưởng chuyên môn"),
        ("1. Cuối mỗi học kỳ, Ban Giám hiệu tổ chức họp rút kinh nghiệm.", "Ban Giám hiệu"),
    ],
)
def test_a_person_acts(line: str, who: str) -> None:
    (duty,) = duties(line)
    assert agencies(duty) == [who]


@pytest.mark.parametrize(
    "line",
    [
        "1. Cán bộ, công chức: 100% được tập huấn.",
        "1. Giáo viên được hỗ trợ tài liệu.",
        "1. Kinh phí: bố trí trong dự toán hằng năm.",
        "1. Giáo viên còn thiếu kỹ năng sử dụng phần mềm.",
    ],
)
def test_a_person_who_is_only_spoken_of_does_not_act(line: str) -> None:
    assert duties(line, section="II. NHIỆM VỤ, GIẢI PHÁP\n") == []


def test_a_person_is_a_heading_among_bodies() -> None:
    lines = ["1. Ban Giám hiệu:", "- Thầy Nguyễn Văn A:", "+ Chỉ đạo việc dạy.", "- Cô Hà Thị Mây: Lập thời khóa biểu."]
    found = duties(*lines, "2. Giáo viên bộ môn:", "- Soạn bài đầy đủ.")
    assert [agencies(duty) for duty in found] == [["Thầy Nguyễn Văn A"], ["Cô Hà Thị Mây"], ["Giáo viên bộ môn"]]


def test_parents_are_partners() -> None:
    (duty,) = duties("1. Giáo viên chủ nhiệm phối hợp với cha mẹ học sinh nhắc nhở học sinh.")
    assert [partner.name for partner in duty.partners] == ["cha mẹ học sinh"]


@pytest.mark.parametrize("who", ["Cơ sở KCB tuyến xã", "Đại lý thu các xã, phường", "Khối văn phòng"])
def test_what_stands_where_others_name_bodies_acts(who: str) -> None:
    found = duties("1. Sở Y tế: Chủ trì hướng dẫn.", f"2. {who}: Cử người tham dự đầy đủ.")
    assert [agencies(duty) for duty in found] == [["Sở Y tế"], [who]]
    assert duties(f"1. {who}: Cử người tham dự đầy đủ.") == []


def test_a_topic_among_bodies_is_no_body() -> None:
    found = duties("1. Sở Y tế: Chủ trì hướng dẫn.", "2. Về kinh phí: Bố trí trong dự toán.")
    assert [agencies(duty) for duty in found] == [["Sở Y tế"]]


def test_a_group_over_items_leaves_room_for_their_own_bodies() -> None:
    lines = ["1. Trách nhiệm của các cơ quan, đơn vị", "a) Phòng Văn hóa - Xã hội và trường học soạn tài liệu."]
    found = duties(*lines, "b) Rà soát thiết bị.")
    assert [agencies(duty) for duty in found][1:] == [["các cơ quan, đơn vị"]]


LETTER = """BỘ KHOA HỌC VÀ CÔNG NGHỆ
Số: 71/BKHCN-CNS
Hà Nội, ngày 04 tháng 5 năm 2026
V/v dùng trợ lý ảo
Kính gửi: UBND các tỉnh, thành phố
{lead}
1. Về dữ liệu
a) Rà soát kho dữ liệu trước ngày 30 tháng 6 năm 2026.
b) Phối hợp với Bộ Công an kết nối dữ liệu.
2. Về nhân lực
a) Chỉ đạo Sở Nội vụ mở lớp.
Bộ Khoa học và Công nghệ trân trọng cảm ơn sự hợp tác của các tỉnh./.
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@pytest.mark.parametrize("order", ["kính đề nghị", "đề nghị", "yêu cầu"])
@pytest.mark.parametrize("opener", ["", "Để làm tốt việc này, "])
def test_whom_the_issuer_orders_acts_in_the_sections_of_a_letter(order: str, opener: str) -> None:
    lead = f"{opener}Bộ Khoa học và Công nghệ {order} UBND các tỉnh, thành phố thực hiện một số việc như sau:"
    document = parse_plan(text=LETTER.format(lead=lead))
    assert {duty.clause for duty in document.duties} >= {"1.a", "1.b", "2.a"}
    assert {agency.name for duty in document.duties for agency in duty.agencies} == {"UBND các tỉnh, thành phố"}
    assert [node.text[-9:] for node in document.nodes if node.kind.value == "closing"] == ["các tỉnh./."[-9:]]


@pytest.mark.parametrize("who", ["các bệnh viện", "tổ dân phố, chính quyền địa phương", "đồng chí Nguyễn Văn A"])
@pytest.mark.parametrize("opener", ["Thực hiện Công văn số 12/UBND-KT ngày 03/4/2026, ", "Nhằm làm tốt việc này, ", ""])
def test_an_issuer_is_called_without_its_province(opener: str, who: str) -> None:
    head = "UBND TỈNH SƠN LA\nSỞ Y TẾ\n\nSố: 12/SYT-NV\nSơn La, ngày 04 tháng 5 năm 2026\nKính gửi: Các bệnh viện\n"
    text = f"{head}{opener}Sở Y tế đề nghị {who} rà soát kho dữ liệu như sau:\n1. Về dữ liệu\na) Làm sạch dữ liệu.\n"
    found = {", ".join(agencies(duty)) for duty in parse_plan(text=text).duties}
    assert found == {who}


@pytest.mark.parametrize("mark", ["", ":"])
def test_a_heading_ends_with_words_that_bind(mark: str) -> None:
    found = duties(f"1. Trường các điểm thi có trách nhiệm{mark}", "- Bố trí phòng dự phòng.", "- Kê lại bàn ghế.")
    assert [agencies(duty) for duty in found] == [["Trường các điểm thi"]] * 2


def test_a_kind_is_told_by_who_owns_it() -> None:
    (duty,) = duties("1. Các trường đại học ngoài công lập xây dựng kế hoạch riêng.")
    assert agencies(duty) == ["Các trường đại học ngoài công lập"]


def test_a_post_is_told_by_its_first_verb() -> None:
    (duty,) = duties("1. Chuyên viên phụ trách tổng hợp tham mưu UBND xã lịch họp.")
    assert agencies(duty) == ["Chuyên viên phụ trách tổng hợp"]


def test_a_time_counted_from_an_event_ends_with_its_bracket() -> None:
    (duty,) = duties("1. Công an xã trả lời công dân (trong thời hạn 05 ngày kể từ ngày nhận đơn).")
    assert duty.due == "trong thời hạn 05 ngày kể từ ngày nhận đơn"


def test_who_receives_does_not_act() -> None:
    lines = ["1. Sở Y tế", "- Căn cứ nhiệm vụ, lập dự toán hằng năm, gửi Sở Nội vụ, Sở Tài chính để tổng hợp, báo cáo."]
    assert [agencies(duty) for duty in duties(*lines)] == [["Sở Y tế"]]
