"""Fixtures shared by all tests."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAN_NAMES = ("vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong")


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def plans_dir() -> Path:
    return ROOT / "corpora" / "plans"


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder beside the project with gold, official texts and scorers; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "reference").is_dir():
        pytest.skip("../shared is not on this machine")
    return folder


@pytest.fixture
def assert_linear() -> Callable[[Callable[[int], object]], None]:
    """Check that work grows with its size and no faster, from 5,000 to 20,000 (or other sizes, four times apart).

    Noise makes a run slower, never faster: one good pair of five is enough, and what grows with the square has none.
    """

    def check(work: Callable[[int], object], small: int = 5_000, large: int = 20_000) -> None:
        def seconds(size: int) -> float:
            start = time.process_time()
            work(size)
            return time.process_time() - start

        gc.disable()
        try:
            pairs = []
            for _ in range(5):
                pairs.append((seconds(small), seconds(large)))
                if pairs[-1][1] < 2.5 * large / small * max(pairs[-1][0], 0.05):
                    return
        finally:
            gc.enable()
        pytest.fail(f"seconds for the smaller and the larger size: {pairs}")

    return check
