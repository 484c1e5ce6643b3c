"""Coverage: how a plan carries each provision, with a reason; and the rate, by a published formula.

Rate = sum(value) / count over the leaves of the reference that are decided, value 1 for covered, ½ for partial, 0 for
missing; `not_applicable` and `unknown` stand outside. Leaves are provisions that group no others and that do not
repeat an earlier one (`same_as`); a repeated provision lends its value to the first. The set is fixed by the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from vnplan.align.coverage.reasons import because
from vnplan.align.links.beside import Met, Place
from vnplan.align.links.measures import LONG_LIST
from vnplan.lexicon import provinces
from vnplan.models import (
    Bilingual,
    Coverage,
    CoverageStatus,
    Measure,
    Obligation,
    Provision,
    ProvisionKind,
    Reference,
    Severity,
)

_VALUE = {CoverageStatus.COVERED: 1.0, CoverageStatus.PARTIAL: 0.5, CoverageStatus.MISSING: 0.0}


class _Least(NamedTuple):
    """Shares from which a single measure is carried, and a long list: below the first it is a fragment."""

    whole: float
    list_: float


# A plan with words of its own keeps few of the decision's for what it carries whole. The first were read off the open
# gold, the second off the five annotated plans that word freely, four of them composed for trial (model card), by the
# gold rule that a shortened list still covers.
_COPIED, _OWN_WORDS = _Least(0.3, 0.72), _Least(0.1, 0.15)
# Share of a long list that no clause names, from which a fragment of it stands, in whatever words: so six of nine in
# four plans with words of their own; in the open gold half of the list is enough.
_HARDLY = 0.75


@dataclass(frozen=True, slots=True)
class Carried:
    """What the linked clauses carry of one provision between them.

    `shares` per measure (0-1), `dropped` ordinals of measures nobody carries, `executed_only` says that the making of
    rules became carrying them out, `by` are node ids, `unnamed` is what a single measure lists and none of the clauses
    names.
    """

    by: tuple[str, ...]
    shares: tuple[float, ...]
    dropped: frozenset[int]
    executed_only: bool
    unnamed: tuple[str, ...] = ()


def cover(
    reference: Reference,
    carried: Mapping[str, Carried],
    headings: Mapping[str, str],
    *,
    unreached: frozenset[int] = frozenset(),
    province: str | None = None,
    met: Met = MappingProxyType({}),
    free: bool = False,
) -> tuple[Coverage, ...]:
    """Coverage of every provision in order.

    `headings` maps a group to the heading that restates it; `unreached` are the rows of provisions that have their
    place in a part of the document that is cut off; `province` is the issuer's name, where the document tells; `met`
    are the measures that the plan carries beside links; `free` says that the plan has words of its own.
    """
    least = _OWN_WORDS if free else _COPIED
    results: dict[str, Coverage] = {}
    here = provinces().find(province) if province else None
    for row, provision in enumerate(reference.provisions):
        meant = not provision.provinces or (here is not None and here.id in provision.provinces)
        own = carried.get(provision.id)
        beside = met.get(provision.id, {})
        if beside and (own is None or not own.by):
            results[provision.id] = _beside_links(provision, beside)
        else:
            results[provision.id] = _single(provision, own, row in unreached, meant, least)
    for provision in reference.provisions:
        if provision.group_of:
            results[provision.id] = _group(provision, results, headings.get(provision.id))
    for provision in reference.provisions:
        if provision.restates:
            _repeated(provision, reference.provision(provision.restates), results)
    for provision in reference.provisions:
        if provision.kind is ProvisionKind.ORIENTATION and results[provision.id].status is CoverageStatus.MISSING:
            results[provision.id] = _opening(provision, reference, results)
    return tuple(results[p.id] for p in reference.provisions)


def _repeated(repeat: Provision, original: Provision, results: dict[str, Coverage]) -> None:
    """What an annex row says again is carried by whatever carries the first place, and the other way round.

    The one that is carried less takes the other's status, clauses and measures; where the division into measures
    differs, all of them or none.
    """
    for lesser, other in ((repeat, original), (original, repeat)):
        found, own = results[other.id], results[lesser.id]
        if not _VALUE.get(found.status) or _VALUE[found.status] <= _VALUE.get(own.status, 0):
            continue
        ordinals = range(1, len(lesser.measures) + 1)
        if found.measures_total == len(lesser.measures):
            taken = [i for i in ordinals if other.measure_id(i) in found.measures_taken]
        else:
            taken = list(ordinals) if found.status is CoverageStatus.COVERED else []
        results[lesser.id] = own.model_copy(
            update={
                "status": found.status,
                "by": found.by,
                **_reason(because("repeat", other.id)),
                "severity": None,
                "measures_taken": tuple(lesser.measure_id(i) for i in taken),
            }
        )


def _opening(provision: Provision, reference: Reference, results: Mapping[str, Coverage]) -> Coverage:
    """An orientation that no clause says, with how many of the tasks it opens are carried: these are counted by
    themselves, so it stays missing, and need not be sought."""
    own = results[provision.id]
    below = [
        _VALUE.get(results[p.id].status)
        for p in reference.provisions
        if p.kind is ProvisionKind.TASK and p.id.startswith(f"{provision.parent}.")
    ]
    tasks = [value for value in below if value is not None]
    carried = sum(value > 0 for value in tasks)
    return own.model_copy(update=_reason(because("opening", f"{carried}/{len(tasks)}"))) if carried else own


def _single(provision: Provision, carried: Carried | None, cut_off: bool, meant: bool, least: _Least) -> Coverage:
    total = len(provision.measures)
    if carried is None or not carried.by:
        return _silent(provision, cut_off, total) if meant else _elsewhere(provision, total)
    taken = tuple(provision.measure_id(i) for i in range(1, total + 1) if i not in carried.dropped)
    status, reason = CoverageStatus.COVERED, because("whole")
    whole = sum(carried.shares) / max(1, total)
    if carried.dropped:
        status, reason = CoverageStatus.PARTIAL, _dropped(provision, sorted(carried.dropped))
    elif carried.executed_only:
        status, reason = CoverageStatus.PARTIAL, because("executed")
    elif total == 1 and whole < least.whole:
        status, reason = CoverageStatus.PARTIAL, _left_out("fragment", carried.unnamed)
    elif total == 1 and _is_much_shorter(provision.measures[0], carried.unnamed, whole, least):
        status, reason = CoverageStatus.PARTIAL, _left_out("short_list", carried.unnamed)
    return Coverage(
        provision=provision.id,
        status=status,
        by=carried.by,
        measures_taken=taken,
        measures_total=total,
        **_reason(reason),
    )


def _is_much_shorter(measure: Measure, unnamed: Sequence[str], share: float, least: _Least) -> bool:
    """Whether hardly anything is left of a long list."""
    size = len(measure.items)
    return size >= LONG_LIST and (len(unnamed) >= _HARDLY * size or share < least.list_)


def _left_out(code: str, unnamed: Sequence[str]) -> Bilingual:
    """Why a single measure is carried in part only, with what of its list is not there."""
    return because(f"{code}_without", "; ".join(unnamed)) if unnamed else because(code)


def _beside_links(provision: Provision, met: Mapping[int, tuple[Place, ...]]) -> Coverage:
    """A provision no clause is linked to, though the plan does some or all of it by being there or says so."""
    ordinals = range(1, len(provision.measures) + 1)
    lost = [o for o in ordinals if o not in met]
    by = dict.fromkeys(place.clause for o in sorted(met) for place in met[o])
    reason = because("by_being") if not by else _dropped(provision, lost) if lost else because("whole")
    return Coverage(
        provision=provision.id,
        status=CoverageStatus.PARTIAL if lost else CoverageStatus.COVERED,
        by=tuple(by),
        measures_taken=tuple(provision.measure_id(o) for o in ordinals if o in met),
        measures_total=len(provision.measures),
        **_reason(reason),
    )


def _dropped(provision: Provision, ordinals: Iterable[int]) -> Bilingual:
    lost = [provision.measures[ordinal - 1] for ordinal in ordinals]
    about = Bilingual(vi="; ".join(m.vi.rstrip(".") for m in lost), en="; ".join(m.en.rstrip(".") for m in lost))
    return because("national_dropped" if all(m.national for m in lost) else "dropped", about)


def _silent(provision: Provision, cut_off: bool, total: int) -> Coverage:
    if cut_off:
        status, reason = CoverageStatus.UNKNOWN, because("cut_off")
    elif provision.obligation is Obligation.NATIONAL_ONLY or provision.law_drafting:
        status = CoverageStatus.NOT_APPLICABLE
        reason = provision.national_only_reason or because("law_drafting")
    else:
        status, reason = CoverageStatus.MISSING, because("silent")
    owed = status is CoverageStatus.MISSING and provision.obligation is Obligation.DIRECT
    return Coverage(
        provision=provision.id,
        status=status,
        **_reason(reason),
        measures_total=total,
        severity=Severity.HIGH if owed else None,
    )


def _elsewhere(provision: Provision, total: int) -> Coverage:
    """A silent provision that names other provinces than the document's."""
    names = ", ".join(provinces().get(i).name for i in provision.provinces)
    return Coverage(
        provision=provision.id,
        status=CoverageStatus.NOT_APPLICABLE,
        **_reason(because("others", names)),
        measures_total=total,
    )


def _group(provision: Provision, results: Mapping[str, Coverage], heading: str | None) -> Coverage:
    """A group: linked itself, restated by a heading, or as its parts are."""
    own = results[provision.id]
    below = [results[i].status for i in provision.group_of]
    taken = [s for s in below if s in {CoverageStatus.COVERED, CoverageStatus.PARTIAL}]
    if own.by and own.status is CoverageStatus.COVERED:
        return own
    by = own.by or ((heading,) if heading else ())
    if own.by or heading or taken:
        full = bool(below) and all(s is CoverageStatus.COVERED for s in below)
        status = CoverageStatus.COVERED if heading or full else CoverageStatus.PARTIAL
        reason = because("heading") if heading else because("parts")
        return own.model_copy(update={"status": status, "by": by, "severity": None, **_reason(reason)})
    if own.status is CoverageStatus.UNKNOWN and below and not all(s is CoverageStatus.UNKNOWN for s in below):
        return own.model_copy(update={"status": CoverageStatus.MISSING})
    return own


def _reason(sentence: Bilingual) -> dict[str, str]:
    return {"reason": sentence.vi, "reason_en": sentence.en}


def leaves(reference: Reference) -> tuple[str, ...]:
    """The provisions that count for the rate, fixed by the reference."""
    order = {p.id: row for row, p in enumerate(reference.provisions)}
    return tuple(
        p.id
        for p in reference.provisions
        if not p.group_of and not any(order[twin] < order[p.id] for twin in p.same_as)
    )


def values(reference: Reference, coverage: Sequence[Coverage]) -> dict[str, float]:
    """Value of every decided leaf: 1, ½ or 0; a leaf takes the best value of its repeats."""
    worth = {c.provision: _VALUE[c.status] for c in coverage if c.status in _VALUE}
    twins = {p.id: p.same_as for p in reference.provisions}
    return {
        leaf: max([worth[leaf], *(worth[twin] for twin in twins[leaf] if twin in worth)])
        for leaf in leaves(reference)
        if leaf in worth
    }


def rate(found: Mapping[str, float]) -> float | None:
    """Mean value, or None where nothing is decided."""
    return sum(found.values()) / len(found) if found else None
