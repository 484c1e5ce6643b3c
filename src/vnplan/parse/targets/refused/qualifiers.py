"""Figures that only qualify what a clause is about: how big, how far, which of a kind.

Rules and classes: observed in the corpora and in the plans of other provinces; the words are in the lexicon.
"""

from __future__ import annotations

import re
from functools import cache

from vnplan.lexicon.units import either, only_word, units, words
from vnplan.models import Comparator
from vnplan.parse.figures.parts import Clause, cue
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.refused.states import is_firm


def is_qualifier(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    """Whether the figure says of what is counted how big, how far, how old, or which of a kind it is."""
    return any(rule(clause, figure) for rule in _RULES)


def _is_grade_or_age(clause: Clause, figure: QuantityMention) -> bool:
    """'OCOP 3 sao', 'từ 60 tuổi'; 'tuổi thọ đạt 75 tuổi' is measured."""
    if figure.kind == "age":
        return not cue("describes", "life").search(clause.low, 0, figure.core.start)
    return figure.kind == "grade"


_NEAR = 24


def _is_named(clause: Clause, figure: QuantityMention) -> bool:
    """'rộng 22 m', not 'mở rộng 3 tuyến', 'băng rộng trên 85%'; 'phát hiện 12 vụ'."""
    near = max(0, figure.span.start - _NEAR), figure.span.start
    if cue("describes", "qualifiers", before=r"(?<!\w)(?<!mở )(?<!băng )", after=r"\s$").search(clause.low, *near):
        return True
    counted = cue("describes", "count_qualifiers", after=r"\s$")
    return figure.kind != "percent" and counted.search(clause.low, *near) is not None


def _names_campaign(clause: Clause, figure: QuantityMention) -> bool:
    """'Đề án 1 triệu héc-ta lúa'; 'đề án 20 tỷ đồng' costs so much."""
    if figure.kind == "money" or figure.unit is None or not figure.unit.lower().startswith(units().scales):
        return False
    named = cue("describes", "campaigns", after=r"\s(?:[^\W\d_]+\s){0,2}$")
    return named.search(clause.low, max(0, figure.span.start - _NEAR), figure.span.start) is not None


def _is_ruled_out(clause: Clause, figure: QuantityMention) -> bool:
    return _ruled_out().search(clause.low, max(0, figure.span.start - 40), figure.span.start) is not None


@cache
def _ruled_out() -> re.Pattern[str]:
    """'không còn xã (đạt) dưới 10 tiêu chí': the figure bounds what there is to be none of."""
    none, reached = (either(words("figures", "describes", key)) for key in ("none_of", "reached"))
    return re.compile(rf"(?<!\w){none}\s(?!\d)(?:[^\W\d_]+\s){{1,2}}?(?:{reached}\s)?$")


def _is_size(clause: Clause, figure: QuantityMention) -> bool:
    """'hợp tác xã quy mô trên 500 ha', 'có diện tích từ 5 ha trở lên'."""
    return figure.stated and figure.kind != "percent" and _sized().search(clause.before(figure)) is not None


@cache
def _sized() -> re.Pattern[str]:
    bodies, sizes = (either(words("figures", "describes", key)) for key in ("sized_bodies", "sized"))
    reached = either(words("figures", "describes", "measures_of_groups"))
    body = rf"{bodies}\s(?:(?!{reached}\s)[^\W\d_]+\s){{0,4}}?"
    return re.compile(rf"(?:(?<!\w){body}|^\s?có\s){sizes}\s(?:từ\s)?$")


def _is_measured(clause: Clause, figure: QuantityMention) -> bool:
    """'Thời gian xử lý 01 hồ sơ không quá 15 phút': one of what the time is measured by."""
    if figure.low != 1 or figure.kind != "noun" or figure.stated:
        return False
    following = next((other for other in clause.figures if other.core.start > figure.core.start), None)
    return (
        following is not None
        and following.kind == "duration"
        and cue("describes", "time_indicators").search(clause.before(figure)) is not None
    )


def _is_within_subject(clause: Clause, figure: QuantityMention) -> bool:
    """'tỷ lệ người cao tuổi được khám ít nhất 1 lần/năm là 15%': a figure in the subject of a share."""
    if figure.kind not in {"times", "noun", "physical", "duration"}:
        return False
    shared = next((q for q in clause.figures if q.core.start > figure.core.start and q.kind == "percent"), None)
    if shared is None or not _shared_by().fullmatch(clause.low, figure.span.end, shared.span.start):
        return False
    return cue("describes", "shares").search(clause.before(figure)) is not None


@cache
def _shared_by() -> re.Pattern[str]:
    predicates = either(words("figures", "describes", "part_verbs"))
    return re.compile(rf"\s(?:[^\W\d_]+\s){{0,4}}?{predicates}\s")


def _is_distance(clause: Clause, figure: QuantityMention) -> bool:
    part = clause.part(figure.core.start)[0]
    return figure.kind == "physical" and _distant().search(clause.low, part, figure.span.start) is not None


@cache
def _distant() -> re.Pattern[str]:
    """'cách trung tâm thành phố 12 km'."""
    far = only_word("figures", "describes", "far")
    return re.compile(rf"(?<!\w)(?<!một ){far}(?:\s[^\W\d_]+){{1,6}}\s$")


@cache
def _group() -> re.Pattern[str]:
    groups, having, properties = (
        either(words("figures", "describes", key)) for key in ("groups", "having", "properties")
    )
    return re.compile(rf"(?<!\w){groups}\s(?:[^\W_]+\s){{0,8}}?{having}\s(?P<what>{properties})(?!\w)")


def _picks_group(clause: Clause, figure: QuantityMention) -> bool:
    """'các xã có tỷ lệ hộ nghèo trên 40%', 'doanh nghiệp có từ 10 lao động trở lên'."""
    start = clause.part(figure.core.start)[0]
    head = clause.low[start : figure.core.start]
    match = None
    for match in _group().finditer(head):
        pass
    if match is None or is_firm(clause, figure):
        return False
    rest = head[match.start("what") :]
    counted = any(q.kind == "noun" and start <= q.core.start < figure.core.start for q in clause.figures)
    if counted and cue("describes", "wholes_of_groups", "").match(rest):
        return False  # '7 dự án … với tổng vốn từ 3.000 tỷ đồng trở lên': of all that are counted
    if cue("describes", "measures_of_groups").search(
        head[match.start() :].split(words("figures", "describes", "having")[0], 1)[-1]
    ):
        return False
    if cue("describes", "measures_of_groups").search(rest) or figure.comparator is Comparator.EXACT:
        return False
    return figure.stated


_RULES = (
    _is_grade_or_age,
    _is_named,
    _names_campaign,
    _is_ruled_out,
    _is_distance,
    _is_size,
    _picks_group,
    _is_measured,
    _is_within_subject,
)
