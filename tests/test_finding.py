"""Which files of folders are read, and what is said of the others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Never

import pytest

from vnplan import compare_plans, parse_plan, score_plans
from vnplan.cli import run
from vnplan.errors import OptionError, ReadError
from vnplan.finding import find_plans, left_out


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")


def test_a_folder_gives_its_plans_by_name_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.docx", "sub/c.PDF", "README.md", "manifest.toml", ".hidden.txt", ".git/x.txt", "~$a.docx")
    put(tmp_path, "report/report.html", "report/comparison.json", "report/tables/links.txt")
    put(tmp_path, "scores/scores.html", "scores/run.json", "scores/tables/scores.csv", "scores/report/report.html")
    assert [p.name for p in find_plans([tmp_path])] == ["a.docx", "b.txt", "c.PDF"]
    assert left_out(tmp_path) == ()


def test_files_are_taken_as_given_and_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "plan.xyz")
    named = [tmp_path / "plan.xyz", tmp_path, tmp_path / "a.txt", tmp_path / "missing.txt"]
    assert [p.name for p in find_plans(named)] == ["plan.xyz", "a.txt", "missing.txt"]
    assert left_out(named) == ()


def test_what_an_office_may_have_sent_in_another_form_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "a.txt.review.json", "tasks.xlsx", "sub/all.zip", "page.jpg", "Thumbs.db", "plan")
    assert [p.name for p in left_out(tmp_path)] == ["page.jpg", "plan", "all.zip", "tasks.xlsx"]


def test_a_note_of_ours_beside_the_plan_it_is_about_is_no_plan(plans_dir: Path, tmp_path: Path) -> None:
    shutil.copy(plans_dir / "lang-son.txt", tmp_path / "lang-son.txt")
    note, damaged = tmp_path / "gop-y.docx", tmp_path / "damaged.docx"
    assert run(["note", str(tmp_path / "lang-son.txt"), "--draft", "--out", str(note)]) == 0
    damaged.write_bytes(note.read_bytes()[:2000])
    assert [p.name for p in find_plans(tmp_path)] == ["damaged.docx", "lang-son.txt"]
    assert left_out(tmp_path) == (note,)
    assert find_plans(note) == (note,)  # named itself, it is read


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "closed/b.txt")
    (closed := tmp_path / "closed").chmod(0)
    if os.access(closed / "b.txt", os.R_OK):  # root may all the same
        scandir = os.scandir
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed)
        monkeypatch.setattr(os, "scandir", lambda path: scandir(path) if Path(path) != closed else refuse(path))
    assert find_plans(tmp_path) == (tmp_path / "a.txt", closed)
    assert find_plans(closed) == (closed,)
    assert left_out(tmp_path) == ()
    with pytest.raises(ReadError, match="The folder cannot be opened"):
        parse_plan(closed)
    closed.chmod(0o700)


def refuse(path: object) -> Never:
    raise PermissionError(13, "Permission denied", str(path))


@pytest.mark.parametrize("wrong", [3, None, b"plans", [3], ["a.txt", None]])
@pytest.mark.parametrize("function", [score_plans, compare_plans])
def test_what_is_no_path_is_refused_in_a_sentence(function, wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OptionError, match=r"Paths of files or folders are needed, not (int|NoneType|bytes)"):
        function(wrong)
