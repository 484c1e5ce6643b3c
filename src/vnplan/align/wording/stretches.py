"""The tokens of many clauses one after another, so that a look-up in the tables of a reference is one operation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from vnplan.align.wording.flat import cells, ranges
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.rows import present, weighted

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_Value = TypeVar("_Value", np.intp, np.bool_)


@dataclass(frozen=True, slots=True)
class Stretches:
    """The tokens of several clauses one after another: `of` is the number of the stretch a token stands in, `starts`
    are where the stretches begin and where the last one ends.

    Per token: the columns of its word and of the pair that it opens (-1: unknown), and its weight. Words that the
    reference does not know have columns of their own, beyond its last: `numbers`; `word_columns` has -1.
    """

    of: Integers
    starts: Integers
    numbers: Integers
    word_columns: Integers
    pair_columns: Integers
    weights: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    def place(self, row: int) -> slice:
        """Where the tokens of a stretch are."""
        return slice(self.starts[row], self.starts[row + 1])

    def rows(self, rows: Integers) -> Stretches:
        """These of the stretches, in this order; one may be there more than once."""
        return self.parts(self.starts[rows], np.diff(self.starts)[rows])

    def parts(self, first: Integers, count: Integers) -> Stretches:
        """Ranges of tokens, each a stretch by itself; the pair that leaves it is none of its own."""
        at = ranges(first, count)
        starts = np.append(0, np.cumsum(count))
        pairs = self.pair_columns.take(at)
        pairs[starts[1:][count > 0] - 1] = -1
        of = np.repeat(np.arange(len(count)), count)
        return Stretches(of, starts, self.numbers.take(at), self.word_columns.take(at), pairs, self.weights.take(at))

    def spread(self, values: NDArray[_Value]) -> NDArray[_Value]:
        """What is said of stretches (the last axis of `values`), of each of their tokens."""
        return np.repeat(values, np.diff(self.starts), axis=-1)

    def in_pairs(self, held: Flags, rows: Integers) -> Flags:
        """Which tokens stand in a word pair of the row their stretch is compared with; `held` is pairs x rows.

        A stretch may be compared with several rows, one under the other: then so are the answers.
        """
        opens = (self.pair_columns >= 0) & cells(held, self.pair_columns, self.spread(rows))
        closes = np.zeros_like(opens)
        closes[..., 1:] = opens[..., :-1]  # the last token of a clause opens no pair
        return opens | closes

    def in_words(self, held: Flags, rows: Integers) -> Flags:
        """Which tokens are words of the row their stretch is compared with; `held` is words x rows."""
        return (self.word_columns >= 0) & cells(held, self.word_columns, self.spread(rows))


def explained(tokens: Stretches, provisions: Integers, index: ReferenceIndex) -> Floats:
    """How far tokens are explained by the provision that their stretch is compared with (or by several, one under the
    other): 1 where they stand in a word pair of it, 0.4 where only the word is, else 0."""
    in_pair = tokens.in_pairs(index.has_pair, provisions)
    return np.maximum(in_pair, cells(index.word_credit, tokens.word_columns, tokens.spread(provisions)))


def syllable_rows(tokens: Stretches, index: ReferenceIndex) -> csr_matrix:
    """Stretches x syllables, 0/1."""
    held = tokens.word_columns >= 0
    shape = (len(tokens), len(index.syllable_columns[0]))
    return present(tokens.of[held], tokens.word_columns[held], shape)


def weight_rows(tokens: Stretches, index: ReferenceIndex) -> csr_matrix:
    """Stretches x syllables (the last column: those the reference does not know), the weights of tokens."""
    from scipy.sparse import csr_matrix

    columns = np.where(tokens.word_columns < 0, len(index.syllable_columns[0]), tokens.word_columns)
    shape = (len(tokens), len(index.syllable_columns[0]) + 1)
    return csr_matrix((tokens.weights, columns, tokens.starts), shape=shape)


def pair_rows(tokens: Stretches, index: ReferenceIndex) -> csr_matrix:
    """Stretches x pairs, 0/1."""
    held = tokens.pair_columns >= 0
    return present(tokens.of[held], tokens.pair_columns[held], (len(tokens), len(index.pairs)))


def word_rows(tokens: Stretches, index: ReferenceIndex) -> csr_matrix:
    """Stretches x syllables, unit-length tf-idf."""
    weights = index.syllable_columns[1]
    return weighted(tokens.of, tokens.numbers, len(tokens), weights, unseen_weight=index.unseen_weight)


def by_any(explained: Iterable[Floats]) -> Floats:
    """How far each token is explained by any of several provisions, given how far by each of them (at least one).

    >>> by_any([np.array([0.0, 0.4]), np.array([1.0, 0.0])]).tolist()
    [1.0, 0.4]
    """
    return reduce(np.maximum, explained)


def unexplained(explained: Floats, weights: Floats) -> Floats:
    """How much of each token's weight is not explained: a word known by itself explains more than half of it."""
    return np.asarray(weights * (1 - np.minimum(1.0, 1.5 * explained)))
