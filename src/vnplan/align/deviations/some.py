"""Whom or what a measure is for, and a clause that names some of them.

Source: gold rules (scope_narrowed); the words are in lexicon/data/scope.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from vnplan.align.deviations.context import CarriedMeasure, Difference, LinkContext
from vnplan.align.deviations.quotes import whole_phrase
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind


def some_of(link: LinkContext) -> Difference | None:
    """The first measure for which the clause names some: officials of a level, pupils for the young."""
    return _part(link) or _pupils(link)


def _part(link: LinkContext) -> Difference | None:
    """Where what a measure names is named with what makes it less, as the measure does not."""
    for whole, part in _parts():
        if whole not in link.clause.low or (found := part.search(link.clause.low)) is None:
            continue
        for measure in link.touched:
            said = measure.measure.vi.lower()
            if whole in said and not part.search(said):
                return _some(link, measure, whole, found.span())
    return None


def _pupils(link: LinkContext) -> Difference | None:
    """Where pupils stand for all young people in the segment of a measure; a school is but where these are taught."""
    words = table("scope")["pupils"]
    part = words["part"]
    for measure in link.touched if part in link.clause.low else ():
        said = measure.measure.vi.lower()
        start, end = link.segment_of(measure)
        here = link.clause.low[start:end]
        at = here.find(part)
        if words["whole"] in said and part not in said and at >= 0 and not any(all_ in here for all_ in words["all"]):
            return _some(link, measure, words["whole"], (start + at, start + at + len(part)))
    return None


def _some(link: LinkContext, measure: CarriedMeasure, whole: str, place: tuple[int, int]) -> Difference:
    span = link.line_span(*whole_phrase(link.clause.low, *place))
    words = " ".join(span.of(link.document.text).split())
    return Difference(DeviationKind.SCOPE_NARROWED, span, expected=whole, found=words, measure=measure.ordinal)


@lru_cache(maxsize=1)
def _parts() -> list[tuple[str, re.Pattern[str]]]:
    """What measures name, and how it is named with what makes it less."""
    return [(words["whole"], _part_of(words)) for words in table("scope")["some"]]


def _part_of(words: Mapping[str, Any]) -> re.Pattern[str]:
    joined, at, between, part, beside = (
        "|".join(map(re.escape, words.get(key, []))) for key in ("with", "at", "between", "part", "beside")
    )
    alone = rf"(?!,? (?:và )?(?:{beside})\b)" if beside else ""
    return re.compile(rf"\b{words['whole']}(?:{joined})? (?:(?:{at}) )?(?:(?:{between}) )?(?:{part})\b{alone}")
