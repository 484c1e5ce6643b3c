"""What a clause holds besides its provisions."""

from __future__ import annotations

import numpy as np
import pytest

from vnplan.align.beyond import beyond


def test_beyond_is_the_unexplained_share_and_its_heaviest_run_of_each_clause():
    explained = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.4])
    weights = np.array([1.0, 2.0, 3.0, 4.0, 4.0, 7.0, 5.0])
    found = beyond(explained, weights, np.array([0, 0, 0, 0, 0, 2, 2]), 3)
    assert found == pytest.approx(np.array([[9 / 14, 5.0], [0.0, 0.0], [(7 + 5 * 0.4) / 12, 7.0]]))
