"""Many plans scored: parallel, resumable, one outcome a file, flat memory.

`running/` makes an outcome of each file and keeps it, `entries` and `score_table` read them as rows, `output/` writes
tables and the score page. What a plan's figures are: `scorecard`; where a plan stands among provinces: `register`.
"""

from vnplan.align.coverage.intervals import wilson
from vnplan.align.coverage.shares import Share
from vnplan.batch.entries import Progress
from vnplan.batch.register import RegisterRow, register_rows
from vnplan.batch.rows import ScoreRow
from vnplan.batch.running.work import Status
from vnplan.batch.score_table import ScoreTable
from vnplan.batch.scorecard import Scorecard, scorecard
from vnplan.batch.scoring import score_plans
from vnplan.batch.series import SeriesEntry, plan_series
from vnplan.reuse import SharedWording
from vnplan.versions import Point, VersionComparison, VersionReview, compare_versions, points_taken_in, review_versions

__all__ = [
    "Point",
    "Progress",
    "RegisterRow",
    "ScoreRow",
    "ScoreTable",
    "Scorecard",
    "SeriesEntry",
    "Share",
    "SharedWording",
    "Status",
    "VersionComparison",
    "VersionReview",
    "compare_versions",
    "plan_series",
    "points_taken_in",
    "register_rows",
    "review_versions",
    "score_plans",
    "scorecard",
    "wilson",
]
