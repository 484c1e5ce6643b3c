"""Figures in a line: digits and words, ranges, units, percent, money, comparators, ranks.

Numbers are read the Vietnamese way (1.000 is one thousand, 1,5 is one and a half). Digits that measure nothing (numbers
of acts, dates, sections, standards, roads …) are left out: see `nonfigures` and `dates`. Whether a figure is a
commitment is not decided here: see `targets`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from vnplan.lexicon.units import either, units, words
from vnplan.models import Comparator, Span
from vnplan.parse.dates import DateMention, find_dates
from vnplan.parse.nonfigures import Stretch, lowered, merged, nonfigures, unit_at

QuantityKind = Literal[
    "percent", "points", "money", "duration", "age", "grade", "physical", "times", "rank", "noun", "scale", "other"
]


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A figure in a line.

    `low` holds a single figure, a range fills `high` too; a rank within N has `low` N. `unit` is as written
    ("12 tỷ đồng" is 12 and "tỷ đồng"; "gấp đôi" is 2 and "lần"). `span` covers comparator, number and unit, `core`
    number and unit; both are half-open offsets into the line. `kind` says what the unit is: "noun" a counted thing of
    the lexicon, "other" a word the lexicon does not know. `approximate` marks 'khoảng', 'gần', 'bình quân' and the
    like; `in_words` a number written in words only.
    """

    low: Decimal
    high: Decimal | None
    comparator: Comparator
    unit: str | None
    kind: QuantityKind
    span: Span
    core: Span
    approximate: bool = False
    in_words: bool = False
    stated: bool = False
    """whether words of the text name the comparator (ít nhất, trên, trở lên …)"""


def find_quantities(
    line: str, *, low: str | None = None, dates: Sequence[DateMention] | None = None
) -> tuple[QuantityMention, ...]:
    """All figures of a one-line text, in order, none overlapping. Linear in the line.

    `low` is `lowered(line)` and `dates` `find_dates(line)`, where the caller has them.

    >>> [(str(q.low), q.high and str(q.high), q.comparator.value, q.unit) for q in find_quantities(
    ...     "Theo Quyết định số 127/QĐ-TTg, hỗ trợ ít nhất 05 dự án, từ hai đến ba mô hình, 1.200 ha trong năm 2025")]
    [('5', None, 'at_least', 'dự án'), ('2', '3', 'range', 'mô hình'), ('1200', None, 'exact', 'ha')]
    >>> find_quantities("thuộc nhóm 5 thành phố dẫn đầu cả nước")[0].comparator.value
    'rank_within'
    """
    low = lowered(line) if low is None else low
    if not may_hold_figure(low):
        return ()
    dates = find_dates(line, low=low) if dates is None else dates
    blocked = merged([*nonfigures(line, low), *((mention.core.start, mention.core.end) for mention in dates)])
    out: list[QuantityMention] = []
    end = 0
    for atom in _atoms(line, low, blocked):
        if atom.start < end:
            continue
        mention = _multiple(line, atom, low) if atom.unit else _read(line, low, atom, blocked)
        if mention is not None:
            out.append(mention)
            end = max(mention.span.end, atom.end)
    return tuple(out)


def may_hold_figure(text: str) -> bool:
    """A quick test that spares the work on text without digits and number words; no case needed.

    >>> may_hold_figure("Nâng cao nhận thức"), may_hold_figure("gấp đôi"), may_hold_figure("xây dựng hai trung tâm")
    (False, True, True)
    """
    return _DIGIT.search(text) is not None or _number_word().search(text.lower()) is not None


# --- numbers ----------------------------------------------------------------------------------------------------------

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(
    r"(?:(?<![\w.,/])|(?<=top))"
    r"(?:\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d{1,4}(?!\d))?"
    r"|[1-9]\d{0,2}(?: \d{3}){1,4}(?![\d.,]|\s?%)"
    r"|\d{1,15}(?:[.,]\d{1,6})?(?!\d))"
)


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    value: Decimal
    in_words: bool = False
    unit: str | None = None


@cache
def _number_word() -> re.Pattern[str]:
    first = either([w for w in words("units", "numbers", "first") if w not in {"một", "năm"}])
    phrases = either(multiple.text for multiple in units().multiples)
    # 'một' and 'năm' (five, also 'year') only where a word of theirs stands that makes them numbers
    opening = {name.split(" ")[0] for name in (*units().nouns, *units().kinds, *units().scales)}
    following = either({*opening, *words("units", "numbers", "hundreds"), *words("units", "numbers", "tens")})
    return re.compile(rf"(?<!\w)(?:{first}|{phrases}|(?:một|năm)\s{following})(?!\w)")


@cache
def _words() -> re.Pattern[str]:
    first = either(words("units", "numbers", "first"))
    following = either(
        [
            *units().digits,
            *words("units", "numbers", "tens"),
            *words("units", "numbers", "hundreds"),
            *words("units", "numbers", "thousands"),
            *words("units", "numbers", "filler"),
            "mười",
        ]
    )
    return re.compile(rf"(?<![\w/]){first}(?:\s{following}(?!\w)){{0,9}}(?!\w)")


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(multiple.text for multiple in units().multiples)})(?:\slần)?(?!\w)")


def parse_number(text: str) -> Decimal | None:
    """A number in Vietnamese digits or words; None for anything else.

    A point before groups of three is a thousands mark, a comma is the decimal mark; a point before one or two digits is
    read as a decimal mark too (an office habit).

    >>> [str(parse_number(t)) for t in ("1.000", "1,5", "05", "20 000")]
    ['1000', '1.5', '5', '20000']
    >>> [str(parse_number(t)) for t in ("mười hai", "hai mươi lăm", "một trăm linh năm", "ba nghìn")]
    ['12', '25', '105', '3000']
    """
    text = text.strip().lower()
    if _DIGIT.match(text):
        if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", text):
            return Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
        if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
            return Decimal(text.replace(",", "."))
        return None
    return _word_number(text.split())


def _word_number(tokens: Sequence[str]) -> Decimal | None:
    digits = units().digits
    tens, hundreds = set(words("units", "numbers", "tens")), set(words("units", "numbers", "hundreds"))
    thousands, filler = set(words("units", "numbers", "thousands")), set(words("units", "numbers", "filler"))
    total, part, pending = 0, 0, None
    place = 10_000  # each step must go down: trăm, mươi, đơn vị
    for token in tokens:
        if token in digits:
            if pending is not None or place <= 1:
                return None
            pending = digits[token]
            if part % 10 == 0 and part and place <= 10:
                part, pending, place = part + pending, None, 1
        elif token == "mười":
            if pending is not None or place <= 10:
                return None
            part, place = part + 10, 10
        elif token in tens and pending is not None and place > 10:
            part, pending, place = part + pending * 10, None, 10
        elif token in hundreds and pending is not None and place > 100:
            part, pending, place = part + pending * 100, None, 100
        elif token in filler and place == 100 and pending is None:
            place = 10
        elif token in thousands and (pending is not None or part) and total == 0:
            total, part, pending, place = (part + (pending or 0)) * 1000, 0, None, 10_000
        else:
            return None
    if pending is not None:
        if place < 100 or (place == 100 and part):
            return None
        part += pending
    value = total + part
    return Decimal(value) if value else None


def _atoms(line: str, low: str, blocked: Sequence[Stretch]) -> list[_Atom]:
    atoms: list[_Atom] = []
    taken = list(blocked)

    def free(start: int, end: int) -> bool:
        return not any(start < b and a < end for a, b in taken)

    by_text = {multiple.text: multiple for multiple in units().multiples}
    for match in _phrases().finditer(low):
        if free(*match.span()):
            multiple = by_text[match.group().removesuffix(" lần")]
            if multiple.unit != "%" or _halved().search(low, max(0, match.start() - 24), match.start()):
                atoms.append(_Atom(*match.span(), multiple.value, True, multiple.unit))
                taken.append(match.span())
    for match in _DIGITS.finditer(low):
        if free(*match.span()):
            value = parse_number(match.group())
            if value is not None:
                atoms.append(_Atom(*match.span(), value))
    for match in _words().finditer(low):
        tokens = match.group().split(" ")
        for count in range(len(tokens), 0, -1):
            value = _word_number(tokens[:count])
            end = match.start() + len(" ".join(tokens[:count]))
            if value is not None and free(match.start(), end):
                if _counts(line, low, match.start(), end, tokens[:count]):
                    atoms.append(_Atom(match.start(), end, value, True))
                break
    return sorted(atoms, key=lambda atom: (atom.start, -atom.end))


@cache
def _halved() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:giảm|còn|tăng|bằng|{either(words('units', 'comparators', 'at_least'))})"
        r"(?:\s(?:xuống|còn|đi|thêm)){0,2}\s?$"
    )


@cache
def _year_before() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w){either(words('units', 'numbers', 'year_before'))}|\d)\s$")


@cache
def _one_made() -> re.Pattern[str]:
    verbs = either(words("units", "one", "after"))
    return re.compile(rf"(?<!\w){verbs}(?:\s(?:được|mới|thêm|ra|thí điểm)){{0,2}}\s$")


def _counts(line: str, low: str, start: int, end: int, tokens: Sequence[str]) -> bool:
    """Whether number words count something: a unit follows, and they are no name, year or fixed phrase."""
    before = low[max(0, start - 24) : start]
    if line[start].isupper() and before.strip() and before.rstrip()[-1:] not in {".", "-", "–", ":", ")", ";", "+"}:
        return False  # a name: Ba Vì, Năm Căn
    unit = unit_at(low, end)
    stated = _comparator(low, start) is not None
    following = _NEXT.match(low, end)
    if following and following[1] in _not_before() and (unit is None or low[unit[0] : unit[1]] == following[1]):
        return False
    joined = _RANGE.match(low, end)
    if unit is None and joined is None and not _REPEAT.match(low, end):
        return False
    if tokens == ["năm"]:
        if _year_before().search(low, max(0, start - 24), start) or (unit and unit[2] == "duration"):
            return False
    if tokens == ["một"] and not stated and joined is None:
        abstract = unit is None or low[unit[0] : unit[1]] in words("units", "one", "not_before")
        return not abstract and _one_made().search(low, max(0, start - 32), start) is not None
    return True


@cache
def _not_before() -> frozenset[str]:
    return frozenset(words("units", "numbers", "not_before"))


_NEXT = re.compile(r"\s([^\W\d_]+)")
_RANGE = re.compile(r"\s?(?:[-–—~]|÷)\s?|\s(?:đến|tới|hoặc)\s(?:khoảng\s|dưới\s|trên\s|tối đa\s)?")
_REPEAT = re.compile(r"\s?\(\s?(?:[^\W\d_]+(?:\s[^\W\d_]+){0,6}|\d{1,6})\s?\)")


# --- one figure -------------------------------------------------------------------------------------------------------


def _multiple(line: str, atom: _Atom, low: str) -> QuantityMention:
    stated = _comparator(low, atom.start)
    start = stated[1] if stated else atom.start
    kind: QuantityKind = "percent" if atom.unit == "%" else "times"
    return QuantityMention(
        low=atom.value,
        high=None,
        comparator=stated[0] if stated else Comparator.EXACT,
        unit=atom.unit,
        kind=kind,
        span=Span(start, atom.end),
        core=Span(atom.start, atom.end),
        in_words=True,
        stated=stated is not None,
    )


def _read(line: str, low: str, atom: _Atom, blocked: Sequence[Stretch]) -> QuantityMention | None:
    end = _repeated(low, atom)
    if not atom.in_words and end < len(low) and low[end].isalpha() and unit_at(low, end) is None:
        return None  # 5G, 295B: a name
    fraction = _OF.match(low, end) if not atom.in_words else None
    if fraction:
        return _fraction(line, low, atom, fraction)
    value, high = atom.value, None
    unit = unit_at(low, end)
    joined = _RANGE.match(low, unit[1] if unit and unit[2] != "noun" else end)
    if joined:
        upper = _upper(low, joined.end(), blocked)
        if upper is not None and (upper.value > value) and _one_scale(low, unit, upper):
            high = upper.value
            end = _repeated(low, upper)
            unit = unit_at(low, end)
    core_end, name, kind = _unit(line, low, end, unit)
    rank = _rank(low, atom.start, end, core_end, kind)
    stated = _comparator(low, atom.start)
    suffix = _suffix(low, atom.start, core_end, kind)
    if rank is not None:
        return QuantityMention(
            value,
            high,
            Comparator.RANK_WITHIN,
            name,
            "rank",
            Span(rank, core_end),
            Span(atom.start, core_end),
            stated=True,
        )
    comparator, start = Comparator.EXACT, atom.start
    approximate = False
    if stated is not None:
        comparator, start = stated
    elif about := _about().search(low, max(0, start - 32), start):
        approximate, start = True, about.start()
    if opened := _from().search(low, max(0, start - 8), start):
        start = opened.start()
    tail = core_end
    if suffix is not None and stated is None and high is None:
        comparator, tail = suffix
    elif high is not None:
        comparator = Comparator.RANGE
    elif opened and stated is None and _reached().search(low, max(0, start - 12), start):
        comparator = Comparator.AT_LEAST
    if kind == "percent" and value == 100 and high is None and comparator in {Comparator.EXACT, Comparator.AT_LEAST}:
        over = _over().match(low, start) or _grown().search(low, max(0, start - 24), start)
        comparator = comparator if over else Comparator.ALL
    if comparator is Comparator.AT_LEAST and _is_rate(low, start, value, name):
        return None  # 'giá trị sản phẩm trên một ha', '30 giường bệnh trên 10.000 dân'
    if comparator is Comparator.AT_LEAST and _on_place(low, start, name):
        comparator, start, stated = Comparator.EXACT, atom.start, None
    return QuantityMention(
        low=value,
        high=high,
        comparator=comparator,
        unit=name,
        kind=kind,
        span=Span(start, max(tail, core_end)),
        core=Span(atom.start, core_end),
        approximate=approximate,
        in_words=atom.in_words,
        stated=stated is not None or suffix is not None,
    )


@cache
def _comparators() -> dict[str, Comparator]:
    found = dict.fromkeys(words("units", "comparators", "at_least"), Comparator.AT_LEAST)
    return found | dict.fromkeys(words("units", "comparators", "at_most"), Comparator.AT_MOST)


@cache
def _compared() -> re.Pattern[str]:
    between = either(words("units", "comparators", "between"))
    signs = [sign for sign in _comparators() if not sign[0].isalpha()]
    names = [name for name in _comparators() if name[0].isalpha()]
    apart = either(words("units", "comparators", "apart"))
    each = r"\s(?:mỗi|từng|một)\s\w+(?:\s\w+){0,3}"
    return re.compile(
        rf"(?:(?<!\w)(?P<apart>{apart}){each}\scó|(?<!\w)(?P<word>{either(names)})|(?P<sign>{either(signs)}))(?:\s{between}){{0,3}}\s?$"
    )


def _comparator(low: str, start: int) -> tuple[Comparator, int] | None:
    """The comparator that stands before a figure, and where it begins."""
    match = _compared().search(low, max(0, start - 48), start)
    if match is None:
        return None
    return _comparators()[match["apart"] or match["word"] or match["sign"]], match.start()


@cache
def _about() -> re.Pattern[str]:
    between = either(words("units", "comparators", "between"))
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'about'))}(?:\s{between}){{0,2}}\s?$")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'from'))}\s$")


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'reached'))}\s$")


@cache
def _grown() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){either(words('units', 'comparators', 'grown'))}(?:\s(?:thêm|bình quân|trung bình))?\s?$"
    )


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"{either(words('units', 'comparators', 'over'))}(?!\w)")


@cache
def _suffixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    up, down = either(words("units", "comparators", "up_suffix")), either(words("units", "comparators", "down_suffix"))
    tail = rf"(?:(?P<up>{up})|(?P<down>{down}))(?!\w)"
    return re.compile(rf"\s?\(?{tail}"), re.compile(rf"[^,;.:()\d]{{0,45}}?(?<!\w){tail}")


def _suffix(low: str, start: int, end: int, kind: str) -> tuple[Comparator, int] | None:
    """'từ 90% trở lên', 'từ 10 lao động trở lên'; without 'từ' only where it follows at once ('50% hộ trở lên')."""
    direct, wide = _suffixes()
    pattern = wide if _from().search(low, max(0, start - 8), start) else direct
    match = pattern.match(low, end)
    if (
        match is None
        and kind == "percent"
        and (counted := unit_at(low, end + 3 if low.startswith(" số ", end) else end))
    ):
        match = direct.match(low, counted[1])
    if match is None:
        return None
    return (Comparator.AT_LEAST if match["up"] else Comparator.AT_MOST), match.end()


@cache
def _on_place_verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'on_place'))}(?:\s\w+){{0,4}}\s$")


def _on_place(low: str, start: int, unit: str | None) -> bool:
    """'triển khai trên 05 lĩnh vực' says where, not 'more than'."""
    if not low.startswith("trên ", start) or unit is None:
        return False
    return unit.lower() in words("units", "comparators", "place_units") and (
        _on_place_verb().search(low, max(0, start - 48), start) is not None
    )


def _is_rate(low: str, start: int, value: Decimal, unit: str | None) -> bool:
    """'trên một ha', 'trên 10.000 dân': a base of reckoning, no figure."""
    if not low.startswith("trên ", start) or unit is None:
        return False
    if value == 1:
        return True
    power = value in {Decimal(10) ** n for n in range(1, 7)}
    return power and unit.lower() in words("units", "rates", "population")


# --- parts of a figure ------------------------------------------------------------------------------------------------

_OF = re.compile(r"\s?/\s?(\d{1,6})(?![\d/.,]\d|\w)")


def _repeated(low: str, atom: _Atom) -> int:
    """The end of a number with its repetition in brackets: '05 (năm)', 'hai mươi (20)'."""
    match = _REPEAT.match(low, atom.end)
    if match is None:
        return atom.end
    again = parse_number(match.group().strip().strip("()").strip())
    return match.end() if again == atom.value else atom.end


def _upper(low: str, start: int, blocked: Sequence[Stretch]) -> _Atom | None:
    match = _DIGITS.match(low, start)
    if match:
        value = parse_number(match.group())
        if value is None or any(a < match.end() and match.start() < b for a, b in blocked):
            return None
        return _Atom(*match.span(), value)
    match = _words().match(low, start)
    if match is None or any(a < match.end() and match.start() < b for a, b in blocked):
        return None
    tokens = match.group().split(" ")
    for count in range(len(tokens), 0, -1):
        value = _word_number(tokens[:count])
        if value is not None:
            return _Atom(start, start + len(" ".join(tokens[:count])), value, True)
    return None


def _one_scale(low: str, unit: tuple[int, int, str] | None, upper: _Atom) -> bool:
    if unit is None or unit[2] == "noun":
        return True
    other = unit_at(low, upper.end)
    return other is None or other[2] == unit[2] or "scale" in {other[2], unit[2]}


_UNKNOWN = re.compile(r"\s([^\W\d_]{1,12})(?:\s([^\W\d_]{1,12}))?")


@cache
def _no_unit() -> frozenset[str]:
    return frozenset(words("units", "nouns", "never_first"))


def _unit(line: str, low: str, end: int, unit: tuple[int, int, str] | None) -> tuple[int, str | None, QuantityKind]:
    """Where number and unit end, the unit as written, its kind. A list of nouns is one unit ('tỉnh, thành phố')."""
    if unit is None:
        match = _UNKNOWN.match(low, end)
        if match is None or match[1] in _no_unit():
            return end, None, "other"
        last = match.end() if match[2] and match[2] not in _no_unit() else match.end(1)
        return last, line[match.start(1) : last], "other"
    start, tail, kind = unit
    if kind == "noun":
        for _ in range(3):
            if not low.startswith(", ", tail):
                break
            more = unit_at(low, tail + 1)
            if more is None or more[2] != "noun":
                break
            tail = more[1]
    return tail, line[start:tail], kind  # type: ignore[return-value]


@cache
def _rank_before() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    group, enter = either(words("units", "rank", "group")), either(words("units", "rank", "enter"))
    return (
        re.compile(rf"(?<!\w)(?P<group>{group})\s?(?:các\s)?$"),
        re.compile(rf"(?<!\w){enter}(?:\s\w+){{0,2}}\s$"),
        re.compile(rf"(?<!\w){either(words('units', 'rank', 'among'))}\s(?:các\s|số\s)?$"),
        re.compile(rf"(?<!\w){either(words('units', 'rank', 'place'))}\s(?:từ\s|thứ\s)?$"),
    )


@cache
def _rank_top() -> re.Pattern[str]:
    return re.compile(rf"[^.;:()\d]{{0,70}}?(?<!\w){either(words('units', 'rank', 'top'))}(?!\w)")


@cache
def _rank_top_near() -> re.Pattern[str]:
    return re.compile(rf"(?:\s[^\W\d_]+){{0,4}}?\s{either(words('units', 'rank', 'top'))}(?!\w)")


def _rank(low: str, start: int, end: int, core_end: int, kind: str) -> int | None:
    """Where the words of a rank begin, or None: 'nhóm 5 …', 'top 10', 'một trong 5 tỉnh dẫn đầu', 'đứng thứ 8'."""
    if kind in {"percent", "money", "duration", "age"}:
        return None
    group, enter, among, place = _rank_before()
    left = max(0, start - 40)
    if match := group.search(low, left, start):
        sure = match["group"] != words("units", "rank", "group")[0]
        if sure or _rank_top().match(low, core_end) or enter.search(low, left, match.start()):
            return match.start()
        return None
    if kind in {"noun", "other"} and (match := among.search(low, left, start)):
        return match.start() if _rank_top_near().match(low, core_end) else None
    if kind == "other" and (match := place.search(low, left, start)):
        return match.start()
    return None


def _fraction(line: str, low: str, atom: _Atom, match: re.Match[str]) -> QuantityMention | None:
    """'139/151 xã' counts 139; 'xếp thứ 12/63' is a rank."""
    total = int(match[1])
    if atom.value > total:
        return None
    unit = unit_at(low, match.end())
    place = _rank_before()[3].search(low, max(0, atom.start - 40), atom.start)
    if place:
        core = Span(atom.start, match.end())
        return QuantityMention(
            atom.value, None, Comparator.RANK_WITHIN, None, "rank", Span(place.start(), core.end), core, stated=True
        )
    if unit is None or unit[2] != "noun":
        return None
    core_end, name, kind = _unit(line, low, match.end(), unit)
    stated = _comparator(low, atom.start)
    comparator, start = stated or (Comparator.EXACT, atom.start)
    return QuantityMention(
        atom.value,
        None,
        comparator,
        name,
        kind,
        Span(start, core_end),
        Span(atom.start, core_end),
        stated=stated is not None,
    )
