"""Workbooks (xlsx, xlsm): the sheets that are shown, in their order, each as it would be printed.

Values are those that the workbook keeps: nothing is computed, no macro runs, no link is followed. A sheet's name stands
as a line where it says something that the sheet does not; that of an agency stands right above the table. Hidden
sheets, rows and columns are left out, with a Note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.errors import ReadError
from vnplan.parse.read.blocks import Paragraph, TableBlock, write
from vnplan.parse.read.builder import Builder, clean
from vnplan.parse.read.letters.syllables import data
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.office.package import Package
from vnplan.parse.read.office.xml import attribute, child, children, elements_of, local
from vnplan.parse.read.sheets.areas import blocks
from vnplan.parse.read.sheets.looks import cell_looks, string_words
from vnplan.parse.read.sheets.sheet import Area, Book, Sheet, filtered, read_sheet
from vnplan.parse.source import Source
from vnplan.parse.structure.names import is_agency, without_opening
from vnplan.text import fold, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f+-]{6}|[A-Z])')
_PLACES = re.compile("&[LCR]")
_TITLE_ROWS = 8
_ORDINAL = "0123456789. "
"""What may stand before an agency in the name of a sheet ("1. Sở Y tế")."""
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>")


def read_xlsx(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits) -> Source:
    """Read a workbook. Raises `ReadError`: damaged, protected, a bomb, entities, empty, over a limit."""
    watch = limits.stopwatch(where)
    package = Package(raw, kind="xlsx", where=where, limits=limits, watch=watch)
    builder = Builder(name=name, sha256=sha256, limits=limits)
    main = package.part(package.main)
    if main is None or local(main) != "workbook":
        raise ReadError("xlsx_damaged", where=where)
    book = _book(package, main, limits=limits, where=where)
    count = _Count()
    for entry in children(child(main, "sheets"), "sheet"):
        _, target = package.relations.get(attribute(entry, "id") or "", ("", ""))
        content = package.content(target)
        if content is None:
            continue
        if (attribute(entry, "state") or "visible") != "visible":
            count.sheets += _VALUE.search(content) is not None
            continue
        relations = package.relations_of(target)
        sheet = read_sheet(content, book, filters=list(_filters(package, relations)), watch=watch)
        count.add(sheet)
        if any("omment" in kind for kind, _ in relations.values()):
            builder.note("comments")
        _write_sheet(builder, sheet, attribute(entry, "name") or "", list(_boxes(package, relations)))
    count.remarks(builder)
    if not builder.position:
        raise ReadError("xlsx_empty", where=where)
    return builder.source("xlsx")


def _book(package: Package, main: _Element, *, limits: Limits, where: str) -> Book:
    styles = next((package.part(part) for part in package.related("styles")), None)
    shared = next((package.content(part) for part in package.related("sharedStrings")), None)
    return Book(
        strings=[string_words(element) for element in elements_of(shared or b"<sst/>", ("si",), where=where)],
        looks=cell_looks(styles),
        base_1904=attribute(child(main, "workbookPr"), "date1904") in {"1", "true"},
        limits=limits,
        where=where,
    )


def _filters(package: Package, relations: dict[str, tuple[str, str]]) -> Iterator[Area]:
    """The filtered areas of a sheet's tables."""
    for kind, target in relations.values():
        if kind.endswith("/table"):
            for element in children(package.part(target), "autoFilter"):
                yield from filtered(element)


def _boxes(package: Package, relations: dict[str, tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """The text boxes of a sheet: the row below which each hangs, and its words."""
    for kind, target in relations.values():
        root = package.part(target) if kind.endswith("/drawing") else None
        for anchor in root if root is not None else ():
            row = child(anchor, "from", "row")
            lines = [
                "".join(text.text or "" for text in paragraph.iter("{*}t"))
                for body in anchor.iter("{*}txBody")
                for paragraph in children(body, "p")
            ]
            if any(line.strip() for line in lines):
                at = row.text if row is not None and row.text else "0"
                yield int(at) if at.isdecimal() else 0, "\n".join(lines)


def _write_sheet(builder: Builder, sheet: Sheet, name: str, boxes: list[tuple[int, str]]) -> None:
    """The sheet's name where it tells something, what its pages have above, its rows, its text boxes, what is below."""
    if not sheet.rows and not boxes:
        return
    first = sheet.rows[0].index if sheet.rows else 0
    titles = [cell.text for row in sheet.rows[:_TITLE_ROWS] for cell in row.filled]
    titles += [words for _, words in boxes]
    shown = list(blocks(sheet.rows, limits=builder.limits, where=builder.name))
    table = next((place for place, block in enumerate(shown) if isinstance(block, TableBlock)), None)
    if table is not None and is_agency(name.lstrip(_ORDINAL)) and not any(_names(words, name) for words in titles):
        shown.insert(table, Paragraph(name, bold=True))  # the table lists what that agency has to do
    elif _tells(name, titles):
        builder.paragraph(name, bold=True)
    builder.paragraph(_printed(sheet.head), noise=True)
    write(builder, (Paragraph(words) for row, words in boxes if row < first))
    write(builder, shown)
    write(builder, (Paragraph(words) for row, words in boxes if row >= first))
    builder.paragraph(_printed(sheet.foot), noise=True)


def _names(title: str, agency: str) -> bool:
    """Whether a title names an agency and says no more than that tasks are its."""
    return fold(without_opening(one_line(clean(title)), "above_tables")) == fold(agency)


def _tells(name: str, title: list[str]) -> bool:
    """Whether a sheet's name is words of a text: in Vietnamese spelling, not the program's, not in the sheet's title.

    Names without a mark ("KH 2026", "PL1", "Nhiem vu") are handles, as names of files are.

    >>> _tells("Sở Y tế", ["DANH MỤC NHIỆM VỤ"]), _tells("Trang tính 1", []), _tells("PL1", [])
    (True, False, False)
    >>> _tells("Phụ lục I", ["PHỤ LỤC I"])
    False
    """
    plain = fold(one_line(clean(name))).strip()
    if name.isascii() or plain.rstrip("0123456789 ()_") in map(fold, data("sheets")["new_sheets"]):
        return False
    return not any(plain in fold(one_line(clean(words))) for words in title)


def _printed(codes: str) -> str:
    """The words of a page's head or foot without its codes (ISO/IEC 29500-1, 18.3.1.46), and without a page's number.

    >>> _printed('&L&"Arial,Bold"Phụ lục I&RTrang &P/&N')
    'Phụ lục I'
    """
    pieces = (" ".join(_CODES.sub("", piece).replace("&&", "&").split()) for piece in _PLACES.split(codes))
    pages = {word.strip(".") for word in data("labels")["page"]}
    return "\n".join(piece for piece in pieces if set(re.findall(r"\w+", piece.casefold())) - pages)


@dataclass(slots=True)
class _Count:
    """What was left out or doubted, over all sheets."""

    sheets: int = 0
    hidden: int = 0
    folded: int = 0
    not_computed: int = 0
    errors: int = 0
    converted: bool = False

    def add(self, sheet: Sheet) -> None:
        """Add what a sheet has of it."""
        self.hidden += sheet.hidden
        self.folded += sheet.folded
        self.not_computed += sheet.not_computed
        self.errors += sheet.errors
        self.converted = self.converted or sheet.converted

    def remarks(self, builder: Builder) -> None:
        """Say it in Notes."""
        if self.sheets:
            builder.note("hidden_sheets", count=self.sheets)
        if self.hidden:
            builder.note("hidden_cells", count=self.hidden)
        if self.folded:
            builder.note("folded_rows", count=self.folded)
        if self.not_computed:
            builder.note("not_computed", count=self.not_computed)
        if self.errors:
            builder.note("cell_errors", count=self.errors)
        if self.converted:
            builder.note("legacy_font")
