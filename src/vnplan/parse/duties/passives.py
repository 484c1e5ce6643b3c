"""Who acts by the passive: "do Sở Y tế chủ trì", "được giao cho Công an tỉnh", "(Sở Y tế chủ trì)", "(giao Sở Y tế)".

Source: wordings observed in provincial plans and in plans of communes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import after_blank, any_of, cues, standing
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.listed import national
from vnplan.parse.duties.named import AgencyList

_IN_BRACKETS = re.compile(r"\(\s{0,2}(?=[^\s()])")
_WORD = re.compile(r"\s(?=\w)")
_LONGEST_TAIL = 90


def by_passive(
    line: NodeLine, end: int, read: Callable[..., AgencyList | None], reader: AgencyReader
) -> tuple[AgencyList, int] | None:
    """The agencies that the passive names before `end`, and where what they do begins.

    `read` gives the list at a place of a line, as often as the clause allows; `reader` one that a stretch can only be.
    """
    low = line.low
    named = not is_act(low, line.start)  # "Tham gia cuộc thi do … tổ chức" tells of another's act
    for match in (*standing(_opens(), low, line.start, end), *_IN_BRACKETS.finditer(low, line.start, end)):
        listed = read(line, match.end(), named=named)
        if listed is None:
            continue
        verb = cues("subject", "adverbs").skip(low, after_blank(low, listed.end))
        acts = cues("subject", "passive_verbs").at(low, verb) >= 0
        by = cues("subject", "by").at(low, match.start()) > 0 and not _decides(low, match.end())
        acts = acts or (by and named and is_act(low, verb)) or _handed_to(low, match.start(), listed.end, apart=named)
        if not acts and by and (whole := _up_to_verb(line, match.end(), listed, reader)) is not None:
            acts, listed, verb = True, whole, whole.end + 1
        if acts and not national(listed):
            return listed, verb
    return None


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"{any_of('subject', 'passive')}\s")


def _decides(low: str, start: int) -> bool:
    """Whether a body that issues acts is named: "văn bản do UBND tỉnh ban hành" gives it no duty."""
    return cues("cues", "deciders").at(low, start) >= 0


def _handed_to(low: str, start: int, end: int, *, apart: bool) -> bool:
    """Whether a body is what work is handed to, with nothing said of it after: "Việc … được giao cho Sở A.".

    So in brackets behind a task: "(giao Sở A; quý II/2026)". `apart`: the clause does not begin with another's act.
    """
    if low[start - 1 : start] == "(":
        rest = low[end : end + 1] in {";", ")"} or cues("roles", "basis").at(low, end + 1) > 0
        return rest and cues("subject", "assigners").at(low, start) > 0
    return apart and cues("subject", "handed_to").at(low, start) > 0 and (end >= len(low) or low[end] in ".;")


def _up_to_verb(line: NodeLine, start: int, listed: AgencyList, reader: AgencyReader) -> AgencyList | None:
    """A list that goes on with people or bodies of no list up to its verb: "do Phòng A và già làng | đảm nhiệm"."""
    if _joined().match(line.low, listed.end) is None:
        return None
    for word in _WORD.finditer(line.low, listed.end, listed.end + _LONGEST_TAIL):
        if "." in line.low[listed.end : word.start()]:
            return None
        if cues("subject", "passive_verbs").at(line.low, word.end()) >= 0:
            return reader.read_whole(line.text, start, word.start(), low=line.low)
    return None


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?:,|\s{any_of('agencies', 'joins')})\s")
