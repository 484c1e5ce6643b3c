"""When a duty is to be done: how often, by when, over which years. Only times that bind the duty count.

"trước ngày 15 tháng 11 hàng năm" is due and yearly; "Kế hoạch … đến năm 2025, định hướng đến năm 2030" is the name of a
plan, "sơ kết việc thực hiện Kế hoạch đến năm 2025" the period of the results assessed: neither dates the duty.

Source: the gold annotations of three plans; wordings observed in provincial plans and Decision 1671/QĐ-TTg.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vnplan.lexicon.loader import table
from vnplan.models import Period
from vnplan.parse.cues.phrases import Phrases, any_of, cues, standing, telling
from vnplan.parse.figures.dates import DateMention, find_dates
from vnplan.text import has_digit

_END = re.compile(r"\s?(?:[.;)]|$)")
_HEAD = re.compile(r"(?:^|[;:.(]\s?|^.{0,5}[.)\-–+•*]\s)$")
_PART = re.compile(r"[;(]\s?$")
_SHORT = frozenset({"quarter", "month", "half"})
_FIGURE = re.compile(r"[\div](?:(?<=\d)[\d/.]*|(?<=\s[iv])[iv]{0,2}(?!\w))")  # the plain character first: a fast search
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\d)")
_NEAR = 30
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def _half_of_year() -> re.Pattern[str]:
    """'6 tháng đầu năm 2026' is one time, not how often."""
    return re.compile(rf"\s{any_of('time', 'half_of')}\s(?:19|20)\d\d")


@cache
def _lasting() -> re.Pattern[str]:
    """'kéo dài 6 tháng', 'ba đến sáu tháng', '3 - 6 tháng': how long, not how often."""
    return re.compile(rf"(?:(?<!\w){any_of('time', 'lasting')}\s|\d\s?[-–]\s?)$")


@cache
def _once() -> re.Pattern[str]:
    """'ít nhất 6 tháng một lần': how often after all."""
    return re.compile(
        rf"\s?(?:/|{any_of('time', 'one')}\s)(?:{any_of('time', 'one')}\s)?{any_of('time', 'times')}(?!\w)"
    )


def _is_length(low: str, start: int, end: int) -> bool:
    """Whether "6 tháng" is a half of a year or how long something takes."""
    if _half_of_year().match(low, end):
        return True
    return _lasting().search(low, max(0, start - 30), start) is not None and not _once().match(low, end)


class Due(NamedTuple):
    """A due time: its place in the line and the day it stands for, where the text gives a full date."""

    start: int
    end: int
    day: str | None


@cache
def _often() -> tuple[tuple[str, ...], Phrases]:
    names = tuple(table("duties")["often"])
    return names, cues("often", *names)


@cache
def _pattern(name: str, *, after: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('time', name)}" + (r"\s{1,3}$" if after else r"(?!\w)"))


@cache
def _opens_date() -> re.Pattern[str]:
    return re.compile(any_of("time", "may_be_due"))


@cache
def _part_date() -> re.Pattern[str]:
    """A quarter or month that is a part of its own."""
    return re.compile(rf"[;(]\s?{any_of('time', 'month', 'quarter')}\s")


@cache
def _quarters() -> tuple[str, ...]:
    return tuple(f"{word} " for word in table("duties")["time"]["quarter"])


def _may_be_due(low: str) -> bool:
    """A quick test: a figure or a quarter, and near it a word that can make it due."""
    if not has_digit(low) and not any(map(low.__contains__, _quarters())):
        return False
    figures = False
    for match in _FIGURE.finditer(low):
        figures = True
        if _opens_date().search(low, max(0, match.start() - _NEAR), match.end() + _NEAR):
            return True
    return figures and _part_date().search(low) is not None


def recurring(low: str, start: int = 0, end: int | None = None) -> str | None:
    """How often: annual, half_yearly, quarterly, monthly, weekly, regular ("định kỳ", "thường xuyên"); None for once.

    >>> recurring("định kỳ hằng năm báo cáo"), recurring("thường xuyên rà soát"), recurring("nguồn chi thường xuyên")
    ('annual', 'regular', None)
    """
    names, phrases = _often()
    found = set()
    for place, stop, name in phrases.within(low, start, end, places=telling(low)):
        # "chi thường xuyên", "bồi dưỡng thường xuyên" are kinds of money and training
        if name == "regular" and _pattern("kind_before", after=True).search(low, max(0, place - 30), place):
            continue
        if name == "annual" and (_YEAR.match(low, stop) or cues("time", "not_often").at(low, stop + 1) > 0):
            continue  # "báo cáo năm 2025": one report; "mỗi năm học"
        if name == "half_yearly" and _is_length(low, place, stop):
            continue
        found.add(name)
    return min(found, key=names.index, default=None)


def due(line: str, low: str) -> Due | None:
    """The time by which a duty is to be done, or None.

    >>> line = "gửi về Sở Nội vụ trước ngày 15 tháng 11 hàng năm để tổng hợp"
    >>> found = due(line, line.lower())
    >>> line[found.start:found.end]
    'trước ngày 15 tháng 11 hàng năm'
    >>> line = "Tổ chức đánh giá kết quả thực hiện Kế hoạch đến năm 2025"
    >>> due(line, line.lower()) is None
    True
    """
    if not _may_be_due(low):
        return None
    binding = [mention for mention in find_dates(line, low=low) if _binds(mention, low)]
    if binding:
        # "trong năm 2026 …, hoàn thành trước ngày 30/6/2026": the last day says more than the year
        last = (mention for mention in binding if cues("time", "before_day").at(low, mention.span.start) > 0)
        vague = cues("time", "within").at(low, binding[0].span.start) > 0
        mention = next(last, binding[0]) if vague else binding[0]
        value = mention.value if mention.value and _FULL_DATE.fullmatch(mention.value) else None
        more = _and_again().match(low, mention.span.end) if mention.kind == "day" else None
        return Due(mention.span.start, more.end() if more else mention.span.end, value)
    after = _after_event().search(low)
    if after is not None and low.rfind("(", 0, after.start()) > low.rfind(")", 0, after.start()):
        # within a remark that says something else first it dates the remark
        after = after if low.endswith("(", 0, after.start()) else None
    after = after or _season_at(low)
    return Due(after.start(), after.end(), None) if after else None


@cache
def _and_again() -> re.Pattern[str]:
    """The second day of a due time: "trước ngày 15/6 và (ngày) 15/12 hằng năm"."""
    and_, often = any_of("time", "again"), any_of("often", "annual", "quarterly", "monthly")
    month = any_of("time", "month")
    return re.compile(rf"(?:,|\s){and_}\s\d{{1,2}}(?:/|\s{month}\s)\d{{1,2}}(?![\d/])(?:,?\s{often})?")


@cache
def _after_event() -> re.Pattern[str]:
    """ "trong vòng 15 ngày kể từ ngày ban hành", "trước 05 ngày tổ chức hội nghị": a time counted from an event."""
    counted, spans, since = (any_of("time", key) for key in ("counted", "spans", "since"))
    by, event, before, begins, day = (
        any_of("time", key) for key in ("counted_by", "event", "before", "begins", "before_day")
    )
    number = rf"\d{{1,3}}\s{spans}"
    which = rf"\s[^,;.()]{{2,60}}?(?=\s{any_of('time', 'goes_on')}\s|\s?[,;.()]|$)"
    forms = (
        rf"{counted}\s{number},?\s{since}\s[^,;.()]{{3,60}}",
        rf"{by}\s{number}\s{event}{which}",
        rf"{before}\s{number}\s{begins}{which}",
        rf"{day}\s[^,;.()\d]{{3,50}}\s{number}(?!\w)",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")


def _season_at(low: str) -> re.Match[str] | None:
    if not any(season in low for season in table("duties")["time"]["seasons"]):
        return None
    return next(iter(standing(_before_season(), low, 0, len(low))), None)


@cache
def _before_season() -> re.Pattern[str]:
    """ "trước mùa mưa năm 2026", "trước năm học 2026 - 2027"."""
    seasons, year = any_of("time", "seasons"), r"(?:19|20)\d\d"
    years = rf"(?:\s{any_of('time', 'year')})?\s{year}(?:\s?[-–]\s?{year})?"
    return re.compile(rf"{any_of('time', 'latest')}\s{seasons}{years}")


def _binds(mention: DateMention, low: str) -> bool:
    """Whether a date of a sentence is the time by which its duty is done."""
    start, end = mention.span
    if mention.kind in {"recurring", "period"} or _past().search(low, max(0, start - 80), start):
        return False
    if mention.kind == "day" and mention.recurring:
        return True
    if mention.role == "plain" and mention.kind in _SHORT and start == mention.core.start:
        return bool(
            _PART.search(low, max(0, start - 3), start) and _END.match(low, end)
        )  # "(Sở A chủ trì; quý II/2026)"
    if mention.role != "deadline":
        return False
    opener = low[start : mention.core.start]
    if mention.kind == "day" or _pattern("latest").match(opener):
        return True
    before = max(0, start - 30)
    if _pattern("latest", after=True).search(low, before, start):
        return True
    # "đến năm 2030", "trong năm 2026" bind at the head or end of a part or after a word of aim, not inside a name
    if _outlook().match(low, end):
        return False
    if _pattern("within").match(opener) and (mention.kind != "year" or _END.match(low, end)):
        if mention.kind == "year" and recurring(low) == "annual":
            return False  # "hằng năm báo cáo …; tổng kết vào năm 2030": one step of what is done each year
        return _pattern("result", after=True).search(low, before, start) is None
    return bool(_HEAD.search(low, max(0, start - 8), start) or _pattern("aim", after=True).search(low, before, start))


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){any_of('time', 'past')}\s[^,;.]{{0,60}}$")


@cache
def _outlook() -> re.Pattern[str]:
    return re.compile(rf"\s?,?\s?{any_of('time', 'outlook')}(?!\w)")


def full_day(line: str) -> str | None:
    """The ISO day of the latest full date in a slot, quarters and months by their last day; None where none is full.

    >>> full_day("Trước ngày 30/6/2026"), full_day("Quý IV/2025"), full_day("Năm 2030")
    ('2026-06-30', '2025-12-31', None)
    """
    days = [mention.value for mention in find_dates(line) if mention.value and _FULL_DATE.fullmatch(mention.value)]
    return max(days) if days else None


def has_figures(low: str) -> bool:
    """Whether a time slot holds figures that do not only tell how often: not "06 tháng/lần"."""
    often = [(start, end) for start, end, _ in _often()[1].within(low)]
    return any(
        char.isdigit() and not any(start <= place < end for start, end in often) for place, char in enumerate(low)
    )


def names_quarter(line: str, low: str) -> bool:
    """Whether a time slot names a quarter, which in Roman numerals holds no digit: "Quý IV hằng năm"."""
    return any(mention.kind == "quarter" for mention in find_dates(line, low=low))


def period(line: str) -> Period | None:
    """The years a time slot names: "2026 - 2030", "từ năm 2026 đến năm 2030", "năm 2027".

    >>> period("Giai đoạn 2026 - 2030").end, period("Năm 2027").start
    (2030, 2027)
    """
    dates = [mention for mention in find_dates(line) if mention.start is not None]
    for kind in ("period", "year"):
        for mention in dates:
            if mention.kind == kind:
                within = _pattern("within").search(line.lower()) is not None
                opened = kind == "year" and mention.role == "deadline" and not within
                return Period(start=None if opened else mention.start, end=mention.end)
    return None
