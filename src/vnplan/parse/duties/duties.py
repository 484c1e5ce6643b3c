"""Who must do what: one duty for each clause that has an acting agency, from the governing heading or the text itself.

The text wins over the heading. A clause without an agency of its own takes those of the nearest heading (or lead) that
names agencies; clauses of goals, orientations and principles without either have no duty. Where a clause names agencies
with different roles ("Sở A chủ trì …; Sở B bố trí kinh phí …") each has a duty of its own.

Source: contract of roles; the gold annotations of three plans; wordings observed in provincial plans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from vnplan.lexicon import Province, agencies, provinces
from vnplan.models import AgencyMention, Duty, Metadata, Node, NodeKind, Place, Role, Span, Table
from vnplan.parse.cues.nodeline import NodeLine, lines_by_id
from vnplan.parse.cues.phrases import cues
from vnplan.parse.cues.roles import read_roles, told_at
from vnplan.parse.cues.slots import Slot, SlotValue, may_hold_slots, slots_of_line, tells_contents
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.beside import is_partner, joins
from vnplan.parse.duties.closing import closing_slots
from vnplan.parse.duties.governing import Governing
from vnplan.parse.duties.headings import Governor, HeadingReader
from vnplan.parse.duties.names_by_place import name_end
from vnplan.parse.duties.openings import may_begin
from vnplan.parse.duties.partners import authority, partners
from vnplan.parse.duties.parts import Part, any_within, hedges_and_funding, merged, unique
from vnplan.parse.duties.schedule import due, recurring
from vnplan.parse.duties.sections import closed_section
from vnplan.parse.duties.short_forms import defined_names
from vnplan.parse.duties.slot_duties import (
    Stretch,
    Values,
    is_same_as_above,
    only_bodies,
    row_values,
    slot_duties,
    stretches_of,
)
from vnplan.parse.duties.subjects import SubjectReader
from vnplan.parse.duties.tables import TaskRow, task_tables

_COMMITTEE = ("Ủy ban nhân dân", "UBND")


def find_duties(
    nodes: Sequence[Node],
    text: str,
    *,
    metadata: Metadata | None = None,
    tables: Sequence[Table] = (),
    places: Sequence[Place] = (),
    lines: Mapping[str, NodeLine] | None = None,
) -> tuple[Duty, ...]:
    """The duties of a document, in order of its nodes.

    `nodes` as the structure stage made them (a heading before what it governs), `text` the linear text they point into,
    `metadata` for the province, `tables` the grids whose rows are clauses among the nodes, `places` the paragraphs of
    their cells, `lines` the lines of the body's nodes by id, where the caller has them. A duty's `role_inferred`
    says that the role stands in no words: a bare task under an agency's heading, or "phối hợp với X" alone, where X
    probably leads but no lead is named.
    """
    lines = lines_by_id(nodes, text) if lines is None else lines
    return _Finder(text, metadata, tables, places).run(nodes, lines)


class _Finder:
    def __init__(self, text: str, metadata: Metadata | None, tables: Sequence[Table], places: Sequence[Place]) -> None:
        self.text = text
        name = metadata.province if metadata else None
        province = provinces().find(name) if name else None
        short = defined_names(text, province)
        self.reader = AgencyReader(province, short)
        self.subjects = SubjectReader(self.reader, short, _issuers(metadata, province))
        self.governing = Governing(HeadingReader(self.reader))
        self.rows = [row for table in task_tables(text, tables) for row in table.rows] if tables else []
        self.row_starts = [row.span.start for row in self.rows]
        self.cell_paragraphs = [place.span.start for place in places if place.cell is not None] if self.rows else []
        self.last_values: Values = {}
        self.last_parent: str | None = None
        self.colons: set[str | None] = set()  # parents of clauses that name who acts before a colon
        self.over_table: Governor | None = None  # whose table the line before it says it is
        self.duties: list[Duty] = []
        # the last task under a parent: the stretch of its duties and its node, for slot lines after it
        self.hosts: dict[str | None, tuple[int, int, Node | None]] = {}
        self.nodes: Sequence[Node] = ()
        self.lines: Sequence[NodeLine] = ()
        self.spent: set[int] = set()  # places of slot lines that have been given to all tasks of their section

    def run(self, nodes: Sequence[Node], lines: Mapping[str, NodeLine]) -> tuple[Duty, ...]:
        self.nodes = [node for node in nodes if node.id in lines]
        self.lines = [lines[node.id] for node in self.nodes]
        for place, (node, line) in enumerate(zip(self.nodes, self.lines, strict=True)):
            if node.kind is NodeKind.HEADING:
                self.governing.heading(node, line)
            elif place in self.spent:
                continue
            elif (row := self._row_of(node)) is None:
                self.over_table = None
                self._clause(node, line, place)
            else:
                self._row(node, line, row)
        return tuple(self.duties)

    # --- rows of task tables

    def _row_of(self, node: Node) -> TaskRow | None:
        index = bisect_right(self.row_starts, node.span.start) - 1
        row = self.rows[index] if index >= 0 else None
        return row if row is not None and node.span.start < row.span.end else None

    def _row(self, node: Node, line: NodeLine, row: TaskRow) -> None:
        cells = row_values(row.within(node.spans), self.text, self.cell_paragraphs)
        values: dict[Slot, Sequence[Stretch]] = {
            slot: self.last_values.get(slot, ()) if is_same_as_above(cells, slot) else found
            for slot, found in cells.items()
        }
        if self._merged_above(node, values):
            values[Slot.LEAD] = self.last_values[Slot.LEAD]
        self.last_values, self.last_parent = values, node.parent
        above = self.over_table or self.governing.above(node)
        told = self._told(node, values, above)
        made = slot_duties(node, values, self.reader, before=told, governing=above.agencies, cells=True)
        self.governing.row(node, above._replace(agencies=made[0].agencies) if made else above)
        if not made and Slot.TASK in values:
            self._clause(node, line)
        self.duties.extend(made)

    def _told(self, node: Node, values: Values, above: Governor) -> list[Duty]:
        """What a row's task itself says of those whom a heading names, where no cell names who acts."""
        tasks = values.get(Slot.TASK, ())
        if not (above.agencies and tasks) or Slot.LEAD in values or Slot.EXECUTOR in values:
            return []
        parts = self._parts(tasks[0].line, above, tasks[0].end)
        return [self._duty(node, tasks[0].line, part, above, whole=len(parts) == 1) for part in parts]

    def _merged_above(self, node: Node, values: Values) -> bool:
        """Whether a row of a table typed in plain text leaves out who leads: a merged cell is written once there.

        Of a file with cells the reader knows which are merged.
        """
        named = Slot.LEAD in values or Slot.EXECUTOR in values
        beside = node.parent == self.last_parent and Slot.LEAD in self.last_values
        told = Slot.TASK in values and not values.keys() <= {Slot.NUMBER, Slot.TASK}  # else a title among the rows
        return told and not named and beside and not self.cell_paragraphs

    # --- clauses and leads

    def _clause(self, node: Node, line: NodeLine, place: int | None = None) -> None:
        above = self.governing.of_several(self.governing.above(node), line)
        if node.kind is NodeKind.LEAD and self.governing.as_heading(node, line):
            return
        slots = self._slots(line)
        if slots and slots[0].opens <= line.start + 1:
            if place is not None and (
                self._heads_table(node, line, slots, place) or self._add_to_section(place, above)
            ):
                return
            if self._add_slots(node, line, slots, above):
                return
        closing = () if slots or above.wish or _governed(above) else closing_slots(line, self.reader)
        stop = next((slot.opens for slot in slots or closing), len(line.text))
        parts = self._parts(line, above, stop, among=node.parent in self.colons)
        made = [self._duty(node, line, part, above, whole=len(parts) == 1) for part in parts]
        if parts and parts[0].start == line.start and line.low.startswith(":", parts[0].named):
            self.colons.add(node.parent)
        if closing and not _acts_by_name(made, line.span(closing[0].opens, closing[0].start).start):
            slots = closing
        if slots:
            values = stretches_of(line, [(slot.slot, Span(slot.start, slot.end)) for slot in slots])
            made = slot_duties(node, values, self.reader, before=made)
            made[:1] = [_timed(duty, line) for duty in made[:1]]
            if slots is closing:
                made = [_with_act(duty, line, stop) for duty in made]
        if (task := self._remarked(node, line)) is not None:
            made = [duty.model_copy(update={"clause": task.id, "span": task.span}) for duty in made]
            node = task
        host = (len(self.duties), len(self.duties) + len(made), node)
        self.hosts[node.id] = host
        if not self._tells_of_task(node, line, made):
            self.hosts[node.parent] = host
        self.duties.extend(made)
        orders = not made and line.low.endswith(":") and self.subjects.orders.below(line)
        if node.kind is NodeKind.LEAD or orders:
            self.governing.lead(node, line, made, above, orders=orders)
            after = self.nodes[place + 1] if place is not None and place + 1 < len(self.nodes) else None
            headed = after is not None and after.kind is NodeKind.HEADING and after.parent == node.parent
            if made and headed and not node.label and line.low.endswith(":"):
                self.governing.over_sections(node)

    def _remarked(self, node: Node, line: NodeLine) -> Node | None:
        """The task without a duty that a line wholly in brackets speaks of: "(Sở A chủ trì; Sở B phối hợp)"."""
        host = self.hosts.get(node.parent)
        if node.label or host is None or host[0] != len(self.duties) or host[1] != len(self.duties):
            return None
        low = line.low.rstrip(" .;")
        return host[2] if low.startswith("(", line.start) and low.find(")") == len(low) - 1 else None

    def _tells_of_task(self, node: Node, line: NodeLine, made: list[Duty]) -> bool:
        """Whether a line under a task only says what the task is ("- Nội dung: …"): slots after it are the task's."""
        above = self.hosts.get(node.parent)
        if made or above is None or above[2] is None or above[2].id != node.parent:
            return False
        return tells_contents(line.low, line.start)

    def _parts(self, line: NodeLine, above: Governor, stop: int, *, among: bool = False) -> list[Part]:
        subjects = [
            subject
            for subject in self.subjects.subjects(
                line, governed=_governed(above), wish=above.wish, assigned=above.assigns, among=among
            )
            if subject.opens < stop
        ]
        told = told_at(line.low, line.start, stop) if above.agencies or subjects else []
        parts: list[Part] = []
        if above.agencies and (not subjects or subjects[0].opens > line.start):
            end = subjects[0].opens if subjects else stop
            reading = read_roles(line.low, line.start, end, told=any_within(told, line.start, end))
            parts.append(Part(list(above.agencies), line.start, end, reading, told))
        for index, subject in enumerate(subjects):
            end = subjects[index + 1].opens if index + 1 < len(subjects) else stop
            part = Part(
                list(subject.agencies.mentions(line)),
                subject.opens,
                end,
                read_roles(line.low, subject.does, end, told=any_within(told, subject.does, end)),
                told,
                subject.agencies.end,
            )
            if (
                part.reading.role is Role.COORDINATE
                and parts
                and (parts[-1].reading.role is Role.LEAD or is_partner(line, subject))
                and joins(line, subject)
            ):
                parts[-1].partners.extend(part.agencies)
                parts[-1].end = end
            else:
                parts.append(part)
        return merged(parts)

    def _duty(self, node: Node, line: NodeLine, part: Part, above: Governor, *, whole: bool) -> Duty:
        reading = part.reading
        role, inferred = reading.role, reading.inferred
        told = any_within(part.told, part.start, part.end)
        together = [*part.partners, *(partners(line, part.start, part.end, self.reader) if told else ())]
        if above.role is Role.LEAD and tuple(part.agencies) == above.agencies and role is Role.IMPLEMENT:
            role, inferred = Role.LEAD, True
            together = together or list(above.partners)
        acting = {mention.id for mention in part.agencies}
        together = [
            mention
            for mention in together
            if mention.id not in acting or mention.name not in {a.name for a in part.agencies}
        ]
        low = line.low if whole else line.low[part.start : part.end]
        words = line.text if whole else line.text[part.start : part.end]
        by = due(words, low)
        hedges, funding = hedges_and_funding(line, part)
        return Duty(
            clause=node.id,
            agencies=tuple(part.agencies),
            role=role,
            roles=reading.roles if role in reading.roles else (role, *reading.roles),
            partners=unique(together),
            authority=unique(authority(line, part.start, part.end, self.reader)) if told else (),
            funding=funding,
            hedges=hedges,
            recurring=recurring(low),
            due=words[by.start : by.end] if by else None,
            due_date=by.day if by else None,
            role_inferred=inferred or (role is Role.COORDINATE and bool(together)),
            span=node.span if whole else line.span(part.start, part.end),
        )

    # --- lines that name a slot of a task

    def _slots(self, line: NodeLine) -> tuple[SlotValue, ...]:
        if not may_hold_slots(line.low):
            return ()
        return tuple(slot for slot in slots_of_line(line.text, line.low, line.start) if self._holds(line, slot))

    def _holds(self, line: NodeLine, slot: SlotValue) -> bool:
        """Whether a slot's value is of its kind, so that "Tổ chức thực hiện: …" or "Kết quả: …" in prose stay prose."""
        if slot.slot in {Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.AUTHORITY}:
            # "Đơn vị thực hiện: …" can only be a slot, "Tổ chức thực hiện: …" may open a sentence
            colon = line.low.endswith(":", 0, len(line.low[: slot.start].rstrip()))
            if slot.start >= slot.end or (colon and cues("cues", "slot_nouns").at(line.low, slot.opens) > 0):
                return True
            if not may_begin(line.low, slot.start):
                return name_end(line.text, line.low, slot.start, slot.end) > 0
            if slot.slot is Slot.EXECUTOR:
                return only_bodies(Stretch(line, slot.start, slot.end), self.reader)
            return self.reader.read(line.text, slot.start, low=line.low, wide=True) is not None
        if slot.slot is Slot.TIME:
            return slot.end - slot.start <= 80
        # "Kinh phí: Sở Tài chính tham mưu …" is a sentence of who sees to it
        return slot.slot is not Slot.FUNDING or not may_begin(line.low, slot.start)

    def _is_slot(self, place: int) -> bool:
        """Whether a line opens with a slot."""
        line = self.lines[place]
        return any(slot.opens <= line.start + 1 for slot in self._slots(line)[:1])

    def _add_to_section(self, place: int, above: Governor) -> bool:
        """Give the slot lines that end a section to all its tasks, where none has a duty of its own."""
        section = closed_section(self.nodes, place, self._is_slot)
        if section is None or (self.duties and self.duties[-1].clause in {self.nodes[task].id for task in section[0]}):
            return False
        values: dict[Slot, list[Stretch]] = {}
        for index in section[1]:
            line = self.lines[index]
            for slot in self._slots(line):
                values.setdefault(slot.slot, []).append(Stretch(line, slot.start, slot.end))
        if values.keys().isdisjoint({Slot.LEAD, Slot.EXECUTOR}):
            return False
        for task in section[0]:
            node, line = self.nodes[task], self.lines[task]
            made = slot_duties(node, values, self.reader, governing=above.agencies)
            self.duties.extend(_timed(duty, line) for duty in made)
        self.spent.update(section[1])
        return True

    def _heads_table(self, node: Node, line: NodeLine, slots: tuple[SlotValue, ...], place: int) -> bool:
        """Whether a line says whose table of tasks follows ("Đơn vị: Sở Y tế"), who then has its rows."""
        rows = self.nodes[place + 1 : place + 2]
        if node.label or not rows or self._row_of(rows[0]) is None or slots[0].slot not in {Slot.LEAD, Slot.EXECUTOR}:
            return False
        values = stretches_of(line, [(slot.slot, Span(slot.start, slot.end)) for slot in slots])
        made = slot_duties(node, values, self.reader)
        self.over_table = Governor(made[0].agencies) if made else None
        return bool(made)

    def _add_slots(self, node: Node, line: NodeLine, slots: tuple[SlotValue, ...], above: Governor) -> bool:
        """Give the slots of a line to the task before it; without such a task the line is a duty of its own."""
        values = stretches_of(line, [(slot.slot, Span(slot.start, slot.end)) for slot in slots])
        host = self.hosts.get(node.parent)
        if host is None or host[1] < len(self.duties):
            made = slot_duties(node, values, self.reader, governing=above.agencies)
            if made:
                self.hosts[node.parent] = (len(self.duties), len(self.duties) + len(made), node)
                self.duties.extend(made)
            return bool(made)
        first, last, owner = host
        made = slot_duties(owner or node, values, self.reader, before=self.duties[first:last], governing=above.agencies)
        self.duties[first:last] = made
        self.hosts[node.parent] = (first, first + len(made), owner)
        return True


def _issuers(metadata: Metadata | None, province: Province | None) -> list[str]:
    """How the issuer is called in its own text: by its whole name, and without its province."""
    whole = metadata.issuer if metadata else None
    if whole is None or province is None:
        return [whole] if whole else []
    short = [whole.removesuffix(f" {name}") for name in (province.full_name, province.name)]
    names = [whole, *short, *(name.replace(*_COMMITTEE) for name in (whole, *short))]
    return list(dict.fromkeys(name for name in names if " " in name))


def _timed(duty: Duty, line: NodeLine) -> Duty:
    """A duty of slots with the times of its line that have no slot: "…. Cơ quan chủ trì: Sở A; trong quý III"."""
    when: dict[str, object] = {"recurring": duty.recurring or recurring(line.low)}
    if duty.due is None and (by := due(line.text, line.low)):
        when |= {"due": line.text[by.start : by.end], "due_date": by.day}
    return duty.model_copy(update=when)


def _with_act(duty: Duty, line: NodeLine, stop: int) -> Duty:
    """A duty of bodies in brackets with what the task before them says of their part: "Trình UBND tỉnh … (Sở A)"."""
    told = told_at(line.low, line.start, stop) if duty.role is Role.IMPLEMENT else []
    reading = read_roles(line.low, line.start, stop, told=True) if told else None
    if reading is None or reading.role not in {Role.ADVISE, Role.REPORT}:
        return duty
    return duty.model_copy(update={"role": reading.role, "roles": reading.roles})


def _acts_by_name(duties: Sequence[Duty], stop: int) -> bool:
    """Whether before a place of the text a body acts that is no kind of body, nor one that decides above."""
    ids = (mention.id for duty in duties for mention in duty.agencies if mention.span and mention.span.start < stop)
    known = (agencies().get(id) for id in ids if id in agencies())
    return any(not agency.weak and agency.level not in {"group", "national"} for agency in known)


def _governed(above: Governor) -> bool:
    """Whether a heading says who acts: "các cơ quan" leaves room for one."""
    return bool(above.agencies) and not all(map(_is_group, above.agencies))


def _is_group(mention: AgencyMention) -> bool:
    """Whether only a group of the apparatus is named, of which others may be."""
    return mention.id in agencies() and agencies().get(mention.id).kind == "group"
