"""Which provisions a clause carries: a few, one or none, decided together.

The provisions that could belong to a clause compete for its words. The most probable pair is taken first; then every
other pair is judged by what it explains that is not explained yet, until none is probable enough. So text the Decision
repeats goes to the place the plan mirrors, and a clause that joins several provisions keeps them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.features import FEATURES, Candidates
from vnplan.align.index import ReferenceIndex
from vnplan.align.model import CONTENT, STEP_ONE, LinkModel, step_one_inputs

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


@dataclass(slots=True)
class Contest:
    """One clause's candidates: rows into Candidates, word weights, explained words and run weights per candidate."""

    rows: NDArray[np.intp]
    weights: NDArray[np.float64]
    explained: NDArray[np.float64]
    runs: NDArray[np.float64]
    free_of_horizon: bool


def decide_links(
    clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex, model: LinkModel
) -> list[PairDecision]:
    """All candidate pairs with their probability, in clause order, most probable first."""
    inputs = step_one_inputs(candidates, clauses, index)
    alike = model.alike(inputs)
    rival = rival_margins(alike, candidates)
    parallel = parallel_provisions(index)
    decisions: list[PairDecision] = []
    for contest in contests(clauses, candidates, index):
        probabilities = judge(contest, alike, rival, candidates, parallel, model)
        kept = [k for k in range(len(contest.rows)) if probabilities[k] >= model.accept]
        doubtful = _for_review(contest, kept, probabilities, candidates, parallel)
        for k in np.argsort(-probabilities, kind="stable").tolist():
            row = contest.rows[k]
            decisions.append(
                PairDecision(
                    clause=int(candidates.clause[row]),
                    provision=int(candidates.provision[row]),
                    probability=float(probabilities[k]),
                    linked=k in kept or k in doubtful,
                    needs_review=k in doubtful or (k in kept and bool(probabilities[k] < SURE)),
                    matched_by=reasons(inputs[row], candidates.features[row], model)
                    if k in kept or k in doubtful
                    else (),
                )
            )
    return decisions


def _for_review(
    contest: Contest,
    kept: Sequence[int],
    probabilities: NDArray[np.float64],
    candidates: Candidates,
    parallel: NDArray[np.bool_],
) -> list[int]:
    """A goal and its like for another year, where the clause names no year: their chances are one chance in two parts,
    so both are kept where either probably holds."""
    if not contest.free_of_horizon:
        return []
    provisions = candidates.provision[contest.rows]
    left = [k for k in range(len(provisions)) if k not in kept]
    twins = [(a, b) for a in left for b in left if a < b and parallel[provisions[a], provisions[b]]]
    return sorted(
        {k for a, b in twins if 1 - (1 - probabilities[a]) * (1 - probabilities[b]) >= _EITHER for k in (a, b)}
    )


def contests(clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex) -> list[Contest]:
    """One contest per clause that has candidates."""
    out: list[Contest] = []
    if not len(candidates.clause):
        return out
    starts = np.flatnonzero(np.r_[True, np.diff(candidates.clause) > 0])
    for rows in np.split(np.arange(len(candidates.clause)), starts[1:]):
        at = int(candidates.clause[rows[0]])
        words = candidates.words[at]
        explained = words.explained[candidates.provision[rows]]
        runs = run_weights(explained, words.weights, clauses[at].segments)
        out.append(Contest(rows, words.weights, explained, runs, clauses[at].horizon is None))
    return out


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


def parallel_provisions(index: ReferenceIndex) -> NDArray[np.bool_]:
    """Pairs of provisions that say the same for different years: a clause without a year may carry both."""
    likeness = (index.official @ index.official.T).toarray()
    years = np.array([p.horizon or 0 for p in index.provisions()])
    differ = (years[:, None] != years[None, :]) & (years[:, None] > 0) & (years[None, :] > 0)
    return np.asarray(differ & (likeness > _PARALLEL))


def step_two_inputs(
    contest: Contest,
    judged: Sequence[int],
    accepted: Sequence[int],
    alike: NDArray[np.float64],
    rival: NDArray[np.float64],
    candidates: Candidates,
    parallel: NDArray[np.bool_],
    taken: NDArray[np.float64] | float = 0.0,
) -> NDArray[np.float64]:
    """The columns of STEP_TWO for the `judged` candidates of a contest, given the accepted ones; one row each.

    `taken` is the weight per word of the runs of provisions that are linked from elsewhere.
    """
    rows = contest.rows[list(judged)]
    weight = contest.explained[list(judged)] * contest.weights
    total = weight.sum(axis=1)
    strongest = contest.runs[list(accepted)]
    held = np.broadcast_to(strongest.max(axis=0, initial=0.0), weight.shape)
    if accepted and contest.free_of_horizon:
        # a clause without a year may carry the same goal for two years: those do not compete
        twins = parallel[np.ix_(candidates.provision[rows], candidates.provision[contest.rows[list(accepted)]])]
        if twins.any():
            held = np.array([strongest[~t].max(axis=0, initial=0.0) for t in twins])
    owned = np.where(contest.runs[list(judged)] >= _TIE * np.maximum(held, taken), weight, 0.0)
    own = owned.sum(axis=1)
    whole = float(contest.weights.sum()) or 1.0
    unique = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
    return np.column_stack([alike[rows], unique, own / whole, rival[rows]])


def judge(
    contest: Contest,
    alike: NDArray[np.float64],
    rival: NDArray[np.float64],
    candidates: Candidates,
    parallel: NDArray[np.bool_],
    model: LinkModel,
    *,
    taken: NDArray[np.float64] | float = 0.0,
) -> NDArray[np.float64]:
    """Probabilities of a clause's candidates, the most probable accepted first."""
    out = np.zeros(len(contest.rows))
    left = list(range(len(contest.rows)))
    accepted: list[int] = []
    while left:
        chances = model.probability(step_two_inputs(contest, left, accepted, alike, rival, candidates, parallel, taken))
        best = int(np.argmax(chances))
        if chances[best] < model.accept:
            out[left] = chances
            break
        out[left[best]] = chances[best]
        accepted.append(left.pop(best))
    return out


def reasons(inputs: NDArray[np.float64], features: NDArray[np.float64], model: LinkModel) -> tuple[str, ...]:
    """Why a pair matched, strongest first: content views by their part in the log-odds, then agreeing structure."""
    parts = {name: model.step_one[name] * value for name, value in zip(STEP_ONE, inputs, strict=True)}
    content = sorted((n for n in CONTENT if parts[n] > 0.3), key=lambda n: (-parts[n], n))
    structure = [n for n in ("agency", "horizon", "rank", "section") if features[FEATURES.index(n)] > 0]
    return (*content, *structure)
