"""Pages whose prose is set in columns: each column is read to its end, and what stands beside them is not."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION

from vnplan.parse.read import read_bytes, read_source
from vnplan.parse.source import Source

FONTS = Path("/usr/share/fonts/truetype/dejavu")
SENTENCE = (
    "xây dựng cơ sở dữ liệu dùng chung của tỉnh về y tế, giáo dục, giao thông, nông nghiệp và môi trường để phục vụ "
    "nghiên cứu, phát triển và ứng dụng trí tuệ nhân tạo trong các cơ quan, đơn vị và doanh nghiệp trên địa bàn tỉnh."
)
ITEMS = [f"{number}. Sở Khoa học và Công nghệ {SENTENCE}" for number in range(1, 19)]
RECIPIENTS = [
    "Nơi nhận:",
    "- Bộ Khoa học và Công nghệ;",
    "- Các sở, ban, ngành;",
    "- UBND các xã, phường;",
    "- Lưu: VT.",
]
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


@pytest.fixture
def printed() -> Callable[..., Source]:
    """Print a story in columns by reportlab: their number, the gutter between them, what stands above and below."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not (FONTS / "DejaVuSerif.ttf").is_file():
        pytest.skip("needs the Debian package fonts-dejavu")
    for name in ("Serif", "SerifBold"):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"DejaVu{name.replace('Bold', '-Bold')}.ttf"))

    def laid(story: Sequence[Any], *, columns: int = 2, gutter: float = 10, justify: bool = True, size: int = 10,
             above: float = 0, draw: Callable[[Any, int], None] | None = None) -> Source:  # fmt: skip
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

        style = ParagraphStyle("p", fontName="Serif", fontSize=size, leading=size * 1.35, spaceAfter=4,
                               alignment=4 if justify else 0, firstLineIndent=15)  # fmt: skip
        width = (475 - gutter * (columns - 1)) / columns
        frames = [Frame(60 + place * (width + gutter), 60, width, 720 - above, 0, 0, 0, 0) for place in range(columns)]
        buffer = io.BytesIO()

        def on_page(canvas: Any, template: Any) -> None:
            canvas.setFont("Serif", size)
            if draw:
                draw(canvas, template.page)

        template = BaseDocTemplate(buffer, pagesize=(595, 842))
        template.addPageTemplates([PageTemplate("p", frames, onPage=on_page)])
        template.build([Paragraph(one, style) if isinstance(one, str) else one for one in story])
        return read_bytes(buffer.getvalue(), name="plan.pdf")

    return laid


@pytest.mark.parametrize("justify", [True, False])
@pytest.mark.parametrize("gutter", [8, 20, 40])
def test_columns_are_read_one_after_the_other(printed: Callable[..., Source], gutter: float, justify: bool) -> None:
    assert printed(ITEMS, gutter=gutter, justify=justify).text.splitlines() == ITEMS


def test_three_columns_of_small_type(printed: Callable[..., Source]) -> None:
    assert printed(ITEMS, columns=3, gutter=14, size=8).text.splitlines() == ITEMS


def test_what_stands_over_the_whole_page_stays_above(printed: Callable[..., Source]) -> None:
    def head(canvas: Any, page: int) -> None:
        canvas.drawCentredString(297, 815, str(page))
        if page == 1:
            canvas.drawCentredString(150, 770, "UBND TỈNH HÒA BÌNH")
            canvas.drawCentredString(420, 770, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            canvas.drawCentredString(150, 740, "Số: 12/KH-UBND")
            canvas.drawCentredString(420, 740, "Hòa Bình, ngày 15 tháng 3 năm 2026")
            canvas.setFont("SerifBold", 12)
            canvas.drawCentredString(297, 715, "KẾ HOẠCH TRIỂN KHAI CHIẾN LƯỢC")

    lines = printed(ITEMS, above=90, draw=head).text.splitlines()
    assert [line for line in lines if line in ITEMS] == ITEMS
    assert [line for line in lines if line not in ITEMS] == [
        "1",
        "UBND TỈNH HÒA BÌNH",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hòa Bình, ngày 15 tháng 3 năm 2026",
        "KẾ HOẠCH TRIỂN KHAI CHIẾN LƯỢC",
        "2",
    ]


def by_hand(draw: Callable[[Any], None]) -> str:
    """The words of a page drawn on a canvas, in the order they are read in."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    return " ".join(read_bytes(buffer.getvalue(), name="plan.pdf").text.split())


def set_in_columns(canvas: Any, top: float, lines: Sequence[str], *, lower: float = 0) -> None:
    """Half of the lines in each of two columns, the second one a little lower."""
    canvas.setFont("Serif", 9)
    half = len(lines) // 2
    for at, line in enumerate(lines):
        column, row = divmod(at, half)
        canvas.drawString(60 + 250 * column, top - 12 * row - lower * column, line)


LINES = [f"xây dựng cơ sở dữ liệu dùng chung số {number}" for number in range(32)]


def test_a_title_over_columns_ends_them(printed: Callable[..., Source]) -> None:
    def draw(canvas: Any) -> None:
        for part, top in enumerate((780, 640)):
            canvas.setFont("SerifBold", 9)
            canvas.drawString(60, top, f"{'I' * (part + 1)}. NỘI DUNG THỨ {part + 1}")
            set_in_columns(canvas, top - 20, LINES[16 * part : 16 * part + 16])

    assert by_hand(draw) == " ".join(["I. NỘI DUNG THỨ 1", *LINES[:16], "II. NỘI DUNG THỨ 2", *LINES[16:]])


@pytest.mark.parametrize("lower", [0, 3, 6])
def test_recipients_and_signature_below_columns_are_no_part_of_them(
    printed: Callable[..., Source], lower: float
) -> None:
    def draw(canvas: Any) -> None:
        set_in_columns(canvas, 780, LINES, lower=lower)
        for at, line in enumerate(RECIPIENTS):
            canvas.drawString(60, 560 - 14 * at, line)
        for at, line in enumerate(SIGNED):
            canvas.drawCentredString(420, 560 - 14 * at, line)

    assert by_hand(draw) == " ".join([*LINES, *RECIPIENTS, *SIGNED])


def test_a_table_in_a_column_stands_where_the_column_has_it(printed: Callable[..., Source]) -> None:
    from reportlab.platypus import Table

    rows = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Dữ liệu", "Sở Y tế"], ["2", "Nhân lực", "Sở Nội vụ"]]
    table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Serif", 9)])
    source = printed([*ITEMS[:6], table, *ITEMS[6:]])
    expected = [*ITEMS[:6], *("\t".join(row) for row in rows), *ITEMS[6:]]
    assert source.text.splitlines() == expected
    assert len(source.tables) == 1


def test_countless_rows_with_a_gutter_that_are_no_prose_cost_little() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 1.4)
        for row in range(490):
            for place in range(20):
                canvas.drawString(30 + 8 * place, 830 - 1.65 * row, "abcd")
            canvas.drawString(400, 830 - 1.65 * row, "abc def")

    started = time.process_time()
    assert by_hand(draw).count("abcd") == 20 * 490
    assert time.process_time() - started < 10


def test_columns_of_a_section_as_libreoffice_prints_them(office: Callable[[Path, str], Path], tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Thực hiện Chiến lược, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau đây:")
    columns = document.add_section(WD_SECTION.CONTINUOUS)._sectPr.xpath("./w:cols")[0]
    columns.set(docx.oxml.ns.qn("w:num"), "2")
    for item in ITEMS:
        document.add_paragraph(item).alignment = 3
    document.save(str(tmp_path / "plan.docx"))
    assert read_source(office(tmp_path / "plan.docx", "pdf")).text.splitlines()[1:] == ITEMS
