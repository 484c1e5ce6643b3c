"""What a deviation expected and found, in words of one language.

Both sides are Vietnamese where they are made: our words for what a provision holds, the plan's for what it says.
"""

from __future__ import annotations

from typing import NamedTuple

from vnplan.errors import Lang
from vnplan.lexicon.loader import table
from vnplan.models import Deviation, DeviationKind, Provision
from vnplan.report.facts import inferred
from vnplan.report.numbers import amount_words, stored_amount
from vnplan.report.strings import text


class Sides(NamedTuple):
    """What the provision has and what the clause has in its place; None for nothing."""

    expected: str | None
    found: str | None


def sides(kind: str, expected: str | None, found: str | None, provision: Provision | None, *, lang: Lang) -> Sides:
    """Both sides of a deviation of a kind.

    In English the measures that were dropped are those of the provision in English; what there is in Vietnamese only
    (verbs, qualifiers, words of the plan) stands in quotation marks. Names of agencies stay as they are; one that the
    decision does not name itself, but that answers for its field in a province, is marked as inferred.

    >>> sides("modality_weakened", "lồng ghép", "có thể lồng ghép", None, lang="en")
    Sides(expected='“lồng ghép”', found='“có thể lồng ghép”')
    >>> sides("scope_narrowed", "quốc phòng", "không nêu", None, lang="vi")
    Sides(expected='quốc phòng', found=None)
    >>> sides("figure_changed", "500000 lao động", "2.000 lao động", None, lang="vi")
    Sides(expected='500.000 lao động', found='2.000 lao động')
    """
    if found == table("scope")["unnamed"]["words"]:
        found = None
    as_is = lang == "vi" or kind == DeviationKind.AGENCY_CHANGED
    ours = our_words(kind, expected, provision, lang=lang) or (expected if as_is else _quoted(expected))
    return Sides(ours, found if as_is else _quoted(found))


def sides_of(deviation: Deviation, provision: Provision | None, *, lang: Lang) -> Sides:
    """Both sides of a deviation of an alignment."""
    return sides(deviation.kind, deviation.expected, deviation.found, provision, lang=lang)


def our_words(kind: str, expected: str | None, provision: Provision | None, *, lang: Lang) -> str | None:
    """What was expected where we have words of our own for it: a figure, an agency, in English measures too."""
    if expected is None:
        return None
    if kind == DeviationKind.AGENCY_CHANGED:
        return _expected_agency(expected, provision, lang)
    if kind.startswith("figure_") and (amount := stored_amount(expected)):
        low, high, unit = amount
        return amount_words(low, high, unit if lang == "vi" else _unit_quoted(unit), lang=lang)
    if kind == DeviationKind.CONTENT_DROPPED and lang == "en":
        return _dropped_in_english(expected, provision)
    return None


def _expected_agency(expected: str, provision: Provision | None, lang: Lang) -> str:
    """The agencies a task is expected of; marked as inferred where none of them stands in the decision."""
    if provision and len(inferred(provision)) < len(provision.counterparts):
        return expected
    return text("deviations", "counterpart", lang=lang, agency=expected)


def _dropped_in_english(expected: str, provision: Provision | None) -> str | None:
    """The English words of the measures that a deviation names; None where it names others, as of an older codebook."""
    if provision is None:
        return None
    named = [m for m in provision.measures if m.vi.rstrip(".") in expected]
    same = "; ".join(m.vi.rstrip(".") for m in named) == expected
    return "; ".join(m.en.rstrip(".") for m in named) if same else None


def _unit_quoted(unit: str) -> str:
    """A unit within an English text: "%" as it is, Vietnamese words in quotation marks."""
    sign, words = ("%", unit[1:].strip()) if unit.startswith("%") else ("", unit)
    return " ".join(part for part in (sign, _quoted(words)) if part)


def _quoted(words: str | None) -> str | None:
    """Vietnamese words within an English text; a bare figure needs no mark."""
    return f"“{words}”" if words and any(char.isalpha() for char in words) else words
