"""The shell: what goes to stdout and stderr, exit codes, and one clear sentence for every refusal."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vnplan import __version__
from vnplan.cli import run

PLAN = "KẾ HOẠCH\nThực hiện Chiến lược tại tỉnh Hòa Bình\n\nI. MỤC TIÊU\n1. Hình thành 05 mô hình ứng dụng TTNT.\n"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VNPLAN_HOME", str(tmp_path / "home"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "hoa-binh.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


def sentences(err: str) -> list[str]:
    return [line for line in err.splitlines() if line]


def test_the_version_comes_fast() -> None:
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "vnplan", "--version"], capture_output=True, text=True, check=True)
    took = time.perf_counter() - start
    assert done.stdout == f"vnplan {__version__}\n"
    assert took < 20  # 0.5 s is measured on a quiet machine in the benchmarks; this guards against heavy imports


def test_the_version_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['vnplan', '--version']; from vnplan.__main__ import main; main(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"typer", "pydantic", "pandas", "sklearn", "underthesea", "pyvi", "rich", "jinja2", "numpy"}


def test_the_commands_import_nothing_heavy_before_they_run() -> None:
    code = "import vnplan.cli, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"pydantic", "pandas", "sklearn", "underthesea", "pyvi", "jinja2", "numpy"}


def test_parse_prints_the_contracts_json(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", str(plan), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["schema"] == "vnplan/document"
    assert document["metadata"]["province"] == "Hòa Bình"
    assert err == ""


def test_parse_explains_each_node(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", str(plan), "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("I.1" in line and "[" in line and "05 mô hình" in line for line in lines)


def test_parse_writes_a_file_and_names_it(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan.json"
    assert run(["parse", str(plan), "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["schema"] == "vnplan/document"
    assert capsys.readouterr() == ("", f"Written: {out}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "missing.txt", "--out", "absent/plan.json"],
        ["align", "missing.txt", "--out", "absent/plan.json"],
        ["note", "missing.txt", "--out", "absent/note.md"],
        ["evaluate", "missing.json", "--out", "absent/scores.txt"],
        ["review", "export", "missing.txt", "--out", "absent/review.xlsx"],
        ["parse", "missing.txt", "--out", "."],
        ["compare", "missing.txt", "--out", "file.txt"],
        ["compare", "missing.txt", "--out", "file.txt/report"],
        ["score", "missing.txt", "--out", "file.txt"],
        ["report", "missing.json", "--out", "file.txt"],
    ],
)
def test_an_out_that_cannot_be_is_refused_before_anything_is_read(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    assert run(arguments) == 2
    (said,) = sentences(capsys.readouterr().err)
    assert "missing" not in said
    assert "folder" in said
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_a_folder_nothing_may_be_written_to_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert run(["compare", "missing.txt", "--out", str(tmp_path / "report")]) == 1
    assert "Nothing may be written here" in capsys.readouterr().err


@pytest.mark.parametrize("group", [[], ["reference"], ["review"]])
def test_the_list_of_commands_cuts_nothing_off(group: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*group, "--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2].splitlines()
    assert listed
    assert [line for line in listed if line.endswith("...")] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["align", "PLAN", "--lang", "fr"], "cannot be fr. Choose one of: vi, en"),
        (["align", "PLAN", "-r", "bad.toml"], "The codebook file 'bad.toml' does not exist"),
        (["review", "apply", "PLAN", "absent.xlsx"], "The workbook does not exist"),
        (["review", "apply", "PLAN", "PLAN"], "This is not a workbook (xlsx)"),
        (["evaluate", "PLAN"], "This is not an annotated plan"),
        (["reference", "attach", "PLAN"], "None of the 91 provisions"),
    ],
)
def test_refusals_speak_of_the_file_and_not_of_our_libraries(
    arguments: list[str], said: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(plan) if word == "PLAN" else word for word in arguments]) in {1, 2}
    err = capsys.readouterr().err
    assert said in err
    assert not any(leak in err for leak in ("Errno", "zip", "Value error", "Traceback"))


def bad_file(tmp_path: Path, kind: str) -> Path:
    file = tmp_path / f"{kind}.txt"
    if kind == "empty":
        file.write_bytes(b"")
    elif kind == "blank":
        file.write_bytes(b" \n\t\n")
    elif kind == "binary":
        file.write_bytes(bytes(range(256)) * 20)
    elif kind == "folder":
        file.mkdir()
    return file


@pytest.mark.parametrize("kind", ["missing", "empty", "blank", "binary", "folder"])
@pytest.mark.parametrize("command", ["parse", "align"])
def test_an_unreadable_file_is_one_sentence_and_exit_1(
    command: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = bad_file(tmp_path, kind)
    out = tmp_path / "out.json"
    assert run([command, str(file), "--out", str(out)]) == 1
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert len(sentences(stderr)) == 1
    assert file.name in stderr
    assert "Traceback" not in stderr
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["align", "PLAN", "--reference", "no-such-decision"],
        ["compare", "PLAN", "--reference", "no-such-decision", "--out", "OUT"],
        ["reference", "show", "no-such-decision"],
        ["reference", "show", "qd-127-2021", "IX.9"],
    ],
)
def test_an_unknown_name_is_one_sentence_and_exit_2(
    arguments: list[str], plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    given = [{"PLAN": str(plan), "OUT": str(out)}.get(word, word) for word in arguments]
    assert run(given) == 2
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert len(sentences(stderr)) == 1
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["parse", "x", "--format", "xml"],
        ["align", "x", "--segmenter", "none"],
        ["no-such-command"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert len(sentences(stderr)) == 1


def test_a_text_that_is_no_plan_parses_but_is_not_aligned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Kính gửi anh Nam\nHẹn gặp anh vào thứ hai tới", encoding="utf-8")
    assert run(["parse", str(letter)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert "no_structure" in [note["code"] for note in document["notes"]]
    assert run(["align", str(letter)]) == 1
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert "structure" in stderr
    out = tmp_path / "report"
    assert run(["compare", str(letter), "--out", str(out)]) == 1
    assert not out.exists()


def test_a_folder_without_plans_is_one_sentence_and_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "README.md").write_text("nothing")
    out = tmp_path / "report"
    assert run(["compare", str(folder), "--out", str(out)]) == 1
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert len(sentences(stderr)) == 1
    assert not out.exists()


@pytest.mark.parametrize("command", [["compare"], ["score", "--out", "scores", "--jobs", "1"]])
def test_what_a_folder_holds_besides_plans_is_told(
    command: list[str], plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "plan.txt").write_bytes(plan.read_bytes())
    (folder / "tasks.xlsx").write_bytes(b"PK")
    monkeypatch.chdir(tmp_path)
    assert run([*command, "inbox"]) == 0
    assert "Left out, of kinds not read from a folder or notes of ours: inbox/tasks.xlsx." in capsys.readouterr().err


def test_a_bad_file_costs_one_row_and_exit_1(
    plans_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    missing = tmp_path / "missing.txt"
    assert run(["compare", str(plans_dir / "lang-son.txt"), str(missing), "--out", str(out)]) == 1
    stdout, stderr = capsys.readouterr()
    assert "Lạng Sơn" in stdout
    assert "missing.txt" in stderr
    comparison = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert len(comparison["plans"]) == 1
    assert comparison["failures"][0]["source"] == "missing.txt"


def test_compare_writes_the_whole_report_and_prints_a_row_per_province(
    plans_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    assert run(["compare", str(plans_dir), "--out", str(out)]) == 0
    stdout, stderr = capsys.readouterr()
    for province in ("Lạng Sơn", "Hòa Bình", "Hải Phòng", "Vĩnh Long", "Cần Thơ"):
        assert province in stdout
        assert province not in stderr
    assert "[5/5]" in stderr
    tables = {p.stem for p in (out / "tables").iterdir()}
    assert tables == {"plans", "coverage", "links", "deviations", "targets", "duties", "unlinked"}
    assert {p.stem for p in (out / "alignments").iterdir()} == {
        "vinh-long",
        "can-tho",
        "lang-son",
        "hoa-binh",
        "hai-phong",
    }
    assert (out / "report.html").stat().st_size > 100_000
    assert not [p for p in out.rglob("*") if p.name.endswith(".tmp")]


@pytest.mark.parametrize("columns", [60, 80, 120, 250])
def test_the_table_cuts_no_word_off_however_narrow_the_terminal(
    columns: int, plans_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    assert run(["compare", str(plans_dir)]) == 0
    *table, last = re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue()).splitlines()
    assert last.startswith("Mức độ thể hiện trong văn bản")
    assert max(map(len, table)) <= columns
    assert not [line for line in table if "…" in line]
    assert [line for line in table if re.match(r"  Lược bỏ nội dung ", line)], "a label stands on its line"
    assert [line for line in table if re.search(r"\b\d\d%", line)]


def test_compare_gives_the_same_bytes_again(plans_dir: Path, tmp_path: Path) -> None:
    files = [str(plans_dir / "lang-son.txt"), str(plans_dir / "hoa-binh.txt")]
    for name, order in (("a", files), ("b", files[::-1])):
        subprocess.run(
            [sys.executable, "-m", "vnplan", "compare", *order, "--out", str(tmp_path / name)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": str(len(name) * 7 + ord(name))},
        )
    first = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert first == second


def test_a_report_can_be_written_anew_with_a_workbook(
    plans_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    assert run(["compare", str(plans_dir / "lang-son.txt"), "--out", str(first)]) == 0
    assert run(["report", str(first), "--out", str(again), "--xlsx"]) == 0
    assert (again / "report.html").read_bytes() == (first / "report.html").read_bytes()
    assert (again / "report.xlsx").stat().st_size > 10_000
    capsys.readouterr()
    assert run(["report", str(tmp_path / "nothing"), "--out", str(again)]) == 1
    assert len(sentences(capsys.readouterr().err)) == 1
    assert run(["compare", str(plans_dir / "lang-son.txt"), "--xlsx"]) == 2
    assert len(sentences(capsys.readouterr().err)) == 1


def test_a_report_is_not_read_from_its_page_and_the_answer_names_what_is(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", str(plan), "--out", str(tmp_path / "report")]) == 0
    capsys.readouterr()
    page = tmp_path / "report" / "report.html"
    assert run(["report", str(page), "--out", str(tmp_path / "again")]) == 1
    assert capsys.readouterr().err == (
        f"vnplan: {page}: This is no stored comparison. Give comparison.json, or the folder it is in.\n"
    )


def test_a_workbook_to_review_is_named_like_one(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "export", str(plan), "--out", str(plan.with_suffix(".docx"))]) == 2
    assert "must end in .xlsx" in capsys.readouterr().err
    assert not plan.with_suffix(".docx").exists()


def test_output_is_utf8_whatever_the_locale(plan: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vnplan", "parse", str(plan)],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    )
    assert "Hòa Bình" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_is_no_error_message(plan: Path) -> None:
    command = f"{sys.executable} -m vnplan parse {plan} | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "parse PLAN", "reference list"])
def test_a_full_disk_behind_stdout_is_one_sentence(arguments: str, plan: Path) -> None:
    command = f"{sys.executable} -m vnplan {arguments.replace('PLAN', str(plan))} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("vnplan: What the command prints cannot be written (")
    assert len(done.stderr.splitlines()) == 1


def test_reference_list_and_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "list"]) == 0
    assert "qd-127-2021    127/QĐ-TTg" in capsys.readouterr().out
    assert run(["reference", "show", "qd-127-2021"]) == 0
    assert "III.2.1" in capsys.readouterr().out
    assert run(["reference", "show", "qd-127-2021", "III.2.1"]) == 0
    assert "Tóm lược, không phải nguyên văn" in capsys.readouterr().out
    assert run(["reference", "show", "qd-127-2021", "III.2.1", "--lang", "en"]) == 0
    assert "III.2.1#1" in capsys.readouterr().out
    assert run(["reference", "show", "qd-127-2021", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "vnplan/reference"


def test_a_provision_is_shown_with_who_and_by_when_and_what_only_the_state_can_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["reference", "show", "qd-127-2021", "D2.5"]) == 0
    shown = capsys.readouterr().out
    assert "Hạn: 15/12, hằng năm" in shown
    assert "Đơn vị thực hiện: Ủy ban nhân dân tỉnh" in shown
    assert run(["reference", "show", "qd-127-2021", "IV.6.1", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("[for the State only]") for line in lines if "IV.6.1#" in line] == [True, False]
    assert "Provincial counterpart (inferred): Department of Planning and Investment" in lines


def test_attached_text_is_shown_and_changes_no_result(
    shared_dir: Path, plans_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(plans_dir / "lang-son.txt")
    assert run(["align", plan]) == 0
    before = capsys.readouterr().out
    assert run(["reference", "attach", str(shared_dir / "reference" / "qd-127-2021.md")]) == 0
    assert "91 of 91" in capsys.readouterr().out
    assert run(["align", plan]) == 0
    assert capsys.readouterr().out == before
    assert run(["reference", "show", "qd-127-2021", "III.2.1"]) == 0
    assert "Nguyên văn" in capsys.readouterr().out
    assert run(["compare", plan, "--out", str(tmp_path / "report")]) == 0
    assert run(["reference", "detach", "qd-127-2021"]) == 0
    capsys.readouterr()
    assert run(["reference", "show", "qd-127-2021", "III.2.1"]) == 0
    assert "Nguyên văn" not in capsys.readouterr().out


def test_attaching_another_text_is_refused(plans_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "attach", str(plans_dir / "lang-son.txt")]) == 1
    assert "provisions of 127/QĐ-TTg stand in this file" in capsys.readouterr().err


def test_what_an_earlier_run_left_beside_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, out = str(tmp_path / "plan.txt"), str(tmp_path / "out")
    Path(plan).write_text("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Xây dựng kho dữ liệu dùng chung.\n", encoding="utf-8")
    for command, workbook in ((["compare"], "report.xlsx"), (["score", "--jobs", "1"], "scores.xlsx")):
        folder = f"{out}-{command[0]}"
        assert run([*command, plan, "--out", folder, "--xlsx"]) == 0
        assert f"Workbook: {Path(folder, workbook)}" in capsys.readouterr().err
        assert run([*command, plan, "--out", folder]) == 0
        told = capsys.readouterr().err
        assert "Of an earlier run" in told
        assert str(Path(folder, workbook)) in told


def test_plans_of_one_province_or_another_decision_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, number in (("a", "127"), ("b", "127"), ("c", "1671")):
        text = f"ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nKẾ HOẠCH\nThực hiện Quyết định số {number}/QĐ-TTg\nI. NHIỆM VỤ\n1. Mở dữ liệu.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run(["compare", str(tmp_path), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "Sơn La (a.txt)" in printed
    assert "Sơn La (c.txt) [names 1671/QĐ-TTg]" in printed


def test_a_difference_stands_under_its_own_provision(plans_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["align", str(plans_dir / "hai-phong.txt"), "--format", "text", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = next(i for i, line in enumerate(lines) if "5 “thương hiệu” -> “4 - 6 thương hiệu”" in line)
    link = next(line for line in reversed(lines[:at]) if line.startswith("    -> "))
    assert link.split()[1] == "II.1.a.2"
