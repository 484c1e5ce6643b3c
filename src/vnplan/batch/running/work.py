"""One file, one outcome: what a worker does. Plain data in and out, so that it can run in any process or machine."""

from __future__ import annotations

import gc
import gzip
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar, Literal

from pydantic import Field

from vnplan.batch.running.orphans import end_with_parent
from vnplan.batch.running.timelimit import TimeLimit, hard_limit, time_limit
from vnplan.batch.scorecard import Scorecard, scorecard
from vnplan.comparison import ComparedPlan, align_document
from vnplan.errors import ReadError, StructureError, VnplanError
from vnplan.models import Frozen, LinkDecision, Reference, Refusal, Stored
from vnplan.reuse import KnownWording, PlanRuns, known_wording, runs_of_plan

_GRACE = 15.0
"""Seconds beyond its limit after which a file that does not give up takes its worker process with it."""


class Status(StrEnum):
    """What became of a file, or that there is none."""

    SCORED = "scored"
    UNREADABLE = "unreadable"
    NO_PLAN_IN_TEXT = "no_plan_in_text"
    TIME_OVER = "time_over"
    CRASHED = "crashed"
    DEFECT = "defect"
    NO_FILE = "no_file"


class Outcome(Stored):
    """What became of one file. `limit` is the time limit it ran into; `plan_sha256` is of the stored plan, and `runs`
    are what of its wording is compared with other plans, where the plan was kept."""

    SCHEMA: ClassVar[str] = "vnplan/outcome"

    schema_name: Literal["vnplan/outcome"] = Field(default="vnplan/outcome", alias="schema")
    schema_version: str = "1.2"
    key: str
    name: str
    status: Status
    error: str | None = None
    refusal: Refusal | None = None
    limit: float | None = None
    plan_sha256: str | None = None
    card: Scorecard | None = None
    runs: PlanRuns | None = None


class Result(Frozen):
    """An outcome and, where it was asked for, the plan with its alignment as compressed JSON."""

    outcome: Outcome
    plan: bytes | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs. `codebook`: the id of a packaged reference, or a codebook as JSON."""

    key: str
    name: str
    raw: bytes
    codebook: str
    segmenter: str
    seconds: float
    keep_plan: bool
    own_process: bool = False
    decisions: tuple[LinkDecision, ...] = ()


def failed(
    key: str, name: str, status: Status, refused: VnplanError, *, error: str | None = None, limit: float | None = None
) -> Outcome:
    """The outcome of a file that could not be scored; `error` is the kind of error (default: that of `refused`)."""
    kind = error or type(refused).__name__
    refusal = Refusal(code=refused.code, fields=refused.fields)  # without a place: the outcome has the file's name
    return Outcome(key=key, name=name, status=status, error=kind, refusal=refusal, limit=limit)


def time_over(key: str, name: str, seconds: float) -> Outcome:
    """The outcome of a file that took too long."""
    refused = VnplanError("time_over", seconds=seconds)
    return failed(key, name, Status.TIME_OVER, refused, error="TimeLimit", limit=seconds)


def crashed(key: str, name: str) -> Outcome:
    """The outcome of a file that ended its worker process."""
    return failed(key, name, Status.CRASHED, VnplanError("worker_lost"), error="WorkerLost")


def score_job(job: Job) -> Result:
    """Read, parse, align and score one file. Never raises for what is in the file."""
    one_thread()
    if job.own_process:
        end_with_parent()
    begun = time.monotonic()
    try:
        with _limits(job):
            result = _score(job)
        if job.own_process:
            _settle()
        return result
    except TimeLimit:
        return Result(outcome=time_over(job.key, job.name, job.seconds))
    except StructureError as error:
        return Result(outcome=failed(job.key, job.name, Status.NO_PLAN_IN_TEXT, error))
    except VnplanError as error:
        if isinstance(error, ReadError) and time.monotonic() - begun >= job.seconds:  # the reader's own watch
            return Result(outcome=time_over(job.key, job.name, job.seconds))
        return Result(outcome=failed(job.key, job.name, Status.UNREADABLE, error))
    except MemoryError:
        return Result(outcome=crashed(job.key, job.name))
    except Exception as error:  # a defect of ours must not cost the other plans
        kind = type(error).__name__
        defect = VnplanError("defect_scoring", kind=kind, reason=str(error))
        return Result(outcome=failed(job.key, job.name, Status.DEFECT, defect, error=kind))


@lru_cache(maxsize=1)
def _settle() -> None:
    """What the first file has loaded (codebook, tables, word lists) stays to the end of this process: the collector of
    garbage need not go over it again and again (a twenty-fifth of the time of a plan)."""
    gc.collect()
    gc.freeze()


@contextmanager
def _limits(job: Job) -> Iterator[None]:
    if job.own_process:
        with hard_limit(job.seconds + _GRACE), time_limit(job.seconds):
            yield
    else:
        with time_limit(job.seconds):
            yield


def _score(job: Job) -> Result:
    from vnplan.align.wording.clauses import prepare
    from vnplan.parse.pipeline import parse_source
    from vnplan.parse.read import Limits, read_bytes

    reference = _reference(job.codebook)
    document = parse_source(read_bytes(job.raw, name=job.name, limits=Limits(seconds=job.seconds)))
    clauses = prepare(document, segmenter_name=job.segmenter, titles=(reference.title.vi,))
    document, alignment = align_document(
        document,
        where=job.name,
        reference=reference,
        segmenter=job.segmenter,
        decisions=job.decisions,
        prepared=clauses,
    )
    card = scorecard(document, alignment, reference)
    outcome = Outcome(key=job.key, name=job.name, status=Status.SCORED, card=card)
    if not job.keep_plan:
        return Result(outcome=outcome)
    plan = packed(ComparedPlan(source=job.name, document=document, alignment=alignment))
    kept = {
        "plan_sha256": hashlib.sha256(plan).hexdigest(),
        "runs": runs_of_plan(clauses, _known(job.codebook)),
    }
    return Result(outcome=outcome.model_copy(update=kept), plan=plan)


_LEVEL = 3
"""Of compression: against 6, a sixth more bytes in less than half the time (observed in corpora)."""


def packed(plan: ComparedPlan) -> bytes:
    """A plan with its alignment as compressed JSON, the same bytes for the same plan."""
    return gzip.compress(plan.model_dump_json(by_alias=True).encode("utf-8", "backslashreplace"), _LEVEL, mtime=0)


def unpacked(content: bytes) -> ComparedPlan:
    """What `packed` wrote."""
    return ComparedPlan.model_validate_json(gzip.decompress(content))


@lru_cache(maxsize=2)
def _reference(codebook: str) -> Reference:
    """The codebook, prepared once per process."""
    from vnplan.reference import load_reference

    if codebook.startswith("{"):
        return Reference.from_json(codebook)
    return load_reference(codebook)


@lru_cache(maxsize=2)
def _known(codebook: str) -> KnownWording:
    return known_wording(_reference(codebook))


@lru_cache(maxsize=1)
def one_thread() -> None:
    """Keep numerical libraries to one thread in this process: workers are processes, and results do not hang on it."""
    import numpy  # noqa: F401 - what is not loaded yet cannot be limited
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1)
