"""The README keeps its word: its two lines stand, its Python example runs, its links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def readme(project_root: Path) -> str:
    return (project_root / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_two_lines_come_first_and_are_one_line_each(readme: str) -> None:
    main, test = blocks(readme, "bash")
    for line in (main, test):
        assert line.count("\n") == 1
        assert line.startswith("python3 -m venv ")
    assert main.endswith("vnplan compare corpora/plans --out report\n")
    assert "pytest" in test


def test_the_python_example_has_ten_lines_and_prints_what_the_readme_says(readme: str, project_root: Path) -> None:
    (example,) = blocks(readme, "python")
    (expected,) = blocks(readme, "text")
    assert len([line for line in example.splitlines() if line]) == 10
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", example],
        cwd=project_root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    printed = ran.stdout.splitlines()
    assert [line for line in expected.splitlines() if line not in printed] == []


def test_the_commands_it_shows_exist(readme: str) -> None:
    from typer.main import get_command

    from vnplan.cli import app

    known = get_command(app).commands  # type: ignore[attr-defined]
    (shown,) = blocks(readme, "console")
    for line in shown.splitlines():
        words = line.removeprefix("$ ").split("#")[0].split()
        assert words[0] == "vnplan"
        command = known[words[1]]
        if hasattr(command, "commands"):
            command = command.commands[words[2]]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.slow
def test_the_commands_it_shows_run(
    readme: str, project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order they stand, in a folder that has of a clone what they name."""
    from vnplan.cli import run

    for name in ("corpora", "tests/data"):
        shutil.copytree(project_root / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    (shown,) = blocks(readme, "console")
    for line in shown.splitlines():
        words = line.removeprefix("$ vnplan ").split("#")[0].split()
        if words != ["evaluate"]:  # tests/evaluate has it
            assert run(words) == 0, line


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "corpora/CARD.md", "docs/index.md"])
def test_links_and_pictures_are_there(name: str, project_root: Path) -> None:
    page = project_root / name
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
