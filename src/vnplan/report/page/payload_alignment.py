"""What the alignment of one plan gives to the data of the HTML page: rows of numbers that name texts of a pool."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vnplan.comparison import ComparedPlan
from vnplan.models import CoverageStatus, DeviationKind, Node, Reference, Relation, Severity, Span
from vnplan.report.changes import our_words, sides_of
from vnplan.report.redline import redline
from vnplan.report.said_once import findings
from vnplan.text import flow

STATUSES = tuple(CoverageStatus)
RELATIONS = tuple(Relation)
DEVIATIONS = tuple(DeviationKind)
SEVERITIES = tuple(Severity)


class Pool:
    """Strings stored once and named by their index; None is -1."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._index: dict[str, int] = {}

    def add(self, value: str | None) -> int:
        """The index of a string, new or known."""
        if value is None:
            return -1
        if value not in self._index:
            self._index[value] = len(self.values)
            self.values.append(value)
        return self._index[value]


class AlignmentRows:
    """The rows of one plan; nodes and provisions are named by their index, of `nodes` and in `provisions`."""

    def __init__(
        self,
        plan: ComparedPlan,
        nodes: Sequence[Node],
        reference: Reference,
        provisions: Mapping[str, int],
        pool: Pool,
    ) -> None:
        self._reference = reference
        self._document, self._alignment = plan.document, plan.alignment
        self._nodes = nodes
        self._at = {node.id: i for i, node in enumerate(nodes)}
        self._provisions = provisions
        self._pool = pool
        self._offsets = _Offsets(plan.document.text, nodes)

    def links(self) -> list[list[Any]]:
        """[node, provision, relation, score in percent, flags (1 review, 2 confirmed), reasons, evidence triples,
        pieces of the redline against the official wording, where that is attached]."""
        rows = []
        for link in self._alignment.links:
            if link.clause not in self._at or link.provision not in self._provisions:
                continue
            places = ((self._offsets.inside(link.clause, e.clause_span), e.measure) for e in link.evidence)
            row = [
                self._at[link.clause],
                self._provisions[link.provision],
                RELATIONS.index(link.relation),
                round(100 * link.score),
                link.needs_review + 2 * link.confirmed,
                [self._pool.add(reason) for reason in link.matched_by],
                [[*place, _ordinal(measure)] for place, measure in places if place],
            ]
            if official := self._reference.official.get(link.provision):
                row.append(redline(official, self._nodes[self._at[link.clause]].text))
            rows.append(row)
        return rows

    def deviations(self) -> list[list[Any]]:
        """Findings: [places, provision, kinds, severity, expected, found, flag (1 review), English].

        `places`: every clause as [node] or [node, start, end in its text], the one it is told at first; `English`: what
        was expected where we have it in English too, else -1.
        """
        rows: list[list[Any]] = []
        for finding in findings(self._document, self._alignment):
            d = finding.deviation
            spans = {d.clause: d.span}
            for each in finding.places:
                other = self._alignment.deviations[each]
                spans.setdefault(other.clause, other.span)
            places = [[self._at[c], *self._offsets.inside(c, span)] for c, span in spans.items() if c in self._at]
            if not places or d.provision not in self._provisions:
                continue
            provision = self._reference.provision(d.provision)
            expected, found = sides_of(d, provision, lang="vi")
            rows.append(
                [
                    places,
                    self._provisions[d.provision],
                    [DEVIATIONS.index(kind) for kind in finding.kinds],
                    SEVERITIES.index(d.severity),
                    self._pool.add(expected),
                    self._pool.add(found),
                    int(d.needs_review),
                    self._pool.add(our_words(d.kind, d.expected, provision, lang="en")),
                ]
            )
        return rows

    def coverage(self) -> list[list[Any]]:
        """In the order of provisions: [status, nodes, reason, ordinals of measures taken, measures in all, owed]."""
        by_provision = {c.provision: c for c in self._alignment.coverage}
        rows: list[list[Any]] = []
        for provision in self._provisions:
            c = by_provision.get(provision)
            if c is None:
                rows.append([STATUSES.index(CoverageStatus.UNKNOWN), [], [-1, -1], [], 0, -1])
                continue
            ordinals = map(_ordinal, c.measures_taken)
            rows.append(
                [
                    STATUSES.index(c.status),
                    [self._at[n] for n in c.by if n in self._at],
                    [self._pool.add(c.reason), self._pool.add(c.reason_en or c.reason)],
                    [int(ordinal) for ordinal in ordinals if ordinal.isdigit()],
                    c.measures_total,
                    SEVERITIES.index(c.severity) if c.severity else -1,
                ]
            )
        return rows

    def local(self) -> list[list[Any]]:
        """[node, nearest provision or -1, score in percent or -1, flags (1 review, 2 confirmed, 4 form only)]."""
        return [
            [
                self._at[u.clause],
                self._provisions.get(u.nearest or "", -1),
                -1 if u.score is None else round(100 * u.score),
                u.needs_review + 2 * u.confirmed + 4 * u.formal,
            ]
            for u in self._alignment.unlinked
            if u.clause in self._at
        ]


def _ordinal(measure: str) -> str:
    """The number of a measure within its provision: "III.2.1#2" -> "2"."""
    return measure.rpartition("#")[2]


class _Offsets:
    """From spans of the document's text to places in the one-line text of a node."""

    def __init__(self, text: str, nodes: Iterable[Node]) -> None:
        self._text = text
        self._nodes = {node.id: node for node in nodes}
        self._origins: dict[str, tuple[int, ...] | None] = {}

    def inside(self, node_id: str, span: Span) -> list[int]:
        """[start, end] in the node's text, or [] where the span is not in it, or is all of it."""
        node = self._nodes.get(node_id)
        if node is None or (span.start <= node.span.start and node.span.end <= span.end):
            return []
        if node_id not in self._origins:
            line = flow(self._text, node.spans)
            self._origins[node_id] = tuple(line.origin) if line.text == node.text else None
        origin = self._origins[node_id]
        if origin is None:
            return []
        start, end = bisect_left(origin, span.start), bisect_left(origin, span.end)
        return [start, min(end, len(node.text))] if start < end else []
