"""Duties in running prose: verbs of no list, schools, hospitals and firms, persons, brackets, tasks with slots below."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.models import Duty, NodeKind
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.schedule import recurring

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nKẾ HOẠCH\nChuyển đổi số\n\n"


def duties(*lines: str, section: str = "III. TỔ CHỨC THỰC HIỆN") -> list[Duty]:
    return list(parse_plan(text=HEAD + "".join(f"{line}\n" for line in (section, *lines))).duties)


def said(duty: Duty) -> tuple[list[str], str, list[str]]:
    return [a.name for a in duty.agencies], duty.role.value, [p.name for p in duty.partners]


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("Bệnh viện Phổi dùng phần mềm đọc phim.", ["Bệnh viện Phổi"]),
        ("Trung tâm Kỹ thuật nông nghiệp tỉnh gom số liệu thời tiết của các trạm.", ["Trung tâm Kỹ thuật nông nghiệp tỉnh"]),
        ("Trường Đại học Vinh, Trường Đại học Thủ Dầu Một mở ngành khoa học dữ liệu.",
         ["Trường Đại học Vinh", "Trường Đại học Thủ Dầu Một"]),
        ("Công ty Cấp nước Lào Cai thay đồng hồ cơ bằng đồng hồ số.", ["Công ty Cấp nước Lào Cai"]),
        ("Học viện Hải quân trao đổi giảng viên với trường bạn.", ["Học viện Hải quân"]),
        ("Điện lực Bát Xát nâng công suất trạm biến áp.", ["Điện lực Bát Xát"]),
        # a verb of no list: in a section that assigns work the agency at the head acts
        ("Sở Y tế khơi dòng dữ liệu giữa các bệnh viện.", ["Sở Y tế"]),
        ("UBND các xã hiến kế cho tỉnh.", ["UBND các xã"]),
        # persons
        ("Các đồng chí thành viên Ban Chỉ đạo đi cơ sở mỗi tháng một lần.", ["Các đồng chí thành viên Ban Chỉ đạo"]),
        ("Đề nghị đồng chí Trưởng Ban Tuyên giáo Tỉnh ủy định hướng nội dung.", ["đồng chí Trưởng Ban Tuyên giáo Tỉnh ủy"]),
        ("Đề nghị các đồng chí Uỷ viên Ban Thường vụ Tỉnh uỷ quan tâm chỉ đạo.",
         ["các đồng chí Uỷ viên Ban Thường vụ Tỉnh uỷ"]),
        # bodies of communes since July 2025, groups below them
        ("Văn phòng HĐND và UBND phường Sa Pa bố trí máy quét.", ["Văn phòng HĐND và UBND phường Sa Pa"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị lắp cảm biến ngập.", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("Các thôn, tổ dân phố cử người học lớp kỹ năng số.", ["Các thôn", "tổ dân phố"]),
        ("Tổ công tác liên ngành rà từng hồ sơ.", ["Tổ công tác liên ngành"]),
        # after the field, after what it rests on
        ("Trong lĩnh vực tưới tiêu, Công ty Thủy lợi Lào Cai đo mực nước hồ chứa.", ["Công ty Thủy lợi Lào Cai"]),
        ("Trong lĩnh vực điện, giao Công ty Điện lực Lào Cai chủ trì lắp công tơ.", ["Công ty Điện lực Lào Cai"]),
    ],
)  # fmt: skip
def test_who_acts_in_prose(clause: str, agencies: list[str]) -> None:
    assert [said(duty)[0] for duty in duties(f"1. {clause}")] == [agencies]


@pytest.mark.parametrize(
    "clause",
    [
        "Sở Y tế còn thiếu bác sĩ biết tin học.",
        "UBND các xã chưa có máy chủ riêng.",
        "Trung tâm Chuyển đổi số tỉnh trực thuộc Sở Khoa học và Công nghệ.",
    ],
)
def test_how_an_agency_is_is_no_duty(clause: str) -> None:
    assert duties(f"1. {clause}") == []


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("Sở Y tế khơi dòng dữ liệu giữa các bệnh viện.", [["Sở Y tế"]]),
        ("Hằng năm, Sở Y tế khơi dòng dữ liệu.", [["Sở Y tế"]]),
        ("Trường Đại học Hà Tĩnh nhân giống lúa chịu mặn.", [["Trường Đại học Hà Tĩnh"]]),
        ("Các doanh nghiệp khơi dòng dữ liệu.", []),  # of a kind of body the words may say which is meant
        ("Sở Y tế hiện quản lý 12 bệnh viện.", []),
    ],
)
def test_outside_sections_that_assign_work_bodies_by_name_act_by_any_verb(clause: str, agencies: list[str]) -> None:
    assert [said(duty)[0] for duty in duties(f"1. {clause}", section="II. GIẢI PHÁP")] == agencies


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("Sở Y tế đề nghị UBND các xã ven biển rà soát trạm y tế.", ["UBND các xã ven biển"]),
        ("Theo đó, Sở Xây dựng cũng kiến nghị Công an tỉnh phân luồng giao thông.", ["Công an tỉnh"]),
        ("Chủ tịch UBND tỉnh chỉ đạo, trong thời gian tới, các chủ đầu tư lập hồ sơ.", ["các chủ đầu tư"]),
        ("Sở Y tế đề nghị UBND tỉnh xem xét bổ sung kinh phí.", ["Sở Y tế"]),  # who decides is asked for a decision
        ("Thời tiết khô hanh còn kéo dài, đề nghị UBND xã, các hợp tác xã phối hợp phòng cháy.",
         ["UBND xã", "các hợp tác xã"]),
        ("Trưởng Ban Vận động hiến máu yêu cầu Công an tỉnh bố trí lực lượng.", ["Công an tỉnh"]),
        ("Thứ trưởng giao Cục Tần số lập kế hoạch.", ["Cục Tần số"]),
        ("Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch yêu cầu Sở Du lịch lập kế hoạch.", ["Sở Du lịch"]),
        ("Trên cơ sở đó, ông Trần Văn A chỉ đạo Sở NN-PTNT (cơ quan thường trực) chủ trì lập kế hoạch.",
         ["Sở NN-PTNT"]),
        ("Thực hiện Công văn số 12/BYT-DP, Sở Y tế đề nghị UBND các xã rà soát.", ["UBND các xã"]),
        ("UBND tỉnh giao trách nhiệm Sở Y tế phối hợp các sở, ngành lập kế hoạch.", ["Sở Y tế"]),
        ("UBND tỉnh cũng chỉ đạo Sở Nội vụ chủ trì tổng kết.", ["Sở Nội vụ"]),
        ("Tại Công văn số 49/VP-KT, UBND huyện yêu cầu các trường cần mua máy tính.", ["các trường"]),
        ("Sở Giao thông vận tải lắp camera.", ["Sở Giao thông vận tải"]),
        # bodies and people of no list, up to the verb
        ("Giao Cấp ủy các chi bộ khu phố duy trì tổ công nghệ số.", ["Cấp ủy các chi bộ khu phố"]),
        ("Cấp ủy các chi bộ khẩn trương rà soát danh sách.", ["Cấp ủy các chi bộ"]),
        ("Sở Y tế được UBND tỉnh giao chủ trì lập danh mục.", ["Sở Y tế"]),
    ],
)  # fmt: skip
def test_whom_any_body_asks_acts(clause: str, agencies: list[str]) -> None:
    assert [said(duty)[0] for duty in duties(f"1. {clause}", section="II. GIẢI PHÁP")] == [agencies]


def test_what_a_body_says_of_things_as_they_are_is_no_duty() -> None:
    assert duties("1. Ban Thường vụ Đảng ủy đánh giá cao tinh thần của các chi bộ.", section="II. GIẢI PHÁP") == []


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("Nhà trường chủ động bố trí phòng học.", [["Nhà trường"]]),
        ("Các thành viên Đoàn thực hiện nghiêm túc kế hoạch.", [["Các thành viên Đoàn"]]),
        ("Hiệu trưởng các trường đưa nội dung vào giảng dạy.", [["Hiệu trưởng các trường"]]),
        ("Hiệu trưởng các trường trung cấp rà soát phòng máy.", [["Hiệu trưởng các trường trung cấp"]]),
        ("Trường hợp pháp luật thay đổi thì điều chỉnh theo.", []),
        ("Công tác tuyên truyền thực hiện thường xuyên.", []),
    ],
)
def test_who_is_of_no_list_acts_where_work_is_assigned(clause: str, agencies: list[str]) -> None:
    assert [said(duty)[0] for duty in duties(f"1. {clause}")] == agencies


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("UBND các xã có tuyến đường đi qua rà soát mốc giới.", [["UBND các xã có tuyến đường đi qua"]]),
        ("Các cơ quan, đơn vị được kiểm tra có biện pháp khắc phục.", [["Các cơ quan, đơn vị được kiểm tra"]]),
        ("Các cơ quan, đơn vị có văn bản gửi Sở Y tế.", [["Các cơ quan, đơn vị"]]),
    ],
)
def test_a_group_is_named_with_what_it_has_or_what_is_done_to_it(clause: str, agencies: list[str]) -> None:
    assert [said(duty)[0] for duty in duties(f"1. {clause}")] == agencies


def test_a_partner_of_no_list_is_named_up_to_the_verb() -> None:
    clause = "1. Giao Tỉnh đoàn chủ trì, phối hợp cùng Cấp ủy các chi bộ khu phố duy trì tổ công nghệ số."
    assert [said(duty) for duty in duties(clause)] == [(["Tỉnh đoàn"], "lead", ["Cấp ủy các chi bộ khu phố"])]


def test_where_work_is_assigned_asking_others_is_the_task() -> None:
    clause = "1. Sở Y tế yêu cầu các bệnh viện công khai giá thuốc."
    assert [said(duty)[0] for duty in duties(clause)] == [["Sở Y tế"]]


def test_brackets_at_the_end_say_who_leads_and_who_joins() -> None:
    clause = "1. Làm bản đồ ngập lụt (Sở Xây dựng chủ trì; các sở, ban, ngành phối hợp; xong trong năm 2027)."
    assert [said(duty) for duty in duties(clause)] == [(["Sở Xây dựng"], "lead", ["các sở, ban, ngành"])]


def test_an_order_to_all_departments_is_not_the_act_of_the_agency_above() -> None:
    lines = (
        "1. Các doanh nghiệp công nghệ",
        "Đăng ký đề tài.",
        "Trên cơ sở Kế hoạch, yêu cầu các sở, ngành lập dự toán.",
    )
    assert [said(duty)[0] for duty in duties(*lines)] == [["Các doanh nghiệp công nghệ"], ["các sở, ngành"]]


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("Khơi dòng dữ liệu giữa các bệnh viện; phối hợp với Công an tỉnh bảo vệ dữ liệu.", "implement"),
        ("Làm cơ quan đầu mối theo dõi, đôn đốc.", "lead"),
        ("Định kỳ hằng quý, phối hợp với Công an tỉnh rà soát; gửi kết quả.", "coordinate"),
    ],
)
def test_the_first_part_counts_though_its_verb_is_of_no_list(clause: str, role: str) -> None:
    assert [duty.role.value for duty in duties("1. Sở Y tế", f"- {clause}")] == [role]


def test_a_task_with_lines_of_who_and_when_below_is_a_lead_and_has_the_duty() -> None:
    lines = (
        "1. Số hóa 9.000 hồ sơ địa chính",
        "- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.",
        "- Cơ quan phối hợp: UBND các xã.",
        "- Thời gian: Quý II/2027.",
    )
    document = parse_plan(text=HEAD + "II. NHIỆM VỤ\n" + "\n".join(lines) + "\n")
    [task] = [node for node in document.nodes if node.label == "1."]
    assert task.kind is NodeKind.LEAD
    assert [(duty.clause, *said(duty), duty.due) for duty in document.duties] == [
        (task.id, ["Sở Nông nghiệp và Môi trường"], "lead", ["UBND các xã"], "Quý II/2027")
    ]
    assert [target.clause for target in document.targets] == [task.id]


def test_beside_tasks_a_title_with_the_same_lines_below_is_a_task_as_well() -> None:
    lines = (
        "1. Số hóa hồ sơ địa chính",
        "- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.",
        "2. Hệ thống dự báo lũ quét",
        "- Cơ quan chủ trì: Sở Xây dựng.",
    )
    assert [(duty.clause, said(duty)[0]) for duty in duties(*lines, section="II. NHIỆM VỤ")] == [
        ("II.1", ["Sở Nông nghiệp và Môi trường"]),
        ("II.2", ["Sở Xây dựng"]),
    ]


def test_a_yearly_report_is_annual_and_that_of_one_year_is_not() -> None:
    assert recurring(lowered("gửi báo cáo năm trước ngày 05 tháng 12")) == "annual"
    assert recurring(lowered("gửi báo cáo năm 2026 trước ngày 05 tháng 12")) is None
    assert recurring(lowered("mỗi năm học tổ chức 02 ngày hội")) is None


@pytest.mark.parametrize(
    "name",
    [
        "Viện Nghiên cứu nuôi trồng thủy sản II",
        "Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ",
        "Quỹ Đầu tư phát triển tỉnh",
        # the second syllable of a word is a verb of its own elsewhere
        "Cục Khoa học công nghệ và Đào tạo",
        "Trường Đại học Xây dựng Miền Trung",
        "Trung tâm Trợ giúp pháp lý nhà nước",
        "Ban Quản lý Công trình giao thông tỉnh",
        "Trung tâm Dữ liệu mở tỉnh",
        "Trung tâm Ứng dụng tiến bộ khoa học công nghệ",
        "Tổ công tác Cải cách thủ tục hành chính tỉnh",
    ],
)
def test_a_field_of_work_within_a_name_ends_no_name(name: str) -> None:
    listed = AgencyReader().read(f"{name} lắp cảm biến", 0)
    assert listed is not None
    assert [item.name for item in listed.items] == [name]


def test_a_syllable_of_two_letters_before_a_full_stop_is_no_abbreviation() -> None:
    clause = "1. Nối máy của các trạm y tế. Sở Y tế chủ trì, hoàn thành trước ngày 30/6/2027."
    assert [said(duty)[0] for duty in duties(clause, section="II. NHIỆM VỤ")] == [["Sở Y tế"]]


def test_a_heading_in_capitals_names_bodies_of_no_list_where_work_is_assigned() -> None:
    lines = (
        "1. CÁC ĐƠN VỊ TRỰC THUỘC",
        "1.1. BỆNH VIỆN MẮT, BỆNH VIỆN PHỔI",
        "- Gom phim chụp.",
        "1.2. HỘI NHẬP QUỐC TẾ",
        "- Đi học hỏi.",
    )
    assert said(duties(*lines)[0])[0] == ["BỆNH VIỆN MẮT", "BỆNH VIỆN PHỔI"]
    assert all("HỘI" not in name for duty in duties(*lines) for name in said(duty)[0])


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        # one order to several
        ("Giao Văn phòng UBND tỉnh theo dõi, Sở Tài chính tổng hợp.", ["Văn phòng UBND tỉnh", "Sở Tài chính"]),
        ("Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế, Sở Nội vụ lập dự toán.", ["Sở Tài chính"]),
        # who is told to be willing, with a kind of body of no list among known ones
        ("Các nhà máy thủy điện, Công ty Điện lực, Viễn thông Lào Cai chủ động thay thiết bị.",
         ["Các nhà máy thủy điện", "Công ty Điện lực", "Viễn thông Lào Cai"]),
        ("Vườn quốc gia Hoàng Liên, Khu bảo tồn Bát Xát đếm chim bằng máy bay không người lái.",
         ["Vườn quốc gia Hoàng Liên", "Khu bảo tồn Bát Xát"]),
        # people and bodies of no list beside a known one, up to the verb
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, già làng, người có uy tín vận động bà con.",
         ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "già làng", "người có uy tín"]),
        ("Các công ty cà phê, hợp tác xã sầu riêng gắn chip theo dõi vườn cây.",
         ["Các công ty cà phê", "hợp tác xã sầu riêng"]),
        ("Sở Nội vụ ghi âm sử thi; Trường Đại học Tây Nguyên huấn luyện mô hình dịch.",
         ["Sở Nội vụ", "Trường Đại học Tây Nguyên"]),
        ("Phân hiệu Đại học Thái Nguyên tại Lào Cai, Trường Cao đẳng Lào Cai mở lớp.",
         ["Phân hiệu Đại học Thái Nguyên tại Lào Cai", "Trường Cao đẳng Lào Cai"]),
        ("Đài Khí tượng Thủy văn khu vực Việt Bắc, UBND thành phố Hội An đo mưa.",
         ["Đài Khí tượng Thủy văn khu vực Việt Bắc", "UBND thành phố Hội An"]),
    ],
)  # fmt: skip
def test_several_in_one_clause(clause: str, agencies: list[str]) -> None:
    assert [name for duty in duties(f"1. {clause}") for name in said(duty)[0]] == agencies


def test_another_body_after_a_semicolon_acts_itself_unless_it_is_told_to() -> None:
    own = duties("1. Các hội, đoàn thể tỉnh", "Vận động hội viên; Tỉnh đoàn phát động phong trào.")
    assert [said(duty)[0] for duty in own] == [["Các hội, đoàn thể tỉnh", "Tỉnh đoàn"]]
    told = duties("1. Sở Nội vụ", "Hướng dẫn các sở lập danh sách; Tỉnh đoàn cử người học.")
    assert [said(duty)[0] for duty in told] == [["Sở Nội vụ"]]


def test_a_time_after_a_slot_and_one_that_is_no_act() -> None:
    slot = "1. Làm bản đồ ngập lụt. Cơ quan chủ trì: Sở Xây dựng; hoàn thành trong quý III năm 2027."
    assert [duty.due for duty in duties(slot)] == ["trong quý III năm 2027"]
    bracket = "1. Thành lập Hội đồng tư vấn (Sở Nội vụ tham mưu, hoàn thành trước 31/3/2027)."
    assert [duty.role.value for duty in duties(bracket)] == ["advise"]


def test_a_kind_of_body_has_the_words_that_say_which() -> None:
    assert [said(duty)[0] for duty in duties("1. Các doanh nghiệp lữ hành xây dựng tua mới.")] == [
        ["Các doanh nghiệp lữ hành"]
    ]
    heading = "1. Các doanh nghiệp công nghệ, viện nghiên cứu đóng trên địa bàn tỉnh:"
    assert [said(duty)[0] for duty in duties(heading, "Đề xuất bài toán.")] == [
        ["Các doanh nghiệp công nghệ", "viện nghiên cứu đóng trên địa bàn tỉnh"]
    ]
    row = "TT\tNhiệm vụ\tChủ trì\tPhối hợp\n1\tTua ảo\tSở Du lịch\tCác doanh nghiệp lữ hành; hợp tác xã kiểu mới\n"
    assert [said(duty)[2] for duty in duties(row, section="Phụ lục")] == [
        ["Các doanh nghiệp lữ hành", "hợp tác xã kiểu mới"]
    ]


def test_a_heading_of_several_departments_and_partners_with_commas_in_their_names() -> None:
    lines = (
        "1. Trách nhiệm của Sở Nội vụ; Sở Tài chính; Công an tỉnh",
        "Theo chức năng, hướng dẫn kỹ thuật.",
        "2. Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
        "Chủ trì, phối hợp với Trung tâm Phối hợp tìm kiếm, cứu nạn hàng hải khu vực IV và UBND các huyện ven biển diễn tập.",
    )
    assert [said(duty) for duty in duties(*lines)] == [
        (["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"], "implement", []),
        (
            ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"],
            "lead",
            ["Trung tâm Phối hợp tìm kiếm, cứu nạn hàng hải khu vực IV", "UBND các huyện ven biển"],
        ),
    ]


@pytest.mark.parametrize(
    ("others", "heading", "named"),
    [
        (("1. Thể chế", "- Rà soát quy định của tỉnh."), "2. Doanh nghiệp", False),
        (("1. Sở Tài chính", "- Bố trí kinh phí."), "2. Doanh nghiệp", True),
        (("1. Thể chế", "- Rà soát quy định của tỉnh."), "2. Các doanh nghiệp", True),
    ],
)
def test_a_kind_of_body_among_headings_of_matters_is_a_matter(others, heading, named):
    found = duties(*others, heading, "- Xây dựng cổng hỗ trợ chuyển đổi số.", section="III. NHIỆM VỤ")
    given = [a.name for duty in found if duty.clause == "III.2.-1" for a in duty.agencies]
    assert given == ([heading.removeprefix("2. ")] if named else [])


@pytest.mark.parametrize(
    ("task", "role"),
    [
        ("Hằng năm báo cáo UBND tỉnh kết quả; sơ kết vào năm 2028, tổng kết vào năm 2030", "report"),
        ("Sơ kết, tổng kết việc thực hiện Kế hoạch", "implement"),
        ("Hằng năm báo cáo UBND tỉnh kết quả; sơ kết, lắp đặt 20 camera", "implement"),
    ],
)
def test_reviews_beside_a_report_belong_to_it(task, role):
    plan = parse_plan(text=f"KẾ HOẠCH\nVề AI\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công nghệ\n- {task}.\n")
    assert [duty.role.value for duty in plan.duties] == [role]
