"""A clause cut into parts: its figures and dates, where its sentences and parts end, and what it compares with.

Parts end at commas, semicolons, colons and brackets, and before an 'and' that opens a new figure or date. Which figures
commit, and which date binds which figure, is decided part by part (see `commitment` and `deadlines`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.parse.cues.nonfigures import Marks, Stretch, lowered
from vnplan.parse.figures.dates import DateMention, find_dates
from vnplan.parse.figures.quantities import QuantityMention, find_quantities


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
    cells: tuple[int, ...] = field(default=())

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

    def before(self, figure: QuantityMention) -> str:
        """The words before a figure in its part."""
        return self.low[self.part(figure.core.start)[0] : figure.span.start]

    def sentence_before(self, figure: QuantityMention) -> str:
        """The words before a figure in its sentence."""
        return self.low[self.sentence(figure.core.start)[0] : figure.span.start]

    def bracket(self, offset: int) -> Stretch | None:
        """The brackets an offset stands in, if any."""
        return next(((a, b) for a, b in self.brackets if a < offset < b), None)

    def baseline(self, offset: int) -> Stretch | None:
        """The words of comparison an offset stands in, if any."""
        return next(((a, b) for a, b in self.baselines if a <= offset < b), None)


def read_clause(line: str, *, cells: Sequence[int] = ()) -> Clause:
    """Read the figures and dates of a one-line clause and cut it into parts; `cells` are where cells of a row end."""
    low = _without_quotations(lowered(line))
    dates = find_dates(line, low=low)
    figures = find_quantities(line, low=low, dates=dates)
    if cells:
        figures = tuple(q for q in figures if not _year_in_its_cell(q, low, cells))
    if not figures:
        return Clause(line, low, (), dates, (), (), ())
    starts = sorted([(q.span.start, q.span.end) for q in figures] + [(d.span.start, d.span.end) for d in dates])
    held = Marks(len(low), starts)
    cuts: set[int] = set(cells)
    stops: list[int] = []
    last = 0
    for match in _CUT.finditer(low):
        at = match.start()
        if not held.free(at, at + 1):
            continue
        mark = match.group()
        if mark[0] == ".":
            if _ABBREVIATION.search(line, max(0, at - 5), at) or _goes_on_after_dots(line, at):
                continue
            stops.append(match.end())
        elif mark[0] == " ":
            # 'và' opens a part only where a figure or date follows soon
            index = bisect_right(starts, (match.end(), 0))
            figured = bool(index) and last <= starts[index - 1][0]
            if index == len(starts) or not _goes_on(low, match.end(), starts[index][0], figured):
                continue
        elif mark[0] == ":" and _names_next(low, last, at, starts, stops[-1] if stops else 0):
            continue
        last = at + (1 if mark[0] in ",;:)" else 0) if mark[0] != "." else match.end()
        cuts.add(last)
    brackets = tuple((match.start(), match.end()) for match in _BRACKETS.finditer(low))
    clause = Clause(line, low, figures, dates, tuple(sorted(cuts)), tuple(stops), brackets, cells=tuple(cells))
    return replace(clause, baselines=_baselines(clause))


def _goes_on_after_dots(line: str, at: int) -> bool:
    """'đạt 100%... hoàn thành vượt mức': dots before a small letter end no sentence."""
    return line.endswith("...", 0, at + 1) and line[at + 2 : at + 3].islower()


def _names_next(low: str, last: int, at: int, starts: Sequence[Stretch], sentence: int) -> bool:
    """Whether a colon closes the name of the next figure in a list of such: 'dịch vụ: 52%, công nghiệp: 43%'."""
    index = bisect_right(starts, (at, 0))
    if not index or index == len(starts) or low[at + 1 : starts[index][0]].strip() or low[last - 1 : last] != ",":
        return False
    if cue("commitment", "leads_on").match(low, last + 1, at):
        return False
    return sentence <= starts[index - 1][0] and starts[index - 1][1] < last


def _goes_on(low: str, start: int, following: int, figured: bool) -> bool:
    """Whether the words after an 'and' open a part: a figure or date follows soon, or a subject with a figure of its
    own, as before it ("trung học cơ sở đạt 99% và hoàn thành cấp trung học phổ thông đạt 95%")."""
    far = following - start
    if far > (96 if figured else 32) or _CUT_HARD.search(low, start, following):
        return False
    return far <= 32 or _reached().search(low, start, following) is not None


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(rf"\s{either(words('figures', 'describes', 'grown'))}\s$")


def _year_in_its_cell(figure: QuantityMention, low: str, cells: Sequence[int]) -> bool:
    """Whether a figure is the year at the end of one cell with the words of the next ("2023" | "Bộ dữ liệu")."""
    edge = next((cell for cell in cells if figure.core.start < cell < figure.core.end), None)
    return edge is not None and bool(_YEAR.fullmatch(low[figure.core.start : edge].strip()))


_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTATION = re.compile(r"“[^“”]{2,160}”|«[^«»]{2,160}»|(?<!\w)\"[^\"]{2,160}\"(?!\w)")


def _without_quotations(low: str) -> str:
    """The line with what stands in quotation marks blotted out: names and slogans bind nobody."""
    if '"' not in low and "“" not in low and "«" not in low:
        return low
    return _QUOTATION.sub(lambda match: match[0][0] + "·" * (len(match[0]) - 2) + match[0][-1], low)


_CUT = re.compile(r"[,;:()](?!\d)|(?<!\d)[,;:()](?=\d)|\.(?=\s)|\s(?:và|hoặc)\s")
_CUT_HARD = re.compile(r"[,;:()]|\.\s")
_ABBREVIATION = re.compile(r"(?<!\w)(?:TP|TX|TT|PGS|GS|TS|ThS|BS|KS|Q|P|H|Tp|St|No)$")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")


# --- baselines --------------------------------------------------------------------------------------------------------


@cache
def cue(section: str, key: str, before: str = r"(?<!\w)", after: str = r"(?!\w)") -> re.Pattern[str]:
    """The pattern of a word list of the figures table, as whole words unless `before` and `after` say otherwise."""
    return re.compile(before + either(words("figures", section, key)) + after)


@cache
def goal() -> re.Pattern[str]:
    """Words of intent: 'phấn đấu', 'mục tiêu'; not 'vượt mục tiêu', 'so với chỉ tiêu', '8/9 chỉ tiêu', 'chỉ tiêu đạt
    5/13', 'tiếp tục tăng trưởng khá', '465 ha rừng tập trung, đạt …'."""
    ends = either(words("figures", "state", "goal_ends_noun"))
    goals, told = either(words("figures", "state", "goal")), either(words("figures", "state", "told"))
    goes_on = either(words("figures", "state", "goes_on"))
    before = "".join(rf"(?<!{before} )" for before in (*words("figures", "state", "goal_not_after"), r"/\d", r"/\d\d"))
    # the words are looked at first: most places hold none of them
    return cue(
        "state",
        "goal",
        rf"(?<!\w)(?={goals}){before}(?!{goes_on}(?!\w))(?!{ends}\s?(?:[,.;:)]|$))",
        rf"(?!\w)(?!\s{told}\s\d{{1,3}}\s?/)",
    )


@cache
def opening_act() -> re.Pattern[str]:
    """A verb at the head of a part: 'Trong 05 năm tới, đào tạo …'; not 'Thu nhập …', 'Quy mô …'."""
    nouns = either([*words("figures", "commitment", "measures"), *words("figures", "state", "verbal_nouns")])
    verbs = either(words("figures", "commitment", "verbs"))
    return re.compile(rf"[\s,;:\-–+•*]*(?!{nouns}(?!\w))({verbs})(?!\w)")


@cache
def _rise() -> re.Pattern[str]:
    rises = either(words("figures", "baseline", "rises"))
    between = either(words("figures", "baseline", "rise_between"))
    return re.compile(rf"(?<!\w){rises}(?:\s{between}){{0,2}}\s?$")


@cache
def _risen_from() -> re.Pattern[str]:
    level = either(words("figures", "baseline", "level"))
    return re.compile(
        rf"(?<!\w){either(words('figures', 'baseline', 'from'))}\s(?:{level}\s|dưới\s|trên\s|gần\s){{0,2}}$"
    )


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf"\s{either(words('figures', 'baseline', 'level'))}\s$")


def _baselines(clause: Clause) -> tuple[Stretch, ...]:
    """Where the clause names the state it starts from: 'so với …', 'từ 62% (lên 75%)', '(năm 2021: 154 người)'."""
    found = [*_comparisons(clause), *_risings(clause), *_bracketed(clause), *_multiplied(clause)]
    return tuple(sorted(found))


def _comparisons(clause: Clause) -> list[Stretch]:
    low, out = clause.low, []
    for match in cue("baseline", "compared").finditer(low):
        if cue("baseline", "whole", r"\s").match(low, match.end()):
            continue  # 'chiếm 10% so với tổng mức bán lẻ'
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
        for figure in clause.figures:
            if match.end() <= figure.span.start < limit and not _level().search(low, match.end(), figure.span.start):
                limit = figure.span.start
                break
        if resumed := cue("baseline", "resumes", r"\s").search(low, match.end() + 1, limit):
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
        if not inside or not before or cue("baseline", "part_of").search(low, start, end):
            continue
        dated = [d for d in clause.dates if start < d.core.start < end and d.role in {"plain", "state", "baseline"}]
        stated = inline_state().search(low, start, end) or cue("state", "opening").search(low, start, end)
        outer = [int(d.value[:4]) for d in clause.dates if d.is_deadline and d.value and d.core.end <= start]
        if len({d.value for d in dated}) > 1 and _adds_up(inside, before[-1]):
            continue  # '1.200 lượt (năm 2026: 500 lượt; năm 2027: 700 lượt)'
        later = dated and dated[0].value and outer and int(dated[0].value[:4]) > max(outer)
        if (dated or stated) and not later:
            out.append((start + 1, end - 1))
    return out


def _adds_up(inside: Sequence[QuantityMention], whole: QuantityMention) -> bool:
    """Whether the figures in brackets are the parts of the one before, by year."""
    return sum(figure.low for figure in inside) == whole.low


@cache
def inline_state() -> re.Pattern[str]:
    """Words of a present state between subject and figure ('hiện có khoảng 25.000 ha')."""
    # 'thực hiện đạt' is no 'hiện đạt'
    compounds = "".join(rf"(?<!{word} )" for word in words("figures", "state", "compounds"))
    return cue("state", "inline", rf"(?<!\w){compounds}")
