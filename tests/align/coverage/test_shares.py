"""Intervals: the published values, and that they are never falsely sure."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.align.coverage.intervals import wilson
from vnplan.align.coverage.shares import mean_share, share


@pytest.mark.parametrize(
    ("value", "count", "low", "high"),
    # Newcombe 1998, table I, method 3 (score interval without continuity correction)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_published_values(value: int, count: int, low: float, high: float) -> None:
    ends = wilson(value, count)
    assert ends is not None
    assert ends == pytest.approx((low, high), abs=5e-5)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=200))
def test_an_interval_holds_its_rate_and_is_never_of_no_width(values: list[float]) -> None:
    found = mean_share(values)
    assert found.rate is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.rate + 1e-4
    assert found.rate - 1e-4 <= found.high <= 1
    assert found.high - found.low > 0.005
    assert math.isclose(found.rate, sum(values) / len(values), abs_tol=5e-5)


def test_nothing_to_count_has_no_rate() -> None:
    assert wilson(0, 0) is None
    assert share(0, 0).model_dump() == {"value": 0.0, "count": 0, "rate": None, "low": None, "high": None}
