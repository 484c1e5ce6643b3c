"""Names of bodies of no list, read by their head: "Trung tâm Phát triển quỹ đất", "Trường Đại học Vinh", "Lữ đoàn 575".

A head is a noun of the lexicon's table of fallbacks. The own words after it begin with a capital letter and run up to a
verb, a comma or the end; a field of work may go on in small letters. Source: names observed in provincial plans. Names
without such a head are read where their place says what they are (`parse/duties/names_by_place`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from vnplan.lexicon.provinces import territory_end
from vnplan.lexicon.territory import Territory
from vnplan.lexicon.words import SEPARATOR, Node, Words, longest, trie
from vnplan.text import nfc, tone_placed

_MAX_PATTERN = 14
_NUMBERED = frozenset({"health", "school", "unit", "enterprise", "central"})


class Reading(NamedTuple):
    """One way to read words `start` to before `stop`: an agency's id.

    For a pattern `id` is a kind, with its level, and `base` the end of the name without its province.
    """

    start: int
    stop: int
    id: str
    head: str | None
    rule: str
    level: str | None = None
    base: int | None = None


class NamesByHead:
    """The heads' own grammar. `fields` are those of departments, `opens` says whether another name begins at a word."""

    def __init__(
        self,
        data: Mapping[str, Any],
        verbs: Iterable[str],
        *,
        names: Iterable[str],
        fields: Node,
        territory: Territory,
        stops: Node,
        opens: Callable[[Words, int], bool],
    ) -> None:
        verbs = list(verbs)
        self._fields = fields
        self._territory = territory
        self._stops = stops
        self._opens = opens
        self._links = frozenset(data["beside"]["links"])
        self._titles = trie([(data["titles"]["words"], True)])
        self._name_fields = trie([(data["name_fields"]["words"], True)])
        self._field_kinds = frozenset(data["name_fields"]["units"])
        self._branches = trie([(data["branches"]["heads"], True)])
        self._numbers = frozenset(data["branches"]["numbers"])
        self._verbs = trie([(verbs, True)])
        stop = data["fallback_stop"]
        long = [verb for verb in verbs if " " in verb]  # one syllable is too often the second of another word
        self._after_capital = trie([([*long, *stop["after_capital"]], True)])
        self._compounds = trie([([*long, *stop["in_names"]], True)])
        syllables = map(str.split, tone_placed(nfc("\n".join(names))).split("\n"))
        self._joined = frozenset(pair for name in syllables for pair in pairwise(name))

    def read(self, words: Words, index: int, hit: tuple[int, Any]) -> list[Reading]:
        """A body of no list by its head: "Trung tâm Phát triển quỹ đất", up to a verb, a comma or the end."""
        row = hit[1]
        if not words.capital(index) or (words.raws[index].isupper() and words.raws[index] not in row.get("abbr", ())):
            return []
        begin = hit[0]
        if row.get("whole") and not words.capital(begin):
            # "Thư viện tỉnh", "Sàn giao dịch công nghệ": the head is a name by itself
            end = self.numbered(words, self._territory.suffix(words, begin, bare=False), row["kind"])
            if end > begin or begin - index > 2:
                return [Reading(index, end, row["kind"], None, "pattern", row.get("level"), begin)]
        numbered = bool(row.get("numbered")) and words.at(begin).isdigit()
        if not (words.capital(begin) or numbered):
            return []
        stop = self._name_stop(words, index, begin, row["kind"])
        first = words.raws[begin]
        # one syllable is a name after a head of several ("Trường Đại học Vinh", "Bệnh viện Phổi"), else an abbreviation
        short = begin - index > 1 and longest(self._verbs, words, begin) is None
        if stop - begin < 2 and not (stop > begin and (numbered or short or (first.isupper() and len(first) > 1))):
            return []
        end = self.numbered(words, self._territory.suffix(words, stop, bare=False), row["kind"])
        if end == stop and words.at(stop) in self._territory.of:  # "Phân hiệu … tại Cà Mau"
            place = territory_end(words, stop + 1)
            end = place if place > stop + 1 else stop
        end = self._branch(words, end)
        return [Reading(index, end, row["kind"], None, "pattern", row.get("level"), stop)]

    def _branch(self, words: Words, stop: int) -> int:
        """The index after a branch that a dash joins to a name: "… - Phân hiệu Cà Mau", "… - Chi nhánh Quy Nhơn"."""
        if words.at(stop) != SEPARATOR or words.raws[stop] == ",":
            return stop
        hit = longest(self._branches, words, stop + 1)
        return stop if hit is None else max(self._territory.own_name(words, hit[0]), hit[0])

    def _name_stop(self, words: Words, index: int, begin: int, kind: str) -> int:
        """The index after the own words of an unlisted name that begin after its head."""
        stop = at = begin
        while at < len(words) and at - index < _MAX_PATTERN:
            folded = words.keys[at]
            field = longest(self._fields, words, at)
            if self._territory.suffix(words, at, bare=False) > at:
                break
            verb = None if words.capital(at) else longest(self._stops, words, at)  # "xây dựng" is a field as well
            if field is not None and field[0] > at + 1 and (verb is None or verb[0] < field[0]):
                # "… khoa học và công nghệ": a field of work is one word, its "và" joins nothing else
                stop = at = field[0]
            elif words.raws[at] == "," and kind in self._field_kinds and (beside := self._field_beside(words, at + 1)):
                stop = at = beside
            elif folded in self._links:
                if words.raws[at] == "," or not words.capital(at + 1) or self._opens(words, at + 1):
                    break
                if longest(self._titles, words, at + 1) is not None:
                    break  # "Vụ Kế hoạch - Tài chính và Thủ trưởng các đơn vị"
                at += 1
            elif not folded[0].isalnum() or (not words.capital(at) and self._ends_name(words, at, begin, kind)):
                break
            else:
                at += 1
                stop = at
        return stop

    def _acts_after_field(self, words: Words, at: int) -> bool:
        """Whether a verb follows the whole field of an office: "Phòng Kinh tế | thanh toán …"."""
        field = longest(self._name_fields, words, at - 2)
        verb = longest(self._verbs, words, at)
        return field is not None and field[0] == at and verb is not None and verb[0] > at + 1

    def _field_beside(self, words: Words, at: int) -> int:
        """The index after a field that a comma joins within a name ("… Chăn nuôi, Thú y và Thủy sản"), else 0."""
        hit = longest(self._name_fields, words, at)
        if hit is None or not (words.capital(at) or hit[0] - at > 2) or self._opens(words, at):
            return 0
        return hit[0]

    def numbered(self, words: Words, stop: int, kind: str) -> int:
        """The index after "số 1" that ends the name of one of several alike ("Bệnh viện Đa khoa tỉnh số 1")."""
        if kind not in _NUMBERED or words.at(stop) not in self._numbers or not words.at(stop + 1).isdigit():
            return stop
        return stop + 2 if len(words.at(stop + 1)) < 3 and words.at(stop + 2) != "/" else stop

    def _after_own(self, words: Words, at: int, begin: int) -> bool:
        """Whether a word follows an own name, all of whose syllables are in capitals: "Công ty … Bắc Nam Hà | bơm …".

        In the name of a field only the first is ("Quản lý", "Du lịch"; Nghị định 30/2020/NĐ-CP, phụ lục II): a syllable
        in capitals and the one after it that stand so in a name of the lexicon are one word.
        """
        last = words.raws[at - 1]
        if at - 2 < begin or not (words.capital(at - 1) and words.capital(at - 2)) or words.capital(at + 1):
            return False  # "Nông Lâm nghiệp Tây Nguyên" goes on
        if len(last) > 1 and last.isupper():
            return False
        first, second = (tone_placed(nfc(word)) for word in words.raws[at - 1 : at + 1])
        return (first, second) not in self._joined and longest(self._compounds, words, at - 1) is None

    def _ends_name(self, words: Words, at: int, begin: int, kind: str) -> bool:
        """Whether a word written small ends an unlisted name: a word of duty, or any verb after a word in capitals.

        A field of work goes on in small letters ("Viện Nghiên cứu nuôi trồng thủy sản"), an own name does not ("Trường
        Đại học Đà Lạt mở chuyên ngành mới").
        """
        inside = at > begin
        if kind == "department" and inside and self._acts_after_field(words, at):
            return True
        whole = longest(self._compounds, words, at - 1) if inside else None
        if whole is not None and whole[0] > at and not self._closed(words, at):
            return False  # "Đào tạo", "Xây dựng"
        if longest(self._stops, words, at) or self._two_verbs(words, at, inside) or self._after_own(words, at, begin):
            return True
        if not inside or longest(self._after_capital, words, at) is None:
            return False
        return words.capital(at - 1) or self._closed(words, at)

    def _two_verbs(self, words: Words, at: int, inside: bool) -> bool:
        """Whether a verb that may stand in names is followed by another: "Viện Khoa học | nghiên cứu tham mưu …"."""
        first = longest(self._verbs, words, at) if inside else None
        if first is None or first[0] < at + 2 or longest(self._name_fields, words, at) is not None:
            return False
        second = longest(self._verbs, words, first[0])
        return second is not None and second[0] > first[0] + 1

    def _closed(self, words: Words, at: int) -> bool:
        """Whether a noun of two syllables ends before a word: "Dịch vụ việc làm | mở lớp"."""
        before = longest(self._compounds, words, at - 2)
        return before is not None and before[0] == at and not longest(self._verbs, words, at - 2)
