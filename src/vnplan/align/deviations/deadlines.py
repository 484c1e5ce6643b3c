"""Deadlines: a goal's horizon, a yearly date, the years of a programme, a date of the plan's own. Compared as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vnplan.align.deviations.context import Difference, LinkContext, phrase_spots
from vnplan.align.deviations.reviews import review_deviations
from vnplan.align.deviations.slot_times import slot_time
from vnplan.align.links.set_phrases import has_yearly_report
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind, Period, ProvisionKind, Span
from vnplan.parse.figures.dates import DateMention
from vnplan.text import nfc, tone_placed

_LEADING = 2  # words that may stand before a date that opens a sentence
_DONE_NOT_AIMED_AT = frozenset({"task", "theme", "orientation"})  # sections whose clauses owe no horizon (gold: rule 5)
_GOALS = frozenset({ProvisionKind.GOAL, ProvisionKind.GROUP_GOAL, ProvisionKind.GENERAL_GOAL})


def deadline_deviations(link: LinkContext) -> Iterator[Difference]:
    """Horizon of goals, day of yearly duties, years of programmes, year of a review, and dates the provision has not.

    Source: gold rules. A goal without a horizon is flagged unless the year in the plan's title serves it; tasks are
    not judged by the horizon of the goals they serve.
    """
    provision, clause = link.provision, link.clause
    if provision.kind in _GOALS and provision.horizon is not None:
        if clause.duty is None:
            yield from _horizon(link)
    elif provision.due is not None and provision.due.month is not None:
        yield from _day(link)
    elif provision.period is not None:
        yield from _years(link, provision.period)
    else:
        review = list(review_deviations(link))
        yield from review or _recurrence(link)
        if provision.horizon is None and provision.due is None:
            yield from _added(link)


def _horizon(link: LinkContext) -> Iterator[Difference]:
    expected = str(link.provision.horizon)
    columns = {int(figure.year) for figure in link.own.figures if figure.in_cell and figure.year}
    year = link.provision.horizon if link.provision.horizon in columns else max(columns, default=link.clause.horizon)
    if year is None:
        timeless = link.title_year != link.provision.horizon and link.clause.role not in _DONE_NOT_AIMED_AT
        if timeless and not _is_every_year(link):
            yield Difference(DeviationKind.DEADLINE_DROPPED, link.clause.node.span, expected=expected)
    elif year != link.provision.horizon:
        yield Difference(DeviationKind.DEADLINE_CHANGED, link.clause.node.span, expected=expected, found=str(year))


def _is_every_year(link: LinkContext) -> bool:
    """Whether a goal is one of every year ("Hằng năm tăng 5%"), so that no year ends it."""
    return bool(phrase_spots(link.clause.low, table("dates")["recurring"]["annual"]))


def _recurrence(link: LinkContext) -> Iterator[Difference]:
    """A yearly duty to report that is to be met more often."""
    due, duty = link.provision.due, link.clause.duty
    often, year = table("dates")["recurring"], "annual"
    if due is None or due.recurring != year or duty is None or duty.recurring in {None, year}:
        return
    spots = phrase_spots(link.clause.low, often.get(duty.recurring, ()))
    if spots and not phrase_spots(link.clause.low, often[year]):
        start, end, words = spots[0]
        yield Difference(
            DeviationKind.DEADLINE_CHANGED, link.line_span(start, end), expected=often[year][0], found=words
        )


def _day(link: LinkContext) -> Iterator[Difference]:
    due = link.provision.due
    if due is None:
        return
    expected = f"{due.day}/{due.month}"
    dated = [d for d in link.clause.dates if d.month is not None and d.role in {"deadline", "plain"}]
    dated = [d for d in dated if link.holds(d.core.start)] or dated
    if not dated:
        if any(m.share >= 0.3 for m in link.measures):
            yield Difference(DeviationKind.DEADLINE_DROPPED, link.clause.node.span, expected=expected)
        return
    if not any((d.month, d.day) == (due.month, due.day) for d in dated):
        # "trong tháng 11 hằng năm" is a deadline too
        first = next((d for d in dated if d.day is not None), dated[0])
        words = link.clause.line.text[first.span.start : first.span.end]
        yield Difference(
            DeviationKind.DEADLINE_CHANGED,
            link.line_span(*first.span),
            expected=expected,
            found=words if first.day is None else f"{first.day}/{first.month}",
        )


def _bounds(line: str, date: DateMention) -> bool:
    """Whether a date opens or closes a sentence or a part of it: it bounds what is said, and names no act or period."""
    before = tone_placed(nfc(re.split(r"[.;:]", line[: date.span.start])[-1].strip(" -–+•*")).lower())
    after = re.split(r"[.;:]", line[date.span.end :])[0].strip(" )./")
    if len(before.split()) <= _LEADING:
        return True
    return not after and not any(name in before for name in table("scope")["names"]["words"])


class OwnDate(NamedTuple):
    """A date that a clause sets itself: its place, its words, its year where it has one."""

    span: Span
    words: str
    year: int | None


def _added(link: LinkContext) -> Iterator[Difference]:
    if (own := _own_date(link)) is not None:
        yield Difference(DeviationKind.DEADLINE_ADDED, own.span, found=own.words)


def _own_date(link: LinkContext) -> OwnDate | None:
    duty, text = link.clause.duty, link.clause.line.text
    own = [t for t in link.own.targets if t.deadline]
    # a yearly day may as well be that of a report, in another part of the clause, unless a report is what is owed
    reports = link.provision.kind is ProvisionKind.REPORTING and has_yearly_report(link.clause)
    alone = len(link.own.provisions) == 1 or reports
    dated = [d for d in link.clause.dates if d.role == "deadline" and (reports or link.has(d.core.start))]
    if link.provision.kind is ProvisionKind.GENERAL_GOAL:  # for the years of its decision, said or not
        dated = [d for d in dated if d.month is not None]
    dated = [d for d in dated if d.value or (d.day is not None and (alone or link.holds(d.core.start)))]
    if not own and (duty is None or not duty.due):
        dated = [d for d in dated if _bounds(text, d)]
    if dated:
        first = dated[0]
        return OwnDate(link.line_span(*first.span), text[first.span.start : first.span.end], first.end)
    if link.is_best and (time := slot_time(link.document, link.clause)) is not None and time.year < link.last_year:
        return OwnDate(time.span, time.words, time.year)
    return None


def _years(link: LinkContext, expected: Period) -> Iterator[Difference]:
    """Years of work for which a table gives others, and a date of the plan's own within them, or after them. For a
    programme a single year is when its paper is due."""
    time = slot_time(link.document, link.clause)
    lasts = time is not None and time.lasts
    own = time if lasts else _own_date(link)
    if own is None or own.year == expected.end or (link.provision.kind is ProvisionKind.PROGRAMME and not lasts):
        return
    if lasts or (own.year or 0) > (expected.end or own.year or 0):
        yield Difference(DeviationKind.DEADLINE_CHANGED, own.span, expected=str(expected.end), found=str(own.year))
    else:
        yield Difference(DeviationKind.DEADLINE_ADDED, own.span, found=own.words)
