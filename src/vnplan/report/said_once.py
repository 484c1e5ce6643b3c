"""Deviations as a reader should meet them: what says the same is one finding, with all its places.

An alignment holds a deviation for each link (contract), so that a measure no clause says stands on every link of its
provision, and a pledge with a figure of its own is both a figure and content that were added. For a reader each is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vnplan.models import Alignment, Deviation, DeviationKind, Document, Link, Severity, Span
from vnplan.text import one_line

# What is more than the provision has. The first names the finding: a figure says most.
_MORE = (
    DeviationKind.FIGURE_ADDED,
    DeviationKind.SCOPE_BROADENED,
    DeviationKind.CONTENT_ADDED,
    DeviationKind.DEADLINE_ADDED,
)
_SEVERITIES = tuple(Severity)


class Finding(NamedTuple):
    """The deviation that stands for a finding, all its kinds, and its clauses, the one of that deviation first."""

    deviation: Deviation
    kinds: tuple[DeviationKind, ...]
    clauses: tuple[str, ...]


def findings(document: Document, alignment: Alignment) -> list[Finding]:
    """The findings of an alignment in the order of its deviations, each at the place of its best link."""
    links = {(link.clause, link.provision): link for link in alignment.links}
    once: dict[tuple[object, ...], list[Finding]] = {}
    for at, found in enumerate(on_links(document, alignment.deviations)):
        once.setdefault(_repeated(found.deviation) or (at,), []).append(found)
    return [_at_best(alike, links) for alike in once.values()]


def on_links(document: Document, deviations: Iterable[Deviation]) -> list[Finding]:
    """The findings of every link: what it adds in overlapping words is one, in the words of all."""
    out: list[Finding] = []
    for d in deviations:
        same = next((at for at, other in enumerate(out) if _adds_to(other.deviation, d)), None)
        if same is None:
            out.append(Finding(d, (d.kind,), (d.clause,)))
        else:
            out[same] = _joined(document, out[same], d)
    return out


def _repeated(deviation: Deviation) -> tuple[object, ...] | None:
    """What deviations that leave the same out of a provision have in common; None for those of other kinds."""
    if deviation.kind is not DeviationKind.CONTENT_DROPPED:
        return None
    return deviation.provision, deviation.expected


def _adds_to(one: Deviation, other: Deviation) -> bool:
    """Whether both say what one link has more, in words that overlap."""
    return (
        {one.kind, other.kind} <= set(_MORE)
        and (one.clause, one.provision) == (other.clause, other.provision)
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def _joined(document: Document, found: Finding, more: Deviation) -> Finding:
    """A finding with one more deviation: the words of both, the kind that says most, the severity of the gravest."""
    one = found.deviation
    kinds_of = tuple(sorted({*found.kinds, more.kind}, key=_MORE.index))
    head = one if one.kind is kinds_of[0] else more
    span = Span(min(one.span.start, more.span.start), max(one.span.end, more.span.end))
    worst = min(one.severity, more.severity, key=_SEVERITIES.index)
    words = one_line(span.of(document.text))
    return Finding(head.model_copy(update={"span": span, "found": words, "severity": worst}), kinds_of, found.clauses)


def _at_best(alike: Sequence[Finding], links: Mapping[tuple[str, str], Link]) -> Finding:
    """Findings that say the same as one, at the clause that is linked best; for review where all of them are."""

    def badness(found: Finding) -> tuple[bool, float]:
        link = links.get((found.deviation.clause, found.deviation.provision))
        return found.deviation.needs_review, -link.score if link else 0.0

    first = min(alike, key=badness)
    others = (clause for found in alike if found is not first for clause in found.clauses)
    return Finding(first.deviation, first.kinds, (*first.clauses, *others))
