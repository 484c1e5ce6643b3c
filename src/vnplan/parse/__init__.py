"""From a file of any format to a `Document`: nodes, targets, duties, citations and notes.

`pipeline` names the order: `read/` -> `structure/` -> `targets/`, `duties/`, citations. `cues/`, `figures/` serve them.
"""

from __future__ import annotations

from vnplan.parse.pipeline import parse_plan, parse_source
from vnplan.parse.read.limits import Limits

__all__ = ["Limits", "parse_plan", "parse_source"]
