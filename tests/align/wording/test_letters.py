"""The likeness of lines by their letters stays near RapidFuzz's token-set ratio, which compares the letters."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import token_set_ratio

from vnplan import load_reference
from vnplan.align.wording.letters import likeness
from vnplan.align.wording.tokenise import words_of

_WORDS = st.lists(st.sampled_from(["kho", "dữ", "liệu", "dùng", "chung", "y", "tế", "ttnt", "5g", "1.5"]), max_size=12)


def _letters(words: set[str]) -> float:
    return float(sum(len(word) + 1 for word in words))


def _alike(one: set[str], other: set[str]) -> float:
    (found,) = likeness(*(np.array([_letters(words)]) for words in (one & other, one, other)))
    return float(found)


def test_statements_are_about_as_alike_as_by_their_letters() -> None:
    statements = [provision.statement.vi for provision in load_reference("qd-127-2021").provisions[:40]]
    lines = [set(words_of(statement)) for statement in statements]
    pairs = list(product(lines, lines))
    found = np.array([_alike(one, other) for one, other in pairs])
    exact = np.array([token_set_ratio(" ".join(sorted(one)), " ".join(sorted(other))) / 100 for one, other in pairs])
    assert np.corrcoef(found, exact)[0, 1] > 0.95
    assert np.abs(found - exact).mean() < 0.03


@given(_WORDS, _WORDS)
def test_likeness_is_mutual_and_at_most_one(one: list[str], other: list[str]) -> None:
    assert 0 <= _alike({*one}, {*other}) == _alike({*other}, {*one}) <= 1


@given(_WORDS.filter(bool), _WORDS)
def test_a_line_is_wholly_like_one_that_has_all_its_words(one: list[str], more: list[str]) -> None:
    assert _alike({*one}, {*one, *more}) == pytest.approx(1)


def test_a_shared_word_makes_lines_more_alike() -> None:
    assert _alike({"kho", "mở"}, {"kho", "y"}) > _alike({"sổ", "mở"}, {"kho", "y"})
