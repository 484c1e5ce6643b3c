"""Many files through the same work: what is to be done, and what came of it.

What is kept already is taken over; what comes back is kept at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vnplan.batch.register import Placement, place_of
from vnplan.batch.running.engines import Jobs, alone, closed_at_the_end, on_dask, on_processes
from vnplan.batch.running.keys import digest, result_key, run_settings
from vnplan.batch.running.store import Store
from vnplan.batch.running.work import Job, Outcome, Result, Status, failed, score_job
from vnplan.decisions import decisions_on
from vnplan.errors import OptionError, ReadError, VnplanError
from vnplan.files import encodable
from vnplan.models import Reference
from vnplan.parse.read import file_bytes


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
        from vnplan.align.wording.segment import known_segmenter

        known_segmenter(self.segmenter)
        if self.jobs < 1:
            raise OptionError("jobs_too_few", jobs=self.jobs)
        if not self.seconds > 0:
            raise OptionError("seconds_not_positive", seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the file with this position: little, since thousands may be taken over before one is read.

    `document`, `carries_out` and `place` are those of its scorecard; `reused` where it was kept from a run before this
    one; `outcome` only where it is not kept at all (the file could not even be opened).
    """

    position: int
    key: str
    name: str
    status: Status
    document: str | None
    carries_out: str | None
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
        carries_out=card.carries_out if card else None,
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
        self.made: set[str] = set()
        self.ready: list[Done] = []

    def over(self, files: Iterable[Path]) -> Iterator[Done]:
        jobs = Jobs(self._jobs(enumerate(files)))
        setup = self.setup
        if setup.dask is not None:
            results = on_dask(jobs, setup.dask)
        elif setup.jobs > 1:
            results = on_processes(jobs, setup.jobs, lost=self._on_their_way)
        elif setup.isolate:
            results = alone(jobs)
        else:
            results = map(score_job, jobs)
        for result in closed_at_the_end(results):
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
                self.ready.append(_done(position, kept, reused=key not in self.made))
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
        self.made.add(key)
        self.waiting.jobs.pop(key, None)
        for position in self.waiting.positions.pop(key, ()):
            yield _done(position, result.outcome)

    def _taken_over(self) -> Iterator[Done]:
        while self.ready:
            yield self.ready.pop()

    def _on_their_way(self) -> list[Job]:
        """The jobs that were given away and have not come back, in order."""
        return sorted(self.waiting.jobs.values(), key=lambda job: min(self.waiting.positions[job.key]))


def _codebook(reference: Reference) -> str:
    """How workers get at a reference: by its id where it comes with the package, else as JSON."""
    from vnplan.reference import list_references, load_reference

    if reference.id in list_references() and reference.provisions == load_reference(reference.id).provisions:
        return reference.id
    return reference.model_copy(update={"official": {}}).to_json(indent=None)
