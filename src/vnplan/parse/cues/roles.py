"""The part an agency plays in a task, read from the verbs that open its sentences.

A clause is cut into segments at ";", ".", and at a colon that only introduces; in each segment the first verb acts, and
so do verbs joined to it by "," or "và" ("Tham mưu, tổ chức thực hiện …"), but not those of objects: in "tham mưu UBND
tỉnh ban hành …, bố trí …" the other verbs are the committee's, in "phối hợp với Sở X rà soát, thống kê …" joint.

Source: the rules of roles in the JSON contract; wordings observed in provincial plans.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.lexicon.units import either
from vnplan.models import Role
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.phrases import Phrases, after_blank, any_of, cues, standing, telling
from vnplan.text import nfc

_STOP = re.compile(r"[.;:]\s")
_OPENS = re.compile(r"[\s\-–+•*“\"(]*")
_BASIS_REACH = 320
_JOINED = 40


class Act(NamedTuple):
    """One verb of an agency: its role, where it stands in the line, and whether it only serves a report."""

    role: Role
    start: int
    end: int
    beside_report: bool = False


class RoleReading(NamedTuple):
    """The dominant role, all roles in order of appearance, and whether the text leaves it to inference."""

    role: Role
    roles: tuple[Role, ...]
    inferred: bool


@cache
def _verbs() -> Phrases:
    """All verbs and what looks like one, by list; the longest wording at a place decides."""
    data = table("duties")
    lists = {name: data["roles"][name] for name in ("never", "lead", "coordinate", "soft_advise", "advise", "report")}
    return Phrases({**lists, "beside_report": data["roles"]["beside_report"], "verbs": data["subject"]["verbs"]})


_ROLES = {"lead": Role.LEAD, "coordinate": Role.COORDINATE, "advise": Role.ADVISE, "report": Role.REPORT}


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(rf"[;.](?=\s)|[:,+](?=\s|$)|\s(?:{any_of('roles', 'joins')}|–|-)(?=\s)")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(any_of("roles", "hints") + r"(?!\w)")


@cache
def _after_basis() -> re.Pattern[str]:
    goes_on = any_of("roles", "basis_goes_on", "joins")
    return re.compile(rf"\s{any_of('roles', 'basis_ends')}(?=\s(?!{goes_on}))")


def told_at(low: str, start: int, end: int) -> list[int]:
    """Where a stretch says who leads, joins, advises, decides or reports; nowhere if it only names things to do."""
    return [match.start() for match in verbs_told(_told(), low, start, end, places=telling(low))]


def verbs_told(
    pattern: re.Pattern[str], low: str, start: int, end: int, *, places: Iterable[int] | None = None
) -> list[re.Match[str]]:
    """The matches of a pattern of verbs, without those that are part of a noun ("chương trình", "giáo trình")."""
    return [
        match
        for match in standing(pattern, low, start, end, places=places)
        if not (match.group().startswith(_noun_ends()) and low.endswith(_noun_heads(), 0, match.start()))
    ]


@cache
def _noun_ends() -> tuple[str, ...]:
    return tuple(table("duties")["roles"]["nouns_end"])


@cache
def _noun_heads() -> tuple[str, ...]:
    return tuple(f"{word} " for word in table("duties")["roles"]["nouns_before"])


def _act_at(low: str, start: int) -> Act | None:
    """The act whose verb stands here, adverbs and "có trách nhiệm" passed over."""
    opening: re.Match[str] = _opening().match(low, start)  # type: ignore[assignment]
    led = opening.end("led")
    if led > start and (whole := cues("roles", "lead").at(low, start)) > led:
        return Act(Role.LEAD, start, whole)  # "chịu trách nhiệm chính" is more than "chịu trách nhiệm"
    verb = opening["verb"]
    if verb is None or (name := _verbs().list_of(verb)) == "never":
        return None
    position, end = opening.span("verb")
    if opening.end("field") >= end and _ends_field(low, position, opening["field"]):
        return None
    if name == "soft_advise":
        # advice only towards a body that decides ("đề xuất UBND tỉnh …"), else a doing verb ("đề xuất giải pháp")
        after = cues("roles", "to").skip(low, after_blank(low, end))
        return Act(Role.ADVISE if cues("cues", "deciders").at(low, after) >= 0 else Role.IMPLEMENT, position, end)
    if name == "beside_report" and (told := _reported().match(low, end)):
        if cues("cues", "deciders").at(low, after_blank(low, told.end())) >= 0:
            return Act(Role.REPORT, position, told.end())  # "tổng hợp kết quả báo cáo UBND tỉnh"
    return Act(_ROLES.get(name, Role.IMPLEMENT), position, end, name == "beside_report")


@cache
def act_words() -> frozenset[str]:
    """The words an act may begin with."""
    lead_in, verbs = cues("roles", "lead_in").first_words(), _verbs().first_words()
    return lead_in | verbs | {words.split(" ")[0] for words in table("duties")["time"]["opens_date"]}


@cache
def _opening() -> re.Pattern[str]:
    """How an act opens: adverbs, a time ("trước ngày 30/11 hằng năm, báo cáo …", "(trước ngày 20)"), and the verb.

    "…, hoàn thành trước ngày 30/6" is no act of its own. The verb may also be (part of) the name of a `field`.
    """
    opens, words = any_of("time", "opens_date"), any_of("time", "date_words")
    dated = rf"{opens}(?:\s(?:{words}|[ivx]{{1,4}}|\d[\d/.\-]*)(?!\w)){{1,16}}"
    time = rf"(?:{dated}|\([^()]{{1,60}}\)),?\s"
    led = cues("roles", "lead_in").run
    by_when = rf"{cues('time', 'done').one}\W{cues('time', 'opens_date', 'date_words').one}"
    verb = rf"(?P<verb>(?!{by_when}){_verbs().one})"
    return re.compile(rf"(?P<led>{led})(?>{time}{led})?+(?:(?=(?P<field>{either(_fields())}))|)(?:{verb}|)")


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    """Fields of departments that hold a verb ("thông tin và truyền thông"): by the verb, what stands before it."""
    found: dict[str, set[str]] = {}
    for agency in agencies().rows:
        if agency.kind in {"department", "ministry"}:
            field = lowered(nfc(agency.vi)).split(" ", 1)[-1]
            first, _, second = field.rpartition(" và ")
            if first:
                found.setdefault(second, set()).add(first)
    return {second: tuple(sorted(firsts)) for second, firsts in found.items()}


def _ends_field(low: str, start: int, second: str) -> bool:
    """Whether words are the end of a field's name: "Sở Giáo dục và Đào tạo", "Kế hoạch - Đầu tư"."""
    before = low[max(0, start - 40) : start].rstrip(" -–&")
    return before.removesuffix(" và").rstrip().endswith(_fields()[second])


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"[^,;.:]{{0,80}}?\s{any_of('authority', 'reports')}(?!\w)")


def acts(low: str, start: int, end: int) -> list[Act]:
    """The acts of a stretch of a clause, in order."""
    places = [(start, ".")]
    opening = cues("roles", "lead_in").skip(low, _OPENS.match(low, start).end())  # type: ignore[union-attr]
    basis = cues("roles", "basis").at(low, opening)
    rests = low.find(",", basis, end) if basis >= 0 else -1
    if basis >= 0:
        # "căn cứ Kế hoạch này xây dựng …": the verb follows without a comma
        stop = _STOP.search(low, basis, end)
        limit = min(basis + _BASIS_REACH, stop.start() if stop else end)
        ends = (match.end() + 1 for match in _after_basis().finditer(low, basis, limit))
        places += next(([(place, ",")] for place in ends if _act_at(low, place)), [])
    places += [(match.end(), match.group().strip()) for match in _cut().finditer(low, start, end)]
    found: list[Act] = []
    segment: list[Act] = []
    sends = [place for place, _, _ in cues("roles", "sends").within(low, start, end)]
    sent = False
    seen = start
    opened = True  # whether the verbs of this segment can be the agency's: it began with one, or with what they rest on
    for place, cut in sorted(places):
        position = _OPENS.match(low, place).end()  # type: ignore[union-attr]
        if position >= end or (found and position < found[-1].end):
            continue
        if cut == ":" and segment:
            continue  # what follows a colon spells out the act before it
        act = _act_at(low, position)
        if act is not None and (act.end > end or (place < rests and cut not in {",", "."})):
            act = None  # "trên cơ sở Kế hoạch và dự toán …": still what the act rests on
        sent = sent or bisect_left(sends, seen) < bisect_left(sends, position)
        seen = position
        if cut in {";", "."}:
            segment, sent = [], False
            opened = act is not None or place == start or cues("subject", "openers").at(low, position) >= 0
        if act is None or not opened:
            continue
        if segment and not _follows(low, segment[-1], act, position, cut, sent):
            continue
        segment.append(act)
        found.append(act)
    return found


def _follows(low: str, last: Act, act: Act, position: int, cut: str, sent: bool) -> bool:
    """Whether a verb after another in one segment is still the agency's own; `sent`: the matter went to a receiver."""
    between = low[last.end : position].strip(" ,-–") if position - last.end <= _JOINED else None
    if between is not None and (not between or cues("roles", "joins").at(between, 0) == len(between)):
        return True
    if cues("roles", "also").at(cut, 0) > 0 or act.role is Role.LEAD:
        return True
    if last.role is Role.REPORT and cues("authority", "decides").at(low, position) >= 0:
        told = cues("cues", "deciders").within(low, last.end, position)
        return not told  # "báo cáo UBND tỉnh xem xét, quyết định": the committee's acts
    if sent:
        return False  # "gửi Sở Tài chính thẩm định, trình UBND …": the receiver's acts
    if last.role is Role.COORDINATE:
        # "phối hợp với X tổng hợp vào dự toán, trình UBND": the last step is its own; "… tổng hợp, trình …" is joint
        words = low[max(last.end, position - _JOINED) : position].strip(" ,-–").split()
        return act.role is Role.ADVISE and cues("subject", "verbs").at(" ".join(words[-2:]), 0) < 0
    return last.role is not Role.ADVISE


def read_roles(low: str, start: int, end: int, *, told: bool) -> RoleReading:
    """The role of an agency in `low[start:end]`, the words after its name (or a whole clause under its heading).

    `told`: whether these words tell a role (see `told_at`).

    >>> from vnplan.parse.cues.nonfigures import lowered
    >>> def role(text):
    ...     low = lowered(text)
    ...     return read_roles(low, 0, len(low), told=bool(told_at(low, 0, len(low)))).role.value
    >>> role("Chủ trì, phối hợp với Sở Y tế triển khai"), role("Tham mưu, tổ chức thực hiện các nhiệm vụ")
    ('lead', 'implement')
    >>> role("Tham mưu UBND tỉnh ban hành quy chế"), role("Phối hợp với Sở Y tế rà soát văn bản")
    ('advise', 'coordinate')
    >>> role("Định kỳ báo cáo kết quả gửi về Sở Nội vụ"), role("Lắp đặt 20 camera")
    ('report', 'implement')
    """
    if not told:
        bare = not is_act(low, start) and cues("subject", "openers").at(low, start) < 0
        return RoleReading(Role.IMPLEMENT, (Role.IMPLEMENT,), inferred=bare)
    found = acts(low, start, end)
    if found and (opening := _unlisted(low, start, found[0])):
        found.insert(0, opening)
    roles = tuple(dict.fromkeys(act.role for act in found))
    if not found:
        return RoleReading(Role.IMPLEMENT, (Role.IMPLEMENT,), inferred=True)
    if Role.LEAD in roles:
        return RoleReading(Role.LEAD, roles, inferred=False)
    reports = Role.REPORT in roles
    doing = [act for act in found if act.role is Role.IMPLEMENT and not (reports and act.beside_report)]
    if doing:
        return RoleReading(Role.IMPLEMENT, roles, inferred=False)
    if Role.COORDINATE in roles:
        # an act of its own after the joint one makes it more than coordination
        alone = Role.ADVISE not in roles
        return RoleReading(Role.COORDINATE if alone else Role.IMPLEMENT, roles, inferred=False)
    first = found[0].role if found[0].role is not Role.IMPLEMENT else Role.REPORT
    return RoleReading(first, roles, inferred=False)


def _unlisted(low: str, start: int, first: Act) -> Act | None:
    """The act of a part that begins with a verb of no list, before a part that tells a role.

    "Khơi dòng dữ liệu giữa các bệnh viện; phối hợp với Sở Y tế …": without it only the second would count.
    """
    opens = _OPENS.match(low, start).end()  # type: ignore[union-attr]
    stop = low.find("; ", opens, first.start)
    if stop < 0 or first.role is Role.IMPLEMENT or first.role is Role.LEAD:
        return None
    silent = cues("subject", "openers", "topics").at(low, opens) < 0 and not told_at(low, opens, stop)
    return Act(Role.IMPLEMENT, opens, opens) if silent and low[opens:stop].count(" ") >= 2 else None


def is_act(low: str, start: int) -> bool:
    """Whether a verb of an administrative act begins here (after adverbs, or one that is used as such)."""
    if _act_at(low, start) is not None:
        return True
    found = _verbs().find(low, start)
    return found is not None and found[1] != "never"  # "ưu tiên nguồn lực"
