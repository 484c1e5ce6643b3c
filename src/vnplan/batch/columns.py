"""Scorecards as flat rows: the columns of scores.csv and sections.csv, of the DataFrames and of Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from vnplan.align.coverage.shares import Share
from vnplan.batch.rows import ScoreRow
from vnplan.batch.running.work import Status
from vnplan.batch.scorecard import Scorecard
from vnplan.files import encodable
from vnplan.lexicon import provinces
from vnplan.models import CoverageStatus, DeviationKind, Obligation, Reference, Relation, Severity
from vnplan.tables import SEPARATOR, Cell, Row

_SHARE = ("rate", "low", "high", "count")
_TEXT = (
    *("status", "today", "province", "level", "plan", "source"),
    *("number", "issued_on", "issuer", "title", "carries_out", "format"),
)
_LAST = ("notes", "error", "code", "message", "what_to_do")

_TEXT_COLUMNS = frozenset({*_TEXT, *_LAST, "section", "section_title"})


def kind_of(column: str) -> Literal["text", "flag", "rate", "count"]:
    """What a column holds.

    >>> [kind_of(name) for name in ("plan", "truncated", "coverage_low", "coverage_count")]
    ['text', 'flag', 'rate', 'count']
    """
    if column in _TEXT_COLUMNS:
        return "text"
    if column == "truncated":
        return "flag"
    return "rate" if column.endswith(("_rate", "_low", "_high")) and not column.startswith("severity_") else "count"


def score_columns(reference: Reference) -> tuple[str, ...]:
    """The columns of the table of scores, which depend on the sections of the reference."""
    shares = (
        "coverage",
        "coverage_sure",
        "measures",
        *(f"class_{o.value}" for o in Obligation),
        *(f"section_{name}" for name in _top(reference)),
        "local",
        "figure",
        "deadline",
        "agency",
        "all_three",
        "duty_agency",
        "duty_lead",
        "duty_time",
    )
    return (
        *_TEXT,
        "clauses",
        *(f"{name}_{part}" for name in shares for part in _SHARE),
        *(s.value for s in CoverageStatus),
        "direct_missing",
        "links",
        "links_in_review",
        *(r.value for r in Relation),
        "targets",
        "duties",
        "deviations",
        "deviations_in_review",
        *(f"severity_{s.value}" for s in Severity),
        *(k.value for k in DeviationKind),
        "truncated",
        "characters",
        "unplaced_characters",
        *_LAST,
    )


OVERVIEW = (
    "today",
    "plan",
    "source",
    "status",
    "issued_on",
    "carries_out",
    "coverage_rate",
    "coverage_low",
    "coverage_high",
    "coverage_count",
    "class_direct_rate",
    "direct_missing",
    "severity_high",
    "duty_lead_rate",
    "local_rate",
    "what_to_do",
)
"""The columns of the table of scores that fit a page across: what is asked of a plan first."""


def section_columns(reference: Reference) -> tuple[str, ...]:
    """The columns of the table of sections."""
    statuses = tuple(s.value for s in CoverageStatus)
    return ("today", "province", "plan", "section", "section_title", *statuses, *(f"coverage_{p}" for p in _SHARE))


def _top(reference: Reference) -> list[str]:
    held = {p.parent for p in reference.provisions} | {s.parent for s in reference.sections}
    return [s.id for s in reference.sections if s.parent is None and s.id in held]


def _name(province: str | None) -> str | None:
    return provinces().get(province).name if province else None


def _share(share: Share | None) -> Row:
    return (None, None, None, None) if share is None else (share.rate, share.low, share.high, share.count)


def _refused(row: ScoreRow) -> Row:
    """Why a file could not be scored: the kind of error, its code, and the sentences."""
    return (row.error, row.refusal.code if row.refusal else None, row.message, row.what_to_do)


def _score_rows(row: ScoreRow, reference: Reference) -> Iterator[Row]:
    card = row.card
    level = row.level.value if row.level else None
    place: Row = (row.status.value, _name(row.today), card.province if card else _name(row.province), level)
    if card is None:
        empty = (None,) * (len(score_columns(reference)) - len(place) - 2 - len(_LAST) + 1)
        yield (*place, row.plan, row.source, *empty, *_refused(row))
        return
    notes = SEPARATOR.join(f"{code} ({count})" for code, count in card.unread.notes.items()) or None
    kinds = {kind: sum(by.values()) for kind, by in card.deviations.items()}
    severities: Counter[str] = Counter()
    for by in card.deviations.values():
        severities.update(by)
    sections = {group.id: group.coverage for group in card.sections}
    yield (
        *place,
        row.plan,
        row.source,
        card.number,
        card.issued_on.isoformat() if card.issued_on else None,
        card.issuer,
        card.title,
        card.carries_out,
        card.source_format,
        card.clauses,
        *_share(card.coverage),
        *_share(card.coverage_sure),
        *_share(card.measures),
        *(cell for group in card.classes for cell in _share(group.coverage)),
        *(cell for name in _top(reference) for cell in _share(sections.get(name))),
        *_share(card.local),
        *_share(card.specificity.figure),
        *_share(card.specificity.deadline),
        *_share(card.specificity.agency),
        *_share(card.specificity.all_three),
        *_share(card.ownership.agency),
        *_share(card.ownership.lead),
        *_share(card.ownership.time),
        *card.statuses.values(),
        card.direct_missing,
        card.links,
        card.links_in_review,
        *card.relations.values(),
        card.targets,
        card.duties,
        sum(kinds.values()),
        card.deviations_in_review,
        *(severities.get(s.value, 0) for s in Severity),
        *(kinds.get(k.value, 0) for k in DeviationKind),
        card.unread.truncated,
        card.unread.characters,
        card.unread.unplaced,
        notes,
        *_refused(row),
    )


def _section_rows(row: ScoreRow, reference: Reference) -> Iterator[Row]:
    card = row.card
    if card is None:
        return
    titles = {s.id: s.title.vi for s in reference.sections}
    for group in card.sections:
        yield (
            _name(row.today),
            card.province,
            row.plan,
            group.id,
            titles.get(group.id),
            *group.statuses.values(),
            *_share(group.coverage),
        )


COLUMNS: Mapping[str, Callable[[Reference], tuple[str, ...]]] = {"scores": score_columns, "sections": section_columns}
_ROWS: Mapping[str, Callable[[ScoreRow, Reference], Iterator[Row]]] = {"scores": _score_rows, "sections": _section_rows}


def rows_of(table: str, row: ScoreRow, reference: Reference) -> Iterator[Row]:
    """The rows that one file (or province without a plan) adds to a table. Raises KeyError for an unknown table."""
    width = len(COLUMNS[table](reference))
    for cells in _ROWS[table](row, reference):
        assert len(cells) == width, (len(cells), width)
        yield tuple(encodable(cell) if isinstance(cell, str) else cell for cell in cells)


def numbers_of(card: Scorecard, reference: Reference) -> dict[str, Cell]:
    """The numeric columns of one scorecard by name."""
    row = ScoreRow(status=Status.SCORED, plan=card.document, card=card)
    names = score_columns(reference)
    cells = next(iter(_score_rows(row, reference)))
    return {name: cell for name, cell in zip(names, cells, strict=True) if kind_of(name) != "text"}
