"""Token-set ratios of many pairs are RapidFuzz's own, to the last digit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import token_set_ratio

from vnplan.align.wording.letters import token_set_ratios

_LINE = st.lists(st.sampled_from(["kho", "dữ", "liệu", "dùng", "chung", "y", "tế", "ttnt", "5g", "1.5"]), max_size=12)


@given(st.lists(_LINE, min_size=1, max_size=4), st.lists(_LINE, min_size=1, max_size=4))
def test_ratios_are_those_of_each_pair(lines: list[list[str]], statements: list[list[str]]) -> None:
    pairs = [(a, b) for a in range(len(lines)) for b in range(len(statements))]
    found = token_set_ratios(lines, tuple(map(" ".join, statements)), *np.array(pairs).T)
    assert found.tolist() == [token_set_ratio(" ".join(lines[a]), " ".join(statements[b])) / 100 for a, b in pairs]


def test_texts_of_many_letters_are_compared_too() -> None:
    line = [chr(letter) for letter in range(0x4E00, 0x4F00)]
    statement = " ".join(reversed(line[:100])) + " dữ liệu"
    (found,) = token_set_ratios([line], (statement,), np.array([0]), np.array([0]))
    assert found == token_set_ratio(" ".join(line), statement) / 100


def test_no_pairs_have_no_ratios() -> None:
    none = np.zeros(0, dtype=np.intp)
    assert token_set_ratios([], ("kho",), none, none).shape == (0,)


def test_words_longer_than_a_cell_and_letters_of_no_statement_are_compared_to_the_letter() -> None:
    lines = [["blockchain", "chain", "ñandú", "ñandu"], ["trítuệnhântạo" * 3, "blockchains"]]
    statements = ("blockchain chains ñ nando", "trítuệnhântạo blockchain")
    found = token_set_ratios(lines, statements, np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
    assert found.tolist() == [
        token_set_ratio(" ".join(line), statement) / 100 for line in lines for statement in statements
    ]
