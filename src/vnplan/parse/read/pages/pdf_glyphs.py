"""Words of one PDF page, from pdfium's glyphs."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from vnplan.parse.read.letters.labels import is_label
from vnplan.parse.read.letters.numerals import symbol
from vnplan.parse.read.limits import Stopwatch
from vnplan.parse.read.pages.model import Word
from vnplan.parse.read.pages.pdf_frame import Frame

_GAP = 0.17
_SPACED, _OF_BLANK = 0.08, 0.75
"""On a line that writes its blanks (this share of its glyphs), a gap that is clearly narrower than they are and stands
between two fonts parts no word: where one font lacks a letter and another draws it, letters stand too far apart."""
_KERNED = 0.1
"""Browsers write jumps for some blanks, and kerning narrows them ("Sở Y tế"): before a capital after a small letter
this gap is enough."""
_OVER = -0.3
"""Glyphs that reach further over each other (in font sizes) are no letters of one line."""
_ABOVE, _BELOW = 0.85, 0.22
"""How far letters reach above and below the baseline, in font sizes."""
_STROKED = 2
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_PLAIN_NAMES = ("regular", "roman", "book", "light", "medium", "normal", "italic", "oblique", "mt", "sans", "serif")


@dataclass(slots=True)
class _Glyph:
    """One visible glyph; `blank`: whether the file writes a blank before it."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    font: str
    blank: bool = False

    def word(self) -> Word:
        """A word that begins with it."""
        edges = [(self.x0, self.x1)] * len(self.char)
        top, bottom = self.base - _ABOVE * self.size, self.base + _BELOW * self.size
        return Word(self.char, edges, top, bottom, self.base, self.size, self.bold, self.font)


def _in_place(line: list[_Glyph]) -> list[_Glyph]:
    """A line from left to right, where a second font drew after the first the letters that one lacks.

    LibreOffice writes "Kế hoạch" in a font without Vietnamese letters as "K ho ch" and then "ế" and "ạ" into the gaps.
    """
    if all(last.x0 <= glyph.x0 for last, glyph in pairwise(line)) or len({glyph.font for glyph in line}) < 2:
        return line
    placed = sorted(line, key=lambda glyph: glyph.x0)
    over = any(glyph.x0 - last.x1 < _OVER * glyph.size for last, glyph in pairwise(placed))
    return line if over else placed


def _reach(line: Sequence[_Glyph]) -> float:
    """The widest gap inside a word, in font sizes."""
    blanks = [(glyph.x0 - last.x1) / glyph.size for last, glyph in pairwise(line) if glyph.blank]
    if len(blanks) < _SPACED * len(line):
        return _GAP
    return max(_GAP, min(0.5, _OF_BLANK * median(blanks)))


def _goes_on(word: Word, glyph: _Glyph, reach: float) -> bool:
    """Whether a glyph belongs to the word before it, where gaps up to `reach` (in font sizes) part no words."""
    size = glyph.size
    if abs(glyph.base - word.base) > 0.12 * max(size, word.size) or not 0.8 < size / word.size < 1.25:
        return False
    gap = glyph.x0 - word.x1
    if gap < -0.6 * size and glyph.x1 < word.x0 + 0.1 * size:
        return False  # back to the left
    if glyph.char.isalnum() and gap < -0.9 * size:
        return False
    if word.text[-1].islower() and glyph.char.isupper():
        return gap <= min(_KERNED, reach) * size
    if word.text[-1].isalnum() or not is_label(word.text):  # a tab after a label need not be wide
        return gap <= reach * size
    return gap <= min(_GAP, reach) * size


class Glyphs:
    """The glyphs of a page joined to words by the gaps between them (a blank that takes no room separates nothing)."""

    def __init__(self, raw: Any, page: Any, frame: Frame) -> None:
        self._raw = raw
        self._frame = frame
        self._text = raw.FPDFText_LoadPage(page)
        self._fonts: dict[int, tuple[str, bool, float, int | None]] = {}
        self._names: dict[int, tuple[str, bool]] = {}
        self.turns: Counter[int] = Counter()
        self.unmapped = 0
        self.marks: list[str] = []

    def close(self) -> None:
        """Free pdfium's text page."""
        if self._text:
            self._raw.FPDFText_ClosePage(self._text)
            self._text = None

    def words(self, watch: Stopwatch) -> list[Word]:
        """All words in the order the file draws them."""
        found: list[Word] = []
        for drawn, ends_blank in self._lines(watch):
            line = _in_place(drawn)
            between_fonts = _reach(line) if line is drawn else _GAP  # there every letter has its room
            word: Word | None = None
            font = ""
            for glyph in line:
                reach = 0.06 if glyph.blank else _GAP if glyph.font == font else between_fonts
                font = glyph.font
                if word is not None and _goes_on(word, glyph, reach):
                    # not a letter drawn twice to make it bold
                    if not (glyph.char == word.text[-1] and abs(glyph.x0 - word.edges[-1][0]) < 0.1 * glyph.size):
                        word.text += glyph.char
                        word.edges.extend([(glyph.x0, glyph.x1)] * len(glyph.char))
                    continue
                if word is not None:
                    word.spaced = glyph.blank
                word = glyph.word()
                found.append(word)
            if word is not None:
                word.spaced = ends_blank
        return found

    def _lines(self, watch: Stopwatch) -> Iterator[tuple[list[_Glyph], bool]]:
        """Visible glyphs that are drawn one after the other on one height, and whether a blank ends them."""
        line: list[_Glyph] = []
        blank = False
        for glyph in self._glyphs(watch):
            if glyph is None:
                blank = True
                continue
            if line and abs(glyph.base - line[-1].base) > 0.12 * max(glyph.size, line[-1].size):
                yield line, blank
                line = []
            glyph.blank = blank
            blank = False
            line.append(glyph)
        if line:
            yield line, blank

    def _glyphs(self, watch: Stopwatch) -> Iterator[_Glyph | None]:
        """The page's glyphs; None for a blank that the file writes."""
        raw, text, point = self._raw, self._text, self._frame.point
        loose = raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        high = mark = ""
        mark_turn: int | None = None
        for index in range(max(0, raw.FPDFText_CountChars(text))):
            if index % 2000 == 0:
                watch.check()
            code = raw.FPDFText_GetUnicode(text, index)
            char = chr(code) if 0 < code < 0x110000 else ""
            if 0xD800 <= code < 0xDC00:
                high = char
                continue
            if 0xDC00 <= code < 0xE000:
                char = (high + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if high else ""
                high = ""
            if not char:  # a glyph that stands for no character: the font lacks it, or the file hides what it means
                char = "\ufffd"
                self.unmapped += 1
            if char.isspace():
                if raw.FPDFText_IsGenerated(text, index) != 1:  # pdfium adds ends of lines of its own
                    mark += " " if mark else ""
                    yield None
                continue
            font, bold, size, turn = self._font(index)
            self.turns[-1 if turn is None else turn] += 1
            if mark and turn != mark_turn:
                self._set_aside(mark)
                mark = ""
            if turn != self._frame.turn:  # a watermark across the page, words along its margin
                mark, mark_turn = mark + char, turn
                continue
            if 0xF000 <= code <= 0xF0FF:  # the signs of Word's symbol fonts
                char = symbol(char, font)
            if code in (0xFFFE, 0xFFFF, 0x2, 0xAD):  # pdfium's sign for a hyphen that ends a line
                char = "-" if code != 0xAD else "\u00ad"
            elif 0 < code < 32:
                continue
            elif code and raw.FPDFText_HasUnicodeMapError(text, index) == 1:
                self.unmapped += 1
            raw.FPDFText_GetLooseCharBox(text, index, loose)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            (x0, y0), (x1, y1) = point(loose.left, loose.bottom), point(loose.right, loose.top)
            if x0 > x1:
                x0, x1 = x1, x0
            base = point(x.value, y.value)[1]
            # a glyph's own box follows its marks (Ể is taller than e), so the line's height comes from the font
            size = size if 0.5 < size <= 400 else min(max(abs(y1 - y0), 1.0), 400.0)
            yield _Glyph(char, x0, x1, base, size, bold, font)
        if mark:
            self._set_aside(mark)

    def _set_aside(self, mark: str) -> None:
        self.marks.append(mark.strip())

    def _font(self, index: int) -> tuple[str, bool, float, int | None]:
        """The name of a glyph's font, whether it is bold, its size, and in which turn of the page it stands upright.

        Remembered for each text object.
        """
        raw = self._raw
        handle = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.addressof(handle.contents) if handle else -1
        if key not in self._fonts or key == -1:
            name, bold = self._name(index, handle)
            # letters drawn with an outline of their own: how programs embolden a font that has no bold
            bold = bold or bool(handle and raw.FPDFTextObj_GetTextRenderMode(handle) == _STROKED)
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self._text, index, matrix)
            size = float(raw.FPDFText_GetFontSize(self._text, index)) * math.hypot(matrix.c, matrix.d)
            unknown = matrix.a == matrix.b == 0
            turn = self._frame.turn if unknown else self._frame.turn_of(matrix.a, matrix.b)
            self._fonts[key] = (name, bold, size, turn)
        return self._fonts[key]

    def _name(self, index: int, handle: Any) -> tuple[str, bool]:
        """The name of a glyph's font and whether that font is bold. Remembered for each font.

        Browsers write a text object for every glyph.
        """
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(handle) if handle else None
        key = ctypes.addressof(font.contents) if font else -1
        if key not in self._names or key == -1:
            buffer = ctypes.create_string_buffer(128)
            flags = ctypes.c_int()
            raw.FPDFText_GetFontInfo(self._text, index, buffer, 128, flags)
            name = buffer.value.decode("utf-8", "replace")
            self._names[key] = (name, _is_bold(name, raw.FPDFText_GetFontWeight(self._text, index)))
        return self._names[key]


def _is_bold(name: str, weight: int) -> bool:
    """Whether a font is bold, by its name; a weight is guessed from the file and counts only where the name is mute.

    >>> _is_bold("ABCDEF+NotoSans-Regular", 625), _is_bold("DejaVuSerif-Bold", 455), _is_bold("F7", 700)
    (False, True, True)
    """
    low = name.rpartition("+")[2].lower()
    if any(part in low for part in _BOLD_NAMES):
        return True
    return weight >= 600 and not any(part in low for part in _PLAIN_NAMES)
