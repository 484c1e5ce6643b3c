"""One document compared with one reference: links, deviations, coverage. Shapes as in the JSON contract."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from vnplan.models.base import Frozen, Span, Stored, check_table, estimate, html_table
from vnplan.models.document import Note

if TYPE_CHECKING:
    import pandas as pd


class Relation(StrEnum):
    """Set relation of contents, from the clause towards the provision (as in NIST IR 8477)."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"


class DeviationKind(StrEnum):
    """A typed difference on a link."""

    FIGURE_CHANGED = "figure_changed"
    FIGURE_DROPPED = "figure_dropped"
    FIGURE_ADDED = "figure_added"
    DEADLINE_CHANGED = "deadline_changed"
    DEADLINE_DROPPED = "deadline_dropped"
    DEADLINE_ADDED = "deadline_added"
    MODALITY_WEAKENED = "modality_weakened"
    MODALITY_STRENGTHENED = "modality_strengthened"
    SCOPE_NARROWED = "scope_narrowed"
    SCOPE_BROADENED = "scope_broadened"
    AGENCY_CHANGED = "agency_changed"
    CONTENT_ADDED = "content_added"
    CONTENT_DROPPED = "content_dropped"


class Severity(StrEnum):
    """How much a deviation deserves a look."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class CoverageStatus(StrEnum):
    """Whether a plan carries a provision; `unknown` where the text is cut off."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Evidence(Frozen):
    """The words of a clause that carry a measure."""

    clause_span: Span
    measure: str


class Link(Frozen):
    """Clause -> provision. `score` is the probability that the link holds; `matched_by` says why, strongest first.

    `confirmed` marks a link an analyst decided; `needs_review` one the model is unsure of.
    """

    clause: str
    clause_span: Span
    provision: str
    relation: Relation
    score: float = Field(ge=0, le=1)
    needs_review: bool = False
    confirmed: bool = False
    matched_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Unlinked(Frozen):
    """A clause no provision matched: local content, or `formal`: it says nothing of its own, as an article that puts a
    plan in force, a lead, an aim of carrying the decision out.

    `nearest` is the provision that came nearest with its `score` (0-1), None where none came near; `needs_review` says
    that some provision probably is carried, though none is likely by itself. `confirmed`: a person said it is local.
    """

    clause: str
    clause_span: Span
    nearest: str | None = None
    score: float | None = Field(default=None, ge=0, le=1)
    needs_review: bool = False
    confirmed: bool = False
    formal: bool = False


class Deviation(Frozen):
    """A difference on a link: what the provision has, what the clause has, and where it stands."""

    clause: str
    clause_span: Span
    provision: str
    kind: DeviationKind
    expected: str | None = None
    found: str | None = None
    span: Span
    severity: Severity
    measure: str | None = None
    needs_review: bool = False


class Coverage(Frozen):
    """How a plan carries one provision, with the reason in one sentence (Vietnamese; `reason_en` English).

    `measures_taken` are ids; `severity` is set where what is owed is missing.
    """

    provision: str
    status: CoverageStatus
    by: tuple[str, ...] = ()
    reason: str
    reason_en: str = ""
    measures_taken: tuple[str, ...] = ()
    measures_total: int = 0
    severity: Severity | None = None


class Summary(Frozen):
    """Counts and rates of one alignment. Rates are 0-1, None where nothing counts (formula: docs, method page).

    `local` are the clauses of local content, `formal` those that say nothing of their own; with `linked` they are all.
    `worded_freely`: the plan says what it takes over mostly in words of its own, so more of it is for review.
    """

    clauses: int
    linked: int
    local: int
    formal: int = 0
    coverage: dict[str, int]
    coverage_rate: float | None
    coverage_interval: tuple[float, float] | None = None
    coverage_by_obligation: dict[str, float | None] = Field(default_factory=dict)
    measures_rate: float | None = None
    relations: dict[str, int] = Field(default_factory=dict)
    deviations: dict[str, int] = Field(default_factory=dict)
    deviations_by_severity: dict[str, int] = Field(default_factory=dict)
    worded_freely: bool = False


class Settings(Frozen):
    """What a result depends on besides the two texts."""

    segmenter: str = "syllable"
    model: str | None = None
    library: str | None = None


_ENTRIES: dict[str, type[Frozen]] = {
    "links": Link,
    "deviations": Deviation,
    "coverage": Coverage,
    "unlinked": Unlinked,
}


class Alignment(Stored):
    """Every clause of a document mapped back to the provisions of a reference, as `align_plan` returns it.

    Its tables: `links` (clause -> provision), `deviations` (differences on links), `coverage` (one entry a provision)
    and `unlinked` (clauses of local content); `summary` counts them. Clauses and provisions are named by their ids.

    >>> from vnplan import align_plan, load_reference, parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Trồng 05 ha rừng.\\n")
    >>> alignment = align_plan(plan, load_reference("qd-127-2021"))
    >>> alignment.summary.local, alignment.to_dataframe("unlinked")["clause"].tolist(), len(alignment.coverage)
    (1, ['I.1'], 91)
    """

    SCHEMA: ClassVar[str] = "vnplan/alignment"

    schema_name: Literal["vnplan/alignment"] = Field(default="vnplan/alignment", alias="schema")
    schema_version: str = "1.0"
    document: str
    reference: str
    links: tuple[Link, ...]
    unlinked: tuple[Unlinked, ...]
    deviations: tuple[Deviation, ...]
    coverage: tuple[Coverage, ...]
    summary: Summary
    settings: Settings = Settings()
    notes: tuple[Note, ...] = ()

    def to_dataframe(self, table: Literal["links", "deviations", "coverage", "unlinked"] = "links") -> pd.DataFrame:
        """One of the alignment's tables, a row per entry; its columns are the fields of `Link`, `Deviation`, `Coverage`
        or `Unlinked`, also where it is empty. Raises `OptionError` for a table there is not."""
        check_table(table, _ENTRIES)
        import pandas as pd

        entries = getattr(self, table)
        columns = list(_ENTRIES[table].model_fields)
        return pd.DataFrame([entry.model_dump(mode="json") for entry in entries], columns=columns)

    def __repr__(self) -> str:
        s = self.summary
        low, high = s.coverage_interval or (None, None)
        return (
            f"<Alignment {self.document} -> {self.reference}: {s.linked} of {s.clauses} clauses linked, "
            f"coverage {estimate(s.coverage_rate, low, high)}, {len(self.deviations)} deviations>"
        )

    def _repr_html_(self) -> str:
        rows = [
            (k.clause, k.provision, k.relation.value, f"{k.score:.2f}", _state(k), ", ".join(k.matched_by))
            for k in self.links
        ]
        return html_table(repr(self), ("clause", "provision", "relation", "score", "", "matched by"), rows)


def _state(link: Link) -> str:
    return "confirmed" if link.confirmed else "needs review" if link.needs_review else ""
