"""Reviews of the work (sơ kết, tổng kết): the year the provision sets for one, and the year the clause does.

Source: Decision 127/QĐ-TTg Điều 2 (sơ kết in 2025) and how plans take it over, with a year of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vnplan.align.deviations.context import Difference, LinkContext, phrase_spots
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.figures.dates import DateMention, find_dates

_PART = re.compile(r"[.;:](?=\s|$)")


def review_deviations(link: LinkContext) -> Iterator[Difference]:
    """A review that a measure sets for one year and the clause for another."""
    words = [word for word in table("scope")["reviews"]["words"] if word in link.clause.low]
    for measure in link.measures if words else ():
        for word in words:
            expected = _expected(measure.measure.vi, word)
            stated = _stated(link.clause.low, word, link.clause.dates) if expected is not None else []
            if stated and all(d.end != expected for d in stated):
                yield Difference(
                    DeviationKind.DEADLINE_CHANGED,
                    link.line_span(*stated[0].span),
                    expected=str(expected),
                    found=str(stated[0].end),
                    measure=measure.ordinal,
                )
                return


@lru_cache(maxsize=4096)
def _expected(wording: str, word: str) -> int | None:
    """The year a measure sets for a review."""
    dates = _stated(lowered(wording), word, find_dates(wording))
    return dates[0].end if dates else None


def _stated(low: str, word: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a review: those after the word, up to what is to follow from it, else those that open its part."""
    for start, end, _ in phrase_spots(low, (word,)):
        before, after = (m.end() for m in _PART.finditer(low, 0, start)), _PART.search(low, end)
        stop = after.start() if after else len(low)
        follows = phrase_spots(low[end:stop], table("scope")["reviews"]["follows"])
        stop = end + follows[0][0] if follows else stop
        opens = max(before, default=0)
        found = [d for d in dates if d.end is not None and end <= d.core.start < stop]
        found = found or [d for d in dates if d.end is not None and opens <= d.core.start < start]
        if found:
            return found
    return []
