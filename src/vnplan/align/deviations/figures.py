"""Figures: changed, dropped, added. Compared as quantities: value, range, rank, direction and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from vnplan.align.deviations.context import (
    CarriedMeasure,
    Difference,
    LinkContext,
    StatedFigure,
    phrase_spots,
    totality,
)
from vnplan.lexicon.loader import table
from vnplan.lexicon.units import worth
from vnplan.models import Comparator, DeviationKind, Figure, ProvisionKind, Span, Target
from vnplan.text import fold

_TOUCHED = 0.2
_OFTEN = 30  # letters before a target in which is said how often


def figure_deviations(link: LinkContext) -> Iterator[Difference]:
    """Every figure of the provision that the clause changes or leaves out, and figures of its own; one a place."""
    used: list[Span] = []
    said: set[tuple[DeviationKind, Span]] = set()
    taken = [f for f in link.provision.figures if _is_taken_up(link, link.measures[f.measure - 1])]
    for figure in taken:
        measure = link.measures[figure.measure - 1]
        stated = _stated(figure, link)
        used.extend(q.span for q in stated)
        compared = stated[:1] if stated and stated[0].in_cell else stated
        if any(_same(figure, q) for q in compared) or (not stated and _says_all(figure, link, measure)):
            continue
        if stated:
            kind, span = DeviationKind.FIGURE_CHANGED, stated[0].span
            found: str | None = stated[0].words
        else:
            kind, span, found = DeviationKind.FIGURE_DROPPED, link.span_of(measure), None
        if (kind, span) not in said:
            said.add((kind, span))
            # of several figures that one stated figure may answer none is named as the one it changes
            asked = [f for f in taken if stated[0] in _stated(f, link)] if stated else [figure]
            expected = "; ".join(dict.fromkeys(map(_worded, asked)))
            yield Difference(kind, span, expected=expected, found=found, measure=figure.measure)
    if used or not any(link.measures[f.measure - 1] in link.touched for f in link.provision.figures):
        yield from _own(link, used)
    if link.provision.kind is ProvisionKind.FUNDING and not link.own.targets:
        yield from _sums(link)


def _stated(figure: Figure, link: LinkContext) -> list[StatedFigure]:
    """What the clause says of a figure, likeliest first. The row of a table of targets says what is measured, so its
    cells are figures of that in whatever unit; of several years the one the goal is for counts, else the last. Of two
    goals in one bullet each has the figures in its own part."""
    in_cells = [q for q in link.own.figures if q.in_cell]
    if not in_cells:
        alike = [q for q in link.own.figures if _comparable(figure, q)]
        return [q for q in alike if link.has(link.place_of(q.span))] or alike
    goal = str(link.provision.horizon)
    return sorted(in_cells, key=lambda q: (q.year == goal, q.year or ""), reverse=True)


def _is_taken_up(link: LinkContext, measure: CarriedMeasure) -> bool:
    """Whether the clause is about a measure, among others of the provision; words in common are not enough then."""
    if len(link.measures) == 1:
        return measure.share >= _TOUCHED
    return measure in link.touched and measure.ordinal not in link.whole.dropped


def _says_all(figure: Figure, link: LinkContext, measure: CarriedMeasure) -> bool:
    """Whether the clause says in words what the figure does: "toàn bộ cán bộ" for 100%, the one it has for one each."""
    if figure.one_each:
        return True
    if figure.comparator is not Comparator.ALL:
        return False
    places = link.segment_of(measure, with_opening=True), link.segment_of(measure)
    return any(phrase_spots(link.clause.low[start:end], totality()) for start, end in places)


def _own(link: LinkContext, used: Sequence[Span]) -> Iterator[Difference]:
    """The first figure of the clause that answers no figure of its provisions."""
    if not link.own.targets or link.own.figured - {link.provision.id}:
        return
    for target in link.own.targets:
        if any(_overlaps(span, target.span) for span in used) or _says_how_often(target, link):
            continue
        if link.has(link.place_of(target.span)):
            span, often = _opened(link, target.span)
            yield Difference(DeviationKind.FIGURE_ADDED, span, found=f"{often}{target.text}")
            return


def _opened(link: LinkContext, span: Span) -> tuple[Span, str]:
    """The span of a target with the words before it that say how often ("Hằng năm tăng 5%"), and these."""
    at = link.place_of(span)
    before = link.clause.low[max(0, at - _OFTEN) : at].rstrip(" ,")
    said = next((w for w in _recurring() if before.endswith(w)), None)
    if said is None:
        return span, ""
    start = link.clause.low.rindex(said, 0, at)
    return Span(link.line_span(start, at).start, span.end), link.clause.line.text[start:at]


@lru_cache(maxsize=1)
def _recurring() -> tuple[str, ...]:
    return tuple(words for often in table("dates")["recurring"].values() for words in often)


def _says_how_often(target: Target, link: LinkContext) -> bool:
    """Whether a figure only says how often, as a measure does in words ("mỗi tuần một lần" for "hằng tuần")."""
    if target.low != 1 or target.unit not in table("units")["measures"]["times"]:
        return False
    said, measures = target.text.lower(), [measure.measure.vi.lower() for measure in link.touched]
    return any(
        any(way in said for way in ways) and any(way in measure for way in ways for measure in measures)
        for ways in table("dates")["recurring"].values()
    )


def _sums(link: LinkContext) -> Iterator[Difference]:
    """The first sum of money a plan sets aside: what it costs is no target, but none is in the decision's sources."""
    past = table("figures")["state"]["past"]
    for quantity in link.own.quantities:
        start, end = quantity.span
        before = max(link.clause.low.rfind(mark, 0, start) for mark in ",;.:")
        if quantity.kind == "money" and not phrase_spots(link.clause.low[before + 1 : start], past):
            yield Difference(
                DeviationKind.FIGURE_ADDED, link.line_span(start, end), found=link.clause.line.text[start:end]
            )
            return


def _overlaps(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _worded(figure: Figure) -> str:
    number = f"{figure.low}" if figure.high is None else f"{figure.low} - {figure.high}"
    return f"{number} {figure.unit}"


def _comparable(figure: Figure, quantity: StatedFigure) -> bool:
    """The same kind of thing is counted: ranks with ranks, shares with shares, people by whatever name, else units that
    share a word; and one of what each province has one of."""
    if _is_the_one(figure, quantity):
        return True
    rank = Comparator.RANK_WITHIN
    if (figure.comparator is rank) != (quantity.comparator is rank):
        return False
    if figure.comparator is rank:
        return True
    share = "%" in figure.unit
    if share or "%" in (quantity.unit or ""):
        return share and "%" in (quantity.unit or "")
    own, other = fold(figure.unit).split(), fold(quantity.unit or "").split()
    return bool(set(own) & set(other)) or (_counts_people(own) and _counts_people(other))


def _is_the_one(figure: Figure, quantity: StatedFigure) -> bool:
    """Whether a quantity is the one thing that a province has of what is counted ("01 trung tâm" for 100% of them)."""
    counted = fold(quantity.unit or "").split()
    return figure.one_each and quantity.low == 1 and not set(counted).isdisjoint(fold(figure.indicator.vi).split())


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor


def _counts_people(unit: Sequence[str]) -> bool:
    words = f" {' '.join(unit)} "
    return any(f" {name} " in words for name in _people())


@lru_cache(maxsize=1)
def _people() -> tuple[str, ...]:
    return tuple(fold(name) for name in table("units")["people"]["words"])


def _same(figure: Figure, quantity: StatedFigure) -> bool:
    """The same figure, in whatever words of number ("10 triệu cây", "10.000.000 cây"); cells leave out "at least"."""
    if _is_the_one(figure, quantity):
        return True
    one, other = worth(figure.unit), worth(quantity.unit or "")
    if figure.low * one != quantity.low * other or _times(figure.high, one) != _times(quantity.high, other):
        return False
    plain = {Comparator.EXACT, Comparator.ALL}
    if figure.comparator is quantity.comparator or {figure.comparator, quantity.comparator} <= plain:
        return True
    return quantity.in_cell and quantity.comparator in plain and figure.comparator is not Comparator.RANK_WITHIN
