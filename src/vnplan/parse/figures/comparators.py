"""Words around a figure that bound it: "ít nhất", "dưới", "khoảng", "từ … trở lên"; and where "trên" bounds nothing.

All work on lower-case lines and return offsets into them; the words are in the lexicon.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from vnplan.lexicon.units import either, units, words
from vnplan.models import Comparator
from vnplan.parse.cues.nonfigures import unit_at


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
    body = r"\s\w+(?:\s\w+){0,3}?"
    each = rf"(?:\s{either(words('units', 'comparators', 'each'))}{body}(?:\scó)?|\smột{body}\scó)"
    return re.compile(
        rf"(?:(?<!\w)(?P<apart>{apart}){each}(?=\s)|(?<!\w)(?P<word>{either(names)})|(?P<sign>{either(signs)}))(?:\s{between}){{0,3}}\s?$"
    )


def comparator_before(low: str, start: int) -> tuple[Comparator, int] | None:
    """The comparator that stands before a figure, and where it begins."""
    match = _compared().search(low, max(0, start - 48), start)
    if match is None:
        return None
    about = about_words().search(low, max(0, start - 48), start)
    if about is not None and about.start() < match.start():
        return None  # 'trên dưới 50'
    return _comparators()[match["apart"] or match["word"] or match["sign"]], match.start()


@cache
def about_words() -> re.Pattern[str]:
    """What makes a figure approximate, right before it."""
    between = either(words("units", "comparators", "between"))
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'about'))}(?:\s{between}){{0,2}}\s?$")


@cache
def from_word() -> re.Pattern[str]:
    """'từ' right before a figure."""
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'from'))}\s$")


@cache
def reached_words() -> re.Pattern[str]:
    """What makes 'từ' a floor ('đạt từ 90%')."""
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'reached'))}\s$")


@cache
def grown_words() -> re.Pattern[str]:
    """After these, 100 % is growth or excess."""
    between = either(words("units", "comparators", "grown_between"))
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'grown'))}(?:\s{between})?\s?$")


@cache
def over_words() -> re.Pattern[str]:
    """What is more than 100 % ('trên 100%')."""
    return re.compile(rf"{either(words('units', 'comparators', 'over'))}(?!\w)")


@cache
def _over_plan() -> re.Pattern[str]:
    by, of = either(words("units", "comparators", "by_how_much")), either(words("figures", "state", "result_of"))
    return re.compile(rf"{by}\s[\d.,]{{1,6}}\s?%\s{of}(?!\w)")


def over_plan(low: str, start: int) -> bool:
    """Whether 'vượt' says by how much a plan is passed ('vượt 10% dự toán'), not that more than that is reached."""
    return _over_plan().match(low, start) is not None


@cache
def _suffixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    up, down = either(words("units", "comparators", "up_suffix")), either(words("units", "comparators", "down_suffix"))
    tail = rf"(?:(?P<up>{up})|(?P<down>{down}))(?!\w)"
    return re.compile(rf"\s?\(?{tail}"), re.compile(rf"[^,;.:()\d]{{0,45}}?(?<!\w){tail}")


def suffix_after(low: str, start: int, end: int, kind: str) -> tuple[Comparator, int] | None:
    """'từ 10 lao động thường xuyên trở lên'; without 'từ' only where it follows at once ('90% trở lên')."""
    direct, wide = _suffixes()
    pattern = wide if from_word().search(low, max(0, start - 8), start) else direct
    match = pattern.match(low, end)
    if (
        match is None
        and kind in {"percent", "noun"}  # '80% cơ sở trở lên', 'hai gia đình hội viên trở lên'
        and (counted := unit_at(low, end + 3 if low.startswith(" số ", end) else end))
    ):
        match = direct.match(low, counted[1])
    if match is None:
        return None
    return (Comparator.AT_LEAST if match["up"] else Comparator.AT_MOST), match.end()


@cache
def _on_place_verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('units', 'comparators', 'on_place'))}(?:\s\w+){{0,4}}\s$")


def on_place(low: str, start: int, unit: str | None) -> bool:
    """'triển khai trên 05 lĩnh vực' says where, not 'more than'."""
    if not low.startswith("trên ", start) or unit is None:
        return False
    return unit.lower() in words("units", "comparators", "place_units") and (
        _on_place_verb().search(low, max(0, start - 48), start) is not None
    )


def is_rate(low: str, start: int, value: Decimal, unit: str | None) -> bool:
    """'trên một ha', 'trên 10.000 dân': a base of reckoning, no figure; 'trên 1 tỷ USD' is one."""
    if not low.startswith("trên ", start) or unit is None:
        return False
    counted = unit.lower()
    if value == 1 and not counted.startswith(units().scales):
        return True
    power = value in {Decimal(10) ** n for n in range(7)}
    return power and counted.split(" ", counted.startswith(units().scales))[-1] in words("units", "rates", "population")
