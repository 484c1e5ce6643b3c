"""Lines of PDF pages to paragraphs, where the page shows it and where only the file's habits tell."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from vnplan.parse.read import read_bytes
from vnplan.parse.source import Source

FONTS = Path("/usr/share/fonts/truetype/dejavu")
RIGHT = 523.0
SENTENCE = (
    "xây dựng cơ sở dữ liệu dùng chung của tỉnh về y tế, giáo dục, giao thông, nông nghiệp và môi trường để phục vụ "
    "nghiên cứu, phát triển và ứng dụng trí tuệ nhân tạo trong các cơ quan, đơn vị và doanh nghiệp trên địa bàn tỉnh"
)


@pytest.fixture(scope="module")
def fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not (FONTS / "DejaVuSerif.ttf").is_file():
        pytest.skip("needs the Debian package fonts-dejavu")
    for name in ("Serif", "SerifBold"):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"DejaVu{name.replace('Bold', '-Bold')}.ttf"))


@pytest.fixture
def lines_of(fonts: None) -> Callable[..., Source]:
    """Print lines as they are, one below the other; `justify` spreads the words of some over the width."""

    def drawn(pages: Sequence[Sequence[str]], *, justify: Callable[[int, int], bool] | None = None,
              draw: Callable[[Any, int], None] | None = None) -> Source:  # fmt: skip
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842))
        for number, page in enumerate(pages):
            canvas.setFont("Serif", 11)
            for at, line in enumerate(page):
                y = 780 - 15 * at
                if justify and justify(number, at):
                    words = line.split()
                    width = sum(canvas.stringWidth(word, "Serif", 11) for word in words)
                    gap = (RIGHT - 72 - width) / (len(words) - 1)
                    x = 72.0
                    for word in words:
                        canvas.drawString(x, y, word)
                        x += canvas.stringWidth(word, "Serif", 11) + gap
                else:
                    canvas.drawString(72, y, line)
            if draw:
                draw(canvas, number + 1)
            canvas.showPage()
        canvas.save()
        return read_bytes(buffer.getvalue(), name="plan.pdf")

    return drawn


def wrapped(text: str, width: float = RIGHT - 72) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    return simpleSplit(text, "Serif", 11, width)


def test_a_justified_line_that_ends_before_the_edge_is_the_last_of_its_paragraph(
    fonts: None, lines_of: Callable[..., Source]
) -> None:
    """Without space or indent between paragraphs, the last line may leave no room for the next word."""
    paragraphs = [
        wrapped(f"{name} {SENTENCE}.") for name in ("Một là", "Hai là", "Ba là", "Bốn là", "Năm là", "Sáu là")
    ]
    last = wrapped("Bảy là hoàn thiện các quy định của tỉnh và bố trí kinh phí thực hiện.")  # one nearly full line
    paragraphs.insert(3, last)
    assert len(last) == 1
    lines = [line for lines in paragraphs for line in lines]
    ends = {sum(map(len, paragraphs[: n + 1])) - 1 for n in range(len(paragraphs))}
    source = lines_of([lines], justify=lambda _, at: at not in ends)
    assert source.text.splitlines() == [" ".join(lines) for lines in paragraphs]


def test_the_next_label_begins_an_item_though_the_one_before_has_no_end(
    fonts: None, lines_of: Callable[..., Source]
) -> None:
    """Words were cut from an item, or its full stop was forgotten: the last line is as full as the others."""
    items = [wrapped(f"{letter}) Rà soát, {SENTENCE}") for letter in "abcdđ"]
    items = [[*lines[:-1], lines[-1] + " và bố trí kinh phí cho các nhiệm vụ này"][:4] for lines in items]
    lines = [line for item in items for line in item]
    source = lines_of([lines], justify=lambda _, at: True)
    assert [line[:2] for line in source.text.splitlines()] == ["a)", "b)", "c)", "d)", "đ)"]


def test_lines_of_a_text_file_printed_stay_lines(lines_of: Callable[..., Source]) -> None:
    """Lines that break in mid-sentence before the edge say nothing of paragraphs: that is told from the text."""
    lines = [line for n in range(6) for line in wrapped(f"{n + 1}. Sở Y tế {SENTENCE}.", 300)]
    title = "Kế hoạch của Ủy ban nhân dân tỉnh về phát triển và ứng dụng trí tuệ nhân tạo"
    assert lines_of([[title, *lines, title]]).text.splitlines() == [title, *lines, title]


def test_a_year_alone_at_the_top_of_a_page_ends_its_sentence(lines_of: Callable[..., Source]) -> None:
    first = [
        *wrapped(f"Sở Y tế {SENTENCE}."),
        "Đến hết năm 2025 có ít nhất 80% cơ sở y tế của tỉnh nối mạng, 100% trước năm",
    ]
    source = lines_of([first, ["2030.", "", *wrapped(f"Sở Xây dựng {SENTENCE}.")]])
    assert "nối mạng, 100% trước năm 2030.\n" in source.text


def test_the_lines_a_browser_prints_above_and_below_are_noise(lines_of: Callable[..., Source]) -> None:
    """Small type close to the text: date and title above, address and page below."""

    def running(canvas: Any, page: int) -> None:
        canvas.setFont("Serif", 8)
        canvas.drawString(24, 795, "11/28/26, 11:09 AM")
        canvas.drawString(300, 795, "Kế hoạch")
        canvas.drawString(24, 17, "https://example.org/ke-hoach.html")
        canvas.drawString(560, 17, f"{page}/2")

    first, second = wrapped(f"Sở Y tế {SENTENCE}.")[:2], wrapped(f"Sở Y tế {SENTENCE}.")[2:]
    source = lines_of([first, second], draw=running)
    kept = source.text
    for span in sorted(source.noise, reverse=True):
        kept = kept[: span.start] + kept[span.end :]
    assert "".join(kept.split()) == "".join(f"Sở Y tế {SENTENCE}.".split())
    assert f"Sở Y tế {SENTENCE}.\n" in source.text


def test_letters_of_another_font_stand_too_far_apart_and_part_no_word(
    fonts: None, lines_of: Callable[..., Source]
) -> None:
    """Where a font lacks ể, programs draw it from another, and the steps between letters no longer fit."""

    def line(canvas: Any, _: int) -> None:
        x = 72.0
        for number, piece in enumerate(("Phát tri", "ể", "n dữ li", "ệ", "u")):
            canvas.setFont("SerifBold" if number % 2 else "Serif", 11)
            canvas.drawString(x, 700, piece)
            x += canvas.stringWidth(piece, canvas._fontname, 11) + 2.3

    assert lines_of([[]], draw=line).text == "Phát triển dữ liệu\n"


def test_kerning_narrows_a_blank_that_is_only_a_jump(fonts: None, lines_of: Callable[..., Source]) -> None:
    """Chromium writes most blanks and jumps over others, by less where letters are set closer ("Sở Y tế", "A V")."""

    def line(canvas: Any, _: int) -> None:
        x = 72.0
        for piece, gap in (("giao cho các đơn vị của Sở", 0.16), ("Thông tin của HÒA", 0.2), ("VANG", 0)):
            canvas.drawString(x, 700, piece)
            x += canvas.stringWidth(piece, "Serif", 11) + gap * 11

    assert lines_of([[]], draw=line).text == "giao cho các đơn vị của Sở Thông tin của HÒA VANG\n"


def test_letters_another_font_draws_after_the_line_are_put_into_its_gaps(
    fonts: None, lines_of: Callable[..., Source]
) -> None:
    """LibreOffice draws a line in its font first, then what that font lacks (Vietnamese letters in Liberation Serif)."""
    from reportlab.pdfbase import pdfmetrics

    def line(canvas: Any, _: int) -> None:
        text = "Phát triển dữ liệu của ủy ban, ở tỉnh"
        fonts = ["SerifBold" if letter in "ểữệủởỉ" else "Serif" for letter in text]
        for drawn in ("Serif", "SerifBold"):  # one text object each, with jumps over what the other draws
            shown = []
            for letter, font in zip(text, fonts, strict=True):
                if font == drawn:
                    subset, code = pdfmetrics.getFont(font).splitString(letter, canvas._doc)[0]
                    shown.append(f"<{code.hex()}>")
                else:
                    shown.append(str(-1000 * canvas.stringWidth(letter, font, 1)))
            name = pdfmetrics.getFont(drawn).getSubsetInternalName(subset, canvas._doc)
            canvas._code.append(f"BT {name} 11 Tf 72 700 Td [{' '.join(shown)}] TJ ET")

    assert lines_of([[]], draw=line).text == "Phát triển dữ liệu của ủy ban, ở tỉnh\n"


def test_a_line_that_writes_only_some_of_its_blanks(lines_of: Callable[..., Source]) -> None:
    """Browsers leave out blanks where the font changes."""

    def line(canvas: Any, _: int) -> None:
        x = 72.0
        for piece in ("Phát triển", "dữ liệu của", "tỉnh về", "y tế, giáo dục"):
            canvas.drawString(x, 700, piece)
            x += canvas.stringWidth(piece + " ", "Serif", 11)

    assert lines_of([[]], draw=line).text == "Phát triển dữ liệu của tỉnh về y tế, giáo dục\n"


def test_a_blank_after_a_hyphen_at_the_end_of_a_line_is_kept(lines_of: Callable[..., Source]) -> None:
    source = lines_of(
        [["- Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về chuyển đổi số kinh tế - ", "xã hội của tỉnh"]]
    )
    assert source.text == "- Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về chuyển đổi số kinh tế - xã hội của tỉnh\n"


def test_numbers_in_brackets_before_a_tab_are_no_column(lines_of: Callable[..., Source]) -> None:
    def items(canvas: Any, _: int) -> None:
        for at, words in enumerate(("Có 05 mô hình thí điểm.", "Có 02 bộ dữ liệu mở.", "Có 01 kho dữ liệu.")):
            canvas.drawString(72, 700 - 15 * at, f"({at + 1})")
            canvas.drawString(108, 700 - 15 * at, words)

    assert lines_of([[]], draw=items).text == (
        "(1) Có 05 mô hình thí điểm.\n(2) Có 02 bộ dữ liệu mở.\n(3) Có 01 kho dữ liệu.\n"
    )
