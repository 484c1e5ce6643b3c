"""Kinds of bodies named by their standing work: "các doanh nghiệp kinh doanh vận tải", "các đơn vị quản lý hồ chứa".

The verb after such a kind is no act of a plan but says which are meant, where another verb follows its object ("các đơn
vị quản lý hồ chứa thủy điện | chủ động ứng phó"), or another body; of a business it does so also at the end of a list.
Source: directives and letters of provinces to businesses, owners and operators.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.parse.cues.phrases import after_blank, any_of, cues
from vnplan.parse.cues.roles import is_act
from vnplan.parse.duties.listed import ends_noun

_WORDS = 10
_WORD = re.compile(r"(?P<comma>,?) (?=[^\W\d_])")
_SYLLABLE = re.compile(r"[^\W\d_]+(?!\w)")
_MARKS = ("", ";", ".", ":", "(", ")")


def work_end(low: str, end: int, body: Callable[[int], bool], *, listed: bool) -> int:
    """Where the words end that name a kind by its standing work, or `end` where what follows is its act.

    `body`: whether the name of a body begins at a place; `listed`: the kind is a business in a list, whose work ends
    with the list.

    >>> line = "các đơn vị quản lý hồ chứa thủy điện chủ động ứng phó"
    >>> line[: work_end(line, 10, lambda _: False, listed=False)]
    'các đơn vị quản lý hồ chứa thủy điện'
    >>> work_end("các đơn vị quản lý chặt chẽ tài sản, chủ động xử lý", 10, lambda _: False, listed=False)
    10
    """
    if not low.startswith(_opens(), end) or (work := _work().match(low, end)) is None:
        return end
    clear = cues("agencies", "works").at(low, end + 1) > 0
    at, several = work.end(), bool(work["several"])
    for count in range(_WORDS):
        named = several or clear or count > 0
        word = _WORD.match(low, at)
        if word is None:
            return at if listed and named and low[at : at + 1] in _MARKS else end
        if _must(low, word.end()) or _acts(low, word.end()):
            sure = clear or _must(low, word.end())
            return at if named and sure and not word["comma"] else end
        joined = _joined().match(low, at)
        if joined and named and (listed or ((clear or not word["comma"]) and body(joined.end()))):
            return at
        syllable = _SYLLABLE.match(low, word.end())
        if syllable is None:
            return end
        at = syllable.end()
    return end


def _must(low: str, start: int) -> bool:
    """Whether words bind who stands before them, or say how only people and bodies act."""
    if cues("subject", "modals", "binding").at(low, start) >= 0:
        return True
    how = cues("subject", "only_people").at(low, start)
    return how >= 0 and is_act(low, after_blank(low, how))


def _acts(low: str, start: int) -> bool:
    acts = cues("subject", "adverbs", "duty").at(low, start) >= 0 or is_act(low, start)
    return acts and not ends_noun(low, start)


@cache
def _opens() -> tuple[str, ...]:
    data = table("duties")["agencies"]
    return tuple(f" {words}" for words in (*data["works"], *data["works_or_acts"]))


@cache
def _work() -> re.Pattern[str]:
    work = any_of("agencies", "works", "works_or_acts")
    return re.compile(rf" {work}(?P<several>(?:(?:,| {any_of('agencies', 'joins')})? {work})*)(?!\w)")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?:,| {any_of('agencies', 'joins')}) ")
