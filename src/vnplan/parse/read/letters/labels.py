"""Numbers, letters and signs before a paragraph, as they look on a page. The words are package data (`labels.toml`)."""

from __future__ import annotations

import re
from functools import cache

from vnplan.parse.read.letters.syllables import data


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = data("labels")
    words = "|".join(map(re.escape, table["words"]))
    signs = f"[{re.escape(table['bullets'])}]"
    number = r"\d{1,3}(?:\.\d{1,3}){0,4}"
    mark = table["mark"]
    small = rf"(?:[{table['letters']}][.)]|\((?:\d{{1,3}}|[{table['letters']}]|[ivx]{{1,4}})\))"
    alone = re.compile(
        rf"(?:(?:{words}) )?(?:{number}[.):]?|{small}|[{table['capitals']}][.)]|[IVXL]{{1,6}}[.):]?)|{signs}"
    )
    begins = re.compile(
        rf"(?:{mark})?(?:(?:{number}[.)]?|{small}|[IVXL]{{1,6}}[.)]|{signs})\s+\S|(?:{words})\s+[\dIVXL])"
    )
    item = re.compile(rf"(?:{mark})?(?:{number}[.)]|{small}|[IVXL]{{1,6}}[.)]|{signs})\s+")
    return alone, begins, item


def is_label(text: str) -> bool:
    """Whether a text is only a label: "I.", "1.2", "a)", "(2)", "Điều 3.", "-"."""
    return len(text) <= 24 and _patterns()[0].fullmatch(text) is not None


def begins_with_label(text: str) -> bool:
    """Whether a line begins with a label or with the name and number of a section.

    >>> [begins_with_label(line) for line in ("a) Xây dựng", "- Có 05 mô hình", "Điều 5 Luật", "xây dựng")]
    [True, True, True, False]
    """
    return _patterns()[1].match(text[:60]) is not None


def names_section(text: str) -> bool:
    """Whether a line begins with the name of a section and its number, not with a number alone.

    >>> [names_section(line) for line in ("PHỤ LỤC II", "Điều 5. Tổ chức", "2. Mục tiêu", "Phụ lục kèm theo")]
    [True, True, False, False]
    """
    return text[:2].isalpha() and begins_with_label(text)


def begins_item(text: str) -> bool:
    """Whether a line begins with a number, letter or sign and then a capital, which the rest of a sentence does not.

    >>> [begins_item(line) for line in ("- Ứng dụng", "1. Đẩy mạnh", "- xã hội", "Điều 5 Luật", "2. nhiệm vụ")]
    [True, True, False, False, False]
    """
    match = _patterns()[2].match(text[:60])
    return match is not None and text[match.end() : match.end() + 1].isupper()


@cache
def _page_number() -> re.Pattern[str]:
    table = data("labels")
    page = "|".join(map(re.escape, table["page"]))
    of_pages = "|".join(map(re.escape, table["of_pages"]))
    return re.compile(rf"[-–—|\s]*(?:{page})?\s*\d{{1,4}}\s*(?:{of_pages})?\s*(?:\d{{1,4}})?[-–—|\s.]*", re.I)


def is_page_number(text: str) -> bool:
    """Whether a line only counts pages: "3", "- 3 -", "Trang 3/10"."""
    return len(text) <= 30 and _page_number().fullmatch(text) is not None
