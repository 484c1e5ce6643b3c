"""Tables that only blanks draw, as `pdftotext -layout` prints them."""

from __future__ import annotations

import textwrap
import time

import pytest

from vnplan import parse_plan
from vnplan.models import NodeKind
from vnplan.parse.structure.columns import column_tables

TABLE = """\
TT   Nội dung nhiệm vụ  Cơ quan chủ trì    Cơ quan phối hợp   Thời gian hoàn
                                                              thành
I    HẠ TẦNG SỐ
1    Xây dựng kho dữ    Sở Khoa học và     Sở Tài chính; Sở   Quý III/2027
     liệu dùng chung    Công nghệ          Tư pháp
2    Đào tạo            Sở Nội vụ          Các sở, ngành      2028
"""


def words(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text) for cell in row.cells] for row in table.rows] for table in column_tables(text)]


def test_lines_without_a_number_go_on_with_the_row_above() -> None:
    (table,) = column_tables(TABLE)
    assert [row.continues for row in table.rows] == [False, True, False, False, True, False]
    assert words(TABLE)[0][4] == ["", "liệu dùng chung", "Công nghệ", "Tư pháp", ""]


def test_a_row_is_read_cell_by_cell() -> None:
    document = parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\n\nPHỤ LỤC I\n\n{TABLE}")
    row = next(node for node in document.nodes if node.label == "1")
    assert row.text == (
        "1 Xây dựng kho dữ liệu dùng chung Sở Khoa học và Công nghệ Sở Tài chính; Sở Tư pháp Quý III/2027"
    )
    assert " ".join(" ".join(span.of(document.text).split()) for span in row.spans) == row.text
    assert row.span == (min(span.start for span in row.spans), max(span.end for span in row.spans))


def test_rows_are_clauses_with_their_duties() -> None:
    document = parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\n\nPHỤ LỤC I\n\n{TABLE}")
    assert [node.label for node in document.nodes if node.kind is NodeKind.CLAUSE] == ["1", "2"]
    assert [
        ([a.name for a in duty.agencies], [a.name for a in duty.partners], duty.due) for duty in document.duties
    ] == [
        (["Sở Khoa học và Công nghệ"], ["Sở Tài chính", "Sở Tư pháp"], "Quý III/2027"),
        (["Sở Nội vụ"], ["Các sở, ngành"], "2028"),
    ]


def test_a_target_is_named_by_all_lines_of_its_cell() -> None:
    rows = (
        "TT   Chỉ tiêu         Đơn vị tính   Năm 2027   Năm 2030   Cơ quan theo dõi",
        "1    Tỷ lệ xã có      %             60         100        Sở Khoa học và",
        "     trợ lý ảo                                            Công nghệ",
    )
    document = parse_plan(text="KẾ HOẠCH\nThực hiện Chiến lược\n\nPHỤ LỤC I\n\n" + "\n".join(rows) + "\n")
    assert [(t.indicator, str(t.low), t.deadline) for t in document.targets] == [
        ("Tỷ lệ xã có trợ lý ảo", "60", "2027"),
        ("Tỷ lệ xã có trợ lý ảo", "100", "2030"),
    ]


def test_a_head_over_two_lines() -> None:
    assert len(words(TABLE.replace("TT   Nội", "Số   Nội").replace("  thành", "  thành", 1))[0]) == 6


@pytest.mark.parametrize("between", ["\n", "\n\n\n\f", "\n\n                  2\n\n\f\n", "\f                  2\n\n"])
def test_a_page_ends_within_a_table(between: str) -> None:
    first, _, second = TABLE.partition("2    Đào")
    assert len(words(f"{first}{between}2    Đào{second}")[0]) == 6


def test_a_rule_under_the_head_is_no_row() -> None:
    head, first, rest = TABLE.partition("I    HẠ")
    rule = "---- ------------------ ------------------ ------------------ --------------\n"
    assert words(head + rule + first + rest) == words(TABLE)


@pytest.mark.parametrize(
    "after",
    [
        "\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì.\n",
        "\n\n\nCác sở, ngành tổ chức thực hiện.\n",
        "Trên đây là Kế hoạch.\n",
        "        PHỤ LỤC II\n",
    ],
)
def test_what_follows_a_table_is_none_of_it(after: str) -> None:
    assert len(words(TABLE + after)[0]) == 6


@pytest.mark.parametrize(
    "text",
    [
        "TT   Nội dung   Cơ quan chủ trì\n",
        "Số   Nơi nhận   Ngày\n1    A   B\n2   C   D\n",
        "TT   Nội dung   Cơ quan chủ trì\n1 Xây dựng kho dữ liệu Sở Y tế\n2 Đào tạo Sở Nội vụ\n",
        "TT  Nội dung  Cơ quan chủ trì" + "  a" * 1000 + "\n",
    ],
)
def test_columns_that_cannot_be_told_make_no_table(text: str) -> None:
    assert column_tables(text) == []


@pytest.mark.parametrize(
    "line", ["TT  Nội dung  Cơ quan chủ trì  Thời gian\n", "TT  Nội dung  Cơ quan\n" + " " * 990 + "a\n", " \n"]
)
def test_the_work_grows_with_the_text(line: str) -> None:
    started = time.process_time()
    column_tables(line * 20_000)
    assert time.process_time() - started < 10


CELLS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Sản phẩm"),
    ("I", "HẠ TẦNG"),
    ("1", "Xây dựng kho dữ liệu", "Sở Y tế", "Quý II/2027", "05 bộ dữ liệu"),
    ("2", "Đào tạo giảng viên", "Sở Nội vụ", "Quý II - Quý III/2027", "60 giảng viên"),
)
PLAIN = "\n".join("\t".join(row) for row in CELLS)


def boxed(rule: str, upright: str, corner: str, width: int) -> str:
    """The table as programs draw it, with cells of several lines."""
    line = corner + corner.join(rule * (width + 2) for _ in CELLS[0]) + corner
    out = [line]
    for row in CELLS:
        cells = [textwrap.wrap(cell, width) for cell in (*row, *[""] * (len(CELLS[0]) - len(row)))]
        for number in range(max(map(len, cells))):
            words = [cell[number] if number < len(cell) else "" for cell in cells]
            out.append(upright + upright.join(f" {word:<{width}} " for word in words) + upright)
        out.append(line)
    return "\n".join(out)


@pytest.mark.parametrize(
    "table",
    [
        "\n".join("    ".join(row) for row in CELLS),
        "\n".join(" | ".join(row) for row in CELLS),
        PLAIN.replace("\n", "\n" * 6),
        boxed("─", "│", "┼", 14),
        boxed("═", "║", "╬", 14),
        boxed("-", "|", "+", 14),
    ],
    ids=["blanks", "bars", "blank-lines", "box", "double-box", "grid"],
)
def test_the_same_table_drawn_otherwise(table: str) -> None:
    found, plain = (
        parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\n\nPHỤ LỤC I\n\n{drawn}\n\nPHỤ LỤC II\n1. Một.\n")
        for drawn in (table, PLAIN)
    )
    assert [(node.id, node.kind) for node in found.nodes if node.path] == [
        (node.id, node.kind) for node in plain.nodes if node.path
    ]
    assert [(duty.agencies[0].name, duty.due, duty.product) for duty in found.duties] == [
        (duty.agencies[0].name, duty.due, duty.product) for duty in plain.duties
    ]
    assert [(target.low, target.unit, target.deadline) for target in found.targets] == [
        (target.low, target.unit, target.deadline) for target in plain.targets
    ]


def test_the_lines_of_a_table_do_not_tell_how_paragraphs_are_wrapped() -> None:
    body = "1. Sở Y tế\nXây dựng kho dữ liệu hình ảnh y khoa dùng chung.\n2. Sở Nội vụ\nTổ chức bồi dưỡng cán bộ hằng năm.\n"
    document = parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\n\nI. NHIỆM VỤ\n{body}\nPHỤ LỤC I\n\n{TABLE * 3}")
    assert [node.id for node in document.nodes if node.path][:5] == ["I", "I.1", "I.1.¶1", "I.2", "I.2.¶1"]
