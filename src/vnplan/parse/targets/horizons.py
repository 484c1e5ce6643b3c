"""What stands above a clause says of its figures: the horizon, whether they are results, the year of issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from vnplan.lexicon.units import either, words
from vnplan.models import Node, NodeKind
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.figures.dates import find_dates, first_deadline
from vnplan.text import one_line

_Said = TypeVar("_Said")


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


def horizon(parent: str | None, by_id: Mapping[str, Node], known: dict[str, str | None]) -> str | None:
    """The horizon of the nearest heading (or labelled lead) above that names one."""
    return _from_above(parent, by_id, known, _horizon_named)


def _horizon_named(node: Node) -> str | None:
    return first_deadline(one_line(node.text)) if node.kind in {NodeKind.HEADING, NodeKind.LEAD} else None


@cache
def _headings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    telling, tasks = words("figures", "state", "situation_headings"), words("figures", "state", "task_headings")
    return re.compile(rf"(?<!\w){either(telling)}(?!\w)"), re.compile(rf"(?<!\w){either(tasks)}(?!\w)")


def situation(
    parent: str | None, by_id: Mapping[str, Node], known: dict[str, bool | None], *, report: bool = False
) -> bool:
    """Whether a clause stands under a heading that tells the situation (thực trạng, kết quả đạt được).

    In a report it tells it unless a heading above sets tasks ("Phương hướng, nhiệm vụ năm 2026").
    """
    told = marked(parent, by_id, known)
    return report if told is None else told


def marked(parent: str | None, by_id: Mapping[str, Node], known: dict[str, bool | None]) -> bool | None:
    """Whether the headings above a clause tell the situation (True) or set tasks (False); None where neither."""
    return _from_above(parent, by_id, known, _tells_situation)


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
