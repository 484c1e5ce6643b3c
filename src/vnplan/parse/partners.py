"""With whom an agency acts ("phối hợp với …") and who decides what it prepares ("tham mưu …", "trình …")."""

from __future__ import annotations

import re

from vnplan.models import AgencyMention
from vnplan.parse.agencies import AgencyReader
from vnplan.parse.nodeline import NodeLine
from vnplan.parse.phrases import cues
from vnplan.parse.subjects import may_begin
from vnplan.text import slug

_TOGETHER = re.compile(
    r"(?<!\w)phối\s(?:kết\s)?hợp(?P<how>\s(?:chặt chẽ|thường xuyên|tốt|hiệu quả|đồng bộ))?"
    r"(?P<with>\s(?:cùng\svới|cùng|với|giữa))?"
)
_LATER_WITH = re.compile(r"[^;.:()]{1,80}?\svới\s")
_NO_ACT = re.compile(r"(?:sự|quy chế|cơ chế|công tác|chương trình|kế hoạch|hình thức|việc|tinh thần)\s$")
_PREPARES = re.compile(r"(?<!\w)(?:tham mưu|trình|đề xuất|kiến nghị|giúp|báo cáo)(?!\w)")
_DECIDES = re.compile(
    r"\s?(?:xem xét|quyết định|phê duyệt|chỉ đạo|ban hành|cho ý kiến|thông qua|để xem xét|,\s?quyết định)"
)


def partners(line: NodeLine, start: int, end: int, reader: AgencyReader) -> list[AgencyMention]:
    """The agencies after "phối hợp với" (also without "với") in a stretch of a clause, and those that go along."""
    found: list[AgencyMention] = []
    for match in _TOGETHER.finditer(line.low, start, end):
        if _NO_ACT.search(line.low, max(0, match.start() - 14), match.start()):
            continue
        position = match.end() + 1
        if not match["with"] and line.low[match.end() : match.end() + 1] == ",":
            # "phối hợp, trao đổi thông tin với …"
            later = _LATER_WITH.match(line.low, match.end())
            position = later.end() if later else position
        listed = reader.read(line.text, position) if position < end and may_begin(line.low, position) else None
        if listed is not None:
            found.extend(listed.mentions(line))
        elif not match["with"]:
            found.extend(_going_along(line, start, match.start(), reader))
    return found


def _going_along(line: NodeLine, start: int, end: int, reader: AgencyReader) -> list[AgencyMention]:
    """ "Sở A chủ trì, Sở B và các đơn vị liên quan phối hợp": the list that ends at the verb."""
    stop = end
    while stop > start and line.low[stop - 1] == " ":
        stop -= 1
    position = max(start, stop - 240)
    places = [match.end() for match in re.finditer(r"[,;(]\s?", line.low[position:stop])]
    for place in places:
        begin = position + place
        if not may_begin(line.low, begin):
            continue
        listed = reader.read(line.text, begin)
        if listed is not None and listed.end >= stop:
            return list(listed.mentions(line)) if _leads_before(line, start, begin) else []
    return []


def _leads_before(line: NodeLine, start: int, end: int) -> bool:
    return "chủ trì" in line.low[start:end] or "đầu mối" in line.low[start:end]


def authority(line: NodeLine, start: int, end: int, reader: AgencyReader) -> list[AgencyMention]:
    """Who decides where others prepare: the body after "tham mưu", "trình", or the one reported to for its decision."""
    found: list[AgencyMention] = []
    for match in _PREPARES.finditer(line.low, start, end):
        position = cues("roles", "to").skip(line.low, match.end() + 1)
        decider = cues("cues", "deciders_unnamed").at(line.low, position)
        if decider >= 0:
            name = line.text[position:decider]
            found.append(AgencyMention(id=slug(name), name=name, span=line.span(position, decider)))
            continue
        if not may_begin(line.low, position):
            continue
        listed = reader.read(line.text, position)
        if listed is None or (match.group() == "báo cáo" and not _DECIDES.match(line.low, listed.end)):
            continue
        found.extend(listed.mentions(line))
    return found
