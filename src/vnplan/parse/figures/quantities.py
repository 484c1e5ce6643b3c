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

from vnplan.lexicon.units import either, only_word, units, words
from vnplan.models import Comparator, Span
from vnplan.parse.cues.nonfigures import Marks, lowered, nonfigures, rate_of_many, unit_at
from vnplan.parse.figures.comparators import (
    about_words,
    comparator_before,
    from_word,
    grown_words,
    is_rate,
    on_place,
    over_plan,
    over_words,
    reached_words,
    suffix_after,
)
from vnplan.parse.figures.dates import DateMention, find_dates
from vnplan.parse.figures.numbers import Number, digits_in, may_hold_figure, number_at, parse_number, words_in
from vnplan.parse.figures.ranks import ordinals_in, place_of_rank, rank_start
from vnplan.parse.figures.shares import shares_in

QuantityKind = Literal[
    "percent", "points", "money", "duration", "age", "grade", "physical", "times", "rank", "noun", "scale", "other"
]


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A figure in a line.

    `low` holds a single figure, a range fills `high` too; a rank within N has `low` N. `unit` is as written ("12 tỷ
    đồng" is 12 and "tỷ đồng"; "gấp đôi" is 2 and "lần"). `span` covers comparator, number and unit, `core` number and
    unit; both are half-open offsets into the line. `kind` says what the unit is: "noun" a counted thing of the lexicon,
    "other" a word the lexicon does not know. `approximate` marks 'khoảng', 'gần', 'bình quân' and the like, `in_words`
    a number written in words only, `stated` a comparator named in words (ít nhất, trên, trở lên …).
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
    blocked = Marks(len(low), [*nonfigures(line, low), *((mention.core.start, mention.core.end) for mention in dates)])
    out: list[QuantityMention] = []
    end = 0
    for number in _numbers(line, low, blocked):
        if number.start < end:
            continue
        mention = _multiple(line, number, low) if number.unit else _read(line, low, number, blocked)
        if mention is not None:
            out.append(mention)
            end = max(mention.span.end, number.end)
    return tuple(out)


# --- which numbers count something ------------------------------------------------------------------------------------


def _numbers(line: str, low: str, taken: Marks) -> list[Number]:
    out: list[Number] = []
    for multiple in units().multiples:
        start = low.find(multiple.text)
        while start >= 0:
            end = start + len(multiple.text)
            end += 4 if low.startswith(" lần", end) else 0
            if taken.free(start, end) and _is_multiple(low, start, end, multiple.unit):
                out.append(Number(start, end, multiple.value, True, multiple.unit))
                taken.add(start, end)
            start = low.find(multiple.text, end)
    for share in shares_in(low):
        if taken.free(share.start, share.end):
            out.append(share)
            taken.add(share.start, share.end)
    for digits in digits_in(low):
        if taken.free(digits.start, digits.end):
            out.append(digits)
        elif (glued := _after_date(low, digits, taken)) is not None:
            out.append(glued)
    for place in ordinals_in(low):
        if taken.free(place.start, place.end):
            out.append(place)
            taken.add(place.start, place.end)
    out += [number for number in words_in(low) if taken.free(number.start, number.end) and _counts(line, low, number)]
    return sorted(out, key=lambda number: (number.start, -number.end))


def _after_date(low: str, number: Number, taken: Marks) -> Number | None:
    """'đến năm 2030,100% xã': the figure that a missing blank has joined to the year."""
    comma = low.find(",", number.start, number.end)
    if comma < 0 or taken.free(number.start, comma) or not taken.free(comma, number.end):
        return None
    value = parse_number(low[comma + 1 : number.end])
    return None if value is None else Number(comma + 1, number.end, value)


def _is_multiple(low: str, start: int, end: int, unit: str) -> bool:
    if (start and low[start - 1].isalnum()) or low[end : end + 1].isalnum():
        return False
    return unit != "%" or _halved().search(low, max(0, start - 24), start) is not None


@cache
def _halved() -> re.Pattern[str]:
    before = either([*words("units", "multiples", "halved"), *words("units", "comparators", "at_least")])
    between = either(words("units", "multiples", "halved_between"))
    return re.compile(rf"(?<!\w){before}(?:\s{between}){{0,2}}\s?$")


@cache
def _year_before() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w){either(words('units', 'numbers', 'year_before'))}|\d)\s$")


@cache
def _one_made() -> re.Pattern[str]:
    verbs = either(words("units", "one", "after"))
    return re.compile(rf"(?<!\w){verbs}(?:\s{either(words('units', 'one', 'between'))}){{0,2}}\s$")


@cache
def _each_does() -> re.Pattern[str]:
    """'mỗi chi đoàn đảm nhận một công trình'; 'mỗi xã một sản phẩm' is a name."""
    each, verbs = either(words("units", "one", "each")), either(words("figures", "commitment", "verbs"))
    return re.compile(rf"(?<!\w){each}(?:\s[^\W\d_]+){{1,5}}?\s{verbs}\s$")


def _counts(line: str, low: str, number: Number) -> bool:
    """Whether number words count something: a unit follows, and they are no name, year or fixed phrase."""
    start, end = number.start, number.end
    word = low[start:end]
    before = low[max(0, start - 24) : start]
    if line[start].isupper() and before.strip() and before.rstrip()[-1:] not in {".", "-", "–", ":", ")", ";", "+"}:
        return False  # a name: Ba Vì, Năm Căn
    unit = unit_at(low, end)
    stated = comparator_before(low, start) is not None
    following = _NEXT.match(low, end)
    if following and following[1] in _not_before() and (unit is None or low[unit[0] : unit[1]] == following[1]):
        return False
    joined = _range().match(low, end)
    if unit is None and joined is None and not _REPEAT.match(low, end):
        return word.count(" ") > 1  # 'một nghìn không trăm năm mươi' can only be a number
    if word == "năm":
        if _year_before().search(low, max(0, start - 24), start) or (unit and unit[2] == "duration"):
            return False
    if word == "một" and not stated and joined is None and not low.startswith(units().scales, end + 1):
        abstract = unit is None or low[unit[0] : unit[1]] in words("units", "one", "not_before")
        made = _one_made().search(low, max(0, start - 32), start) or _each_does().search(low, max(0, start - 56), start)
        return not abstract and made is not None
    return True


@cache
def _range() -> re.Pattern[str]:
    to = either([*words("units", "comparators", "to"), "hoặc"])
    between = either(words("units", "comparators", "to_between"))
    return re.compile(rf"\s?(?:[-–—~]|÷)\s?|\s{to}\s(?:{between}\s)?")


@cache
def _not_before() -> frozenset[str]:
    return frozenset(words("units", "numbers", "not_before"))


_NEXT = re.compile(r"\s([^\W\d_]+)")
_REPEAT = re.compile(r"\s?\(\s?(?:[^\W\d_]+(?:\s[^\W\d_]+){0,6}|\d{1,6})\s?\)")


# --- one figure -------------------------------------------------------------------------------------------------------


def _multiple(line: str, number: Number, low: str) -> QuantityMention:
    stated = comparator_before(low, number.start)
    if low.startswith(words("units", "shares", "more_than_half"), number.start):
        stated = Comparator.AT_LEAST, number.start
    start = stated[1] if stated else number.start
    kind: QuantityKind = "percent" if number.unit == "%" else "times"
    return QuantityMention(
        low=number.value,
        high=None,
        comparator=stated[0] if stated else Comparator.EXACT,
        unit=number.unit,
        kind=kind,
        span=Span(start, number.end),
        core=Span(number.start, number.end),
        in_words=True,
        stated=stated is not None,
    )


def _read(line: str, low: str, number: Number, blocked: Marks) -> QuantityMention | None:
    end = _repeated(low, number)
    if not number.in_words and end < len(low) and low[end].isalpha() and unit_at(low, end) is None:
        return None  # 5G, 295B: a name
    if _OF_PERCENT.match(low, end):
        return None  # 'đạt 83,2%/50%': a result over what was planned
    fraction = _OF.match(low, end) if not number.in_words else None
    if fraction:
        return _fraction(line, low, number, fraction)
    value, high = number.value, None
    unit = unit_at(low, end) or _shared_unit(low, end)
    joined = _range().match(low, unit[1] if unit and unit[2] != "noun" else end)
    if joined:
        upper = _upper(low, joined.end(), blocked)
        if upper is not None and (upper.value > value) and _one_scale(low, unit, upper):
            high = upper.value
            end = _repeated(low, upper)
            unit = unit_at(low, end) or _unit_outside(low, number.start, end)
    core_end, name, kind = _unit(line, low, end, unit)
    half = only_word("units", "numbers", "half")
    if kind == "scale" and low.startswith(f" {half}", core_end):  # 'hai triệu rưỡi đồng'
        value, core_end = value + Decimal("0.5"), core_end + len(half) + 1
    if name is None and (rate := rate_of_many(low, end)):
        core_end, name, kind = rate, line[end:rate].strip(), "physical"
    rank = rank_start(low, number.start, core_end, kind)
    stated = comparator_before(low, number.start)
    suffix = suffix_after(low, number.start, core_end, kind)
    if rank is not None:
        return QuantityMention(
            value,
            high,
            Comparator.RANK_WITHIN,
            None if name in words("units", "rank", "wholes") else name,
            "rank",
            Span(rank, core_end),
            Span(number.start, core_end),
            stated=True,
        )
    comparator, start = Comparator.EXACT, number.start
    if high is not None and unit is not None and low.startswith(")", end):
        start -= 1
    approximate = False
    if stated is not None:
        comparator, start = stated
    elif about := about_words().search(low, max(0, start - 32), start):
        approximate, start = True, about.start()
    if opened := from_word().search(low, max(0, start - 8), start):
        start = opened.start()
    tail = core_end
    if high is not None:
        comparator, tail = Comparator.RANGE, suffix[1] if suffix else tail
    elif suffix is not None and stated is None:
        comparator, tail = suffix
    elif opened and stated is None and reached_words().search(low, max(0, start - 12), start):
        comparator = Comparator.AT_LEAST
    if kind == "percent" and value == 100 and high is None and comparator in {Comparator.EXACT, Comparator.AT_LEAST}:
        over = tail > core_end or over_words().match(low, start)
        over = over or grown_words().search(low, max(0, start - 24), start)
        comparator = comparator if over else Comparator.ALL
    if comparator is Comparator.AT_LEAST and is_rate(low, start, value, name):
        return None  # 'giá trị sản phẩm trên một ha', '30 giường bệnh trên 10.000 dân'
    if kind == "percent" and over_plan(low, start):
        comparator = Comparator.EXACT  # 'vượt 10% dự toán' is by how much
    if comparator is Comparator.AT_LEAST and on_place(low, start, name):
        comparator, start, stated = Comparator.EXACT, number.start, None
    return QuantityMention(
        low=value,
        high=high,
        comparator=comparator,
        unit=name,
        kind=kind,
        span=Span(start, max(tail, core_end)),
        core=Span(number.start, core_end),
        approximate=approximate,
        in_words=number.in_words,
        stated=stated is not None or suffix is not None,
    )


# --- parts of a figure ------------------------------------------------------------------------------------------------

_FEW = 10
_OF_PERCENT = re.compile(r"\s?%\s?/\s?\d[\d.,]{0,6}\s?%")
_OF = re.compile(r"\s?/\s?(\d{1,6})(?![\d/.,]\d|\w)")


def _shared_unit(low: str, end: int) -> tuple[int, int, str] | None:
    """'lần lượt 50 và 120 sản phẩm': a figure without a unit shares that of the next."""
    if not low.startswith(" và ", end):
        return None
    following = number_at(low, end + 4)
    unit = unit_at(low, following.end) if following else None
    if unit is None or not any(word in low for word in words("figures", "commitment", "respectively")):
        return None
    return end, end, unit[2]


def _unit_outside(low: str, start: int, end: int) -> tuple[int, int, str] | None:
    """'đạt (35 - 50)%': a range in brackets, its percent after them."""
    unit = unit_at(low, end + 1) if low[start - 1 : start] == "(" and low.startswith(")", end) else None
    return unit if unit and unit[2] == "percent" else None


def _repeated(low: str, number: Number) -> int:
    """The end of a number with its repetition in brackets: '05 (năm)', 'hai mươi (20)'."""
    match = _REPEAT.match(low, number.end)
    if match is None:
        return number.end
    again = parse_number(match.group().strip().strip("()").strip())
    return match.end() if again == number.value else number.end


def _upper(low: str, start: int, blocked: Marks) -> Number | None:
    number = number_at(low, start)
    if number is None or not blocked.free(number.start, number.end):
        return None
    return number


def _one_scale(low: str, unit: tuple[int, int, str] | None, upper: Number) -> bool:
    if unit is None or unit[2] == "noun":
        return True
    other = unit_at(low, upper.end)
    return other is None or other[2] == unit[2] or "scale" in {other[2], unit[2]}


_UNKNOWN = re.compile(r"\s([^\W\d_]{1,12})(?:\s([^\W\d_]{1,12}))?")


_QUOTED = re.compile(r"\s((?:“[^“”]{2,60}”)|(?:\"[^\"]{2,60}\"))")


@cache
def _no_unit() -> frozenset[str]:
    return frozenset(words("units", "nouns", "never_first"))


def _unit(line: str, low: str, end: int, unit: tuple[int, int, str] | None) -> tuple[int, str | None, QuantityKind]:
    """Where number and unit end, the unit as written, its kind. A list of nouns is one unit ('tỉnh, thành phố')."""
    if unit is None:
        if quoted := _QUOTED.match(line, end):  # '05 “xã thông minh”'
            return quoted.end(), line[quoted.start(1) : quoted.end()], "other"
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
            if more is None or more[2] != "noun" or _opens_part(low, tail + 1, more[1]):
                break
            if _is_body(low[start:tail]) != _is_body(low[more[0] : more[1]]):  # 'mỗi xã 01 người, xã khó khăn 02 người'
                break  # '20 làng nghề, tỉnh hỗ trợ …', '15 nhiệm vụ, công bố 20 …': a new part
            tail = more[1]
    return tail, line[start:tail], kind  # type: ignore[return-value]


def _is_body(nouns: str) -> bool:
    """Whether a noun, or the first of several, names a body or a place."""
    return nouns.split(",")[0] in words("figures", "describes", "bodies")


def _opens_part(low: str, start: int, end: int) -> bool:
    """Whether the noun after a comma acts, as only bodies do ('03 mô hình, dự án ứng dụng …' is one list), or has a
    figure of its own ('1,2 triệu con, đàn gia cầm 15 triệu con')."""
    is_body = low[start:end].strip() in words("figures", "describes", "bodies")
    return (_acts() if is_body else _OWN).match(low, end) is not None


_OWN = re.compile(r"(?:\s[^\W\d_]+){0,3}\s\d")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"\s(?:\d|{either(words('figures', 'commitment', 'verbs'))}(?!\w))")


def _fraction(line: str, low: str, number: Number, match: re.Match[str]) -> QuantityMention | None:
    """'139/151 xã' counts 139; 'xếp thứ 12/63' and 'trong nhóm 30/63 tỉnh' are ranks."""
    total = int(match[1])
    if number.value > total:
        return None
    unit = unit_at(low, match.end())
    rank = place_of_rank(low, number.start, match.group())
    if rank is None and (unit is None or unit[2] not in {"noun", "points"}):
        return None
    core_end, name, kind = _unit(line, low, match.end(), unit) if unit else (match.end(), None, "rank")
    if rank is None:
        rank = rank_start(low, number.start, core_end, kind)
        if rank is not None and total <= _FEW:
            return None  # 'nhóm 1/3 tỉnh dẫn đầu' is a share
    if rank is not None:
        core = Span(number.start, core_end)
        return QuantityMention(
            number.value, None, Comparator.RANK_WITHIN, name, "rank", Span(rank, core.end), core, stated=True
        )
    stated = comparator_before(low, number.start)
    comparator, start = stated or (Comparator.EXACT, number.start)
    suffix = suffix_after(low, number.start, core_end, kind) if stated is None else None
    comparator, tail = suffix or (comparator, core_end)  # 'từ 85/100 điểm trở lên'
    return QuantityMention(
        number.value,
        None,
        comparator,
        name,
        kind,
        Span(start, max(tail, core_end)),
        Span(number.start, core_end),
        stated=stated is not None or suffix is not None,
    )
