"""Plans in time and in the list of provinces: which are older than the decision, which provinces have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vnplan.comparison import ComparedPlan
from vnplan.lexicon import provinces
from vnplan.lexicon.issuers import Level
from vnplan.lexicon.provinces import MERGER
from vnplan.models import Reference


class Former(NamedTuple):
    """A province as it was before the merger, and its plans as indexes into the list given."""

    name: str
    plans: tuple[int, ...]


class Today(NamedTuple):
    """A province of today: plans it issued itself, and the provinces whose territory it covers with theirs."""

    name: str
    plans: tuple[int, ...]
    former: tuple[Former, ...]


def issued_before(plans: Sequence[ComparedPlan], reference: Reference) -> int:
    """How many plans are older than the decision: against it they can only be reviewed and adjusted."""
    days = (plan.document.metadata.issued_on for plan in plans)
    return sum(day is not None and day < reference.issued_on for day in days)


def register(plans: Sequence[ComparedPlan]) -> list[Today]:
    """Today's provinces in official order. A plan issued before the merger, or without a day, is of a former one.

    Plans of communes, departments and other bodies are no plans of their province.

    >>> [row.name for row in register(())][:2], len(register(()))
    (['Hà Nội', 'Cao Bằng'], 34)
    """
    known = provinces()
    own: dict[str, list[int]] = {}
    former: dict[str, list[int]] = {}
    for index, plan in enumerate(plans):
        meta = plan.document.metadata
        found = known.find(f"tỉnh {meta.province}") if meta.province and plan.level is Level.PROVINCE else None
        if found is not None:
            lists = own if meta.issued_on and meta.issued_on >= MERGER else former
            lists.setdefault(found.id, []).append(index)
    return [
        Today(
            row.name,
            tuple(own.get(row.id, ())),
            tuple(Former(before.name, tuple(former.get(before.id, ()))) for before in known.predecessors(row.id)),
        )
        for row in known.today
    ]
