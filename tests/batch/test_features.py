"""The transformer: scikit-learn's conventions, and the numbers of the scorecards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks as checks

from vnplan import compare_plans, parse_plan, score_plans
from vnplan.batch.features import PlanFeatures
from vnplan.errors import OptionError
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


@pytest.mark.parametrize(
    "check",
    [
        checks.check_estimator_cloneable,
        checks.check_no_attributes_set_in_init,
        checks.check_parameters_default_constructible,
        checks.check_get_params_invariance,
        checks.check_set_params,
        checks.check_do_not_raise_errors_in_init_or_set_params,
        checks.check_estimator_repr,
        checks.check_valid_tag_types,
    ],
    ids=lambda check: str(check.__name__),
)
def test_it_keeps_the_conventions_of_scikit_learn(check: Callable[..., None]) -> None:
    """All checks that need no matrix of numbers; the others give one where plans are needed."""
    check("PlanFeatures", PlanFeatures())


def test_before_fit_it_says_so(plans: Path) -> None:
    for use in (lambda f: f.transform([plans / "plan-0.txt"]), lambda f: f.get_feature_names_out()):
        with pytest.raises(NotFittedError):
            use(PlanFeatures())


def test_a_pipeline_with_a_classifier_survives_joblib(plans: Path, tmp_path: Path) -> None:
    paths = [str(plans / f"plan-{i}.txt") for i in range(4)]
    model = make_pipeline(PlanFeatures(columns=("coverage_rate", "targets")), SimpleImputer(), LogisticRegression())
    model.fit(paths, [0, 0, 1, 1])
    joblib.dump(model, tmp_path / "model.joblib")
    again = joblib.load(tmp_path / "model.joblib")
    assert again.predict(paths).tolist() == model.predict(paths).tolist()
    assert again[0].get_feature_names_out().tolist() == ["coverage_rate", "targets"]


def test_columns_of_tables_give_tables_of_the_same_rows(plans: Path) -> None:
    paths = [str(plans / f"plan-{i}.txt") for i in range(2)]
    frame = pd.DataFrame({"plan": paths}, index=["one", "two"])
    features = PlanFeatures(columns=("clauses",)).set_output(transform="pandas").fit(frame)
    for given in (frame, frame["plan"]):
        out = features.transform(given)
        assert (out.columns.tolist(), out.index.tolist()) == (["clauses"], ["one", "two"])
    columns = ColumnTransformer([("plan", PlanFeatures(columns=("clauses",)), "plan")])
    assert columns.fit_transform(frame).tolist() == [[4.0], [4.0]]
    assert columns.get_feature_names_out().tolist() == ["plan__clauses"]
    with pytest.raises(OptionError, match="2 columns"):
        features.transform(frame.assign(year=2021))


def test_what_was_scored_or_compared_is_not_computed_again(plans: Path) -> None:
    table = score_plans(plans)
    features = PlanFeatures().fit([])
    out = features.transform(table)
    assert out.shape[0] == len(table.files)
    failed = [row.failed for row in table]
    assert np.isnan(out).all(axis=1).tolist() == failed
    assert sum(failed) == 2
    good = [plans / f"plan-{i}.txt" for i in range(4)]
    np.testing.assert_array_equal(features.transform(compare_plans(good).plans[:1]).shape, (1, out.shape[1]))
    by_path = features.transform(good)
    np.testing.assert_array_equal(by_path, out[[not bad for bad in failed]])


def test_what_was_compared_with_another_decision_is_refused(plans: Path) -> None:
    table = score_plans(plans / "plan-0.txt", reference="qd-1671-2026")
    with pytest.raises(OptionError, match="compared with qd-1671-2026, not with qd-127-2021"):
        PlanFeatures().fit_transform(table)


@pytest.mark.parametrize("wrong", ["a.txt", 3, None])
def test_one_thing_is_not_several_plans(wrong: object) -> None:
    with pytest.raises(OptionError, match=r"Several plans are needed, not one (str|int|NoneType)"):
        PlanFeatures().fit([]).transform(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [3, None, 2.5])
def test_what_is_no_plan_is_refused_in_a_sentence(wrong: object) -> None:
    with pytest.raises(OptionError, match=r"A plan cannot be a (int|NoneType|float)"):
        PlanFeatures().fit([]).transform([wrong])  # type: ignore[list-item]


def test_columns_are_names_and_not_letters() -> None:
    with pytest.raises(ValueError, match="a tuple of names"):
        PlanFeatures(columns="clauses").fit([])  # type: ignore[arg-type]
