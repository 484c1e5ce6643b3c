"""Runs of a flat array: what belongs to many owners (lines, clauses, pairs) lies one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]


def runs(first: Integers, count: Integers) -> Integers:
    """The places of runs, one after another: `count` places from `first` on, for each of them.

    >>> runs(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    return np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
