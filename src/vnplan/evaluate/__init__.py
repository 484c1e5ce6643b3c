"""Scores on annotated plans: honest folds, baselines on the same clauses, and what a change gained and lost."""

from vnplan.evaluate.aligning import AlignScore, score_alignment, scorer_figures
from vnplan.evaluate.changes import Change, changes
from vnplan.evaluate.figures import Match, Share
from vnplan.evaluate.folds import evaluate_plans, folds
from vnplan.evaluate.gold import GoldPlan, load_gold_plan
from vnplan.evaluate.parsing import ParseScore, score_parse
from vnplan.evaluate.results import Evaluation, SegmenterScore, load_evaluation
from vnplan.evaluate.text import changes_text, evaluation_text

__all__ = [
    "AlignScore",
    "Change",
    "Evaluation",
    "GoldPlan",
    "Match",
    "ParseScore",
    "SegmenterScore",
    "Share",
    "changes",
    "changes_text",
    "evaluate_plans",
    "evaluation_text",
    "folds",
    "load_evaluation",
    "load_gold_plan",
    "score_alignment",
    "score_parse",
    "scorer_figures",
]
