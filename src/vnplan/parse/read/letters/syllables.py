"""How Vietnamese a text looks: the share of its marked words that can be Vietnamese syllables.

A text decoded by the wrong table keeps its spaces but its words fall apart ("KÕ ho¹ch"), so this share tells encodings
apart without any dictionary. Only words with a character beyond ASCII count: plain letters are the same in all tables.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from vnplan.packaged import toml

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE_OR_DOT = "\u0301\u0323"
_MARKS = string.punctuation + "“”‘’…–—•«»"
_TOKEN = re.compile(rf"[^\s\d{re.escape(_MARKS)}]+")
_SAMPLE = 200_000


@cache
def data(name: str) -> dict[str, Any]:
    """The parsed content of `data/<name>.toml` beside this module. Shared and cached: never change it."""
    return toml("vnplan.parse.read", f"data/{name}.toml")


@cache
def _forms() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    table = data("syllables")
    rimes = frozenset(table["rimes"].split())
    onsets = ["", *table["onsets"].split()]
    whole = {onset + rime for onset in onsets for rime in rimes}
    whole |= {"gi" + rime[1:] for rime in rimes if rime.startswith("i")}
    whole |= {"qu" + rime[1:] for rime in rimes if rime.startswith("u") and len(rime) > 1}
    stops = tuple(table["stops"])
    return frozenset(whole), rimes, stops


@cache
def is_syllable(word: str) -> bool:
    """Whether one lower-case NFC word can be a Vietnamese syllable with its tone.

    >>> [is_syllable(word) for word in ("nghiệp", "quý", "gì", "hoạt", "hoàt", "khơng", "ho¹ch")]
    [True, True, True, True, False, False, False]
    """
    decomposed = unicodedata.normalize("NFD", word)
    tones = [char for char in decomposed if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    whole, _, stops = _forms()
    if bare not in whole:
        return False
    return not (bare.endswith(stops) and tones and tones[0] not in _ACUTE_OR_DOT)


def marked_words(text: str) -> tuple[int, int]:
    """How many words with a character beyond ASCII the text has, and how many of those can be syllables.

    Looks at the first 200,000 characters.
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).lower()
    total = good = 0
    for printed, times in Counter(sample.split()).items():
        word = printed.strip(_MARKS)
        if word.isascii():
            continue
        if len(word) < 9 and is_syllable(word):
            total += times
            good += times
            continue
        marked = [part for part in _TOKEN.findall(word) if not part.isascii()]
        total += times * len(marked)
        good += times * sum(len(part) < 9 and is_syllable(part) for part in marked)
    return total, good


def vietnamese_share(text: str) -> float:
    """The share of marked words that can be syllables, 0 to 1; 0 where no word is marked.

    >>> vietnamese_share("KẾ HOẠCH thực hiện"), vietnamese_share("KÕ ho¹ch thùc hiÖn")
    (1.0, 0.25)
    """
    total, good = marked_words(text)
    return good / total if total else 0.0
