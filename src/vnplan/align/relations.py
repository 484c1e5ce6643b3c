"""The relation of contents between a clause and a provision: equal, subset, superset, intersects (NIST IR 8477).

Two questions decide, both on measures: does the clause carry all of the provision, and does it hold more of weight?
A changed figure, deadline or verb does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.links.measures import CARRIED
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.localise import formula_words
from vnplan.align.wording.stretches import unexplained
from vnplan.models import Measure, Relation, Target

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# How much the clause may hold beyond the provision. Read off the open gold with the tested plan left out (docs: model
# card).
_MORE_SHARE = 0.12
_MORE_RUN = 10.0
# In a plan with words of its own a carried measure keeps fewer of the decision's, a single one any number; and a clause
# this short that says nothing else has a longer run of them. Read off the five annotated plans that word freely (model
# card), where two readers agree on relations in nine of ten links.
_OWN_CARRIED = 0.25
_OWN_RUN = 18.0
_SHORT = 32
# Share of the words around a figure that provisions explain, from which it is about what they say: below it all six of
# ten annotated plans were added measures.
_SAME_MATTER = 0.2


def relation(
    shares: Sequence[float],
    *,
    narrowed: bool,
    more: bool,
    beyond: Sequence[float],
    carried: float = CARRIED,
    run: float = _MORE_RUN,
) -> Relation:
    """The relation of a clause to a provision.

    `shares` are the carried shares of the provision's measures (0-1), `narrowed` says that a list or a qualifier was
    shortened; `more` that partners or a field were added to it, or that the clause is linked to something else besides;
    `beyond` is what the clause holds besides the provision: its share of the clause and its heaviest run. `carried` and
    `run` are the least that count (`least_carried`, `least_run`).
    """
    whole = bool(shares) and min(shares) >= carried and not narrowed
    more = more or (beyond[0] >= _MORE_SHARE and beyond[1] >= run)
    if whole:
        return Relation.SUPERSET if more else Relation.EQUAL
    return Relation.INTERSECTS if more else Relation.SUBSET


def least_carried(measures: Sequence[Measure], *, free: bool) -> float:
    """The share from which a measure is carried; `free` says that the plan has words of its own."""
    if not free:
        return CARRIED
    return 0.0 if len(measures) == 1 else _OWN_CARRIED


def least_run(clause: PreparedClause, *, free: bool) -> float:
    """The weight from which a run beyond the provision is more than it; `free` says that the plan has words of its
    own."""
    return _OWN_RUN if free and len(clause.tokens.words) < _SHORT else _MORE_RUN


def is_heavy(beyond: Floats) -> NDArray[np.bool_]:
    """Of which clauses the heaviest run beyond the provision could be more than the provision is."""
    return np.asarray(beyond[:, 1] >= _MORE_RUN)


def content_masses(
    clauses: Sequence[PreparedClause], weights: Sequence[Floats], figures: Sequence[Sequence[Target]]
) -> list[Floats]:
    """The weights of clauses' tokens as content: none for habitual phrases, for proper names, for partners and for
    `figures` with their words.

    That a local text names its own places, schools or lakes localises the provision and adds nothing to it; whom an
    office is to work with is its duty; a figure is a deviation of its own and does not change the relation.
    """
    out: list[Floats] = []
    formula = formula_words([clause.tokens.words for clause in clauses])
    for clause, own, by_habit, targets in zip(clauses, weights, formula, figures, strict=True):
        mass = np.where(by_habit, 0.0, own)
        mass[[*proper_names(clause), *partners(clause), *clause.within(t.span for t in targets)]] = 0.0
        out.append(mass)
    return out


def figures_of(targets: Sequence[Target], clause: PreparedClause, explained: Floats, weights: Floats) -> list[Target]:
    """The targets of a clause that set a figure for what its provisions speak of; the others are content of its own.

    Of the words that stand with a target in a segment the provisions explain some, by weight ("5.000 ha" of sensors
    beside a task on computing power has none).
    """
    foreign = unexplained(explained, weights)
    out: list[Target] = []
    for target in targets:
        places = set(clause.within([target.span]))
        about = [slice(*segment) for segment in clause.segments if not places.isdisjoint(range(*segment))]
        mass = sum(float(weights[part].sum()) for part in about)
        if not mass or 1 - sum(float(foreign[part].sum()) for part in about) / mass >= _SAME_MATTER:
            out.append(target)
    return out


def proper_names(clause: PreparedClause) -> list[int]:
    """The tokens of proper names: written with a capital though no sentence begins there."""
    line = clause.line.text
    return [at for at, start in enumerate(clause.tokens.starts) if line[start].isupper() and not _may_open(line, start)]


def partners(clause: PreparedClause) -> list[int]:
    """The tokens of those to work with ("phối hợp với các viện, trường đại học")."""
    return clause.within(p.span for p in clause.duty.partners if p.span is not None) if clause.duty else []


def _may_open(line: str, start: int) -> bool:
    """Whether a sentence may begin at an offset, by what stands before it."""
    while start and line[start - 1].isspace():
        start -= 1
    return not start or not (line[start - 1].isalnum() or line[start - 1] in ",)&/")


def beyond(explained: Floats, weights: Floats, of: NDArray[np.intp], clauses: int) -> Floats:
    """For clauses each beside a provision: the share of content that the provision does not explain, and the weight of
    its heaviest such run; one row a clause.

    The tokens of so many `clauses` stand one after another: `explained` (0, 0.4 or 1) and `weights` have one value
    per token, `of` says which clause it is in.
    """
    total = np.bincount(of, weights, clauses)
    missing = np.bincount(of, unexplained(explained, weights), clauses)
    unknown = weights * (explained < 0.3)
    so_far = np.cumsum(unknown)
    before_run = np.where(explained >= 1, so_far, 0.0)
    opens = np.flatnonzero(np.diff(of, prepend=-1))
    before_run[opens] = so_far[opens] - unknown[opens]
    runs = np.zeros(clauses)
    np.maximum.at(runs, of, so_far - np.maximum.accumulate(before_run))
    return np.column_stack([missing / np.where(total > 0, total, 1.0), runs])
