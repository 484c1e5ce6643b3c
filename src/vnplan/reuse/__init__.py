"""Wording that several plans share beyond the reference: stretches of each plan, their groups, who shares what."""

from vnplan.reuse.runs import KnownWording, PlanRuns, known_wording, runs_of_plan
from vnplan.reuse.shared import SharedWording

__all__ = ["KnownWording", "PlanRuns", "SharedWording", "known_wording", "runs_of_plan"]
