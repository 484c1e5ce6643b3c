"""What a paragraph of the tree is: a heading (numbered or not), a sentence that opens a list, a task, a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from vnplan.models import NodeKind
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.roles import is_act
from vnplan.parse.cues.slots import Slot, slots_of_line, tells_contents
from vnplan.parse.figures.quantities import find_quantities
from vnplan.parse.structure.blocks import HEADING_LIMIT, Block
from vnplan.parse.structure.items import Item
from vnplan.parse.structure.layout import endings, phrases
from vnplan.parse.structure.names import END_MARKS, is_agency, tells_act, without_opening

UNNUMBERED_CAPITALS = 5
UNNUMBERED_STRONG = 6
UNNUMBERED_NAME = 12
"""Ranks of headings without a number: in capitals beside Roman numerals, in bold beside Arabic ones; an agency's name
stands below whatever is numbered."""

_TASK = "lead:task"
_TASK_SLOTS = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.TIME, Slot.PRODUCT})
_OPENING = 120
"""A line's first slot is named well within so many characters."""
_SENTENCES = re.compile(r"[^\s.\d][.;]\s+[A-ZÀ-ỸĐ]")
_FIGURE = re.compile(r"(?<![\d.,/-])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)*(?![\d/])")


def unnumbered_heading(block: Block, blocks: Sequence[Block], position: int) -> int:
    """The rank of a heading without a number, or 0 where the paragraph is none."""
    if block.lines[0].row is not None or len(block.text) > 200 or position + 1 >= len(blocks):
        return 0
    if block.caps and not block.text.endswith((".", ";", ",")):
        return UNNUMBERED_CAPITALS
    if block.strong and not block.text.endswith((".", ";", ",")) and block.text[:1] not in "(":
        return UNNUMBERED_STRONG
    if block.closed and not block.text.endswith(":"):
        return 0
    before, after = blocks[position - 1] if position else None, blocks[position + 1]
    listed = before is not None and not before.label and before.text.endswith((":", ";", ","))
    if after.lines[0].row is not None:
        return UNNUMBERED_NAME if is_agency(without_opening(block.text, "above_tables")) else 0
    if listed or (not after.label and not after.closed) or not is_agency(block.text):
        return 0
    return UNNUMBERED_NAME


def set_kinds(items: Sequence[Item]) -> None:
    """Heading, lead or clause, by what an item says and what stands below and after it."""
    for position, item in enumerate(items):
        after = items[position + 1] if position + 1 < len(items) else None
        item.kind, item.rule = _kind(item, items[position - 1] if position else None, after)
    tasks = {id(item.parent) for item in items if item.rule == _TASK}
    for item, after in pairwise(items):
        # beside tasks a title with the same lines below is a task as well ("Hệ thống dự báo bão")
        if item.kind is NodeKind.HEADING and id(item.parent) in tasks and _has_slots(item, after):
            item.kind, item.rule = NodeKind.LEAD, _TASK


def _kind(item: Item, before: Item | None, after: Item | None) -> tuple[NodeKind, str]:
    text = item.text
    if row := item.block.lines[0].row:
        if item.heading:
            return NodeKind.HEADING, "heading:table-band"
        return NodeKind.CLAUSE, "clause:table-row" if row.label else "clause:unnumbered-row"
    if item.heading:
        rule = "capitals" if item.block.caps else "bold" if item.block.strong else "agency"
        return NodeKind.HEADING, f"heading:{rule}"
    if item.label is None:
        if text.endswith(":") and after is not None and after.parent is item.parent and after.label is not None:
            return NodeKind.LEAD, "lead:unnumbered"
        return NodeKind.CLAUSE, "clause:unnumbered"
    family = item.label.family
    if item.children:
        if after is not None and _has_slots(item, after) and (family == "counted" or is_act(lowered(text), 0)):
            return NodeKind.LEAD, _TASK
        if family == "bullet" and item.block.closed and not text.endswith(":"):
            return NodeKind.LEAD, "lead:bullet"
        if _states_figure(item):
            return NodeKind.LEAD, f"lead:{family}"
        if text.endswith(":"):
            return (NodeKind.LEAD, f"lead:{family}") if _is_lead(item) else (NodeKind.HEADING, f"heading:{family}")
        kind = _kind_of_opening(item)
        return kind, f"{kind.value}:{family}"
    if family in {"annex", "part", "chapter", "section", "subsection"} or item.block.caps or _names(item, before):
        return NodeKind.HEADING, f"heading:{family}"
    if family in {"roman", "upper"} and not item.block.closed and len(text) <= 150:
        return NodeKind.HEADING, f"heading:{family}"
    return NodeKind.CLAUSE, f"clause:{family}"


def _has_slots(item: Item, first: Item) -> bool:
    """Whether the first line below says who leads or joins or by when: words above with a verb first are a task.

    So is what is counted as one ("Nhiệm vụ 1. …"), also where the line says what it holds ("Nội dung: …").
    """
    if first.parent is not item or item.block.caps or item.label is None:
        return False
    slots = slots_of_line(first.text[:_OPENING])
    if item.label.family == "counted" and tells_contents(lowered(first.text)):
        return True
    return bool(slots) and slots[0].opens == 0 and slots[0].slot in _TASK_SLOTS and not is_agency(item.text)


def _kind_of_opening(item: Item) -> NodeKind:
    """What a numbered paragraph without a colon is that has others below it; the name of an agency is a heading."""
    kind = NodeKind.HEADING
    if item.block.closed and _commits(item.text):
        kind = NodeKind.LEAD
    elif item.children == item.unnumbered and item.block.closed and not is_title(item):
        kind = NodeKind.CLAUSE
    elif len(item.text) > HEADING_LIMIT or _SENTENCES.search(item.text):
        kind = NodeKind.LEAD
    if kind is NodeKind.HEADING:
        return kind
    return NodeKind.HEADING if is_agency(without_opening(item.text, "before_agencies")) else kind


def _names(item: Item, before: Item | None) -> bool:
    """Whether an item with nothing below it is an agency's heading, not one that a list names ("a) Doanh nghiệp;")."""
    if not item.text or item.text.endswith((";", ",")) or (item.label and item.label.bullet):
        return False
    listed = before is not None and before.parent is item.parent and before.text.endswith(";")
    return not listed and is_agency(item.text)


def _is_lead(item: Item) -> bool:
    """Whether a labelled paragraph with a colon is a sentence that opens a list, not the title of a section."""
    text = item.text.rstrip(END_MARKS)
    if is_agency(text):
        return False
    if len(text) > 110 or item.block.caps:
        return not item.block.caps
    if _commits(text):
        return True
    if endings("headings", "lead").search(text[-30:]) or phrases("headings", "orders").match(text):
        return True
    # an agency's name that is more than a name is a sentence: "Sở Y tế có trách nhiệm:"
    return phrases("headings", "agencies").match(text) is not None and tells_act(text)


def is_title(item: Item) -> bool:
    """Whether a labelled paragraph reads like a title: short, without a full stop, or the name of an agency."""
    text = item.text
    if not text or text.endswith(":"):
        return len(text) <= HEADING_LIMIT
    if item.block.closed:
        return (
            item.block.caps
            or is_agency(text)
            or (len(text) <= 60 and phrases("headings", "sections").match(text) is not None)
        )
    return len(text) <= HEADING_LIMIT


def _commits(text: str) -> bool:
    """Whether words state a figure to be reached (a year is none): they are content, not a title."""
    return bool(_FIGURE.search(text)) and bool(phrases("headings", "commitments").match(text) or _verbal(text))


_MEASURED = frozenset({"percent", "points", "money", "physical"})
_SECTIONS = frozenset({"annex", "part", "chapter", "section", "subsection", "roman", "upper"})


def _states_figure(item: Item) -> bool:
    """Whether what has others below it says how much: 'Diện tích rừng trồng 4.000 ha, gồm', 'Xã đạt chuẩn: 50%'.

    A bullet with a figure opens the list of its parts, whatever mark ends it; what is numbered may be a title with a
    count in it, and states a figure where it ends with one. Observed in lists of targets ("trong đó", sub-bullets "+").
    """
    if item.block.caps or item.label is None or item.label.family in _SECTIONS or not _FIGURE.search(item.text):
        return False
    text = item.text.rstrip(END_MARKS)
    figures = find_quantities(text)
    if item.label.bullet:
        return any(figure.kind in _MEASURED or figure.kind == "noun" for figure in figures)
    return any(figure.kind in _MEASURED and figure.span.end == len(text) for figure in figures)


def _verbal(text: str) -> bool:
    return phrases("headings", "verbs").match(text) is not None
