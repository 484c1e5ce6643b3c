"""Which figures tell a state of things: the present, what was done, what is estimated or differs.

A word of the state counts until a word of intent stands nearer the figure. Words and classes as in `commitment`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vnplan.lexicon.units import either, only_word, words
from vnplan.models import Comparator
from vnplan.parse.cues.nonfigures import Stretch
from vnplan.parse.figures.parts import Clause, cue, goal, inline_state
from vnplan.parse.figures.quantities import QuantityMention


def is_firm(clause: Clause, figure: QuantityMention) -> bool:
    """Whether a comparator stands before the figure that makes any count a commitment (ít nhất, tối thiểu …)."""
    return clause.low[figure.span.start : figure.core.start].startswith(words("figures", "describes", "firm"))


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure in its clause, with what the rules ask of its place; `index` to `due` as in `commitment.rejected`."""

    clause: Clause
    figure: QuantityMention
    index: int
    accepted: Sequence[int]
    due: bool
    sentence: tuple[int, int]
    """Where the sentence of the figure begins and ends."""
    part: int
    """Where its part of the sentence begins."""
    head: int
    """Where the words that may tell of it begin: those of its part within a bracket."""
    goal: int
    """Where the last words of intent before it stand, or -1."""

    @property
    def pledged(self) -> bool:
        """Whether words of intent, or a time to come, make a goal of it."""
        return self.goal >= 0 or self.due


def _place(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> _Place:
    sentence = clause.sentence(figure.core.start)
    bracket = clause.bracket(figure.core.start)
    start = bracket[0] if bracket else sentence[0]
    part = clause.part(figure.core.start)[0]
    goal = last_goal(clause, start, figure.span.start)
    return _Place(clause, figure, index, accepted, due, sentence, part, max(part, start), goal)


def is_state(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """Whether the figure tells a state; arguments as in `commitment.rejected`."""
    at = _place(clause, figure, index, accepted, due)
    return any(rule(at) for rule in _RULES)


def _is_told_of_now(at: _Place) -> bool:
    """'hiện có 12 trạm': a word of the present stands nearer than words of intent."""
    inline = last_of(inline_state(), at.clause.low, at.head, at.figure.span.start)
    return inline is not None and inline > at.goal and at.clause.baseline(inline) is None


def _is_in_report(at: _Place) -> bool:
    """'Hiện nay, …', 'Trong 5 năm qua, …': a part before the figure opens or closes as a report does."""
    for begin, end in _parts_between(at.clause, at.sentence[0], at.figure.span.start):
        text = at.clause.low[begin:end]
        opens = begin + len(text) - len(text.lstrip(" ,;:-–+(\t"))
        opened = cue("state", "opening", "").match(at.clause.low, opens) or _now().match(at.clause.low, opens)
        if opened and opened.group() in words("figures", "state", "since") and _has_no_aim(at):
            return True  # 'Từ khi thực hiện … đến ngày 28/10/2025, …': up to that day
        past = begin == at.sentence[0] and _after().fullmatch(text) and not is_firm(at.clause, at.figure)
        if opens >= at.goal and (opened or past or _closes(text)):
            return True
    return False


def _has_no_aim(at: _Place) -> bool:
    return goal().search(at.clause.low, at.sentence[0], at.figure.span.start) is None


@cache
def _now() -> re.Pattern[str]:
    return re.compile(
        rf"{only_word('figures', 'state', 'now')}\s(?!{either(words('figures', 'state', 'now_not'))}(?!\w))"
    )


@cache
def _after() -> re.Pattern[str]:
    """'Sau 5 năm thực hiện, …', 'Qua hai năm, …': what a time has brought; not 'Sau 5 năm tới'."""
    keys = ("after", "after_times", "after_spent", "after_counts")
    opens, times, spent, counts = (either(words("figures", "state", key)) for key in keys)
    return re.compile(rf"[\s\-–+•*]*{opens}\s(?:\d{{1,2}}|{counts})\s{times}(?:\s{spent}(?:\s[^,;]{{1,80}})?)?[\s,]*")


def _is_loss(at: _Place) -> bool:
    """'thiệt hại 25 tỷ đồng'; not 'giảm thiệt hại 25 tỷ đồng'."""
    if at.goal >= 0:
        return False
    head = at.clause.low[at.head : at.figure.core.start]
    return cue("state", "losses").search(head) is not None and cue("state", "lessens").search(head) is None


def _is_contrasted(at: _Place) -> bool:
    """'12 xã có trạm nhưng chưa …': what follows in the sentence says that it is not enough."""
    if at.pledged:
        return False
    return cue("state", "contrasts").search(at.clause.low, at.figure.core.end, at.sentence[1]) is not None


@cache
def _differs() -> re.Pattern[str]:
    return re.compile(rf"{either(words('figures', 'describes', 'differs'))}(?!\w)")


def _is_difference(at: _Place) -> bool:
    """'thấp hơn 5% so với mức bình quân cả nước' tells how two states differ."""
    if at.pledged:
        return False
    compared = cue("baseline", "compared", before=r"\s").match(at.clause.low, at.figure.core.end)
    return compared is not None and _differs().match(at.clause.low, at.figure.span.start) is not None


@cache
def _given_whole() -> re.Pattern[str]:
    return re.compile(rf"[\s\-–+•]*{either(words('figures', 'state', 'given_whole'))}\s")


def _is_of_whole(at: _Place) -> bool:
    """'Trong 12 chỉ tiêu được giao, có 10 chỉ tiêu đạt kế hoạch': what became of a given whole."""
    clause = at.clause
    first = next(figure for figure in clause.figures if figure.core.start >= at.sentence[0])
    if at.due or first is at.figure or first.kind != "noun":
        return False
    if last_goal(clause, first.core.end, at.figure.span.start) >= 0:
        return False
    return _given_whole().fullmatch(clause.low, at.sentence[0], first.span.start) is not None


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(rf"[\s,;]*(?:và\s)?{either(words('figures', 'describes', 'moved'))}\s(?:[^\W\d_]+\s)?$")


def moves_from(clause: Clause, figure: QuantityMention) -> bool:
    """'(ước đạt 71%), tăng 1,5% so với năm 2024', 'tăng trên 20%/năm': how far the figure before has moved."""
    part = clause.part(figure.core.start)
    compared = cue("baseline", "compared", before=r"\s").search(clause.low, figure.core.end, figure.core.end + 48)
    dated = any(part[0] <= date.core.start < part[1] for date in clause.dates)
    if compared is None and (figure.kind != "percent" or dated):
        return False
    return _moved().match(clause.low[clause.part(figure.core.start)[0] : figure.span.start]) is not None


@cache
def _result() -> re.Pattern[str]:
    of = either(words("figures", "state", "result_of"))
    return re.compile(rf"(?<!\w){either(words('figures', 'state', 'result'))}\s[\d.,]{{1,8}}\s?%\s{of}(?!\w)")


@cache
def _record() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)nhất\s(?:[^\W_]+\s){{1,3}}?{either(words('figures', 'state', 'records'))}(?!\w)")


def _is_result(at: _Place) -> bool:
    """'đạt 4.200 tỷ đồng, bằng 55% dự toán', '4,1%, cao nhất trong 5 năm trở lại đây', in a sentence without a goal."""
    low = at.clause.low
    record = _record().search(low, *at.sentence)
    if not (record or _result().search(low, *at.sentence)):
        return False
    expected = words("figures", "state", "expected") if record else ()
    return all(said.group() in expected for said in goal().finditer(low, *at.sentence))


@cache
def _estimated() -> re.Pattern[str]:
    """What says of a figure that it is estimated: "ước đạt trên 5%", "ước năm 2025 đạt khoảng 565 nghìn tỷ đồng"."""
    reached = either(words("figures", "state", "told"))
    return re.compile(
        rf"(?<!\w){either(words('figures', 'state', 'estimated'))}\s"
        rf"(?:(?:cả\s)?năm\s(?:\d{{4}}\s)?{reached}\s)?(?:(?:trên|gần|khoảng|hơn)\s)?$"
    )


def _is_estimated(at: _Place) -> bool:
    """'năm 2021 ước đạt 62.000 tỷ đồng', '… đến cuối năm 2025 ước đạt 27.000 tỷ đồng' reports."""
    start = at.figure.core.start
    ahead = at.pledged and (not _has_no_aim(at) or opens_ahead(at.clause, at.sentence))
    return not ahead and _estimated().search(at.clause.low, max(0, start - 40), start) is not None


def opens_ahead(clause: Clause, sentence: Stretch) -> bool:
    """Whether a sentence opens with the time by which ('Đến năm 2030, GRDP ước đạt …'), or names none."""
    start, end = sentence
    first = next((date for date in clause.dates if date.role == "deadline" and start <= date.span.start < end), None)
    return first is None or not clause.low[start : first.span.start].strip(" -–+•*")


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
    said = last_of(goal(), clause.low, start, end)
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


def _is_past(at: _Place) -> bool:
    """'đã đạt trên 97%', 'tỉnh đã đào tạo được 2.350 lao động'; not 'lao động đã qua đào tạo đạt 70%', nor 'năng suất ở
    những xưởng đã thay máy tăng ít nhất 12%'."""
    part = _joined_part(at)
    head = at.clause.low[part : at.figure.core.start]
    match = None
    for match in cue("state", "past").finditer(head):
        pass
    if match is None or part + match.start() < at.goal:
        return False
    rest = head[match.end() :]
    if is_firm(at.clause, at.figure) and _reaches().match(head, match.end(), at.figure.span.start - part):
        return False
    modifier, predicate = _described()
    if _acts().match(head, 0, match.start()) and predicate.search(rest):
        return False  # 'Số hóa kết quả đang còn hiệu lực đạt 30%'
    described = modifier.match(rest)
    return not (described and predicate.search(rest, described.end()))


@cache
def _reaches() -> re.Pattern[str]:
    """What is to be reached, after words that only say of whom: what has been done is told with a figure at once."""
    return re.compile(rf"\s[^\W\d_]+\s(?:[^\W\d_]+\s)+{either(words('figures', 'describes', 'grown'))}\s$")


def _joined_part(at: _Place) -> int:
    """Where the part of the figure begins, or the one that 'và' joins it to, if that has no figure: 'đã khởi công xây
    mới và nâng cấp 284 công trình'."""
    if at.part == at.sentence[0] or not at.clause.low.startswith(" và ", at.part):
        return at.part
    before = at.clause.part(at.part - 1)[0]
    figured = any(before <= figure.core.start < at.part for figure in at.clause.figures[: at.index])
    return at.part if figured else max(before, at.sentence[0])


@cache
def _acts() -> re.Pattern[str]:
    """A verb that opens a part: what is done already only describes its object."""
    return re.compile(rf"[\s,;:\-–+•]*{either(words('figures', 'commitment', 'verbs'))}\s(?=\S)")


def _is_subject_of_past(at: _Place) -> bool:
    """'97 trạm đã kết nối', 'hai huyện chậm tiến độ': the subject of what is done already, or is lacking."""
    clause, figure = at.clause, at.figure
    if is_firm(clause, figure):
        return False
    head = clause.low[at.part : figure.span.start]
    if _is_still(at, head):
        return True
    if at.accepted and at.accepted[-1] == at.index - 1 and head.strip(" ,") in {"", "và"}:
        return False  # 'Số hóa 10.000 trang tài liệu và 250 di tích đã xếp hạng': its verb stands before the list
    opened = clause.sentence(at.part)[0]
    if cue("commitment", "verbs").search(head) or last_goal(clause, opened, figure.span.start) >= 0:
        return False
    tail = clause.low[figure.core.end : clause.part(figure.core.start)[1]]
    if figure.comparator is not Comparator.ALL and cue("state", "lacks").search(tail):
        return True
    match = cue("state", "past").search(tail)
    if match is None:
        return False
    if figure.comparator is Comparator.ALL:  # '100% đại biểu đã biểu quyết'; not '100% hồ sơ đã tiếp nhận được số hóa'
        return cue("state", "past_answers").search(tail, match.end()) is None and not at.due
    if figure.kind == "percent" and not tail[: match.start()].strip():
        return True  # '51% đã hoàn thành', with no whole to describe
    modifier, _ = _described()
    described = modifier.match(tail, match.end())
    return not (described and cue("state", "past_answers").search(tail, described.end()))


def _is_still(at: _Place, head: str) -> bool:
    """'…, 4 nghìn hộ hiện đang sống trong vùng nguy hiểm', with nothing before the figure and no predicate after."""
    if at.figure.kind == "percent" or head.strip(" ,;:-–"):
        return False
    end = at.clause.part(at.figure.core.start)[1]
    still = cue("state", "still").search(at.clause.low, at.figure.core.end, end)
    return still is not None and cue("state", "past_answers").search(at.clause.low, still.end(), end) is None


_RULES = (
    _is_told_of_now,
    _is_in_report,
    _is_loss,
    _is_past,
    _is_contrasted,
    _is_difference,
    _is_of_whole,
    _is_estimated,
    _is_result,
    _is_subject_of_past,
)
"""What makes a figure one of a state; any of them does."""
