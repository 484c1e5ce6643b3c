"""`vnplan versions` at the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vnplan.cli import run


@pytest.fixture
def two(plans_dir: Path, tmp_path: Path) -> list[str]:
    text = (plans_dir / "lang-son.txt").read_text(encoding="utf-8")
    (tmp_path / "draft.txt").write_text(text.replace("TTNT", "AI"), encoding="utf-8")
    (tmp_path / "final.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / "draft.txt"), str(tmp_path / "final.txt")]


def test_without_a_file_markdown_goes_to_stdout(two: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["versions", *two]) == 0
    assert capsys.readouterr().out.startswith("# So sánh hai bản kế hoạch")


def test_each_ending_gives_its_format(two: list[str], tmp_path: Path) -> None:
    starts = {"docx": b"PK", "html": b"<!doctype", "md": b"# Two versions", "json": b"{"}
    for ending, start in starts.items():
        file = tmp_path / f"note.{ending}"
        assert run(["versions", *two, "--out", str(file), "--lang", "en"]) == 0
        assert file.read_bytes().startswith(start)
    assert json.loads((tmp_path / "note.json").read_text(encoding="utf-8"))["schema"] == "vnplan/version-review"


def test_other_endings_are_refused_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["versions", "none.txt", "none.txt", "--out", str(tmp_path / "x.odt")]) == 2
    assert ".docx (Word), .html, .md or .json" in capsys.readouterr().err
