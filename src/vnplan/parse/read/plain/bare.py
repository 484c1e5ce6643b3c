"""A text as its structure is read, every character at its offset: no numbers in the margin, tables drawn in ASCII."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from vnplan.models import Span

# Unicode's box drawing, as terminals and old text programs draw tables: where lines meet, uprights, rules
_DRAWN = (
    dict.fromkeys(range(0x250C, 0x256D), "+")
    | dict.fromkeys(chain(map(ord, "│┃║"), range(0x2506, 0x2508), range(0x250A, 0x250C), range(0x254E, 0x2550)), "|")
    | dict.fromkeys(chain(map(ord, "─━═"), range(0x2504, 0x2506), range(0x2508, 0x250A), range(0x254C, 0x254E)), "-")
)


def bare_text(text: str, margin: Sequence[Span]) -> str:
    """The text with blanks for the numbers in its margin and a tab after them, and with ASCII for box drawing.

    >>> bare_text("1\\t│ TT │ Việc │\\n2\\t├────┼──────┤", [Span(0, 1), Span(16, 17)])
    '  | TT | Việc |\\n  +----+------+'
    """
    if margin:
        parts: list[str] = []
        last = 0
        for start, end in margin:
            parts += (text[last:start], " " * (end - start))
            last = end
            if text.startswith("\t", end):
                parts.append(" ")
                last += 1
        text = "".join((*parts, text[last:]))
    return text.translate(_DRAWN) if "│" in text or "║" in text or "┃" in text else text
