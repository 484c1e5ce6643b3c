"""What the lexicon knows of each agency: names, level, who may command it, when it existed and who holds its work."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from vnplan.lexicon.loader import table
from vnplan.models.base import Frozen
from vnplan.models.reference import Bilingual

Level = Literal["national", "province", "district", "commune", "group", "enterprise", "party", "union"]
Kind = Literal[
    "department", "office", "board", "unit", "committee", "force", "bank", "central", "judiciary", "council", "party",
    "union", "association", "media", "university", "institute", "school", "health", "enterprise", "group", "ministry",
    "national",
]  # fmt: skip


class Succession(Frozen):
    """Who took over from an agency, and from when.

    `scope` is set where only that part of its work went there; `certain` is False where the law leaves the holder to
    each province, or to each duty, or where our sources do not settle it. `source` is a key of the lexicon's sources.
    """

    to: str
    since: date = Field(alias="from")
    certain: bool
    scope: Bilingual | None = None
    note: Bilingual | None = None
    source: str | None = None


class Agency(Frozen):
    """An agency, or a group of agencies ("các sở, ban, ngành"), as one id with its wordings.

    `commands`: whether UBND tỉnh can assign it tasks (None: it depends); `vertical`: organised from its ministry down.
    `since` and `until` (inclusive) bound its existence, None where it is older or still there; `certain` is False where
    they differ by province. `known` is False for an agency named after a pattern, with an id made from its name.
    """

    id: str
    vi: str
    en: str
    names: tuple[str, ...] = ()
    local_names: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    level: Level
    kind: Kind
    commands: bool | None = None
    vertical: bool = False
    counterpart: str | None = None
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    certain: bool = True
    succession: tuple[Succession, ...] = ()
    parts: tuple[str, ...] = ()
    part_of: str | None = None
    composed: bool = False
    weak: bool = False
    proper: bool = False
    numbered: bool = False
    territory: Literal["optional", "none"] = "optional"
    note: Bilingual | None = None
    source: str | None = None
    known: bool = True

    @property
    def name(self) -> Bilingual:
        """Its display name in both languages."""
        return Bilingual(vi=self.vi, en=self.en)

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day (as far as the sources go)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def successors(self, *, on: date) -> tuple[Holder, ...]:
        """Who holds its work on a day: itself while it exists, else those who took over, followed through the years.

        Where it may have been merged in some provinces both stand, marked uncertain. Before it existed, and without a
        successor on record, it stands for itself, uncertain.

        >>> from vnplan.lexicon import agencies
        >>> [h.agency.id for h in agencies().get("so-khdt").successors(on=date(2026, 1, 1))]
        ['so-tc']
        >>> [(h.agency.id, h.certain) for h in agencies().get("ubnd-huyen").successors(on=date(2026, 1, 1))]
        [('ubnd-xa', False), ('ubnd-tinh', False)]
        """
        moved = [row for row in self.succession if row.since <= on]
        ended = self.until is not None and self.until < on
        if not moved:
            return (Holder(agency=self, certain=self.known and self.exists_on(on), source=self.source),)
        held: list[Holder] = []
        if not ended:
            held.append(Holder(agency=self, certain=False, source=self.source))
        for row in moved:
            for later in known_agencies()[row.to].successors(on=on):
                held.append(
                    Holder(
                        agency=later.agency,
                        since=later.since or row.since,
                        certain=row.certain and later.certain,
                        scope=row.scope or later.scope,
                        note=row.note or later.note,
                        source=row.source,
                    )
                )
        unique = {holder.agency.id: holder for holder in reversed(held)}
        return tuple(holder for holder in held if unique[holder.agency.id] is holder)

    def forerunners(self, *, on: date) -> frozenset[str]:
        """The ids of those whose work it holds on a day, in whole or in part.

        >>> from vnplan.lexicon import agencies
        >>> sorted(agencies().get("so-nnmt").forerunners(on=date(2025, 6, 1)))
        ['so-ldtbxh', 'so-nnptnt', 'so-tnmt']
        >>> sorted(agencies().get("so-tc").forerunners(on=date(2025, 1, 1)))
        []
        """
        changes = _changes()
        done = bisect_right(changes, on)
        return _held_since(changes[done - 1]).get(self.id, frozenset()) if done else frozenset()


class Holder(Frozen):
    """An agency that holds another's work on a day, whole or in part (`scope`), certainly or not."""

    agency: Agency
    since: date | None = None
    certain: bool = True
    scope: Bilingual | None = None
    note: Bilingual | None = None
    source: str | None = None


@cache
def known_agencies() -> dict[str, Agency]:
    """All agencies of the tables by id, ministries first (read on first use)."""
    local, national = table("agencies"), table("ministries")
    rows = [
        Agency.model_validate({**local["kinds"][row["kind"]], **row})
        for row in (*national["agencies"], *local["agencies"])
    ]
    return {row.id: row for row in rows}


@cache
def _changes() -> tuple[date, ...]:
    """The days on which work went from one agency to another, in order."""
    return tuple(sorted({row.since for agency in known_agencies().values() for row in agency.succession}))


@cache
def _held_since(day: date) -> dict[str, frozenset[str]]:
    """By agency those whose work it holds from one of these days to the next."""
    held: dict[str, set[str]] = defaultdict(set)
    for agency in known_agencies().values():
        for holder in agency.successors(on=day) if agency.succession else ():
            held[holder.agency.id].add(agency.id)
    return {agency_id: frozenset(before - {agency_id}) for agency_id, before in held.items()}
