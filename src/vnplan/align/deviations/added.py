"""What a clause adds: the heaviest stretch none of its provisions explains, if it is content of weight.

A figure with its words is a figure added and a named office is a duty: neither is content. Phrases that local texts add
by habit (lexicon/data/localise.toml, formula) and proper names have no weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.deviations.added_words import added_words
from vnplan.align.deviations.context import LinkedClause
from vnplan.align.deviations.listed import named_otherwise
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.localise import formula_words
from vnplan.align.wording.stretches import unexplained
from vnplan.lexicon import agencies
from vnplan.models import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SHARE = 0.18  # share of a clause no linked provision explains, from which it adds content …
_RUN = 12.0  # … if that content also stands together with this weight (about two rare words) …
_OWN_RUN = 18.0  # … or with this one, where the plan has words of its own: few of them together are another wording
_PART = 7.0  # weight of what no provision explains in a part of a clause, from which it is a measure of its own …
_PART_SHARE = 0.6  # … if it also is this share of the part …
_STRANGE = 5.0  # … and has this weight without habitual words


def is_enough(more: Sequence[float], *, free: bool) -> bool:
    """Whether what a clause holds beyond provisions (`beyond`: share, heaviest run) is content of weight; `free` says
    that the plan has words of its own."""
    return more[0] >= _SHARE and more[1] >= (_OWN_RUN if free else _RUN)


def is_heavy(more: Floats) -> NDArray[np.bool_]:
    """Of which clauses what they hold beyond a provision (one row each) could be content of weight."""
    return np.asarray(more[:, 1] >= _RUN)


def added_span(own: LinkedClause, items: Iterable[str], *, free: bool) -> Span | None:
    """The stretch a clause adds to its provisions, or None; to name one of some `items` in other words adds nothing."""
    mass = own.content.copy()
    if _heaviest(own, mass, free=free) is None:
        return None
    mass[[*_offices(own.clause), *named_otherwise(items, own.clause.tokens.words)]] = 0.0
    run = _heaviest(own, mass, free=free)
    if run is None:
        return None
    return Span(*own.clause.line.span(*added_words(own, *run)))


def added_part(own: LinkedClause, items: Iterable[str]) -> Span | None:
    """The first part of a clause, between semicolons and full stops, that hardly a word of its provisions explains.

    A measure added to a list of several is said in a part of its own, however light it is beside the others and
    whatever names are in it, but not in habitual words alone; what such a clause begins with names the matter.
    """
    for at, (first, last) in enumerate(own.clause.segments):
        if at and _is_foreign(own, own.weights, first, last):
            mass = own.weights.copy()
            named = named_otherwise(items, own.clause.tokens.words)
            mass[[*_offices(own.clause), *_dates(own.clause), *named]] = 0.0
            strange = ~formula_words([own.clause.tokens.words])[0] & (own.explained == 0)
            if _is_foreign(own, mass, first, last) and float(mass[first:last][strange[first:last]].sum()) >= _STRANGE:
                _, _, start, end = own.segments[at]
                return Span(*own.clause.line.span(*_trimmed(own.clause.line.text, start, end)))
    return None


def _is_foreign(own: LinkedClause, mass: Floats, first: int, last: int) -> bool:
    """Whether hardly a word of a part of a clause is explained, by weight."""
    foreign = float(mass[first:last][own.explained[first:last] == 0].sum())
    return foreign >= max(_PART, _PART_SHARE * float(mass[first:last].sum()))


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a line without what stands before its first letter."""
    return next(at for at in range(start, end) if line[at].isalnum()), end


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


def _dates(clause: PreparedClause) -> list[int]:
    """Tokens in dates."""
    return clause.reaching((date.span.start, date.span.end) for date in clause.dates)
