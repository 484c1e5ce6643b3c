"""Fixtures shared by all tests."""

from __future__ import annotations

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
