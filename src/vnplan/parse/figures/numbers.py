"""Numbers in Vietnamese digits and words: where they stand in a line and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from vnplan.lexicon.units import either, only_word, units, words
from vnplan.text import has_digit


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a line: offsets, value, whether it is in words. `unit` is set by phrases like 'gấp đôi'."""

    start: int
    end: int
    value: Decimal
    in_words: bool = False
    unit: str | None = None


def parse_number(text: str) -> Decimal | None:
    """A number in Vietnamese digits or words; None for anything else.

    A point (or blank) before groups of three is a thousands mark, a comma is the decimal mark; a point before one or
    two digits is read as a decimal mark too (an office habit).

    >>> [str(parse_number(t)) for t in ("1.000", "1,5", "05", "20 000", "mười hai", "một trăm linh năm", "ba nghìn")]
    ['1000', '1.5', '5', '20000', '12', '105', '3000']
    >>> str(parse_number("một trăm hai mươi chín nghìn không trăm linh bảy"))
    '129007'
    """
    text = text.strip().lower()
    if not text[:1].isdigit():
        return _word_value(text.split())
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
    return Decimal(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def may_hold_figure(text: str, low: str | None = None) -> bool:
    """A quick test that spares the work on text whose digits are only dates and numbers of acts; no case needed.

    `low` is the text in small letters, where the caller has it.

    >>> [may_hold_figure(t) for t in ("Đến năm 2030", "Quyết định số 127/QĐ-TTg", "gấp đôi", "hai trung tâm", "5%")]
    [False, False, True, True, True]
    """
    if has_digit(text) and any(match.lastgroup is None for match in _DIGIT.finditer(text)):
        return True
    return _in_words().search(" " + (text.lower() if low is None else low)) is not None


def digits_in(low: str) -> Iterator[Number]:
    """The numbers in digits of a lower-case line, whatever they mean.

    >>> [(n.start, str(n.value)) for n in digits_in("1.200 ha, 5g, top10")]
    [(0, '1200'), (10, '5'), (17, '10')]
    """
    for match in _DIGITS.finditer(low):
        value = parse_number(match.group())
        if value is not None:
            yield Number(match.start(), match.end(), value)


def words_in(low: str) -> Iterator[Number]:
    """The numbers in words of a lower-case line, the longest reading first; whether they count anything is not decided.

    >>> [(n.start, n.end, str(n.value)) for n in words_in("mười hai cầu, năm vùng")]
    [(0, 8, '12'), (14, 17, '5')]
    """
    end = 0
    for start, _ in _first_words(low):
        if start >= end and (number := _words_from(low, start)) is not None:
            end = number.end
            yield number


def number_at(low: str, start: int) -> Number | None:
    """The number in digits or words that begins exactly at an offset."""
    match = _DIGITS.match(low, start)
    if match:
        value = parse_number(match.group())
        return None if value is None else Number(start, match.end(), value)
    return _words_from(low, start)


# --- digits -----------------------------------------------------------------------------------------------------------

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
# the first character comes first, so that a line is searched fast; 'top10' is a number, 'm3' and '127/2021' hold none
_DIGITS = re.compile(
    r"(?=\d)(?:(?<![\w.,/])|(?<=top))"
    r"(?:\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d{1,4}(?!\d))?"
    r"|[1-9]\d{0,2}(?: \d{3}){1,4}(?![\d.,]|\s?%)"
    r"|\d{1,15}(?:[.,]\d{1,6})?(?!\d))"
)
_YEAR_ON = r"(?:(?<=1)9|(?<=2)0)\d\d"
# a digit, and the common ones that are no figures: periods, years after 'năm', articles, numbers of acts, full dates
_DIGIT = re.compile(
    rf"\d(?:(?P<common>{_YEAR_ON}\s?[\-–]\s?(?:năm )?(?:19|20)\d\d(?!\d)"
    rf"|(?<=năm \d){_YEAR_ON}(?!\d)"
    r"|(?:(?<=[Đđ]iều \d)|(?<=[Kk]hoản \d))\d{0,2}(?!\d)"
    r"|\d{0,5}(?:/\d{4})?[/\-](?=[A-ZĐ])[A-Za-zĐđ0-9/\-]{2,24}"
    r"|\d?[/.\-]\d{1,2}[/.\-]\d{4}"
    r"|\d? tháng \d{1,2}(?: năm \d{4})?)|)"
)


# --- words ------------------------------------------------------------------------------------------------------------


@cache
def _countable() -> frozenset[str]:
    opening = {name.split(" ")[0] for name in (*units().nouns, *units().kinds, *units().scales)}
    keys = ("hundreds", "tens", "thousands", "first")
    joined = {"đến", "tới", "hoặc"}  # 'hai đến ba mô hình'
    return frozenset({*opening, *joined, *units().digits, *(w for key in keys for w in words("units", "numbers", key))})


@cache
def _in_words() -> re.Pattern[str]:
    """'gấp đôi', 'đứng thứ nhất', or a number word before what can be counted or goes on with the number.

    'một số', 'một cách' and 'thứ ba' count nothing. A pattern that begins with a blank is searched fast, and the words
    to come are looked at before the word that went before.
    """
    ordinal = only_word("units", "rank", "ordinal")
    ranks = (f"{before} {ordinal} " for before in words("units", "rank", "before_ordinal"))
    halves = words("units", "shares", "more_than_half")
    phrases = [*(multiple.text for multiple in units().multiples), *halves, *ranks]
    numbers = words("units", "numbers", "first")
    article = r"(?<=một)\s(?:số|trong|cách)(?!\w)"
    counted = rf"{either(numbers)}(?!{article})\s{either(_countable())}(?![^\W\d_])"
    return re.compile(rf" (?={either([*phrases, *numbers])})(?<!thứ )(?:{either(phrases)}|{counted})")


def _first_words(low: str) -> list[tuple[int, str]]:
    """Where the words stand that can open a number (plain searches are faster than one pattern)."""
    found: list[tuple[int, str]] = []
    for word in words("units", "numbers", "first"):
        start = low.find(word)
        while start >= 0:
            end = start + len(word)
            before = low[start - 1] if start else " "
            if not before.isalnum() and before != "/" and (end == len(low) or not low[end].isalnum()):
                found.append((start, word))
            start = low.find(word, end)
    return sorted(found)


@cache
def _run() -> re.Pattern[str]:
    keys = ("ten", "tens", "hundreds", "thousands", "filler")
    following = either([*units().digits, *(w for key in keys for w in words("units", "numbers", key))])
    first = either(words("units", "numbers", "first"))
    return re.compile(rf"(?<![\w/]){first}(?:\s{following}(?!\w)){{0,13}}(?!\w)")


def _words_from(low: str, start: int) -> Number | None:
    match = _run().match(low, start)
    if match is None:
        return None
    tokens = match.group().split(" ")
    for count in range(len(tokens), 0, -1):
        value = _word_value(tokens[:count])
        if value is not None:
            return Number(start, start + len(" ".join(tokens[:count])), value, True)
    return None


def _word_value(tokens: Sequence[str]) -> Decimal | None:
    """Worth of number words in order: trăm, mươi, đơn vị, each at most once, before and after 'nghìn'."""
    digits = units().digits
    ten = only_word("units", "numbers", "ten")
    tens, hundreds = words("units", "numbers", "tens"), words("units", "numbers", "hundreds")
    thousands, filler = words("units", "numbers", "thousands"), words("units", "numbers", "filler")
    total, part, pending = 0, 0, None
    place = 10_000  # each step must go down
    filled = False  # after 'linh', also where no hundreds stand ('một nghìn không trăm linh năm')
    for token in tokens:
        if token in digits:
            if pending is not None or place <= 1:
                return None
            pending = digits[token]
            if part % 10 == 0 and (part or filled) and place <= 10:
                part, pending, place = part + pending, None, 1
        elif token == ten:
            if pending is not None or place <= 10:
                return None
            part, place = part + 10, 10
        elif token in tens and pending is not None and place > 10:
            part, pending, place = part + pending * 10, None, 10
        elif token in hundreds and pending is not None and place > 100:
            part, pending, place = part + pending * 100, None, 100
        elif token in filler and place == 100 and pending is None:
            place, filled = 10, True
        elif token in thousands and (pending is not None or part) and total == 0:
            total, part, pending, place = (part + (pending or 0)) * 1000, 0, None, 10_000
        else:
            return None
    if pending is not None:
        if place < 100 or (place == 100 and part):
            return None
        part += pending
    return Decimal(total + part) if total + part else None
