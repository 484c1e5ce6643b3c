"""The words of the lexicon's table `layout` as patterns. A blank in them stands for any spacing (' ?': or none)."""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon.loader import table


def expression(part: str) -> str:
    """One entry of the table as a regular expression.

    >>> bool(re.fullmatch(expression("như sau ?:"), "như  sau :"))
    True
    """
    return part.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def pattern(section: str, name: str, *, whole: bool = False, case: bool = False) -> re.Pattern[str]:
    """The entries of a list as one pattern for the start of a line (`whole`: for a line up to its last punctuation)."""
    parts = table("layout")[section][name]
    parts = [parts] if isinstance(parts, str) else parts
    tail = r"[\s:.,;]*$" if whole else ""
    return re.compile("(?:" + "|".join(map(expression, parts)) + ")" + tail, 0 if case else re.IGNORECASE)


@cache
def anywhere(section: str, name: str, *, case: bool = False) -> re.Pattern[str]:
    """The entries of a list as whole words anywhere in a text, in any case (`case`: as written)."""
    words = "|".join(map(expression, table("layout")[section][name]))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", 0 if case else re.IGNORECASE)


@cache
def phrases(section: str, name: str) -> re.Pattern[str]:
    """The entries of a list as whole words at the start of a text, longest first."""
    parts = sorted(table("layout")[section][name], key=lambda part: (-len(part), part))
    return re.compile("(?:" + "|".join(map(expression, parts)) + r")(?![^\W_])", re.IGNORECASE)


@cache
def endings(section: str, name: str) -> re.Pattern[str]:
    """The entries of a list as whole words at the end of a text."""
    parts = sorted(table("layout")[section][name], key=lambda part: (-len(part), part))
    whole = "|".join(expression(part) for part in parts if part[0].isalnum())
    glued = "".join("|" + expression(part) for part in parts if not part[0].isalnum())
    return re.compile(rf"(?:(?<![^\W_])(?:{whole}){glued})$", re.IGNORECASE)


@cache
def kinds() -> dict[str, str]:
    """Lines that name a kind of document, in capitals without blanks, and the kind in the metadata."""
    data = table("layout")["kinds"]
    return {word.replace(" ", ""): kind for kind in ("plan", "decision", "other") for word in data[kind]}


@cache
def kind_words() -> re.Pattern[str]:
    """A kind of document in capitals at the start of a title that goes on."""
    data = table("layout")["kinds"]
    words = sorted((word for kind in ("plan", "decision", "other") for word in data[kind]), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(expression, words)) + r")(?=\s+[^\W\d_])")


@cache
def enacting() -> re.Pattern[str]:
    """The end of a preamble in which a body issues a document, with the word for its kind."""
    data = table("layout")
    issuing = data["issuing"]
    bodies = "|".join(map(expression, issuing["bodies"]))
    words = "|".join(map(expression, sorted(data["kinds"]["plan"], key=len, reverse=True)))
    opens = "|".join(map(expression, data["front"]["opens_body"]))
    issues = expression(issuing["issues"])
    return re.compile(
        rf"(?<!\b{issuing['of']} )\b(?!{issues})(?:{bodies})[^,;.:]{{0,40}}"
        rf"\b{issues}\s+(?P<kind>{words})\b[^;:]*?(?:{opens})",
        re.IGNORECASE,
    )


@cache
def codes() -> dict[str, str]:
    """Codes in the numbers of documents and the kind in the metadata."""
    return dict(table("layout")["kinds"]["codes"])


@cache
def header_key() -> re.Pattern[str]:
    """The keys of the lines that sites print above a text; the group named after the key's list matches."""
    groups = [
        f"(?P<{name}>" + "|".join(expression(key) for key in sorted(keys, key=len, reverse=True)) + ")"
        for name, keys in table("layout")["header"].items()
    ]
    return re.compile("(?:" + "|".join(groups) + r")\s*(?::|\s)\s*(?=\S)", re.IGNORECASE)


_FIGURE = re.compile(r"[\d.…]")
_COUNT = re.compile(r"[\d.…]|[IVXL]+(?![^\W_])|[a-zđ](?![^\W_])")


def open_end(text: str, following: str | None = None) -> bool:
    """Whether a line ends in words that go on, by the line that follows (None: nothing does).

    >>> open_end("Căn cứ Quyết định số", "127/QĐ-TTg"), open_end("1. Phát triển kinh tế số", "Xây dựng nền tảng")
    (True, False)
    >>> open_end("phối hợp với các", "Sở"), open_end("2. Các đơn vị trực thuộc", "Triển khai")
    (True, False)
    """
    if text[-1] in ",-–(":
        return True
    tail = text[-24:]
    if endings("wrapping", "open_ends").search(tail):
        return endings("wrapping", "whole_ends").search(tail) is None
    if following is None or _COUNT.match(following) is None:
        return False
    lists = ("counting_ends", "lettered_ends") if _FIGURE.match(following) else ("lettered_ends",)
    counts = any(endings("wrapping", name).search(tail) for name in lists)
    return counts and endings("wrapping", "whole_ends").search(tail) is None
