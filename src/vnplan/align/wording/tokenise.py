"""The words of many lines as they are written, cut all at once.

Texts say the same words again and again, so what stands between two blanks is cut once, however often it occurs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.wording.flat import numbered, ranges
from vnplan.text import nfc, tone_placed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]

_TOKEN = re.compile(r"([^\W_]+(?:[.,]\d+)*|[;:,.()])")
_BREAKS = frozenset(";:,.()")


@dataclass(frozen=True, slots=True)
class RawWords:
    """The words of several lines one after another, in lower case and one tone placement.

    `numbers` says which of the distinct `words` (marks are among them) stands at each place, `starts` and `ends` are
    its half-open offsets in its line. The words of line i are those from `bounds[i]` to `bounds[i + 1]`. Before the
    words at `breaks` stood a punctuation mark (what stood at the end of a line is left out).
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
    (('y', 'tế', ',', 'giáo', 'dục'), [3, 5, 9, 14], [2])
    """
    by_line = [line[offset:].split(" ") for line, offset in zip(lines, offsets, strict=True)]
    pieces, piece = numbered(chain.from_iterable(by_line))
    line = np.repeat(np.arange(len(lines)), list(map(len, by_line)))
    # where pieces begin if lines follow each other with a blank between, led back into each line
    length = np.fromiter(map(len, pieces), dtype=np.intp).take(piece) + 1
    size = np.fromiter(map(len, lines), dtype=np.intp) + 1
    begins = np.cumsum(length) - length + (size - np.cumsum(size - np.array(offsets, dtype=np.intp))).take(line)

    # the tokens of distinct pieces, with their places where these stand one after another
    text = _normal(" ".join(pieces))
    parts = _TOKEN.split(text)  # what stands between tokens, and tokens, in turn
    words, numbers = numbered(parts[1::2])
    ends = np.cumsum(list(map(len, parts)))
    starts, ends = ends[:-1:2], ends[1::2]
    opens = np.append(0, np.cumsum(np.fromiter(map(len, text.split(" ")), dtype=np.intp) + 1))
    first = np.searchsorted(starts, opens)

    held = np.diff(first).take(piece)
    token = ranges(first.take(piece), held)
    line, moved = np.repeat(line, held), np.repeat(begins - opens.take(piece), held)
    is_break = np.array([word in _BREAKS for word in words], dtype=bool).take(numbers).take(token)
    word, mark = np.flatnonzero(~is_break), np.flatnonzero(is_break)
    bounds = np.searchsorted(line.take(word), np.arange(len(lines) + 1))
    breaks = np.searchsorted(word, mark)
    token, moved = token.take(word), moved.take(word)
    return RawWords(
        words=tuple(words),
        numbers=numbers.take(token),
        starts=moved + starts.take(token),
        ends=moved + ends.take(token),
        bounds=bounds,
        breaks=breaks[breaks < bounds[line[mark] + 1]],
    )


def _normal(text: str) -> str:
    return tone_placed(nfc(text).lower())
