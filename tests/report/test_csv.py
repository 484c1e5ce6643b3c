"""CSV opens in Excel as Vietnamese, and no cell is a formula."""

from __future__ import annotations

import csv
import io

import pytest

from vnplan.comparison import Comparison
from vnplan.models import Reference
from vnplan.report.csv import csv_tables, guarded
from vnplan.tables import COLUMNS


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_begins_like_a_formula_is_guarded(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


def test_other_text_and_numbers_stay_as_they_are() -> None:
    assert [guarded(cell) for cell in ("Sở Y tế", "1 - 2", -4, -0.5, None)] == ["Sở Y tế", "1 - 2", -4, -0.5, None]


def test_no_cell_of_a_hostile_comparison_begins_like_a_formula(hostile: Comparison, reference: Reference) -> None:
    for text in csv_tables(hostile, reference).values():
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
            assert not [cell for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]


def test_every_table_is_written_with_its_columns_and_a_byte_order_mark(
    hostile: Comparison, reference: Reference
) -> None:
    tables = csv_tables(hostile, reference)
    assert set(tables) == {f"{name}.csv" for name in COLUMNS}
    for name, columns in COLUMNS.items():
        assert tables[f"{name}.csv"].startswith("\ufeff")
        header = next(csv.reader(io.StringIO(tables[f"{name}.csv"].removeprefix("\ufeff"))))
        assert tuple(header) == columns


def test_rows_say_what_the_results_say(hostile: Comparison, reference: Reference) -> None:
    tables = csv_tables(hostile, reference)
    assert len(read(tables["coverage.csv"])) == 2 * len(reference.provisions)
    link = read(tables["links.csv"])[0]
    assert (link["provision"], link["relation"], link["relation_label"]) == ("III.2.1", "subset", "Hẹp hơn")
    assert (link["score"], link["needs_review"]) == ("0.87", "true")
    deviation = read(tables["deviations.csv"])[0]
    assert (deviation["kind_label"], deviation["severity_label"]) == ("Thay đổi mức chỉ tiêu", "Cao")
    duty = read(tables["duties.csv"])[0]
    assert (duty["agency_ids"], duty["role_label"], duty["due"]) == ("so-yt", "Chủ trì", "trước ngày 15 tháng 11")
    target = read(tables["targets.csv"])[0]
    assert (target["low"], target["unit"], target["deadline"]) == ("5", "mô hình", "2025")


def test_dataframes_have_the_same_columns(hostile: Comparison, reference: Reference) -> None:
    for name, columns in COLUMNS.items():
        frame = hostile.to_dataframe(name, reference=reference)  # type: ignore[arg-type]
        assert tuple(frame.columns) == columns
