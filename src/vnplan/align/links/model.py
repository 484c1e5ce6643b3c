"""The learned part of linking: two small logistic models, stored as JSON with the data and the command that made them.

Step one weighs the content views and where a clause stands (`place`) into log-odds that the pair belongs together.
Step two looks at the competition: how much of the clause the provision explains that no accepted link explains
(`unique`, `gain`), and whether another clause carries the provision better (`rival`). No weight is negative: more
agreement never lowers a score.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vnplan.align.links.features import FEATURES, Candidates
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.sections import GENERAL_GOAL
from vnplan.models import NodeKind, Obligation, ProvisionKind, Stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CONTENT = ("words", "stated", "explained", "segment", "measure", "letters", "label")
STEP_ONE = (*CONTENT, "place")
STEP_TWO = ("alike", "unique", "gain", "rival")

# How the signs of structure add up to `place`. An agency or a year that agrees says as much as two section titles; a
# rank claimed in the same matter says more, as nothing but a ranked goal answers it, whatever the rank ("nhóm trung
# bình"). What only the State can do, goals that only group others, and the general goal where a plan does not
# set its own ("Mục tiêu tổng quát"), need stronger words.
_SECTION, _AGENCY, _HORIZON, _RANK, _NATIONAL, _GROUP = 0.5, 1.0, 1.0, 2.5, -0.5, -0.5


class LinkModel(Stored):
    """Weights of the two steps; `accept` is the probability from which a pair is a link."""

    SCHEMA: ClassVar[str] = "vnplan/link-model"

    schema_name: Literal["vnplan/link-model"] = Field(default="vnplan/link-model", alias="schema")
    schema_version: str = "1.0"
    name: str
    command: str
    trained_on: dict[str, str] = Field(default_factory=dict)
    step_one: dict[str, float]
    step_one_bias: float
    step_two: dict[str, float]
    step_two_bias: float
    accept: float = 0.5

    def alike(self, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of step one; the last axis of `inputs` has the columns of STEP_ONE."""
        return _weighed(inputs, [self.step_one[name] for name in STEP_ONE]) + self.step_one_bias

    def probability(self, inputs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of step two; the last axis of `inputs` has the columns of STEP_TWO."""
        odds = _weighed(inputs, [self.step_two[name] for name in STEP_TWO]) + self.step_two_bias
        return np.asarray(1 / (1 + np.exp(-odds)))


def _weighed(inputs: NDArray[np.float64], weights: Sequence[float]) -> NDArray[np.float64]:
    """Weighted sums over the last axis. Not a matrix product: its last digits depend on where a row stands, and pairs
    that are equal must stay so."""
    return np.asarray((inputs * np.array(weights)).sum(axis=-1))


@lru_cache(maxsize=1)
def default_model() -> LinkModel:
    """The model in the package, trained on all open gold plans (`scripts/train_links.py`)."""
    entry = files("vnplan.align").joinpath("data/link-model.json")
    return LinkModel.from_json(entry.read_text(encoding="utf-8"), where="link-model.json")


def step_one_inputs(
    candidates: Candidates, clauses: Sequence[PreparedClause], index: ReferenceIndex
) -> NDArray[np.float64]:
    """The columns of STEP_ONE for every candidate pair."""
    column = {name: candidates.features[:, at] for at, name in enumerate(FEATURES)}
    provisions = index.provisions()
    national = np.array([p.obligation is Obligation.NATIONAL_ONLY for p in provisions])
    group = np.array([p.kind is ProvisionKind.GROUP_GOAL for p in provisions])
    general = np.array([p.kind is ProvisionKind.GENERAL_GOAL for p in provisions])
    no_lead = np.array([clause.node.kind is not NodeKind.LEAD for clause in clauses], dtype=bool)
    elsewhere = np.array([clause.role != GENERAL_GOAL for clause in clauses], dtype=bool)
    in_brief = group[candidates.provision] | (general[candidates.provision] & elsewhere[candidates.clause])
    place = (
        _SECTION * column["section"]
        + _AGENCY * column["agency"]
        + _HORIZON * column["horizon"]
        + _RANK * column["rank"]
        + _NATIONAL * national[candidates.provision]
        + _GROUP * (in_brief & no_lead[candidates.clause])
    )
    return np.column_stack([*(column[name] for name in CONTENT), place])
