"""The parts of a clause whose agencies have different roles, and what is gathered of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.models import AgencyMention
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import cues, telling
from vnplan.parse.cues.roles import RoleReading


@dataclass(slots=True)
class Part:
    """The agencies of a stretch of a clause and what the stretch says; `told`: where the clause tells roles."""

    agencies: list[AgencyMention]
    start: int
    end: int
    reading: RoleReading
    told: Sequence[int]
    named: int = 0  # where the words end that name the agencies
    partners: list[AgencyMention] = field(default_factory=list)


def merged(parts: list[Part]) -> list[Part]:
    """Parts of one role are one duty."""
    out: list[Part] = []
    for part in parts:
        if out and out[-1].reading.role is part.reading.role:
            last = out[-1]
            names = {mention.name for mention in last.agencies}
            last.agencies.extend(mention for mention in part.agencies if mention.name not in names)
            last.partners.extend(part.partners)
            last.end = part.end
            last.reading = RoleReading(
                last.reading.role,
                tuple(dict.fromkeys((*last.reading.roles, *part.reading.roles))),
                last.reading.inferred and part.reading.inferred,
            )
        else:
            out.append(part)
    return out


def any_within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some places, in order, is in a stretch."""
    return bisect_left(places, start) < bisect_left(places, end)


def hedges_and_funding(line: NodeLine, part: Part) -> tuple[tuple[str, ...], str | None]:
    """The words that soften a duty, and those of its money."""
    hedges: dict[str, None] = {}
    funding: dict[str, None] = {}
    conditions = cues("cues", "hedges", "funding")
    for start, end, name in conditions.within(line.low, part.start, part.end, places=telling(line.low)):
        if name == "hedges":
            hedges[line.text[start:end]] = None
        elif not cues("cues", "of_law").within(line.low, max(0, start - 16), start):
            funding[line.text[start:end]] = None
    return tuple(hedges), "; ".join(funding) or None


def unique(mentions: Sequence[AgencyMention]) -> tuple[AgencyMention, ...]:
    """Mentions with each name once, in whatever letters it is printed."""
    out: dict[str, AgencyMention] = {}
    for mention in mentions:
        out.setdefault(mention.name.lower(), mention)
    return tuple(out.values())
