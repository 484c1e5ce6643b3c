"""The contests of many clauses side by side: which candidates compete for which words.

The candidates of a clause compete for its words. They stand one under the other in a column of their own, and the words
of all clauses in one row; so what every candidate explains of every word of its clause is one table of places x words,
and a question to all contests is a few operations on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.evidence import Stretches, explained, stretches
from vnplan.align.features import Candidates
from vnplan.align.index import ReferenceIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_TIE = 1.1  # a run must be a tenth heavier than a rival's to own a word
_SINGLE_WORD = 0.3  # weight of a word shared outside any run, against one in a run
_TABLE = 4_000  # words of a table: few enough for the processor's cache, whatever the length of a document


@dataclass(frozen=True)
class Contests:
    """A table of contests. `clauses` are their rows; `rows` (places x contests) are those of the candidate pairs, -1
    where a clause has fewer candidates than others, and `provisions` go with them. `undated` are clauses that name no
    year; `words` are those of all clauses, `opens` the words that open a segment."""

    index: ReferenceIndex
    clauses: tuple[int, ...]
    rows: Integers
    provisions: Integers
    undated: Flags
    words: Stretches
    opens: Flags

    @cached_property
    def there(self) -> Flags:
        """Places x contests: where a candidate stands."""
        return self.rows >= 0

    @cached_property
    def known(self) -> Floats:
        """Places x words: how far each candidate explains each word of its clause (at free places: anything)."""
        return explained(self.words, self.provisions, self.index)

    @cached_property
    def mass(self) -> Floats:
        """Places x words: what each candidate explains of each word, by weight."""
        return self.known * self.words.weights

    @cached_property
    def totals(self) -> Floats:
        """Places x contests: what each candidate explains in all."""
        return self.sums(self.mass)

    @cached_property
    def whole(self) -> Floats:
        """The weight of each clause."""
        whole = self.sums(self.words.weights)
        return np.where(whole > 0, whole, 1.0)

    @cached_property
    def runs(self) -> Floats:
        """Places x words: the run weights of each candidate."""
        return self.run_weights(self.known)

    def sums(self, values: Floats) -> Floats:
        """The sums over the words of each clause."""
        return np.asarray(np.add.reduceat(values, self.words.starts[:-1], axis=-1))

    def run_weights(self, known: Floats) -> Floats:
        """For every provision (row) and word the weight of the run of explained words it stands in.

        A run may skip one unexplained word but never a segment's end.
        """
        full, of, weights = known >= 1, self.words.of, self.words.weights
        bridged = full.copy()
        bridged[:, 1:-1] |= full[:, :-2] & full[:, 2:] & (of[:-2] == of[2:])
        begins = bridged & self.opens
        begins[:, 1:] |= bridged[:, 1:] & ~bridged[:, :-1]
        at = np.flatnonzero(bridged)
        run_of = np.cumsum(begins.take(at))
        mass = np.bincount(run_of, weights=(full * weights).take(at))
        in_run = np.zeros(full.size)
        in_run[at] = mass[run_of]
        return np.asarray(in_run.reshape(full.shape) + _SINGLE_WORD * known * weights)

    def taken(self, linked: Sequence[Sequence[int]]) -> Floats:
        """Words: the weight of the heaviest run of the provisions that each clause is linked to already."""
        of = np.repeat(np.arange(len(linked)), [len(provisions) for provisions in linked])
        flat = np.array(list(chain.from_iterable(linked)), dtype=np.intp)
        provisions = columns(of, flat, len(linked))
        runs = self.run_weights(explained(self.words, provisions, self.index))
        return np.asarray(runs.max(axis=0, initial=0.0, where=provisions[:, self.words.of] >= 0))

    def twins(self, places: Integers, parallel: Flags) -> Flags:
        """Places x contests: the same for another year as the candidate at this place of each contest, where the clause
        names no year and may carry both: those do not compete."""
        chosen = self.provisions[places, np.arange(len(places))]
        return np.asarray(self.undated & parallel[self.provisions, chosen])

    def hold(self, held: Floats, places: Integers, against: Flags) -> Floats:
        """Places x words: the heaviest run that is held against each candidate, after the candidate at this place of
        each contest holds its own against these (places x contests), beside what was `held` before."""
        own = self.runs[places[self.words.of], np.arange(len(self.words.of))]
        return np.maximum(held, np.where(against.take(self.words.of, axis=1), own, 0.0))

    def owned(self, held: Floats) -> Floats:
        """Places x contests: the weight of what each candidate explains in runs heavier than is held against it."""
        return self.sums(np.where(self.runs >= _TIE * held, self.mass, 0.0))


def contests(clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex) -> Iterator[Contests]:
    """The contests of all clauses that have candidates, in order, in tables of bounded size."""
    rows = np.unique(candidates.clause)
    ends = np.cumsum([len(candidates.words[row].weights) for row in rows.tolist()])
    cuts = np.flatnonzero(np.diff(ends // _TABLE)) + 1
    for part in np.split(rows, cuts) if len(rows) else []:
        yield _table(part, clauses, candidates, index)


def _table(
    rows: Integers, clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex
) -> Contests:
    """The contests of these clauses."""
    pairs = np.arange(*np.searchsorted(candidates.clause, [rows[0], rows[-1] + 1]))
    places = columns(np.searchsorted(rows, candidates.clause[pairs]), pairs, len(rows))
    own = [clauses[row] for row in rows.tolist()]
    words = stretches([candidates.words[row] for row in rows.tolist()])
    opens = np.zeros(len(words.of), dtype=bool)
    opens[list(words.starts[:-1])] = True
    opens[[at + first for at, c in zip(words.starts[:-1], own, strict=True) for first, _ in c.segments]] = True
    return Contests(
        index=index,
        clauses=tuple(rows.tolist()),
        rows=places,
        provisions=np.where(places >= 0, candidates.provision[places], -1),
        undated=np.array([clause.horizon is None for clause in own]),
        words=words,
        opens=opens,
    )


def columns(of: Integers, values: Integers, count: int) -> Integers:
    """The values one under the other, each in the column it is `of` (ascending); -1 below those of short columns.

    >>> columns(np.array([0, 0, 2]), np.array([7, 8, 9]), 3).tolist()
    [[7, -1, 9], [8, -1, -1]]
    """
    places = np.arange(len(of)) - np.searchsorted(of, of)
    out = np.full((places.max(initial=-1) + 1, count), -1, dtype=np.intp)
    out[places, of] = values
    return out
