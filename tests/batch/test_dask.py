"""A real local cluster: the same results as alone, and a worker killed in mid-run loses nothing."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from pathlib import Path

import pytest

from vnplan import __version__, score_plans
from vnplan.batch.running import engines
from vnplan.errors import OptionError, VnplanError

from .conftest import plan_text

distributed = pytest.importorskip("distributed")


def test_a_scheduler_that_is_not_there_is_a_sentence(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises((VnplanError, OptionError), match="what is done is kept"):
        score_plans(plans, dask="nowhere").finish()


@pytest.mark.slow
def test_workers_without_this_version_are_told_before_any_work(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "__version__", "99.0")
    with (
        distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster,
        pytest.raises(VnplanError, match=rf"does not have vnplan 99\.0 \(found: vnplan {re.escape(__version__)}\)"),
    ):
        score_plans(plans, dask=cluster.scheduler_address).finish()


@pytest.mark.slow
def test_a_worker_killed_in_mid_run_loses_nothing(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    for index in range(30):
        (plans / f"plan-{index:02}.txt").write_text(plan_text("Hà Nội", number=index + 1), encoding="utf-8")
    (plans / "empty.txt").write_bytes(b"")
    alone = [row.model_dump() for row in score_plans(plans)]
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
    ) as cluster:
        client = distributed.Client(cluster)
        pid_of = client.run(os.getpid)
        killed: list[int] = []

        def kill_a_busy_worker() -> None:
            while not killed:
                busy = [address for address, tasks in client.processing().items() if len(tasks) > 1]
                if busy:
                    os.kill(pid_of[busy[0]], signal.SIGKILL)
                    killed.append(pid_of[busy[0]])
                time.sleep(0.01)

        killer = threading.Thread(target=kill_a_busy_worker, daemon=True)
        killer.start()
        table = score_plans(plans, dask=cluster.scheduler_address, out=tmp_path / "out")
        assert [row.model_dump() for row in table] == alone
        killer.join(5)
        client.close()
    assert killed
    assert table.counts == {"done": 31, "failed": 1, "reused": 0}
