"""Features of all pairs at once are those of each clause by itself."""

from __future__ import annotations

from collections import Counter
from math import log
from pathlib import Path

import numpy as np
import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.links.features import FEATURES, Candidates, candidates
from vnplan.align.wording.clauses import PreparedClause, prepare
from vnplan.align.wording.index import ReferenceIndex, index_of
from vnplan.align.wording.localise import Localiser
from vnplan.align.wording.rows import weighted
from vnplan.align.wording.statistics import pair_hash
from vnplan.align.wording.stretches import explained

PLAN = Path(__file__).parent.parent.parent.parent / "corpora" / "plans" / "can-tho.txt"


@pytest.fixture(scope="module")
def index() -> ReferenceIndex:
    return index_of(load_reference("qd-127-2021"), segmenter_name="syllable")


@pytest.fixture(scope="module")
def clauses() -> tuple[PreparedClause, ...]:
    return prepare(parse_plan(PLAN), segmenter_name="syllable")


@pytest.fixture(scope="module")
def pairs(clauses, index) -> Candidates:
    return candidates(clauses, index)


def _column(pairs: Candidates, name: str) -> list[float]:
    return pairs.features[:, FEATURES.index(name)].tolist()


def _pairs_within(clause: PreparedClause, index: ReferenceIndex, first: int, last: int) -> set[int]:
    hashes = {pair_hash(pair) for at, pair in clause.tokens.pairs() if first <= at < last - 1}
    return {index.pairs[h] for h in hashes if h in index.pairs}


def test_pairs_are_looked_up_by_their_hash(clauses, pairs, index):
    for row, clause in enumerate(clauses):
        opened = dict(clause.tokens.pairs())
        expected = [
            index.pairs.get(pair_hash(opened[at]), -1) if at in opened else -1 for at in range(len(clause.tokens.words))
        ]
        assert pairs.words.pair_columns[pairs.words.place(row)].tolist() == expected


def test_what_is_explained_is_the_share_of_the_weights(pairs, index):
    for clause, provision, share in zip(pairs.clause, pairs.provision, _column(pairs, "explained"), strict=True):
        words = pairs.words.rows(np.array([clause]))
        known = explained(words, np.array([provision]), index)
        assert share == pytest.approx(known @ words.weights / words.weights.sum())


def test_the_measure_is_the_one_with_the_largest_share_of_its_pairs(clauses, pairs, index):
    for row, provision, share in zip(pairs.clause, pairs.provision, _column(pairs, "measure"), strict=True):
        held = sorted(_pairs_within(clauses[row], index, 0, len(clauses[row].tokens.words)))
        of_measures = index.measure_pairs[:, index.measure_of == provision]
        shares = of_measures[held].sum(axis=0) / (of_measures.sum(axis=0) + index.pair_weights.mean())
        assert share == pytest.approx(shares.max())


def test_the_best_piece_is_the_best_of_all_with_all_measures(clauses, pairs, index):
    for row, provision, best in list(zip(pairs.clause, pairs.provision, _column(pairs, "segment"), strict=True))[::7]:
        measures = np.flatnonzero(index.measure_of == provision)
        of_pieces = [_match(clauses[row], first, last, index)[measures].max() for first, last in clauses[row].chunks]
        assert best == pytest.approx(max(of_pieces))


def _match(clause: PreparedClause, first: int, last: int, index: ReferenceIndex) -> np.ndarray:
    """The mean of the likeness of pairs and of words, for every measure."""
    held = _pairs_within(clause, index, first, last)
    unknown = max(1, last - first - 1) - len(held)
    mass = index.pair_weights[sorted(held)].sum() + unknown * index.rarest_pair
    shared = sum((index.measure_pairs[pair] for pair in held), np.zeros(len(index.measure_of)))
    columns, weights = index.syllable_columns
    counts = Counter(clause.tokens.words[first:last])
    values = {
        w: (1 + log(n)) * (weights[columns[w]] if w in columns else index.unseen_weight) for w, n in counts.items()
    }
    alike = sum(
        (value * index.measure_words[columns[w]] for w, value in values.items() if w in columns),
        np.zeros(len(index.measure_of)),
    )
    length = sum(value**2 for value in values.values()) ** 0.5
    return 0.5 * shared / np.sqrt(mass * np.maximum(index.measure_mass, 1e-9)) + 0.5 * alike / length


def test_words_not_seen_before_lengthen_a_row():
    rows = weighted(np.array([0, 0, 1]), np.array([0, 2, 1]), 2, np.array([3.0, 1.0]), unseen_weight=4.0)
    assert rows.toarray().tolist() == [[0.6, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize("piece", ["từ{}; ", "trí tuệ nhân tạo, dữ liệu lớn; ", "{} a"])
def test_features_of_a_long_clause_take_linear_time(piece, index, clauses, assert_linear):
    def work(size: int) -> None:
        line = "".join(piece.format(at) for at in range(size))
        (tokens,) = Localiser().lines([line])
        chunks = tuple((at, at + 1) for at in range(len(tokens.words)))
        long = clauses[0]._replace(tokens=tokens, words=tokens.words, segments=chunks, chunks=chunks)
        candidates([long], index)

    assert_linear(work, 2_000, 8_000)


@pytest.mark.parametrize(("agency", "sign"), [("Sở Y tế", 1), ("Sở Tài chính", -1), ("Chăm sóc sức khỏe từ xa", 0)])
def test_an_agency_speaks_for_its_own_tasks_and_against_those_of_others(agency, sign, index):
    task = "Ứng dụng TTNT trong chăm sóc sức khỏe người dân, hỗ trợ bác sĩ chẩn đoán, điều trị."
    plan = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. {agency}\n- {task}\n")
    found = candidates(prepare(plan, segmenter_name="syllable"), index)
    row = found.provision.tolist().index(index.row("IV.15.2"))
    assert found.features[row, FEATURES.index("agency")] == sign


@pytest.mark.parametrize(
    ("agency", "sign"), [("Trường Đại học Vinh", 0), ("Sở Giáo dục và Đào tạo", 1), ("Sở Y tế", -1)]
)
def test_who_executes_a_task_speaks_neither_for_it_nor_against_it(agency, sign, index):
    task = "Mở chương trình đào tạo chính quy ngành TTNT, khoa học dữ liệu."
    plan = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. {agency}\n- {task}\n")
    found = candidates(prepare(plan, segmenter_name="syllable"), index)
    row = found.provision.tolist().index(index.row("IV.5.1"))
    assert found.features[row, FEATURES.index("agency")] == sign


def test_candidates_between_two_rows_are_those_of_these_clauses(clauses, pairs, index):
    some = pairs.between(10, 30)
    alone = candidates(clauses[10:30], index)
    assert (some.clause.tolist(), some.provision.tolist()) == (alone.clause.tolist(), alone.provision.tolist())
    assert np.allclose(some.features, alone.features)
    assert len(some.words) == 20


def test_no_clause_has_no_candidates(index):
    assert candidates([], index).features.shape == (0, len(FEATURES))


@pytest.mark.parametrize(
    ("line", "says_something"),
    [
        ("Triển khai có hiệu quả Chiến lược quốc gia trên địa bàn tỉnh.", False),
        ("Triển khai có hiệu quả Chiến lược quốc gia trong phạm vi chức năng, nhiệm vụ được giao.", True),
        ("Triển khai TTNT trong hành chính công.", True),
    ],
)
def test_to_mention_the_decision_is_no_link(line, says_something, index):
    plan = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n- {line}\n")
    assert bool(len(candidates(prepare(plan, segmenter_name="syllable"), index).clause)) is says_something


def test_a_department_named_for_a_part_of_work_is_no_slot(index):
    task = "Ứng dụng TTNT trong quản lý đô thị, quản lý xã hội."
    plan = parse_plan(
        text=f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n- Sở Xây dựng: {task}\n- Đơn vị xây dựng: Sở Y tế.\n"
    )
    found = candidates(prepare(plan, segmenter_name="syllable"), index)
    assert set(found.clause.tolist()) == {0}
