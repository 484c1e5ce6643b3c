"""Figures that say who acts and where: 'UBND 11 huyện', 'tại 63 tỉnh'.

Rules and classes: observed in the corpora and in the plans of other provinces; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vnplan.lexicon.units import either, only_word, words
from vnplan.parse.figures.parts import Clause, cue
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.refused.states import is_firm


def is_scope(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """'UBND 11 huyện', 'của 5 ngành', 'tại 63 tỉnh': who acts and where; not 'thí điểm tại 03 xã'."""
    if not _plain(clause, figure) or figure.kind == "physical":
        return False
    if figure.unit and figure.unit.lower() in words("figures", "describes", "copies"):
        return cue("describes", "sends", after=r"\s$").search(clause.low, 0, figure.span.start) is not None
    head = clause.low[max(0, figure.span.start - 40) : figure.span.start]
    if accepted and cue("describes", "totals", r"^[\s,;:]*", r"\s$").match(clause.before(figure)):
        return False  # 'mỗi hộ 02 con bò giống, tổng số 640 con'
    if (opened := _head_words().search(head)) and not _counts_after(clause, figure, opened.group().strip()):
        counted = due and opened.group().strip() in words("figures", "describes", "given")  # 'quy mô dân số 104 triệu'
        return not (figure.stated or counted) and not (figure.unit is None and head.endswith(f" {_equals()} "))
    ends = not clause.low[figure.core.end : clause.part(figure.core.start)[1]].strip(" .,;")
    if (
        not figure.stated
        and head.endswith(f" {only_word('figures', 'describes', 'given_to')} ")
        and ends
        and _lists_bodies(clause, figure)
    ):
        return True  # 'cho 21 huyện, thành phố, thị xã': all there are
    if not _place_words().search(head):
        return False
    opens = max(clause.sentence(figure.core.start)[0], clause.low.rfind(";", 0, figure.span.start) + 1)
    part = clause.part(figure.core.start)[0]
    told = max([opens, part, *(clause.figures[i].core.end for i in accepted)])
    own = cue("describes", "deploys").search(clause.low, told, figure.span.start)
    deploys = own or cue("describes", "deploys").search(clause.low, opens, figure.span.start)
    if own:
        accepted = ()  # 'hỗ trợ 60 hộ; nhân rộng ra 200 hộ': it deploys on its own
    return not figure.stated and (deploys is None or bool(accepted) or _leads_on(clause, figure, index))


def _leads_on(clause: Clause, figure: QuantityMention, index: int) -> bool:
    """Whether the sentence goes on to what is done at the places: 'tại 05 xã, lắp đặt 20 trạm'; not to other places,
    nor to another thing: 'tại 3 xã và tiếp tục xây dựng tại 2 xã'."""
    if index + 1 == len(clause.figures):
        return False
    following = clause.figures[index + 1]
    if following.core.start >= clause.sentence(figure.core.start)[1] or _lists_places(clause, figure, following):
        return False
    return _another().search(clause.low, figure.core.end, following.span.start) is None


@cache
def _another() -> re.Pattern[str]:
    return re.compile(rf"\svà\s(?:[^\W\d_]+\s){{0,5}}?{either(words('figures', 'commitment', 'verbs'))}\s")


@cache
def _head_words() -> re.Pattern[str]:
    # 'bàn giao 350 căn nhà' hands over, 'giao 11 huyện' names who acts
    return re.compile(rf"(?<!\w)(?<!bàn )(?<!chuyển ){either(words('figures', 'describes', 'heads'))}\s$")


@cache
def _place_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'describes', 'places'))}\s$")


def _plain(clause: Clause, figure: QuantityMention) -> bool:
    """A bare count, which only its place in the sentence makes a commitment."""
    return figure.kind in {"noun", "other", "scale", "physical"} and not is_firm(clause, figure)


def _equals() -> str:
    return only_word("figures", "state", "result")  # 'số ca mắc bằng 0'


def _counts_after(clause: Clause, figure: QuantityMention, head: str) -> bool:
    """'với 150 học viên', 'xóa toàn bộ 50 nhà tạm': what is counted is no body and no place."""
    if head not in words("figures", "describes", "loose_heads") or figure.unit is None:
        return False
    return figure.unit.lower().split(",")[0] not in words("figures", "describes", "bodies")


def _lists_bodies(clause: Clause, figure: QuantityMention) -> bool:
    """'21 huyện, thành phố, thị xã', '16 tỉnh, thành'."""
    bodies = words("figures", "describes", "bodies")
    pieces = (figure.unit or "").lower().split(", ")
    short = cue("describes", "bodies_short", ", ").match(clause.low, figure.core.end)
    return (len(pieces) > 1 or short is not None) and all(piece in bodies for piece in pieces)


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(r"(?:\s[^\W\d_]+){0,3}?(?:,|\svà)\s$")


def _lists_places(clause: Clause, figure: QuantityMention, following: QuantityMention) -> bool:
    """'tại 01 thành phố, 02 thị xã', 'tại 24 bến tàu khách, 36 nhà chờ': the next figure goes on with the places."""
    return following.kind == "noun" and _beside().match(clause.low, figure.core.end, following.span.start) is not None
