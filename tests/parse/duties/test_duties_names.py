"""Names of bodies of no list, and of groups with the words that say which, wherever a plan names who acts."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.lexicon import agencies
from vnplan.models import Duty
from vnplan.parse.duties.names_by_place import name_end
from vnplan.parse.duties.schedule import due

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nKẾ HOẠCH\nChuyển đổi số\n\n"


def duties(*lines: str, section: str = "III. TỔ CHỨC THỰC HIỆN") -> list[Duty]:
    return list(parse_plan(text=HEAD + "".join(f"{line}\n" for line in (section, *lines))).duties)


def said(duty: Duty) -> tuple[list[str], str, list[str]]:
    return [a.name for a in duty.agencies], duty.role.value, [p.name for p in duty.partners]


UNLISTED = [
    "Google Việt Nam",
    "NVIDIA",
    "Agribank Chi nhánh Sa Pa",
    "Đặc khu Lý Sơn",
    "Đồn Biên phòng cửa khẩu quốc tế Lao Bảo",
    "Lữ đoàn 575",
    "Đoàn Kinh tế - Quốc phòng 345",
    "Thuế cơ sở 3 tỉnh Lào Cai",
    "HTX Dược liệu Sa Pa",
    "Liên hiệp Hợp tác xã Dịch vụ Nông nghiệp",
    "Chi cục Chăn nuôi, Thú y và Thủy sản",
    "Viện Nghiên cứu Sinh thái, Môi trường Tây Bắc",
    "Quỹ Đầu tư phát triển, bảo lãnh tín dụng tỉnh",
    "Bệnh viện Đa khoa tỉnh số 1",
    "Trung tâm Y tế khu vực Bắc Hà",
    "Trung tâm Dịch vụ việc làm",
    "Thư viện tỉnh",
    "Nhà Thiếu nhi tỉnh",
    "Khu công nghệ cao Bát Xát",
    "Ban Chỉ đạo về phát triển khoa học, công nghệ, ĐMST, chuyển đổi số và Đề án 06",
]


@pytest.mark.parametrize("name", UNLISTED)
def test_a_name_of_no_list_is_read_whole_in_every_place(name: str) -> None:
    frames = [
        ([f"1. {name} chủ trì, phối hợp với Sở Y tế lập hồ sơ."], "agencies"),
        ([f"1. Giao {name} theo dõi việc thực hiện."], "agencies"),
        ([f"1. {name}: Bố trí máy quét."], "agencies"),
        ([f"1. Sở Y tế chủ trì, phối hợp với {name}, Sở Nội vụ lập hồ sơ."], "partners"),
        ([f"1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ và {name} tổ chức hội thảo."], "partners"),
        (["1. Lập kho dữ liệu.", "- Chủ trì: Sở Y tế", f"- Phối hợp: Sở Nội vụ; {name}; Công an tỉnh"], "partners"),
        (["1. Lập kho dữ liệu.", f"- Cơ quan chủ trì: {name}", "- Phối hợp: Sở Y tế"], "agencies"),
        (["1. Sở Y tế", "- Đọc phim.", f"2. {name}", "- Bố trí máy quét."], "agencies"),
    ]
    for lines, part in frames:
        found = [mention.name for duty in duties(*lines) for mention in getattr(duty, part)]
        assert [other for other in found if other not in {"Sở Y tế", "Sở Nội vụ", "Công an tỉnh"}] == [name], lines


@pytest.mark.parametrize(
    "words",
    [
        "Đề án 06 của Chính phủ",
        "Kế hoạch số 12 Tỉnh ủy",
        "Nghị quyết Đại hội",
        "Quảng Trị, Huế",
        "Trong quá trình thực hiện",
        "TRONG QUÁ TRÌNH THỰC HIỆN, CÁC SỞ",
        "Ứng dụng AI trong y tế",
    ],
)
def test_a_document_a_place_and_a_verb_are_no_name(words: str) -> None:
    assert name_end(words, words.lower(), 0) == -1


def test_no_body_of_no_list_acts_outside_a_section_that_assigns_work() -> None:
    assert duties("1. Sa Pa Xanh mở lớp học.", section="II. NHIỆM VỤ") == []
    assert [said(d)[0] for d in duties("1. Sa Pa Xanh chủ trì lớp học.", section="II. NHIỆM VỤ")] == [["Sa Pa Xanh"]]


def test_a_department_after_a_group_is_named_by_itself() -> None:
    (duty,) = duties("1. Công an tỉnh chủ trì, phối hợp với các xã, phường, Sở Nội vụ rà soát.")
    assert said(duty)[2] == ["các xã, phường", "Sở Nội vụ"]


@pytest.mark.parametrize(
    ("clause", "agencies", "role"),
    [
        ("Các cơ quan, đơn vị được giao chủ trì nhiệm vụ xây dựng kế hoạch chi tiết.",
         ["Các cơ quan, đơn vị được giao chủ trì nhiệm vụ"], "implement"),
        ("Các sở, ngành được phân công phối hợp với Sở Y tế.", ["Các sở, ngành"], "coordinate"),
        ("Các phòng, ban, đơn vị thuộc Sở cử đầu mối.", ["Các phòng, ban, đơn vị thuộc Sở"], "implement"),
        ("Cơ quan chủ trì lập dự toán từng nhiệm vụ.", ["Cơ quan chủ trì"], "implement"),
        ("Cơ quan thường trực kiểm tra, đôn đốc các xã, tổng hợp kết quả hằng quý.", ["Cơ quan thường trực"], "implement"),
    ],
)  # fmt: skip
def test_a_group_is_named_with_what_says_which(clause: str, agencies: list[str], role: str) -> None:
    assert [said(duty)[:2] for duty in duties(f"1. {clause}")] == [(agencies, role)]


def test_a_short_form_of_a_body_of_no_list_acts_too() -> None:
    found = duties(
        "1. Viện Khoa học Kỹ thuật Nông Lâm nghiệp Tây Nguyên (WASI) chủ trì chọn giống.",
        "2. WASI cung cấp dữ liệu giống; Sở Công Thương kết nối sàn thương mại.",
    )
    assert [said(duty)[0] for duty in found][1] == ["WASI", "Sở Công Thương"]


def test_a_short_form_in_brackets_stands_before_the_verb() -> None:
    (duty,) = duties(
        "1. Giao Sở Khoa học và Công nghệ (sau đây gọi tắt là Sở KHCN) chủ trì, phối hợp với Sở Y tế lập đề án."
    )
    assert said(duty) == (["Sở Khoa học và Công nghệ"], "lead", ["Sở Y tế"])


def test_who_stands_beside_the_one_who_leads_is_a_partner() -> None:
    (duty,) = duties("1. Sở Y tế làm đầu mối, cùng với Sở Nội vụ, Công ty TNHH Dakman Việt Nam xây dựng mô hình.")
    assert said(duty) == (["Sở Y tế"], "lead", ["Sở Nội vụ", "Công ty TNHH Dakman Việt Nam"])


def test_by_whom_a_thing_is_done_where_the_sentence_begins_with_the_thing() -> None:
    tasks = "II. NHIỆM VỤ"
    (duty,) = duties(
        "1. Danh mục dữ liệu mở do Sở Y tế công bố hằng quý; các sở, ngành cung cấp dữ liệu.", section=tasks
    )
    assert said(duty)[0] == ["Sở Y tế"]
    assert duties("1. Tham gia cuộc thi do Sở Y tế tổ chức.", section=tasks) == []
    assert duties("1. Các văn bản do UBND tỉnh ban hành.", section=tasks) == []


def test_within_the_limits_of_ones_tasks_is_no_part_of_a_name() -> None:
    (duty,) = duties(
        "1. Ngân hàng Nhà nước Khu vực 3 trong phạm vi nhiệm vụ của mình tổ chức thực hiện và báo cáo Sở Y tế."
    )
    assert said(duty)[:2] == (["Ngân hàng Nhà nước Khu vực 3"], "implement")


def test_a_lead_left_out_in_a_table_of_plain_text_is_the_one_above_in_its_section() -> None:
    rows = ["| TT | Nhiệm vụ | Cơ quan chủ trì | Phối hợp |", "| I | Dữ liệu | | |",
            "| 1 | Lập kho dữ liệu | Sở Y tế | Sở Nội vụ |", "| 2 | Mở kho dữ liệu | | Công an tỉnh |",
            "| II | Nhân lực | | |", "| 3 | Dạy kỹ năng số | | Sở Nội vụ |"]  # fmt: skip
    assert [said(duty) for duty in duties(*rows, section="PHỤ LỤC")] == [
        (["Sở Y tế"], "lead", ["Sở Nội vụ"]), (["Sở Y tế"], "lead", ["Công an tỉnh"])]  # fmt: skip


@pytest.mark.parametrize("words", ["trước mùa mưa năm 2026", "trước năm học 2026 - 2027"])
def test_a_season_is_a_due_time(words: str) -> None:
    line = f"Lắp trạm quan trắc {words}."
    found = due(line, line.lower())
    assert found is not None
    assert line[found.start : found.end] == words


def test_communes_after_a_colon_belong_to_one_name() -> None:
    text = "UBND các xã: Trịnh Tường, A Mú Sung và Sở Y tế"
    assert [m.name for m in agencies().matcher().scan(text)] == ["UBND các xã: Trịnh Tường, A Mú Sung", "Sở Y tế"]


def test_a_commune_whose_name_begins_like_a_body_keeps_it() -> None:
    scan = agencies().matcher().scan
    assert [m.name for m in scan("UBND xã Hội Sơn và Hội Nông dân tỉnh")] == ["UBND xã Hội Sơn", "Hội Nông dân tỉnh"]


def test_a_branch_behind_a_dash_is_part_of_the_name() -> None:
    text = "Trường Đại học Bình Dương - Phân hiệu Cà Mau, Trường Cao đẳng Cộng đồng Cà Mau"
    assert [m.name for m in agencies().matcher().scan(text)] == text.split(", ")


def test_the_steering_committee_of_the_party_is_named_whole() -> None:
    name = "Ban Chỉ đạo của Tỉnh ủy về phát triển khoa học, công nghệ, ĐMST và chuyển đổi số"
    (duty,) = duties(f"1. {name}: Lãnh đạo chung; mỗi quý họp một lần.")
    assert said(duty)[0] == [name]


def test_bodies_of_one_list_before_a_verb_of_no_list_are_no_heading() -> None:
    (duty,) = duties("1. Hội Nông dân tỉnh, Câu lạc bộ Sáng chế Đất Mũi giúp nông dân đăng ký nhãn hiệu, sáng chế.")
    assert said(duty)[0] == ["Hội Nông dân tỉnh", "Câu lạc bộ Sáng chế Đất Mũi"]


def test_a_heading_of_kinds_of_bodies() -> None:
    found = duties("1. Sở Y tế", "- Đọc phim bằng AI.", "2. Các trường học, trạm y tế, hợp tác xã", "- Gửi sáng kiến.")
    assert said(found[1])[0] == ["Các trường học", "trạm y tế", "hợp tác xã"]


def test_who_joins_after_a_kind_of_body_with_words_of_its_own() -> None:
    (duty,) = duties(
        "1. Rà soát thủ tục; Chi cục Hải quan Khu vực XX chủ trì, các doanh nghiệp xuất nhập khẩu phối hợp."
    )
    assert said(duty) == (["Chi cục Hải quan Khu vực XX"], "lead", ["các doanh nghiệp xuất nhập khẩu"])


def test_a_part_with_others_names_partners() -> None:
    (duty,) = duties("1. Công an tỉnh chủ trì vận hành camera; cùng với Sở Y tế xử lý vi phạm.")
    assert said(duty) == (["Công an tỉnh"], "lead", ["Sở Y tế"])


def test_by_whom_before_one_who_only_joins() -> None:
    (duty,) = duties("1. Việc chọn giống do Viện Lúa chủ trì; Sở Y tế phối hợp.", section="II. NHIỆM VỤ")
    assert said(duty) == (["Viện Lúa"], "lead", ["Sở Y tế"])


def test_units_without_a_department_do_not_only_take_up_others() -> None:
    found = duties("1. Sở Tài chính tham mưu UBND tỉnh; các đơn vị sự nghiệp công lập tự bảo đảm chi.")
    assert [said(duty)[0] for duty in found] == [["Sở Tài chính"], ["các đơn vị sự nghiệp công lập"]]


@pytest.mark.parametrize("title", ["Nhiệm vụ 1. Trợ lý ảo cho du khách:", "Nhiệm vụ 1: Trợ lý ảo cho du khách"])
def test_a_counted_task_has_the_slots_below_it(title: str) -> None:
    lines = [title, "- Nội dung: mô hình ngôn ngữ, bản đồ số.", "- Đầu mối thực hiện: Sở Y tế", "- Thời gian: Hằng năm"]
    (duty,) = duties(*lines, section="II. NHIỆM VỤ")
    assert (said(duty)[:2], duty.recurring, duty.clause) == ((["Sở Y tế"], "lead"), "annual", "II.Nhiệm vụ 1")


def test_a_quarter_that_is_a_part_of_its_own_is_a_due_time() -> None:
    (duty,) = duties("1. Đầu tư máy chủ (Sở Y tế chủ trì; VNPT Lào Cai phối hợp; quý II/2026).", section="II. NHIỆM VỤ")
    assert (said(duty)[0], duty.due, str(duty.due_date)) == (["Sở Y tế"], "quý II/2026", "2026-06-30")
