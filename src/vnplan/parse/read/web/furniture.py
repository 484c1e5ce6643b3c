"""Which parts of a page are the site's and not the document's: menus, bars, forms, adverts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vnplan.parse.read.layout import has_letterhead
from vnplan.parse.read.letters.syllables import data
from vnplan.parse.read.web.styles import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_BLOCKS = frozenset({"ul", "ol", "div", "td", "table", "section", "dl", "p", "center", "span"})
_MAIN_SHARE = 0.4
_FEW_WORDS = 300
_LINKED = 0.85


@cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = data("site_furniture")
    return frozenset(table["names"].split()), frozenset(table["roles"]), frozenset(table["elements"])


def furniture(body: _Element, sheet: Sheet) -> frozenset[_Element]:
    """The topmost elements of a page that are site furniture. Source of the rules: observed on legal sites.

    An element is furniture by its name (nav, footer …), role, or class and id, unless it is long without being links;
    and a block of three or more short links with hardly any other words is a menu. What holds a large share of the
    page's words, or the words of a letterhead, never is. What the page's style sheets hide counts as furniture too,
    unless it is the larger share (a page may hide its text until a script shows it).
    """
    texts, linked, links = _measure(body)
    whole = max(texts.get(body, 0), 1)
    found: set[_Element] = set()
    stack = list(reversed(list(body)))
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        size = texts.get(element, 0)
        hidden = bool(size) and size <= _MAIN_SHARE * whole and sheet.hides(element)
        if hidden or (size and _is_furniture(element, size, linked.get(element, 0), links.get(element, 0), whole)):
            found.add(element)
        else:
            stack.extend(reversed(list(element)))
    return frozenset(found)


def _is_furniture(element: _Element, size: int, linked: int, links: int, whole: int) -> bool:
    names, roles, elements = _names()
    density = linked / size
    menu = element.tag in _BLOCKS and links >= 3 and density >= _LINKED and linked / links < 80
    if size > _MAIN_SHARE * whole and not (menu and size < _FEW_WORDS * 10):
        return False
    attributes = f"{element.get('class', '')} {element.get('id', '')}"
    parts = {part.lower() for part in _PARTS.findall(attributes[:500])}
    named = bool(parts & names) and (density >= 0.3 or size < _FEW_WORDS)
    by_kind = element.tag in elements or element.get("role", "").lower() in roles
    return (menu or named or by_kind) and not has_letterhead(_beginning(element))


def _beginning(element: _Element) -> str:
    """The first words an element holds, some 20,000 characters."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece)
        if length > 20_000:
            break
    return "".join(pieces)


def _measure(body: _Element) -> tuple[dict[_Element, int], dict[_Element, int], dict[_Element, int]]:
    """For each element: its letters, its letters inside links, and its links (links inside a page do not count)."""
    from lxml import etree

    texts: dict[_Element, int] = {}
    linked: dict[_Element, int] = {}
    links: dict[_Element, int] = {}
    depth = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "template"}:
            continue
        outer = element.tag == "a" and not (element.get("href") or "#").startswith("#")
        if event == "start":
            depth += outer
            own = len((element.text or "").strip())
            texts[element] = texts.get(element, 0) + own
            linked[element] = linked.get(element, 0) + (own if depth else 0)
            links[element] = links.get(element, 0) + outer
        else:
            depth -= outer
            parent = element.getparent()
            if parent is not None and element is not body:
                tail = len((element.tail or "").strip())
                texts[parent] = texts.get(parent, 0) + texts.get(element, 0) + tail
                linked[parent] = linked.get(parent, 0) + linked.get(element, 0) + (tail if depth else 0)
                links[parent] = links.get(parent, 0) + links.get(element, 0)
    return texts, linked, links
