"""Deviations as a reader should meet them: what says the same is one finding, with all its places.

An alignment holds a deviation for each link (contract), so that a measure no clause says stands on every link of its
provision, and a pledge with a figure of its own is both a figure and content that were added. For a reader each is one,
and so is what several clauses change of a provision in the same way. Notes, page, workbook and terminal take it from
here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
    """What a reader meets as one: the deviation that stands for it, all its kinds, and where in the alignment's
    deviations those stand that it is made of, the clause of the first being that of `deviation`."""

    deviation: Deviation
    kinds: tuple[DeviationKind, ...]
    places: tuple[int, ...]

    def clauses(self, deviations: Sequence[Deviation]) -> tuple[str, ...]:
        """Its clauses, among the deviations it is one of; that of `deviation` first."""
        return tuple(dict.fromkeys(deviations[place].clause for place in self.places))


def findings(document: Document, alignment: Alignment) -> list[Finding]:
    """The findings of an alignment in the order of its deviations, each at the place of its best link."""
    links = {(link.clause, link.provision): link for link in alignment.links}
    once: dict[tuple[object, ...], list[Finding]] = {}
    for found in _on_links(document, alignment.deviations):
        once.setdefault(_said(found), []).append(found)
    return [_at_best(alike, links) for alike in once.values()]


def severities(found: Iterable[Finding]) -> Counter[Severity]:
    """How many findings there are of each severity."""
    return Counter(one.deviation.severity for one in found)


def kinds(found: Iterable[Finding]) -> Counter[DeviationKind]:
    """How many findings there are of each kind, each counted under the one that names it."""
    return Counter(one.deviation.kind for one in found)


def _on_links(document: Document, deviations: Iterable[Deviation]) -> list[Finding]:
    """The findings of every link: what it adds in overlapping words is one, in the words of all."""
    out: list[Finding] = []
    added: defaultdict[tuple[str, str], list[int]] = defaultdict(list)  # by link: its findings of what is more
    for place, d in enumerate(deviations):
        beside = added[d.clause, d.provision] if d.kind in _MORE else []
        same = next((at for at in beside if _overlap(out[at].deviation.span, d.span)), None)
        if same is None:
            beside.append(len(out))
            out.append(Finding(d, (d.kind,), (place,)))
        else:
            out[same] = _joined(document, out[same], d, place)
    return out


def _said(found: Finding) -> tuple[object, ...]:
    """What findings that say the same have in common; of measures that are left out it matters only which they are."""
    d = found.deviation
    instead = None if d.kind is DeviationKind.CONTENT_DROPPED else d.found
    return d.provision, found.kinds, d.expected, instead


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(document: Document, found: Finding, more: Deviation, place: int) -> Finding:
    """A finding with one more deviation: the words of both, the kind that says most, the severity of the gravest."""
    one = found.deviation
    kinds = tuple(sorted({*found.kinds, more.kind}, key=_MORE.index))
    head = one if one.kind is kinds[0] else more
    span = Span(min(one.span.start, more.span.start), max(one.span.end, more.span.end))
    worst = min(one.severity, more.severity, key=_SEVERITIES.index)
    words = one_line(span.of(document.text))
    return Finding(
        head.model_copy(update={"span": span, "found": words, "severity": worst}), kinds, (*found.places, place)
    )


def _at_best(alike: Sequence[Finding], links: Mapping[tuple[str, str], Link]) -> Finding:
    """Findings that say the same as one, at the clause that is linked best; for review where all of them are. Its
    severity is the gravest of those that are as sure as it is."""
    if len(alike) == 1:
        return alike[0]

    def badness(found: Finding) -> tuple[bool, float]:
        link = links.get((found.deviation.clause, found.deviation.provision))
        return found.deviation.needs_review, -link.score if link else 0.0

    first = min(alike, key=badness)
    others = (place for found in alike if found is not first for place in found.places)
    as_sure = (d for d, _, _ in alike if d.needs_review == first.deviation.needs_review)
    worst = min((d.severity for d in as_sure), key=_SEVERITIES.index)
    head = first.deviation.model_copy(update={"severity": worst})
    return Finding(head, first.kinds, (*first.places, *others))
