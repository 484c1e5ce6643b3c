"""Scanned pages: a real page image is recognised. Needs the extra `ocr`, tesseract-ocr and tesseract-ocr-vie."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from vnplan.errors import ReadError
from vnplan.parse.read import read_bytes
from vnplan.parse.read.pages.grid import find_grids
from vnplan.parse.read.pages.ocr import available, find_rules, skew

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
LINES = [
    "KẾ HOẠCH",
    "Triển khai Chiến lược quốc gia về trí tuệ nhân tạo",
    "I. MỤC TIÊU",
    "1. Đến năm 2025, có ít nhất 05 bộ dữ liệu mở dùng chung.",
    "2. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Y tế.",
]
needs_tesseract = pytest.mark.skipif(
    not available(), reason="needs pytesseract, pillow and the Debian packages tesseract-ocr, tesseract-ocr-vie"
)


def page_image(*, with_table: bool = False) -> object:
    """A page at 300 dots per inch, slightly grey and crooked, as a scanner makes it."""
    image_module = pytest.importorskip("PIL.Image")
    from PIL import ImageDraw, ImageFont

    if not FONT.is_file():
        pytest.skip("needs the Debian package fonts-dejavu")
    image = image_module.new("L", (2480, 1800), 235)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 50)
    for index, line in enumerate(LINES):
        draw.text((300, 200 + 110 * index), line, fill=25, font=font)
    if with_table:
        for y in (900, 1020, 1140):
            draw.line((300, y, 2100, y), fill=20, width=5)
        for x in (300, 450, 1400, 2100):
            draw.line((x, 900, x, 1140), fill=20, width=5)
        for x, y, text in ((320, 925, "TT"), (470, 925, "Nhiệm vụ"), (1420, 925, "Cơ quan"), (320, 1045, "1"),
                           (470, 1045, "Xây dựng dữ liệu mở"), (1420, 1045, "Sở Y tế")):  # fmt: skip
            draw.text((x, y), text, fill=25, font=font)
    return image.rotate(0.3, fillcolor=235)


def as_pdf(image: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=300)
    return buffer.getvalue()


@needs_tesseract
def test_a_scanned_pdf_is_recognised() -> None:
    source = read_bytes(as_pdf(page_image()), name="scan.pdf")
    found = source.text.splitlines()
    assert len(found) == len(LINES)
    assert all(fuzz.ratio(one, other) > 90 for one, other in zip(found, LINES, strict=True))
    assert [note.code for note in source.notes] == ["recognised"]
    assert source.places[0].page == 1


def searchable(image: object, words: list[tuple[float, float, str]]) -> bytes:
    """A scan with the words another program recognised, invisible over the image; places in pixels of the image."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Hidden", str(FONT)))
    buffer = io.BytesIO()
    width, height = image.width * 0.24, image.height * 0.24
    canvas = Canvas(buffer, pagesize=(width, height))
    canvas.drawImage(ImageReader(image), 0, 0, width, height)
    for x, y, text in words:
        hidden = canvas.beginText(x * 0.24, height - (y + 45) * 0.24)
        hidden.setFont("Hidden", 12)
        hidden.setTextRenderMode(3)
        hidden.textOut(text)
        canvas.drawText(hidden)
    canvas.save()
    return buffer.getvalue()


def test_the_table_of_a_searchable_scan_is_drawn_in_its_image() -> None:
    cells = [(320, 925, "TT"), (470, 925, "Nhiệm vụ"), (1420, 925, "Cơ quan chủ trì"), (320, 1045, "1"),
             (470, 1045, "Xây dựng dữ liệu mở"), (1420, 1045, "Sở Y tế")]  # fmt: skip
    words = [(300, 200 + 110 * index, line) for index, line in enumerate(LINES)] + cells
    source = read_bytes(searchable(page_image(with_table=True), words), name="scan.pdf", ocr=False)
    assert [[span.of(source.text) for span in row.cells] for row in source.tables[0].rows] == [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Xây dựng dữ liệu mở", "Sở Y tế"],
    ]
    assert source.text.splitlines()[:3] == LINES[:3]


@needs_tesseract
def test_words_that_another_program_took_for_another_language_are_recognised_anew() -> None:
    wrong = [(300, 200 + 110 * index, text) for index, text in enumerate((
        "KE HOACH", "Trien khai Chien luoc quoc gia ve tri tue nhan tao", "I. MUC TIEU",
        "1. Den nam 2025, c6 it nhat 05 bo du lieu mo dung chung.", "2. So Khoa hoc va Cong nghe chu tri, ph6i hop voi So Y te.",
    ))]  # fmt: skip
    raw = searchable(page_image(), wrong)
    assert fuzz.ratio(read_bytes(raw, name="scan.pdf").text.splitlines()[0], LINES[0]) > 90
    assert read_bytes(raw, name="scan.pdf", ocr=False).text.startswith("KE HOACH")


@needs_tesseract
def test_a_page_image_is_recognised_with_its_table() -> None:
    buffer = io.BytesIO()
    page_image(with_table=True).save(buffer, "PNG")
    source = read_bytes(buffer.getvalue(), name="page.png")
    assert source.format == "image"
    rows = [[span.of(source.text) for span in row.cells] for row in source.tables[0].rows]
    assert [len(row) for row in rows] == [3, 3]
    assert fuzz.ratio(rows[1][1], "Xây dựng dữ liệu mở") > 85
    assert fuzz.ratio(rows[1][2], "Sở Y tế") > 70


def test_rules_are_found_in_an_image() -> None:
    grids = find_grids(find_rules(page_image(with_table=True), 300 / 72)[0])
    assert [len(grid.cells) for grid in grids] == [6]


@pytest.mark.parametrize("angle", [-2.4, -0.7, 0.0, 1.5])
def test_how_much_a_page_was_scanned_askew(angle: float) -> None:
    crooked = 0.3  # as the page stands
    image = page_image(with_table=True).rotate(angle, resample=2, fillcolor=235)  # type: ignore[attr-defined]
    assert skew(image) == pytest.approx(-angle - crooked, abs=0.11)


def test_an_empty_page_is_not_askew() -> None:
    assert skew(pytest.importorskip("PIL.Image").new("L", (900, 1200), 255)) == 0


@needs_tesseract
@pytest.mark.parametrize("angle", [-1.7, 0.9])
def test_a_table_that_was_scanned_askew(angle: float) -> None:
    image = page_image(with_table=True).rotate(angle, resample=2, fillcolor=235)  # type: ignore[attr-defined]
    source = read_bytes(as_pdf(image), name="scan.pdf")
    rows = [[cell.of(source.text) for cell in row.cells] for row in source.tables[0].rows]
    assert [len(row) for row in rows] == [3, 3]
    assert fuzz.ratio(rows[1][1], "Xây dựng dữ liệu mở") > 85
    assert fuzz.ratio(source.text.split("\n")[3], LINES[3]) > 85


def test_images_can_be_refused() -> None:
    buffer = io.BytesIO()
    page_image().save(buffer, "PNG")
    with pytest.raises(ReadError, match=r"pip install pytesseract pillow"):
        read_bytes(buffer.getvalue(), name="page.png", ocr=False)


@needs_tesseract
def test_damaged_images_are_refused() -> None:
    buffer = io.BytesIO()
    page_image().save(buffer, "PNG")
    with pytest.raises(ReadError, match="damaged"):
        read_bytes(buffer.getvalue()[:300], name="page.png")


@needs_tesseract
def test_an_empty_page_gives_a_clear_error() -> None:
    buffer = io.BytesIO()
    pytest.importorskip("PIL.Image").new("L", (2000, 1000), 240).save(buffer, "PNG")
    with pytest.raises(ReadError, match="No words"):
        read_bytes(buffer.getvalue(), name="page.png")


def test_a_scan_of_empty_pages_does_not_ask_for_what_is_installed() -> None:
    buffer = io.BytesIO()
    pytest.importorskip("PIL.Image").new("L", (2000, 1000), 240).save(buffer, "PDF")
    with pytest.raises(ReadError, match="No words were recognised"):
        read_bytes(buffer.getvalue(), name="page.pdf")
