"""The few rules of a page's own style sheets that change what is read: what is hidden or bold, how lists count.

Only selectors of one element are followed (`p`, `.c1`, `ol.a`, `#menu`); rules for print or small screens are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_KEPT = frozenset({"display", "visibility", "font-weight", "text-transform", "list-style", "list-style-type"})
LENGTH = 1_000_000
RULES, RULES_OF_ONE = 20_000, 50


class Sheet:
    """The rules of all `style` elements of a page."""

    def __init__(self, root: _Element) -> None:
        # the key of a rule is the rarest part of its selector; then what else the element must have
        self._rules: defaultdict[str, list[tuple[frozenset[str], dict[str, str]]]] = defaultdict(list)
        count = 0
        for element in root.iter("style"):
            for selectors, declarations in blocks((element.text or "")[:LENGTH]):
                kept = dict(_declarations(declarations))
                for selector in selectors.split(",") if kept else ():
                    match = _SELECTOR.fullmatch(selector.strip())
                    if not match or not match.group() or count >= RULES:
                        continue
                    count += 1
                    parts = [match.group(1).lower()] if match.group(1) else []
                    parts += re.findall(r"[.#][\w-]+", match.group(2))
                    if len(self._rules[parts[-1]]) < RULES_OF_ONE:
                        self._rules[parts[-1]].append((frozenset(parts), kept))

    def __bool__(self) -> bool:
        return bool(self._rules)

    def of(self, element: _Element) -> dict[str, str]:
        """What the sheets say of an element, by property; its own `style` attribute is not looked at."""
        if not self._rules:
            return {}
        marks = [str(element.tag), *(f".{name}" for name in (element.get("class") or "")[:500].split())]
        if element.get("id"):
            marks.append(f"#{element.get('id')}")
        found: dict[str, str] = {}
        for mark in marks:
            for parts, kept in self._rules.get(mark, ()):
                if parts <= set(marks):
                    found.update(kept)
        return found

    def hides(self, element: _Element) -> bool:
        """Whether the sheets hide an element and its own style does not show it."""
        found = self.of(element)
        hidden = found.get("display") == "none" or found.get("visibility") == "hidden"
        return hidden and "display" not in (element.get("style") or "")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule; what stands in an at-rule (`@media print {…}`) is passed over."""
    text = _COMMENT.sub(" ", text)
    position = 0
    while True:
        opening = text.find("{", position)
        if opening < 0:
            return
        selectors = text[position:opening].rpartition(";")[2].strip()
        if selectors.startswith("@"):
            position = _closing(text, opening)
            continue
        closing = text.find("}", opening)
        if closing < 0:
            return
        yield selectors, text[opening + 1 : closing]
        position = closing + 1


def _closing(text: str, opening: int) -> int:
    """The position after the bracket that closes a block."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in _KEPT:
            yield name.strip().lower(), value.replace("!important", "").strip().lower()
