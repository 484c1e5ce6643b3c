"""How administrative prose names agencies: the grammars behind the scan, compiled from the lexicon's tables.

Observed in the corpora and in documents after Nghị định 30/2020/NĐ-CP: a name may leave out its province, put it after
a dash, abbreviate any part, list several departments under one "các Sở", and name bodies of a level by their units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from vnplan.lexicon.agency import Agency
from vnplan.lexicon.provinces import Province, provinces, territory_end
from vnplan.lexicon.words import BREAK, END, SEPARATOR, Node, Words, longest, plant, wordings

_JOINS = frozenset({SEPARATOR, "và", "hoặc", "/"})
_NO_START: frozenset[str] = frozenset()
_MAX_PATTERN = 14
_MAX_UNITS = 12
_ROMAN = frozenset("IVX")
# a word that makes another of what follows: "cơ sở", "trụ sở", "cán bộ"; and of a unit: "tỉnh ủy", "tỉnh lộ"
_NOT_BEFORE = {"sở": ("cơ", "trụ", "công"), "bộ": ("cán", "nội", "toàn", "đồng")}
_NOT_UNIT = frozenset({"ủy", "đoàn", "lộ", "lỵ"})


class Reading(NamedTuple):
    """One way to read words `start` to before `stop`: an agency's id (for a pattern: a kind and level)."""

    start: int
    stop: int
    id: str
    head: str | None
    rule: str
    level: str | None = None


def _trie(entries: Iterable[tuple[Iterable[str], Any]], *, exact_capitals: bool = False) -> Node:
    trie: Node = {}
    for names, value in entries:
        for name in names:
            for sequence in wordings(name, exact_capitals=exact_capitals):
                if sequence:
                    plant(trie, sequence, value)
    return trie


class Grammar:
    """Tries of names, heads, units, group nouns, titles and patterns. Every lookup is bounded, so scans are linear."""

    def __init__(self, data: Mapping[str, Any], agencies: Iterable[Agency]) -> None:
        agencies = list(agencies)
        self.kinds: Mapping[str, dict[str, Any]] = data["kinds"]
        self._agencies = {agency.id: agency for agency in agencies}
        self._names: Node = {}
        self._local: Node = {}
        fields: dict[str, list[tuple[tuple[str, ...], str]]] = {"sở": [], "bộ": []}
        for agency in agencies:
            display = () if agency.composed else (agency.vi,)
            for names, exact in (((*display, *agency.names), False), (agency.abbr, True)):
                for name in names:
                    for sequence in wordings(name, exact_capitals=exact):
                        if sequence:
                            plant(self._names, sequence, agency.id)
                        if len(sequence) > 1 and sequence[0] in fields:
                            fields[sequence[0]].append((sequence[1:], agency.id))
            for name in agency.local_names:
                for sequence in wordings(name):
                    plant(self._local, sequence, agency.id)
        self._fields: dict[str, Node] = {}
        for head, entries in fields.items():
            node: Node = {}
            for sequence, id in entries:
                plant(node, sequence, id)
            self._fields[head] = node
        self._bodies: Node = {}
        for body in data["bodies"]:
            for names, exact in ((body["heads"], False), (body["abbr"], True)):
                for name in names:
                    for sequence in wordings(name, exact_capitals=exact):
                        plant(self._bodies, sequence, body)
        units = data["units"]
        marks = ("province", "city", "district", "commune", "all")
        self._units = _trie((units[mark], mark) for mark in marks)
        self._central = _trie([(units["central"], True)])
        self._of = frozenset(units["of"])
        self._area = _trie([(units["area"], True)])
        self._plural = _trie([(data["determiners"]["plural"], "plural"), (data["determiners"]["one"], "one")])
        nouns = {mark: names for mark, names in data["group_nouns"].items() if mark != "viec"}
        self._nouns = _trie((names, mark) for mark, names in nouns.items())
        self._after_group = _trie([(data["group_nouns"]["viec"], True)])
        self._titles = {sequence for word in data["titles"]["words"] for sequence in wordings(word)}
        self._heads = _trie((row["heads"], row) for row in data["fallback"])
        self._stops = _trie([(data["fallback_stop"]["words"], True)])
        self._starts = self._first_pairs()

    def _first_pairs(self) -> dict[str, frozenset[str] | None]:
        """For each word a name may begin with, the words that may come second (None: any)."""
        pairs: dict[str, set[str] | None] = {}

        def allow(first: str, seconds: Iterable[str] | None) -> None:
            known = pairs.setdefault(first, set())
            pairs[first] = None if seconds is None or known is None else known | set(seconds)

        for trie in (self._names, self._local, self._bodies, self._heads):
            for first, node in trie.items():
                allow(first, None if END in node else node)
        for first, node in self._nouns.items():
            allow(first, {*node, *_JOINS} - {END})
        for head in self._fields:
            allow(head, (":",))
        openings = {first for trie in (self._names, self._bodies, self._nouns) for first in trie} | set(self._fields)
        for first, node in self._plural.items():
            allow(first, openings | set(node) if END in node else node)
        return {first: None if seconds is None else frozenset(seconds) for first, seconds in pairs.items()}

    def may_start(self, words: Words, index: int) -> bool:
        """Whether any name can begin at a word: a quick test of two words before the tries are walked."""
        keys, raws = words.keys, words.raws
        for first in (keys[index], "=" + raws[index]):
            seconds = self._starts.get(first, _NO_START)
            if seconds is None:
                return True
            if seconds and index + 1 < len(keys) and (keys[index + 1] in seconds or "=" + raws[index + 1] in seconds):
                return True
        return False

    # ---- listed names ------------------------------------------------------------------------------------------------

    def listed(self, words: Words, index: int, *, in_list: bool) -> list[Reading]:
        """A name of the lexicon; common nouns only after "các", in a list, or alone at the start of a piece of text."""
        if words.at(index - 1) in _NOT_BEFORE.get(words.at(index), ()):
            return []
        first = index
        determiner = longest(self._plural, words, index)
        if determiner is not None and determiner[0] < len(words):
            first = determiner[0]
        best: Reading | None = None
        for begin in {index, first}:
            hit = longest(self._names, words, begin)
            if hit is not None and self._allowed(words, index, begin, hit, in_list=in_list):
                agency = self._agencies[hit[1]]
                stop = hit[0]
                if agency.territory != "none":
                    stop = self.suffix(words, stop, numbered=agency.numbered, bare=not agency.weak)
                if best is None or stop > best.stop:
                    whole = agency.weak or agency.level == "group"
                    best = Reading(index if whole else begin, stop, hit[1], None, "name")
            hit = longest(self._local, words, begin)
            if hit is not None and words.capital(begin):
                stop = self.suffix(words, hit[0])
                if stop > hit[0] and (best is None or stop > best.stop):
                    best = Reading(begin, stop, hit[1], None, "name")
        if best is not None and best.start == begin == index and self._agencies[best.id].weak:
            # "Trường Đại học Cần Thơ" is one school, "Trường đại học" any
            single = self.pattern(words, index)
            if single and single[0].stop > best.stop:
                return single
        return [best] if best else []

    def _allowed(self, words: Words, index: int, begin: int, hit: tuple[int, str], *, in_list: bool) -> bool:
        agency = self._agencies[hit[1]]
        if (agency.proper or agency.kind == "ministry") and not words.capital(begin):
            return False
        if not agency.weak or begin > index or in_list or longest(self._plural, words, index) is not None:
            return True
        alone = words.at(self.suffix(words, hit[0])) in {BREAK, SEPARATOR, ";", ":", ".", "và"}
        return alone and words.capital(begin) and words.at(index - 1) in {BREAK, ";", ":", ")", "."}

    def suffix(self, words: Words, index: int, *, numbered: bool = False, bare: bool = True) -> int:
        """The index after "tỉnh Hòa Bình", "thành phố", "TP. Cần Thơ", "các cấp" that follow a name.

        `numbered`: a number may follow ("Khu vực 12"); `bare`: a province may follow without its kind ("Vĩnh Long").
        """
        if numbered and index < len(words) and (words.raws[index].isdigit() or set(words.raws[index]) <= _ROMAN):
            return index + 1
        at = index + 1 if words.at(index) in self._of else index
        if words.at(at) == "cấp":
            at += 1
        hit = longest(self._units, words, at)
        if hit is None or words.at(hit[0]) in _NOT_UNIT:
            return territory_end(words, index) if bare else index
        stop, mark = hit
        if mark in {"province", "city"}:
            dotted = words.at(stop) == "." and words.raws[stop - 1].isupper()
            return max(territory_end(words, stop + 1), stop) if dotted else territory_end(words, stop)
        return stop if mark == "all" and words.at(at) == "các" else index

    def area(self, words: Words, index: int) -> int:
        """The index after "trên địa bàn tỉnh Vĩnh Long" that follows a name."""
        hit = longest(self._area, words, index)
        if hit is None:
            return index
        at = hit[0] + 1 if words.at(hit[0]) == "toàn" else hit[0]
        stop = self.suffix(words, at)
        return stop if stop > at else hit[0]

    def title(self, words: Words, index: int) -> int:
        """The index of the title that stands before a name ("Giám đốc Sở …"), or the index itself."""
        for length in (4, 3, 2, 1):
            if index >= length and tuple(words.keys[index - length : index]) in self._titles:
                return index - length
        return index

    # ---- bodies of a level -------------------------------------------------------------------------------------------

    def body(self, words: Words, index: int, province: Province | None) -> list[Reading]:
        """ "UBND các huyện, thị xã, thành phố; xã, phường": one reading for each level named."""
        begin = index
        determiner = longest(self._plural, words, index)
        hit = longest(self._bodies, words, index)
        if hit is None and determiner is not None:
            begin = determiner[0]
            hit = longest(self._bodies, words, begin)
        if hit is None:
            return []
        at, body = hit
        head = words.slice(begin, at)
        units = self._unit_list(words, at)
        if not units:
            return [Reading(begin, territory_end(words, at), body["province"], None, "body")]
        readings: list[Reading] = []
        for level, (first, stop) in self._levels(words, units, province):
            if not readings:
                readings.append(Reading(begin, stop, body[level], None, "body"))
            else:
                readings.append(Reading(first, stop, body[level], head, "body"))
        return readings

    def _unit_list(self, words: Words, at: int) -> list[tuple[int, int, str, bool]]:
        """Units after a head: (first, stop, mark, several), e.g. "các huyện", "thành phố Hòa Bình"."""
        units: list[tuple[int, int, str, bool]] = []
        several = False
        while len(units) < _MAX_UNITS:
            first = at
            whole = longest(self._units, words, at)
            if whole is None or whole[1] != "all":
                determiner = longest(self._plural, words, at)
                if determiner is not None:
                    several = several or determiner[1] == "plural"
                    at = determiner[0]
                if words.at(at).isdigit():
                    several, at = True, at + 1
                if words.at(at) == "cấp":
                    at += 1
                whole = longest(self._units, words, at)
            if whole is None or words.at(whole[0]) in _NOT_UNIT:
                break
            stop, mark = whole
            if words.at(stop) == "." and words.raws[stop - 1].isupper() and words.capital(stop + 1):
                stop += 1
            central = longest(self._central, words, stop)
            stop = central[0] if central else self._proper_name(words, stop)
            units.append((first, stop, mark, several))
            at = stop
            if words.at(at) not in _JOINS and words.at(at) != ";":
                break
            at += 2 if (words.at(at), words.at(at + 1)) == (SEPARATOR, "và") else 1
        return units

    def _proper_name(self, words: Words, at: int) -> int:
        """The index after the own name of a district or commune, e.g. "Cao Phong", "Ninh Kiều"."""
        stop = territory_end(words, at)
        if stop > at:
            return stop
        while stop < at + 4 and words.capital(stop) and words.same_line(stop) and not words.raws[stop].isupper():
            if self._opens(words, stop) or longest(self._stops, words, stop):
                break
            stop += 1
        return stop

    def _opens(self, words: Words, index: int) -> bool:
        return any(longest(trie, words, index) for trie in (self._names, self._bodies, self._heads, self._nouns))

    def _levels(
        self, words: Words, units: list[tuple[int, int, str, bool]], province: Province | None
    ) -> list[tuple[str, tuple[int, int]]]:
        """Units in runs of one level. A city is of the rank of its neighbours, else what its name or the plan says."""
        marks = {mark for _, _, mark, _ in units}
        runs: list[tuple[str, tuple[int, int]]] = []
        for first, stop, mark, several in units:
            level = mark
            if mark == "city":
                if "district" in marks:
                    level = "district"
                elif "province" in marks:
                    level = "provinces"
                elif "commune" in marks or several:
                    level = "district"
                else:
                    level = _city_level(words.slice(first, stop), province)
            elif mark == "province" and (several or ("city" in marks and "district" not in marks)):
                level = "provinces"
            if runs and runs[-1][0] == level:
                runs[-1] = (level, (runs[-1][1][0], stop))
            else:
                runs.append((level, (first, stop)))
        return runs

    # ---- groups ------------------------------------------------------------------------------------------------------

    def group(self, words: Words, index: int) -> list[Reading]:
        """ "các sở, ban, ngành, đoàn thể, địa phương liên quan": nouns in any order, read as one group."""
        if words.at(index - 1) in _NOT_BEFORE.get(words.at(index), ()):
            return []
        determiner = longest(self._plural, words, index)
        at = stop = determiner[0] if determiner else index
        marks: list[str] = []
        while len(marks) < _MAX_UNITS:
            hit = longest(self._nouns, words, at)
            if hit is None or (hit[1] == "so" and words.at(hit[0]) == "chỉ"):
                break
            marks.append(hit[1])
            stop = at = hit[0]
            if words.at(at) not in _JOINS:
                break
            at += 1
        id = _group_id(marks, plural=determiner is not None)
        if id is None:
            return []
        following = longest(self._after_group, words, stop)
        if following is not None:
            stop = following[0]
        return [Reading(index, self.suffix(words, stop), id, None, "group")]

    # ---- shared heads ------------------------------------------------------------------------------------------------

    def shared_head(self, words: Words, index: int, *, last: Agency | None) -> list[Reading]:
        """ "các Sở: Tài chính, Y tế" and, after a department, ", Y tế": departments whose head is left out."""
        if last is not None and last.kind in {"department", "ministry"} and words.raws[index - 1] in {",", "và", "&"}:
            head = "sở" if last.kind == "department" else "bộ"
            hit = longest(self._fields[head], words, index)
            if hit is not None and words.capital(index) and self._closes(words, hit[0]):
                return [Reading(index, hit[0], hit[1], head.capitalize(), "list")]
        determiner = longest(self._plural, words, index)
        at = determiner[0] if determiner else index
        head = words.at(at)
        if head not in self._fields or not (determiner or words.at(at + 1) == ":"):
            return []
        at += 2 if words.at(at + 1) == ":" else 1
        readings: list[Reading] = []
        while at < len(words) and len(readings) < 40:
            hit = longest(self._fields[head], words, at)
            if hit is None or not words.capital(at):
                break
            readings.append(Reading(at, hit[0], hit[1], head.capitalize(), "list"))
            at = hit[0]
            if words.at(at) not in _JOINS and words.at(at) != ";":
                break
            at += 2 if (words.at(at), words.at(at + 1)) == (SEPARATOR, "và") else 1
        return readings

    def _closes(self, words: Words, index: int) -> bool:
        """Whether a name may end before a word: punctuation, the end, or a verb of duty."""
        if words.at(index) in {BREAK, SEPARATOR, ";", ".", ":", ")", "(", "và"}:
            return True
        return longest(self._stops, words, index) is not None

    # ---- unlisted names ----------------------------------------------------------------------------------------------

    def pattern(self, words: Words, index: int) -> list[Reading]:
        """A body of no list by its head: "Trung tâm Phát triển quỹ đất", up to a verb, a comma or the end."""
        hit = longest(self._heads, words, index)
        if hit is None or not words.capital(index) or words.raws[index].isupper():
            return []
        stop = at = hit[0]
        if not words.capital(at):
            return []
        while at < len(words) and at - index < _MAX_PATTERN:
            folded = words.keys[at]
            if folded in {SEPARATOR, "và", "của"}:
                dash = folded != SEPARATOR or words.raws[at] != ","
                if not (dash and words.capital(at + 1)) or self._opens_name(words, at + 1):
                    break
                at += 1
            elif not folded[0].isalnum() or (not words.capital(at) and longest(self._stops, words, at)):
                break
            else:
                at += 1
                stop = at
        first = words.raws[hit[0]]
        long_enough = stop - hit[0] >= 2 or (stop > hit[0] and first.isupper() and len(first) > 1)
        row = hit[1]
        return [Reading(index, stop, row["kind"], None, "pattern", row.get("level"))] if long_enough else []

    def _opens_name(self, words: Words, index: int) -> bool:
        return any(longest(trie, words, index) for trie in (self._names, self._bodies, self._heads))


def _city_level(name: str, province: Province | None) -> str:
    """The level of one "thành phố [X]": the province where X, or the plan's issuer, is a centrally run city."""
    found = provinces().find(name)
    if found is not None and (province is None or found.id != province.id):
        former = provinces().get(found.id, on=province.until if province is not None else None)
        return "province" if former.kind == "thành phố" and found.id != "hue" else "district"
    if province is not None:
        return "province" if province.kind == "thành phố" else "district"
    words = name.split()
    return "province" if len(words) <= 2 else "district"


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
        if len(found) < 2:
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
