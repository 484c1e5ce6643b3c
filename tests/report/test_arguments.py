"""Public functions of reports refuse what they cannot take in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from vnplan.comparison import Comparison
from vnplan.errors import OptionError
from vnplan.models import Reference
from vnplan.report import html_page, note, report_files, workbook
from vnplan.report.charts import coverage_heatmap, duty_lanes, similarity_matrix, target_dot_plot

CHARTS = (coverage_heatmap, duty_lanes, similarity_matrix, target_dot_plot)


@pytest.mark.parametrize("function", [html_page, workbook, report_files, *CHARTS])
def test_what_is_no_comparison(function: Callable[..., Any]) -> None:
    if function in CHARTS:
        pytest.importorskip("matplotlib")
    with pytest.raises(OptionError, match="comparison is of type int, not Comparison"):
        function(3)


@pytest.mark.parametrize("function", [html_page, workbook, *CHARTS])
def test_a_language_there_is_not(function: Callable[..., Any], hostile: Comparison) -> None:
    if function in CHARTS:
        pytest.importorskip("matplotlib")
    with pytest.raises(OptionError, match="no labels in the language 'fr'"):
        function(hostile, lang="fr")


def test_notes(hostile: Comparison, reference: Reference) -> None:
    plan: Any = hostile.plans[0]
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"lang": "fr"}, "language 'fr'"),
        ({"format": "odt"}, "no format 'odt' of notes"),
        ({"reference": "qd-127-2021"}, "reference is of type str, not Reference"),
    )
    for arguments, told in wrong:
        with pytest.raises(OptionError, match=told):
            note(plan, **{"reference": reference, **arguments})
    with pytest.raises(OptionError, match="plan is of type int, not ComparedPlan"):
        note(3, reference=reference)  # type: ignore[arg-type]
