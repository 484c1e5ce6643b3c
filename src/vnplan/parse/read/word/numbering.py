"""Automatic numbering of a docx resolved into the labels Word prints. Source of the rules: ECMA-376 Part 1, 17.9."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vnplan.parse.read.letters.numerals import printed, symbol
from vnplan.parse.read.office.xml import attribute, child, children, number, switched_on

if TYPE_CHECKING:
    from lxml.etree import _Element

    from vnplan.parse.read.word.styles import Styles

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its counter's style and start, its pattern ("%1.%2."), what follows the label."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    suffix: str = " "
    restart: int | None = None
    legal: bool = False
    font: str = ""
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract list and its running counters (shared by all `num` that point to it)."""

    levels: dict[int, Level]
    style_link: str | None = None
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Num:
    """A list in use: which abstract list, and what it overrides."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    started: set[int] = field(default_factory=set)


class Numbering:
    """The numbering part with its counters. Ask for labels in document order: each call counts one paragraph."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[int, _Num] = {}
        for element in children(root, "abstractNum"):
            key = attribute(element, "abstractNumId") or ""
            self._lists[key] = _List(
                levels={_index(level): _level(level) for level in children(element, "lvl")},
                style_link=attribute(child(element, "numStyleLink")),
            )
        for element in children(root, "num"):
            num_id = number(element, "numId")
            if num_id is not None:
                self._nums[num_id] = _num(element)

    def label(self, num_id: int | None, level: int | None, *, style: str | None = None) -> str:
        """The printed label with the blank that follows it, or "" where the paragraph has no number.

        `style` is the paragraph's style, which picks the level where the paragraph names none.
        """
        num = self._nums.get(num_id or 0)
        found = self._list(num, set())
        if num is None or found is None:
            return ""
        levels = {**found.levels, **num.levels}
        if level is None:
            level = next((at for at, one in sorted(levels.items()) if style and one.paragraph_style == style), 0)
        own = levels.get(level)
        if own is None:
            return ""
        self._count(found, num, levels, level)
        return _written(levels, found.counters, level)

    def _list(self, num: _Num | None, seen: set[str]) -> _List | None:
        """The abstract list, found through a list style where the definition points to one."""
        if num is None or num.abstract in seen:
            return None
        found = self._lists.get(num.abstract)
        if found is not None and found.style_link and not found.levels:
            linked = self._nums.get(self._styles.get(found.style_link).num_id or 0)
            return self._list(linked, seen | {num.abstract})
        return found

    @staticmethod
    def _count(found: _List, num: _Num, levels: dict[int, Level], level: int) -> None:
        counters = found.counters
        if level in num.starts and level not in num.started:
            counters[level] = num.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = num.starts.get(level, levels[level].start)
        num.started.add(level)
        for deeper in [at for at in counters if at > level]:
            restart = levels[deeper].restart if deeper in levels else None
            # 0: never starts again; n: only after a paragraph of level n (counted from 1) or a higher one
            if restart is None or (restart > 0 and level < restart):
                del counters[deeper]


def _written(levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
    own = levels[level]
    if own.style == "bullet":
        sign = "".join(symbol(char, own.font) for char in own.pattern).strip() or "•"
        return sign + (own.suffix or " ")

    def value(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        other = levels.get(at, Level())
        style = "decimal" if own.legal and other.style != "none" else other.style
        return printed(counters.get(at, other.start), style)

    text = _PLACEHOLDER.sub(value, own.pattern).strip()
    return text + own.suffix if text else ""


def _index(element: _Element) -> int:
    return number(element, "ilvl") or 0


def _level(element: _Element) -> Level:
    picture = child(element, "lvlPicBulletId") is not None
    start = number(child(element, "start"))
    pattern = attribute(child(element, "lvlText")) or ""
    return Level(
        start=1 if start is None else start,
        style="bullet" if picture else attribute(child(element, "numFmt")) or "decimal",
        pattern="•" if picture else pattern[:100],
        suffix="" if attribute(child(element, "suff")) == "nothing" else " ",
        restart=number(child(element, "lvlRestart")),
        legal=bool(switched_on(child(element, "isLgl"))),
        font=attribute(child(element, "rPr", "rFonts"), "ascii") or "",
        paragraph_style=attribute(child(element, "pStyle")),
    )


def _num(element: _Element) -> _Num:
    num = _Num(abstract=attribute(child(element, "abstractNumId")) or "")
    for override in children(element, "lvlOverride"):
        level = _index(override)
        own = child(override, "lvl")
        if own is not None:
            num.levels[level] = _level(own)
        start = number(child(override, "startOverride"))
        if start is not None:
            num.starts[level] = start
            if level in num.levels:
                num.levels[level] = replace(num.levels[level], start=start)
    return num
