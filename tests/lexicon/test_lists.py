"""Lists of words name each word once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest

from vnplan.lexicon.loader import table

TABLES = sorted(file.name.removesuffix(".toml") for file in (files("vnplan.lexicon") / "data").iterdir())


def lists_of_words(value: object) -> Iterator[list[str]]:
    if isinstance(value, dict):
        yield from (words for inner in value.values() for words in lists_of_words(inner))
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        yield value
    elif isinstance(value, list):
        yield from (words for inner in value for words in lists_of_words(inner))


@pytest.mark.parametrize("name", TABLES)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    assert [word for words in lists_of_words(table(name)) for word in sorted(set(words)) if words.count(word) > 1] == []
