"""How far a run is: a bar on a terminal (done, failed, rate, time left), plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vnplan.batch.entries import Progress
from vnplan.spoken import words

_EVERY = 10.0
"""Seconds between plain lines: a log of a long run stays readable."""


def plain_line(state: Progress, seconds: float) -> str:
    """One line on how far a run is after so many seconds.

    >>> plain_line(Progress(done=50, failed=2, reused=10, total=90, name="a.txt"), 20.0)
    '50 of 90 done, 2 failed, 10 taken over, 2.0 a second, 20 s left'
    """
    fresh = state.done - state.reused
    rate = fresh / seconds if seconds > 0 else 0.0
    so_far = words("so_far", rate=rate, **state.model_dump())
    if rate > 0 and state.done < state.total:
        return words("time_left", so_far=so_far, seconds=(state.total - state.done) / rate)
    return so_far


@contextmanager
def shown() -> Iterator[Callable[[Progress], None]]:
    """A function to be called after each file; it writes to stderr."""
    if sys.stderr.isatty():
        with _bar() as update:
            yield update
        return
    begun = said = time.monotonic()

    def line(state: Progress) -> None:
        nonlocal said
        now = time.monotonic()
        if state.done == state.total or now - said >= _EVERY:
            said = now
            print(plain_line(state, now - begun), file=sys.stderr, flush=True)

    yield line


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counts]}", markup=False),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, counts="")
        begun = time.monotonic()

        def update(state: Progress) -> None:
            rate = (state.done - state.reused) / max(1e-9, time.monotonic() - begun)
            counts = words("bar", failed=state.failed, rate=rate)
            bar.update(task, completed=state.done, total=state.total, counts=counts)

        yield update
