"""What `vnplan score` does: run, tell how far it is, write what came of it, say how it ended."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from vnplan.batch.output.export import Extras, write_scores
from vnplan.batch.progress import shown
from vnplan.batch.running.work import Status
from vnplan.batch.score_table import ScoreTable
from vnplan.batch.scoring import score_plans
from vnplan.errors import joined
from vnplan.models import Reference
from vnplan.spoken import Stopped, say, some_of, spoken, tell, words

_TOLD = 20
"""Failed files named on the terminal; all of them stand in the table."""

_MANY = 1_000
"""Files from which writing the tables takes long enough to say so."""


def score_command(
    paths: list[Path],
    *,
    out: Path,
    reference: Reference,
    segmenter: str,
    jobs: int,
    dask: str | None,
    seconds: float,
    retry: bool,
    keep_plans: bool,
    extras: Extras,
) -> bool:
    """Score plans into a folder; returns whether all could be scored. A file that fails is a row, not the run's end."""
    extras.check(plans_kept=keep_plans)  # better refused now than after the work
    with _terminated_like_interrupted():
        with shown() as progress:
            table = score_plans(
                paths,
                reference=reference,
                segmenter=segmenter,
                jobs=jobs or _cores(),
                out=out,
                seconds=seconds,
                keep_plans=keep_plans,
                isolate=True,
                dask=dask,
                retry=retry,
                progress=progress,
            )
            with _kept_when_interrupted(table):
                table.finish()
        with _kept_when_interrupted(table):
            if len(table) >= _MANY:
                tell("writing", count=len(table))
            page = write_scores(table, out, extras)
    statuses = table.statuses()
    failures = [position for position, status in enumerate(statuses) if status is not Status.SCORED]
    for position in failures[:_TOLD]:
        row = table.row(position).in_words(spoken())
        say(joined(row.message or "", row.what_to_do or "", where=row.source))
    if len(failures) > _TOLD:
        say(words("more_failed", count=len(failures) - _TOLD, file=out / "tables" / "scores.csv"))
    for other in table.of_another():
        names = some_of(other.documents)
        say(words("other_reference", names=names, number=other.number, asked=reference.number, other=other.id))
    if left := extras.of_before(out):
        say(words("of_before", files=some_of([str(file) for file in left])))
    failed, reused = len(failures), table.counts["reused"]
    tell("scored", scored=len(table) - failed, count=len(table), failed=failed, reused=reused, page=page)
    if extras.xlsx:
        tell("workbook", file=out / "scores.xlsx")
    return not failures


def _cores() -> int:
    from joblib import cpu_count

    return int(cpu_count())


@contextmanager
def _kept_when_interrupted(table: ScoreTable) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as stopped:
        table.close()
        say(words("kept", done=table.counts["done"], count=len(table)))
        raise Stopped from stopped


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """A polite end (SIGTERM) stops workers and keeps what is done, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
