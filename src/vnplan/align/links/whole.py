"""Measures that a clause has nearly whole, beside what it is linked to.

Provisions compete for the words of a clause, so a short measure in a long clause loses them to one that explains more:
"đẩy nhanh ứng dụng các giải pháp TTNT trong quản lý đô thị, quản lý xã hội và hành chính công" goes on as a goal does,
and is the duty of provinces all the same. Where a clause has most word pairs of a measure that is more than a phrase,
in a section of the provision's kind and under nobody else's agency, it carries that measure. Goals are left out: for
another year they have the same words. Such a link is kept for review (four of four in ten annotated plans); its score
is set, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vnplan.align.links.decide import SURE, PairDecision
from vnplan.align.links.features import FEATURES, Candidates
from vnplan.align.links.measures import Carriage

_WHOLE = 0.7  # share of a measure's word pairs, damped as the feature is
_PHRASE = 25.0  # weight of word pairs up to which a measure is a phrase (a quarter of all measures are)


def whole_measures(pairs: Candidates, decisions: Sequence[PairDecision], carried: Carriage) -> list[PairDecision]:
    """The decisions, with every clause linked to the provisions of which it has a measure nearly whole."""
    measure, section, agency = (pairs.features[:, FEATURES.index(name)] for name in ("measure", "section", "agency"))
    undated = np.array([provision.horizon is None for provision in carried.index.provisions()])
    has = (measure >= _WHOLE) & (section > 0) & (agency >= 0) & undated[pairs.provision]
    linked = {(d.clause, d.provision) for d in decisions if d.linked}
    found = set(zip(pairs.clause[has].tolist(), pairs.provision[has].tolist(), strict=True)) - linked
    new = {pair for pair in found if _is_more_than_a_phrase(*pair, carried)}
    if not new:
        return list(decisions)
    kept = (d for d in decisions if (d.clause, d.provision) not in new)
    said = (PairDecision(*pair, SURE, True, True, ("measure",)) for pair in new)
    return sorted((*kept, *said), key=lambda d: (d.clause, -d.probability, d.provision))


def _is_more_than_a_phrase(clause: int, provision: int, carried: Carriage) -> bool:
    """Whether the measure of which a clause has most is one of some length."""
    index, measures = carried.index, list(carried.of_provision[provision])
    has = carried.pair_hits[clause] @ index.measure_pairs[:, measures] / np.maximum(index.measure_mass[measures], 1e-9)
    return bool(index.measure_mass[measures[int(np.argmax(has))]] >= _PHRASE)
