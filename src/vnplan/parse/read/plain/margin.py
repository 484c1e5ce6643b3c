"""Numbers of lines in the margin of a text, as Word prints them for drafts and editors show them: no words of the text.

They are told by counting: nearly every line has one (or every fifth or tenth, the others being set in), and each is
the one before and as many more as there are lines between; on a new page they may begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from vnplan.models import Span
from vnplan.parse.read.letters.labels import begins_item

_NUMBERED = re.compile(r"[\s\ufeff]*(\d{1,5})(?:[ \t\u00a0]*[:|│]|(?=\s)|$)")
_FIRST = 10  # lines among which one has a number, if any has
_LEAST = 12  # lines of a text in which numbers can be told by counting
_MARKS = 4  # numbers at every fifth or tenth line that are no chance
_STEPS = (5, 10)
_EVERY, _MOST, _FEW = 0.95, 0.8, 0.05  # shares of the lines (or of every fifth) that have one, and of those not set in


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number at the head of a line: which line of all and of the inked ones, its value, its stretch."""

    line: int
    inked: int
    value: int
    start: int
    end: int

    def follows(self, last: _Mark) -> bool:
        """Whether it counts the lines since the last one, with the blank lines or without."""
        return self.value - last.value in (self.line - last.line, self.inked - last.inked)


def margin_numbers(text: str) -> tuple[Span, ...]:
    """Where the numbers of lines stand, with the sign that parts them from the words; empty where there are none.

    >>> lines = ("KẾ HOẠCH", "I. MỤC TIÊU", *("- Có 05 mô hình;" for _ in range(12)))
    >>> text = "\\n".join(f"{number}  {line}" for number, line in enumerate(lines, 1))
    >>> [text[slice(*span)] for span in margin_numbers(text)][:3], margin_numbers("\\n".join(lines))
    (['1', '2', '3'], ())
    """
    if not any(map(_NUMBERED.match, text.lstrip("\ufeff").split("\n", _FIRST)[:_FIRST])):
        return ()
    inked: list[str] = []
    marks: list[_Mark] = []
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if not line.isspace():
            inked.append(line)
            if found := _NUMBERED.match(line):
                marks.append(_Mark(number, len(inked), int(found[1]), offset + found.start(1), offset + found.end()))
        offset += len(line)
    if len(inked) < _LEAST or not marks:
        return ()
    counted = _counting(marks, 1) if marks[0].inked == 1 else []
    if len(counted) < _EVERY * len(inked):
        counted = next((kept for step in _STEPS if _set_in(inked, kept := _counting(marks, step), step)), [])
    at = {mark.inked: mark.end - mark.start for mark in counted}
    words = [line.lstrip()[at.get(number, 0) :].lstrip() for number, line in enumerate(inked, 1)]
    if len(list(islice(filter(begins_item, words), 2))) < 2:
        return ()  # a list numbered without points, not a text with items of its own
    return tuple(Span(mark.start, mark.end) for mark in counted)


def _counting(marks: Sequence[_Mark], step: int) -> list[_Mark]:
    """The numbers that count on from one another, or begin anew."""
    counted: list[_Mark] = []
    for mark in marks:
        if mark.value % step == 0 and (not counted or mark.value == step or mark.follows(counted[-1])):
            counted.append(mark)
    return counted


def _set_in(inked: Sequence[str], counted: Sequence[_Mark], step: int) -> bool:
    """Whether numbers stand at every `step`th line, beside lines that all leave room for them."""
    if len(counted) < _MARKS or len(counted) * step < _MOST * len(inked):
        return False
    at = {mark.inked for mark in counted}
    bare = sum(not line[:2].isspace() for number, line in enumerate(inked, 1) if number not in at)
    return bare <= _FEW * len(inked)
