"""Agency: a ministry's task is carried by the province's department of the same field; anyone else is a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from vnplan.align.deviations.context import Difference, LinkContext
from vnplan.align.wording.clauses import ALL_DEPARTMENTS, agency_ids
from vnplan.lexicon import agencies
from vnplan.models import DeviationKind, ProvisionKind, Role

_ON_THEIR_OWN = frozenset({"union", "association", "enterprise"})
_ASSIGNED = frozenset({ProvisionKind.TASK, ProvisionKind.PROGRAMME, ProvisionKind.ORGANISATION})


def agency_deviations(link: LinkContext) -> Iterator[Difference]:
    """A task given to none of the provincial counterparts, their successors or the decision's own addressee.

    Whoever only goes along with one who leads does not have the task. What the decision orders of a single office (to
    gather and report) is such a task too; what it orders of groups anyone of them may do. Unions, associations and
    firms do under their own headings what is theirs to do anyway; they take a task over where they lead.
    """
    provision, duty = link.provision, link.clause.duty
    if provision.kind not in _ASSIGNED or not provision.counterparts or duty is None or not duty.agencies:
        return
    if provision.kind is ProvisionKind.ORGANISATION and not _single(provision.counterparts):
        return
    leads = duty.role is Role.LEAD and not duty.role_inferred
    who = duty.agencies if leads else (*duty.agencies, *duty.partners)
    named = agency_ids(who, link.document.metadata.issued_on)
    expected = {*provision.counterparts, provision.addressee, *provision.co_leads}
    if named & expected or _one_of_all(named, provision.counterparts) or not (leads or named - _on_their_own()):
        return
    yield Difference(
        DeviationKind.AGENCY_CHANGED,
        duty.agencies[0].span or link.clause.node.span,
        expected="; ".join(_name(a) for a in provision.counterparts),
        found="; ".join(a.name for a in duty.agencies),
    )


@lru_cache(maxsize=1)
def _on_their_own() -> frozenset[str]:
    """Bodies to which no committee gives the work of its offices."""
    return frozenset(agency.id for agency in agencies().rows if agency.kind in _ON_THEIR_OWN)


def _one_of_all(named: frozenset[str], expected: Sequence[str]) -> bool:
    """Whether a task for all departments ("các sở, ban, ngành") is given to one of the province's agencies."""
    known = agencies()
    return ALL_DEPARTMENTS in expected and any(i in known and known.get(i).level == "province" for i in named)


@lru_cache(maxsize=512)
def _single(ids: tuple[str, ...]) -> bool:
    """Whether offices of the province are named and no groups."""
    known = agencies()
    return all(agency_id in known and known.get(agency_id).kind == "department" for agency_id in ids)


def _name(agency_id: str) -> str:
    try:
        return agencies().get(agency_id).name.vi
    except KeyError:
        return agency_id
