"""The contests of many clauses side by side: which candidates compete for which words.

The candidates of a clause compete for its words. They stand one under the other in a column of their own, and the words
of all clauses in one row; so what every candidate explains of every word of its clause is one table of places x words,
and a question to all contests is a few operations on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from vnplan.align.links.features import Candidates
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.stretches import Stretches, explained

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_TIE = 1.1  # a run must be a tenth heavier than a rival's to own a word
_SINGLE_WORD = 0.3  # weight of a word shared outside any run, against one in a run
_TABLE = 4_000  # words of a table: few enough for the processor's cache, whatever the length of a document


@dataclass(frozen=True, slots=True)
class Contests:
    """A table of contests, one in each column. `rows` (places x contests) are those of the candidate pairs, -1 where a
    clause has fewer candidates than others, and `provisions` go with them; `undated` are clauses that name no year.

    `words` are those of all clauses. Places x words: `mass` is what a candidate explains of a word, by weight, `runs`
    the weight of the run in which it does, `held` the heaviest run that is held against it; `explained` is the mass of
    each candidate, `whole` the weight of each clause.
    """

    rows: Integers
    provisions: Integers
    undated: Flags
    words: Stretches
    mass: Floats
    runs: Floats
    held: Floats
    explained: Floats
    whole: Floats

    def shares(self) -> tuple[Floats, Floats]:
        """Places x contests: the weight of the words that a candidate explains in a heavier run than is held against
        it, as a share of all it explains and of the whole clause."""
        own = _sums(self.mass * (self.runs >= _TIE * self.held), self.words)
        return _ratio(own, self.explained), _ratio(own, self.whole)

    def put(self, out: NDArray[Any], values: NDArray[Any]) -> None:
        """Write what is found of each candidate (places x contests) at the rows of the pairs."""
        there = self.rows >= 0
        out[self.rows[there]] = values[there]

    def hold(self, places: Integers, against: Flags) -> Contests:
        """The table once the candidate at this place of each contest holds its runs `against` these others."""
        own = self.runs[self.words.spread(places), np.arange(len(self.words.of))]
        return replace(self, held=np.maximum(self.held, own * self.words.spread(against)))

    def twins(self, places: Integers, parallel: Flags) -> Flags:
        """Places x contests: the same for another year as the candidate at this place of each contest, where the clause
        names no year and may carry both: those do not compete."""
        chosen = self.provisions[places, np.arange(len(places))]
        return np.asarray(self.undated & parallel[self.provisions, chosen])


def contests(
    clauses: Sequence[PreparedClause],
    candidates: Candidates,
    index: ReferenceIndex,
    *,
    linked: Sequence[Sequence[int]] = (),
) -> Iterator[Contests]:
    """The contests of all clauses that have candidates, in order, in tables of bounded size.

    `linked` are the provisions that each clause is linked to already; they hold their runs against all candidates.
    """
    rows = np.flatnonzero(np.bincount(candidates.clause))
    ends = np.cumsum(np.diff(candidates.words.starts)[rows])
    cuts = np.flatnonzero(np.diff(ends // _TABLE)) + 1
    for part in np.split(rows, cuts) if len(rows) else []:
        yield _table(part, clauses, candidates, index, [linked[row] for row in part.tolist()] if linked else [])


def _table(
    rows: Integers,
    clauses: Sequence[PreparedClause],
    candidates: Candidates,
    index: ReferenceIndex,
    linked: Sequence[Sequence[int]],
) -> Contests:
    """The contests of the clauses of these rows; `linked` goes with the rows, or there is nothing linked."""
    pairs = np.arange(*np.searchsorted(candidates.clause, [rows[0], rows[-1] + 1]))
    places = columns(np.searchsorted(rows, candidates.clause[pairs]), pairs, len(rows))
    provisions = np.where(places >= 0, candidates.provision[places], -1)
    own = [clauses[row] for row in rows.tolist()]
    words = candidates.words.rows(rows)
    starts = words.starts.tolist()
    opens = np.zeros(len(words.of), dtype=bool)
    opens[starts[:-1]] = True
    opens[[at + first for at, c in zip(starts, own, strict=False) for first, _ in c.segments]] = True
    known = explained(words, provisions, index)
    mass = known * words.weights
    taken = _taken(linked, words, opens, index) if any(linked) else np.zeros(len(words.of))
    return Contests(
        rows=places,
        provisions=provisions,
        undated=np.array([clause.horizon is None for clause in own]),
        words=words,
        mass=mass,
        runs=run_weights(known, words, opens),
        held=np.broadcast_to(taken, known.shape),
        explained=_sums(mass, words),
        whole=_sums(words.weights, words),
    )


def _taken(linked: Sequence[Sequence[int]], words: Stretches, opens: Flags, index: ReferenceIndex) -> Floats:
    """For every word the weight of the heaviest run of a provision that its clause is linked to already."""
    of = np.repeat(np.arange(len(linked)), [len(of_clause) for of_clause in linked])
    provisions = columns(of, np.array(list(chain.from_iterable(linked)), dtype=np.intp), len(linked))
    runs = run_weights(explained(words, provisions, index), words, opens)
    return np.asarray(runs.max(axis=0, initial=0.0, where=words.spread(provisions) >= 0))


def run_weights(known: Floats, words: Stretches, opens: Flags) -> Floats:
    """For every provision (row) and word the weight of the run of explained words it stands in; `opens` are words that
    open a segment.

    A run may skip one unexplained word but never a segment's end.
    """
    full = known >= 1
    bridged = full.copy()
    bridged[:, 1:-1] |= full[:, :-2] & full[:, 2:] & (words.of[:-2] == words.of[2:])
    begins = bridged & opens
    begins[:, 1:] |= bridged[:, 1:] & ~bridged[:, :-1]
    at = np.flatnonzero(bridged)
    run_of = np.cumsum(begins.take(at))
    mass = np.bincount(run_of, weights=(full * words.weights).take(at))
    in_run = np.zeros(full.size)
    in_run[at] = mass.take(run_of)
    return np.asarray(in_run.reshape(full.shape) + _SINGLE_WORD * known * words.weights)


def _sums(values: Floats, words: Stretches) -> Floats:
    """The sums over the words of each clause."""
    return np.asarray(np.add.reduceat(values, words.starts[:-1], axis=-1))


def _ratio(values: Floats, of: Floats) -> Floats:
    """Shares; 0 where there is nothing to share."""
    return np.divide(values, of, out=np.zeros_like(values), where=of > 0)


def columns(of: Integers, values: Integers, count: int) -> Integers:
    """The values one under the other, each in the column it is `of` (ascending); -1 below those of short columns.

    >>> columns(np.array([0, 0, 2]), np.array([7, 8, 9]), 3).tolist()
    [[7, -1, 9], [8, -1, -1]]
    """
    places = np.arange(len(of)) - np.searchsorted(of, of)
    out = np.full((places.max(initial=-1) + 1, count), -1, dtype=np.intp)
    out[places, of] = values
    return out
