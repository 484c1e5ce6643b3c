"""Dates in a line: horizons, deadlines, quarters, periods, months, days, and how often something recurs.

Forms after Nghị định 30/2020/NĐ-CP (day, month, year) and as observed in the corpora. A date mention says what it is
(`kind`), what it does in the sentence (`role`) and, where it could be a deadline, its value: "2025" or "2025-11-15".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from vnplan.lexicon.units import either, words
from vnplan.models import Span
from vnplan.parse.cues.nonfigures import Marks, Stretch, act_numbers, lowered, unit_at

DateKind = Literal["day", "month", "quarter", "half", "year", "period", "recurring"]
DateRole = Literal["deadline", "plain", "start", "vision", "baseline", "state", "act"]

_Y = r"(?:19|20)\d\d"
_D = r"\d{1,2}"
_MONTHS = {"3": 3, "03": 3, "ba": 3, "6": 6, "06": 6, "sáu": 6, "9": 9, "09": 9, "chín": 9}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a line.

    `span` covers the words of time with what opens them ("trước ngày 15 tháng 11"), `core` the date alone; both are
    half-open offsets into the line. `value` is the end of what is named: a year, or a day for anything finer (a quarter
    and a month end on their last day); None where the year is not said. `start`, `end` are years, both included.
    `role`: "deadline" (an opening word says so), "plain" (a date without one), "start" (từ năm 2025), "vision" (tầm
    nhìn đến năm 2045), "baseline" (so với năm 2020), "state" (tính đến năm 2020), "act" (day or period of a cited act).
    `recurring`: annual, half_yearly, quarterly, monthly, weekly, daily.
    """

    kind: DateKind
    role: DateRole
    span: Span
    core: Span
    value: str | None = None
    start: int | None = None
    end: int | None = None
    month: int | None = None
    day: int | None = None
    recurring: str | None = None

    @property
    def is_deadline(self) -> bool:
        """Whether the date can bound a commitment."""
        return self.value is not None and self.role in {"deadline", "plain"}


def find_dates(line: str, *, low: str | None = None) -> tuple[DateMention, ...]:
    """All dates of a one-line text, in order, none overlapping. Linear in the line.

    `low` is `lowered(line)`, where the caller has it.

    >>> line = "Đến năm 2025 đạt 60%, tầm nhìn đến năm 2045; báo cáo trước ngày 15/11 hằng năm"
    >>> [(d.value, d.role) for d in find_dates(line)]
    [('2025', 'deadline'), ('2045', 'vision'), (None, 'deadline')]
    >>> find_dates("Trong quý III năm 2023")[0].value
    '2023-09-30'
    """
    low = lowered(line) if low is None else low
    found: list[DateMention] = []
    acts: list[Stretch] | None = None
    taken = Marks(0)
    held = frozenset(filter(low.__contains__, _needed()))
    for form in _forms() if held else ():
        if held.isdisjoint(form.needs):
            continue
        for match in form.pattern.finditer(low):
            if acts is None:
                acts = act_numbers(line)
                taken = Marks(len(low), acts)
            opened = form.before.search(low, max(0, match.start() - 40), match.start()) if form.before else None
            start = opened.start() if opened else match.start()
            if not taken.free(start, match.end()):
                continue
            mention = form.build(match, low, start)
            if mention is not None:
                taken.add(start, match.end())
                found.append(mention)
    if _MAY_RECUR.search(low):
        taken = taken if acts is not None else Marks(len(low))
        for phrase, kind in _recurrence().items():
            if (start := low.find(phrase)) >= 0:
                found += _recurring(low, phrase, kind, start, taken)
    if not found:
        return ()
    found.sort(key=lambda mention: mention.core)
    return tuple(_with_recurrence(_roles(found, low, acts or []), low))


def first_deadline(line: str) -> str | None:
    """The first date that can bound a commitment: "2025" or "2025-11-15"; None where the line names none.

    Meant for headings ("2. Mục tiêu đến năm 2030") and clauses; baselines and titles of acts do not count.

    >>> first_deadline("1. Mục tiêu đến năm 2025, định hướng đến năm 2030")
    '2025'
    """
    return deadline_among(find_dates(line))


def deadline_among(found: Sequence[DateMention]) -> str | None:
    """The same, where the dates of the line are known."""
    mentions = [mention for mention in found if mention.is_deadline]
    stated = [mention for mention in mentions if mention.role == "deadline" or mention.kind == "period"]
    # an outlook is a horizon only where it is the only one ("3. Tầm nhìn đến năm 2045")
    chosen = stated or mentions
    if not chosen and all(mention.role == "vision" for mention in found):
        chosen = list(found)
    return chosen[0].value if chosen else None


# --- forms ----------------------------------------------------------------------------------------------------------

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
    first = match["which"] == words("dates", "words", "half_first")[0]
    month = _MONTHS[low[start : match.start()].strip()] if first else 12
    return _mention(match, start, "half", _month_end(year, month) if year else None, start=year, end=year, month=month)


def _half_year(match: re.Match[str], low: str, start: int) -> DateMention | None:
    year = int(match["y"])
    month = 6 if match["which"] == words("dates", "words", "half_first")[0] else 12
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
    if start == match.start() and _opened(low, start, "start", "deadline") is None:
        # '2000 cây' is a count, 'đến 2025' is not; 2.000, 2025/…, 2016-… are no years
        if _YEAR_GOES_ON.match(low, match.end()) or unit_at(low, match.end()) is not None:
            return None
    return _mention(match, start, "year", str(year), start=year, end=year)


_MAY_RECUR = re.compile(r"hằng |hàng |mỗi |từng |thường niên|một lần|/lần|6 tháng")
_YEAR_GOES_ON = re.compile(r"[\w/\-%]|[.,]\d|\s?[-–]\s?\d")


@cache
def _recurrence() -> dict[str, str]:
    kinds = ("annual", "half_yearly", "quarterly", "monthly", "weekly", "daily")
    return {phrase: kind for kind in kinds for phrase in words("dates", "recurring", kind)}


def _recurring(low: str, phrase: str, kind: str, start: int, taken: Marks) -> list[DateMention]:
    """'hằng năm', '6 tháng một lần': how often, wherever it stands."""
    out: list[DateMention] = []
    while start >= 0:
        end = start + len(phrase)
        bounded = (start == 0 or not low[start - 1].isalnum()) and (end == len(low) or not low[end].isalnum())
        if bounded and taken.free(start, end):
            span = Span(start, end)
            taken.add(start, end)
            out.append(DateMention(kind="recurring", role="plain", span=span, core=span, recurring=kind))
        start = low.find(phrase, end)
    return out


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of dates. `pattern` begins with a digit or a word (so that the search is fast), `before` is what may
    stand before it, and the form is tried only in lines that hold one of `needs`."""

    pattern: re.Pattern[str]
    build: Build
    needs: frozenset[str]
    before: re.Pattern[str] | None = None


@cache
def _forms() -> tuple[_Form, ...]:
    """The forms of dates in order of precedence: a finer or longer form keeps its words from the ones after it."""
    period, part = either(words("dates", "words", "period")), either(words("dates", "words", "part_of_year"))
    names = ("day", "month", "quarter", "year", "half")
    day, month, quarter, year, half = (words("dates", "words", key)[0] for key in names)
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
    return tuple(_Form(re.compile(pattern), build, frozenset(needs), before) for pattern, build, needs, before in forms)


@cache
def _needed() -> tuple[str, ...]:
    return tuple(sorted({word for form in _forms() for word in form.needs}))


# --- what a date does in its sentence ---------------------------------------------------------------------------------

_BREAK = re.compile(r"[,;:(](?!\d)|[;:(](?=\d)|\.\s")
_DIGITS = re.compile(r"\d[\d.,/]{0,16}")
_QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1}


@cache
def _cues(role: str) -> frozenset[str]:
    return frozenset(words("dates", "cues", role))


@cache
def _ranked(roles: tuple[DateRole, ...]) -> dict[str, int]:
    """The words of some roles, with the place of the first role they are of."""
    return {cue: rank for rank, role in reversed(list(enumerate(roles))) for cue in _cues(role)}


def _opened(low: str, end: int, *roles: DateRole) -> tuple[DateRole, int] | None:
    """The first of some roles whose words stand directly before an offset (up to two small words between), with the
    place where they begin; None where there are no such words."""
    left = max(0, end - 48)
    text = low[left:end].rstrip(" :")
    before = text.split(" ")
    if left and len(before) > 1:
        text, before = text[len(before[0]) + 1 :], before[1:]  # the window may begin within a word
    known = _ranked(roles)
    found: tuple[int, int] | None = None
    for dropped in range(3):
        kept = before[: len(before) - dropped]
        if not kept or (dropped and before[len(kept)] not in _cues("fillers")):
            break
        size = len(" ".join(kept))
        for count in range(min(6, len(kept)), 0, -1):
            cue = " ".join(kept[-count:]).lstrip('(“"')
            if cue in known and (found is None or known[cue] < found[0]):
                found = known[cue], size - len(cue)
    return (roles[found[0]], low.find(text, left) + found[1]) if found else None


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('dates', 'cues', 'baseline'))}(?!\w)")


@cache
def _act_before_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('dates', 'cues', 'act'))}(?!\w)")


@cache
def _act_name() -> re.Pattern[str]:
    verbs, names = either(words("dates", "cues", "act_verb")), either(words("dates", "cues", "act_name"))
    between = rf"(?:\s{either(words('dates', 'cues', 'act_between'))}){{0,3}}"
    return re.compile(rf"(?:^|(?<!\w){verbs}){between}\s?{names}(?!\w)")


@cache
def _goal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'state', 'goal'))}(?!\w)")


def _roles(found: list[DateMention], low: str, acts: list[Stretch]) -> list[DateMention]:
    out: list[DateMention] = []
    held = Marks(len(low), [*acts, *((mention.core.start, mention.core.end) for mention in found)])
    quoted = _quoted(low)
    ends = [act[1] for act in acts]
    for mention in found:
        start = mention.core.start
        if mention.kind == "recurring":
            out.append(mention)
            continue
        if _is_baseline(low, start, out):
            mention = replace(mention, role="baseline")
        elif opened := _opened(low, start, "state", "vision", "start", "deadline"):
            role, at = opened
            mention = replace(mention, role=role, span=mention.span if role == "state" else Span(at, mention.span.end))
        if mention.role not in {"baseline", "state"}:
            in_quotes = quoted is not None and not quoted.free(start, start + 1)
            before = bisect_right(ends, start)
            if in_quotes or _of_act(mention, low, ends[before - 1] if before else None, held):
                mention = replace(mention, role="act", span=mention.core)
        out.append(mention)
    return out


def _is_baseline(low: str, start: int, earlier: list[DateMention]) -> bool:
    """'so với (mức 45% của) năm 2020': the first date after the words of comparison, unless a deadline opens it."""
    last = None
    for last in _compared().finditer(low, max(0, start - 80), start):
        pass
    if last is None or _BREAK.search(low, last.end(), start):
        return False
    dated = next((mention for mention in reversed(earlier) if mention.kind != "recurring"), None)
    if dated is not None and dated.core.start >= last.end():
        return False
    opened = _opened(low, start, "deadline")
    return opened is None or opened[1] <= last.end() + 1


def _quoted(low: str) -> Marks | None:
    if not any(mark in low for mark in _QUOTES):
        return None
    out: list[Stretch] = []
    opened: int | None = None
    for match in re.finditer("[“”«»]", low):
        if _QUOTES[match.group()] > 0:
            opened = match.start()
        elif opened is not None:
            out.append((opened, match.end()))
            opened = None
    return Marks(len(low), out) if out else None


def _of_act(mention: DateMention, low: str, act_end: int | None, held: Marks) -> bool:
    """Whether a date belongs to an act that is named: its day of issue, or the period in its title.

    Source: how acts are cited (number, day, issuer, title; Nghị định 30/2020/NĐ-CP, Phụ lục I), and the corpora:
    'Kế hoạch số …/KH-UBND ngày … của UBND tỉnh về … giai đoạn 2021 - 2025'.
    """
    start, end = mention.core
    near = max(0, start - 320)
    gap_from = max(near, low.rfind(";", near, start) + 1, low.rfind(". ", near, start) + 1)
    act_end = act_end if act_end is not None and act_end >= gap_from else None
    if mention.kind == "day":
        if mention.role != "plain" or mention.start is None:
            return False
        if act_end is not None and start - act_end <= 12:
            return True
        return _act_before_day().search(low, max(gap_from, start - 90), start) is not None
    opening = low[mention.span.start : start].strip()
    if opening and opening not in _cues("title") and mention.role != "vision":
        return False
    if low[max(0, mention.span.start - 8) : mention.span.start].rstrip()[-1:] in {",", ":", "("}:
        return False
    stop = _BREAK.search(low, end, end + 400)
    if _has_digit(low, end, stop.start() if stop else min(len(low), end + 400), held):
        return False
    if act_end is not None and start - act_end <= 300:
        return not _goal().search(low, act_end, start) and not _has_digit(low, act_end, start, held)
    segment = max(0, start - 200)
    for brk in _BREAK.finditer(low, max(0, start - 200), start):
        segment = brk.end()
    named = None
    for named in _act_name().finditer(low[segment:start]):
        pass
    if named is None or _goal().search(low, segment, start):
        return False
    if low.startswith(":", end) and not low[segment + named.end() : start].strip(" -") and not named.start():
        return False  # 'Kế hoạch năm 2026: 15 cuộc thanh tra' plans for the year
    return not _has_digit(low, segment, start, held)


def _has_digit(low: str, start: int, end: int, held: Marks) -> bool:
    """Whether digits stand between two offsets that are neither dates nor numbers of acts."""
    digits = _DIGITS.finditer(low, start, end)
    return any(held.free(match.start(), match.start() + 1) for match in digits)


def _with_recurrence(mentions: list[DateMention], low: str) -> list[DateMention]:
    """Join 'trước ngày 15/11' and 'hằng năm': a day without a year that recurs."""
    out: list[DateMention] = []
    for mention in mentions:
        last = out[-1] if out else None
        if last is not None and last.value is None and last.kind != "recurring" and mention.kind == "recurring":
            if low[last.core.end : mention.core.start].strip() in {"", "của"}:
                span = Span(last.span.start, mention.core.end)
                out[-1] = replace(last, span=span, recurring=mention.recurring)
                continue
        if last is not None and last.kind == "recurring" and mention.kind != "recurring" and mention.value is None:
            if mention.span.start - last.core.end <= 12:
                mention = replace(mention, recurring=last.recurring)
        out.append(mention)
    return out
