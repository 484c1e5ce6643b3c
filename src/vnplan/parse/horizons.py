"""What stands above a clause says of its figures: the horizon, whether they are results, the year of issue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Node, NodeKind
from vnplan.parse.dates import find_dates, first_deadline
from vnplan.parse.nonfigures import lowered
from vnplan.text import one_line


def horizon(parent: str | None, by_id: Mapping[str, Node], known: dict[str, str | None]) -> str | None:
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


def situation(parent: str | None, by_id: Mapping[str, Node], known: dict[str, bool]) -> bool:
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


def issue_year(nodes: Sequence[Node]) -> int | None:
    """The latest year of a full date above the body: that of issue, where the place for it is empty (cited acts are
    older)."""
    years = [
        mention.start
        for node in nodes
        if node.kind is NodeKind.FRONT
        for mention in find_dates(one_line(node.text))
        if mention.kind == "day" and mention.start
    ]
    return max(years, default=None)
