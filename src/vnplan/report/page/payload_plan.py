"""One plan in the data of the HTML page: lists of numbers, documented beside the code that reads them (assets/js)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from vnplan.comparison import ComparedPlan
from vnplan.lexicon.issuers import Level
from vnplan.models import (
    BODY_KINDS,
    AgencyMention,
    CoverageStatus,
    DeviationKind,
    Document,
    Duty,
    Node,
    NodeKind,
    Note,
    Relation,
    Role,
    Severity,
    Span,
    Target,
)
from vnplan.reference import other_number, reference_of
from vnplan.report.agencies import known_name
from vnplan.report.clarity import Degree, asks, clarities
from vnplan.report.parser_notes import note_words
from vnplan.report.redline import redline
from vnplan.report.timeline import when_due
from vnplan.text import flow

STATUSES = tuple(CoverageStatus)
RELATIONS = tuple(Relation)
DEVIATIONS = tuple(DeviationKind)
SEVERITIES = tuple(Severity)
ROLES = tuple(Role)
_KINDS = (NodeKind.HEADING, NodeKind.LEAD, NodeKind.CLAUSE)


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


def plan_data(
    plan: ComparedPlan,
    provisions: dict[str, int],
    pool: Pool,
    agencies: dict[str, str],
    official: Mapping[str, str],
) -> dict[str, Any]:
    """A plan with its alignment. In: the index of each provision, the pools of texts and agencies, official wording."""
    document, alignment = plan.document, plan.alignment
    meta, summary = document.metadata, alignment.summary
    nodes = [node for node in document.nodes if node.kind in BODY_KINDS]
    at = {node.id: i for i, node in enumerate(nodes)}
    offsets = _Offsets(document.text, nodes)
    pages = _pages(document)
    by_provision = {c.provision: c for c in alignment.coverage}
    known = {node.id: node for node in document.nodes}

    def mentioned(mentions: Iterable[AgencyMention]) -> list[str]:
        for mention in mentions:
            agencies.setdefault(mention.id, known_name(mention.id) or mention.name)
        return [mention.id for mention in mentions]

    return {
        "id": document.id,
        "name": plan.name,
        "own": plan.level is Level.PROVINCE,
        "number": meta.number,
        "issuer": meta.issuer,
        "date": meta.issued_on.strftime("%d/%m/%Y") if meta.issued_on else None,
        "title": meta.title,
        "source": plan.source,
        "cut": document.truncated,
        "other": other_number(reference_of(document), alignment.reference),
        "free": summary.worded_freely,
        "rate": summary.coverage_rate,
        "interval": list(summary.coverage_interval) if summary.coverage_interval else None,
        "classes": summary.coverage_by_obligation,
        "counts": [summary.clauses, summary.linked, summary.local],
        "settings": [alignment.settings.segmenter, alignment.settings.library, alignment.settings.model],
        # [id, kind, index of parent or -1, path, text, page where the source has pages]
        "nodes": [
            [n.id, _KINDS.index(n.kind), at.get(n.parent or "", -1), list(n.path), n.text, *pages(n.span.start)]
            for n in nodes
        ],
        # [node, provision, relation, score in percent, flags (1 review, 2 confirmed), reasons, evidence triples,
        #  pieces of the redline against the official wording, where that is attached]
        "links": [
            [
                at[k.clause],
                provisions[k.provision],
                RELATIONS.index(k.relation),
                round(100 * k.score),
                k.needs_review + 2 * k.confirmed,
                [pool.add(reason) for reason in k.matched_by],
                [
                    [*place, e.measure.rpartition("#")[2]]
                    for e in k.evidence
                    if (place := offsets.inside(k.clause, e.clause_span))
                ],
                *([redline(official[k.provision], nodes[at[k.clause]].text)] if k.provision in official else []),
            ]
            for k in alignment.links
            if k.clause in at and k.provision in provisions
        ],
        # [node, provision, kind, severity, expected, found, flag (1 review), place in the node's text or []]
        "devs": [
            [
                at[d.clause],
                provisions[d.provision],
                DEVIATIONS.index(d.kind),
                SEVERITIES.index(d.severity),
                pool.add(d.expected),
                pool.add(d.found),
                int(d.needs_review),
                offsets.inside(d.clause, d.span),
            ]
            for d in alignment.deviations
            if d.clause in at and d.provision in provisions
        ],
        # in the order of provisions: [status, nodes, reason, ordinals of measures taken, measures in all, owed]
        "cov": [
            [
                STATUSES.index(c.status),
                [at[n] for n in c.by if n in at],
                [pool.add(c.reason), pool.add(c.reason_en or c.reason)],
                [int(m.rpartition("#")[2]) for m in c.measures_taken if m.rpartition("#")[2].isdigit()],
                c.measures_total,
                SEVERITIES.index(c.severity) if c.severity else -1,
            ]
            if (c := by_provision.get(p))
            else [STATUSES.index(CoverageStatus.UNKNOWN), [], [-1, -1], [], 0, -1]
            for p in provisions
        ],
        # [node, nearest provision or -1, score in percent or -1, flags (1 review, 2 confirmed)]
        "local": [
            [
                at[u.clause],
                provisions.get(u.nearest or "", -1),
                -1 if u.score is None else round(100 * u.score),
                u.needs_review + 2 * u.confirmed,
            ]
            for u in alignment.unlinked
            if u.clause in at
        ],
        "targets": [_target(t, at, pool) for t in document.targets],
        "duties": [
            [
                at.get(d.clause, -1),
                mentioned(d.agencies),
                ROLES.index(d.role),
                mentioned(d.partners),
                *_due(d, pool),
                _when(d, meta.issued_on),
                _clarity(d, asked=asks(document, d, nodes=known)),
            ]
            for d in document.duties
        ],
        # [Vietnamese, English, how often]
        "notes": _notes((*document.notes, *alignment.notes), pool),
    }


def _target(t: Target, at: dict[str, int], pool: Pool) -> list[Any]:
    """[node, words, indicator, comparator, low, high, unit, deadline]."""
    return [
        at.get(t.clause, -1),
        pool.add(t.text),
        pool.add(t.indicator),
        t.comparator.value,
        float(t.low),
        number(t.high),
        pool.add(t.unit),
        pool.add(t.deadline),
    ]


def _due(d: Duty, pool: Pool) -> list[Any]:
    """[due words, due date, recurring, product, funding, role inferred, period, hedges]."""
    period = [d.period.start, d.period.end] if d.period else None
    return [
        pool.add(d.due),
        pool.add(d.due_date),
        pool.add(d.recurring),
        pool.add(d.product),
        pool.add(d.funding),
        int(d.role_inferred),
        period,
        [pool.add(hedge) for hedge in d.hedges],
    ]


def _when(duty: Duty, issued: date | None) -> str | None:
    """The day a duty is due, "2025-11-15", or with the year 0000 a day of every year."""
    found = when_due(duty, issued=issued)
    if found is None:
        return None
    return f"0000-{found.last:%m-%d}" if found.recurring else found.last.isoformat()


def _notes(notes: Sequence[Note], pool: Pool) -> list[list[int]]:
    times = Counter((note.code, note.message) for note in notes)
    each = [Note(code=code, message=message) for code, message in times]
    return [
        [pool.add(note_words(note)), pool.add(note_words(note, lang="en")), times[note.code, note.message]]
        for note in each
    ]


def _clarity(duty: Duty, *, asked: bool) -> str:
    """The six clarities in their order, a digit each: 0 clear, 1 vague, 2 not stated."""
    degrees = tuple(Degree)
    return "".join(str(degrees.index(found.degree)) for found in clarities(duty, asked=asked).values())


def _pages(document: Document) -> Callable[[int], tuple[int, ...]]:
    """From an offset of the text to the page it stands on, as a tuple of one; empty where the source has no pages."""
    places = sorted((place.span.start, place.page) for place in document.source_map if place.page is not None)
    starts = [start for start, _ in places]

    def page(offset: int) -> tuple[int, ...]:
        found = bisect_right(starts, offset) - 1
        return (places[found][1],) if found >= 0 else ()

    return page


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


def number(value: Any) -> float | None:
    """A figure for JSON."""
    return None if value is None else float(value)
