"""Tables that plain text draws with blanks alone: columns stand below each other, as `pdftotext -layout` prints them.

A table begins under a line that names its columns. The blanks that all its full lines have in common part the columns;
a line whose first column is empty goes on with the row above. Where the columns cannot be told, nothing is a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from vnplan.models import Span, Table, TableRow
from vnplan.parse.structure.layout import phrases
from vnplan.text import on_lines

_HEAD = re.compile(r"\n[^\S\n]*(?:s?tt|số|số tt)[^\S\n]{2,}\S.*", re.IGNORECASE)
_CHUNK = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"(?:[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3}){0,3}|[A-ZĐ]|[a-zđ])[.)]?|S?TT|s?tt")
_PAGE = re.compile(r"(?:[-–]\s?)?\d{0,4}(?:\s?[-–])?")
_FULL = 2
"""The head and a row."""
_FEW, _LINES_AT_MOST, _WIDE = 3, 2_000, 1_000
_APART = 2
"""Blank lines that end a table."""

Chunk = tuple[int, int]


def column_tables(text: str) -> list[Table]:
    """The tables of a text whose columns only blanks part.

    >>> lines = ["TT   Nội dung       Cơ quan chủ trì", "1    Xây dựng kho   Sở Y tế", "     dữ liệu"]
    >>> text = "\\n".join(lines)
    >>> [[cell.of(text) for cell in row.cells] for row in column_tables(text)[0].rows][1:3]
    [['1', 'Xây dựng kho', 'Sở Y tế'], ['', 'dữ liệu', '']]
    """
    found: list[Table] = []
    read = 0
    for begin, stop in on_lines(_HEAD, text):
        if begin < read:
            continue
        head = text[begin:stop]
        names = _chunks(head)
        named = sum(phrases("tables", "columns").match(head[start:end]) is not None for start, end in names)
        if len(names) < _FEW or named < _FEW - 1:
            continue
        lines = _body(text, begin)
        read = lines[-1].end if lines else stop
        gaps = _gaps([text[line.start : line.end] for line in lines], len(names))
        rows = _rows(text, lines, gaps) if gaps else _counted(text, lines, len(names))
        if len(rows) > 1:
            ends = [cell.end for row in rows for cell in row.cells]
            found.append(Table(span=Span(rows[0].cells[0].start, max(ends)), rows=tuple(rows)))
    return found


def _chunks(line: str) -> list[Chunk]:
    """What two blanks or more part on a line."""
    return [match.span() for match in _CHUNK.finditer(line)]


def _body(text: str, start: int) -> list[Span]:
    """The lines of a table from its head on, up to two blank ones or one that is no row."""
    lines: list[Span] = []
    blank, turned = 0, False
    columns: list[int] = []
    while start < len(text) and len(lines) < _LINES_AT_MOST:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].rstrip()
        if len(line) > _WIDE:
            break
        if "--" in line and not line.strip(" -"):
            pass  # a rule under the head, as pandoc draws it
        elif _PAGE.fullmatch(line.strip()):
            blank += 1
            turned = turned or "\f" in text[start:end]
        else:
            if blank >= _APART and not turned and "\f" not in text[start:end]:
                break
            blank, turned = 0, False
            columns = columns or [begin for begin, _ in _chunks(line)]
            if _is_outside(line, columns):
                break
            lines.append(Span(start, start + len(line)))
        start = end + 1
    return lines


def _is_outside(line: str, columns: Sequence[int]) -> bool:
    """Whether a line is of no row: a paragraph that begins where the numbers stand, a title between the columns."""
    chunks = _chunks(line)
    if len(chunks) >= _FEW:
        return False
    start, end = chunks[0]
    if start < columns[1]:
        return _NUMBER.fullmatch(line[start:end]) is None
    alone = len(chunks) == 1 and all(abs(start - column) > 1 for column in columns)
    return alone and line.strip().isupper()


def _gaps(lines: Sequence[str], columns: int) -> list[Chunk]:
    """Where all full lines are blank, as many stretches as part the columns; none where there are more or fewer."""
    full = [chunks for chunks in map(_chunks, lines) if len(chunks) >= _FEW]
    if len(full) < _FULL:
        return []
    width = max(chunks[-1][1] for chunks in full)
    inked = bytearray(width)
    for chunks in full:
        for start, end in chunks:
            inked[start:end] = b"\1" * (end - start)
    written = [match.span() for match in re.finditer(rb"\x01+(?:\x00\x01+)*", bytes(inked))]
    gaps = [(end, start) for (_, end), (start, _) in pairwise(written)]
    return gaps if len(gaps) == columns - 1 else []


def _rows(text: str, lines: Sequence[Span], gaps: Sequence[Chunk]) -> list[TableRow]:
    rows: list[TableRow] = []
    for line in lines:
        cells = _cells(text, line, gaps)
        begins = cells[0].start < cells[0].end
        rows.append(TableRow(cells=cells, header=not rows, continues=bool(rows) and not begins))
    return rows


def _counted(text: str, lines: Sequence[Span], columns: int) -> list[TableRow]:
    """Rows whose cells blanks part without standing below each other: each as many as the head, after its number.

    A number with one cell more is a band over the table. The first line that cannot be counted ends it.
    """
    rows: list[TableRow] = []
    for line in lines:
        cells = [Span(line.start + start, line.start + end) for start, end in _chunks(line.of(text))]
        if rows and _NUMBER.fullmatch(cells[0].of(text)) is None:
            break
        if len(cells) == 2:
            cells += [cells[1]] * (columns - 2)
        if len(cells) != columns:
            break
        rows.append(TableRow(cells=tuple(cells), header=not rows))
    return rows


def _cells(text: str, line: Span, gaps: Sequence[Chunk]) -> tuple[Span, ...]:
    """The cells of a line; words that run over gaps are one cell over several columns."""
    starts, ends = zip(*gaps, strict=True)
    cells = [Span(line.start, line.start)] * (len(gaps) + 1)
    for start, end in _chunks(text[line.start : line.end]):
        first = bisect_right(starts, start)
        for column in range(first, max(first, bisect_left(ends, end)) + 1):
            held = cells[column]
            begin = held.start if held.end > held.start else line.start + start
            cells[column] = Span(begin, line.start + end)
    return tuple(cells)
