"""One PDF page: its words, its rules, and whether it is only an image."""

from __future__ import annotations

from typing import Any

from vnplan.parse.read.limits import Stopwatch
from vnplan.parse.read.pages.model import Page, Word
from vnplan.parse.read.pages.pdf_frame import Frame
from vnplan.parse.read.pages.pdf_glyphs import Glyphs
from vnplan.parse.read.pages.pdf_rules import Paths

_BAD_GLYPHS = 0.03
_MOST = 0.6


def read_page(pdfium: Any, page: Any, number: int, watch: Stopwatch) -> Page:
    """The words, rules and size of a loaded pdfium page (number from 1)."""
    raw = pdfium.raw
    frame = Frame(raw, page.raw)
    reader, words = _read(raw, page.raw, frame, watch)
    turn, count = max(reader.turns.items(), key=lambda item: (item[1], -item[0]), default=(frame.turn, 0))
    if turn != frame.turn and 2 * count > reader.turns.total():  # a page of turned text that does not say it is turned
        frame = Frame(raw, page.raw, turn)
        reader, words = _read(raw, page.raw, frame, watch)
    made = Page(number, frame.width, frame.height, words, marks=reader.marks)
    paths = Paths(raw, frame, watch)
    paths.walk(page.raw)
    made.rules = paths.rules
    visible = sum(len(word.text) for word in made.words)
    bad = visible > 0 and reader.unmapped > _BAD_GLYPHS * visible
    made.is_scan = visible > 0 and turn == Frame(raw, page.raw).turn and paths.image_share > _MOST
    made.is_image = bad or (visible < 20 and paths.image_share > 0.3)
    return made


def _read(raw: Any, page: Any, frame: Frame, watch: Stopwatch) -> tuple[Glyphs, list[Word]]:
    reader = Glyphs(raw, page, frame)
    try:
        return reader, reader.words(watch)
    finally:
        reader.close()
