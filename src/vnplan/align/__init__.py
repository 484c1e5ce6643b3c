"""Aligning a document with a reference: links, relations, deviations, coverage.

`pipeline` names the order: `wording/` -> `links/` -> `examine` (relations, `deviations/`) -> `coverage/`.
"""

from vnplan.align.pipeline import align_plan
from vnplan.align.wording.segment import SEGMENTERS

__all__ = ["SEGMENTERS", "align_plan"]
