"""Parse Vietnamese provincial plans and compare them with the national decision they carry out.

The public names below load on first use, so `import vnplan` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from vnplan._version import __version__

if TYPE_CHECKING:
    from vnplan.align import align_plan
    from vnplan.batch import Scorecard, ScoreTable, score_plans
    from vnplan.batch.features import PlanFeatures
    from vnplan.comparison import Comparison, compare_plans
    from vnplan.models import Alignment, Document, Reference, Succession
    from vnplan.parse import parse_plan
    from vnplan.reference import attach_official_text, list_references, load_reference, load_succession
    from vnplan.versions import compare_versions

_HOME = {
    "Alignment": "vnplan.models",
    "Comparison": "vnplan.comparison",
    "Document": "vnplan.models",
    "PlanFeatures": "vnplan.batch.features",
    "Reference": "vnplan.models",
    "ScoreTable": "vnplan.batch",
    "Scorecard": "vnplan.batch",
    "Succession": "vnplan.models",
    "align_plan": "vnplan.align",
    "attach_official_text": "vnplan.reference",
    "compare_plans": "vnplan.comparison",
    "compare_versions": "vnplan.versions",
    "list_references": "vnplan.reference",
    "load_reference": "vnplan.reference",
    "load_succession": "vnplan.reference",
    "parse_plan": "vnplan.parse",
    "score_plans": "vnplan.batch",
}

__all__ = [
    "Alignment",
    "Comparison",
    "Document",
    "PlanFeatures",
    "Reference",
    "ScoreTable",
    "Scorecard",
    "Succession",
    "__version__",
    "align_plan",
    "attach_official_text",
    "compare_plans",
    "compare_versions",
    "list_references",
    "load_reference",
    "load_succession",
    "parse_plan",
    "score_plans",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home module on first use."""
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'vnplan' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
