"""What a list of agencies tells by itself: a field, a kind of body that goes on, bodies named before, the nation."""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.cues.phrases import after_blank, any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.named import AgencyList, own_name
from vnplan.parse.duties.openings import may_begin

_KIND_WORDS = 4
_KIND_TOLD = 8
_ANY_WORD = re.compile(r"[^\W\d_]+(?!\w)")
_SMALL_WORD = re.compile(r"\s([a-zà-ỹđ]+)(?!\w)")


def kind_goes_on(line: NodeLine, listed: AgencyList) -> AgencyList | None:
    """A kind of body with the words that say which, up to a verb ("Các doanh nghiệp lữ hành | xây dựng …")."""
    last = listed.items[-1]
    if by_name(listed) or listed.end != last.end or is_act(line.low, after_blank(line.low, last.end)):
        return None
    end = last.end
    for _ in range(_KIND_WORDS):
        word = _SMALL_WORD.match(line.text, end)
        if word is None or no_verb().match(line.low, word.start(1)) or _is_adverb(line.low, word.start(1)):
            return None
        end = word.end()
        if line.low.startswith(" ", end) and is_act(line.low, end + 1):
            longer = last._replace(end=end, name=line.text[last.start : end])
            return AgencyList((*listed.items[:-1], longer), end)
    return None


def kind_told(line: NodeLine, start: int, *, bare: bool) -> AgencyList | None:
    """A kind of people or bodies of no list where an order demands one: "yêu cầu các chủ rừng ở Hương Sơn | bố trí …".

    It opens with "các" or in capitals ("giao Cấp ủy các chi bộ | duy trì …"), where it is sure that someone orders also
    `bare` ("UBND tỉnh yêu cầu chính quyền cơ sở …"), and runs over words without a mark up to the verb of what is
    ordered.
    """
    first = cues("agencies", "determiners").skip(line.low, start)
    thing = (
        cues("agencies", "no_body", "things").at(line.low, first) > 0
        or cues("subject", "topics").at(line.low, first) > 0
    )
    body = first > start or line.text[first : first + 1].isupper() or (bare and may_begin(line.low, first))
    if thing or not body or is_act(line.low, first) or no_verb().match(line.low, first):
        return None
    end = first - 1
    for _ in range(_KIND_TOLD):
        word = _ANY_WORD.match(line.low, end + 1)
        if word is None or cues("agencies", "joins").at(line.low, end + 1) >= 0:
            return None
        end = word.end()
        if not line.low.startswith(" ", end):
            return None
        if line.text[end + 1].isupper():
            continue
        how = cues("subject", "adverbs").at(line.low, end + 1)
        must = cues("subject", "modals").at(line.low, end + 1) > 0
        does = cues("subject", "duty").at(line.low, end + 1) > 0 or is_act(line.low, end + 1)
        if must or " " in line.low[end + 1 : max(how, 0)] or (does and not ends_noun(line.low, end + 1)):
            return AgencyList((own_name(line.text, start, end),), end)
    return None


def ends_noun(low: str, start: int) -> bool:
    """Whether a syllable ends a noun, though it is a verb by itself: "trung cấp", "công lập"."""
    stop = low.find(" ", start)
    stop = len(low) if stop < 0 else stop
    return low.endswith(_nouns(), 0, stop)


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(f" {words}" for words in table("agencies")["fallback_stop"]["in_names"] if " " in words)


def _is_adverb(low: str, start: int) -> bool:
    return cues("subject", "adverbs", "duty").at(low, start) >= 0


def names_field(line: NodeLine, listed: AgencyList) -> bool:
    """Whether a kind of body without "các" stands before a colon, and no word of duty or will follows: a field."""
    last = listed.items[-1]
    if listed.end != last.end or line.low[last.end : last.end + 1] != ":":
        return False
    if cues("subject", "duty", "willing").at(line.low, after_blank(line.low, last.end + 1)) >= 0:
        return False
    return all(item.common and cues("agencies", "determiners").at(line.low, item.start) < 0 for item in listed.items)


def refers_back(line: NodeLine, listed: AgencyList) -> bool:
    """Whether "các cơ quan, đơn vị" only takes up the agencies named before."""
    names = (line.low[item.start : item.end] for item in listed.items)
    return all(_all_of_them().fullmatch(name) for name in names)


@cache
def _all_of_them() -> re.Pattern[str]:
    who = any_of("agencies", "part_heads")
    whose = rf"(?: {any_of('agencies', 'back_tail')})?"
    return re.compile(
        rf"(?:{any_of('agencies', 'determiners')} )?{who}(?:(?:,| {any_of('agencies', 'joins')}) {who})*{whose}"
    )


@cache
def no_verb() -> re.Pattern[str]:
    """Words after agencies that are no verb of theirs."""
    return re.compile(rf"(?:{any_of('agencies', 'after', 'joins')}|{any_of('subject', 'states')})(?!\w)")


def by_name(listed: AgencyList) -> bool:
    """Whether a list ends with a body by its name, not with a kind of body."""
    last = listed.items[-1]
    return not last.common or last.id not in agencies()


def mostly_known(listed: AgencyList) -> bool:
    """Whether a list of several names can only be one of agencies: the lexicon knows most of them."""
    known = sum(agencies().find(item.name) is not None for item in listed.items)
    return 2 * known > len(listed.items) > 1


def national(listed: AgencyList) -> bool:
    """Whether only bodies of the nation are named, which a province gives no task."""
    known = agencies()
    return all(item.id in known and known.get(item.id).level == "national" for item in listed.items)
