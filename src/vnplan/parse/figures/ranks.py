"""Ranks: "nhóm 5 tỉnh dẫn đầu", "top 10", "một trong 5 địa phương đứng đầu", "đứng thứ 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from vnplan.lexicon.units import either, only_word, ordinal_values, units, words
from vnplan.parse.figures.numbers import Number


@cache
def _before() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    group, enter = either(words("units", "rank", "group")), either(words("units", "rank", "enter"))
    return (
        re.compile(rf"(?<!\w)(?P<group>{group})\s?(?:các\s)?$"),
        re.compile(rf"(?<!\w){enter}(?:\s\w+){{0,2}}\s$"),
        re.compile(rf"(?<!\w)(?P<among>{either(words('units', 'rank', 'among'))})\s(?:các\s|số\s)?$"),
        re.compile(rf"(?<!\w){either(words('units', 'rank', 'place'))}\s(?:từ\s)?(?:thứ\s)?$"),
    )


@cache
def _top() -> re.Pattern[str]:
    return re.compile(rf"[^.;:()\d]{{0,70}}?(?<!\w){either(words('units', 'rank', 'top'))}(?!\w)")


@cache
def _top_near() -> re.Pattern[str]:
    return re.compile(rf"(?:\s[^\W\d_]+){{0,4}}?\s{either(words('units', 'rank', 'top'))}(?!\w)")


@cache
def _of_all() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('units', 'rank', 'place_of_all'))}\s$")


def place_of_rank(low: str, start: int, of: str = "") -> int | None:
    """Where the words of a place begin right before a number ('xếp thứ 12'), of all where `of` says so ('xếp 9/63')."""
    left = max(0, start - 40)
    place = _before()[3].search(low, left, start) or (_of_all().search(low, left, start) if of else None)
    return place.start() if place else None


def rank_start(low: str, start: int, core_end: int, kind: str) -> int | None:
    """Where the words of a rank begin whose number (at `start`) and unit end at `core_end`, or None for no rank.

    >>> rank_start("thuộc nhóm 5 tỉnh dẫn đầu cả nước", 11, 17, "noun")
    6
    >>> rank_start("lập nhóm 5 chuyên gia", 9, 21, "noun") is None
    True
    """
    if kind in {"percent", "money", "duration", "age"}:
        return None
    group, enter, among, place = _before()
    left = max(0, start - 40)
    if match := group.search(low, left, start):
        sure = match["group"] != words("units", "rank", "group")[0]
        if sure or _top().match(low, core_end) or enter.search(low, left, match.start()):
            return match.start()
        return None
    if kind in {"noun", "other"} and (match := among.search(low, left, start)):
        # 'nằm trong 4 nước … và trong 10 nước có … tốt nhất': the second place is as far off as the first
        far = match["among"] in words("units", "rank", "one_of") or low.endswith(" và ", left, match.start())
        return match.start() if (_top() if far else _top_near()).match(low, core_end) else None
    if match := place.search(low, left, start):
        # 'xếp hạng 5 di tích' counts, 'đứng thứ 5 khu vực' ranks
        sure = kind == "other" or low.endswith(f"{only_word('units', 'rank', 'ordinal')} ", left, start)
        return match.start() if sure else None
    return None


def ordinals_in(low: str) -> Iterator[Number]:
    """Ranks in words after the words of a place: 'đứng thứ nhất', 'vị trí thứ ba'.

    >>> [(n.start, str(n.value)) for n in ordinals_in("giữ vị trí thứ nhất vùng; lần thứ hai")]
    [(15, '1')]
    """
    ordinal = f"{only_word('units', 'rank', 'ordinal')} "
    start = low.find(ordinal)
    while start >= 0:
        begin = start + len(ordinal)
        match = _spelled().match(low, begin)
        if match and place_of_rank(low, begin) is not None:
            value = units().digits.get(match.group()) or ordinal_values()[match.group()]
            yield Number(begin, match.end(), Decimal(value), True)
        start = low.find(ordinal, begin)


@cache
def _spelled() -> re.Pattern[str]:
    return re.compile(rf"{either([*units().digits, *ordinal_values()])}(?!\w)")
