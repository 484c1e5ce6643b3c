"""Whom a measure is for, and a clause that names some of them.

Source: gold rules (scope_narrowed); the words are in lexicon/data/scope.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vnplan.align.deviations.context import CarriedMeasure, Difference, LinkContext
from vnplan.align.deviations.quotes import whole_phrase
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind


def some_people(link: LinkContext) -> Difference | None:
    """The first measure for whose people the clause names some: workers of certain places, pupils for young people."""
    return _workers(link) or _pupils(link)


def _workers(link: LinkContext) -> Difference | None:
    """Where working people are named for where they work, as the measure does not."""
    words = table("scope")["workers"]
    if words["whole"] not in link.clause.low:
        return None
    for measure in link.touched:
        said = measure.measure.vi.lower()
        if words["whole"] in said and (found := _at_work().search(link.clause.low)) and not _at_work().search(said):
            return _some(link, measure, words["whole"], found.span())
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
def _at_work() -> re.Pattern[str]:
    words = table("scope")["workers"]
    at, between, places = ("|".join(map(re.escape, words[key])) for key in ("at", "between", "places"))
    return re.compile(rf"\b{words['whole']}(?: trực tiếp)? (?:{at}) (?:(?:{between}) )?(?:{places})\b")
