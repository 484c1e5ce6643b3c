"""The command that writes a note on one plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan.cli import run


def test_a_draft_gets_a_table_of_comments_in_word(plans_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "gop-y.docx"
    assert run(["note", str(plans_dir / "lang-son.txt"), "--draft", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")


def test_without_a_file_markdown_goes_to_stdout(plans_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["note", str(plans_dir / "lang-son.txt"), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("# Comparison of a plan with Decision 127/QĐ-TTg")


def test_other_endings_are_refused_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["note", "absent.txt", "--out", str(tmp_path / "a.pdf")]) == 2
    assert ".docx" in capsys.readouterr().err
