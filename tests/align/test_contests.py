"""Contests side by side: runs of words, what a run held by another leaves, tables of bounded size."""

from __future__ import annotations

import numpy as np
import pytest

from vnplan import load_reference, parse_plan
from vnplan.align import contests as module
from vnplan.align.clauses import PreparedClause, prepare
from vnplan.align.contests import Contests, contests
from vnplan.align.features import Candidates, candidates
from vnplan.align.index import ReferenceIndex, index_of
from vnplan.align.links import decide_links
from vnplan.align.model import default_model

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
    assert sorted(table.rows[table.there].tolist()) == list(range(len(pairs.clause)))
    for column, row in enumerate(table.clauses):
        rows = table.rows[:, column]
        assert set(pairs.clause[rows[rows >= 0]].tolist()) == {row}
        assert np.count_nonzero(table.words.of == column) == len(clauses[row].tokens.words)


def test_a_run_skips_one_word_and_ends_with_a_segment_and_with_a_clause(table: Contests):
    second = table.words.starts[1]
    opens = np.flatnonzero(table.opens)
    segment = int(opens[opens > second][0])
    known = np.ones((1, len(table.words.of)))
    known[0, [second - 2, second + 2, second + 5, second + 6]] = 0.0
    runs, weights = table.run_weights(known), table.words.weights
    start, last = table.words.starts[0], second - 1
    alone = 0.3 * weights * known[0]
    assert runs[0, last] == pytest.approx(weights[[*range(start, second - 2), last]].sum() + alone[last])
    first_run = weights[[second, second + 1, second + 3, second + 4]].sum()
    assert runs[0, second] == pytest.approx(first_run + alone[second])
    assert runs[0, second + 5] == 0.0
    assert runs[0, segment - 1] == pytest.approx(weights[second + 7 : segment].sum() + alone[segment - 1])


def test_runs_do_not_depend_on_how_a_table_lies_in_memory(table: Contests):
    by_column = np.asfortranarray(table.known)
    assert table.run_weights(by_column).tolist() == table.run_weights(table.known.copy(order="C")).tolist()
    assert table.runs.tolist() == table.run_weights(by_column).tolist()


def test_a_word_belongs_to_a_run_only_if_none_as_heavy_is_held_against_it(table: Contests):
    nothing = np.zeros_like(table.runs)
    assert table.owned(nothing)[table.there] == pytest.approx(table.totals[table.there])
    first = np.zeros(len(table.clauses), dtype=np.intp)
    everyone = np.ones_like(table.there)
    held = table.hold(nothing, first, everyone)
    assert table.owned(held)[0] == pytest.approx(0.0, abs=1e-12)
    spared = table.hold(nothing, first, ~everyone)
    assert table.owned(spared) == pytest.approx(table.owned(nothing))


def test_what_is_linked_already_takes_its_words(table: Contests):
    nothing, own = table.taken([[], [], []]), table.taken([[int(p)] for p in table.provisions[0]])
    assert nothing.tolist() == [0.0] * len(table.words.of)
    assert own == pytest.approx(table.runs[0])


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
