"""Word files (docx): paragraphs and tables in reading order, as Word would print them.

Automatic numbers become their printed labels, tracked changes are accepted, text boxes follow the paragraph they hang
on, footnotes follow the paragraph that cites them, headers and footers stand as noise before and after the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from vnplan.errors import ReadError
from vnplan.parse.read.blocks import Block, Paragraph, TableBlock, TableCell, words, write
from vnplan.parse.read.builder import Builder
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.office.package import Package
from vnplan.parse.read.office.xml import attribute, child, children, local, number, switched_on
from vnplan.parse.read.sniff import file_kind
from vnplan.parse.read.word.numbering import Numbering
from vnplan.parse.read.word.runs import Runs
from vnplan.parse.read.word.styles import Styles, borders_of
from vnplan.parse.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_HEADINGS = ("heading", "title", "subtitle")
_COLUMNS_AT_MOST = 200


def read_docx(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits) -> Source:
    """Read a docx. Raises `ReadError`: damaged, protected, a bomb, entities, empty, over a limit."""
    watch = limits.stopwatch(where)
    package = Package(raw, where=where, limits=limits, watch=watch)
    builder = Builder(name=name, sha256=sha256, limits=limits)
    reader = _Reader(package, builder)
    body = package.body()
    reader.furniture("header", body)
    for element in body:
        watch.check()
        write(builder, reader.blocks(element))
    write(builder, reader.unfinished())
    reader.furniture("footer", body)
    reader.remarks()
    if builder.position:
        return builder.source("docx")
    page = package.embedded()
    if page is None:
        raise ReadError("docx_empty", where=where)
    return replace(_of_page(page, name=name, where=where, sha256=sha256, limits=limits), format="docx")


def _of_page(page: bytes, *, name: str, where: str, sha256: str, limits: Limits) -> Source:
    """A document whose words all stand in an embedded web page, as programs of web sites write docx."""
    from vnplan.parse.read.web.html import read_html, read_mhtml

    read = read_mhtml if file_kind(page, name="page.html", where=where) == "mhtml" else read_html
    return read(page, name=name, where=where, sha256=sha256, limits=limits)


class _Reader:
    """Walks the body once, in order (numbering counts on that)."""

    def __init__(self, package: Package, builder: Builder) -> None:
        self._package = package
        self._builder = builder
        self._styles = Styles(self._first("styles"))
        self._numbering = Numbering(self._first("numbering"), self._styles)
        self._runs = Runs(self._styles)
        self._footnotes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in children(self._first(kind + "s"), kind)
        }
        self._pending: Paragraph | None = None
        self._turned = False  # a page ended after the last paragraph

    def _first(self, ending: str) -> _Element | None:
        names = self._package.related(ending)
        return self._package.part(names[0]) if names else None

    # -- reading -------------------------------------------------------------------------------------------------

    def blocks(self, element: _Element) -> Iterator[Block]:
        """The paragraphs and tables of a body-level element, in order."""
        kind = local(element)
        if kind == "p":
            block = self._paragraph(element)
            if block is not None:
                yield block
        elif kind == "tbl":
            yield self._table(element)
        elif kind == "AlternateContent":
            chosen = child(element, "Choice")
            for inner in chosen if chosen is not None else (child(element, "Fallback") or ()):
                yield from self.blocks(inner)
        elif kind in _TRANSPARENT:
            self._runs.tracked = self._runs.tracked or kind in {"ins", "moveTo"}
            for inner in element:
                yield from self.blocks(inner)
        elif kind in {"del", "moveFrom"}:
            self._runs.tracked = True
        elif kind == "altChunk":
            self._builder.note("part_not_read")

    def _paragraph(self, element: _Element) -> Paragraph | None:
        properties = child(element, "pPr")
        style_id = attribute(child(properties, "pStyle")) or self._styles.default_paragraph
        style = self._styles.get(style_id)
        content = self._runs.read(element, style.look.over(self._styles.base))
        paragraph = Paragraph(
            text=content.text,
            bold=content.bold or style.name.startswith(_HEADINGS) or self._outlined(properties, style.outline),
            noise=content.contents_list or style.name.startswith("toc "),
            boxes=[block for box in content.boxes for inner in box for block in self.blocks(inner)],
            page=self._turned or content.page_before or bool(switched_on(child(properties, "pageBreakBefore"))),
        )
        self._turned = content.page_after or _ends_section(properties) or (paragraph.page and not content.text.strip())
        mark = child(properties, "rPr")
        gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        if gone:
            self._runs.tracked = True
        if gone and not content.text.strip():
            return paragraph if paragraph.boxes else None  # the whole paragraph was deleted: it does not count
        paragraph.label = self._label(properties, style_id, style.num_id, style.level)
        for kind, note_id, sign in content.notes:
            note = self._footnotes.get((kind, note_id))
            if note is not None:
                words = " ".join(self._plain(note).split())
                paragraph.footnotes.append(f"{sign} {words}" if words else sign)
        if self._pending is not None:
            paragraph = _merged(self._pending, paragraph)
            self._pending = None
        if gone:  # its end was deleted: it runs on in the next one
            self._pending = paragraph
            return None
        return paragraph

    @staticmethod
    def _outlined(properties: _Element | None, inherited: int | None) -> bool:
        own = number(child(properties, "outlineLvl"))
        level = inherited if own is None else own
        return level is not None and 0 <= level < 9

    def _label(self, properties: _Element | None, style_id: str, num_id: int | None, level: int | None) -> str:
        own = child(properties, "numPr")
        own_id, own_level = number(child(own, "numId")), number(child(own, "ilvl"))
        if own_id is None:
            own_id, own_level = num_id, level if own_level is None else own_level
        elif own_level is None and own_id == num_id:
            own_level = level
        return self._numbering.label(own_id, own_level, style=style_id)

    def _plain(self, element: _Element) -> str:
        """The words of a note, its paragraphs joined. Notes that it cites itself are not read."""
        footnotes, self._footnotes = self._footnotes, {}
        words = [block.printed for inner in element for block in self.blocks(inner) if isinstance(block, Paragraph)]
        self._footnotes = footnotes
        return "\n".join(words)

    def _table(self, element: _Element) -> TableBlock:
        properties = child(element, "tblPr")
        borders = borders_of(child(properties, "tblBorders"))
        if borders is None:
            borders = self._styles.get(attribute(child(properties, "tblStyle"))).borders
        rows: list[list[TableCell]] = []
        headers: list[bool] = []
        drawn = False
        for row in _inside(element, "tr"):
            about = child(row, "trPr")
            gone, around = child(about, "del") is not None, row.getparent()
            added = child(about, "ins") is not None or (around is not None and local(around) == "ins")
            self._runs.tracked = self._runs.tracked or gone or added
            if gone:
                continue
            cells = [TableCell([], columns=1) for _ in range(_few(number(child(about, "gridBefore"))))]
            for cell in _inside(row, "tc"):
                drawn = drawn or bool(borders_of(child(cell, "tcPr", "tcBorders")))
                merged = child(cell, "tcPr", "hMerge")
                if merged is not None and attribute(merged) != "restart" and cells:
                    cells[-1].columns += 1
                    continue
                cells.append(self._cell(cell))
            cells.extend(TableCell([]) for _ in range(_few(number(child(about, "gridAfter")))))
            rows.append(cells)
            headers.append(bool(switched_on(child(about, "tblHeader"))))
        return TableBlock(rows, headers, drawn or bool(borders))

    def _cell(self, element: _Element) -> TableCell:
        properties = child(element, "tcPr")
        down = child(properties, "vMerge")
        blocks = [block for inner in element for block in self.blocks(inner)]
        return TableCell(
            blocks,
            columns=max(1, _few(number(child(properties, "gridSpan")) or 1)),
            covered=down is not None and attribute(down) != "restart",
        )

    # -- writing -----------------------------------------------------------------------------------------------------

    def unfinished(self) -> list[Block]:
        """A last paragraph whose end was deleted has nothing to run on into."""
        left: list[Block] = [] if self._pending is None else [self._pending]
        self._pending = None
        return left

    def furniture(self, kind: str, body: _Element) -> None:
        """The running headers or footers, each once, as noise."""
        seen: set[str] = set()
        for name in self._package.related(kind):
            root = self._package.part(name)
            for element in root if root is not None else ():
                for block in self.blocks(element):
                    text = "\n".join(words([block]))
                    if text not in seen:
                        seen.add(text)
                        write(self._builder, [block], noise=True)

    def remarks(self) -> None:
        """Notes on what was decided for the whole file."""
        if self._runs.tracked:
            self._builder.note("tracked_changes")
        if self._runs.hidden:
            self._builder.note("hidden_text")
        if self._runs.converted:
            self._builder.note("legacy_font")
        if self._package.related("comments"):
            self._builder.note("comments")


def _ends_section(properties: _Element | None) -> bool:
    """Whether a paragraph is the last of a section after which a new page begins."""
    section = child(properties, "sectPr")
    return section is not None and attribute(child(section, "type")) not in {"continuous", "nextColumn"}


def _merged(first: Paragraph, second: Paragraph) -> Paragraph:
    return Paragraph(
        text=first.text + second.text,
        bold=first.bold and second.bold,
        noise=first.noise and second.noise,
        label=first.label,
        footnotes=first.footnotes + second.footnotes,
        boxes=first.boxes + second.boxes,
        page=first.page,
    )


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, through content controls and accepted insertions."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in _TRANSPARENT:
            yield from _inside(inner, name)


def _few(count: int | None) -> int:
    return max(0, min(count or 0, _COLUMNS_AT_MOST))
