"""Which provisions a clause carries: a few, one or none, decided together.

The provisions that could belong to a clause compete for its words. The most probable pair is taken first; then every
other pair is judged by what it explains that is not explained yet, until none is probable enough. So text the Decision
repeats goes to the place the plan mirrors, and a clause that joins several provisions keeps them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vnplan.align.links.contests import Contests, contests
from vnplan.align.links.features import FEATURES, Candidates
from vnplan.align.links.model import CONTENT, STEP_ONE, LinkModel, step_one_inputs
from vnplan.align.links.ruled_out import likeness
from vnplan.align.links.years import parallel_provisions
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_STRUCTURE = ("agency", "horizon", "rank", "section")
_SAYS = 0.3  # part in the log-odds from which a content view is named as a reason
_BEHIND, _AHEAD = -1.0, 2.0  # a provision may well be carried by several clauses: being second says little
_EITHER = 0.5  # chance that a goal or its like for another year is carried, from which both are kept for review
_POSSIBLE = 0.002  # less is no chance: more than half of the candidates
SURE = 0.6


class PairDecision(NamedTuple):
    """A judged pair: row of the clause, row of the provision, probability, whether it is kept and needs a look."""

    clause: int
    provision: int
    probability: float
    linked: bool
    needs_review: bool
    matched_by: tuple[str, ...] = ()
    confirmed: bool = False


def decide_links(
    clauses: Sequence[PreparedClause], candidates: Candidates, index: ReferenceIndex, model: LinkModel
) -> list[PairDecision]:
    """The best candidate of every clause that has any, and the others that are not out of the question, with their
    probability; in clause order, most probable first."""
    inputs = step_one_inputs(candidates, clauses, index)
    alike = likeness(inputs, clauses, candidates, index, model)
    rival = rival_margins(alike, candidates)
    parallel = parallel_provisions(index)
    chances = np.zeros(len(alike))
    doubtful = np.zeros(len(alike), dtype=bool)
    for some in contests(clauses, candidates, index):
        judged = judge(some, alike, rival, parallel, model)
        some.put(chances, judged)
        some.put(doubtful, _either_year(some, judged, parallel, model))
    kept = chances >= model.accept
    order = np.lexsort((-chances, candidates.clause))
    first = np.diff(candidates.clause[order], prepend=-1) > 0
    best, order = order[first], order[first | (chances[order] >= _POSSIBLE)]
    shown = np.union1d(best, np.flatnonzero(kept | doubtful))
    why = dict(zip(shown.tolist(), reasons(inputs[shown], candidates.features[shown], model), strict=True))
    columns = (candidates.clause, candidates.provision, chances, kept | doubtful, doubtful | (kept & (chances < SURE)))
    ordered = (column[order].tolist() for column in columns)
    return list(map(PairDecision, *ordered, (why.get(row, ()) for row in order.tolist())))


def _either_year(some: Contests, chances: Floats, parallel: Flags, model: LinkModel) -> Flags:
    """A goal and its like for another year, where the clause names no year: their chances are one chance in two parts,
    so both are kept for review where either probably holds."""
    open_ = (some.rows >= 0) & (chances < model.accept)
    twins = some.undated & open_ & open_[:, None] & parallel[some.provisions, some.provisions[:, None]]
    either = 1 - (1 - chances) * (1 - chances[:, None])
    return np.asarray((twins & (either >= _EITHER)).any(axis=0))


def rival_margins(alike: Floats, candidates: Candidates) -> Floats:
    """How far a pair is ahead of (behind, if negative) the best other clause for the same provision, within limits."""
    order = np.lexsort((-alike, candidates.provision))
    provision, by_rank = candidates.provision[order], alike[order]
    firsts = np.flatnonzero(np.diff(provision, prepend=-1))
    counts = np.diff(firsts, append=len(order))
    margins = by_rank - np.repeat(by_rank[firsts], counts)
    margins[firsts] = _AHEAD
    several = firsts[counts > 1]
    margins[several] = by_rank[several] - by_rank[several + 1]
    out = np.empty(len(alike))
    out[order] = np.clip(margins, _BEHIND, _AHEAD)
    return out


def step_two_inputs(some: Contests, alike: Floats, rival: Floats) -> Floats:
    """Places x contests x the columns of STEP_TWO, given the runs that are held against each candidate."""
    unique, gain = some.shares()
    return np.stack([alike[some.rows], unique, gain, rival[some.rows]], axis=-1)


def judge(some: Contests, alike: Floats, rival: Floats, parallel: Flags, model: LinkModel) -> Floats:
    """Probabilities of all candidates (places x contests), 0 at free places, in rounds: each accepts the most probable
    of every contest and judges the others anew, until no contest has one that is probable enough."""
    left = some.rows >= 0
    out = np.zeros(some.rows.shape)
    while True:
        out = np.where(left, model.probability(step_two_inputs(some, alike, rival)), out)
        chances = np.where(left, out, -1.0)
        best, goes_on = chances.argmax(axis=0), chances.max(axis=0) >= model.accept
        if not goes_on.any():
            return out
        left[best[goes_on], np.flatnonzero(goes_on)] = False
        some = some.hold(best, goes_on & ~some.twins(best, parallel))


def reasons(inputs: Floats, features: Floats, model: LinkModel) -> list[tuple[str, ...]]:
    """Why each pair matched, strongest first: content views by their part in the log-odds, then agreeing structure."""
    parts = inputs[:, [STEP_ONE.index(name) for name in CONTENT]] * [model.step_one[name] for name in CONTENT]
    signs = features[:, [FEATURES.index(name) for name in _STRUCTURE]] > 0
    out: list[tuple[str, ...]] = []
    for own, agrees in zip(parts.tolist(), signs.tolist(), strict=True):
        content = sorted((-part, name) for part, name in zip(own, CONTENT, strict=True) if part > _SAYS)
        out.append((*(name for _, name in content), *compress(_STRUCTURE, agrees)))
    return out
