"""The relation of contents between a clause and a provision: equal, subset, superset, intersects (NIST IR 8477).

Two questions decide, both on measures: does the clause carry all of the provision, and does it hold more of weight?
A changed figure, deadline or verb does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.clauses import PreparedClause
from vnplan.align.localise import formula_words
from vnplan.models import Relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Least carried measure from which the provision is whole, and how much the clause may hold beyond it. Read off the
# open gold with the tested plan left out (docs: model card).
_WHOLE = 0.5
_MORE_SHARE = 0.12
_MORE_RUN = 10.0


def relation(shares: NDArray[np.float64], *, narrowed: bool, beyond: tuple[float, float]) -> Relation:
    """The relation of a clause to a provision.

    `shares` are the carried shares of the provision's measures (0-1), `narrowed` says that a list or a qualifier was
    shortened, `beyond` is what the clause holds besides the provision: its share of the clause and its heaviest run.
    """
    whole = bool(shares.size) and float(shares.min()) >= _WHOLE and not narrowed
    more = beyond[0] >= _MORE_SHARE and beyond[1] >= _MORE_RUN
    if whole:
        return Relation.SUPERSET if more else Relation.EQUAL
    return Relation.INTERSECTS if more else Relation.SUBSET


def content_mass(clause: PreparedClause, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a clause's tokens as content: none for habitual phrases and for proper names.

    That a local text names its own places, schools or lakes localises the provision and adds nothing to it.
    """
    mass = np.where(formula_words(clause.tokens.words), 0.0, weights)
    mass[proper_names(clause)] = 0.0
    return mass


def proper_names(clause: PreparedClause) -> list[int]:
    """The tokens of proper names: written with a capital though no sentence begins there."""
    line = clause.line.text
    return [
        at
        for at, (start, end) in enumerate(clause.tokens.places)
        if line[start:end][:1].isupper() and not _opens(line[:start].rstrip())
    ]


def _opens(before: str) -> bool:
    """Whether a sentence may begin after these words."""
    return not before or not (before[-1].isalnum() or before[-1] in ",)&/")


def beyond(explained: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    """Share of a clause's content that a provision does not explain, and the weight of its heaviest such run.

    `explained` has one value per token (0, 0.4 or 1), `weights` the tokens' weights.
    """
    total = float(weights.sum())
    if not total:
        return 0.0, 0.0
    missing = weights * (1 - np.minimum(1.0, 1.5 * explained))
    unknown = np.cumsum(weights * (explained < 0.3))
    before_run = np.maximum.accumulate(np.where(explained >= 1, unknown, 0.0))
    return float(missing.sum()) / total, float((unknown - before_run).max())
