"""What `score_plans` returns: a table of scored files that computes as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vnplan.batch.columns import COLUMNS, kind_of, rows_of
from vnplan.batch.entries import Entries, Entry, Progress
from vnplan.batch.register import Placement, places_without_plan
from vnplan.batch.rows import ScoreRow
from vnplan.batch.running.run import Setup
from vnplan.batch.running.store import FolderStore, MemoryStore, Store, not_kept
from vnplan.batch.running.work import Status
from vnplan.batch.series import Series, SeriesEntry
from vnplan.comparison import ComparedPlan
from vnplan.errors import Lang, OptionError, ReadError
from vnplan.files import clear_leftovers
from vnplan.models import Reference
from vnplan.models.base import check_table, html_table
from vnplan.reference import of_another
from vnplan.reference.choice import Other
from vnplan.reuse import SharedWording
from vnplan.versions import VersionReview, review_versions

if TYPE_CHECKING:
    import pandas as pd

RESULTS = "results"
_SHOWN = 200
"""Rows a notebook shows."""

TableName = Literal["scores", "sections", "series"]

_DTYPES = {"text": "string", "flag": "boolean", "rate": "Float64", "count": "Int64"}
"""Types of columns in pandas: those that can say that a value is not there."""


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
        if out is not None:
            clear_leftovers(out, *out.glob("*/"), *out.glob(f"{RESULTS}/??/"))
        self._entries = Entries(files, setup, self.store, progress)

    @property
    def reference(self) -> Reference:
        """What the plans were compared with."""
        return self.setup.reference

    @property
    def counts(self) -> Mapping[str, int]:
        """Files done, failed and taken over (`reused`) so far."""
        return self._entries.counts

    def __len__(self) -> int:
        return len(self.files)

    def __iter__(self) -> Iterator[ScoreRow]:
        for position in range(len(self.files)):
            yield self.row(position)

    def row(self, position: int) -> ScoreRow:
        """The row of the file with this position, computed now where it is not yet."""
        entry = self._entries[position]
        outcome = self._entries.outcome(entry)
        what_came = {"error": outcome.error, "refusal": outcome.refusal, "card": outcome.card}
        return entry.bare_row().model_copy(update=what_came).in_words("en")

    def __getitem__(self, position: int) -> ScoreRow:
        """The row of the file with this position; negative ones count from the end. Raises `IndexError`."""
        return self.row(range(len(self.files))[position])

    def finish(self) -> ScoreTable:
        """Score what is not scored yet."""
        self._entries.all()
        return self

    def __getstate__(self) -> dict[str, object]:
        """All that a copy needs, in another process or in a file of joblib's: it is finished first."""
        return self.finish().__dict__

    def close(self) -> None:
        """Stop: workers end, what is done stays."""
        self._entries.close()

    def statuses(self) -> list[Status]:
        """What became of each file, in the order of the files."""
        return [entry.status for entry in self._entries.all() if entry.status is not None]

    def placements(self) -> list[tuple[str, Placement]]:
        """The ids of scored plans with the provinces they stand in, in the order of the files."""
        return [(entry.plan, entry.place) for entry in self._entries.all() if entry.plan and entry.place]

    def of_another(self) -> tuple[Other, ...]:
        """The other packaged references that plans of this table carry out instead of its own, each with its plans.

        Their scores say little: whoever mixes plans under different decisions scores each kind with its own.
        """
        return of_another(((e.plan, e.carries_out) for e in self._entries.all() if e.plan), self.reference.id)

    def in_official_order(self, *, cards: bool = True) -> Iterator[ScoreRow]:
        """All rows by the official list of today's provinces, those without any plan among them.

        Within a province of today: its own plans and those of the provinces it came from, by their code, the day of
        issue, the place in the run; then those of communes and other bodies within it. Then plans of no known province
        (ministries), then files that could not be scored. Without `cards` nothing is read again for it: rows have their
        status, plan and provinces only.
        """
        entries = self._entries.all()
        placed: list[tuple[tuple[int | str, ...], int | Placement]] = [
            (entry.order(position), position) for position, entry in enumerate(entries)
        ]
        for place in places_without_plan(entry.place for entry in entries if entry.place):
            placed.append(((0, place.order[0], 0, place.order[1], "", ""), place))
        for _, item in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(item, int) and cards:
                yield self.row(item)
            elif isinstance(item, int):
                yield entries[item].bare_row()
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
        shared = SharedWording(self.reference)
        entries = self._entries.all()
        dated = [(e.place.issued if e.place else "9999", p) for p, e in enumerate(entries) if e.plan]
        for _, position in sorted(dated):
            entry = entries[position]
            outcome = self._entries.outcome(entry)
            if outcome.runs is None or outcome.card is None:
                raise not_kept(outcome)
            shared.add(
                entry.plan or outcome.name,
                province=outcome.card.province,
                issued_on=outcome.card.issued_on,
                runs=outcome.runs,
                texts=partial(self._texts, entry),
            )
        return shared

    def _texts(self, entry: Entry) -> dict[str, str]:
        return dict(self.store.clauses(self._entries.outcome(entry)))

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
        lang: Lang = "vi",
    ) -> Path:
        """Write the tables and the score page into a folder (default: that of the run) and return the page.

        `report`: the full report too (default: where plans were kept and are at most 100); `details`: the tables of
        links, deviations and so on over all plans; `shared`: the tables of shared wording. Raises `WriteError`, and
        `OptionError` where a library is missing or there is no folder.
        """
        from vnplan.batch.output.export import Extras, write_scores

        folder = out if out is not None else self.out
        if folder is None:
            raise OptionError("out_not_named")
        extras = Extras(xlsx=xlsx, parquet=parquet, report=report, details=details, shared=shared, lang=lang)
        return write_scores(self, Path(folder), extras)

    def __repr__(self) -> str:
        done, failed = (self.counts[name] for name in ("done", "failed"))
        return f"<ScoreTable with {self.reference.id}: {len(self)} files, {done} done, {failed} failed>"

    def _repr_html_(self) -> str:
        entries = self._entries.so_far()
        if any(entry.status is None for entry in entries):
            states = ((e.path.name, e.status.value if e.status else "not scored yet") for e in entries)
            return html_table(repr(self), ("file", "status"), states)
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
        # a glance is for the plans there are; provinces without one stand in `to_dataframe`
        first = islice((row for row in self.in_official_order() if row.source is not None), _SHOWN)
        rows = [cells for row in first for cells in rows_of("scores", row, self.reference)]
        frame = pd.DataFrame(rows, columns=list(COLUMNS["scores"](self.reference)))[shown].astype(object).fillna("")
        shares = ([f"{c:.2f}" if isinstance(c, float) else c for c in row] for row in frame.itertuples(index=False))
        return html_table(repr(self), shown, shares)
