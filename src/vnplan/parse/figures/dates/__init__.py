"""Dates in a line: horizons, deadlines, quarters, periods, months, days, and how often something recurs.

A date mention says what it is (`kind`), what it does in the sentence (`role`) and, where it could be a deadline, its
value: "2025" or "2025-11-15".
"""

from vnplan.parse.figures.dates.finding import deadline_among, find_dates, first_deadline
from vnplan.parse.figures.dates.mention import DateMention

__all__ = ["DateMention", "deadline_among", "find_dates", "first_deadline"]
