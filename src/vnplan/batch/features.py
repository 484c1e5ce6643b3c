"""Scorecards as features for models: a scikit-learn transformer from plans to numbers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from vnplan.batch.columns import kind_of, numbers_of, score_columns
from vnplan.batch.rows import ScoreRow
from vnplan.batch.scorecard import Scorecard, scorecard
from vnplan.comparison import DEFAULT_REFERENCE, DEFAULT_SEGMENTER, ComparedPlan, align_document, compare_plan
from vnplan.errors import OptionError
from vnplan.models import Document, Reference

if TYPE_CHECKING:
    from numpy.typing import NDArray


Plans = Iterable[str | Path | Document | ComparedPlan | Scorecard | ScoreRow]


class PlanFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn plans into the numeric columns of their scorecards (docs/method-scorecard.md), one row a plan.

    In: a sequence (or one column of a DataFrame or array) of paths, `Document`s, `ComparedPlan`s or `Scorecard`s, or a
    `ScoreTable`. Out: an array of floats, shape (plans, features); what is not there is NaN, so an imputer comes after
    it in most pipelines; a file of a `ScoreTable` that could not be scored is a row of NaN. `columns`: names of columns
    to keep (default: all, in the order of the table of scores). It learns nothing from the data, so that no plan leaks
    into another's features. Raises `ReadError` and `StructureError` for a plan that cannot be scored, `OptionError` for
    what is no plan.

    Plans given as paths are read again at every call. To model many, score them once (`score_plans(…, jobs=8,
    out="scores")`) and give the table.

    >>> from vnplan import parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 05 mô hình TTNT.\\n2. Phát triển dữ liệu mở.\\n")
    >>> features = PlanFeatures(columns=("clauses", "figure_rate"))
    >>> features.fit_transform([plan]).tolist(), features.get_feature_names_out().tolist()
    ([[2.0, 0.5]], ['clauses', 'figure_rate'])
    """

    def __init__(
        self,
        *,
        reference: str | Path | Reference = DEFAULT_REFERENCE,
        segmenter: str = DEFAULT_SEGMENTER,
        columns: tuple[str, ...] | None = None,
    ) -> None:
        self.reference = reference
        self.segmenter = segmenter
        self.columns = columns

    def fit(self, X: Plans, y: Any = None) -> Self:  # noqa: N803 - sklearn's names
        """Load the reference and check the columns; the plans are not read.

        Raises `OptionError` (a ValueError) for a column that is no number of a scorecard.
        """
        from vnplan.reference import load_reference

        known = self.reference if isinstance(self.reference, Reference) else load_reference(self.reference)
        numbers = [name for name in score_columns(known) if kind_of(name) != "text"]
        if isinstance(self.columns, str):
            raise OptionError("columns_one_text", name=repr(self.columns))
        unknown = [str(name) for name in self.columns or () if name not in numbers]
        if unknown:
            raise OptionError("unknown_columns", names=", ".join(unknown))
        self.reference_ = known
        self.feature_names_ = list(self.columns) if self.columns is not None else numbers
        return self

    def transform(self, X: Plans) -> NDArray[np.float64]:  # noqa: N803
        """The features of plans, a row each."""
        check_is_fitted(self, "feature_names_")
        rows = [self._row(plan) for plan in _several(X)]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(self.feature_names_))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """The names of the columns of `transform`."""
        check_is_fitted(self, "feature_names_")
        return np.array(self.feature_names_, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        tags.requires_fit = True
        return tags

    def _row(self, plan: object) -> list[float]:
        if isinstance(plan, ScoreRow) and plan.card is None:
            return [np.nan] * len(self.feature_names_)
        numbers = numbers_of(self._card(plan), self.reference_)
        cells = (numbers[name] for name in self.feature_names_)
        return [np.nan if cell is None else float(cell) for cell in cells]

    def _card(self, plan: object) -> Scorecard:
        match plan:
            case Scorecard():
                card = plan
            case ScoreRow(card=Scorecard() as card):
                pass
            case ComparedPlan():
                self._check(plan.alignment.reference)
                return scorecard(plan.document, plan.alignment, self.reference_)
            case Document():
                pair = align_document(plan, where=plan.id, reference=self.reference_, segmenter=self.segmenter)
                return scorecard(*pair, self.reference_)
            case str() | Path():
                pair = compare_plan(plan, reference=self.reference_, segmenter=self.segmenter)
                return scorecard(*pair, self.reference_)
            case _:
                raise _no_plan(plan)
        self._check(card.reference)
        return card

    def _check(self, reference: str) -> None:
        """Columns are those of one reference: numbers over another's provisions would stand under false names."""
        if reference != self.reference_.id:
            raise OptionError("features_reference", found=reference, expected=self.reference_.id)


def _several(plans: object) -> Iterable[object]:
    """Plans one by one: of a sequence, a `ScoreTable`, or the one column of a table."""
    shape = getattr(plans, "shape", None)
    if shape is not None and len(shape) == 2:
        if shape[1] != 1:
            raise OptionError("features_columns", count=int(shape[1]))
        return np.asarray(plans, dtype=object)[:, 0]
    if isinstance(plans, str | Path | Document | Scorecard | ComparedPlan) or not isinstance(plans, Iterable):
        raise OptionError("features_one_plan", found=type(plans).__name__)
    return plans


def _no_plan(value: object) -> OptionError:
    return OptionError("features_no_plan", found=type(value).__name__)
