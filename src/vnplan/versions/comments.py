"""Which points raised on one version of a plan the next one takes in ("tiếp thu").

The points are those of the comment table on a draft (`vnplan note --draft`): provisions asked of provinces that are
open, and differences of high or medium attention. What a point asks for is taken in where the next version has it;
nothing is said of why, and a point that was answered in words only (giải trình) stays open here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from vnplan.align.coverage.cover import leaves
from vnplan.models import Alignment, Coverage, CoverageStatus, DeviationKind, Frozen, Obligation, Reference, Severity
from vnplan.models.base import check_kind

_ASKED = frozenset({Obligation.DIRECT, Obligation.LOCALISABLE, Obligation.CONTRIBUTORY})
_CARRIED = {CoverageStatus.MISSING: 0, CoverageStatus.PARTIAL: 1, CoverageStatus.COVERED: 2}
_OPEN = (CoverageStatus.MISSING, CoverageStatus.PARTIAL)


class Outcome(StrEnum):
    """What became of a point in the next version.

    `CHANGED`: the words are others, the difference is still there; `UNKNOWN`: it may stand in what that version lacks,
    which is cut off.
    """

    TAKEN_IN = "taken_in"
    IN_PART = "in_part"
    CHANGED = "changed"
    OPEN = "open"
    UNKNOWN = "unknown"


class Point(Frozen):
    """A point on the earlier version, and what became of it.

    `kind` is "missing", "partial" or the kind of a difference, with what it `expected` and `found`; `clause` is the
    earlier clause it is about, None for what is not there; `later` the clauses of the next version that carry the
    provision; `needs_review` says that the difference hangs on an unsure link.
    """

    provision: str
    kind: str
    clause: str | None
    outcome: Outcome
    expected: str | None = None
    found: str | None = None
    later: tuple[str, ...] = ()
    needs_review: bool = False


def points_taken_in(before: Alignment, after: Alignment, reference: Reference) -> tuple[Point, ...]:
    """The points on `before`, provisions first, each with its outcome in `after`. Both are aligned with `reference`.

    >>> from vnplan import align_plan, load_reference, parse_plan
    >>> reference = load_reference("qd-127-2021")
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Mở hội chợ công nghệ tại huyện.\\n")
    >>> found = align_plan(plan, reference)
    >>> {point.outcome.value for point in points_taken_in(found, found, reference)}
    {'open'}
    """
    for alignment in (before, after):
        check_kind(alignment, Alignment, code="needs_alignment")
    return (*_provisions(before, after, reference), *_differences(before, after))


def _provisions(before: Alignment, after: Alignment, reference: Reference) -> list[Point]:
    """Leaves asked of provinces that the earlier version leaves open, direct duties first; repeats count once."""
    single = set(leaves(reference))
    asked = [p for p in reference.provisions if p.obligation in _ASKED and p.id in single]
    asked.sort(key=lambda p: p.obligation is not Obligation.DIRECT)
    earlier, later = ({c.provision: c for c in alignment.coverage} for alignment in (before, after))
    points = []
    for p in asked:
        was, now = (_best(known, (p.id, *p.same_as)) for known in (earlier, later))
        if was is None or was.status not in _OPEN:
            continue
        if not reference.provision(was.provision).asks_for(was.measures_taken):
            continue
        gained = _CARRIED[now.status] - _CARRIED[was.status] if now is not None else 0
        whole = now is not None and now.status is CoverageStatus.COVERED
        outcome = Outcome.TAKEN_IN if whole else Outcome.IN_PART if gained > 0 else _open(now, later[p.id])
        carried = now.by if now is not None else ()
        clause = was.by[0] if was.by else None
        points.append(Point(provision=p.id, kind=was.status.value, clause=clause, outcome=outcome, later=carried))
    return points


def _open(carried: Coverage | None, own: Coverage) -> Outcome:
    unknown = carried is None and own.status is CoverageStatus.UNKNOWN
    return Outcome.UNKNOWN if unknown else Outcome.OPEN


def _best(known: Mapping[str, Coverage], ids: Sequence[str]) -> Coverage | None:
    found = [known[i] for i in ids if i in known and known[i].status in _CARRIED]
    return max(found, key=lambda c: _CARRIED[c.status], default=None)


def _differences(before: Alignment, after: Alignment) -> list[Point]:
    """Differences of high and medium attention; what is left out is asked for with the provision it belongs to.

    A difference is not mended where the provision is no longer taken up at all, nor where it only took another form.
    """
    still = {(d.provision, d.kind, d.expected) for d in after.deviations}
    exactly = {(d.provision, d.kind, d.expected, d.found) for d in after.deviations}
    cut_off = {c.provision for c in after.coverage if c.status is CoverageStatus.UNKNOWN}
    carried: dict[str, tuple[str, ...]] = {}
    for link in after.links:
        carried[link.provision] = (*carried.get(link.provision, ()), link.clause)
    points = []
    for d in before.deviations:
        if d.severity is Severity.LOW or d.kind is DeviationKind.CONTENT_DROPPED:
            continue
        later = carried.get(d.provision, ())
        if not later and d.provision in cut_off:
            outcome = Outcome.UNKNOWN
        elif not later or (d.provision, d.kind, d.expected, d.found) in exactly:
            outcome = Outcome.OPEN
        else:
            outcome = Outcome.CHANGED if (d.provision, d.kind, d.expected) in still else Outcome.TAKEN_IN
        points.append(
            Point(
                provision=d.provision,
                kind=d.kind.value,
                clause=d.clause,
                outcome=outcome,
                expected=d.expected,
                found=d.found,
                later=later,
                needs_review=d.needs_review,
            )
        )
    return points
