"""What plans are called beside each other: two of one province are told apart by number or file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vnplan.comparison import ComparedPlan, Comparison
from vnplan.errors import Lang
from vnplan.reference import other_number, reference_of
from vnplan.report.strings import text


def plan_names(plans: Sequence[ComparedPlan]) -> list[str]:
    """A name for each plan, in their order: its province (`ComparedPlan.name`), where two share it with the number of
    the act or else the file, and where two share that too with the file."""
    names = [plan.name for plan in plans]
    for by_number in (True, False):
        times = Counter(names)
        for at, plan in enumerate(plans):
            if times[names[at]] > 1:
                number = plan.document.metadata.number if by_number else None
                names[at] = f"{plan.name} ({number or plan.source})"
    return names


def marked_names(comparison: Comparison, *, lang: Lang = "vi") -> dict[str, str]:
    """What plans are called, by document; a plan that carries out another decision says so."""
    names = {}
    for plan, name in zip(comparison.plans, plan_names(comparison.plans), strict=True):
        other = other_number(reference_of(plan.document), comparison.reference)
        first = f" [{text('plan', 'names_first', lang=lang, number=other)}]" if other else ""
        names[plan.document.id] = name + first
    return names
