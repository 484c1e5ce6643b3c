"""Whom a heading names, or a line that is one in all but its kind: "1. Sở Y tế", "Trách nhiệm của Sở Y tế:".

Source: the gold annotations of three plans; headings observed in provincial plans.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vnplan.lexicon import agencies
from vnplan.models import AgencyMention, Role
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import after_blank, cues
from vnplan.parse.cues.roles import is_act, read_roles, told_at
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.listed import mostly_known
from vnplan.parse.duties.named import AgencyList, Named, own_name
from vnplan.parse.duties.names_by_place import name_end
from vnplan.parse.duties.openings import may_begin
from vnplan.parse.duties.partners import partners
from vnplan.parse.duties.persons import person_before

_LONGEST_KIND = 140
_TAIL = re.compile(r"[\s:;.,\-–]*$")


class Governor(NamedTuple):
    """Agencies a heading or lead names for what stands under it; `assigns`: it opens a section that assigns work."""

    agencies: tuple[AgencyMention, ...] = ()
    partners: tuple[AgencyMention, ...] = ()
    role: Role | None = None
    wish: bool = False
    assigns: bool = False


class HeadingReader:
    """Reads the agencies of headings of one document."""

    def __init__(self, reader: AgencyReader) -> None:
        self.reader = reader

    def by_heading(self, line: NodeLine) -> Governor | None:
        """The agencies of a heading that names nothing else: "1. Sở Y tế", "Trách nhiệm của Sở Y tế, Công an tỉnh:"."""
        start = cues("subject", "heading_before").skip(line.low, line.start)
        start = after_blank(line.low, start + 1) if line.low.startswith(":", start) else start
        if not may_begin(line.low, start):
            return None
        listed = self.reader.read(line.text, start, low=line.low, wide=True)
        if listed is None:
            return None
        tail = _TAIL.search(line.low)
        stop = tail.start() if tail else len(line.low)
        position = listed.end
        if line.low.startswith(" (", position) and line.low.rstrip(" :;.").endswith(")"):
            position = stop
        position = after_blank(line.low, position)
        while position < stop and line.low[position] in "-–: ":
            position += 1
        role = None
        if position < stop:
            if cues("subject", "heading_after").at(line.low, position) < 0:
                return None
            reading = read_roles(line.low, position, stop, told=bool(told_at(line.low, position, stop)))
            role = reading.role if reading.role is Role.LEAD else None
        return Governor(
            listed.mentions(line), tuple(partners(line, position, stop, self.reader)) if position < stop else (), role
        )

    def is_topic(self, line: NodeLine) -> bool:
        """Whether a heading is a kind of body and no more ("6. Doanh nghiệp"): among headings of matters it is one."""
        listed = self.reader.read(line.text, line.start, low=line.low)
        bare = cues("agencies", "determiners").at(line.low, line.start) < 0
        return bare and listed is not None and all(item.common for item in listed.items)

    def alone(self, line: NodeLine) -> Governor | None:
        """The agencies of a line that says nothing else."""
        if not may_begin(line.low, line.start):
            return None
        listed = self.reader.read(line.text, line.start, low=line.low, wide=True)
        tail = _TAIL.search(line.low)
        return Governor(listed.mentions(line)) if listed and tail and tail.start() <= listed.end else None

    def like_siblings(self, line: NodeLine, *, among: bool) -> Governor | None:
        """A heading without a verb among headings of agencies names one too ("Các cơ quan của Đảng, Quốc hội").

        `among`: it stands among such headings. So does one that lists bodies most of which are known.
        """
        if not (among or "," in line.low) or not line.text[line.start : line.start + 1].isupper():
            return None
        if not may_begin(line.low, line.start) and not (among and name_end(line.text, line.low, line.start) > 0):
            return None
        tail = _TAIL.search(line.low)
        stop = tail.start() if tail else len(line.low)
        if among and line.text[line.start : stop].isupper():
            # in capitals no word tells a name ("TRUNG TÂM CHUYỂN ĐỔI SỐ"); the lexicon knows it written otherwise
            agency = agencies().find(line.text[line.start : stop].title())
            if agency is not None:
                return Governor(
                    (AgencyMention(id=agency.id, name=line.text[line.start : stop], span=line.span(line.start, stop)),)
                )
        verbs = cues("subject", "verbs").within(line.low, line.start, stop)
        if stop - line.start > 200 or any(" " in line.low[a:b] and is_act(line.low, a) for a, b, _ in verbs):
            return None
        listed = self.reader.read_whole(line.text, line.start, stop, low=line.low)
        if listed is None or not (among or mostly_known(listed)):
            return None
        return Governor(listed.mentions(line))

    def kind(self, line: NodeLine) -> Governor | None:
        """A kind of body with the words that say which, whatever they are, as a heading: "Các cơ sở khai thác …".

        It stands in a section that assigns work, or among headings of agencies, and says no duty and no will.
        """
        stop = _TAIL.search(line.low).start()  # type: ignore[union-attr]
        if cues("agencies", "determiners").at(line.low, line.start) < 0 or stop - line.start > _LONGEST_KIND:
            return None
        listed = self.reader.read(line.text, line.start, low=line.low)
        said = cues("subject", "duty", "willing", "binding", "states").within(line.low, line.start, stop)
        if listed is None or len(listed.items) > 1 or not listed.items[0].common or said or ":" in line.low[:stop]:
            return None
        whole = own_name(line.text, line.start, stop)._replace(id=listed.items[0].id, common=True)
        return Governor(AgencyList((whole,), stop).mentions(line))

    def person(self, line: NodeLine) -> Governor | None:
        """A person or a post as a heading: "4. Giáo viên chủ nhiệm:", "- Thầy Nguyễn Văn A - Hiệu trưởng:"."""
        stop = _TAIL.search(line.low).start()  # type: ignore[union-attr]
        listed = person_before(line, line.start, stop)
        return Governor(listed.mentions(line)) if listed else None

    def bound(self, line: NodeLine) -> Governor | None:
        """Who is of no list and stands alone before words that bind him: "a) Trường các điểm thi có trách nhiệm"."""
        stop = _TAIL.search(line.low).start()  # type: ignore[union-attr]
        told = cues("subject", "binding").within(line.low, line.start, stop)
        if not told or told[-1][1] != stop or not line.text[line.start].isupper() or is_act(line.low, line.start):
            return None
        if may_begin(line.low, line.start) and self.reader.read(line.text, line.start, low=line.low) is not None:
            return None
        listed = self.reader.read_whole(line.text, line.start, told[-1][0] - 1, low=line.low)
        return Governor(listed.mentions(line)) if listed else None

    def in_capitals(self, line: NodeLine) -> Governor | None:
        """The agencies of a heading in capitals, where no letter tells a name, in a section that assigns work."""
        stop = _TAIL.search(line.low).start()  # type: ignore[union-attr]
        words = line.text[:stop]
        if not words[line.start :].isupper():
            return None
        listed = self.reader.read(words.title(), line.start, low=line.low[:stop], wide=True)
        if listed is None or listed.end < stop or any(self._unlisted_act(line, item) for item in listed.items):
            return None
        return Governor(
            tuple(
                AgencyMention(id=item.id, name=line.text[item.start : item.end], span=line.span(item.start, item.end))
                for item in listed.items
            )
        )

    def _unlisted_act(self, line: NodeLine, item: Named) -> bool:
        """Whether what is taken for a body of no list tells an act."""
        known = item.id in agencies() or self.reader.knows(item.name.title())
        return not known and bool(cues("subject", "verbs").within(line.low, item.start, item.end))
