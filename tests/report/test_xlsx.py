"""The workbook holds the results, all text is text, and LibreOffice opens it."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from vnplan.cells import CELL_LIMIT, cell_text, sheet_names
from vnplan.comparison import ComparedPlan, Comparison, compare_plan
from vnplan.lexicon import label
from vnplan.models import DeviationKind, Reference
from vnplan.report import workbook

openpyxl = pytest.importorskip("openpyxl")

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def values(sheet: object) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[attr-defined]


def test_sheets_are_there_with_frozen_filtered_headings(hostile: Comparison, reference: Reference) -> None:
    book = opened(workbook(hostile, reference=reference))
    assert book.sheetnames[:10] == [
        "Đọc trước",
        "Tổng hợp",
        "Mức độ thể hiện",
        "Đối chiếu",
        "Điểm khác biệt",
        "Chỉ tiêu",
        "Nhiệm vụ được giao",
        "Nội dung riêng",
        "34 tỉnh, thành phố",
        "Cơ quan",
    ]
    assert book.sheetnames[10:] == ["Sở Y tế"]  # a reminder sheet for each agency
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABC")


def test_no_cell_is_a_formula_or_a_link_out(hostile: Comparison, reference: Reference) -> None:
    book = opened(workbook(hostile, reference=reference))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None or cell.hyperlink.target is None


def test_clauses_stand_as_they_are_written(hostile: Comparison, reference: Reference) -> None:
    book = opened(workbook(hostile, reference=reference))
    local = [row[2] for row in values(book["Nội dung riêng"])[1:]]
    expected = [plan.document.node(each.clause).text for plan in hostile.plans for each in plan.alignment.unlinked]
    assert local == expected
    assert any(str(words).startswith("=HYPERLINK") for words in local)


def test_the_matrix_has_a_row_per_provision_and_a_coloured_column_per_plan(
    hostile: Comparison, reference: Reference
) -> None:
    sheet = opened(workbook(hostile, reference=reference))["Mức độ thể hiện"]
    rows = values(sheet)
    assert len(rows) == 1 + len(reference.provisions)
    at = next(row for row in rows if row[0] == "III.2.1")
    assert at[2] == reference.provision("III.2.1").statement.vi
    assert at[5:7] == ["◐ Thể hiện một phần"] * 2
    assert len([rule for area in sheet.conditional_formatting for rule in area.rules]) == 5


def test_figures_are_numbers(hostile: Comparison, reference: Reference) -> None:
    book = opened(workbook(hostile, reference=reference))
    heading, row = values(book["Chỉ tiêu"])[:2]
    assert row[heading.index("Mức")] == 5
    plans = values(book["Tổng hợp"])
    assert 0 < float(str(plans[1][plans[0].index("Tỷ lệ thể hiện")])) < 1


def test_the_reminder_says_what_with_whom_and_by_when(hostile: Comparison, reference: Reference) -> None:
    rows = values(opened(workbook(hostile, reference=reference))["Sở Y tế"])
    assert rows[0][:6] == ["Tỉnh, thành phố", "Đoạn Kế hoạch", "Vai trò", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"]
    assert rows[1][0] == "Hòa Bình"
    assert rows[1][2] == "Chủ trì"
    assert rows[1][4] == "trước ngày 15 tháng 11; hằng năm"


def test_reminders_say_what_of_the_six_clarities_is_lacking(five: Comparison, reference: Reference) -> None:
    book = opened(workbook(five, reference=reference))
    head, *rows = values(book["Sở Khoa học và Công nghệ"])
    unclear = [row[head.index("Chưa rõ (6 rõ)")] for row in rows]
    assert "thời gian, sản phẩm" in unclear


def test_days_are_dates_and_places_are_words(five: Comparison, reference: Reference) -> None:
    book = opened(workbook(five, reference=reference))
    head, *rows = values(book["Tổng hợp"])
    issued = {row[0]: row[head.index("Ngày ban hành")] for row in rows}
    assert issued["Lạng Sơn"] == datetime(2021, 5, 6)
    assert issued["Hòa Bình"] is None
    places = [row[1] for row in values(book["Đối chiếu"])[1:]]
    assert "II › 2 › gạch đầu dòng 1" in places
    assert not any("¶" in place or ".-" in place for place in places)


def test_plans_of_one_province_and_under_another_decision_are_told_apart_on_every_sheet(
    project_root: Path, five: Comparison, reference: Reference
) -> None:
    """The five plans have one of Lạng Sơn; this one, under Decision 1671, is the second."""
    path = project_root / "tests" / "data" / "plan-1671.txt"
    document, alignment = compare_plan(path, reference=reference)
    plan = ComparedPlan(source=path.name, document=document, alignment=alignment)
    book = opened(workbook(five.model_copy(update={"plans": (*five.plans, plan)}), reference=reference))
    names = {"Lạng Sơn (105/KH-UBND)", "Lạng Sơn (302/KH-UBND) [nêu 1671/QĐ-TTg]"}
    assert names <= {row[0] for row in values(book["Tổng hợp"])}
    assert names <= set(values(book["Mức độ thể hiện"])[0])
    for sheet in ("Đối chiếu", "Điểm khác biệt", "Nhiệm vụ được giao"):
        told = {cell for row in values(book[sheet]) for cell in row if str(cell).startswith("Lạng Sơn")}
        assert "Lạng Sơn (302/KH-UBND) [nêu 1671/QĐ-TTg]" in told <= names, sheet


def test_deviations_that_ask_for_attention_come_first(five: Comparison, reference: Reference) -> None:
    levels = [row[0] for row in values(opened(workbook(five, reference=reference))["Điểm khác biệt"])[1:]]
    assert levels == sorted(levels, key=["Cao", "Trung bình", "Thấp"].index)


def test_what_several_clauses_leave_out_is_said_once_with_all_of_them(five: Comparison, reference: Reference) -> None:
    all_dropped = [
        (plan.name, d.provision, d.expected)
        for plan in five.plans
        for d in plan.alignment.deviations
        if d.kind == "content_dropped"
    ]
    rows = values(opened(workbook(five, reference=reference))["Điểm khác biệt"])
    heads = {name: at for at, name in enumerate(rows[0])}
    told = [row for row in rows[1:] if row[4] == "Lược bỏ nội dung"]
    assert len(set(all_dropped)) < len(all_dropped)
    assert len(told) == len(set(all_dropped))
    places = [str(row[heads["Vị trí"]]).count("; ") + 1 for row in told]
    assert sum(places) == len(all_dropped)


def test_a_pledge_with_a_figure_of_its_own_is_one_row(five: Comparison, reference: Reference) -> None:
    rows = values(opened(workbook(five, reference=reference, lang="en"))["Deviations"])
    merged = [row for row in rows[1:] if "; " in row[rows[0].index("Kind")]]
    assert merged
    assert {row[rows[0].index("Kind")] for row in merged} == {"Figure added; Content added"}


def test_the_register_names_provinces_without_a_plan(five: Comparison, reference: Reference) -> None:
    rows = values(opened(workbook(five, reference=reference))["34 tỉnh, thành phố"])[1:]
    assert len({row[0] for row in rows}) == 34
    assert len(rows) == 63
    by_former = {row[2]: row for row in rows}
    none = "không có trong các tệp"
    assert by_former["Hòa Bình"] == ["Phú Thọ", none, "Hòa Bình", "hoa-binh.txt"]
    assert by_former["Cần Thơ"][3] == "243/KH-UBND"
    assert by_former["Vĩnh Phúc"][3] == none


def test_the_same_comparison_gives_the_same_bytes(hostile: Comparison, reference: Reference) -> None:
    assert workbook(hostile, reference=reference) == workbook(hostile, reference=reference)


def test_english_headings_and_labels(hostile: Comparison, reference: Reference) -> None:
    book = opened(workbook(hostile, reference=reference, lang="en"))
    assert book.sheetnames[4] == "Deviations"
    rows = values(book["Deviations"])
    assert rows[1][rows[0].index("Kind")] == "Figure changed"


def test_names_and_texts_are_cut_to_what_the_format_allows() -> None:
    long = sheet_names(["Liên hiệp các hội Khoa học và Kỹ thuật tỉnh"] * 3)
    assert long == ["Liên hiệp các hội Khoa học và…", "Liên hiệp các hội Khoa học… 2", "Liên hiệp các hội Khoa học… 3"]
    assert all(len(name) <= 31 for name in long)
    assert cell_text("a\x00b\ud800") == "a b "
    assert len(cell_text("x" * 40_000)) == CELL_LIMIT


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice: Debian's package libreoffice-calc")
def test_libreoffice_opens_it_and_saves_the_same_cells(five: Comparison, tmp_path: Path) -> None:
    content = workbook(five)
    file = tmp_path / "report.xlsx"
    file.write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(file)], check=True, capture_output=True, timeout=180)
    before, after = opened(content), openpyxl.load_workbook(tmp_path / "out" / "report.xlsx")
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        left, right = values(before[name]), values(after[name])
        width = len(left[0])
        assert [row[:width] for row in right[: len(left)]] == left


def test_the_sheet_of_plans_counts_the_rows_of_the_sheet_of_deviations(five: Comparison, reference: Reference) -> None:
    book = opened(workbook(five, reference=reference))
    heads, *plans = values(book["Tổng hợp"])
    rows = values(book["Điểm khác biệt"])[1:]
    for plan in plans:
        own = [row for row in rows if row[1] == plan[0]]
        for level in ("Cao", "Trung bình", "Thấp"):
            assert plan[heads.index(f"Điểm khác biệt: {level}")] == sum(row[0] == level for row in own)
        named = [heads.index(label(kind.value)) for kind in DeviationKind]
        assert sum(plan[at] for at in named) == len(own)
