"""Targets (chỉ tiêu): the measurable commitments of clauses and leads, with their deadlines and baselines.

Figures come from `quantities`, dates from `dates`; `commitment` says which figures commit. Here each commitment gets
its deadline (from the clause, else from the nearest heading above that names a horizon, never from the document's
title), its baseline, its words and what it measures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Metadata, Node, NodeKind, Span, Table, Target
from vnplan.parse.cues.nodeline import NodeLine, lines_by_id
from vnplan.parse.figures.dates import first_deadline
from vnplan.parse.figures.numbers import may_hold_figure
from vnplan.parse.figures.parts import Clause, cue, goal, read_clause
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.commitment import rejected
from vnplan.parse.targets.deadlines import deadlines_of, opening_words, until
from vnplan.parse.targets.horizons import horizon, issue_year, situation
from vnplan.parse.targets.tables import Value, table_values
from vnplan.text import MappedText, flow, nfc, one_line

_HOLDERS = frozenset({NodeKind.CLAUSE, NodeKind.LEAD})


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A target in a line: offsets are into the line; the other fields as in `Target`."""

    span: Span
    figure: QuantityMention
    indicator: str
    deadline: str | None
    baseline: str | None


def find_targets(
    nodes: Sequence[Node],
    text: str,
    *,
    metadata: Metadata | None = None,
    tables: Sequence[Table] = (),
    lines: Mapping[str, NodeLine] | None = None,
) -> tuple[Target, ...]:
    """The targets of a document's clauses and leads, in order.

    `nodes` are all nodes of the document (headings give horizons through `Node.parent`), `text` the text their spans
    point into, `metadata` gives the date of issue, `tables` the grids whose rows are clauses, `lines` the
    lines of the body's nodes by id, where the caller has them. Linear in the text; clauses without digits and number
    words cost one scan.

    >>> text = "- Đến năm 2025, xây dựng ít nhất 05 mô hình thí điểm."
    >>> node = Node(id="-1", kind="clause", spans=(Span(0, len(text)),), span=Span(0, len(text)), text=text)
    >>> [(t.comparator.value, str(t.low), t.unit, t.deadline) for t in find_targets([node], text)]
    [('at_least', '5', 'mô hình', '2025')]
    """
    by_id = {node.id: node for node in nodes}
    lines = lines_by_id(nodes, text) if lines is None else lines
    issued = metadata.issued_on.year if metadata and metadata.issued_on else issue_year(nodes)
    horizons: dict[str, str | None] = {}
    situations: dict[str, bool | None] = {}
    opened: dict[str | None, str | None] = {}
    targets: list[Target] = []
    values = table_values(nodes, text, tables) if tables else {}
    ends = frozenset(cell.end for table in tables for row in table.rows for cell in row.cells)
    for node in nodes:
        if node.kind not in _HOLDERS:
            continue
        if node.id in values:
            above = horizon(node.parent, by_id, horizons)
            told = situation(node.parent, by_id, situations)
            targets += [
                _of_cell(node, value, text, value.deadline or above)
                for value in values[node.id]
                if (int(value.deadline) >= (issued or 0) if value.deadline else not told)
            ]
            continue
        if node.kind is NodeKind.LEAD:
            # a lead governs the list it opens; an unlabelled one is nobody's parent
            opened[node.parent] = first_deadline(node.text) if _opens_list(node) else None
        elif node.label is None:
            opened.pop(node.parent, None)
        label = _label_length(node.text, node.label)
        if not may_hold_figure(node.text[label:], lines[node.id].low[label:]):
            continue
        inherited = opened.get(node.parent) if node.kind is NodeKind.CLAUSE else None
        inherited = inherited or horizon(node.parent, by_id, horizons)
        telling = situation(node.parent, by_id, situations)
        mapped = _mapped(node, text)
        skip = _label_length(mapped.text, node.label)
        cells = [cell - skip for cell in _cell_ends(mapped, text, ends) if cell > skip]
        for found in targets_of_line(
            mapped.text[skip:], inherited=inherited, issued=issued, situation=telling, cells=cells
        ):
            start, end = mapped.span(found.span.start + skip, found.span.end + skip)
            targets.append(
                Target(
                    clause=node.id,
                    span=Span(start, end),
                    text=mapped.text[found.span.start + skip : found.span.end + skip],
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


def _of_cell(node: Node, value: Value, text: str, deadline: str | None) -> Target:
    return Target(
        clause=node.id,
        span=value.span,
        text=one_line(value.span.of(text)),
        indicator=_short(value.indicator),
        comparator=value.comparator,
        low=value.low,
        high=value.high,
        unit=value.unit,
        deadline=deadline,
        baseline=None,
    )


def targets_of_line(
    line: str,
    *,
    inherited: str | None = None,
    issued: int | None = None,
    situation: bool = False,
    cells: Sequence[int] = (),
) -> tuple[FoundTarget, ...]:
    """The targets of one clause given as one line without its label.

    `inherited` is the horizon from above, `issued` the year the document was issued (a figure of an earlier year is a
    result, no commitment), `situation` whether the clause stands in a part that tells the situation, where only words
    of intent make a commitment, `cells` the offsets at which cells of a table row end (words of a target stay in one).

    >>> [(t.figure.comparator.value, str(t.figure.low), t.deadline, t.baseline) for t in targets_of_line(
    ...     "Nâng tỷ lệ lao động qua đào tạo từ 62% năm 2020 lên 75% vào năm 2025")]
    [('exact', '75', '2025', 'từ 62% năm 2020')]
    """
    out: list[FoundTarget] = []
    if cells:  # a figure at the end of one cell and the words of the next are no quantity
        edges_of_cells = frozenset(cells)
        line = "".join("|" if index in edges_of_cells else char for index, char in enumerate(line))
    for start, piece in _pieces(line):
        edges = [cell - start for cell in cells if start < cell < start + len(piece)]
        for found in _targets_of_piece(read_clause(piece, cells=edges), inherited, issued, situation):
            out.append(found if not start else _shifted(found, start))
    return tuple(out)


_LONG, _MANY = 4000, 80
_EDGE = re.compile(r"\d+|[.;]\s|\s")


def _pieces(line: str) -> list[tuple[int, str]]:
    """The line itself, or an overlong one cut after sentences, so that the work grows with the line and no faster.

    No clause of a plan in the corpora comes near the limits (4,000 characters, 80 numbers).
    """
    if len(line) <= _LONG and sum(1 for _ in _RUNS.finditer(line)) <= _MANY:
        return [(0, line)]
    out: list[tuple[int, str]] = []
    start, strong, weak, numbers = 0, 0, 0, 0
    for match in _EDGE.finditer(line):
        mark = match.group()
        numbers += mark[0].isdigit()
        if match.end() - start > _LONG or numbers > _MANY:
            end = strong or weak or match.start()
            if end > start:
                out.append((start, line[start:end]))
                start, strong, weak, numbers = end, 0, 0, int(mark[0].isdigit())
        if mark[0] in ".;":
            strong = match.end()
        elif not mark[0].isdigit():
            weak = match.end()
    out.append((start, line[start:]))
    return out


_RUNS = re.compile(r"\d+")


def _shifted(found: FoundTarget, by: int) -> FoundTarget:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    figure = replace(found.figure, span=moved(found.figure.span), core=moved(found.figure.core))
    return replace(found, span=moved(found.span), figure=figure)


def _targets_of_piece(
    clause: Clause, inherited: str | None, issued: int | None, situation: bool
) -> tuple[FoundTarget, ...]:
    accepted: list[int] = []
    refused: dict[int, str] = {}
    dated = [clause.sentence(d.core.start) for d in clause.dates if d.is_deadline and d.role == "deadline"]
    for index, figure in enumerate(clause.figures):
        sentence = clause.sentence(figure.core.start)
        beside = [i for i in accepted if clause.sentence(clause.figures[i].core.start) == sentence]
        reason = rejected(clause, index, beside, refused, due=inherited is not None or sentence in dated)
        if reason is None and situation and not _intends(clause, figure):
            reason = "situation"
        if reason:
            refused[index] = reason
        else:
            accepted.append(index)
    if not accepted:
        return ()
    deadlines = deadlines_of(clause, accepted)
    starts = [_start(clause, accepted, position) for position in range(len(accepted))]
    out: list[FoundTarget] = []
    measured = ""
    for position, index in enumerate(accepted):
        figure = clause.figures[index]
        own = deadlines[position]
        following = starts[position + 1] if position + 1 < len(accepted) else len(clause.line)
        span = Span(starts[position], _end(clause, figure, following))
        measured = _indicator(clause, figure, span) or measured or _opening_part(clause, figure, span)
        if own is not None and _is_past(clause, own, issued):
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


_EARLIEST = 2021


def _is_past(clause: Clause, own: str, issued: int | None) -> bool:
    """Whether a figure of this year is a result: of a year before the issue, or before the oldest national decision.

    Where no date of issue is known, an old year with words of aim ("Đến năm 2020, phấn đấu …") may be an old plan's.
    """
    if issued is not None:
        return int(own[:4]) < issued
    if int(own[:4]) >= _EARLIEST:
        return False
    aimed = goal().search(clause.low) or any(
        date.value == own and until().match(clause.low, date.span.start) for date in clause.dates
    )
    return not aimed


_CELL = re.compile(r"[\t|]")


def _cell_ends(mapped: MappedText, text: str, ends: frozenset[int]) -> list[int]:
    """Where a line passes from one cell of a table row to the next: where one of a grid ends, at a tab or a rule."""
    first, last = mapped.origin[0], mapped.origin[-1]
    if not _CELL.search(text, first, last) and ends.isdisjoint(mapped.origin):
        return []
    blanks = (index for index, char in enumerate(mapped.text) if char == " ")
    return [
        index
        for index in blanks
        if mapped.origin[index] in ends or _CELL.search(text, mapped.origin[index], mapped.origin[index + 1])
    ]


def _mapped(node: Node, text: str) -> MappedText:
    """The node's words as one line with a map to the text; the usual node is one stretch of it as it stands."""
    start, end = node.span
    if len(node.spans) == 1 and text[start:end] == nfc(node.text):
        return MappedText(text[start:end], range(start, end + 1))
    return flow(text, node.spans)


# --- around the clause ------------------------------------------------------------------------------------------------

_BULLET = re.compile(
    r"\s*(?:[-–—+•*▪◦·]\s*){0,3}(?:[a-zđ]\)\s|\(?[ivx]{1,4}\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}[.)]\s|[IVX]{1,5}\.\s)?"
)


def _label_length(line: str, label: str | None) -> int:
    """How much of a line is its printed label ('2.1.', 'a)', '-'), which is no figure."""
    start = len(label) if label and line.startswith(label) else 0
    match = _BULLET.match(line, start)
    return match.end() if match else start


def _opens_list(node: Node) -> bool:
    return node.label is None or not any(char.isalnum() for char in node.label)


def _intends(clause: Clause, figure: QuantityMention) -> bool:
    return goal().search(clause.low, 0, figure.span.start) is not None


# --- words ------------------------------------------------------------------------------------------------------------


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(rf"\s{either(words('figures', 'commitment', 'stops'))}\s")


def _end(clause: Clause, figure: QuantityMention, following: int) -> int:
    """Where the words of a target end: before the next target, a date, a comparison, a purpose."""
    end = min(clause.sentence(figure.core.start)[1], max(following, figure.span.end))
    semicolon = clause.low.find(";", figure.span.end, end)
    end = semicolon if semicolon >= 0 else end
    bracket = clause.bracket(figure.core.start)
    end = min(
        [end, *(cell for cell in clause.cells if cell >= figure.span.end), *([bracket[1] - 1] if bracket else [])]
    )
    for date in clause.dates:
        if figure.span.end <= date.span.start < end and date.kind != "recurring":
            end = date.span.start
    for stretch in clause.baselines:
        if figure.span.end <= stretch[0] < end:
            end = stretch[0]
    if stop := _stops().search(clause.low, figure.span.end, end):
        end = stop.start()
    words_left = _hanging().sub("", _closing_words().sub("", clause.low[figure.span.end : end]))
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
        floor = max([clause.sentence(figure.core.start)[0], statement, *(c for c in clause.cells if c <= start)])
        if previous > floor:
            floor = next((cut for cut in clause.cuts if cut >= previous), part)
        held = [
            date.span.end
            for date in clause.dates
            if floor <= date.span.end <= start and date.kind != "recurring" and clause.bracket(date.core.start) is None
        ]
        held += [match.end() for match in goal().finditer(clause.low, floor, start)]
        held += [match.end() for match in cue("commitment", "within").finditer(clause.low, floor, figure.span.start)]
        start = max([floor, *held])
    for date in clause.dates:
        within = start <= date.span.start and date.span.end <= figure.span.start
        if within and not opening_words().sub("", clause.low[start : date.span.start], count=1).strip(" ,;:-–+"):
            start = date.span.end
    opening = opening_words().match(clause.low, start)
    return min(opening.end() if opening else start, figure.span.start)


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:^|\s){either(words('figures', 'commitment', 'predicates'))}(?!\w)){{1,3}}[\s:]*$")


@cache
def _closing_words() -> re.Pattern[str]:
    return re.compile(rf"[\s,;:(]+{either(words('figures', 'commitment', 'leads_on'))}[\s:,]*$")


@cache
def _hanging() -> re.Pattern[str]:
    """'25 tỷ đồng cho' before a date: the preposition leads to what is cut off."""
    return re.compile(rf"\s{either(words('figures', 'commitment', 'oblique'))}[\s,]*$")


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
    closed = match is not None or (
        figure.kind not in {"noun", "other", "scale"} and not cue("commitment", "verbs").search(head)
    )
    if not counted or counted[0] == "(":
        closed, counted = True, ""
    if closed and len(subject.split()) >= 2 and not _oblique("$").search(head) and not _oblique().match(subject):
        lifted = _lifts().match(subject)
        skip = lifted.end() if lifted and len(subject[lifted.end() :].split()) >= 2 else 0
        return _short(clause.line[start + skip : start + len(subject)])
    if figure.kind == "rank":
        return (
            _short(clause.line[figure.core.end - len(figure.unit or "") : span.end])
            if head.strip() and not match
            else ""
        )
    if _oblique().match(counted):
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
    opening = opening_words().match(head.lower())
    phrase = head[opening.end() if opening else 0 :].rstrip(" ,;:")
    last = next((m for m in goal().finditer(phrase.lower()) if m.end() == len(phrase)), None)
    phrase = _short(phrase[: last.start()] if last else phrase)
    return phrase or _short(clause.line[span.start : span.end])


@cache
def _oblique(end: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'commitment', 'oblique'))}\s{end}")


def _short(phrase: str, limit: int = 96) -> str:
    """A short phrase: cut at the last comma or blank before the limit."""
    phrase = " ".join(phrase.replace("|", " ").split()).strip(" ,.;:–-")
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
                return clause.line[start:end].strip(" ,;.")
    return None


def _rising(clause: Clause, start: int, following: int) -> bool:
    """Whether a comparison leads up to the next figure ('từ 62% năm 2020 lên 75%'), so it is not this one's."""
    return clause.low.startswith(words("figures", "baseline", "from")[0] + " ", start) and following - start < 120
