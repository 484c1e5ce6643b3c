"""Walks a page's elements in order and makes paragraphs and tables of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.errors import ReadError
from vnplan.parse.read.blocks import Block, Paragraph, TableBlock, TableCell
from vnplan.parse.read.builder import aside, footnote_sign, raw
from vnplan.parse.read.letters.legacy import convert, font_table
from vnplan.parse.read.letters.numerals import printed
from vnplan.parse.read.limits import Limits, Stopwatch
from vnplan.parse.read.web.counters import Counters
from vnplan.parse.read.web.styles import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = frozenset({"script", "style", "template", "head", "noscript", "svg", "iframe", "object", "audio", "video"})
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q s samp small span
st1:place strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_LETTER = re.compile(r"[^\W_]")
_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")  # all but a single blank, which may stay
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.I)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:[\"']([^\"']{0,20})[\"']|([\w-]+))", re.I)
_FONT_STYLE = re.compile(r"font-family\s*:\s*[\"']?([^\"',;]{1,60})", re.I)
_DRAWN = re.compile(r"border(?:-(?:top|bottom|left|right))?(?:-style)?\s*:\s*(?![^;]*\b(?:none|hidden)\b)(?!0[^.])[^;]*"
                    r"\b(?:solid|dotted|dashed|double|groove|ridge)", re.I)  # fmt: skip
_SIGNS = {"disc": "•", "circle": "◦", "square": "▪"}
_TABLES_DEEP = 60
_SPAN_AT_MOST = 200
_COLUMNS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands down to its children."""

    bold: bool = False
    noise: bool = False
    linked_note: bool = False
    preformatted: bool = False
    font: str | None = None
    capitals: bool = False


@dataclass(slots=True)
class _Item:
    """A list's running counter."""

    style: str
    number: int
    step: int = 1


class Walker:
    """Makes blocks of elements. `furniture` are the elements that are noise with all they hold."""

    def __init__(
        self,
        furniture: frozenset[_Element],
        sheet: Sheet,
        counters: Counters,
        *,
        limits: Limits,
        watch: Stopwatch,
        where: str,
    ) -> None:
        self._furniture = furniture
        self._sheet = sheet
        self._counters = counters
        self._limits = limits
        self._watch = watch
        self._where = where
        self._steps = 0
        self.converted = False

    def blocks(self, root: _Element, state: _State | None = None, deep: int = 0) -> list[Block]:
        """The blocks an element holds. Elements are walked with a stack of our own; only tables call this again."""
        out = _Collector()
        lists: list[_Item] = []
        state = state or _State()
        # (element, its state, whether it is being left)
        stack: list[tuple[_Element, _State, bool]] = []
        self._text(out, root.text, state)
        stack.extend((element, state, False) for element in reversed(root))
        while stack:
            element, inherited, leaving = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if leaving:
                if tag not in _INLINE:
                    out.flush()
                if tag in {"ol", "ul"} and lists:
                    lists.pop()
                self._text(out, element.tail, inherited)
                continue
            self._steps += 1
            if self._steps % 1000 == 0:
                self._watch.check()
            if not tag or tag in _SKIPPED:
                self._text(out, element.tail, inherited)
                continue
            if tag == "br":
                out.add("\n", inherited)
                self._text(out, element.tail, inherited)
                continue
            own = self._state(element, tag, inherited)
            if tag not in _INLINE:
                out.flush()
            if tag == "table":
                out.blocks.append(self._table(element, own, deep + 1))
                self._text(out, element.tail, inherited)
                continue
            if tag in {"ol", "ul"}:
                lists.append(_counter(element, self._style(element), len(lists)))
            elif tag == "li" and lists and not own.noise:
                out.label = _item_label(element, self._style(element), lists[-1])
            if self._counters and tag not in _INLINE and (label := self._counters.label(element)) and not own.noise:
                out.label = label
            stack.append((element, inherited, True))
            if tag == "sup" and len(element) == 0 and footnote_sign(out.before, element.text or ""):
                sign = raw((element.text or "").strip())
                out.add(sign if own.noise else aside(sign), own)
            else:
                self._text(out, element.text, own)
                stack.extend((inner, own, False) for inner in reversed(element))
        out.flush()
        return out.blocks

    def _state(self, element: _Element, tag: str, state: _State) -> _State:
        style = self._style(element)
        bold = state.bold or tag in _BOLD
        if style:
            bold = (bold or bool(_BOLD_STYLE.search(style))) and not _PLAIN_STYLE.search(style)
        hidden = tag == "del" or element.get("hidden") is not None
        hidden = hidden or bool(style and _HIDDEN_STYLE.search(_inline(element)))
        href = element.get("href") or "" if tag == "a" else ""
        note = bool(re.match(r"#_?(?:ftn|edn|fn|footnote|endnote)", href, re.I))
        block_note = bool(re.match(r"(?:ftn|edn)\d", element.get("id") or ""))
        font = element.get("face") if tag == "font" else None
        if style and (match := _FONT_STYLE.search(style)):
            font = match.group(1)
        capitals = "text-transform" in style and bool(re.search(r"text-transform\s*:\s*uppercase", style, re.I))
        return _State(
            bold=bold,
            noise=state.noise or hidden or block_note or element in self._furniture,
            linked_note=state.linked_note or note,
            preformatted=state.preformatted or tag in {"pre", "textarea"},
            font=font_table(font.strip()) if font else state.font,
            capitals=state.capitals or capitals,
        )

    def _style(self, element: _Element) -> str:
        """What an element's own style and the page's sheets say of it; its own goes first."""
        own = _inline(element)
        if not self._sheet:
            return own
        return ";".join(
            [own, *(f"{name}:{value}" for name, value in self._sheet.of(element).items() if name not in own)]
        )

    def _text(self, out: _Collector, text: str | None, state: _State) -> None:
        if not text:
            return
        text = raw(text)
        text = text if state.preformatted else _SPACE.sub(" ", text)
        if state.font and not any(ord(char) >= 0x250 and char.isalpha() for char in text):
            self.converted = self.converted or not text.isascii()
            text = convert(text, state.font)
        text = text.upper() if state.capitals else text
        out.add(aside(text) if state.linked_note and not state.noise else text, state)

    def _table(self, element: _Element, state: _State, deep: int) -> TableBlock:
        if deep > _TABLES_DEEP:
            raise ReadError("html_tables_too_deep", where=self._where, limit=_TABLES_DEEP)
        rows: list[list[TableCell]] = []
        headers: list[bool] = []
        reach: dict[int, tuple[int, int]] = {}  # column -> (rows still covered from above, columns of that cell)
        for row, in_head in _rows(element):
            cells: list[TableCell] = []
            column = 0
            all_heads = True
            own = self._state(row, "tr", state)
            for cell in row:
                if cell.tag not in {"td", "th"}:
                    continue
                column = _covered(cells, reach, column)
                if column >= _COLUMNS_AT_MOST:  # no table is so wide: spans that multiply
                    reach.clear()
                all_heads = all_heads and cell.tag == "th"
                inner = self._state(cell, str(cell.tag), own)
                columns = min(_span(cell, "colspan"), max(1, _COLUMNS_AT_MOST - column))
                cells.append(TableCell(self.blocks(cell, inner, deep), columns))
                down = _span(cell, "rowspan")
                if down > 1 and column < _COLUMNS_AT_MOST:
                    reach[column] = (down, columns)
                column += columns
            _covered(cells, reach, column)
            reach = {at: (left - 1, wide) for at, (left, wide) in reach.items() if left > 1}
            if cells:
                rows.append(cells)
                headers.append(in_head or all_heads)
        caption = element.find("caption")
        if caption is not None:
            rows.insert(0, [TableCell(self.blocks(caption, state, deep))])
            headers.insert(0, False)
        return TableBlock(rows, headers, _borders(element))


class _Collector:
    """The blocks made so far and the paragraph being collected."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.label = ""
        self._parts: list[str] = []
        self._hidden: list[int] = []  # which parts are noise
        self._bold = False
        self._plain = False
        self._noise = True

    @property
    def before(self) -> str:
        """The last words of the paragraph being collected."""
        return "".join(self._parts[-3:])

    def add(self, text: str, state: _State) -> None:
        if state.noise and text.strip():
            self._hidden.append(len(self._parts))
        self._parts.append(text)
        if not (self._bold if state.bold else self._plain) and _LETTER.search(text):
            self._bold, self._plain = self._bold or state.bold, self._plain or not state.bold
        if text.strip():
            self._noise = self._noise and state.noise

    def flush(self) -> None:
        if not self._noise:  # words hidden inside a paragraph that is shown
            for index in self._hidden:
                self._parts[index] = aside(self._parts[index])
        text = "".join(self._parts).strip()
        if text:
            label = "" if text.startswith(self.label.strip() or "\0") else self.label
            self.blocks.append(Paragraph(text, bold=self._bold and not self._plain, noise=self._noise, label=label))
            self.label = ""
        self._parts, self._hidden, self._bold, self._plain, self._noise = [], [], False, False, True


def _inline(element: _Element) -> str:
    return (element.get("style") or "")[:2000]


def _counter(element: _Element, css: str, depth: int) -> _Item:
    style = _list_style(css)
    if element.tag == "ul":
        return _Item(style or ("disc", "circle", "square")[min(depth, 2)], 0, 0)
    kind = element.get("type") or ""
    start = _whole(element.get("start"), 1)
    if element.get("reversed") is not None:
        items = sum(1 for inner in element if inner.tag == "li")
        return _Item(style or kind or "decimal", _whole(element.get("start"), items), -1)
    return _Item(style or kind or "decimal", start)


def _item_label(element: _Element, css: str, item: _Item) -> str:
    """The label a browser prints before a list item, and one step of the counter."""
    item.number = _whole(element.get("value"), item.number)
    style = _list_style(css) or (element.get("type") or "") or item.style
    number = item.number
    item.number += item.step
    if style.startswith("="):
        return style[1:].strip() + " " if style[1:].strip() else ""
    if style.lower() in _SIGNS:
        return _SIGNS[style.lower()] + " "
    if style.lower() == "none":
        return ""
    return printed(number, style) + ". "


def _list_style(css: str) -> str:
    match = _LIST_STYLE.search(css)
    if not match:
        return ""
    return match.group(2) if match.group(1) is None else "=" + match.group(1)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default


def _span(cell: _Element, name: str) -> int:
    return max(1, min(_whole(cell.get(name), 1), _SPAN_AT_MOST))


def _covered(cells: list[TableCell], reach: dict[int, tuple[int, int]], column: int) -> int:
    """Place the cells that reach down from the row above, from this column on."""
    while column in reach:
        left, wide = reach[column]
        if left <= 0:
            break
        cells.append(TableCell([], wide, covered=True))
        column += wide
    return column


def _rows(table: _Element) -> list[tuple[_Element, bool]]:
    found: list[tuple[_Element, bool]] = []
    for inner in table:
        if inner.tag == "tr":
            found.append((inner, False))
        elif inner.tag in {"thead", "tbody", "tfoot"}:
            found.extend((row, inner.tag == "thead") for row in inner if row.tag == "tr")
    return found


def _borders(table: _Element) -> bool | None:
    if any(_DRAWN.search(_inline(one)) for one in (table, *(c for r, _ in _rows(table) for c in r))):
        return True
    border = table.get("border")
    return None if border is None else border.strip() not in {"0", "0px", "none"}
