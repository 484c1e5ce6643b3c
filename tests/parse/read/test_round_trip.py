"""The five plans, made into files as offices make them, give the same clauses, targets and duties as their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from vnplan import parse_plan
from vnplan.models import Document

NAMES = ["vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong"]


def clause_texts(document: Document) -> Counter[str]:
    return Counter(" ".join(node.text.split()) for node in document.clauses)


def targets(document: Document) -> Counter[Any]:
    return Counter((t.text, t.comparator, t.low, t.high, t.unit, t.deadline) for t in document.targets)


def duties(document: Document) -> Counter[Any]:
    return Counter(
        (tuple(a.id for a in d.agencies), d.role, tuple(a.id for a in d.partners), d.due, d.recurring, d.product)
        for d in document.duties
    )


def f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


@pytest.fixture(scope="module", params=NAMES)
def plan(request: pytest.FixtureRequest, plans_dir: Path) -> Document:
    return parse_plan(plans_dir / f"{request.param}.txt")


def assert_same(plan: Document, path: Path) -> None:
    found = parse_plan(path)
    assert f1(clause_texts(plan), clause_texts(found)) >= 0.99
    assert targets(found) == targets(plan)
    assert duties(found) == duties(plan)
    assert found.metadata == plan.metadata


def test_word_with_automatic_numbers(plan: Document, pieces: Callable, docx_of: Callable, tmp_path: Path) -> None:
    assert_same(plan, docx_of(pieces(plan), tmp_path / f"{plan.id}.docx"))


def test_web_page(plan: Document, pieces: Callable, html_of: Callable, tmp_path: Path) -> None:
    assert_same(plan, html_of(pieces(plan), tmp_path / f"{plan.id}.html"))


def test_pdf(plan: Document, pieces: Callable, pdf_of: Callable, tmp_path: Path) -> None:
    assert_same(plan, pdf_of(pieces(plan), tmp_path / f"{plan.id}.pdf"))


@pytest.mark.slow
def test_pdf_that_an_office_program_makes_of_word(
    plan: Document, pieces: Callable, docx_of: Callable, office: Callable, tmp_path: Path
) -> None:
    assert_same(plan, office(docx_of(pieces(plan), tmp_path / f"{plan.id}.docx"), "pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_what_is_read_through_an_office_program(
    plan: Document, kind: str, pieces: Callable, docx_of: Callable, office: Callable, tmp_path: Path
) -> None:
    """Labels are typed: LibreOffice's own .doc and .rtf files lose restarts and letters of automatic ones."""
    typed = [replace(piece, label="", words=piece.text) for piece in pieces(plan)]
    assert_same(plan, office(docx_of(typed, tmp_path / f"{plan.id}.docx"), kind))


ROWS = [["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"]] + [
    [
        str(number),
        f"Xây dựng và triển khai giải pháp ứng dụng trí tuệ nhân tạo số {number} phục vụ quản lý nhà nước, cung cấp dịch vụ "
        "công trực tuyến và giải quyết thủ tục hành chính cho người dân, doanh nghiệp trên địa bàn tỉnh",
        ["Sở Khoa học và Công nghệ", "Sở Y tế", "Công an tỉnh"][number % 3],
        "Các sở, ban, ngành; UBND các huyện, thành phố",
        f"Năm {2022 + number % 5}",
        ["Báo cáo", "Phần mềm", "Quyết định của UBND tỉnh"][number % 3],
    ]
    for number in range(1, 26)
]


def annexed(path: Path) -> Path:
    """A plan with a letterhead, a page number above, a signature, and a table of tasks over several pages."""
    docx = pytest.importorskip("docx")
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    number = document.sections[0].header.paragraphs[0].add_run()
    for kind in ("begin", "end"):
        sign = OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), kind)
        number._r.append(sign)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            number._r.append(code)
    head = document.add_table(rows=2, cols=2)
    for row, column, text in (
        (0, 0, "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n-------"), (1, 0, "Số: 123/KH-UBND"), (1, 1, "Hà Giang, ngày 05 tháng 3 năm 2022"),
        (0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------"),
    ):  # fmt: skip
        head.cell(row, column).text = text
        head.cell(row, column).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, bold in (
        ("KẾ HOẠCH", True), ("Triển khai Chiến lược quốc gia về trí tuệ nhân tạo trên địa bàn tỉnh Hà Giang đến năm 2030", True),
        ("Thực hiện Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch:", False),
        ("I. MỤC TIÊU", True), ("1. Đến năm 2025, 80% cán bộ, công chức cấp tỉnh được tập huấn kỹ năng cơ bản về TTNT.", False),
        ("II. TỔ CHỨC THỰC HIỆN", True), ("Sở Khoa học và Công nghệ theo dõi, đôn đốc việc thực hiện Kế hoạch này.", False),
    ):  # fmt: skip
        document.add_paragraph().add_run(text).bold = bold
    back = document.add_table(rows=1, cols=2)
    back.cell(0, 0).text = "Nơi nhận:\n- Bộ Khoa học và Công nghệ;\n- Các sở, ban, ngành;\n- Lưu: VT, KGVX."
    back.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Ngọc Hè"
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("DANH MỤC NHIỆM VỤ")
    table = document.add_table(rows=len(ROWS), cols=6, style="Table Grid")
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text, width in zip(row.cells, texts, (1.2, 5.5, 3, 3, 1.8, 2), strict=True):
            cell.text, cell.width = text, Cm(width)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    document.save(str(path))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "doc", "rtf", "odt"])
def test_an_annex_table_over_several_pages(kind: str, office: Callable, tmp_path: Path) -> None:
    path = annexed(tmp_path / "annex.docx")
    document = parse_plan(path if kind == "docx" else office(path, kind))
    assert len(document.tables) == 1
    rows = [row for row in document.tables[0].rows if not row.header]
    found = [[span.of(document.text) for span in row.cells] for row in rows]
    assert found[-25:] == ROWS[1:]
    tasks = [duty for duty in document.duties if duty.product]
    assert [duty.product for duty in tasks] == [row[5] for row in ROWS[1:]]
    assert [duty.agencies[0].name for duty in tasks] == [row[2] for row in ROWS[1:]]
    assert document.metadata.number == "123/KH-UBND"
    assert document.metadata.signer == "Nguyễn Ngọc Hè"
    if kind == "pdf":
        assert max(place.page or 0 for place in document.source_map) > 4
