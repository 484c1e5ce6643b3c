"""The scorecard of one plan: what its text carries of a reference, and how definite, owned and local it is.

Every formula stands in docs/method-scorecard.md, with the worked example of the tests. Coverage of a text is not the
result of carrying it out, and no number here is a merit or a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from vnplan.align.coverage.cover import values
from vnplan.align.coverage.shares import Share, coverage_share, mean_share, share
from vnplan.models import (
    Alignment,
    CoverageStatus,
    DeviationKind,
    Document,
    Duty,
    Frozen,
    NodeKind,
    Obligation,
    Reference,
    Relation,
    Role,
    Settings,
    Severity,
    Stored,
)
from vnplan.models.base import check_kind, estimate
from vnplan.reference import reference_of


class GroupScore(Frozen):
    """Coverage of one section or obligation class: provisions by status, and the rate over its decided leaves."""

    id: str
    statuses: dict[str, int]
    coverage: Share


class Specificity(Frozen):
    """Of the clauses, how many commit to a figure, name a time, name who acts, and do all three."""

    figure: Share
    deadline: Share
    agency: Share
    all_three: Share


class Ownership(Frozen):
    """Of the duties, how many name an agency at all, name who leads, and name a time."""

    agency: Share
    lead: Share
    time: Share


class Unread(Frozen):
    """What could not be read or decided: cut-off text, unplaced characters, unknown provisions, notes by code."""

    truncated: bool
    characters: int
    unplaced: int
    unknown: int
    notes: dict[str, int]


class Scorecard(Stored):
    """What one plan's text carries of one reference. Rates are 0-1 with 95% intervals.

    `coverage` has the interval of the alignment (bootstrap over provisions); `coverage_sure` leaves out provisions
    that stand on links marked for review only; `deviations` counts by kind, then by severity (kinds and severities that
    do not occur are left out); `deviations_in_review` of them hang on links that need a review. `carries_out` is the id
    of the packaged reference that the plan names first, which need not be the one it is compared with.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from vnplan import score_plans
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.txt"
    ...     _ = file.write_text("KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 05 mô hình TTNT.\\n", encoding="utf-8")
    ...     card = score_plans(file)[0].card
    >>> card.clauses, card.targets, card.specificity.figure.rate
    (1, 1, 1.0)
    """

    SCHEMA: ClassVar[str] = "vnplan/scorecard"

    schema_name: Literal["vnplan/scorecard"] = Field(default="vnplan/scorecard", alias="schema")
    schema_version: str = "1.1"
    document: str
    sha256: str
    source_format: str
    reference: str
    settings: Settings
    province: str | None = None
    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    carries_out: str | None = None
    clauses: int
    coverage: Share
    coverage_sure: Share
    statuses: dict[str, int]
    sections: tuple[GroupScore, ...]
    classes: tuple[GroupScore, ...]
    measures: Share
    links: int
    links_in_review: int
    relations: dict[str, int]
    local: Share
    specificity: Specificity
    duties: int
    ownership: Ownership
    targets: int
    deviations: dict[str, dict[str, int]]
    deviations_in_review: int
    direct_missing: int
    unread: Unread

    def __repr__(self) -> str:
        rate = estimate(self.coverage.rate, self.coverage.low, self.coverage.high)
        return f"<Scorecard {self.document} -> {self.reference}: coverage {rate}, {self.clauses} clauses>"


def scorecard(document: Document, alignment: Alignment, reference: Reference) -> Scorecard:
    """The scorecard of a parsed plan and its alignment with a reference.

    >>> from vnplan import align_plan, load_reference, parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. NHIỆM VỤ\\n1. Sở Y tế chủ trì xây dựng 02 mô hình ứng dụng TTNT "
    ...     "trong khám chữa bệnh trước năm 2025.\\n2. Tuyên truyền trên báo địa phương.\\n")
    >>> reference = load_reference("qd-127-2021")
    >>> card = scorecard(plan, align_plan(plan, reference), reference)
    >>> card.clauses, card.specificity.figure.rate
    (2, 0.5)
    """
    check_kind(document, Document, code="needs_document")
    check_kind(alignment, Alignment, code="needs_alignment")
    meta = document.metadata
    found = values(reference, alignment.coverage)
    statuses = {c.provision: c.status for c in alignment.coverage}
    taken = sum(len(c.measures_taken) for c in alignment.coverage if c.provision in found)
    total = sum(c.measures_total for c in alignment.coverage if c.provision in found)
    unlinked = {entry.clause for entry in alignment.unlinked}
    local = {entry.clause for entry in alignment.unlinked if not entry.formal}
    linked = {link.clause for link in alignment.links}
    return Scorecard(
        document=document.id,
        sha256=document.sha256,
        source_format=document.source_format,
        reference=reference.id,
        settings=alignment.settings,
        province=meta.province,
        number=meta.number,
        issued_on=meta.issued_on,
        issuer=meta.issuer,
        title=meta.title,
        carries_out=reference_of(document),
        clauses=len(document.clauses),
        coverage=coverage_share(alignment, reference),
        coverage_sure=mean_share(list(_sure(found, alignment, reference).values())),
        statuses=_counted(statuses.values(), CoverageStatus),
        sections=_sections(reference, statuses, found),
        classes=_classes(reference, statuses, found),
        measures=share(taken, total),
        links=len(alignment.links),
        links_in_review=sum(link.needs_review for link in alignment.links),
        relations=_counted((link.relation for link in alignment.links), Relation),
        local=share(len(local), len(unlinked | linked)),
        specificity=_specificity(document),
        duties=len(document.duties),
        ownership=_ownership(document.duties),
        targets=len(document.targets),
        deviations=_deviations(alignment),
        deviations_in_review=sum(d.needs_review for d in alignment.deviations),
        direct_missing=sum(c.severity is Severity.HIGH for c in alignment.coverage),
        unread=_unread(document, alignment),
    )


def _sure(found: dict[str, float], alignment: Alignment, reference: Reference) -> dict[str, float]:
    """Values of the leaves, 0 where neither the leaf nor a repeat of it has a link that needs no review."""
    linked: dict[str, bool] = {}
    for link in alignment.links:
        linked[link.provision] = linked.get(link.provision, False) or not link.needs_review
    doubtful = {provision for provision, sure in linked.items() if not sure}
    sure = {provision for provision, holds in linked.items() if holds}
    twins = {p.id: p.same_as for p in reference.provisions}
    out = {}
    for leaf, value in found.items():
        same = {leaf, *twins[leaf]}
        out[leaf] = 0.0 if same & doubtful and not same & sure else value
    return out


def _counted(values: Iterable[StrEnum], order: Iterable[StrEnum]) -> dict[str, int]:
    counts = Counter(values)
    return {name.value: counts[name] for name in order}


def _group(
    name: str, members: Sequence[str], statuses: dict[str, CoverageStatus], found: dict[str, float]
) -> GroupScore:
    return GroupScore(
        id=name,
        statuses=_counted((statuses[p] for p in members if p in statuses), CoverageStatus),
        coverage=mean_share([found[p] for p in members if p in found]),
    )


def _sections(
    reference: Reference, statuses: dict[str, CoverageStatus], found: dict[str, float]
) -> tuple[GroupScore, ...]:
    """One group for each heading of the reference that stands above provisions, however far above."""
    above: dict[str, list[str]] = {}
    parents = {section.id: section.parent for section in reference.sections}
    steps = {p.id: p.parent for p in reference.provisions}
    for provision in reference.provisions:
        at, seen = provision.parent, set[str]()
        while at is not None and at not in seen:
            seen.add(at)
            if at in parents:
                above.setdefault(at, []).append(provision.id)
            at = parents.get(at, steps.get(at))
    return tuple(
        _group(section.id, above[section.id], statuses, found) for section in reference.sections if section.id in above
    )


def _classes(
    reference: Reference, statuses: dict[str, CoverageStatus], found: dict[str, float]
) -> tuple[GroupScore, ...]:
    by_class = {o: [p.id for p in reference.provisions if p.obligation is o] for o in Obligation}
    return tuple(_group(o.value, members, statuses, found) for o, members in by_class.items())


def _specificity(document: Document) -> Specificity:
    """Over nodes of kind `clause`: a sentence that only opens a list commits to nothing by itself."""
    clauses = [node.id for node in document.nodes if node.kind is NodeKind.CLAUSE]
    figure = {target.clause for target in document.targets}
    timed = {target.clause for target in document.targets if target.deadline}
    timed |= {duty.clause for duty in document.duties if has_time(duty)}
    agency = {duty.clause for duty in document.duties if duty.agencies}

    def of(having: set[str]) -> Share:
        return share(sum(clause in having for clause in clauses), len(clauses))

    return Specificity(figure=of(figure), deadline=of(timed), agency=of(agency), all_three=of(figure & timed & agency))


def has_time(duty: Duty) -> bool:
    """Whether a duty names a time: a date, a period, or how often it comes back."""
    return any(value is not None for value in (duty.due, duty.due_date, duty.recurring, duty.period))


def names_lead(duty: Duty) -> bool:
    """Whether a duty names the agency that leads it, in words of the text (not inferred from a heading)."""
    leads = duty.role is Role.LEAD or Role.LEAD in duty.roles
    return leads and bool(duty.agencies) and not duty.role_inferred


def _ownership(duties: tuple[Duty, ...]) -> Ownership:
    count = len(duties)
    return Ownership(
        agency=share(sum(bool(d.agencies) for d in duties), count),
        lead=share(sum(names_lead(d) for d in duties), count),
        time=share(sum(has_time(d) for d in duties), count),
    )


def _deviations(alignment: Alignment) -> dict[str, dict[str, int]]:
    counts = Counter((d.kind, d.severity) for d in alignment.deviations)
    table: dict[str, dict[str, int]] = {}
    for kind in DeviationKind:
        row = {s.value: counts[kind, s] for s in Severity if counts[kind, s]}
        if row:
            table[kind.value] = row
    return table


def _unread(document: Document, alignment: Alignment) -> Unread:
    notes = Counter(note.code for note in (*document.notes, *alignment.notes))
    unplaced = sum(
        note.span.end - note.span.start for note in document.notes if note.code == "unplaced_text" and note.span
    )
    return Unread(
        truncated=document.truncated,
        characters=len(document.text),
        unplaced=unplaced,
        unknown=sum(c.status is CoverageStatus.UNKNOWN for c in alignment.coverage),
        notes=dict(sorted(notes.items())),
    )
