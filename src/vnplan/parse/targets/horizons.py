"""What stands above a clause says of its figures: the horizon, whether they are results, the year of issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from vnplan.lexicon.units import either, words
from vnplan.models import Metadata, Node, NodeKind
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.figures.dates import find_dates, first_deadline
from vnplan.parse.targets.neighbours import Section
from vnplan.text import one_line

_Said = TypeVar("_Said")


class Above:
    """What stands above the clauses of a document, read once a heading.

    `issued` is the year of issue, where it is known. Nodes are to be passed in order (`pass_by`), as a lead without a
    label governs the list that it opens.
    """

    def __init__(self, nodes: Sequence[Node], metadata: Metadata | None) -> None:
        title = metadata.title if metadata else None
        self.issued = metadata.issued_on.year if metadata and metadata.issued_on else issue_year(nodes, title)
        self._report = is_report(title)
        self._by_id = {node.id: node for node in nodes}
        self._horizons: dict[str, str | None] = {}
        self._situations: dict[str, bool | None] = {}
        self._opened: dict[str | None, str | None] = {}
        self._sections: dict[str | None, Section] = {}

    def pass_by(self, node: Node) -> None:
        """Note the horizon of a lead for what follows under the same heading; an unlabelled lead is nobody's parent."""
        if node.kind is NodeKind.LEAD:
            opens = node.label is None or not any(char.isalnum() for char in node.label)
            self._opened[node.parent] = first_deadline(node.text) if opens else None
        elif node.label is None:
            self._opened.pop(node.parent, None)

    def horizon(self, node: Node) -> str | None:
        """The horizon of the lead that opens a clause's list, or of the nearest heading (or labelled lead) above."""
        opened = self._opened.get(node.parent) if node.kind is NodeKind.CLAUSE else None
        return opened or self.horizon_of_headings(node)

    def horizon_of_headings(self, node: Node) -> str | None:
        """The horizon of the nearest heading (or labelled lead) above that names one."""
        return _from_above(node.parent, self._by_id, self._horizons, _horizon_named)

    def tells(self, node: Node) -> bool:
        """Whether a node stands under a heading that tells the situation (thực trạng, kết quả đạt được).

        In a report it does unless a heading above sets tasks ("Phương hướng, nhiệm vụ năm 2026").
        """
        told = self._told(node)
        return self._report if told is None else told

    def section(self, node: Node) -> Section:
        """The sentences under the heading of a node."""
        section = self._sections.get(node.parent)
        if section is None:
            section = self._sections[node.parent] = Section(marked=self._told(node) is not None)
        return section

    def _told(self, node: Node) -> bool | None:
        """Whether the headings above tell the situation (True) or set tasks (False); None where neither."""
        return _from_above(node.parent, self._by_id, self._situations, _tells_situation)


def _from_above(
    parent: str | None,
    by_id: Mapping[str, Node],
    known: dict[str, _Said | None],
    said: Callable[[Node], _Said | None],
) -> _Said | None:
    """What the nearest node above says; `known` keeps the answer for each node on the way. None where none does."""
    chain: list[str] = []
    value: _Said | None = None
    while parent is not None and parent in by_id and parent not in chain:
        if parent in known:
            value = known[parent]
            break
        chain.append(parent)
        if (value := said(by_id[parent])) is not None:
            break
        parent = by_id[parent].parent
    known.update(dict.fromkeys(chain, value))
    return value


def _horizon_named(node: Node) -> str | None:
    return first_deadline(one_line(node.text)) if node.kind in {NodeKind.HEADING, NodeKind.LEAD} else None


@cache
def _headings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    telling, tasks = words("figures", "state", "situation_headings"), words("figures", "state", "task_headings")
    return re.compile(rf"(?<!\w){either(telling)}(?!\w)"), re.compile(rf"(?<!\w){either(tasks)}(?!\w)")


def is_report(title: str | None) -> bool:
    """Whether a document calls itself a report: "BÁO CÁO Kết quả thực hiện …"."""
    return title is not None and lowered(title).startswith(words("figures", "state", "report_titles"))


def _tells_situation(node: Node) -> bool | None:
    """Whether a heading tells the situation (True) or sets tasks (False); None where it says neither."""
    if node.kind is not NodeKind.HEADING:
        return None
    low = lowered(node.text)
    telling, tasks = _headings()
    if _becoming_of_tasks().match(low, len(node.label or "")):
        return True
    return False if tasks.search(low) else True if telling.search(low) else None


@cache
def _becoming_of_tasks() -> re.Pattern[str]:
    """'Tình hình thực hiện các mục tiêu năm 2025' tells what became of tasks; 'Tình hình và nhiệm vụ' sets some."""
    telling, tasks = words("figures", "state", "situation_headings"), words("figures", "state", "task_headings")
    return re.compile(rf"\W*{either(telling)}\s(?:(?!và\s)[^\W\d_]+\s){{0,6}}{either(tasks)}(?!\w)")


def issue_year(nodes: Sequence[Node], title: str | None = None) -> int | None:
    """The latest year of a full date above the body: that of issue, where the place for it is empty (cited acts are
    older); else the year in which an old plan's title begins ('giai đoạn 2016-2020', 'đến năm 2020')."""
    years = [
        mention.start
        for node in nodes
        if node.kind is NodeKind.FRONT
        for mention in find_dates(one_line(node.text))
        if mention.kind == "day" and mention.start
    ]
    return max(years, default=None) or (_old_plan(title) if title else None)


EARLIEST = 2021
"""The year of the oldest national decision: what is to be done before that, an older plan says."""


def _old_plan(title: str) -> int | None:
    """The first year a title names, where all it names end before the oldest decision."""
    named = [mention for mention in find_dates(title) if mention.value is not None]
    if not named or max(int(mention.value[:4]) for mention in named if mention.value) >= EARLIEST:
        return None
    return min(mention.start or EARLIEST for mention in named)
