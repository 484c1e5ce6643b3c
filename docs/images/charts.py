"""Draw the charts the docs show: `python docs/images/charts.py`; look at them before you commit them."""

from __future__ import annotations

from pathlib import Path

from vnplan import compare_plans
from vnplan.models import Obligation
from vnplan.report.charts import coverage_heatmap, similarity_matrix

if __name__ == "__main__":
    here = Path(__file__).parent
    comparison = compare_plans(here.parents[1] / "corpora" / "plans")
    kept = [Obligation.DIRECT, Obligation.CONTRIBUTORY]
    coverage_heatmap(comparison, obligations=kept).savefig(here / "coverage.png", dpi=110)
    similarity_matrix(comparison, lang="en").savefig(here / "similarity.png", dpi=110)
