"""Which words of clauses carry provisions and their measures, for all links of a document at once.

The tokens of the linked clauses stand one after another in flat arrays, so that a look-up in the reference's matrices
is one operation for the whole document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.index import ReferenceIndex
from vnplan.align.words import ClauseWords

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_ALONE = 0.3  # what a word by itself weighs in the choice of a segment, beside a word in a pair
_EQUAL = 1e-9  # of segments that weigh the same the first is taken, whatever their sums' last digits


@dataclass(frozen=True, slots=True)
class Stretches:
    """The tokens of several clauses one after another: `of` is the number of the stretch a token stands in, `starts`
    are where the stretches begin and where the last one ends."""

    of: Integers
    starts: tuple[int, ...]
    word_columns: Integers
    pair_columns: Integers
    weights: Floats

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
        word_columns=np.concatenate([none, *(w.word_columns for w in words)]),
        pair_columns=np.concatenate([none, *(w.pair_columns for w in words)]),
        weights=np.concatenate([np.zeros(0), *(w.weights for w in words)]),
    )


def explained(tokens: Stretches, provisions: Integers, index: ReferenceIndex) -> Floats:
    """How far tokens are explained by the provision that their stretch is compared with (or by several, one under the
    other): 1 where they stand in a word pair of it, 0.4 where only the word is, else 0."""
    in_pair = tokens.in_pairs(index.has_pair, provisions)
    return np.where(in_pair, 1.0, index.word_credit[provisions.take(tokens.of, axis=-1), tokens.word_columns])


def evidence_tokens(
    clauses: Sequence[PreparedClause], words: Sequence[ClauseWords], measures: Integers, index: ReferenceIndex
) -> list[tuple[int, int] | None]:
    """First and last token of the words that carry a measure, within the segment that carries most of it; None where
    there are none. `clauses`, their `words` and `measures` (rows of the index) go together one by one."""
    tokens = stretches(words)
    segments = [
        (at + first, at + last) for c, at in zip(clauses, tokens.starts[:-1], strict=True) for first, last in c.segments
    ]
    out: list[tuple[int, int] | None] = [None] * len(clauses)
    if not segments:
        return out
    bounds = np.array(segments)
    in_pair = tokens.in_pairs(index.measure_has_pair, measures)
    in_word = tokens.in_words(index.measure_has_word, measures)
    masses = np.add.reduceat(tokens.weights * (in_pair + _ALONE * in_word), bounds[:, 0])
    paired = _ends(in_pair, bounds)
    spots = np.where(paired < 0, _ends(in_word, bounds), paired)
    heaviest = [0.0] * len(clauses)
    for of, mass, (first, last) in zip(tokens.of[bounds[:, 0]].tolist(), masses.tolist(), spots.tolist(), strict=True):
        if first >= 0 and mass > heaviest[of] + _EQUAL:
            heaviest[of] = mass
            out[of] = (first - tokens.starts[of], last - tokens.starts[of])
    return out


def _ends(marks: Flags, bounds: Integers) -> Integers:
    """The first and the last marked token within each pair of bounds; -1 where there is none."""
    marked = np.flatnonzero(marks)
    within = np.searchsorted(marked, bounds) - (0, 1)
    found = within[:, :1] <= within[:, 1:]
    return np.where(found, np.append(marked, -1).take(within, mode="clip"), -1)
