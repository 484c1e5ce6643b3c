"""Several plans' scores as one: counts added up, and how far they would vary with other clauses and provisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.evaluate.aligning import HARD, AlignScore
from vnplan.evaluate.figures import Share, total
from vnplan.evaluate.results import PlanScore, Pooled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_RESAMPLES = 1000
_SEED = 127
_COLUMNS = (
    "links_predicted",
    "links_expected",
    "links_right",
    "links_recovered",
    "deviations_predicted",
    "deviations_expected",
    "deviations_right",
    "hard_predicted",
    "hard_expected",
    "hard_right",
    "relations_total",
    "relations_right",
    "hits_total",
    "hits_right",
)


def pool(scores: Sequence[PlanScore]) -> Pooled:
    """Counts of several plans together; intervals from 1,000 draws of clauses (coverage: provisions), fixed seed."""
    aligned = [s.align for s in scores]
    kinds = sorted({kind for a in aligned for kind in a.deviations_by_kind})
    return Pooled(
        links=total(a.links for a in aligned),
        local_clauses=total(a.local_clauses for a in aligned),
        hit_at_1=_all(a.hit_at_1 for a in aligned),
        relations=_all(a.relations for a in aligned),
        deviations=total(a.deviations for a in aligned),
        deviations_hard=total(a.deviations_hard for a in aligned),
        deviations_by_kind={
            kind: total(a.deviations_by_kind[kind] for a in aligned if kind in a.deviations_by_kind) for kind in kinds
        },
        coverage=_all(a.coverage for a in aligned),
        coverage_given_links=_all(s.coverage_given_links for s in scores),
        largest_rate_gap=round(max((abs(a.coverage_rate - a.coverage_rate_gold) for a in aligned), default=0.0), 4),
        intervals=_intervals(aligned),
    )


def _all(shares: Iterable[Share]) -> Share:
    out = Share(right=0, total=0)
    for share in shares:
        out += share
    return out


def _intervals(scores: Sequence[AlignScore]) -> dict[str, tuple[float, float]]:
    rows = np.vstack([_by_unit(score) for score in scores]) if scores else np.zeros((0, len(_COLUMNS)))
    right = np.array([float(item.right) for score in scores for item in score.coverage_items])
    if not len(rows) or not len(right):
        return {}
    random = np.random.default_rng(_SEED)
    drawn = random.integers(0, len(rows), size=(_RESAMPLES, len(rows)))
    weights = np.stack([np.bincount(draw, minlength=len(rows)) for draw in drawn])
    sums = dict(zip(_COLUMNS, (weights @ rows).T, strict=True))
    figures = {
        "links": _f1(
            sums["links_right"] / _positive(sums["links_predicted"]),
            sums["links_recovered"] / _positive(sums["links_expected"]),
        ),
        "deviations": _f1(
            sums["deviations_right"] / _positive(sums["deviations_predicted"]),
            sums["deviations_right"] / _positive(sums["deviations_expected"]),
        ),
        "deviations_hard": _f1(
            sums["hard_right"] / _positive(sums["hard_predicted"]),
            sums["hard_right"] / _positive(sums["hard_expected"]),
        ),
        "relations": sums["relations_right"] / _positive(sums["relations_total"]),
        "hit_at_1": sums["hits_right"] / _positive(sums["hits_total"]),
        "coverage": right[random.integers(0, len(right), size=(_RESAMPLES, len(right)))].mean(axis=1),
    }
    return {name: _percentiles(values) for name, values in figures.items()}


def _by_unit(score: AlignScore) -> Floats:
    """One row of counts per unit (or clause of ours that is no unit)."""
    column = {name: at for at, name in enumerate(_COLUMNS)}
    counts: dict[int | str, Floats] = defaultdict(lambda: np.zeros(len(_COLUMNS)))

    def add(unit: int | str, name: str) -> None:
        counts[unit][column[name]] += 1

    for unit, *_ in score.local_items:  # units without anything still are drawn
        counts[unit]
    for link in score.link_items:
        names = {
            "right": ("predicted", "right", "expected", "recovered"),
            "possible": ("predicted", "right"),
            "missed": ("expected",),
            "false": ("predicted",),
        }[link.outcome]
        for name in names:
            add(link.unit, f"links_{name}")
    for item in score.deviation_items:
        names = {"right": ("predicted", "expected", "right"), "missed": ("expected",)}.get(item.outcome, ("predicted",))
        for name in names:
            add(item.unit, f"deviations_{name}")
            if item.kind in HARD:
                add(item.unit, f"hard_{name}")
    for unit, _, expected, found in score.relation_items:
        add(unit, "relations_total")
        if expected == found:
            add(unit, "relations_right")
    for unit, hit in score.hit_items:
        add(unit, "hits_total")
        if hit:
            add(unit, "hits_right")
    return np.array(list(counts.values())).reshape(-1, len(_COLUMNS))


def _positive(values: Floats) -> Floats:
    return np.maximum(values, 1e-9)


def _f1(p: Floats, r: Floats) -> Floats:
    return np.asarray(2 * p * r / _positive(p + r))


def _percentiles(values: Floats) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)
