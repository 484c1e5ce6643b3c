"""Clauses one after another are looked up as each is by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.clauses import prepare
from vnplan.align.index import ReferenceIndex, index_of
from vnplan.align.stretches import explained, stretches
from vnplan.align.words import ClauseWords, read_words

PLAN = Path(__file__).parent.parent.parent / "corpora" / "plans" / "can-tho.txt"


@pytest.fixture(scope="module")
def index() -> ReferenceIndex:
    return index_of(load_reference("qd-127-2021"), segmenter_name="syllable")


@pytest.fixture(scope="module")
def words(index: ReferenceIndex) -> tuple[ClauseWords, ...]:
    return read_words(prepare(parse_plan(PLAN), segmenter_name="syllable"), index)


def explained_one_by_one(words: ClauseWords, provision: int) -> list[float]:
    index, pairs = words.index, words.pair_columns.tolist()
    out = [float(index.word_credit[provision, column]) for column in words.word_columns]
    for at, pair in enumerate(pairs):
        if pair >= 0 and index.has_pair[provision, pair]:
            out[at] = out[at + 1] = 1.0
    return out


def test_what_provisions_explain_of_many_clauses_is_what_each_explains(words, index):
    provisions = np.arange(len(words)) % len(index.ids)
    tokens = stretches(words)
    known = explained(tokens, provisions, index)
    for row, (start, end) in enumerate(zip(tokens.starts[:-1], tokens.starts[1:], strict=True)):
        assert known[start:end].tolist() == explained_one_by_one(words[row], provisions[row])


def test_several_provisions_of_each_clause_are_one_under_the_other(words, index):
    provisions = np.arange(2 * len(words)).reshape(2, -1) % len(index.ids)
    tokens = stretches(words)
    both = explained(tokens, provisions, index)
    assert both.tolist() == [explained(tokens, row, index).tolist() for row in provisions]
