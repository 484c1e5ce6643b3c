"""Labels that a page's style sheet counts and prints before paragraphs and list items, as Google Docs writes all lists.

Followed are `counter-reset`, `counter-increment` and what `content` of `:before` joins of words and `counter(…)`, for
selectors of one element or of an element and its parent (`.lst-1 > li:before`). Source: CSS Lists and Counters 3.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.parse.read.letters.numerals import printed
from vnplan.parse.read.web.styles import LENGTH, RULES, RULES_OF_ONE, blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPOUND = r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)*"
_SELECTOR = re.compile(rf"(?:(?P<parent>{_COMPOUND})(?:\s*>\s*|\s+))?(?P<own>{_COMPOUND})(?P<before>::?before)?", re.I)
_PIECE = re.compile(
    r"\"([^\"]{0,40})\"|'([^']{0,40})'|counters?\(\s*([\w-]+)(?:\s*,\s*(?:\"[^\"]*\"|'[^']*'))?(?:\s*,\s*([\w-]+))?\s*\)"
)
_ICON = re.compile("[\ue000-\uf8ff]")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_CHANGE = re.compile(r"([\w-]+)(?:\s+(-?\d{1,6}))?")
_KEPT = frozenset({"counter-reset", "counter-increment", "content"})


@dataclass(frozen=True, slots=True)
class _Rule:
    parent: frozenset[str]
    own: frozenset[str]
    before: bool
    says: dict[str, str]


class Counters:
    """The counters of a page. Ask for labels in the page's order: each call counts one element."""

    def __init__(self, root: _Element) -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(
            list
        )  # by a part of the selector of the element itself
        self._values: dict[str, int] = {}
        count = 0
        for element in root.iter("style"):
            text = (element.text or "")[:LENGTH]
            for selectors, declarations in blocks(text) if "counter" in text or "content" in text else ():
                says = dict(_declarations(declarations))
                for selector in selectors.split(",") if says else ():
                    match = _SELECTOR.fullmatch(selector.strip()[:300])
                    if match is None or not match["own"] or count >= RULES:
                        continue
                    count += 1
                    rule = _Rule(_parts(match["parent"] or ""), _parts(match["own"]), bool(match["before"]), says)
                    key = max(rule.own, key=lambda part: (part[0] in ".#", part))
                    if len(self._rules[key]) < RULES_OF_ONE:
                        self._rules[key].append(rule)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def label(self, element: _Element) -> str:
        """What the sheet prints before an element, after its counters have been set and moved on."""
        own, parent = _marks(element), _marks(element.getparent())
        rules = [
            rule for mark in own for rule in self._rules.get(mark, ()) if rule.own <= own and rule.parent <= parent
        ]
        for rule in rules:
            for name, value in _CHANGE.findall(rule.says.get("counter-reset", "")):
                self._values[name] = int(value or 0)
        for rule in rules:
            for name, value in _CHANGE.findall(rule.says.get("counter-increment", "")):
                self._values[name] = self._values.get(name, 0) + int(value or 1)
        content = next((rule.says["content"] for rule in reversed(rules) if rule.before and "content" in rule.says), "")
        if _PIECE.sub("", content).strip() or ("counter" not in content and element.tag != "li"):
            return ""
        said = "".join(map(self._said, _PIECE.finditer(content)))
        return "• " if _ICON.search(said) else said

    def _said(self, match: re.Match[str]) -> str:
        if match[3] is not None:
            return printed(self._values.get(match[3], 0), match[4] or "decimal")
        return _ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0xFFFF)), match[1] or match[2] or "")


def _declarations(text: str) -> list[tuple[str, str]]:
    pairs = [declaration.partition(":") for declaration in text.split(";")]
    return [(name.strip().lower(), value.strip()[:300]) for name, _, value in pairs if name.strip().lower() in _KEPT]


def _parts(compound: str) -> frozenset[str]:
    return frozenset(part if part[0] in ".#" else part.lower() for part in re.findall(r"[.#]?[\w-]+", compound))


def _marks(element: _Element | None) -> frozenset[str]:
    if element is None:
        return frozenset()
    names = [f".{name}" for name in (element.get("class") or "")[:500].split()]
    return frozenset([str(element.tag), *names, *([f"#{element.get('id')}"] if element.get("id") else [])])
