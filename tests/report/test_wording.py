"""What the report says stands once: two copies of a sentence would drift apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from vnplan.lexicon.loader import table as lexicon
from vnplan.report.strings import strings, table

FILES = ("charts", "notes", "strings", "versions")
LONG = 60
"""Characters from which words are a sentence and no label."""


def sentences(part: Mapping[str, Any], *path: str) -> Iterator[tuple[str, str]]:
    for key, value in part.items():
        if isinstance(value, str):
            yield value, ".".join((*path, key))
        elif isinstance(value, dict):
            yield from sentences(value, *path, key)


def test_the_page_has_two_files_of_words_that_share_no_name() -> None:
    assert set(strings()) & set(strings("versions")) == set()


def test_a_sentence_stands_in_one_place() -> None:
    places = defaultdict(list)
    for file in FILES:
        for said, place in sentences(table(file), file):
            places[said].append(place)
    assert [where for said, where in places.items() if len(said) > LONG and len(where) > 1] == []


def test_every_way_a_duty_recurs_has_words_in_both_languages() -> None:
    assert set(lexicon("duties")["often"]) == set(table("strings")["often"])
