"""A date in a line: what it is, what it does there, and its value."""

from __future__ import annotations

from typing import Literal, NamedTuple

from vnplan.models import Span

DateKind = Literal["day", "month", "quarter", "half", "year", "period", "recurring"]
DateRole = Literal["deadline", "plain", "start", "vision", "baseline", "state", "act"]


class DateMention(NamedTuple):
    """A date in a line.

    `span` covers the words of time with what opens them ("trước ngày 15 tháng 11"), `core` the date alone; both are
    half-open offsets into the line. `value` is the end of what is named: a year, or a day for anything finer (a quarter
    and a month end on their last day); None where the year is not said. `start`, `end` are years, both included.
    `role`: "deadline" (an opening word says so), "plain" (a date without one), "start" (từ năm 2025), "vision" (tầm
    nhìn đến năm 2045), "baseline" (so với năm 2020), "state" (tính đến năm 2020), "act" (day or period of a cited act).
    `recurring`: annual, half_yearly, quarterly, monthly, weekly, daily.
    """

    kind: DateKind
    role: DateRole
    span: Span
    core: Span
    value: str | None = None
    start: int | None = None
    end: int | None = None
    month: int | None = None
    day: int | None = None
    recurring: str | None = None

    @property
    def is_deadline(self) -> bool:
        """Whether the date can bound a commitment."""
        return self.value is not None and self.role in {"deadline", "plain"}
