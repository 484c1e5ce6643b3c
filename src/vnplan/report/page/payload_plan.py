"""One plan in the data of the HTML page: lists of numbers, documented beside the code that reads them (assets/js)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from vnplan.align.coverage.shares import Share, class_shares, coverage_share
from vnplan.comparison import ComparedPlan
from vnplan.lexicon.issuers import Level
from vnplan.models import (
    BODY_KINDS,
    AgencyMention,
    Document,
    Duty,
    NodeKind,
    Note,
    Reference,
    Role,
    Target,
)
from vnplan.reference import other_number, reference_of
from vnplan.report.agencies import known_name
from vnplan.report.clarity import Degree, asks, clarities
from vnplan.report.numbers import day_words, years_words
from vnplan.report.page.payload_alignment import AlignmentRows, Pool
from vnplan.report.parser_notes import note_words
from vnplan.report.shares import count_beside, interval, main_figure
from vnplan.report.timeline import when_due
from vnplan.report.words import recurs

ROLES = tuple(Role)
_KINDS = (NodeKind.HEADING, NodeKind.LEAD, NodeKind.CLAUSE)


def plan_data(
    plan: ComparedPlan,
    reference: Reference,
    provisions: dict[str, int],
    pool: Pool,
    agencies: dict[str, str],
) -> dict[str, Any]:
    """A plan with its alignment. In: the index of each provision, the pools of texts and agencies, official wording."""
    document, alignment = plan.document, plan.alignment
    meta, summary = document.metadata, alignment.summary
    nodes = [node for node in document.nodes if node.kind in BODY_KINDS]
    at = {node.id: i for i, node in enumerate(nodes)}
    rows = AlignmentRows(plan, nodes, reference, provisions, pool)
    pages = _pages(document)
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
        "rate": _shown(coverage_share(alignment, reference)),
        "classes": {o.value: _shown(s) for o, s in class_shares(alignment, reference).items() if s.count},
        "counts": [summary.clauses, summary.linked, summary.local],
        "settings": [alignment.settings.segmenter, alignment.settings.library, alignment.settings.model],
        # [id, kind, index of parent or -1, path, text, page where the source has pages]
        "nodes": [
            [n.id, _KINDS.index(n.kind), at.get(n.parent or "", -1), list(n.path), n.text, *pages(n.span.start)]
            for n in nodes
        ],
        "links": rows.links(),
        "devs": rows.deviations(),
        "cov": rows.coverage(),
        "local": rows.local(),
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


def _shown(share: Share) -> list[str]:
    """[main figure, count where that is a percentage, interval]."""
    return [main_figure(share), count_beside(share), interval(share)]


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
    """[due words, due date, recurring, product, funding, role inferred, period in words, hedges].

    Recurring where the words do not say so themselves.
    """
    return [
        pool.add(d.due),
        pool.add(day_words(d.due_date) if d.due_date else None),
        pool.add(d.recurring if recurs(d) else None),
        pool.add(d.product),
        pool.add(d.funding),
        int(d.role_inferred),
        pool.add(years_words(d.period) or None),
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


def number(value: Any) -> float | None:
    """A figure for JSON."""
    return None if value is None else float(value)
