"""Standing duties and set phrases lead to their provision in whosever paragraph they stand."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

PLAN = """KẾ HOẠCH
Triển khai Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng trí tuệ nhân tạo
III. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ
{}
"""
COORDINATES = "Là cơ quan đầu mối đôn đốc, tổng hợp tình hình triển khai Kế hoạch; "


def links(clause: str, reference: str = "qd-127-2021") -> dict[str, bool]:
    alignment = align_plan(parse_plan(text=PLAN.format(clause)), load_reference(reference))
    return {link.provision: link.needs_review for link in alignment.links}


@pytest.mark.parametrize(
    "report",
    [
        "trước ngày 05 tháng 12 hằng năm trình Ủy ban nhân dân tỉnh báo cáo gửi Bộ Khoa học và Công nghệ.",
        "hằng năm dự thảo báo cáo của Ủy ban nhân dân tỉnh gửi Bộ Khoa học và Công nghệ trước ngày 10/12.",
    ],
)
def test_the_department_in_charge_draws_the_report_up(report):
    found = links(COORDINATES + report)
    assert found["D2.1"] is False
    assert found["D2.5"] is True


def test_a_report_by_a_day_of_the_year_is_the_one_everyone_owes_though_the_decision_sets_no_day():
    report = "tham mưu Ủy ban nhân dân tỉnh báo cáo Bộ Khoa học và Công nghệ trước ngày 20 tháng 12 hằng năm."
    assert links(COORDINATES + report, "qd-1671-2026")["D2.8.e"] is True


@pytest.mark.parametrize(
    "other",
    [
        "báo cáo Ủy ban nhân dân tỉnh khi có yêu cầu.",  # no day
        "hoàn thành báo cáo tổng kết trước ngày 31/12/2025.",  # once
        "họp giao ban vào ngày 10 tháng 12 hằng năm.",  # no report
    ],
)
def test_without_a_day_of_the_year_or_a_report_nothing_is_added(other):
    assert "D2.5" not in links(COORDINATES + other)


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Hằng năm, các phòng chuyên môn xây dựng dự toán gửi Văn phòng Sở trước ngày 15 tháng 7.", True),
        ("Bố trí vốn đối ứng 2%; hướng dẫn các đơn vị trực thuộc lập dự toán.", True),
        ("Thẩm định dự toán do các đơn vị trực thuộc gửi.", False),  # somebody else's
        ("Cân đối, bố trí kinh phí theo khả năng ngân sách.", False),
    ],
)
def test_who_draws_up_an_estimate_carries_out_what_orders_it(task, carried):
    assert ("D2.6.2" in links(task)) is carried


@pytest.mark.parametrize(
    ("who", "task", "carried"),
    [
        ("Các viện nghiên cứu, trường đại học, cao đẳng", "Chủ động đề xuất nhiệm vụ, giải pháp với tỉnh.", True),
        ("Các viện nghiên cứu, trường đại học, cao đẳng", "Mở lớp bồi dưỡng giảng viên vào dịp hè.", False),
        ("Sở Công Thương", "Chủ động đề xuất nhiệm vụ, giải pháp với tỉnh.", False),  # any office does
    ],
)
def test_institutes_and_universities_that_propose_carry_out_what_is_asked_of_them(who, task, carried):
    plan = PLAN.replace("Sở Khoa học và Công nghệ", who).format(task)
    found = align_plan(parse_plan(text=plan), load_reference("qd-127-2021")).links
    assert ("D2.4" in {link.provision for link in found}) is carried


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Cụ thể hóa thành kế hoạch hằng năm của cơ quan mình.", True),
        ("Đưa vào sổ tay hằng năm của cơ quan mình.", False),
    ],
)
def test_departments_that_make_the_plan_their_own_carry_it_out(task, carried):
    plan = PLAN.replace("Sở Khoa học và Công nghệ", "Các sở, ban, ngành").format(task)
    found = align_plan(parse_plan(text=plan), load_reference("qd-127-2021")).links
    assert ("D2.2" in {link.provision for link in found}) is carried


@pytest.mark.parametrize(
    ("task", "joined"),
    [
        ("Đề xuất, tham gia các chương trình quốc gia về TTNT phù hợp với điều kiện của tỉnh.", True),
        ("Vận động doanh nghiệp tham gia chương trình khoa học và công nghệ cấp quốc gia về TTNT.", True),
        ("Vận động doanh nghiệp tham gia chương trình giảm nghèo cấp quốc gia.", False),  # on something else
        ("Vận động sinh viên tham gia chương trình giao lưu về TTNT do tỉnh tổ chức.", False),
        ("Đề xuất, đặt hàng nhiệm vụ khoa học và công nghệ có liên quan đến TTNT của tỉnh.", False),  # no programme
    ],
)
def test_a_locality_takes_part_in_a_national_programme(task, joined):
    assert ("PL.4" in links(task)) is joined


@pytest.mark.parametrize(
    ("section", "line", "carried"),
    [
        (
            "I. MỤC TIÊU",
            "Nâng cao nhận thức của cấp ủy, chính quyền các cấp về vị trí, tầm quan trọng của TTNT.",
            "III.4.3",
        ),
        (
            "III. NHIỆM VỤ\n1. Tỉnh đoàn",
            "Nâng cao nhận thức của đoàn viên, hội viên về mặt trái của TTNT trên mạng.",
            "IV.2.6",
        ),
        ("III. NHIỆM VỤ\n1. Tỉnh đoàn", "Tuyên truyền về TTNT trên trang mạng của các huyện đoàn.", "IV.2.6"),
        ("I. MỤC TIÊU", "Nâng cao nhận thức của nhân dân về phòng, chống cháy rừng.", None),  # of something else
        ("I. MỤC TIÊU", "Tuyên truyền về kế hoạch này trên trang mạng của các huyện.", None),
    ],
)
def test_to_raise_awareness_is_an_act_of_one_name(section, line, carried):
    text = f"KẾ HOẠCH\nTriển khai Chiến lược\n{section}\n- {line}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).links
    assert [link.provision for link in found if link.provision in {"III.4.3", "IV.2.6"}] == [carried] * bool(carried)


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Xét duyệt, đặt hàng các nhiệm vụ khoa học và công nghệ cấp tỉnh về TTNT.", True),
        ("Dành kinh phí cho đề tài nghiên cứu TTNT trong chăn nuôi.", True),
        ("Xét duyệt, đặt hàng các nhiệm vụ khoa học và công nghệ về giống lúa.", False),  # on something else
    ],
)
def test_the_department_of_science_has_research_tasks_done(task, carried):
    assert ("IV.1.4" in links(task)) is carried


@pytest.mark.parametrize(
    ("provision", "task", "carried"),
    [
        ("III.4.3", "Mỗi quý mở một lớp bồi dưỡng cho 40 cán bộ cấp xã về cách dùng AI soạn thảo.", True),
        (
            "III.4.3",
            "Mỗi quý mở một lớp bồi dưỡng cho 40 cán bộ cấp xã về văn thư, lưu trữ.",
            False,
        ),  # on something else
        ("III.4.3", "Mỗi quý mở một lớp bồi dưỡng cho 40 nông dân về cách dùng AI.", False),
        ("IV.5.1", "Lập câu lạc bộ STEM ở 30 trường, cho học sinh làm quen với TTNT.", True),
        ("IV.5.1", "Lập câu lạc bộ STEM ở 30 trường, thi làm tên lửa nước.", False),
        ("III.1.1", "Quý II trình HĐND tỉnh chính sách thưởng cho tác giả giải pháp TTNT.", True),
        ("III.1.1", "Quý II trình HĐND tỉnh chính sách thưởng cho vận động viên.", False),
        ("III.2.2", "Đặt hệ thống tính toán tại khu công nghệ thông tin cho các nhóm làm mô hình AI thuê.", True),
        ("III.2.2", "Đặt hệ thống camera tại khu công nghệ thông tin cho các nhóm làm mô hình AI thuê.", False),
        ("III.1.1", "Sửa các quyết định cũ để có môi trường pháp lý thông suốt cho người làm AI.", True),
        ("III.1.1", "Sửa các quyết định cũ để có môi trường pháp lý thông suốt cho người nuôi ong.", False),
        ("IV.2.1", "Xin thử nghiệm có kiểm soát xe buýt tự lái bằng AI quanh hồ.", True),
        ("IV.2.1", "Xin thử nghiệm có kiểm soát giống lúa mới quanh hồ.", False),
        ("IV.2.5", "Mua công cụ AI dò mã độc trên máy trạm.", True),
        ("IV.2.5", "Cấm cài phần mềm lạ để tránh mã độc trên máy trạm.", False),
        ("IV.2.6", "Mỗi tháng dựng hai phóng sự về người trẻ làm AI.", True),
        ("IV.2.6", "Mỗi tháng dựng hai phóng sự về người trẻ làm gốm.", False),
        ("III.1.1", "Dự thảo nghị quyết của HĐND tỉnh hỗ trợ tiền thuê nhà cho người làm AI.", True),
        ("III.1.1", "Dự thảo nghị quyết của HĐND tỉnh đặt tên đường ở khu nhà của người làm AI.", False),
        ("III.2.2", "Mua tám bo mạch GPU cho phòng máy.", True),
        ("IV.5.1", "Thi STEAM cấp tỉnh vào dịp hè.", True),
        ("IV.5.1", "Mời bà giáo về hưu góp ý bộ sách dạy học AI.", True),
        ("IV.5.1", "Mở thêm ngành AI ở phân hiệu.", True),
        ("IV.5.1", "Mở thêm ngành thú y ở phân hiệu.", False),
        ("IV.2.6", "Truyền thông cho bà con hiểu vì sao máy AI nghe được tiếng Ê Đê.", True),
        ("IV.2.6", "Truyền thông cho bà con hiểu vì sao phải tiêm phòng chó mèo.", False),
        ("III.4.2", "Bày bán sản phẩm AI mang bản sắc xứ dừa ở hội chợ.", True),
        ("III.4.2", "Bày bán sản phẩm mây tre mang bản sắc xứ dừa ở hội chợ.", False),
        ("IV.1.4", "Một phần tư kinh phí sự nghiệp khoa học là cho đề tài AI.", True),
        ("IV.1.4", "Một phần tư kinh phí sự nghiệp khoa học là để sửa nhà lưới.", False),
    ],
)
def test_terms_of_the_trade_lead_to_what_they_are_of(provision, task, carried):
    assert (provision in links(task)) is carried


@pytest.mark.parametrize(
    ("section", "line", "carried"),
    [
        ("I. MỤC TIÊU", "Mỗi phòng, ban có trợ lý ảo giúp công chức tra cứu văn bản.", {"II.1.c.1"}),
        ("I. MỤC TIÊU", "Mỗi xã có một trợ lý số soát hồ sơ.", {"II.1.c.1"}),
        ("III. NHIỆM VỤ", "Thuê chatbot trả lời người dân hỏi về thủ tục hành chính.", {"IV.2.5"}),
        ("I. MỤC TIÊU", "AI soát nửa số hồ sơ nộp ở bộ phận một cửa.", {"II.1.c.1"}),
        ("III. NHIỆM VỤ", "Thuê tổng đài trả lời người dân hỏi về thủ tục hành chính.", set()),
        ("III. NHIỆM VỤ", "Thuê chatbot trả lời khách hỏi về phòng nghỉ.", set()),  # no administration
    ],
)
def test_virtual_assistants_of_an_administration_are_its_use_of_ai_though_it_is_not_named(section, line, carried):
    text = f"KẾ HOẠCH\nTriển khai Chiến lược\n{section}\n- {line}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).links
    assert {link.provision for link in found} & {"II.1.c.1", "IV.2.5"} == carried


@pytest.mark.parametrize(("year", "carried"), [(2025, "II.1.a.2"), (2030, "II.2.a.2")])
def test_of_goals_said_alike_the_one_for_the_year_is_taken_up(year, carried):
    text = f"KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến năm {year}\n- Ra mắt 02 thương hiệu phần mềm AI chấm điểm chè.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).links
    assert [link.provision for link in found] == [carried]


@pytest.mark.parametrize(
    ("who", "task", "carried"),
    [
        ("Sở Công Thương", "Công bố dữ liệu tiêu thụ điện của các nhà máy để học máy, phát triển AI.", {"IV.8.1"}),
        ("Sở Y tế", "Công bố dữ liệu tiêm chủng đã xóa danh tính để phát triển AI.", {"IV.15.1"}),
        ("Y tế", "Công bố dữ liệu tiêm chủng đã xóa danh tính để phát triển AI.", {"IV.15.1"}),  # of its field
        ("Sở Y tế", "Công bố dữ liệu tiêm chủng đã xóa danh tính.", set()),  # for nothing that is said
        ("Sở Tư pháp", "Công bố dữ liệu hộ tịch đã xóa danh tính để phát triển AI.", set()),  # no such task
    ],
)
def test_departments_that_open_their_data_for_ai_do_the_task_of_their_field(who, task, carried):
    plan = PLAN.replace("Sở Khoa học và Công nghệ", who).format(task)
    found = align_plan(parse_plan(text=plan), load_reference("qd-127-2021")).links
    assert {link.provision for link in found} & {"IV.8.1", "IV.9.1", "IV.15.1"} == carried


@pytest.mark.parametrize(
    ("who", "task", "carried"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", "Thuê trợ lý ảo nói năm thứ tiếng cho khách bộ hành.", True),
        ("Sở Văn hóa, Thể thao và Du lịch", "Thuê trợ lý nói năm thứ tiếng cho khách bộ hành.", False),
        ("Sở Y tế", "Thuê trợ lý ảo nói năm thứ tiếng cho khách bộ hành.", False),  # of another field
    ],
)
def test_virtual_guides_of_tourism_are_its_use_of_ai_though_it_is_not_named(who, task, carried):
    plan = PLAN.replace("Sở Khoa học và Công nghệ", who).format(task)
    found = align_plan(parse_plan(text=plan), load_reference("qd-127-2021")).links
    assert ("IV.11" in {link.provision for link in found}) is carried


def test_who_applies_for_research_tasks_has_none_done():
    text = PLAN.format("").replace("Sở Khoa học và Công nghệ", "Sở Y tế")
    task = "- Đăng ký nhiệm vụ khoa học và công nghệ về TTNT trong chẩn đoán hình ảnh."
    found = align_plan(parse_plan(text=f"{text}{task}\n"), load_reference("qd-127-2021")).links
    assert "IV.1.4" not in {link.provision for link in found}


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Ươm tạo, hỗ trợ các nhóm khởi nghiệp của thanh niên về TTNT.", True),
        ("Khuyến khích doanh nghiệp khởi nghiệp phát triển ứng dụng TTNT cho nông thôn.", True),
        ("Hỗ trợ thanh niên khởi nghiệp trồng nấm, nuôi ong.", False),  # on something else
    ],
)
def test_start_ups_supported_are_the_goal_that_there_be_more(task, carried):
    assert ("II.1.b.1" in links(task)) is carried


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Sở Tư pháp tham gia góp ý dự thảo văn bản quy phạm pháp luật về AI khi được lấy ý kiến.", True),
        ("Sở Tư pháp góp ý dự thảo luật, nghị định về trí tuệ nhân tạo khi được lấy ý kiến.", True),
        ("Tham gia ý kiến vào các dự thảo thông tư hướng dẫn về AI của bộ, ngành.", True),
        ("Góp ý dự thảo luật về đất đai khi được lấy ý kiến.", False),
        ("Góp ý dự thảo kế hoạch ứng dụng AI của các xã, phường.", False),
    ],
)
def test_a_say_in_drafts_is_what_a_province_has_of_the_making_of_law(task, carried):
    assert ("IV.1.b" in links(task, "qd-1671-2026")) is carried


@pytest.mark.parametrize(
    ("provision", "task"),
    [
        ("III.5.đ", "Đưa Nền tảng AI hỗ trợ công vụ quốc gia vào dùng tại các sở, không mua nền tảng riêng."),
        ("III.3.d", "Kết nối Trung tâm dữ liệu tỉnh với Nền tảng điều phối năng lực tính toán AI quốc gia."),
        ("D2.3.c", "Cập nhật hồ sơ hệ thống AI của tỉnh lên Cơ sở dữ liệu quốc gia về trí tuệ nhân tạo."),
    ],
)
def test_what_the_state_makes_is_taken_into_use_under_its_name(provision, task):
    assert provision in links(task, "qd-1671-2026")


@pytest.mark.parametrize(("section", "carried"), [("QUAN ĐIỂM", False), ("NHIỆM VỤ", True)])
def test_viewpoints_tell_tasks_in_brief(section, carried):
    view = "Nhân lực quyết định thành công của chuyển đổi AI; phổ cập kỹ năng AI cho toàn dân, trọng dụng người giỏi về AI."
    plan = parse_plan(text=f"KẾ HOẠCH\nI. {section}\n1. {view}\n2. Nội dung khác.\n")
    found = {link.provision for link in align_plan(plan, load_reference("qd-1671-2026")).links}
    assert "I.3" in found
    assert ("III.1.h" in found) is carried


@pytest.mark.parametrize(
    ("provision", "task", "carried"),
    [
        ("IV.1.c", "Ban hành chính sách giảm tiền thuê đất cho nhà đầu tư trung tâm dữ liệu AI.", True),
        ("IV.1.c", "Ban hành chính sách giảm tiền thuê đất cho nhà đầu tư khu du lịch.", False),
        ("IV.1.e", "Trình Hội đồng nhân dân tỉnh nghị quyết về thử nghiệm có kiểm soát giải pháp AI.", True),
        ("IV.3.c", "Kiến nghị Trung ương có tín dụng ưu đãi cho dự án AI.", True),
        ("IV.3.c", "Kiến nghị Trung ương có tín dụng ưu đãi cho người trồng cà phê.", False),
        ("III.1.c", "Giúp công nhân may dễ mất việc học nghề mới.", True),
        ("III.5.d", "Trợ lý ảo chỉ đường, kể chuyện thành cổ cho du khách.", True),
        ("D2.8.g", "Nêu bài toán cần giải, dữ liệu, kinh phí, công bố cho doanh nghiệp đăng ký.", True),
        ("III.5.a", "Đưa AI vào công việc của các cơ quan Đảng, Mặt trận Tổ quốc hai cấp.", True),
    ],
)
def test_terms_of_law_and_trade_lead_to_what_they_are_of(provision, task, carried):
    assert (provision in links(task, "qd-1671-2026")) is carried


@pytest.mark.parametrize(
    ("provision", "task", "carried"),
    [
        ("IV.1.e", "Đề xuất thử nghiệm có kiểm soát (sandbox) thiết bị bay giao thuốc cho các xã đảo.", True),
        ("IV.5.c", "Phổ biến Luật Trí tuệ nhân tạo; mỗi năm tổ chức một hội nghị, hội thảo về AI.", True),
        ("IV.5.c", "Phổ biến Luật Trí tuệ nhân tạo; mỗi năm tổ chức một hội thảo về giống lúa.", False),
        ("III.1.c", "Thống kê lao động có nguy cơ bị thay thế bởi AI; giới thiệu việc làm khác.", True),
        ("III.3.c", "Thu hút đầu tư trung tâm dữ liệu, điện toán đám mây, AI biên vào các khu công nghiệp.", True),
        ("III.5.đ", "Trợ lý AI soạn thảo, tóm tắt văn bản cho công chức các sở, xã.", True),
        ("III.6.g.1", "Vận động các ngân hàng thương mại dùng AI phát hiện gian lận.", True),
        ("III.6.g.1", "Dùng AI phát hiện gian lận bảo hiểm y tế.", False),
        ("III.6.o.1.2", "Xây dựng mô hình ngôn ngữ để giữ gìn tiếng nói, chữ viết của người Chăm.", True),
        ("III.6.o.5", "Báo chí tỉnh dùng AI trong biên tập, dịch tin sang tiếng Khmer.", True),
        ("III.6.o.5", "Tập huấn AI cho phóng viên, biên tập viên báo chí.", False),
        ("III.8.e", "Mở phiên giao dịch kết nối cung - cầu công nghệ AI.", True),
        ("III.8.e", "Kết nối cung - cầu lao động bằng AI.", False),
        ("IV.2.đ", "Đưa kết quả dùng AI vào tiêu chí xếp loại các cơ quan.", True),
        ("IV.2.đ", "Kết quả thi đua là căn cứ khen thưởng hằng năm.", False),
    ],
)
def test_a_name_of_a_thing_leads_to_it_beside_what_else_a_clause_says(provision, task, carried):
    assert (provision in links(task, "qd-1671-2026")) is carried


@pytest.mark.parametrize(("agency", "carried"), [("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", True), ("Sở Nội vụ", False)])
def test_the_front_speaks_for_its_members(agency, carried):
    task = "Tuyên truyền, hướng dẫn đoàn viên, hội viên dùng AI an toàn; giám sát, phản biện xã hội."
    plan = PLAN.replace("Sở Khoa học và Công nghệ", agency).format(task)
    found = {link.provision for link in align_plan(parse_plan(text=plan), load_reference("qd-1671-2026")).links}
    assert ({"D2.11.b", "D2.11.c"} <= found) is carried


@pytest.mark.parametrize(
    ("provision", "task", "carried"),
    [
        ("IV.5.2", "Trường Đại học An Giang mở ngành khoa học dữ liệu, TTNT; đưa lập trình vào các ngành cũ.", True),
        ("IV.5.2", "Xây dựng bộ dữ liệu mở ngành y tế phục vụ phát triển TTNT.", False),
        ("IV.3.2", "Ứng dụng TTNT giúp bộ đội biên phòng tuần tra; phòng, chống tội phạm công nghệ cao.", True),
        ("IV.3.2", "Dùng TTNT tuần tra, phát hiện cháy rừng.", False),
        ("IV.2.1", "Cho phép thử nghiệm có kiểm soát (sandbox) thiết bị bay giao thuốc cho các xã đảo.", True),
    ],
)
def test_127_says_in_terms_what_a_clause_merges_with_more(provision, task, carried):
    assert (provision in links(task)) is carried


@pytest.mark.parametrize(
    ("task", "carried"),
    [
        ("Lập vườn ươm doanh nghiệp tại trường đại học cho các dự án TTNT của sinh viên.", True),
        ("Dùng TTNT điều khiển tưới, phun sương trong vườn ươm cây giống lâm nghiệp.", False),
    ],
)
def test_incubation_is_what_incubators_are_for(task, carried):
    assert ("III.3.4" in links(task)) is carried


@pytest.mark.parametrize(
    ("groups", "carried"), [("nhóm nghiên cứu mạnh", True), ("nhóm học sinh, sinh viên nghiên cứu", False)]
)
def test_strong_research_groups_are_a_term(groups, carried):
    assert ("IV.1.3" in links(f"Nuôi dưỡng các {groups}, có bài báo về TTNT.")) is carried


@pytest.mark.parametrize(
    ("what", "carried"), [("Lồng ghép kiến thức về TTNT", True), ("Lồng ghép kiến thức an toàn giao thông", False)]
)
def test_what_is_put_into_curricula(what, carried):
    assert ("IV.5.1" in links(f"{what} vào chương trình đào tạo của nhà trường.")) is carried


@pytest.mark.parametrize(
    ("agency", "task", "carried"),
    [
        ("Sở Giáo dục và Đào tạo", "Chỉ đạo các trường ứng dụng TTNT vào coi thi, tuyển sinh đầu cấp.", {"IV.5.3"}),
        ("Sở Giáo dục và Đào tạo", "Mua máy tính cho các trường có phòng TTNT.", set()),  # applies nothing
        ("Sở Xây dựng", "Chỉ đạo các đơn vị ứng dụng TTNT vào đo vẽ, dự toán công trình.", set()),  # asked of nobody
    ],
)
def test_a_department_that_applies_the_technology_does_what_is_asked_of_its_field(agency, task, carried):
    text = PLAN.format(f"- {task}").replace("Sở Khoa học và Công nghệ", agency)
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).links
    assert {link.provision for link in found} == carried


TREES = """
schema = "vnplan/reference"
schema_version = "1.0"
id = "trees"
number = "9999/QĐ-TTg"
issued_on = 2025-03-01
issuer = "Thủ tướng Chính phủ"
title = { vi = "Chương trình cây xanh", en = "Programme of trees" }
subject = "cây xanh"

[[provisions]]
id = "1"
kind = "task"
obligation = "localisable"
label = { vi = "Vườn ươm", en = "Nurseries" }
statement = { vi = "Lập cơ sở ươm giống.", en = "Set up nurseries." }
citation = { vi = "khoản 1", en = "clause 1" }
counterparts = ["so-xd"]
said_as = [{ words = [["vườn ươm", "Nhà ươm"], ["cấp xã", "cấp phường"]], own = true }]

  [[provisions.measures]]
  vi = "Lập cơ sở ươm giống."
  en = "Set up nurseries."
"""


@pytest.mark.parametrize(
    ("agency", "task", "taken"),
    [
        ("Sở Xây dựng", "Mỗi năm sửa một nhà ươm cây xanh ở cấp phường.", True),
        ("Sở Y tế", "Mỗi năm sửa một nhà ươm cây xanh ở cấp phường.", False),  # is not asked
        ("Sở Xây dựng", "Mỗi năm sửa một nhà ươm cây xanh của tỉnh.", False),  # half the words
        ("Sở Xây dựng", "Sửa một nhà ươm cây xanh; mở lớp ở cấp phường.", False),  # in two parts
        ("Sở Xây dựng", "Mỗi năm sửa một nhà ươm lan ở cấp phường.", False),  # of something else
    ],
)
def test_a_codebook_of_ones_own_says_in_which_words_its_provisions_are_taken_up(tmp_path, agency, task, taken):
    (tmp_path / "trees.toml").write_text(TREES, encoding="utf-8")
    text = f"KẾ HOẠCH\nI. TỔ CHỨC THỰC HIỆN\n1. {agency}\n- {task}\n"
    found = align_plan(parse_plan(text=text), load_reference(tmp_path / "trees.toml")).links
    assert [link.matched_by for link in found] == [("phrase",)] * taken
