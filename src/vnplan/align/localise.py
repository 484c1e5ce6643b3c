"""Neutral localisation: a clause and a provision as the same words where only the level of government differs.

"Trên địa bàn tỉnh", "quốc gia", the province's name, TTNT = AI = trí tuệ nhân tạo, Chiến lược ~ Kế hoạch: such
differences carry no content (gold rules: "plain localisation is none"), so they disappear before words are compared.
Every token keeps its place in the line it came from, so that evidence can still be quoted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from vnplan.text import nfc, tone_placed

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*|[;:,.()]", re.UNICODE)
_TITLE_END = re.compile(r" đến năm \d{4}.*$")
_BREAKS = frozenset(";:,.()")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The localised words of one line with the half-open place of each in the line.

    `breaks` holds the indexes before which a punctuation mark stood: word pairs do not reach across it.
    """

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    breaks: frozenset[int]

    def pairs(self) -> list[tuple[int, str]]:
        """Adjacent words as `(index of the first, "first second")`, never across punctuation."""
        return [
            (i, f"{self.words[i]} {self.words[i + 1]}") for i in range(len(self.words) - 1) if i + 1 not in self.breaks
        ]


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class LocalisationRules:
    """Phrase replacements by first word, longest first; what carries no content is replaced by nothing."""

    phrases: Phrases
    formula: Phrases


@lru_cache(maxsize=1)
def localisation_rules() -> LocalisationRules:
    """The rules in package data (lexicon/data/localise.toml)."""
    data = tomllib.loads(files("vnplan.lexicon").joinpath("data/localise.toml").read_text(encoding="utf-8"))
    dropped = dict.fromkeys(
        (
            *data["places"]["drop"],
            *data["modality"]["drop"],
            *data["time"]["drop"],
            *data["common"]["words"],
        ),
        "",
    )
    return LocalisationRules(
        _by_first_word({**dropped, **data["levels"], **data["synonyms"]}),
        _by_first_word(dict.fromkeys(data["formula"]["phrases"], "")),
    )


def formula_words(words: Sequence[str]) -> list[bool]:
    """Which tokens belong to phrases that local texts add by habit (formula in localise.toml).

    >>> formula_words(["camera", "phát", "triển", "kinh", "tế", "xã", "hội"])
    [False, True, True, True, True, True, True]
    """
    phrases = localisation_rules().formula
    out = [False] * len(words)
    for at in [at for at, word in enumerate(words) if word in phrases]:
        for phrase, _ in phrases[words[at]]:
            if tuple(words[at : at + len(phrase)]) == phrase:
                out[at : at + len(phrase)] = [True] * len(phrase)
                break
    return out


def _by_first_word(table: Mapping[str, str]) -> Phrases:
    grouped: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, replacement in table.items():
        words = tuple(phrase.split())
        grouped.setdefault(words[0], []).append((words, tuple(replacement.split())))
    return {first: sorted(options, key=lambda o: (-len(o[0]), o[0])) for first, options in grouped.items()}


class Localiser:
    """Turns lines into localised tokens; figures are left out (they are compared as quantities).

    `names` are dropped (the province's own name), `titles` of the reference count as "Kế hoạch", `synonyms` are the
    abbreviations the document defines.

    >>> here = Localiser(names=["Hòa Bình"])
    >>> here("Phát triển TTNT trên địa bàn tỉnh Hoà Bình").words
    ('phát', 'triển', 'ttnt')
    >>> here("Phát triển trí tuệ nhân tạo của Việt Nam").words
    ('phát', 'triển', 'ttnt')
    """

    def __init__(
        self, *, names: Iterable[str] = (), titles: Iterable[str] = (), synonyms: Mapping[str, str] | None = None
    ) -> None:
        rules = localisation_rules()
        own = {" ".join(_words(name)): "" for name in names}
        own.update(dict.fromkeys(_title_wordings(titles), "kế hoạch"))
        if synonyms:
            plain = Localiser()
            own.update({" ".join(_words(k)): " ".join(plain(v).words) for k, v in synonyms.items()})
        own.pop("", None)
        extra = _by_first_word(own)
        self._phrases = {
            first: [*extra.get(first, ()), *rules.phrases.get(first, ())] for first in {*extra, *rules.phrases}
        }

    def __call__(self, line: str, start: int = 0) -> Tokens:
        """The localised tokens of one line of text, from an offset on."""
        text = tone_placed(nfc(line).lower())
        raw: list[str] = []
        spots: list[tuple[int, int]] = []
        breaks: set[int] = set()
        for match in _TOKEN.finditer(text, start):
            word = match.group()
            if word in _BREAKS:
                breaks.add(len(raw))
            else:
                raw.append(word)
                spots.append(match.span())
        return self._replace(raw, spots, breaks)

    def _replace(self, raw: list[str], spots: list[tuple[int, int]], breaks: set[int]) -> Tokens:
        words: list[str] = []
        places: list[tuple[int, int]] = []
        kept: set[int] = set()
        phrases = self._phrases
        at = 0
        for stop in sorted(breaks.union(i for i, word in enumerate(raw) if word in phrases or word[0].isdigit())):
            if not at <= stop < len(raw):
                continue
            words += raw[at:stop]
            places += spots[at:stop]
            at = stop
            if at in breaks:
                kept.add(len(words))
            word = raw[at]
            for phrase, replacement in phrases.get(word, ()):
                if tuple(raw[at : at + len(phrase)]) == phrase:
                    place = (spots[at][0], spots[at + len(phrase) - 1][1])
                    words.extend(replacement)
                    places.extend([place] * len(replacement))
                    at += len(phrase)
                    break
            else:
                if not word[0].isdigit():
                    words.append(word)
                    places.append(spots[at])
                at += 1
        words += raw[at:]
        places += spots[at:]
        return Tokens(tuple(words), tuple(places), frozenset(kept))


def _title_wordings(titles: Iterable[str]) -> list[str]:
    """A strategy's title as texts cite it: with and without its horizon, AI spelled out or short."""
    wordings: set[str] = set()
    for title in titles:
        words = " ".join(_words(title))
        short = _TITLE_END.sub("", words)
        for wording in (words, short):
            for ai in ("trí tuệ nhân tạo", "ttnt", "ai"):
                wordings.add(wording.replace("trí tuệ nhân tạo", ai))
    return sorted(w for w in wordings if len(w.split()) > 4)


def _words(phrase: str) -> list[str]:
    return [w for w in _TOKEN.findall(tone_placed(nfc(phrase).lower())) if w not in _BREAKS]
