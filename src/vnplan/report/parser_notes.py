"""The parser's notes as readers of reports see them: in Vietnamese by their code, or in English as the parser says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vnplan.errors import Lang
from vnplan.models import Note
from vnplan.parse.notes import NOTES
from vnplan.report.strings import table

FILE = "parser-notes"
_FIELD = re.compile(r"\\\{(\w+)\\\}")


def note_words(note: Note, *, lang: Lang = "vi") -> str:
    """One note in words. A code without Vietnamese words, or a message of another version, stays as it is.

    >>> note_words(Note(code="label_repeated", message="'II.' stands twice in one list"))
    '“II.” có hai lần trong một danh mục'
    """
    said: str | None = table(FILE).get(note.code) if lang == "vi" else None
    if said is None or note.code not in NOTES:
        return note.message
    filled = _form(note.code).fullmatch(note.message)
    return said.format(**filled.groupdict()) if filled else note.message


def counted(notes: Iterable[Note], *, lang: Lang = "vi") -> list[tuple[str, int]]:
    """The words of notes with how often each is said, in the order they first come.

    >>> note = Note(code="comments", message="The file carries comments")
    >>> counted([note, note], lang="en")
    [('The file carries comments', 2)]
    """
    found: dict[str, int] = {}
    for note in notes:
        words = note_words(note, lang=lang)
        found[words] = found.get(words, 0) + 1
    return list(found.items())


@cache
def _form(code: str) -> re.Pattern[str]:
    """The English message of a code with its fields as groups."""
    return re.compile(_FIELD.sub(r"(?P<\1>.*?)", re.escape(NOTES[code].message)), re.DOTALL)
