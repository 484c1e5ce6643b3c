"""Markdown as people, converters and recognisers of page images write it, read as the same plan in plain text."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from vnplan import parse_plan
from vnplan.models import Document, NodeKind
from vnplan.parse.read import read_text
from vnplan.parse.read.plain.markdown import is_marked, read_markup

LINES = [
    "KẾ HOẠCH",
    "Triển khai Chiến lược quốc gia về trí tuệ nhân tạo trên địa bàn tỉnh Hà Giang đến năm 2030",
    "Thực hiện Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC TIÊU",
    "1. Đến năm 2025",
    "a) 80% cán bộ, công chức cấp tỉnh được tập huấn kỹ năng cơ bản về trí tuệ nhân tạo;",
    "b) Có 05 mô hình ứng dụng trí tuệ nhân tạo trong nông nghiệp, y tế, du lịch.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Sở Khoa học và Công nghệ",
    "- Chủ trì, phối hợp với Sở Tài chính, Công an tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này.",
    "- Báo cáo UBND tỉnh trước ngày 15 tháng 11 hằng năm.",
    "2. Các sở, ban, ngành",
    "Căn cứ Kế hoạch này xây dựng kế hoạch của đơn vị.",
]
HEADS = {3, 4, 7, 8, 11}


def what_it_says(document: Document) -> list[object]:
    nodes = [
        (node.kind, node.path, " ".join(node.text.split()))
        for node in document.nodes
        if node.kind is not NodeKind.NOISE
    ]
    targets = [(target.low, target.unit, target.deadline) for target in document.targets]
    duties = [([a.name for a in duty.agencies], [p.name for p in duty.partners], duty.due) for duty in document.duties]
    return [nodes, targets, duties, document.metadata.title]


def written(line: Callable[[int, str], str], between: str = "\n\n") -> str:
    return between.join(line(number, text) for number, text in enumerate(LINES)) + "\n"


def head(before: str, after: str = "") -> Callable[[int, str], str]:
    return lambda number, text: f"{before}{text}{after}" if number in HEADS else text


@pytest.mark.parametrize(
    "text",
    [
        written(head("## ", " ##")),
        written(head("*", "*")),
        written(head("***", "***")),
        written(head("__", "__")),
        written(head('<span id="page-1-0"></span>')),
        written(head("<p><b>", "</b></p>")),
        written(lambda number, text: text + "<br>"),
        written(lambda number, text: "> " + text, "\n>\n"),
        written(lambda number, text: text.replace("127/QĐ-TTg", "[127/QĐ-TTg](https://example.org/127-qd-ttg.html)")),
        written(lambda number, text: text.replace(", ", ",\\\n", 1)),
        written(lambda number, text: f"- {text}" if text[1] in ".)" and number not in HEADS else text),
        written(lambda number, text: f"    * **{text[:2]}** {text[3:]}" if text[1] in ".)" else text),
        "---\ntitle: Kế hoạch\nsource: https://example.org\n---\n\n" + written(head("### ")),
        "```\n" + written(lambda _, text: text, "\n") + "```\n",
        written(lambda number, text: text if number != 7 else f"![](_page_1.jpeg)\n\n---\n\n<!-- page 2 -->\n\n{text}"),
        written(lambda number, text: text.replace("Kế hoạch này", "Kế&nbsp;hoạch này").replace("10 ", "10&nbsp;")),
    ],
)
def test_markup_is_no_part_of_the_plan(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("md") / "plan.md"
    path.write_text(text, encoding="utf-8")
    found = parse_plan(path)
    assert what_it_says(found) == what_it_says(parse_plan(text=written(lambda _, line: line, "\n")))
    assert found.text == text


def test_a_text_file_or_a_pasted_text_may_be_markdown() -> None:
    text = written(head("## "))
    assert what_it_says(parse_plan(text=text)) == what_it_says(parse_plan(text=written(lambda _, line: line, "\n")))


def test_stars_and_lines_that_are_no_markup_stay() -> None:
    text = "Ghi chú (*): 5 * 3 = 15 (*)\n* Có 05 mô hình\nThư gửi ke_hoach_tinh@example.org, giá < 5 và > 3\n\\*\n"
    assert [span.of(text) for span in read_markup(text).noise] == ["\\"]


@pytest.mark.parametrize(
    ("cell", "partners"),
    [
        ("Sở Tài chính;<br>Sở Tư pháp", ["Sở Tài chính", "Sở Tư pháp"]),
        ("Sở Tài chính<br>Sở Tư pháp", ["Sở Tài chính", "Sở Tư pháp"]),
        ("- Sở Tài chính<br/>- Sở Tư pháp", ["Sở Tài chính", "Sở Tư pháp"]),
        ("Sở Văn hóa,<br>Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("**Các sở,<br>ban, ngành**", ["Các sở, ban, ngành"]),
    ],
)
def test_line_breaks_in_cells(cell: str, partners: list[str]) -> None:
    rows = [
        "| **TT** | **Nội dung** | **Cơ quan<br>chủ trì** | **Cơ quan<br>phối hợp** | **Thời<br>gian** |", "|---|---|---|---|---|",
        f"| **1** | Xây dựng kho dữ liệu<br>dùng chung | Sở Y tế | {cell} | Năm<br>2025 |",
    ]  # fmt: skip
    (duty,) = parse_plan(text="# KẾ HOẠCH\n\n## I. NHIỆM VỤ\n\n" + "\n".join(rows) + "\n").duties
    assert ([a.name for a in duty.agencies], [p.name for p in duty.partners], duty.due) == (
        ["Sở Y tế"],
        partners,
        "Năm 2025",
    )


def test_tables_in_html_keep_their_merged_cells() -> None:
    text = (
        "# KẾ HOẠCH\n\n## I. NHIỆM VỤ\n\n<table>\n<thead><tr><th>TT</th><th>Nội dung</th><th>Cơ quan chủ trì</th>"
        '<th>Thời gian</th></tr></thead>\n<tbody>\n<tr><td colspan="4"><b>1. Dữ liệu</b></td></tr>\n'
        '<tr><td>1</td><td>Xây dựng kho dữ liệu mở</td><td rowspan="2">Sở Y tế</td><td>2025</td></tr>\n'
        "<tr>\n<td>2</td>\n<td>Đào tạo <i>nhân lực</i></td>\n<td>2026</td>\n</tr>\n</tbody></table>\n"
    )
    found = parse_plan(text=text)
    rows = [[cell.of(text) for cell in row.cells] for row in found.tables[0].rows]
    assert rows[2:] == [
        ["1", "Xây dựng kho dữ liệu mở", "Sở Y tế", "2025"],
        ["2", "Đào tạo <i>nhân lực", "Sở Y tế", "2026"],
    ]
    assert [(duty.agencies[0].name, duty.due) for duty in found.duties] == [("Sở Y tế", "2025"), ("Sở Y tế", "2026")]
    assert [node.text for node in found.clauses] == [
        "1 Xây dựng kho dữ liệu mở Sở Y tế 2025",
        "2 Đào tạo nhân lực 2026",
    ]


def test_markup_without_end_takes_linear_time() -> None:
    for piece in ("*a ", "*a*", "_a ", "[", "<p ", "`", "![](", "[^", "<!--", "\\", "<table><tr><td>x", "-", "**a"):
        started = time.process_time()
        assert is_marked(piece * 100_000) is False
        read_markup(piece * (300_000 // len(piece)))
        read_markup((piece + "\n") * (30_000 // len(piece)))
        assert time.process_time() - started < 3, piece


GRID = """\
Phụ lục I

+----+-------------+--------------+----------+
| TT | Nhiệm vụ    | Cơ quan chủ  | Thời     |
|    |             | trì          | gian     |
+====+=============+==============+==========+
| I  | HẠ TẦNG     |              |          |
+----+-------------+--------------+----------+
| 1  | Xây dựng    | Sở Khoa học  | Quý      |
|    | kho dữ liệu | và Công nghệ | IV/2026  |
+----+-------------+--------------+----------+
| 2  | Đào tạo     | Sở Nội vụ    | 2027     |
+----+-------------+--------------+----------+
"""


def test_a_grid_of_rules_keeps_the_lines_of_a_row_together() -> None:
    source = read_text(GRID, name="a.md")
    (table,) = read_markup(GRID).tables
    assert [(row.header, row.continues) for row in table.rows] == [
        (True, False),
        (True, True),
        (False, False),
        (False, False),
        (False, True),
        (False, False),
    ]
    assert [cell.of(source.text) for cell in table.rows[4].cells] == ["", "kho dữ liệu", "và Công nghệ", "IV/2026"]


def test_rows_of_a_grid_are_clauses_with_their_duties() -> None:
    document = parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\n\n{GRID}")
    assert [node.label for node in document.nodes if node.kind is NodeKind.CLAUSE] == ["1", "2"]
    assert [([a.name for a in duty.agencies], duty.due) for duty in document.duties] == [
        (["Sở Khoa học và Công nghệ"], "Quý IV/2026"),
        (["Sở Nội vụ"], "2027"),
    ]


@pytest.mark.parametrize(
    "text", ["+---+---+\n", "+--+--+\n\nI. MỤC TIÊU\n\n+--+--+\n", "+--+--+\n| a\n+--+--+\n", "+--+\n" * 50]
)
def test_rules_without_a_table(text: str) -> None:
    assert all(row.cells for table in read_markup(text).tables for row in table.rows)
