"""Labels of recognised lines, put right without Tesseract: words with places go in and come out."""

from __future__ import annotations

import pytest

from vnplan.parse.read.pages.model import Page, Word
from vnplan.parse.read.pages.ocr_labels import mend_labels


def pages(*lines: str) -> list[Page]:
    words = []
    for number, line in enumerate(lines):
        base = 40.0 + 20 * number
        for place, text in enumerate(line.split()):
            edges = [(60.0 * place + 5 * n, 60.0 * place + 5 * n + 5) for n in range(len(text))]
            words.append(Word(text, edges, base - 10, base + 2, base, 12.0))
    return [Page(1, 595, 842, words)]


def mended(*lines: str) -> list[str]:
    page = pages(*lines)
    mend_labels(page)
    out: dict[float, list[str]] = {}
    for word in page[0].words:
        assert len(word.edges) == len(word.text)
        out.setdefault(word.base, []).append(word.text)
    return [" ".join(words) for words in out.values()]


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        (["IL", "I.", "II", "IV.", "V."], ["I.", "II.", "III.", "IV.", "V."]),
        (["L", "H.", "HI.", "IV."], ["I.", "II.", "III.", "IV."]),
        (["V.", "VI", "VIL", "VII."], ["V.", "VI.", "VII.", "VIII."]),
        # a count that begins anew in another part stays
        (["I.", "II.", "I.", "II."], ["I.", "II.", "I.", "II."]),
    ],
)
def test_numerals_are_read_together(printed: list[str], right: list[str]) -> None:
    heads = ["MỤC TIÊU", "NHIỆM VỤ", "KINH PHÍ", "TỔ CHỨC", "BÁO CÁO"]
    lines = [f"{label} {head}" for label, head in zip(printed, heads, strict=False)]
    assert [line.split()[0] for line in mended(*lines)] == right


def test_a_numeral_glued_to_its_title_counts_with_the_others() -> None:
    assert mended("I.MỤC TIÊU", "I. NHIỆM VỤ", "II. KINH PHÍ", "IV.TỔ CHỨC") == [
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ",
        "III. KINH PHÍ",
        "IV. TỔ CHỨC",
    ]
    assert mended("T.Ư Đoàn", "II.Một việc", "V.I.P") == ["T.Ư Đoàn", "II.Một việc", "V.I.P"]


def test_marks_after_numbers_and_specks() -> None:
    assert mended("5, _ Công an tỉnh", "ˆ Cơ quan phối hợp: Sở Y tế", "2. _ Sở Tài chính", "1, 2 và 3") == [
        "5. Công an tỉnh",
        "- Cơ quan phối hợp: Sở Y tế",
        "2. Sở Tài chính",
        "1, 2 và 3",
    ]


def test_words_in_small_letters_after_what_looks_like_a_numeral_are_left_alone() -> None:
    assert mended("I. có người dùng", "Hình 1 mô tả") == ["I. có người dùng", "Hình 1 mô tả"]


def test_arabic_numbers_of_titles_in_capitals_are_no_numerals() -> None:
    lines = (
        "CHƯƠNG I", "1. MỤC TIÊU CHUNG", "Đến năm 2030.", "2. MỤC TIÊU CỤ THỂ", "2.1. Đến năm 2028", "CHƯƠNG II",
        "1. XÂY DỰNG THỂ CHẾ", "1.1. Ban hành nghị quyết.", "2. DỮ LIỆU VÀ HẠ TẦNG",
    )  # fmt: skip
    assert mended(*lines) == list(lines)


def test_a_numeral_read_as_a_one_is_none_of_the_numbers_below() -> None:
    lines = ("1. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "2. Yêu cầu", "I. NHIỆM VỤ", "1. DỮ LIỆU", "2. HẠ TẦNG SỐ")
    assert mended(*lines) == ["I. MỤC ĐÍCH, YÊU CẦU", *lines[1:3], "II. NHIỆM VỤ", *lines[4:]]
