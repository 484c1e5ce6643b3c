"""Which figures of a clause are commitments: not the past, not the present state, not what only describes.

Every rule here rejects one class of figures, named by its reason; what no rule rejects is a target. Rules and classes:
observed in the corpora and in the plans of other provinces; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from vnplan.lexicon.provinces import provinces
from vnplan.lexicon.units import either, units, words
from vnplan.models import Comparator
from vnplan.parse.figures.parts import Clause, cue
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.brackets import is_repeated
from vnplan.parse.targets.norms import is_norm, is_rated
from vnplan.parse.targets.reports import goes_on, is_reported
from vnplan.parse.targets.states import is_firm, is_state, last_goal, last_of, moves_from

# --- what is no commitment --------------------------------------------------------------------------------------------


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
    if _of_which().fullmatch(clause.low, clause.part(figure.core.start)[0], figure.span.start):
        return reason  # 'Tổng số 45 nhiệm vụ, trong đó 20 nhiệm vụ do …'
    earlier = clause.figures[index - 1]
    sentence = clause.sentence(figure.core.start)
    part = clause.part(figure.core.start)[0]
    if clause.sentence(earlier.core.start) != sentence or last_goal(clause, earlier.core.end, figure.span.start) >= 0:
        return None
    if reason == "structure" and figure.kind not in {"noun", "other"}:
        return None
    if reason == "scope" and (
        figure.kind != "noun" or (part != earlier.core.end and clause.low[part : figure.span.start].strip(" ,;và"))
    ):
        return None
    if reason == "state" and moves_from(clause, figure):
        return reason
    said = cue("commitment", "verbs").finditer(clause.low, part, figure.span.start)
    if reason == "state" and not any(part <= date.core.start < figure.core.start for date in clause.dates):
        said = (verb for verb in said if verb.group() not in words("figures", "state", "links"))
    return None if next(iter(said), None) else reason


@cache
def _of_which() -> re.Pattern[str]:
    """'trong đó (có)' right before the figure."""
    verbs = either(words("figures", "describes", "part_verbs"))
    within = either(words("figures", "commitment", "within"))
    return re.compile(rf"[\s,;:(]*{within}\s(?:(?:[^\W\d_]+\s){{0,14}}{verbs}\s(?:đến\s|tới\s)?)?")


def _plain(clause: Clause, figure: QuantityMention) -> bool:
    """A bare count, which only its place in the sentence makes a commitment."""
    return figure.kind in {"noun", "other", "scale", "physical"} and not is_firm(clause, figure)


def _head(clause: Clause, figure: QuantityMention) -> str:
    """The words of the figure's part before it."""
    return clause.low[clause.part(figure.core.start)[0] : figure.span.start]


def _sentence_head(clause: Clause, figure: QuantityMention) -> str:
    return clause.low[clause.sentence(figure.core.start)[0] : figure.span.start]


def _is_baseline(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    return clause.baseline(figure.core.start) is not None


def _is_qualifier(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    low = clause.low
    if figure.kind == "grade":
        return True
    if figure.kind == "age":
        return not cue("describes", "life").search(low, 0, figure.core.start)
    # 'rộng 22 m', not 'mở rộng 3 tuyến'
    named = cue("describes", "qualifiers", before=r"(?<!\w)(?<!mở )", after=r"\s$")
    if named.search(low, max(0, figure.span.start - 24), figure.span.start):
        return True
    if figure.kind != "percent" and cue("describes", "count_qualifiers", after=r"\s$").search(
        low, max(0, figure.span.start - 24), figure.span.start
    ):
        return True
    if _names_campaign(clause, figure):
        return True
    if _ruled_out().search(low, max(0, figure.span.start - 40), figure.span.start):
        return True
    if figure.kind == "physical" and _distant().search(low, clause.part(figure.core.start)[0], figure.span.start):
        return True
    if figure.stated and figure.kind != "percent" and _sized().search(_head(clause, figure)):
        return True
    return _picks_group(clause, figure) or _is_measured(clause, figure) or _within_subject(clause, figure)


def _names_campaign(clause: Clause, figure: QuantityMention) -> bool:
    """'Đề án 1 triệu héc-ta lúa'; 'đề án 20 tỷ đồng' costs so much."""
    if figure.kind == "money" or figure.unit is None or not figure.unit.lower().startswith(units().scales):
        return False
    named = cue("describes", "campaigns", after=r"\s$")
    return named.search(clause.low, max(0, figure.span.start - 24), figure.span.start) is not None


@cache
def _ruled_out() -> re.Pattern[str]:
    """'không còn xã (đạt) dưới 10 tiêu chí': the figure bounds what there is to be none of."""
    none, reached = (either(words("figures", "describes", key)) for key in ("none_of", "reached"))
    return re.compile(rf"(?<!\w){none}\s(?!\d)(?:[^\W\d_]+\s){{1,2}}?(?:{reached}\s)?$")


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
        and cue("describes", "time_indicators").search(_head(clause, figure)) is not None
    )


def _within_subject(clause: Clause, figure: QuantityMention) -> bool:
    """'tỷ lệ người cao tuổi được khám ít nhất 1 lần/năm là 15%': a figure in the subject of a share."""
    if figure.kind not in {"times", "noun", "physical", "duration"}:
        return False
    shared = next((q for q in clause.figures if q.core.start > figure.core.start and q.kind == "percent"), None)
    if shared is None or not _shared_by().fullmatch(clause.low, figure.span.end, shared.span.start):
        return False
    return cue("describes", "shares").search(_head(clause, figure)) is not None


@cache
def _shared_by() -> re.Pattern[str]:
    predicates = either(words("figures", "describes", "part_verbs"))
    return re.compile(rf"\s(?:[^\W\d_]+\s){{0,4}}?{predicates}\s")


@cache
def _distant() -> re.Pattern[str]:
    """'cách trung tâm thành phố 12 km'."""
    far = words("figures", "describes", "far")[0]
    return re.compile(rf"(?<!\w)(?<!một ){far}(?:\s[^\W\d_]+){{1,6}}\s$")


@cache
def _group() -> re.Pattern[str]:
    groups, properties = (
        either(words("figures", "describes", "groups")),
        either(words("figures", "describes", "properties")),
    )
    return re.compile(rf"(?<!\w){groups}\s(?:[^\W_]+\s){{0,8}}?(?:có|với|đạt|sử dụng)\s(?P<what>{properties})(?!\w)")


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
    if cue("describes", "measures_of_groups").search(head[match.start() :].split("có", 1)[-1]):
        return False
    if cue("describes", "measures_of_groups").search(rest) or figure.comparator is Comparator.EXACT:
        return False
    return figure.stated


def _is_duration(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    if figure.kind != "duration" or (figure.stated and figure.unit and "/" in figure.unit):
        return False  # 'tối đa 15 phút/giao dịch' is a pledge
    head = _sentence_head(clause, figure) + clause.low[figure.span.start : figure.core.start]
    if cue("describes", "shortens", after=r"(?:\s\w+){0,6}\s?$").search(head):
        return False  # 'rút ngắn 2 ngày'
    measured = cue("describes", "time_indicators").search(head)
    return measured is None or cue("describes", "time_bounds").search(head) is None


def _is_structure(clause: Clause, figure: QuantityMention, *_: object) -> bool:
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


def _is_second(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """A second figure of one part qualifies the first: '100 doanh nghiệp đạt giá trị trên 10 triệu USD'."""
    if not accepted:
        return False
    part = clause.part(figure.core.start)
    last = clause.figures[accepted[-1]]
    if cue("describes", "restates").match(clause.low, figure.span.start):
        return True  # '45 triệu tấn, tương đương 3 triệu TEU'
    if not part[0] <= last.core.start < part[1] or figure.kind == "rank":
        return False
    if cue("commitment", "within").search(clause.low, last.core.end, figure.span.start):
        return False  # '39.500 ha - trong đó trồng mới là 37.000 ha'
    between = [d for d in clause.dates if last.core.end <= d.core.start < figure.span.start and d.is_deadline]
    if between:
        return False
    left = max(last.core.end, figure.span.start - 32)
    if last.kind == "money" and cue("commitment", "verbs", after=r"\s$").search(clause.low, left, figure.span.start):
        return False  # 'đầu tư 500 tỷ đồng xây dựng 12 hồ chứa'
    return not cue("commitment", "second", after=r"(?:\s[^\W\d_]+){0,2}\s$").search(clause.low, left, figure.span.start)


def _is_composition(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    if figure.kind in {"percent", "rank"} or accepted:
        return False
    head = _sentence_head(clause, figure)
    at = last_of(cue("describes", "consists"), head, 0, len(head))
    if at is None or cue("describes", "made").search(head, 0, at) is not None:
        return False
    # "gồm ngân sách …, vốn …; riêng ngân sách tỉnh bố trí 25 tỷ đồng": a part with a verb of its own lists no more
    return ";" not in head[at:] or cue("commitment", "verbs").search(_head(clause, figure)) is None


@cache
def _holds() -> re.Pattern[str]:
    named = {name.lower() for province in provinces().rows for name in (province.name, *province.aliases)}
    holders = either([*words("figures", "describes", "holders"), *sorted(named)])
    has = r"(?:hiện\s|còn\s|đang\s)?(?:có(?:\sdiện\stích)?|là|khoảng|gần)"
    more = either(words("figures", "describes", "more"))  # 'toàn tỉnh có thêm 15 xã' says what is to come
    return re.compile(rf"(?<!\w){holders}\s{has}\s(?:(?!{more}\s)[^\W\d_]+\s)?$")


def _is_description(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """'là tỉnh miền núi có 20 xã biên giới', 'toàn tỉnh có 128 trạm' without a horizon, 'với 3 mặt giáp biển'."""
    if is_firm(clause, figure) or figure.kind in {"rank", "points"}:
        return False
    head = _sentence_head(clause, figure)
    goal = last_goal(clause, clause.sentence(figure.core.start)[0], figure.span.start) >= 0
    if goal:
        return False
    statement = head[head.rfind(";") + 1 :]  # "Là cơ quan đầu mối …; kiểm tra 01 lần/năm"
    if cue("describes", "is_a").search(statement) or (not due and _makes_up(clause, figure)):
        return True
    if due or accepted:
        return False
    part = _head(clause, figure)
    if cue("describes", "given", r"^[\s\-–+•,;]*").match(part) and not cue("describes", "changes").search(head):
        return True
    crowd = cue("describes", "crowds", r"^[\s\-–+•,;]*").match(part)
    if crowd and part.endswith(f" {words('figures', 'describes', 'part_verbs')[2]} "):
        return True  # 'Đội ngũ cán bộ khoa học có 350 thạc sĩ'
    return _holds().search(head) is not None or _circumstance().match(head) is not None


def _makes_up(clause: Clause, figure: QuantityMention) -> bool:
    """'chiếm 80% diện tích tự nhiên', 'chiếm 30% dân số toàn tỉnh'."""
    whole = cue("describes", "wholes", before=r"\s(?:tổng\s)?").match(clause.low, figure.core.end)
    return whole is not None and cue("describes", "makes_up", after=r"\s$").search(_head(clause, figure)) is not None


@cache
def _circumstance() -> re.Pattern[str]:
    """'Với đường biên giới dài 231 km, …', 'với 3 mặt giáp biển'; not 'Với mục tiêu …'."""
    aims = either(words("figures", "describes", "aims"))
    return re.compile(rf"[\s\-–+•]*với\s(?!{aims}(?!\w))[^,;:]*$")


@cache
def _head_words() -> re.Pattern[str]:
    # 'bàn giao 350 căn nhà' hands over, 'giao 11 huyện' names who acts
    return re.compile(rf"(?<!\w)(?<!bàn )(?<!chuyển ){either(words('figures', 'describes', 'heads'))}\s$")


@cache
def _place_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'describes', 'places'))}\s$")


def _is_scope(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """'UBND 11 huyện', 'của 5 ngành', 'tại 63 tỉnh': who acts and where; not 'thí điểm tại 03 xã'."""
    if not _plain(clause, figure) or figure.kind == "physical":
        return False
    if figure.unit and figure.unit.lower() in words("figures", "describes", "copies"):
        return cue("describes", "sends", after=r"\s$").search(clause.low, 0, figure.span.start) is not None
    head = clause.low[max(0, figure.span.start - 40) : figure.span.start]
    if accepted and cue("describes", "totals", r"^[\s,;:]*", r"\s$").match(_head(clause, figure)):
        return False  # 'mỗi hộ 02 con bò giống, tổng số 640 con'
    if (opened := _head_words().search(head)) and not _counts_after(clause, figure, opened.group().strip()):
        counted = due and opened.group().strip() in words("figures", "describes", "given")  # 'quy mô dân số 104 triệu'
        return not (figure.stated or counted) and not (figure.unit is None and head.endswith(f" {_equals()} "))
    ends = not clause.low[figure.core.end : clause.part(figure.core.start)[1]].strip(" .,;")
    if not figure.stated and head.endswith(" cho ") and ends and _lists_bodies(figure):
        return True  # 'cho 21 huyện, thành phố, thị xã': all there are
    if not _place_words().search(head):
        return False
    opens = max(clause.sentence(figure.core.start)[0], clause.low.rfind(";", 0, figure.span.start) + 1)
    deploys = cue("describes", "deploys").search(clause.low, opens, figure.span.start)
    part = clause.part(figure.core.start)[0]
    if deploys and deploys.start() >= part and not any(clause.figures[i].core.start >= part for i in accepted):
        accepted = ()  # 'hỗ trợ 60 hộ; nhân rộng ra 200 hộ': its part deploys on its own
    later = (
        index + 1 < len(clause.figures) and clause.figures[index + 1].core.start < clause.sentence(figure.core.start)[1]
    ) and not _lists_places(clause, figure, clause.figures[index + 1])
    return not figure.stated and (deploys is None or bool(accepted) or later)


def _equals() -> str:
    return words("figures", "state", "result")[0]  # 'số ca mắc bằng 0'


def _counts_after(clause: Clause, figure: QuantityMention, head: str) -> bool:
    """'với 150 học viên', 'xóa toàn bộ 50 nhà tạm': what is counted is no body and no place."""
    if head not in words("figures", "describes", "loose_heads") or figure.unit is None:
        return False
    return figure.unit.lower().split(",")[0] not in words("figures", "describes", "bodies")


def _lists_bodies(figure: QuantityMention) -> bool:
    bodies = words("figures", "describes", "bodies")
    pieces = (figure.unit or "").lower().split(", ")
    return len(pieces) > 1 and all(piece in bodies for piece in pieces)


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(r"(?:\s[^\W\d_]+){0,3}?(?:,|\svà)\s$")


def _lists_places(clause: Clause, figure: QuantityMention, following: QuantityMention) -> bool:
    """'tại 01 thành phố, 02 thị xã', 'tại 24 bến tàu khách, 36 nhà chờ': the next figure goes on with the places."""
    return following.kind == "noun" and _beside().match(clause.low, figure.core.end, following.span.start) is not None


def _is_estimate(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """'Tổng kinh phí thực hiện: 25 tỷ đồng' says what the plan costs, 'nhu cầu giống cần 120 tỷ con' what it takes."""
    if cue("describes", "needs", r"[\s\-–+•,;:]*").match(clause.low, clause.part(figure.core.start)[0]):
        return True
    if figure.kind != "money":
        return False
    head = _sentence_head(clause, figure)
    at = last_of(cue("describes", "estimates"), head, 0, len(head))
    if at is None:
        return False
    if _costs().match(head):
        return True  # 'Kinh phí hỗ trợ từ ngân sách: 4,5 tỷ đồng'
    return cue("describes", "estimate_verbs").search(head, head.rfind(";", 0, at) + 1) is None


@cache
def _costs() -> re.Pattern[str]:
    """What is to be spent, as the subject of the sentence: 'Tổng nguồn vốn bố trí … là', 'Kinh phí …:'."""
    return re.compile(rf"[\s\-–+•*]*{either(words('figures', 'describes', 'estimates'))}(?!\w)[^;,]*(?:\slà|:)\s*$")


def _is_report(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    opened = cue("describes", "habit", r"^[\s\-–+•,;]*", r"\s$")
    if figure.kind == "times" and opened.match(_head(clause, figure)):
        return not is_firm(clause, figure)  # 'kiểm tra định kỳ 01 lần/năm' is a pledge
    if figure.kind != "times" or cue("describes", "reporting").search(_sentence_head(clause, figure)) is None:
        return False
    part = _head(clause, figure)  # 'họp 01 lần/tháng và kiểm tra tối thiểu 01 lần/quý'
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
    ("qualifier", _is_qualifier),
    ("duration", _is_duration),
    ("structure", _is_structure),
    ("state", is_state),
    ("state", lambda clause, figure, *_: is_reported(clause, figure)),
    ("repeated", is_repeated),
    ("second", _is_second),
    ("composition", _is_composition),
    ("description", _is_description),
    ("scope", _is_scope),
    ("estimate", _is_estimate),
    ("report", _is_report),
    ("uncounted", _is_uncounted),
)
