"""Pages that compare each plan of a run with the one before it from the same issuer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from vnplan.batch.rows import Rows
from vnplan.batch.series import SeriesEntry, neighbours
from vnplan.errors import Lang
from vnplan.files import write_file
from vnplan.report import file_stem
from vnplan.report.notes.versions import version_file

FOLDER = "versions"
PAIRS = 50
"""Pairs that are compared of themselves; of more, those that matter are compared with `vnplan versions`."""

Pair = tuple[str, str]


def write_version_pages(table: Rows, out: Path, entries: Sequence[SeriesEntry], *, lang: Lang) -> Mapping[Pair, str]:
    """Write the pages and return the address of each, by the ids of its two plans. Raises `WriteError`."""
    for old in (out / FOLDER).glob("[0-9][0-9]-*.html"):  # of an earlier run, whose plans may be others
        old.unlink()
    pairs = [(one.document, two.document) for one, two in neighbours(entries)]
    if not pairs or len(pairs) > PAIRS:
        return {}
    wanted = {name for pair in pairs for name in pair}
    rows = {row.plan: row for row in table.in_official_order(cards=False) if row.plan in wanted}
    pages = {}
    for number, (one, two) in enumerate(pairs, start=1):
        page = f"{FOLDER}/{number:02}-{file_stem(one)[:60]}-{file_stem(two)[:60]}.html"
        plans = [table.plan(rows[name]) for name in (one, two)]
        write_file(out / page, version_file(plans[0], plans[1], table.reference, format=".html", lang=lang))
        pages[one, two] = page
    return pages
