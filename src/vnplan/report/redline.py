"""A word-level redline: how a clause reads against the official wording of a provision. For display only."""

from __future__ import annotations

import re

from vnplan.text import nfc, tone_placed

SAME, ADDED, DROPPED = 0, 1, 2
_WORD = re.compile(r"[^\W_]+(?:[.,/][^\W_]+)*", re.UNICODE)

Piece = tuple[int, int, int]
"""(SAME or ADDED, start, end) of the clause's text, or (DROPPED, start, end) of the official text."""


def redline(official: str, clause: str) -> tuple[Piece, ...]:
    """The clause in its order as pieces that the official wording has too, or has not, and what it lacks between them.

    Words are compared without case and tone placement; punctuation and spaces go with the word before them, so the
    SAME and ADDED pieces together are the whole clause. The edit script is rapidfuzz's Indel.

    >>> official, clause = "Xây dựng và hoàn thiện cơ chế", "Hoàn thiện cơ chế của tỉnh"
    >>> [("=+-"[kind], (official if kind == DROPPED else clause)[a:b]) for kind, a, b in redline(official, clause)]
    [('-', 'Xây dựng và '), ('=', 'Hoàn thiện cơ chế '), ('+', 'của tỉnh')]
    """
    from rapidfuzz.distance import Indel

    left, left_cuts = _words(official)
    right, right_cuts = _words(clause)
    pieces: list[Piece] = []
    for edit in Indel.opcodes(left, right):
        if edit.tag == "delete":
            pieces.append((DROPPED, left_cuts[edit.src_start], left_cuts[edit.src_end]))
        else:
            kind = SAME if edit.tag == "equal" else ADDED
            pieces.append((kind, right_cuts[edit.dest_start], right_cuts[edit.dest_end]))
    return tuple(piece for piece in pieces if piece[1] < piece[2])


def _words(text: str) -> tuple[list[str], list[int]]:
    """Comparable words, and where each begins (the first at 0), with the text's length last."""
    matches = list(_WORD.finditer(text))
    words = [tone_placed(nfc(match.group()).lower()) for match in matches]
    return words, [0, *(match.start() for match in matches[1:]), len(text)] if matches else [0]
