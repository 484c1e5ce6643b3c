"""Which date binds which target of a clause: "Đến năm 2025: …; …", "… vào năm 2025 và … vào năm 2030", "lần lượt"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.parse.cues.nonfigures import Stretch
from vnplan.parse.figures.dates import DateMention
from vnplan.parse.figures.parts import Clause, cue, goal, opening_act
from vnplan.parse.figures.quantities import QuantityMention


def deadlines_of(clause: Clause, accepted: Sequence[int]) -> list[str | None]:
    """The deadline each target has in its own clause.

    A date in the part of the figure binds it; else the last date that opened a part before it ("Đến năm 2025: …; …");
    else the date that closes a series it belongs to ("xây 04 cầu, nâng cấp 06 cầu trong năm 2025").
    """
    figures = [clause.figures[index] for index in accepted]
    dates = [date for index, date in enumerate(clause.dates) if _binds(clause, date, _outlook(clause, index))]
    dates = dates or [date for date in clause.dates if _titled(clause, date, figures)]
    listed = _respectively(clause, figures)
    if listed is not None:
        return listed
    leading = [date for date in dates if _leads(clause, date, figures)]
    out: list[str | None] = []
    within = False
    for position, figure in enumerate(figures):
        following = figures[position + 1].span.start if position + 1 < len(figures) else len(clause.line)
        preceding = figures[position - 1].span.end if position else 0
        chosen = (
            _in_part(clause, figure, (preceding, following), dates, leading)
            or _opening_or_closing(clause, figure, following, dates, leading, figures)
            or _moved_by(clause, figure, dates)
            or _closing_sentence(clause, figure, dates, figures)
        )
        within = position > 0 and chosen is None and (within or _opens_within(clause, figure, figures[position - 1]))
        carried = within or (chosen is None and position > 0 and _carries(clause, figures[position - 1], figure, out))
        out.append(chosen.value if chosen else out[-1] if carried else None)
    return out


def _in_part(
    clause: Clause,
    figure: QuantityMention,
    between: Stretch,
    dates: Sequence[DateMention],
    leading: Sequence[DateMention],
) -> DateMention | None:
    """The date in the part of a figure, `between` the figures before and after it."""
    part = clause.part(figure.core.start)
    after = [d for d in dates if figure.core.end <= d.core.start < min(part[1], between[1])]
    before = [d for d in dates if max(part[0], between[0]) <= d.core.start < figure.span.start]
    before = before or [d for d in dates if part[0] <= d.core.start < figure.span.start and d in leading]
    return _choose(after, before)


def _opening_or_closing(
    clause: Clause,
    figure: QuantityMention,
    following: int,
    dates: Sequence[DateMention],
    leading: Sequence[DateMention],
    figures: Sequence[QuantityMention],
) -> DateMention | None:
    """The last date that opened a part before a figure and reaches it, else one that closes a series it belongs to."""
    recurs = _recurs(clause, figure)
    opened = [d for d in leading if d.core.start < figure.span.start and _reaches(clause, d, figure, recurs)]
    chosen = opened[-1] if opened else None
    if chosen is None or _closing_only(clause, figure, following, dates, leading):
        compared = {date.value for date in clause.dates if date.role == "baseline"}
        later = [date for date in dates if date.value not in compared]
        return _closing(clause, figure, later, leading, figures) or chosen
    return chosen


def _moved_by(clause: Clause, figure: QuantityMention, dates: Sequence[DateMention]) -> DateMention | None:
    """'cải thiện thứ hạng trong năm 2025, tăng ít nhất 01 bậc': the date of the part that tells what moves."""
    if cue("state", "changed", r"[\s,]*", r"\s$").fullmatch(clause.before(figure)) is None:
        return None
    part = clause.part(figure.core.start)
    return next((d for d in reversed(dates) if 0 <= part[0] - d.core.end <= 1), None)


_BESIDE = 10


def _opens_within(clause: Clause, figure: QuantityMention, whole: QuantityMention) -> bool:
    """'đạt 70% năm 2027, trong đó có bằng cấp đạt 29%': a part of the figure before, by the same time."""
    opened = cue("commitment", "within").search(clause.low, whole.core.end, figure.span.start)
    if opened is None:
        return False
    between = clause.low[whole.core.end : opened.start()].rstrip(" ,;:.(")
    return ";" not in between and between.count(" ") < _BESIDE


def _carries(clause: Clause, before: QuantityMention, figure: QuantityMention, known: Sequence[str | None]) -> bool:
    """'kinh tế số chiếm 20% GRDP vào năm 2025. Tổng đầu tư … đạt ít nhất 1,5%': the one time so far is meant on.

    So where the next statement only measures something; one that opens with what is to be done has a time of its own.
    """
    start, end = _statement(clause, figure), clause.sentence(figure.core.start)[1]
    dated = any(start <= date.core.start < end for date in clause.dates)
    if dated or len(set(known)) > 1 or before.core.start >= start or opening_act().match(clause.low, start):
        return False
    return figure.kind == "percent" and not _recurs(clause, figure)


def _outlook(clause: Clause, index: int) -> bool:
    """'Tầm nhìn đến năm 2045, …', 'đạt 60%, định hướng đến năm 2030 đạt 80%': an outlook that dates figures.

    Right after another date ('đến năm 2025, định hướng đến năm 2030: …') it is second to it.
    """
    date = clause.dates[index]
    if date.role != "vision" or date.value is None:
        return False
    between = clause.low[clause.dates[index - 1].span.end : date.span.start] if index else date.value
    return between.strip(" ,;(–-") not in {"", "và"}


def _titled(clause: Clause, date: DateMention, figures: Sequence[QuantityMention]) -> bool:
    """'Theo Chương trình … giai đoạn 2021 - 2025, tỉnh đặt mục tiêu …': the period of the act whose aims are told."""
    of_act = date.role == "act" and date.kind in {"period", "year"} and clause.bracket(date.core.start) is None
    return of_act and _aims(clause, date, figures)


def _aims(clause: Clause, date: DateMention, figures: Sequence[QuantityMention]) -> bool:
    """Whether words of aim follow a date in its sentence, before the next figure and within its statement."""
    following = next((figure.span.start for figure in figures if figure.core.start > date.core.start), date.span.end)
    end = min(following, clause.sentence(date.core.start)[1])
    aim = goal().search(clause.low, date.span.end, end)
    return aim is not None and ";" not in clause.low[date.span.end : aim.start()]


def _choose(after: Sequence[DateMention], before: Sequence[DateMention]) -> DateMention | None:
    if after and (after[0].role == "deadline" or after[0].kind == "period" or not before):
        return after[0]
    return before[-1] if before else (after[0] if after else None)


def _binds(clause: Clause, date: DateMention, outlook: bool = False) -> bool:
    if not (date.is_deadline or outlook) or clause.baseline(date.core.start) is not None:
        return False
    bracket = clause.bracket(date.core.start)
    if bracket is None or any(bracket[0] < figure.core.start < bracket[1] for figure in clause.figures):
        return True
    # a date alone in brackets dates the figure before them; inside other words it belongs to those words
    words_left = clause.low[bracket[0] + 1 : date.span.start] + clause.low[date.span.end : bracket[1] - 1]
    # "(Sở Xây dựng chủ trì, hoàn thành năm 2027)" says by when
    return not words_left.strip() or _says_by_when(clause, bracket[0], date)


def _leads(clause: Clause, date: DateMention, figures: Sequence[QuantityMention]) -> bool:
    """Whether a date opens what follows it: it stands before the figure of its part, or heads a part without one.

    "Hoàn thành khung kiến trúc trước năm 2024; đào tạo 50 cán bộ": that date closes its own part.
    """
    part = clause.part(date.core.start)
    inside = [figure for figure in figures if part[0] <= figure.core.start < part[1]]
    if inside:
        return inside[0].core.start > date.core.start
    head = clause.low[part[0] : date.span.start]
    opening = opening_words().match(head)
    if head[opening.end() if opening else 0 :].strip(" ,;:-–(") and not clause.low[date.span.end : part[1]].strip(
        " ,;:."
    ):
        if cue("commitment", "within", r"[\s,]*").match(clause.low, date.span.end):
            return True  # 'thống nhất các chỉ tiêu phát triển đến năm 2030, trong đó …'
        verb = cue("commitment", "verbs").search(head, opening.end() if opening else 0)
        if clause.low[date.span.end : date.span.end + 1] != ":" and verb is not None:
            # 'huyện phấn đấu đến năm 2025, …', 'trong Chiến lược phát triển … 2021 - 2030, tỉnh đặt mục tiêu …'
            aimed = cue("state", "goal", after=r"(?:\slà)?\s*$").search(head) and clause.low.startswith(
                ",", date.span.end
            )
            return bool(aimed) or (date.kind == "period" and _aims(clause, date, figures))
    earlier = any(figure.core.start < date.core.start for figure in figures if _same_statement(clause, figure, date))
    bracket = clause.bracket(date.core.start)
    if earlier and bracket is not None:  # '50% (năm 2025), 100% (năm 2030)'; '1.200 lượt (năm 2026: 500 lượt; …)'
        return any(date.core.end < figure.core.start < bracket[1] for figure in figures)
    later = any(figure.core.start > date.core.start for figure in figures if _same_statement(clause, figure, date))
    return later or not earlier


@cache
def until() -> re.Pattern[str]:
    """The opening words of a date that looks ahead: đến, trước, hết …"""
    return re.compile(rf"{either(words('dates', 'cues', 'until'))}(?!\w)")


def _recurs(clause: Clause, figure: QuantityMention) -> bool:
    """Whether the statement of a figure opens with how often it is reached: '…; hằng năm, có từ 90% đảng viên …'."""
    start = _statement(clause, figure)
    often = (date for date in clause.dates if date.kind == "recurring" and start <= date.span.start < figure.span.start)
    return any(opening_words().fullmatch(clause.low, start, date.span.start) for date in often)


def _statement(clause: Clause, figure: QuantityMention) -> int:
    """Where the statement of a figure begins: its sentence, or the part of it after a semicolon."""
    return max(clause.sentence(figure.core.start)[0], clause.low.rfind(";", 0, figure.span.start) + 1)


def _reaches(clause: Clause, date: DateMention, figure: QuantityMention, recurs: bool) -> bool:
    """Whether a date that leads covers a figure: in its own sentence, beyond it only one that looks ahead ("Đến năm
    2025, hoàn thành hạ tầng. 100% xã …") or has words of aim beside it ("Năm 2026, ngành y tế phấn đấu …. 90% …")."""
    sentence = clause.sentence(date.core.start)
    if recurs and not _same_statement(clause, figure, date):
        return False
    if sentence == clause.sentence(figure.core.start) or until().match(clause.low, date.span.start):
        return True
    heads = clause.low.startswith(":", date.span.end) and not clause.low[: date.span.start].strip(" -–+•")
    if heads and opening_act().match(clause.low, date.span.end):
        return True  # 'Năm 2026: hoàn thành kho dữ liệu. Tỷ lệ …' heads the whole clause
    return goal().search(clause.low, *sentence) is not None


def _same_statement(clause: Clause, figure: QuantityMention, date: DateMention) -> bool:
    start, end = sorted((figure.core.start, date.core.start))
    return clause.sentence(start) == clause.sentence(end) and ";" not in clause.low[start:end]


def _closing(
    clause: Clause,
    figure: QuantityMention,
    dates: Sequence[DateMention],
    leading: Sequence[DateMention],
    figures: Sequence[QuantityMention],
) -> DateMention | None:
    for date in dates:
        if date.core.start < figure.core.end or _apart(clause, date, figure, figures):
            continue
        if not _same_statement(clause, figure, date) or date in leading:
            return None
        return date
    return None


def _apart(clause: Clause, date: DateMention, figure: QuantityMention, figures: Sequence[QuantityMention]) -> bool:
    """'53 xã (trong đó thêm 05 xã trong năm 2024)': a date in brackets with a figure of their own."""
    bracket = clause.bracket(date.core.start)
    if bracket is None or bracket[0] < figure.core.start:
        return False
    return any(bracket[0] < other.core.start < bracket[1] for other in figures)


def _closing_sentence(
    clause: Clause, figure: QuantityMention, dates: Sequence[DateMention], figures: Sequence[QuantityMention]
) -> DateMention | None:
    """The date of a sentence that only says by when: '… tại 09 trung tâm y tế. Hoàn thành trước ngày 30/6/2026'."""
    for date in dates:
        sentence = clause.sentence(date.core.start)
        if date.core.start < figure.core.end or sentence == clause.sentence(figure.core.start):
            continue
        alone = not any(sentence[0] <= other.core.start < sentence[1] for other in figures)
        rest = clause.low[date.span.end : sentence[1]].strip(" .;,")
        if not alone or rest:
            continue
        if _says_by_when(clause, sentence[0], date):
            return date
    return None


def _says_by_when(clause: Clause, start: int, date: DateMention) -> bool:
    """Whether the words right before a date say that something is done by then."""
    said = cue("commitment", "closes").finditer(clause.low, start, date.core.start)
    return any(not clause.low[match.end() : date.span.start].strip(" :") for match in said)


def _closing_only(
    clause: Clause,
    figure: QuantityMention,
    following: int,
    dates: Sequence[DateMention],
    leading: Sequence[DateMention],
) -> bool:
    """A date between this figure and the next that opens nothing is this figure's ('…, hoàn thành trước 30/6/2024')."""
    return any(
        figure.core.end <= d.core.start < following and d not in leading and _same_statement(clause, figure, d)
        for d in dates
    )


_DASH = re.compile(r"[-–—]")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _respectively(clause: Clause, figures: Sequence[QuantityMention]) -> list[str | None] | None:
    """'đến năm 2025 và năm 2030 đạt lần lượt 60% và 80%': years and figures in the same order."""
    if not any(word in clause.low for word in words("figures", "commitment", "respectively")):
        return None
    for date in clause.dates:
        years = _YEAR.findall(clause.low[date.core.start : date.core.end])
        if (
            date.kind == "period"
            and len(years) == len(figures)
            and not _DASH.search(clause.low, date.core.start, date.core.end)
        ):
            return list(years)
    first = figures[0].core.start if figures else 0
    ahead = [date.value for date in clause.dates if date.core.start < first and _binds(clause, date)]
    return list(ahead) if len(ahead) == len(figures) > 1 else None


@cache
def opening_words() -> re.Pattern[str]:
    """What may open a part before its own words: dashes, 'và', 'trong đó', words of intent."""
    goals = either(words("figures", "state", "goal"))
    return re.compile(
        rf"[\s,;:\-–+•()]*(?:(?:và|hoặc|còn|cùng)\s)?(?:trong đó(?:\scó)?[\s:,]*)?(?:{goals}(?!\w)[\s,:]*)?"
    )
