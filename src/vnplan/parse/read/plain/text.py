"""Plain text and Markdown: the decoded text stays as it is; only the maps are added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vnplan.errors import ReadError
from vnplan.models import Note, Span, Table
from vnplan.parse.read.letters.encodings import decode
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.plain.bare import bare_text
from vnplan.parse.read.plain.margin import margin_numbers
from vnplan.parse.read.plain.markdown import Markup, is_marked, read_markup
from vnplan.parse.read.plain.tables import cells_of, table_of
from vnplan.parse.source import Source
from vnplan.text import INVISIBLE

_LINE = re.compile(r"[^\n]+")
_TABS_AT_MOST = 200
_INK = re.compile(rf"[^\s{INVISIBLE}\x00-\x1f]")


def read_plain(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits, markdown: bool) -> Source:
    """Read txt or md. The text is the decoded content, unchanged. Raises `ReadError` (empty, binary, too long)."""
    decoded = decode(raw, where=where)
    if not _INK.search(decoded.text):
        raise ReadError("file_empty", where=where)
    limits.check_length(len(decoded.text), where)
    source = of_text(decoded.text, name=name, sha256=sha256, markdown=markdown, notes=decoded.notes)
    limits.check_cells(sum(len(row.cells) for table in source.tables for row in table.rows), where)
    return source


def of_text(text: str, *, name: str, sha256: str, markdown: bool = False, notes: tuple[Note, ...] = ()) -> Source:
    """The `Source` of a text: grids of tab-separated rows, and for Markdown pipe tables, headings and bold lines.

    >>> source = of_text("| TT | Cơ quan |\\n|---|---|\\n| 1 | Sở Y tế |\\n", name="a.md", sha256="", markdown=True)
    >>> [[cell.of(source.text) for cell in row.cells] for row in source.tables[0].rows]
    [['TT', 'Cơ quan'], ['1', 'Sở Y tế']]
    """
    margin = margin_numbers(text)
    whole, text = text, bare_text(text, margin)
    markdown = markdown or is_marked(text)
    lines = [Span(*match.span()) for match in _LINE.finditer(text)] if "\t" in text else []
    tables = list(_tab_tables(text, lines)) if lines else []
    markup = read_markup(text) if markdown else Markup()
    return Source(
        text=whole,
        sha256=sha256,
        name=name,
        format="md" if markdown else "txt",
        tables=tuple(sorted((*tables, *markup.tables), key=lambda table: table.span)),
        emphasised=tuple(markup.emphasised),
        noise=tuple(sorted(markup.noise)),
        margin=margin,
        notes=notes,
    )


def _tab_tables(text: str, lines: list[Span]) -> Iterator[Table]:
    """Two or more lines in a row with the same number (three or more) of tab-separated cells, as a table is pasted."""
    run: list[tuple[Span, ...]] = []
    last = -2
    for line in [*lines, Span(len(text) + 2, len(text) + 2)]:
        tabs = text.count("\t", line.start, line.end)
        cells = tuple(cells_of(text, line, "\t")) if 2 <= tabs <= _TABS_AT_MOST else ()
        joined = line.start == last + 1
        if run and not (joined and len(cells) == len(run[0])):
            if len(run) > 1:
                yield table_of(run)
            run = []
        if len(cells) >= 3 and sum(1 for cell in cells if cell.of(text).strip()) >= 2:
            run.append(cells)
        last = line.end
