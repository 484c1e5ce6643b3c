"""Clauses one after another are looked up as each is by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import ReferenceIndex, index_of
from vnplan.align.wording.stretches import Stretches, explained
from vnplan.align.wording.words import read_words

PLAN = Path(__file__).parent.parent.parent.parent / "corpora" / "plans" / "can-tho.txt"


@pytest.fixture(scope="module")
def index() -> ReferenceIndex:
    return index_of(load_reference("qd-127-2021"), segmenter_name="syllable")


@pytest.fixture(scope="module")
def tokens(index: ReferenceIndex) -> Stretches:
    return read_words(prepare(parse_plan(PLAN), segmenter_name="syllable"), index)


def explained_one_by_one(words: Stretches, provision: int, index: ReferenceIndex) -> list[float]:
    out = [float(index.word_credit[column, provision]) for column in words.word_columns]
    for at, pair in enumerate(words.pair_columns.tolist()):
        if pair >= 0 and index.has_pair[pair, provision]:
            out[at] = out[at + 1] = 1.0
    return out


def test_what_provisions_explain_of_many_clauses_is_what_each_explains(tokens, index):
    provisions = np.arange(len(tokens)) % len(index.ids)
    known = explained(tokens, provisions, index)
    for row, provision in enumerate(provisions):
        alone = tokens.rows(np.array([row]))
        assert known[tokens.place(row)].tolist() == explained_one_by_one(alone, provision, index)


def test_several_provisions_of_each_clause_are_one_under_the_other(tokens, index):
    provisions = np.arange(2 * len(tokens)).reshape(2, -1) % len(index.ids)
    both = explained(tokens, provisions, index)
    assert both.tolist() == [explained(tokens, row, index).tolist() for row in provisions]


def test_a_part_is_looked_up_without_the_pair_that_leaves_it(tokens, index):
    row = int(np.argmax(np.diff(tokens.starts)))
    at = int(np.flatnonzero(tokens.pair_columns[tokens.place(row)] >= 0)[1])
    part = tokens.parts(tokens.starts[[row]], np.array([at + 1]))
    assert part.word_columns.tolist() == tokens.word_columns[tokens.place(row)][: at + 1].tolist()
    assert part.pair_columns.tolist() == [*tokens.pair_columns[tokens.place(row)][:at].tolist(), -1]
