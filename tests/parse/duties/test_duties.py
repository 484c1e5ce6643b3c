"""Who must do what: headings and sentences that name agencies, roles, partners, times, money, deciders."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.models import Duty, Metadata, Node, NodeKind, Role, Span
from vnplan.parse.duties.duties import find_duties
from vnplan.text import fold

LABEL = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]|[-+•]|Điều \d+\.")
ORGANISATION = "III. TỔ CHỨC THỰC HIỆN"


def nodes_of(*lines: tuple[str, NodeKind, int]) -> tuple[str, list[Node]]:
    """Nodes by hand: (words, kind, depth), each under the nearest line of less depth."""
    text = ""
    nodes: list[Node] = []
    above: list[tuple[int, str]] = []
    for number, (words, kind, depth) in enumerate(lines):
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        above = [entry for entry in above if entry[0] < depth]
        label = LABEL.match(words)
        node = Node(
            id=f"n{number}",
            kind=kind,
            label=label.group() if label else None,
            parent=above[-1][1] if above else None,
            spans=(span,),
            span=span,
            text=words,
        )
        nodes.append(node)
        above.append((depth, node.id))
    return text, nodes


def duties_under(
    heading: str, *clauses: str, section: str = ORGANISATION, province: str = "Quảng Ninh"
) -> tuple[Duty, ...]:
    """The duties of clauses under a heading (or right under the section where it is empty)."""
    lines = [(section, NodeKind.HEADING, 0)]
    if heading:
        lines.append((heading, NodeKind.HEADING, 1))
    lines.extend((clause, NodeKind.CLAUSE, 2) for clause in clauses)
    text, nodes = nodes_of(*lines)
    found = find_duties(nodes, text, metadata=Metadata(province=province))
    for duty in found:
        for mention in (*duty.agencies, *duty.partners):
            assert mention.span is not None
            assert fold(mention.span.of(text)) in fold(mention.name)
    return found


def names(duty: Duty) -> list[str]:
    return [mention.name for mention in duty.agencies]


def with_whom(duty: Duty) -> list[str]:
    return [mention.name for mention in duty.partners]


# --- the agencies of headings


@pytest.mark.parametrize(
    ("heading", "agencies"),
    [
        ("1. Sở Khoa học và Công nghệ", ["Sở Khoa học và Công nghệ"]),
        ("e) Sở Tài chính, Sở Kế hoạch và Đầu tư:", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"]),
        (
            "r) Các viện nghiên cứu, trường đại học, cao đẳng:",
            ["Các viện nghiên cứu", "trường đại học", "cao đẳng"],
        ),
        ("2. Các Sở, Ban, Ngành, Ủy ban nhân dân các huyện", ["Các Sở, Ban, Ngành", "Ủy ban nhân dân các huyện"]),
        ("9. Báo và Đài Phát thanh, Truyền hình tỉnh", ["Báo và Đài Phát thanh, Truyền hình tỉnh"]),
        ("11. Đề nghị Ngân hàng Nhà nước Khu vực 14", ["Ngân hàng Nhà nước Khu vực 14"]),
        ("14. Trách nhiệm của các sở, ban, ngành và UBND cấp xã", ["các sở, ban, ngành", "UBND cấp xã"]),
        ("15. Sở Nội vụ (Cơ quan thường trực cải cách hành chính)", ["Sở Nội vụ"]),
        ("16. Đối với Sở Y tế:", ["Sở Y tế"]),
        ("17. Giao Công an tỉnh chủ trì thực hiện các nhiệm vụ sau:", ["Công an tỉnh"]),
        ("18. SỞ GIÁO DỤC VÀ ĐÀO TẠO", ["SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        ("19. Thanh tra tỉnh", ["Thanh tra tỉnh"]),
        ("20. UBND các xã, phường, đặc khu", ["UBND các xã, phường, đặc khu"]),
        ("21. Tỉnh đoàn; Hội Liên hiệp Phụ nữ tỉnh", ["Tỉnh đoàn", "Hội Liên hiệp Phụ nữ tỉnh"]),
        (
            "22. Kho bạc Nhà nước tỉnh, Cục Thuế tỉnh, Cục Hải quan tỉnh",
            ["Kho bạc Nhà nước tỉnh", "Cục Thuế tỉnh", "Cục Hải quan tỉnh"],
        ),
        ("23. Các doanh nghiệp, hợp tác xã", ["Các doanh nghiệp", "hợp tác xã"]),
        ("24. Sở KH&CN, Sở TT&TT", ["Sở KH&CN", "Sở TT&TT"]),
        (
            "25. Các trường đại học, cao đẳng, cơ sở giáo dục nghề nghiệp trên địa bàn tỉnh Vĩnh Long",
            ["Các trường đại học", "cao đẳng", "cơ sở giáo dục nghề nghiệp trên địa bàn tỉnh Vĩnh Long"],
        ),
    ],
)
def test_a_heading_names_who_acts(heading: str, agencies: list[str]) -> None:
    (duty,) = duties_under(heading, "- Xây dựng bộ dữ liệu mở của ngành.")
    assert names(duty) == agencies
    assert not duty.partners


@pytest.mark.parametrize(
    "heading",
    [
        "1. Phát triển nguồn nhân lực",
        "2. Trung tâm dữ liệu của tỉnh",
        "3. Ban hành chính sách",
        "4. Hội nghị, hội thảo",
    ],
)
def test_a_heading_of_a_topic_names_nobody(heading: str) -> None:
    assert duties_under(heading, "- Xây dựng bộ dữ liệu mở của ngành.") == ()


def test_an_inner_topic_keeps_the_agency_above() -> None:
    text, nodes = nodes_of(
        ("IV. NHIỆM VỤ", NodeKind.HEADING, 0),
        ("1. Sở Y tế", NodeKind.HEADING, 1),
        ("a) Dữ liệu", NodeKind.HEADING, 2),
        ("- Chuẩn hóa bệnh án điện tử.", NodeKind.CLAUSE, 3),
        ("2. Kinh phí", NodeKind.HEADING, 1),
        ("- Nguồn vốn bao gồm ngân sách nhà nước và các nguồn hợp pháp khác.", NodeKind.CLAUSE, 2),
    )
    (duty,) = find_duties(nodes, text)
    assert names(duty) == ["Sở Y tế"]


# --- sentences that name who acts


@pytest.mark.parametrize(
    ("clause", "agencies", "role", "partners"),
    [
        (
            "1. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính, Công an tỉnh và các cơ quan liên"
            " quan theo dõi, đôn đốc việc thực hiện Kế hoạch.",
            ["Sở Khoa học và Công nghệ"],
            "lead",
            ["Sở Tài chính", "Công an tỉnh", "các cơ quan liên quan"],
        ),
        (
            "2. Sở Tài chính chịu trách nhiệm tham mưu UBND tỉnh bố trí kinh phí thực hiện Kế hoạch.",
            ["Sở Tài chính"],
            "advise",
            [],
        ),
        ("4. Công an tỉnh: Chủ trì bảo đảm an ninh mạng cho các hệ thống của tỉnh.", ["Công an tỉnh"], "lead", []),
        (
            "5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội tuyên truyền, vận động"
            " đoàn viên, hội viên.",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
            "implement",
            [],
        ),
        (
            "6. Hằng năm, căn cứ nhiệm vụ được giao, các sở, ban, ngành, địa phương lập dự toán kinh phí gửi Sở Tài chính"
            " tổng hợp, trình cấp có thẩm quyền phê duyệt.",
            ["các sở, ban, ngành, địa phương"],
            "implement",
            [],
        ),
        (
            "7. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về Sở Nội vụ.",
            ["các cơ quan, đơn vị"],
            "report",
            [],
        ),
        (
            "16. Sở Tư pháp có trách nhiệm phối hợp với các đơn vị liên quan thẩm định các dự thảo văn bản.",
            ["Sở Tư pháp"],
            "coordinate",
            ["các đơn vị liên quan"],
        ),
        (
            "17. Sở Xây dựng chủ trì xây dựng cơ sở dữ liệu quy hoạch, Sở Nông nghiệp và Môi trường phối hợp thực hiện.",
            ["Sở Xây dựng"],
            "lead",
            ["Sở Nông nghiệp và Môi trường"],
        ),
        (
            "18. Nhiệm vụ này do Trung tâm Phục vụ hành chính công tỉnh chủ trì, phối hợp với các sở, ngành thực hiện.",
            ["Trung tâm Phục vụ hành chính công tỉnh"],
            "lead",
            ["các sở, ngành"],
        ),
        (
            "19. Xây dựng trung tâm tính toán (Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính thực hiện).",
            ["Sở Khoa học và Công nghệ"],
            "lead",
            ["Sở Tài chính"],
        ),
        (
            "20. Chủ tịch UBND các xã, phường, đặc khu chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả thực hiện.",
            ["Chủ tịch UBND các xã, phường, đặc khu"],
            "implement",
            [],
        ),
        (
            "22. Các Sở: Khoa học và Công nghệ, Tài chính, Y tế rà soát, cập nhật cơ sở dữ liệu chuyên ngành.",
            ["Sở Khoa học và Công nghệ", "Sở Tài chính", "Sở Y tế"],
            "implement",
            [],
        ),
        (
            "3. Các sở, ban, ngành; UBND các huyện, thành phố gửi báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ.",
            ["Các sở, ban, ngành", "UBND các huyện, thành phố"],
            "report",
            [],
        ),
        (
            "Thủ trưởng các sở, ngành và Chủ tịch UBND các huyện căn cứ Kế hoạch này xây dựng kế hoạch của đơn vị mình.",
            ["Thủ trưởng các sở, ngành", "Chủ tịch UBND các huyện"],
            "implement",
            [],
        ),
        (
            "Đối với vốn đầu tư công: Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính bố trí vốn.",
            ["Sở Kế hoạch và Đầu tư"],
            "lead",
            ["Sở Tài chính"],
        ),
        (
            "UBND tỉnh giao Sở Khoa học và Công nghệ chủ trì, phối hợp với các cơ quan liên quan triển khai Kế hoạch.",
            ["Sở Khoa học và Công nghệ"],
            "lead",
            ["các cơ quan liên quan"],
        ),
        (
            "Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các huyện; Thủ trưởng các cơ"
            " quan liên quan chịu trách nhiệm thi hành Quyết định này.",
            [
                "Chánh Văn phòng UBND tỉnh",
                "Sở Tài chính",
                "Sở Nội vụ",
                "Chủ tịch UBND các huyện",
                "Thủ trưởng các cơ quan liên quan",
            ],
            "implement",
            [],
        ),
        (
            "Các doanh nghiệp, tổ chức khoa học và công nghệ tích cực tham gia nghiên cứu, ứng dụng.",
            ["Các doanh nghiệp", "tổ chức khoa học và công nghệ"],
            "implement",
            [],
        ),
        (
            "Các tập đoàn, doanh nghiệp nhà nước chủ chốt có trách nhiệm xây dựng kế hoạch của mình.",
            ["Các tập đoàn", "doanh nghiệp nhà nước chủ chốt"],
            "implement",
            [],
        ),
        (
            "Sở Kế hoạch và Đầu tư phối hợp Sở Tài chính tổng hợp, trình cấp có thẩm quyền bố trí vốn.",
            ["Sở Kế hoạch và Đầu tư"],
            "coordinate",
            ["Sở Tài chính"],
        ),
        (
            "Các cơ quan, đơn vị, địa phương thực hiện theo phân cấp. Các Sở, Ban ngành tỉnh căn cứ Kế hoạch lập dự toán.",
            ["Các cơ quan, đơn vị, địa phương", "Các Sở, Ban ngành tỉnh"],
            "implement",
            [],
        ),
        ("Bắt buộc Sở Y tế số hóa toàn bộ hồ sơ bệnh án.", ["Sở Y tế"], "implement", []),
    ],
)
def test_a_sentence_names_who_acts(clause: str, agencies: list[str], role: str, partners: list[str]) -> None:
    (duty,) = duties_under("", clause)
    assert (names(duty), duty.role.value, with_whom(duty)) == (agencies, role, partners)


def test_the_text_wins_over_the_heading() -> None:
    (duty,) = duties_under("1. Sở Y tế", "- Bảo hiểm xã hội tỉnh có trách nhiệm liên thông dữ liệu khám bệnh.")
    assert names(duty) == ["Bảo hiểm xã hội tỉnh"]


def test_what_the_named_agency_asks_of_others_is_its_own_act() -> None:
    duties = duties_under(
        "1. Sở Giáo dục và Đào tạo",
        "- Giao các trường phổ thông xây dựng câu lạc bộ trí tuệ nhân tạo.",
        "- Chỉ đạo các cơ sở giáo dục nghề nghiệp đẩy mạnh ứng dụng trí tuệ nhân tạo.",
        "- Tham gia các chương trình do Bộ Giáo dục và Đào tạo chủ trì tổ chức thực hiện.",
    )
    assert [names(duty) for duty in duties] == [["Sở Giáo dục và Đào tạo"]] * 3
    assert {duty.role for duty in duties} == {Role.IMPLEMENT}


def test_agencies_with_different_roles_have_a_duty_each() -> None:
    lead, other = duties_under("", "Sở Du lịch chủ trì xây dựng bản đồ số; Sở Tài chính bố trí kinh phí.")
    assert (names(lead), lead.role) == (["Sở Du lịch"], Role.LEAD)
    assert (names(other), other.role) == (["Sở Tài chính"], Role.IMPLEMENT)


@pytest.mark.parametrize(
    "clause",
    [
        "Kinh phí thực hiện Kế hoạch từ nguồn ngân sách nhà nước và các nguồn hợp pháp khác.",
        "Việc sử dụng kinh phí thực hiện theo hướng dẫn của Sở Tài chính.",
        "Thúc đẩy các sở, ngành, địa phương sử dụng các ứng dụng trí tuệ nhân tạo.",
        "Hỗ trợ các doanh nghiệp chuyển đổi số.",
        "Tích hợp dữ liệu của các sở, ban, ngành lên Cổng dữ liệu quốc gia.",
    ],
)
def test_agencies_that_do_not_act_have_no_duty(clause: str) -> None:
    assert duties_under("", clause) == ()


FIELDS = ["Bệnh viện: đọc phim bằng TTNT.", "Trường học, bệnh viện: trợ lý ảo tiếp nhận phản ánh."]


@pytest.mark.parametrize("clause", FIELDS)
def test_a_kind_of_body_before_a_colon_acts_where_work_is_assigned(clause: str) -> None:
    assert not duties_under("1. Ứng dụng trong các lĩnh vực", f"- {clause}", section="III. NHIỆM VỤ, GIẢI PHÁP")
    assert duties_under("1. Các đơn vị sự nghiệp công lập", f"- {clause}", section="IV. TỔ CHỨC THỰC HIỆN")
    will = f"- {clause.partition(': ')[0]}: tích cực {clause.partition(': ')[2]}"
    assert duties_under("1. Ứng dụng trong các lĩnh vực", will, section="III. NHIỆM VỤ, GIẢI PHÁP")
    named = f"- Các bệnh viện công lập: {clause.partition(': ')[2]}"
    assert duties_under("1. Ứng dụng trong các lĩnh vực", named, section="III. NHIỆM VỤ, GIẢI PHÁP")


@pytest.mark.parametrize("section", ["II. MỤC TIÊU", "I. MỤC ĐÍCH, YÊU CẦU", "III. NỘI DUNG ĐỊNH HƯỚNG"])
def test_goals_and_purposes_make_no_duty_without_words_of_duty(section: str) -> None:
    wishes = (
        "- Các cơ quan nhà nước ứng dụng trí tuệ nhân tạo trong xử lý công việc.",
        "- Phân công cho các cơ quan, đơn vị, địa phương triển khai thực hiện các nhiệm vụ.",
    )
    assert duties_under("", *wishes, section=section) == ()
    (duty,) = duties_under("", "- Các sở, ban, ngành có trách nhiệm bám sát mục tiêu.", section=section)
    assert names(duty) == ["Các sở, ban, ngành"]


def test_a_short_form_the_text_defines() -> None:
    text, nodes = nodes_of(
        (ORGANISATION, NodeKind.HEADING, 0),
        (
            "1. Ban Quản lý các khu công nghiệp tỉnh (sau đây gọi tắt là Ban Quản lý) có trách nhiệm tuyên truyền.",
            NodeKind.CLAUSE,
            1,
        ),
        ("2. Ban Quản lý chủ trì, phối hợp với Sở Công Thương rà soát doanh nghiệp.", NodeKind.CLAUSE, 1),
    )
    duties = find_duties(nodes, text)
    assert [duty.agencies[0].id for duty in duties] == ["ban-ql-kcn"] * 2


@pytest.mark.parametrize(
    ("task", "agencies"),
    [
        ("Doanh nghiệp công nghệ số tư vấn cho cơ quan, tổ chức.", ["Doanh nghiệp công nghệ số"]),
        ("Doanh nghiệp đào tạo lại người lao động.", ["Doanh nghiệp"]),
        ("Cơ sở đào tạo mở ngành mới.", ["Cơ sở đào tạo"]),
        ("Doanh nghiệp, cơ sở đào tạo cùng mở lớp.", ["Doanh nghiệp", "cơ sở đào tạo"]),
        ("Tuân thủ pháp luật về dữ liệu.", ["Doanh nghiệp", "cơ sở đào tạo", "tổ chức xã hội"]),
    ],
)
def test_a_task_says_which_of_the_kinds_of_bodies_above_it_is_for(task: str, agencies: list[str]) -> None:
    (duty,) = duties_under("1. Doanh nghiệp, cơ sở đào tạo, tổ chức xã hội", f"- {task}")
    assert names(duty) == agencies


@pytest.mark.parametrize("requirement", ["Mỗi việc một cơ quan", "Từng nhiệm vụ chỉ một đầu mối"])
def test_that_each_task_has_one_who_answers_for_it_is_nobody_s_duty(requirement: str) -> None:
    assert not duties_under("", f"- {requirement} chịu trách nhiệm chính.")


def test_a_heading_like_its_siblings_names_bodies_the_lexicon_lacks() -> None:
    text, nodes = nodes_of(
        (ORGANISATION, NodeKind.HEADING, 0),
        ("1. Sở Y tế", NodeKind.HEADING, 1),
        ("- Chuẩn hóa bệnh án điện tử.", NodeKind.CLAUSE, 2),
        ("2. Các cơ quan của Đảng, Quốc hội", NodeKind.HEADING, 1),
        ("- Đẩy mạnh ứng dụng trí tuệ nhân tạo.", NodeKind.CLAUSE, 2),
        ("3. Hội tụ công nghệ và phát triển dữ liệu", NodeKind.HEADING, 1),
        ("- Nền tảng dùng chung.", NodeKind.CLAUSE, 2),
    )
    assert [names(duty) for duty in find_duties(nodes, text)] == [["Sở Y tế"], ["Các cơ quan của Đảng", "Quốc hội"]]


# --- leads


def test_a_lead_gives_its_agencies_to_the_bullets_after_it() -> None:
    text, nodes = nodes_of(
        (ORGANISATION, NodeKind.HEADING, 0),
        ("Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Y tế thực hiện các nhiệm vụ sau:", NodeKind.LEAD, 1),
        ("- Xây dựng nền tảng dữ liệu.", NodeKind.CLAUSE, 1),
        ("- Định kỳ báo cáo UBND tỉnh.", NodeKind.CLAUSE, 1),
    )
    lead, task, report = find_duties(nodes, text)
    assert [names(duty) for duty in (lead, task, report)] == [["Sở Khoa học và Công nghệ"]] * 3
    assert (lead.role, task.role, report.role) == (Role.LEAD, Role.LEAD, Role.REPORT)
    assert task.role_inferred
    assert with_whom(task) == ["Sở Y tế"]


def test_a_lead_that_only_names_agencies_is_no_duty_of_its_own() -> None:
    text, nodes = nodes_of(
        (ORGANISATION, NodeKind.HEADING, 0),
        ("r) Các viện nghiên cứu, trường đại học:", NodeKind.LEAD, 1),
        ("- Mở ngành đào tạo về khoa học dữ liệu.", NodeKind.CLAUSE, 2),
    )
    (duty,) = find_duties(nodes, text)
    assert (duty.clause, names(duty)) == ("n2", ["Các viện nghiên cứu", "trường đại học"])


# --- roles


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("- Làm đầu mối tổng hợp; chủ trì tổ chức thực hiện; định kỳ hằng năm báo cáo UBND tỉnh.", "lead"),
        ("- Là cơ quan thường trực giúp UBND tỉnh theo dõi việc thực hiện Kế hoạch.", "lead"),
        ("- Chủ trì tham mưu UBND tỉnh tổ chức sơ kết.", "lead"),
        ("- Tham mưu, tổ chức thực hiện các nhiệm vụ về dữ liệu.", "implement"),
        ("- Tham mưu, thẩm định dự toán, trình UBND tỉnh bố trí kinh phí.", "implement"),
        ("- Tham mưu, đề xuất thúc đẩy ứng dụng TTNT trong lĩnh vực môi trường.", "advise"),
        ("- Chủ động tham mưu UBND tỉnh đề xuất tham gia các chương trình quốc gia, bố trí vốn.", "advise"),
        ("- Đề xuất cấp có thẩm quyền ban hành cơ chế thử nghiệm.", "advise"),
        ("- Đề xuất giải pháp ứng dụng trong trường học.", "implement"),
        ("- Tham mưu UBND tỉnh ban hành quy chế; hướng dẫn các đơn vị thực hiện.", "implement"),
        ("- Phối hợp với Sở Tư pháp tổ chức rà soát, thống kê văn bản.", "coordinate"),
        ("- Phối hợp với Sở Tài chính tham mưu UBND tỉnh phân bổ vốn; thu hút quỹ đầu tư.", "implement"),
        ("- Phối hợp với các đơn vị tổng hợp vào dự toán ngân sách, trình UBND tỉnh xem xét.", "implement"),
        ("- Định kỳ báo cáo kết quả thực hiện gửi về Sở Nội vụ để tổng hợp.", "report"),
        ("- Tổng hợp, báo cáo UBND tỉnh kết quả thực hiện.", "report"),
        ("- Thực hiện chế độ báo cáo theo quy định.", "report"),
        ("- Theo dõi, đôn đốc, kiểm tra; báo cáo UBND tỉnh.", "implement"),
        ("- Nâng cao năng lực, trình độ của cán bộ.", "implement"),
        ("- 05 mô hình ứng dụng trí tuệ nhân tạo.", "implement"),
    ],
)
def test_the_dominant_role(clause: str, role: str) -> None:
    (duty,) = duties_under("1. Sở Khoa học và Công nghệ", clause)
    assert duty.role.value == role


def test_coordination_alone_infers_no_lead() -> None:
    (duty,) = duties_under("1. Sở Nội vụ", "- Phối hợp với Sở Y tế rà soát biên chế.")
    assert (duty.role, duty.role_inferred, with_whom(duty)) == (Role.COORDINATE, True, ["Sở Y tế"])
    assert [mention.name for mention in duty.agencies] == ["Sở Nội vụ"]


def test_a_bare_task_is_inferred() -> None:
    stated, bare = duties_under("1. Sở Y tế", "- Triển khai bệnh án điện tử.", "- 05 mô hình điểm.")
    assert (stated.role_inferred, bare.role_inferred) == (False, True)


# --- partners and deciders


@pytest.mark.parametrize(
    ("clause", "partners"),
    [
        ("- Phối hợp các đơn vị có liên quan triển khai dự án.", ["các đơn vị có liên quan"]),
        ("- Phối hợp chặt chẽ với Công an tỉnh bảo đảm an ninh mạng.", ["Công an tỉnh"]),
        ("- Chủ trì, phối hợp cùng Sở Y tế và UBND cấp xã kiểm tra.", ["Sở Y tế", "UBND cấp xã"]),
        (
            "- Làm đầu mối phối hợp, trao đổi thông tin với Vụ Công nghệ cao, Bộ Khoa học và Công nghệ.",
            ["Vụ Công nghệ cao, Bộ Khoa học và Công nghệ"],
        ),
        (
            "- Chủ trì, phối hợp với các viện, trường đại học, cao đẳng và doanh nghiệp trong và ngoài tỉnh đào tạo.",
            ["các viện", "trường đại học", "cao đẳng", "doanh nghiệp trong và ngoài tỉnh"],
        ),
        ("- Phối hợp tổ chức các lớp tập huấn.", []),
        ("- Tăng cường sự phối hợp giữa các sở, ngành.", []),
        ("- Cung cấp dữ liệu cho Sở Y tế, báo cáo UBND tỉnh.", []),
    ],
)
def test_partners(clause: str, partners: list[str]) -> None:
    (duty,) = duties_under("1. Sở Lao động - Thương binh và Xã hội", clause)
    assert with_whom(duty) == partners


@pytest.mark.parametrize(
    ("clause", "decides"),
    [
        ("- Tham mưu UBND tỉnh ban hành quy chế.", ["UBND tỉnh"]),
        (
            "- Tham mưu cho Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh ban hành nghị quyết.",
            ["Ủy ban nhân dân tỉnh", "Hội đồng nhân dân tỉnh"],
        ),
        ("- Lập dự toán, trình cấp có thẩm quyền phê duyệt.", ["cấp có thẩm quyền"]),
        ("- Tổng hợp, báo cáo UBND tỉnh xem xét, quyết định.", ["UBND tỉnh"]),
        ("- Định kỳ báo cáo UBND tỉnh kết quả thực hiện.", []),
        ("- Triển khai các chương trình của UBND tỉnh.", []),
    ],
)
def test_who_decides(clause: str, decides: list[str]) -> None:
    (duty,) = duties_under("1. Sở Nội vụ", clause)
    assert [mention.name for mention in duty.authority] == decides


# --- times, money, hedges


@pytest.mark.parametrize(
    ("clause", "recurring", "due", "day"),
    [
        ("- Gửi báo cáo trước ngày 15 tháng 11 hàng năm.", "annual", "trước ngày 15 tháng 11 hàng năm", None),
        ("- Định kỳ hằng năm báo cáo trước ngày 25 tháng 11.", "annual", "trước ngày 25 tháng 11", None),
        ("- Hoàn thành trước ngày 30/6/2026.", None, "trước ngày 30/6/2026", "2026-06-30"),
        ("- Ban hành quy chế trong Quý I năm 2026.", None, "trong Quý I năm 2026", "2026-03-31"),
        ("- Thí điểm trong trường học; phấn đấu đến năm 2030 có 100% trường giảng dạy.", None, "đến năm 2030", None),
        ("- Thường xuyên rà soát các nhiệm vụ.", "regular", None, None),
        ("- Hằng quý tổng hợp kết quả.", "quarterly", None, None),
        (
            "- Ưu tiên nhiệm vụ trong kế hoạch hàng năm, giai đoạn đến 2025 và định hướng đến 2030.",
            "annual",
            None,
            None,
        ),
        ("- Tổ chức sơ kết việc thực hiện Kế hoạch đến năm 2025.", None, None, None),
        ("- Triển khai Kế hoạch số 12/KH-UBND ngày 05/01/2024 về chuyển đổi số đến năm 2025.", None, None, None),
        ("- Bố trí nguồn chi thường xuyên; bồi dưỡng thường xuyên cho giáo viên.", None, None, None),
    ],
)
def test_times(clause: str, recurring: str | None, due: str | None, day: str | None) -> None:
    (duty,) = duties_under("1. Sở Giáo dục và Đào tạo", clause)
    assert (duty.recurring, duty.due, duty.due_date) == (recurring, due, day)


def test_hedges_and_money() -> None:
    (duty,) = duties_under(
        "1. Sở Tài chính",
        "- Bố trí kinh phí từ ngân sách tỉnh theo khả năng cân đối, lồng ghép các chương trình (nếu có)"
        " theo quy định của Luật Ngân sách nhà nước.",
    )
    assert duty.hedges == ("theo khả năng cân đối", "lồng ghép", "nếu có")
    assert duty.funding == "ngân sách tỉnh"


# --- lines that name a slot of a task


def test_slot_lines_belong_to_the_task_before_them() -> None:
    (duty,) = duties_under(
        "1. Phát triển dữ liệu",
        "- Xây dựng kho dữ liệu dùng chung của tỉnh.",
        "- Cơ quan chủ trì: Sở Khoa học và Công nghệ.",
        "- Cơ quan phối hợp: Công an tỉnh, các sở, ban, ngành.",
        "- Thời gian hoàn thành: Quý IV/2026.",
        "- Sản phẩm: Kho dữ liệu dùng chung.",
    )
    assert duty.clause == "n2"
    assert (names(duty), duty.role) == (["Sở Khoa học và Công nghệ"], Role.LEAD)
    assert with_whom(duty) == ["Công an tỉnh", "các sở, ban, ngành"]
    assert (duty.due, duty.due_date, duty.product) == ("Quý IV/2026", "2026-12-31", "Kho dữ liệu dùng chung")


def test_slots_inside_a_clause() -> None:
    (duty,) = duties_under(
        "", "2. Đào tạo nhân lực. Chủ trì: Sở Giáo dục và Đào tạo; phối hợp: Sở Nội vụ; thời gian: 2026 - 2030."
    )
    assert (names(duty), with_whom(duty)) == (["Sở Giáo dục và Đào tạo"], ["Sở Nội vụ"])
    assert duty.period is not None
    assert (duty.period.start, duty.period.end, duty.due) == (2026, 2030, None)


def test_a_colon_in_prose_is_no_slot() -> None:
    (duty,) = duties_under(
        "1. Sở Y tế", "- Kết quả: nâng cao chất lượng. Tổ chức thực hiện: triển khai tại các bệnh viện."
    )
    assert names(duty) == ["Sở Y tế"]


# --- any input

WORDS = (
    "Sở Y tế", "UBND các xã, phường", "các sở, ban, ngành", "chủ trì", "phối hợp với", "tham mưu", "trình", "báo cáo",
    "giao", "do", "căn cứ", "hằng năm", "trước ngày 15/11", "đến năm 2030", ",", ";", ":", ".", "(", ")", "và", "-",
    "Cơ quan chủ trì:", "thời gian:", "gọi tắt là", "xây dựng", "1.", "é", "  ", "\u0301",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40), st.sampled_from(list(NodeKind)))
def test_any_words_give_duties_inside_the_text(words: list[str], kind: NodeKind) -> None:
    line = unicodedata.normalize("NFC", " ".join(" ".join(words).split())) or "x"
    text, nodes = nodes_of(("1. Sở Nội vụ", NodeKind.HEADING, 0), (line, kind, 1), (line, NodeKind.CLAUSE, 1))
    for duty in find_duties(nodes, text):
        assert duty.agencies
        for mention in (*duty.agencies, *duty.partners, *duty.authority):
            assert mention.span is not None
            assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert 0 <= duty.span.start <= duty.span.end <= len(text)


@pytest.mark.parametrize(
    "unit", ["Sở Y tế; ", "Căn cứ Sở Y tế, Sở Y tế; ", "phối hợp với Sở Y tế ", "tham mưu, đề xuất UBND tỉnh, "]
)
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text, nodes = nodes_of(("1. Sở Nội vụ", NodeKind.HEADING, 0), (unit * (size // len(unit)), NodeKind.CLAUSE, 1))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_duties(nodes, text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(40_000) < 12 * seconds(8_000) + 0.2


def test_spans_in_wrapped_and_broken_text() -> None:
    text = "1. Sở\nY tế\n- Chủ trì, phối hợp với Công\n12\nan tỉnh\nrà soát.\n"
    heading = Span(0, text.index("\n-"))
    page, tail = text.index("\n12"), text.index("an tỉnh")
    pieces = (Span(heading.end + 1, page), Span(tail, len(text) - 1))
    nodes = [
        Node(id="1", kind=NodeKind.HEADING, label="1.", spans=(heading,), span=heading, text="1. Sở Y tế"),
        Node(
            id="1.-1",
            kind=NodeKind.CLAUSE,
            label="-",
            parent="1",
            spans=pieces,
            span=Span(heading.end + 1, len(text) - 1),
            text="- Chủ trì, phối hợp với Công an tỉnh rà soát.",
        ),
    ]
    (duty,) = find_duties(nodes, text)
    assert duty.agencies[0].span == Span(3, heading.end)
    assert duty.agencies[0].name == "Sở Y tế"
    assert duty.partners[0].span is not None
    assert duty.partners[0].span.of(text) == "Công\n12\nan tỉnh"


# --- the gold


@pytest.mark.parametrize("plan", ["can-tho", "hoa-binh", "lang-son"])
def test_gold_duties(project_root: Path, plan: str) -> None:
    gold = json.loads((project_root / "corpora" / "gold" / f"{plan}.json").read_text(encoding="utf-8"))
    nodes: list[Node] = []
    ids: dict[str, int] = {}
    for unit in gold["units"]:
        path = tuple(unit["path"] or ())
        name = ".".join(path) or f"{unit['kind']}-{unit['n']}"
        parent = next((".".join(path[:k]) for k in range(len(path) - 1, 0, -1) if ".".join(path[:k]) in ids), None)
        label = LABEL.match(unit["text"]) if path and not path[-1].startswith("¶") else None
        ids[name] = unit["n"]
        span = Span(unit["start"], unit["end"])
        nodes.append(
            Node(
                id=name,
                kind=unit["kind"],
                label=label.group() if label else None,
                path=path,
                parent=parent,
                spans=(span,),
                span=span,
                text=" ".join(gold["text"][span.start : span.end].split()),
            )
        )
    found = find_duties(nodes, gold["text"], metadata=Metadata(province=gold["metadata"]["province"]))
    expected = {u["n"]: u["duty"] for u in gold["annotations"] if u.get("duty")}
    got: dict[int, list[Duty]] = {}
    for duty in found:
        got.setdefault(ids[duty.clause], []).append(duty)
    assert set(got) == set(expected)
    for number, duty in expected.items():
        own = got[number]
        assert [m.name for d in own for m in d.agencies] == duty["agencies"]
        assert [m.name for d in own for m in d.partners] == duty["partners"]
        assert own[0].role.value == duty["role"]
        assert any(d.recurring for d in own) == bool(duty["recurring"])
        assert any(d.due for d in own) == bool(duty["due"])
