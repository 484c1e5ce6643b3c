"""What a number in a cell shows: its number format, written as Vietnamese offices write figures and dates.

A workbook stores 0.15 and the format `0%`; who opens it reads 15%. Formats say where the decimals end, but the signs
come from the reader's system: here they are those of Vietnam, as in the corpora (1.234,5 and 15/11/2026). A date shows
as many of its parts as its format does: `mmm-yy` is 06/2026. Formats that are not plain (fractions, powers of ten,
conditions, signs between digits) leave the number as `General` does.

Source of the codes: ISO/IEC 29500-1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<half>AM/PM|A/P)'
    r"|(?P<power>E[+-])|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|(?P<digit>[0#?])|(?P<sign>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"[<>=]")
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_AS_STORED = Context(prec=15)  # Excel keeps 15 digits of a number
_LONGEST_FORMAT = 255
_LONGEST_CORE = 40
_TOO_LONG = Decimal(10) ** 15
_GENERAL_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: its kind (literal, digit, sign, date, text, general, odd) and its characters."""

    kind: str
    text: str


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The parts of a format: for positive numbers, negative ones, zero, text."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code[:_LONGEST_FORMAT]):
        kind, text = match.lastgroup, match.group(match.lastgroup) if match.lastgroup else ""
        if kind == "bracket":
            if _CONDITION.search(text) or _ELAPSED.fullmatch(text):
                sections[-1].append(Token("odd", text))
            elif found := _CURRENCY.match(text):
                sections[-1].append(Token("literal", found[1]))
        elif kind in {"quoted", "escaped"}:
            sections[-1].append(Token("literal", text))
        elif kind == "sign" and text == ";":
            sections.append([])
        elif kind == "sign" and text == "@":
            sections[-1].append(Token("text", text))
        elif kind in {"power", "half"}:
            sections[-1].append(Token("odd" if kind == "power" else "half", text))
        elif kind is not None:
            sections[-1].append(Token(kind, text.lower() if kind == "date" else text))
    return tuple(map(tuple, sections))


def shown_number(value: str, code: str, *, base_1904: bool = False) -> str:
    """The words of a stored number under a number format; "" where the format shows nothing.

    >>> shown_number("0.15", "0%"), shown_number("1234567.5", "#,##0.00"), shown_number("5", "00")
    ('15%', '1.234.567,50', '05')
    >>> shown_number("46188", "mm-dd-yy"), shown_number("46188", "mmm-yy"), shown_number("1.1", "General")
    ('15/06/2026', '06/2026', '1,1')
    """
    try:
        number = _AS_STORED.create_decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    sections = _sections(code)
    section = sections[0]
    if len(sections) > 1 and number < 0:
        section, number = sections[1], -number
    elif len(sections) > 2 and number == 0:
        section = sections[2]
    kinds = {token.kind for token in section}
    if not section and len(sections) > 1:
        return ""
    if "date" in kinds and "odd" not in kinds:
        found = _moment(number, base_1904)
        return general(number) if found is None else shown_moment(found, section)
    if not kinds & {"digit", "general", "text", "odd"}:
        return _literals(section)
    return _figure(number, section)


def shown_date(value: str, code: str) -> str:
    """The words of a date stored as ISO 8601 (cells of the type `d`).

    >>> shown_date("2026-06-15T00:00:00", "dd/mm/yyyy")
    '15/06/2026'
    """
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return value
    section = _sections(code)[0]
    return shown_moment(found, section if any(token.kind == "date" for token in section) else _sections("d/m/y")[0])


def general(number: Decimal) -> str:
    """A number without a format: as many digits as it has, at most ten after rounding what is no whole number.

    >>> general(Decimal("0.30000000000004")), general(Decimal(2026)), general(Decimal("-1.5"))
    ('0,3', '2026', '-1,5')
    """
    size = abs(number)
    if number == number.to_integral_value() and size < _TOO_LONG:
        return str(int(number))
    if not Decimal("1e-9") <= size < _TOO_LONG:
        return f"{number:.5g}".replace(".", ",").replace("e", "E")
    rounded = Context(prec=_GENERAL_DIGITS).create_decimal(number)
    digits = f"{rounded:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).replace(".", ",")


def _figure(number: Decimal, section: tuple[Token, ...]) -> str:
    """A number by the digits of a section, with the words before and after them; `general` where that is not plain."""
    places = [index for index, token in enumerate(section) if token.kind == "digit"]
    if not places or any(token.kind == "odd" for token in section):
        whole = [general(number) if token.kind in {"general", "text"} else _said(token) for token in section]
        return general(number) if any(token.kind == "odd" for token in section) else "".join(whole).strip()
    first, last = places[0], places[-1]
    while last + 1 < len(section) and section[last + 1] == Token("sign", ","):
        last += 1
    first -= first > 0 and section[first - 1] == Token("sign", ".")
    core = "".join(token.text for token in section[first : last + 1])
    before, after = section[:first], section[last + 1 :]
    if re.search(r"[^0#?.,]", core) or any(token.text in "/E" for token in (*before, *after) if token.kind == "sign"):
        return general(number)
    scaled = number * 100 ** min(sum(token == Token("sign", "%") for token in section), 9)
    if abs(scaled) >= _TOO_LONG or len(core) > _LONGEST_CORE:
        return general(number)
    figure = _digits(scaled, core)
    minus = "-" if number < 0 and re.search("[1-9]", figure) else ""
    return (minus + "".join(map(_said, before)) + figure + "".join(map(_said, after))).strip()


def _digits(number: Decimal, core: str) -> str:
    """A number by the placeholders 0 # ? with their point and commas, without its sign."""
    plain = core.rstrip(",")
    thousands = len(core) - len(plain)
    whole, _, part = plain.partition(".")
    bare = whole.rstrip(",")
    thousands += len(whole) - len(bare) if "." in plain else 0
    part = part.replace(",", "").replace(".", "")
    with localcontext() as context:
        context.prec = 2 * _LONGEST_CORE
        value = abs(number).scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    integer, _, decimals = f"{value:f}".partition(".")
    kept = part.rfind("0") + 1
    decimals = decimals[:kept] + decimals[kept:].rstrip("0")
    integer = integer.lstrip("0").rjust(bare.count("0"), "0")
    if "," in bare:
        integer = f"{int(integer or 0):,}".replace(",", ".") if integer else ""
    return f"{integer},{decimals}" if decimals else integer


def _moment(number: Decimal, base_1904: bool) -> datetime | None:
    """The day and time a number counts to, or None where the calendar of workbooks has none."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    try:
        found = from_excel(float(number), CALENDAR_MAC_1904 if base_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return None
    if isinstance(found, time):
        return datetime.combine(date(1900, 1, 1), found)
    return found if isinstance(found, datetime) else None


def shown_moment(moment: datetime, section: tuple[Token, ...]) -> str:
    """A date with the parts its format shows: in the format's own words where it has some, else as dd/mm/yyyy hh:mm."""
    parts = _date_parts(section)
    if any(token.kind == "literal" and re.search(r"[^\W\d_]", token.text) for token in section):
        said = [_part(moment, parts[index]) if index in parts else _said(token) for index, token in enumerate(section)]
        return "".join(said).strip()
    named = set(parts.values())
    day = "/".join(_part(moment, part) for part in ("day", "month", "year") if part in named)
    hour = ":".join(_part(moment, part) for part in ("hour", "minute", "second") if part in named)
    return f"{day} {hour}".strip()


def _date_parts(section: tuple[Token, ...]) -> dict[int, str]:
    """Which part of a date each token shows; m is minutes beside hours or seconds."""
    dates = [(index, token.text[0]) for index, token in enumerate(section) if token.kind == "date"]
    names = {"y": "year", "d": "day", "h": "hour", "s": "second"}
    found = {}
    for place, (index, letter) in enumerate(dates):
        before = dates[place - 1][1] if place else ""
        after = dates[place + 1][1] if place + 1 < len(dates) else ""
        found[index] = names.get(letter) or ("minute" if before == "h" or after == "s" else "month")
    return found


def _part(moment: datetime, part: str) -> str:
    return f"{getattr(moment, part):02d}"


def _said(token: Token) -> str:
    """What stands beside the digits: words, and signs as they are printed."""
    return token.text if token.kind in {"literal", "sign"} else ""


def _literals(section: tuple[Token, ...]) -> str:
    return "".join(map(_said, section)).strip()
