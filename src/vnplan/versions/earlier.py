"""Which plans of a comparison are versions of one: plans of one issuer, each with the one before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from vnplan.comparison import ComparedPlan
from vnplan.lexicon.issuers import Level

_BLANK = "date_blank"
"""The parser's note on a day left blank, as it is in a draft."""


def earlier_versions(plans: Sequence[ComparedPlan]) -> dict[int, int]:
    """The place of each plan that has an earlier one of its issuer -> the place of that one.

    In the order of their days; a draft (its day is left blank) stands before those that have one, a plan of which no
    day is known after them. Of plans that name no issuer nothing is said.
    """
    of_one: dict[tuple[Level, str], list[int]] = defaultdict(list)
    for at, plan in enumerate(plans):
        meta = plan.document.metadata
        if meta.issuer or meta.province:
            of_one[plan.level, plan.name].append(at)
    return {
        later: earlier
        for places in of_one.values()
        for earlier, later in pairwise(sorted(places, key=lambda at: _time(plans[at])))
    }


def _time(plan: ComparedPlan) -> tuple[int, date, str]:
    day = plan.document.metadata.issued_on
    draft = day is None and any(note.code == _BLANK for note in plan.document.notes)
    return 0 if draft else 1 if day else 2, day or date.min, plan.source
