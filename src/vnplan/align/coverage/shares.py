"""Shares with 95% intervals: how many of how many, and how far that could be chance."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from vnplan.align.coverage.cover import values
from vnplan.align.coverage.intervals import wilson
from vnplan.models import Alignment, Frozen, Obligation, Reference

_PLACES = 4


class Share(Frozen):
    """`value` of `count` things, as a rate from 0 to 1 with its 95% interval; None where there is nothing to count.

    `value` is a number of things, or a sum of values from 0 to 1 (½ for a provision carried in part).
    """

    value: float = Field(ge=0)
    count: int = Field(ge=0)
    rate: float | None = Field(ge=0, le=1)
    low: float | None = Field(ge=0, le=1)
    high: float | None = Field(ge=0, le=1)


def share(value: float, count: int) -> Share:
    """A share with its Wilson interval.

    >>> share(1, 4)
    Share(value=1.0, count=4, rate=0.25, low=0.0456, high=0.6994)
    >>> share(0, 0).rate is None
    True
    """
    ends = wilson(value, count)
    if ends is None:
        return Share(value=value, count=count, rate=None, low=None, high=None)
    low, high = ends
    return Share(
        value=value,
        count=count,
        rate=round(value / count, _PLACES),
        low=round(low, _PLACES),
        high=round(high, _PLACES),
    )


def mean_share(values: Sequence[float]) -> Share:
    """The share of values from 0 to 1.

    >>> mean_share([1, 1, 0.5, 0]).rate
    0.625
    """
    return share(sum(values), len(values))


def coverage_share(alignment: Alignment, reference: Reference) -> Share:
    """What a plan carries of the provisions decided, with the interval of the alignment (bootstrap over provisions)."""
    plain = mean_share(list(values(reference, alignment.coverage).values()))
    ends = alignment.summary.coverage_interval
    return plain if ends is None else plain.model_copy(update={"low": ends[0], "high": ends[1]})


def class_shares(alignment: Alignment, reference: Reference) -> dict[Obligation, Share]:
    """The same within each class of provisions."""
    found = values(reference, alignment.coverage)
    members = {o: [p.id for p in reference.provisions if p.obligation is o] for o in Obligation}
    return {o: mean_share([found[name] for name in names if name in found]) for o, names in members.items()}
