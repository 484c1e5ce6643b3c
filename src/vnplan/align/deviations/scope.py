"""Scope: a list made shorter or a qualifier left out, beyond plain localisation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vnplan.align.deviations.context import CarriedMeasure, LinkContext
from vnplan.align.localise import Localiser
from vnplan.models import Deviation, DeviationKind

_PRESENT = 0.6  # share of an item's words that must stand in the clause
_TAKEN = 0.3  # a measure carried less than this is judged as content, not as scope
_WHOLE = 0.97
_ITEMS_LOST = 0.34  # share of a list that must be missing before it counts as shortened


@lru_cache(maxsize=4096)
def _words(phrase: str) -> tuple[str, ...]:
    return Localiser()(phrase).words


def missing_scope(link: LinkContext) -> list[tuple[CarriedMeasure, tuple[str, ...]]]:
    """Measures the clause takes up with a shortened list or without a qualifier, and what is missing."""
    have = set(link.clause.tokens.words)
    out: list[tuple[CarriedMeasure, tuple[str, ...]]] = []
    for measure in link.measures:
        if not _TAKEN <= measure.share < _WHOLE:
            continue
        items = [i for i in measure.measure.items if _words(i) and not _stands(i, have)]
        qualifiers = [s for s in measure.measure.scope if _words(s) and not _stands(s, have)]
        listed = [i for i in measure.measure.items if _words(i)]
        shortened = items if len(items) >= max(1.0, _ITEMS_LOST * len(listed)) and len(listed) > 1 else []
        if shortened or qualifiers:
            out.append((measure, (*shortened, *qualifiers)))
    return out


def _stands(phrase: str, have: set[str]) -> bool:
    words = _words(phrase)
    return sum(w in have for w in words) >= _PRESENT * len(words)


def scope_deviations(link: LinkContext) -> Iterator[Deviation]:
    """One deviation for the measures whose scope is narrowed."""
    missing = missing_scope(link)
    if missing:
        measure, words = missing[0]
        yield link.deviation(
            DeviationKind.SCOPE_NARROWED,
            link.span_of(measure),
            expected="; ".join(dict.fromkeys(w for _, found in missing for w in found)),
            found=None if not words else "không nêu",
            measure=measure.ordinal,
        )
