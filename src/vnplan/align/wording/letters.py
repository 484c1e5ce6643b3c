"""RapidFuzz's token-set ratio of many clauses with many statements at once.

The ratio compares the letters of the words that only one of two lines has, in alphabetical order, each beside the words
that both have. RapidFuzz cuts and sorts both lines of every pair anew, which takes far longer than to compare them.
Here every line is cut and sorted once; only the comparison is left to RapidFuzz.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat, starmap
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.wording.flat import numbered, ranges
from vnplan.align.wording.rows import present

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Codes = NDArray[np.uint32]

_CELL = 8  # letters of one byte each that are copied as one
_NONE, _OTHER, _FIRST = 0, 1, 2  # no letter; one that no statement has, whichever; the first that they have
_LETTERS = 256 - _FIRST  # as many as a byte can tell apart


@dataclass(frozen=True, slots=True)
class _WordSets:
    """The distinct words of lines in alphabetical order, a blank after each, one line after another.

    Words are cut into cells of eight letters, the last of a word is filled up. The cells of line i are those from
    `bounds[i]` to `bounds[i + 1]`; of every cell: the number of its word among `words`, its letters, how many they are.
    """

    words: tuple[str, ...]
    bounds: Integers
    word: Integers
    letters: NDArray[np.uint64]
    sizes: Integers

    def lengths(self) -> Integers:
        """How many letters each line has."""
        return np.diff(np.append(0, np.cumsum(self.sizes))[self.bounds])

    def has(self, columns: Integers, count: int) -> Flags:
        """Lines x words of another set (one more for words that are not there): which each line has; `columns` say
        which word of the other set a word is."""
        lines = len(self.bounds) - 1
        out = np.zeros((lines, count + 1), dtype=bool)
        out[np.repeat(np.arange(lines), np.diff(self.bounds)), columns[self.word]] = True
        return out

    def alone(self, lines: Integers, columns: Integers, has: Flags, others: Integers) -> tuple[list[bytes], Integers]:
        """The letters of the words that each of these lines has and the other of its pair has not, and their number.

        `has` says which words the `others` have, `columns` which of those a word is.
        """
        count = np.diff(self.bounds).take(lines)
        at = ranges(self.bounds.take(lines), count)
        shared = has.take(np.repeat(others * has.shape[1], count) + columns[self.word].take(at))
        text = self.letters.take(at[~shared]).tobytes().translate(None, bytes([_NONE]))
        ends = np.append(0, np.cumsum(self.sizes.take(at) * ~shared))[np.append(0, np.cumsum(count))]
        return list(map(text.__getitem__, starmap(slice, pairwise(ends.tolist())))), np.diff(ends)


def _word_sets(lines: Sequence[Sequence[str]], alphabet: Codes) -> _WordSets:
    numbers, flat = numbered(chain.from_iterable(lines))
    words = sorted(numbers)
    rank = np.empty(len(words), dtype=np.intp)
    rank[[numbers[word] for word in words]] = np.arange(len(words))
    line = np.repeat(np.arange(len(lines)), list(map(len, lines)))
    held = present(line, rank[flat], (len(lines), len(words)))

    size = np.array([len(word) + 1 for word in words], dtype=np.intp)
    count = -(-size // _CELL)
    first = np.cumsum(count) - count
    letters = _codes("".join(f"{word} " for word in words))
    place = np.minimum(np.searchsorted(alphabet, letters), len(alphabet) - 1)
    filled = np.full(int(count.sum()) * _CELL, _NONE, dtype=np.uint8)
    filled[ranges(first * _CELL, size)] = np.where(alphabet[place] == letters, place + _FIRST, _OTHER)
    cells = ranges(first[held.indices], count[held.indices])
    return _WordSets(
        words=tuple(words),
        bounds=np.append(0, np.cumsum(count[held.indices]))[held.indptr],
        word=np.repeat(held.indices, count[held.indices]),
        letters=filled.view(np.uint64)[cells],
        sizes=np.count_nonzero(filled.reshape(-1, _CELL), axis=1)[cells],
    )


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


@dataclass(frozen=True, slots=True, eq=False)
class _Statements:
    """The words of statements; `columns` numbers them, `has` says which each statement has. `alphabet` are the letters
    that they are written in: any other is as unlike them as the next."""

    alphabet: Codes
    sets: _WordSets
    columns: Mapping[str, int]
    has: Flags


@lru_cache(maxsize=16)
def _statements(statements: tuple[str, ...]) -> _Statements:
    alphabet = np.unique(_codes(" ".join((*statements, ""))))
    sets = _word_sets([statement.split() for statement in statements], alphabet)
    columns = {word: column for column, word in enumerate(sets.words)}
    return _Statements(alphabet, sets, columns, sets.has(np.arange(len(columns)), len(columns)))


def token_set_ratios(
    lines: Sequence[Sequence[str]], statements: tuple[str, ...], of_line: Integers, of_statement: Integers
) -> Floats:
    """The token-set ratios, 0-1, of pairs of lines (given by their words) and statements; the pairs by their numbers.

    >>> lines = [("kho", "dữ", "liệu", "mở"), ("y", "tế")]
    >>> token_set_ratios(lines, ("mở kho dữ liệu dùng chung",), np.array([0, 1]), np.array([0, 0])).round(2).tolist()
    [1.0, 0.07]
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cpdist

    known = _statements(statements)
    if len(known.alphabet) > _LETTERS:
        texts = [" ".join(lines[line]) for line in of_line.tolist()]
        others = [statements[statement] for statement in of_statement.tolist()]
        return np.asarray(cpdist(texts, others, scorer=token_set_ratio, dtype=np.float64) / 100)
    ours, theirs = _word_sets(lines, known.alphabet), known.sets
    columns = np.fromiter(map(known.columns.get, ours.words, repeat(len(theirs.words))), dtype=np.intp)
    has = ours.has(columns, len(theirs.words))
    left, left_sizes = ours.alone(of_line, columns, known.has, of_statement)
    right, right_sizes = theirs.alone(of_statement, np.arange(len(theirs.words)), has, of_line)
    common = ours.lengths()[of_line] - left_sizes  # letters of the shared words, a blank after each

    # a blank at the end of both changes no distance, and counts for nothing in their lengths
    lengths = np.maximum(np.array([left_sizes, right_sizes]) - 1, 0)
    apart = cpdist(left, right, scorer=Indel.distance, dtype=np.int64)
    ratio = _likeness(apart, lengths.sum(axis=0) + 2 * common)
    # what both have beside all that the line has which adds least to it
    least = lengths.min(axis=0)
    beside = _likeness(least + 1, least + 2 * common - 1)
    return np.where(least > 0, np.where(common > 0, np.maximum(ratio, beside), ratio), common > 0)


def _likeness(apart: Floats | Integers, length: Floats) -> Floats:
    """The share of letters that need not be taken out or put in, as RapidFuzz rounds it."""
    return np.asarray((100.0 - 100 * apart / np.maximum(length, 1)) / 100)
