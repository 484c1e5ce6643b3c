"""Contests side by side: runs of words, what a run held by another leaves, tables of bounded size."""

from __future__ import annotations

import numpy as np
import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.links import contests as module
from vnplan.align.links.contests import Contests, contests, run_weights
from vnplan.align.links.decide import decide_links
from vnplan.align.links.features import Candidates, candidates
from vnplan.align.links.model import default_model
from vnplan.align.wording.clauses import PreparedClause, prepare
from vnplan.align.wording.index import ReferenceIndex, index_of

PLAN = (
    "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo\nI. MỤC TIÊU\n"
    "- Xây dựng được 02 thương hiệu TTNT có uy tín.\n"
    "- Hỗ trợ ươm tạo các dự án khởi nghiệp về trí tuệ nhân tạo; thu hút đầu tư vào doanh nghiệp, phát triển hạ tầng.\n"
    "- Hình thành được 05 bộ dữ liệu mở, liên thông và kết nối; có 03 trung tâm đổi mới sáng tạo về TTNT.\n"
)
Prepared = tuple[tuple[PreparedClause, ...], Candidates, ReferenceIndex]


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    reference = load_reference("qd-127-2021")
    index = index_of(reference, segmenter_name="syllable")
    clauses = prepare(parse_plan(text=PLAN), segmenter_name="syllable", titles=(reference.title.vi,))
    return clauses, candidates(clauses, index), index


@pytest.fixture
def table(prepared: Prepared) -> Contests:
    (only,) = contests(*prepared)
    return only


def test_every_candidate_pair_has_one_place_in_the_column_of_its_clause(prepared: Prepared, table: Contests):
    clauses, pairs, _ = prepared
    assert sorted(table.rows[table.rows >= 0].tolist()) == list(range(len(pairs.clause)))
    for column, rows in enumerate(table.rows.T):
        (row,) = set(pairs.clause[rows[rows >= 0]].tolist())
        assert np.count_nonzero(table.words.of == column) == len(clauses[row].tokens.words)


def test_a_run_skips_one_word_and_ends_with_a_segment_and_with_a_clause(table: Contests):
    words, second = table.words, table.words.starts[1]
    last, segment = second - 1, second + 10
    opens = np.zeros(len(words.of), dtype=bool)
    opens[[0, second, segment]] = True
    known = np.ones((1, len(words.of)))
    known[0, [second - 2, second + 2, second + 5, second + 6]] = 0.0
    in_run = run_weights(known, words, opens)[0] - 0.3 * words.weights * known[0]
    weights = words.weights
    assert in_run[last] == pytest.approx(weights[[*range(second - 2), last]].sum())
    assert in_run[second] == pytest.approx(weights[[second, second + 1, second + 3, second + 4]].sum())
    assert in_run[second + 5] == 0.0
    assert in_run[segment - 1] == pytest.approx(weights[second + 7 : segment].sum())


def test_runs_do_not_depend_on_how_a_table_lies_in_memory(table: Contests):
    known, opens = table.mass / table.words.weights, np.zeros(len(table.words.of), dtype=bool)
    opens[0] = True
    by_row, by_column = np.ascontiguousarray(known), np.asfortranarray(known)
    assert run_weights(by_column, table.words, opens).tolist() == run_weights(by_row, table.words, opens).tolist()


def test_a_word_belongs_to_a_run_only_if_none_as_heavy_is_held_against_it(table: Contests):
    there, first = table.rows >= 0, np.zeros(len(table.undated), dtype=np.intp)
    unique, gain = table.shares()
    assert unique[there] == pytest.approx(1.0)
    assert gain[there] == pytest.approx((table.explained / table.whole)[there])
    assert [share[0].tolist() for share in table.hold(first, there).shares()] == [[0.0] * len(first)] * 2
    assert table.hold(first, np.zeros_like(there)).shares()[0].tolist() == unique.tolist()


def test_what_is_linked_already_takes_its_words(prepared: Prepared, table: Contests):
    nothing: list[list[int]] = [[] for _ in prepared[0]]
    (free,) = contests(*prepared, linked=nothing)
    assert not free.held.any()
    (taken,) = contests(*prepared, linked=[[int(p)] for p in table.provisions[0]])
    assert taken.held == pytest.approx(np.broadcast_to(table.runs[0], table.runs.shape))


def test_a_long_document_is_judged_in_several_tables_with_the_same_result(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
):
    whole = decide_links(*prepared, default_model())
    monkeypatch.setattr(module, "_TABLE", 10)
    assert len(list(contests(*prepared))) == 3
    assert decide_links(*prepared, default_model()) == whole


def test_a_document_without_candidates_has_no_contest(prepared: Prepared):
    clauses, pairs, index = prepared
    none = Candidates(pairs.clause[:0], pairs.provision[:0], pairs.features[:0], pairs.words)
    assert list(contests(clauses, none, index)) == []
    assert decide_links(clauses, none, index, default_model()) == []
