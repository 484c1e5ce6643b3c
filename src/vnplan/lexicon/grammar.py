"""How administrative prose names agencies: the grammars behind the scan, compiled from the lexicon's tables.

Observed in the corpora and in documents after Nghị định 30/2020/NĐ-CP: a name may leave out its province, put it after
a dash, abbreviate any part, list several departments under one "các Sở", and name bodies of a level by their units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vnplan.lexicon.agency import Agency
from vnplan.lexicon.names_by_head import NamesByHead, Reading
from vnplan.lexicon.provinces import Province, territory_end
from vnplan.lexicon.territory import Territory
from vnplan.lexicon.words import (
    AND,
    BREAK,
    END,
    EXACT,
    SEPARATOR,
    Node,
    Words,
    hits,
    key,
    longest,
    plant,
    plant_as,
    trie,
    wordings,
)

_NO_START: frozenset[str] = frozenset()
_MAX_NOUNS = 12
_MAX_FIELDS = 40

_Hits = Mapping[str, tuple[int, Any]]
_Pairs = Mapping[str, frozenset[str] | None]


class Grammar:
    """Tries of names, heads, units, group nouns, titles and patterns. Every lookup is bounded, so scans are linear."""

    def __init__(self, data: Mapping[str, Any], agencies: Iterable[Agency], verbs: Iterable[str]) -> None:
        agencies = list(agencies)
        self.kinds: Mapping[str, dict[str, Any]] = data["kinds"]
        self._agencies = {agency.id: agency for agency in agencies}
        self._openers: Node = {}
        self._fields: dict[str, Node] = {"sở": {}, "bộ": {}}
        self._plant_names(agencies)
        for body in data["bodies"]:
            self._plant(body["heads"], "body", body)
            self._plant(body["abbr"], "body", body, exact_capitals=True)
        for mark, names in data["group_nouns"].items():
            if mark not in {"viec", "starters"}:
                self._plant(names, "noun", mark)
        for row in data["fallback"]:
            self._plant(row.get("heads", ()), "head", row)
            self._plant(row.get("abbr", ()), "head", row, exact_capitals=True)
        for names in data["determiners"].values():
            self._plant(names, "determiner", True)
        self._starters = frozenset(data["group_nouns"]["starters"])
        beside = data["beside"]
        self._joins = frozenset(beside["joins"])
        self._not_before = {word: frozenset(others) for word, others in beside["not_before"].items()}
        self._not_after = frozenset(beside["not_after"])
        self._after_group = trie([(data["group_nouns"]["viec"], True)])
        self.territory = Territory(data, joins=self._joins, opens=self._opens, named=self._names)
        self._titles = {sequence for word in data["titles"]["words"] for sequence in wordings(word)}
        self._title_ends = frozenset(sequence[-1] for sequence in self._titles)
        self._named = frozenset(data["zones"]["named"])
        self._zones_beside = trie([(data["zones"]["beside"], True)])
        verbs, stop = list(verbs), data["fallback_stop"]
        ending = [verb for verb in verbs if " " in verb and verb not in stop["in_names"]]
        self._stops = trie([([*stop["words"], *ending], True)])
        self._by_head = NamesByHead(
            data,
            verbs,
            names=[name for agency in agencies for name in (agency.vi, *agency.names, *agency.local_names)],
            fields=self._fields["sở"],
            territory=self.territory,
            stops=self._stops,
            opens=self._opens_name,
        )
        self._any, self._capital = self._first_pairs()
        self._firsts = frozenset(key(first.lstrip("=")) for first in (*self._any, *self._capital))

    def _plant(self, names: Iterable[str], kind: str, value: object, *, exact_capitals: bool = False) -> None:
        for name in names:
            for sequence in wordings(name, exact_capitals=exact_capitals):
                if sequence:
                    plant_as(self._openers, sequence, kind, value)
                    if kind == "name" and sequence[0] in self._fields and len(sequence) > 1:
                        plant(self._fields[sequence[0]], sequence[1:], value)

    def _plant_names(self, agencies: Iterable[Agency]) -> None:
        for agency in agencies:
            display = () if agency.composed else (agency.vi,)
            self._plant((*display, *agency.names), "name", agency.id)
            self._plant(agency.abbr, "name", agency.id, exact_capitals=True)
            self._plant(agency.local_names, "local", agency.id)

    def _first_pairs(self) -> tuple[_Pairs, _Pairs]:
        """Two tables: for a word a name may begin with, the words that may come second (None: any).

        The first holds for any word, the second only for words with a capital: there also a name that is always written
        with one, an unlisted name, or a common noun may begin.
        """
        tables: tuple[dict[str, set[str] | None], dict[str, set[str] | None]] = ({}, {})

        def allow(table: int, first: str, seconds: Iterable[str] | None) -> None:
            known = tables[table].setdefault(first, set())
            tables[table][first] = None if seconds is None or known is None else known | set(seconds)

        def walk(node: Node, path: tuple[str, ...]) -> None:
            for kind, value in node.get(END, {}).items():
                second: tuple[str, ...] | None = path[1:2] or None
                small = kind in {"body", "determiner", "noun"} or (kind == "name" and self._small(value))
                if kind != "determiner":
                    openings.add(path[0])
                if kind == "noun":
                    if value not in self._starters:
                        continue
                    second = second or tuple(self._joins)
                if path != ("các",):
                    allow(0 if small else 1, path[0], second)
            for word, following in _branches(node):
                walk(following, (*path, word))

        openings: set[str] = set(self._fields)
        walk(self._openers, ())
        allow(0, "các", openings)
        for head in self._fields:
            allow(0, head, (":",))
        return (
            {first: None if seconds is None else frozenset(seconds) for first, seconds in tables[0].items()},
            {first: None if seconds is None else frozenset(seconds) for first, seconds in tables[1].items()},
        )

    def _small(self, id: str) -> bool:
        """Whether a name may also be written without a capital, and without "các" before it."""
        agency = self._agencies[id]
        return not (agency.weak or agency.proper or agency.kind == "ministry")

    def starts(self, words: Words) -> list[int]:
        """The words a name may begin at, by a quick test of two words before any trie is walked."""
        keys, raws, firsts = words.keys, words.raws, self._firsts
        found = []
        last = len(keys) - 1
        for index in [index for index, folded in enumerate(keys) if folded in firsts]:
            raw = raws[index]
            following = keys[index + 1] if index < last else BREAK
            exact = "=" + raws[index + 1] if index < last and raws[index + 1].isupper() else BREAK
            for table in (self._any, self._capital) if raw[0].isupper() else (self._any,):
                seconds = table.get(keys[index], _NO_START)
                if seconds is None or following in seconds or exact in seconds:
                    found.append(index)
                    break
                if raw.isupper():
                    seconds = table.get("=" + raw, _NO_START)
                    if seconds is None or following in seconds or exact in seconds:
                        found.append(index)
                        break
        return found

    def read(
        self,
        words: Words,
        index: int,
        *,
        province: Province | None,
        in_list: bool,
        last: Agency | None,
    ) -> list[Reading]:
        """The longest reading that begins at a word: a name, a body, a group, or a list under a shared head.

        `in_list`: a name stood right before, or the text is a heading, so common nouns count; `last` is the agency
        right before, where the words are joined to it. Empty where nothing begins here.
        """
        if words.at(index - 1) in self._not_before.get(words.keys[index], ()):
            return []
        here = hits(self._openers, words, index)
        first, there = index, here
        if "determiner" in here and here["determiner"][0] < len(words):
            first = here["determiner"][0]
            there = hits(self._openers, words, first)
        if not here and last is None:
            return []
        best: list[Reading] = []
        for readings in (
            self._listed(words, index, first, here, there, in_list=in_list),
            self._body(words, first, there["body"], province) if "body" in there else [],
            self._group(words, index, first, there) if "noun" in there else [],
            self._shared_head(words, index, first, last=last),
        ):
            if readings and (not best or readings[-1].stop > best[-1].stop):
                best = readings
        if not best and "head" in here:
            return self._by_head.read(words, index, here["head"])
        return best

    def determiner(self, words: Words, index: int) -> int:
        """The index after "các", "một số", "toàn thể các" that begins at a word, or the index itself."""
        hit = hits(self._openers, words, index).get("determiner")
        return hit[0] if hit is not None and hit[0] < len(words) else index

    # ---- listed names ------------------------------------------------------------------------------------------------

    def _listed(
        self, words: Words, index: int, first: int, here: _Hits, there: _Hits, *, in_list: bool
    ) -> list[Reading]:
        """A name of the lexicon; common nouns only after "các", in a list, or alone at the start of a piece of text."""
        best: Reading | None = None
        for begin, found in ((index, here), (first, there)) if first > index else ((index, here),):
            freely = in_list or first > index
            for reading in (
                self._name(words, index, begin, found.get("name"), freely=freely),
                self._local_name(words, begin, found.get("local")),
            ):
                if reading is not None and (best is None or reading.stop > best.stop):
                    best = reading
        if best is not None and first == index and "head" in here and self._may_go_on(words, best):
            # "Trường Đại học Cần Thơ" is one school, "Trường đại học" any
            single = self._by_head.read(words, index, here["head"])
            if single and single[0].stop > best.stop:
                return single
        return [best] if best else []

    def _name(
        self, words: Words, index: int, begin: int, hit: tuple[int, str] | None, *, freely: bool
    ) -> Reading | None:
        """A name that begins at a word, with its territory, number and zone; "các" before it belongs to a group."""
        if hit is None or not self._allowed(words, begin, hit, freely=freely):
            return None
        stop, agency = hit[0], self._agencies[hit[1]]
        if agency.territory != "none":
            stop = self.territory.suffix(words, stop, numbered=agency.numbered, bare=not agency.weak)
        stop = self._by_head.numbered(words, stop, agency.kind)
        if agency.kind == "board" or agency.id in self._named:
            stop = self._zone(words, stop)
        whole = agency.weak or agency.level == "group"
        return Reading(index if whole else begin, stop, agency.id, None, "name")

    def _local_name(self, words: Words, begin: int, hit: tuple[int, str] | None) -> Reading | None:
        """A name that counts only where a place follows it ("Điện lực Cẩm Phả")."""
        if hit is None or not words.capital(begin):
            return None
        stop = self.territory.suffix(words, hit[0])
        if stop == hit[0] and self._agencies[hit[1]].kind == "enterprise":
            stop = self.territory.own_name(words, stop)
        return Reading(begin, stop, hit[1], None, "name") if stop > hit[0] else None

    def _may_go_on(self, words: Words, reading: Reading) -> bool:
        agency = self._agencies[reading.id]
        named = words.capital(reading.stop) or words.capital(reading.stop - 1)
        return agency.weak or agency.level == "group" or (agency.kind == "board" and named)

    def _zone(self, words: Words, at: int) -> int:
        """The index after the own name of a zone and the zones beside it: "Đồng Đăng - Lạng Sơn", "Nghi Sơn và các
        khu công nghiệp"."""
        stop = self.territory.own_name(words, at)
        if stop > at and words.at(stop) == SEPARATOR and words.raws[stop] != ",":
            stop = max(self.territory.own_name(words, stop + 1), stop)
        beside = longest(self._zones_beside, words, stop)
        if beside is None:
            return stop
        return max(self.territory.suffix(words, beside[0]), self.territory.own_name(words, beside[0]))

    def _allowed(self, words: Words, begin: int, hit: tuple[int, str], *, freely: bool) -> bool:
        agency = self._agencies[hit[1]]
        if (agency.proper or agency.kind == "ministry") and not words.capital(begin):
            return False
        if words.at(hit[0]) in self._not_after:
            return False
        if not agency.weak or freely:
            return True
        alone = words.at(self.territory.suffix(words, hit[0])) in {BREAK, SEPARATOR, ";", ":", ".", AND}
        return alone and words.capital(begin) and words.at(begin - 1) in {BREAK, ";", ":", ")", "."}

    def title(self, words: Words, index: int) -> int:
        """The index of the title that stands before a name ("Giám đốc Sở …"), or the index itself."""
        if words.at(index - 1) not in self._title_ends:
            return index
        for length in (5, 4, 3, 2, 1):
            if index >= length and tuple(words.keys[index - length : index]) in self._titles:
                return index - length
        return index

    # ---- bodies of a level -------------------------------------------------------------------------------------------

    def _body(self, words: Words, begin: int, hit: tuple[int, Any], province: Province | None) -> list[Reading]:
        """ "UBND các huyện, thị xã, thành phố; xã, phường": one reading for each level named."""
        at, body = hit
        head = words.slice(begin, at)
        units = self.territory.units(words, at)
        if not units:
            return [Reading(begin, territory_end(words, at), body["province"], None, "body")]
        first, *others = self.territory.runs(words, units, province)
        return [
            Reading(begin, first.stop, body[first.level], None, "body"),
            *(Reading(run.first, run.stop, body[run.level], head, "body") for run in others),
        ]

    def _opens(self, words: Words, index: int) -> bool:
        """Whether a name or a verb of duty begins at a word: then it is no proper name of a place."""
        return bool(hits(self._openers, words, index)) or longest(self._stops, words, index) is not None

    def _names(self, words: Words, index: int) -> bool:
        """Whether a listed name, a body or a verb of duty begins at a word."""
        begun = not hits(self._openers, words, index).keys().isdisjoint({"name", "body", "determiner"})
        return begun or longest(self._stops, words, index) is not None

    # ---- groups ------------------------------------------------------------------------------------------------------

    def _group(self, words: Words, index: int, first: int, there: _Hits) -> list[Reading]:
        """ "các sở, ban, ngành, đoàn thể, địa phương liên quan": nouns in any order, read as one group."""
        stop, mark = there["noun"]
        if first == index and (mark not in self._starters or words.at(stop) not in self._joins):
            return []
        at = stop = first
        marks: list[str] = []
        while len(marks) < _MAX_NOUNS:
            hit = hits(self._openers, words, at).get("noun")
            if hit is None:
                break
            if marks and (words.at(hit[0]) in self._not_after or self._longer_name(words, at, hit[0])):
                break  # "các sở, ban, ngành, Sở Nội vụ", "các sở, ngành, các cấp ủy"
            marks.append(hit[1])
            stop = at = hit[0]
            if words.at(at) not in self._joins:
                break
            at += 1
        id = _group_id(marks, plural=first > index)
        if id is None:
            return []
        following = longest(self._after_group, words, stop)
        if following is not None:
            stop = following[0]
        return [Reading(index, self.territory.suffix(words, stop), id, None, "group")]

    # ---- shared heads ------------------------------------------------------------------------------------------------

    def _shared_head(self, words: Words, index: int, first: int, *, last: Agency | None) -> list[Reading]:
        """ "các Sở: Tài chính, Y tế" and, after a department, ", Y tế": departments whose head is left out."""
        if last is not None and last.kind in {"department", "ministry"} and words.raws[index - 1] in {",", AND, "&"}:
            head = "sở" if last.kind == "department" else "bộ"
            hit = longest(self._fields[head], words, index)
            if hit is not None and words.capital(index) and self._closes(words, hit[0]):
                return [Reading(index, hit[0], hit[1], head.capitalize(), "list")]
        at = first
        head = words.at(at)
        if head not in self._fields or not (first > index or words.at(at + 1) == ":"):
            return []
        at += 2 if words.at(at + 1) == ":" else 1
        readings: list[Reading] = []
        while at < len(words) and len(readings) < _MAX_FIELDS:
            hit = longest(self._fields[head], words, at)
            if hit is None or not words.capital(at):
                break
            readings.append(Reading(at, hit[0], hit[1], head.capitalize(), "list"))
            at = self.territory.joined(words, hit[0])
            if at == hit[0]:
                break
        return readings

    def _closes(self, words: Words, index: int) -> bool:
        """Whether a name may end before a word: punctuation, the end, or a verb of duty."""
        if words.at(index) in {BREAK, SEPARATOR, ";", ".", ":", ")", "(", AND}:
            return True
        return longest(self._stops, words, index) is not None

    def _longer_name(self, words: Words, at: int, stop: int) -> bool:
        """Whether a noun of a group only begins the name of an agency ("Sở | Nội vụ")."""
        name = hits(self._openers, words, at).get("name") if words.capital(at) else None
        return name is not None and name[0] > stop

    def _opens_name(self, words: Words, index: int) -> bool:
        return not hits(self._openers, words, index).keys().isdisjoint({"name", "body", "head"})


def _branches(trie: Node) -> Iterable[tuple[str, Node]]:
    return ((word, node) for word, node in trie.items() if word not in {END, EXACT})


def _group_id(marks: list[str], *, plural: bool) -> str | None:
    """The group that a list of nouns names, or None where the nouns are no group of agencies."""
    found = set(marks)
    if not found or (len(marks) < 2 and not plural):
        return None
    local = "dia_phuong" in found
    boards = "ban" in found and "phong" not in found and len(marks) > 1
    branches = "nganh" in found and plural and (local or found & {"co_quan", "don_vi", "doan_the"})
    if "so" in found or ((boards or branches) and "bo" not in found):
        return "cac-so-nganh-dia-phuong" if local else "cac-so-nganh"
    if "bo" in found:
        if len(marks) < 2:
            return None
        return "cac-bo-nganh-dia-phuong" if local else "cac-bo-nganh"
    if found & {"co_quan", "don_vi", "phong"} and (plural or found != {"phong", "ban"}):
        return "cac-co-quan-don-vi-dia-phuong" if local else "cac-co-quan-don-vi"
    if local:
        return "cac-dia-phuong" if plural else None
    if {"cap", "nganh"} <= found:
        return "cac-cap-cac-nganh"
    if "doan_the" in found and len(marks) > 1:
        return "to-chuc-ctxh"
    if "to_chuc" in found and len(marks) > 1 and plural:
        return "to-chuc-ca-nhan"
    return None
