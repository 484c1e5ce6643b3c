"""With whom an agency acts ("phối hợp với …") and who decides what it prepares ("tham mưu …", "trình …")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from vnplan.models import AgencyMention
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import any_of, cues, standing
from vnplan.parse.cues.roles import verbs_told
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.listed import kind_goes_on, kind_told
from vnplan.parse.duties.named import AgencyList
from vnplan.parse.duties.openings import may_begin
from vnplan.text import slug

_FARTHEST_BACK = 240
_MARKS = 8
_FEW = re.compile(r"(?:\s[^\W\d_]+){1,5}")
_MARK = re.compile(r"[,;(]\s?")


@cache
def _together() -> re.Pattern[str]:
    how, together = any_of("partners", "how"), any_of("partners", "together")
    return re.compile(rf"{any_of('roles', 'coordinate')}(?:\s{how})?(?P<with>\s{together})?(?!\w)")


@cache
def _beside() -> re.Pattern[str]:
    """What follows "cùng (với)" beside one who leads ("chủ trì, cùng với Sở B …") or in a part of its own."""
    led, apart = any_of("roles", "lead"), any_of("partners", "apart")
    return re.compile(rf"(?:(?<!\w){led},?\s{any_of('partners', 'beside')}|;\s{apart})(?P<with>)(?!\w)")


@cache
def _later_with() -> re.Pattern[str]:
    return re.compile(rf",\s[^;.:()]{{1,80}}?\s{any_of('partners', 'together')}\s")


@cache
def _joint() -> re.Pattern[str]:
    """ "với sự phối hợp của …": partners; "có sự tham gia của …" only beside one who leads."""
    alone, beside = any_of("partners", "jointly"), any_of("partners", "taking_part")
    return re.compile(rf"{any_of('partners', 'joining')}\s(?:(?P<with>{alone})|{beside})\scủa(?!\w)")


@cache
def _no_act() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('partners', 'nouns')}\s$")


@cache
def _prepares() -> re.Pattern[str]:
    return re.compile(any_of("authority", "prepares") + r"(?!\w)")


def partners(line: NodeLine, start: int, end: int, reader: AgencyReader) -> list[AgencyMention]:
    """The agencies after "phối hợp với" (also without "với") in a stretch of a clause, and those that go along."""
    found: list[AgencyMention] = []
    places: Iterable[re.Match[str]] = standing(_together(), line.low, start, end)
    if cues("partners", "beside").within(line.low, start, end):
        places = chain(places, _beside().finditer(line.low, start, end))
    if " sự " in line.low:
        led = bool(cues("roles", "lead").within(line.low, start, end))
        places = chain(places, (match for match in standing(_joint(), line.low, start, end) if led or match["with"]))
    for match in places:
        if _no_act().search(line.low, max(0, match.start() - 16), match.start()):
            continue
        position = match.end() + 1
        if match["with"] is None and line.low.startswith(",", match.end()):
            # "phối hợp, trao đổi thông tin với …"
            later = _later_with().match(line.low, match.end())
            position = later.end() if later else position
        listed = None
        named = match["with"] is not None
        capital = line.text[position : position + 1].isupper()
        if position < end and (named or capital or may_begin(line.low, position)):
            listed = reader.read(line.text, position, low=line.low, named=True)
            if listed is None and named and capital:
                listed = kind_told(line, position, bare=False)
            if listed is not None and line.low.startswith(";", listed.end) and listed.end + 1 < end:
                # the part goes on behind the mark: so does the list ("… với Sở A; UBND các xã xây dựng …")
                listed = reader.read(line.text[:end], position, low=line.low[:end], wide=True)
        if listed is not None:
            found.extend((kind_goes_on(line, listed) or listed).mentions(line))
        elif match["with"] is None and match.re is _together():
            told = cues("partners", "as_partner").at(line.low, match.start()) > 0
            found.extend(_going_along(line, start, match.start(), reader, told=told))
    return found


def _going_along(
    line: NodeLine, start: int, end: int, reader: AgencyReader, *, told: bool
) -> tuple[AgencyMention, ...]:
    """ "Sở A chủ trì, Sở B và các đơn vị liên quan phối hợp": the list that ends at the verb.

    `told`: the words leave no doubt, whoever leads ("…, UBND xã là đơn vị phối hợp").
    """
    stop = end
    while stop > start and line.low[stop - 1] == " ":
        stop -= 1
    marks = [match.end() for match in _MARK.finditer(line.low, max(start, stop - _FARTHEST_BACK), stop)]
    for begin in marks[-_MARKS:]:
        if not may_begin(line.low, begin):
            continue
        listed = reader.read(line.text, begin, low=line.low)
        if listed is not None and listed.end < stop and _reaches(line, listed, stop):
            last = listed.items[-1]._replace(end=stop, name=line.text[listed.items[-1].start : stop])
            listed = AgencyList((*listed.items[:-1], last), stop)
        if listed is not None and listed.end >= stop:
            led = told or cues("roles", "lead").within(line.low, start, begin)
            return listed.mentions(line) if led else ()
    return ()


def _reaches(line: NodeLine, listed: AgencyList, stop: int) -> bool:
    """Whether a few small words up to a place say which of a kind of body is meant ("các doanh nghiệp | xuất khẩu")."""
    words = line.text[listed.end : stop]
    return listed.items[-1].common and words.startswith(" ") and words.islower() and _FEW.fullmatch(words) is not None


def authority(line: NodeLine, start: int, end: int, reader: AgencyReader) -> list[AgencyMention]:
    """Who decides where others prepare: the body after "tham mưu", "trình", or the one reported to for its decision."""
    found: list[AgencyMention] = []
    for match in verbs_told(_prepares(), line.low, start, end):
        position = cues("roles", "to").skip(line.low, match.end() + 1)
        unnamed = cues("authority", "unnamed").at(line.low, position)
        if unnamed >= 0:
            name = line.text[position:unnamed]
            found.append(AgencyMention(id=slug(name), name=name, span=line.span(position, unnamed)))
            continue
        if cues("cues", "deciders").at(line.low, position) < 0:
            continue
        listed = reader.read(line.text, position, low=line.low)
        if listed is None:
            continue
        reported = cues("authority", "reports").at(match.group(), 0) > 0
        if not reported or cues("authority", "decides").at(line.low, listed.end + 1) >= 0:
            found.extend(listed.mentions(line))
    return found
