"""When a duty is due, as days of the calendar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vnplan.models import Duty


class When(NamedTuple):
    """The days a duty is due, in order; for a period its first and last day."""

    days: tuple[date, ...]
    recurring: bool = False
    period: bool = False

    @property
    def first(self) -> date:
        """The first day."""
        return self.days[0]

    @property
    def last(self) -> date:
        """The last day."""
        return self.days[-1]


def when_due(duty: Duty, *, issued: date | None = None, until: int = 2030) -> When | None:
    """The days on which a duty is due; None where it names none.

    A day that recurs counts in each year from `issued` (the plan's day of issue; without it only in the year `until`)
    to `until`, both included. A year alone is its last day. A duty that recurs without a day ("hằng năm") has none.

    >>> from vnplan import parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. TỔ CHỨC THỰC HIỆN\\n1. Sở Y tế báo cáo trước ngày 15/11 hằng năm.\\n")
    >>> when_due(plan.duties[0], issued=date(2021, 5, 6), until=2022).days
    (datetime.date(2021, 11, 15), datetime.date(2022, 11, 15))
    """
    if duty.due_date and (day := _day(duty.due_date)):
        return When((day,))
    if duty.due and (found := _in_words(duty, issued, until)):
        return found
    if duty.period and (duty.period.start or duty.period.end):
        start = duty.period.start or (issued.year if issued else duty.period.end)
        end = duty.period.end or until
        if start and 1 <= start <= end <= 9999:
            return When((date(start, 1, 1), date(end, 12, 31)), period=True)
    return None


def _in_words(duty: Duty, issued: date | None, until: int) -> When | None:
    from vnplan.parse.figures.dates import find_dates

    for mention in find_dates(duty.due or ""):
        if mention.value and (day := _day(mention.value)):
            return When((day,))
        if mention.month and mention.day:
            first = issued or date(until, 1, 1)
            years = range(first.year, until + 1)
            made = [day for year in years if (day := _calendar(year, mention.month, mention.day)) and day >= first]
            if made:
                return When(tuple(made), recurring=True)
    return None


def _day(value: str) -> date | None:
    """A day from "2025-11-15", or the last day of "2025-11" or "2025"."""
    parts = [int(part) for part in value.split("-") if part.isdigit()]
    if len(parts) == 3:
        return _calendar(*parts)
    if len(parts) == 2:
        return next((day for last in (31, 30, 29, 28) if (day := _calendar(parts[0], parts[1], last))), None)
    return _calendar(parts[0], 12, 31) if len(parts) == 1 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
