"""Pages that repeat what the code says are those the code makes."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest


@pytest.mark.parametrize("page", ["tables.md", "notes.md"])
def test_generated_pages_are_up_to_date(page: str, project_root: Path) -> None:
    made = runpy.run_path(str(project_root / "docs" / "generate.py"))["PAGES"][page]()
    kept = (project_root / "docs" / page).read_text(encoding="utf-8")
    assert kept == made, "run: python docs/generate.py"
