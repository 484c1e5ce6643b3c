"""Whether scores are probabilities: the best candidate of each clause, in ten bins of equal mass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vnplan.evaluate.figures import Share
from vnplan.evaluate.results import Reliability, ReliabilityBin

_BINS = 10


def reliability(best: Sequence[tuple[float, bool]], links: Sequence[tuple[float, bool]]) -> Reliability:
    """The reliability table of `best` candidates, and of `links` the surer half; both as (score 0-1, right).

    >>> reliability([(0.5, True), (0.5, False)], [(0.9, True), (0.4, False)]).surest
    Share(right=1, total=1)
    """
    ordered = sorted(best, key=lambda x: x[0])  # equal scores stay in the order of the clauses
    bins: list[ReliabilityBin] = []
    gap = 0.0
    for chunk in np.array_split(np.arange(len(ordered)), _BINS):
        if not len(chunk):
            continue
        scores = [ordered[i][0] for i in chunk.tolist()]
        right = [ordered[i][1] for i in chunk.tolist()]
        mean, share = sum(scores) / len(scores), sum(right) / len(right)
        gap += abs(mean - share) * len(chunk)
        bins.append(ReliabilityBin(clauses=len(chunk), score=round(mean, 4), right=round(share, 4)))
    surest = sorted(links, key=lambda x: (-x[0], x[1]))[: (len(links) + 1) // 2]
    return Reliability(
        bins=tuple(bins),
        ece=round(gap / max(1, len(ordered)), 4),
        surest=Share(right=sum(right for _, right in surest), total=len(surest)),
    )
