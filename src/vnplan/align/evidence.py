"""Which words of clauses carry measures, for all links of a document at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.stretches import Stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]
    Flags = NDArray[np.bool_]

_ALONE = 0.3  # what a word by itself weighs in the choice of a segment, beside a word in a pair
_EQUAL = 1e-9  # of segments that weigh the same the first is taken, whatever their sums' last digits


def evidence_tokens(
    rows: Integers, clauses: Sequence[PreparedClause], tokens: Stretches, measures: Integers, index: ReferenceIndex
) -> list[tuple[int, int] | None]:
    """First and last token of the words that carry a measure, within the segment that carries most of it; None where
    there are none. The `rows` of clauses, `clauses`, their `tokens` and `measures` (rows of the index) go together one
    by one.

    Measures of other provisions that stand for the same clause compete: words that tasks of every field share ("nâng
    cao chất lượng sản phẩm") are where the clause speaks of that field. What a segment carries counts by how much of
    it, against the most that another provision has there, is the measure's own.
    """
    starts = tokens.starts.tolist()
    segments = [(at + first, at + last) for c, at in zip(clauses, starts, strict=False) for first, last in c.segments]
    out: list[tuple[int, int] | None] = [None] * len(clauses)
    if not segments:
        return out
    bounds = np.array(segments)
    in_pair = tokens.in_pairs(index.measure_has_pair, measures)
    in_word = tokens.in_words(index.measure_has_word, measures)
    masses = np.add.reduceat(tokens.weights * (in_pair + _ALONE * in_word), bounds[:, 0])
    paired = _ends(in_pair, bounds)
    spots = np.where(paired < 0, _ends(in_word, bounds), paired)
    stretch = tokens.of[bounds[:, 0]]
    number = np.arange(len(stretch)) - np.searchsorted(stretch, stretch)
    segment = rows[stretch] * (number.max() + 1) + number
    own = masses**2 / np.maximum(
        np.maximum(masses, _rivals(masses, segment, index.measure_of[measures[stretch]])), _EQUAL
    )
    heaviest = [0.0] * len(clauses)
    for of, mass, (first, last) in zip(stretch.tolist(), own.tolist(), spots.tolist(), strict=True):
        if first >= 0 and mass > heaviest[of] + _EQUAL:
            heaviest[of] = mass
            out[of] = (first - starts[of], last - starts[of])
    return out


def _rivals(masses: Floats, segments: Integers, provisions: Integers) -> Floats:
    """For every mass the largest that another provision has in the same segment; 0 where there is none."""
    width = int(provisions.max()) + 1
    pairs, of = np.unique(segments * width + provisions, return_inverse=True)
    segment, provision = np.divmod(pairs, width)
    most = np.zeros(len(pairs))
    np.maximum.at(most, of, masses)
    order = np.lexsort((-most, segment))
    first = np.flatnonzero(np.diff(segment[order], prepend=-1))
    best = order[first]
    second = order[np.minimum(first + 1, len(order) - 1)]
    runner_up = most[second] * ((segment[second] == segment[best]) & (second != best))
    at = np.searchsorted(segment[best], segments)
    return np.where(provision[best[at]] == provisions, runner_up[at], most[best[at]])


def _ends(marks: Flags, bounds: Integers) -> Integers:
    """The first and the last marked token within each pair of bounds; -1 where there is none."""
    marked = np.flatnonzero(marks)
    within = np.searchsorted(marked, bounds) - (0, 1)
    found = within[:, :1] <= within[:, 1:]
    return np.where(found, np.append(marked, -1).take(within, mode="clip"), -1)
