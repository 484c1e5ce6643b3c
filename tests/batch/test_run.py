"""Runs: one bad file costs one row, nothing is done twice, a killed run goes on, the number of workers changes nothing."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vnplan import score_plans
from vnplan.batch import Progress, ScoreRow, Status
from vnplan.batch.running import run as run_module
from vnplan.batch.running import work as work_module
from vnplan.batch.running.store import FolderStore
from vnplan.errors import OptionError, ReadError, ReferenceDataError, WriteError
from vnplan.models import Reference

from .conftest import plan_text


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_bad_file_costs_its_own_row_and_says_what_to_do(plans: Path) -> None:
    rows = {Path(row.source or "").name: row for row in score_plans([plans, plans / "not-there.pdf"])}
    assert [name for name, row in rows.items() if row.status is Status.SCORED] == [f"plan-{i}.txt" for i in range(4)]
    for name in ("empty.txt", "damaged.docx", "not-there.pdf"):
        row = rows[name]
        assert (row.status, row.error) == (Status.UNREADABLE, "ReadError")
        assert row.message
        assert row.what_to_do
        assert row.card is None


def test_rows_come_in_the_order_of_files_and_only_as_asked(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    table = score_plans(plans, progress=lambda state: done.append(state.name))
    assert done == []
    first = next(iter(table))
    assert first.status is Status.UNREADABLE  # damaged.docx
    assert len(done) == 1
    assert [Path(row.source or "").name for row in table] == sorted(path.name for path in plans.iterdir())
    assert len(done) == 6
    list(table)
    assert len(done) == 6


def test_progress_counts_done_failed_and_taken_over(plans: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    score_plans(plans, out=tmp_path / "out", progress=seen.append).finish()
    assert (seen[-1].done, seen[-1].failed, seen[-1].reused, seen[-1].total) == (6, 2, 0, 6)
    score_plans(plans, out=tmp_path / "out", progress=seen.append).finish()
    assert (seen[-1].done, seen[-1].failed, seen[-1].reused) == (6, 2, 6)


def test_what_is_taken_over_holds_no_scorecard_while_it_waits(plans: Path, tmp_path: Path) -> None:
    table = score_plans(plans, out=tmp_path).finish()
    done = list(run_module.run(table.files, table.setup, table.store))
    assert [(one.reused, one.outcome) for one in done] == [(True, None)] * 6
    assert sorted(one.document for one in done if one.document) == [f"plan-{i}" for i in range(4)]


def test_files_of_the_same_content_and_name_are_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(plan_text("Cần Thơ"), encoding="utf-8")
    calls = _counted(monkeypatch)
    table = score_plans([tmp_path / "a", tmp_path / "b"])
    assert [row.plan for row in table] == ["plan", "plan~2"]
    assert calls == ["plan.txt"]
    assert table.counts["reused"] == 0  # one of the two was made a moment ago, not in a run before this one


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    def counting(job: work_module.Job) -> work_module.Result:
        calls.append(job.name)
        return work_module.score_job(job)

    monkeypatch.setattr(run_module, "score_job", counting)
    return calls


def test_nothing_is_done_twice_and_a_changed_file_is_done_again(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _counted(monkeypatch)
    score_plans(plans, out=tmp_path / "out").finish()
    assert len(calls) == 6
    score_plans(plans, out=tmp_path / "out").finish()
    assert len(calls) == 6
    (plans / "plan-1.txt").write_text(plan_text("Cần Thơ", number=9), encoding="utf-8")
    score_plans(plans, out=tmp_path / "out").finish()
    assert calls[6:] == ["plan-1.txt"]


def test_another_codebook_gives_other_results(
    plans: Path, tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _counted(monkeypatch)
    score_plans(plans / "plan-0.txt", out=tmp_path / "out").finish()
    official = reference.model_copy(update={"official": {"III.2.1": "…"}})  # shown only: no other result
    score_plans(plans / "plan-0.txt", out=tmp_path / "out", reference=official).finish()
    assert len(calls) == 1
    mine = reference.model_copy(update={"id": "mine"})
    row = next(iter(score_plans(plans / "plan-0.txt", out=tmp_path / "out", reference=mine)))
    assert len(calls) == 2
    assert row.card is not None
    assert row.card.reference == "mine"


def test_a_killed_run_goes_on_where_it_stopped(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    rows = iter(score_plans(plans, out=out))
    for _ in range(4):
        next(rows)
    calls = _counted(monkeypatch)
    score_plans(plans, out=out).finish()
    assert len(calls) == 2


def test_what_is_damaged_in_the_store_is_computed_again(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    score_plans(plans, out=out).finish()
    before = content(out)
    scored = sorted((out / "results").rglob("*.plan.json.gz"))
    scored[0].write_bytes(scored[0].read_bytes()[:-9])
    scored[1].unlink()
    FolderStore(out / "results").path(scored[2].name.split(".")[0]).write_text("{", encoding="utf-8")
    calls = _counted(monkeypatch)
    score_plans(plans, out=out).finish()
    assert len(calls) == 3
    assert content(out) == before


def test_a_file_that_takes_too_long_is_stopped_and_tried_again_with_more_time(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = work_module.align_document

    def slow(document: object, *, where: str, **settings: object) -> object:
        while where == "plan-2.txt":
            time.sleep(0.01)
        return whole(document, where=where, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(work_module, "align_document", slow)
    row = list(score_plans(plans, out=tmp_path / "out", seconds=1))[-2]
    assert row.status is Status.TIME_OVER
    assert "1 seconds" in (row.message or "")
    monkeypatch.undo()
    calls = _counted(monkeypatch)
    assert list(score_plans(plans, out=tmp_path / "out", seconds=0.5))[-2].status is Status.TIME_OVER
    assert calls == []
    assert list(score_plans(plans, out=tmp_path / "out", seconds=30))[-2].status is Status.SCORED
    assert calls == ["plan-2.txt"]


def test_a_defect_of_ours_costs_one_row(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = work_module.align_document

    def broken(document: object, *, where: str, **settings: object) -> object:
        if where == "plan-0.txt":
            raise KeyError("x")
        return whole(document, where=where, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(work_module, "align_document", broken)
    row = list(score_plans(plans))[2]
    assert (row.status, row.error) == (Status.DEFECT, "KeyError")
    assert "report it" in (row.what_to_do or "")


def test_a_full_disk_ends_the_run_with_a_sentence_and_no_half_file(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    rows = iter(score_plans(plans, out=out))
    for _ in range(3):
        next(rows)
    kept = content(out)
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteError, match=r"No space left on device.*Free some space there, then run again"):
        list(rows)
    monkeypatch.undo()
    assert content(out) == kept
    assert sum(row.status is Status.SCORED for row in score_plans(plans, out=out)) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full(plans: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        with pytest.raises(WriteError, match="No space left on device"):
            score_plans(plans, out=disk / "out").finish()
        store = FolderStore(disk / "out" / "results")
        assert all(store.outcome(key) is not None for key in store.keys())  # noqa: SIM118 - no dict
        assert not list(disk.rglob("*.tmp"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"jobs": 0}, OptionError),
        ({"seconds": 0}, OptionError),
        ({"segmenter": "none"}, OptionError),
        ({"reference": "qd-0"}, ReferenceDataError),
    ],
)
def test_settings_that_cannot_be_are_refused_at_once(plans: Path, settings: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        score_plans(plans, **settings)  # type: ignore[arg-type]


def test_no_file_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        score_plans([])
    with pytest.raises(ReadError):
        score_plans(tmp_path)


def test_workers_give_the_same_bytes(plans: Path, tmp_path: Path) -> None:
    score_plans(plans, out=tmp_path / "one").write(parquet=True, xlsx=True)
    score_plans(plans, out=tmp_path / "two", jobs=2).write(parquet=True, xlsx=True)
    assert content(tmp_path / "one") == content(tmp_path / "two")


KILLER = """
import os, sys
import vnplan.batch.running.work as work
work._GRACE = 1.0
whole = work.align_document
def deadly(document, *, where, **settings):
    if "deadly" in where:
        os._exit(9)
    if "hangs" in where:
        import ctypes
        ctypes.PyDLL(None).sleep(600)  # native code that never comes back and holds on to the interpreter
    return whole(document, where=where, **settings)
work.align_document = deadly
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("jobs", "ends"),
    [
        # after the first death each file that was on its way is done by itself, as with isolate
        ("jobs=2", {"plan-00-deadly.txt": Status.CRASHED, "zz-hangs.txt": Status.TIME_OVER}),
        ("jobs=1, isolate=True", {"plan-00-deadly.txt": Status.CRASHED}),
    ],
)
def test_the_death_of_a_worker_costs_one_file(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, ends: dict[str, Status]
) -> None:
    expected = [row.model_dump(exclude={"source"}) for row in score_plans(plans)]
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(KILLER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]))
    for name in ends:
        (plans / name).write_text(plan_text("Hà Nội"), encoding="utf-8")
    code = (
        f"from vnplan import score_plans\nfor row in score_plans({str(plans)!r}, seconds=10, {jobs}):\n"
        "    print(row.model_dump_json())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    rows = [ScoreRow.model_validate_json(line) for line in done.stdout.splitlines()]
    by_name = {Path(row.source or "").name: row for row in rows}
    assert {name: by_name.pop(name).status for name in ends} == ends
    assert [row.model_dump(exclude={"source"}) for row in by_name.values()] == expected


@pytest.mark.skipif(os.name == "nt", reason="orphans keep their parent there")
def test_a_worker_ends_with_a_run_that_was_killed() -> None:
    worker = (
        "import time\nfrom vnplan.batch.running.orphans import end_with_parent\nend_with_parent()\n"
        "print('ready', flush=True)\ntime.sleep(60)"
    )
    run = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {worker!r}])"
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, "-c", run], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.kill()
        assert running.stdout.read() == ""  # ends where the worker does, who has it too
    assert time.monotonic() - begun < 50


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no process can be killed by a signal there")
def test_a_run_that_was_killed_outright_goes_on_to_the_same_bytes(plans: Path, tmp_path: Path) -> None:
    for index in range(80):
        (plans / f"more-{index}.txt").write_text(plan_text("Hà Nội", number=index + 10), encoding="utf-8")
    score_plans(plans, out=tmp_path / "whole").write(shared=True, details=True)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "vnplan", "score", str(plans), "--out", str(out), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        end = time.monotonic() + 120
        while len(list(out.glob("results/??/*.json"))) < 5 and running.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        running.kill()
    assert running.returncode == -signal.SIGKILL
    store = FolderStore(out / "results")
    kept = [key for key in store.keys() if store.outcome(key) is not None]  # noqa: SIM118 - no dict
    assert len(kept) >= 5
    states: list[Progress] = []
    score_plans(plans, out=out, jobs=2, progress=states.append).write(shared=True, details=True)
    assert states[-1].reused >= len(kept)
    assert content(out) == content(tmp_path / "whole")  # nothing half-written of the killed run is left either


def test_a_name_that_is_no_text_is_a_row_like_any(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"k\xff-1.txt")).write_text(plan_text("Hà Nội"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (row,) = score_plans(folder)
    assert row.status is Status.SCORED
    table = score_plans(folder, out=tmp_path / "out").finish()
    table.write(xlsx=True, parquet=True)
    assert "k\\udcff-1.txt" in (tmp_path / "out" / "tables" / "scores.csv").read_text(encoding="utf-8")
    assert table.to_dataframe()["source"].dropna().str.endswith("k\\udcff-1.txt").all()


@pytest.mark.parametrize("stop", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_an_interrupted_command_keeps_what_is_done_and_goes_on(
    plans: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    for index in range(60):
        (plans / f"more-{index}.txt").write_text(plan_text("Hà Nội", number=index + 10), encoding="utf-8")
    command = [sys.executable, "-m", "vnplan", "score", str(plans), "--out", str(tmp_path / "out"), "--jobs", "1"]
    results = tmp_path / "out" / "results"
    # a shell's background job hands on SIGINT as ignored; a person at a terminal has it as it is by default
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(stop, signal.SIG_DFL)
    )
    end = time.monotonic() + 60
    while len(list(results.glob("??/*.json"))) < 5 and running.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    running.send_signal(stop)
    err = running.communicate(timeout=60)[1]
    assert running.returncode == 130, err
    assert "files are done and kept" in err
    assert "Traceback" not in err
    store = FolderStore(results)
    done = list(store.keys())
    assert 5 <= len(done) < 66
    assert all(store.outcome(key) is not None for key in done)
    assert not list((tmp_path / "out").rglob("*.tmp"))
    states: list[Progress] = []
    score_plans(plans, out=tmp_path / "out", progress=states.append).finish()
    assert states[-1].reused == len(done)
