"""Cue phrases looked up at a place of a line: the longest that stands there, whole words only, in constant time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from vnplan.lexicon.loader import table
from vnplan.lexicon.units import either
from vnplan.parse.cues.nonfigures import lowered
from vnplan.text import nfc


class Phrases:
    """Phrases with the name of the list each comes from.

    >>> cues = Phrases({"lead": ["chủ trì"], "adverb": ["chủ động"]})
    >>> cues.find("sở y tế chủ trì, phối hợp", 8), cues.at("sở y tế chủ trì", 0)
    ((15, 'lead'), -1)
    """

    __slots__ = ("_names", "_pattern", "_run", "one", "run")

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, str] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                self._names.setdefault(lowered(nfc(phrase)), name)
        # patterns of one phrase, and of any number of them with the blanks and commas between
        self.one = either(self._names) + r"(?!\w)"
        self.run = rf"(?:{self.one}[ ,]*+)*+"
        self._pattern = re.compile(self.one)
        self._run = re.compile(self.run)

    def find(self, low: str, start: int) -> tuple[int, str] | None:
        """Where the longest phrase that begins at `start` ends, and its list. `low` as `lowered` gives it."""
        match = self._pattern.match(low, start)
        return (match.end(), self._names[match.group()]) if match is not None else None

    def list_of(self, phrase: str) -> str:
        """The list a phrase comes from."""
        return self._names[phrase]

    def at(self, low: str, start: int) -> int:
        """Where the longest phrase that begins at `start` ends, or -1."""
        match = self._pattern.match(low, start)
        return match.end() if match is not None else -1

    def skip(self, low: str, start: int) -> int:
        """The place after any number of these phrases and the blanks and commas between them."""
        return self._run.match(low, start).end()  # type: ignore[union-attr]

    def first_words(self) -> frozenset[str]:
        """The words the phrases begin with."""
        return frozenset(phrase.split()[0] for phrase in self._names)

    def within(
        self, low: str, start: int = 0, end: int | None = None, *, places: Iterable[int] | None = None
    ) -> list[tuple[int, int, str]]:
        """Where the phrases occur in a stretch of a line, with their lists, in order; not those inside a longer one.

        `places`: where alone they can begin, if that is known (see `telling`).
        """
        found = standing(self._pattern, low, start, len(low) if end is None else end, places=places)
        return [(match.start(), match.end(), self._names[match.group()]) for match in found]


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


def standing(
    pattern: re.Pattern[str], low: str, start: int, end: int, *, places: Iterable[int] | None = None
) -> list[re.Match[str]]:
    """The matches that begin a word, searched for or looked at in `places`.

    A pattern that begins with its words is searched several times as fast as one that begins with a look behind.
    """
    if places is not None:
        found = []
        for place in places:
            if start <= place < end and (match := pattern.match(low, place, end)):
                found.append(match)
                start = match.end()
        return found
    return [
        match
        for match in pattern.finditer(low, start, end)
        if not (place := match.start()) or not (low[place - 1].isalnum() or low[place - 1] == "_")
    ]


@cache
def any_of(section: str, *names: str) -> str:
    """A pattern for any phrase of some lists of `duties.toml`, the longest first."""
    data = table("duties")[section]
    return either(lowered(nfc(phrase)) for name in names for phrase in data[name])


_BEFORE_WORDS = ",.;:…([/|-–+*&“\"‘'"


@lru_cache(maxsize=16)
def telling(low: str) -> tuple[int, ...]:
    """Where words may begin that tell a role, how often, under what conditions or with whose money.

    Every clause with a duty is searched for all of them: one search for a blank before any takes half the time.
    """
    return tuple(match.start() for match in _telling().finditer(" " + _blanked(low)))


@cache
def _telling() -> re.Pattern[str]:
    data = table("duties")
    lists = (*data["often"].values(), *(data["cues"][name] for name in ("hedges", "funding")), data["roles"]["hints"])
    return re.compile(rf" (?={either(_blanked(lowered(nfc(phrase))) for phrases in lists for phrase in phrases)})")


def _blanked(low: str) -> str:
    for mark in _BEFORE_WORDS:
        low = low.replace(mark, " ")
    return low
