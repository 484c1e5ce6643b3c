"""Targets (chỉ tiêu): the measurable commitments of clauses and leads, with their deadlines and baselines.

Figures come from `quantities`, dates from `dates`; `commitment` says which figures commit. Here each commitment gets
its deadline (from the clause, else from the nearest heading above that names a horizon, never from the document's
title), its baseline, its words and what it measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from vnplan.lexicon.units import only_word
from vnplan.models import Metadata, Node, NodeKind, Span, Table, Target
from vnplan.parse.cues.nodeline import NodeLine, lines_by_id
from vnplan.parse.figures.numbers import may_hold_figure
from vnplan.parse.figures.parts import Clause, cue, goal, read_clause
from vnplan.parse.figures.quantities import QuantityMention
from vnplan.parse.targets.commitment import rejected
from vnplan.parse.targets.deadlines import deadlines_of, until
from vnplan.parse.targets.horizons import EARLIEST, Above
from vnplan.parse.targets.neighbours import Said, Section
from vnplan.parse.targets.refused.reports import is_bare, opens_with_act
from vnplan.parse.targets.tables import Value, table_values
from vnplan.parse.targets.wording import indicator_of, opening_part, opens_anew, short, words_end, words_start
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
    bare_at: int | None = None
    """The place of its sentence in the section, where only its neighbours say whether it is to be reached or was."""


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
    lines = lines_by_id(nodes, text) if lines is None else lines
    above = Above(nodes, metadata)
    targets: list[Target] = []
    bare: list[tuple[Span, Section, int]] = []
    values = table_values(nodes, text, tables) if tables else {}
    ends = dict(_ends(tables))
    for node in nodes:
        if node.kind not in _HOLDERS:
            continue
        if node.id in values:
            told = above.tells(node)
            targets += [
                _of_cell(node, value, text, value.deadline or above.horizon_of_headings(node))
                for value in values[node.id]
                if (int(value.deadline[:4]) >= (above.issued or 0) if value.deadline else not told)
            ]
            continue
        above.pass_by(node)
        label = _label_length(node.text, node.label)
        if not may_hold_figure(node.text[label:], lines[node.id].low[label:]):
            continue
        mapped = _mapped(node, text)
        skip = _label_length(mapped.text, node.label)
        section = above.section(node)
        for found in targets_of_line(
            mapped.text[skip:],
            inherited=above.horizon(node),
            issued=above.issued,
            situation=above.tells(node),
            cells=[cell - skip for cell in _cell_ends(mapped, text, ends) if cell > skip],
            section=section,
        ):
            targets.append(_of_line(node, found, mapped, skip))
            if found.bare_at is not None:
                bare.append((targets[-1].span, section, found.bare_at))
    past = {span for span, section, place in bare if section.tells(place)}
    return tuple(target for target in targets if target.span not in past) if past else tuple(targets)


def _of_line(node: Node, found: FoundTarget, mapped: MappedText, skip: int) -> Target:
    start, end = found.span.start + skip, found.span.end + skip
    return Target(
        clause=node.id,
        span=Span(*mapped.span(start, end)),
        text=mapped.text[start:end],
        indicator=found.indicator,
        comparator=found.figure.comparator,
        low=found.figure.low,
        high=found.figure.high,
        unit=found.figure.unit,
        deadline=found.deadline,
        baseline=found.baseline,
    )


def _of_cell(node: Node, value: Value, text: str, deadline: str | None) -> Target:
    return Target(
        clause=node.id,
        span=value.span,
        text=one_line(value.span.of(text)),
        indicator=short(value.indicator),
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
    section: Section | None = None,
) -> tuple[FoundTarget, ...]:
    """The targets of one clause given as one line without its label.

    `inherited` is the horizon from above, `issued` the year the document was issued (a figure of an earlier year is a
    result, no commitment), `situation` whether the clause stands in a part that tells the situation, where only words
    of intent make a commitment, `cells` the offsets at which cells of a table row end (words of a target stay in one),
    `section` is told what its sentences do.

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
        for found in _targets_of_piece(read_clause(piece, cells=edges), inherited, issued, situation, section):
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
    clause: Clause, inherited: str | None, issued: int | None, situation: bool, section: Section | None
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
    told = {clause.sentence(clause.figures[i].core.start) for i, reason in refused.items() if reason in _TOLD}
    if not accepted:
        if section:
            section.sentences += [Said.TOLD] * len(told)
        return ()
    deadlines = deadlines_of(clause, accepted)
    starts = [words_start(clause, accepted, position) for position in range(len(accepted))]
    out: list[FoundTarget] = []
    measured = ""
    for position, index in enumerate(accepted):
        figure = clause.figures[index]
        own = deadlines[position]
        following = starts[position + 1] if position + 1 < len(accepted) else len(clause.line)
        span = Span(starts[position], words_end(clause, figure, following))
        measured = (
            "" if position and opens_anew(clause, span.start, clause.figures[accepted[position - 1]]) else measured
        )
        measured = indicator_of(clause, figure, span) or measured or opening_part(clause, figure, span)
        if own is not None and _is_past(clause, figure, own, issued, inherited):
            told.add(clause.sentence(figure.core.start))
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
    return _placed(clause, out, told, section) if section and not section.marked else tuple(out)


def _placed(
    clause: Clause, found: Sequence[FoundTarget], told: Set[tuple[int, int]], section: Section
) -> tuple[FoundTarget, ...]:
    """The targets of a clause with their places, where nothing in their sentence says more; the section is told."""
    said = dict.fromkeys(told, Said.TOLD)
    sentences = [clause.sentence(target.figure.core.start) for target in found]
    for target, sentence in zip(found, sentences, strict=True):
        bare = target.deadline is None and is_bare(clause, target.figure)
        said[sentence] = Said.BARE if bare and said.get(sentence) is not Said.FIRM else Said.FIRM
    order = sorted(said)
    first = len(section.sentences)
    section.sentences += [said[sentence] for sentence in order]
    return tuple(
        replace(target, bare_at=first + order.index(sentence)) if said[sentence] is Said.BARE else target
        for target, sentence in zip(found, sentences, strict=True)
    )


_TOLD = frozenset({"state", "situation"})


_YEAR = 4


def _is_past(clause: Clause, figure: QuantityMention, own: str, issued: int | None, inherited: str | None) -> bool:
    """Whether a figure of this year is a result: of a year before the issue, or before the oldest national decision.

    Where no date of issue is known, an old year with words of aim ("Đến năm 2020, phấn đấu …") may be an old plan's,
    and so may one that the heading above names as well; a day or a month ("Đến tháng 9/2015, cả nước có …") is told.
    """
    if issued is not None:
        return int(own[:4]) < issued
    if opens_with_act(clause, clause.sentence(figure.core.start)):
        return False
    if int(own[:4]) >= EARLIEST or (inherited is not None and own[:4] == inherited[:4]):
        return False
    later = any(date.value is not None and date.value > own for date in clause.dates)
    # 'năm 2020 đạt 1.200, phấn đấu đến năm 2025 có 1.500': what is aimed at is later
    aimed = goal().search(clause.low, 0, figure.span.start if later else len(clause.low)) or any(
        date.value == own and until().match(clause.low, date.span.start) for date in clause.dates if len(own) == _YEAR
    )
    return not aimed


_CELL = re.compile(r"[\t|]")


def _ends(tables: Sequence[Table]) -> Iterator[tuple[int, bool]]:
    """Where the cells of tables end, and whether there is no more of them in a row that continues their own."""
    for table in tables:
        below: set[int] = set()  # the columns that rows further down go on
        for row in reversed(table.rows):
            yield from ((cell.end, column not in below) for column, cell in enumerate(row.cells))
            inked = {column for column, cell in enumerate(row.cells) if cell.end > cell.start}
            below = below | inked if row.continues else set()


def _cell_ends(mapped: MappedText, text: str, ends: Mapping[int, bool]) -> list[int]:
    """Where a line passes from one cell of a table row to the next: where one of a grid ends, at a tab or a rule."""
    first, last = mapped.origin[0], mapped.origin[-1]
    if not _CELL.search(text, first, last) and ends.keys().isdisjoint(mapped.origin):
        return []
    blanks = (index for index, char in enumerate(mapped.text) if char == " ")
    return [
        index
        for index in blanks
        if ends.get(mapped.origin[index], _CELL.search(text, mapped.origin[index], mapped.origin[index + 1]))
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


def _intends(clause: Clause, figure: QuantityMention) -> bool:
    return goal().search(clause.low, 0, figure.span.start) is not None


# --- what it is compared with ----------------------------------------------------------------------------------------


def _baseline_of(clause: Clause, accepted: Sequence[int], position: int) -> str | None:
    """The comparison that belongs to a target: the first after the target before it and before the target after it."""
    figure = clause.figures[accepted[position]]
    previous = clause.figures[accepted[position - 1]].core.end if position else 0
    following = clause.figures[accepted[position + 1]].span.start if position + 1 < len(accepted) else len(clause.line)
    sentence = clause.sentence(figure.core.start)
    for start, end in clause.baselines:
        if position and _follows(clause, start, previous):
            continue
        if max(previous, sentence[0]) <= start < min(following, sentence[1]):
            if start < figure.core.start or not (position + 1 < len(accepted) and _rising(clause, start, following)):
                return clause.line[start:end].strip(" ,;.")
    return None


def _follows(clause: Clause, start: int, previous: int) -> bool:
    """Whether a comparison goes with the figure right before it: 'tăng 2 lần so với năm 2020; giảm 3%'."""
    compared = cue("baseline", "compared", "").match(clause.low, start)
    return compared is not None and start >= previous and not _APART.search(clause.low, previous, start)


_APART = re.compile(r"[,;:]")


def _rising(clause: Clause, start: int, following: int) -> bool:
    """Whether a comparison leads up to the next figure ('từ 62% năm 2020 lên 75%'), so it is not this one's."""
    return clause.low.startswith(only_word("figures", "baseline", "from") + " ", start) and following - start < 120
