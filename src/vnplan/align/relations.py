"""The relation of contents between a clause and a provision: equal, subset, superset, intersects (NIST IR 8477).

Two questions decide, both on measures: does the clause carry all of the provision, and does it hold more of weight?
A changed figure, deadline or verb does not count. What is more of weight is told by the deviations: content or scope
that is added, and what the clause carries of another provision.
"""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.align.links.measures import CARRIED
from vnplan.models import Provision, ProvisionKind, Relation

# In a plan with words of its own a carried measure keeps fewer of the decision's, a single one any number. Read off the
# five annotated plans that word freely (model card), where two readers agree on relations in nine of ten links.
_OWN_CARRIED = 0.25
# How the work is organised is said in the words of every office, few of them the decision's ("tổ chức sơ kết").
_OFFICE_CARRIED = 0.2


def relation(shares: Sequence[float], *, narrowed: bool, more: bool, carried: float = CARRIED) -> Relation:
    """The relation of a clause to a provision.

    `shares` are the carried shares of the provision's measures (0-1), `carried` is the least that counts
    (`least_carried`); `narrowed` says that a list or a qualifier was shortened or a measure dropped, `more` that
    content, partners or a field were added, or that the clause carries something else besides.
    """
    whole = bool(shares) and min(shares) >= carried and not narrowed
    if whole:
        return Relation.SUPERSET if more else Relation.EQUAL
    return Relation.INTERSECTS if more else Relation.SUBSET


def least_carried(provision: Provision, *, free: bool) -> float:
    """The share from which a measure is carried; `free` says that the plan has words of its own."""
    if provision.kind is ProvisionKind.ORGANISATION:
        return _OFFICE_CARRIED
    if not free:
        return CARRIED
    return 0.0 if len(provision.measures) == 1 else _OWN_CARRIED
