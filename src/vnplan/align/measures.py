"""Which measures of a provision a clause carries, how fully, and with which words.

A provision holds several commitments; coverage and relations are decided on these. A measure counts as carried by how
many of its word pairs (official wording, hashed) and of its words (our own statement) stand in the clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.features import Candidates
from vnplan.align.index import ReferenceIndex
from vnplan.align.words import ClauseWords, pair_rows, syllable_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

ELSEWHERE = 0.8  # share from which a clause that is linked to something else carries a measure all the same
CARRIED = 0.37  # share from which a measure counts as carried: separates kept from dropped measures in the open gold


@dataclass(frozen=True, slots=True)
class Carriage:
    """How fully clauses carry measures. `share` is clauses x measures, 0-1; `of_provision` maps a provision's row to
    the columns of its measures; `pair_hits` and `word_hits` are clauses x pairs and words of the reference, 0/1."""

    share: NDArray[np.float64]
    pair_hits: csr_matrix
    word_hits: csr_matrix
    of_provision: tuple[tuple[int, ...], ...]
    pair_weight: NDArray[np.float64]
    word_weight: NDArray[np.float64]
    measure_pairs: NDArray[np.bool_]
    measure_words: NDArray[np.bool_]

    def together(self, clauses: Sequence[int], measures: Sequence[int]) -> tuple[float, ...]:
        """How fully several clauses carry each of these measures between them."""
        pairs, words = _columns(self.pair_hits, clauses), _columns(self.word_hits, clauses)
        return tuple(self._share(measure, pairs, words) for measure in measures)

    def _share(self, measure: int, pairs: NDArray[np.int32], words: NDArray[np.int32]) -> float:
        of_pairs = self.measure_pairs[measure] * self.pair_weight
        of_words = self.measure_words[measure] * self.word_weight
        shares = [
            float(of[held].sum() / of.sum()) for of, held in ((of_pairs, pairs), (of_words, words)) if of.sum() > 0
        ]
        return sum(shares) / len(shares) if shares else 0.0


def _columns(hits: csr_matrix, rows: Sequence[int]) -> NDArray[np.int32]:
    """The columns that any of these rows names."""
    named = [hits.indices[hits.indptr[row] : hits.indptr[row + 1]] for row in rows]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int32), *named]))


def carriage(clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex) -> Carriage:
    """How fully every clause carries every measure."""
    whole = [[(0, len(clause.tokens.words))] for clause in clauses]
    pair_hits, word_hits = pair_rows(whole, candidates.words, index), syllable_rows(candidates.words, index)
    word_weight = index.syllable_columns[1]
    by_pairs, pair_mass = _shares(pair_hits, index.measure_pairs, index.pair_weights)
    by_words, word_mass = _shares(word_hits, index.measure_words, word_weight)
    seen = (pair_mass > 0).astype(float) + (word_mass > 0)
    share = (by_pairs + by_words) / np.maximum(seen, 1.0)[None, :]
    groups: list[list[int]] = [[] for _ in index.ids]
    for measure, provision in enumerate(index.measure_of.tolist()):
        groups[provision].append(measure)
    return Carriage(
        share=share,
        pair_hits=pair_hits,
        word_hits=word_hits,
        of_provision=tuple(tuple(g) for g in groups),
        pair_weight=index.pair_weights,
        word_weight=word_weight,
        measure_pairs=index.measure_has_pair,
        measure_words=index.measure_has_word,
    )


def _shares(
    hits: csr_matrix, measures: csr_matrix, weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weighted share of each measure's columns that each row has, and each measure's weight."""
    binary = measures.copy()
    binary.data = weights[binary.indices]
    mass = np.asarray(binary.sum(axis=1)).ravel()
    held = (hits @ binary.T).toarray()
    return held / np.maximum(mass, 1e-9)[None, :], mass


def evidence_tokens(
    clause: PreparedClause, words: ClauseWords, carried: Carriage, measure: int
) -> tuple[int, int] | None:
    """First and last token of the words that carry a measure, within the segment that carries most of it."""
    columns = words.pair_columns
    singles = words.word_columns
    in_pair = (columns >= 0) & carried.measure_pairs[measure][np.maximum(columns, 0)]
    in_word = (singles >= 0) & carried.measure_words[measure][np.maximum(singles, 0)]
    hit = in_pair.copy()
    hit[1:] |= in_pair[:-1]
    weight = words.weights * (hit + 0.3 * in_word)
    best: tuple[float, int, int] | None = None
    for first, last in clause.segments:
        mass = float(weight[first:last].sum())
        here = np.flatnonzero(hit[first:last])
        if not here.size:
            here = np.flatnonzero(in_word[first:last])
        if here.size and mass > 0 and (best is None or mass > best[0]):
            best = (mass, first + int(here[0]), first + int(here[-1]))
    return None if best is None else (best[1], best[2])
