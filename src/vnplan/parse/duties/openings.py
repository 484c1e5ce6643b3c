"""Where in a clause a subject may open: the first words of agencies, the heads of sentences and parts, topics."""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.lexicon.units import either
from vnplan.lexicon.words import Words
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import cues
from vnplan.parse.cues.roles import act_words, is_act

_SENTENCE = r"[.;:]\s{1,3}[\-–+•]?\s{0,2}"
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|[A-ZĐ][^\W\d_]|\d{1,3})$")
_BRACKETS = re.compile(r"\([^()]{0,320}\)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_TOPIC = 90


@cache
def _first_words() -> frozenset[str]:
    """The words a list of agencies may begin with: a cheap test before the lexicon is asked."""
    found = set(table("duties")["agencies"]["first_words"])
    bodies = (name for row in table("agencies")["bodies"] for name in (*row["heads"], *row["abbr"]))
    heads = (name for row in table("agencies")["fallback"] for name in (*row.get("heads", ()), *row.get("abbr", ())))
    names = (name for row in agencies().rows for name in (row.vi, *row.names, *row.local_names, *row.abbr))
    for name in (*names, *bodies, *heads):
        # a template may begin with an optional word: "[các] viện nghiên cứu"
        words = [word for word in Words(name).keys if word[0].isalnum()]
        found.update(words[: 4 if name[:1] in "[(" else 1])
    return frozenset(found)


def may_begin(low: str, start: int) -> bool:
    """Whether a list of agencies may begin here."""
    match = _WORD.match(low, start)
    if match is None or match.group() not in _first_words():
        return False
    # "Cơ quan thường trực Ban Chỉ đạo …" begins with a title, though it is also what an agency is
    verb = match.group() in act_words() and is_act(low, start)
    return not verb or cues("agencies", "titles").at(low, start) > 0


@cache
def _opening() -> re.Pattern[str]:
    """The first word of a subject, or of what may stand before one."""
    words = cues("subject", "before", "assigners", "openers").first_words() | _first_words()
    return re.compile(either(filter(_WORD.fullmatch, words)) + r"(?![^\W_])")


@cache
def _sentence() -> re.Pattern[str]:
    """What ends a sentence or part, before one that a subject may open."""
    return re.compile(rf"{_SENTENCE}(?={_opening().pattern})")


@cache
def sentence_end() -> re.Pattern[str]:
    """What ends a sentence or part, before any other."""
    return re.compile(rf"{_SENTENCE}(?=\S)")


def openings(line: NodeLine) -> list[int]:
    """Where sentences and parts of the clause begin that a subject may open, but within brackets."""
    places = [line.start] if _opening().match(line.low, line.start) else []
    sentences = list(_sentence().finditer(line.low, line.start))
    brackets = _BRACKETS.finditer(line.text, line.start)
    bracket = next(brackets, None) if sentences else None
    for match in sentences:
        while bracket is not None and bracket.end() <= match.start():
            bracket = next(brackets, None)
        if bracket is not None and bracket.start() < match.start():
            continue
        cut = line.text[match.start()]
        if cut == "." and (
            _ABBREVIATION.search(line.text, max(0, match.start() - 4), match.start())
            or not line.text[match.end()].isupper()
        ):
            continue
        places.append(match.end())
    return places


def under_topic(line: NodeLine, place: int) -> bool:
    """Whether only a topic stands before a place: "Về dữ liệu: mỗi sở, ngành công bố …"."""
    start = cues("subject", "topics").at(line.low, line.start)
    return 0 < start < place <= line.start + _LONGEST_TOPIC and line.low.find(":", start, place) >= place - 3
