"""A note as a Word file: real headings (they make the navigation pane and a table of contents), real tables whose head
repeats on every page, page numbers; in the font and on the paper of administrative documents (Nghị định 30/2020/NĐ-CP,
Phụ lục I: A4, Times New Roman, margins 20-30 mm)."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vnplan.report.notes.blocks import Facts, Grid, Heading, Paragraph, Points, Sheet

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONT = "Times New Roman"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = datetime(2000, 1, 1)
_HEAD, _GROUP = "E3F0ED", "F4F1EA"


def word_bytes(sheet: Sheet) -> bytes:
    """The note as the bytes of a .docx file, the same for the same note."""
    from docx import Document

    document = Document()
    _page(document, sheet)
    _styles(document, sheet)
    titles = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _xml(titles[0] if titles else "")[:200], "vnplan", ""
    properties.created = properties.modified = _EPOCH
    properties.language = "vi-VN" if sheet.lang == "vi" else "en-GB"
    for block, after in zip(sheet.blocks, (*sheet.blocks[1:], None), strict=True):
        if isinstance(block, Heading):
            document.add_heading(
                _xml(block.text), level=block.level
            ).paragraph_format.page_break_before = block.new_page
        elif isinstance(block, Paragraph):
            paragraph = document.add_paragraph()
            paragraph.add_run(_xml(block.text)).italic = block.quiet
            paragraph.paragraph_format.keep_with_next = isinstance(after, Grid)
        elif isinstance(block, Points):
            for point in block.points:
                document.add_paragraph(_xml(point), style="List Bullet")
        elif isinstance(block, Facts):
            _facts(document, block)
        else:
            _table(document, block)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _xml(words: str) -> str:
    """Words without the characters that XML cannot hold; line breaks stay."""
    return _NOT_XML.sub("\ufffd", words)


def _page(document: WordDocument, sheet: Sheet) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    wide = sheet.page == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = Mm(30 if not wide else 20), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run: Any = footer.add_run()._r
        run.append(_element("w:fldChar", {"w:fldCharType": kind}) if kind else _instruction(words or ""))


def _styles(document: WordDocument, sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": 12, "Title": 15, "Heading 1": 13, "Heading 2": 12}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(_name(f"w:{script}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(_name(f"w:{script}"), FONT)
        style.paragraph_format.space_after = Pt(6)
        if name != "Normal":
            style.font.bold, style.font.color.rgb = True, RGBColor(0x1C, 0x25, 0x30)
            style.paragraph_format.keep_with_next = True
    title: Any = document.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.findall(f".//{_name('w:pBdr')}"):
        border.getparent().remove(border)
    normal: Any = document.styles["Normal"]
    language = _element("w:lang", {"w:val": "vi-VN" if sheet.lang == "vi" else "en-GB"})
    normal.element.get_or_add_rPr().append(language)


def _facts(document: WordDocument, block: Facts) -> None:
    """A table of two columns, the names in bold in the first."""
    from docx.shared import Emu, Pt

    section: Any = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    made: Any = document.add_table(rows=0, cols=2, style="Table Grid")
    made.autofit = False
    sizes = [Emu(int(width * share)) for share in (0.2, 0.8)]
    for column, size in zip(made.columns, sizes, strict=True):
        column.width = size
    for fact in block.facts:
        for place, (cell, words) in enumerate(zip(made.add_row().cells, fact, strict=True)):
            cell.width = sizes[place]
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            run = cell.paragraphs[0].add_run(_xml(words))
            run.font.size, run.bold = Pt(10.5), place == 0
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(document: WordDocument, grid: Grid) -> None:
    from docx.shared import Emu, Pt

    section: Any = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    made: Any = document.add_table(rows=1, cols=len(grid.head), style="Table Grid")
    made.autofit = False
    widths = [Emu(int(width * share / sum(grid.widths))) for share in grid.widths]
    for column, size in zip(made.columns, widths, strict=True):
        column.width = size
    rows = [grid.head, *grid.rows]
    for number, cells in enumerate(rows):
        row = made.rows[0] if number == 0 else made.add_row()
        row._tr.get_or_add_trPr().append(_element("w:tblHeader" if number == 0 else "w:cantSplit", {}))
        across = len(cells) == 1 and len(grid.head) > 1
        if across:
            row.cells[0].merge(row.cells[-1])
        targets = [row.cells[0]] if across else row.cells
        for cell, words, size in zip(targets, cells, widths, strict=False):
            if not across:
                cell.width = size
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(_xml(words))
            run.font.size = Pt(10.5)
            run.bold = number == 0 or across
            if number == 0 or across:
                ground = _HEAD if number == 0 else _GROUP
                cell._tc.get_or_add_tcPr().append(
                    _element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground})
                )
                paragraph.paragraph_format.keep_with_next = True
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def _element(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement

    element: Any = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(_name(key), value)
    return element


def _instruction(words: str) -> Any:
    element = _element("w:instrText", {})
    element.text = words
    return element


def _undated(archive: bytes) -> bytes:
    """The same archive with every file of one date, so that the same note gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            member = zipfile.ZipInfo(entry.filename, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(entry))
    return out.getvalue()
