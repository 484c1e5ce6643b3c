"""The tree: which paragraph stands under which, and whether it is a heading, a lead or a clause.

No level is fixed beforehand. A stack holds the list styles that are open; a label goes on the open list of its style,
or opens a list inside. So plans with other numbering, and with wrong or missing ordinals, still give the right tree;
what does not count right becomes a Note. Fixed is only what Nghị định 34/2016/NĐ-CP fixes: a part is outside a chapter,
a chapter outside an article, an Arabic number outside a letter (the ranks in `numbering`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vnplan.models import NodeKind
from vnplan.parse.cues.nonfigures import lowered
from vnplan.parse.cues.roles import is_act
from vnplan.parse.cues.slots import Slot, slots_of_line, tells_contents
from vnplan.parse.structure.layout import endings, phrases
from vnplan.parse.structure.names import END_MARKS, is_agency, tells_act
from vnplan.parse.structure.numbering import BULLET, LITTLE, Label, follows, letter_index, roman_value
from vnplan.parse.structure.paragraphs import HEADING_LIMIT, Block
from vnplan.parse.structure.rows import ROW, Row, RowRole

DEEPEST = 24
"""No plan nests deeper; a label that would is put on the deepest level (bounds the work on hostile texts)."""
UNNUMBERED_CAPITALS = 5
UNNUMBERED_STRONG = 6
UNNUMBERED_NAME = 12
"""Ranks of headings without a number: in capitals beside Roman numerals, in bold beside Arabic ones; an agency's name
stands below whatever is numbered."""

_TASK = "lead:task"
_TASK_SLOTS = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.TIME, Slot.PRODUCT})
_SENTENCES = re.compile(r"[^\s.\d][.;]\s+[A-ZÀ-ỸĐ]")
_FIGURE = re.compile(r"(?<![\d.,/-])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)*(?![\d/])")


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph in the tree."""

    block: Block
    parent: Item | None = None
    label: Label | None = None
    element: str = ""
    kind: NodeKind = NodeKind.CLAUSE
    rule: str = ""
    children: int = 0
    bullets: int = 0
    plus: int = 0
    unnumbered: int = 0
    heading: bool = False
    """A heading without a number."""
    path: tuple[str, ...] = ()
    id: str = ""

    @property
    def text(self) -> str:
        """Its words after the label."""
        return self.block.text


@dataclass(slots=True)
class _Level:
    style: str
    family: str
    rank: int
    item: Item


@dataclass(slots=True)
class Remark:
    """Something about a label that becomes a Note: a code, the words to fill in, and where."""

    code: str
    words: dict[str, str]
    start: int
    end: int


@dataclass(slots=True)
class Tree:
    """The items of one body in order, and what was odd about their labels."""

    items: list[Item] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    """The ordinal each style has reached: a count may run on through several sections."""


def build(blocks: Sequence[Block]) -> Tree:
    """Arrange the paragraphs of one body (or annex) as a tree."""
    tree = Tree()
    stack: list[_Level] = []
    root = Item(Block([]))
    for position, block in enumerate(blocks):
        item = Item(block, label=block.label)
        previous = tree.items[-1] if tree.items else None
        row = block.lines[0].row
        if row is not None:
            _place_row(item, row, stack, tree)
        elif block.label is not None:
            label = item.label = block.label = _settled(block.label, stack)
            if label.family == "arabic" and block.caps:
                label = replace(label, style=f"{label.style} capitals")  # "1. MỤC TIÊU" / "1. Có 05 mô hình"
            _place(item, label, stack, previous, tree)
        elif rank := _unnumbered_heading(block, blocks, position):
            item.heading = True
            _make_room(stack, rank, previous)
            item.parent = stack[-1].item if stack else None
            stack.append(_Level(f"heading{rank}", "heading", rank, item))
        else:
            item.parent = _governing(stack, previous)
        _name(item, root)
        tree.items.append(item)
    _kinds(tree.items)
    return tree


def _make_room(stack: list[_Level], rank: int, previous: Item | None) -> None:
    """Leave on the stack what a heading without a number stands under: what it follows directly, or what is outside."""
    style = f"heading{rank}"
    for depth, level in enumerate(stack):
        if level.style == style:
            del stack[depth:]
            return
    if previous is not None and stack and stack[-1].item is previous and previous.label and _opens_list(previous):
        return
    _pop(stack, rank)


def _pop(stack: list[_Level], rank: int) -> None:
    while stack and stack[-1].rank >= rank:
        stack.pop()


def _settled(label: Label, stack: Sequence[_Level]) -> Label:
    """Decide whether a single letter is a letter or a Roman numeral: "C.", "V.", "i)", "(v)"."""
    key = label.key.lower()
    if len(key) != 1 or key not in "ivxlc" or label.family not in {"roman", "letter", "paren"}:
        return label
    letters = "upper" if label.family == "roman" else label.family
    mark = label.style.removeprefix(label.family)
    for level in reversed(stack):
        last = level.item.label
        if last is None or level.family not in {letters, "roman", "little"}:
            continue
        if level.family == letters and follows(last.key.lower(), key):
            return replace(label, family=letters, style=letters + mark, ordinal=letter_index(key))
        if level.family in {"roman", "little"} and roman_value(key) == last.ordinal + 1:
            break
    if label.family == "roman" and key in "lc":
        return replace(label, family="upper", style="upper" + mark, ordinal=letter_index(key))
    if label.family != "roman" and key in "ivx":
        family_mark = "()" if label.family == "paren" else mark
        return replace(label, family="little", style="little" + family_mark, ordinal=roman_value(key), rank=LITTLE)
    return label


def _place_row(item: Item, row: Row, stack: list[_Level], tree: Tree) -> None:
    """A row goes below what governs its table, by the styles of the rows' own numbers."""
    if stack and not any(level.rank >= ROW for level in stack):
        governing = _governing(stack, None)
        while stack and stack[-1].item is not governing:
            stack.pop()
    item.heading = row.role is RowRole.BAND
    if row.label is not None:
        label = row.label
        if label.rank < ROW:
            label = replace(label, rank=label.rank + ROW, style="row " + label.style)
        item.label = item.block.label = label
        _place(item, label, stack, tree.items[-1] if tree.items else None, tree)
    elif item.heading:
        _pop(stack, ROW)
        item.parent = stack[-1].item if stack else None
        stack.append(_Level("band", "heading", ROW, item))
    else:
        while stack and stack[-1].rank >= ROW and not stack[-1].item.heading:
            stack.pop()
        item.parent = stack[-1].item if stack else None


def _place(item: Item, label: Label, stack: list[_Level], previous: Item | None, tree: Tree) -> None:
    """Find the list a label goes on, or open one, and note what does not count right."""
    depth = _find(label, stack, previous)
    if depth is not None:
        level = stack[depth]
        _check(level.item.label, label, item, tree)
        del stack[depth:]
    else:
        if label.rank == 0:
            stack.clear()
        # right below the title it follows, or below the unnumbered words that stand between the title and its list
        inside = (
            previous is not None
            and bool(stack)
            and (
                (stack[-1].item is previous and _opens_list(previous))
                or (_begins_inside(label) and previous.label is None and previous.parent is stack[-1].item)
            )
        )
        if not inside:
            while stack and stack[-1].rank > label.rank:
                stack.pop()
            beside = bool(stack) and stack[-1].family == "heading" and stack[-1].rank == label.rank
            if beside and (label.ordinal > 1 or stack[-1].item.unnumbered):
                stack.pop()  # a heading of this level that lacks its number, or has a text of its own below it
        if label.ordinal > 1 and tree.last.get(label.style) != label.ordinal - 1:
            span = item.block.lines[0]
            tree.remarks.append(Remark("list_starts_late", {"label": label.printed}, span.start, span.end))
    if label.numbers and label.family.startswith("decimal"):
        _check_prefix(label, stack, item, tree)
    del stack[DEEPEST:]
    tree.last[label.style] = label.ordinal
    item.parent = stack[-1].item if stack else None
    stack.append(_Level(label.style, label.family, label.rank, item))


def _begins_inside(label: Label) -> bool:
    """Whether a label is the first of a list that can stand within a section: no Roman numeral, article or part."""
    return label.ordinal <= 1 and label.rank > UNNUMBERED_CAPITALS


def _find(label: Label, stack: list[_Level], previous: Item | None) -> int | None:
    """The depth of the open list that a label goes on, or None where it opens one."""
    same = [depth for depth in range(len(stack) - 1, -1, -1) if stack[depth].style == label.style]
    if label.bullet:
        return same[0] if same else None
    for depth in same:
        if _next(stack[depth].item.label, label):
            return depth
    if not same:
        # another mark after the number, or a letter that is a Roman numeral as well
        for depth in range(len(stack) - 1, -1, -1):
            level = stack[depth]
            if _kin(level.family, label.family) and label.ordinal != 1 and _next(level.item.label, label):
                return depth
        return None
    if label.ordinal == 1 and previous is not None and stack[-1].item is previous and previous.text.endswith(":"):
        return None
    forward = [depth for depth in same if label.ordinal > (stack[depth].item.label or label).ordinal]
    return forward[0] if forward else same[0]


_DASHES = frozenset("-+")
_KIN = ({"roman", "upper"}, {"letter", "little"}, {"paren", "letter"}, {"paren", "arabic"}, {"paren", "little"})


def _kin(one: str, other: str) -> bool:
    return one == other or {one, other} in _KIN


def _next(last: Label | None, label: Label) -> bool:
    """Whether a label comes right after another."""
    if last is None:
        return False
    one, other = last.key.lower(), label.key.lower()
    if len(one) == 1 and len(other) == 1 and one.isalpha() and other.isalpha():
        # a single letter may be a letter or a Roman numeral: "h)" - "i)", "C." - "D."
        if follows(one, other):
            return True
        if last.family != label.family:
            return False
    elif last.family != label.family:
        return False
    if label.numbers and last.numbers and len(label.numbers) == len(last.numbers):
        return label.numbers[:-1] == last.numbers[:-1] and label.ordinal == last.ordinal + 1
    return label.family not in {"letter", "upper"} and label.ordinal == last.ordinal + 1


def _check(last: Label | None, label: Label, item: Item, tree: Tree) -> None:
    if last is None or label.bullet:
        return
    line = item.block.lines[0]
    if last.style != label.style:
        code = "list_style_changed"
    elif _next(last, label) or label.numbers[:-1] != last.numbers[:-1]:
        return
    elif label.ordinal == last.ordinal:
        code = "label_repeated"
    elif label.ordinal < last.ordinal:
        code = "list_restarts" if label.ordinal == 1 else "label_out_of_order"
    else:
        code = "label_skipped"
    tree.remarks.append(Remark(code, {"label": label.printed, "last": last.printed}, line.start, line.end))


def _check_prefix(label: Label, stack: list[_Level], item: Item, tree: Tree) -> None:
    """Note where "3.1" stands under 2."""
    for level in reversed(stack):
        above = level.item.label
        if above is None or above.bullet:
            continue
        numbers = above.numbers or (above.ordinal,)
        if len(numbers) < len(label.numbers):
            if numbers != label.numbers[: len(numbers)] and above.family in {"arabic", "roman", "decimal2", "decimal3"}:
                if above.family == "roman" and "I" not in label.key and "V" not in label.key and "X" not in label.key:
                    return
                line = item.block.lines[0]
                words = {"label": label.printed, "last": above.printed}
                tree.remarks.append(Remark("label_under_other_number", words, line.start, line.end))
            return


def _opens_list(item: Item) -> bool:
    """Whether a paragraph announces what follows it: a colon, or a title without an end mark."""
    return item.text.endswith(":") or (not item.block.closed and len(item.text) <= HEADING_LIMIT)


def _governing(stack: Sequence[_Level], previous: Item | None) -> Item | None:
    """Under what an unnumbered paragraph stands: the innermost item that is a title or has items below it."""
    for level in reversed(stack):
        item = level.item
        direct = item is previous
        if level.rank >= ROW:
            continue
        if level.rank == BULLET:
            titled = item.text.endswith(":") or (level.style not in _DASHES and not item.block.closed)
            if direct and titled and len(item.text) <= 110:
                return item
            continue
        if item.heading or item.children or level.family in {"article", "annex", "part", "chapter"} or _is_title(item):
            return item
    return None


def _is_title(item: Item) -> bool:
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


def _verbal(text: str) -> bool:
    return phrases("headings", "verbs").match(text) is not None


def _unnumbered_heading(block: Block, blocks: Sequence[Block], position: int) -> int:
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
    if listed or (not after.label and not after.closed) or not is_agency(block.text):
        return 0
    return UNNUMBERED_NAME


def _name(item: Item, root: Item) -> None:
    """The item's element of a path, counted under its parent."""
    parent = item.parent or root
    parent.children += 1
    label = item.label
    row = item.block.lines[0].row
    if label is None and row is not None and not item.heading:
        item.element = f"r{row.place}"
    elif label is None:
        parent.unnumbered += 1
        item.element = f"¶{parent.unnumbered}"
    elif label.bullet and label.key == "+":
        parent.plus += 1
        item.element = f"+{parent.plus}"
    elif label.bullet:
        parent.bullets += 1
        item.element = f"-{parent.bullets}"
    else:
        item.element = label.key
    item.path = (*item.parent.path, item.element) if item.parent else (item.element,)


def _kinds(items: Sequence[Item]) -> None:
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
    slots = slots_of_line(first.text)
    if item.label.family == "counted" and tells_contents(lowered(first.text)):
        return True
    return bool(slots) and slots[0].opens == 0 and slots[0].slot in _TASK_SLOTS and not is_agency(item.text)


def _kind_of_opening(item: Item) -> NodeKind:
    """What a numbered paragraph without a colon is that has others below it; the name of an agency is a heading."""
    kind = NodeKind.HEADING
    if item.block.closed and _commits(item.text):
        kind = NodeKind.LEAD
    elif item.children == item.unnumbered and item.block.closed and not _is_title(item):
        kind = NodeKind.CLAUSE
    elif len(item.text) > HEADING_LIMIT or _SENTENCES.search(item.text):
        kind = NodeKind.LEAD
    if kind is NodeKind.HEADING:
        return kind
    opening = phrases("headings", "before_agencies").match(item.text)
    return NodeKind.HEADING if is_agency(item.text[opening.end() + 1 :] if opening else item.text) else kind


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
