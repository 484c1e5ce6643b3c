"""Scorecards as features for models: a scikit-learn transformer from plans to numbers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from vnplan.batch.columns import kind_of, numbers_of, score_columns
from vnplan.batch.scorecard import Scorecard, scorecard
from vnplan.comparison import DEFAULT_REFERENCE, DEFAULT_SEGMENTER, align_document, compare_plan
from vnplan.models import Document, Reference

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PlanFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn plans into the numeric columns of their scorecards (docs/method-scorecard.md), one row a plan.

    In: a sequence of paths, `Document`s or `Scorecard`s. Out: an array of floats, shape (plans, features); what is not
    there is NaN, so an imputer comes after it in most pipelines. `columns`: names of columns to keep (default: all, in
    the order of the table of scores). It learns nothing from the data, so that no plan leaks into another's features.
    Raises `ReadError` and `StructureError` for a plan that cannot be scored.

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

    def fit(self, X: Iterable[str | Path | Document | Scorecard], y: Any = None) -> Self:  # noqa: N803 - sklearn's names
        """Load the reference and check the columns. Raises `ValueError` for one that is no number of a scorecard."""
        from vnplan.reference import load_reference

        known = self.reference if isinstance(self.reference, Reference) else load_reference(self.reference)
        numbers = [name for name in score_columns(known) if kind_of(name) != "text"]
        unknown = [name for name in self.columns or () if name not in numbers]
        if unknown:
            raise ValueError(f"No such numeric column: {', '.join(unknown)}")
        self.reference_ = known
        self.feature_names_ = list(self.columns) if self.columns is not None else numbers
        return self

    def transform(self, X: Iterable[str | Path | Document | Scorecard]) -> NDArray[np.float64]:  # noqa: N803
        """The features of plans, a row each."""
        check_is_fitted(self, "feature_names_")
        rows = []
        for plan in X:
            numbers = numbers_of(self._card(plan), self.reference_)
            cells = [numbers[name] for name in self.feature_names_]
            rows.append([np.nan if cell is None else float(cell) for cell in cells])
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

    def _card(self, plan: str | Path | Document | Scorecard) -> Scorecard:
        if isinstance(plan, Scorecard):
            return plan
        if isinstance(plan, Document):
            pair = align_document(plan, where=plan.id, reference=self.reference_, segmenter=self.segmenter)
        else:
            pair = compare_plan(plan, reference=self.reference_, segmenter=self.segmenter)
        return scorecard(*pair, self.reference_)
