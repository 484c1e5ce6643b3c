"""Shares written as fractions: "1/3 số xã", "giảm 1/2", "hai phần ba số trường", read as percent like "một nửa" (50 %).

A fraction is a share only where its whole follows ("số xã", "tổng số hộ") or a change or floor stands before it ("hơn
2/3 hộ"); "139/151 xã" is a count, "24/7" and "1/5.000" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from vnplan.lexicon.units import either, only_word, units, words
from vnplan.parse.figures.numbers import Number

_SMALL = re.compile(r"[1-9](?<![\w.,/][1-9])\s?/\s?(?:[2-9]|10)(?![\w%]|[.,/]\d)")


def shares_in(low: str) -> Iterator[Number]:
    """The shares of a lower-case line, in percent with two decimals.

    >>> [(n.start, str(n.value), n.unit) for n in shares_in("đạt 1/3 số xã; giảm 1/2 số vụ; 9/9 huyện")]
    [(4, '33.33', '%'), (20, '50', '%')]
    """
    if "/" in low:
        for match in _SMALL.finditer(low):
            part, whole = (int(number) for number in match.group().split("/"))
            if _is_share(low, match.start(), match.end()) and part < whole:
                yield _share(match.start(), match.end(), part, whole)
    for phrase in words("units", "shares", "more_than_half"):
        start = low.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if _whole().match(low, end) and not low[start - 1 : start].isalnum():
                yield Number(start, end, Decimal(50), True, "%")
            start = low.find(phrase, end)
    of = only_word("units", "shares", "of")
    if f" {of} " in low:
        for match in _spelled().finditer(low):
            part, whole = (units().digits.get(name, 10) for name in (match["part"], match["whole"]))
            if 0 < part < whole:
                yield _share(match.start(), match.end(), part, whole)


def _share(start: int, end: int, part: int, whole: int) -> Number:
    value = (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Number(start, end, value.normalize() if value % 10 else value.to_integral_value(), True, "%")


def _is_share(low: str, start: int, end: int) -> bool:
    return _whole().match(low, end) is not None or _opened().search(low, max(0, start - 24), start) is not None


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\s(?:trên\s)?{either(words('units', 'shares', 'whole'))}(?!\w)")


@cache
def _opened() -> re.Pattern[str]:
    before = either([*words("units", "multiples", "halved"), *words("units", "comparators", "at_least")])
    between = either(words("units", "multiples", "halved_between"))
    return re.compile(rf"(?<!\w){before}(?:\s{between}){{0,2}}\s$")


@cache
def _spelled() -> re.Pattern[str]:
    digits = either([*units().digits, only_word("units", "numbers", "ten")])
    of = only_word("units", "shares", "of")
    return re.compile(rf"(?<!\w)(?P<part>{digits})\s{of}\s(?P<whole>{digits})(?!\w)")
