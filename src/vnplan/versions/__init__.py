"""Two versions of one plan: what became of its clauses, and which comments were taken in."""

from vnplan.versions.clauses import Change, ClauseChange, VersionComparison, compare_versions
from vnplan.versions.comments import Outcome, Point, points_taken_in
from vnplan.versions.earlier import earlier_versions
from vnplan.versions.review import VersionReview, review_versions

__all__ = [
    "Change",
    "ClauseChange",
    "Outcome",
    "Point",
    "VersionComparison",
    "VersionReview",
    "compare_versions",
    "earlier_versions",
    "points_taken_in",
    "review_versions",
]
