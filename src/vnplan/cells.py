"""What cells and sheets of a workbook can hold: names Excel takes, texts within its limits, the height a text needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

CELL_LIMIT = 32_767
"""Characters a cell can hold (limit of the file format); longer text is cut and ends in "…"."""
SHEET_NAME_LIMIT = 31
LINE_HEIGHT = 15.0
"""Points a line of text takes."""
MAX_HEIGHT = 405.0
"""Points a row may be high (the format's limit is 409)."""
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names Excel takes, in order: at most 31 characters, no forbidden ones, none twice (case ignored).

    >>> sheet_names(["Sở Y tế", "sở y tế", "a/b[c]:d", ""])
    ['Sở Y tế', 'sở y tế 2', 'a b c d', '-']
    """
    names: list[str] = []
    taken: set[str] = set()
    for name in wanted:
        base = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", _CONTROL.sub(" ", name)).split()) or "-"
        candidate, number = _cut(base, SHEET_NAME_LIMIT), 1
        while candidate.casefold() in taken:
            number += 1
            tail = f" {number}"
            candidate = _cut(base, SHEET_NAME_LIMIT - len(tail)) + tail
        taken.add(candidate.casefold())
        names.append(candidate)
    return names


def _cut(name: str, limit: int) -> str:
    """A name of at most `limit` characters, cut between words where it can be."""
    if len(name) <= limit:
        return name
    whole = name[: limit - 1].rpartition(" ")[0] if " " in name[: limit - 1] else name[: limit - 1]
    return whole.rstrip(" -,;") + "…"


def lines_needed(words: str, width: int) -> int:
    """How many lines a text takes in a column of so many characters (a little generous)."""
    return sum(ceil((len(line) + 1) / (width * 1.05)) for line in words.split("\n"))


def cell_text(words: str) -> str:
    """Text a cell can hold: no control characters, at most 32,767 characters."""
    clean = _CONTROL.sub(" ", words)
    return clean if len(clean) <= CELL_LIMIT else clean[: CELL_LIMIT - 1] + "…"
