"""Duties as plans of other provinces and of the years after the mergers word them, from text to duty."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.models import Duty
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.duties.schedule import due, recurring
from vnplan.parse.duties.short_forms import defined_names

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nKẾ HOẠCH\nỨng dụng trí tuệ nhân tạo\n\nIII. TỔ CHỨC THỰC HIỆN\n"


def duties(*lines: str) -> list[Duty]:
    return list(parse_plan(text=HEAD + "".join(f"{line}\n" for line in lines)).duties)


def said(duty: Duty) -> tuple[list[str], str, list[str]]:
    return [a.name for a in duty.agencies], duty.role.value, [p.name for p in duty.partners]


@pytest.mark.parametrize(
    "heading",
    [
        # zones with their own names, boards
        "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi",
        "Ban quản lý Khu kinh tế mở Chu Lai",
        "Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh",
        "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh",
        "Trung tâm Giám sát, điều hành thông minh",
        # names that begin like a verb
        "Thống kê tỉnh",
        "Thi hành án dân sự tỉnh",
        # bodies of several districts or communes
        "Trung tâm Phục vụ hành chính công các xã, phường",
        "Trạm Y tế các xã, phường",
        "UBND các huyện Mai Sơn, Yên Châu, Mộc Châu",
        "UBND các phường, xã và đặc khu Cô Tô, Vân Đồn",
        "Cộng đồng doanh nghiệp",
        "Cơ quan thông tin, báo chí",
        "Trường ĐH Tây Bắc",
    ],
)
def test_a_heading_names_one_body(heading: str) -> None:
    (duty,) = duties(f"1. {heading}", "- Xây dựng bộ dữ liệu mở.")
    assert said(duty) == ([heading], "implement", [])


@pytest.mark.parametrize(
    ("heading", "agencies"),
    [
        ("UBMTTQVN tỉnh và các hội, đoàn thể", ["UBMTTQVN tỉnh", "các hội, đoàn thể"]),
        ("Các tổ chức, doanh nghiệp và người dân", ["Các tổ chức, doanh nghiệp", "người dân"]),
        ("Hội Nông dân các huyện, thành phố", ["Hội Nông dân các huyện, thành phố"]),
        (
            "Hiệp hội Doanh nghiệp tỉnh, Câu lạc bộ Doanh nghiệp dẫn đầu, Hội Tin học tỉnh",
            ["Hiệp hội Doanh nghiệp tỉnh", "Câu lạc bộ Doanh nghiệp dẫn đầu", "Hội Tin học tỉnh"],
        ),
    ],
)
def test_a_heading_names_several(heading: str, agencies: list[str]) -> None:
    (duty,) = duties(f"1. {heading}", "- Xây dựng bộ dữ liệu mở.")
    assert said(duty)[0] == agencies


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "1. Thủ trưởng các sở, cơ quan thuộc UBND tỉnh; Chủ tịch UBND các huyện căn cứ Quyết định thi hành.",
            (["Thủ trưởng các sở, cơ quan thuộc UBND tỉnh", "Chủ tịch UBND các huyện"], "implement", []),
        ),
        (
            "1. Các sở, cơ quan tương đương sở; UBND các xã chủ động triển khai các nhiệm vụ được phân công.",
            (["Các sở, cơ quan tương đương sở", "UBND các xã"], "implement", []),
        ),
        # a subject's own orders make no second subject
        (
            "1. Ngân hàng Nhà nước Khu vực 3: Chỉ đạo các tổ chức tín dụng ưu tiên vốn vay.",
            (["Ngân hàng Nhà nước Khu vực 3"], "implement", []),
        ),
        ("1. Về dữ liệu: Mỗi sở, ngành công bố 05 bộ dữ liệu mở.", (["Mỗi sở, ngành"], "implement", [])),
        (
            "1. Việc đào tạo do Sở Nội vụ phối hợp với Trường Chính trị tỉnh thực hiện.",
            (["Sở Nội vụ"], "coordinate", ["Trường Chính trị tỉnh"]),
        ),
        (
            "1. Tạp chí Suối Reo, Báo Sơn La, Cổng Thông tin điện tử tỉnh: Đẩy mạnh tuyên truyền.",
            (["Tạp chí Suối Reo", "Báo Sơn La", "Cổng Thông tin điện tử tỉnh"], "implement", []),
        ),
        # the slots of a sentence: no value runs into the name of the next
        (
            "1. Đào tạo nhân lực. Đơn vị chủ trì: Sở Nội vụ. Đơn vị phối hợp: Trường Đại học Tây Bắc. Thời gian: 2026.",
            (["Sở Nội vụ"], "lead", ["Trường Đại học Tây Bắc"]),
        ),
        (
            "1. Nâng cấp mạng. Trách nhiệm thực hiện: Sở Nội vụ (chủ trì), VNPT Sơn La, Viettel Sơn La (phối hợp).",
            (["Sở Nội vụ"], "lead", ["VNPT Sơn La", "Viettel Sơn La"]),
        ),
        (
            "1. Sở Y tế chủ trì, phối hợp với Sở Xây dựng; UBND các xã và các đơn vị có liên quan xây dựng bản đồ số.",
            (["Sở Y tế"], "lead", ["Sở Xây dựng", "UBND các xã", "các đơn vị có liên quan"]),
        ),
        ("1. Sở Nội vụ chịu trách nhiệm chính trong việc theo dõi, đôn đốc.", (["Sở Nội vụ"], "lead", [])),
        ("1. Kinh phí: Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí.", (["Sở Tài chính"], "advise", [])),
        (
            "1. Đề nghị các cơ quan Đảng và Mặt trận Tổ quốc phối hợp triển khai.",
            (["các cơ quan Đảng", "Mặt trận Tổ quốc"], "coordinate", []),
        ),
        (
            "1. Quá trình triển khai, nếu có vướng mắc, các cơ quan, đơn vị báo cáo UBND tỉnh để xem xét, giải quyết.",
            (["các cơ quan, đơn vị"], "report", []),
        ),
    ],
)
def test_a_clause_names_who_acts(clause: str, expected: tuple[list[str], str, list[str]]) -> None:
    (duty,) = duties(clause)
    assert said(duty) == expected


def test_a_heading_in_capitals_names_bodies_as_one_in_small_letters() -> None:
    found = duties(
        "1. CÁC SỞ, BAN, NGÀNH VÀ UBND CÁC XÃ, PHƯỜNG",
        "- Xây dựng kế hoạch.",
        "2. TRUNG TÂM CHUYỂN ĐỔI SỐ TỈNH",
        "- Vận hành nền tảng.",
    )
    assert [said(duty)[0] for duty in found] == [
        ["CÁC SỞ, BAN, NGÀNH", "UBND CÁC XÃ, PHƯỜNG"],
        ["TRUNG TÂM CHUYỂN ĐỔI SỐ TỈNH"],
    ]


def test_initials_in_brackets_name_the_body_later() -> None:
    (one, two) = duties(
        "1. Ban Quản lý các khu công nghiệp tỉnh (BQLKCN) hướng dẫn doanh nghiệp.",
        "2. BQLKCN chủ trì thực hiện nhiệm vụ của Sở Khoa học và Công nghệ (KHCN).",
    )
    assert [duty.agencies[0].id for duty in (one, two)] == ["ban-ql-kcn"] * 2


@pytest.mark.parametrize("words", ["doanh nghiệp công nghệ thông tin (CNTT)", "Sở Khoa học và Công nghệ (KHCN)"])
def test_initials_of_a_field_name_no_body(words: str) -> None:
    assert defined_names(f"Hỗ trợ {words} trên địa bàn.", None) == {}


def test_the_office_of_a_board_and_party_committees_act() -> None:
    (one, two) = duties(
        "1. Cơ quan Thường trực Ban Chỉ đạo 57 tổng hợp tiến độ hằng tháng.",
        "2. Đảng ủy, UBND các xã, phường lãnh đạo, chỉ đạo thực hiện Kế hoạch.",
    )
    assert said(one)[0] == ["Cơ quan Thường trực Ban Chỉ đạo 57"]
    assert said(two)[0] == ["Đảng ủy", "UBND các xã, phường"]


@pytest.mark.parametrize("name", ["Sở Dân tộc và Tôn giáo", "Trung tâm Phục vụ hành chính công"])
def test_the_end_of_a_name_hides_no_verb(name: str) -> None:
    (duty,) = duties(f"1. Đề nghị {name} phối hợp với UBND các xã tuyên truyền.")
    assert said(duty) == ([name], "coordinate", ["UBND các xã"])
    (duty,) = duties(f"1. {name}", "- Xây dựng chương trình của ngành.")
    assert (duty.role.value, duty.authority) == ("implement", ())


@pytest.mark.parametrize(
    "name",
    [
        "Bảo hiểm xã hội Khu vực XXX",
        "FPT Telecom chi nhánh tỉnh",
        "Điện lực Sơn La",
        "Đại học Huế",
        "Trường Chính trị Trần Phú",
        "Tỉnh Đoàn Thanh niên",
        "Hội Doanh nghiệp trẻ tỉnh",
        "Công an các xã, phường",
        "Thống kê tỉnh",
        "Trạm Y tế các xã, phường",
    ],
)
@pytest.mark.parametrize(
    ("frame", "role"),
    [
        ("1. {}: Chủ trì, phối hợp với Sở Y tế rà soát dữ liệu.", "lead"),
        ("1. Giao {} chủ trì, phối hợp với Sở Y tế rà soát dữ liệu.", "lead"),
        ("1. Xây dựng nền tảng số ({} chủ trì, Sở Y tế phối hợp thực hiện).", "lead"),
        ("1. Xây dựng nền tảng số do {} chủ trì, phối hợp với Sở Y tế thực hiện.", "lead"),
        ("1. {} phối hợp với Sở Y tế tổ chức hội thảo.", "coordinate"),
    ],
)
def test_every_frame_takes_every_name(name: str, frame: str, role: str) -> None:
    (duty,) = duties(frame.format(name))
    assert said(duty) == ([name], role, ["Sở Y tế"])


@pytest.mark.parametrize("act", ["ưu tiên nguồn lực", "liên thông dữ liệu", "sớm hoàn thành đề án", "cho vay ưu đãi"])
def test_a_bare_verb_after_the_name_is_its_act(act: str) -> None:
    (duty,) = duties(f"1. Sở Y tế {act} trên địa bàn tỉnh.")
    assert said(duty) == (["Sở Y tế"], "implement", [])


def test_people_are_no_subject_of_a_duty() -> None:
    assert duties("1. Người dân tham gia sử dụng dịch vụ công trực tuyến.") == []


@pytest.mark.parametrize(
    "clause",
    [
        "- Tăng cường sự phối hợp giữa Sở Khoa học và Công nghệ với các địa phương.",
        "- Kết nối hệ thống của Bảo hiểm xã hội tỉnh với Sở Y tế.",
        "- Thành lập Ban Chỉ đạo về trí tuệ nhân tạo do Chủ tịch UBND tỉnh làm Trưởng ban.",
        "- Sử dụng sản phẩm do doanh nghiệp trong tỉnh sản xuất.",
        "- Thống kê số lượng doanh nghiệp ứng dụng trí tuệ nhân tạo.",
    ],
)
def test_agencies_only_mentioned_have_no_duty(clause: str) -> None:
    assert duties(clause) == []


def test_who_decides_on_a_report() -> None:
    (duty,) = duties("1. Sở Y tế", "- Tổng hợp vướng mắc, báo cáo UBND tỉnh xem xét, quyết định.")
    assert (duty.role.value, [a.name for a in duty.authority]) == ("report", ["UBND tỉnh"])


def test_a_lead_governs_its_items_and_not_the_next_of_its_kind() -> None:
    found = duties(
        "1. Giao Sở Khoa học và Công nghệ:",
        "- Theo dõi, đôn đốc việc thực hiện Kế hoạch.",
        "2. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu UBND tỉnh bố trí kinh phí.",
    )
    assert said(found[-1]) == (["Sở Tài chính"], "lead", ["Sở Nội vụ"])
    assert said(found[-2])[0] == ["Sở Khoa học và Công nghệ"]


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("- Định kỳ trước ngày 30/11 hằng năm, báo cáo kết quả về Sở Thông tin và Truyền thông.", "report"),
        ("- Chậm nhất ngày 25/11 hằng năm gửi báo cáo về Sở Kế hoạch và Đầu tư.", "report"),
        ("- Định kỳ hằng quý (trước ngày 20 của tháng cuối quý) báo cáo UBND tỉnh.", "report"),
        ("- Tổng hợp kết quả báo cáo UBND tỉnh.", "report"),
        ("- Thực hiện chế độ thông tin, báo cáo theo quy định.", "report"),
        ("- Hằng năm trên cơ sở Kế hoạch và dự toán chi tiết, tham mưu UBND tỉnh bố trí kinh phí.", "advise"),
        ("- Căn cứ chức năng và tình hình thực tế xây dựng kế hoạch của đơn vị, gửi về Sở Nội vụ.", "implement"),
    ],
)
def test_times_and_names_before_the_verb_do_not_hide_it(clause: str, role: str) -> None:
    (duty,) = duties("1. Sở Y tế", clause)
    assert duty.role.value == role


@pytest.mark.parametrize(
    ("line", "by", "often"),
    [
        ("Báo cáo trước ngày 20 của tháng cuối quý.", "trước ngày 20 của tháng cuối quý", None),
        ("Báo cáo trước ngày 25 hằng tháng.", "trước ngày 25 hằng tháng", "monthly"),
        ("Gửi trước ngày 15/6 và 15/12 hằng năm.", "trước ngày 15/6 và 15/12 hằng năm", "annual"),
        ("Ban hành trong vòng 15 ngày kể từ ngày Kế hoạch có hiệu lực.", "trong vòng 15 ngày kể từ ngày Kế hoạch có hiệu lực", None),
        ("Xử lý hồ sơ trong vòng 15 ngày.", None, None),
        ("Thành lập tổ trong năm 2026, hoàn thành trước ngày 30/6/2026.", "trước ngày 30/6/2026", None),
        ("Trong 6 tháng đầu năm 2026, hoàn thành rà soát.", "Trong 6 tháng đầu năm 2026", None),
        ("Khóa đào tạo kéo dài 6 tháng.", None, None),
        ("Hằng năm kiểm tra; tổng kết vào năm 2030.", None, "annual"),
        ("Mở khóa học ba đến sáu tháng.", None, None),
        ("Thử nghiệm 3 - 6 tháng.", None, None),
        ("Ít nhất 6 tháng một lần kiểm tra.", None, "half_yearly"),
        ("Báo cáo 6 tháng, năm.", None, "half_yearly"),
        ("Kiểm tra 02 lần/năm.", None, "half_yearly"),
        ("Báo cáo quý, năm theo quy định.", None, "quarterly"),
        ("Định kỳ 3 tháng/lần họp giao ban.", None, "quarterly"),
    ],
)  # fmt: skip
def test_when(line: str, by: str | None, often: str | None) -> None:
    low = lowered(line)
    found = due(line, low)
    assert (line[found.start : found.end] if found else None, recurring(low)) == (by, often)


ORDERS = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 9/UBND-KT\nV/v phòng, chống thiên tai\nKính gửi: Các sở, ngành.\n"


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        # whom an order names runs up to the verb, whatever he is
        ("Yêu cầu các chủ rừng ở Mộc Châu bố trí lực lượng trực.", ["các chủ rừng ở Mộc Châu"]),
        ("UBND tỉnh cũng yêu cầu các chủ hồ chứa thực hiện quy trình vận hành.", ["các chủ hồ chứa"]),
        ("UBND tỉnh yêu cầu chính quyền cơ sở chủ động kiểm tra hồ đập.", ["chính quyền cơ sở"]),
        ("Phó Chủ tịch UBND tỉnh yêu cầu các chủ mỏ đá bố trí biển báo.", ["các chủ mỏ đá"]),
        ("Yêu cầu Thủ trưởng các đơn vị chủ rừng tăng cường tuần tra.", ["Thủ trưởng các đơn vị chủ rừng"]),
        ("UBND tỉnh yêu cầu Sở Y tế và đề nghị Hội Nông dân tỉnh tuyên truyền.", ["Sở Y tế", "Hội Nông dân tỉnh"]),
        # a body and all the places of its kind
        ("Giao Ban Chỉ đạo các tỉnh, thành phố kiểm tra.", ["Ban Chỉ đạo các tỉnh, thành phố"]),
        ("Bảo hiểm xã hội các tỉnh, thành phố: Thông báo lịch họp.", ["Bảo hiểm xã hội các tỉnh, thành phố"]),
        ("Giao Tổ công nghệ số cộng đồng các thôn hướng dẫn.", ["Tổ công nghệ số cộng đồng các thôn"]),
        ("Yêu cầu BCH Phòng chống lụt bão các huyện, thị xã trực.", ["BCH Phòng chống lụt bão các huyện, thị xã"]),
        ("Công ty TNHH một thành viên Cấp nước Sơn La lắp đặt.", ["Công ty TNHH một thành viên Cấp nước Sơn La"]),
        # things are told nothing
        ("Yêu cầu các nội dung tuyên truyền phải ngắn gọn.", []),
        ("Giao các chỉ tiêu xây dựng nông thôn mới cho cơ sở.", []),
    ],
)
def test_whom_an_order_names(clause: str, agencies: list[str]) -> None:
    found = parse_plan(text=f"{ORDERS}1. {clause}\n2. Nội dung khác.\n").duties
    assert [a.name for duty in found for a in duty.agencies] == agencies
