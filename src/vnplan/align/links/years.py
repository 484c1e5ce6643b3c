"""The years of goals: what the year of a clause says for or against a provision that has one.

A year that agrees speaks for a provision, another year of the decision against it, and so does one after the last of
these. Any sooner year speaks for nothing: a plan that comes late, looks shorter ahead or sets steps on the way has
goals for years of its own. And where a plan comes when a year of the decision runs or is past, what was to be reached
in it is carried as its like for a later year; where there is none, by whatever year the plan gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.sections import GOALS
from vnplan.parse.figures.dates import first_deadline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_PARALLEL = 0.6
_OPENING_LETTERS = 28  # "10.2. Đến hết năm 2025, …"


def year_signs(clauses: Sequence[PreparedClause], index: ReferenceIndex) -> Floats:
    """Clauses x provisions: 1 for the same year, -1 for another, 0 where the years say nothing."""
    horizons = _horizons(index)
    years = np.array([clause.horizon if clause.horizon and _bounds_a_goal(clause) else 0 for clause in clauses])
    own = np.unique(horizons[horizons > 0])
    place = np.searchsorted(own, years)
    sooner = (place < len(own)) & ~np.isin(years, own)
    said = (horizons > 0) & ((years > 0) & ~sooner)[:, None]
    signs = np.where(said, np.where(horizons == years[:, None], 1.0, -1.0), 0.0)
    issued = np.array([clause.issued or 0 for clause in clauses])
    past = (horizons > 0) & (horizons <= issued[:, None]) & (signs <= 0)
    return np.where(past, np.where(_has_later_like(index), -1.0, 0.0), signs)


@lru_cache(maxsize=16)
def _horizons(index: ReferenceIndex) -> NDArray[np.intp]:
    return np.array([p.horizon or 0 for p in index.provisions()], dtype=np.intp)


@lru_cache(maxsize=16)
def _has_later_like(index: ReferenceIndex) -> Flags:
    """Which provisions have their like for a later year."""
    horizons = _horizons(index)
    return np.asarray((parallel_provisions(index) & (horizons > horizons[:, None])).any(axis=1))


@lru_cache(maxsize=16)
def parallel_provisions(index: ReferenceIndex) -> Flags:
    """Pairs of provisions that say the same for different years: a clause without a year may carry both."""
    likeness = index.official.T @ index.official
    years = np.array([p.horizon or 0 for p in index.provisions()])
    differ = (years[:, None] != years[None, :]) & (years[:, None] > 0) & (years[None, :] > 0)
    return np.asarray(differ & (likeness > _PARALLEL))


def _bounds_a_goal(clause: PreparedClause) -> bool:
    """Whether the horizon of a clause is a goal's: among goals, or where the clause itself begins with it ("Đến năm
    2025, …"), as goals do wherever they stand."""
    return (
        clause.role is None or clause.role in GOALS or first_deadline(clause.line.text[:_OPENING_LETTERS]) is not None
    )
