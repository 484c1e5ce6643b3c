"""The table: official order, provinces without a plan, formats that agree with each other."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from vnplan import score_plans
from vnplan.batch import ScoreTable, Status, register_rows
from vnplan.batch.columns import COLUMNS, OVERVIEW
from vnplan.batch.output.page import PAGE_ROWS
from vnplan.cli import run
from vnplan.errors import OptionError, ReadError
from vnplan.lexicon import provinces
from vnplan.lexicon.labels import avoided_in
from vnplan.models import Reference
from vnplan.report import read_comparison

from .conftest import plan_text


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[ScoreTable, Path]:
    folder = tmp_path_factory.mktemp("scores")
    plans = folder / "plans"
    (plans / "again").mkdir(parents=True)
    for name, province, year in (
        ("a", "Hòa Bình", 2021),
        ("b", "Cần Thơ", 2022),
        ("c", "Phú Thọ", 2021),
        ("d", "Phú Thọ", 2026),
        ("again/b", "Hà Nội", 2021),
    ):
        (plans / f"{name}.txt").write_text(plan_text(province, year=year), encoding="utf-8")
    no_province = plan_text("Cần Thơ").replace("TỈNH Cần Thơ\n", "").replace("Cần Thơ, ngày", "…, ngày")
    (plans / "e.txt").write_text(no_province, encoding="utf-8")
    (plans / "=1+1.docx").write_bytes(b"no docx")
    table = score_plans(plans, out=folder / "out")
    table.write(xlsx=True, parquet=True)
    return table, folder / "out"


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_rows_stand_in_the_official_order_with_all_34_provinces(written: tuple[ScoreTable, Path]) -> None:
    rows = list(written[0].in_official_order())
    order = {row.id: row.code for row in provinces().today}
    codes = [order[row.today] for row in rows if row.today]
    assert codes == sorted(codes)
    assert {row.today for row in rows if row.today} == set(order)
    assert [row.status for row in rows[-2:]] == [Status.SCORED, Status.UNREADABLE]  # no province; no plan
    assert rows[-2].today is None


def test_a_merged_province_has_its_predecessors_plans_unaveraged(written: tuple[ScoreTable, Path]) -> None:
    rows = [row for row in written[0].in_official_order() if row.today == "phu-tho"]
    # Hòa Bình has the lower former code, then Phú Thọ's of before, then the one of the new province
    assert [(row.plan, row.province) for row in rows] == [("a", "hoa-binh"), ("c", "phu-tho"), ("d", "phu-tho")]


def test_plans_of_one_name_get_ids_of_their_own(written: tuple[ScoreTable, Path]) -> None:
    table = written[0]
    by_source = {Path(row.source or "").relative_to(table.files[0].parent.parent): row for row in table if row.source}
    names = {str(path): row.plan for path, row in by_source.items()}
    assert sorted(names[key] for key in names if key.endswith("b.txt")) == ["b", "b~2"]
    second = next(row for row in table if row.plan == "b~2")
    plan = table.plan(second)
    assert (plan.document.id, plan.alignment.document) == ("b~2", "b~2")


def test_csv_parquet_xlsx_and_dataframe_have_the_same_rows(written: tuple[ScoreTable, Path]) -> None:
    table, out = written
    for name in COLUMNS:
        frame = table.to_dataframe(name)  # type: ignore[arg-type]
        rows = read_csv(out / "tables" / f"{name}.csv")
        assert [list(row) for row in rows] == [list(frame.columns)] * len(frame)
        assert len(frame.columns) == len(set(frame.columns))
        parquet = pd.read_parquet(out / f"{name}.parquet", dtype_backend="numpy_nullable")
        pd.testing.assert_frame_equal(parquet, frame, check_dtype=False)
        assert parquet["coverage_rate"].dropna().between(0, 1).all()
    book = openpyxl.load_workbook(out / "scores.xlsx", read_only=True)
    sheet = list(book["Tổng hợp"].iter_rows(values_only=True))
    assert "không phải là kết quả thực hiện" in str(sheet[0][0])
    frame = table.to_dataframe()
    assert list(sheet[1]) == list(frame.columns)
    assert len(sheet) == len(frame) + 3
    assert [row[4] for row in sheet[3:]] == [None if pd.isna(name) else name for name in frame["plan"]]


def test_a_failed_file_has_the_code_of_its_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    frame = score_plans(tmp_path).to_dataframe().set_index("source")
    failed = frame.loc[str(tmp_path / "empty.txt")]
    assert (failed["error"], failed["code"]) == ("ReadError", "file_empty")


def test_the_workbook_speaks_in_words(written: tuple[ScoreTable, Path], tmp_path: Path) -> None:
    for lang, sheets in (
        ("vi", ["Tóm tắt", "Tổng hợp", "Theo mục"]),
        ("en", ["Summary", "Scores", "Sections"]),
    ):
        written[0].write(tmp_path / lang, xlsx=True, report=False, lang=lang)  # type: ignore[arg-type]
        book = openpyxl.load_workbook(tmp_path / lang / "scores.xlsx")
        assert book.sheetnames == sheets
        for sheet in book.worksheets:
            heads = [cell.value for cell in sheet[3]]
            assert all(heads)
            assert not any("_" in str(head) for head in heads)
            assert sheet.auto_filter.ref.startswith("A3:")
            assert sheet.freeze_panes.endswith("4")
            assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    vi, en = (openpyxl.load_workbook(tmp_path / lang / "scores.xlsx").worksheets[1] for lang in ("vi", "en"))
    assert {cell.value for cell in vi["A"][3:]} == {"Đã đối chiếu", "Chưa có kế hoạch", "Không đọc được"}
    assert {cell.value for cell in en["A"][3:]} == {"Scored", "No plan", "Unreadable"}
    codes = [cell.value for cell in vi[2]]
    days = [cell for cell in list(vi.columns)[codes.index("issued_on")][3:] if cell.value]
    assert days
    assert all(cell.is_date for cell in days)


def test_the_summary_holds_some_columns_of_the_scores_and_fits_a_page(
    written: tuple[ScoreTable, Path], tmp_path: Path
) -> None:
    written[0].write(tmp_path, xlsx=True, report=False)
    summary, scores, _ = openpyxl.load_workbook(tmp_path / "scores.xlsx").worksheets
    names = [cell.value for cell in scores[2]]
    assert [cell.value for cell in summary[2]] == list(OVERVIEW)
    for short, long in zip(summary.iter_rows(min_row=3), scores.iter_rows(min_row=3), strict=True):
        assert [cell.value for cell in short] == [long[names.index(name)].value for name in OVERVIEW]
    assert (summary.page_setup.fitToHeight, summary.sheet_properties.pageSetUpPr.fitToPage) == (0, True)


def test_a_rate_of_few_things_is_shown_as_their_count_in_the_workbook(
    written: tuple[ScoreTable, Path], tmp_path: Path
) -> None:
    written[0].write(tmp_path, xlsx=True, report=False)
    scores = openpyxl.load_workbook(tmp_path / "scores.xlsx").worksheets[1]
    names = [cell.value for cell in scores[2]]
    shown = set()
    for row in scores.iter_rows(min_row=4):
        rate, low, count = (row[names.index(f"class_direct_{part}")] for part in ("rate", "low", "count"))
        if rate.value is not None:
            assert count.value < 10
            assert re.fullmatch(rf'"\d?½?/{count.value}"', rate.number_format)
            assert low.number_format == "0%"
            shown.add(rate.number_format)
    assert shown


def test_provinces_without_a_plan_are_shown_as_such(written: tuple[ScoreTable, Path]) -> None:
    rows = read_csv(written[1] / "tables" / "scores.csv")
    absent = [row for row in rows if row["status"] == "no_file"]
    assert len(absent) == 34 - 3  # Phú Thọ, Cần Thơ, Hà Nội
    assert all(row["today"] and not row["coverage_rate"] for row in absent)
    register = read_csv(written[1] / "tables" / "provinces.csv")
    assert [row["list"] for row in register] == ["34"] * 34 + ["63"] * 63
    phu_tho = next(row for row in register if row["id"] == "phu-tho")
    assert (phu_tho["status"], phu_tho["plans"], phu_tho["earlier"], phu_tho["since"]) == (
        "own",
        "d",
        "a; c",
        "2025-07-01",
    )
    vinh_phuc = next(row for row in register if row["id"] == "vinh-phuc")
    assert (vinh_phuc["status"], vinh_phuc["today"], vinh_phuc["until"]) == ("none", "phu-tho", "2025-06-30")


def test_the_plan_of_a_commune_or_a_department_is_no_plan_of_its_province(tmp_path: Path) -> None:
    commune = plan_text("Phú Thọ", year=2026).replace("TỈNH Phú Thọ", "XÃ KIM BÔI")
    body = plan_text("Lạng Sơn").replace("ỦY BAN NHÂN DÂN\nTỈNH Lạng Sơn", "UBND TỈNH LẠNG SƠN\nSỞ Y TẾ")
    for name, text in {"a-commune": commune, "b-body": body, "c-own": plan_text("Lạng Sơn", year=2023)}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    table = score_plans(tmp_path)
    rows = [row for row in table.in_official_order() if row.today in {"phu-tho", "lang-son"}]
    assert [(row.status.value, row.plan, row.level) for row in rows] == [
        ("scored", "c-own", "province"),
        ("scored", "b-body", "body"),
        ("no_file", None, None),
        ("scored", "a-commune", "commune"),
    ]
    register = {row.id: row for row in register_rows(table.placements()) if row.list == "34"}
    assert (register["phu-tho"].status, register["phu-tho"].within) == ("none", ("a-commune",))
    assert (register["lang-son"].status, register["lang-son"].within) == ("own", ("b-body",))
    assert register["lang-son"].plans == ("c-own",)  # issued before 1 July 2025, by a province that was not merged


def test_a_plan_under_another_decision_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], reference: Reference
) -> None:
    title = "Thực hiện Chiến lược quốc gia"
    new = plan_text("Lào Cai", year=2026).replace(title, f"Thực hiện Quyết định số 1671/QĐ-TTg về {title[10:]}")
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    (tmp_path / "old.txt").write_text(plan_text("Sơn La"), encoding="utf-8")
    table = score_plans(tmp_path, reference=reference)
    assert table.of_another() == (("qd-1671-2026", "1671/QĐ-TTg", ("new",)),)
    frame = table.to_dataframe().set_index("plan")
    assert frame.loc["new", "carries_out"] == "qd-1671-2026"
    assert pd.isna(frame.loc["old", "carries_out"])  # it names none
    table.write(tmp_path / "book", xlsx=True, report=False)
    summary = openpyxl.load_workbook(tmp_path / "book" / "scores.xlsx").worksheets[0]
    at = [cell.value for cell in summary[2]].index("carries_out")
    assert "1671/QĐ-TTg" in {row[at].value for row in summary.iter_rows()}
    page = table.write(tmp_path / "out", lang="en").read_text(encoding="utf-8")
    assert page.count("names Decision 1671/QĐ-TTg first") == 2  # in the row and on the card
    assert run(["score", str(tmp_path / "new.txt"), "--out", str(tmp_path / "again"), "--jobs", "1"]) == 0
    assert "new: names 1671/QĐ-TTg first, not 127/QĐ-TTg" in capsys.readouterr().err


def test_the_page_says_that_coverage_of_text_is_no_result(written: tuple[ScoreTable, Path]) -> None:
    html = (written[1] / "scores.html").read_text(encoding="utf-8")
    assert html.count("không phải là kết quả thực hiện") == 1
    body = html[html.index("<table") :]
    names = [row.full_name[:1].upper() + row.full_name[1:] for row in provinces().today]
    assert [body.index(f">{name}<") for name in names] == sorted(body.index(f">{name}<") for name in names)
    assert "Chưa có kế hoạch của tỉnh, thành phố trong tập tài liệu này" in body
    assert re.search(r"\d+%<br><small>\d*½?/\d\d; \d+–\d+%</small>", body)
    few = re.findall(r"<td>(\d*½?/\d)<br><small>\d+–\d+%</small>", body)
    assert few, "a rate of fewer than ten things is their count"
    # "tiếp thu" is the word for comments, and stands there alone
    assert avoided_in(re.sub(r"<[^>]+>", " ", html.replace("ý kiến được tiếp thu", ""))) == {}
    assert "<script" not in html
    assert "=1+1.docx" in body


def test_names_of_files_can_neither_act_in_the_page_nor_in_a_spreadsheet(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "<img src=x>&.docx").write_bytes(b"no docx")
    shutil.copy(plans / "<img src=x>&.docx", plans / "=cmd.docx")
    table = score_plans([plans / "<img src=x>&.docx", Path("=cmd.docx")], out=tmp_path / "out")
    page = table.write().read_text(encoding="utf-8")
    assert "&lt;img src=x&gt;&amp;" in page
    assert "<img" not in page
    rows = read_csv(tmp_path / "out" / "tables" / "scores.csv")
    assert rows[-1]["source"] == "'=cmd.docx"


def test_the_full_report_is_written_from_what_is_kept(written: tuple[ScoreTable, Path]) -> None:
    comparison = read_comparison(written[1] / "report")
    assert [plan.document.id for plan in comparison.plans] == [plan.document.id for plan in written[0].plans()]
    assert [failure.source for failure in comparison.failures] == ["=1+1.docx"]
    assert (written[1] / "report" / "report.xlsx").is_file()


def test_scorecards_are_json_lines_under_the_ids_of_the_table(written: tuple[ScoreTable, Path]) -> None:
    lines = (written[1] / "scorecards.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"] for line in lines] == [
        row.plan for row in written[0].in_official_order() if row.card
    ]


def test_details_over_all_plans_agree_with_the_report(written: tuple[ScoreTable, Path], tmp_path: Path) -> None:
    written[0].write(tmp_path, details=True, report=False)
    for name in ("links", "coverage", "deviations", "duties"):
        of_report = (written[1] / "report" / "tables" / f"{name}.csv").read_bytes()
        assert (tmp_path / "tables" / f"{name}.csv").read_bytes() == of_report
    assert not (tmp_path / "report").exists()


def test_shared_wording_of_all_kept_plans(written: tuple[ScoreTable, Path], tmp_path: Path) -> None:
    written[0].write(tmp_path, shared=True, report=False)
    groups = read_csv(tmp_path / "tables" / "shared_groups.csv")
    assert any("hội chợ hoa xuân" in row["text"] and row["plans"] == "6" for row in groups)
    clauses = read_csv(tmp_path / "tables" / "shared_clauses.csv")
    days = [row["issued_on"] for row in clauses if row["group"] == "1" and row["issued_on"]]
    assert days == sorted(days)
    between = read_csv(tmp_path / "tables" / "shared_provinces.csv")
    assert {"province": "Phú Thọ", "other": "Phú Thọ", "groups": groups and between[-1]["groups"]} in between


def test_without_a_folder_there_is_nothing_to_write_to_and_no_plan_kept(plans: Path) -> None:
    table = score_plans(plans / "plan-0.txt")
    assert "<td" in (shown := table._repr_html_())
    assert "plan-0.txt" in shown
    assert "not scored yet" in shown
    with pytest.raises(OptionError):
        table.write()
    with pytest.raises(ReadError):
        table.plan(table.row(0))
    assert "1 done" in repr(table)
    assert "plan-0" in (shown := table._repr_html_())
    assert "no_file" not in shown


def test_a_table_is_read_by_position_and_gives_series_and_versions(written: tuple[ScoreTable, Path]) -> None:
    table = written[0]
    assert table[0] == table.row(0)
    assert table[-1].source == str(table.files[-1])
    with pytest.raises(IndexError):
        table[len(table)]
    frame = table.to_dataframe("series")
    assert frame["document"].tolist() == [entry.document for entry in table.series()]
    assert frame.loc[frame["province"] == "phu-tho", "document"].tolist() == ["c", "d"]
    read = read_csv(written[1] / "tables" / "series.csv")
    assert [row["document"] for row in read] == frame["document"].tolist()
    rows = {row.plan: row for row in table}
    review = table.versions(rows["c"], rows["d"])
    assert review.versions.after == "d"
    assert review.versions.counts["dropped"] == 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"jobs": "2"}, "number of jobs is of type str"),
        ({"jobs": True}, "number of jobs is of type bool"),
        ({"seconds": "9"}, "time limit is of type str"),
        ({"progress": 3}, "progress is no function"),
        ({"out": 3}, "Paths of files or folders are needed, not int"),
    ],
)
def test_settings_of_another_kind_are_refused_in_a_sentence(wrong: dict[str, Any], told: str, plans: Path) -> None:
    with pytest.raises(OptionError, match=told):
        score_plans(plans, **wrong)


def test_a_long_page_points_to_the_csv(plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vnplan.batch.output.page.PAGE_ROWS", 2)
    html = score_plans(plans, out=tmp_path).write(report=False).read_text(encoding="utf-8")
    assert PAGE_ROWS > 2
    assert "tables/scores.csv" in html
    tables = html[: html.index('id="cards"')]
    assert tables.count("<tr>") + tables.count('<tr class="none">') == 2 + 2 + 2  # two heads, two rows, two failures


def test_a_table_survives_pickling_and_is_whole_then(plans: Path, tmp_path: Path) -> None:
    """As joblib keeps it, or sends it to a process of its own; it is read to its end first."""
    seen: list[object] = []
    for out in (None, tmp_path / "out"):
        table = score_plans(plans, out=out, progress=seen.append)
        again = pickle.loads(pickle.dumps(table))
        assert [row.model_dump() for row in again] == [row.model_dump() for row in table]
        assert again.to_dataframe().equals(table.to_dataframe())
    assert [plan.document for plan in again.plans()] == [plan.document for plan in table.plans()]  # kept in the folder
