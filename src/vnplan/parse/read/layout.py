"""Which tables are grids of data and which only place blocks side by side (letterheads, signatures, page layout)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from vnplan.parse.read.letters.syllables import data
from vnplan.text import one_line

_SHORT = 8
_MAIN_SHARE = 0.7
_MAIN_LENGTH = 1500


@cache
def _cues() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = data("letterhead")
    return tuple(table["cues"]), tuple(table["signatures"])


def is_grid(rows: Sequence[Sequence[str]], *, borders: bool | None, nested: bool = False) -> bool:
    """Whether a table's cells belong together in rows. Source of the rules: observed in the corpora and legal sites.

    In: the words of each cell; whether the file draws lines (None: it does not say); whether a cell holds a table.
    Layout is: no row with two filled cells; a short table with the words of a letterhead, recipients or signature; one
    cell holding most of a long text; no lines and no more than two rows; tables inside unless lines are drawn.

    >>> is_grid([["TT", "Nhiệm vụ"], ["1", "Xây dựng dữ liệu mở"]], borders=True)
    True
    >>> is_grid([["UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1", "A, ngày 1"]], borders=None)
    False
    """
    filled = [[one_line(cell).casefold() for cell in row] for row in rows]
    wide = [row for row in filled if sum(1 for cell in row if cell) >= 2]
    if not wide:
        return False
    if len(filled) <= _SHORT and _is_letterhead(filled):
        return False
    lengths = [len(cell) for row in filled for cell in row]
    if len(wide) < len(filled) / 2 and max(lengths) > _MAIN_LENGTH and max(lengths) > _MAIN_SHARE * sum(lengths):
        return False
    if nested and not borders:
        return False
    if borders is False and len(wide) <= 2:
        return False
    return not (len(wide) == 1 and (not borders or len(wide[0]) < 3))


def _is_letterhead(rows: Sequence[Sequence[str]]) -> bool:
    cues, signatures = _cues()
    for row in rows:
        for cell in row:
            if any(cue in cell for cue in cues):
                return True
    last = [cell for row in rows for cell in row if cell]
    return len(rows) <= 2 and any(cell.startswith(signatures) for cell in last)


def is_signature(text: str) -> bool:
    """Whether words begin a signature: who signs, or on whose behalf."""
    _, signatures = _cues()
    return one_line(text).casefold().startswith(signatures)


def has_letterhead(text: str) -> bool:
    """Whether a stretch of text holds words of a letterhead or of the recipients."""
    cues, _ = _cues()
    plain = one_line(text).casefold()
    return any(cue in plain for cue in cues)
