"""Cue phrases looked up at a place of a line: the longest that stands there, whole words only, in constant time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from vnplan.lexicon.loader import table
from vnplan.lexicon.units import either
from vnplan.parse.nonfigures import lowered
from vnplan.text import nfc

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_KEY = 4


class Phrases:
    """Phrases with the name of the list each comes from, found by their first letters.

    >>> cues = Phrases({"lead": ["chủ trì"], "adverb": ["chủ động"]})
    >>> cues.find("sở y tế chủ trì, phối hợp", 8), cues.at("sở y tế chủ trì", 0)
    ((15, 'lead'), -1)
    """

    __slots__ = ("_all", "_anchors", "_by_key", "_names", "_patterns", "_short")

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        found: dict[str, str] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                found.setdefault(lowered(nfc(phrase)), name)
        ordered = sorted(found, key=lambda p: (-len(p), p))
        by_key: dict[str, list[str]] = {}
        for phrase in ordered:
            if len(phrase) >= _KEY:
                by_key.setdefault(phrase[:_KEY], []).append(phrase)
        self._names = found
        self._short = [phrase for phrase in ordered if len(phrase) < _KEY]
        for key, phrases in by_key.items():
            phrases.extend(phrase for phrase in self._short if key.startswith(phrase))
        self._by_key = by_key
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._all = tuple((phrase, found[phrase]) for phrase in ordered)
        self._anchors = _anchors(ordered)

    def find(self, low: str, start: int) -> tuple[int, str] | None:
        """Where the longest phrase that begins at `start` ends, and its list. `low` as `lowered` gives it."""
        key = low[start : start + _KEY]
        pattern = self._patterns.get(key)
        if pattern is None:
            phrases = self._by_key.get(key)
            if phrases is None:
                phrases = self._short
                if not phrases:
                    return None
                key = ""
                pattern = self._patterns.get(key)
            if pattern is None:
                pattern = re.compile(either(phrases) + r"(?!\w)")
                self._patterns[key] = pattern
        match = pattern.match(low, start)
        return (match.end(), self._names[match.group()]) if match is not None else None

    def at(self, low: str, start: int) -> int:
        """Where the longest phrase that begins at `start` ends, or -1."""
        found = self.find(low, start)
        return found[0] if found else -1

    def skip(self, low: str, start: int) -> int:
        """The place after any number of these phrases and the blanks and commas between them."""
        while (found := self.find(low, start)) is not None:
            start = after_blank(low, found[0])
        return start

    def first_words(self) -> frozenset[str]:
        """The words the phrases begin with."""
        return frozenset(phrase.split()[0] for phrase in self._names)

    def within(self, low: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
        """Where the phrases occur in a stretch of a line, with their lists, in order; not those inside a longer one."""
        limit = len(low) if end is None else end
        for anchor in self._anchors:
            if low.find(anchor, start, limit) >= 0:
                break
        else:
            return []
        hits = []
        for phrase, name in self._all:
            place = low.find(phrase, start, limit)
            while place >= 0:
                stop = place + len(phrase)
                if not low[stop : stop + 1].isalnum() and not low[max(0, place - 1) : place].isalnum():
                    hits.append((place, -stop, name))
                place = low.find(phrase, stop, limit)
        out: list[tuple[int, int, str]] = []
        for place, stop, name in sorted(hits):
            if not out or place >= out[-1][1]:
                out.append((place, -stop, name))
        return out


def _anchors(phrases: Iterable[str]) -> tuple[str, ...]:
    """A few pairs of words of which every phrase holds one: where none of them stands, no phrase does."""
    left = list(phrases)
    chosen: list[str] = []
    while left:
        counts = Counter(part for phrase in left for part in _pairs(phrase))
        best = max(counts, key=lambda part: (counts[part] * len(part), part))
        if counts[best] == 1:
            return (*chosen, *sorted(left))
        chosen.append(best)
        left = [phrase for phrase in left if best not in _pairs(phrase)]
    return tuple(chosen)


def _pairs(phrase: str) -> set[str]:
    words = phrase.split()
    return {f"{one} {two}" for one, two in pairwise(words)} if len(words) > 1 else {phrase}


def after_blank(low: str, start: int) -> int:
    """The place after blanks and commas."""
    while start < len(low) and (low[start] == " " or low[start] == ","):
        start += 1
    return start


@cache
def cues(section: str, *names: str) -> Phrases:
    """The phrases of one or more lists of a section of `duties.toml`; a phrase of two lists is of the first."""
    data = table("duties")[section]
    return Phrases({name: data[name] for name in names})


def standing(pattern: re.Pattern[str], low: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches that begin a word.

    A pattern that begins with its words is searched several times as fast as one that begins with a look behind.
    """
    for match in pattern.finditer(low, start, end):
        place = match.start()
        if not place or not (low[place - 1].isalnum() or low[place - 1] == "_"):
            yield match


@cache
def any_of(section: str, *names: str) -> str:
    """A pattern for any phrase of some lists of `duties.toml`, the longest first."""
    data = table("duties")[section]
    return either(lowered(nfc(phrase)) for name in names for phrase in data[name])
