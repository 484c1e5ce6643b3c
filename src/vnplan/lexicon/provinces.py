"""Provinces and centrally run cities with their dates: the former 63 and the 34 of 1 July 2025."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from vnplan.lexicon.loader import table
from vnplan.lexicon.words import Node, Words, longest, plant, wordings
from vnplan.models.base import Frozen
from vnplan.models.reference import Bilingual
from vnplan.text import unaccented

MERGER = date(2025, 7, 1)
"""The day the 34 provinces began to work (Nghị quyết 202/2025/QH15)."""


class Province(Frozen):
    """A province or centrally run city in one period of its life.

    `id` is the slug of its name and stays the same through the merger; `since` and `until` (inclusive, None: open)
    bound the period; `into` is the id of the province that took over its territory the day after `until`,
    `merged_from` the ids whose territory it took over on `since` (its own among them); `seat` the former province
    its capital lies in.
    """

    id: str
    name: str
    kind: Literal["tỉnh", "thành phố"]
    code: str
    region: str | None = None
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    into: str | None = None
    merged_from: tuple[str, ...] = ()
    seat: str | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None

    @property
    def full_name(self) -> str:
        """The name with its kind, as documents write it: "tỉnh Hòa Bình", "Thành phố Hồ Chí Minh"."""
        kind = "Thành phố" if self.id == "ho-chi-minh" else self.kind
        return f"{kind} {self.name}"

    def holds_on(self, day: date) -> bool:
        """Whether this period holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Provinces:
    """The dated register. Order is everywhere the order of the official lists (their codes)."""

    def __init__(self, rows: tuple[Province, ...], regions: dict[str, Bilingual], sources: dict[str, str]) -> None:
        self.rows = rows
        self.regions = regions
        self.sources = sources
        self._by_id: dict[str, list[Province]] = {}
        self._trie: Node = {}
        self._bare: Node = {}
        for row in rows:
            self._by_id.setdefault(row.id, []).append(row)
            for name in (row.name, *row.aliases):
                exact = name.isupper()
                for sequence in wordings(name, exact_capitals=exact):
                    plant(self._trie, sequence, row.id)
                if not exact:
                    for sequence in wordings(unaccented(name)):
                        plant(self._bare, sequence, row.id)

    @property
    def trie(self) -> Node:
        """Names as word sequences, ending in ids (for scans of longer names)."""
        return self._trie

    @property
    def former(self) -> tuple[Province, ...]:
        """The 63 as they stood in the years of Decision 127 (Thừa Thiên Huế, not yet the city of Huế)."""
        return self.on(date(2021, 1, 26))

    @property
    def today(self) -> tuple[Province, ...]:
        """The 34 since 1 July 2025."""
        return self.on(MERGER)

    def on(self, day: date) -> tuple[Province, ...]:
        """All provinces of a day, in official order: 63 before 1 July 2025, 34 since."""
        return tuple(sorted((row for row in self.rows if row.holds_on(day)), key=lambda row: row.code))

    def get(self, id: str, *, on: date | None = None) -> Province:
        """The province with an id, as of a day; without a day its latest period. Raises `KeyError`."""
        periods = self._by_id[id]
        if on is not None:
            for row in periods:
                if row.holds_on(on):
                    return row
        return periods[-1]

    def successor(self, id: str, *, on: date = MERGER) -> Province:
        """Who holds the territory of a province on a day (default: today's map). Raises `KeyError`.

        >>> provinces().successor("hoa-binh").name
        'Phú Thọ'
        >>> provinces().successor("lang-son").merged_from
        ()
        """
        row = self._by_id[id][0]
        while row.until is not None and row.until < on and row.into is not None:
            row = next(r for r in self._by_id[row.into] if r.since is not None and r.since > row.until)
        return row

    def predecessors(self, id: str) -> tuple[Province, ...]:
        """The former provinces whose territory a province of today covers, in official order.

        >>> [row.name for row in provinces().predecessors("phu-tho")]
        ['Hòa Bình', 'Phú Thọ', 'Vĩnh Phúc']
        """
        return tuple(row for row in self.former if self.successor(row.id).id == id)

    def find(self, text: str, *, on: date | None = None) -> Province | None:
        """The province a text names, or None; the first one named, one after "tỉnh" or "thành phố" before others.

        Case, tone placement, dashes, abbreviations ("TP.", "TPHCM") and missing accents do not matter, but the bare
        name must be written as a name: "hòa bình" in running text is peace, "Hòa Bình" and "HÒA BÌNH" the province.

        >>> provinces().find("UBND TỈNH HOÀ BÌNH").id, provinces().find("T.P Can Tho").id
        ('hoa-binh', 'can-tho')
        >>> provinces().find("vì hòa bình và phát triển") is None
        True
        """
        words = Words(text)
        for trie in (self._trie, self._bare):
            best: tuple[int, int, str] | None = None
            index = 0
            while index < len(words):
                hit = longest(trie, words, index)
                if hit is None:
                    index += 1
                    continue
                after_unit = _unit_before(words, index)
                if after_unit or words.capital(index) or len(words) == hit[0] - index:
                    rank = (0 if after_unit else 1, index, hit[1])
                    best = rank if best is None else min(best, rank)
                index = hit[0]
            if best is not None:
                return self.get(best[2], on=on)
        return None


def _unit_before(words: Words, index: int) -> bool:
    """Whether "tỉnh", "thành phố", "TP." stands right before a word."""
    before = words.at(index - 1)
    if before == ".":
        return words.at(index - 2) in {"tp", "p"}
    if before in {"tỉnh", "tinh", "tp"}:
        return True
    return (words.at(index - 2), before) in {("thành", "phố"), ("thanh", "pho"), (".", "p")}


def territory_end(words: Words, start: int) -> int:
    """The index after a province's name that begins at a word, or `start` where none does."""
    hit = longest(provinces().trie, words, start)
    return hit[0] if hit and words.capital(start) else start


@cache
def provinces() -> Provinces:
    """The register of provinces (read on first use).

    >>> len(provinces().former), len(provinces().today)
    (63, 34)
    """
    data = table("provinces")
    return Provinces(
        tuple(Province.model_validate(row) for row in data["provinces"]),
        {name: Bilingual(**label) for name, label in data["regions"].items()},
        dict(data["sources"]),
    )
