"""Which points raised on one version of a plan the next one takes in ("tiếp thu").

The points are those of the comment table on a draft (`vnplan note --draft`): provisions asked of provinces that are
open, and differences of high or medium attention. What a point asks for is taken in where the next version has it;
nothing is said of why, and a point that was answered in words only (giải trình) stays open here.
"""

from __future__ import annotations

from enum import StrEnum

from vnplan.align.coverage import leaves
from vnplan.models import Alignment, CoverageStatus, Frozen, Obligation, Reference, Severity

_ASKED = frozenset({Obligation.DIRECT, Obligation.LOCALISABLE, Obligation.CONTRIBUTORY})
_CARRIED = {CoverageStatus.MISSING: 0, CoverageStatus.PARTIAL: 1, CoverageStatus.COVERED: 2}


class Outcome(StrEnum):
    """What became of a point in the next version."""

    TAKEN_IN = "taken_in"
    IN_PART = "in_part"
    OPEN = "open"


class Point(Frozen):
    """A point on the earlier version: `kind` is "missing", "partial" or the kind of a difference; `clause` the earlier
    clause it is about, None for what is not there."""

    provision: str
    kind: str
    clause: str | None
    outcome: Outcome


def points_taken_in(before: Alignment, after: Alignment, reference: Reference) -> tuple[Point, ...]:
    """The points on `before`, provisions first, each with its outcome in `after`. Both are aligned with `reference`.

    >>> from vnplan import align_plan, load_reference, parse_plan
    >>> reference = load_reference("qd-127-2021")
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Mở hội chợ công nghệ tại huyện.\\n")
    >>> found = align_plan(plan, reference)
    >>> {point.outcome.value for point in points_taken_in(found, found, reference)}
    {'open'}
    """
    asked = {p.id for p in reference.provisions if p.obligation in _ASKED} & set(leaves(reference))
    later = {c.provision: c.status for c in after.coverage}
    points: list[Point] = []
    for c in before.coverage:
        now = later.get(c.provision)
        if c.provision not in asked or c.status not in {CoverageStatus.MISSING, CoverageStatus.PARTIAL}:
            continue
        gained = _CARRIED.get(now, 0) - _CARRIED[c.status] if now is not None else 0
        whole = now is CoverageStatus.COVERED
        outcome = Outcome.TAKEN_IN if whole else Outcome.IN_PART if gained > 0 else Outcome.OPEN
        clause = c.by[0] if c.by else None
        points.append(Point(provision=c.provision, kind=c.status.value, clause=clause, outcome=outcome))
    still = {(d.provision, d.kind, d.expected, d.found) for d in after.deviations}
    linked = {link.provision for link in after.links}
    for d in before.deviations:
        if d.severity is not Severity.LOW:
            # a difference is not mended where the provision is no longer taken up at all
            kept = (d.provision, d.kind, d.expected, d.found) in still or d.provision not in linked
            outcome = Outcome.OPEN if kept else Outcome.TAKEN_IN
            points.append(Point(provision=d.provision, kind=d.kind.value, clause=d.clause, outcome=outcome))
    return tuple(points)
