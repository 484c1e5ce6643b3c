"""Tables inside Markdown: rows of cells between bars, grids of rules, and HTML where cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vnplan.models import Span, Table, TableRow

_RULE = re.compile(r"(?:\|[ \t]*)?(?::?-+:?[ \t]*\|[ \t]*)+(?::?-+:?)?")
_GRID_RULE = re.compile(r"\+(?::?[-=]{2,}:?\+){1,60}")
_TABLE = re.compile(r"<table\b[^<>]{0,300}>|</table\s{0,5}>", re.I)
_ROW = re.compile(r"<tr\b[^<>]{0,300}>", re.I)
_CELL = re.compile(r"<t([dh])\b([^<>]{0,300})>(?:(?!</?t[dhr]\b)[\s\S])*", re.I)
_SPAN = re.compile(r"\b(col|row)span\s{0,5}=\s{0,5}[\"']?(\d{1,3})", re.I)
_TAGS = re.compile(r"\s+|</?(?!t[dhr])[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300})?/?>", re.I)
_TAGS_END = re.compile(r"(?:\s|</?[a-z][a-z0-9]{0,9}/?>){1,20}$", re.I)
_COLUMNS_AT_MOST = 200


def pipe_tables(text: str, lines: Sequence[Span]) -> Iterator[tuple[Table, Span]]:
    """Tables under a rule of dashes and bars, each with that rule."""
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
        yield table_of(rows), rule


def grid_tables(text: str, lines: Sequence[Span]) -> Iterator[tuple[Table, list[Span]]]:
    """Tables between rules of dashes and plus signs, each with its rules (pandoc's manual, 'Grid tables').

    A row may take several lines; a rule of equals signs ends the head.
    """
    if "+--" not in text:
        return
    drawn = [index for index, line in enumerate(lines) if _GRID_RULE.fullmatch(line.of(text).strip())]
    run: list[int] = []
    for index in [*drawn, len(lines) + 2]:
        if run and not _is_grid_body(text, lines, run[-1], index):
            if len(run) > 1 and (table := _grid(text, lines, run)) is not None:
                yield table, [lines[at] for at in run]
            run = []
        run.append(index)


def _is_grid_body(text: str, lines: Sequence[Span], rule: int, following: int) -> bool:
    """Whether the lines between two rules are all of one table."""
    between = range(rule + 1, min(following, len(lines)))
    return following < len(lines) and all(
        lines[at].start == lines[at - 1].end + 1 and lines[at].of(text).lstrip().startswith("|") for at in between
    )


def _grid(text: str, lines: Sequence[Span], rules: Sequence[int]) -> Table | None:
    width = lines[rules[0]].of(text).count("+") - 1
    head = next((at for at in rules if "=" in lines[at].of(text)), 0)
    rows: list[TableRow] = []
    for first, last in pairwise(rules):
        begun = False
        for line in lines[first + 1 : last]:
            cells = tuple(_piped(text, line))
            if not any(cell.start < cell.end for cell in cells):
                continue
            if len(cells) != width:
                filled = max(cells, key=lambda cell: cell.end - cell.start)
                cells = (filled,) * width if len(cells) == 1 else cells
            rows.append(TableRow(cells=cells, header=last <= head, continues=begun))
            begun = True
    if not rows:
        return None
    ends = [cell.end for row in rows for cell in row.cells]
    return Table(span=Span(rows[0].cells[0].start, max(ends)), rows=tuple(rows))


def table_of(rows: Sequence[tuple[Span, ...]]) -> Table:
    """A table of rows of cells."""
    made = tuple(TableRow(cells=cells) for cells in rows)
    return Table(span=Span(rows[0][0].start, max(cell.end for cell in rows[-1])), rows=made)


def _piped(text: str, line: Span) -> Iterator[Span]:
    content = line.of(text)
    start = line.start + len(content) - len(content.lstrip(" \t|")) if content.lstrip().startswith("|") else line.start
    end = line.end - (1 if content.rstrip().endswith("|") else 0) - (len(content) - len(content.rstrip()))
    # only the first of several leading bars opens the row: "||a|" has an empty first cell
    start = min(start, line.start + content.find("|") + 1) if content.lstrip().startswith("|") else start
    yield from cells_of(text, Span(start, max(start, end)), "|")


def cells_of(text: str, line: Span, sign: str) -> Iterator[Span]:
    """The cells of a line, parted by a sign, without the blanks at their ends."""
    start = line.start
    for piece in line.of(text).split(sign):
        left = start + len(piece) - len(piece.lstrip())
        yield Span(min(left, start + len(piece.rstrip())) if piece.strip() else start, start + len(piece.rstrip()))
        start += len(piece) + 1


def html_tables(text: str) -> list[Table]:
    """Tables in HTML, as converters write those with merged cells. A table inside another is not taken apart.

    >>> text = "<table><tr><th>TT</th><th>Việc</th></tr><tr><td>1</td><td><b>Đào tạo</b></td></tr></table>"
    >>> [[cell.of(text) for cell in row.cells] for row in html_tables(text)[0].rows]
    [['TT', 'Việc'], ['1', 'Đào tạo']]
    """
    found: list[Table] = []
    opened: int | None = None
    for tag in _TABLE.finditer(text):
        if not tag.group().startswith("</"):
            opened = tag.end()
        elif opened is not None:
            rows = list(_html_rows(text, opened, tag.start()))
            if rows and rows[0]:
                found.append(table_of(rows))
            opened = None
    return found


def _html_rows(text: str, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """The rows between two offsets; a merged cell has its span in each column and row it covers."""
    starts = [match.end() for match in _ROW.finditer(text, start, end)]
    down: dict[int, tuple[Span, int]] = {}  # column -> the cell from above, and how many rows it still covers
    for first, last in zip(starts, [*starts[1:], end], strict=True):
        cells: list[Span] = []
        for match in _CELL.finditer(text, first, last):
            _from_above(cells, down)
            spans = {name.lower(): max(1, int(count)) for name, count in _SPAN.findall(match.group(2))}
            cell = _content(text, match.start() + match.group().index(">") + 1, match.end())
            for _ in range(min(spans.get("col", 1), _COLUMNS_AT_MOST - len(cells))):
                if spans.get("row", 1) > 1:
                    down[len(cells)] = cell, spans["row"] - 1
                cells.append(cell)
        _from_above(cells, down)
        if cells:
            yield tuple(cells)


def _from_above(cells: list[Span], down: dict[int, tuple[Span, int]]) -> None:
    while (at := len(cells)) in down:
        span, left = down.pop(at)
        if left > 1:
            down[at] = span, left - 1
        cells.append(span)


def _content(text: str, start: int, end: int) -> Span:
    """What a cell holds, without tags and blanks at its ends."""
    while start < end and (tag := _TAGS.match(text, start, end)):
        start = tag.end()
    closing = _TAGS_END.search(text[max(start, end - 400) : end])
    return Span(start, max(start, end - len(closing.group())) if closing else end)
