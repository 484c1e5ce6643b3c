"""Deadlines: a goal's horizon, a yearly date, a date of the plan's own. Compared as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vnplan.align.deviations.context import Difference, LinkContext
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind, ProvisionKind
from vnplan.parse.dates import DateMention
from vnplan.text import nfc, tone_placed

_LEADING = 2  # words that may stand before a date that opens a sentence
_GOALS = frozenset({ProvisionKind.GOAL, ProvisionKind.GROUP_GOAL, ProvisionKind.GENERAL_GOAL})


def deadline_deviations(link: LinkContext) -> Iterator[Difference]:
    """Horizon of goals, day of yearly duties, and dates the provision does not have.

    Source: gold rules. A goal without a horizon is flagged unless the year in the plan's title serves it; tasks are
    not judged by the horizon of the goals they serve.
    """
    provision, clause = link.provision, link.clause
    if provision.kind in _GOALS and provision.horizon is not None:
        if clause.duty is None:
            yield from _horizon(link)
        return
    if provision.due is not None and provision.due.month is not None:
        yield from _day(link)
        return
    if provision.horizon is None and provision.period is None and provision.due is None:
        yield from _added(link)


def _horizon(link: LinkContext) -> Iterator[Difference]:
    expected = str(link.provision.horizon)
    year = link.clause.horizon
    if year is None:
        if link.title_year != link.provision.horizon:
            yield Difference(DeviationKind.DEADLINE_DROPPED, link.clause.node.span, expected=expected)
    elif year != link.provision.horizon:
        yield Difference(DeviationKind.DEADLINE_CHANGED, link.clause.node.span, expected=expected, found=str(year))


def _day(link: LinkContext) -> Iterator[Difference]:
    due = link.provision.due
    if due is None:
        return
    expected = f"{due.day}/{due.month}"
    dated = [
        d for d in link.clause.dates if d.month is not None and d.day is not None and d.role in {"deadline", "plain"}
    ]
    if not dated:
        if any(m.share >= 0.3 for m in link.measures):
            yield Difference(DeviationKind.DEADLINE_DROPPED, link.clause.node.span, expected=expected)
        return
    if not any((d.month, d.day) == (due.month, due.day) for d in dated):
        first = dated[0]
        yield Difference(
            DeviationKind.DEADLINE_CHANGED,
            link.line_span(*first.span),
            expected=expected,
            found=f"{first.day}/{first.month}",
        )


def _bounds(line: str, date: DateMention) -> bool:
    """Whether a date opens or closes a sentence or a part of it: it bounds what is said, and names no act or period."""
    before = tone_placed(nfc(re.split(r"[.;:]", line[: date.span.start])[-1].strip(" -–+•*")).lower())
    after = re.split(r"[.;:]", line[date.span.end :])[0].strip(" )./")
    if len(before.split()) <= _LEADING:
        return True
    return not after and not any(name in before for name in table("scope")["names"]["words"])


def _added(link: LinkContext) -> Iterator[Difference]:
    duty = link.clause.duty
    own = [t for t in link.own.targets if t.deadline]
    dated = [d for d in link.clause.dates if d.is_deadline and d.role == "deadline" and d.value]
    if not dated or not link.is_best:
        return
    if not own and (duty is None or not duty.due):
        dated = [d for d in dated if _bounds(link.clause.line.text, d)]
    if dated:
        first = dated[0]
        yield Difference(
            DeviationKind.DEADLINE_ADDED,
            link.line_span(*first.span),
            found=link.clause.line.text[first.span.start : first.span.end],
        )
