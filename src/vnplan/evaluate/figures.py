"""Counts and the ratios made of them: what was found, what was to be found, what agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from vnplan.models import CoverageStatus, Frozen

Item = TypeVar("Item")

_ORDER = {CoverageStatus.MISSING.value: 0, CoverageStatus.PARTIAL.value: 1, CoverageStatus.COVERED.value: 2}
_VALUES = {CoverageStatus.MISSING.value: 0.0, CoverageStatus.PARTIAL.value: 0.5, CoverageStatus.COVERED.value: 1.0}


class Match(Frozen):
    """Items predicted and expected. `right` of the predicted are defensible, `recovered` of the expected are found.

    The two differ for links: a `possible` link excuses a prediction but is not asked for.

    >>> Match(predicted=10, expected=8, right=6, recovered=6).f1
    0.6667
    """

    predicted: int
    expected: int
    right: int
    recovered: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 where nothing was predicted and nothing expected."""
        return self.right / self.predicted if self.predicted else float(not self.expected)

    @property
    def recall(self) -> float:
        """Share of the expected that is found; 1 where nothing was expected and nothing predicted."""
        return self.recovered / self.expected if self.expected else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, four digits."""
        p, r = self.precision, self.recall
        return round(2 * p * r / (p + r), 4) if p + r else 0.0

    def __add__(self, other: Match) -> Match:
        return Match(
            predicted=self.predicted + other.predicted,
            expected=self.expected + other.expected,
            right=self.right + other.right,
            recovered=self.recovered + other.recovered,
        )

    def ratios(self) -> dict[str, float]:
        """Precision, recall and F1 under the names `p`, `r` and `f1`."""
        return {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": self.f1}


class Share(Frozen):
    """How many of a number agree."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """The ratio, four digits; 0 of 0 is 0."""
        return round(self.right / max(1, self.total), 4)

    def __add__(self, other: Share) -> Share:
        return Share(right=self.right + other.right, total=self.total + other.total)


def match_of(predicted: AbstractSet[Any], expected: AbstractSet[Any]) -> Match:
    """Counts of two sets of items."""
    both = len(predicted & expected)
    return Match(predicted=len(predicted), expected=len(expected), right=both, recovered=both)


def match_counts(predicted: Counter[Item], expected: Counter[Item]) -> Match:
    """Counts of two multisets of items."""
    both = sum((predicted & expected).values())
    return Match(predicted=sum(predicted.values()), expected=sum(expected.values()), right=both, recovered=both)


def total(matches: Iterable[Match]) -> Match:
    """Counts added up."""
    out = Match(predicted=0, expected=0, right=0, recovered=0)
    for match in matches:
        out += match
    return out


def coverage_rate(statuses: Iterable[str]) -> float:
    """Mean value of the decided statuses (1, ½, 0) over all provisions; 0 where none is decided."""
    values = [_VALUES[s] for s in statuses if s in _VALUES]
    return sum(values) / len(values) if values else 0.0


def quadratic_kappa(pairs: Sequence[tuple[str, str | None]]) -> float | None:
    """Agreement of (gold, found) statuses beyond chance, squared distance as weight.

    Gold outside missing, partial, covered is left out; a status found outside them is as wrong as can be. None where
    nothing is left.

    >>> quadratic_kappa([("covered", "covered"), ("missing", "missing"), ("partial", "covered")])
    0.8
    """
    known = [(_ORDER[a], _ORDER[b] if b in _ORDER else (0 if _ORDER[a] else 2)) for a, b in pairs if a in _ORDER]
    if not known:
        return None
    n = len(known)
    observed = sum((a - b) ** 2 for a, b in known) / n
    of_gold, of_found = Counter(a for a, _ in known), Counter(b for _, b in known)
    expected = sum(of_gold[i] * of_found[j] * (i - j) ** 2 for i in range(3) for j in range(3)) / n / n
    return round(1 - observed / expected, 4) if expected else 1.0
