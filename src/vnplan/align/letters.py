"""RapidFuzz's token-set ratio of many clauses with many statements at once.

The ratio compares the letters of the words that only one of two lines has, in alphabetical order, each beside the words
that both have. RapidFuzz cuts and sorts both lines of every pair anew, which takes far longer than to compare them.
Here every line is cut and sorted once; only the comparison is left to RapidFuzz.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.flat import numbered, ranges
from vnplan.align.rows import present

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]

_BETWEEN = "\n"  # stands in no word
_FIRST, _LAST = ord("!"), 255  # letters of one byte that are no blank


@dataclass(frozen=True, slots=True)
class _WordSets:
    """The distinct words of lines: those of line i are `numbers[bounds[i]:bounds[i + 1]]`, in alphabetical order, which
    is also that of `words`."""

    words: tuple[str, ...]
    numbers: Integers
    bounds: Integers

    def of_pairs(self, lines: Integers) -> tuple[Integers, Integers]:
        """The words of these lines one after another, and which of the lines each is of."""
        count = np.diff(self.bounds)[lines]
        return self.numbers[ranges(self.bounds[lines], count)], np.repeat(np.arange(len(lines)), count)


def _word_sets(lines: Sequence[Sequence[str]]) -> _WordSets:
    numbers, flat = numbered(chain.from_iterable(lines))
    words = sorted(numbers)
    rank = np.empty(len(words), dtype=np.intp)
    rank[[numbers[word] for word in words]] = np.arange(len(words))
    line = np.repeat(np.arange(len(lines)), list(map(len, lines)))
    held = present(line, rank[flat], (len(lines), len(words)))
    return _WordSets(tuple(words), held.indices.astype(np.intp), held.indptr.astype(np.intp))


@dataclass(frozen=True, slots=True, eq=False)
class _Statements:
    """The words of statements; `place` (statements x words, one column more for a word of none) says where among the
    words of its statement a word stands, or -1."""

    sets: _WordSets
    place: Integers


@lru_cache(maxsize=16)
def _statements(statements: tuple[str, ...]) -> _Statements:
    sets = _word_sets([statement.split() for statement in statements])
    place = np.full((len(statements), len(sets.words) + 1), -1, dtype=np.intp)
    sizes = np.diff(sets.bounds)
    place[np.repeat(np.arange(len(statements)), sizes), sets.numbers] = ranges(np.zeros_like(sizes), sizes)
    return _Statements(sets, place)


def token_set_ratios(
    lines: Sequence[Sequence[str]], statements: tuple[str, ...], of_line: Integers, of_statement: Integers
) -> Floats:
    """The token-set ratios, 0-1, of pairs of lines (given by their words) and statements; the pairs by their numbers.

    >>> lines = [("kho", "dữ", "liệu", "mở"), ("y", "tế")]
    >>> token_set_ratios(lines, ("mở kho dữ liệu dùng chung",), np.array([0, 1]), np.array([0, 0])).round(2).tolist()
    [1.0, 0.07]
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    ours, known = _word_sets(lines), _statements(statements)
    theirs, pairs = known.sets, len(of_line)
    column = {word: at for at, word in enumerate(theirs.words)}
    columns = np.array([column.get(word, -1) for word in ours.words], dtype=np.intp)

    own, pair = ours.of_pairs(of_line)
    place = known.place[of_statement[pair], columns[own]]
    shared, alone = np.flatnonzero(place >= 0), np.flatnonzero(place < 0)
    other, other_pair = theirs.of_pairs(of_statement)
    first = np.searchsorted(other_pair, np.arange(pairs))
    other_alone = np.ones(len(other), dtype=bool)
    other_alone[first[pair[shared]] + place[shared]] = False

    sizes = np.array([len(word) + 1 for word in ours.words], dtype=np.intp)
    common = np.bincount(pair[shared], sizes[own[shared]], pairs)  # length of the shared words, a blank after each
    texts = _plain((*ours.words, *theirs.words))
    left = _joined(texts, own[alone], pair[alone], pairs)
    right = _joined(texts, other[other_alone] + len(ours.words), other_pair[other_alone], pairs)
    # a blank at the end of both changes no distance, and counts for nothing in their lengths
    lengths = np.maximum(np.array([list(map(len, left)), list(map(len, right))], dtype=np.intp) - 1, 0)
    apart = cpdist(left, right, scorer=Indel.distance, dtype=np.int64)
    ratio = _likeness(apart, lengths.sum(axis=0) + 2 * common)
    # what both have beside all that the line has which adds least to it
    least = lengths.min(axis=0)
    beside = _likeness(least + 1, least + 2 * common - 1)
    return np.where(least > 0, np.where(common > 0, np.maximum(ratio, beside), ratio), common > 0)


def _likeness(apart: Floats | Integers, length: Floats) -> Floats:
    """The share of letters that need not be taken out or put in, as RapidFuzz rounds it."""
    return np.asarray((100.0 - 100 * apart / np.maximum(length, 1)) / 100)


def _joined(texts: Sequence[str], words: Integers, of: Integers, count: int) -> list[str]:
    """The words of each of `count` owners, a blank after each; `of` (ascending) says whose each word is."""
    ends = np.searchsorted(of, np.arange(1, count))
    known = np.array([*(f"{text} " for text in texts), _BETWEEN], dtype=object)
    return "".join(known[np.insert(words, ends, len(texts))].tolist()).split(_BETWEEN)


def _plain(words: Sequence[str]) -> Sequence[str]:
    """The same words in letters of one byte each, where there are few enough: they are compared twice as fast."""
    letters = sorted(set().union(*words))
    if len(letters) > _LAST - _FIRST + 1:
        return words
    table = {ord(letter): _FIRST + at for at, letter in enumerate(letters)}
    return _BETWEEN.join(words).translate(table).split(_BETWEEN)
