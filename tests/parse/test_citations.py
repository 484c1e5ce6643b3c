"""Cited acts: number, date, issuer, kind; short names and "… này" resolved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vnplan import parse_plan
from vnplan.models import Citation


def cited(sentence: str) -> list[Citation]:
    return list(parse_plan(text=f"I. NHIỆM VỤ\n1. {sentence}\n").citations)


@pytest.mark.parametrize(
    ("sentence", "number", "day", "issuer", "kind"),
    [
        ("Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng Chính phủ về chiến lược", "127/QĐ-TTg",
         date(2021, 1, 26), "Thủ tướng Chính phủ", "Quyết định"),
        ("Quyết định số 895/QĐ-TTg ngày 9 tháng 6 năm 2021", "895/QĐ-TTg", date(2021, 6, 9), "Thủ tướng Chính phủ",
         "Quyết định"),
        ("các Quyết định số 4538/QĐ-UBND , ngày 31/12/2021 của Chủ tịch Ủy ban nhân dân tỉnh về việc", "4538/QĐ-UBND",
         date(2021, 12, 31), "Chủ tịch Ủy ban nhân dân tỉnh", "Quyết định"),
        ("Quyết định số 394/QĐ- UBND ngày 18/02/2021 của UBND tỉnh ban hành", "394/QĐ-UBND", date(2021, 2, 18), "UBND tỉnh",
         "Quyết định"),
        ("theo Quyết định 752/QĐ-UBND ngày 31/3/2021", "752/QĐ-UBND", date(2021, 3, 31), None, "Quyết định"),
        ("Nghị quyết số 45-NQ/TW ngày 24/01/2019 của Bộ Chính trị về xây dựng", "45-NQ/TW", date(2019, 1, 24), "Bộ Chính trị",
         "Nghị quyết"),
        ("Chương trình hành động số 76-CTr/TU ngày 08/7/2019 của Ban Thường vụ Thành ủy thực hiện", "76-CTr/TU",
         date(2019, 7, 8), "Ban Thường vụ Thành ủy", "Chương trình hành động"),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", "30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "Nghị định"),
        ("Luật Đầu tư công số 39/2019/QH14", "39/2019/QH14", None, "Quốc hội", "Luật"),
        ("Công văn số 505/BKHCN-CNC ngày 12/3/2021 của Bộ Khoa học và Công nghệ về việc", "505/BKHCN-CNC", date(2021, 3, 12),
         "Bộ Khoa học và Công nghệ", "Công văn"),
        ("Kế hoạch số 07/KH- UBND ngày 17/02/2022 của UBND tỉnh hỗ trợ", "07/KH-UBND", date(2022, 2, 17), "UBND tỉnh",
         "Kế hoạch"),
        ("Quyết định số 394 / QĐ - UBND ngày 18/02/2021 của UBND tỉnh về", "394/QĐ-UBND", date(2021, 2, 18), "UBND tỉnh",
         "Quyết định"),
        ("theo quy định tại Quyết định số 99/QĐ-UBND", "99/QĐ-UBND", None, None, "Quyết định"),
        ("Thông tư số 01/2021/TT-BKHCN ngày 31/02/2021", "01/2021/TT-BKHCN", None, None, "Thông tư"),
    ],
)  # fmt: skip
def test_numbered_acts(sentence: str, number: str, day: date | None, issuer: str | None, kind: str) -> None:
    found = next(citation for citation in cited(f"Thực hiện {sentence} nội dung.") if citation.number)
    assert (found.number, found.issued_on, found.issuer, found.kind) == (number, day, issuer, kind)


def test_a_number_broken_by_a_line_end() -> None:
    text = "I. NHIỆM VỤ\n1. Lồng ghép có hiệu quả Quyết định số 394/QĐ-\nUBND ngày 18/02/2021 của UBND tỉnh về việc.\n"
    document = parse_plan(text=text)
    found = document.citations[0]
    assert found.number == "394/QĐ-UBND"
    assert found.span.of(text) == "Quyết định số 394/QĐ-\nUBND ngày 18/02/2021 của UBND tỉnh"
    assert found.clause == "I.1"


@pytest.mark.parametrize(
    "words", ["24/7", "4 - 6 mô hình", "năm 2021-2025", "km/h", "10/12 huyện", "5/2021", "HTTT/CSDL"]
)
def test_what_is_no_number_of_an_act(words: str) -> None:
    assert not [citation for citation in cited(f"Duy trì {words} trên địa bàn.") if citation.number]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("theo Luật Ngân sách Nhà nước và quy định", "Luật Ngân sách Nhà nước và quy định"),
        ("theo Luật Đất đai ngày 18/01/2024;", "Luật Đất đai ngày 18/01/2024"),
        (
            "theo Luật tổ chức chính quyền địa phương ngày 19/6/2015;",
            "Luật tổ chức chính quyền địa phương ngày 19/6/2015",
        ),
    ],
)
def test_laws_by_name(words: str, text: str) -> None:
    found = cited(f"Thực hiện {words}.")[0]
    assert found.kind == "Luật"
    assert found.text.startswith(text[:12])
    assert found.number is None


def test_short_names_are_resolved() -> None:
    text = (
        "KẾ HOẠCH\nPhát triển AI\nThực hiện Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng Chính phủ ban hành Chiến lược "
        "quốc gia về trí tuệ nhân tạo (sau đây gọi tắt là Chiến lược), UBND tỉnh ban hành Kế hoạch như sau:\nI. MỤC TIÊU\n"
        "1. Triển khai Chiến lược trên địa bàn tỉnh.\n2. Thực hiện Chiến lược dữ liệu quốc gia.\n"
    )
    references = [citation for citation in parse_plan(text=text).citations if citation.refers_to]
    assert [(citation.clause, citation.text, citation.refers_to) for citation in references] == [
        ("I.1", "Chiến lược", "127/QĐ-TTg")
    ]


def test_later_text_calls_acts_by_their_first_number() -> None:
    text = (
        "KẾ HOẠCH\nPhát triển AI\nThực hiện Quyết định số 127/QĐ-TTg ngày 26/01/2021; Nghị quyết số 57-NQ/TW (sau đây gọi là "
        "Nghị quyết 57); Kế hoạch số 12/KH-UBND và Kế hoạch số 12/KH-BCĐ.\nI. MỤC TIÊU\n1. Cụ thể hóa Quyết định 127, Quyết định "
        "số 127/QĐ-TTg, Nghị quyết 57 và Kế hoạch số 12.\n"
    )
    references = [citation for citation in parse_plan(text=text).citations if citation.clause == "I.1"]
    assert [(citation.text, citation.number, citation.refers_to) for citation in references] == [
        ("Quyết định 127", None, "127/QĐ-TTg"),
        ("Quyết định số 127/QĐ-TTg", "127/QĐ-TTg", None),
        ("Nghị quyết 57", None, "57-NQ/TW"),
    ]


def test_the_document_itself() -> None:
    text = "Số: 12/KH-UBND\nKẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Triển khai Kế hoạch này.\n"
    found = parse_plan(text=text).citations
    assert [(citation.text, citation.refers_to) for citation in found] == [("Kế hoạch này", "12/KH-UBND")]


def test_the_plans_cite_what_they_cite(plans_dir: Path) -> None:
    document = parse_plan(plans_dir / "vinh-long.txt")
    numbers = {citation.number for citation in document.citations if citation.number}
    assert {"127/QĐ-TTg", "283/TTr-SKHCN", "394/QĐ-UBND", "752/QĐ-UBND", "03-NQ/TU", "07/KH-UBND"} <= numbers
    assert len(numbers) == 21
    for citation in document.citations:
        words = " ".join(document.text[citation.span.start : citation.span.end].split())
        assert words == citation.text
