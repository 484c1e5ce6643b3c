"""The agencies of a list as they are printed: kinds of bodies one by one, a department with its ministry as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from vnplan.lexicon import Mention, agencies
from vnplan.models import AgencyMention
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import any_of, cues
from vnplan.text import slug

THE = "các "
"""What makes a kind of body of a noun."""


class Named(NamedTuple):
    """One agency of a list: half-open offsets in the line, its words as printed, its id.

    `generic`: a group of the apparatus ("các sở, ngành"); `common`: any common noun ("doanh nghiệp"), no name.
    """

    start: int
    end: int
    name: str
    id: str
    generic: bool = False
    common: bool = False


class AgencyList(NamedTuple):
    """The agencies of a list and where it ends in the line."""

    items: tuple[Named, ...]
    end: int

    def mentions(self, line: NodeLine) -> tuple[AgencyMention, ...]:
        """As stored in a duty, with spans of the source."""
        return tuple(
            AgencyMention(id=item.id, name=item.name, span=line.span(item.start, item.end)) for item in self.items
        )


def own_name(text: str, start: int, end: int) -> Named:
    """An agency the lexicon does not know, where the place says that it is one (a cell of a column of agencies)."""
    name = text[start:end]
    return Named(start, end, name, slug(name) or "x")


def named_as(text: str, start: int, end: int, mention: Mention) -> list[Named]:
    """A mention as printed; several where its name lists kinds of bodies."""
    if mention.rule == "list":  # the shared head stands elsewhere: "Sở Y tế" of "các Sở: Tài chính, Y tế"
        return [Named(start, end, mention.name, mention.agency.id)]
    name = text[start:end]
    if mention.agency.level == "group":
        pieces = _kinds_of_bodies(name)
        if pieces:
            return [Named(start + a, start + b, name[a:b], id, common=True) for a, b, id in pieces]
    group = mention.agency.level == "group"
    common = group or mention.agency.weak
    return [Named(start, end, name, mention.agency.id, group and mention.agency.kind == "group", common)]


@lru_cache(maxsize=1024)
def _kinds_of_bodies(name: str) -> tuple[tuple[int, int, str], ...]:
    """The parts of a name that lists kinds of bodies, each known by itself; empty where it is one group."""
    places = list(_cut(name))
    if len(places) < 2:
        return ()
    found = []
    for start, end in places:
        bare = lead_in().sub("", name[start:end], count=1)
        agency = agencies().find(THE + bare)
        if agency is None or not agency.known or agency.kind == "group":
            return ()
        found.append((start, end, agency.id))
    return tuple(found) if len({id for _, _, id in found}) == len(found) else ()


def _cut(name: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _pieces().finditer(name):
        yield start, match.start()
        start = match.end()
    yield start, len(name)


def with_ministry(items: Sequence[Named]) -> tuple[Named, ...]:
    """A ministry's department and the ministry after it are one agency as named ("Vụ X, Bộ Y")."""
    out: list[Named] = []
    known = agencies()
    for item in items:
        before = out[-1] if out else None
        if (
            before is not None
            and item.start - before.end <= 2
            and item.id in known
            and known.get(item.id).kind == "ministry"
            and cues("agencies", "units_of_ministries").at(lowered(before.name), 0) > 0
        ):
            out[-1] = Named(before.start, item.end, f"{before.name}, {item.name}", before.id)
        else:
            out.append(item)
    return tuple(out)


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(rf"\s*,\s*|\s+{any_of('agencies', 'joins')}\s+", re.IGNORECASE)


@cache
def lead_in() -> re.Pattern[str]:
    """What may stand before a name: "các", "đồng chí"."""
    return re.compile(rf"{any_of('agencies', 'determiners')}\s{{1,3}}", re.IGNORECASE)
