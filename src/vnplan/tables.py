"""Flat records of compared plans: one list of columns and one row builder per table, used by CSV, Excel and DataFrames.

Codes (status, kind, role) stay as in the JSON contract; beside them stand the Vietnamese labels (`*_label`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from vnplan.align.coverage.shares import coverage_share
from vnplan.lexicon import label
from vnplan.lexicon.issuers import level_of
from vnplan.models import AgencyMention, Alignment, CoverageStatus, DeviationKind, Document, Reference, Severity

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Pair = tuple[Document, Alignment]

SEPARATOR = "; "
"""Between several values of one cell."""

_PLAN = ("plan", "province")
_CLAUSE = ("clause", "clause_text", "clause_start", "clause_end")
_PROVISION = ("provision", "provision_label", "citation", "obligation")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "plans": (
        *_PLAN,
        "number",
        "issued_on",
        "issuer",
        "level",
        "clauses",
        "linked",
        "local",
        "formal",
        *(status.value for status in CoverageStatus),
        "coverage_rate",
        "coverage_low",
        "coverage_high",
        "coverage_count",
        "measures_rate",
        "deviations",
        *(f"severity_{severity.value}" for severity in Severity),
        *(kind.value for kind in DeviationKind),
        "targets",
        "duties",
        "truncated",
    ),
    "coverage": (
        *_PLAN,
        *_PROVISION,
        "status",
        "status_label",
        "by",
        "reason",
        "measures_taken",
        "measures_total",
        "severity",
    ),
    "links": (
        *_PLAN,
        *_CLAUSE,
        *_PROVISION,
        "relation",
        "relation_label",
        "score",
        "needs_review",
        "confirmed",
        "matched_by",
    ),
    "deviations": (
        *_PLAN,
        *_CLAUSE,
        *_PROVISION,
        "kind",
        "kind_label",
        "severity",
        "severity_label",
        "expected",
        "found",
        "start",
        "end",
        "needs_review",
    ),
    "targets": (
        *_PLAN,
        "clause",
        "text",
        "indicator",
        "comparator",
        "low",
        "high",
        "unit",
        "deadline",
        "baseline",
        "start",
        "end",
    ),
    "duties": (
        *_PLAN,
        *_CLAUSE,
        "agencies",
        "agency_ids",
        "role",
        "role_label",
        "roles",
        "partners",
        "partner_ids",
        "authority",
        "product",
        "funding",
        "hedges",
        "due",
        "due_date",
        "recurring",
        "period_start",
        "period_end",
    ),
    "unlinked": (*_PLAN, *_CLAUSE, "nearest", "score", "needs_review", "confirmed", "formal"),
}


def build(table: str, pairs: Iterable[Pair], reference: Reference) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and rows of one table. Raises KeyError for an unknown table."""
    columns, rows = COLUMNS[table], _ROWS[table]
    built = [row for document, alignment in pairs for row in rows(document, alignment, reference)]
    assert all(len(row) == len(columns) for row in built)
    return columns, built


def _plan(document: Document) -> Row:
    return (document.id, document.metadata.province)


def _clauses(document: Document) -> Callable[[str], Row]:
    nodes = {node.id: node for node in document.nodes}

    def cells(clause: str) -> Row:
        node = nodes.get(clause)
        return (clause, node.text, node.span.start, node.span.end) if node else (clause, None, None, None)

    return cells


def _provisions(reference: Reference) -> Callable[[str], Row]:
    by_id = {p.id: p for p in reference.provisions}

    def cells(provision: str) -> Row:
        p = by_id.get(provision)
        if p is None:
            return (provision, None, None, None)
        return (provision, p.label.vi, p.citation.vi, p.obligation.value)

    return cells


def _joined(values: Sequence[str]) -> str | None:
    return SEPARATOR.join(values) or None


def _names(agencies: Sequence[AgencyMention]) -> str | None:
    return _joined([agency.name for agency in agencies])


def _ids(agencies: Sequence[AgencyMention]) -> str | None:
    return _joined([agency.id for agency in agencies])


def _plan_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    meta, s, share = document.metadata, alignment.summary, coverage_share(alignment, reference)
    yield (
        *_plan(document),
        meta.number,
        meta.issued_on.isoformat() if meta.issued_on else None,
        meta.issuer,
        level_of(meta.issuer, province=meta.province).value,
        s.clauses,
        s.linked,
        s.local,
        s.formal,
        *(s.coverage.get(status.value, 0) for status in CoverageStatus),
        s.coverage_rate,
        share.low,
        share.high,
        share.count,
        s.measures_rate,
        len(alignment.deviations),
        *(s.deviations_by_severity.get(severity.value, 0) for severity in Severity),
        *(s.deviations.get(kind.value, 0) for kind in DeviationKind),
        len(document.targets),
        len(document.duties),
        document.truncated,
    )


def _coverage_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    provision = _provisions(reference)
    for c in alignment.coverage:
        yield (
            *_plan(document),
            *provision(c.provision),
            c.status.value,
            label(c.status.value),
            _joined(c.by),
            c.reason,
            len(c.measures_taken),
            c.measures_total,
            c.severity.value if c.severity else None,
        )


def _link_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    clause, provision = _clauses(document), _provisions(reference)
    for k in alignment.links:
        yield (
            *_plan(document),
            *clause(k.clause),
            *provision(k.provision),
            k.relation.value,
            label(k.relation.value),
            k.score,
            k.needs_review,
            k.confirmed,
            _joined(k.matched_by),
        )


def _deviation_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    clause, provision = _clauses(document), _provisions(reference)
    for d in alignment.deviations:
        yield (
            *_plan(document),
            *clause(d.clause),
            *provision(d.provision),
            d.kind.value,
            label(d.kind.value),
            d.severity.value,
            label(d.severity.value),
            d.expected,
            d.found,
            d.span.start,
            d.span.end,
            d.needs_review,
        )


def _target_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    for t in document.targets:
        yield (
            *_plan(document),
            t.clause,
            t.text,
            t.indicator,
            t.comparator.value,
            _number(t.low),
            None if t.high is None else _number(t.high),
            t.unit,
            t.deadline,
            t.baseline,
            t.span.start,
            t.span.end,
        )


def _number(value: object) -> int | float:
    number = float(str(value))
    return int(number) if number.is_integer() else number


def _duty_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    clause = _clauses(document)
    for d in document.duties:
        yield (
            *_plan(document),
            *clause(d.clause),
            _names(d.agencies),
            _ids(d.agencies),
            d.role.value,
            label(d.role.value),
            _joined([role.value for role in d.roles]),
            _names(d.partners),
            _ids(d.partners),
            _names(d.authority),
            d.product,
            d.funding,
            _joined(d.hedges),
            d.due,
            d.due_date,
            d.recurring,
            d.period.start if d.period else None,
            d.period.end if d.period else None,
        )


def _unlinked_rows(document: Document, alignment: Alignment, reference: Reference) -> Iterator[Row]:
    clause = _clauses(document)
    for u in alignment.unlinked:
        yield (*_plan(document), *clause(u.clause), u.nearest, u.score, u.needs_review, u.confirmed, u.formal)


_ROWS: Mapping[str, Callable[[Document, Alignment, Reference], Iterator[Row]]] = {
    "plans": _plan_rows,
    "coverage": _coverage_rows,
    "links": _link_rows,
    "deviations": _deviation_rows,
    "targets": _target_rows,
    "duties": _duty_rows,
    "unlinked": _unlinked_rows,
}
