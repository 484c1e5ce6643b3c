"""Agencies named beside others in a clause: whether they act themselves, only join, or are partners of the others."""

from __future__ import annotations

import re
from functools import cache

from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import after_blank, any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.openings import may_begin
from vnplan.parse.duties.subject import Subject


def only_joins(line: NodeLine, subject: Subject) -> bool:
    """Whether the first subject of a clause is one that only joins others: "… do Sở A chủ trì; Sở B phối hợp"."""
    return subject.opens > line.start and joins(line, subject)


def acts_apart(line: NodeLine, place: int, subject: Subject) -> bool:
    """Whether a named body after ";" under another's heading acts itself: "vận động hội viên; Tỉnh đoàn phát động …".

    Not where the part before tells others what to do ("chỉ đạo các trường …; Đài Phát thanh đưa tin …").
    """
    if any(item.common or item.generic for item in subject.agencies.items) or line.low[place - 2 : place] != "; ":
        return False
    begins = max(line.start, line.low.rfind("; ", line.start, place - 2) + 1)
    return not cues("subject", "directs").within(line.low, begins, place)


@cache
def joined_to() -> re.Pattern[str]:
    """The words before those whom an agency works with: "phối hợp với", "phối hợp chặt chẽ cùng với"."""
    together = (
        rf"{any_of('roles', 'coordinate')}(?:\s{any_of('partners', 'how')})?(?:\s{any_of('partners', 'together')})?"
    )
    return re.compile(rf"(?<!\w){together}\s")


def in_partners(line: NodeLine, last: Subject, place: int, reader: AgencyReader) -> bool:
    """Whether a ";" only goes on with a list of partners: "phối hợp với Sở A; UBND các xã và … xây dựng bản đồ"."""
    if line.low[place - 2 : place] != "; ":
        return False
    opened = None
    for opened in joined_to().finditer(line.low, last.does, place):
        pass
    if opened is None or not may_begin(line.low, opened.end()):
        return False
    near = reader.read(line.text, opened.end(), low=line.low)
    if near is None or near.end != place - 2:
        return False
    wide = reader.read(line.text, opened.end(), low=line.low, wide=True)
    return wide is not None and wide.end > place and is_act(line.low, after_blank(line.low, wide.end))


def joins(line: NodeLine, subject: Subject) -> bool:
    """Whether a subject only goes along: "…; Sở B phối hợp (thực hiện)"."""
    return cues("roles", "coordinate").at(line.low, subject.does) >= 0


def is_partner(line: NodeLine, subject: Subject) -> bool:
    """Whether a subject is called a partner: "…, UBND xã là cơ quan phối hợp"."""
    return cues("partners", "as_partner").at(line.low, subject.does) >= 0
