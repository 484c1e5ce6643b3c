"""What a clause brings to the comparison besides its words: section, year, agencies, segments."""

from __future__ import annotations

import pytest

from vnplan.align.clauses import prepare, section_role
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
    ("headings", "role"),
    [
        (["2. Mục tiêu đến năm 2030", "II. MỤC TIÊU"], "goal"),
        (["1. Sở Y tế", "IV. PHÂN CÔNG NHIỆM VỤ"], "task"),
        (["3. Nguồn vốn thực hiện", "V. TỔ CHỨC THỰC HIỆN"], "funding"),
        (["2. Chế độ báo cáo:", "IV. TỔ CHỨC THỰC HIỆN"], "reporting"),
        (["III. NỘI DUNG ĐỊNH HƯỚNG"], "orientation"),
        (["I. QUAN ĐIỂM CHỈ ĐẠO"], "viewpoint"),
        (["Điều 1"], None),
    ],
)
def test_the_innermost_heading_with_a_cue_tells_the_function(headings: list[str], role: str | None) -> None:
    assert section_role(headings) == role


def test_a_clause_takes_its_year_from_the_heading_above() -> None:
    clauses = prepare(parse_plan(text=PLAN), segmenter_name="syllable")
    assert [c.horizon for c in clauses] == [2025, 2030, None, None]


def test_a_clause_has_the_agencies_of_its_duty_and_their_groups() -> None:
    clauses = prepare(parse_plan(text=PLAN), segmenter_name="syllable")
    assert "so-yt" in clauses[2].agencies
    assert {"truong-dai-hoc", "vien-truong"} <= clauses[3].agencies


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
