"""What a workbook keeps once for all sheets: the strings of cells, and how cells look (format, font, lines)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from vnplan.parse.read.builder import raw
from vnplan.parse.read.letters.legacy import convert, font_table
from vnplan.parse.read.office.xml import attribute, child, children, local, number, switched_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_T = TypeVar("_T")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Words = tuple[tuple[str, str], ...]
"""A cell's string: pieces with the name of their font, "" where the cell says it."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell looks: its number format, its font, whether lines stand at its sides."""

    format: str = "General"
    font: str = ""
    bold: bool = False
    lined: bool = False


def cell_looks(styles: _Element | None) -> list[CellLook]:
    """The looks that cells name by their place in the list (`cellXfs`; ISO/IEC 29500-1, 18.8.10)."""
    codes = {**_builtin_formats()}
    for code in children(child(styles, "numFmts"), "numFmt"):
        codes[number(code, "numFmtId") or 0] = attribute(code, "formatCode") or "General"
    fonts = [
        (attribute(child(font, "name")) or "", bool(switched_on(child(font, "b"))))
        for font in children(child(styles, "fonts"), "font")
    ]
    lined = [
        any(attribute(child(border, side), "style") not in {None, "none"} for side in ("left", "right", "start", "end"))
        for border in children(child(styles, "borders"), "border")
    ]
    looks = []
    for entry in children(child(styles, "cellXfs"), "xf"):
        font, bold = _at(fonts, number(entry, "fontId"), ("", False))
        looks.append(
            CellLook(
                format=codes.get(number(entry, "numFmtId") or 0, "General"),
                font=font,
                bold=bold,
                lined=_at(lined, number(entry, "borderId"), False),
            )
        )
    return looks


@cache
def _builtin_formats() -> dict[int, str]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return {int(key): str(code) for key, code in BUILTIN_FORMATS.items()}


def _at(values: Sequence[_T], place: int | None, default: _T) -> _T:
    return values[place] if place is not None and 0 <= place < len(values) else default


def string_words(element: _Element) -> Words:
    """The pieces of a shared or inline string; phonetic signs are no part of it."""
    pieces: list[tuple[str, str]] = []
    for inner in element:
        if local(inner) == "t":
            pieces.append((inner.text or "", ""))
        elif local(inner) == "r":
            font = attribute(child(inner, "rPr", "rFont")) or ""
            pieces.extend((text.text or "", font) for text in children(inner, "t"))
    return tuple(pieces)


def said(words: Words, font: str) -> tuple[str, bool]:
    """A string as it is read, and whether it was converted from an old font (TCVN3, VNI).

    >>> said((("KÕ ho¹ch", ""),), ".VnTime"), said((("_x000D_a", ""),), "Arial")
    (('Kế hoạch', True), ('\\ra', False))
    """
    merged: list[tuple[str, str | None]] = []
    for text, own in words:
        table = font_table(own or font) if own or font else None
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        if merged and merged[-1][1] == table:
            merged[-1] = (merged[-1][0] + text, table)
        else:
            merged.append((text, table))
    out, converted = [], False
    for text, table in merged:
        if table and not any(ord(char) >= 0x250 and char.isalpha() for char in text):
            converted = converted or not text.isascii()
            text = convert(text, table)
        out.append(text)
    return raw("".join(out)), converted
