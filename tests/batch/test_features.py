"""The transformer: scikit-learn's conventions, and the numbers of the scorecards."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline

from vnplan import parse_plan, score_plans
from vnplan.batch.features import PlanFeatures
from vnplan.models import Reference


def test_paths_documents_and_scorecards_give_the_same_numbers(plans: Path) -> None:
    paths = [plans / f"plan-{i}.txt" for i in range(2)]
    features = PlanFeatures()
    from_paths = features.fit_transform(paths)
    assert from_paths.shape == (2, len(features.get_feature_names_out()))
    np.testing.assert_array_equal(from_paths, features.transform([parse_plan(p) for p in paths]))
    cards = [row.card for row in score_plans(paths) if row.card]
    np.testing.assert_array_equal(from_paths, features.transform(cards))
    frame = score_plans(paths).to_dataframe().query("status == 'scored'").sort_values("plan")
    names = features.get_feature_names_out()
    expected = frame[names].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    np.testing.assert_array_equal(from_paths, expected)


def test_it_can_be_cloned_set_and_put_in_a_pipeline(plans: Path, reference: Reference) -> None:
    features = PlanFeatures(reference=reference, columns=("coverage_rate", "duty_lead_rate"))
    assert clone(features).get_params() == features.get_params()
    paths = [plans / f"plan-{i}.txt" for i in range(3)]
    out = make_pipeline(features, SimpleImputer()).fit_transform(paths)
    assert out.shape == (3, 2)
    assert not np.isnan(out).any()
    assert features.set_params(columns=("clauses",)).fit_transform(paths).tolist() == [[4.0]] * 3
    assert features.transform([]).shape == (0, 1)


def test_a_column_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        PlanFeatures(columns=("title",)).fit([])
