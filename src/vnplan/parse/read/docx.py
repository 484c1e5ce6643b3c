"""Word files (docx): paragraphs and tables in reading order, as Word would print them.

Automatic numbers become their printed labels, tracked changes are accepted, text boxes follow the paragraph they hang
on, footnotes follow the paragraph that cites them, headers and footers stand as noise before and after the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vnplan.errors import ReadError
from vnplan.parse.read.builder import Builder, Cell, Row
from vnplan.parse.read.docx_numbering import Numbering
from vnplan.parse.read.docx_package import Package
from vnplan.parse.read.docx_runs import Runs
from vnplan.parse.read.docx_styles import Styles, borders_of
from vnplan.parse.read.layout import is_grid
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.xml import attribute, child, children, local, number, switched_on
from vnplan.parse.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_HEADINGS = ("heading", "title", "subtitle")
_COLUMNS_AT_MOST = 200


@dataclass(slots=True)
class _Paragraph:
    text: str
    bold: bool = False
    noise: bool = False
    label: str = ""
    footnotes: list[str] = field(default_factory=list)
    boxes: list[_Block] = field(default_factory=list)

    @property
    def printed(self) -> str:
        return self.label + self.text.lstrip() if self.text.strip() else ""


@dataclass(slots=True)
class _Cell:
    blocks: list[_Block]
    columns: int = 1
    covered: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]]
    headers: list[bool]
    borders: bool | None


_Block = _Paragraph | _Table


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
        for block in reader.blocks(element):
            reader.write(block)
    reader.write_pending()
    reader.furniture("footer", body)
    reader.remarks()
    if not builder.position:
        raise ReadError(
            "The document holds no text", where=where, hint="If its pages are images, save it as pdf and use OCR"
        )
    return builder.source("docx")


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
        self._pending: _Paragraph | None = None

    def _first(self, ending: str) -> _Element | None:
        names = self._package.related(ending)
        return self._package.part(names[0]) if names else None

    # -- reading -------------------------------------------------------------------------------------------------

    def blocks(self, element: _Element) -> Iterator[_Block]:
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
            for inner in element:
                yield from self.blocks(inner)
        elif kind in {"del", "moveFrom"}:
            self._runs.tracked = True
        elif kind == "altChunk":
            self._builder.note("part_not_read", "A part embedded from another file was not read")

    def _paragraph(self, element: _Element) -> _Paragraph | None:
        properties = child(element, "pPr")
        style_id = attribute(child(properties, "pStyle")) or self._styles.default_paragraph
        style = self._styles.get(style_id)
        content = self._runs.read(element, style.look.over(self._styles.base))
        paragraph = _Paragraph(
            text=content.text,
            bold=content.bold or style.name.startswith(_HEADINGS) or self._outlined(properties, style.outline),
            noise=content.contents_list or style.name.startswith("toc "),
            boxes=[block for box in content.boxes for inner in box for block in self.blocks(inner)],
        )
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
        """The words of a note, its paragraphs joined."""
        return "\n".join(
            block.printed for inner in element for block in self.blocks(inner) if isinstance(block, _Paragraph)
        )

    def _table(self, element: _Element) -> _Table:
        properties = child(element, "tblPr")
        borders = borders_of(child(properties, "tblBorders"))
        if borders is None:
            borders = self._styles.get(attribute(child(properties, "tblStyle"))).borders
        rows: list[list[_Cell]] = []
        headers: list[bool] = []
        drawn = False
        for row in _inside(element, "tr"):
            about = child(row, "trPr")
            if child(about, "del") is not None:
                self._runs.tracked = True
                continue
            cells = [_Cell([], columns=1) for _ in range(_few(number(child(about, "gridBefore"))))]
            for cell in _inside(row, "tc"):
                drawn = drawn or bool(borders_of(child(cell, "tcPr", "tcBorders")))
                merged = child(cell, "tcPr", "hMerge")
                if merged is not None and attribute(merged) != "restart" and cells:
                    cells[-1].columns += 1
                    continue
                cells.append(self._cell(cell))
            cells.extend(_Cell([]) for _ in range(_few(number(child(about, "gridAfter")))))
            rows.append(cells)
            headers.append(bool(switched_on(child(about, "tblHeader"))))
        return _Table(rows, headers, drawn or bool(borders))

    def _cell(self, element: _Element) -> _Cell:
        properties = child(element, "tcPr")
        down = child(properties, "vMerge")
        blocks = [block for inner in element for block in self.blocks(inner)]
        return _Cell(
            blocks,
            columns=max(1, _few(number(child(properties, "gridSpan")) or 1)),
            covered=down is not None and attribute(down) != "restart",
        )

    # -- writing -------------------------------------------------------------------------------------------------

    def write(self, block: _Block, *, noise: bool = False) -> None:
        """Write one block; a layout table's cells one after the other."""
        if isinstance(block, _Paragraph):
            self._builder.paragraph(block.printed, bold=block.bold, noise=noise or block.noise)
            self._after(block)
            return
        texts = [["\n".join(_words(cell.blocks)) for cell in row] for row in block.rows]
        nested = any(isinstance(inner, _Table) for row in block.rows for cell in row for inner in cell.blocks)
        if not is_grid(texts, borders=block.borders, nested=nested):
            for row in block.rows:
                for cell in row:
                    for inner in cell.blocks:
                        self.write(inner, noise=noise)
            return
        self._builder.rows(
            [
                Row([Cell(_words(cell.blocks), cell.columns, cell.covered) for cell in row], header=header)
                for row, header in zip(block.rows, block.headers, strict=True)
            ]
        )
        for row in block.rows:
            for cell in row:
                for inner in _paragraphs(cell.blocks):
                    self._after(inner)

    def _after(self, paragraph: _Paragraph) -> None:
        for note in paragraph.footnotes:
            self._builder.paragraph(note, noise=True)
        for box in paragraph.boxes:
            self.write(box)

    def write_pending(self) -> None:
        """A last paragraph whose end was deleted has nothing to run on into."""
        if self._pending is not None:
            self.write(self._pending)
            self._pending = None

    def furniture(self, kind: str, body: _Element) -> None:
        """The running headers or footers, each once, as noise."""
        seen: set[str] = set()
        for name in self._package.related(kind):
            root = self._package.part(name)
            for element in root if root is not None else ():
                for block in self.blocks(element):
                    words = "\n".join(_words([block]))
                    if words not in seen:
                        seen.add(words)
                        self.write(block, noise=True)

    def remarks(self) -> None:
        """Notes on what was decided for the whole file."""
        if self._runs.tracked:
            self._builder.note("tracked_changes", "Tracked changes were read as accepted")
        if self._runs.hidden:
            self._builder.note("hidden_text", "Text formatted as hidden was left out")
        if self._runs.converted:
            self._builder.note("legacy_font", "Text in old fonts (TCVN3 or VNI) was converted to Unicode")
        if self._package.related("comments"):
            self._builder.note("comments", "The file carries comments; they are no part of the text")


def _merged(first: _Paragraph, second: _Paragraph) -> _Paragraph:
    return _Paragraph(
        text=first.text + second.text,
        bold=first.bold and second.bold,
        noise=first.noise and second.noise,
        label=first.label,
        footnotes=first.footnotes + second.footnotes,
        boxes=first.boxes + second.boxes,
    )


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, through content controls and accepted insertions."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in _TRANSPARENT:
            yield from _inside(inner, name)


def _paragraphs(blocks: list[_Block]) -> Iterator[_Paragraph]:
    for block in blocks:
        if isinstance(block, _Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)


def _words(blocks: list[_Block]) -> list[str]:
    """The paragraphs of a cell. Here an empty numbered paragraph shows its number: the TT column is often made so."""
    return [
        words for paragraph in _paragraphs(blocks) if (words := paragraph.printed or paragraph.label.strip()).strip()
    ]


def _few(count: int | None) -> int:
    return max(0, min(count or 0, _COLUMNS_AT_MOST))
