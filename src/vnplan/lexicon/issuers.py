"""Who issues a plan: a province, a district, a commune, a ministry, or another body of one of these."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.lexicon.provinces import provinces


class Level(StrEnum):
    """For whose territory a plan speaks. `BODY`: a department, a school, a company; it speaks for itself only."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    CENTRAL = "central"
    BODY = "body"
    UNKNOWN = "unknown"


def level_of(issuer: str | None, *, province: str | None = None) -> Level:
    """The level of an issuer. A plan that names a province and no issuer is taken for the province's own.

    >>> [level_of(name).value for name in ("Ủy ban nhân dân thành phố Cần Thơ", "Ủy ban nhân dân thành phố Việt Trì")]
    ['province', 'district']
    >>> [level_of(name).value for name in ("UBND xã Kim Bôi", "Bộ Y tế", "Sở Y tế tỉnh Phú Thọ", "Tỉnh ủy Lạng Sơn")]
    ['commune', 'central', 'body', 'province']
    """
    if not issuer:
        return Level.PROVINCE if province else Level.UNKNOWN
    data, words = table("issuers"), " ".join(issuer.casefold().split())
    for unit, names in data["party"].items():
        if (rest := _after(words, names)) is not None:
            return _of_unit(unit, rest)
    whole = _after(words, data["whole"])
    if whole is None:
        central = _after(words, data["central"]) is not None and _after(words, data["not_central"]) is None
        return Level.CENTRAL if central else Level.BODY
    for unit, names in data["units"].items():
        if (rest := _after(whole, names)) is not None:
            return _of_unit(unit, rest)
    return Level.PROVINCE if not whole or whole in _names() else Level.BODY


def short_name(issuer: str) -> str:
    """An issuer's name as a heading of a column: "UBND xã Kim Bôi"."""
    for long, short in table("issuers")["short"].items():
        issuer = issuer.replace(long, short)
    return issuer


def _of_unit(unit: str, rest: str) -> Level:
    if unit == "city":
        return Level.PROVINCE if not rest or rest in _names() else Level.DISTRICT
    return Level(unit)


def _after(words: str, openings: Iterable[str]) -> str | None:
    """What follows the longest of the openings that the words begin with, None where they begin with none."""
    found = [opening for opening in openings if words == opening or words.startswith(f"{opening} ")]
    return words.removeprefix(max(found, key=len)).strip() if found else None


@cache
def _names() -> frozenset[str]:
    rows = provinces().rows
    return frozenset(name.casefold() for row in rows for name in (row.name, *row.aliases))
