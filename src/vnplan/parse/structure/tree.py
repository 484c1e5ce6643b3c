"""The tree: which paragraph stands under which, by the labels that are open above it.

No level is fixed beforehand. A stack holds the list styles that are open; a label goes on the open list of its style,
or opens a list inside. So plans with other numbering, and with wrong or missing ordinals, still give the right tree;
what does not count right becomes a Note. Fixed is only what Nghị định 34/2016/NĐ-CP fixes: a part is outside a chapter,
a chapter outside an article, an Arabic number outside a letter (the ranks in `numbering`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.parse.structure.blocks import HEADING_LIMIT, Block
from vnplan.parse.structure.items import Item
from vnplan.parse.structure.kinds import UNNUMBERED_CAPITALS, is_title, set_kinds, unnumbered_heading
from vnplan.parse.structure.numbering import BULLET, LITTLE, Label, follows, letter_index, roman_value
from vnplan.parse.structure.rows import ROW, Row, RowRole

DEEPEST = 24
"""No plan nests deeper; a label that would is put on the deepest level (bounds the work on hostile texts)."""


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
            _pop(stack, ROW)  # a table is over: what is numbered after it stands below none of its rows
            label = item.label = block.label = _settled(block.label, stack)
            if label.family == "arabic" and block.caps:
                label = label._replace(style=f"{label.style} capitals")  # "1. MỤC TIÊU" / "1. Có 05 mô hình"
            _place(item, label, stack, previous, tree)
        elif rank := unnumbered_heading(block, blocks, position):
            item.heading = True
            _make_room(stack, rank, previous)
            item.parent = stack[-1].item if stack else None
            stack.append(_Level(f"heading{rank}", "heading", rank, item))
        else:
            item.parent = _governing(stack, previous)
        _name(item, root)
        tree.items.append(item)
    set_kinds(tree.items)
    return tree


def _make_room(stack: list[_Level], rank: int, previous: Item | None) -> None:
    """Leave on the stack what a heading without a number stands under: what it follows directly, or what is outside."""
    _pop(stack, ROW)  # no row of a table above has a heading
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
            return label._replace(
                family=letters, style=label.style.replace(label.family, letters), ordinal=letter_index(key)
            )
        if level.family in {"roman", "little"} and roman_value(key) == last.ordinal + 1:
            break
    if label.family == "roman" and key in "lc":
        return label._replace(family="upper", style=label.style.replace("roman", "upper"), ordinal=letter_index(key))
    if label.family != "roman" and key in "ivx":
        family_mark = "()" if label.family == "paren" else mark
        return label._replace(family="little", style="little" + family_mark, ordinal=roman_value(key), rank=LITTLE)
    return label


def _place_row(item: Item, row: Row, stack: list[_Level], tree: Tree) -> None:
    """A row goes below what governs its table, by the styles of the rows' own numbers."""
    if stack and not any(level.rank >= ROW for level in stack):
        governing = _governing(stack, None)
        while stack and stack[-1].item is not governing:
            stack.pop()
    item.heading = row.role is RowRole.BAND
    if row.label is not None:
        label = _settled(row.label, stack) if row.label.family == "roman" else row.label
        if label.rank < ROW:
            label = label._replace(rank=label.rank + ROW, style="row " + label.style)
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
        if item.heading or item.children or level.family in {"article", "annex", "part", "chapter"} or is_title(item):
            return item
    return None


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
