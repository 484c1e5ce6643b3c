"""What is asked of all links at once is what each of them answers alone, however they are taken together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align import examine
from vnplan.align.clauses import prepare
from vnplan.align.evidence import evidence_tokens
from vnplan.align.index import index_of
from vnplan.align.words import read_words

PLAN = Path(__file__).parent.parent.parent / "corpora" / "plans" / "can-tho.txt"


@pytest.fixture(scope="module")
def document():
    return parse_plan(PLAN)


@pytest.fixture(scope="module")
def index():
    return index_of(load_reference("qd-127-2021"), segmenter_name="syllable")


@pytest.fixture(scope="module")
def clauses(document):
    return prepare(document, segmenter_name="syllable")


@pytest.fixture(scope="module")
def words(clauses, index):
    return read_words(clauses, index)


def one_by_one(clause, words, measure, index):
    """Of the segments in which a word pair of the measure stands (else a word), the heaviest: first and last of them."""
    pairs = index.measure_has_pair[measure]
    singles = index.measure_has_word[measure]
    opens = [column >= 0 and bool(pairs[column]) for column in words.pair_columns.tolist()]
    hit = [here or before for here, before in zip(opens, [False, *opens], strict=False)]
    single = [column >= 0 and bool(singles[column]) for column in words.word_columns.tolist()]
    best, spot = 0.0, None
    for first, last in clause.segments:
        here = [at for at in range(first, last) if hit[at]] or [at for at in range(first, last) if single[at]]
        mass = sum(float(words.weights[at]) * (hit[at] + 0.3 * single[at]) for at in range(first, last))
        if here and mass > best + 1e-9:
            best, spot = mass, (here[0], here[-1])
    return spot


def test_evidence_of_many_pairs_is_that_of_each(clauses, words, index):
    pairs = [(row, (7 * row + step) % len(index.measure_ids)) for row in range(len(clauses)) for step in range(40)]
    rows, measures = zip(*pairs, strict=True)
    found = evidence_tokens([clauses[r] for r in rows], words.rows(np.array(rows)), np.array(measures), index)
    assert found == [one_by_one(clauses[row], words.rows(np.array([row])), measure, index) for row, measure in pairs]
    assert any(spot is None for spot in found)
    assert any(spot is not None for spot in found)


def test_links_taken_together_or_one_by_one_are_the_same(document, monkeypatch):
    together = align_plan(document, load_reference("qd-127-2021"))
    monkeypatch.setattr(examine, "_BATCH", 1)
    assert align_plan(document, load_reference("qd-127-2021")) == together


def test_a_clause_without_words_can_be_linked(index):
    plan = parse_plan(text="KẾ HOẠCH\nI. NHIỆM VỤ\n1. Ứng dụng trí tuệ nhân tạo trong y tế.\n2. 2025.\n")
    assert prepare(plan, segmenter_name="syllable")[1].tokens.words == ()
    given = [(node.id, provision) for node in plan.clauses for provision in index.ids[40:42]]
    links = align_plan(plan, index.reference, given=given).links
    assert [(link.clause, link.provision) for link in links] == given
