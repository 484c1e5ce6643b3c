"""The six clarities ("6 rõ") of an assigned task: person, job, time, responsibility, product, authority.

The names are those offices use when tasks are assigned; what each asks of a duty is said in `clarities`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from vnplan.lexicon import agencies
from vnplan.models import AgencyMention, Document, Duty, Node, Role
from vnplan.report.strings import table
from vnplan.text import fold


class Clarity(StrEnum):
    """One of the six clarities, in their usual order."""

    PERSON = "person"
    JOB = "job"
    TIME = "time"
    RESPONSIBILITY = "responsibility"
    PRODUCT = "product"
    AUTHORITY = "authority"


class Degree(StrEnum):
    """How clear: stated, stated but not clear enough, or not stated."""

    CLEAR = "clear"
    VAGUE = "vague"
    ABSENT = "absent"


SIGNS: Mapping[Degree, str] = {Degree.CLEAR: "●", Degree.VAGUE: "◐", Degree.ABSENT: "○"}


class Clearness(NamedTuple):
    """How clear a duty is in one respect; `what` are the words of the plan it hangs on, where there are some."""

    degree: Degree
    what: str | None = None


_CLEAR, _VAGUE, _ABSENT = (Clearness(degree) for degree in (Degree.CLEAR, Degree.VAGUE, Degree.ABSENT))


def clarities(duty: Duty, *, asked: bool = False) -> dict[Clarity, Clearness]:
    """The six clarities of one duty. `asked`: the text requests instead of assigning (see `asks`).

    - person: an agency is named; vague where all named are groups ("các sở, ban, ngành").
    - job: vague where the duty is hedged ("nếu có", "theo khả năng cân đối", "lồng ghép").
    - time: a due date, a period or a day that recurs; vague where it only recurs.
    - responsibility: one agency acts, or one leads; vague where several act and none leads, absent where there is only
      coordination.
    - product: one is named.
    - authority: who decides is named where the duty is to advise and submit; vague where the duty is assigned to an
      agency that a provincial committee does not command, and not requested.

    >>> from vnplan import parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. TỔ CHỨC THỰC HIỆN\\n1. Sở Y tế báo cáo trước ngày 15/11/2025.\\n")
    >>> [clarity.value for clarity, found in clarities(plan.duties[0]).items() if found.degree != "clear"]
    ['product']
    """
    dated = duty.due or duty.due_date or duty.period
    return {
        Clarity.PERSON: _person(duty),
        Clarity.JOB: Clearness(Degree.VAGUE, "; ".join(duty.hedges)) if duty.hedges else _CLEAR,
        Clarity.TIME: _CLEAR if dated else _VAGUE if duty.recurring else _ABSENT,
        Clarity.RESPONSIBILITY: _responsibility(duty),
        Clarity.PRODUCT: _CLEAR if duty.product else _ABSENT,
        Clarity.AUTHORITY: _authority(duty, asked=asked),
    }


def _person(duty: Duty) -> Clearness:
    if not duty.agencies:
        return _ABSENT
    if all(_is_group(agency) for agency in duty.agencies):
        return Clearness(Degree.VAGUE, "; ".join(agency.name for agency in duty.agencies))
    return _CLEAR


def _responsibility(duty: Duty) -> Clearness:
    led = Role.LEAD in {duty.role, *duty.roles}
    if duty.role is Role.COORDINATE and not led:
        return _ABSENT
    if led or len(duty.agencies) == 1:
        return _CLEAR
    return _VAGUE if duty.agencies else _ABSENT


def _authority(duty: Duty, *, asked: bool) -> Clearness:
    if duty.role is Role.ADVISE and not duty.authority:
        return _ABSENT
    return _VAGUE if beyond_competence(duty) and not asked else _CLEAR


def beyond_competence(duty: Duty) -> tuple[AgencyMention, ...]:
    """The acting agencies a provincial committee cannot assign tasks: `commands` is False in the lexicon.

    Nobody is assigned anything by mere coordination, and agencies the lexicon does not know are left alone.
    """
    if duty.role is Role.COORDINATE:
        return ()
    known = agencies()
    return tuple(a for a in duty.agencies if a.id in known and known.get(a.id).commands is False)


def depends(duty: Duty) -> tuple[AgencyMention, ...]:
    """The acting agencies that some committee may command and some not (`commands` is None), such as universities."""
    if duty.role is Role.COORDINATE:
        return ()
    known = agencies()
    return tuple(a for a in duty.agencies if a.id in known and known.get(a.id).commands is None)


def asks(document: Document, duty: Duty, *, nodes: Mapping[str, Node] | None = None) -> bool:
    """Whether the plan requests ("đề nghị Ngân hàng Nhà nước …") where it could not assign.

    The words are looked for in the clause and in the headings and leads above it.
    """
    by_id = nodes if nodes is not None else {node.id: node for node in document.nodes}
    cues = [f" {fold(cue)} " for cue in table("notes")["cues"]["request"]]
    at: str | None = duty.clause
    for _ in range(len(by_id)):
        node = by_id.get(at) if at is not None else None
        if node is None:
            return False
        words = f" {fold(node.text)} "
        if any(cue in words for cue in cues):
            return True
        at = node.parent
    return False


def _is_group(agency: AgencyMention) -> bool:
    known = agencies()
    return agency.id in known and known.get(agency.id).level == "group"
