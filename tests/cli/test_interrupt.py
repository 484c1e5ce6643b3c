"""Ctrl-C: one line that says what is left, whenever it comes, and the exit code that shells expect."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vnplan.__main__ import main
from vnplan.cli import run
from vnplan.spoken import INTERRUPTED


def stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("lang", "told"), [("vi", "Đã dừng."), ("en", "Interrupted.")])
def test_a_command_that_is_stopped_says_so_in_one_line(
    lang: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vnplan.parse.parse_plan", stopped)
    assert run(["parse", "a.txt", "--lang", lang]) == INTERRUPTED
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert stderr.strip().startswith(f"vnplan: {told}")
    assert stderr.strip().count("\n") == 0


def test_a_run_that_is_stopped_says_only_what_it_has_kept(
    plans_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vnplan.batch.command.write_scores", stopped)
    assert run(["score", str(plans_dir / "lang-son.txt"), "--out", str(tmp_path), "--jobs", "1"]) == INTERRUPTED
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("vnplan: ")]
    assert told == ["vnplan: Interrupted. 1 of 1 files are done and kept; the same command goes on from there."]


def test_stopped_before_the_command_began(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("vnplan.cli.run", stopped)
    monkeypatch.setattr("sys.argv", ["vnplan", "compare", "plans", "--lang=vi"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == INTERRUPTED
    assert capsys.readouterr().err.startswith("vnplan: Đã dừng.")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("seconds", [0.06, 0.1, 0.3])
def test_no_traceback_however_early(plans_dir: Path, seconds: float) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "vnplan", "compare", str(plans_dir)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    if "Traceback" in told:  # Python itself was not up yet
        assert "vnplan/cli" not in told
