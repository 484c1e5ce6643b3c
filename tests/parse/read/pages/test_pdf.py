"""PDF pages: words, columns, paragraphs, tables and running lines, on pages drawn here."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vnplan.errors import ReadError
from vnplan.parse.read import read_bytes
from vnplan.parse.source import Source

FONTS = Path("/usr/share/fonts/truetype/dejavu")


@pytest.fixture(scope="module")
def fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not (FONTS / "DejaVuSerif.ttf").is_file():
        pytest.skip("needs the Debian package fonts-dejavu")
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "DejaVuSerif.ttf"))
    pdfmetrics.registerFont(TTFont("SerifBold", FONTS / "DejaVuSerif-Bold.ttf"))


@pytest.fixture
def draw(fonts: None) -> Callable[..., Source]:
    """Draw pages on a canvas (one function a page) and read them."""

    def drawn(*pages: Callable[[Any], None], **options: Any) -> Source:
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842))
        for page in pages:
            canvas.setFont("Serif", 12)
            page(canvas)
            canvas.showPage()
        canvas.save()
        return read_bytes(buffer.getvalue(), name="plan.pdf", **options)

    return drawn


@pytest.fixture
def flowed(fonts: None) -> Callable[..., Source]:
    """Lay flowables out with reportlab and read the pages; `above` draws on every page."""

    def laid(story: list[Any], above: Callable[[Any, int], None] | None = None) -> Source:
        from reportlab.platypus import SimpleDocTemplate

        def on_page(canvas: Any, template: Any) -> None:
            if above:
                canvas.setFont("Serif", 10)
                above(canvas, template.page)

        buffer = io.BytesIO()
        SimpleDocTemplate(buffer, pagesize=(595, 842)).build(story, onFirstPage=on_page, onLaterPages=on_page)
        return read_bytes(buffer.getvalue(), name="plan.pdf")

    return laid


def style(**options: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle("s", **{"fontName": "Serif", "fontSize": 12, "leading": 16, **options})


def paragraph(text: str, **options: Any) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(text, style(**options))


def table(rows: list[list[str]], widths: list[float], **options: Any) -> Any:
    from reportlab.platypus import Table

    spans = options.pop("spans", [])
    small = {"fontSize": 10, "leading": 13}
    cells = [[paragraph(text, **small) if text else "" for text in row] for row in rows]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(cells, colWidths=widths, style=[*lines, *(("SPAN", a, b) for a, b in spans)], **options)


def grid(source: Source, index: int = 0) -> list[list[str]]:
    rows = source.tables[index].rows
    kept = [row for at, row in enumerate(rows) if at == 0 or not row.header]
    return [[span.of(source.text) for span in row.cells] for row in kept]


def noise(source: Source) -> list[str]:
    return [span.of(source.text) for span in source.noise]


def test_words_without_blanks_between_them_are_told_apart_by_gaps(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        x = 72.0
        for word in ("Sở", "Khoa", "học", "và", "Công", "nghệ"):
            canvas.drawString(x, 700, word)
            x += canvas.stringWidth(word, "Serif", 12) + 3.5

    assert draw(page).text == "Sở Khoa học và Công nghệ\n"


def test_letters_drawn_one_by_one_are_one_word(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        x = 72.0
        for char in "Kế hoạch":
            canvas.drawString(x, 700, char)
            x += canvas.stringWidth(char, "Serif", 12)

    assert draw(page).text == "Kế hoạch\n"


def test_hyphen_and_slash_at_the_end_of_a_line_join_without_a_blank(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        for y, text in ((700, "Thực hiện Quyết định số 127/QĐ-"), (684, "TTg ngày 26 tháng 01 năm 2021 của"),
                        (668, "Thủ tướng Chính phủ về việc ban")):  # fmt: skip
            canvas.drawString(72, y, text)

    assert "127/QĐ-TTg ngày" in draw(page).text


def letterhead(canvas: Any) -> None:
    for x, y, text in (
        (180, 780, "ỦY BAN NHÂN DÂN"), (420, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (180, 764, "TỈNH A"),
        (420, 764, "Độc lập - Tự do - Hạnh phúc"), (180, 740, "Số: 12/KH-UBND"), (420, 740, "A, ngày 01 tháng 3 năm 2022"),
    ):  # fmt: skip
        canvas.setFont("Serif", 9)
        canvas.drawCentredString(x, y, text)
    canvas.setFont("SerifBold", 13)
    canvas.drawCentredString(297, 700, "KẾ HOẠCH")


def test_a_letterhead_in_two_columns_is_read_column_by_column(draw: Callable[..., Source]) -> None:
    source = draw(letterhead)
    assert source.text.splitlines() == [
        "ỦY BAN NHÂN DÂN", "TỈNH A", "Số: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "A, ngày 01 tháng 3 năm 2022", "KẾ HOẠCH",
    ]  # fmt: skip
    assert [span.of(source.text) for span in source.emphasised] == ["KẾ HOẠCH"]


@pytest.mark.parametrize("title", ["KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "QUYẾT ĐỊNH"])
def test_a_title_at_the_margin_is_no_part_of_the_letterhead(draw: Callable[..., Source], title: str) -> None:
    def page(canvas: Any) -> None:
        for y, left, right in (
            (780, "UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (764, "Số: 12/KH-UBND", "A"),
        ):
            canvas.drawString(72, y, left)
            canvas.drawString(280, y, right)
        canvas.drawString(72, 748, title)
        canvas.drawString(72, 732, "Phát triển và ứng dụng trí tuệ nhân tạo trên địa bàn tỉnh giai đoạn 2026 - 2030")

    lines = draw(page).text.splitlines()
    assert lines[-2] == title
    assert lines[-3].startswith("CỘNG HÒA")


@pytest.mark.parametrize("lower", [0, 4, 8])
def test_a_letterhead_whose_columns_do_not_keep_step(draw: Callable[..., Source], lower: int) -> None:
    """The motto may be too wide for its cell: its first line stands a line above the issuer, its second between."""

    def page(canvas: Any) -> None:
        for y, text in (
            (790, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"),
            (774, "NAM"),
            (758, "Độc lập - Tự do - Hạnh phúc"),
            (742, "Cà Mau, ngày 15 tháng 12 năm 2026"),
        ):
            canvas.drawCentredString(397, y, text)
        for y, text in ((774, "ỦY BAN NHÂN DÂN TỈNH"), (758, "CÀ MAU"), (742, "Số: 77/KH-UBND")):
            canvas.drawCentredString(150, y - lower, text)
        canvas.drawCentredString(297, 700, "KẾ HOẠCH")

    assert draw(page).text.splitlines() == [
        "ỦY BAN NHÂN DÂN TỈNH", "CÀ MAU", "Số: 77/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "Độc lập - Tự do - Hạnh phúc",
        "Cà Mau, ngày 15 tháng 12 năm 2026", "KẾ HOẠCH",
    ]  # fmt: skip


def test_recipients_stand_before_the_signature(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(72, 760, "Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh, các cơ quan thực hiện.")
        for index, text in enumerate(
            ("Nơi nhận:", "- Bộ Khoa học và Công nghệ;", "- Các sở, ban, ngành;", "- Lưu: VT.")
        ):
            canvas.drawString(72, 720 - 13 * index, text)
        for y, text in ((720, "TM. ỦY BAN NHÂN DÂN"), (704, "CHỦ TỊCH"), (620, "Nguyễn Ngọc Hè")):
            canvas.drawCentredString(430, y, text)

    assert draw(page).text.splitlines()[1:] == [
        "Nơi nhận:", "- Bộ Khoa học và Công nghệ;", "- Các sở, ban, ngành;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
        "Nguyễn Ngọc Hè",
    ]  # fmt: skip


def test_a_number_before_a_tab_belongs_to_its_paragraph(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        for y, label, text in ((700, "I.", "MỤC TIÊU"), (680, "1.", "Mục tiêu chung"), (660, "-", "Có 05 mô hình")):
            canvas.drawString(72, y, label)
            canvas.drawString(120, y, text)

    assert draw(page).text.splitlines() == ["I. MỤC TIÊU", "1. Mục tiêu chung", "- Có 05 mô hình"]


LONG = (
    "Chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố theo dõi, đôn đốc, kiểm tra "
    "việc thực hiện Kế hoạch này, định kỳ hằng năm tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định {n}."
)


@pytest.mark.parametrize("indent", [0, 28])
@pytest.mark.parametrize("space", [0, 6])
@pytest.mark.parametrize("alignment", [0, 4])
def test_paragraphs_however_they_are_set(
    flowed: Callable[..., Source], indent: int, space: int, alignment: int
) -> None:
    texts = [f"{n}. {LONG.format(n=n)}" for n in range(1, 31)]
    options = {"firstLineIndent": indent, "spaceAfter": space, "alignment": alignment}
    source = flowed([paragraph(text, **options) for text in texts])
    assert source.text.splitlines() == texts
    assert {place.page for place in source.places} > {1, 2}


def test_page_numbers_and_running_lines_are_noise_and_paragraphs_go_on(flowed: Callable[..., Source]) -> None:
    def above(canvas: Any, number: int) -> None:
        canvas.drawString(72, 800, "CÔNG BÁO/Số 12 + 13/Ngày 01-3-2022")
        canvas.drawCentredString(297, 30, f"Trang {number}")

    texts = [f"- {LONG.format(n=n)}" for n in range(1, 41)]
    source = flowed([paragraph(text, alignment=4) for text in texts], above)
    found = noise(source)
    assert found.count("CÔNG BÁO/Số 12 + 13/Ngày 01-3-2022") == source.places[-1].page
    assert "Trang 2" in found
    assert [line for line in source.text.splitlines() if line not in found] == texts


ROWS = [["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]] + [
    [str(n), LONG.format(n=n), "Sở Khoa học và Công nghệ", f"Năm {2020 + n}"] for n in range(1, 20)
]
WIDTHS = [30, 230, 110, 70]


def test_titles_of_annexes_are_no_running_lines(draw: Callable[..., Source]) -> None:
    def annex(number: int) -> Callable[[Any], None]:
        def page(canvas: Any) -> None:
            canvas.drawCentredString(297, 780, f"Phụ lục {number}")
            for line in range(4):
                canvas.drawString(60, 740 - 16 * line, f"{line + 1}. Nhiệm vụ {line + 1} của tỉnh.")

        return page

    source = draw(*(annex(number) for number in range(1, 5)))
    assert not source.noise


def test_a_table_over_pages_is_one_grid_with_its_header_once(flowed: Callable[..., Source]) -> None:
    source = flowed([paragraph("PHỤ LỤC"), table(ROWS, WIDTHS, repeatRows=1), paragraph("Hết")])
    assert len(source.tables) == 1
    assert grid(source) == ROWS
    assert "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tThời gian" in noise(source)
    assert source.text.splitlines()[-1] == "Hết"


def test_rows_split_by_a_page_break_are_made_whole(flowed: Callable[..., Source]) -> None:
    rows = [ROWS[0]] + [
        [str(n), " ".join(LONG.format(n=10 * n + k) for k in range(7)), "Sở Y tế", "2025"] for n in range(1, 8)
    ]
    split = flowed([table(rows, WIDTHS, splitInRow=1)])
    assert split.places[-1].page > 2
    assert grid(split) == rows


def test_the_rest_of_a_row_below_a_header_without_a_rule_between(flowed: Callable[..., Source]) -> None:
    rows = [ROWS[0]] + [
        [str(n), " ".join(LONG.format(n=10 * n + k) for k in range(7)), "Sở Y tế", "2025"] for n in range(1, 8)
    ]
    split = flowed([table(rows, WIDTHS, splitInRow=1, repeatRows=1)])
    assert split.places[-1].page > 2
    assert grid(split) == rows


def drawn_table(canvas: Any, top: float, rows: list[tuple[float, list[str], list[int]]]) -> None:
    """Rows of given height; columns in the last list have no line above (a merged cell goes on)."""
    xs = [72.0, 110.0, 330.0, 450.0, 523.0]
    y = top
    canvas.setFont("Serif", 10)
    for height, cells, open_columns in rows:
        for column, words in enumerate(cells):
            if column not in open_columns:
                canvas.line(xs[column], y, xs[column + 1], y)
            canvas.drawString(xs[column] + 3, y - 13, words)
        for x in xs:
            canvas.line(x, y, x, y - height)
        y -= height
    canvas.line(xs[0], y, xs[-1], y)


HEAD_ROW = (18.0, ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"], [])


@pytest.mark.parametrize("open_columns", [[2], []])
def test_a_merged_cell_goes_on_below_the_header_of_the_next_page(
    draw: Callable[..., Source], open_columns: list[int]
) -> None:
    """With a line between the header and the rest of the merged cell, or without."""

    def first(canvas: Any) -> None:
        drawn_table(canvas, 120, [HEAD_ROW, (18, ["1", "Xây dựng A", "Sở Y tế", "2025"], []),
                                  (18, ["2", "Xây dựng B", "", "2026"], [2])])  # fmt: skip

    def second(canvas: Any) -> None:
        drawn_table(canvas, 770, [HEAD_ROW, (18, ["3", "Xây dựng C", "", "2027"], open_columns),
                                  (18, ["4", "Xây dựng D", "", "2028"], [2])])  # fmt: skip

    source = draw(first, second)
    assert [row[2] for row in grid(source)] == ["Cơ quan chủ trì", *["Sở Y tế"] * 4]


def test_cells_that_move_whole_to_the_next_page_belong_to_the_row_the_break_cut(draw: Callable[..., Source]) -> None:
    """Some programs leave a row's number on the page and take its longer cells to the next one."""

    def first(canvas: Any) -> None:
        drawn_table(
            canvas,
            120,
            [HEAD_ROW, (18, ["1", "Xây dựng A", "Sở Y tế", "2025"], []), (18, ["2", "", "Sở Nội vụ", ""], [])],
        )

    def second(canvas: Any) -> None:
        drawn_table(
            canvas,
            770,
            [HEAD_ROW, (18, ["", "Xây dựng B", "", "2026"], []), (18, ["3", "Xây dựng C", "Sở Y tế", "2027"], [])],
        )

    assert grid(draw(first, second))[1:] == [
        ["1", "Xây dựng A", "Sở Y tế", "2025"], ["2", "Xây dựng B", "Sở Nội vụ", "2026"], ["3", "Xây dựng C", "Sở Y tế", "2027"],
    ]  # fmt: skip


def test_merged_cells_of_a_drawn_table(flowed: Callable[..., Source]) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan", ""],
        ["I. NHÓM MỘT", "", "", ""],
        ["1", "A", "Sở Y tế", "Sở Nội vụ"],
        ["2", "B", "", "C"],
    ]
    spans = [((2, 0), (3, 0)), ((0, 1), (3, 1)), ((2, 2), (2, 3))]
    source = flowed([table(rows, [30, 120, 100, 100], spans=spans)])
    assert grid(source) == [
        ["TT", "Nhiệm vụ", "Cơ quan", "Cơ quan"], ["I. NHÓM MỘT"] * 4, ["1", "A", "Sở Y tế", "Sở Nội vụ"],
        ["2", "B", "Sở Y tế", "C"],
    ]  # fmt: skip


def test_a_frame_around_a_text_is_no_table(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        canvas.rect(60, 600, 400, 140)
        canvas.drawString(72, 700, "I. MỤC TIÊU")
        canvas.line(60, 500, 460, 500)

    source = draw(page)
    assert not source.tables
    assert source.text == "I. MỤC TIÊU\n"


def test_a_rotated_page_reads_as_it_is_seen(fonts: None) -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setPageRotation(90)
    canvas.setFont("Serif", 12)
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.drawString(72, 500, "Dòng thứ nhất của phụ lục")
    canvas.drawString(72, 470, "Dòng thứ hai")
    canvas.save()
    assert read_bytes(buffer.getvalue(), name="a.pdf").text.splitlines() == [
        "Dòng thứ nhất của phụ lục",
        "Dòng thứ hai",
    ]


def test_footnote_signs_are_noise(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(72, 700, "Đến năm 2030")
        width = canvas.stringWidth("Đến năm 2030", "Serif", 12)
        canvas.setFont("Serif", 7)
        canvas.drawString(72 + width, 705, "1")
        canvas.setFont("Serif", 12)
        canvas.drawString(72 + width + 10, 700, "đạt 80%")

    source = draw(page)
    assert source.text == "Đến năm 20301 đạt 80%\n"
    assert noise(source) == ["1"]


def test_places_lead_to_pages(draw: Callable[..., Source]) -> None:
    source = draw(lambda canvas: canvas.drawString(72, 400, "Một."), lambda canvas: canvas.drawString(72, 400, "Hai."))
    assert [(place.page, place.span.of(source.text)) for place in source.places] == [(1, "Một."), (2, "Hai.")]


def image_page(canvas: Any) -> None:
    from reportlab.lib.utils import ImageReader

    pillow = pytest.importorskip("PIL.Image")
    canvas.drawImage(ImageReader(pillow.new("L", (600, 800), 200)), 0, 0, 595, 842)


def test_image_only_pages_name_the_extra(draw: Callable[..., Source], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vnplan.parse.read.pages.ocr.available", lambda: False)
    with pytest.raises(ReadError, match=r"pip install pytesseract pillow"):
        draw(image_page)
    with pytest.raises(ReadError, match="Page 2 has no text") as refused:
        draw(lambda canvas: canvas.drawString(72, 400, "Một trang có chữ để đọc."), image_page)
    assert refused.value.in_words("vi").startswith("plan.pdf: Trang 2 chỉ có ảnh")
    assert refused.value.where == "plan.pdf"  # the page is told where a run keeps the code and leaves out the file


def test_image_pages_can_be_left_out_and_are_named(draw: Callable[..., Source]) -> None:
    source = draw(lambda canvas: canvas.drawString(72, 400, "Một trang có chữ để đọc."), image_page, ocr=False)
    assert [note.code for note in source.notes] == ["page_not_read"]


def test_a_font_without_the_letters_is_not_read_as_if_nothing_were_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    narrow = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
    if not narrow.is_file():
        pytest.skip("needs the Debian package fonts-liberation")
    monkeypatch.setattr("vnplan.parse.read.pages.ocr.available", lambda: False)
    pdfmetrics.registerFont(TTFont("Poor", narrow))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Poor", 12)
    canvas.drawString(72, 700, "Kế hoạch thực hiện nhiệm vụ của Ủy ban nhân dân tỉnh")
    canvas.save()
    with pytest.raises(ReadError, match="no text that can be read"):
        read_bytes(buffer.getvalue(), name="a.pdf")


def test_the_same_bytes_give_the_same_source(flowed: Callable[..., Source]) -> None:
    story = lambda: [paragraph("PHỤ LỤC"), table(ROWS, WIDTHS, repeatRows=1)]  # noqa: E731
    one, other = flowed(story()), flowed(story())
    assert (one.text, one.places, one.tables, one.noise) == (other.text, other.places, other.tables, other.noise)


@pytest.mark.parametrize("sides", [True, False])
def test_borders_drawn_as_thin_boxes_and_tables_open_at_their_sides(draw: Callable[..., Source], sides: bool) -> None:
    xs, ys = (60, 100, 300, 480), (720, 690, 660)

    def page(canvas: Any) -> None:
        for y in ys:
            canvas.rect(xs[0], y, xs[-1] - xs[0], 0.6, stroke=0, fill=1)
        for x in xs if sides else xs[1:-1]:
            canvas.rect(x, ys[-1], 0.6, ys[0] - ys[-1], stroke=0, fill=1)
        for y, row in ((700, ("TT", "Nhiệm vụ", "Cơ quan")), (670, ("1", "Xây dựng", "Sở Y tế"))):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 5, y, text)

    source = draw(page)
    assert grid(source) == [["TT", "Nhiệm vụ", "Cơ quan"], ["1", "Xây dựng", "Sở Y tế"]]
    assert source.text == "TT\tNhiệm vụ\tCơ quan\n1\tXây dựng\tSở Y tế\n"


def test_text_for_old_fonts_is_known_by_its_look(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(72, 700, "KÕ ho¹ch thùc hiÖn ChiÕn l\u00adîc quèc gia vÒ ph¸t triÓn trÝ tuÖ nh©n t¹o")

    source = draw(page)
    assert "Kế hoạch thực hiện" in source.text
    assert "quốc gia về phát triển trí tuệ nhân tạo" in source.text
    assert "legacy_font" in [note.code for note in source.notes]


def test_drawings_are_no_tables(draw: Callable[..., Source]) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(72, 760, "Sơ đồ tổ chức thực hiện")
        for n in range(300):
            canvas.line(100 + n, 300, 100 + n * 7 % 300, 600)
        canvas.circle(300, 400, 50)

    assert not draw(page).tables


def test_justified_blanks_in_a_narrow_cell_are_no_gutters(flowed: Callable[..., Source]) -> None:
    from reportlab.platypus import Table

    text = "Các sở, ban, ngành, đoàn thể cấp tỉnh và Ủy ban nhân dân các huyện, thành phố trong tỉnh"
    cells = [[paragraph(text, alignment=4, fontSize=11), "A"], [paragraph(text, alignment=4, fontSize=11), "B"]]
    source = flowed([Table(cells, colWidths=[85, 60], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])])
    assert [row[0] for row in grid(source)] == [text, text]


def turned(canvas: Any, angle: float, x: float, y: float, words: str, size: int) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setFont("SerifBold", size)
    canvas.drawCentredString(0, 0, words)
    canvas.restoreState()
    canvas.setFont("Serif", 12)


LINES = ("1. Xây dựng kho dữ liệu dùng chung của tỉnh về y tế,", "giáo dục và giao thông.", "2. Đào tạo nhân lực.")


@pytest.mark.parametrize("first", [True, False])
def test_a_watermark_and_words_along_the_margin_are_noise(draw: Callable[..., Source], first: bool) -> None:
    """Drawn below the text or over it; the lines they cross stay whole."""

    def page(canvas: Any) -> None:
        if first:
            turned(canvas, 45, 250, 690, "DỰ THẢO", 60)
        for index, line in enumerate(LINES):
            canvas.drawString(72, 700 - 16 * index, line)
        if not first:
            turned(canvas, 45, 250, 690, "DỰ THẢO", 60)
        turned(canvas, 90, 30, 400, "Công báo số 12", 9)

    source = draw(page)
    assert source.text.splitlines()[:2] == [f"{LINES[0]} {LINES[1]}", LINES[2]]
    assert noise(source) == ["DỰ THẢO", "Công báo số 12"]


@pytest.mark.parametrize("angle", [90, -90, 180])
def test_a_page_of_turned_text_that_does_not_say_it_is_turned(draw: Callable[..., Source], angle: int) -> None:
    """Landscape annexes are sometimes printed sideways on upright pages."""

    def page(canvas: Any) -> None:
        canvas.translate(297, 421)
        canvas.rotate(angle)
        canvas.setFont("Serif", 12)
        for index, line in enumerate(LINES):
            canvas.drawString(-250, 100 - 16 * index, line)

    assert draw(page).text.splitlines() == [f"{LINES[0]} {LINES[1]}", LINES[2]]


def test_a_large_word_across_lines_is_a_watermark_a_large_title_is_none(draw: Callable[..., Source]) -> None:
    lines = [f"{n}. Xây dựng kho dữ liệu dùng chung của tỉnh." for n in range(1, 5)]

    def page(canvas: Any) -> None:
        canvas.setFont("SerifBold", 40)
        canvas.drawString(72, 740, "KẾ HOẠCH")
        canvas.drawString(100, 660, "DỰ THẢO")
        canvas.setFont("Serif", 12)
        for index, line in enumerate(lines):
            canvas.drawString(72, 700 - 18 * index, line)

    source = draw(page)
    assert source.text.splitlines() == ["KẾ HOẠCH", *lines, "DỰ THẢO"]
    assert noise(source) == ["DỰ THẢO"]


def test_a_word_too_wide_for_its_cell_is_whole(draw: Callable[..., Source]) -> None:
    """LibreOffice breaks such a word wherever the cell ends; two years one below the other stay two."""

    def page(canvas: Any) -> None:
        xs = [72.0, 100.0, 138.0, 176.0, 260.0]
        canvas.setFont("Serif", 10)
        rows = [
            (20.0, [["TT"], ["Năm"], ["Mức"], ["Nhiệm vụ"]]),
            (40.0, [["1"], ["2026", "2027"], ["100.00", "0"], ["Bản đồ số"]]),
        ]
        y = 700.0
        for height, cells in rows:
            canvas.line(xs[0], y, xs[-1], y)
            for column, lines in enumerate(cells):
                for at, words in enumerate(lines):
                    canvas.drawString(xs[column] + 2, y - 13 - 12 * at, words)
            for x in xs:
                canvas.line(x, y, x, y - height)
            y -= height
        canvas.line(xs[0], y, xs[-1], y)

    assert grid(draw(page))[1] == ["1", "2026 2027", "100.000", "Bản đồ số"]
