"""Tables of a plain text that print each cell on a line of its own, as programs save the tables of Word files as text.

Where a row ends is not printed: the head tells how many columns there are, and rows are counted in the first one. A
cell of several lines is known by how its lines begin and end; lines that are still too many belong to the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from vnplan.models import Span, Table, TableRow
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import cues
from vnplan.parse.cues.slots import Slot, slot_of_header
from vnplan.parse.figures.dates import find_dates
from vnplan.parse.structure.layout import phrases
from vnplan.text import on_lines

_NUMBERS = re.compile(r"\n[^\S\n]*(?:S?TT|Số\s*TT)\.?[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)")
_FIRST = re.compile(r"(?:1|01|I|A|1\.1|\(1\))[.)]?")
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,2}[.)]?")
_PART = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]?")
_YEAR = re.compile(r"(?:đến |hết )?(?:năm )?20\d\d", re.I)
_WIDEST, _LONGEST_NAME, _LONGEST_CELL = 12, 80, 4000
_LONGEST_HEAD = 20
_LONGEST_TIME = 60
_BULLETS = "-+•"
_MORE = 30
"""Lines of one row beyond one for each cell."""


def cell_line_tables(text: str) -> list[Table]:
    """The tables of a text whose cells are lines.

    >>> text = "TT\\nNội dung\\nChủ trì\\n1\\nXây dựng kho\\nSở Y tế;\\nSở Nội vụ\\n2\\nĐào tạo\\nSở Nội vụ\\n"
    >>> [[" ".join(cell.of(text).split()) for cell in row.cells] for row in cell_line_tables(text)[0].rows]
    [['TT', 'Nội dung', 'Chủ trì'], ['1', 'Xây dựng kho', 'Sở Y tế; Sở Nội vụ'], ['2', 'Đào tạo', 'Sở Nội vụ']]
    """
    if next(on_lines(_NUMBERS, text), None) is None:
        return []
    lines = [
        Span(match.start(1), match.end(1) - len(match[1]) + len(match[1].rstrip())) for match in _LINE.finditer(text)
    ]
    words = [line.of(text) for line in lines]
    found: list[Table] = []
    index = 0
    while index < len(lines):
        width = _width(words, index) if _heads_numbers(words[index]) else 0
        if not width:
            index += 1
            continue
        head = TableRow(cells=tuple(lines[index : index + width]), header=True)
        slots = [slot_of_header(word) for word in words[index : index + width]]
        rows, index = _rows(lines, words, index + width, slots)
        if rows:
            found.append(Table(span=Span(head.cells[0].start, rows[-1].cells[-1].end), rows=(head, *rows)))
    return found


def _heads_numbers(line: str) -> bool:
    return len(line) <= _LONGEST_HEAD and slot_of_header(line) is Slot.NUMBER


def _width(words: Sequence[str], index: int) -> int:
    """The number of columns where lines from here on name them, up to the first row's number; else 0."""
    named = 0
    for width in range(1, min(_WIDEST + 1, len(words) - index)):
        line = words[index + width]
        if _FIRST.fullmatch(line):
            return width if width >= 3 and named >= 2 and 2 * named >= width - 1 else 0
        if len(line) > _LONGEST_NAME or _heads_numbers(line):
            return 0
        named += phrases("tables", "columns").match(line) is not None or _YEAR.fullmatch(line) is not None
    return 0


def _rows(
    lines: Sequence[Span], words: Sequence[str], index: int, slots: Sequence[Slot | None]
) -> tuple[list[TableRow], int]:
    """The rows from a line on, as long as their numbers count on, and the first line after them."""
    width = len(slots)
    rows: list[TableRow] = []
    last: tuple[int, ...] = (0,)
    while index < len(lines) and (begins := _begins(words, index, last)):
        if begins == _BAND:
            rows.append(TableRow(cells=(lines[index], *[lines[index + 1]] * (width - 1))))
            index += 2
            last = (0,) if _FIRST.fullmatch(words[index]) else last
            continue
        last = _number(words[index])
        end = _end(words, index, width, last)
        cells = list(_cells(lines[index:end], words[index:end], slots))
        if len(cells) < width or any(cell.end - cell.start > _LONGEST_CELL for cell in cells):
            break
        rows.append(TableRow(cells=tuple(cells)))
        index = end
    return rows, index


_ROW, _BAND = 1, 2


def _begins(words: Sequence[str], index: int, last: tuple[int, ...]) -> int:
    """Whether a line is the number of the row after that numbered `last`, or of a band: number and title."""
    number = _number(words[index])
    if number:
        return _ROW if _counts_on(last, number) and index + 1 < len(words) else 0
    if not _PART.fullmatch(words[index]) or index + 2 >= len(words):
        return 0
    title, number = words[index + 1], _number(words[index + 2])
    band = (
        number and (number[-1] == 1 or _counts_on(last, number)) and not _number(title) and not _PART.fullmatch(title)
    )
    return _BAND if band and len(title) < 200 else 0


def _number(line: str) -> tuple[int, ...]:
    bare = line.strip("().")
    return tuple(map(int, bare.split("."))) if _NUMBER.fullmatch(line) and bare else ()


def _counts_on(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number follows another: 2 after 1, 1.2 after 1.1, 1.1 after 1, 2 or 2.1 after 1.3."""
    up = min(len(last), len(number)) - 1
    if number[:up] == last[:up] and number[up] == last[up] + 1:
        return all(part == 1 for part in number[up + 1 :])
    return len(number) == len(last) + 1 and number == (*last, 1)


def _end(words: Sequence[str], index: int, width: int, last: tuple[int, ...]) -> int:
    """Where the next row begins: one line for each cell, else at the nearest number that counts on, before a title."""
    full = index + width
    if full >= len(words) or _begins(words, full, last):
        return min(full, len(words))
    for at in range(index + 3, full):
        if _begins(words, at, last) == _BAND:
            return at
    for at in range(full + 1, min(len(words), full + _MORE)):
        if _begins(words, at, last):
            return at
        if len(words[at - 1]) > 8 and words[at - 1].isupper():
            break
    return next((at for at in range(index + 2, full) if _begins(words, at, last)), full)


def _cells(lines: Sequence[Span], words: Sequence[str], slots: Sequence[Slot | None]) -> Iterator[Span]:
    """The lines of a row as cells; where there are too few lines, empty ones stand where the times tell."""
    width = len(slots)
    groups = [[line] for line in lines]
    texts = list(words)
    at = 2
    while len(groups) > width and at < len(groups):
        listed = texts[at][0] in _BULLETS and texts[at][0] == texts[at - 1][0]
        if texts[at][0].islower() or listed or texts[at - 1][-1] in ",;:":
            groups[at - 1] += groups.pop(at)
            texts[at - 1] = texts.pop(at)
        else:
            at += 1
    while len(groups) > width:
        groups[1] += groups.pop(2)
    empty = _empty(texts, slots) if 2 < len(groups) < width else range(len(groups), width)
    end = groups[0][-1].end
    for column in range(width):
        if column in empty:
            yield Span(end, end)
        else:
            group = groups.pop(0)
            end = group[-1].end
            yield Span(group[0].start, end)


def _empty(texts: Sequence[str], slots: Sequence[Slot | None]) -> tuple[int, ...]:
    """The columns that a row leaves empty: times stand under the head of times, and who leads is seldom left out."""
    times = [_is_time(text) for text in texts]

    def misplaced(empty: tuple[int, ...]) -> tuple[int, ...]:
        filled = [slot for column, slot in enumerate(slots) if column not in empty]
        wrong = sum(time != (slot is Slot.TIME) for time, slot in zip(times[2:], filled[2:], strict=True))
        without = sum(slots[column] in {Slot.LEAD, Slot.EXECUTOR} for column in empty)
        return (wrong, without, *(-column for column in empty))

    return min(combinations(range(2, len(slots)), len(slots) - len(texts)), key=misplaced)


def _is_time(text: str) -> bool:
    low = lowered(text)
    if len(text) > _LONGEST_TIME:
        return False
    named = cues("often", "regular").at(low, 0) == len(low) or cues("time", "half_of").at(low, 0) == len(low)
    return named or bool(find_dates(text, low=low))
