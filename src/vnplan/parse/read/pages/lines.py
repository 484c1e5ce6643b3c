"""Words to lines, and lines to reading order: columns side by side (a letterhead, a signature) are read one by one."""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.parse.read.builder import footnote_sign
from vnplan.parse.read.letters.labels import is_label
from vnplan.parse.read.pages.model import Line, Word
from vnplan.parse.structure.layout import kinds
from vnplan.parse.structure.numbering import read_label

_WIDE = 1.25
"""A gap of more than this many font heights separates columns; justified blanks stay below one."""
_TABBED = 7.0
"""A number or letter may stand this many heights before its paragraph (Word sets a tab after automatic numbers)."""
_GUTTER, _LOWER = 0.6, 0.8
"""A row less than this many heights below another, and beside it, stands at its height in another column."""
_FOLLOWS = 1.9
"""Steps of fewer heights are those between lines of one block."""
_CENTRED = 0.02
_LABEL = 80
_LONE = 3.0
"""On a line that has no neighbour with the same gutter, only a gap of this many heights does."""


def find_lines(rows: list[list[Word]], page: int, *, columns: bool = True) -> list[Line]:
    """Lines of one block of words (a page without its tables, or a cell), in reading order, with their columns' edges.

    In: its words in rows, as `rows_of` gives them.

    Footnote signs are marked on their words as `raised`. Without `columns` all words at one height are one line: in a
    narrow cell justified blanks grow as wide as gutters.
    """
    _mark_raised(rows)
    if not columns:
        return [Line(row, page) for row in rows]
    segments = _side_by_side([_segments(row, page) for row in rows])
    edges = min((row[0].x0 for row in segments), default=0.0), max((row[-1].x1 for row in segments), default=0.0)
    out: list[Line] = []
    index = 0
    column = 0
    while index < len(segments):
        region = _region(segments, index, edges)
        if region < 2 and len(segments[index]) > 1:
            segments[index] = _rejoined(segments[index])
        if region >= 2 or len(segments[index]) > 1:
            span = max(region, 1)
            for side in _sides(segments[index : index + span]):
                column += 1
                ordered = sorted(side, key=lambda line: (line.base, line.x0))
                left, right = min(line.x0 for line in ordered), max(line.x1 for line in ordered)
                for line in ordered:
                    line.left, line.right, line.column = left, right, column
                out.extend(ordered)
            column += 1
            index += span
        else:
            for line in segments[index]:
                line.column = 0
                out.append(line)
            index += 1
    return out


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words at one height, from top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    edges: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        height = word.bottom - word.top
        for index in range(len(rows) - 1, max(-1, len(rows) - 6), -1):
            top, bottom = edges[index]
            overlap = min(bottom, word.bottom) - max(top, word.top)
            if overlap >= 0.55 * min(height, bottom - top):
                rows[index].append(word)
                if word.size >= max(other.size for other in rows[index][:5]):
                    edges[index] = (
                        (min(top, word.top), max(bottom, word.bottom)) if height > bottom - top else (top, bottom)
                    )
                break
        else:
            rows.append([word])
            edges.append((word.top, word.bottom))
    return [sorted(row, key=lambda word: (word.x0, word.x1)) for row in rows]


def _side_by_side(rows: list[list[Line]]) -> list[list[Line]]:
    """Rows of which one stands beside the other, though a little lower, as one: two columns need not keep step."""
    out: list[list[Line]] = []
    for row in rows:
        above = out[-1] if out else row
        size = min(max(line.size for line in row), max(line.size for line in above))
        apart = max(row[0].x0 - above[-1].x1, above[0].x0 - row[-1].x1)
        lower = max(line.base for line in row) - min(line.base for line in above)
        if out and apart > _GUTTER * size and lower < _LOWER * size:
            out[-1] = sorted([*above, *row], key=lambda line: line.x0)
        else:
            out.append(row)
    return out


def _mark_raised(rows: list[list[Word]]) -> None:
    for row in rows:
        size = max(word.size for word in row)
        base = max(row, key=lambda word: (word.size, -word.x0)).base
        before = ""
        for word in row:
            small = word.size < 0.8 * size and word.base < base - 0.15 * size
            if small and footnote_sign(before, word.text):
                word.raised = True
            before = word.text


def _segments(row: list[Word], page: int) -> list[Line]:
    size = max(word.size for word in row)
    lines = [Line([row[0]], page)]
    for word in row[1:]:
        gap = word.x0 - lines[-1].x1
        if gap > _WIDE * size and not (gap < _TABBED * size and is_label(lines[-1].text)):
            lines.append(Line([word], page))
        else:
            lines[-1].words.append(word)
    return lines


def _rejoined(row: list[Line]) -> list[Line]:
    """A row on its own: gaps that are not very wide were only justified blanks or a tab."""
    out = [row[0]]
    for line in row[1:]:
        if line.x0 - out[-1].x1 < _LONE * line.size:
            out[-1].words.extend(line.words)
        else:
            out.append(line)
    return out


def _region(rows: list[list[Line]], start: int, edges: tuple[float, float]) -> int:
    """How many rows from here on stand in columns with one gutter; 0 or 1 where there is none.

    `edges` are those of the whole text: a line in its middle is a title below the columns.
    """
    if _opens_right(rows, start) and (below := _region(rows, start + 1, edges)) > 1:
        return below + 1
    if len(rows[start]) < 2:
        return 0
    low, high = rows[start][0].x1, rows[start][1].x0
    end = last_split = start
    spacing = 0.0
    for index in range(start + 1, len(rows)):
        row = rows[index]
        if len(row) == 1 and _is_title(row[0], edges):
            break
        lefts = [line.x1 for line in row if _centre(line) < (low + high) / 2]
        rights = [line.x0 for line in row if _centre(line) >= (low + high) / 2]
        new_low, new_high = max([low, *lefts]), min([high, *rights])
        size = max(line.size for line in row)
        if new_high - new_low < _GUTTER * size:
            break
        step = row[0].base - rows[index - 1][0].base
        if lefts and rights:
            last_split = index
            spacing = max(spacing, step)
        elif step > 12 * size or (lefts and index - last_split > 1 and step > 2.0 * size):
            break
        low, high = new_low, new_high
        end = index
    if last_split == start and end == start:
        return 1
    # what follows the last row with both columns belongs to the region only where it goes on at once
    while end > last_split and rows[end][0].base - rows[end - 1][0].base > _FOLLOWS * rows[end][0].size:
        if all(_centre(line) >= (low + high) / 2 for line in rows[end]):
            break  # a signer's name far below the title
        end -= 1
    return end - start + 1


def _centre(line: Line) -> float:
    """Where the middle of a line is: centred lines of one column may reach beyond the middle of a wide gutter."""
    return (line.x0 + line.x1) / 2


def _is_title(line: Line, edges: tuple[float, float]) -> bool:
    """Whether a line stands in the middle of the text, or names a kind of document or an annex in capitals."""
    if line.text.isupper():
        label = read_label(line.text[:_LABEL])
        if line.text.replace(" ", "") in kinds() or (label is not None and label.family == "annex"):
            return True
    left, right = edges
    room = min(line.x0 - left, right - line.x1)
    return room > 2 * line.size and abs(_centre(line) - (left + right) / 2) < _CENTRED * (right - left)


def _opens_right(rows: list[list[Line]], start: int) -> bool:
    """Whether a row is the first line of the right column, which begins a line above the left one."""
    if len(rows[start]) != 1 or start + 1 >= len(rows) or len(rows[start + 1]) < 2:
        return False
    line, below = rows[start][0], rows[start + 1]
    return line.x0 > below[0].x1 + _GUTTER * line.size and below[1].base - line.base < _FOLLOWS * line.size


def _sides(rows: list[list[Line]]) -> list[list[Line]]:
    """The columns of a region, left to right; a third column is split off in turn."""
    low = max(row[0].x1 for row in rows if len(row) > 1)
    high = min(row[1].x0 for row in rows if len(row) > 1)
    middle = (low + high) / 2
    left = [line for row in rows for line in row if _centre(line) < middle]
    right_rows = [[line for line in row if _centre(line) >= middle] for row in rows]
    right_rows = [row for row in right_rows if row]
    if any(len(row) > 1 for row in right_rows):
        return [left, *_sides(right_rows)] if left else _sides_or_rows(right_rows)
    right = [line for row in right_rows for line in row]
    return [side for side in (left, right) if side]


def _sides_or_rows(rows: list[list[Line]]) -> list[list[Line]]:
    return [[line for row in rows for line in row]]
