"""Where the words of clauses stand in a reference's matrices: columns, weights, rows of ranges, explained tokens.

All tokens of a document are looked up in one pass, and what is counted over many ranges is counted by sparse matrices.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.index import ReferenceIndex, weighted

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]

Ranges = Sequence[Sequence[tuple[int, int]]]
"""Half-open token ranges of every clause."""


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

    def explained(self) -> Floats:
        """Provisions x tokens: 1 where a token stands in a word pair of the provision, 0.4 where only its word does.
        Computed when asked for: for all clauses at once it would be most of what is in memory."""
        opens = np.flatnonzero(self.pair_columns >= 0)
        out = self.index.word_credit.take(self.word_columns, axis=1)
        row, at = self.index.has_pair.take(self.pair_columns[opens], axis=1).nonzero()
        out[row, opens[at]] = 1.0
        out[row, opens[at] + 1] = 1.0
        return out


def read_words(clauses: Sequence[PreparedClause], index: ReferenceIndex) -> tuple[ClauseWords, ...]:
    """The words of every clause in the reference's matrices."""
    columns, known = index.syllable_columns[0], index.pairs
    width = len(columns)
    own: dict[str, int] = {}
    flat = [
        columns[word] if word in columns else own.setdefault(word, width + len(own))
        for clause in clauses
        for word in clause.tokens.words
    ]
    pairs: list[int] = []
    at = 0
    for clause in clauses:
        words, breaks = clause.tokens.words, clause.tokens.breaks
        for i in range(1, len(words)):
            pair = -1
            # a pair the reference knows is made of words it knows
            if flat[at] < width and flat[at + 1] < width and i not in breaks:
                pair = known.get(zlib.crc32(f"{words[i - 1]} {words[i]}".encode()), -1)
            pairs.append(pair)
            at += 1
        if words:
            pairs.append(-1)
            at += 1
    numbers, pair_columns = np.asarray(flat, dtype=np.intp), np.asarray(pairs, dtype=np.intp)
    word_columns = np.where(numbers < width, numbers, -1)
    weights = np.append(index.syllable_columns[1], index.unseen_weight)[word_columns]
    ends = np.cumsum([len(clause.tokens.words) for clause in clauses])[:-1]
    parts = (np.split(each, ends) for each in (numbers, word_columns, pair_columns, weights))
    return tuple(
        ClauseWords(index, own_numbers, words, pairs, weighed)
        for own_numbers, words, pairs, weighed in zip(*parts, strict=True)
    )


def syllable_rows(words: Sequence[ClauseWords], index: ReferenceIndex) -> csr_matrix:
    """Clauses x syllables, 0/1."""
    return _present([w.word_columns for w in words], len(index.syllable_columns[0]))


def pair_rows(ranges: Ranges, words: Sequence[ClauseWords], index: ReferenceIndex) -> csr_matrix:
    """Ranges x pairs, 0/1: one row per range of every clause in order."""
    held = [w.pair_columns[a : b - 1] for of_clause, w in zip(ranges, words, strict=True) for a, b in of_clause]
    return _present(held, len(index.pairs))


def _present(rows: Sequence[Integers], width: int) -> csr_matrix:
    """Which columns each row names (-1: none), 0/1."""
    from scipy.sparse import csr_matrix

    row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.concatenate([np.zeros(0, dtype=np.intp), *rows])
    known = columns >= 0
    matrix = csr_matrix((np.ones(int(known.sum())), (row_of[known], columns[known])), shape=(len(rows), width))
    matrix.data[:] = 1.0  # a column named twice was added up
    return matrix


def word_rows(ranges: Ranges, words: Sequence[ClauseWords], index: ReferenceIndex) -> csr_matrix:
    """Ranges x syllables, unit-length tf-idf: one row per range of every clause in order."""
    held = [w.numbers[a:b] for of_clause, w in zip(ranges, words, strict=True) for a, b in of_clause]
    return weighted(held, index.syllable_columns[1], unseen_weight=index.unseen_weight)
