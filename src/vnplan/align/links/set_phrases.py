"""Standing duties: what offices do in words that are always the same, whosever paragraph says so.

Each duty says which provision orders it and which clause does it; the words of both are in lexicon/data/duties.toml.
Where a rule names numbers, they are those of annotated plans in which it was seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from vnplan.align.links.ruled_out import is_programme, items_of
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.localise import TECHNOLOGY
from vnplan.lexicon.loader import table
from vnplan.models import Obligation, Provision, ProvisionKind

_NEAR = 40  # letters in which what is proposed is named
_GOAL = "goal"
_END = re.compile(r"[;.](?=\s|$)")


@dataclass(frozen=True, slots=True)
class StandingDuty:
    """A duty by its name: whether a provision orders it, and whether a clause does it."""

    name: str
    is_ordered_by: Callable[[Provision], bool]
    is_done_by: Callable[[PreparedClause], bool]


def _words(section: str) -> dict[str, Any]:
    found: dict[str, Any] = table("duties")[section]
    return found


def _orders_reports(provision: Provision) -> bool:
    return provision.kind is ProvisionKind.REPORTING and provision.obligation is Obligation.DIRECT


def has_yearly_report(clause: PreparedClause) -> bool:
    """Whether a part of the clause between semicolons and full stops speaks of a report and of a day without a year.

    A clause that has one made by a day of every year carries the duty to report that everyone has, whether the
    decision sets a day (127, Điều 2.5) or not (1671, Điều 2.8.e). The duty is the same whoever is told to see to
    it: the departments that send their part, or the one that draws the report up for the ministry. The latter
    stands in the paragraph of the department in charge, beside its coordinating, so words and agency alone lead to
    that department's own provision (observed in three plans that word freely).
    """
    days = [d.core[0] for d in clause.dates if d.day is not None and d.value is None]
    ends = days and [match.start() for match in _END.finditer(clause.low)]
    for day in days:
        first = max((end for end in ends if end < day), default=0)
        last = min((end for end in ends if end > day), default=len(clause.low))
        if any(word in clause.low[first:last] for word in table("dates")["cues"]["report"]):
            return True
    return False


def _orders_estimates(provision: Provision) -> bool:
    named = _words("estimates")["named"]
    return provision.kind is ProvisionKind.FUNDING and any(p.startswith(named) for p in provision.products)


def has_estimate(clause: PreparedClause) -> bool:
    """Whether the clause has an estimate drawn up.

    To draw one up ("lập dự toán", "xây dựng dự toán") is a term of the State Budget Law and has no other words; all
    around it are words of habit. Every clause that says so carries the provision that orders it (ten of ten in nine
    annotated plans).
    """
    return any(words in clause.low for words in _words("estimates")["drawn_up"])


def _orders_proposals(provision: Provision) -> bool:
    return provision.kind is ProvisionKind.ORGANISATION and provision.addressee in _words("proposals")["whose"]


def has_proposal(clause: PreparedClause) -> bool:
    """Whether institutes or universities are to propose something.

    A clause by which institutes or universities, which no plan commands, propose solutions or tasks ("chủ động đề
    xuất nhiệm vụ, giải pháp") carries the duty a decision lays on them in these words (127, Điều 2.4). All else in
    it is habit, and its few words look like the duty to report (two of two in the plans that say it shortly).
    """
    words = _words("proposals")
    if not clause.agencies.intersection(words["whose"]):
        return False
    first = clause.low.find(words["proposing"])
    return first >= 0 and any(word in clause.low[first : first + _NEAR] for word in words["proposed"])


def has_programme(clause: PreparedClause) -> bool:
    """Whether somebody is to take part in national programmes on the technology.

    A national programme that has no content besides its name is carried by whoever takes part in one on the same
    technology ("đề xuất tham gia các chương trình quốc gia về TTNT"): a locality can do no more (127, annex).
    """
    words = _words("programmes")
    first = clause.low.find(words["joined"])
    named = clause.low.find(words["named"], first, first + _NEAR) if first >= 0 else -1
    if named < 0 or TECHNOLOGY not in clause.tokens.words:
        return False
    programme = _END.split(clause.low[named : named + 2 * _NEAR])[0]
    return any(word in programme for word in words["national"])


def _amends_the_law(provision: Provision) -> bool:
    whole = (_words("drafts")["whole"],)
    return provision.law_drafting and not provision.restates and any(m.items == whole for m in provision.measures)


def has_drafts(clause: PreparedClause) -> bool:
    """Whether somebody is to have a say in drafts of law on the technology.

    Of the making of national law a province has a say in the drafts, by law and in these words ("tham gia góp ý dự
    thảo luật, nghị định"); so it carries the task to amend the law on the technology (1671, IV.1.b; two of two in
    the two plans under it).
    """
    words = _words("drafts")
    first = min((at for said in words["having_a_say"] if (at := clause.low.find(said)) >= 0), default=-1)
    if first < 0 or TECHNOLOGY not in clause.tokens.words:
        return False
    said = _END.split(clause.low[first:])[0][: 2 * _NEAR]
    return any(draft in said for draft in words["drafts"]) and any(law in said for law in words["law"])


def _wants_startups(provision: Provision) -> bool:
    founded = _words("startups")["founded"]
    return provision.kind is ProvisionKind.GOAL and any(item.startswith(founded) for item in items_of(provision))


def has_startups(clause: PreparedClause) -> bool:
    """Whether start-ups on the technology are to be supported, and no funds to be asked in for them.

    Among its tasks a plan supports those that work on the technology ("hỗ trợ, khuyến khích doanh nghiệp khởi
    nghiệp về TTNT"); the decision has no such task, but the goal that there be more of them (three of three, two of
    them sure). Where funds are asked in for them there is a task.
    """
    words = _words("startups")
    at = clause.low.find(words["named"])
    if at < 0:
        return False
    before, starts = clause.low[max(0, at - 2 * _NEAR) : at], clause.tokens.starts
    supported = any(word in before for word in words["supported"]) and not any(
        word in before for word in words["funds"]
    )
    near = slice(bisect_left(starts, at), bisect_left(starts, at + 2 * _NEAR))
    return supported and TECHNOLOGY in clause.tokens.words[near]


def _is_on_term(name: str, provision: Provision) -> bool:
    return provision.kind is not ProvisionKind.GOAL and _words("terms")[name]["item"] in items_of(provision)


def has_term(name: str, clause: PreparedClause) -> bool:
    """Whether a clause on the technology says a term of art, with whom it is said of, and sets no goal.

    "ươm tạo", "vườn ươm" of firms is a term of the Law on Support for Small and Medium-sized Enterprises, "nhóm
    nghiên cứu mạnh" one of the rules on science. Outside the goals a clause on the technology that says one carries
    the provision that is on it (five of five, three of three).
    """
    term = _words("terms")[name]
    if clause.role == _GOAL or TECHNOLOGY not in clause.tokens.words:
        return False
    places = [at for said in term["said"] if (at := clause.low.find(said)) >= 0]
    return any(word in clause.low[at : at + _NEAR] for at in places for word in term["of"])


def _orders_research(provision: Provision) -> bool:
    basic = (_words("research")["basic"],)
    return provision.kind is ProvisionKind.TASK and any(measure.items == basic for measure in provision.measures)


def has_research(clause: PreparedClause) -> bool:
    """Whether the department of science is to have research tasks on the technology done.

    "nhiệm vụ khoa học và công nghệ" is a term of the Law on Science and Technology. Where the department of science
    has such tasks on the technology ordered, proposed or put first, it carries the decision's task of research
    (four of four in ten annotated plans).
    """
    words = _words("research")
    if not clause.agencies.intersection(words["whose"]):
        return False
    first = min((at for task in words["tasks"] if (at := clause.low.find(task)) >= 0), default=-1)
    starts = clause.tokens.starts
    near = slice(bisect_left(starts, first), bisect_left(starts, first + 2 * _NEAR))
    return first >= 0 and TECHNOLOGY in clause.tokens.words[near]


@lru_cache(maxsize=1)
def all_duties() -> tuple[StandingDuty, ...]:
    """All of them; a provision orders the first that fits it."""
    return (
        StandingDuty("yearly", _orders_reports, has_yearly_report),
        StandingDuty("proposal", _orders_proposals, has_proposal),
        StandingDuty("programme", is_programme, has_programme),
        StandingDuty("drafts", _amends_the_law, has_drafts),
        StandingDuty("startups", _wants_startups, has_startups),
        *(StandingDuty(name, partial(_is_on_term, name), partial(has_term, name)) for name in _words("terms")),
        StandingDuty("research", _orders_research, has_research),
        StandingDuty("estimate", _orders_estimates, has_estimate),
    )
