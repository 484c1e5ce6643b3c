"""Many files through the same work: on this process, on worker processes (joblib), or on a Dask cluster.

What is kept already is taken over; what comes back is kept at once; a worker that dies costs the file it was on. The
engines are joblib's: nothing here schedules anything, it only says what is to be done and keeps what came of it.
"""

from __future__ import annotations

import hashlib
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnplan.batch.keys import digest, result_key, run_settings
from vnplan.batch.register import Placement, place_of
from vnplan.batch.store import Store
from vnplan.batch.work import Job, Outcome, Result, Status, crashed, failed, score_job, time_over
from vnplan.decisions import decisions_on
from vnplan.errors import OptionError, ReadError, VnplanError
from vnplan.files import encodable
from vnplan.models import Reference
from vnplan.parse.read import file_bytes

if TYPE_CHECKING:
    from concurrent.futures import Executor

_DASK_CHUNK = 8
"""Files per worker thread that are given to a cluster at once; they are kept when all of them are back."""

_AHEAD = 2
"""Files per worker that are read ahead."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How files are scored. `jobs`: worker processes; `isolate`: even one worker is a process of its own;
    `dask`: the address of a scheduler; `retry`: do failed files again."""

    reference: Reference
    segmenter: str
    seconds: float
    keep_plans: bool
    jobs: int = 1
    isolate: bool = False
    dask: str | None = None
    retry: bool = False

    def __post_init__(self) -> None:
        from vnplan.align.segment import SEGMENTERS

        if self.segmenter not in SEGMENTERS:
            raise OptionError("unknown_segmenter", name=repr(self.segmenter), known=", ".join(SEGMENTERS))
        if self.jobs < 1:
            raise OptionError("jobs_too_few", jobs=self.jobs)
        if not self.seconds > 0:
            raise OptionError("seconds_not_positive", seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the file with this position: little, since thousands may be taken over before one is read.

    `document` and `place` are those of its scorecard; `reused` where it was kept from before; `outcome` only where it
    is not kept at all (the file could not even be opened).
    """

    position: int
    key: str
    name: str
    status: Status
    document: str | None
    place: Placement | None
    reused: bool = False
    outcome: Outcome | None = None


def _done(position: int, outcome: Outcome, *, reused: bool = False, transient: bool = False) -> Done:
    card = outcome.card
    return Done(
        position=position,
        key=outcome.key,
        name=outcome.name,
        status=outcome.status,
        document=card.document if card else None,
        place=place_of(card) if card else None,
        reused=reused,
        outcome=outcome if transient else None,
    )


@dataclass(slots=True)
class _Waiting:
    """Files that are on their way, by key: several files may share one."""

    jobs: dict[str, Job] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=dict)


def run(files: Iterable[Path], setup: Setup, store: Store) -> Iterator[Done]:
    """Score files; yields one `Done` for each, in the order they are finished. Raises `WriteError` (disk full)."""
    return _Run(setup, store).over(files)


class _Run:
    def __init__(self, setup: Setup, store: Store) -> None:
        self.setup = setup
        self.store = store
        self.settings = digest(run_settings(setup.reference, segmenter=setup.segmenter))
        self.codebook = _codebook(setup.reference)
        self.waiting = _Waiting()
        self.ready: list[Done] = []

    def over(self, files: Iterable[Path]) -> Iterator[Done]:
        jobs = _Locked(self._jobs(enumerate(files)))
        setup = self.setup
        if setup.dask is not None:
            results = self._on_dask(jobs, setup.dask)
        elif setup.jobs > 1:
            results = self._on_processes(jobs)
        elif setup.isolate:
            results = self._alone(jobs)
        else:
            results = map(score_job, jobs)
        for result in _closed_at_the_end(results):
            yield from self._keep(result)
            yield from self._taken_over()
        yield from self._taken_over()

    def _jobs(self, files: Iterable[tuple[int, Path]]) -> Iterator[Job]:
        """The files that need work; what needs none goes to `ready`."""
        for position, path in files:
            name = encodable(path.name)
            try:
                raw = file_bytes(path)
            except ReadError as error:
                outcome = failed("", name, Status.UNREADABLE, error)
                self.ready.append(_done(position, outcome, transient=True))
                continue
            try:
                decisions = decisions_on(path, self.setup.reference.id)
            except VnplanError as error:  # a damaged review beside the plan: its corrections must not be passed over
                self.ready.append(_done(position, failed("", name, Status.UNREADABLE, error), transient=True))
                continue
            sha256 = hashlib.sha256(raw).hexdigest()
            key = result_key(self.settings, name=name, sha256=sha256, decisions=decisions)
            if key in self.waiting.positions:
                self.waiting.positions[key].append(position)
                continue
            kept = self.store.outcome(key)
            if kept is not None and self._final(kept):
                self.ready.append(_done(position, kept, reused=True))
                continue
            job = Job(
                key=key,
                name=name,
                raw=raw,
                codebook=self.codebook,
                segmenter=self.setup.segmenter,
                seconds=self.setup.seconds,
                keep_plan=self.setup.keep_plans,
                decisions=decisions,
            )
            self.waiting.positions[key] = [position]
            self.waiting.jobs[key] = job
            yield job

    def _final(self, kept: Outcome) -> bool:
        """Whether a kept outcome stands. One that ran into a shorter limit does not, nor one without the plan asked
        for, nor the loss of a worker."""
        if kept.status is Status.SCORED:
            return kept.plan_sha256 is not None or not self.setup.keep_plans
        if self.setup.retry or kept.status is Status.CRASHED:
            return False
        return kept.limit is None or kept.limit >= self.setup.seconds

    def _keep(self, result: Result) -> Iterator[Done]:
        key = result.outcome.key
        self.store.put(result)
        self.waiting.jobs.pop(key, None)
        for position in self.waiting.positions.pop(key, ()):
            yield _done(position, result.outcome)

    def _taken_over(self) -> Iterator[Done]:
        while self.ready:
            yield self.ready.pop()

    def _on_processes(self, jobs: _Locked) -> Iterator[Result]:
        from joblib import Parallel, delayed
        from joblib.externals.loky.process_executor import TerminatedWorkerError

        work = delayed(score_job)
        while not jobs.over:
            pool = Parallel(
                n_jobs=self.setup.jobs,
                backend="loky",
                return_as="generator_unordered",
                pre_dispatch=_AHEAD * self.setup.jobs,
                batch_size=1,
                max_nbytes=None,
            )
            try:
                yield from _closed_at_the_end(pool(work(replace(job, own_process=True)) for job in jobs))
            except TerminatedWorkerError:
                yield from self._alone(self._on_their_way())

    def _on_their_way(self) -> list[Job]:
        """The jobs that were given away and have not come back, in order."""
        return sorted(self.waiting.jobs.values(), key=lambda job: min(self.waiting.positions[job.key]))

    def _alone(self, jobs: Iterable[Job]) -> Iterator[Result]:
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

    def _on_dask(self, jobs: _Locked, address: str) -> Iterator[Result]:
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
                    results = self._alone(chunk)
                except (OSError, TimeoutError) as error:
                    raise _no_cluster(address, error) from error
                yield from results


class _Locked:
    """An iterator that several threads may advance, and that survives the end of those who read it.

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


def _closed_at_the_end(results: Iterable[Result]) -> Iterator[Result]:
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
        yield client, distributed.KilledWorker
    finally:
        client.close()


def _no_cluster(address: str, error: Exception) -> VnplanError:
    return VnplanError("no_scheduler", where=address, kind=type(error).__name__)


def _codebook(reference: Reference) -> str:
    """How workers get at a reference: by its id where it comes with the package, else as JSON."""
    from vnplan.reference import list_references, load_reference

    if reference.id in list_references() and reference.provisions == load_reference(reference.id).provisions:
        return reference.id
    return reference.model_copy(update={"official": {}}).to_json(indent=None)
