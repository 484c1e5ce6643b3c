"""Lines and headers that name a slot of a task: "Cơ quan chủ trì: Sở Y tế; thời gian: Quý IV/2026".

The same words head the columns of task tables (`duties.tables`) and open the lines that plans print under a task.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.lexicon.units import either, words
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import any_of
from vnplan.text import fold, unmarked


class Slot(StrEnum):
    """What a column or a line says of a task."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    PARTNER = "partner"
    EXECUTOR = "executor"
    TIME = "time"
    PRODUCT = "product"
    FUNDING = "funding"
    AUTHORITY = "authority"
    UNIT = "unit"
    NOTE = "note"


# what a line under a task may name; "nội dung:" or "căn cứ:" open other things
_LINE_SLOTS = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.TIME, Slot.PRODUCT, Slot.FUNDING, Slot.AUTHORITY})
_BODIES = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR})
_BEFORE_NAME = re.compile(r"[;.,(|\-–—+•]\s{0,3}")
_COLON = re.compile(r":\s{0,3}")
_LONGEST_NAME = 50
_GOAL = fold("chỉ tiêu")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ENDS = frozenset(";.|:()")
_MARKUP = re.compile(r"[*_`\"“”]+|\((?:[^()]{0,60})\)")


class SlotValue(NamedTuple):
    """A slot of a line: half-open offsets of its value."""

    slot: Slot
    opens: int
    start: int
    end: int


@cache
def _names() -> dict[str, Slot]:
    names: dict[str, Slot] = {}
    for slot in Slot:
        for name in table("duties")["slots"][slot.value]:
            names.setdefault(fold(name), slot)
    return names


@cache
def _names_in_lines() -> dict[str, Slot]:
    more = table("duties")["cells"]["executor_of_lines"]
    return {**{fold(name): Slot.EXECUTOR for name in more}, **_names()}


@cache
def _slot_in_line(name: str) -> Slot | None:
    """The slot a name in a line stands for: one of the lists, or one put together of their words.

    >>> [str(_slot_in_line(name)) for name in ("Cơ quan tham mưu", "Đơn vị cùng phối hợp", "Thời hạn trình")]
    ['lead', 'partner', 'time']
    >>> _slot_in_line("Đơn vị được hỗ trợ vốn"), _slot_in_line("Tổ chức"), _slot_in_line("Sở Xây dựng")
    (None, None, None)
    """
    key = fold(name)
    if key in _names_in_lines() or not _ENDS.isdisjoint(name) or not _patterns_of_lines()[0].match(key):
        return _names_in_lines().get(key)
    found = _patterns_of_lines()[1].fullmatch(key)
    if found is None or agencies().find(name) is not None:  # a department may be named for a part ("xây dựng")
        return None
    return next((slot for slot in _PUT_TOGETHER if found[slot.value]), None)


_PUT_TOGETHER = (Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.TIME)


@cache
def _patterns_of_lines() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of folded names: how one that is put together begins, and all of it."""
    parts_of_names = table("duties")["cells"]

    def one(*names: str) -> str:
        return either(fold(word) for name in names for word in parts_of_names[name])

    who, all_parts = one("who_words"), one("who_words", "lead_words", "partner_words", "part_words")
    parts = (
        rf"(?P<{slot}>(?:{who}\s)+(?:{one(name)})(?:\s(?:{all_parts}))*)"
        for slot, name in (("lead", "lead_words"), ("partner", "partner_words"), ("executor", "part_words"))
    )
    time = rf"(?P<time>{one('time_heads')}(?:\s{one('time_words')})+)"
    first = one("who_words", "time_heads")
    return re.compile(rf"{first}\s"), re.compile(rf"(?:{'|'.join(parts)}|{time})")


@cache
def _longest() -> tuple[tuple[str, Slot], ...]:
    return tuple(sorted(_names().items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _ends() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last words of all names."""
    names = [name.split(" ") for name in _names()]
    return frozenset(name[0] for name in names), frozenset(name[-1] for name in names)


def _may_name(key: str) -> bool:
    """A quick test whether a name may stand at either end."""
    first, last = _ends()
    return key.partition(" ")[0] in first or key.rpartition(" ")[2] in last


def slot_of_header(text: str) -> Slot | None:
    """The slot a column header names, or None. Remarks in brackets, emphasis and what follows the name do not matter.

    >>> slot_of_header("CƠ QUAN CHỦ TRÌ").value, slot_of_header("Thời gian hoàn thành (dự kiến)").value
    ('lead', 'time')
    >>> slot_of_header("Xây dựng nền tảng dữ liệu dùng chung của tỉnh") is None
    True
    """
    key = fold(_MARKUP.sub(" ", unmarked(text)))
    if not key:
        return Slot.NUMBER if text.strip() in {"#", "No."} else None
    if key in _names():
        return _names()[key]
    if len(key) > 60 or not _may_name(key):
        return None
    for name, slot in _longest():
        if len(name) > 3 and (key.startswith(name + " ") or (key.endswith(" " + name) and len(key) <= len(name) + 24)):
            return slot
    return None


def slots_of_headers(heads: Sequence[str]) -> tuple[Slot | None, ...]:
    """The slots of the headers of one row: "Đơn vị" says in what goals are counted beside those who lead.

    So it does behind goals by name ("Chỉ tiêu") before others who act, or before a year.

    >>> [slot and slot.value for slot in slots_of_headers(("Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì"))]
    ['task', 'unit', None, 'lead']
    >>> [slot and slot.value for slot in slots_of_headers(("Nhiệm vụ", "Đơn vị", "Kết quả"))]
    ['task', 'executor', 'product']
    """
    slots = tuple(map(slot_of_header, heads))
    if Slot.EXECUTOR not in slots:
        return slots
    bare = frozenset(map(fold, words("figures", "table", "unit")))
    unit = next((index for index, head in enumerate(heads) if fold(unmarked(head)) in bare), None)
    if unit is None:
        return slots
    of_goals = any(_GOAL in fold(head) for head in heads[:unit])
    others = Slot.EXECUTOR in slots[unit + 1 :] or any(map(_YEAR.search, heads[unit + 1 :]))
    if Slot.LEAD not in slots and not (of_goals and others):
        return slots
    counted = tuple(Slot.UNIT if index == unit else slot for index, slot in enumerate(slots))
    return tuple(None if slot is Slot.PRODUCT else slot for slot in counted)  # what the goals are


def tells_contents(low: str, start: int = 0) -> bool:
    """Whether a line under a task only says what the task is ("Nội dung: …")."""
    colon = low.find(":", start, start + _LONGEST_NAME)
    return colon > 0 and fold(low[start:colon].lstrip("-–+•* ")) in _contents()


@cache
def _contents() -> frozenset[str]:
    return frozenset(fold(name) for name in table("duties")["cells"]["contents"])


def may_hold_slots(low: str) -> bool:
    """A quick test whether a line may name a slot."""
    return ":" in low or any(map(low.__contains__, _copulas()))


@cache
def _copulas() -> tuple[str, ...]:
    return tuple(f" {word} " for word in table("duties")["cells"]["copulas"])


@cache
def _said_with_verb() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The verb for the colon of "Đơn vị chủ trì là …", and what stands before it: the name of a slot."""
    name = rf"(?:{any_of('agencies', 'determiners')}\s)?(?P<name>{any_of('cues', 'slot_nouns')}\s[^;.:()]{{1,40}})$"
    return re.compile(rf"\s{any_of('cells', 'copulas')}\s{{1,3}}"), re.compile(rf"(?<!\w){name}")


def _with_verb(low: str, start: int) -> list[tuple[Slot, int, int]]:
    if not any(map(low.__contains__, _copulas())):
        return []
    verb, name = _said_with_verb()
    found = []
    for match in verb.finditer(low, start):
        named = name.search(low, max(start, match.start() - _LONGEST_NAME), match.start())
        if named is not None and (slot := _slot_in_line(named["name"])) in _BODIES:
            found.append((slot, named.start(), match.end()))
    return found


def slots_of_line(line: str, low: str | None = None, start: int = 0) -> tuple[SlotValue, ...]:
    """The slots a line names, in order; each value runs to the next slot or the end.

    >>> line = "Cơ quan chủ trì: Sở Y tế; phối hợp: UBND các xã. Thời gian: Quý IV/2026."
    >>> [(s.slot.value, line[s.start:s.end]) for s in slots_of_line(line)]
    [('lead', 'Sở Y tế'), ('partner', 'UBND các xã'), ('time', 'Quý IV/2026')]
    """
    low = lowered(line) if low is None else low
    found = _with_verb(low, start)
    if not found and ":" not in low:
        return ()
    for colon in _COLON.finditer(low, start):
        reach = max(start, colon.start() - _LONGEST_NAME)
        places = [match.end() for match in _BEFORE_NAME.finditer(low, reach, colon.start())]
        for place in ([start] if reach == start else []) + places:
            slot = _slot_in_line(low[place : colon.start()])
            if slot in _LINE_SLOTS:
                found.append((slot, place, colon.end()))
                break
    found.sort(key=lambda item: item[1:])
    out = []
    for index, (slot, opens, begin) in enumerate(found):
        end = found[index + 1][1] if index + 1 < len(found) else len(line)
        while end > begin and (line[end - 1].isspace() or line[end - 1] in ";.,()-–—+•|"):
            end -= 1
        out.append(SlotValue(slot, opens, begin, end))
    return tuple(out)
