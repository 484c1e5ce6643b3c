"""Running headers and footers and page numbers: lines at the edge of pages that repeat or only count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from vnplan.parse.read.page_labels import is_page_number
from vnplan.parse.read.page_model import Line, Page

_DIGITS = re.compile(r"\d+")
_EDGE = 3
_ZONE = 0.16
_STEP = 1.7


def split_furniture(
    pages: Sequence[Page], lines: Sequence[list[Line]]
) -> list[tuple[list[Line], list[Line], list[Line]]]:
    """For each page its running lines above, its own lines, and its running lines below.

    A line is running where it stands among the first or last three of its page, inside the outer sixth of its height,
    and either only counts pages or comes again (figures aside, at the same height) on three pages and a third of all,
    set apart from the page's text.
    """
    repeated = _repeated(pages, lines)
    out = []
    for page, own in zip(pages, lines, strict=True):
        ordered = sorted(own, key=lambda line: (line.base, line.x0))
        above: list[Line] = []
        below: list[Line] = []
        for line in _apart(ordered):
            if _near_top(page, line) and (_counts(line, page) or _form(line) in repeated):
                above.append(line)
        for line in _apart(ordered[::-1]):
            taken = any(line is other for other in above)
            if not taken and _near_bottom(page, line) and (_counts(line, page) or _form(line) in repeated):
                below.insert(0, line)
        gone = {id(line) for line in (*above, *below)}
        out.append((above, [line for line in own if id(line) not in gone], below))
    return out


def _apart(ordered: Sequence[Line]) -> list[Line]:
    """The first lines, up to three, before a step that is wider than within a paragraph; a page number needs none."""
    for count in range(min(_EDGE, len(ordered) - 1), 0, -1):
        step = abs(ordered[count].base - ordered[count - 1].base)
        if step > _STEP * max(ordered[count].size, ordered[count - 1].size):
            return list(ordered[:count])
    return [line for line in ordered[:1] if is_page_number(line.text)]


def _near_top(page: Page, line: Line) -> bool:
    return line.bottom < _ZONE * page.height


def _near_bottom(page: Page, line: Line) -> bool:
    return line.top > (1 - _ZONE) * page.height


def _counts(line: Line, page: Page) -> bool:
    """Whether the line is a page number: only figures, at the very edge, no larger than a number of pages can be."""
    return is_page_number(line.text) and (line.base < 0.1 * page.height or line.base > 0.88 * page.height)


def _form(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.base / 4)


def _repeated(pages: Sequence[Page], lines: Sequence[list[Line]]) -> set[tuple[str, int]]:
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for page, own in zip(pages, lines, strict=True):
        ordered = sorted(own, key=lambda line: (line.base, line.x0))
        for line in (*_apart(ordered), *_apart(ordered[::-1])):
            if len(line.text) > 1 and (_near_top(page, line) or _near_bottom(page, line)):
                text, height = _form(line)
                for near in (height - 1, height, height + 1):
                    seen[text, near].add(page.number)
    least = 2 if len(pages) <= 4 else 3
    return {form for form, numbers in seen.items() if len(numbers) >= least and len(numbers) * 3 >= len(pages)}
