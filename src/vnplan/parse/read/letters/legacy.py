"""Texts typed for old fonts: TCVN3 (.VnTime) and VNI, where bytes draw Vietnamese only in their own font.

Both tables are package data (`data/tcvn3.toml`, `data/vni.toml`). Input is a string whose characters stand for the
bytes (windows-1252 or Latin-1, as found in text files, in docx and in PDFs), output is Unicode NFC.
"""

from __future__ import annotations

import re
from functools import cache

from vnplan.parse.read.letters.syllables import data

_CP1252_AS_BYTE = {
    bytes([value]).decode("cp1252"): chr(value)
    for value in range(0x80, 0xA0)
    if value not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _tcvn3_table() -> dict[int, str]:
    return {int(byte, 16): letter for byte, letter in data("tcvn3")["letters"].items()}


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    table = data("vni")
    pairs: dict[str, str] = {}
    for base, seconds in table["pairs"].items():
        for second, letter in seconds.items():
            for first, out in ((base, letter), (base.upper(), letter.upper())):
                for mark in (second, second.upper()):
                    pairs[first + mark] = out
    for byte, letter in table["letters"].items():
        pairs[byte] = letter
        pairs[byte.upper()] = letter.upper()
    # a mark may not be read as a letter of its own where it belongs to the vowel before it: longest first
    pattern = re.compile("|".join(sorted(map(re.escape, pairs), key=lambda key: (-len(key), key))))
    return pattern, pairs


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Turn TCVN3 characters into Unicode. `capitals` is for the fonts whose names end in H (.VnTimeH).

    TCVN3 has no capitals with a tone, so a word in capitals with small toned letters is raised as a whole.

    >>> from_tcvn3("KÕ ho¹ch ph¸t triÓn"), from_tcvn3("ñy ban", capitals=True), from_tcvn3("CéNG HßA X· HéI")
    ('Kế hoạch phát triển', 'ỦY BAN', 'CỘNG HÒA XÃ HỘI')
    """
    out = text.translate(_tcvn3_table())
    return out.upper() if capitals else _raised(out)


def from_vni(text: str) -> str:
    """Turn VNI characters into Unicode.

    >>> from_vni("Keá hoaïch thöïc hieän ÑEÀ AÙN")
    'Kế hoạch thực hiện ĐỀ ÁN'
    """
    pattern, pairs = _vni()
    return pattern.sub(lambda match: pairs[match.group()], text)


def as_bytes_text(text: str) -> str:
    """Characters of windows-1252 beyond Latin-1 (curly quotes, dashes) back to the code of their byte."""
    return "".join(_CP1252_AS_BYTE.get(char, char) for char in text)


def font_table(font: str) -> str | None:
    """Which old table a font's name stands for: "tcvn3", "tcvn3-capitals", "vni" or None.

    >>> font_table(".VnTimeH"), font_table("VNI-Times"), font_table("Times New Roman")
    ('tcvn3-capitals', 'vni', None)
    """
    name = font.rpartition("+")[2].casefold()
    if name.startswith(tuple(data("tcvn3")["fonts"])):
        stem = name.partition(",")[0].partition("-")[0]
        return "tcvn3-capitals" if stem.endswith("h") else "tcvn3"
    return "vni" if name.startswith(tuple(data("vni")["fonts"])) else None


def convert(text: str, table: str) -> str:
    """Turn text of an old font's table (a name `font_table` gives) into Unicode."""
    if table == "vni":
        return from_vni(text)
    return from_tcvn3(text, capitals=table == "tcvn3-capitals")


def _raised(text: str) -> str:
    """Raise small toned letters inside words in capitals; doubtful words ("Xã") follow the words beside them."""
    words = list(_WORD.finditer(text))
    kinds = [_letter_case(match.group()) for match in words]
    out: list[str] = []
    last = 0
    for index, match in enumerate(words):
        kind = kinds[index]
        if kind == "doubtful":
            beside = [_nearest(kinds, index, -1, text, words), _nearest(kinds, index, 1, text, words)]
            known = [other for other in beside if other]
            kind = "capital" if known and all(other == "capital" for other in known) else "small"
        out.append(text[last : match.start()])
        out.append(match.group().upper() if kind == "capital" else match.group())
        last = match.end()
    out.append(text[last:])
    return "".join(out)


def _letter_case(word: str) -> str:
    plain = [char for char in word if char.isascii()]
    marked_small = any(char.islower() for char in word if not char.isascii())
    if any(char.islower() for char in plain):
        return "small"
    capitals = sum(1 for char in word if char.isupper())
    if capitals >= 2 or (capitals and not marked_small):
        return "capital"
    return "doubtful"


def _nearest(kinds: list[str], index: int, step: int, text: str, words: list[re.Match[str]]) -> str | None:
    """The kind of the nearest sure word on the same line, at most six words away."""
    for away in range(1, 7):
        other = index + step * away
        if not 0 <= other < len(words):
            return None
        low, high = sorted((index, other))
        if "\n" in text[words[low].end() : words[high].start()]:
            return None
        if kinds[other] != "doubtful":
            return kinds[other]
    return None
