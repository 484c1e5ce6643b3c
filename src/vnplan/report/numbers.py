"""Numbers, years and days as readers write them: 500.000 and 0,8% in Vietnamese, 500,000 and 0.8% in English."""

from __future__ import annotations

import re
from decimal import Decimal

from vnplan.errors import Lang
from vnplan.models import Period

_STORED = re.compile(r"(\d+(?:\.\d+)?)(?: - (\d+(?:\.\d+)?))? (.+)", re.DOTALL)
"""A figure as an alignment holds it: "500000 người", "10 - 15 %"."""
_SWAPPED = str.maketrans(",.", ".,")


def number_words(value: Decimal, *, lang: Lang = "vi") -> str:
    """A number with its thousands set apart.

    >>> number_words(Decimal("500000")), number_words(Decimal("0.80")), number_words(Decimal("1234.5"), lang="en")
    ('500.000', '0,8', '1,234.5')
    """
    words = f"{value.normalize():,f}"
    return words.translate(_SWAPPED) if lang == "vi" else words


def score_words(score: float, *, lang: Lang = "vi") -> str:
    """A score from 0 to 1.

    >>> score_words(0.9), score_words(0.9, lang="en")
    ('0,90', '0.90')
    """
    words = f"{score:.2f}"
    return words.translate(_SWAPPED) if lang == "vi" else words


def amount_words(low: Decimal, high: Decimal | None, unit: str | None, *, lang: Lang = "vi") -> str:
    """A number or a range with its unit; "%" stands at the number.

    >>> amount_words(Decimal(10), Decimal(15), "%"), amount_words(Decimal(50000), None, "nhân lực")
    ('10 – 15%', '50.000 nhân lực')
    """
    ends = [number_words(value, lang=lang) for value in (low, high) if value is not None]
    apart = "" if (unit or "").startswith("%") else " "
    return f"{' – '.join(dict.fromkeys(ends))}{apart}{unit or ''}".rstrip()


def stored_amount(words: str) -> tuple[Decimal, Decimal | None, str] | None:
    """The figure and the unit of an expected level as an alignment holds it; None for other words.

    >>> stored_amount("0.6 % tổng chi ngân sách")
    (Decimal('0.6'), None, '% tổng chi ngân sách')
    """
    found = _STORED.fullmatch(words)
    return (Decimal(found[1]), Decimal(found[2]) if found[2] else None, found[3]) if found else None


def years_words(period: Period | None) -> str:
    """The years of a period; a period of one year is that year.

    >>> years_words(Period(start=2027, end=2027)), years_words(Period(start=2026, end=2030))
    ('2027', '2026 – 2030')
    """
    years = (period.start, period.end) if period else ()
    return " – ".join(dict.fromkeys(str(year) for year in years if year))


def day_words(day: str) -> str:
    """A day, month or year written with the year first, as offices write it.

    >>> day_words("2025-11-15"), day_words("2025-11"), day_words("2025")
    ('15/11/2025', '11/2025', '2025')
    """
    return "/".join(reversed(day.split("-")))
