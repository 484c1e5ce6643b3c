"""Finds the agencies a text names: one pass over its words, the longest name at each place.

Beside listed names it knows four grammars of administrative prose: bodies of a level and their units ("UBND các
huyện, thị xã, thành phố"), groups ("các sở, ban, ngành, địa phương liên quan"), shared heads ("các Sở: Tài chính, Y
tế"), and unlisted names by their head ("Trung tâm Phát triển quỹ đất"). The words themselves are package data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from vnplan.lexicon.agency import Agency
from vnplan.lexicon.grammar import Grammar
from vnplan.lexicon.names_by_head import Reading
from vnplan.lexicon.provinces import Province
from vnplan.lexicon.words import SEPARATOR, Node, Words, longest, plant, wordings
from vnplan.text import slug

_HEADING_OPENS = 8
_LIST_JOINS = frozenset({SEPARATOR, "và", ";", "hoặc"})
_IN_NUMBER = re.compile(r"\d[\w.–-]{0,12}/[\w.–-]{0,12}$|/[\w.]{0,10}[-–] {0,2}$")


class Mention(NamedTuple):
    """One agency as a text names it.

    `start`, `end`: half-open offsets of the name with its province ("Công an tỉnh Hòa Bình"), without a title before
    it or "trên địa bàn …" after it; `name`: the words in one line, with the shared head where a list leaves it out
    ("Sở Y tế" in "các Sở: Tài chính, Y tế"); `title`: the title before it ("Giám đốc"), starting at `title_start`;
    `area_end`: the end of "trên địa bàn tỉnh …" after it, else `end`; `rule`: name, body, group, list or pattern.
    """

    start: int
    end: int
    agency: Agency
    name: str
    title: str | None
    title_start: int
    area_end: int
    rule: str


class Matcher:
    """A compiled scan. Linear in the text: each place looks at a bounded number of words."""

    def __init__(self, grammar: Grammar, get: Callable[[str], Agency], extra: Mapping[str, str] | None = None) -> None:
        self._grammar = grammar
        self._get = get
        self._extra: Node = {}
        for name, id in (extra or {}).items():
            for sequence in wordings(_plain(name), exact_capitals=True):
                if sequence:
                    plant(self._extra, sequence, (id, name.lstrip()[:1].isupper()))

    def with_aliases(self, aliases: Mapping[str, str], own: Mapping[str, Agency] | None = None) -> Matcher:
        """A matcher that also knows short forms a text defines: alias -> agency id. `own`: agencies of no list, by id.

        >>> from vnplan.lexicon import agencies
        >>> own = agencies().matcher().with_aliases({"Ban Quản lý": "ban-ql-kcn"})
        >>> [m.agency.id for m in own.scan("Giao Ban Quản lý chủ trì")]
        ['ban-ql-kcn']
        """
        get, others = self._get, own or {}
        return Matcher(self._grammar, lambda id: others[id] if id in others else get(id), aliases)

    def scan(self, text: str, *, province: Province | None = None, alone: bool = False) -> list[Mention]:
        """All agencies a text names, left to right, none overlapping.

        `province` (whose plan it is) settles "UBND thành phố": the province itself in a centrally run city, else a
        city of the province. `alone`: the text is a heading or a cell, so a common noun may stand for a group.

        >>> from vnplan.lexicon import agencies
        >>> scan = agencies().matcher().scan
        >>> found = scan("các Sở: Tài chính, Y tế; Giám đốc Công an tỉnh và UBND các huyện, thành phố")
        >>> [(m.agency.id, m.name, m.title) for m in found]  # doctest: +NORMALIZE_WHITESPACE
        [('so-tc', 'Sở Tài chính', None), ('so-yt', 'Sở Y tế', None), ('congan', 'Công an tỉnh', 'Giám đốc'),
         ('ubnd-huyen', 'UBND các huyện, thành phố', None)]
        """
        return list(self.walk(text, province=province, alone=alone))

    def walk(self, text: str, *, province: Province | None = None, alone: bool = False) -> Iterator[Mention]:
        """The mentions of `scan` one by one, for who needs only the first of them."""
        words = Words(text)
        starts = self._starts(words, alone=alone)
        mentions: list[Mention] = []
        after = -1
        done = -1
        while starts:
            index = starts.pop()
            if index < after or index == done:
                continue
            done = index
            joined = after >= 0 and index <= after + 1 and words.at(after) in _LIST_JOINS
            readings = self._at(words, index, province, joined=joined, alone=alone and not mentions, before=mentions)
            if not readings:
                continue
            found = [self._mention(words, reading) for reading in readings]
            mentions += found
            yield from found
            after = readings[-1].stop
            if words.at(after) in _LIST_JOINS:
                starts.append(after + 1)

    def _starts(self, words: Words, *, alone: bool) -> list[int]:
        """The words to try, last first: what a heading opens with, the text's own short forms, and likely names."""
        starts = self._grammar.starts(words)
        if alone:
            starts += range(min(len(words), _HEADING_OPENS))
        if self._extra:
            own = self._extra
            starts += [
                index
                for index, folded in enumerate(words.keys)
                if folded in own or (words.raws[index].isupper() and "=" + words.raws[index] in own)
            ]
        return sorted(set(starts), reverse=True)

    def _at(
        self,
        words: Words,
        index: int,
        province: Province | None,
        *,
        joined: bool,
        alone: bool,
        before: list[Mention],
    ) -> list[Reading]:
        if index >= len(words):
            return []
        if words.at(index - 1) in {SEPARATOR, "/"} and words.raws[index][1:].lower() != words.raws[index][1:]:
            place = words.start(index)
            if _IN_NUMBER.search(words.text, max(0, place - 16), place):
                return []
        last = before[-1].agency if joined else None
        best = self._grammar.read(words, index, province=province, in_list=joined or alone, last=last)
        own = self._alias(words, index)
        return own if own and (not best or own[-1].stop >= best[-1].stop) else best

    def _alias(self, words: Words, index: int) -> list[Reading]:
        hit = longest(self._extra, words, index) if self._extra else None
        if hit is None:
            return []
        after, (id, capital) = hit
        if capital and not words.capital(index):
            return []
        return [Reading(index, self._grammar.territory.suffix(words, after), id, None, "name")]

    def _mention(self, words: Words, reading: Reading) -> Mention:
        start, end = words.start(reading.start), words.end(reading.stop - 1)
        name = words.slice(reading.start, reading.stop)
        if reading.head:
            name = f"{reading.head} {name}"
        agency = self._by_name(words, reading) if reading.rule == "pattern" else self._get(reading.id)
        title_index = self._grammar.title(words, reading.start)
        title = words.slice(title_index, reading.start) if title_index < reading.start else None
        area = self._grammar.territory.area(words, reading.stop)
        area_end = words.end(area - 1) if area > reading.stop else end
        return Mention(start, end, agency, name, title, words.start(title_index), area_end, reading.rule)

    def _by_name(self, words: Words, reading: Reading) -> Agency:
        """An agency of no list: its id is the slug of its name without "tỉnh …", so one name always has one id."""
        name = words.slice(reading.start, reading.base or reading.stop)
        fields = {**self._grammar.kinds[reading.id], "kind": reading.id, "certain": False, "known": False}
        if reading.level:
            fields["level"] = reading.level
        return Agency.model_validate({"id": slug(name), "vi": name, "en": name, **fields})


def _plain(name: str) -> str:
    """A text's own alias without the marks a template would read as alternatives."""
    return re.sub(r"[\[\]()|]", " ", name)
