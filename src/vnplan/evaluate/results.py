"""What an evaluation holds: scores per plan and pooled, a reliability table, baselines. Stored as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from vnplan.errors import ReadError, UnknownIdError
from vnplan.evaluate.aligning import AlignScore
from vnplan.evaluate.figures import Match, Share
from vnplan.evaluate.parsing import ParseScore
from vnplan.models import Frozen, Stored


class ReliabilityBin(Frozen):
    """Clauses whose best candidate has about the same score: their number, mean score, and share that is right."""

    clauses: int
    score: float
    right: float


class Reliability(Frozen):
    """Whether scores are probabilities, over the best candidate of each clause.

    `ece` is the mean gap between score and share right, bins of equal mass; `surest` counts the links of the half with
    the highest scores (`total`) and those of them that are right.
    """

    bins: tuple[ReliabilityBin, ...]
    ece: float
    surest: Share


class PlanScore(Frozen):
    """One plan, tested with a model trained on other plans; `coverage_given_links` starts from the annotated links."""

    plan: str
    trained_on: tuple[str, ...]
    parse: ParseScore
    align: AlignScore
    coverage_given_links: Share


class Pooled(Frozen):
    """Counts of all test plans together, with 95% bootstrap intervals by name of the figure."""

    links: Match
    local_clauses: Match
    hit_at_1: Share
    relations: Share
    deviations: Match
    deviations_hard: Match
    deviations_by_kind: dict[str, Match]
    coverage: Share
    coverage_given_links: Share
    largest_rate_gap: float
    intervals: dict[str, tuple[float, float]]


class SegmenterScore(Frozen):
    """Honest folds with one way to cut words; `further` plans are tested only, and stand outside the pooled counts."""

    segmenter: str
    plans: tuple[PlanScore, ...]
    further: tuple[PlanScore, ...] = ()
    pooled: Pooled
    reliability: Reliability

    def plan(self, name: str) -> PlanScore:
        """The score of a plan. Raises `UnknownIdError` (a KeyError) for one that was not tested."""
        tested = (*self.plans, *self.further)
        for score in tested:
            if score.plan == name:
                return score
        raise UnknownIdError("unknown_score", name=repr(name), known=", ".join(score.plan for score in tested))


class BaselineScore(Frozen):
    """A pipeline without training: each clause goes to its most alike provision, from a threshold on.

    The threshold is the best for these very plans, so its figures are what the method could reach at most.
    """

    method: str
    threshold: float
    plans: dict[str, Match]
    hits: dict[str, Share]
    pooled: Match
    local_clauses: Match


class Evaluation(Stored):
    """Scores on annotated plans. `wording` says what baselines were given: our statements or the official text."""

    SCHEMA: ClassVar[str] = "vnplan/evaluation"

    schema_name: Literal["vnplan/evaluation"] = Field(default="vnplan/evaluation", alias="schema")
    schema_version: str = "1.0"
    reference: str
    library: str
    segmenters: tuple[SegmenterScore, ...]
    baselines: tuple[BaselineScore, ...] = ()
    wording: Literal["statements", "official"] = "statements"

    def segmenter(self, name: str) -> SegmenterScore:
        """The score with one segmenter. Raises `UnknownIdError` (a KeyError) where it was not run."""
        for score in self.segmenters:
            if score.segmenter == name:
                return score
        known = ", ".join(score.segmenter for score in self.segmenters)
        raise UnknownIdError("unknown_score", name=repr(name), known=known)

    def __repr__(self) -> str:
        best = ", ".join(f"{s.segmenter} links F1 {s.pooled.links.f1:.3f}" for s in self.segmenters)
        return f"<Evaluation against {self.reference}: {best or 'nothing run'}>"


def load_evaluation(path: Path) -> Evaluation:
    """Read a stored evaluation. Raises `ReadError` where the file cannot be read, `SchemaError` for another kind."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError("evaluation_unread", where=str(path), reason=str(error.strerror)) from error
    return Evaluation.from_json(content, where=str(path))
