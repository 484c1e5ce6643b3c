"""Tables of targets: the head of a column names the year, the row what is measured and in which unit.

"TT | Chỉ tiêu | Đơn vị tính | Năm 2027 | Năm 2030 | Cơ quan chủ trì": each cell under a year is a target of its own.
Where no head names a year, the cells of goals beside the units are ("Tên chỉ tiêu | Đơn vị tính | Chỉ tiêu").
Columns of the situation ("Thực hiện 2025", "Hiện trạng") are none, and tables of money by years are estimates.

Source: the annexes of provincial plans.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from vnplan.lexicon.units import either, words
from vnplan.models import Comparator, Node, NodeKind, Span, Table
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.slots import Slot, slots_of_headers
from vnplan.parse.figures.dates import first_deadline
from vnplan.parse.figures.quantities import find_quantities
from vnplan.parse.structure.rows import RowRole, row_words, table_rows
from vnplan.text import fold, nfc

_UNIT_IN_BRACKETS = re.compile(r"\(\s?([^()]{1,24}?)\s?\)\s*$")
_LONGEST_VALUE = 60
_ANY_UNIT = "%"
_FIRST = re.compile(r"(?:[≤<]=? ?)?\d{1,4}(?!\w)")


class Value(NamedTuple):
    """A target in a cell; `span` is the cell. `deadline` is the year of its column or the time of its row;
    `indicator` says what is measured, `measured` where."""

    span: Span
    comparator: Comparator
    low: Decimal
    high: Decimal | None
    unit: str | None
    deadline: str | None
    indicator: str
    measured: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns hold: the goals with the years they are for, the unit, and what is measured."""

    goals: Mapping[int, str | None]
    units: Mapping[int, str]
    task: int
    unit: int | None
    time: int | None


def table_values(nodes: Sequence[Node], text: str, tables: Sequence[Table]) -> dict[str, tuple[Value, ...]]:
    """The targets that stand in cells under years, by the id of the row's node.

    >>> from vnplan import parse_plan
    >>> plan = "KẾ HOẠCH\\n\\nTT\\tChỉ tiêu\\tĐVT\\tNăm 2027\\tNăm 2030\\n1\\tXã có trợ lý ảo\\t%\\t≥ 60\\t100\\n"
    >>> [(t.comparator.value, str(t.low), t.unit, t.deadline, t.indicator) for t in parse_plan(text=plan).targets]
    [('at_least', '60', '%', '2027', 'Xã có trợ lý ảo'), ('all', '100', '%', '2030', 'Xã có trợ lý ảo')]
    """
    rows = sorted((n.span.start, n.id) for n in nodes if n.kind is NodeKind.CLAUSE and (n.rule or "").endswith("-row"))
    if not rows:
        return {}
    starts = [start for start, _ in rows]
    found: dict[str, tuple[Value, ...]] = {}
    for start, values in _rows_of_values(text, tables):
        index = bisect_right(starts, start) - 1
        if index >= 0 and values:
            found.setdefault(rows[index][1], values)
    return found


def _rows_of_values(text: str, tables: Sequence[Table]) -> Iterator[tuple[int, tuple[Value, ...]]]:
    roles = {row.end: row.role for row in table_rows(tables, text)}
    columns: _Columns | None = None
    width = 0
    for table in sorted(tables, key=lambda table: table.span):
        filled_rows = [row for row in table.rows if row.cells]
        rows = [row.cells for row in filled_rows]
        kinds = [roles.get(max(cell.end for cell in cells)) for cells in rows]
        for above, row in itertools.pairwise(range(len(rows))):
            if kinds[above] is RowRole.HEAD and _names_years(rows[row], text):
                kinds[row] = RowRole.HEAD
        heads = [row for row, kind in zip(filled_rows, kinds, strict=True) if kind is RowRole.HEAD]
        wide = max((len(cells) for cells in rows), default=0)
        if heads or wide != width:
            columns, width = _columns(row_words(heads, text)), wide
        if columns is None:
            continue
        for index, (cells, kind) in enumerate(zip(rows, kinds, strict=True)):
            if kind is RowRole.DATA:
                filled = next((cell.start for cell in cells if cell.start < cell.end), cells[0].start)
                end = index + 1
                while end < len(rows) and filled_rows[end].continues:
                    end += 1
                (said,) = row_words(filled_rows[index:end], text)
                lines = [row.cells for row in filled_rows[index:end]]
                measured = tuple(line[columns.task] for line in lines if columns.task < len(line))
                yield filled, tuple(_values(cells, said, columns, measured))


def _names_years(cells: Sequence[Span], text: str) -> bool:
    """Whether a row only names years, as the second line of a head does where a file marks but the first as one."""
    said = [words_of_cell for cell in cells if (words_of_cell := lowered(nfc(cell.of(text))).strip())]
    return len(said) > 1 and all(map(_year().fullmatch, said))


def _columns(heads: Sequence[Sequence[str]]) -> _Columns | None:
    """What the heads say of the columns; None where no column is of goals, or all are of money."""
    years: dict[int, str | None] = {}
    undated: set[int] = set()
    units: dict[int, str] = {}
    task = unit = bare = outcome = time = None
    for words_of_head in heads:
        slots = slots_of_headers(words_of_head)
        for index, (words_of_cell, slot) in enumerate(zip(words_of_head, slots, strict=True)):
            said = nfc(words_of_cell)
            if slot is Slot.FUNDING or _money().search(lowered(said)):
                return None
            if slot is Slot.TASK and task is None:
                task = index
            elif slot is Slot.UNIT:
                unit = index
            elif slot is Slot.TIME:
                time = index
            elif lowered(said).strip() in words("figures", "table", "unit"):
                bare = index
            elif task not in {None, index} and fold(_UNIT_IN_BRACKETS.sub("", said)) in _goal():
                undated.add(index)
            elif Slot.LEAD in slots and fold(said) in _outcome():
                outcome = index
            year = _year().fullmatch(lowered(said))
            if year and not _situation().search(lowered(said)):
                years[index] = year["last"] or year["first"]
            elif year or _situation().search(lowered(said)):
                years.pop(index, None)
            if within := _UNIT_IN_BRACKETS.search(said):
                units[index] = within[1]
    if unit is None and bare is not None and years and bare < min(years):
        unit = bare  # 'Đơn vị' before the goals says in what they are counted, after them who acts
    if not undated and outcome is not None:
        undated.add(outcome)  # 'Kết quả' beside those who lead is what is to be, not what was
    counted = unit is not None or not undated.isdisjoint(units)  # 'Chỉ tiêu giao (%)' names its own unit
    goals = years if years or not counted or len(undated) != 1 else {undated.pop(): None}
    return _Columns(goals, units, task, unit, time) if goals and task is not None else None


def _values(
    cells: Sequence[Span], said: Sequence[str], columns: _Columns, measured: tuple[Span, ...]
) -> Iterator[Value]:
    indicator = nfc(said[columns.task]) if columns.task < len(said) else ""
    counted = said[columns.unit] if columns.unit is not None and columns.unit < len(said) else ""
    if not counted and (within := _UNIT_IN_BRACKETS.search(indicator)):
        counted = within[1]
    own = _deadline(said[columns.time]) if columns.time is not None and columns.time < len(said) else None
    for index, year in columns.goals.items():
        cell = cells[index] if index < len(cells) else None
        if cell is None or not 0 < cell.end - cell.start <= _LONGEST_VALUE:
            continue
        unit = counted or columns.units.get(index, "")
        for part in nfc(said[index]).split("; "):  # '≤ 3 Đông Nam Á; ≤ 50 thế giới'
            value = _rank(part, unit) if fold(unit) in _ranks() else _value(part, unit)
            if value is not None:
                yield Value(cell, *value, year or own, indicator, measured)


def _value(said: str, unit: str) -> tuple[Comparator, Decimal, Decimal | None, str | None] | None:
    """What a cell says: "≥ 60" with the unit of its row, "70 - 80%", "Top 10"."""
    low = lowered(said)
    for words_of_cell, own in ((said, None), (f"{said} {unit}", unit), (f"{said} {_ANY_UNIT}", "")):
        found = find_quantities(words_of_cell)
        plain = len(found) == 1 and (found[0].kind != "other" or (own is None and not unit))
        whole = plain and _moves().fullmatch(low, 0, found[0].span.start)
        if whole and (own is not None or not low[found[0].span.end :].strip()) and found[0].unit:
            figure = found[0]
            comparator = Comparator.EXACT if own == "" and figure.comparator is Comparator.ALL else figure.comparator
            return comparator, figure.low, figure.high, (figure.unit if own is None else own or unit) or None
    return None


def _deadline(said: str) -> str | None:
    """The time that a cell of its column names: "Quý IV/2026", "2027"."""
    only = _year().fullmatch(lowered(nfc(said)).strip())
    return (only["last"] or only["first"]) if only else first_deadline(nfc(said))


def _rank(said: str, unit: str) -> tuple[Comparator, Decimal, Decimal | None, str | None] | None:
    """What a cell of a row that is counted in ranks says: "≤ 3 Đông Nam Á", "Top 10", "12"."""
    value = _value(said, "") or next((_value(match.group(), "") for match in _FIRST.finditer(said)), None)
    if value is None or value[0] in {Comparator.AT_LEAST, Comparator.RANGE}:
        return value
    return Comparator.RANK_WITHIN, value[1], None, value[3] or unit


@cache
def _year() -> re.Pattern[str]:
    opens = either(words("figures", "table", "opens_year"))
    return re.compile(
        rf"(?:{opens}\s?:?\s?)*(?P<first>20\d\d)(?:\s?[-–]\s?(?P<last>20\d\d))?\s?(?:\([^()]*\))?\s?[*:]*"
    )


@cache
def _moves() -> re.Pattern[str]:
    """What may stand before a value: 'giảm còn dưới 2%', 'đạt 90%'."""
    return re.compile(rf"\s*(?:{either(words('figures', 'describes', 'grown'))}\s+){{0,3}}")


@cache
def _ranks() -> frozenset[str]:
    return frozenset(map(fold, words("figures", "table", "ranks")))


@cache
def _goal() -> frozenset[str]:
    return frozenset(map(fold, words("figures", "table", "goal")))


@cache
def _outcome() -> frozenset[str]:
    return frozenset(map(fold, words("figures", "table", "outcome")))


@cache
def _situation() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'table', 'situation'))}(?!\w)")


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'table', 'money'))}(?!\w)")
