"""Where the work is done: on worker processes (joblib), each file by itself, or on a Dask cluster.

A worker that dies costs the file it was on. The engines are joblib's: nothing here schedules anything.
"""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib import import_module
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from vnplan._version import __version__
from vnplan.batch.running.work import Job, Result, crashed, score_job, time_over
from vnplan.errors import OptionError, VnplanError

if TYPE_CHECKING:
    from concurrent.futures import Executor

_DASK_CHUNK = 8
"""Files per worker thread that are given to a cluster at once; they are kept when all of them are back."""

_AHEAD = 2
"""Files per worker that are read ahead."""


def on_processes(jobs: Jobs, workers: int, *, lost: Callable[[], list[Job]]) -> Iterator[Result]:
    """On worker processes. Where one dies, the jobs that were on their way (`lost`) are done each by itself."""
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    work = delayed(score_job)
    while not jobs.over:
        pool = Parallel(
            n_jobs=workers,
            backend="loky",
            return_as="generator_unordered",
            pre_dispatch=_AHEAD * workers,
            batch_size=1,
            max_nbytes=None,
        )
        try:
            yield from closed_at_the_end(pool(work(replace(job, own_process=True)) for job in jobs))
        except TerminatedWorkerError:
            yield from alone(lost())


def alone(jobs: Iterable[Job]) -> Iterator[Result]:
    """Each file by itself in one worker process, which is replaced where it dies."""
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    executor: Executor | None = None
    try:
        for job in jobs:
            if executor is None:
                executor = ProcessPoolExecutor(max_workers=1)
            begun = time.monotonic()
            try:
                yield executor.submit(score_job, replace(job, own_process=True)).result()
            except BrokenProcessPool:
                executor.shutdown(wait=True)
                executor = None
                late = time.monotonic() - begun > job.seconds
                outcome = time_over(job.key, job.name, job.seconds) if late else crashed(job.key, job.name)
                yield Result(outcome=outcome)
    finally:
        if executor is not None:
            executor.shutdown(wait=True)


def on_dask(jobs: Jobs, address: str) -> Iterator[Result]:
    """On a cluster through joblib's Dask backend. A worker that dies is the scheduler's business; a file that kills
    several is tried by itself on this machine."""
    from joblib import Parallel, delayed, parallel_config

    work = delayed(score_job)
    with _cluster(address) as (client, killed):
        while not jobs.over:
            chunk = jobs.take(_DASK_CHUNK * max(1, sum(client.nthreads().values())))
            if not chunk:
                break
            try:
                with parallel_config(backend="dask"):
                    results = Parallel(batch_size=1)(work(job) for job in chunk)
            except killed:
                results = alone(chunk)
            except (OSError, TimeoutError) as error:
                raise _no_cluster(address, error) from error
            yield from results


class Jobs:
    """What is to be done: an iterator that several threads may advance, and that survives the end of those who read it.

    joblib draws from it in a thread of its own; after the loss of a worker a new pool goes on with the same one.
    """

    def __init__(self, source: Iterator[Job]) -> None:
        self._source = source
        self._lock = threading.Lock()
        self.over = False

    def __iter__(self) -> Iterator[Job]:
        return self

    def __next__(self) -> Job:
        with self._lock:
            try:
                return next(self._source)
            except BaseException:
                self.over = True
                raise

    def take(self, count: int) -> list[Job]:
        """The next `count` jobs, or as many as there are."""
        return [job for _, job in zip(range(count), self, strict=False)]


def closed_at_the_end(results: Iterable[Result]) -> Iterator[Result]:
    """The results; where the reader leaves early, the workers are told to stop."""
    close: Callable[[], Any] | None = getattr(results, "close", None)
    if close is None:
        yield from results
        return
    with warnings.catch_warnings(), closing(results):  # type: ignore[type-var]
        warnings.filterwarnings("ignore", message=r"\d+ tasks which were still being processed")  # joblib's, at a stop
        yield from results


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Any, type[Exception]]]:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise OptionError("no_dask") from error
    try:
        client = distributed.Client(address, timeout="20s", set_as_default=True)
    except (OSError, TimeoutError, ValueError) as error:
        raise _no_cluster(address, error) from error
    try:
        _check_workers(client, address)
        yield client, distributed.KilledWorker
    finally:
        client.close()


def _check_workers(client: Any, address: str) -> None:
    """Raises `VnplanError` where there is no worker, or one without this version of the library.

    Without it a worker fails before any task of ours begins, and the scheduler tries again for ever.
    """
    try:
        client.wait_for_workers(1, timeout=20)
    except (OSError, TimeoutError) as error:
        raise _no_cluster(address, error) from error
    versions: dict[str, Any] = client.run(resolve_name, "vnplan:__version__", on_error="return")
    for worker, found in sorted(versions.items()):
        if found != __version__:
            has = f"vnplan {found}" if isinstance(found, str) else type(found).__name__
            raise VnplanError("worker_differs", where=worker, found=has, version=__version__)


def _no_cluster(address: str, error: Exception) -> VnplanError:
    return VnplanError("no_scheduler", where=address, kind=type(error).__name__)
