"""Which figures of a clause are commitments: not the past, not the present state, not what only describes.

A clause is cut into parts (at commas, semicolons, brackets and at an 'and' that opens a new figure). Every rule here
rejects one class of figures, named by its reason; what no rule rejects is a target. Rules and classes: observed in the
corpora and in the plans of other provinces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from vnplan.lexicon.units import either, words
from vnplan.models import Comparator
from vnplan.parse.dates import DateMention, find_dates
from vnplan.parse.nonfigures import Stretch, lowered
from vnplan.parse.quantities import QuantityMention, find_quantities


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as a line, with its figures, dates, baselines and the offsets at which it is cut into parts."""

    line: str
    low: str
    figures: tuple[QuantityMention, ...]
    dates: tuple[DateMention, ...]
    cuts: tuple[int, ...]
    stops: tuple[int, ...]
    brackets: tuple[Stretch, ...]
    baselines: tuple[Stretch, ...] = field(default=())

    def part(self, offset: int) -> Stretch:
        """The part an offset stands in."""
        index = bisect_right(self.cuts, offset)
        start = self.cuts[index - 1] if index else 0
        return start, self.cuts[index] if index < len(self.cuts) else len(self.line)

    def sentence(self, offset: int) -> Stretch:
        """The sentence an offset stands in (to a full stop)."""
        index = bisect_right(self.stops, offset)
        start = self.stops[index - 1] if index else 0
        return start, self.stops[index] if index < len(self.stops) else len(self.line)

    def bracket(self, offset: int) -> Stretch | None:
        """The brackets an offset stands in, if any."""
        return next(((a, b) for a, b in self.brackets if a < offset < b), None)

    def baseline(self, offset: int) -> Stretch | None:
        """The words of comparison an offset stands in, if any."""
        return next(((a, b) for a, b in self.baselines if a <= offset < b), None)


def read_clause(line: str) -> Clause:
    """Read the figures and dates of a one-line clause and cut it into parts. Linear in the line."""
    low = lowered(line)
    dates = find_dates(line, low=low)
    figures = find_quantities(line, low=low, dates=dates)
    if not figures:
        return Clause(line, low, (), dates, (), (), ())
    held = [(q.span.start, q.span.end) for q in figures] + [(d.span.start, d.span.end) for d in dates]
    starts = sorted(held)
    cuts: set[int] = set()
    stops: list[int] = []
    for match in _CUT.finditer(low):
        at = match.start()
        if any(a <= at < b for a, b in held):
            continue
        mark = match.group()
        if mark[0] == ".":
            if _ABBREVIATION.search(line, max(0, at - 5), at):
                continue
            stops.append(match.end())
        elif mark[0] == " ":
            # 'và' opens a part only where a figure or date follows soon
            index = bisect_right(starts, (match.end(), 0))
            follows = index < len(starts) and starts[index][0] - match.end() <= 32
            if not follows or _CUT_HARD.search(low, match.end(), starts[index][0]):
                continue
        cuts.add(at + (1 if mark[0] in ",;:)" else 0) if mark[0] != "." else match.end())
    brackets = tuple((match.start(), match.end()) for match in _BRACKETS.finditer(low))
    clause = Clause(line, low, figures, dates, tuple(sorted(cuts)), tuple(stops), brackets)
    return Clause(line, low, figures, dates, clause.cuts, clause.stops, brackets, _baselines(clause))


_CUT = re.compile(r"[,;:()](?!\d)|(?<!\d)[,;:)](?=\d)|\.(?=\s)|\s(?:và|hoặc)\s")
_CUT_HARD = re.compile(r"[,;:()]|\.\s")
_ABBREVIATION = re.compile(r"(?<!\w)(?:TP|TX|TT|PGS|GS|TS|ThS|BS|KS|Q|P|H|Tp|St|No)$")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")


# --- baselines --------------------------------------------------------------------------------------------------------


@cache
def _pattern(section: str, key: str, before: str = r"(?<!\w)", after: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(before + either(words("figures", section, key)) + after)


@cache
def _rise() -> re.Pattern[str]:
    rises = either(words("figures", "baseline", "rises"))
    between = r"(?:\s(?:mức|khoảng|trên|dưới|ít nhất|tối thiểu|còn|đến|tới|không quá|là))"
    return re.compile(rf"(?<!\w){rises}{between}{{0,2}}\s?$")


@cache
def _risen_from() -> re.Pattern[str]:
    level = either(words("figures", "baseline", "level"))
    return re.compile(
        rf"(?<!\w){either(words('figures', 'baseline', 'from'))}\s(?:{level}\s|dưới\s|trên\s|gần\s){{0,2}}$"
    )


def _baselines(clause: Clause) -> tuple[Stretch, ...]:
    """Where the clause names the state it starts from: 'so với …', 'từ 62% năm 2020 (lên 75%)', '(năm 2021: 154)'."""
    found = [*_comparisons(clause), *_risings(clause), *_bracketed(clause), *_multiplied(clause)]
    return tuple(sorted(found))


def _comparisons(clause: Clause) -> list[Stretch]:
    low, out = clause.low, []
    for match in _pattern("baseline", "compared").finditer(low):
        limit = next((cut for cut in clause.cuts if cut >= match.end()), len(low))
        hard = _CUT_HARD.search(low, match.end(), min(limit + 1, len(low)))
        limit = min(limit, hard.start() if hard else limit, match.end() + 160)
        year = next((d for d in clause.dates if match.end() <= d.core.start < limit and d.role == "baseline"), None)
        if year is not None:
            out.append((match.start(), year.core.end))
            continue
        for opened in clause.dates:
            if match.end() <= opened.span.start < limit and opened.role == "deadline":
                limit = opened.span.start
        level = re.compile(rf"\s{either(words('figures', 'baseline', 'level'))}\s$")
        for figure in clause.figures:
            if match.end() <= figure.span.start < limit and not level.search(low, match.end(), figure.span.start):
                limit = figure.span.start
                break
        if resumed := _pattern("baseline", "resumes", r"\s").search(low, match.end() + 1, limit):
            limit = resumed.start()
        out.append((match.start(), len(low[:limit].rstrip())))
    return out


def _risings(clause: Clause) -> list[Stretch]:
    low, out = clause.low, []
    for figure, after in zip(clause.figures, clause.figures[1:], strict=False):
        opened = _risen_from().search(low, max(0, figure.core.start - 24), figure.core.start)
        if opened is None or figure.high is not None or after.span.start - figure.core.end > 90:
            continue
        if (figure.kind != after.kind and figure.unit is not None) or figure.span.end > figure.core.end:
            continue  # 'từ 15 tuổi trở lên … đạt 80%'
        rise = _rise().search(low, figure.core.end, after.core.start)
        if rise and not re.search(r"[;.]\s", low[figure.core.end : rise.start()]):
            out.append((opened.start(), len(low[: rise.start()].rstrip(" ,"))))
    return out


def _multiplied(clause: Clause) -> list[Stretch]:
    """'gấp 2,5 lần năm 2020': the year compared with needs no 'so với'."""
    return [
        (date.core.start, date.core.end)
        for figure in clause.figures
        for date in clause.dates
        if figure.kind == "times"
        and date.role == "plain"
        and 0 <= date.core.start - figure.core.end <= 6
        and clause.low[figure.core.end : date.core.start].strip() in {"", "của"}
    ]


def _bracketed(clause: Clause) -> list[Stretch]:
    low, out = clause.low, []
    for start, end in clause.brackets:
        inside = [q for q in clause.figures if start < q.core.start < end]
        before = [q for q in clause.figures if q.core.start < start]
        if not inside or not before or _pattern("baseline", "part_of").search(low, start, end):
            continue
        dated = [d for d in clause.dates if start < d.core.start < end and d.role in {"plain", "state", "baseline"}]
        stated = _inline().search(low, start, end) or _pattern("state", "opening").search(low, start, end)
        outer = [int(d.value[:4]) for d in clause.dates if d.is_deadline and d.value and d.core.end <= start]
        later = dated and dated[0].value and outer and int(dated[0].value[:4]) > max(outer)
        if (dated or stated) and not later:
            out.append((start + 1, end - 1))
    return out


# --- what is no commitment --------------------------------------------------------------------------------------------

FIRM = ("ít nhất", "tối thiểu", "không dưới", "không ít", "không quá", "tối đa", "không vượt", "không thấp", "≥", "≤")


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
    return _shared_fate(clause, figure, index, refused)


_SHARED = frozenset({"state", "description", "composition", "structure", "scope", "estimate"})


def _shared_fate(clause: Clause, figure: QuantityMention, index: int, refused: Mapping[int, str]) -> str | None:
    """'toàn tỉnh có 9 huyện, 2 thành phố và 151 xã': a coordinated figure is what the one before it is."""
    reason = refused.get(index - 1)
    if reason not in _SHARED or _firm(clause, figure):
        return None
    earlier = clause.figures[index - 1]
    sentence = clause.sentence(figure.core.start)
    part = clause.part(figure.core.start)[0]
    if clause.sentence(earlier.core.start) != sentence or _last_goal(clause, earlier.core.end, figure.span.start) >= 0:
        return None
    if reason == "scope" and (
        figure.kind != "noun" or (part != earlier.core.end and clause.low[part : figure.span.start].strip(" ,;và"))
    ):
        return None
    return None if _pattern("commitment", "verbs").search(clause.low, part, figure.span.start) else reason


def _firm(clause: Clause, figure: QuantityMention) -> bool:
    return clause.low[figure.span.start : figure.core.start].startswith(FIRM)


def _plain(clause: Clause, figure: QuantityMention) -> bool:
    """A bare count, which only its place in the sentence makes a commitment."""
    return figure.kind in {"noun", "other", "scale", "physical"} and not _firm(clause, figure)


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
        return not _pattern("describes", "life").search(low, 0, figure.core.start)
    if _pattern("describes", "qualifiers", after=r"\s$").search(low, max(0, figure.span.start - 24), figure.span.start):
        return True
    return _picks_group(clause, figure)


@cache
def _group() -> re.Pattern[str]:
    groups, properties = (
        either(words("figures", "describes", "groups")),
        either(words("figures", "describes", "properties")),
    )
    return re.compile(rf"(?<!\w){groups}\s(?:[^\W_]+\s){{0,8}}?(?:có|với|đạt)\s(?P<what>{properties})(?!\w)")


def _picks_group(clause: Clause, figure: QuantityMention) -> bool:
    """'các xã có tỷ lệ hộ nghèo trên 40%', 'doanh nghiệp có từ 10 lao động trở lên'."""
    start = clause.part(figure.core.start)[0]
    head = clause.low[start : figure.core.start]
    match = None
    for match in _group().finditer(head):
        pass
    if match is None or _firm(clause, figure):
        return False
    rest = head[match.start("what") :]
    if _pattern("describes", "measures_of_groups").search(head[match.start() :].split("có", 1)[-1]):
        return False
    if _pattern("describes", "measures_of_groups").search(rest) or figure.comparator is Comparator.EXACT:
        return False
    return figure.stated


def _is_duration(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    if figure.kind != "duration":
        return False
    head = _sentence_head(clause, figure) + clause.low[figure.span.start : figure.core.start]
    measured = _pattern("describes", "time_indicators").search(head)
    return measured is None or _pattern("describes", "time_bounds").search(head) is None


def _is_structure(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    if figure.kind not in {"noun", "other"} or figure.unit is None:
        return False
    unit = figure.unit.lower()
    return any(unit == part or unit.startswith(part + " ") for part in words("figures", "names", "structure")) and (
        figure.kind == "other" or unit in words("figures", "names", "structure")
    )


def _is_state(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    low = clause.low
    opened = clause.sentence(figure.core.start)[0]
    bracket = clause.bracket(figure.core.start)
    start = bracket[0] if bracket else opened
    part = clause.part(figure.core.start)[0]
    goal = _last_goal(clause, start, figure.span.start)
    inline = _last(_inline(), low, max(part, start), figure.span.start)
    if inline is not None and inline > goal and clause.baseline(inline) is None:
        return True
    for begin, end in _parts_between(clause, opened, figure.span.start):
        text = low[begin:end]
        lead = len(text) - len(text.lstrip(" ,;:-–+(\t"))
        at = begin + lead
        if (_pattern("state", "opening", "").match(low, at) or _closes(text)) and at >= goal:
            return True
    if _is_past(clause, figure, goal):
        return True
    return _is_subject_of_past(clause, figure, part)


@cache
def _inline() -> re.Pattern[str]:
    # 'thực hiện đạt' is no 'hiện đạt'
    compounds = "".join(rf"(?<!{word} )" for word in words("figures", "state", "compounds"))
    return _pattern("state", "inline", rf"(?<!\w){compounds}")


def _closes(text: str) -> bool:
    return _pattern("state", "closing", after=r"[\s,;:)]*$").search(text) is not None


def _last(pattern: re.Pattern[str], low: str, start: int, end: int) -> int | None:
    at = None
    for match in pattern.finditer(low, start, end):
        at = match.start()
    return at


def _last_goal(clause: Clause, start: int, end: int) -> int:
    """Where the last words of intent stand ('phấn đấu', 'đến năm 2025'), or -1."""
    said = _last(_pattern("state", "goal"), clause.low, start, end)
    dated = [
        d.span.start
        for d in clause.dates
        if start <= d.span.start < end and d.role == "deadline" and clause.baseline(d.core.start) is None
    ]
    return max([said if said is not None else -1, *dated])


def _parts_between(clause: Clause, start: int, end: int) -> list[Stretch]:
    edges = [start, *(cut for cut in clause.cuts if start < cut < end), end]
    return list(pairwise(edges))


@cache
def _described() -> tuple[re.Pattern[str], re.Pattern[str]]:
    modifiers = either(words("figures", "state", "past_modifiers"))
    return re.compile(rf"\s?{modifiers}(?!\w)"), _pattern("state", "past_predicates")


def _is_past(clause: Clause, figure: QuantityMention, goal: int) -> bool:
    """'đã đạt trên 97%', 'tỉnh đã đào tạo được 2.350 lao động'; not 'lao động đã qua đào tạo đạt 70%'."""
    start = clause.part(figure.core.start)[0]
    head = clause.low[start : figure.core.start]
    match = None
    for match in _pattern("state", "past").finditer(head):
        pass
    if match is None or start + match.start() < goal:
        return False
    rest = head[match.end() :]
    modifier, predicate = _described()
    described = modifier.match(rest)
    return not (described and predicate.search(rest, described.end()))


def _is_subject_of_past(clause: Clause, figure: QuantityMention, part: int) -> bool:
    """'97 trạm đã kết nối': the figure is the subject of what is done already."""
    if _firm(clause, figure) or figure.comparator is Comparator.ALL:
        return False
    head = clause.low[part : figure.span.start]
    if (
        _pattern("commitment", "verbs").search(head)
        or _last_goal(clause, clause.sentence(part)[0], figure.span.start) >= 0
    ):
        return False
    tail = clause.low[figure.core.end : clause.part(figure.core.start)[1]]
    match = _pattern("state", "past").search(tail)
    if match is None:
        return False
    modifier, _ = _described()
    described = modifier.match(tail, match.end())
    return not (described and re.search(r"(?<!\w)(?:được|phải|đạt)(?!\w)", tail[described.end() :]))


def _is_repeated(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """'đạt 50% (8 xã)': the same said once more in brackets."""
    bracket = clause.bracket(figure.core.start)
    if bracket is None or not accepted:
        return False
    if accepted[-1] >= 0 and clause.figures[accepted[-1]].core.start > bracket[0]:
        return False
    return _pattern("baseline", "part_of").search(clause.low, *bracket) is None and not any(
        bracket[0] < d.core.start < bracket[1] and d.is_deadline for d in clause.dates
    )


def _is_second(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """A second figure of one part qualifies the first: '12 sản phẩm đạt hạng từ 3 sao'."""
    if not accepted:
        return False
    part = clause.part(figure.core.start)
    last = clause.figures[accepted[-1]]
    if not part[0] <= last.core.start < part[1] or figure.kind == "rank":
        return False
    between = [d for d in clause.dates if last.core.end <= d.core.start < figure.span.start and d.is_deadline]
    if between:
        return False
    left = max(last.core.end, figure.span.start - 32)
    return not _pattern("commitment", "second", after=r"(?:\s[^\W\d_]+){0,2}\s$").search(
        clause.low, left, figure.span.start
    )


def _is_composition(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    if figure.kind in {"percent", "rank"} or accepted:
        return False
    head = _sentence_head(clause, figure)
    at = _last(_pattern("describes", "consists"), head, 0, len(head))
    return at is not None and _pattern("describes", "made").search(head, 0, at) is None


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){either(words('figures', 'describes', 'holders'))}"
        r"\s(?:hiện\s|còn\s|đang\s)?(?:có|là|khoảng|gần)\s(?:[^\W\d_]+\s){0,1}$"
    )


def _is_description(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], due: bool) -> bool:
    """'là tỉnh miền núi có 20 xã biên giới', 'toàn tỉnh có 128 trạm' without a horizon, 'với 3 mặt giáp biển'."""
    if _firm(clause, figure) or figure.kind in {"rank", "points"}:
        return False
    head = _sentence_head(clause, figure)
    goal = _last_goal(clause, clause.sentence(figure.core.start)[0], figure.span.start) >= 0
    if goal:
        return False
    if _pattern("describes", "is_a").search(head):
        return True
    if due or accepted:
        return False
    if _pattern("describes", "given", r"^[\s\-–+•]*").match(head) and not _pattern("describes", "changes").search(head):
        return True
    return _holds().search(head) is not None or re.match(r"[\s\-–+•]*với\s$", head) is not None


@cache
def _head_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'describes', 'heads'))}\s$")


@cache
def _place_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'describes', 'places'))}\s$")


def _is_scope(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """'UBND 11 huyện', 'của 5 ngành', 'tại 63 tỉnh': who acts and where; not 'thí điểm tại 03 xã'."""
    if not _plain(clause, figure) or figure.kind == "physical":
        return False
    if figure.unit and figure.unit.lower() in words("figures", "describes", "copies"):
        return _pattern("describes", "sends", after=r"\s$").search(clause.low, 0, figure.span.start) is not None
    head = clause.low[max(0, figure.span.start - 40) : figure.span.start]
    if _head_words().search(head):
        return not figure.stated
    if not _place_words().search(head):
        return False
    part = clause.part(figure.core.start)[0]
    deploys = _pattern("describes", "deploys").search(clause.low, part, figure.span.start)
    later = (
        index + 1 < len(clause.figures) and clause.figures[index + 1].core.start < clause.sentence(figure.core.start)[1]
    )
    return not figure.stated and (deploys is None or bool(accepted) or later)


def _is_estimate(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """'Tổng kinh phí thực hiện: 25 tỷ đồng' says what the plan costs."""
    if figure.kind != "money":
        return False
    head = _sentence_head(clause, figure)
    at = _last(_pattern("describes", "estimates"), head, 0, len(head))
    if at is None:
        return False
    return _pattern("describes", "estimate_verbs").search(head) is None


def _is_report(clause: Clause, figure: QuantityMention, *_: object) -> bool:
    return (
        figure.kind == "times" and _pattern("describes", "reporting").search(_sentence_head(clause, figure)) is not None
    )


def _is_uncounted(clause: Clause, figure: QuantityMention, index: int, accepted: Sequence[int], *_: object) -> bool:
    """A number without a known unit commits only after a verb that does, or as the value of something measured."""
    if figure.kind not in {"other", "scale"} or _firm(clause, figure):
        return False
    part = clause.part(figure.core.start)[0]
    head = clause.low[part : figure.span.start]
    if figure.unit is None:
        valued = _pattern("commitment", "predicates", after=r"(?:\s(?:mức|khoảng|là|đạt))?[\s:]*$").search(head)
        return valued is None or _pattern("describes", "measured").search(_sentence_head(clause, figure)) is None
    if _pattern("commitment", "verbs", after=r"(?:\s[^\W\d_]+){0,6}\s?$").search(head):
        return False
    return figure.stated or not (accepted and accepted[-1] == index - 1 and not head.strip(" ,;và"))


_RULES = (
    ("baseline", _is_baseline),
    ("qualifier", _is_qualifier),
    ("duration", _is_duration),
    ("structure", _is_structure),
    ("state", _is_state),
    ("repeated", _is_repeated),
    ("second", _is_second),
    ("composition", _is_composition),
    ("description", _is_description),
    ("scope", _is_scope),
    ("estimate", _is_estimate),
    ("report", _is_report),
    ("uncounted", _is_uncounted),
)
