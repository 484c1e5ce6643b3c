"""The tokens of many clauses one after another, so that a look-up in the tables of a reference is one operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.flat import ranges
from vnplan.align.index import ReferenceIndex
from vnplan.align.rows import present, weighted
from vnplan.align.words import ClauseWords

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stretches:
    """The tokens of several clauses one after another: `of` is the number of the stretch a token stands in, `starts`
    are where the stretches begin and where the last one ends."""

    of: Integers
    starts: tuple[int, ...]
    numbers: Integers
    word_columns: Integers
    pair_columns: Integers
    weights: Floats

    @property
    def bounds(self) -> Integers:
        """Where every stretch begins and ends."""
        return np.column_stack([self.starts[:-1], self.starts[1:]])

    def in_pairs(self, held: Flags, rows: Integers) -> Flags:
        """Which tokens stand in a word pair of the row their stretch is compared with; `held` is rows x pairs.

        A stretch may be compared with several rows, one under the other: then so are the answers.
        """
        opens = (self.pair_columns >= 0) & held[rows.take(self.of, axis=-1), self.pair_columns]
        closes = np.zeros_like(opens)
        closes[..., 1:] = opens[..., :-1]  # the last token of a clause opens no pair
        return opens | closes

    def in_words(self, held: Flags, rows: Integers) -> Flags:
        """Which tokens are words of the row their stretch is compared with; `held` is rows x words."""
        return (self.word_columns >= 0) & held[rows[self.of], self.word_columns]


def stretches(words: Sequence[ClauseWords]) -> Stretches:
    """The tokens of clauses one after another; a clause may be there more than once."""
    none = np.zeros(0, dtype=np.intp)
    ends = np.cumsum([0, *(len(w.numbers) for w in words)])
    return Stretches(
        of=np.repeat(np.arange(len(words)), np.diff(ends)),
        starts=tuple(ends.tolist()),
        numbers=np.concatenate([none, *(w.numbers for w in words)]),
        word_columns=np.concatenate([none, *(w.word_columns for w in words)]),
        pair_columns=np.concatenate([none, *(w.pair_columns for w in words)]),
        weights=np.concatenate([np.zeros(0), *(w.weights for w in words)]),
    )


def explained(tokens: Stretches, provisions: Integers, index: ReferenceIndex) -> Floats:
    """How far tokens are explained by the provision that their stretch is compared with (or by several, one under the
    other): 1 where they stand in a word pair of it, 0.4 where only the word is, else 0."""
    in_pair = tokens.in_pairs(index.has_pair, provisions)
    return np.where(in_pair, 1.0, index.word_credit[provisions.take(tokens.of, axis=-1), tokens.word_columns])


def syllable_rows(tokens: Stretches, index: ReferenceIndex) -> csr_matrix:
    """Stretches x syllables, 0/1."""
    held = tokens.word_columns >= 0
    shape = (len(tokens.starts) - 1, len(index.syllable_columns[0]))
    return present(tokens.of[held], tokens.word_columns[held], shape)


def weight_rows(tokens: Stretches, index: ReferenceIndex) -> csr_matrix:
    """Stretches x syllables (the last column: those the reference does not know), the weights of tokens."""
    from scipy.sparse import csr_matrix

    columns = np.where(tokens.word_columns < 0, len(index.syllable_columns[0]), tokens.word_columns)
    shape = (len(tokens.starts) - 1, len(index.syllable_columns[0]) + 1)
    return csr_matrix((tokens.weights, columns, tokens.starts), shape=shape)


def pair_rows(tokens: Stretches, bounds: Integers, index: ReferenceIndex) -> csr_matrix:
    """Ranges of tokens x pairs, 0/1; `bounds` are where each range begins and ends."""
    at, row = _within(bounds[:, 0], np.maximum(bounds[:, 1] - 1, bounds[:, 0]))
    column = tokens.pair_columns[at]
    held = column >= 0
    return present(row[held], column[held], (len(bounds), len(index.pairs)))


def word_rows(tokens: Stretches, bounds: Integers, index: ReferenceIndex) -> csr_matrix:
    """Ranges of tokens x syllables, unit-length tf-idf."""
    at, row = _within(bounds[:, 0], bounds[:, 1])
    return weighted(row, tokens.numbers[at], len(bounds), index.syllable_columns[1], unseen_weight=index.unseen_weight)


def _within(first: Integers, end: Integers) -> tuple[Integers, Integers]:
    """The tokens within ranges, and which of the ranges each is in."""
    return ranges(first, end - first), np.repeat(np.arange(len(first)), end - first)
