"""Running headers and footers and page numbers: lines at the edge of pages that repeat or only count."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from vnplan.parse.read.letters.labels import is_page_number, names_section
from vnplan.parse.read.pages.model import Line, Page

_DIGITS = re.compile(r"\d+")
_EDGE = 3
_ZONE = 0.16
_STEP = 1.7
_SMALL = 0.8


def split_furniture(
    pages: Sequence[Page], lines: Sequence[list[Line]]
) -> list[tuple[list[Line], list[Line], list[Line]]]:
    """For each page its running lines above, its own lines, and its running lines below.

    A line is running where it stands among the first or last three of its page, inside the outer sixth of its height,
    and either only counts pages or comes again (figures aside, at the same height) on three pages and a third of all,
    set apart from the page's text.
    """
    repeated = _repeated(pages, lines)
    offsets = _offsets(pages, lines)
    out = []
    for page, own in zip(pages, lines, strict=True):
        ordered = sorted(own, key=lambda line: (line.base, line.x0))
        above: list[Line] = []
        below: list[Line] = []
        for line in _apart(ordered):
            if _near_top(page, line) and (_counts(line, page, offsets) or _form(line) in repeated):
                above.append(line)
        for line in _apart(ordered[::-1]):
            taken = any(line is other for other in above)
            if not taken and _near_bottom(page, line) and (_counts(line, page, offsets) or _form(line) in repeated):
                below.insert(0, line)
        gone = {id(line) for line in (*above, *below)}
        out.append((above, [line for line in own if id(line) not in gone], below))
    return out


def _apart(ordered: Sequence[Line]) -> list[Line]:
    """The first lines, up to three, before a step that is wider than within a paragraph or a change to larger type.

    A page number needs neither.
    """
    for count in range(min(_EDGE, len(ordered) - 1), 0, -1):
        outer, inner = ordered[count - 1], ordered[count]
        step = abs(inner.base - outer.base)
        if step > _STEP * max(inner.size, outer.size) or (outer.size < _SMALL * inner.size and step > inner.size):
            return list(ordered[:count])
    return [line for line in ordered[:1] if is_page_number(line.text)]


def _near_top(page: Page, line: Line) -> bool:
    return line.bottom < _ZONE * page.height


def _near_bottom(page: Page, line: Line) -> bool:
    return line.top > (1 - _ZONE) * page.height


def _counts(line: Line, page: Page, offsets: Counter[int]) -> bool:
    """Whether the line is a page number: only figures, at the very edge.

    A year or the end of a sentence ("năm / 2030.") is none, unless the figures of another page count on from it.
    """
    number = _number(line, page)
    if number is None:
        return False
    bare = line.text.rstrip(".").isdecimal()
    return not (bare and (number >= 1000 or line.text.endswith("."))) or offsets[number - page.number] > 1


def _number(line: Line, page: Page) -> int | None:
    if is_page_number(line.text) and (line.base < 0.1 * page.height or line.base > 0.88 * page.height):
        return int(_DIGITS.search(line.text).group())  # type: ignore[union-attr]
    return None


def _offsets(pages: Sequence[Page], lines: Sequence[list[Line]]) -> Counter[int]:
    """By how much figures at the edge of pages differ from the count of pages, and on how many pages they do so."""
    found: Counter[int] = Counter()
    for page, own in zip(pages, lines, strict=True):
        ordered = sorted(own, key=lambda line: (line.base, line.x0))
        numbers = [_number(line, page) for line in (*ordered[:_EDGE], *ordered[-_EDGE:])]
        found.update({number - page.number for number in numbers if number is not None})
    return found


def _form(line: Line) -> tuple[str, int]:
    """A line's words, figures alike but in the name of a section ("Phụ lục 1", "Phụ lục 2"), and its height."""
    return line.text if names_section(line.text) else _DIGITS.sub("0", line.text), round(line.base / 4)


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
