"""What a clause brings to the comparison besides its words: section, year, agencies, segments."""

from __future__ import annotations

import pytest

from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.sections import section_role
from vnplan.models import Document, Node, NodeKind, Span
from vnplan.parse import parse_plan

PLAN = """KẾ HOẠCH
Triển khai Chiến lược

I. MỤC TIÊU
1. Mục tiêu đến năm 2025
- Có 05 sản phẩm trí tuệ nhân tạo (TTNT).
2. Mục tiêu đến năm 2030
- Có 10 sản phẩm TTNT.
II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Sở Y tế
- Ứng dụng TTNT trong chẩn đoán; theo dõi sức khỏe người dân từ xa.
2. Các trường đại học
- Mở ngành đào tạo TTNT.
"""


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2. Mục tiêu đến năm 2030", "goal"),
        ("1. Mục tiêu tổng quát", "general_goal"),
        ("3. Tầm nhìn đến năm 2045", "general_goal"),
        ("IV. PHÂN CÔNG NHIỆM VỤ", "task"),
        ("3. Nguồn vốn thực hiện", "funding"),
        ("2. Chế độ báo cáo:", "reporting"),
        ("III. NỘI DUNG ĐỊNH HƯỚNG", "orientation"),
        ("I. QUAN ĐIỂM CHỈ ĐẠO", "viewpoint"),
        ("1. Sở Y tế", None),
        ("b) Trở thành trung tâm về các giải pháp TTNT", None),
        ("Điều 1", None),
    ],
)
def test_a_cue_in_a_heading_tells_the_function(heading: str, role: str | None) -> None:
    assert section_role(heading) == role


def test_the_innermost_heading_with_a_cue_tells_the_function() -> None:
    plan = PLAN + "III. TỔ CHỨC THỰC HIỆN\n1. Nguồn vốn thực hiện\n- Ngân sách bảo đảm.\n"
    roles = [c.role for c in prepare(parse_plan(text=plan), segmenter_name="syllable")]
    assert roles == ["goal", "goal", "task", "task", "funding"]


def test_a_clause_takes_its_year_from_the_heading_above() -> None:
    clauses = prepare(parse_plan(text=PLAN), segmenter_name="syllable")
    assert [c.horizon for c in clauses] == [2025, 2030, None, None]


def test_the_year_a_target_is_compared_with_is_no_year_of_the_clause() -> None:
    plan = "KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến năm 2030\n- Công suất điện cho trung tâm dữ liệu gấp đôi năm 2025.\n"
    assert [c.horizon for c in prepare(parse_plan(text=plan), segmenter_name="syllable")] == [2030]


def test_a_clause_has_the_agencies_of_its_duty_and_their_groups() -> None:
    clauses = prepare(parse_plan(text=PLAN), segmenter_name="syllable")
    assert "so-yt" in clauses[2].agencies
    assert {"truong-dai-hoc", "vien-truong"} <= clauses[3].agencies


@pytest.mark.parametrize(("day", "holds"), [("ngày 03 tháng 4 năm 2025", True), ("ngày 03 tháng 4 năm 2023", False)])
def test_a_department_has_the_work_of_those_it_took_over_from_on_the_day_of_the_plan(day: str, holds: bool) -> None:
    plan = f"UBND TỈNH BẮC NINH\nBắc Ninh, {day}\nKẾ HOẠCH\nTriển khai Chiến lược\nI. NHIỆM VỤ\n1. Sở Xây dựng\n- Đếm xe.\n"
    (clause,) = prepare(parse_plan(text=plan), segmenter_name="syllable")
    assert "so-xd" in clause.agencies
    assert ("so-gtvt" in clause.agencies) is holds


def test_a_university_of_no_list_is_one_of_the_universities() -> None:
    plan = PLAN.replace("2. Các trường đại học", "2. Trường Đại học Tân Trào")
    assert "vien-truong" in prepare(parse_plan(text=plan), segmenter_name="syllable")[3].agencies


def test_segments_part_at_strong_punctuation() -> None:
    clause = prepare(parse_plan(text=PLAN), segmenter_name="syllable")[2]
    assert [clause.tokens.words[a] for a, _ in clause.segments] == ["ứng", "dõi"]


def test_evidence_quotes_the_document() -> None:
    document = parse_plan(text=PLAN)
    clause = prepare(document, segmenter_name="syllable")[2]
    start, end = clause.evidence(0, 2)
    assert document.text[start:end] == "Ứng dụng TTNT"


@pytest.mark.parametrize("name", ["syllable", "underthesea", "pyvi"])
def test_all_segmenters_keep_the_same_tokens(name: str) -> None:
    plain = prepare(parse_plan(text=PLAN), segmenter_name="syllable")
    cut = prepare(parse_plan(text=PLAN), segmenter_name=name)
    for a, b in zip(plain, cut, strict=True):
        assert a.tokens == b.tokens
        assert "_".join(b.words).split("_") == list(a.words)


def test_rows_of_a_task_table_are_compared_by_their_task_cell() -> None:
    text = (
        "KẾ HOẠCH\nThực hiện\nI. NHIỆM VỤ\nTT\tNội dung nhiệm vụ\tCơ quan chủ trì\tThời gian\n"
        "1\tXây dựng kho dữ liệu mở\tSở Y tế\tNăm 2026\n2\tĐào tạo nhân lực\tSở Nội vụ\tNăm 2027\n"
    )
    clauses = prepare(parse_plan(text=text), segmenter_name="syllable")
    assert [" ".join(c.tokens.words) for c in clauses] == ["kho dữ liệu mở", "đào tạo nhân lực"]


@pytest.mark.parametrize("piece", ["a b c d; ", "trí tuệ nhân ", "a,b ", "1.1) "])
def test_a_long_line_of_any_kind_is_prepared_in_linear_time(piece: str, assert_linear) -> None:
    assert_linear(lambda size: prepare(_one_clause(piece * size), segmenter_name="syllable"))


def test_tokens_that_reach_into_ranges_of_the_line_are_found_in_linear_time(assert_linear) -> None:
    (clause,) = prepare(_one_clause("a, bcd ef"), segmenter_name="syllable")
    assert clause.reaching([(0, 1), (4, 5), (5, 8), (1, 3)]) == [0, 1, 1, 2]
    clauses = {size: prepare(_one_clause("a b c d; " * size), segmenter_name="syllable")[0] for size in (1_000, 4_000)}
    assert_linear(
        lambda size: clauses[size].reaching(zip(clauses[size].tokens.starts, clauses[size].tokens.ends, strict=True)),
        1_000,
        4_000,
    )


def _one_clause(line: str) -> Document:
    whole = Span(0, len(line))
    node = Node(id="1", kind=NodeKind.CLAUSE, text=line, spans=(whole,), span=whole)
    return parse_plan(text=PLAN).model_copy(update={"text": line, "nodes": (node,), "duties": (), "tables": ()})


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2. Hạ tầng dữ liệu và tính toán", "theme"),
        ("5. Truyền thông, hợp tác quốc tế", "theme"),
        ("2. Sở Thông tin và Truyền thông", "task"),
        ("5. Y tế", "task"),  # a field is an office's
    ],
)
def test_tasks_under_a_heading_that_names_no_office_may_be_orientations(heading: str, role: str) -> None:
    plan = f"KẾ HOẠCH\nTriển khai Chiến lược\nIII. NHIỆM VỤ, GIẢI PHÁP\n{heading}\n- Nội dung a.\n"
    (clause,) = prepare(parse_plan(text=plan), segmenter_name="syllable")
    assert clause.role == role
