"""What a change did: gains and losses between two evaluations, item by item."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.evaluate.results import Evaluation, PlanScore
from vnplan.models import Frozen


class Change(Frozen):
    """One item that came out otherwise: `what` is link, relation, deviation or coverage; `gain` says for the better."""

    segmenter: str
    plan: str
    what: str
    item: str
    before: str
    after: str
    gain: bool


def changes(old: Evaluation, new: Evaluation) -> tuple[Change, ...]:
    """Gains and losses of `new` against `old`, for segmenters and plans that both hold, in order."""
    out: list[Change] = []
    for before in old.segmenters:
        for after in new.segmenters:
            if after.segmenter != before.segmenter:
                continue
            for plan in (*after.plans, *after.further):
                earlier = next((p for p in (*before.plans, *before.further) if p.plan == plan.plan), None)
                if earlier is not None:
                    out.extend(_of_plan(after.segmenter, earlier, plan))
    return tuple(out)


_GOOD = frozenset({"right", "possible", "right to leave out"})


def _of_plan(segmenter: str, old: PlanScore, new: PlanScore) -> Iterator[Change]:
    for what, before, after in (
        ("link", _links(old), _links(new)),
        ("deviation", _deviations(old), _deviations(new)),
    ):
        for item in sorted(before.keys() | after.keys()):
            was, now = before.get(item, "right to leave out"), after.get(item, "right to leave out")
            if (was in _GOOD) != (now in _GOOD):
                yield _change(segmenter, new.plan, what, item, was, now, now in _GOOD)
    for what, wanted, was_found, now_found in (
        ("relation", _wanted_relations(new), _relations(old), _relations(new)),
        ("coverage", {c.provision: c.expected for c in new.align.coverage_items}, _coverage(old), _coverage(new)),
    ):
        for item, expected in wanted.items():
            was, now = was_found.get(item, "none"), now_found.get(item, "none")
            if (was == expected) != (now == expected) and item in was_found:
                yield _change(segmenter, new.plan, what, item, was, now, now == expected)


def _change(segmenter: str, plan: str, what: str, item: str, before: str, after: str, gain: bool) -> Change:
    return Change(segmenter=segmenter, plan=plan, what=what, item=item, before=before, after=after, gain=gain)


def _links(score: PlanScore) -> dict[str, str]:
    return {f"{i.unit} -> {i.provision}": i.outcome for i in score.align.link_items}


def _deviations(score: PlanScore) -> dict[str, str]:
    return {f"{i.unit} -> {i.provision} {i.kind}": i.outcome for i in score.align.deviation_items}


def _wanted_relations(score: PlanScore) -> dict[str, str]:
    return {f"{n} -> {p}": expected for n, p, expected, _ in score.align.relation_items}


def _relations(score: PlanScore) -> dict[str, str]:
    return {f"{n} -> {p}": found for n, p, _, found in score.align.relation_items}


def _coverage(score: PlanScore) -> dict[str, str]:
    return {c.provision: c.found or "none" for c in score.align.coverage_items}
