"""The words of many lines as they are written, cut all at once.

Texts say the same words again and again, so what stands between two blanks is cut once, however often it occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.flat import numbered, ranges
from vnplan.text import nfc, tone_placed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*|[;:,.()]", re.UNICODE)
_BREAKS = frozenset(";:,.()")


@dataclass(frozen=True, slots=True)
class RawWords:
    """The words of several lines one after another, in lower case and one tone placement.

    `numbers` says which of the distinct `words` stands at each place, `starts` and `ends` are its half-open offsets in
    its line. The words of line i are those from `bounds[i]` to `bounds[i + 1]`. Before the words at `breaks` stood a
    punctuation mark (what stood at the end of a line is left out).
    """

    words: tuple[str, ...]
    numbers: Integers
    starts: Integers
    ends: Integers
    bounds: Integers
    breaks: Integers


def words_of(text: str) -> list[str]:
    """The words of one text, without punctuation.

    >>> words_of("Uỷ ban; 1.000 mô hình")
    ['ủy', 'ban', '1.000', 'mô', 'hình']
    """
    return [word for word in _TOKEN.findall(_normal(text)) if word not in _BREAKS]


def cut(lines: Sequence[str], offsets: Sequence[int]) -> RawWords:
    """The words of lines, each from its offset on.

    >>> raw = cut(["1. Y tế, giáo dục"], [3])
    >>> raw.words, raw.starts.tolist(), raw.breaks.tolist()
    (('y', 'tế', 'giáo', 'dục'), [3, 5, 9, 14], [2])
    """
    by_line = [line[offset:].split(" ") for line, offset in zip(lines, offsets, strict=True)]
    number, piece = numbered(chain.from_iterable(by_line))
    line = np.repeat(np.arange(len(lines)), list(map(len, by_line)))
    # where pieces begin if lines follow each other with a blank between, led back into each line
    length = np.array(list(map(len, number)), dtype=np.intp)[piece] + 1
    size = np.array(list(map(len, lines)), dtype=np.intp) + 1
    begins = np.cumsum(length) - length + (size - np.cumsum(size - np.array(offsets, dtype=np.intp)))[line]

    words, tokens, counts = _tokens(number)
    token = tokens[ranges((np.cumsum(counts) - counts)[piece], counts[piece])]
    line, begins = np.repeat(line, counts[piece]), np.repeat(begins, counts[piece])
    is_word = token[:, 0] >= 0
    before = np.cumsum(is_word, dtype=np.intp)
    bounds = np.append(0, np.cumsum(np.bincount(line[is_word], minlength=len(lines))))
    breaks = before[~is_word]
    return RawWords(
        words=words,
        numbers=token[is_word, 0],
        starts=(begins + token[:, 1])[is_word],
        ends=(begins + token[:, 2])[is_word],
        bounds=bounds,
        breaks=breaks[breaks < bounds[line[~is_word] + 1]],
    )


def _tokens(pieces: Iterable[str]) -> tuple[tuple[str, ...], Integers, Integers]:
    """The distinct words of distinct pieces; all tokens one after another, as rows of the word's number (punctuation:
    -1) and half-open place in the piece; how many tokens each piece has."""
    numbers: dict[str, int] = {}
    text = _normal(" ".join(pieces))
    found = [(m.group(), *m.span()) for m in _TOKEN.finditer(text)]
    tokens = [(-1 if w in _BREAKS else numbers.setdefault(w, len(numbers)), start, end) for w, start, end in found]
    rows = np.array(tokens, dtype=np.intp).reshape(-1, 3)
    begins = np.cumsum([0, *(len(piece) + 1 for piece in text.split(" "))])
    counts = np.diff(np.searchsorted(rows[:, 1], begins))
    rows[:, 1:] -= np.repeat(begins[:-1], counts)[:, None]
    return tuple(numbers), rows, counts


def _normal(text: str) -> str:
    return tone_placed(nfc(text).lower())
