"""How far a rate could be chance: 95% intervals, never of no width."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Z = 1.959963984540054
"""The 97.5% point of the normal distribution: two-sided 95%."""

_RESAMPLES = 1000


def interval(found: Mapping[str, float]) -> tuple[float, float] | None:
    """The interval of the mean of values from 0 to 1 by name: bootstrap percentiles (1,000 resamples, fixed seed).

    Where all values are the same, so is every resample; then it is Wilson's interval.

    >>> interval({"II.1": 1.0, "II.2": 1.0, "II.3": 1.0})
    (0.4385, 1.0)
    """
    if not found:
        return None
    data = np.array([found[key] for key in sorted(found)])
    if data.min() == data.max():
        low, high = wilson(float(data.sum()), len(data)) or (0.0, 1.0)
    else:
        low, high = np.percentile(data.take(_resamples(len(data))).mean(axis=1), [2.5, 97.5]).tolist()
    return round(low, 4), round(high, 4)


@lru_cache(maxsize=4)  # plans beside one reference mostly have as many
def _resamples(count: int) -> NDArray[np.intp]:
    """The places drawn for every resample of so many values."""
    return np.random.default_rng(127).integers(0, count, size=(_RESAMPLES, count))


def wilson(value: float, count: int) -> tuple[float, float] | None:
    """The Wilson score interval (95%) of `value` out of `count`; None for no count.

    Source: Wilson 1927, as recommended for small counts by Brown, Cai and DasGupta 2001. It never has a width of zero,
    as a bootstrap has where all values agree. For values between 0 and 1 it is at least as wide as needed: their
    variance is at most p(1 - p).

    >>> [round(end, 3) for end in wilson(3, 4)]
    [0.301, 0.954]
    >>> [round(end, 3) for end in wilson(3, 3)]
    [0.439, 1.0]
    """
    if count == 0:
        return None
    p, square = value / count, _Z * _Z
    middle = p + square / (2 * count)
    half = _Z * math.sqrt(p * (1 - p) / count + square / (4 * count * count))
    scale = 1 + square / count
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
