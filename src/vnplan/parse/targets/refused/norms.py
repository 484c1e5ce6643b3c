"""Figures that acts and schemes set for each case (who is given or charged how much, within how long): no pledges.

A plan repeats such norms from laws and resolutions ("được hỗ trợ 936.000 đồng/tháng", "không quá 06 năm theo quy định
của Luật …"). Observed in plans that carry out schemes of support; the words are in the lexicon.
"""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Comparator
from vnplan.parse.figures.parts import Clause, cue
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.refused.states import is_firm, last_goal

_OPENED = r"^[\s\-–+•,;:]*"
_RATE = re.compile(r"[\d.,]+\s?[^\W\d_]+(?:\s[^\W\d_]+){0,2}/[^\W\d_]")


def is_norm(clause: Clause, figure: QuantityMention) -> bool:
    """Whether the figure says what one case is given or charged, or what an act prescribes."""
    if _is_prescribed(clause, figure):
        return True
    if figure.kind not in {"money", "duration", "percent"}:
        return False
    part = clause.part(figure.core.start)
    head = clause.low[part[0] : figure.span.start]
    if cue("describes", "norm_moves").search(head):
        return False
    if _is_given(clause, figure, head) or _is_under_act(clause, figure, head):
        return True
    if figure.kind == "money" and is_firm(clause, figure):
        return False
    if cue("describes", "norms", _OPENED).match(head):
        return True
    if clause.low[part[0] - 1 : part[0]] != ":":
        return False
    statement = clause.low[clause.sentence(figure.core.start)[0] : figure.span.start]
    return cue("describes", "norms", _OPENED).match(statement, statement.rfind(";") + 1) is not None


def is_rated(clause: Clause, figure: QuantityMention) -> bool:
    """Whether the figure is a rate, as those beside a norm are: '936.000 đồng/tháng và 15 kg gạo/tháng'."""
    return _RATE.match(clause.low, figure.core.start) is not None


@cache
def _prescribed() -> re.Pattern[str]:
    acts, says = either(words("figures", "describes", "acts")), either(words("figures", "describes", "prescribes"))
    return re.compile(rf"(?<!\w){acts}\s(?:[^,;:]{{1,80}}\s)?{says}\s")


def _is_prescribed(clause: Clause, figure: QuantityMention) -> bool:
    """'Luật Ngân sách nhà nước quy định dự phòng từ 2% đến 4% tổng chi'."""
    opened = clause.sentence(figure.core.start)[0]
    said = _prescribed().search(clause.low, opened, figure.span.start)
    return said is not None and last_goal(clause, said.end(), figure.span.start) < 0


@cache
def _given() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'describes', 'gives'))}(?:\s[^\W\d_]+){{0,2}}\s$")


def _is_given(clause: Clause, figure: QuantityMention, head: str) -> bool:
    """'được hỗ trợ 936.000 đồng/tháng': money for each case."""
    return figure.kind == "money" and "/" in (figure.unit or "") and _given().search(head) is not None


@cache
def _under_act() -> re.Pattern[str]:
    acts, by = either(words("figures", "describes", "acts")), either(words("figures", "describes", "under"))
    return re.compile(rf"[^,;:.]{{0,60}}?\s{by}\s(?:tại\s|của\s)?(?:[^\W\d_]+\s){{0,4}}?{acts}(?!\w)")


def _is_under_act(clause: Clause, figure: QuantityMention, head: str) -> bool:
    """'không quá 06 năm theo quy định của Luật …', 'hỗ trợ 70% mức vốn theo Nghị quyết số …'; not '100% hồ sơ …'."""
    if figure.kind != "duration" and (figure.comparator is Comparator.ALL or _given().search(head) is None):
        return False
    return _under_act().match(clause.low, figure.core.end) is not None
