"""Figures that describe: what a thing consists of, how many parts it has, what is there already.

Rules and classes: observed in the corpora and in the plans of other provinces; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vnplan.lexicon.provinces import provinces
from vnplan.lexicon.units import either, only_word, words
from vnplan.parse.figures.parts import Clause, cue, goal
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.refused.states import is_firm, last_goal, last_of


def is_structure(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    """Whether the figure counts parts of a document or a body: '04 phần', 'ba nhiệm vụ nêu trên', '5 thành viên'."""
    if figure.kind not in {"noun", "other"} or figure.unit is None or is_firm(clause, figure):
        return False
    unit = figure.unit.lower()
    if _taken_up().match(clause.low, figure.core.end) or _is_set_out(clause, figure):
        return True
    if figure.low >= _NO_BOARD and unit in words("figures", "names", "members"):
        return False
    return any(unit == part or unit.startswith(part + " ") for part in words("figures", "names", "structure")) and (
        figure.kind == "other" or unit in words("figures", "names", "structure")
    )


def _is_set_out(clause: Clause, figure: QuantityMention) -> bool:
    """'Đại hội xác định 5 nhiệm vụ trọng tâm', 'có 6 chỉ tiêu gồm …': what a document sets out is counted."""
    if not (figure.unit or "").lower().startswith(words("figures", "describes", "set_out")):
        return False
    left = max(0, figure.span.start - 24)
    said = cue("describes", "sets_out", after=r"(?:\s[^\W\d_]+)?\s$").search(clause.low, left, figure.span.start)
    listed = cue("describes", "set_out_after", r"(?:\s[^\W\d_]+){0,2}\s").match(clause.low, figure.core.end)
    return said is not None or listed is not None


_NO_BOARD = 100


@cache
def _taken_up() -> re.Pattern[str]:
    """'ba nhiệm vụ trọng tâm nêu trên': the figure counts what the text has said."""
    return re.compile(rf"(?:\s[^\W\d_]+){{0,4}}?\s{either(words('figures', 'describes', 'said_above'))}(?!\w)")


def is_composition(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """Whether the figure counts what a whole consists of: 'gồm 3 trạm', 'chia thành 4 vùng'."""
    if figure.kind == "rank":
        return False
    if accepted or figure.kind == "percent":  # 'hơn 20 tỷ đồng, bao gồm hơn 60% vốn ngân sách'
        of = cue("describes", "consists", r"^[\s,;(]*", r"\s$").match(clause.before(figure))
        return bool(accepted) and of is not None and figure.kind == "percent"
    head = clause.sentence_before(figure)
    at = last_of(cue("describes", "consists"), head, 0, len(head))
    if at is not None and goal().search(head, 0, at):
        return False  # 'Các chỉ tiêu chủ yếu gồm: thu nhập đạt …'
    if at is None or cue("describes", "made").search(head, 0, at) is not None:
        return False
    # "gồm ngân sách …, vốn …; riêng ngân sách tỉnh bố trí 25 tỷ đồng": a part with a verb of its own lists no more
    return ";" not in head[at:] or cue("commitment", "verbs").search(clause.before(figure)) is None


@cache
def _holds() -> re.Pattern[str]:
    named = {name.lower() for province in provinces().rows for name in (province.name, *province.aliases)}
    holders = either([*words("figures", "describes", "holders"), *sorted(named)])
    still, has = either(words("figures", "describes", "still")), either(words("figures", "describes", "holding"))
    more = either(words("figures", "describes", "more"))  # 'toàn tỉnh có thêm 15 xã' says what is to come
    return re.compile(rf"(?<!\w){holders}\s(?:{still}\s)?{has}\s(?:(?!{more}\s)[^\W\d_]+\s)?$")


def is_description(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """'là tỉnh miền núi có 20 xã biên giới', 'toàn tỉnh có 128 trạm' without a horizon, 'với 3 mặt giáp biển'."""
    if is_firm(clause, figure) or figure.kind in {"rank", "points"}:
        return False
    head = clause.sentence_before(figure)
    if last_goal(clause, clause.sentence(figure.core.start)[0], figure.span.start) >= 0:
        return False
    statement = head[head.rfind(";") + 1 :]  # "Là cơ quan đầu mối …; kiểm tra 01 lần/năm"
    if cue("describes", "is_a").search(statement) or (not due and _makes_up(clause, figure)):
        return True
    if due or accepted:
        return False
    part = clause.before(figure)
    if cue("describes", "given", r"^[\s\-–+•,;]*").match(part) and not cue("describes", "changes").search(head):
        return True
    crowd = cue("describes", "crowds", r"^[\s\-–+•,;]*").match(part)
    if crowd and part.endswith(f" {words('figures', 'describes', 'having')[0]} "):
        return True  # 'Đội ngũ cán bộ khoa học có 350 thạc sĩ'
    return _holds().search(head) is not None or _circumstance().match(head) is not None


def _makes_up(clause: Clause, figure: QuantityMention) -> bool:
    """'chiếm 80% diện tích tự nhiên', 'chiếm 30% dân số toàn tỉnh'."""
    whole = cue("describes", "wholes", before=r"\s(?:tổng\s)?").match(clause.low, figure.core.end)
    return whole is not None and cue("describes", "makes_up", after=r"\s$").search(clause.before(figure)) is not None


@cache
def _circumstance() -> re.Pattern[str]:
    """'Với đường biên giới dài 231 km, …', 'với 3 mặt giáp biển'; not 'Với mục tiêu …'."""
    aims, given = either(words("figures", "describes", "aims")), only_word("figures", "describes", "circumstance")
    return re.compile(rf"[\s\-–+•]*{given}\s(?!{aims}(?!\w))[^,;:]*$")
