"""What a clause adds: the heaviest stretch none of its provisions explains, if it is content of weight.

A figure with its words is a figure added and a named office is a duty: neither is content. Phrases that local texts add
by habit (lexicon/data/localise.toml, formula) and proper names have no weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.deviations.context import LinkedClause
from vnplan.align.deviations.quotes import whole_phrase
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.stretches import unexplained
from vnplan.lexicon import agencies
from vnplan.models import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SHARE = 0.18  # share of a clause no linked provision explains, from which it adds content …
_RUN = 12.0  # … if that content also stands together with this weight (about two rare words) …
_OWN_RUN = 18.0  # … or with this one, where the plan has words of its own: few of them together are another wording


def is_enough(more: Sequence[float], *, free: bool) -> bool:
    """Whether what a clause holds beyond provisions (`beyond`: share, heaviest run) is content of weight; `free` says
    that the plan has words of its own."""
    return more[0] >= _SHARE and more[1] >= (_OWN_RUN if free else _RUN)


def is_heavy(more: Floats) -> NDArray[np.bool_]:
    """Of which clauses what they hold beyond a provision (one row each) could be content of weight."""
    return np.asarray(more[:, 1] >= _RUN)


def added_span(own: LinkedClause, *, free: bool) -> Span | None:
    """The stretch a clause adds to its provisions, or None."""
    mass = own.content.copy()
    if _heaviest(own, mass, free=free) is None:
        return None
    mass[_offices(own.clause)] = 0.0
    run = _heaviest(own, mass, free=free)
    if run is None:
        return None
    tokens = own.clause.tokens
    return Span(*own.clause.line.span(*whole_phrase(own.clause.low, tokens.starts[run[0]], tokens.ends[run[1]])))


def _heaviest(own: LinkedClause, mass: Floats, *, free: bool) -> tuple[int, int] | None:
    """First and last token of the heaviest run that no provision explains, where it is content of weight."""
    best, run, first, spot = 0.0, 0.0, 0, (0, 0)
    for at, (known, weight) in enumerate(zip(own.explained.tolist(), mass.tolist(), strict=True)):
        if known >= 1:
            run = 0.0
        elif known < 0.3 and weight > 0:
            first = first if run else at
            run += weight
            if run > best:
                best, spot = run, (first, at)
    total = float(mass.sum())
    share = float(unexplained(own.explained, mass).sum()) / total if total else 0.0
    return spot if is_enough((share, best), free=free) else None


def _offices(clause: PreparedClause) -> list[int]:
    """Tokens in the names of agencies."""
    return clause.reaching((name.start, name.end) for name in agencies().matcher().scan(clause.line.text))
