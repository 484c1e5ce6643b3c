"""A paragraph that carries one provision at length and another in one sentence is linked to both."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.links.features import candidates
from vnplan.align.links.sentences import parts_of, sentences
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of

HEAD = "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo\nII. ĐỊNH HƯỚNG\n"
LONG = (
    "Khuyến khích các dự án hợp tác, chuyển giao công nghệ, khai thác sáng chế, quyền sở hữu công nghiệp giữa doanh "
    "nghiệp trên địa bàn tỉnh với doanh nghiệp nước ngoài về trí tuệ nhân tạo; ưu tiên dự án có khả năng nhân rộng."
)
SHORT = "Hỗ trợ ươm tạo các dự án khởi nghiệp về trí tuệ nhân tạo trên địa bàn tỉnh, thu hút đầu tư vào doanh nghiệp."


@pytest.fixture(scope="module")
def reference():
    return load_reference("qd-127-2021")


@pytest.mark.parametrize("order", [(LONG, SHORT), (SHORT, LONG)])
def test_a_sentence_of_its_own_is_not_lost_in_a_paragraph(order, reference):
    found = align_plan(parse_plan(text=f"{HEAD}1. {order[0]} {order[1]}\n"), reference).links
    assert {"III.5.1", "III.3.4"} <= {link.provision for link in found}
    assert [link.provision for link in found if "sentence" in link.matched_by] == ["III.3.4"]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (f"1. {SHORT}", 0),  # one sentence is the clause itself
        (f"1. {LONG} {SHORT}", 2),
        (f"1. {LONG} Thông tin, tuyên truyền rộng rãi.", 1),  # a few words say too little
        (f"1. {SHORT.rstrip('.')}; {SHORT}", 0),  # a semicolon ends no sentence
    ],
)
def test_sentences_of_a_clause(line, count):
    document = parse_plan(text=f"{HEAD}{line}\n")
    assert [len(sentences(c)) for c in prepare(document, segmenter_name="syllable")] == [count]


def test_a_part_has_the_words_segments_and_pieces_that_lie_in_it():
    (clause,) = prepare(parse_plan(text=f"{HEAD}1. {LONG} {SHORT}\n"), segmenter_name="syllable")
    (first, last) = sentences(clause)[1]
    part = parts_of(clause, sentences(clause))[1]
    assert part.tokens.words == clause.tokens.words[first:last]
    assert part.segments == ((0, last - first),)
    assert [(a + first, b + first) for a, b in part.chunks] == [c for c in clause.chunks if c[0] >= first]
    assert {b + first for b in part.tokens.breaks} == {b for b in clause.tokens.breaks if b > first}


def test_a_paragraph_of_many_sentences_is_taken_apart_in_linear_time(assert_linear):
    clauses = {
        size: prepare(parse_plan(text=f"{HEAD}1. {f'{SHORT} ' * size}\n"), segmenter_name="syllable")[0]
        for size in (1_000, 4_000)
    }
    assert_linear(lambda size: parts_of(clauses[size], sentences(clauses[size])), 1_000, 4_000)


def test_the_sentences_of_a_long_paragraph_are_looked_at_in_linear_time(assert_linear, reference):
    index = index_of(reference, segmenter_name="syllable")
    line = "Xây dựng kho dữ liệu mở, chia sẻ dữ liệu lớn; phát triển TTNT. "  # near a goal of the whole country
    clauses = {
        size: prepare(parse_plan(text=f"{HEAD}1. {line * size}\n"), segmenter_name="syllable")[0]
        for size in (500, 2_000)
    }
    assert_linear(lambda size: candidates(parts_of(clauses[size], sentences(clauses[size])), index), 500, 2_000)
