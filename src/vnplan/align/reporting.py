"""The yearly report: a clause that has a report made by a day of every year carries the duty to report.

The duty is the same whoever is told to see to it: the departments that send their part, or the one that draws the
report up for the ministry. The latter stands in the paragraph of the department in charge, beside its coordinating, so
words and agency alone lead to that department's own provision (observed in three plans that word freely). Such a link
is kept for review. The model knows nothing of this rule, so the score of such a link is set, not measured: the least of
those that by their score alone need no look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vnplan.align.clauses import PreparedClause
from vnplan.align.index import ReferenceIndex
from vnplan.align.links import SURE, PairDecision
from vnplan.lexicon.loader import table
from vnplan.models import Provision, ProvisionKind

_END = re.compile(r"[;.](?=\s|$)")


def yearly_reports(
    clauses: Sequence[PreparedClause], decisions: Sequence[PairDecision], index: ReferenceIndex
) -> list[PairDecision]:
    """The decisions, with those candidates linked that are a report by a day of the year, where the clause sets one."""
    duties = {row for row, provision in enumerate(index.provisions()) if _is_yearly_report(provision)}
    return [
        d._replace(linked=True, needs_review=True, probability=max(d.probability, SURE), matched_by=("yearly",))
        if d.provision in duties and not d.linked and has_yearly_report(clauses[d.clause])
        else d
        for d in decisions
    ]


def _is_yearly_report(provision: Provision) -> bool:
    due = provision.due
    return provision.kind is ProvisionKind.REPORTING and due is not None and due.day is not None and due.year is None


def has_yearly_report(clause: PreparedClause) -> bool:
    """Whether a part of the clause between semicolons and full stops speaks of a report and of a day without a year."""
    days = [d.core[0] for d in clause.dates if d.day is not None and d.value is None]
    ends = [match.start() for match in _END.finditer(clause.low)]
    for day in days:
        first = max((end for end in ends if end < day), default=0)
        last = min((end for end in ends if end > day), default=len(clause.low))
        if any(word in clause.low[first:last] for word in table("dates")["cues"]["report"]):
            return True
    return False
