"""Where the words of clauses stand in a reference's tables: columns, weights, explained tokens.

All words of a document are looked up in one pass, each distinct word once.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.flat import numbered, placed
from vnplan.align.index import ReferenceIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Per clause: the columns of its tokens' words, of the pairs they open (-1: unknown), and their weights.

    Words that the reference does not know have columns of their own, beyond its last: `numbers`; `word_columns` has -1.
    """

    index: ReferenceIndex
    numbers: Integers
    word_columns: Integers
    pair_columns: Integers
    weights: Floats

    def part(self, first: int, last: int) -> ClauseWords:
        """A range of tokens by itself; the pair that leaves it is none of its own."""
        at = slice(first, last)
        pairs = self.pair_columns[at].copy()
        pairs[-1:] = -1
        return ClauseWords(self.index, self.numbers[at], self.word_columns[at], pairs, self.weights[at])


def read_words(clauses: Sequence[PreparedClause], index: ReferenceIndex) -> tuple[ClauseWords, ...]:
    """The words of every clause in the reference's tables."""
    columns, weights = index.syllable_columns
    known, flat = numbered(chain.from_iterable(clause.tokens.words for clause in clauses))
    numbers = placed(known, columns)[flat]
    word_columns = np.where(numbers < len(columns), numbers, -1)
    ends = np.cumsum([len(clause.tokens.words) for clause in clauses])
    pair_columns = _pairs(clauses, ends, tuple(known), flat, word_columns >= 0, index.pairs)
    weighed = np.append(weights, index.unseen_weight)[word_columns]
    return tuple(
        ClauseWords(index, numbers[a:b], word_columns[a:b], pair_columns[a:b], weighed[a:b])
        for a, b in pairwise([0, *ends.tolist()])
    )


def _pairs(
    clauses: Sequence[PreparedClause],
    ends: Integers,
    words: Sequence[str],
    flat: Integers,
    known: Flags,
    columns: Mapping[int, int],
) -> Integers:
    """The columns of the pairs that tokens open, or -1; `words` are the distinct ones, `flat` says which each token is
    and `known` whether the reference has it: a pair it has is made of words it has."""
    begins = ends - [len(clause.tokens.words) for clause in clauses]
    broken = [at + b for at, clause in zip(begins.tolist(), clauses, strict=True) for b in clause.tokens.breaks]
    opens = known.copy()
    opens[:-1] &= known[1:]
    opens[np.array([end for end in [*ends.tolist(), *broken] if end], dtype=np.intp) - 1] = False
    at = np.flatnonzero(opens)
    encoded = [word.encode() for word in words]
    before = [zlib.crc32(word + b" ") for word in encoded]  # the hash of a pair goes on from that of its first word
    pairs = zip(flat[at].tolist(), flat[at + 1].tolist(), strict=True)
    out = np.full(len(flat), -1, dtype=np.intp)
    out[at] = [columns.get(zlib.crc32(encoded[second], before[first]), -1) for first, second in pairs]
    return out
