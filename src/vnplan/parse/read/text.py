"""Plain text and Markdown: the decoded text stays as it is; only the maps are added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vnplan.errors import ReadError
from vnplan.models import Note, Span, Table, TableRow
from vnplan.parse.read.encodings import decode
from vnplan.parse.read.limits import Limits
from vnplan.parse.source import Source

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"(?:\|[ \t]*)?(?::?-+:?[ \t]*\|[ \t]*)+(?::?-+:?)?")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6}[ \t]+)(\S.*)")
_BOLD_LINE = re.compile(r"[ \t]*(?:[-+*][ \t]+)?(\*\*|__)(?=\S)(.*\S)\1[ \t\r]*")
_INK = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff\x00-\x1f]")
_SIGNS_AT_MOST = 200
"""On one line; more are a drawing, not markup."""
_BOLD_SIGN = re.compile(r"\*\*")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
"""A backslash before a mark that would be markup without it ("1\\. Mục đích"). Source: CommonMark 2.4."""


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
    lines = [Span(*match.span()) for match in _LINE.finditer(text)] if markdown or "\t" in text else []
    tables = list(_tab_tables(text, lines)) if "\t" in text else []
    emphasised: list[Span] = []
    noise: list[Span] = []
    if markdown:
        for table, rule in _pipe_tables(text, lines):
            tables.append(table)
            noise.append(rule)
        for group in _paragraphs([line for line in lines if line.of(text).strip()]):
            _markdown(text, group, emphasised, noise)
    return Source(
        text=text,
        sha256=sha256,
        name=name,
        format="md" if markdown else "txt",
        tables=tuple(sorted(tables, key=lambda table: table.span)),
        emphasised=tuple(emphasised),
        noise=tuple(sorted(noise)),
        notes=notes,
    )


def _tab_tables(text: str, lines: list[Span]) -> Iterator[Table]:
    """Two or more lines in a row with the same number (three or more) of tab-separated cells, as a table is pasted."""
    run: list[tuple[Span, ...]] = []
    last = -2
    for line in [*lines, Span(len(text) + 2, len(text) + 2)]:
        cells = tuple(_cells(text, line, "\t"))
        joined = line.start == last + 1
        if run and not (joined and len(cells) == len(run[0])):
            if len(run) > 1:
                yield _table(run)
            run = []
        if len(cells) >= 3 and sum(1 for cell in cells if cell.of(text).strip()) >= 2:
            run.append(cells)
        last = line.end


def _pipe_tables(text: str, lines: list[Span]) -> Iterator[tuple[Table, Span]]:
    index = 1
    while index < len(lines):
        rule = lines[index]
        head = lines[index - 1]
        if "|" not in head.of(text) or not _RULE.fullmatch(rule.of(text).strip()):
            index += 1
            continue
        rows = [tuple(_piped(text, head))]
        index += 1
        while index < len(lines) and lines[index].start == lines[index - 1].end + 1 and "|" in lines[index].of(text):
            cells = tuple(_piped(text, lines[index]))[: len(rows[0])]
            end = cells[-1].end if cells else lines[index].end
            rows.append(cells + (Span(end, end),) * (len(rows[0]) - len(cells)))
            index += 1
        index += 1
        yield _table(rows), rule


def _table(rows: list[tuple[Span, ...]]) -> Table:
    made = tuple(TableRow(cells=cells) for cells in rows)
    return Table(span=Span(rows[0][0].start, max(cell.end for cell in rows[-1])), rows=made)


def _piped(text: str, line: Span) -> Iterator[Span]:
    content = line.of(text)
    start = line.start + len(content) - len(content.lstrip(" \t|")) if content.lstrip().startswith("|") else line.start
    end = line.end - (1 if content.rstrip().endswith("|") else 0) - (len(content) - len(content.rstrip()))
    # only the first of several leading bars opens the row: "||a|" has an empty first cell
    start = min(start, line.start + content.find("|") + 1) if content.lstrip().startswith("|") else start
    yield from _cells(text, Span(start, max(start, end)), "|")


def _cells(text: str, line: Span, sign: str) -> Iterator[Span]:
    start = line.start
    for piece in line.of(text).split(sign):
        left = start + len(piece) - len(piece.lstrip())
        yield Span(min(left, start + len(piece.rstrip())) if piece.strip() else start, start + len(piece.rstrip()))
        start += len(piece) + 1


def _paragraphs(lines: list[Span]) -> Iterator[list[Span]]:
    """Lines up to the next blank one (`lines` holds those with words; a line may end in a carriage return)."""
    group: list[Span] = []
    for line in lines:
        if group and line.start > group[-1].end + 1:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _markdown(text: str, lines: list[Span], emphasised: list[Span], noise: list[Span]) -> None:
    """Headings, bold lines and markup of one paragraph. A bold stretch may run over its lines."""
    whole = text[lines[0].start : lines[-1].end]
    bold = len(lines) > 1 and _BOLD_LINE.fullmatch(" ".join(whole.split("\n"))) and whole.count("**") == 2
    for line in lines:
        content = line.of(text)
        heading = _HEADING.match(content)
        if heading:
            noise.append(Span(line.start + heading.start(1), line.start + heading.end(1)))
            emphasised.append(Span(line.start + heading.start(2), line.start + len(content.rstrip())))
        elif (strong := _BOLD_LINE.fullmatch(content)) and "**" not in strong.group(2):
            emphasised.append(Span(line.start + strong.start(2), line.start + strong.end(2)))
        elif bold:
            emphasised.append(line)
        signs = list(_BOLD_SIGN.finditer(content))
        marks = signs if len(signs) % 2 == 0 or bold else []
        marks += _ESCAPE.finditer(content)
        if len(marks) <= _SIGNS_AT_MOST:
            noise.extend(Span(line.start + mark.start(), line.start + mark.end()) for mark in marks)
