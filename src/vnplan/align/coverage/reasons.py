"""Reasons of coverage as sentences in both languages (lexicon/data/reasons.toml)."""

from __future__ import annotations

from vnplan.lexicon.loader import table
from vnplan.models import Bilingual


def because(code: str, about: Bilingual | str = "") -> Bilingual:
    """The sentence of a code, about something where it needs that. Raises `KeyError` for an unknown code.

    >>> because("others", "Hà Nội").en
    'Asked of others only: Hà Nội.'
    """
    sentence = table("reasons")["coverage"][code]
    words = about if isinstance(about, Bilingual) else Bilingual(vi=about, en=about)
    return Bilingual(vi=sentence["vi"].format(words.vi), en=sentence["en"].format(words.en))
