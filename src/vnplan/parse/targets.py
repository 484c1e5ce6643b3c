"""Targets (chỉ tiêu): the measurable commitments of clauses and leads, with their deadlines and baselines.

Figures come from `quantities`, dates from `dates`; `commitment` says which figures commit. Here each commitment gets
its deadline (from the clause, else from the nearest heading above that names a horizon, never from the document's
title), its baseline, its words and what it measures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Node, NodeKind, Span, Target
from vnplan.parse.commitment import Clause, read_clause, rejected
from vnplan.parse.dates import DateMention, find_dates, first_deadline
from vnplan.parse.nonfigures import lowered
from vnplan.parse.quantities import QuantityMention, may_hold_figure
from vnplan.text import flow, one_line

_HOLDERS = frozenset({NodeKind.CLAUSE, NodeKind.LEAD})


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A target in a line: offsets are into the line; the other fields as in `Target`."""

    span: Span
    figure: QuantityMention
    indicator: str
    deadline: str | None
    baseline: str | None


def find_targets(nodes: Sequence[Node], text: str) -> tuple[Target, ...]:
    """The targets of a document's clauses and leads, in order.

    `nodes` are all nodes of the document (headings give horizons through `Node.parent`), `text` the text their spans
    point into. Linear in the text; clauses without digits and number words cost one scan.

    >>> text = "- Đến năm 2025, xây dựng ít nhất 05 mô hình thí điểm."
    >>> node = Node(id="-1", kind="clause", spans=(Span(0, len(text)),), span=Span(0, len(text)), text=text)
    >>> [(t.comparator.value, str(t.low), t.unit, t.deadline) for t in find_targets([node], text)]
    [('at_least', '5', 'mô hình', '2025')]
    """
    by_id = {node.id: node for node in nodes}
    issued = _issue_year(nodes)
    horizons: dict[str, str | None] = {}
    situations: dict[str, bool] = {}
    opened: dict[str | None, str | None] = {}
    targets: list[Target] = []
    for node in nodes:
        if node.kind not in _HOLDERS:
            continue
        if node.kind is NodeKind.LEAD:
            # a lead governs the list it opens; an unlabelled one is nobody's parent
            opened[node.parent] = first_deadline(node.text) if _opens_list(node) else None
        elif node.label is None:
            opened.pop(node.parent, None)
        if not may_hold_figure(_unlabelled(node)):
            continue
        inherited = opened.get(node.parent) if node.kind is NodeKind.CLAUSE else None
        inherited = inherited or _horizon(node.parent, by_id, horizons)
        line = flow(text, node.spans)
        skip = _label_length(line.text, node.label)
        for found in targets_of_line(
            line.text[skip:], inherited=inherited, issued=issued, situation=_situation(node.parent, by_id, situations)
        ):
            start, end = line.span(found.span.start + skip, found.span.end + skip)
            targets.append(
                Target(
                    clause=node.id,
                    span=Span(start, end),
                    text=line.text[found.span.start + skip : found.span.end + skip],
                    indicator=found.indicator,
                    comparator=found.figure.comparator,
                    low=found.figure.low,
                    high=found.figure.high,
                    unit=found.figure.unit,
                    deadline=found.deadline,
                    baseline=found.baseline,
                )
            )
    return tuple(targets)


def targets_of_line(
    line: str, *, inherited: str | None = None, issued: int | None = None, situation: bool = False
) -> tuple[FoundTarget, ...]:
    """The targets of one clause given as one line without its label.

    `inherited` is the horizon from above, `issued` the year the document was issued (a figure of an earlier year is a
    result, no commitment), `situation` whether the clause stands in a part that tells the situation, where only words
    of intent make a commitment.

    >>> [(t.figure.comparator.value, str(t.figure.low), t.deadline, t.baseline) for t in targets_of_line(
    ...     "Nâng tỷ lệ lao động qua đào tạo từ 62% năm 2020 lên 75% vào năm 2025")]
    [('exact', '75', '2025', 'từ 62% năm 2020')]
    """
    clause = read_clause(line)
    accepted: list[int] = []
    refused: dict[int, str] = {}
    due = inherited is not None or any(d.is_deadline and d.role == "deadline" for d in clause.dates)
    for index, figure in enumerate(clause.figures):
        reason = rejected(clause, index, accepted, refused, due=due)
        if reason is None and situation and not _intends(clause, figure):
            reason = "situation"
        if reason:
            refused[index] = reason
        else:
            accepted.append(index)
    if not accepted:
        return ()
    deadlines = _deadlines(clause, accepted)
    starts = [_start(clause, accepted, position) for position in range(len(accepted))]
    out: list[FoundTarget] = []
    measured = ""
    for position, index in enumerate(accepted):
        figure = clause.figures[index]
        own = deadlines[position]
        following = starts[position + 1] if position + 1 < len(accepted) else len(clause.line)
        span = Span(starts[position], _end(clause, figure, following))
        measured = _indicator(clause, figure, span) or measured or _opening_part(clause, figure, span)
        if own is not None and issued is not None and int(own[:4]) < issued:
            continue
        out.append(
            FoundTarget(
                span=span,
                figure=figure,
                indicator=measured,
                deadline=own or inherited,
                baseline=_baseline_of(clause, accepted, position),
            )
        )
    return tuple(out)


# --- around the clause ------------------------------------------------------------------------------------------------

_BULLET = re.compile(
    r"\s*(?:[-–—+•*▪◦·]\s*){0,3}(?:[a-zđ]\)\s|\(?[ivx]{1,4}\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}[.)]\s|[IVX]{1,5}\.\s)?"
)


def _label_length(line: str, label: str | None) -> int:
    """How much of a line is its printed label ('2.1.', 'a)', '-'), which is no figure."""
    start = len(label) if label and line.startswith(label) else 0
    match = _BULLET.match(line, start)
    return match.end() if match else start


def _unlabelled(node: Node) -> str:
    return node.text[_label_length(node.text, node.label) :]


def _opens_list(node: Node) -> bool:
    return node.label is None or not any(char.isalnum() for char in node.label)


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'state', 'goal'))}(?!\w)")


def _intends(clause: Clause, figure: QuantityMention) -> bool:
    return _goals().search(clause.low, 0, figure.span.start) is not None


def _horizon(parent: str | None, by_id: Mapping[str, Node], known: dict[str, str | None]) -> str | None:
    """The horizon of the nearest heading (or labelled lead) above that names one."""
    chain: list[str] = []
    value: str | None = None
    while parent is not None and parent in by_id and parent not in chain:
        if parent in known:
            value = known[parent]
            break
        chain.append(parent)
        node = by_id[parent]
        if node.kind in {NodeKind.HEADING, NodeKind.LEAD} and (value := first_deadline(one_line(node.text))):
            break
        parent = node.parent
    for name in chain:
        known[name] = value
    return value


@cache
def _headings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    telling, tasks = words("figures", "state", "situation_headings"), words("figures", "state", "task_headings")
    return re.compile(rf"(?<!\w){either(telling)}(?!\w)"), re.compile(rf"(?<!\w){either(tasks)}(?!\w)")


def _situation(parent: str | None, by_id: Mapping[str, Node], known: dict[str, bool]) -> bool:
    """Whether a clause stands under a heading that tells the situation (thực trạng, kết quả đạt được)."""
    chain: list[str] = []
    value = False
    while parent is not None and parent in by_id and parent not in chain:
        if parent in known:
            value = known[parent]
            break
        chain.append(parent)
        node = by_id[parent]
        low = lowered(node.text)
        telling, tasks = _headings()
        if node.kind is NodeKind.HEADING and tasks.search(low):
            break
        if node.kind is NodeKind.HEADING and telling.search(low):
            value = True
            break
        parent = node.parent
    for name in chain:
        known[name] = value
    return value


def _issue_year(nodes: Sequence[Node]) -> int | None:
    """The latest year of a full date above the body: the date of issue (the cited acts are older)."""
    years = [
        mention.start
        for node in nodes
        if node.kind is NodeKind.FRONT
        for mention in find_dates(one_line(node.text))
        if mention.kind == "day" and mention.start
    ]
    return max(years, default=None)


# --- deadlines --------------------------------------------------------------------------------------------------------


def _deadlines(clause: Clause, accepted: Sequence[int]) -> list[str | None]:
    """The deadline each target has in its own clause.

    A date in the part of the figure binds it; else the last date that opened a part before it ("Đến năm 2025: …; …");
    else the date that closes a series it belongs to ("xây 04 cầu, nâng cấp 06 cầu trong năm 2025").
    """
    figures = [clause.figures[index] for index in accepted]
    dates = [date for date in clause.dates if _binds(clause, date)]
    listed = _respectively(clause, figures)
    if listed is not None:
        return listed
    leading = [date for date in dates if _leads(clause, date, figures)]
    out: list[str | None] = []
    for position, figure in enumerate(figures):
        part = clause.part(figure.core.start)
        following = figures[position + 1].span.start if position + 1 < len(figures) else len(clause.line)
        preceding = figures[position - 1].span.end if position else 0
        after = [d for d in dates if figure.core.end <= d.core.start < min(part[1], following)]
        before = [d for d in dates if max(part[0], preceding) <= d.core.start < figure.span.start]
        before = before or [d for d in dates if part[0] <= d.core.start < figure.span.start and d in leading]
        chosen = _choose(after, before)
        if chosen is None:
            opened = [d for d in leading if d.core.start < figure.span.start]
            chosen = opened[-1] if opened else None
            if chosen is None or _closing_only(clause, figure, following, dates, leading):
                chosen = _closing(clause, figure, dates, leading, figures) or chosen
        out.append(chosen.value if chosen else None)
    return out


def _choose(after: Sequence[DateMention], before: Sequence[DateMention]) -> DateMention | None:
    if after and (after[0].role == "deadline" or after[0].kind == "period" or not before):
        return after[0]
    return before[-1] if before else (after[0] if after else None)


def _binds(clause: Clause, date: DateMention) -> bool:
    if not date.is_deadline or clause.baseline(date.core.start) is not None:
        return False
    bracket = clause.bracket(date.core.start)
    if bracket is None or any(bracket[0] < figure.core.start < bracket[1] for figure in clause.figures):
        return True
    # a date alone in brackets dates the figure before them; inside other words it belongs to those words
    words_left = clause.low[bracket[0] + 1 : date.span.start] + clause.low[date.span.end : bracket[1] - 1]
    return not words_left.strip()


def _leads(clause: Clause, date: DateMention, figures: Sequence[QuantityMention]) -> bool:
    """Whether a date opens what follows it: it stands before the figure of its part, or heads a part without one.

    "Hoàn thành khung kiến trúc trước năm 2024; đào tạo 50 cán bộ": that date closes its own part.
    """
    part = clause.part(date.core.start)
    inside = [figure for figure in figures if part[0] <= figure.core.start < part[1]]
    if inside:
        return inside[0].core.start > date.core.start
    head = clause.low[part[0] : date.span.start]
    opening = _opening_words().match(head)
    if head[opening.end() if opening else 0 :].strip(" ,;:-–(") and not clause.low[date.span.end : part[1]].strip(
        " ,;:."
    ):
        verb = _verbs().search(head, opening.end() if opening else 0)
        if clause.low[date.span.end : date.span.end + 1] != ":" and verb is not None:
            return False
    earlier = any(figure.core.start < date.core.start for figure in figures if _same_statement(clause, figure, date))
    later = any(figure.core.start > date.core.start for figure in figures if _same_statement(clause, figure, date))
    return later or not earlier


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'commitment', 'verbs'))}(?!\w)")


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
        if date.core.start < figure.core.end:
            continue
        if not _same_statement(clause, figure, date) or date in leading:
            return None
        return date
    return None


def _closing_only(
    clause: Clause,
    figure: QuantityMention,
    following: int,
    dates: Sequence[DateMention],
    leading: Sequence[DateMention],
) -> bool:
    """A date between this figure and the next that opens nothing is this figure's ('…, trước ngày 30/6/2024')."""
    return any(
        figure.core.end <= d.core.start < following and d not in leading and _same_statement(clause, figure, d)
        for d in dates
    )


_YEAR = re.compile(r"(?:19|20)\d\d")


def _respectively(clause: Clause, figures: Sequence[QuantityMention]) -> list[str | None] | None:
    """'đến năm 2025 và năm 2030 đạt lần lượt 60% và 80%': years and figures in the same order."""
    at = clause.low.find("lần lượt")
    if at < 0:
        return None
    for date in clause.dates:
        years = _YEAR.findall(clause.low[date.core.start : date.core.end])
        if (
            date.kind == "period"
            and len(years) == len(figures)
            and "-" not in clause.low[date.core.start : date.core.end]
        ):
            return list(years)
    return None


# --- words ------------------------------------------------------------------------------------------------------------


@cache
def _opening_words() -> re.Pattern[str]:
    goals = either(words("figures", "state", "goal"))
    return re.compile(
        rf"[\s,;:\-–+•()]*(?:(?:và|hoặc|còn|cùng)\s)?(?:trong đó(?:\scó)?[\s:,]*)?(?:{goals}(?!\w)[\s,:]*)?"
    )


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"\s{either(words('figures', 'commitment', 'stops'))}\s")


def _end(clause: Clause, figure: QuantityMention, following: int) -> int:
    """Where the words of a target end: before the next target, a date, a comparison, a purpose."""
    end = min(clause.sentence(figure.core.start)[1], max(following, figure.span.end))
    semicolon = clause.low.find(";", figure.span.end, end)
    end = semicolon if semicolon >= 0 else end
    bracket = clause.bracket(figure.core.start)
    end = min(end, bracket[1] - 1) if bracket else end
    for date in clause.dates:
        if figure.span.end <= date.span.start < end and date.kind != "recurring":
            end = date.span.start
    for stretch in clause.baselines:
        if figure.span.end <= stretch[0] < end:
            end = stretch[0]
    if stop := _stops().search(clause.low, figure.span.end, end):
        end = stop.start()
    words_left = _closing_words().sub("", clause.low[figure.span.end : end])
    end = max(figure.span.end, figure.span.end + len(words_left.rstrip(" ,;:.(–-")))
    return (
        end
        if clause.low.count("(", figure.span.end, end) == clause.low.count(")", figure.span.end, end)
        else max(figure.span.end, len(clause.low[: clause.low.rfind("(", 0, end)].rstrip()))
    )


def _start(clause: Clause, accepted: Sequence[int], position: int) -> int:
    """Where the words of a target begin: its part, or the head of a subject that runs over commas."""
    figure = clause.figures[accepted[position]]
    previous = clause.figures[accepted[position - 1]].core.end if position else 0
    start = part = clause.part(figure.core.start)[0]
    if previous > start:
        start = previous
    elif _predicate().search(clause.low[start : figure.span.start]) and clause.bracket(figure.core.start) is None:
        statement = max(clause.low.rfind(";", 0, start), clause.low.rfind(":", 0, start)) + 1
        floor = max(clause.sentence(figure.core.start)[0], statement)
        if previous > floor:
            floor = next((cut for cut in clause.cuts if cut >= previous), part)
        held = [
            date.span.end
            for date in clause.dates
            if floor <= date.span.end <= start and date.kind != "recurring" and clause.bracket(date.core.start) is None
        ]
        held += [match.end() for match in _goals().finditer(clause.low, floor, start)]
        start = max([floor, *held])
    for date in clause.dates:
        within = start <= date.span.start and date.span.end <= figure.span.start
        if within and not _opening_words().sub("", clause.low[start : date.span.start], count=1).strip(" ,;:-–+"):
            start = date.span.end
    opening = _opening_words().match(clause.low, start)
    return min(opening.end() if opening else start, figure.span.start)


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:^|\s){either(words('figures', 'commitment', 'predicates'))}(?!\w)){{1,3}}[\s:]*$")


@cache
def _closing_words() -> re.Pattern[str]:
    return re.compile(r"[\s,;:(]+(?:trong đó|bao gồm|gồm|và|hoặc|cụ thể|như sau)[\s:,]*$")


@cache
def _lifts() -> re.Pattern[str]:
    return re.compile(rf"{either(words('figures', 'commitment', 'lifts'))}\s(?!$)")


def _indicator(clause: Clause, figure: QuantityMention, span: Span) -> str:
    """What is measured, in the words of the text: the subject where a predicate closes it, else what is counted.

    Empty where the part names neither ('… và tối thiểu 50.000 ha').
    """
    start = span.start
    dated = max(
        [d.span.end for d in clause.dates if start <= d.span.start and d.span.end <= figure.span.start], default=start
    )
    head = clause.low[start : figure.span.start]
    if figure.kind == "rank" and (about := _ranked_in().search(clause.low, figure.core.end, span.end)):
        return _short(clause.line[about.start("what") : span.end])
    match = _predicate().search(head)
    subject = head[: match.start()] if match else head
    if dated > start and not subject[dated - start :].strip():
        subject = clause.low[start : next(d.span.start for d in clause.dates if d.span.end == dated)]
    begin = figure.core.end - (len(figure.unit) if figure.kind in {"noun", "other"} and figure.unit else 0)
    counted = clause.line[begin : max(span.end, begin)].strip(" ,.;:")
    closed = match is not None or (figure.kind not in {"noun", "other", "scale"} and not _verbs().search(head))
    if not counted or counted[0] == "(":
        closed, counted = True, ""
    if closed and len(subject.split()) >= 2 and not _PREPOSITION.search(head) and not _OBLIQUE.match(subject):
        lifted = _lifts().match(subject)
        skip = lifted.end() if lifted and len(subject[lifted.end() :].split()) >= 2 else 0
        return _short(clause.line[start + skip : start + len(subject)])
    if figure.kind == "rank":
        return (
            _short(clause.line[figure.core.end - len(figure.unit or "") : span.end])
            if head.strip() and not match
            else ""
        )
    if _OBLIQUE.match(counted):
        return _short(clause.line[span.start : span.end])
    return "" if counted == figure.unit and not head.strip() else _short(counted)


@cache
def _ranked_in() -> re.Pattern[str]:
    # 'nhóm 5 tỉnh dẫn đầu cả nước về …': what the rank is about comes after the words of the rank
    return re.compile(rf"{either(words('units', 'rank', 'top'))}[^.;:]{{0,60}}?\svề\s(?P<what>\S)")


def _opening_part(clause: Clause, figure: QuantityMention, span: Span) -> str:
    """The words before a colon or at the head of the sentence, where the figure's own part names nothing measured."""
    start = clause.sentence(figure.core.start)[0]
    head = clause.line[start : span.start]
    for date in clause.dates:
        if start <= date.span.start and date.span.end <= span.start:
            head = head[: date.span.start - start]
            break
    opening = _opening_words().match(head.lower())
    phrase = head[opening.end() if opening else 0 :].rstrip(" ,;:")
    last = next((m for m in _goals().finditer(phrase.lower()) if m.end() == len(phrase)), None)
    phrase = _short(phrase[: last.start()] if last else phrase)
    return phrase or _short(clause.line[span.start : span.end])


_OBLIQUE = re.compile(r"(?:cho|từ|vào|tại|để|đối với|của|ở|trong)\s")
_PREPOSITION = re.compile(r"(?<!\w)(?:cho|của|với|tại|tới|đến)\s$")


def _short(phrase: str, limit: int = 96) -> str:
    """A short phrase: cut at the last comma or blank before the limit."""
    phrase = phrase.strip(" ,.;:–-")
    if len(phrase) <= limit:
        return phrase
    comma = phrase.rfind(", ", limit // 3, limit)
    return phrase[: comma if comma > 0 else phrase.rfind(" ", 0, limit)].strip(" ,;:")


def _baseline_of(clause: Clause, accepted: Sequence[int], position: int) -> str | None:
    """The comparison that belongs to a target: the first after the target before it and before the target after it."""
    figure = clause.figures[accepted[position]]
    previous = clause.figures[accepted[position - 1]].core.end if position else 0
    following = clause.figures[accepted[position + 1]].span.start if position + 1 < len(accepted) else len(clause.line)
    sentence = clause.sentence(figure.core.start)
    for start, end in clause.baselines:
        if max(previous, sentence[0]) <= start < min(following, sentence[1]):
            if start < figure.core.start or not (position + 1 < len(accepted) and _rising(clause, start, following)):
                return clause.line[start:end].strip(" ,;")
    return None


def _rising(clause: Clause, start: int, following: int) -> bool:
    """Whether a comparison leads up to the next figure ('từ 62% năm 2020 lên 75%'), so it is not this one's."""
    return clause.low.startswith(words("figures", "baseline", "from")[0] + " ", start) and following - start < 120
