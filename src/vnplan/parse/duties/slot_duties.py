"""Duties from slots: the cells of a row of a task table, or the lines that plans print under a task."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vnplan.models import AgencyMention, Duty, Node, Role, Span
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import Phrases, any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.cues.slots import Slot
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.named import AgencyList, own_name
from vnplan.parse.duties.names_by_place import name_end
from vnplan.parse.duties.openings import may_begin
from vnplan.parse.duties.schedule import due, full_day, has_figures, names_quarter, period, recurring
from vnplan.parse.duties.tables import TaskRow
from vnplan.text import flow

_NAME = re.compile(r"[^;,:.\n]{2,90}")
_PROPER = re.compile(r"\s[A-ZĐÀ-ỸẠ-Ỹ][^,;.:()\n]{0,60}")
_KIND = re.compile(r"(?:\s[a-zà-ỹđ]+){1,4}(?=\s?(?:[,;.]|$))")
_WORD_IN_CAPITALS = re.compile(r"\s(?=[A-ZĐÀ-ỸẠ-Ỹ])")
_REST = 20
_ALL = " các "
_PARTS = {"lead": Slot.LEAD, "partner": Slot.PARTNER, "executor": Slot.EXECUTOR}


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"[\s,;.:+•*\-–/]*(?:{any_of('agencies', 'joins')}\s)?")


@cache
def _belongs() -> re.Pattern[str]:
    return re.compile(rf"\s{any_of('agencies', 'belongs')}\s")


@cache
def _same() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:-?\s*{any_of('cells', 'same')}\s*-?|[\"”″]|//)\s*$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line: the value of a slot. `breaks`: where in the line paragraphs of a cell begin, but the first."""

    line: NodeLine
    start: int
    end: int
    breaks: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text[self.start : self.end]

    @property
    def low(self) -> str:
        """Its words in lower case."""
        return self.line.low[self.start : self.end]


Values = Mapping[Slot, Sequence[Stretch]]


def row_values(row: TaskRow, text: str, paragraphs: Sequence[int] = ()) -> dict[Slot, list[Stretch]]:
    """The cells of a row as values: the pieces of a cell that a page cut are one.

    `paragraphs` are the offsets, in order, where paragraphs of cells begin: agencies are often named one below the
    other without a comma.
    """
    out: dict[Slot, list[Stretch]] = {}
    for slot, spans in row.cells:
        words = flow(text, spans).text
        breaks = tuple(_breaks(text, spans, paragraphs))
        out[slot] = [Stretch(NodeLine(words, spans, text), 0, len(words), breaks)]
    return out


def _breaks(text: str, spans: Sequence[Span], paragraphs: Sequence[int]) -> Iterator[int]:
    """Where in the one-line text of a cell its paragraphs begin, but the first; one that begins small goes on."""
    for index, span in enumerate(spans):
        first, last = bisect_right(paragraphs, span.start), bisect_left(paragraphs, span.end)
        parted = [span.start] if index and "<" in text[spans[index - 1].end : span.start] else []  # by a tag
        for start in (*parted, *paragraphs[first:last]):
            if not text[start].islower():
                yield len(flow(text, [*spans[:index], Span(span.start, start)]).text) + 1


def is_same_as_above(values: Values, slot: Slot) -> bool:
    """Whether a cell only points to the one above ("nt", "như trên")."""
    return any(_same().match(value.low) for value in values.get(slot, ()))


def slot_duties(
    node: Node,
    values: Values,
    reader: AgencyReader,
    *,
    before: Sequence[Duty] = (),
    governing: Sequence[AgencyMention] = (),
    cells: bool = False,
) -> list[Duty]:
    """The duties that slots make, or the duties `before` with what the slots add.

    `governing` are the agencies of the heading above, used where no slot names any; `cells`: the values are cells of
    columns, so that unlisted names are agencies too. Empty where no agency is known.
    """
    named: dict[Slot, list[AgencyMention]] = {}
    for slot in (Slot.LEAD, Slot.EXECUTOR, Slot.PARTNER, Slot.AUTHORITY):
        for value in values.get(slot, ()):
            for bucket, mention in _agencies(value, slot, reader, cells=cells):
                named.setdefault(bucket, []).append(mention)
    when = _when(values)
    more: dict[str, object] = {key: found for key, found in when.items() if found is not None}
    for slot, key in ((Slot.PRODUCT, "product"), (Slot.FUNDING, "funding")):
        words = "; ".join(value.text.strip(" .;") for value in values.get(slot, ()) if value.text.strip(" .;-–"))
        if words:
            more[key] = words
    if named.get(Slot.PARTNER):
        more["partners"] = tuple(named[Slot.PARTNER])
    if named.get(Slot.AUTHORITY):
        more["authority"] = tuple(named[Slot.AUTHORITY])
    out: list[Duty] = []
    if named.get(Slot.EXECUTOR) and not named.get(Slot.LEAD) and before and before[0].role is Role.LEAD:
        # those who carry out stand beside the one who leads
        return [*before, _duty(node, named[Slot.EXECUTOR], Role.IMPLEMENT, more, ())]
    if named.get(Slot.LEAD):
        out.append(_duty(node, named[Slot.LEAD], Role.LEAD, more, before))
    if named.get(Slot.EXECUTOR):
        out.append(_duty(node, named[Slot.EXECUTOR], Role.IMPLEMENT, more, () if out else before))
    if out:
        return out
    if before:
        return [duty.model_copy(update=_added(duty, more)) for duty in before]
    if governing:
        return [_duty(node, list(governing), Role.IMPLEMENT, more, (), inferred=True)]
    return []


def _duty(
    node: Node,
    agencies: list[AgencyMention],
    role: Role,
    more: Mapping[str, object],
    before: Sequence[Duty],
    *,
    inferred: bool = False,
) -> Duty:
    unique = tuple({mention.name: mention for mention in agencies}.values())
    if before:
        base = before[0]
        roles = tuple(dict.fromkeys((role, *base.roles)))
        return base.model_copy(
            update={**_added(base, more), "agencies": unique, "role": role, "roles": roles, "role_inferred": False}
        )
    return Duty(
        clause=node.id, agencies=unique, role=role, roles=(role,), role_inferred=inferred, span=node.span, **more
    )  # fmt: skip


def _added(duty: Duty, more: Mapping[str, object]) -> dict[str, object]:
    added = dict(more)
    if "partners" in added:
        known = {mention.name for mention in duty.partners}
        extra = tuple(mention for mention in added["partners"] if mention.name not in known)  # type: ignore[attr-defined]
        added["partners"] = (*duty.partners, *extra)
    return added


def _when(values: Values) -> dict[str, object]:
    stretches = values.get(Slot.TIME, ())
    words = " - ".join(value.text.strip(" .;") for value in stretches if value.text.strip(" .;-–"))
    if not words:
        return {}
    low = " - ".join(value.low.strip(" .;") for value in stretches if value.low.strip(" .;-–"))
    often, years = recurring(low), period(words)
    spans_years = years is not None and years.start != years.end and years.start is not None
    dated = (has_figures(low) and not spans_years) or names_quarter(words, low)
    return {
        "recurring": often,
        "due": words if dated or due(words, low) else None,
        "due_date": full_day(words),
        "period": years,
    }


def _agencies(value: Stretch, slot: Slot, reader: AgencyReader, *, cells: bool) -> Iterator[tuple[Slot, AgencyMention]]:
    """The agencies of a value; words such as "chủ trì", "phối hợp với" inside it say in which part they act."""
    line, position, bucket = value.line, value.start, slot
    fixed = slot is Slot.AUTHORITY
    before, after = cues("cells_before", *_PARTS), cues("cells_after", *_PARTS)
    while position < value.end:
        between = _between().match(line.low, position, value.end)
        position = between.end() if between else position
        if position >= value.end:
            return
        cue = None if fixed else before.find(line.low, position)
        if cue is not None and cue[0] < value.end and _names_follow(line, cue[0]):
            position, bucket = cue[0], _PARTS[cue[1]]
            continue
        listed = None
        if may_begin(line.low, position):  # a value ends before the name of the next slot
            listed = reader.read(line.text[: value.end], position, low=line.low[: value.end], wide=True)
        if listed is not None:
            cue = None if fixed else after.find(line.low, _past_mark(line.low, listed.end))
            mentions = list(listed.mentions(line))
            position = cue[0] if cue else max(listed.end, position + 1)
            if cells and not cue and (kind := _kind_words(value, listed)):
                # a kind of body with the words that say which ("các doanh nghiệp lữ hành")
                last, position = listed.items[-1], kind
                mentions[-1] = mentions[-1].model_copy(
                    update={"name": line.text[last.start : kind], "span": line.span(last.start, kind)}
                )
            elif cells and not cue and (rest := _own_words(value, listed.end, reader)):
                # a school or firm with a name of its own ("Trường Chính trị Nguyễn Văn Cừ")
                last, position = listed.items[-1], rest
                own = own_name(line.text, last.start, position)
                id = own.id if last.common else last.id
                mentions[-1] = AgencyMention(id=id, name=own.name, span=line.span(own.start, own.end))
            # in "chủ trì, phối hợp với Sở B thực hiện" the last word is said of both
            joined = bucket is Slot.PARTNER is not slot and cue is not None and _PARTS[cue[1]] is Slot.EXECUTOR
            last_part = _PARTS[cue[1]] if cue and not joined else bucket
            parts = [last_part] * len(mentions) if fixed else _parts_in_brackets(line, listed, after, last_part)
            yield from zip(parts, mentions, strict=True)
            continue
        name = _NAME.match(line.text, position, next((at for at in value.breaks if at > position), value.end))
        if name is None:
            position += 1
            continue
        end = name.start() + len(name.group().rstrip())
        if (fixed or _can_be_name(line, position)) if cells else name_end(line.text, line.low, position, value.end) > 0:
            found = own_name(line.text, position, end)
            yield bucket, AgencyMention(id=found.id, name=found.name, span=line.span(position, end))
        position = name.end()


def _names_follow(line: NodeLine, end: int) -> bool:
    """Whether a cue is followed by those it speaks of: after a colon, or at once ("…, phối hợp với Sở B")."""
    return line.low[end : end + 2].strip() in {":", ""} or (line.low[end] == " " and may_begin(line.low, end + 1))


def only_bodies(value: Stretch, reader: AgencyReader, *, rest: int = _REST) -> bool:
    """Whether a value only says which bodies take what part: "Sở A chủ trì, phối hợp với Sở B", not what they do.

    As many as `rest` characters after them say nothing of it.
    """
    line, position = value.line, value.start
    before, after = cues("cells_before", *_PARTS), cues("cells_after", *_PARTS)
    while True:
        between = _between().match(line.low, position, value.end)
        position = between.end() if between else position
        cue = before.find(line.low, position)
        if cue is not None and cue[0] < value.end and _names_follow(line, cue[0]):
            position = cue[0]
            continue
        listed = None
        if position < value.end and may_begin(line.low, position):
            listed = reader.read(line.text[: value.end], position, low=line.low[: value.end], wide=True)
        if listed is None:
            return value.start < position and value.end - position <= rest
        cue = after.find(line.low, _past_mark(line.low, listed.end))
        position = cue[0] if cue else max(listed.end, position + 1)


def _parts_in_brackets(line: NodeLine, listed: AgencyList, after: Phrases, last_part: Slot) -> list[Slot]:
    """The part of each agency of a list: "Sở A (chủ trì), Sở B, Sở C (phối hợp)"; brackets speak for those before."""
    parts: list[Slot] = []
    for position, item in enumerate(listed.items):
        cue = after.find(line.low, item.end + 2) if line.low.startswith(" (", item.end) else None
        if cue is not None:
            parts += [_PARTS[cue[1]]] * (position + 1 - len(parts))
    return parts + [last_part] * (len(listed.items) - len(parts))


def _kind_words(value: Stretch, listed: AgencyList) -> int:
    """Where the small words after a kind of body end, with their piece of the cell; 0 where there are none."""
    last = listed.items[-1]
    some = last.common or _ALL in f" {value.line.low[last.start : last.end]}"  # "UBND các xã | có rừng"
    if not some or last.end != listed.end:
        return 0
    stop = next((at for at in value.breaks if at >= listed.end), value.end)
    if _belongs().match(value.line.low, listed.end):
        whose = _NAME.match(value.line.text, listed.end, stop)  # "các đơn vị | thuộc các Bộ quản lý lĩnh vực"
        return whose.start() + len(whose.group().rstrip()) if whose else 0
    rest = _KIND.match(value.line.text, listed.end, stop)
    return rest.end() if rest and not is_act(value.line.low, listed.end + 1) else 0


def _own_words(value: Stretch, start: int, reader: AgencyReader) -> int:
    """Where words in capitals that go on the name of a listed agency end, 0 where there are none.

    They end with their paragraph and before another listed agency: cells name one below the other without a comma.
    """
    line = value.line
    rest = _PROPER.match(line.text, start, next((at for at in value.breaks if at >= start), value.end))
    if rest is None:
        return 0
    for word in _WORD_IN_CAPITALS.finditer(line.text, start, rest.end()):
        at = word.end()
        if may_begin(line.low, at) and reader.read(line.text, at, low=line.low, wide=True) is not None:
            return word.start() if line.text[start : word.start()].strip() else 0
    return rest.start() + len(rest.group().rstrip())


def _past_mark(low: str, start: int) -> int:
    while start < len(low) and low[start] in " ,(":
        start += 1
    return start


def _can_be_name(line: NodeLine, start: int) -> bool:
    """Whether words of a cell that the lexicon does not know can name an agency."""
    return line.text[start].isalpha() and not is_act(line.low, start) and cues("cues", "hedges").at(line.low, start) < 0


def stretches_of(line: NodeLine, spans: Sequence[tuple[Slot, Span]]) -> dict[Slot, list[Stretch]]:
    """Values of one line."""
    out: dict[Slot, list[Stretch]] = {}
    for slot, span in spans:
        out.setdefault(slot, []).append(Stretch(line, *span))
    return out
