"""Every note of the parser has Vietnamese words that carry what the note carries."""

from __future__ import annotations

import re
import unicodedata

import pytest

from vnplan.comparison import Comparison
from vnplan.models import Note
from vnplan.parse.notes import NOTES, note
from vnplan.report.parser_notes import FILE, counted, note_words
from vnplan.report.strings import table

FIELD = re.compile(r"\{(\w+)\}")


def test_every_code_has_words_and_no_words_are_without_a_code() -> None:
    assert list(table(FILE)) == list(NOTES)


@pytest.mark.parametrize("code", list(NOTES))
def test_the_fields_of_a_note_are_filled_in(code: str) -> None:
    said = table(FILE)[code]
    assert said == unicodedata.normalize("NFC", said)
    known = FIELD.findall(NOTES[code].message)
    assert set(FIELD.findall(said)) <= set(known)
    values = {name: f"«{name}.*»" for name in known}
    words = note_words(note(code, words=values))
    assert words == said.format(**values)


def test_the_five_plans_notes_are_all_in_vietnamese(five: Comparison) -> None:
    for document in five.documents:
        for each in document.notes:
            assert note_words(each) != each.message
            assert note_words(each, lang="en") == each.message


def test_a_message_of_another_version_stays_as_it_is() -> None:
    assert note_words(Note(code="label_repeated", message="said otherwise")) == "said otherwise"
    assert note_words(Note(code="of_another_version", message="something")) == "something"


def test_notes_that_say_the_same_are_counted() -> None:
    notes = [note("comments"), note("truncated"), note("comments")]
    assert [times for _, times in counted(notes)] == [2, 1]
