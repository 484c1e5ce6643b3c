"""Tables whose cells are lines: rows counted in the first column, cells of several lines, bands, what follows."""

from __future__ import annotations

import time

from vnplan import parse_plan
from vnplan.parse.structure.cell_lines import cell_line_tables

HEAD = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"]


def rows(lines: list[str]) -> list[list[str]]:
    text = "\n".join(lines) + "\n"
    return [
        [" ".join(cell.of(text).split()) for cell in row.cells]
        for table in cell_line_tables(text)
        for row in table.rows
    ]


def test_rows_and_bands() -> None:
    first = ["1", "Xây dựng kho dữ liệu", "Sở Y tế", "Sở Nội vụ", "2025", "Kho dữ liệu"]
    second = ["2", "Đào tạo", "Sở Nội vụ", "Các sở", "2026", "05 lớp"]
    table = [*HEAD, "I", "DỮ LIỆU", *first, "II", "NHÂN LỰC", *second, "Nơi nhận:", "- Như trên;"]
    assert rows(table) == [HEAD, ["I", *["DỮ LIỆU"] * 5], first, ["II", *["NHÂN LỰC"] * 5], second]


def test_cells_of_several_lines() -> None:
    table = [*HEAD, "1", "Xây dựng kho dữ liệu", "dùng chung", "Sở Y tế;", "Sở Nội vụ", "Các sở", "2025", "- Kho;", "- Cổng",
             "2", "Đào tạo", "Sở Nội vụ", "Các sở", "2026", "05 lớp", "3", "Tập huấn", "Sở Nội vụ"]  # fmt: skip
    assert rows(table)[1:] == [
        ["1", "Xây dựng kho dữ liệu dùng chung", "Sở Y tế; Sở Nội vụ", "Các sở", "2025", "- Kho; - Cổng"],
        ["2", "Đào tạo", "Sở Nội vụ", "Các sở", "2026", "05 lớp"],
        ["3", "Tập huấn", "Sở Nội vụ", "", "", ""],
    ]


def test_empty_cells_stand_where_times_tell() -> None:
    table = [*HEAD, "1", "Lập tổ giúp việc", "Sở Y tế", "Quý II/2027", "Quyết định", "2", "Tập huấn", "Sở Nội vụ",
             "Thường xuyên", "3", "Mua máy", "Sở Y tế", "Các sở", "10 máy", "4", "Kiểm tra", "Sở Y tế", "Cuối năm", "Biên bản"]  # fmt: skip
    assert rows(table)[1:] == [
        ["1", "Lập tổ giúp việc", "Sở Y tế", "", "Quý II/2027", "Quyết định"],
        ["2", "Tập huấn", "Sở Nội vụ", "", "Thường xuyên", ""],
        ["3", "Mua máy", "Sở Y tế", "Các sở", "", "10 máy"],
        ["4", "Kiểm tra", "Sở Y tế", "", "Cuối năm", "Biên bản"],
    ]


def test_a_band_ends_a_row_with_too_few_lines() -> None:
    table = [*HEAD, "A", "ĐỀ ÁN", "1", "Lập kho", "Sở Y tế", "Các sở", "2027", "B", "NHIỆM VỤ",
             "2", "Tập huấn", "Sở Nội vụ", "Các sở", "2026", "05 lớp"]  # fmt: skip
    assert rows(table)[2:4] == [["1", "Lập kho", "Sở Y tế", "Các sở", "2027", ""], ["B", *["NHIỆM VỤ"] * 5]]


def test_figures_in_cells_are_no_numbers_of_rows() -> None:
    head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025", "Năm 2030"]
    text = (
        "KẾ HOẠCH\nI. CHỈ TIÊU\n"
        + "\n".join([*head, "1", "Số bộ dữ liệu", "Bộ", "2", "3", "2", "Số xã", "Xã", "5", "7"])
        + "\n"
    )
    found = parse_plan(text=text)
    assert [(target.low, target.unit, target.deadline) for target in found.targets] == [
        (2, "Bộ", "2025"), (3, "Bộ", "2030"), (5, "Xã", "2025"), (7, "Xã", "2030"),
    ]  # fmt: skip
    assert [node.path for node in found.clauses] == [("I", "1"), ("I", "2")]


def test_a_year_in_one_cell_and_the_words_of_the_next_are_no_figure() -> None:
    text = (
        "KẾ HOẠCH\nI. NHIỆM VỤ\n"
        + "\n".join([*HEAD, "1", "Xây dựng cổng", "Sở Y tế", "Các sở", "2027", "Cổng dữ liệu"])
        + "\n"
    )
    found = parse_plan(text=text)
    assert not found.targets
    assert [([a.name for a in duty.agencies], duty.due, duty.product) for duty in found.duties] == [
        (["Sở Y tế"], "2027", "Cổng dữ liệu")
    ]


def test_an_ordinal_alone_is_no_table() -> None:
    assert not rows(["TT", "Nội dung", "Kế hoạch này có hiệu lực kể từ ngày ký", "1", "2"])
    assert not rows(["TT", "Nội dung", "Sở Y tế", "Chủ trì việc này"])


def test_long_texts_take_linear_time() -> None:
    head = "TT\nNội dung\nChủ trì\n"
    started = time.process_time()
    for text in (head * 20_000, (head + "1\nx\ny\n") * 10_000, head + "1\n" * 100_000, "TT\n" * 100_000):
        cell_line_tables(text)
    assert time.process_time() - started < 20
