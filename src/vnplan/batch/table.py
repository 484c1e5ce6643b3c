"""`score_plans` and what it returns: a table of scored files that computes as it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vnplan.batch.columns import COLUMNS, kind_of, rows_of
from vnplan.batch.register import Placement, places_without_plan
from vnplan.batch.reuse import SharedWording
from vnplan.batch.rows import ScoreRow
from vnplan.batch.run import Done, Setup, run
from vnplan.batch.series import Series, SeriesEntry
from vnplan.batch.store import FolderStore, MemoryStore, Store, not_kept
from vnplan.batch.version_note import VersionReview, review_versions
from vnplan.batch.work import Outcome, Status
from vnplan.comparison import DEFAULT_REFERENCE, DEFAULT_SEGMENTER, ComparedPlan
from vnplan.errors import OptionError, ReadError
from vnplan.finding import find_plans, given, left_out
from vnplan.models import Frozen, Reference
from vnplan.models.base import check_table, html_table

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_SECONDS = 120.0
"""The time one file may take: far above what the longest real plans need (observed: under 2 s)."""

RESULTS = "results"
_SHOWN = 200
"""Rows a notebook shows."""

TableName = Literal["scores", "sections", "series"]

_DTYPES = {"text": "string", "flag": "boolean", "rate": "Float64", "count": "Int64"}
"""Types of columns in pandas: those that can say that a value is not there."""


class Progress(Frozen):
    """How far a run is: files done, failed (of those done), taken over from before, and in all; the last one's name."""

    done: int
    failed: int
    reused: int
    total: int
    name: str


@dataclass(slots=True)
class _Entry:
    """What is remembered of a file: little, so that memory does not grow with the number of plans."""

    key: str | None = None
    outcome: Outcome | None = None
    status: Status | None = None
    document: str | None = None
    place: Placement | None = None


class ScoreTable:
    """Scored files. Iterating gives a `ScoreRow` for each, in the order of the files, as soon as it can be had.

    Files are scored while the table is read; what was read once is not computed again. `in_official_order` and
    `to_dataframe` read it to the end and add the provinces that have no plan. Its tables are "scores" (a row a plan,
    failed file or province without a plan) and "sections"; docs/method-scorecard.md names their columns. Reading raises
    `WriteError` where results cannot be kept, never for a plan that cannot be read: that is a row with its `message`.

    >>> import tempfile
    >>> from vnplan import score_plans
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.txt").write_text("KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 05 mô hình.\\n", encoding="utf-8")
    ...     score_plans(folder).finish()
    <ScoreTable with qd-127-2021: 1 files, 1 done, 0 failed>
    """

    def __init__(
        self,
        files: tuple[Path, ...],
        setup: Setup,
        *,
        out: Path | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.files = files
        self.left_out: tuple[Path, ...] = ()
        self.setup = setup
        self.out = out
        self.store: Store = MemoryStore() if out is None else FolderStore(out / RESULTS)
        self.counts: Counter[str] = Counter()
        self._progress = progress
        self._entries = [_Entry() for _ in files]
        self._ids: list[str | None] = []
        self._seen: Counter[str] = Counter()
        self._stream: Iterator[Done] | None = None

    @property
    def reference(self) -> Reference:
        """What the plans were compared with."""
        return self.setup.reference

    def __len__(self) -> int:
        return len(self.files)

    def __iter__(self) -> Iterator[ScoreRow]:
        for position in range(len(self.files)):
            yield self.row(position)

    def row(self, position: int) -> ScoreRow:
        """The row of the file with this position, computed now where it is not yet."""
        while len(self._ids) <= position:
            self._name_next()
        outcome = self._outcome(self._entries[position])
        what_came = {"error": outcome.error, "refusal": outcome.refusal, "card": outcome.card}
        return self._bare_row(position).model_copy(update=what_came).in_words("en")

    def __getitem__(self, position: int) -> ScoreRow:
        """The row of the file with this position; negative ones count from the end. Raises `IndexError`."""
        return self.row(range(len(self.files))[position])

    def finish(self) -> ScoreTable:
        """Score what is not scored yet."""
        while len(self._ids) < len(self.files):
            self._name_next()
        return self

    def close(self) -> None:
        """Stop: workers end, what is done stays."""
        stream, self._stream = self._stream, None
        if stream is not None and hasattr(stream, "close"):
            stream.close()

    def statuses(self) -> list[Status]:
        """What became of each file, in the order of the files."""
        self.finish()
        return [entry.status for entry in self._entries if entry.status is not None]

    def placements(self) -> list[tuple[str, Placement]]:
        """The ids of scored plans with the provinces they stand in, in the order of the files."""
        self.finish()
        pairs = zip(self._ids, self._entries, strict=True)
        return [(name, entry.place) for name, entry in pairs if name is not None and entry.place is not None]

    def in_official_order(self, *, cards: bool = True) -> Iterator[ScoreRow]:
        """All rows by the official list of today's provinces, those without any plan among them.

        Within a province of today: its own plans and those of the provinces it came from, by their code, the day of
        issue, the place in the run; then those of communes and other bodies within it. Then plans of no known province
        (ministries), then files that could not be scored. Without `cards` nothing is read again for it: rows have their
        status, plan and provinces only.
        """
        self.finish()
        placed: list[tuple[tuple[int | str, ...], int | Placement]] = [
            (self._order(position), position) for position in range(len(self.files))
        ]
        for place in places_without_plan(entry.place for entry in self._entries if entry.place):
            placed.append(((0, place.order[0], 0, place.order[1], "", ""), place))
        for _, item in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(item, int) and cards:
                yield self.row(item)
            elif isinstance(item, int):
                yield self._bare_row(item)
            else:
                yield ScoreRow(status=Status.NO_FILE, province=item.province, today=item.today)

    def plan(self, row: ScoreRow) -> ComparedPlan:
        """The parsed plan of a row with its alignment, under the row's id. Raises `ReadError` where it was not kept."""
        outcome = self.store.outcome(row.key, whole=False) if row.key else None
        if outcome is None or row.plan is None:
            raise ReadError("row_without_plan", where=row.source)
        plan = self.store.plan(outcome)
        if plan.document.id == row.plan:
            return plan
        return plan.model_copy(
            update={
                "document": plan.document.model_copy(update={"id": row.plan}),
                "alignment": plan.alignment.model_copy(update={"document": row.plan}),
            }
        )

    def plans(self) -> Iterator[ComparedPlan]:
        """All scored plans in official order, one in memory at a time."""
        for row in self.in_official_order():
            if row.status is Status.SCORED:
                yield self.plan(row)

    def series(self) -> tuple[SeriesEntry, ...]:
        """Plans by issuer and day, each with the difference of its coverage from the one before it."""
        series = Series()
        for row in self.in_official_order():
            if row.card is not None:
                series.add(row.card.model_copy(update={"document": row.plan}))
        return series.entries()

    def versions(self, before: ScoreRow, after: ScoreRow) -> VersionReview:
        """Two plans of this table as versions: what changed, and which comments were taken in. Plans must be kept."""
        return review_versions(self.plan(before), self.plan(after), self.reference)

    def shared_wording(self) -> SharedWording:
        """The wording that clauses of several plans share beyond the reference, plans in the order of their dates.

        Plans must have been kept. Raises `ReadError` where they were not.
        """
        self.finish()
        shared = SharedWording(self.reference)
        dated = [(e.place.issued if e.place else "9999", p) for p, e in enumerate(self._entries) if self._ids[p]]
        for _, position in sorted(dated):
            outcome = self._outcome(self._entries[position])
            if outcome.runs is None or outcome.card is None:
                raise not_kept(outcome)
            shared.add(
                self._ids[position] or outcome.name,
                province=outcome.card.province,
                issued_on=outcome.card.issued_on,
                runs=outcome.runs,
                texts=partial(self._texts, position),
            )
        return shared

    def _texts(self, position: int) -> dict[str, str]:
        return dict(self.store.clauses(self._outcome(self._entries[position])))

    def to_dataframe(self, table: TableName = "scores") -> pd.DataFrame:
        """All rows in official order: "scores" (a row per plan, failed file or province without a plan), "sections"
        (a row per plan and section of the reference) or "series" (plans by issuer and day). Columns:
        docs/method-scorecard.md. Raises `OptionError` for a table there is not."""
        check_table(table, (*COLUMNS, "series"))
        import pandas as pd

        if table == "series":
            entries = [entry.model_dump(mode="json") for entry in self.series()]
            return pd.DataFrame(entries, columns=list(SeriesEntry.model_fields))

        rows = [cells for row in self.in_official_order() for cells in rows_of(table, row, self.reference)]
        frame = pd.DataFrame(rows, columns=list(COLUMNS[table](self.reference)))
        return frame.astype({name: _DTYPES[kind_of(name)] for name in frame.columns})

    def write(
        self,
        out: str | Path | None = None,
        *,
        xlsx: bool = False,
        parquet: bool = False,
        report: bool | None = None,
        details: bool = False,
        shared: bool = False,
        lang: Literal["vi", "en"] = "vi",
    ) -> Path:
        """Write the tables and the score page into a folder (default: that of the run) and return the page.

        `report`: the full report too (default: where plans were kept and are at most 100); `details`: the tables of
        links, deviations and so on over all plans; `shared`: the tables of shared wording. Raises `WriteError`, and
        `OptionError` where a library is missing or there is no folder.
        """
        from vnplan.batch.export import write_scores

        folder = out if out is not None else self.out
        if folder is None:
            raise OptionError("out_not_named")
        return write_scores(
            self,
            Path(folder),
            xlsx=xlsx,
            parquet=parquet,
            report=report,
            details=details,
            shared=shared,
            lang=lang,
        )

    def __repr__(self) -> str:
        done = sum(entry.status is not None for entry in self._entries)
        failed = sum(entry.status not in {None, Status.SCORED} for entry in self._entries)
        return f"<ScoreTable with {self.reference.id}: {len(self)} files, {done} done, {failed} failed>"

    def _repr_html_(self) -> str:
        if any(entry.status is None for entry in self._entries):
            states = (entry.status.value if entry.status else "not scored yet" for entry in self._entries)
            return html_table(repr(self), ("file", "status"), zip((f.name for f in self.files), states, strict=True))
        import pandas as pd

        shown = [
            "today",
            "province",
            "level",
            "plan",
            "status",
            "coverage_rate",
            "coverage_low",
            "coverage_high",
            "message",
        ]
        first = islice(self.in_official_order(), _SHOWN)
        rows = [cells for row in first for cells in rows_of("scores", row, self.reference)]
        frame = pd.DataFrame(rows, columns=list(COLUMNS["scores"](self.reference)))[shown].astype(object).fillna("")
        shares = ([f"{c:.2f}" if isinstance(c, float) else c for c in row] for row in frame.itertuples(index=False))
        return html_table(repr(self), shown, shares)

    def _bare_row(self, position: int) -> ScoreRow:
        entry = self._entries[position]
        assert entry.status is not None
        return ScoreRow(
            status=entry.status,
            source=str(self.files[position]),
            plan=self._ids[position],
            province=entry.place.province if entry.place else None,
            today=entry.place.today if entry.place else None,
            level=entry.place.level if entry.place else None,
            key=entry.key,
        )

    def _name_next(self) -> None:
        """Give the next file's plan an id of its own: the same whatever the order of finishing."""
        position = len(self._ids)
        while self._entries[position].status is None:
            self._advance()
        document = self._entries[position].document
        if document is not None:
            self._seen[document] += 1
            if (count := self._seen[document]) > 1:
                document = f"{document}~{count}"
        self._ids.append(document)

    def _advance(self) -> None:
        if self._stream is None:
            self._stream = run(self.files, self.setup, self.store)
        done = next(self._stream)
        entry = self._entries[done.position]
        entry.status, entry.document, entry.place, entry.outcome = done.status, done.document, done.place, done.outcome
        entry.key = None if done.outcome is not None else done.key
        self.counts["done"] += 1
        self.counts["failed"] += done.status is not Status.SCORED
        self.counts["reused"] += done.reused
        if self._progress is not None:
            counts = {name: self.counts[name] for name in ("done", "failed", "reused")}
            self._progress(Progress(**counts, total=len(self.files), name=done.name))

    def _outcome(self, entry: _Entry) -> Outcome:
        if entry.outcome is not None:
            return entry.outcome
        assert entry.key is not None
        outcome = self.store.outcome(entry.key, whole=False)
        if outcome is None:
            raise ReadError("result_gone", where=entry.key)
        return outcome

    def _order(self, position: int) -> tuple[int | str, ...]:
        """Kind of row, province of today, whether it is of a body within it, former province, day, place in the run."""
        entry = self._entries[position]
        tie = f"{position:09}"
        if entry.status is not Status.SCORED:
            return (2, "", 0, "", "", tie)
        if entry.place is None or not entry.place.known:
            return (1, "", 0, "", entry.place.issued if entry.place else "", tie)
        today, former = entry.place.order
        return (0, today, 0 if entry.place.own else 1, former, entry.place.issued, tie)


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
