"""The redline loses nothing of the clause and shows what of the wording is not in it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vnplan.report.redline import ADDED, DROPPED, SAME, redline

texts = st.text(alphabet="aăâbcđêhòoà .,;-0123/\n\U0001f600", max_size=60)


@given(texts, texts)
def test_same_and_added_pieces_are_the_whole_clause_in_order(official: str, clause: str) -> None:
    pieces = redline(official, clause)
    assert "".join(clause[a:b] for kind, a, b in pieces if kind != DROPPED) in {clause, ""}
    if any(char.isalnum() for char in clause):
        assert "".join(clause[a:b] for kind, a, b in pieces if kind != DROPPED) == clause


@given(texts, texts)
def test_dropped_pieces_are_disjoint_and_in_order(official: str, clause: str) -> None:
    places = [(a, b) for kind, a, b in redline(official, clause) if kind == DROPPED]
    assert all(0 <= a < b <= len(official) for a, b in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))


def test_the_same_words_in_another_case_and_tone_placement_are_the_same() -> None:
    assert [kind for kind, _, _ in redline("Chính phủ hoá", "chính phủ HÓA")] == [SAME]


def test_a_changed_word_is_dropped_and_added() -> None:
    kinds = {kind for kind, _, _ in redline("xây dựng cơ chế", "góp ý cơ chế")}
    assert kinds == {SAME, ADDED, DROPPED}
