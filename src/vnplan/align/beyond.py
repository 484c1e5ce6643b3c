"""What a clause holds besides its provisions: which of its words are content, how much of it no provision explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.localise import formula_words
from vnplan.align.wording.stretches import unexplained
from vnplan.models import Target

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Share of the words around a figure that provisions explain, from which it is about what they say: below it all six of
# ten annotated plans were added measures.
_SAME_MATTER = 0.2


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
    unknown = weights * (explained == 0)
    so_far = np.cumsum(unknown)
    before_run = np.where(explained >= 1, so_far, 0.0)
    opens = np.flatnonzero(np.diff(of, prepend=-1))
    before_run[opens] = so_far[opens] - unknown[opens]
    runs = np.zeros(clauses)
    np.maximum.at(runs, of, so_far - np.maximum.accumulate(before_run))
    return np.column_stack([missing / np.where(total > 0, total, 1.0), runs])
