"""Pages that repeat what the code says are those the code makes; every code block runs; the site has no broken link."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vnplan.cli import run

ROOT = Path(__file__).resolve().parent.parent

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITH_BLOCKS = sorted(
    str(page.relative_to(ROOT / "docs"))
    for page in (ROOT / "docs").rglob("*.md")
    if BLOCK.search(page.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("page", ["tables.md", "notes.md", "errors.md"])
def test_generated_pages_are_up_to_date(page: str, project_root: Path) -> None:
    made = runpy.run_path(str(project_root / "docs" / "generate.py"))["PAGES"][page]()
    kept = (project_root / "docs" / page).read_text(encoding="utf-8")
    assert kept == made, "run: python docs/generate.py"


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_every_code_block_runs(
    page: str, project_root: Path, plans_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder with the plans where a clone has them; commands and Python of a page in the order they stand."""
    blocks = BLOCK.findall((project_root / "docs" / page).read_text(encoding="utf-8"))
    shutil.copytree(plans_dir, tmp_path / "corpora" / "plans")
    (tmp_path / "tests" / "data").mkdir(parents=True)
    shutil.copy(project_root / "tests" / "data" / "plan-1671.txt", tmp_path / "tests" / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VNPLAN_HOME", str(tmp_path / "home"))
    names: dict[str, object] = {"__name__": "__main__"}
    for language, body in blocks:
        assert language in {"console", "python", "json", "text", "toml"}, "a block of another kind does not run here"
        if language == "toml":
            Path("my-decision.toml").write_text(body, encoding="utf-8")
        if language == "python":
            exec(compile(body, page, "exec"), names)
        elif language == "console":
            for line in body.splitlines():
                program, *arguments = line.removeprefix("$ ").split("#")[0].split()
                assert program == "vnplan", line
                assert run(arguments) == 0, line


@pytest.mark.slow
def test_the_site_is_built_without_a_broken_link(project_root: Path, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    pytest.importorskip("mkdocstrings")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=project_root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    page = (tmp_path / "site" / "tutorial" / "vi" / "index.html").read_text(encoding="utf-8")
    fetched = re.findall(r'<(?:script|link|img)\b[^>]*(?:src|href)="(https?://[^"]+)', page)
    assert fetched == [], "the site loads nothing from elsewhere"
