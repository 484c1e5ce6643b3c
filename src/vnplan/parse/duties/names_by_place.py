"""Names of bodies of no list and without a known head, by their place: beside known ones, after an order, in a slot.

Such a name begins with a capital letter and runs over words in any letters up to a mark, a joining word or a verb; a
document, a programme or a system named the same way is none.

Source: names of firms, forces and local bodies as plans give them ("… phối hợp với Google Việt Nam, Đồn Biên phòng …").
"""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.lexicon.provinces import territory_end
from vnplan.lexicon.words import Words
from vnplan.parse.cues.phrases import any_of, cues
from vnplan.parse.cues.roles import act_words, is_act

_WORD = re.compile(r"[^\W_][\w&'’/+]*(?:\.(?=[^\W_])[\w]+)?")
_BETWEEN = re.compile(r" (?:[-–] )?")
_ENDS = frozenset(',;.:()“”"')
_MOST = 14
_NEAR = 90
_RELATIVE_WORDS = 6
_SMALL = re.compile(r" [^\W\d_]+(?!\w)")


def name_end(text: str, low: str, start: int, stop: int | None = None) -> int:
    """Where a name of no list that begins at `start` ends, or -1 where the words there are no name.

    >>> text = "Google Việt Nam, Đồn Biên phòng cửa khẩu Lao Bảo tổ chức"
    >>> [text[a:name_end(text, text.lower(), a)] for a in (0, 17)]
    ['Google Việt Nam', 'Đồn Biên phòng cửa khẩu Lao Bảo']
    >>> name_end("Đề án 06 của Chính phủ", "đề án 06 của chính phủ", 0)
    -1
    """
    stop = len(text) if stop is None else stop
    if start >= stop or not may_name(text, low, start) or _no_body().match(low, start) or is_act(low, start):
        return -1
    end, capitals, foreign = start, 0, False
    position = last = start
    for _ in range(_MOST):
        word = _WORD.match(text, position, stop)
        if word is None:
            break
        if end > start and word.group()[0].islower() and _ends(low, position) and not _is_one_word(low, last, word):
            break
        last = position
        capitals += word.group()[0].isupper()
        foreign = foreign or _is_foreign(word.group())
        end = word.end()
        between = _BETWEEN.match(text, end, stop)
        if between is None:
            break
        position = between.end()
    name = text[start:end]
    if (capitals < 2 and not foreign) or _is_place(name) or (" " in name and name.isupper()):
        return -1  # a place, or a line in capitals, where no letter tells a name
    return end if end >= stop or text[end] in _ENDS or (text[end] == " " and _ends(low, position)) else -1


def may_name(text: str, low: str, start: int) -> bool:
    """A quick test whether a name of no list may begin here: a capital, no verb, more capitals or a foreign word."""
    if not text[start : start + 1].isupper() or (word := _WORD.match(text, start)) is None:
        return False
    if low[start : word.end()] in act_words():
        return False
    return not text[start + 1 : start + _NEAR].islower() or _is_foreign(word.group())


def _ends(low: str, position: int) -> bool:
    """Whether a word written small ends a name: one that joins or goes on with the sentence, or a verb."""
    return _goes_on().match(low, position) is not None or is_act(low, position)


def _is_one_word(low: str, before: int, word: re.Match[str]) -> bool:
    """Whether a word and the one before it are one: "Đào tạo" in a name, though "tạo" is a verb."""
    return cues("subject", "verbs").at(low, before) >= word.end()


def _is_place(name: str) -> bool:
    words = Words(name)
    return territory_end(words, 0) == len(words)


def _is_foreign(word: str) -> bool:
    """Whether a word is a brand or an abbreviation: capitals within it, or letters that Vietnamese does not have."""
    return any(char.isupper() for char in word[1:]) or not _FOREIGN.isdisjoint(word.lower()) or len(word) > 7


_FOREIGN = frozenset("fjwz")


@cache
def _no_body() -> re.Pattern[str]:
    return re.compile(any_of("agencies", "no_body") + r"(?!\w)")


@cache
def _goes_on() -> re.Pattern[str]:
    verbs = any_of("subject", "duty", "states", "adverbs", "verbs_of_bodies")
    return re.compile(rf"(?:{any_of('agencies', 'after', 'joins')}|{verbs})(?!\w)")


def named_by_part(low: str, start: int) -> int:
    """Where a body ends that is named by its part in a task ("Cơ quan thường trực", "Các đơn vị chủ trì"), or -1.

    >>> named_by_part("cơ quan thường trực tổng hợp, báo cáo", 0), named_by_part("cơ quan chủ trì: sở y tế", 0)
    (19, -1)
    """
    match = _part().match(low, start)
    if match is None or low[match.end() : match.end() + 1] != " " or not _acts(low, match.end() + 1):
        return -1
    return match.end()


def _acts(low: str, position: int) -> bool:
    after = cues("subject", "adverbs").skip(low, position)
    return is_act(low, position) or is_act(low, after) or cues("subject", "binding").at(low, after) >= 0


@cache
def _part() -> re.Pattern[str]:
    who, part = any_of("agencies", "part_heads"), any_of("agencies", "parts")
    return re.compile(rf"(?:{any_of('agencies', 'determiners')} )?{who}(?:, {who})* {part}(?!\w)")


def related(low: str, end: int) -> int:
    """Where words end that say which of a group are meant and belong to its name, or `end` where there are none.

    >>> line = "các cơ quan, đơn vị được giao chủ trì nhiệm vụ xây dựng kế hoạch"
    >>> line[:related(line, 19)], related("các cơ quan, đơn vị được giao kinh phí", 19)
    ('các cơ quan, đơn vị được giao chủ trì nhiệm vụ', 19)
    """
    opens, heads = _related()
    if not low.startswith(opens, end):
        return end
    match = _which().match(low, end) or (_leads().match(low, end) if low.endswith(heads, 0, end) else None)
    if match is None:
        return _relative_end(low, end)
    return match.end() if _closed(low, match.end()) else end


def _closed(low: str, after: int) -> bool:
    return after >= len(low) or low[after] in _ENDS or (low[after] == " " and _ends(low, after + 1))


def _relative_end(low: str, end: int) -> int:
    """Where a few words end that tell which of a group by what they have or what is done to them, or `end`.

    "UBND các xã có tuyến đường đi qua | lập …", "các đơn vị được kiểm tra | có biện pháp …"; what a group is to do
    ("có trách nhiệm", "có văn bản") is none.
    """
    match = _relative().match(low, end)
    if match is None or is_act(low, end + 1) or cues("subject", "duty").at(low, end + 1) >= 0:
        return end
    after = match.end()
    verb = cues("subject", "verbs").at(low, after + 1)
    if verb > 0 and not match["done"]:
        return end
    after = max(after, verb)
    for _ in range(_RELATIVE_WORDS):
        if after > match.end() and _closed(low, after):
            return after
        word = _SMALL.match(low, after)
        if word is None:
            return end
        after = word.end()
    return end


@cache
def _relative() -> re.Pattern[str]:
    has, done = any_of("agencies", "relative_has"), any_of("agencies", "relative_done")
    return re.compile(rf" (?:{has}|(?P<done>{done}))(?= )")


@cache
def _related() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How words that say which of a group are meant begin, and the heads of groups that are named by what they lead."""
    data = table("duties")["agencies"]
    return tuple(f" {word} " for word in data["which_opens"]), tuple(f" {head}" for head in data["part_heads"])


@cache
def _leads() -> re.Pattern[str]:
    """Words that make one who leads of a group: by the task that is led, or before what a leader is bound to."""
    charged, plan = any_of("agencies", "charged"), any_of("agencies", "in_plan")
    task = rf"{any_of('agencies', 'leading')}(?: {charged})?(?: {plan})?"
    before = rf"(?:{any_of('agencies', 'leader_in')}|{any_of('subject', 'binding')})(?!\w)"
    return re.compile(rf" (?:{task}|{any_of('agencies', 'leader')}(?= {before}))(?!\w)")


@cache
def _which() -> re.Pattern[str]:
    plan = any_of("agencies", "in_plan")
    charged = rf"{any_of('agencies', 'charged')} {any_of('agencies', 'charged_with')}(?: {plan})?"
    return re.compile(rf" (?:{charged}|{any_of('agencies', 'of_body')})(?!\w)")
