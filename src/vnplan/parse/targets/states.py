"""Which figures tell a state of things: the present, what was done, what is estimated or differs.

A word of the state counts until a word of intent stands nearer the figure. Words and classes as in `commitment`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Comparator
from vnplan.parse.cues.nonfigures import Stretch
from vnplan.parse.figures.parts import Clause, cue, inline_state
from vnplan.parse.figures.quantities import QuantityMention


def is_firm(clause: Clause, figure: QuantityMention) -> bool:
    """Whether a comparator stands before the figure that makes any count a commitment (ít nhất, tối thiểu …)."""
    return clause.low[figure.span.start : figure.core.start].startswith(words("figures", "describes", "firm"))


def is_state(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """Whether the figure tells a state; arguments as in `commitment.rejected`."""
    low = clause.low
    opened = clause.sentence(figure.core.start)[0]
    bracket = clause.bracket(figure.core.start)
    start = bracket[0] if bracket else opened
    part = clause.part(figure.core.start)[0]
    goal = last_goal(clause, start, figure.span.start)
    inline = last_of(inline_state(), low, max(part, start), figure.span.start)
    if inline is not None and inline > goal and clause.baseline(inline) is None:
        return True
    for begin, end in _parts_between(clause, opened, figure.span.start):
        text = low[begin:end]
        lead = len(text) - len(text.lstrip(" ,;:-–+(\t"))
        at = begin + lead
        if (cue("state", "opening", "").match(low, at) or _closes(text)) and at >= goal:
            return True
    if goal < 0 and _is_loss(low[max(part, start) : figure.core.start]):
        return True
    if _is_past(clause, figure, goal):
        return True
    if (
        goal < 0
        and not due
        and cue("state", "contrasts").search(low, figure.core.end, clause.sentence(figure.core.start)[1])
    ):
        return True
    if goal < 0 and not due and (_is_difference(clause, figure) or _is_estimated(clause, figure)):
        return True
    sentence = clause.sentence(figure.core.start)
    if (_results()[0].search(low, *sentence) or _record().search(low, *sentence)) and not cue("state", "goal").search(
        low, *sentence
    ):
        return True  # 'đạt 4.200 tỷ đồng, bằng 55% dự toán', 'tăng 4,1%, cao nhất trong 5 năm trở lại đây'
    return _is_subject_of_past(clause, figure, part, index, accepted)


def _is_loss(head: str) -> bool:
    return cue("state", "losses").search(head) is not None and cue("state", "lessens").search(head) is None


@cache
def _differs() -> re.Pattern[str]:
    return re.compile(rf"{either(words('figures', 'describes', 'differs'))}(?!\w)")


def _is_difference(clause: Clause, figure: QuantityMention) -> bool:
    """'thấp hơn 5% so với mức bình quân cả nước' tells how two states differ."""
    compared = cue("baseline", "compared", before=r"\s").match(clause.low, figure.core.end)
    return compared is not None and _differs().match(clause.low, figure.span.start) is not None


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(rf"[\s,;]*(?:và\s)?{either(words('figures', 'describes', 'moved'))}\s(?:[^\W\d_]+\s)?$")


def moves_from(clause: Clause, figure: QuantityMention) -> bool:
    """'(ước đạt 71%), tăng 1,5% so với năm 2024': how far the figure before has moved."""
    if cue("baseline", "compared", before=r"\s").search(clause.low, figure.core.end, figure.core.end + 48) is None:
        return False
    return _moved().match(clause.low[clause.part(figure.core.start)[0] : figure.span.start]) is not None


@cache
def _results() -> tuple[re.Pattern[str], re.Pattern[str]]:
    of = either(words("figures", "state", "result_of"))
    return (
        re.compile(rf"(?<!\w){either(words('figures', 'state', 'result'))}\s[\d.,]{{1,8}}\s?%\s{of}(?!\w)"),
        re.compile(rf"(?<!\w){either(words('figures', 'state', 'estimated'))}\s(?:trên\s|gần\s)?$"),
    )


@cache
def _record() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)nhất\s(?:[^\W_]+\s){{1,3}}?{either(words('figures', 'state', 'records'))}(?!\w)")


def _is_estimated(clause: Clause, figure: QuantityMention) -> bool:
    """'năm 2021 ước đạt 62.000 tỷ đồng' reports."""
    return _results()[1].search(clause.low, max(0, figure.core.start - 24), figure.core.start) is not None


def _closes(text: str) -> bool:
    return cue("state", "closing", after=r"[\s,;:)]*$").search(text) is not None


def last_of(pattern: re.Pattern[str], low: str, start: int, end: int) -> int | None:
    """Where the last match within a stretch begins."""
    at = None
    for match in pattern.finditer(low, start, end):
        at = match.start()
    return at


def last_goal(clause: Clause, start: int, end: int) -> int:
    """Where the last words of intent stand ('phấn đấu', 'đến năm 2025'), or -1."""
    said = last_of(cue("state", "goal"), clause.low, start, end)
    dated = [
        d.span.start
        for d in clause.dates
        if start <= d.span.start < end and d.role == "deadline" and clause.baseline(d.core.start) is None
    ]
    return max([said if said is not None else -1, *dated])


def _parts_between(clause: Clause, start: int, end: int) -> list[Stretch]:
    edges = [start, *(cut for cut in clause.cuts if start < cut < end), end]
    return list(itertools.pairwise(edges))


@cache
def _described() -> tuple[re.Pattern[str], re.Pattern[str]]:
    modifiers = either(words("figures", "state", "past_modifiers"))
    return re.compile(rf"\s?{modifiers}(?!\w)"), cue("state", "past_predicates")


def _is_past(clause: Clause, figure: QuantityMention, goal: int) -> bool:
    """'đã đạt trên 97%', 'tỉnh đã đào tạo được 2.350 lao động'; not 'lao động đã qua đào tạo đạt 70%'."""
    start = clause.part(figure.core.start)[0]
    head = clause.low[start : figure.core.start]
    match = None
    for match in cue("state", "past").finditer(head):
        pass
    if match is None or start + match.start() < goal:
        return False
    rest = head[match.end() :]
    modifier, predicate = _described()
    described = modifier.match(rest)
    return not (described and predicate.search(rest, described.end()))


def _is_subject_of_past(
    clause: Clause, figure: QuantityMention, part: int, index: int, accepted: Sequence[int]
) -> bool:
    """'97 trạm đã kết nối', 'hai huyện chậm tiến độ': the subject of what is done already, or is lacking."""
    if is_firm(clause, figure) or figure.comparator is Comparator.ALL:
        return False
    head = clause.low[part : figure.span.start]
    if accepted and accepted[-1] == index - 1 and head.strip(" ,") in {"", "và"}:
        return False  # 'Số hóa 10.000 trang tài liệu và 250 di tích đã xếp hạng': its verb stands before the list
    if cue("commitment", "verbs").search(head) or last_goal(clause, clause.sentence(part)[0], figure.span.start) >= 0:
        return False
    tail = clause.low[figure.core.end : clause.part(figure.core.start)[1]]
    if cue("state", "lacks").search(tail):
        return True
    match = cue("state", "past").search(tail)
    if match is None:
        return False
    modifier, _ = _described()
    described = modifier.match(tail, match.end())
    return not (described and cue("state", "past_answers").search(tail, described.end()))
