"""From pages of words and rules to the linear text: columns, tables, paragraphs, running lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from vnplan.parse.read.builder import Builder
from vnplan.parse.read.layout import is_grid
from vnplan.parse.read.letters.encodings import old_table
from vnplan.parse.read.letters.legacy import convert, font_table
from vnplan.parse.read.limits import Stopwatch
from vnplan.parse.read.pages.furniture import split_furniture
from vnplan.parse.read.pages.grid import Grid, fill, find_grids
from vnplan.parse.read.pages.lines import find_lines, rows_of
from vnplan.parse.read.pages.model import Line, Page, Word
from vnplan.parse.read.pages.paragraphs import Flow, Habits, goes_on, measure
from vnplan.parse.read.pages.prose_columns import panels
from vnplan.parse.read.pages.tables import PageTable, continues, extend, same_columns, texts_of, to_table
from vnplan.parse.read.pages.unruled import unruled_grids

_REACH = 0.7
_FEW = 5
_FEW_WORDS, _LARGE = 20, 2.5


@dataclass(slots=True)
class _Noise:
    """A running line or page number."""

    line: Line


@dataclass(slots=True)
class _Mark:
    """A watermark or words along the margin."""

    text: str
    page: int


_Item = Flow | PageTable | _Noise | _Mark


@dataclass(slots=True)
class _Laid:
    """One page, or one of its columns, taken apart: its lines outside tables and its tables.

    `edges` are those of a column of prose, None where it is a whole page.
    """

    page: Page
    lines: list[Line]
    tables: list[tuple[float, PageTable]] = field(default_factory=list)
    edges: tuple[float, float] | None = None


def write_pages(builder: Builder, pages: Sequence[Page], watch: Stopwatch) -> None:
    """Write all pages into the builder, paragraphs and tables joined across them."""
    if _to_unicode(pages):
        builder.note("legacy_font")
    laid: list[_Laid] = []
    for page in pages:
        watch.check()
        _set_large_apart(page)
        laid.extend(_lay(page, laid))
    lines_of_pages = [[line for one in laid if one.page is page for line in one.lines] for page in pages]
    parts = split_furniture(pages, lines_of_pages)
    own = {id(line) for _, lines, _ in parts for line in lines}
    for one in laid:
        one.lines = [line for line in one.lines if id(line) in own]
    _set_margins(laid)
    habits = measure([line for one in laid for line in one.lines])
    items: list[_Item] = []
    for page, (above, _, below) in zip(pages, parts, strict=True):
        watch.check()
        items.extend(_Noise(line) for line in above)
        for one in laid:
            if one.page is page:
                _put(items, one, habits)
        items.extend(_Noise(line) for line in below)
        items.extend(_Mark(mark, page.number) for mark in page.marks)
    _write(builder, items)


def _put(items: list[_Item], one: _Laid, habits: Habits) -> None:
    """Add the lines and tables of a page or column to what stands before them."""
    for line_or_table in _in_order(one.lines, one.tables):
        last = next((item for item in reversed(items) if not isinstance(item, (_Noise, _Mark))), None)
        if isinstance(line_or_table, PageTable):
            if isinstance(last, PageTable) and continues(last, line_or_table):
                extend(last, line_or_table)
            else:
                items.append(line_or_table)
        elif isinstance(last, Flow) and goes_on(last, line_or_table, habits):
            last.lines.append(line_or_table)
        else:
            items.append(Flow([line_or_table]))


def _write(builder: Builder, items: Sequence[_Item]) -> None:
    for item in items:
        if isinstance(item, _Noise):
            builder.paragraph(item.line.text, page=item.line.page, noise=True)
        elif isinstance(item, _Mark):
            builder.paragraph(item.text, page=item.page, noise=True)
        elif isinstance(item, Flow):
            builder.paragraph(item.text, page=item.lines[0].page, bold=item.bold)
        else:
            builder.rows(item.builder_rows(), page=item.page)


def _lay(page: Page, before: Sequence[_Laid]) -> list[_Laid]:
    """Take a page apart, column by column. The rest of a table on the pages before may be one filled cell only."""
    words = page.words
    grids: list[Grid] = []
    xs_before = before[-1].tables[-1][1].xs if before and before[-1].tables else []
    for grid in find_grids(page.rules):
        grid.page = page.number
        rest = fill(grid, words)
        goes_on = not grids and len(xs_before) > 2 and same_columns(xs_before, grid.xs)
        if goes_on or is_grid(texts_of(grid), borders=True):
            words = rest
            grids.append(grid)
    rows = rows_of(words)
    for grid in unruled_grids(rows, page.number):
        words = fill(grid, words)
        grids.append(grid)
        rows = rows_of(words)
    laid: list[_Laid] = []
    for panel in panels(rows, sorted(grids, key=lambda grid: grid.top)):
        one = _Laid(page, find_lines(panel.rows, page.number), edges=panel.edges)
        one.tables = [(grid.top, to_table(grid)) for grid in panel.grids]
        for line in one.lines:
            line.panel = len(before) + len(laid)
        laid.append(one)
    return laid


def _set_large_apart(page: Page) -> None:
    """Take an upright watermark out of the words: type of several times the usual size across other lines."""
    if len(page.words) < _FEW_WORDS:
        return
    usual = median(word.size for word in page.words)
    large = [word for word in page.words if word.size > _LARGE * usual]
    if not large:
        return
    others = [word for word in page.words if word.size <= _LARGE * usual]
    crossing = [word for word in large if any(_cross(word, other) for other in others)]
    if crossing:
        gone = {id(word) for word in crossing}
        page.words = [word for word in page.words if id(word) not in gone]
        page.marks.append(" ".join(word.text for word in crossing))


def _cross(word: Word, other: Word) -> bool:
    return word.x0 < other.x1 and other.x0 < word.x1 and word.top < other.middle < word.bottom


def _in_order(lines: Sequence[Line], tables: Sequence[tuple[float, PageTable]]) -> list[Line | PageTable]:
    """Lines in reading order with each table before the first line that stands below its top (in the main column)."""
    out: list[Line | PageTable] = []
    waiting = sorted(tables, key=lambda pair: (pair[0], pair[1].xs[0]))
    for index, line in enumerate(lines):
        whole_column = [line, *(other for other in lines[index + 1 :] if other.column and other.column == line.column)]
        while waiting and waiting[0][0] < min(other.base for other in whole_column):
            out.append(waiting.pop(0)[1])
        out.append(line)
    out.extend(table for _, table in waiting)
    return out


def _set_margins(laid: Sequence[_Laid]) -> None:
    """Give the lines of the main column the edges of the page's text: a stray line further out does not count.

    A page of a few lines does not show how far its text may reach: it takes the edge of the others, or of most pages.
    """
    edges: dict[int, tuple[float, float, int]] = {}
    for place, one in enumerate(laid):
        main = [line for line in one.lines if line.column == 0]
        if not main or one.edges:
            continue
        widest = max(line.x1 - line.x0 for line in main)
        wide = [line for line in main if line.x1 - line.x0 > 0.6 * widest]
        lefts, rights = sorted(line.x0 for line in wide), sorted(line.x1 for line in wide)
        spare = 1 if len(wide) >= 8 else 0
        edges[place] = (lefts[spare], rights[-1 - spare], len(main))
    for place, one in enumerate(laid):
        if one.edges:
            left, right = one.edges
        elif place in edges:
            left, right, count = edges[place]
            if count < _FEW:
                others = [
                    other
                    for at, (_, other, size) in edges.items()
                    if size >= _FEW and abs(laid[at].page.width - one.page.width) < 1
                ]
                right = max(right, median(others) if others else (_REACH * one.page.width if count < 3 else 0.0))
        for line in one.lines:
            if line.column == 0:
                line.left, line.right = left, right


def _to_unicode(pages: Sequence[Page]) -> bool:
    """Convert words in old fonts, known by the font's name or else by the look of the whole text."""
    words = [word for page in pages for word in page.words]
    whole = old_table(" ".join(word.text for word in words))
    changed = False
    for word in words:
        table = font_table(word.font) if word.font else None
        table = table or whole
        if table is None or any(ord(char) >= 0x250 for char in word.text if char.isalpha()):
            continue
        changed = changed or not word.text.isascii()
        _convert(word, table)
    return changed


def _convert(word: Word, table: str) -> None:
    """VNI makes one letter of two: the edges follow."""
    edges: list[tuple[float, float]] = []
    text = ""
    for index in range(len(word.text)):
        done = convert(word.text[: index + 1], table)
        while len(edges) > len(done):
            edges.pop()
        while len(edges) < len(done):
            edges.append(word.edges[index])
        text = done
    word.text, word.edges = text or word.text, edges or word.edges
