"""Which figures of a clause are commitments: not the past, not the present state, not what only describes.

Every rule here rejects one class of figures, named by its reason; what no rule rejects is a target. Rules and classes:
observed in the corpora and in the plans of other provinces; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from vnplan.lexicon.units import either, only_word, words
from vnplan.parse.figures.parts import Clause, cue
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.refused.brackets import is_repeated
from vnplan.parse.targets.refused.descriptions import is_composition, is_description, is_structure
from vnplan.parse.targets.refused.norms import is_norm, is_rated
from vnplan.parse.targets.refused.qualifiers import is_qualifier
from vnplan.parse.targets.refused.reports import goes_on, is_reported
from vnplan.parse.targets.refused.scopes import is_scope
from vnplan.parse.targets.refused.states import is_firm, is_state, last_goal, last_of, moves_from


def rejected(
    clause: Clause, index: int, accepted: Sequence[int], refused: Mapping[int, str], *, due: bool
) -> str | None:
    """Why the figure is no commitment, or None where it is one.

    `accepted` holds the indexes of the earlier figures that commit, `refused` those that do not, with the reason (a
    coordinated figure shares it); `due` says whether a horizon is known from the clause or from above.
    """
    figure = clause.figures[index]
    for reason, rule in _RULES:
        if rule(clause, figure, index, accepted, due):
            return reason
    return "state" if goes_on(clause, figure, index, refused) else _shared_fate(clause, figure, index, refused)


_SHARED = frozenset({"state", "norm", "description", "composition", "structure", "scope", "estimate"})


def _shared_fate(clause: Clause, figure: QuantityMention, index: int, refused: Mapping[int, str]) -> str | None:
    """'toàn tỉnh có 9 huyện, 2 thành phố và 151 xã': a coordinated figure is what the one before it is."""
    reason = refused.get(index - 1)
    if reason not in _SHARED or is_firm(clause, figure) or (reason == "norm" and not is_rated(clause, figure)):
        return None
    if reason == "estimate" and cue("commitment", "within", r"[\s,;:(]*").match(clause.before(figure)):
        return reason  # 'với tổng vốn 238 tỷ đồng, trong đó vốn xã hội hóa 226 tỷ đồng'
    earlier = clause.figures[index - 1]
    sentence = clause.sentence(figure.core.start)
    part = clause.part(figure.core.start)[0]
    intended = last_goal(clause, earlier.core.end, figure.span.start) >= 0
    if not intended and _of_which().fullmatch(clause.low, part, figure.span.start):
        return reason  # 'Tổng số 45 nhiệm vụ, trong đó 20 nhiệm vụ do …'
    if intended or clause.sentence(earlier.core.start) != sentence:
        return None
    if reason == "structure" and figure.kind not in {"noun", "other"}:
        return None
    if reason == "scope" and (
        figure.kind != "noun" or (part != earlier.core.end and clause.low[part : figure.span.start].strip(" ,;và"))
    ):
        return None
    if reason == "state" and moves_from(clause, figure):
        return reason
    if _is_part_of_told(clause, index, refused, sentence[0]):
        return "state"
    said = cue("commitment", "verbs").finditer(clause.low, max(part, earlier.core.end), figure.span.start)
    if reason == "state" and not any(part <= date.core.start < figure.core.start for date in clause.dates):
        said = (verb for verb in said if verb.group() not in words("figures", "state", "links"))
    return None if next(iter(said), None) else reason


def _is_part_of_told(clause: Clause, index: int, refused: Mapping[int, str], start: int) -> bool:
    """'đã nâng cấp 284 công trình, bao gồm: thi công 208 km đường và 166 m cầu': of what a told whole consists."""
    consists, end = cue("describes", "consists"), clause.figures[index].span.start
    for whole in range(index - 1, -1, -1):
        if whole not in refused or clause.figures[whole].core.start < start:
            return False
        if refused[whole] == "state" and consists.search(clause.low, clause.figures[whole].core.end, end):
            return True
    return False


@cache
def _of_which() -> re.Pattern[str]:
    """'trong đó (có)' right before the figure."""
    verbs = either(words("figures", "describes", "part_verbs"))
    within = either(words("figures", "commitment", "within"))
    return re.compile(rf"[\s,;:(]*{within}\s(?:(?:[^\W\d_]+\s){{0,14}}{verbs}\s(?:đến\s|tới\s)?)?")


def _is_baseline(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    return clause.baseline(figure.core.start) is not None


def _is_duration(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    if figure.kind != "duration" or (figure.stated and figure.unit and "/" in figure.unit):
        return False  # 'tối đa 15 phút/giao dịch' is a pledge
    head = clause.sentence_before(figure) + clause.low[figure.span.start : figure.core.start]
    if cue("describes", "shortens", after=r"(?:\s\w+){0,6}\s?$").search(head):
        return False  # 'rút ngắn 2 ngày'
    measured = cue("describes", "time_indicators").search(head)
    return measured is None or cue("describes", "time_bounds").search(head) is None


def _is_second(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """A second figure of one part qualifies the first: '100 doanh nghiệp đạt giá trị trên 10 triệu USD'."""
    if not accepted:
        return False
    part = clause.part(figure.core.start)
    last = clause.figures[accepted[-1]]
    if last.kind == "percent" and _each_has().fullmatch(clause.low, last.core.end, figure.span.start):
        return True  # '50% trường cao đẳng, trung cấp có ít nhất 2 ý tưởng'
    if cue("describes", "restates").match(clause.low, figure.span.start):
        return True  # '45 triệu tấn, tương đương 3 triệu TEU'
    if not part[0] <= last.core.start < part[1] or figure.kind == "rank":
        return False
    if cue("commitment", "within").search(clause.low, last.core.end, figure.span.start):
        return False  # '39.500 ha - trong đó trồng mới là 37.000 ha'
    between = [d for d in clause.dates if last.core.end <= d.core.start < figure.span.start and d.is_deadline]
    if between:
        return False
    if _so_as_to().search(clause.low, last.core.end, figure.span.start):
        return False  # 'đào tạo 100 thạc sĩ để nâng tỷ lệ … lên trên 16% và tỷ lệ … trên 7%'
    if last.kind == figure.kind == "percent" and _along_with().search(clause.low, last.core.end, figure.span.start):
        return False  # '20% GDP với năng suất lao động tăng bình quân trên 7%/năm'
    left = max(last.core.end, figure.span.start - 32)
    if last.kind == "money" and cue("commitment", "verbs", after=r"\s$").search(clause.low, left, figure.span.start):
        return False  # 'đầu tư 500 tỷ đồng xây dựng 12 hồ chứa'
    return not cue("commitment", "second", after=r"(?:\s[^\W\d_]+){0,2}\s$").search(clause.low, left, figure.span.start)


@cache
def _so_as_to() -> re.Pattern[str]:
    purposes, shares = (either(words("figures", *key)) for key in (("commitment", "purposes"), ("describes", "shares")))
    moves = either([*words("figures", "commitment", "lifts"), *words("figures", "describes", "grown")])
    return re.compile(rf"(?<!\w)(?:{purposes}\s{moves}|và\s{shares})(?!\w)")


@cache
def _along_with() -> re.Pattern[str]:
    beside, grown = only_word("figures", "describes", "circumstance"), either(words("figures", "describes", "grown"))
    return re.compile(rf"(?<!\w){beside}\s(?:[^\W\d_]+\s){{2,8}}?{grown}\s$")


@cache
def _each_has() -> re.Pattern[str]:
    """A share of a list of bodies, up to what each of them has."""
    has, holders = words("figures", "describes", "having")[0], either(words("figures", "describes", "holders"))
    return re.compile(rf"(?:\s[^\W\d_]+){{1,6}}(?:,\s(?!{holders}\s)[^\W\d_]+(?:\s[^\W\d_]+){{0,2}}?){{1,3}}\s{has}\s")


def _is_estimate(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """'Tổng kinh phí thực hiện: 25 tỷ đồng' says what the plan costs, 'nhu cầu giống cần 120 tỷ con' what it takes,
    'dự báo tăng lên 300 triệu người' what will be."""
    if cue("describes", "needs", r"[\s\-–+•,;:]*").match(clause.low, clause.part(figure.core.start)[0]):
        return True
    foreseen = last_of(_foreseen(), clause.low, clause.sentence(figure.core.start)[0], figure.span.start)
    if foreseen is not None and cue("commitment", "aims").search(clause.low, foreseen, figure.span.start) is None:
        return True
    if figure.kind != "money":
        return False
    if not accepted and cue("describes", "costing", r"[\s\-–+•,;:]*").match(clause.before(figure)):
        return True  # 'Đề án …, với tổng vốn đầu tư 238 tỷ đồng'; not '5 dự án với tổng vốn …'
    head = clause.sentence_before(figure)
    at = last_of(cue("describes", "estimates"), head, 0, len(head))
    if at is None:
        return False
    if _costs().match(head):
        return True  # 'Kinh phí hỗ trợ từ ngân sách: 4,5 tỷ đồng'
    return cue("describes", "estimate_verbs").search(head, head.rfind(";", 0, at) + 1) is None


@cache
def _foreseen() -> re.Pattern[str]:
    said, what = either(words("figures", "describes", "forecasts")), either(words("figures", "describes", "forecast"))
    return re.compile(rf"(?<!\w){said}[\s,:]{{1,2}}{what}(?!\w)")


@cache
def _costs() -> re.Pattern[str]:
    """What is to be spent, as the subject of the sentence: 'Tổng nguồn vốn bố trí … là', 'Kinh phí …:'."""
    return re.compile(rf"[\s\-–+•*]*{either(words('figures', 'describes', 'estimates'))}(?!\w)[^;,]*(?:\slà|:)\s*$")


def _is_report(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    opened = cue("describes", "habit", r"^[\s\-–+•,;]*", r"\s$")
    if figure.kind == "times" and opened.match(clause.before(figure)):
        return not is_firm(clause, figure)  # 'kiểm tra định kỳ 01 lần/năm' is a pledge
    if figure.kind != "times" or cue("describes", "reporting").search(clause.sentence_before(figure)) is None:
        return False
    part = clause.before(figure)  # 'họp 01 lần/tháng và kiểm tra tối thiểu 01 lần/quý'
    return cue("describes", "reporting").search(part) is not None or cue("commitment", "verbs").search(part) is None


def _is_uncounted(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """A number without a known unit commits only after a verb that does, or as the value of something measured."""
    if figure.kind not in {"other", "scale"} or is_firm(clause, figure):
        return False
    part = clause.part(figure.core.start)[0]
    head = clause.low[part : figure.span.start]
    if figure.unit is None:
        valued = cue("commitment", "predicates", after=r"(?:\s(?:mức|khoảng|là|đạt))?[\s:]*$").search(head)
        told = clause.sentence(figure.core.start) if figure.stated else (clause.sentence(figure.core.start)[0], part)
        measured = clause.low[told[0] : max(told[1], figure.span.start)]
        if valued is None and not head.strip() and clause.low[part - 1 : part] == ":":
            opened = r"^[\s\-–+•*]*"  # 'Số bác sĩ/10.000 dân: 11'
            named = measured[measured.rfind(";") + 1 :]
            filed = cue("describes", "filed", opened).match(named)
            return filed is not None or cue("describes", "measured", opened).match(named) is None
        return valued is None or cue("describes", "measured").search(measured) is None
    if cue("commitment", "verbs", after=r"(?:\s\w+){0,6}\s?$").search(head):
        return False
    return (
        figure.stated
        or figure.kind == "scale"
        or not (accepted and accepted[-1] == index - 1 and not head.strip(" ,;và"))
    )


_RULES = (
    ("baseline", _is_baseline),
    ("norm", lambda clause, figure, *_: is_norm(clause, figure)),
    ("qualifier", is_qualifier),
    ("duration", _is_duration),
    ("structure", is_structure),
    ("state", is_state),
    ("state", lambda clause, figure, *_: is_reported(clause, figure)),
    ("repeated", is_repeated),
    ("second", _is_second),
    ("composition", is_composition),
    ("description", is_description),
    ("scope", is_scope),
    ("estimate", _is_estimate),
    ("report", _is_report),
    ("uncounted", _is_uncounted),
)
