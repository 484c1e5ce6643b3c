"""Workbooks as a whole: the same list of tasks as in Word, sheets and their names, what is hidden or not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from vnplan import parse_plan
from vnplan.models import Document
from vnplan.parse.read import read_bytes

from .conftest import put, saved, with_parts, with_sheet, workbook

TITLE = ["PHỤ LỤC I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/3/2026)"]


def in_word(tasks: list[list[object]], path: Path) -> Path:
    document = docx.Document()
    for line in TITLE:
        document.add_paragraph(line)
    table = document.add_table(len(tasks), 5, style="Table Grid")
    for index, row in enumerate(tasks):
        if len(row) == 2:
            table.cell(index, 1).merge(table.cell(index, 4))
        for column, value in enumerate(row):
            table.cell(index, column).text = str(value)
    document.save(str(path))
    return path


def in_excel(tasks: list[list[object]], path: Path, *, lines: bool, merged: bool) -> Path:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [[line] for line in TITLE])
        put(sheet, tasks, lines=lines, top=5)
        if merged:
            for row in (1, 2, 3):
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
            for index, row in enumerate(tasks, 5):
                if len(row) == 2:
                    sheet.merge_cells(start_row=index, end_row=index, start_column=2, end_column=5)

    path.write_bytes(workbook(fill))
    return path


def found(document: Document) -> tuple[object, ...]:
    """What a document says, without where it stands."""
    nodes = [(node.kind, node.id, node.text) for node in document.nodes]
    targets = [(t.clause, t.indicator, t.low, t.unit, t.deadline) for t in document.targets]
    duties = [
        (d.clause, d.role, [a.id for a in d.agencies], [p.id for p in d.partners], d.due, d.due_date)
        for d in document.duties
    ]
    return nodes, targets, duties


@pytest.mark.parametrize("lines", [True, False])
@pytest.mark.parametrize("merged", [True, False])
def test_a_list_of_tasks_says_what_it_says_in_word(
    lines: bool, merged: bool, tasks: list[list[object]], tmp_path: Path
) -> None:
    plan = parse_plan(in_excel(tasks, tmp_path / "plan.xlsx", lines=lines, merged=merged))
    assert plan.source_format == "xlsx"
    assert found(plan) == found(parse_plan(in_word(tasks, tmp_path / "plan.docx")))
    assert len(plan.duties) == 3
    assert [note.code for note in plan.notes] == ["annex_alone"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs the package libreoffice-calc-nogui")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_says_the_same(
    kind: str, tasks: list[list[object]], office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    first = in_excel(tasks, tmp_path / "plan.xlsx", lines=True, merged=True)
    expected = found(parse_plan(first))
    if kind == "xlsx":
        office(first, "ods")
        first = first.with_suffix(".ods")
    plan = parse_plan(office(first, kind))
    assert plan.source_format == kind
    assert found(plan) == expected


def test_a_letterhead_and_a_signature_are_read_half_by_half(tasks: list[list[object]]) -> None:
    above = [["UBND TỈNH HÒA BÌNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
             ["Số: 12/KH-UBND", None, None, "Độc lập - Tự do - Hạnh phúc"]]  # fmt: skip
    below = [["Ghi chú: rà soát hằng năm."], ["Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"],
             ["- Như trên;", None, None, "CHỦ TỊCH"], ["- Lưu: VT."]]  # fmt: skip

    for lines in (True, False):

        def fill(sheet: Worksheet, lines: bool = lines) -> None:
            put(sheet, above)
            put(sheet, tasks, lines=lines, top=4)
            put(sheet, below, top=4 + len(tasks))

        source = read_bytes(workbook(fill), name="a.xlsx")
        assert source.text.splitlines()[:4] == [
            "UBND TỈNH HÒA BÌNH",
            "Số: 12/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
        ]
        assert source.text.splitlines()[-6:] == [
            "Ghi chú: rà soát hằng năm.",
            "Nơi nhận:",
            "- Như trên;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
        ]
        (table,) = source.tables
        assert [len(row.cells) for row in table.rows] == [5] * len(tasks)


def test_a_lead_who_signs_elsewhere_ends_no_table() -> None:
    rows = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Rà soát", "Chủ tịch UBND cấp xã"], ["2", "Giám đốc các sở báo cáo"]]
    source = read_bytes(workbook(lambda sheet: put(sheet, rows)), name="a.xlsx")
    assert [len(table.rows) for table in source.tables] == [3]


def test_tables_one_below_the_other_are_two() -> None:
    rows: list[list[object]] = [
        ["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Mở dữ liệu", "Sở Y tế"], [],
        ["BIỂU 2"], ["TT", "Chỉ tiêu", "Đơn vị tính"], ["1", "Cơ sở dữ liệu", "bộ"], ["2", "Mô hình", "mô hình"],
    ]  # fmt: skip
    for lines in (True, False):

        def fill(sheet: Worksheet, lines: bool = lines) -> None:
            put(sheet, rows[:2], lines=lines)
            put(sheet, rows[3:4], top=4)
            put(sheet, rows[4:], lines=lines, top=5)

        source = read_bytes(workbook(fill), name="a.xlsx")
        assert [len(table.rows) for table in source.tables] == [2, 3]
        assert "\nBIỂU 2\n" in source.text


def test_a_title_within_the_lines_stands_above_the_table(tasks: list[list[object]]) -> None:
    source = read_bytes(workbook(lambda sheet: put(sheet, [["DANH MỤC"], *tasks], lines=True)), name="a.xlsx")
    assert [len(table.rows) for table in source.tables] == [len(tasks)]


def test_a_whole_plan_in_one_column() -> None:
    lines = [
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
        "1. Đến năm 2030 có 05 mô hình.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế báo cáo.",
    ]
    source = read_bytes(workbook(lambda sheet: put(sheet, [[line] for line in lines])), name="a.xlsx")
    assert source.text.splitlines() == lines
    assert source.tables == ()


def test_sheets_stand_in_order_with_names_that_say_something() -> None:
    book = openpyxl.Workbook()
    names = ["Sheet1", "Sở Y tế", "PL2", "Phụ lục III", "Trang tính 5"]
    for name in names:
        book.create_sheet(name)["A1"] = f"Nội dung của {name}" if name != "Phụ lục III" else "PHỤ LỤC III"
    del book["Sheet"]
    assert read_bytes(saved(book), name="a.xlsx").text.splitlines() == [
        "Nội dung của Sheet1",
        "Nội dung của Sở Y tế",
        "Nội dung của PL2",
        "PHỤ LỤC III",
        "Nội dung của Trang tính 5",
    ]
    book["Sở Y tế"]["A1"] = "Danh mục"
    assert read_bytes(saved(book), name="a.xlsx").text.splitlines()[1:3] == ["Sở Y tế", "Danh mục"]


@pytest.mark.parametrize("title", ["Danh mục", "Nhiệm vụ của các sở"])
def test_the_table_of_a_sheet_named_after_an_agency_is_what_it_has_to_do(title: str) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].title = "1. Sở Y tế"
    for name in ("1. Sở Y tế", "Công an tỉnh"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet["A1"] = title
        put(sheet, [["TT", "Nhiệm vụ", "Thời hạn"], [1, "Mở dữ liệu", 2026], [2, "Đào tạo", 2027]], top=3)
    lines = read_bytes(saved(book), name="a.xlsx").text.splitlines()
    assert [lines[place - 1] for place, line in enumerate(lines) if line.startswith("TT")] == [
        "1. Sở Y tế",
        "Công an tỉnh",
    ]


@pytest.mark.parametrize("title", ["SỞ Y TẾ", "DANH MỤC NHIỆM VỤ CỦA SỞ Y TẾ"])
def test_the_name_of_an_agency_is_not_written_twice(title: str) -> None:
    book = openpyxl.Workbook()
    book["Sheet"].title = "Sở Y tế"
    book["Sở Y tế"]["A1"] = title
    put(book["Sở Y tế"], [["TT", "Nhiệm vụ", "Thời hạn"], [1, "Mở dữ liệu", 2026], [2, "Đào tạo", 2027]], top=3)
    assert read_bytes(saved(book), name="a.xlsx").text.splitlines()[:2] == [title, "TT\tNhiệm vụ\tThời hạn"]


def test_figures_and_dates_stand_as_the_sheet_shows_them() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["TT", "Chỉ tiêu", "Thời hạn", "Mức"], [1.1, "Hồ sơ trực tuyến", date(2026, 11, 15), 0.85]])
        put(sheet, [[1.2, "Chi cho nghiên cứu", "Quý IV", 1.5]], top=3)
        sheet["C2"].number_format, sheet["D2"].number_format = "mm-dd-yy", "0%"

    source = read_bytes(workbook(fill), name="a.xlsx")
    assert source.text.splitlines()[1:] == [
        "1.1\tHồ sơ trực tuyến\t15/11/2026\t85%",
        "1.2\tChi cho nghiên cứu\tQuý IV\t1,5",
    ]


def test_merged_cells_say_their_words_once() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["TT", "Nhiệm vụ", "Thời gian", None, "Chủ trì"], [None, None, "Bắt đầu", "Kết thúc", None]])
        put(sheet, [[1, "Mở dữ liệu", 2026, 2027, "Sở Y tế"], [2, "Đào tạo", 2026, 2028, None]], top=3)
        for merge in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "E3:E4"):
            sheet.merge_cells(merge)

    source = read_bytes(workbook(fill), name="a.xlsx")
    (table,) = source.tables
    said = [[cell.of(source.text) for cell in row.cells] for row in table.rows]
    assert said == [
        ["TT", "Nhiệm vụ", "Thời gian", "Thời gian", "Chủ trì"],
        ["TT", "Nhiệm vụ", "Bắt đầu", "Kết thúc", "Chủ trì"],
        ["1", "Mở dữ liệu", "2026", "2027", "Sở Y tế"],
        ["2", "Đào tạo", "2026", "2028", "Sở Y tế"],
    ]
    assert source.text.count("Sở Y tế") == source.text.count("TT") == source.text.count("Thời gian") == 1


def codes(source: object) -> dict[str, str]:
    return {note.code: note.message.rpartition(": ")[2] for note in source.notes}  # type: ignore[attr-defined]


def test_what_the_author_hides_is_left_out_and_told(tasks: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    put(book.active, tasks)
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["D"].hidden = True
    book.create_sheet("Danh mục ẩn")["A1"] = "Sở Ngoại vụ"
    book["Danh mục ẩn"].sheet_state = "hidden"
    source = read_bytes(saved(book), name="a.xlsx")
    assert not any(words in source.text for words in ("Sở Ngoại vụ", "phối hợp", "Sở Tài chính", "Ban hành quy chế"))
    assert codes(source) == {"hidden_sheets": "1", "hidden_cells": "8"}


def test_a_merged_cell_is_seen_where_its_first_row_is_hidden() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["TT", "Nhiệm vụ", "Chủ trì"], [1, "Mở dữ liệu", "Sở Y tế"], [2, "Đào tạo", None]])
        sheet.merge_cells("C2:C3")
        sheet.row_dimensions[2].hidden = True

    assert read_bytes(workbook(fill), name="a.xlsx").text == "TT\tNhiệm vụ\tChủ trì\n2\tĐào tạo\tSở Y tế\n"


def test_rows_that_a_filter_or_an_outline_keeps_out_of_sight_are_read(tasks: list[list[object]]) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, tasks)
        sheet.auto_filter.ref = "A1:E4"
        sheet.auto_filter.add_filter_column(2, ["Sở Nội vụ"])
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[6].hidden, sheet.row_dimensions[6].outline_level = True, 1

    source = read_bytes(workbook(fill), name="a.xlsx")
    assert "Xây dựng kho" in source.text
    assert "Đào tạo 50" in source.text
    assert codes(source) == {"folded_rows": "2"}


def test_a_filter_of_a_table_counts_too(tasks: list[list[object]]) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [row for row in tasks if len(row) > 2])
        table = Table(displayName="NhiemVu", ref="A1:E4", tableStyleInfo=TableStyleInfo(name="TableStyleLight1"))
        table._initialise_columns()
        table.autoFilter.add_filter_column(2, ["Sở Nội vụ"])
        sheet.add_table(table)
        sheet.row_dimensions[2].hidden = True

    source = read_bytes(workbook(fill), name="a.xlsx")
    assert "Xây dựng kho" in source.text
    assert codes(source) == {"folded_rows": "1"}


def test_formulas_show_what_was_stored_with_them() -> None:
    row = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>hai</v></c><c r="C1"><f>NOW()</f></c>'
    )
    source = read_bytes(with_sheet(row + '<c r="D1" t="e"><f>A9</f><v>#REF!</v></c></row>'), name="a.xlsx")
    assert source.text.split() == ["2", "hai", "#REF!"]
    assert codes(source) == {"not_computed": "1", "cell_errors": "1"}


def test_what_a_merge_or_a_format_covers_up_is_told() -> None:
    cells = '<c r="A1" t="inlineStr"><is><t>Kế hoạch</t></is></c><c r="B1" t="inlineStr"><is><t>cũ</t></is></c>'
    raw = with_sheet(f'<row r="1">{cells}</row>', after='<mergeCells><mergeCell ref="A1:C1"/></mergeCells>')
    source = read_bytes(raw, name="a.xlsx")
    assert source.text == "Kế hoạch\n"
    assert codes(source) == {"hidden_cells": "1"}

    def fill(sheet: Worksheet) -> None:
        put(sheet, [["Kế hoạch"], [5]])
        sheet["A2"].number_format = ";;;"

    assert codes(read_bytes(workbook(fill), name="a.xlsx")) == {"hidden_cells": "1"}


def test_old_fonts_are_converted() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["KÕ ho¹ch ph¸t triÓn"]])
        sheet["A1"].font = openpyxl.styles.Font(name=".VnTime")

    source = read_bytes(workbook(fill), name="a.xlsx")
    assert source.text == "Kế hoạch phát triển\n"
    assert codes(source).keys() == {"legacy_font"}


def test_signs_that_the_format_writes_in_code() -> None:
    cell = '<c t="inlineStr"><is><t>Sở Y tế_x000D_\nSở Nội vụ</t></is></c>'
    assert read_bytes(with_sheet(f"<row>{cell}</row>"), name="a.xlsx").text == "Sở Y tế\nSở Nội vụ\n"


def test_comments_are_told_and_heads_of_pages_are_noise() -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, [["Kế hoạch"]])
        sheet["A1"].comment = Comment("xem lại", "a")
        sheet.oddHeader.center.text = "Phụ lục kèm theo"
        sheet.oddFooter.center.text = "&P/&N"

    source = read_bytes(workbook(fill), name="a.xlsx")
    assert source.text == "Phụ lục kèm theo\nKế hoạch\n"
    assert [span.of(source.text) for span in source.noise] == ["Phụ lục kèm theo"]
    assert codes(source).keys() == {"comments"}


def test_text_boxes_are_read_where_they_hang() -> None:
    def box(row: int, words: str) -> str:
        body = f"<txBody><p><r><t>{words}</t></r></p></txBody>"
        return f"<twoCellAnchor><from><col>0</col><row>{row}</row></from><sp>{body}</sp></twoCellAnchor>"

    relation = '<Relationships><Relationship Id="r1" Type="x/drawing" Target="../drawings/d.xml"/></Relationships>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relation,
        "xl/drawings/d.xml": f"<wsDr>{box(0, 'PHỤ LỤC I')}{box(9, 'Người lập biểu')}</wsDr>",
    }
    raw = workbook(lambda sheet: put(sheet, [["Danh mục"]], top=4))
    assert read_bytes(with_parts(raw, **parts), name="a.xlsx").text == "PHỤ LỤC I\nDanh mục\nNgười lập biểu\n"


def test_a_page_that_only_calls_itself_a_workbook_is_read_as_a_page() -> None:
    page = "<html><table border=1><tr><th>TT<th>Nhiệm vụ<th>Chủ trì<tr><td>1<td>Mở dữ liệu<td>Sở Y tế</table>"
    assert read_bytes(page.encode(), name="ket-xuat.xls").text.splitlines()[1] == "1\tMở dữ liệu\tSở Y tế"
