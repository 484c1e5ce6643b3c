"""Cue phrases looked up at a place of a line: the longest that stands there, whole words only, in constant time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.parse.nonfigures import lowered
from vnplan.text import nfc

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Phrases:
    """A set of phrases by their first word.

    >>> cues = Phrases(["chủ trì", "chủ động"])
    >>> cues.at("sở y tế chủ trì, phối hợp", 8), cues.at("sở y tế chủ trì", 0)
    (15, -1)
    """

    __slots__ = ("_all", "_by_word")

    def __init__(self, phrases: Iterable[str]) -> None:
        by_word: dict[str, set[str]] = {}
        for phrase in phrases:
            low = lowered(nfc(phrase))
            first = _WORD.match(low)
            by_word.setdefault(first.group() if first else low[:1], set()).add(low)
        self._all = tuple(sorted({phrase for found in by_word.values() for phrase in found}))
        self._by_word = {word: tuple(sorted(found, key=lambda p: (-len(p), p))) for word, found in by_word.items()}

    def at(self, low: str, start: int) -> int:
        """Where the longest phrase that begins at `start` ends, or -1. `low` as `lowered` gives it."""
        match = _WORD.match(low, start)
        for phrase in self._by_word.get(match.group() if match else low[start : start + 1], ()):
            end = start + len(phrase)
            if low.startswith(phrase, start) and not low[end : end + 1].isalnum():
                return end
        return -1

    def skip(self, low: str, start: int) -> int:
        """The place after any number of these phrases and the blanks and commas between them."""
        while (end := self.at(low, start)) >= 0:
            start = after_blank(low, end)
        return start

    def within(self, low: str) -> list[tuple[int, int]]:
        """Where the phrases occur anywhere in a line, in order, those inside a longer one left out."""
        hits = []
        for phrase in self._all:
            start = low.find(phrase)
            while start >= 0:
                end = start + len(phrase)
                if not low[end : end + 1].isalnum() and not low[max(0, start - 1) : start].isalnum():
                    hits.append((start, -end))
                start = low.find(phrase, end)
        out: list[tuple[int, int]] = []
        for start, end in sorted(hits):
            if not out or start >= out[-1][1]:
                out.append((start, -end))
        return out


def after_blank(low: str, start: int) -> int:
    """The place after blanks and one comma."""
    while start < len(low) and (low[start].isspace() or low[start] == ","):
        start += 1
    return start


@cache
def cues(section: str, name: str) -> Phrases:
    """The phrases of one list of `duties.toml`."""
    return Phrases(table("duties")[section][name])
