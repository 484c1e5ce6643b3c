"""The words of one Word paragraph: runs, fields, breaks, signs, footnote marks; deletions out, insertions in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vnplan.parse.read.builder import aside, raw
from vnplan.parse.read.letters.labels import begins_item
from vnplan.parse.read.letters.legacy import convert, font_table
from vnplan.parse.read.letters.numerals import symbol
from vnplan.parse.read.office.xml import attribute, child, local
from vnplan.parse.read.word.styles import Look, Styles, look_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LETTER = re.compile(r"[^\W_]")
_SYMBOL = re.compile("[\uf000-\uf0ff]")
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt"}
)


@dataclass(slots=True)
class Content:
    """What a paragraph holds. `notes` are (kind, id, printed sign) of its footnotes, `boxes` its text boxes.

    `page_before`, `page_after`: whether a page ends before its first word, or after its last one.
    """

    text: str = ""
    page_before: bool = False
    page_after: bool = False
    bold: bool = False
    contents_list: bool = False
    notes: list[tuple[str, str | None, str]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)


class Runs:
    """Reads paragraphs one after the other; fields (a table of contents) and footnote numbers run on between them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[list[str]] = []  # of each open field: its instruction, then its state
        self._note_count = 0
        self.tracked = False
        self.hidden = False
        self.converted = False

    def read(self, paragraph: _Element, look: Look) -> Content:
        """The content of one paragraph whose style has this look."""
        content = Content()
        pieces: list[tuple[str, Look]] = []
        self._walk(paragraph, look, content, pieces)
        for field_ in self._fields:
            field_[1] = "result"  # a field whose code never ends would hide the rest of the file
        text = self._joined(pieces)
        content.page_before, content.page_after = (end(text.strip(" "), "\f") for end in (str.startswith, str.endswith))
        content.text = _over_pages(text)
        lettered = [one for text, one in pieces if _LETTER.search(text)]
        content.bold = bool(lettered) and all(one.bold for one in lettered)
        return content

    def _walk(self, element: _Element, look: Look, content: Content, pieces: list[tuple[str, Look]]) -> None:
        for inner in element:
            kind = local(inner)
            if kind in {"del", "moveFrom"}:
                self.tracked = True
            if kind in _SKIPPED:
                if kind == "instrText" and self._fields:
                    self._fields[-1][0] += inner.text or ""
                continue
            if kind == "r":
                own = look_of(child(inner, "rPr"))
                style = self._styles.get(attribute(child(inner, "rPr", "rStyle"))).look
                self._walk(inner, own.over(style).over(look), content, pieces)
            elif kind == "fldChar":
                self._field(attribute(inner, "fldCharType"))
            elif kind == "txbxContent":
                content.boxes.append(inner)
            elif kind in {"footnoteReference", "endnoteReference"}:
                self._note_count += 1
                sign = f"[{self._note_count}]"
                content.notes.append((kind.removesuffix("Reference"), attribute(inner, "id"), sign))
                pieces.append((aside(sign), look))
            elif kind == "AlternateContent":
                chosen = child(inner, "Choice")
                chosen = child(inner, "Fallback") if chosen is None else chosen
                if chosen is not None:
                    self._walk(chosen, look, content, pieces)
            elif kind == "br" and attribute(inner, "type") in {"page", "column"}:
                self._say("\f", look, content, pieces)
            elif kind in _SIGNS:
                self._say(_SIGNS[kind], look, content, pieces)
            elif kind == "sym":
                self._say(_sign(inner), look, content, pieces)
            elif kind == "t":
                self._say(raw(inner.text or ""), look, content, pieces)
            else:
                if kind in {"ins", "moveTo"}:
                    self.tracked = True
                self._walk(inner, look, content, pieces)

    def _say(self, text: str, look: Look, content: Content, pieces: list[tuple[str, Look]]) -> None:
        if any(state == "code" for _, state in self._fields):
            return
        if any(code.strip().upper().startswith("TOC") for code, _ in self._fields):
            content.contents_list = True
        if look.hidden:
            self.hidden = self.hidden or bool(text.strip())
            return
        pieces.append((text, look))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(["", "code"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _joined(self, pieces: list[tuple[str, Look]]) -> str:
        """The words as printed: old fonts converted (across runs: VNI needs two characters), capitals raised."""
        merged: list[tuple[str, Look, str | None]] = []
        for text, look in pieces:
            table = font_table(look.font) if look.font else None
            if merged and merged[-1][2] == table and merged[-1][1].capitals == look.capitals:
                merged[-1] = (merged[-1][0] + text, look, table)
            else:
                merged.append((text, look, table))
        out: list[str] = []
        for text, look, table in merged:
            if table and not any(ord(char) >= 0x250 and char.isalpha() for char in text):
                self.converted = self.converted or not text.isascii()
                text = convert(text, table)
            text = _SYMBOL.sub(lambda match: symbol(match.group()), text)
            out.append(text.upper() if look.capitals else text)
        return "".join(out)


def _over_pages(text: str) -> str:
    """The words with page breaks inside a paragraph as blanks: they end a line only after a sentence or before an item.

    >>> _over_pages("của Ủy ban\f nhân dân; \fgiao Sở Y tế."), _over_pages("tỉnh.\fHai"), _over_pages("tiêu\f- Một")
    ('của Ủy ban  nhân dân;  giao Sở Y tế.', 'tỉnh.\\nHai', 'tiêu\\n- Một')
    """
    first, *rest = text.split("\f")
    for part in rest:
        following = part.lstrip()
        closed = first.rstrip().endswith((".", ":", "!", "?")) and not following[:1].islower()
        first += ("\n" if closed or begins_item(following) else " ") + part
    return first


def _sign(element: _Element) -> str:
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    if not 0 < code < 0x10000 or 0xD800 <= code < 0xE000:
        return ""
    char = chr(code if code > 0xFF else 0xF000 + code)
    return symbol(char, attribute(element, "font") or "")
