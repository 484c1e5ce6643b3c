"""A share as it is shown: a percentage with its count and its interval, or the count alone where there are few."""

from __future__ import annotations

from collections import Counter

from vnplan.align.coverage.shares import Share
from vnplan.models import Alignment, CoverageStatus, Reference
from vnplan.tables import Cell

FEW = 10
"""Of fewer things no percentage is given: it would seem to know more than a handful of provisions can tell."""


def statuses(alignment: Alignment, reference: Reference) -> Counter[CoverageStatus]:
    """How many provisions a plan has of each status; one that only says again what another says is counted there."""
    again = {p.id for p in reference.provisions if p.restates}
    return Counter(c.status for c in alignment.coverage if c.provision not in again)


def main_figure(share: Share | None) -> str:
    """The one figure of a share, for a narrow place.

    >>> from vnplan.align.coverage.shares import share
    >>> main_figure(share(14, 26)), main_figure(share(3.5, 4)), main_figure(share(1, 1)), main_figure(share(0, 0))
    ('54%', '3½/4', '1/1', '–')
    """
    if share is None or share.rate is None:
        return "–"
    return f"{share.rate:.0%}" if share.count >= FEW else counted(share.value, share.count)


def counted(value: float, count: int) -> str:
    """How many of how many; a provision carried in part counts ½.

    >>> counted(3, 4), counted(2.5, 4), counted(0.5, 1)
    ('3/4', '2½/4', '½/1')
    """
    whole, half = divmod(round(2 * value), 2)
    return f"{whole if whole or not half else ''}{'½' if half else ''}/{count}"


def rate_format(rate: Cell, count: Cell) -> str:
    """The number format of a rate in a workbook: where there are few, the count in place of a percentage.

    >>> rate_format(0.54, 26), rate_format(0.875, 4)
    ('0%', '"3½/4"')
    """
    if not isinstance(rate, float) or not isinstance(count, int) or count >= FEW:
        return "0%"
    return f'"{counted(rate * count, count)}"'


def particulars(share: Share | None) -> str:
    """What stands beside the main figure: the count, unless that is the figure, and the 95% interval.

    >>> from vnplan.align.coverage.shares import share
    >>> particulars(share(14, 26)), particulars(share(1, 1))
    ('14/26; 35–71%', '21–100%')
    """
    return "; ".join(part for part in (count_beside(share), interval(share)) if part)


def count_beside(share: Share | None) -> str:
    """The count of a share whose main figure is a percentage."""
    return counted(share.value, share.count) if share is not None and share.count >= FEW else ""


def interval(share: Share | None) -> str:
    """The 95% interval."""
    if share is None or share.low is None or share.high is None:
        return ""
    return f"{100 * share.low:.0f}–{100 * share.high:.0f}%"
