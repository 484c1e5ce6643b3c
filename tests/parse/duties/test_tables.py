"""Task tables: columns, merged cells, page breaks, plain-text grids, and what each row says of who, with whom and when."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from vnplan import parse_plan
from vnplan.models import Document, Duty, Role, Span, Table, TableRow
from vnplan.parse.cues.slots import Slot, slot_of_header, slots_of_line
from vnplan.parse.duties.tables import task_tables, text_tables

FRONT = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NINH
Số: 12/KH-UBND
KẾ HOẠCH
Thực hiện Chiến lược
I. MỤC ĐÍCH
- Triển khai Chiến lược.
II. NHIỆM VỤ
- Chi tiết tại Phụ lục.
"""
HEAD = "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\tSản phẩm"


def grid(text: str, *rows: list[str]) -> Table:
    """A grid over words that stand in the text in this order; "^" is the cell above, "" an empty cell."""
    made: list[TableRow] = []
    position = 0
    for row in rows:
        cells: list[Span] = []
        for index, words in enumerate(row):
            if words == "^":
                cells.append(made[-1].cells[index])
                continue
            if words == "<":
                cells.append(cells[-1])
                continue
            start = text.index(words, position) if words else position
            cells.append(Span(start, start + len(words)))
            position = start + len(words)
        made.append(TableRow(cells=tuple(cells)))
    hull = [cell for row in made for cell in row.cells]
    return Table(span=Span(min(c.start for c in hull), max(c.end for c in hull)), rows=tuple(made))


def duties(document: Document) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in document.duties:
        found.setdefault(duty.clause, []).append(duty)
    return found


def who(duty: Duty) -> tuple[list[str], list[str]]:
    return [m.name for m in duty.agencies], [m.name for m in duty.partners]


# --- columns


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("TT", Slot.NUMBER),
        ("Số TT", Slot.NUMBER),
        ("NỘI DUNG NHIỆM VỤ", Slot.TASK),
        ("Tên nhiệm vụ/dự án", Slot.TASK),
        ("Cơ quan chủ trì", Slot.LEAD),
        ("Đơn vị\nchủ trì", Slot.LEAD),
        ("**Cơ quan chủ trì theo dõi, đánh giá**", Slot.LEAD),
        ("Cơ quan, đơn vị phối hợp", Slot.PARTNER),
        ("Đơn vị thực hiện", Slot.EXECUTOR),
        ("Thời gian hoàn thành (dự kiến)", Slot.TIME),
        ("Sản phẩm/Kết quả", Slot.PRODUCT),
        ("Kết quả, sản phẩm dự kiến", Slot.PRODUCT),
        ("Nguồn kinh phí", Slot.FUNDING),
        ("Ghi chú", Slot.NOTE),
        ("Xây dựng kho dữ liệu dùng chung", None),
        ("Quý IV/2026", None),
        ("", None),
    ],
)
def test_column_headers(words: str, slot: Slot | None) -> None:
    assert slot_of_header(words) is slot


def test_a_header_of_two_rows_and_merged_cells() -> None:
    text = "STT Nội dung Cơ quan thực hiện Thời gian Chủ trì Phối hợp 1 Kho dữ liệu Sở Y tế Công an tỉnh 2026 2 Máy chủ 2027"
    table = grid(
        text,
        ["STT", "Nội dung", "Cơ quan thực hiện", "<", "Thời gian"],
        ["^", "^", "Chủ trì", "Phối hợp", "^"],
        ["1", "Kho dữ liệu", "Sở Y tế", "Công an tỉnh", "2026"],
        ["2", "Máy chủ", "^", "", "2027"],
    )
    (found,) = task_tables(text, [table])
    assert found.columns == (Slot.NUMBER, Slot.TASK, Slot.LEAD, Slot.PARTNER, Slot.TIME)
    first, second = found.rows
    assert [span.of(text) for span in first.get(Slot.PARTNER)] == ["Công an tỉnh"]
    assert [span.of(text) for span in second.get(Slot.LEAD)] == ["Sở Y tế"]
    assert second.get(Slot.PARTNER) == ()


def test_other_tables_are_no_task_tables() -> None:
    text = "Chỉ tiêu Đơn vị tính 2025 2030 Doanh nghiệp ứng dụng % 20 60 Bộ dữ liệu bộ 10 50"
    table = grid(
        text,
        ["Chỉ tiêu", "Đơn vị tính", "2025", "2030"],
        ["Doanh nghiệp ứng dụng", "%", "20", "60"],
        ["Bộ dữ liệu", "bộ", "10", "50"],
    )
    assert task_tables(text, [table]) == ()
    assert text_tables("UBND TỈNH\tCỘNG HÒA\nSố: 1\tĐộc lập\tTự do\n") == ()


# --- pages


def test_a_table_over_pages_is_one() -> None:
    text = "TT Nhiệm vụ Chủ trì Thời gian 1 Kho dữ liệu phục vụ Sở Khoa học và 2026 trang TT Nhiệm vụ Chủ trì Thời gian"
    text += " điều hành Công nghệ 2 Máy chủ Sở Y tế 2027 trang 3 Mạng Sở Nội vụ 2028"
    first = grid(
        text, ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Kho dữ liệu phục vụ", "Sở Khoa học và", "2026"]
    )
    rest = text.index("trang")
    again = grid(
        text[:rest].replace(text[:rest], " " * rest) + text[rest:],
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["", "điều hành", "Công nghệ", ""],
        ["2", "Máy chủ", "Sở Y tế", "2027"],
    )
    (found,) = task_tables(text, [first, again])
    assert [[span.of(text) for span in row.get(Slot.TASK)] for row in found.rows] == [
        ["Kho dữ liệu phục vụ", "điều hành"],
        ["Máy chủ"],
    ]
    assert [span.of(text) for span in found.rows[0].get(Slot.LEAD)] == ["Sở Khoa học và", "Công nghệ"]


def test_rows_cut_by_a_page_in_plain_text() -> None:
    document = parse_plan(
        text=FRONT
        + "PHỤ LỤC\n"
        + f"{HEAD}\n1\tXây dựng nền tảng dữ liệu phục vụ\tSở Khoa học và\tCông an tỉnh, Sở Tài\tQuý II/2026\tNền tảng\n"
        + f"\n12\n\n{HEAD}\n\tđiều hành thông minh\tCông nghệ\tchính\t\t\n2\tĐào tạo\tSở Nội vụ\t\tHằng năm\tLớp học\n"
    )
    found = duties(document)
    assert list(found) == ["Phụ lục.1", "Phụ lục.2"]
    (first,), (second,) = found.values()
    assert who(first) == (["Sở Khoa học và Công nghệ"], ["Công an tỉnh", "Sở Tài chính"])
    assert (first.role, first.due, first.due_date, first.product) == (
        Role.LEAD,
        "Quý II/2026",
        "2026-06-30",
        "Nền tảng",
    )
    assert (second.recurring, second.due) == ("annual", None)


def test_a_row_whose_line_is_broken() -> None:
    document = parse_plan(
        text=FRONT
        + f"PHỤ LỤC\n{HEAD}\n1\tXây dựng nền tảng\ndữ liệu\tSở Y tế\tCông an tỉnh\t2027\tNền tảng\n"
        + "2\tĐào tạo\tSở Nội vụ\tSở Y tế\t2028\tLớp học\n\nTrên đây là Kế hoạch thực hiện.\n"
    )
    found = duties(document)
    assert [who(one) for (one,) in found.values()] == [(["Sở Y tế"], ["Công an tỉnh"]), (["Sở Nội vụ"], ["Sở Y tế"])]
    assert "Xây dựng nền tảng dữ liệu" in document.node("Phụ lục.1").text


# --- plain text, Markdown, cells on lines of their own


@pytest.mark.parametrize("mark", ["tabs", "bars", "markdown", "stacked"])
def test_the_same_table_however_it_is_typed(mark: str) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["I", "Hạ tầng"],
        ["1", "Xây dựng nền tảng", "Sở Khoa học và Công nghệ", "Công an tỉnh; Sở Tài chính", "Quý II/2026"],
        ["2", "Đào tạo", "Sở Nội vụ", "Các sở, ban, ngành", "2026 - 2030"],
    ]
    if mark == "stacked":
        typed = "".join(f"{cell}\n|\n" for row in rows for cell in row)
    elif mark == "tabs":
        typed = "".join("\t".join(row) + "\n" for row in rows)
    else:
        lines = ["| " + " | ".join(row + [""] * (5 - len(row))) + " |" for row in rows]
        if mark == "markdown":
            lines.insert(1, "|---|---|---|---|---|")
        typed = "\n".join(lines) + "\n"
    document = parse_plan(text=f"{FRONT}PHỤ LỤC\n{typed}")
    first, second = (one for (one,) in duties(document).values())
    assert who(first) == (["Sở Khoa học và Công nghệ"], ["Công an tỉnh", "Sở Tài chính"])
    assert who(second) == (["Sở Nội vụ"], ["Các sở, ban, ngành"])
    assert second.period is not None
    assert (second.period.start, second.period.end) == (2026, 2030)
    assert document.node("Phụ lục.I").kind.value == "heading"
    assert [duty.clause for duty in document.duties] == ["Phụ lục.I.1", "Phụ lục.I.2"]


def test_merged_cells_of_a_web_page(tmp_path: Path) -> None:
    rows = """<tr><th rowspan=2>STT</th><th rowspan=2>Nội dung</th><th colspan=2>Cơ quan thực hiện</th>
      <th rowspan=2>Thời gian</th></tr><tr><th>Chủ trì</th><th>Phối hợp</th></tr>
      <tr><td colspan=5>A. HẠ TẦNG</td></tr>
      <tr><td>1</td><td>Kho dữ liệu</td><td rowspan=2>Sở Y tế</td><td>- Công an tỉnh<br>- Sở Tài chính</td><td>2026</td></tr>
      <tr><td>2</td><td>Máy chủ</td><td></td><td>Quý III/2026</td></tr>"""
    front = "".join(f"<p>{line}</p>" for line in [*FRONT.splitlines(), "PHỤ LỤC"])
    page = tmp_path / "plan.html"
    page.write_text(f"<html><body>{front}<table border=1>{rows}</table></body></html>", encoding="utf-8")
    first, second = parse_plan(page).duties
    assert (who(first), first.role) == ((["Sở Y tế"], ["Công an tỉnh", "Sở Tài chính"]), Role.LEAD)
    assert (who(second), second.due_date) == ((["Sở Y tế"], []), "2026-09-30")
    assert [duty.clause for duty in (first, second)] == ["Phụ lục.A.1", "Phụ lục.A.2"]


# --- cells


def table_duties(*rows: str, head: str = HEAD) -> list[Duty]:
    """The duties of rows of tab-separated cells."""
    document = parse_plan(text=f"{FRONT}PHỤ LỤC\n{head}\n" + "".join(row + "\n" for row in rows))
    return list(document.duties)


@pytest.mark.parametrize("size", [2, 3, 7])
def test_a_cell_merged_over_many_rows_takes_no_row_away(tmp_path: Path, size: int) -> None:
    rows = "".join(
        f"<tr><td>{n + 1}</td><td>Xây dựng kho dữ liệu số {n + 1}</td>"
        + (f"<td rowspan={size}>Sở Y tế</td>" if n % size == 0 else "")
        + "<td>Năm 2026</td></tr>"
        for n in range(2 * size)
    )
    head = "<tr><th>TT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th><th>Thời gian</th></tr>"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><pre>{FRONT}</pre><table border=1>{head}{rows}</table></body></html>", "utf-8")
    found = parse_plan(path).duties
    assert [who(duty) for duty in found] == [(["Sở Y tế"], [])] * 2 * size


@pytest.mark.parametrize("between", ["<br>", "</p><p>", " "])
def test_agencies_one_below_the_other_in_a_cell(tmp_path: Path, between: str) -> None:
    """Without a comma between them; a name broken over two lines and one the lexicon lacks stay whole."""
    cell = between.join(
        ["Sở Giáo dục và Đào tạo", "Trường Chính trị Nguyễn Văn Cừ", "Sở Nội vụ", "Sở Khoa học và<br>Công nghệ"]
    )
    rows = "".join(
        f"<tr><td>{n}</td><td>Xây dựng kho dữ liệu</td><td>Sở Y tế</td><td><p>{cell}</p></td></tr>" for n in (1, 2)
    )
    head = "<tr><th>TT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th><th>Cơ quan phối hợp</th></tr>"
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body><pre>{FRONT}</pre><table border=1>{head}{rows}</table></body></html>", "utf-8")
    duty, _ = parse_plan(path).duties
    assert who(duty) == (["Sở Y tế"], [
        "Sở Giáo dục và Đào tạo", "Trường Chính trị Nguyễn Văn Cừ", "Sở Nội vụ", "Sở Khoa học và Công nghệ"])  # fmt: skip


def test_several_agencies_in_a_cell() -> None:
    lead, same = table_duties(
        "1\tKho dữ liệu\tSở Y tế, Sở Nội vụ\t- Công an tỉnh - Các sở, ngành liên quan; UBND cấp xã\t2026\tKho",
        "2\tMáy chủ\tSở Y tế\tnt\t2027\tMáy chủ",
    )
    partners = ["Công an tỉnh", "Các sở, ngành liên quan", "UBND cấp xã"]
    assert who(lead) == (["Sở Y tế", "Sở Nội vụ"], partners)
    assert who(same) == (["Sở Y tế"], partners)


def test_parts_named_inside_a_cell() -> None:
    head = "TT\tNhiệm vụ\tPhân công thực hiện\tThời hạn"
    labelled, trailing, plain = table_duties(
        "1\tSố hóa\tChủ trì: Sở Y tế; phối hợp: UBND các xã, Bảo tàng tỉnh\t31/12/2026",
        "2\tBản đồ\tSở Xây dựng chủ trì, Sở Tài chính phối hợp\tTháng 6/2027",
        "3\tChợ\tSở Công Thương\tNăm 2028",
        head=head,
    )
    assert (who(labelled), labelled.role) == ((["Sở Y tế"], ["UBND các xã", "Bảo tàng tỉnh"]), Role.LEAD)
    assert (who(trailing), trailing.role) == ((["Sở Xây dựng"], ["Sở Tài chính"]), Role.LEAD)
    assert (who(plain), plain.role) == ((["Sở Công Thương"], []), Role.IMPLEMENT)
    assert [duty.due_date for duty in (labelled, trailing, plain)] == ["2026-12-31", "2027-06-30", None]


def test_those_who_carry_out_stand_beside_the_one_who_leads() -> None:
    lead, executor = table_duties(
        "1\tĐào tạo\tSở Nội vụ\tTrường Chính trị tỉnh\t2026",
        head="TT\tNhiệm vụ\tCơ quan chủ trì\tĐơn vị thực hiện\tThời gian",
    )
    assert (who(lead)[0], lead.role) == (["Sở Nội vụ"], Role.LEAD)
    assert (who(executor)[0], executor.role) == (["Trường Chính trị tỉnh"], Role.IMPLEMENT)


def test_names_the_lexicon_lacks_are_kept_as_printed() -> None:
    (duty,) = table_duties("1\tChợ\tHợp tác xã Dịch vụ Hạ Long, Trường Chính trị Nguyễn Văn Cừ\t\t2026\tChợ")
    assert who(duty)[0] == ["Hợp tác xã Dịch vụ Hạ Long", "Trường Chính trị Nguyễn Văn Cừ"]
    assert duty.agencies[0].id == "hop-tac-xa-dich-vu-ha-long"


@pytest.mark.parametrize(
    ("cell", "recurring", "due", "years"),
    [
        ("Thường xuyên", "regular", None, None),
        ("Hằng năm", "annual", None, None),
        ("Trước ngày 15/12 hằng năm", "annual", "Trước ngày 15/12 hằng năm", None),
        ("2026 - 2030", None, None, (2026, 2030)),
        ("Từ năm 2026 đến năm 2028", None, None, (2026, 2028)),
        ("Năm 2027", None, "Năm 2027", (2027, 2027)),
        ("Quý III/2026", None, "Quý III/2026", None),
        ("", None, None, None),
    ],
)
def test_times(cell: str, recurring: str | None, due: str | None, years: tuple[int, int] | None) -> None:
    (duty,) = table_duties(f"1\tKho dữ liệu\tSở Y tế\tCông an tỉnh\t{cell}\tKho")
    found = (duty.period.start, duty.period.end) if duty.period else None
    assert (duty.recurring, duty.due, found) == (recurring, due, years)


def test_money_and_who_decides() -> None:
    (duty,) = table_duties(
        "1\tQuy chế dữ liệu\tSở Tư pháp\tUBND tỉnh\tNgân sách tỉnh\t2026",
        head="TT\tTên nhiệm vụ\tCơ quan chủ trì\tCấp ban hành\tNguồn kinh phí\tThời gian",
    )
    assert ([m.name for m in duty.authority], duty.funding) == (["UBND tỉnh"], "Ngân sách tỉnh")


def test_a_row_without_agencies_takes_those_of_the_heading() -> None:
    document = parse_plan(
        text=f"{FRONT}III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nTT\tNhiệm vụ\tThời gian\tSản phẩm\n1\tBệnh án điện tử\t2026\tPhần mềm\n"
    )
    (duty,) = document.duties
    assert (who(duty)[0], duty.product, duty.role_inferred) == (["Sở Y tế"], "Phần mềm", True)


def test_nothing_is_lost_of_a_table() -> None:
    text = f"{FRONT}PHỤ LỤC\n{HEAD}\n1\tKho\tSở Y tế\t\t2026\tKho\n\n13\n\n2\tMáy chủ\tSở Nội vụ\t\t2027\tMáy\n"
    document = parse_plan(text=text)
    held = sorted(span for node in document.nodes for span in node.spans)
    assert all(first.end <= second.start for first, second in pairwise(held))
    assert sum(not c.isspace() for s in held for c in s.of(text)) == sum(not c.isspace() for c in text)


def test_slots_of_a_line() -> None:
    line = "Cơ quan, đơn vị chủ trì: Các bộ, ngành | Phối hợp: Bộ Công an; Bộ Tài chính. Thời gian: Quý IV/2026."
    assert [(slot.slot.value, line[slot.start : slot.end]) for slot in slots_of_line(line)] == [
        ("lead", "Các bộ, ngành"),
        ("partner", "Bộ Công an; Bộ Tài chính"),
        ("time", "Quý IV/2026"),
    ]
    assert slots_of_line("Tuyên truyền về dữ liệu: lợi ích, vai trò") == ()


# --- a decision with real annexes


def test_the_annexes_of_decision_1671(shared_dir: Path) -> None:
    document = parse_plan(shared_dir / "reference" / "qd-1671-2026.md")
    targets = [d for d in document.duties if d.clause.startswith("Phụ lục I.")]
    tasks = [d for d in document.duties if d.clause.startswith("Phụ lục II.") and d.role is Role.LEAD]
    assert len(targets) == 32
    assert {duty.role for duty in targets} == {Role.LEAD}
    assert all(duty.partners for duty in targets)
    assert len({duty.clause for duty in tasks}) == 99  # 97 numbers, one of them printed on three tasks
    assert all(duty.period or duty.recurring for duty in tasks)


TARGETS = (
    "KẾ HOẠCH\n\nPhụ lục\nTT\tChỉ tiêu\tĐơn vị tính\tThực hiện 2025\tNăm 2027\tNăm 2030\tCơ quan theo dõi\n"
    "I\tCHÍNH QUYỀN SỐ\n"
    "1\tTỷ lệ xã có trợ lý ảo\t%\t12\t≥ 60\t100\tSở Nội vụ\n"
    "2\tSố bộ dữ liệu mở\tBộ\t4\t10 - 12\t25\tSở Khoa học và Công nghệ\n"
    "3\tDoanh thu dịch vụ số (tỷ đồng)\t\t310\t1.200\t\tThống kê tỉnh\n"
)


def values(text: str) -> list[tuple[str, str, str, str | None, str | None, str | None]]:
    return [
        (t.comparator.value, str(t.low), str(t.high), t.unit, t.deadline, t.indicator)
        for t in parse_plan(text=text).targets
    ]


def test_cells_under_years_are_targets_and_those_of_the_situation_are_none() -> None:
    assert values(TARGETS) == [
        ("at_least", "60", "None", "%", "2027", "Tỷ lệ xã có trợ lý ảo"),
        ("all", "100", "None", "%", "2030", "Tỷ lệ xã có trợ lý ảo"),
        ("range", "10", "12", "Bộ", "2027", "Số bộ dữ liệu mở"),
        ("exact", "25", "None", "Bộ", "2030", "Số bộ dữ liệu mở"),
        ("exact", "1200", "None", "tỷ đồng", "2027", "Doanh thu dịch vụ số (tỷ đồng)"),
    ]


def test_money_by_years_and_a_year_in_a_row_of_tasks_are_no_targets() -> None:
    money = TARGETS.replace("Đơn vị tính", "Tổng kinh phí").replace("≥ ", "")
    assert values(money) == []
    tasks = (
        "KẾ HOẠCH\n\nPhụ lục\nTT\tNhiệm vụ\tChủ trì\tThời gian\tSản phẩm\n1\tĐề án dữ liệu\tSở Nội vụ\t2026\tĐề án\n"
    )
    assert values(tasks + "2\tKế hoạch đào tạo\tSở Nội vụ\t2027\tKế hoạch\n") == []


def test_a_table_in_decomposed_letters_is_read_as_well() -> None:
    spread = unicodedata.normalize("NFD", TARGETS)
    assert [value[1:5] for value in values(spread)] == [value[1:5] for value in values(TARGETS)]
    assert len(parse_plan(text=spread).duties) == len(parse_plan(text=TARGETS).duties) == 3


@pytest.mark.parametrize("goal", ["Chỉ tiêu cụ thể", "Mục tiêu", "Chỉ tiêu giao"])
def test_the_column_of_goals_beside_the_units_needs_no_year(goal: str) -> None:
    table = f"TT\tTên chỉ tiêu\tĐơn vị tính\t{goal}\n1\tTỷ lệ xã có trợ lý ảo\t%\t≥ 60\n2\tSố bộ dữ liệu mở\tBộ\t25\n"
    expected = [
        ("at_least", "60", "None", "%", "2030", "Tỷ lệ xã có trợ lý ảo"),
        ("exact", "25", "None", "Bộ", "2030", "Số bộ dữ liệu mở"),
    ]
    assert values(f"KẾ HOẠCH\nI. CHỈ TIÊU ĐẾN NĂM 2030\n{table}") == expected
    assert values(f"KẾ HOẠCH\nI. KẾT QUẢ THỰC HIỆN\n{table}") == []


@pytest.mark.parametrize(
    ("task", "agencies", "role", "partners"),
    [
        ("Chủ trì, phối hợp với Sở Tài chính mở kho dữ liệu", ["Sở Y tế"], Role.LEAD, ["Sở Tài chính"]),
        ("Phối hợp với Công an tỉnh bảo vệ dữ liệu", ["Sở Y tế"], Role.COORDINATE, ["Công an tỉnh"]),
        ("Báo cáo kết quả thực hiện", ["Sở Y tế"], Role.REPORT, []),
        ("Tham mưu UBND tỉnh ban hành quy chế", ["Sở Y tế"], Role.ADVISE, []),
        ("Các bệnh viện xây dựng kế hoạch riêng", ["Các bệnh viện"], Role.IMPLEMENT, []),
        ("Kho dữ liệu khám bệnh", ["Sở Y tế"], Role.IMPLEMENT, []),
    ],
)
def test_a_row_below_an_agency_says_its_role_as_a_clause_does(
    task: str, agencies: list[str], role: Role, partners: list[str]
) -> None:
    text = f"PHỤ LỤC\nDANH MỤC\nTT\tNhiệm vụ\tSản phẩm\tThời hạn\nI\tSở Y tế\t\t\n1\t{task}\tVăn bản\t2027\n"
    (duty,) = parse_plan(text=text).duties
    assert [agency.name for agency in duty.agencies] == agencies
    assert (duty.role, [agency.name for agency in duty.partners]) == (role, partners)
    assert (duty.product, duty.due) == ("Văn bản", "2027")


def test_the_parts_of_a_row_are_for_those_who_have_the_row() -> None:
    rows = ["A|SỞ Y TẾ||", "1|Mở dữ liệu||2026", "1.1|Rà soát|Sở Tài chính|2026", "C|CÔNG AN TỈNH||", "1|Bảo vệ||2027"]
    text = "PHỤ LỤC\nDANH MỤC\nTT\tNhiệm vụ\tPhối hợp\tThời hạn\n" + "\n".join(rows).replace("|", "\t")
    plan = parse_plan(text=text)
    assert [agency.name for duty in plan.duties for agency in duty.agencies] == ["SỞ Y TẾ", "SỞ Y TẾ", "CÔNG AN TỈNH"]
    led = parse_plan(text=text.replace("A\tSỞ Y TẾ\t\t", "A\tDỮ LIỆU\t\t").replace("Phối hợp", "Chủ trì"))
    assert [agency.name for duty in led.duties for agency in duty.agencies] == ["Sở Tài chính", "CÔNG AN TỈNH"]


def test_a_letter_among_the_sections_of_a_table_is_no_roman_numeral() -> None:
    rows = [f"{letter}|MỤC NÀY||\n1|Mở dữ liệu|Sở Y tế|2026" for letter in "ABCD"]
    text = "PHỤ LỤC\nDANH MỤC\nTT\tNhiệm vụ\tChủ trì\tThời hạn\n" + "\n".join(rows).replace("|", "\t")
    plan = parse_plan(text=text)
    assert [note.code for note in plan.notes] == []
    assert [node.id for node in plan.nodes if node.text.isupper()][-4:] == [f"Phụ lục.{letter}" for letter in "ABCD"]
