"""Two versions of one plan: what became of its clauses, and which comments were taken in."""

from vnplan.versions.clauses import Change, ClauseChange, VersionComparison, compare_versions
from vnplan.versions.comments import Point, points_taken_in
from vnplan.versions.note import VERSION_FORMATS, VersionReview, review_versions, version_file

__all__ = [
    "VERSION_FORMATS",
    "Change",
    "ClauseChange",
    "Point",
    "VersionComparison",
    "VersionReview",
    "compare_versions",
    "points_taken_in",
    "review_versions",
    "version_file",
]
