"""Which tasks the slot lines that end a section speak of: all of it, where they come once, after its last task.

"1. Phát triển dữ liệu" / "- Xây dựng …" / "- Kết nối …" / "- Đơn vị chủ trì: Sở A" / "- Thời gian: hằng năm": the last
two lines say who does what the section lists and by when. Source: action programmes of provincial Party committees and
plans of departments, which name who is responsible once under each group of tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vnplan.models import Node, NodeKind

_FEWEST = 2


def closed_section(
    nodes: Sequence[Node], index: int, is_slot: Callable[[int], bool]
) -> tuple[list[int], list[int]] | None:
    """The tasks of a section and the slot lines that end it, the first of which stands at `index`; None where it does
    not end there, or lists fewer than two tasks, or has more in it than tasks of one kind."""
    parent = nodes[index].parent
    run = [index]
    for place in range(index + 1, len(nodes)):
        if nodes[place].parent != parent:
            if nodes[place].parent in {nodes[slot].id for slot in run}:
                return None
            break
        if nodes[place].kind is not NodeKind.CLAUSE or not is_slot(place):
            return None
        run.append(place)
    tasks: list[int] = []
    for place in range(index - 1, -1, -1):
        node = nodes[place]
        if node.id == parent:
            return (tasks[::-1], run) if node.kind is NodeKind.HEADING and len(tasks) >= _FEWEST else None
        if node.parent != parent or node.kind is not NodeKind.CLAUSE or not node.label or is_slot(place):
            return None
        tasks.append(place)
    return None
