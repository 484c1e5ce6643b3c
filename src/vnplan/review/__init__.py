"""The analyst's part: links out to a workbook, decisions back, kept beside the plan and honoured ever after."""

from vnplan.review.gold import review_as_gold
from vnplan.review.incoming import ReviewOutcome, RowProblem, apply_review, read_decisions
from vnplan.review.outgoing import review_workbook

__all__ = ["ReviewOutcome", "RowProblem", "apply_review", "read_decisions", "review_as_gold", "review_workbook"]
