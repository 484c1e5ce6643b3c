"""The vocabulary of figures and dates: number words, comparators, units, words of time, cues of commitment.

The tables (`data/units.toml`, `data/dates.toml`, `data/figures.toml`) hold every Vietnamese word; this file gives them
types and turns word lists into patterns. Words are NFC, lower case, with the tone mark placed as in "hóa", "thủy".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby, takewhile
from math import prod
from operator import itemgetter

from vnplan.lexicon.loader import table


@cache
def words(name: str, section: str, key: str) -> tuple[str, ...]:
    """A word list of one of the tables. Raises `KeyError` where the table has none.

    >>> words("dates", "recurring", "annual")[:2]
    ('hằng năm', 'hàng năm')
    """
    return tuple(table(name)[section][key])


@cache
def only_word(name: str, section: str, key: str) -> str:
    """The word of a list that has only one. Raises `ValueError` where it has more, `KeyError` where there is no list.

    >>> only_word("units", "rank", "ordinal")
    'thứ'
    """
    (only,) = words(name, section, key)
    return only


@cache
def ordinal_values() -> dict[str, int]:
    """What the words of a rank are worth that are no digit words.

    >>> ordinal_values()["nhất"]
    1
    """
    return dict(table("units")["rank"]["ordinal_values"])


def either(items: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, each as written.

    Words that begin alike share their beginning, so that a search tries a few letters at a place and not every word.

    >>> either(["lần", "lần thứ", "lượt"])
    '(?:l(?:ượt|ần(?:\\\\ thứ|)))'
    """
    return f"(?:{_branches(sorted(set(items)))})"


def _branches(ordered: list[str]) -> str:
    ended = ordered[:1] == [""]
    found = []
    for _, alike in groupby(ordered[ended:], key=itemgetter(0)):
        group = list(alike)
        pairs = enumerate(zip(group[0], group[-1], strict=False))  # sorted: what these two share, all do
        stem = group[0][: next((place for place, (one, other) in pairs if one != other), None)]
        rest = _branches([item[len(stem) :] for item in group]) if len(group) > 1 else ""
        found.append(re.escape(stem) + (f"(?:{rest})" if rest else ""))
    return "|".join([*found, ""] if ended else found)


@dataclass(frozen=True, slots=True)
class Multiple:
    """A figure said in one phrase: 'gấp đôi' is 2 lần."""

    text: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Units:
    """Units of measure by kind, countable nouns, and how numbers are written in words."""

    kinds: dict[str, str]
    """unit as written -> percent, points, money, duration, age, grade, physical, times"""
    nouns: frozenset[str]
    scales: tuple[str, ...]
    per: tuple[str, ...]
    digits: dict[str, int]
    multiples: tuple[Multiple, ...]


@cache
def units() -> Units:
    """The units table.

    >>> units().kinds["tỷ đồng"], "doanh nghiệp" in units().nouns
    ('money', True)
    """
    units = table("units")
    kinds: dict[str, str] = {}
    for kind, names in units["measures"].items():
        kinds.update(dict.fromkeys(names, kind))
    scales = tuple(units["numbers"]["scales"])
    for scale in scales:
        for money in units["measures"]["money"]:
            kinds[f"{scale} {money}"] = "money"
    return Units(
        kinds=kinds,
        nouns=frozenset(units["nouns"]["list"]),
        scales=scales,
        per=tuple(units["rates"]["per"]),
        digits=dict(units["numbers"]["digits"]),
        multiples=tuple(
            Multiple(row["text"], Decimal(row["value"]), row["unit"]) for row in units["multiples"]["words"]
        ),
    )


@cache
def worth(unit: str) -> int:
    """What one of a unit stands for, by the words of number it begins with.

    >>> worth("triệu cây"), worth("nghìn tỷ đồng"), worth("cây")
    (1000000, 1000000000000, 1)
    """
    values: dict[str, int] = table("units")["numbers"]["scale_values"]
    return prod(values[word] for word in takewhile(values.__contains__, unit.lower().split()))


@cache
def endings() -> dict[str, frozenset[str]]:
    """Syllables that make another word of a name when they stand before it ('thí' and 'điểm').

    >>> "thí" in endings()["điểm"]
    True
    """
    return {name: frozenset(before) for name, before in table("figures")["names"]["endings"].items()}


@cache
def grades() -> dict[str, int]:
    """Words after which a small number is a grade, with the highest grade.

    >>> grades()["lớp"]
    12
    """
    return dict(table("figures")["names"]["grades"])
