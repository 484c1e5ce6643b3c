"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vnplan.comparison import Comparison
from vnplan.errors import WriteError
from vnplan.files import write_file, write_files
from vnplan.models import Reference
from vnplan.report import write_report


def test_an_existing_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    write_file(target, "Hòa Bình")
    assert target.read_text(encoding="utf-8") == "Hòa Bình"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_set_is_not_begun_unless_all_of_it_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()  # the second file's place is taken by a folder
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError):
        write_files(tmp_path, {"a.txt": "new", "file/b.txt": "x"})
    assert (tmp_path / "a.txt").read_text() == "old"
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".tmp")]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(WriteError, match="not a folder"):
        write_files(tmp_path / "out", {"a": "x"})
    assert (tmp_path / "out").read_text() == "mine"


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if b"second" in content:
            write(self, content[:2])
            raise OSError(28, os.strerror(28))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteError, match="No space left"):
        write_files(tmp_path / "out", {"a.txt": "first", "b.txt": "second"})
    assert list((tmp_path / "out").iterdir()) == []


def test_a_report_holds_page_tables_and_alignments(hostile: Comparison, reference: Reference, tmp_path: Path) -> None:
    page = write_report(hostile, tmp_path / "deep" / "report", reference=reference)
    assert page.name == "report.html"
    names = {str(p.relative_to(page.parent)) for p in page.parent.rglob("*") if p.is_file()}
    assert {"report.html", "comparison.json", "tables/links.csv", "alignments/plan-1.json"} <= names
    again = Comparison.from_json((page.parent / "comparison.json").read_text(encoding="utf-8"))
    assert again == hostile
