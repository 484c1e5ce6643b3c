"""What a document says of itself, from letterhead, signature, title, site header or text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vnplan import parse_plan
from vnplan.models import Metadata
from vnplan.parse.structure.metadata import clean_number

BODY = "I. MỤC TIÊU\n1. Có 05 mô hình.\n"
PLANS = {
    "vinh-long": ("plan", "1425/QĐ-UBND", date(2022, 7, 14), "Vĩnh Long", "Nguyễn Thị Quyên Thanh"),
    "can-tho": ("plan", "243/KH-UBND", date(2021, 11, 30), "Cần Thơ", "Nguyễn Ngọc Hè"),
    "lang-son": ("plan", "105/KH-UBND", date(2021, 5, 6), "Lạng Sơn", "Lương Trọng Quỳnh"),
    "hoa-binh": ("plan", None, None, "Hòa Bình", None),
    "hai-phong": ("plan", None, date(2021, 7, 16), "Hải Phòng", "Lê Khắc Nam"),
}


def metadata(text: str) -> Metadata:
    return parse_plan(text=text).metadata


def codes(text: str) -> set[str]:
    return {note.code for note in parse_plan(text=text).notes}


@pytest.mark.parametrize("plan", PLANS)
def test_the_five_plans(plans_dir: Path, plan: str) -> None:
    found = parse_plan(plans_dir / f"{plan}.txt").metadata
    assert (found.kind, found.number, found.issued_on, found.province, found.signer) == PLANS[plan]
    assert found.issuer is not None
    assert found.issuer.startswith("Ủy ban nhân dân")
    assert found.title is not None


def letterhead(unit: str, place: str, number: str = "12/KH-UBND") -> str:
    return (
        f"ỦY BAN NHÂN DÂN\n{unit}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Số: {number}\n{place}, ngày 3 tháng 4 năm 2021\nKẾ HOẠCH\nPhát triển AI\n"
    )


@pytest.mark.parametrize(
    ("unit", "place", "province", "issuer"),
    [
        ("TỈNH NGHỆ AN", "Nghệ An", "Nghệ An", "Ủy ban nhân dân tỉnh Nghệ An"),
        ("TỈNH LÂM ĐỒNG", "Đà Lạt", "Lâm Đồng", "Ủy ban nhân dân tỉnh Lâm Đồng"),
        ("THÀNH PHỐ ĐÀ NẴNG", "Đà Nẵng", "Đà Nẵng", "Ủy ban nhân dân thành phố Đà Nẵng"),
        ("TỈNH HOÀ BÌNH", "Hoà Bình", "Hòa Bình", "Ủy ban nhân dân tỉnh Hòa Bình"),
        ("THÀNH PHỐ HỒ CHÍ MINH", "Thành phố Hồ Chí Minh", "Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("TỈNH BÀ RỊA - VŨNG TÀU", "Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
    ],
)
def test_letterheads(unit: str, place: str, province: str, issuer: str) -> None:
    found = metadata(letterhead(unit, place) + BODY)
    assert (found.number, found.issued_on) == ("12/KH-UBND", date(2021, 4, 3))
    assert (found.province, found.issuer) == (province, issuer)


def test_a_wrapped_letterhead() -> None:
    text = (
        "ỦY BAN NHÂN\nDÂN\nTỈNH SƠN\nLA\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố:\n"
        "7/KH-UBND\n|\nSơn La, ngày\n03 tháng 4 năm 2021\n|\nKẾ HOẠCH\nPHÁT TRIỂN AI\n"
    )
    found = metadata(text + BODY)
    assert (found.number, found.issued_on, found.province) == ("7/KH-UBND", date(2021, 4, 3), "Sơn La")


def test_a_letterhead_in_two_columns() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH HÀ GIANG\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-UBND\tHà Giang, ngày 12 tháng 01 năm 2022\nKẾ HOẠCH\nPhát triển AI\n"
    )
    for gap in ("\t", "          "):
        found = metadata(text.replace("\t", gap) + BODY)
        assert (found.number, found.issued_on, found.province) == ("12/KH-UBND", date(2022, 1, 12), "Hà Giang")
        assert found.issuer == "Ủy ban nhân dân tỉnh Hà Giang"


def test_the_legal_basis_is_not_the_number() -> None:
    text = "KẾ HOẠCH\nPhát triển AI\nCăn cứ Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng Chính phủ;\n"
    found = metadata(text + BODY)
    assert (found.number, found.issued_on, found.province) == (None, None, None)


def test_province_from_the_title() -> None:
    text = "KẾ HOẠCH\nPhát triển AI trên địa bàn tỉnh Bắc Kạn đến năm 2030\n" + BODY
    assert metadata(text).province == "Bắc Kạn"
    assert "province_inferred" in codes(text)


def test_province_from_the_text() -> None:
    text = "KẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Đưa tỉnh Cà Mau vào nhóm khá; tỉnh Cà Mau có 05 mô hình như tỉnh An Giang.\n"
    assert metadata(text).province == "Cà Mau"


def test_a_ministry_belongs_to_no_province() -> None:
    text = "BỘ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 5/KH-BKHCN\nHà Nội, ngày 1 tháng 2 năm 2021\nKẾ HOẠCH\nPhát triển AI\n" + BODY
    assert metadata(text).province is None


def test_blank_number_and_date_are_noted() -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La", "     /KH-UBND").replace("ngày 3 tháng 4", "ngày     tháng 4") + BODY
    found = metadata(text)
    assert (found.number, found.issued_on) == (None, None)
    assert {"number_blank", "date_blank"} <= codes(text)


def test_a_day_that_does_not_exist() -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace("ngày 3 tháng 4", "ngày 31 tháng 4") + BODY
    assert metadata(text).issued_on is None
    assert "date_invalid" in codes(text)


def test_committee_and_chairman_as_issuers() -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La", "9/QĐ-UBND").replace(
        "KẾ HOẠCH\nPhát triển AI\n", "QUYẾT ĐỊNH\nBan hành Kế hoạch\n"
    )
    text += "QUYẾT ĐỊNH:\nĐiều 1. Ban hành Kế hoạch.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Khắc Nam\nKẾ HOẠCH\nPhát triển AI\n"
    text += "(Kèm theo Quyết định số 9/QĐ-UBND ngày 3/4/2021 của Chủ tịch UBND tỉnh)\n" + BODY
    found = metadata(text)
    assert (found.kind, found.number, found.signer) == ("plan", "9/QĐ-UBND", "Lê Khắc Nam")
    assert "issuer_conflict" in codes(text)


def test_a_decision_alone() -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La", "9/QĐ-UBND").replace("KẾ HOẠCH", "QUYẾT ĐỊNH")
    assert metadata(text + "QUYẾT ĐỊNH:\nĐiều 1. Một.\nĐiều 2. Hai.\n").kind == "decision"


def test_the_header_of_a_site() -> None:
    text = (
        "Số hiệu: 9/KH-UBND\nLoại văn bản: Kế hoạch\nNơi ban hành: Tỉnh Sơn La\nNgười ký: Lê Khắc Nam\nNgày ban hành: 03/04/2021\n"
        "KẾ HOẠCH\nPhát triển AI\n"
    )
    found = metadata(text + BODY)
    assert found.number == "9/KH-UBND"
    assert (found.issued_on, found.province, found.signer) == (date(2021, 4, 3), "Sơn La", "Lê Khắc Nam")


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nNguyễn Ngọc Hè\n", "Nguyễn Ngọc Hè"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNGUYỄN NGỌC HÈ\n", "Nguyễn Ngọc Hè"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTS. Y Thanh Hà Niê Kđăm\n", "Y Thanh Hà Niê Kđăm"),
        ("CHỦ TỊCH\n\nLê Khắc Nam\nLưu trữ\nGhi chú\n", "Lê Khắc Nam"),
        # a signature on one line, a name that a narrow column wraps
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Khắc Nam\n", "Lê Khắc Nam"),
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Khắc Nam\n", "Lê Khắc Nam"),
        ("CHỦ TỊCH\nNguyễn Thị Quyên\nThanh\n", "Nguyễn Thị Quyên Thanh"),
        ("CHỦ TỊCH\nNguyễn Thị\nQuyên Thanh\n", "Nguyễn Thị Quyên Thanh"),
        ("- Lưu: VT, KGVX.\tLê Khắc Nam\n", None),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n", None),
    ],
)
def test_signers(block: str, name: str | None) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La") + BODY + "Nơi nhận:\n- Như trên;\n" + block
    assert metadata(text).signer == name


def test_numbers_lose_stray_blanks() -> None:
    assert clean_number("394/QĐ- UBND") == "394/QĐ-UBND"
    assert clean_number("1457 / QĐ-UBND ,") == "1457/QĐ-UBND"


def test_a_decision_of_the_chairman() -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La", "9/QĐ-UBND").replace(
        "KẾ HOẠCH\nPhát triển AI\n", "QUYẾT ĐỊNH\nBan hành Kế hoạch\n"
    )
    text += "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA\nCăn cứ Luật Đầu tư;\nQUYẾT ĐỊNH:\nĐiều 1. Một.\nĐiều 2. Hai.\n"
    assert metadata(text).issuer == "Chủ tịch Ủy ban nhân dân tỉnh Sơn La"
    assert "issuer_conflict" in codes(text)


def test_a_title_on_the_line_of_its_kind() -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace(
        "KẾ HOẠCH\nPhát triển AI", "KẾ HOẠCH Phát triển AI\nđến năm 2030"
    )
    assert metadata(text + BODY).title == "KẾ HOẠCH Phát triển AI đến năm 2030"


def test_a_title_in_capitals_may_begin_like_a_legal_basis() -> None:
    """ "THỰC HIỆN CHIẾN LƯỢC …" below "KẾ HOẠCH" is its title; "Thực hiện Quyết định số …" below that is none."""
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace(
        "KẾ HOẠCH\nPhát triển AI\n",
        "KẾ HOẠCH\nTHỰC HIỆN CHIẾN LƯỢC QUỐC GIA VỀ NGHIÊN CỨU, PHÁT TRIỂN VÀ ỨNG DỤNG TRÍ\nTUỆ NHÂN TẠO TRÊN ĐỊA BÀN TỈNH\n"
        "Thực hiện Quyết định số 127/QĐ-TTg ngày 26 tháng 01 năm 2021 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban "
        "hành Kế hoạch như sau:\n",
    )
    assert metadata(text + BODY).title == (
        "KẾ HOẠCH THỰC HIỆN CHIẾN LƯỢC QUỐC GIA VỀ NGHIÊN CỨU, PHÁT TRIỂN VÀ ỨNG DỤNG TRÍ TUỆ NHÂN TẠO TRÊN ĐỊA BÀN TỈNH"
    )


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 12 /KH-UBND", "12/KH-UBND"),
        ("Số:12/KH - UBND", "12/KH-UBND"),
        ("Số 05-KH/TU", "05-KH/TU"),
        ("Số: 12/KH-BCĐ57", "12/KH-BCĐ57"),
        ("Số: 3.421/KH-UBND", "3.421/KH-UBND"),
        ("Số: 12/2021/QĐ-UBND", "12/2021/QĐ-UBND"),
        ("Số: …../KH-UBND", None),
        ("Số: xx/KH-UBND", None),
    ],
)
def test_numbers_in_all_forms(printed: str, number: str | None) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace("Số: 12/KH-UBND", printed)
    assert metadata(text + BODY).number == number


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Sơn La, ngày 03/4/2021", date(2021, 4, 3)),
        ("Sơn La, ngày 3-4-2021", date(2021, 4, 3)),
        ("Ngày 03 tháng 04 năm 2021", date(2021, 4, 3)),
        ("Sơn La ngày 03 tháng  04 năm 2021", date(2021, 4, 3)),
        ("Sơn La, ngày 03 tháng 04\nnăm 2021", date(2021, 4, 3)),
        ("Sơn La, ngày 03 tháng 04 năm 202…", None),
        ("Sơn La, ngày tháng năm 2021", None),
    ],
)
def test_days_in_all_forms(printed: str, day: date | None) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace("Sơn La, ngày 3 tháng 4 năm 2021", printed)
    assert metadata(text + BODY).issued_on == day
    assert ("date_blank" in codes(text + BODY)) == (day is None)


def test_the_day_of_an_act_in_the_title_is_not_the_day_of_issue() -> None:
    text = "KẾ HOẠCH\nTriển khai Chiến lược ban hành tại Quyết định số 127/QĐ-TTg ngày 26 tháng 01 năm 2021\n"
    assert metadata(text + BODY).issued_on is None


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        ("UBND TỈNH SƠN LA\nSỞ KHOA HỌC\nVÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ tỉnh Sơn La"),
        ("UBND TỈNH SƠN LA\nỦY BAN NHÂN DÂN\nHUYỆN MỘC CHÂU", "Ủy ban nhân dân huyện Mộc Châu"),
        ("ỦY BAN NHÂN DÂN\nXÃ CHIỀNG HẶC", "Ủy ban nhân dân xã Chiềng Hặc"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH SƠN LA", "Hội đồng nhân dân tỉnh Sơn La"),
        ("TỈNH ỦY SƠN LA\n*", "Tỉnh ủy Sơn La"),
        ("CÔNG AN TỈNH SƠN LA", "Công an tỉnh Sơn La"),
    ],
)
def test_issuers_beside_the_committee_of_the_province(left: str, issuer: str) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA", left)
    found = metadata(text + BODY)
    assert (found.issuer, found.province) == (issuer, "Sơn La")


@pytest.mark.parametrize(
    "block",
    [
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLưu Văn Bình\n",
        "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLưu Văn Bình\nPhó Chủ tịch UBND tỉnh\n",
        "CHỦ TỊCH\n(Ký tên, đóng dấu)\nLưu Văn Bình\nNgười ký: UBND TỈNH SƠN LA\nThời gian ký: 03.04.2021 16:20\n",
        "\tKT. GIÁM ĐỐC\n- Lưu: VT.\tPHÓ GIÁM ĐỐC\n\tLưu Văn Bình\n",
    ],
)
def test_signers_of_all_bodies(block: str) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La") + BODY + "Nơi nhận:\n- Như trên;\n" + block
    assert metadata(text).signer == "Lưu Văn Bình"


@pytest.mark.parametrize("between", ["\n", ":\n", " | ", "\t"])
def test_values_of_a_site_in_cells_or_lines_of_their_own(between: str) -> None:
    pairs = {
        "Số hiệu": "9/KH-UBND",
        "Nơi ban hành": "Tỉnh Sơn La",
        "Người ký": "Lê Khắc Nam",
        "Ngày ban hành": "03/04/2021",
    }
    text = "".join(f"{key}{between}{value}\n" for key, value in pairs.items()) + "KẾ HOẠCH\nPhát triển AI\n"
    found = metadata(text + BODY)
    assert (found.number, found.province, found.signer) == ("9/KH-UBND", "Sơn La", "Lê Khắc Nam")
    assert found.issued_on == date(2021, 4, 3)


@pytest.mark.parametrize(
    "subject",
    [
        "Thực hiện Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng Chính phủ",
        "Phát triển AI trên địa bàn\ntỉnh Sơn La",
        "PHÁT TRIỂN AI TRÊN ĐỊA BÀN\nTỈNH SƠN LA",
    ],
)
def test_titles_that_begin_or_end_like_other_parts(subject: str) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La").replace("Phát triển AI", subject)
    basis = "Căn cứ Luật Chuyển giao công nghệ;\nUBND tỉnh ban hành Kế hoạch như sau:\n"
    assert metadata(text + basis + BODY).title == "KẾ HOẠCH " + subject.replace("\n", " ")


def test_a_title_ends_before_the_wrapped_words_of_the_attachment() -> None:
    text = "KẾ HOẠCH\nPhát triển AI\n(Kèm theo Quyết định số 9/QĐ-UBND ngày 3 tháng\n4 năm 2021 của UBND tỉnh Sơn La)\n"
    assert metadata(text + BODY).title == "KẾ HOẠCH Phát triển AI"


PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nSố: 123/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hà Giang, ngày 05 tháng 3 năm 2022\nKẾ HOẠCH\nTriển khai Chiến lược quốc gia về trí tuệ nhân tạo\n" + BODY
)


@pytest.mark.parametrize(
    "stamp",
    [
        "VĂN PHÒNG UBND TỈNH\nCÔNG VĂN ĐẾN\nSố: 1234\nNgày: 12/5/2022\nChuyển: Phòng KGVX\n",
        "ĐẾN\nSố: 77\nGiờ: 08:30\nNgày: 12/5/2022\nSố và ký hiệu HS: .......\n",
        "Người ký: Ủy ban nhân dân tỉnh Lào Cai\nEmail: ubnd@example.org\nCơ quan: Tỉnh Lào Cai\nNgày ký: 12-05-2022 14:23:00 +07:00\n",
        "Ký bởi: Văn phòng UBND tỉnh\nThời gian ký: 12/05/2022 14:23:00 +07:00\n",
    ],
)
def test_stamps_of_receipt_and_digital_signatures_say_nothing_of_the_document(stamp: str) -> None:
    assert metadata(stamp + PLAN) == metadata(PLAN)
    after = parse_plan(text=PLAN + stamp.removeprefix("VĂN PHÒNG UBND TỈNH\n"))
    assert [node.text for node in after.clauses] == ["1. Có 05 mô hình."]
    assert after.metadata == metadata(PLAN)


def test_fields_that_a_site_prints_and_an_arrival_in_a_sentence_are_no_stamps() -> None:
    text = "Người ký: Lương Trọng Quỳnh\nNgày ký: 06/05/2021\n\n" + BODY + "2. Đến:\nSố: 5\nNgày: mai\n"
    assert not [node for node in parse_plan(text=text).nodes if node.rule == "noise:stamp"]


ENACTED = "Thực hiện Quyết định số 127/QĐ-TTg của Thủ tướng Chính phủ, {issued} giai đoạn 2025-2030, cụ thể như sau:"


@pytest.mark.parametrize(
    ("issued", "kind"),
    [
        ("Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai thực hiện", "plan"),
        ("UBND thành phố Cần Thơ ban hành Chương trình hành động", "plan"),
        ("Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động", "plan"),
        ("theo Quyết định của UBND tỉnh ban hành Kế hoạch chuyển đổi số, Sở Tài chính đề nghị các đơn vị", "other"),
        ("UBND tỉnh yêu cầu các đơn vị thực hiện Kế hoạch", "other"),
    ],
)
def test_a_text_without_its_head_says_what_is_issued_above_the_body(issued: str, kind: str) -> None:
    document = parse_plan(text=ENACTED.format(issued=issued) + "\nI. MỤC TIÊU\n1. Nâng cao nhận thức.\n")
    assert (document.metadata.kind, document.metadata.title) == (kind, None)


@pytest.mark.parametrize(
    ("title", "authority", "read"),
    [
        ("BAN HÀNH KẾ HOẠCH TRÊN ĐỊA BÀN TỈNH", "ỦY BAN NHÂN DÂN TỈNH SƠN LA", "BAN HÀNH KẾ HOẠCH TRÊN ĐỊA BÀN TỈNH"),
        ("Ban hành Kế hoạch", "CHỦ TỊCH ỦY BAN NHÂN DÂN\nTỈNH SƠN LA", "Ban hành Kế hoạch"),
        ("BAN HÀNH KẾ HOẠCH HOẠT ĐỘNG", "CHỦ TỊCH ỦY BAN CHUYỂN ĐỔI SỐ", "BAN HÀNH KẾ HOẠCH HOẠT ĐỘNG"),
        ("BAN HÀNH KẾ HOẠCH CHUYỂN ĐỔI SỐ CỦA", "ỦY BAN NHÂN DÂN TỈNH SƠN LA", None),
    ],
)
def test_a_title_ends_above_who_decides(title: str, authority: str, read: str | None) -> None:
    text = letterhead("TỈNH SƠN LA", "Sơn La", "9/QĐ-UBND").replace(
        "KẾ HOẠCH\nPhát triển AI\n", f"QUYẾT ĐỊNH\n{title}\n{authority}\n"
    )
    found = metadata(text + "Căn cứ Luật Đầu tư;\nQUYẾT ĐỊNH:\nĐiều 1. Một.\nĐiều 2. Hai.\n")
    assert found.title == f"QUYẾT ĐỊNH {read or f'{title} {authority}'}"


def test_a_site_s_table_stands_in_for_a_title_that_the_text_lost() -> None:
    text = (
        "Kế hoạch 0155/KH-UBND năm 2025 chuyển đổi số tỉnh Sơn La năm 2026\n| Số hiệu | 0155/KH-UBND |\n"
        "| Ngày ban hành | 24/12/2025 |\n| Cơ quan ban hành | Tỉnh Sơn La |\n|\nỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI\n"
        "CHỦ NGHĨA VIỆT NAM |\n|\nSố: 0155/KH-UBND |\nSơn La, ngày 24 tháng 12 năm 2025 |\nCHUYỂN ĐỔI SỐ NĂM 2026\n"
        "- Luật Công nghệ thông tin ngày 29/6/2006;\n- Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;\n"
        "I. MỤC TIÊU\n1. Có 05 mô hình.\n"
    )
    document = parse_plan(text=text)
    found = document.metadata
    assert (found.kind, found.number, found.issuer) == ("plan", "0155/KH-UBND", "Ủy ban nhân dân tỉnh Sơn La")
    assert found.title == "Kế hoạch 0155/KH-UBND năm 2025 chuyển đổi số tỉnh Sơn La năm 2026"
    assert "number_conflict" not in {note.code for note in document.notes}


def test_a_letterhead_wrapped_after_its_first_word() -> None:
    text = (
        "ỦY\nBAN QUỐC GIA\nVỀ CHUYỂN ĐỔI SỐ\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n|\nSố:\n27/QĐ-UBQGCĐS\n|\nHà\nNội, ngày 15 tháng 3 năm 2022\n|\nQUYẾT ĐỊNH\n"
        "BAN HÀNH KẾ HOẠCH\nCăn cứ Luật Đầu tư;\nQUYẾT ĐỊNH:\nĐiều 1. Một.\n"
    )
    assert metadata(text).issuer == "Ủy ban quốc gia về chuyển đổi số"
