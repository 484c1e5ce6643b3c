"""People who act without a body named: "Ông Nguyễn Văn A - Trưởng đoàn: …", "Giáo viên chủ nhiệm phối hợp …".

Schools, inspections and small offices assign work to persons by name or by their post. A post opens the name, which
goes on to a colon, to the end of a heading, or over a few small words to a verb.
"""

from __future__ import annotations

import re

from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import after_blank, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.named import AgencyList, own_name

_LONGEST = 100
_WORDS = 5
_ENDS = re.compile(r"\s[-–]\s|,\s|\s?\(|$")
_NAME = re.compile(r"(?:\s[A-ZÀ-ỸĐ][^\W\d_]*){2,5}(?!\w)")
_WORD = re.compile(r"\s[^\W\d_]+(?!\w)")


def _post_end(line: NodeLine, start: int) -> int:
    """Where the words of a post or a title end that open a person's name ("Các giáo viên", "Ông"), or -1."""
    posts = cues("agencies", "persons")
    end = posts.at(line.low, start)
    return end if end > 0 else posts.at(line.low, cues("agencies", "determiners").skip(line.low, start))


def person_before(line: NodeLine, start: int, stop: int) -> AgencyList | None:
    """The person a stretch names and nothing else, without the post told after a dash; the list ends at `stop`."""
    post = _post_end(line, start)
    if post < 0 or stop - start > _LONGEST or not line.text[start].isupper() or line.text[start:stop].isupper():
        return None
    words = line.low[start:stop]
    if any(mark in words for mark in ":;") or cues("subject", "duty", "willing", "states").within(line.low, post, stop):
        return None
    end = _ENDS.search(line.text, post, stop)
    return AgencyList((own_name(line.text, start, end.start() if end else stop),), stop)


def person_to_verb(line: NodeLine, start: int) -> AgencyList | None:
    """The person named by a post and a few words before a verb: "các Tổ trưởng chuyên môn | tổng hợp"."""
    end = _post_end(line, start)
    if end > 0 and (charged := cues("agencies", "post_for").at(line.low, after_blank(line.low, end))) > 0:
        task = cues("subject", "verbs").at(line.low, after_blank(line.low, charged))
        end = max(charged, task)  # "chuyên viên phụ trách tổng hợp | tham mưu": the first verb tells the post
    for _ in range(_WORDS if end > 0 else 0):
        if not line.low.startswith(" ", end):
            return None
        if begins_act(line.low, end + 1):
            return AgencyList((own_name(line.text, start, end),), end)
        word = _WORD.match(line.text, end)
        if word is None or cues("agencies", "after", "joins").at(line.low, end + 1) >= 0:
            return None
        if cues("subject", "states").at(line.low, end + 1) >= 0:
            return None
        end = word.end()
    return None


def person_told(line: NodeLine, start: int) -> AgencyList | None:
    """The person an order names, by name or by post: "Giao đồng chí Nguyễn Văn A lập …"."""
    post = _post_end(line, start)
    name = _NAME.match(line.text, post) if post > 0 else None
    if name is None:
        return person_to_verb(line, start)
    return AgencyList((own_name(line.text, start, name.end()),), name.end())


def begins_act(low: str, start: int) -> bool:
    """Whether a verb of more than one syllable begins here; one syllable is too often part of another word."""
    place = cues("subject", "adverbs").skip(low, start)
    if cues("subject", "duty").at(low, place) >= 0:
        return True
    verb = cues("subject", "verbs").at(low, after_blank(low, place))
    return " " in low[place : max(verb, place)] and is_act(low, place)
