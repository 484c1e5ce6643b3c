"""Tables that a page sets without lines: columns and rows are told from the white between words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from vnplan.parse.read import read_bytes
from vnplan.parse.source import Source

FONTS = Path("/usr/share/fonts/truetype/dejavu")
ROWS = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp thực hiện nhiệm vụ", "Thời gian"],
    ["I", "CƠ CHẾ, CHÍNH SÁCH HỖ TRỢ DOANH NGHIỆP CỦA TỈNH"],
    ["1", "Chính sách thuê giải pháp trí tuệ nhân tạo", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Quý III/2026"],
    ["2", "Kho dữ liệu dùng chung của tỉnh phục vụ huấn luyện mô hình", "Công an tỉnh", "", "2027"],
    ["3", "Đào tạo", "Sở Nội vụ", "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường", "Hằng năm"],
]


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not (FONTS / "DejaVuSerif.ttf").is_file():
        pytest.skip("needs the Debian package fonts-dejavu")
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "DejaVuSerif.ttf"))


def printed(*story: Any) -> Source:
    from reportlab.platypus import SimpleDocTemplate

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=(595, 842)).build(list(story))
    return read_bytes(buffer.getvalue(), name="plan.pdf")


def paragraph(text: str, size: int = 12, **options: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    return Paragraph(text, ParagraphStyle("s", fontName="Serif", fontSize=size, leading=1.3 * size, **options))


def table(*styles: tuple[Any, ...], rows: list[list[str]] = ROWS) -> Any:
    from reportlab.platypus import Table

    width = len(rows[0])
    cells = [[paragraph(cell, 9) for cell in row] + [""] * (width - len(row)) for row in rows]
    bands = [("SPAN", (1, at), (-1, at)) for at, row in enumerate(rows) if len(row) < width]
    return Table(cells, colWidths=[30, *[104] * (width - 1)], style=[*styles, *bands])


def grid(source: Source) -> list[list[str]]:
    return [[span.of(source.text) for span in row.cells] for row in source.tables[0].rows]


@pytest.mark.parametrize("upright", ["TOP", "MIDDLE", "BOTTOM"])
def test_the_grid_is_that_of_the_same_table_with_lines(upright: str) -> None:
    stand = ("VALIGN", (0, 0), (-1, -1), upright)
    bare = printed(paragraph("PHỤ LỤC"), table(stand), paragraph("Trên đây là kế hoạch của Ủy ban nhân dân tỉnh."))
    ruled = printed(table(stand, ("GRID", (0, 0), (-1, -1), 0.5, "black")))
    assert grid(bare) == grid(ruled)
    assert bare.text.startswith("PHỤ LỤC\n")
    assert bare.text.endswith("\nTrên đây là kế hoạch của Ủy ban nhân dân tỉnh.\n")


def test_a_title_below_ends_the_table() -> None:
    source = printed(table(), paragraph("PHỤ LỤC II", alignment=1), paragraph("1. Một.", firstLineIndent=20))
    assert len(grid(source)) == len(ROWS)
    assert source.text.endswith("PHỤ LỤC II\n1. Một.\n")


def test_two_tables_on_a_page() -> None:
    source = printed(table(), paragraph("Biểu số 2: Nhiệm vụ bổ sung của các địa phương trong tỉnh"), table())
    assert len(source.tables) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [["Họ tên", "Chức vụ", "Đơn vị", "Điện thoại", "Ghi chú"], ["An", "Trưởng ban", "Sở Y tế", "1", ""]],
        [["TT", "Một", "Hai", "Ba", "Bốn"], ["1", "a", "b", "c", "d"]],
    ],
)
def test_nothing_is_a_table_without_a_head_that_names_its_columns(rows: list[list[str]]) -> None:
    assert not printed(table(rows=rows)).tables


def test_an_annex_below_recipients_and_signature_is_no_part_of_them() -> None:
    from reportlab.platypus import Table

    left = [paragraph(line, 9) for line in ("Nơi nhận:", "- Bộ Khoa học và Công nghệ;", "- Lưu: VT.")]
    right = [paragraph(line, alignment=1) for line in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A")]
    source = printed(Table([[left, right]], colWidths=[220, 220]), paragraph("PHỤ LỤC", firstLineIndent=20), table())
    assert source.text.index("Nguyễn Văn A\n") < source.text.index("\nPHỤ LỤC\n")
