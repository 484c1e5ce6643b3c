"""Brackets that close a task and say only who does it: "… (Sở Y tế, Công an tỉnh).", "… (Sở Y tế; quý II/2026)".

They are a line "Cơ quan thực hiện: …" written small. Brackets behind the name or part of a body say which it is ("Cơ
quan thường trực (Sở Y tế)", "các sở, ngành (Sở A, Sở B)"), those of kinds give examples ("(bệnh viện, trường học)").

Source: wordings observed in provincial plans and lists of tasks.
"""

from __future__ import annotations

import re
from functools import cache

from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import any_of
from vnplan.parse.cues.slots import Slot, SlotValue
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.listed import national
from vnplan.parse.duties.named import Named
from vnplan.parse.duties.openings import may_begin
from vnplan.parse.duties.schedule import recurring
from vnplan.parse.duties.slot_duties import Stretch, only_bodies
from vnplan.parse.figures.dates import find_dates

_MARKS = " .;,…"
_PAIRS = {")": "(", "]": "["}
_LAST_PART = re.compile(r"\s?[;,–-]\s(?=[^;,–-]*$)")
_FIRST_PART = re.compile(r"[^;,]*[;,]\s")
_REACH = 60


def closing_slots(line: NodeLine, reader: AgencyReader) -> tuple[SlotValue, ...]:
    """Who acts, and when, as the brackets that end a line say; empty where they say anything else.

    >>> line = NodeLine("Dự báo dịch bệnh (Sở Y tế; quý II/2026).", [], "")
    >>> [(str(slot.slot), line.text[slot.start : slot.end]) for slot in closing_slots(line, AgencyReader())]
    [('executor', 'Sở Y tế'), ('time', 'quý II/2026')]
    """
    close = len(line.low.rstrip(_MARKS)) - 1
    opener = _PAIRS.get(line.low[close]) if close > line.start else None
    opens = line.low.rfind(opener, line.start, close) if opener else -1
    if opens < 0:
        return ()
    time = _time(line, opens + 1, close)
    start = time.end + 2 if time and time.start == opens + 1 else opens + 1
    end = time.opens if time and time.opens > opens else close
    if not _names_bodies(line, start, end, reader) or _says_which(line, opens, start, reader):
        return ()
    who = SlotValue(Slot.EXECUTOR, opens, start, end)
    return (who, time) if time else (who,)


def _time(line: NodeLine, start: int, end: int) -> SlotValue | None:
    """The first or last part of brackets where it is a time: "(Sở Y tế; quý II/2026)", "(năm 2026, Sở Y tế)"."""
    last, first = _LAST_PART.search(line.low, start, end), _FIRST_PART.match(line.low, start, end)
    if last is not None and _is_time(line, last.end(), end):
        return SlotValue(Slot.TIME, last.start(), last.end(), end)
    if first is not None and _is_time(line, start, first.end() - 2):
        return SlotValue(Slot.TIME, start - 1, start, first.end() - 2)
    return None


def _is_time(line: NodeLine, start: int, end: int) -> bool:
    if may_begin(line.low, start):
        return False
    words, low = line.text[start:end], line.low[start:end]
    return recurring(low) is not None or bool(find_dates(words, low=low))


def _names_bodies(line: NodeLine, start: int, end: int, reader: AgencyReader) -> bool:
    """Whether a stretch only names bodies, not all of the nation or kinds, and their parts in a task."""
    if _part().match(line.low, start) is None:
        listed = reader.read(line.text, start, low=line.low) if may_begin(line.low, start) else None
        if listed is None or national(listed) or all(_is_kind(item) for item in listed.items):
            return False
    return only_bodies(Stretch(line, start, end), reader, rest=0)


def _is_kind(item: Named) -> bool:
    """Whether only a kind of body is named, as an example is: "bệnh viện"."""
    return item.name.islower() and not item.generic


def _says_which(line: NodeLine, opens: int, start: int, reader: AgencyReader) -> bool:
    """Whether the words before brackets name a body or group of which the brackets say which it is."""
    reach = max(line.start, opens - _REACH)
    if _one().search(line.low, reach, opens):
        return True
    listed = reader.read(line.text, start, low=line.low) if may_begin(line.low, start) else None
    return listed is not None and len(listed.items) > 1 and _group().search(line.low, reach, opens) is not None


@cache
def _part() -> re.Pattern[str]:
    """The part of those named next: "(Chủ trì: Sở Y tế)", "(đơn vị thực hiện: Công an tỉnh)"."""
    return re.compile(rf"(?:{any_of('cells_before', 'lead', 'executor')})(?::\s|\s)")


@cache
def _one() -> re.Pattern[str]:
    """A body behind which brackets say which it is, at the end of a stretch."""
    part = rf"{any_of('agencies', 'part_heads')} {any_of('agencies', 'parts')}(?: [^,;.:()]{{1,40}})?"
    who = any_of("cues", "deciders")
    place = rf"(?: {any_of('agencies', 'back_tail')}| [^\W\d_]+){{0,2}}"
    return re.compile(rf"(?<!\w)(?:{part}|{who}{place})\s?$")


@cache
def _group() -> re.Pattern[str]:
    """A group of bodies behind which brackets name those meant."""
    heads = any_of("agencies", "shared_heads", "part_heads")
    return re.compile(rf"(?<!\w){any_of('agencies', 'determiners')} {heads}(?:,? [^,;.:()]{{1,30}})?\s?$")
