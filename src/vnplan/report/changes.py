"""What a deviation expected and found, in words of one language.

Both sides are Vietnamese where they are made: our words for what a provision holds, the plan's for what it says.
"""

from __future__ import annotations

from typing import NamedTuple

from vnplan.errors import Lang
from vnplan.lexicon.loader import table
from vnplan.models import Deviation, DeviationKind, Provision


class Sides(NamedTuple):
    """What the provision has and what the clause has in its place; None for nothing."""

    expected: str | None
    found: str | None


def sides(kind: str, expected: str | None, found: str | None, provision: Provision | None, *, lang: Lang) -> Sides:
    """Both sides of a deviation of a kind.

    In English the measures that were dropped are those of the provision in English; what there is in Vietnamese only
    (verbs, qualifiers, words of the plan) stands in quotation marks. Names of agencies stay as they are.

    >>> sides("modality_weakened", "lồng ghép", "có thể lồng ghép", None, lang="en")
    Sides(expected='“lồng ghép”', found='“có thể lồng ghép”')
    >>> sides("scope_narrowed", "quốc phòng", "không nêu", None, lang="vi")
    Sides(expected='quốc phòng', found=None)
    """
    if found == table("scope")["unnamed"]["words"]:
        found = None
    if lang == "vi" or kind == DeviationKind.AGENCY_CHANGED:
        return Sides(expected, found)
    if kind == DeviationKind.CONTENT_DROPPED and (measures := dropped_in_english(expected, provision)):
        return Sides(measures, _quoted(found))
    return Sides(_quoted(expected), _quoted(found))


def sides_of(deviation: Deviation, provision: Provision | None, *, lang: Lang) -> Sides:
    """Both sides of a deviation of an alignment."""
    return sides(deviation.kind, deviation.expected, deviation.found, provision, lang=lang)


def dropped_in_english(expected: str | None, provision: Provision | None) -> str | None:
    """The English words of the measures that a deviation names; None where it names others, as of an older codebook."""
    if expected is None or provision is None:
        return None
    named = [m for m in provision.measures if m.vi.rstrip(".") in expected]
    same = "; ".join(m.vi.rstrip(".") for m in named) == expected
    return "; ".join(m.en.rstrip(".") for m in named) if same else None


def _quoted(words: str | None) -> str | None:
    """Vietnamese words within an English text; a bare figure needs no mark."""
    return f"“{words}”" if words and any(char.isalpha() for char in words) else words
