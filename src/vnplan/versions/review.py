"""Two versions of a plan reviewed: what changed clause by clause, and which comments were taken in."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Literal

from pydantic import Field

from vnplan.comparison import ComparedPlan
from vnplan.models import Reference, Stored
from vnplan.models.base import check_kind
from vnplan.versions.clauses import VersionComparison, compare_versions
from vnplan.versions.comments import Outcome, Point, points_taken_in


class VersionReview(Stored):
    """Two versions of a plan: what changed, and what became of the comments on the earlier one."""

    SCHEMA: ClassVar[str] = "vnplan/version-review"

    schema_name: Literal["vnplan/version-review"] = Field(default="vnplan/version-review", alias="schema")
    schema_version: str = "1.0"
    reference: str
    versions: VersionComparison
    points: tuple[Point, ...]

    @property
    def outcomes(self) -> dict[str, int]:
        """How many points came to each outcome."""
        counts = Counter(point.outcome for point in self.points)
        return {outcome.value: counts[outcome] for outcome in Outcome}

    def __repr__(self) -> str:
        taken = self.outcomes[Outcome.TAKEN_IN.value]
        return f"{repr(self.versions)[:-1]}; {taken} of {len(self.points)} comments taken in>"


def review_versions(before: ComparedPlan, after: ComparedPlan, reference: Reference) -> VersionReview:
    """Compare two versions of a plan that are both aligned with a reference.

    >>> from vnplan import compare_plans, load_reference
    >>> review_versions("draft.docx", "final.docx", load_reference("qd-127-2021"))
    Traceback (most recent call last):
        ...
    vnplan.errors.OptionError: The plan is of type str, not ComparedPlan. Take one of the plans of compare_plans(paths).
    """
    for plan in (before, after):
        check_kind(plan, ComparedPlan, code="needs_compared_plan")
    return VersionReview(
        reference=reference.id,
        versions=compare_versions(before.document, after.document),
        points=points_taken_in(before.alignment, after.alignment, reference),
    )
