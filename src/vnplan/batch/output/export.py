"""Writing a score table: CSV, JSON lines, the score page, and on demand xlsx, Parquet and the full report.

Every file is written piece by piece under another name and takes its place when it is whole.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vnplan import tables
from vnplan.batch.columns import COLUMNS, rows_of
from vnplan.batch.output.page import Page
from vnplan.batch.output.parquet import arrow, parquet_writer
from vnplan.batch.output.version_pages import write_version_pages
from vnplan.batch.output.workbook import workbook
from vnplan.batch.register import register_rows
from vnplan.batch.rows import Rows, ScoreRow
from vnplan.batch.running.keys import run_settings
from vnplan.batch.running.work import Status
from vnplan.batch.series import Series, SeriesEntry
from vnplan.comparison import Comparison, Failure
from vnplan.errors import Lang, OptionError, joined
from vnplan.files import whole_file, write_file
from vnplan.models.base import check_language
from vnplan.report.csv import BOM, guarded
from vnplan.tables import SEPARATOR, Row

REPORT_PLANS = 100
"""Plans up to which the full report (every clause of every plan on one page) is written."""

_BESIDE = {
    "xlsx": ("scores.xlsx", "report/report.xlsx"),
    "parquet": tuple(f"{name}.parquet" for name in COLUMNS),
    "details": tuple(f"tables/{name}.csv" for name in tables.COLUMNS),
    "shared": tuple(f"tables/shared_{name}.csv" for name in ("groups", "clauses", "provinces")),
}
"""What each of the extras writes."""

_REGISTER = ("list", "since", "until", "code", "id", "name", "today", "status", "plans", "earlier", "within")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What is written beside the tables and the page, and the language of all that is read by people.

    `report`: the full report too (default: where there are at most `REPORT_PLANS` plans and they were kept);
    `details`: the tables of links, deviations and so on over all plans as CSV, however many there are; `shared`: the
    tables of wording that plans share.
    """

    xlsx: bool = False
    parquet: bool = False
    report: bool | None = None
    details: bool = False
    shared: bool = False
    lang: Lang = "vi"

    def check(self, *, plans_kept: bool) -> None:
        """Refuse what cannot be had, before any work: a language, a library, tables of plans that are not kept."""
        check_language(self.lang)
        if self.parquet:
            arrow()
        if (self.details or self.shared or self.report) and not plans_kept:
            raise OptionError("tables_need_plans")

    def of_before(self, out: Path) -> list[Path]:
        """Files in the folder that an earlier run wrote and this one does not write anew: they may say other things."""
        left = (name for extra, names in _BESIDE.items() if not getattr(self, extra) for name in names)
        return [out / name for name in left if (out / name).is_file()]


def write_scores(table: Rows, out: Path, extras: Extras) -> Path:
    """Write everything of a table into a folder and return the score page. Raises `WriteError`, `OptionError`."""
    kept = table.setup.keep_plans
    extras.check(plans_kept=kept)
    scored = sum(status is Status.SCORED for status in table.statuses())
    csv_file(out / "tables" / "provinces.csv", _REGISTER, _register(table))
    write_file(out / "run.json", json.dumps(_run(table), ensure_ascii=False, indent=1) + "\n")
    beside = {"csv": "tables/scores.csv"} | ({"xlsx": "scores.xlsx"} if extras.xlsx else {})
    if kept and scored and (extras.report if extras.report is not None else scored <= REPORT_PLANS):
        _report(table, out / "report", xlsx=extras.xlsx, lang=extras.lang)
        beside = {"report": "report/report.html", **beside}
    if extras.shared:
        _shared(table, out)
    place = out / "scores.html"
    with ExitStack() as files:  # results are read once, and every file takes its row of them
        sinks: list[Sink] = [files.enter_context(_csv(out, name, table)) for name in COLUMNS]
        sinks.append(files.enter_context(_json_lines(out)))
        if extras.parquet:
            sinks += [files.enter_context(_parquet(out, name, table)) for name in COLUMNS]
        if extras.xlsx:
            sinks.append(files.enter_context(workbook(out, table, lang=extras.lang)))
        if extras.details:
            sinks.append(files.enter_context(_details(out, table)))
        sinks.append(files.enter_context(_page(place, table, extras.lang, beside)))
        for row in table.in_official_order():
            for sink in sinks:
                sink(row)
    return place


Sink = Callable[[ScoreRow], None]


@contextmanager
def _csv(out: Path, name: str, table: Rows) -> Iterator[Sink]:
    with csv_writer(out / "tables" / f"{name}.csv", COLUMNS[name](table.reference)) as write:

        def add(row: ScoreRow) -> None:
            for cells in rows_of(name, row, table.reference):
                write(cells)

        yield add


@contextmanager
def _json_lines(out: Path) -> Iterator[Sink]:
    with whole_file(out / "scorecards.jsonl") as file:

        def add(row: ScoreRow) -> None:
            if row.card is not None:
                data = row.card.model_dump(mode="json") | {"document": row.plan}
                file.write(json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

        yield add


@contextmanager
def _page(place: Path, table: Rows, lang: Lang, beside: Mapping[str, str]) -> Iterator[Sink]:
    """The score page; and of plans of one issuer the table of their series, and pages that compare neighbours."""
    with whole_file(place) as file:
        page, series = Page(table, lang=lang, files=beside), Series()

        def write(piece: str) -> None:
            file.write(piece.encode("utf-8", "backslashreplace"))

        def add(row: ScoreRow) -> None:
            write(page.add(row))
            if row.card is not None:
                series.add(row.card.model_copy(update={"document": row.plan}))

        write(page.begin())
        yield add
        entries = series.entries()
        rows = (tuple(entry.model_dump(mode="json").values()) for entry in entries)
        csv_file(place.parent / "tables" / "series.csv", tuple(SeriesEntry.model_fields), rows)
        kept = table.setup.keep_plans
        write(page.end(entries, write_version_pages(table, place.parent, entries, lang=lang) if kept else {}))


@contextmanager
def _parquet(out: Path, name: str, table: Rows) -> Iterator[Sink]:
    with parquet_writer(out / f"{name}.parquet", COLUMNS[name](table.reference)) as write:

        def add(row: ScoreRow) -> None:
            for cells in rows_of(name, row, table.reference):
                write(cells)

        yield add


@contextmanager
def csv_writer(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Row], None]]:
    """One table as CSV, as `vnplan.report` writes it, row by row."""
    with whole_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=False)
        text.write(BOM)
        writer = csv.writer(text)
        writer.writerow(columns)
        yield lambda row: writer.writerow(["" if cell is None else guarded(cell) for cell in row])
        text.flush()
        text.detach()


def csv_file(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """One table as CSV, from rows that may be many."""
    with csv_writer(path, columns) as write:
        for row in rows:
            write(row)


@contextmanager
def _details(out: Path, table: Rows) -> Iterator[Sink]:
    """The tables of links, deviations and so on, from each kept plan as its row comes by."""
    with ExitStack() as files:
        writers = {
            name: files.enter_context(csv_writer(out / "tables" / f"{name}.csv", columns))
            for name, columns in tables.COLUMNS.items()
        }

        def add(row: ScoreRow) -> None:
            if row.status is Status.SCORED:
                plan = table.plan(row)
                for name, write in writers.items():
                    for cells in tables.build(name, [(plan.document, plan.alignment)], table.reference)[1]:
                        write(cells)

        yield add


def _register(table: Rows) -> Iterator[Row]:
    for row in register_rows(table.placements()):
        yield (
            row.list,
            row.since.isoformat() if row.since else None,
            row.until.isoformat() if row.until else None,
            row.code,
            row.id,
            row.name,
            row.today,
            row.status,
            SEPARATOR.join(row.plans) or None,
            SEPARATOR.join(row.earlier) or None,
            SEPARATOR.join(row.within) or None,
        )


_GROUP = ("group", "plans", "provinces", "verbatim", "edited", "earliest", "latest", "text")
_MEMBER = ("group", "plan", "province", "issued_on", "clause", "form")


def _shared(table: Rows, out: Path) -> None:
    """Groups of clauses with shared wording, their clauses, and how many groups provinces have in common."""
    wording = table.shared_wording()
    folder = out / "tables"
    with (
        csv_writer(folder / "shared_groups.csv", _GROUP) as group_row,
        csv_writer(folder / "shared_clauses.csv", _MEMBER) as member_row,
    ):
        for group in wording.groups():
            data = group.model_dump(mode="json")
            group_row(tuple(data[name] for name in _GROUP))
            for member in data["members"]:
                member_row((group.group, *(member[name] for name in _MEMBER[1:])))
    between = ((one, two, count) for (one, two), count in wording.between_provinces().items())
    csv_file(folder / "shared_provinces.csv", ("province", "other", "groups"), between)


def _run(table: Rows) -> dict[str, Any]:
    """What the results hang on, and how many of each status there are. Nothing in it changes from run to run."""
    statuses = [status.value for status in table.statuses()]
    return {
        "schema": "vnplan/score-run",
        "schema_version": "1.0",
        "settings": run_settings(table.reference, segmenter=table.setup.segmenter),
        "files": len(table),
        "statuses": {name: statuses.count(name) for name in sorted(set(statuses))},
    }


def _report(table: Rows, folder: Path, *, xlsx: bool, lang: Lang) -> None:
    from vnplan.attached import with_official
    from vnplan.report import write_report

    failures = tuple(
        Failure(
            source=Path(row.source or "").name,
            error=row.error or row.status.value,
            message=joined(row.message or "", row.what_to_do or ""),
            refusal=row.refusal,
        )
        for row in table.in_official_order()
        if row.failed
    )
    comparison = Comparison(reference=table.reference.id, plans=tuple(table.plans()), failures=failures)
    write_report(comparison, folder, reference=with_official(table.reference), xlsx=xlsx, lang=lang)
