"""How dates are written: days, months, quarters, halves, years and periods, each with what it is worth.

Forms after Nghị định 30/2020/NĐ-CP (day, month, year) and as observed in the corpora.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from vnplan.lexicon.units import either, only_word, words
from vnplan.models import Span
from vnplan.parse.cues.nonfigures import unit_at
from vnplan.parse.figures.dates.mention import DateKind, DateMention
from vnplan.parse.figures.dates.roles import opening_role

_Y = r"(?:19|20)\d\d"
_D = r"\d{1,2}"
_MONTHS = {"3": 3, "03": 3, "ba": 3, "6": 6, "06": 6, "sáu": 6, "9": 9, "09": 9, "chín": 9}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

Build = Callable[[re.Match[str], str, int], "DateMention | None"]


def _mention(match: re.Match[str], at: int, kind: DateKind, value: str | None, **more: int | str | None) -> DateMention:
    span = Span(at, match.end())
    return DateMention(kind=kind, role="plain", span=span, core=span, value=value, **more)  # type: ignore[arg-type]


def _month_end(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _day(match: re.Match[str], low: str, start: int) -> DateMention | None:
    day, month = int(match["d"]), int(match["m"])
    year = int(match["y"]) if match["y"] else None
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year or 2024, month)[1]):
        return None
    value = date(year, month, day).isoformat() if year else None
    return _mention(match, start, "day", value, start=year, end=year, month=month, day=day)


def _each_day(match: re.Match[str], low: str, start: int) -> DateMention | None:
    return _mention(match, start, "day", None, day=int(match["d"])) if 1 <= int(match["d"]) <= 31 else None


def _quarter(match: re.Match[str], low: str, start: int) -> DateMention | None:
    last = _ROMAN[match["last"] or match["first"]]
    year = int(match["y"]) if match["y"] else None
    value = _month_end(year, 3 * last) if year else None
    return _mention(match, start, "quarter", value, start=year, end=year, month=3 * last)


def _half(match: re.Match[str], low: str, start: int) -> DateMention | None:
    if start == match.start():
        return None  # no '6' or 'sáu' before
    year = int(match["y"]) if match["y"] else None
    first = match["which"] == only_word("dates", "words", "half_first")
    month = _MONTHS[low[start : match.start()].strip()] if first else 12
    return _mention(match, start, "half", _month_end(year, month) if year else None, start=year, end=year, month=month)


def _half_year(match: re.Match[str], low: str, start: int) -> DateMention | None:
    year = int(match["y"])
    month = 6 if match["which"] == only_word("dates", "words", "half_first") else 12
    return _mention(match, start, "half", _month_end(year, month), start=year, end=year, month=month)


def _month(match: re.Match[str], low: str, start: int) -> DateMention | None:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    year = int(match["y"]) if match["y"] else None
    return _mention(match, start, "month", _month_end(year, month) if year else None, start=year, end=year, month=month)


def _period(match: re.Match[str], low: str, start: int) -> DateMention | None:
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else first - first % 100 + int(match["b"])
    if not first <= last <= first + 60:
        return None
    return _mention(match, start, "period", str(last), start=first, end=last)


def _years(match: re.Match[str], low: str, start: int) -> DateMention | None:
    years = [int(year) for year in re.findall(_Y, match.group())]
    return _mention(match, start, "period", str(max(years)), start=min(years), end=max(years))


def _year(match: re.Match[str], low: str, start: int) -> DateMention | None:
    year = int(match["y"])
    if start == match.start() and opening_role(low, start, "start", "deadline") is None:
        # '2000 cây' is a count, 'đến 2025' is not; 2.000, 2025/…, 2016-… are no years
        if _YEAR_GOES_ON.match(low, match.end()) or unit_at(low, match.end()) is not None:
            return None
    return _mention(match, start, "year", str(year), start=year, end=year)


_YEAR_GOES_ON = re.compile(r"[\w/\-%]|[.,]\d|\s?[-–]\s?\d")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of dates. `pattern` begins with a digit or a word (so that the search is fast), `before` is what may
    stand before it, and the form is tried only in lines that hold one of `needs`."""

    pattern: re.Pattern[str]
    build: Build
    needs: frozenset[str]
    before: re.Pattern[str] | None = None


@cache
def forms() -> tuple[Form, ...]:
    """The forms of dates in order of precedence: a finer or longer form keeps its words from the ones after it."""
    period, part = either(words("dates", "words", "period")), either(words("dates", "words", "part_of_year"))
    names = ("day", "month", "quarter", "year", "half")
    day, month, quarter, year, half = (only_word("dates", "words", key) for key in names)
    in_year = rf"(?:\s?[/-]\s?|\s{year}\s|\s)"
    each = either(words("dates", "words", "each"))
    quarters = r"(?:iv|i{1,3}|[1-4])"
    more_quarters = rf"(?:(?:\s?,\s?|\s?[-–]\s?|\svà\s|\sđến\s)(?:{quarter}\s)?(?P<last>{quarters})(?!\w)){{0,3}}"
    to = rf"(?:\s?[-–—]\s?|\s(?:đến|tới)\s)(?:(?:hết|cuối)\s)?(?:{year}\s)?"
    more_years = rf"(?:\s?,\s?(?:{year}\s)?{_Y}){{0,4}}(?:\s?,\s?|\svà\s)(?:{year}\s)?{_Y}"
    alone = r"(?<![\w.,/\-]\d{4})(?<!\d:\d{4})"
    count = rf"(?:(?:trong\s|các\s)?(?:\d{{1,2}}|hai|ba|bốn|năm|sáu|mười)\s{year}\s)"
    named = re.compile(rf"(?<!\w){day}\s$")
    spanned = re.compile(rf"(?<!\w)(?=\w)(?:{period}\s)?(?:từ\s)?{count}?(?:từ\s)?(?:các\s)?(?:{year}\s)?$")
    of_year = re.compile(rf"(?<!\w)(?:{part}\s)?(?:{year}\shọc\s|{year}\s|{period}\s)$")
    months = re.compile(rf"(?<!\w)(?:{'|'.join(_MONTHS)})\s$")
    century = ("19", "20")
    forms: tuple[tuple[str, Build, tuple[str, ...], re.Pattern[str] | None], ...] = (
        # 26/01/2021, ngày 26-01-2021
        (rf"(?P<d>\d(?<![\d/]\d)\d?)\s?[/.\-]\s?(?P<m>{_D})\s?[/.\-]\s?(?P<y>{_Y})(?!\d)", _day, century, named),
        # ngày 26 tháng 01 năm 2021, ngày 15 tháng 11
        (
            rf"{day}(?<!\w{day})\s(?P<d>{_D})\s{month}\s(?P<m>{_D})(?!\d)"
            rf"(?:(?:\s?,)?\s?/?\s?(?:{year}\s)?(?P<y>{_Y})(?!\d))?",
            _day,
            (month,),
            None,
        ),
        # ngày 25/11; trước 31/12
        (rf"{day}(?<!\w{day})\s(?P<d>{_D})\s?[/\-]\s?(?P<m>{_D})(?![\d/])(?P<y>)", _day, (day,), None),
        (rf"(?P<d>\d(?<=trước \d)\d?)/(?P<m>{_D})(?![\d/])(?P<y>)", _day, ("trước",), None),
        # ngày 20 hằng tháng, ngày 25 (của) tháng cuối quý, ngày 05 tháng đầu quý sau
        (
            rf"{day}(?<!\w{day})\s(?P<d>{_D})(?:\s{each}){{2,5}}(?!\w)(?P<m>)(?P<y>)",
            _each_day,
            (day,),
            None,
        ),
        # hằng tháng, trước ngày 20, …
        (rf"{day}(?<!\w{day})\s(?P<d>{_D})(?=\s?(?:[,;)]|$))(?P<m>)(?P<y>)", _each_day, (day,), None),
        # quý IV/2024, quý I, II năm 2023, quý III
        (
            rf"{quarter}(?<!\w{quarter})\s(?P<first>{quarters})(?!\w){more_quarters}(?:{in_year}(?P<y>{_Y})(?!\d))?",
            _quarter,
            (quarter,),
            None,
        ),
        # 6 tháng đầu năm 2024, 9 tháng đầu năm
        (rf"{month}\s(?P<which>đầu|cuối)(?:\scủa)?\s{year}(?:\s(?P<y>{_Y})(?!\d))?", _half, (month,), months),
        # nửa đầu năm 2027
        (rf"{half}(?<!\w{half})\s(?P<which>đầu|cuối)(?:\scủa)?\s{year}\s(?P<y>{_Y})(?!\d)", _half_year, (half,), None),
        # tháng 6/2024, tháng 6 năm 2024, tháng 6, 06/2024
        (rf"{month}(?<!\w{month})\s(?P<m>{_D}){in_year}(?P<y>{_Y})(?!\d)", _month, (month,), None),
        (rf"{month}(?<!\w{month})\s(?P<m>{_D})(?![\d/])(?P<y>)", _month, (month,), None),
        (rf"(?P<m>\d(?<![\d/.,]\d)\d?)/(?P<y>{_Y})(?![\d/])", _month, century, None),
        # giai đoạn 2021 - 2025, hai năm 2023 - 2024, từ năm 2023 đến năm 2025, 2021-25
        (rf"(?P<a>{_Y}){alone}{to}(?P<b>{_Y}|(?<=\d-)\d\d|(?<=\d - )\d\d)(?![\d/])", _period, century, spanned),
        # các năm 2023, 2024 và 2025
        (rf"{_Y}{alone}{more_years}(?!\d)", _years, century, spanned),
        # năm 2025, cuối năm 2025, năm học 2025; 2025
        (rf"(?P<y>{_Y}){alone}(?!\d)", _year, century, of_year),
    )
    return tuple(Form(re.compile(pattern), build, frozenset(needs), before) for pattern, build, needs, before in forms)


@cache
def needed() -> tuple[str, ...]:
    """What a line must hold one of, so that any form is tried."""
    return tuple(sorted({word for form in forms() for word in form.needs}))
