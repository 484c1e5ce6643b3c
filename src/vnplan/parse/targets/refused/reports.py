"""Sentences that report results: what was done of a plan, or more than in the same time of the year before.

"… đạt 25.500 lượt người, đạt 102% kế hoạch năm, tăng 2.000 người so với cùng kỳ": one such mark tells what the whole
sentence is, and what follows it in the clause goes on with the report until words of intent or a verb of its own.
Observed in plans that begin with the year before, and in the news of them; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Comparator
from vnplan.parse.cues.nonfigures import Stretch
from vnplan.parse.figures.dates import DateMention
from vnplan.parse.figures.parts import Clause, cue, goal, opening_act
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.deadlines import until
from vnplan.parse.targets.refused.states import is_firm, opens_ahead


def is_reported(clause: Clause, figure: QuantityMention) -> bool:
    """Whether the figure stands in a sentence that reports results."""
    if is_firm(clause, figure):
        return False
    if "/" in clause.low and _is_over_set(clause, clause.sentence(figure.core.start)):
        return True
    if not any(hint in clause.low for hint in words("figures", "state", "report_hints")):
        return False
    sentence = _with_parts(clause, clause.sentence(figure.core.start))
    mark = _reports().search(clause.low, *sentence)
    if mark is None:
        return _is_measured(clause, sentence) and _tells(clause, sentence)
    # what is said after both goes on to other things: 'đạt 75 tỷ đồng, vượt 23% dự toán, bảo đảm …'
    return _tells(clause, (sentence[0], max(mark.end(), figure.span.end)))


def _is_over_set(clause: Clause, sentence: Stretch) -> bool:
    """'đạt 83,2%/50%', '1.553 ha/2.236 ha': what was reached of what was set."""
    for match in _SET.finditer(clause.low, *sentence):
        reached = clause.low[: match.start()].rstrip()
        if reached.endswith(match["unit"]) and reached.removesuffix(match["unit"]).rstrip()[-1:].isdigit():
            return _tells(clause, sentence)
    return False


_SET = re.compile(r"/\s?[\d.,]{1,10}\s?(?P<unit>%|(?:ha|km|tấn)(?!\w))")


def _with_parts(clause: Clause, sentence: Stretch) -> Stretch:
    """A sentence with the one after it that tells its parts: 'Tổng số là 900 người. Trong đó, …, đạt 86% kế hoạch'."""
    if cue("commitment", "within", r"\s").match(clause.low, sentence[1]):
        return sentence[0], clause.sentence(sentence[1])[1]
    return sentence


def goes_on(clause: Clause, figure: QuantityMention, index: int, refused: Mapping[int, str]) -> bool:
    """Whether the sentence of a figure goes on with what the sentence before it reports, whose figures are all told."""
    sentence = clause.sentence(figure.core.start)
    if index == 0 or sentence[0] == 0 or not _is_plain(clause, figure) or _is_dated(clause, sentence):
        return False
    parts = cue("commitment", "within", r"\s").match(clause.low, sentence[0]) is not None  # 'Trong đó, trồng cây gỗ …'
    if not parts and _is_done_anew(clause, figure):
        return False
    return _is_told_before(clause, sentence, index, refused) and _tells(clause, sentence)


def opens_with_act(clause: Clause, sentence: Stretch) -> bool:
    """Whether a sentence opens with a verb that says what is to be done: 'Nâng tỷ lệ …'; not 'Thu nhập …'."""
    verb = opening_act().match(clause.low, sentence[0])
    return verb is not None and verb[1] not in words("figures", "state", "links")


def is_bare(clause: Clause, figure: QuantityMention) -> bool:
    """Whether nothing in its sentence says that a figure is to be reached: 'Tỷ lệ tốt nghiệp đạt 99%'."""
    if is_firm(clause, figure) or figure.comparator in {Comparator.AT_MOST, Comparator.RANGE}:
        return False
    sentence = clause.sentence(figure.core.start)
    return not (_is_dated(clause, sentence) or _is_done_anew(clause, figure)) and _tells(clause, sentence)


def _is_dated(clause: Clause, sentence: Stretch) -> bool:
    """Whether a sentence has a time of its own."""
    return any(sentence[0] <= date.core.start < sentence[1] and date.role in _OWN_TIME for date in clause.dates)


_OWN_TIME = frozenset({"deadline", "plain"})


def _is_done_anew(clause: Clause, figure: QuantityMention) -> bool:
    """Whether the part of a figure opens with a verb that says what is done, not what is."""
    part, sentence = clause.part(figure.core.start)[0], clause.sentence(figure.core.start)[0]
    verb = opening_act().match(clause.low, part)
    if verb is None or verb[1] in words("figures", "state", "links"):
        return False
    return part == sentence or verb[1] not in words("figures", "state", "changed")  # 'đạt 99%, tăng 2% so với …'


def _is_told_before(clause: Clause, sentence: Stretch, index: int, refused: Mapping[int, str]) -> bool:
    """Whether the sentence right before has figures, none of which commits and one of which tells a state."""
    earlier = [i for i, figure in enumerate(clause.figures[:index]) if figure.core.start < sentence[0]]
    if not earlier:
        return False
    before = clause.sentence(clause.figures[earlier[-1]].core.start)
    reasons = {refused.get(i) for i in earlier if clause.figures[i].core.start >= before[0]}
    return before[1] == sentence[0] and None not in reasons and "state" in reasons


def _is_plain(clause: Clause, figure: QuantityMention) -> bool:
    """A figure as results have it: 'đạt 60%', 'trên 27 tỷ đồng'; bounds and ranges are set, not reached."""
    if figure.comparator is Comparator.EXACT:
        return True
    return figure.comparator is Comparator.AT_LEAST and clause.low.startswith(
        words("figures", "state", "over"), figure.span.start
    )


def _is_measured(clause: Clause, sentence: Stretch) -> bool:
    """'thu hút 48.924 thành viên tham gia đạt 100,1% kế hoạch': a figure and what part of the plan it is."""
    for match in _of_plan().finditer(clause.low, *sentence):
        before = next((q for q in reversed(clause.figures) if q.core.end <= match.start()), None)
        if before is not None and _NEAR.fullmatch(clause.low, before.core.end, match.start()):
            return True
    return False


_NEAR = re.compile(r"(?:\s[^\W\d_]+){0,3}")


def _tells(clause: Clause, sentence: Stretch) -> bool:
    """Whether a sentence holds no words of intent, looks to no day ahead and does not open with what is to be done.

    A day by which something is estimated ('đến hết năm 2025 ước đạt …') is none ahead, unless it opens the sentence.
    """
    if goal().search(clause.low, *sentence) or opening_act().match(clause.low, sentence[0]):
        return False
    estimates = not opens_ahead(clause, sentence)
    return not any(
        sentence[0] <= date.span.start < sentence[1]
        and date.value is not None
        and date.role != "state"
        and until().match(clause.low, date.span.start)
        and not (estimates and _is_estimated_by(clause, date))
        for date in clause.dates
    )


def _is_estimated_by(clause: Clause, date: DateMention) -> bool:
    return cue("state", "estimated").search(clause.low, date.span.end, clause.part(date.core.start)[1]) is not None


_PERCENT = r"[\d.,]{1,8}\s?%"
_OVER_ALL = r"(?:10[1-9]|1[1-9]\d|[2-9]\d\d)(?:,\d{1,2})?\s?%"


def _any(key: str) -> str:
    return either(words("figures", "state", key))


@cache
def _of_plan() -> re.Pattern[str]:
    return re.compile(rf"\s{_any('told')}\s{_PERCENT}\s{_any('result_of')}(?!\w)")


@cache
def _reports() -> re.Pattern[str]:
    """The marks of a report: 'so với cùng kỳ', ', đạt 102% kế hoạch', ', vượt 0,3%', ', vượt mục tiêu', '8/9 chỉ tiêu',
    '93,7% (tăng 22,4%)', '(tăng 5% so với …)'."""
    plans, passed, changed = _any("result_of"), _any("passed"), _any("changed")
    compared = either(words("figures", "baseline", "compared"))
    return re.compile(
        rf"(?<!\w){_any('reports')}(?!\w)|,\s{_any('told')}\s{_PERCENT}\s{plans}(?!\w)"
        rf"|\s{_any('told')}\s{_OVER_ALL}\s{plans}(?!\w)"
        rf"|,\s{passed}\s{_PERCENT}(?:(?=[;,.)]|$)|\s{plans}(?!\w))|,\s{passed}\s{plans}(?!\w)"
        rf"|,\s{changed}\s{_PERCENT}\s{_any('against_goals')}(?!\w)"
        rf"|\d\s?/\s?\d{{1,3}}\s{_any('counted_goals')}(?!\w)"
        rf"|%\s\({changed}\s{_PERCENT}|\({changed}\s{_PERCENT}\s{compared}"
    )
