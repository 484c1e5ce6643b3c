"""Whose an agency is: "tỉnh Hòa Bình", "các huyện, thị xã, thành phố", "cấp xã" after a name or a head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from vnplan.lexicon.provinces import Province, provinces, territory_end
from vnplan.lexicon.words import AND, SEPARATOR, Words, longest, trie

_MAX_UNITS = 12
_ROMAN = frozenset("IVX")


class Unit(NamedTuple):
    """A unit after a head, words `first` to before `stop`: its mark, and whether several are meant ("các huyện")."""

    first: int
    stop: int
    mark: str
    several: bool


class Run(NamedTuple):
    """Units of one level after a head, words `first` to before `stop`."""

    level: str
    first: int
    stop: int


class Territory:
    """Reads provinces, districts and communes where they stand after an agency's name.

    `opens` says whether another name may begin at a word, so that it is not taken for the own name of a district;
    `named` whether one certainly does: the first word after "xã" may look like the head of one ("Hội Sơn").
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        joins: frozenset[str],
        opens: Callable[[Words, int], bool],
        named: Callable[[Words, int], bool],
    ) -> None:
        units = data["units"]
        marks = ("province", "city", "district", "commune", "all")
        self._units = trie((units[mark], mark) for mark in marks)
        self._hamlets = trie([(units["hamlets"], True)])
        self._central = trie([(units["central"], True)])
        self._area = trie([(units["area"], True), (units["area_of"], False)])
        self.of = frozenset(units["of"])
        self._level = frozenset(units["level"])
        self._whole = frozenset(units["whole"])
        self._not_after = frozenset(units["not_after"])
        self._not_behind = {word: frozenset(others) for word, others in units["not_behind"].items()}
        self._not_after_small = frozenset(units["not_after_small"])
        self._own = trie([(units["own_names"], True)])
        self._regional = frozenset(units["regional"])
        self._regions = trie([(units["regions"], True)])
        self._plural = trie([(data["determiners"]["plural"], True), (data["determiners"]["one"], False)])
        self._joins = joins
        self._opens = opens
        self._named = named

    def suffix(self, words: Words, index: int, *, numbered: bool = False, bare: bool = True) -> int:
        """The index after "tỉnh Hòa Bình", "thành phố", "TP. Cần Thơ", "các cấp" that follow a name.

        `numbered`: a number may follow ("Khu vực 12"); `bare`: a province may follow without its kind ("Vĩnh Long").
        """
        if numbered and index < len(words) and (words.raws[index].isdigit() or set(words.raws[index]) <= _ROMAN):
            return index + 1
        region = longest(self._regions, words, index) if words.at(index - 1) in self._regional else None
        if region is not None and words.capital(index):
            return region[0]
        if words.at(index - 1) in self._not_behind.get(words.at(index), ()):
            return index
        at = index + 1 if words.at(index) in self.of else index
        ranked = words.at(at) in self._level
        hit = longest(self._units, words, at + ranked)
        if hit is None and longest(self._plural, words, at) is not None:
            return self._several(words, at) or index
        if hit is None or self._is_no_unit(words, hit[0]):
            return territory_end(words, index) if bare else index
        stop, mark = hit
        if ranked:
            return stop
        if mark in {"district", "commune"} and not ranked and at == index:
            return self.own_name(words, stop)  # "Văn phòng HĐND và UBND xã Tân Lạc"
        if mark in {"province", "city"}:
            dotted = words.at(stop) == "." and words.raws[stop - 1].isupper()
            return max(territory_end(words, stop + 1), stop) if dotted else territory_end(words, stop)
        return stop if mark == "all" and stop - at > 1 else index

    def _is_no_unit(self, words: Words, after: int) -> bool:
        """Whether the word after a unit makes another word of it ("tỉnh ủy", "xã hội")."""
        folded = words.at(after)
        return folded in self._not_after or (folded in self._not_after_small and not words.capital(after))

    def _several(self, words: Words, at: int) -> int:
        """The index after "các huyện, thành phố", "các tỉnh, thành phố", "các thôn": bodies of one kind; else 0."""
        units = self.units(words, at)
        if not units:
            determiner = longest(self._plural, words, at)
            hamlet = longest(self._hamlets, words, determiner[0]) if determiner else None
            return hamlet[0] if hamlet else 0
        marks = {unit.mark for unit in units}
        low = all(unit.several for unit in units) and not marks.isdisjoint({"province", "district", "commune"})
        stop = units[-1].stop
        if "province" in marks and ":" in words.keys[at:stop]:
            stop = words.keys.index(":", at, stop)  # "Bảo hiểm xã hội các tỉnh, thành phố: Thông báo …"
        return stop if low else 0

    def area(self, words: Words, index: int) -> int:
        """The index after "trên địa bàn tỉnh Vĩnh Long" that follows a name."""
        hit = longest(self._area, words, index)
        if hit is None:
            return index
        at = hit[0] + 1 if words.at(hit[0]) in self._whole else hit[0]
        stop = self.suffix(words, at)
        return stop if stop > at else hit[0] if hit[1] else index

    def units(self, words: Words, at: int) -> list[Unit]:
        """The units listed from a word on: "các huyện, thị xã", "thành phố Hòa Bình", "cấp huyện, cấp xã"."""
        units: list[Unit] = []
        several = False
        while len(units) < _MAX_UNITS:
            first = at
            whole = longest(self._units, words, at)
            if whole is None or whole[1] != "all":
                determiner = longest(self._plural, words, at)
                if determiner is not None:
                    at, several = determiner[0], several or determiner[1]
                if words.at(at).isdigit():
                    several, at = True, at + 1
                if words.at(at) in self._level:
                    at += 1
                whole = longest(self._units, words, at)
            if whole is None or self._is_no_unit(words, whole[0]):
                break
            stop, mark = whole
            if words.at(stop) == "." and words.raws[stop - 1].isupper() and words.capital(stop + 1):
                stop += 1
            central = longest(self._central, words, stop)
            stop = central[0] if central else self._own_names(words, stop, several=several)
            units.append(Unit(first, stop, mark, several))
            at = self.joined(words, stop)
            if at == stop:
                break
        return units

    def joined(self, words: Words, at: int) -> int:
        """The index after a comma, "và", ", và" or ";" that joins two items, or the index itself."""
        if words.at(at) not in self._joins and words.at(at) != ";":
            return at
        return at + (2 if (words.at(at), words.at(at + 1)) == (SEPARATOR, AND) else 1)

    def own_name(self, words: Words, at: int, *, capitals: bool = False) -> int:
        """The index after the own name of a district, commune or zone ("Cao Phong"); `capitals`: in a line of them."""
        stop = territory_end(words, at)
        listed = longest(self._own, words, at)
        if stop > at or (listed is not None and words.capital(at)):
            return max(stop, listed[0] if listed else 0)
        while stop < at + 4 and words.capital(stop) and words.same_line(stop):
            if (
                len(words.raws[stop]) > 1
                and words.raws[stop].isupper()
                and (not capitals or words.at(stop) in self._joins)
            ):
                break  # an abbreviation, unless all is written in capitals
            if self._named(words, stop) if stop == at else self._opens(words, stop):
                break
            stop += 1
        return stop

    def _own_names(self, words: Words, at: int, *, several: bool) -> int:
        """The index after one own name, or after several: "các huyện (:) Mai Sơn, Yên Châu và Mộc Châu"."""
        if several and words.at(at) == ":":
            named = self._own_names(words, at + 1, several=False)
            if named == at + 1:
                return at  # "UBND các xã: Chủ trì …"
            at += 1
        capitals = several and len(words.raws[at - 1]) > 1 and words.raws[at - 1].isupper()
        stop = self.own_name(words, at, capitals=capitals)
        named = stop
        while several and named > at:
            following = self.joined(words, named)
            at = following
            if following == named or not words.capital(following) or self._opens(words, following):
                break
            named = self.own_name(words, following, capitals=capitals)
            if named == following:
                break
            stop = max(stop, named)
        return stop

    def runs(self, words: Words, units: list[Unit], province: Province | None) -> list[Run]:
        """Units in runs of one level. A city is of the rank of its neighbours, else what its name or the plan says."""
        marks = {unit.mark for unit in units}
        runs: list[Run] = []
        for unit in units:
            level = unit.mark
            if level == "city":
                if "district" in marks:
                    level = "district"
                elif "province" in marks:
                    level = "provinces"
                elif "commune" in marks or unit.several:
                    level = "district"
                else:
                    level = city_level(words.slice(unit.first, unit.stop), province)
            elif level == "province" and (unit.several or ("city" in marks and "district" not in marks)):
                level = "provinces"
            if runs and runs[-1].level == level:
                runs[-1] = Run(level, runs[-1].first, unit.stop)
            else:
                runs.append(Run(level, unit.first, unit.stop))
        return runs


def city_level(name: str, province: Province | None) -> str:
    """The level of one "thành phố [X]": the province where X, or the plan's issuer, is a centrally run city.

    Huế was a city of its province until the end of 2024; without an issuer it is read as that.

    >>> city_level("thành phố Hải Phòng", None), city_level("thành phố Vĩnh Long", None)
    ('province', 'district')
    """
    named = provinces().find(name)
    if province is not None and (named is None or named.id == province.id):
        return "province" if province.kind == "thành phố" else "district"
    if named is not None:
        before = provinces().former
        return "province" if any(row.id == named.id and row.kind == "thành phố" for row in before) else "district"
    return "province" if len(name.split()) <= 2 else "district"
