"""Phrases found at all places at once are those found place by place."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vnplan.align.wording.localise import Localiser, Tokens
from vnplan.align.wording.phrases import PhraseTree

_WORD = st.sampled_from(["các", "sở", "ban", "ngành", "tỉnh"])
_PHRASE = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)


def _longest_at(words: list[str], phrases: list[str]) -> int:
    """The number of words of the longest phrase that words begin with, one place after another: the slow way."""
    return max((len(p.split()) for p in phrases if f"{' '.join(words)} ".startswith(f"{p} ")), default=0)


@given(st.lists(_PHRASE, unique=True, max_size=12), st.lists(_WORD, max_size=12))
def test_the_longest_phrase_at_every_place(phrases: list[str], words: list[str]) -> None:
    tree = PhraseTree(dict.fromkeys(phrases, ""))
    length, phrase = tree.longest(tree.numbers(words), np.arange(len(words))[::-1])
    assert length.tolist() == [_longest_at(words[at:], phrases) for at in range(len(words))]
    for at in np.flatnonzero(length).tolist():
        assert phrases[phrase[at]].split() == words[at : at + length[at]]


def test_no_phrase_reaches_into_the_next_line() -> None:
    lines = ["khoa học dữ", "liệu, trí tuệ", "", "nhân tạo"]
    assert [t.words for t in Localiser().lines(lines)] == [
        ("khoa", "học", "dữ"),
        ("liệu", "trí", "tuệ"),
        (),
        ("nhân", "tạo"),
    ]


def test_of_phrases_that_overlap_the_first_holds() -> None:
    here = Localiser(synonyms={"A B": "đầu", "B C": "sau"})
    assert here("a b c").words == ("đầu", "c")


def test_the_documents_own_phrases_go_before_longer_rules() -> None:
    assert Localiser(synonyms={"Trí": "riêng"})("trí tuệ nhân tạo").words == ("riêng", "tuệ", "nhân", "tạo")


def test_a_mark_inside_a_phrase_parts_nothing_and_one_behind_it_does() -> None:
    tokens = Localiser()("trí tuệ, nhân tạo; y tế.")
    assert tokens == Tokens(("ttnt", "y", "tế"), (0, 19, 21), (17, 20, 23), (1,))


@given(st.lists(st.text("aộ 1.,;İ\n", max_size=12), max_size=4))
def test_lines_together_are_as_each_alone(lines: list[str]) -> None:
    here = Localiser()
    assert here.lines(lines) == [here(line) for line in lines]


def test_a_line_from_an_offset_on_keeps_its_places() -> None:
    (tokens,) = Localiser().lines(["1.1. Y tế số"], [5])
    assert (tokens.starts, tokens.ends) == ((5, 7), (6, 9))
