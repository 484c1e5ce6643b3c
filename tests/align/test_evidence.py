"""What is asked of all links at once is what each of them answers alone, however they are taken together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align import examine
from vnplan.align.evidence import evidence_tokens
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of
from vnplan.align.wording.words import read_words

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


def masses(clause, words, measure, index):
    """Of every segment: how much of the measure it carries, and the words of word pairs of it that stand there (else
    its words)."""
    pairs = index.measure_has_pair[:, measure]
    singles = index.measure_has_word[:, measure]
    opens = [column >= 0 and bool(pairs[column]) for column in words.pair_columns.tolist()]
    hit = [here or before for here, before in zip(opens, [False, *opens], strict=False)]
    single = [column >= 0 and bool(singles[column]) for column in words.word_columns.tolist()]
    for first, last in clause.segments:
        here = [at for at in range(first, last) if hit[at]] or [at for at in range(first, last) if single[at]]
        yield sum(float(words.weights[at]) * (hit[at] + 0.3 * single[at]) for at in range(first, last)), here


def heaviest(clause, words, measure, index, rivals=()):
    """First and last word in the segment that carries most of a measure; what it carries counts by how much that is
    against the most that one of the rivals has there."""
    others = [[mass for mass, _ in masses(clause, words, rival, index)] for rival in rivals]
    best, spot = 0.0, None
    for segment, (mass, here) in enumerate(masses(clause, words, measure, index)):
        most = max([mass, *(other[segment] for other in others)])
        own = mass * mass / most if most else 0.0
        if here and own > best + 1e-9:
            best, spot = own, (here[0], here[-1])
    return spot


@pytest.mark.parametrize("together", [1, 2, 7])
def test_evidence_of_many_pairs_is_that_of_each(clauses, words, index, together):
    """Each measure alone, or as many as this competing for one clause."""
    asked = [
        (row, [(7 * row + 13 * step + at) % len(index.measure_ids) for at in range(together)])
        for row in range(len(clauses))
        for step in range(12)
    ]
    pairs = [(contest, row, measure) for contest, (row, group) in enumerate(asked) for measure in group]
    contests, rows, measures = map(list, zip(*pairs, strict=True))
    found = evidence_tokens(
        np.array(contests), [clauses[r] for r in rows], words.rows(np.array(rows)), np.array(measures), index
    )
    expected = []
    for row, group in asked:
        for measure in group:
            rivals = [other for other in group if index.measure_of[other] != index.measure_of[measure]]
            expected.append(heaviest(clauses[row], words.rows(np.array([row])), measure, index, rivals))
    assert found == expected
    assert any(spot is None for spot in found)
    assert any(spot is not None for spot in found)


def test_words_that_two_fields_share_are_where_the_clause_speaks_of_the_field():
    process = "thông minh hóa, tự động hóa quy trình sản xuất sản phẩm, nâng cao chất lượng sản phẩm của nhà máy"
    industry = f"Ứng dụng TTNT trong lĩnh vực công nghiệp nhằm {process}"
    trade = "khuyến khích các cơ sở kinh doanh ứng dụng TTNT trong lĩnh vực thương mại điện tử."
    plan = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n1. Sở Công Thương\n- {industry}; {trade}\n"
    document = parse_plan(text=plan)
    given = [(document.clauses[0].id, provision) for provision in ("IV.8.2", "IV.8.3")]
    links = align_plan(document, load_reference("qd-127-2021"), given=given).links
    quoted = {link.provision: link.evidence[0].clause_span.of(document.text) for link in links}
    assert "thương mại điện tử" in quoted["IV.8.3"]
    assert "công nghiệp" in quoted["IV.8.2"]


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
