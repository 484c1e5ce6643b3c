"""What governs a node: the agencies of the heading or lead above it, and whether its section assigns work or wishes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vnplan.models import AgencyMention, Duty, Node, Role
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import cues
from vnplan.parse.duties.headings import Governor, HeadingReader
from vnplan.parse.duties.named import Named, lead_in
from vnplan.parse.structure.layout import phrases

_BULLET = re.compile(r"[\-–+•*]|\(?[a-zđ]{1,2}[).]|\d")
_NOBODY = Governor()


class Governing:
    """What governs the nodes of one document, noted in their order."""

    def __init__(self, headings: HeadingReader) -> None:
        self._headings = headings
        self._governors: dict[str, Governor] = {}
        self._agency_lists: set[str | None] = set()  # parents of headings that name agencies
        self._assigning: set[str | None] = set()  # headings within sections that assign work
        # a lead governs the items after it that are printed otherwise than itself: its label, and whom it names
        self._leads: dict[str | None, tuple[str | None, Governor]] = {}
        # one without a label right before a heading governs the sections from there on: "… đề nghị các sở … như sau:"
        self._over: dict[str | None, Governor] = {}

    def above(self, node: Node) -> Governor:
        """What governs a node, by its parent or the lead before it."""
        governor = self._governors.get(node.parent or "", _NOBODY)
        label, lead = self._leads.get(node.parent, (None, None))
        if lead is None or not node.label or not _BULLET.match(node.label) or _alike(label, node.label):
            return governor
        return lead

    def of_several(self, above: Governor, line: NodeLine) -> Governor:
        """Of several kinds of bodies above, those that open a clause ("Doanh nghiệp công nghệ số tham gia …"); common
        nouns are no names of bodies elsewhere."""
        if len(above.agencies) < 2:
            return above
        listed = self._headings.reader.read(line.text, line.start, low=line.low, wide=True)
        if listed is None or not all(item.common for item in listed.items):
            return above
        own = [mention for item in listed.items if (mention := _kind_among(item, line, above.agencies)) is not None]
        return above._replace(agencies=tuple(own)) if len(own) == len(listed.items) else above

    def heading(self, node: Node, line: NodeLine) -> None:
        """Note whom a heading names for what stands under it."""
        above = self._governors.get(node.parent or "", _NOBODY)
        self._leads.pop(node.parent, None)
        over = self._over.get(node.parent)
        told = above.assigns or node.parent in self._assigning
        named = self._headings.by_heading(line) or self._headings.bound(line)
        if named is not None and not told and node.parent not in self._agency_lists and self._headings.is_topic(line):
            named = None
        begins = not phrases("headings", "no_agencies").match(line.text, line.start)  # "Hội nhập quốc tế" is no body
        if named is None and begins:
            named = self._headings.like_siblings(line, among=node.parent in self._agency_lists)
        if told:
            self._assigning.add(node.id)
            named = named or ((self._headings.in_capitals(line) or self._headings.kind(line)) if begins else None)
            named = named or self._headings.person(line)
        if named is not None:
            self._governors[node.id] = named
            self._agency_lists.add(node.parent)
            return
        wish = _says_wishes(line)
        if over is not None and not wish:
            above = over
        self._governors[node.id] = above._replace(
            wish=above.wish if wish is None else wish,
            assigns=above.assigns or bool(cues("sections", "assigning").within(line.low, line.start)),
        )

    def as_heading(self, node: Node, line: NodeLine) -> bool:
        """Note whom a lead names that says nothing else, a heading in all but its kind; whether it is one."""
        alone = self._headings.alone(line) or self._headings.bound(line)
        if alone is None:
            return False
        self._governors[node.id] = alone
        self._leads[node.parent] = (node.label, alone)
        return True

    def lead(self, node: Node, line: NodeLine, made: Sequence[Duty], above: Governor, *, orders: bool) -> None:
        """A lead's agencies act in what it leads to, as those who lead where the lead says that they do so there.

        `orders`: it names nobody and opens a list of work that one who assigns it gives.
        """
        own = above
        if orders:
            own = above._replace(assigns=True)
            self._leads[node.parent] = (node.label, own)
        if made:
            leads = made[0].role is Role.LEAD and cues("roles", "handed_on").within(line.low, line.start)
            role = Role.LEAD if leads else None
            own = Governor(made[0].agencies, made[0].partners if role else (), role, above.wish)
        self._governors[node.id] = own
        if made and not (node.label and own is above):
            self._leads[node.parent] = (node.label, own)

    def over_sections(self, node: Node) -> None:
        """A lead governs also the sections from the heading after it on."""
        self._over[node.parent] = self._governors[node.id]

    def row(self, node: Node, governor: Governor) -> None:
        """What a row is divided into (1, 1.1) is for those who have the row itself."""
        self._governors[node.id] = governor


def _kind_among(item: Named, line: NodeLine, above: Sequence[AgencyMention]) -> AgencyMention | None:
    """A common noun that is one of the kinds of bodies above, or names a narrower kind of one, as a mention."""
    for mention in above:
        bare = lead_in().sub("", lowered(mention.name), count=1)
        if line.low.startswith(bare, item.start):
            end = item.end if item.id != mention.id else item.start + len(bare)
            return AgencyMention(id=item.id, name=line.text[item.start : end], span=line.span(item.start, end))
    return None


def _alike(label: str | None, other: str) -> bool:
    """Whether two labels are of one kind ("1." and "2.", "-" and "-"): then neither stands under the other."""
    return label is not None and _kind_of_label(label) == _kind_of_label(other)


def _kind_of_label(label: str) -> str:
    core = label.strip("().")
    return "1" if core[:1].isdigit() else "a" if core[:1].isalpha() else core[:1]


def _says_wishes(line: NodeLine) -> bool | None:
    """Whether a heading opens goals and principles (True), tasks (False), or says neither (None)."""
    low = line.low[line.start :]
    if cues("sections", "tasks").within(low):
        return False
    return True if cues("sections", "wishes").within(low) else None
