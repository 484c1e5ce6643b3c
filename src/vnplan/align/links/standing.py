"""Standing duties: what every office does every year, whosever paragraph says so. It reports, and it draws up an
estimate of what its tasks cost; the department of science has research done. What institutes and universities do, which
no plan commands: they propose. And what provinces make of some provisions, in words of their own but always the same.

Reports: a clause that has one made by a day of every year carries the duty to report that everyone has, whether the
decision sets a day (127, Điều 2.5) or not (1671, Điều 2.8.e). The duty is the same whoever is
told to see to it: the departments that send their part, or the one that draws the report up for the ministry. The
latter stands in the paragraph of the department in charge, beside its coordinating, so words and agency alone lead to
that department's own provision (observed in three plans that word freely).

Estimates: to draw one up ("lập dự toán", "xây dựng dự toán") is a term of the State Budget Law and has no other words;
all around it are words of habit. Every clause that says so carries the provision that orders it (ten of ten in nine
annotated plans).

Proposals: a clause by which institutes or universities propose solutions or tasks ("chủ động đề xuất nhiệm vụ, giải
pháp") carries the duty a decision lays on them in these words (127, Điều 2.4). All else in it is habit, and its few
words look like the duty to report (two of two in the plans that say it shortly).

Research: "nhiệm vụ khoa học và công nghệ" is a term of the Law on Science and Technology. Where the department of
science has such tasks on the technology ordered, proposed or put first, it carries the decision's task of research
(four of four in ten annotated plans).

Drafts of law: of the making of national law a province has a say in the drafts, by law and in these words ("tham gia
góp ý dự thảo luật, nghị định"); so it carries the task to amend the law on the technology (1671, IV.1.b; two of two in
the two plans under it).

Programmes: a national programme that has no content besides its name is carried by whoever takes part in one on the
same technology ("đề xuất tham gia các chương trình quốc gia về TTNT"): a locality can do no more (127, annex).

Start-ups: among its tasks a plan supports those that work on the technology ("hỗ trợ, khuyến khích doanh nghiệp khởi
nghiệp về TTNT"); the decision has no such task, but the goal that there be more of them (three of three, two of them
sure). Where funds are asked in for them there is a task.

Terms of art (lexicon/data/duties.toml, terms): "ươm tạo", "vườn ươm" of firms is a term of the Law on Support for Small
and Medium-sized Enterprises, "nhóm nghiên cứu mạnh" one of the rules on science. Outside the goals a clause on the
technology that says one carries the provision that is on it (five of five, three of three).

Awareness: to raise it ("nâng cao nhận thức của các ngành, các cấp về vai trò của TTNT") is an act of one name, whosever
it is and of whatever side of the technology. A clause that opens with it and has no other link carries a provision that
does it: among tasks the task, elsewhere the orientation (all sixteen such clauses of ten annotated plans do).

Uses: a department that applies the technology in its own work, in whatever words, does what the decision asks of its
field, where that asks one such thing of it and the clause has no other link (gold: the department of the same field).

Such a link is kept for review. The model knows nothing of these rules, so the score of such a link is set, not
measured: the least of those that by their score alone need no look.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from vnplan.align.links.decide import SURE, PairDecision
from vnplan.align.links.ruled_out import is_programme, uses
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.localise import TECHNOLOGY
from vnplan.lexicon.loader import table
from vnplan.models import Obligation, Provision, ProvisionKind

_NEAR = 40  # letters in which what is proposed is named
_OPENING = 6  # words that may stand before the act that opens a part of a clause ("Triển khai các chương trình …")
_TASK, _GOAL = "task", "goal"
_END = re.compile(r"[;.](?=\s|$)")


def standing_duties(
    clauses: Sequence[PreparedClause], decisions: Sequence[PairDecision], index: ReferenceIndex
) -> list[PairDecision]:
    """The decisions, with every clause linked to the provision that orders the standing duty it does."""
    linked = {(d.clause, d.provision) for d in decisions if d.linked}
    found = {
        (row, provision): why
        for provision, why in _duties(index).items()
        for row, clause in enumerate(clauses)
        if (row, provision) not in linked and _SAID[why](clause)
    }
    aware, others = _awareness(index), {row for row, _ in linked}
    for row, clause in enumerate(clauses):
        if aware and row not in others and raises_awareness(clause):
            found[row, aware.get(clause.role == _TASK, min(aware.values()))] = "awareness"
        elif row not in others and (use := _use(clause, index)) is not None:
            found[row, use] = "use"
    said = {pair: PairDecision(*pair, SURE, True, True, (why,)) for pair, why in found.items()}
    if not said:
        return list(decisions)
    kept = (d for d in decisions if (d.clause, d.provision) not in said)
    return sorted((*kept, *said.values()), key=lambda d: (d.clause, -d.probability, d.provision))


@lru_cache(maxsize=16)
def _duties(index: ReferenceIndex) -> dict[int, str]:
    """The rows of provisions that order a standing duty, each with which one it is."""
    return {row: why for row, provision in enumerate(index.provisions()) if (why := _duty(provision)) is not None}


def _duty(provision: Provision) -> str | None:
    """Which standing duty a provision orders, if any."""
    if provision.kind is ProvisionKind.REPORTING and provision.obligation is Obligation.DIRECT:
        return "yearly"
    if provision.kind is ProvisionKind.ORGANISATION and provision.addressee in table("duties")["proposals"]["whose"]:
        return "proposal"
    if is_programme(provision):
        return "programme"
    if provision.law_drafting and any(m.items == (table("duties")["drafts"]["whole"],) for m in provision.measures):
        return None if provision.restates else "drafts"
    items = [item for measure in provision.measures for item in measure.items]
    founded = table("duties")["startups"]["founded"]
    if provision.kind is ProvisionKind.GOAL and any(item.startswith(founded) for item in items):
        return "startups"
    for name, term in table("duties")["terms"].items():
        if provision.kind is not ProvisionKind.GOAL and term["item"] in items:
            return str(name)
    basic = table("duties")["research"]["basic"]
    if provision.kind is ProvisionKind.TASK and any(measure.items == (basic,) for measure in provision.measures):
        return "research"
    named = table("duties")["estimates"]["named"]
    if provision.kind is ProvisionKind.FUNDING and any(p.startswith(named) for p in provision.products):
        return "estimate"
    return None


@lru_cache(maxsize=16)
def _awareness(index: ReferenceIndex) -> dict[bool, int]:
    """The first row of a task that raises awareness (True) and of another provision that does (False)."""
    rows: dict[bool, int] = {}
    for row, provision in enumerate(index.provisions()):
        said = [measure.vi.lower() for measure in provision.measures]
        if not provision.restates and any(words in measure for words in _raising() for measure in said):
            rows.setdefault(provision.kind is ProvisionKind.TASK, row)
    return rows


def _use(clause: PreparedClause, index: ReferenceIndex) -> int | None:
    """The row of the one use of the technology that is asked of the clause's department, where it applies it."""
    words = table("duties")["use"]
    if not clause.agencies or not any(f"{of} {into} " in clause.low for of in words["of"] for into in words["into"]):
        return None
    rows = [row for row, is_use in enumerate(uses(index).tolist()) if is_use]
    own = [row for row in rows if clause.agencies.intersection(index.provisions()[row].counterparts)]
    return own[0] if len(own) == 1 else None


def _raising() -> Sequence[str]:
    words: Sequence[str] = table("duties")["awareness"]["raised"]
    return words


def raises_awareness(clause: PreparedClause) -> bool:
    """Whether a part of the clause opens with raising awareness of the technology."""
    places = [at for words in _raising() if (at := clause.low.find(words)) >= 0]
    starts, words = clause.tokens.starts, clause.tokens.words
    for first, last in clause.segments if places else ():
        opened = any(starts[first] <= at <= starts[last - 1] for at in places)
        if opened and TECHNOLOGY in words[first:last]:
            return len(clause.low[starts[first] : min(places)].split()) <= _OPENING
    return False


def has_yearly_report(clause: PreparedClause) -> bool:
    """Whether a part of the clause between semicolons and full stops speaks of a report and of a day without a year."""
    days = [d.core[0] for d in clause.dates if d.day is not None and d.value is None]
    ends = days and [match.start() for match in _END.finditer(clause.low)]
    for day in days:
        first = max((end for end in ends if end < day), default=0)
        last = min((end for end in ends if end > day), default=len(clause.low))
        if any(word in clause.low[first:last] for word in table("dates")["cues"]["report"]):
            return True
    return False


def has_estimate(clause: PreparedClause) -> bool:
    """Whether the clause has an estimate drawn up."""
    return any(words in clause.low for words in table("duties")["estimates"]["drawn_up"])


def has_proposal(clause: PreparedClause) -> bool:
    """Whether institutes or universities are to propose something."""
    words = table("duties")["proposals"]
    if not clause.agencies.intersection(words["whose"]):
        return False
    first = clause.low.find(words["proposing"])
    return first >= 0 and any(word in clause.low[first : first + _NEAR] for word in words["proposed"])


def has_programme(clause: PreparedClause) -> bool:
    """Whether somebody is to take part in national programmes on the technology."""
    words = table("duties")["programmes"]
    first = clause.low.find(words["joined"])
    named = clause.low.find(words["named"], first, first + _NEAR) if first >= 0 else -1
    if named < 0 or TECHNOLOGY not in clause.tokens.words:
        return False
    programme = _END.split(clause.low[named : named + 2 * _NEAR])[0]
    return any(word in programme for word in words["national"])


def has_research(clause: PreparedClause) -> bool:
    """Whether the department of science is to have research tasks on the technology done."""
    words = table("duties")["research"]
    if not clause.agencies.intersection(words["whose"]):
        return False
    first = min((at for task in words["tasks"] if (at := clause.low.find(task)) >= 0), default=-1)
    starts = clause.tokens.starts
    near = slice(bisect_left(starts, first), bisect_left(starts, first + 2 * _NEAR))
    return first >= 0 and TECHNOLOGY in clause.tokens.words[near]


def has_drafts(clause: PreparedClause) -> bool:
    """Whether somebody is to have a say in drafts of law on the technology."""
    words = table("duties")["drafts"]
    first = min((at for said in words["having_a_say"] if (at := clause.low.find(said)) >= 0), default=-1)
    if first < 0 or TECHNOLOGY not in clause.tokens.words:
        return False
    said = _END.split(clause.low[first:])[0][: 2 * _NEAR]
    return any(draft in said for draft in words["drafts"]) and any(law in said for law in words["law"])


def has_startups(clause: PreparedClause) -> bool:
    """Whether start-ups on the technology are to be supported, and no funds to be asked in for them."""
    words = table("duties")["startups"]
    at = clause.low.find(words["named"])
    if at < 0:
        return False
    before, starts = clause.low[max(0, at - 2 * _NEAR) : at], clause.tokens.starts
    supported = any(word in before for word in words["supported"]) and not any(
        word in before for word in words["funds"]
    )
    near = slice(bisect_left(starts, at), bisect_left(starts, at + 2 * _NEAR))
    return supported and TECHNOLOGY in clause.tokens.words[near]


def has_term(name: str, clause: PreparedClause) -> bool:
    """Whether a clause on the technology says a term of art, with whom it is said of, and sets no goal."""
    term = table("duties")["terms"][name]
    if clause.role == _GOAL or TECHNOLOGY not in clause.tokens.words:
        return False
    places = [at for said in term["said"] if (at := clause.low.find(said)) >= 0]
    return any(word in clause.low[at : at + _NEAR] for at in places for word in term["of"])


_SAID: Mapping[str, Callable[[PreparedClause], bool]] = {
    "yearly": has_yearly_report,
    "estimate": has_estimate,
    "proposal": has_proposal,
    "programme": has_programme,
    "research": has_research,
    "drafts": has_drafts,
    "startups": has_startups,
    "incubation": partial(has_term, "incubation"),
    "groups": partial(has_term, "groups"),
    "curricula": partial(has_term, "curricula"),
}
