"""Which provisions a clause carries: a few, one or none, decided together.

The provisions that could belong to a clause compete for its words. The most probable pair is taken first; then every
other pair is judged by what it explains that is not explained yet, until none is probable enough. So text the Decision
repeats goes to the place the plan mirrors, and a clause that joins several provisions keeps them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.features import FEATURES, Candidates
from vnplan.align.index import ReferenceIndex
from vnplan.align.model import CONTENT, STEP_ONE, LinkModel, step_one_inputs
from vnplan.align.words import ClauseWords

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TIE = 1.1  # a run must be a tenth heavier than a rival's to own a word
_SINGLE_WORD = 0.3  # weight of a word shared outside any run, against one in a run
_BEHIND, _AHEAD = -1.0, 2.0  # a provision may well be carried by several clauses: being second says little
_PARALLEL = 0.6
_EITHER = 0.5  # chance that a goal or its like for another year is carried, from which both are kept for review
SURE = 0.6


@dataclass(frozen=True, slots=True)
class PairDecision:
    """A judged pair: row of the clause, row of the provision, probability, whether it is kept and needs a look."""

    clause: int
    provision: int
    probability: float
    linked: bool
    needs_review: bool
    matched_by: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class Contest:
    """One clause's candidates: rows into Candidates, their provisions, the clause and its words."""

    rows: NDArray[np.intp]
    provisions: NDArray[np.intp]
    clause: PreparedClause
    words: ClauseWords

    @cached_property
    def explained(self) -> NDArray[np.float64]:
        """How far each candidate explains each word."""
        return self.words.explained(self.provisions)

    @cached_property
    def mass(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What each candidate explains of each word by weight, and of all of them."""
        mass = self.explained * self.words.weights
        return mass, mass.sum(axis=1)

    @cached_property
    def runs(self) -> NDArray[np.float64]:
        """The run weights of each candidate."""
        return run_weights(self.explained, self.words.weights, self.clause.segments)

    @property
    def free_of_horizon(self) -> bool:
        """Whether the clause names no year."""
        return self.clause.horizon is None


def decide_links(
    clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex, model: LinkModel
) -> list[PairDecision]:
    """All candidate pairs with their probability, in clause order, most probable first."""
    inputs = step_one_inputs(candidates, clauses, index)
    alike = model.alike(inputs)
    rival = rival_margins(alike, candidates)
    opening = opening_chances(alike, rival, candidates, model)
    parallel = parallel_provisions(index)
    decisions: list[PairDecision] = []
    for contest in contests(clauses, candidates):
        probabilities = judge(contest, alike, rival, opening, parallel, model)
        kept = np.flatnonzero(probabilities >= model.accept).tolist()
        doubtful = _for_review(contest, kept, probabilities, parallel)
        for place, k in enumerate(np.argsort(-probabilities, kind="stable").tolist()):
            row = contest.rows[k]
            decisions.append(
                PairDecision(
                    clause=int(candidates.clause[row]),
                    provision=int(candidates.provision[row]),
                    probability=float(probabilities[k]),
                    linked=k in kept or k in doubtful,
                    needs_review=k in doubtful or (k in kept and bool(probabilities[k] < SURE)),
                    matched_by=reasons(inputs[row], candidates.features[row], model)
                    if k in kept or k in doubtful or place == 0
                    else (),
                )
            )
    return decisions


def _for_review(
    contest: Contest,
    kept: Sequence[int],
    probabilities: NDArray[np.float64],
    parallel: NDArray[np.bool_],
) -> list[int]:
    """A goal and its like for another year, where the clause names no year: their chances are one chance in two parts,
    so both are kept where either probably holds."""
    if not contest.free_of_horizon:
        return []
    among = parallel[contest.provisions[:, None], contest.provisions]
    if not among.any():
        return []
    twins = [(a, b) for a, b in np.argwhere(np.triu(among, 1)).tolist() if a not in kept and b not in kept]
    return sorted(
        {k for a, b in twins if 1 - (1 - probabilities[a]) * (1 - probabilities[b]) >= _EITHER for k in (a, b)}
    )


def contests(clauses: Sequence[PreparedClause], candidates: Candidates) -> list[Contest]:
    """One contest per clause that has candidates."""
    if not len(candidates.clause):
        return []
    starts = np.flatnonzero(np.r_[True, np.diff(candidates.clause) > 0])
    return [
        Contest(rows, candidates.provision[rows], clauses[at], candidates.words[at])
        for rows in np.split(np.arange(len(candidates.clause)), starts[1:])
        for at in [int(candidates.clause[rows[0]])]
    ]


def run_weights(
    explained: NDArray[np.float64], weights: NDArray[np.float64], segments: Sequence[tuple[int, int]]
) -> NDArray[np.float64]:
    """For each candidate and word the weight of the run of explained words it stands in.

    A run may skip one unexplained word but never a segment's end.
    """
    full = explained >= 1
    bridged = full.copy()
    if full.shape[1] > 2:
        bridged[:, 1:-1] |= full[:, :-2] & full[:, 2:]
    opens = np.zeros(full.shape[1], dtype=bool)
    opens[[first for first, _ in segments if first < full.shape[1]]] = True
    begins = bridged & (opens | ~np.c_[np.zeros((len(full), 1), dtype=bool), bridged[:, :-1]])
    run_of = np.cumsum(begins.ravel()).reshape(begins.shape)
    mass = np.bincount(run_of.ravel(), weights=(full * weights).ravel(), minlength=int(run_of.max(initial=0)) + 1)
    return np.asarray(np.where(bridged, mass[run_of], 0.0) + _SINGLE_WORD * explained * weights)


def rival_margins(alike: NDArray[np.float64], candidates: Candidates) -> NDArray[np.float64]:
    """How far a pair is ahead of (behind, if negative) the best other clause for the same provision, within limits."""
    out = np.full(len(alike), _AHEAD)
    order = np.lexsort((-alike, candidates.provision))
    provisions = candidates.provision[order]
    starts = np.flatnonzero(np.r_[True, np.diff(provisions) > 0]) if len(order) else np.array([], dtype=np.intp)
    for rows in np.split(order, starts[1:]) if len(order) else []:
        if len(rows) > 1:
            best, second = alike[rows[0]], alike[rows[1]]
            out[rows] = alike[rows] - best
            out[rows[0]] = best - second
    return np.asarray(np.clip(out, _BEHIND, _AHEAD))


@lru_cache(maxsize=16)
def parallel_provisions(index: ReferenceIndex) -> NDArray[np.bool_]:
    """Pairs of provisions that say the same for different years: a clause without a year may carry both."""
    likeness = (index.official @ index.official.T).toarray()
    years = np.array([p.horizon or 0 for p in index.provisions()])
    differ = (years[:, None] != years[None, :]) & (years[:, None] > 0) & (years[None, :] > 0)
    return np.asarray(differ & (likeness > _PARALLEL))


def step_two_inputs(
    contest: Contest,
    accepted: Sequence[int],
    alike: NDArray[np.float64],
    rival: NDArray[np.float64],
    parallel: NDArray[np.bool_],
    taken: NDArray[np.float64] | float = 0.0,
) -> NDArray[np.float64]:
    """The columns of STEP_TWO for the candidates of a contest, given the accepted ones; one row each.

    `taken` is the weight per word of the runs of provisions that are linked from elsewhere.
    """
    weight, total = contest.mass
    strongest = contest.runs[accepted]
    held = strongest.max(axis=0, initial=0.0)
    if accepted and contest.free_of_horizon:
        # a clause without a year may carry the same goal for two years: those do not compete
        twins = parallel[contest.provisions[:, None], contest.provisions[accepted]]
        if twins.any():
            held = np.array([strongest[~t].max(axis=0, initial=0.0) for t in twins])
    own = np.where(contest.runs >= _TIE * np.maximum(held, taken), weight, 0.0).sum(axis=1)
    whole = float(contest.words.weights.sum()) or 1.0
    unique = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
    return np.column_stack([alike[contest.rows], unique, own / whole, rival[contest.rows]])


def opening_chances(
    alike: NDArray[np.float64], rival: NDArray[np.float64], candidates: Candidates, model: LinkModel
) -> NDArray[np.float64]:
    """The probability of every pair while no link is accepted: whatever a provision explains is its own."""
    explained = candidates.features[:, FEATURES.index("explained")]
    return model.probability(np.column_stack([alike, explained > 0, explained, rival]))


def judge(
    contest: Contest,
    alike: NDArray[np.float64],
    rival: NDArray[np.float64],
    opening: NDArray[np.float64],
    parallel: NDArray[np.bool_],
    model: LinkModel,
    *,
    taken: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Probabilities of a clause's candidates, the most probable accepted first.

    `opening` are those of all pairs before any is accepted, which hold unless words are `taken` from elsewhere.
    """
    accepted: list[int] = []
    out = opening[contest.rows]
    if taken is not None:
        out = model.probability(step_two_inputs(contest, accepted, alike, rival, parallel, taken))
    chances = out
    while len(accepted) < len(out):
        best = int(np.argmax(chances))
        if chances[best] < model.accept:
            break
        accepted.append(best)
        held = 0.0 if taken is None else taken
        chances = model.probability(step_two_inputs(contest, accepted, alike, rival, parallel, held))
        chances[accepted] = -1.0
        out = np.where(chances < 0, out, chances)
    return out


def reasons(inputs: NDArray[np.float64], features: NDArray[np.float64], model: LinkModel) -> tuple[str, ...]:
    """Why a pair matched, strongest first: content views by their part in the log-odds, then agreeing structure."""
    parts = {name: model.step_one[name] * value for name, value in zip(STEP_ONE, inputs, strict=True)}
    content = sorted((n for n in CONTENT if parts[n] > 0.3), key=lambda n: (-parts[n], n))
    structure = [n for n in ("agency", "horizon", "rank", "section") if features[FEATURES.index(n)] > 0]
    return (*content, *structure)
