"""Files are written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vnplan.batch import score_plans
from vnplan.comparison import Comparison
from vnplan.errors import Lang, WriteError
from vnplan.files import clear_leftovers, scratch_folder, whole_file, write_file, write_files
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


class TestLeftovers:
    """A process that is killed outright while it writes leaves a file of a name of ours."""

    @pytest.fixture
    def left(self, tmp_path: Path) -> Path:
        """What a process that has ended left behind."""
        lines = "from pathlib import Path; from vnplan import files; print(files._temporary(Path('a.json')).name)"
        made = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True).stdout.strip()
        file = tmp_path / made
        file.write_text("half", encoding="utf-8")
        return file

    @pytest.mark.skipif(os.name == "nt", reason="no process can be asked after there")
    def test_a_later_writer_clears_it(self, left: Path, tmp_path: Path) -> None:
        write_files(tmp_path, {"b.json": "{}"})
        assert [path.name for path in tmp_path.iterdir()] == ["b.json"]

    @pytest.mark.skipif(os.name == "nt", reason="no process can be asked after there")
    def test_a_scratch_folder_is_cleared_with_what_is_in_it(self, left: Path, tmp_path: Path) -> None:
        scratch = left.with_suffix(".scratch.tmp")
        scratch.mkdir()
        (scratch / "sheet1").write_text("half", encoding="utf-8")
        clear_leftovers(tmp_path)
        assert not list(tmp_path.iterdir())

    def test_what_is_being_written_stays(self, tmp_path: Path) -> None:
        with whole_file(tmp_path / "a.json") as out, scratch_folder(tmp_path / "a.json"):
            out.write(b"half")
            clear_leftovers(tmp_path)
            assert len(list(tmp_path.iterdir())) == 2
        assert (tmp_path / "a.json").read_bytes() == b"half"

    def test_files_of_other_makers_stay(self, tmp_path: Path) -> None:
        names = [".a.json.tmp", ".a.json.123.tmp", "a.json.0a0a0a0a-1.tmp", ".a.json.0a0a0a0a-x.tmp"]
        for name in names:
            (tmp_path / name).write_text("", encoding="utf-8")
        clear_leftovers(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)

    def test_one_of_another_machine_goes_after_a_day(self, tmp_path: Path) -> None:
        old, new = (tmp_path / f".{name}.json.0a0a0a0a-1.tmp" for name in ("old", "new"))
        for file in (old, new):
            file.write_text("", encoding="utf-8")
        os.utime(old, (time.time() - 90_000,) * 2)
        clear_leftovers(tmp_path)
        assert list(tmp_path.iterdir()) == [new]

    @pytest.mark.skipif(os.name == "nt", reason="no process can be asked after there")
    def test_a_run_into_the_same_folder_clears_it(self, left: Path, tmp_path: Path) -> None:
        plan = tmp_path / "plan.txt"
        plan.write_text("", encoding="utf-8")
        results = tmp_path / "out" / "results" / "ab"
        results.mkdir(parents=True)
        here = left.rename(results / left.name)
        score_plans(plan, out=tmp_path / "out")
        assert not here.exists()


@pytest.mark.parametrize(
    ("lang", "title", "sheet"),
    [("vi", "Đối chiếu kế hoạch cấp tỉnh", "Điểm khác biệt"), ("en", "Provincial plans compared", "Deviations")],
)
def test_a_report_is_in_the_language_asked_for(
    hostile: Comparison, reference: Reference, tmp_path: Path, lang: Lang, title: str, sheet: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    page = write_report(hostile, tmp_path, reference=reference, xlsx=True, lang=lang)
    assert f'<html lang="{lang}">' in page.read_text(encoding="utf-8")
    assert f"<title>{title}" in page.read_text(encoding="utf-8")
    assert sheet in openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames
