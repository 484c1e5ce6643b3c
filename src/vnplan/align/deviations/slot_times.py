"""The time a task is given outside its own words: the column of a task table, or the line below it that says when.

Source: annexes of plans ("Thời gian thực hiện: 2022 - 2024", "Quý IV/2023", "Hằng năm") and gold rules.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from vnplan.align.wording.clauses import PreparedClause
from vnplan.lexicon.loader import table
from vnplan.models import Document, Duty, Span
from vnplan.parse.figures.dates import DateMention, find_dates

_BELOW = 400  # letters after a task in which the lines about it are looked for
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINE, _CELL = re.compile(r"[^\t\n]+"), re.compile(r"[^\t]+")  # a cell may run over several lines


class SlotTime(NamedTuple):
    """The year a task is to be done by, the words that say so and their place; `lasts`: they name several years."""

    year: int
    words: str
    span: Span
    lasts: bool


def slot_time(document: Document, clause: PreparedClause) -> SlotTime | None:
    """The time of a clause's duty that its own words do not say; None where there is none, or where it goes on.

    What recurs, only begins then ("từ năm 2022"), or goes on ("và các năm tiếp theo") sets no end.
    """
    duty = clause.duty
    if duty is None or duty.recurring or (duty.period is None and (not duty.due or duty.due in clause.line.text)):
        return None
    place = (clause.node.span.start, clause.node.span.end + _BELOW)
    for cell in chain(_LINE.finditer(document.text, *place), _CELL.finditer(document.text, *place)):
        words = cell.group().replace("\n", " ")
        for mention in find_dates(words):
            start, end = cell.start() + mention.span.start, cell.start() + mention.span.end
            if _is_of(duty, mention, words) and not _states(clause, Span(start, end)):
                return _read(mention, words, Span(start, end))
    return None


def _read(mention: DateMention, cell: str, span: Span) -> SlotTime | None:
    """The time a cell or line gives, to the last of its dates."""
    rest = cell[mention.span.end :]
    if mention.role not in {"plain", "deadline"} or any(word in rest.lower() for word in table("scope")["on"]["words"]):
        return None
    more = [d for d in find_dates(rest) if d.end is not None]
    year = max([mention.end or 0, *(d.end or 0 for d in more)])
    end = mention.span.end + (more[-1].span.end if more else 0)
    lasts = mention.kind == "period" and mention.start != year
    words = " ".join(cell[mention.span.start : end].split())
    return SlotTime(year, words, Span(span.start, span.start + end - mention.span.start), lasts)


def _is_of(duty: Duty, mention: DateMention, cell: str) -> bool:
    """Whether a date is the one the duty was read from; of a column for the beginning and one for the end, the end."""
    if mention.end is None:
        return False
    years = [int(year) for year in _YEAR.findall(duty.due or "")]
    if duty.period is not None and not (years and max(years) > (duty.period.end or 0)):
        return mention.end == duty.period.end and duty.period.start in {None, mention.start}
    return cell[mention.core.start : mention.core.end] in (duty.due or "") and mention.end == max(
        years, default=mention.end
    )


def _states(clause: PreparedClause, span: Span) -> bool:
    """Whether a place of the document is in the words of the task itself."""
    start, end = clause.line.span(0, len(clause.line.text))
    return start <= span.start and span.end <= end
