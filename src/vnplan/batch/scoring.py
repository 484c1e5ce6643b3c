"""`score_plans`: plans in, a table of scores out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from vnplan.batch.entries import Progress
from vnplan.batch.running.run import Setup
from vnplan.batch.score_table import ScoreTable
from vnplan.comparison import DEFAULT_REFERENCE, DEFAULT_SEGMENTER
from vnplan.errors import OptionError
from vnplan.finding import find_plans, given, left_out
from vnplan.models import Reference

DEFAULT_SECONDS = 120.0
"""The time one file may take: far above what the longest real plans need (observed: under 2 s)."""


def score_plans(
    paths: str | Path | Iterable[str | Path],
    *,
    reference: str | Path | Reference = DEFAULT_REFERENCE,
    segmenter: str = DEFAULT_SEGMENTER,
    jobs: int = 1,
    out: str | Path | None = None,
    seconds: float = DEFAULT_SECONDS,
    keep_plans: bool | None = None,
    isolate: bool = False,
    dask: str | None = None,
    retry: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> ScoreTable:
    """Score plans (files, or folders of files, of any format) against a reference.

    In: `jobs` worker processes; `out`, a folder for results, which a later run with the same settings takes over;
    `seconds`, the time one file may take; `keep_plans`, whether parsed plans and alignments are kept beside the scores
    (default: where there is a folder); `isolate`, a process of its own even for one job, so that a crash in native
    code costs one file; `dask`, the address of a scheduler to use instead of `jobs`; `retry`, to do failed files again.
    Out: a `ScoreTable`, which scores as it is read. A file that fails is a row of its own. Raises `ReadError` where no
    file is named at all, `ReferenceDataError`, `OptionError`; reading the table raises `WriteError` where results
    cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, text in {"a": "KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 05 mô hình TTNT.\\n", "b": ""}.items():
    ...         _ = (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
    ...     [(row.plan, row.status.value) for row in score_plans(folder)]
    [('a', 'scored'), (None, 'unreadable')]
    """
    from vnplan.reference import load_reference

    known = reference if isinstance(reference, Reference) else load_reference(reference)
    if isinstance(jobs, bool) or not isinstance(jobs, int):
        raise OptionError("jobs_of_other_kind", found=type(jobs).__name__)
    if not isinstance(seconds, int | float):
        raise OptionError("seconds_of_other_kind", found=type(seconds).__name__)
    if progress is not None and not callable(progress):
        raise OptionError("progress_no_function")
    folder = None if out is None else given(out)[0]
    named = given(paths)
    setup = Setup(
        reference=known,
        segmenter=segmenter,
        seconds=seconds,
        keep_plans=out is not None if keep_plans is None else keep_plans,
        jobs=jobs,
        isolate=isolate,
        dask=dask,
        retry=retry,
    )
    table = ScoreTable(find_plans(named), setup, out=folder, progress=progress)
    table.left_out = left_out(named)
    return table
