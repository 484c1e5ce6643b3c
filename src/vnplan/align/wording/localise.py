"""Neutral localisation: a clause and a provision as the same words where only the level of government differs.

"Trên địa bàn tỉnh", "quốc gia", the province's name, TTNT = AI = trí tuệ nhân tạo, Chiến lược ~ Kế hoạch: such
differences carry no content (gold rules: "plain localisation is none"), so they disappear before words are compared.
Every token keeps its place in the line it came from, so that evidence can still be quoted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vnplan.align.wording.flat import ranges
from vnplan.align.wording.phrases import PhraseTree
from vnplan.align.wording.tokenise import RawWords, cut, words_of
from vnplan.lexicon.loader import table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]

_TITLE_END = re.compile(r" đến năm \d{4}.*$")


class Tokens(NamedTuple):
    """The localised words of one line; each begins and ends at an offset of the line (`starts`, `ends`).

    `breaks` holds, in order, the indexes before which a punctuation mark stood: word pairs do not reach across it.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]

    def pairs(self) -> list[tuple[int, str]]:
        """Adjacent words as `(index of the first, "first second")`, never across punctuation."""
        opens = sorted(set(range(1, len(self.words))).difference(self.breaks))
        return [(i - 1, f"{self.words[i - 1]} {self.words[i]}") for i in opens]


@dataclass(frozen=True, slots=True)
class LocalisationRules:
    """Phrases with what replaces them (what carries no content is replaced by nothing), phrases of habit, and these
    with the words of carrying a decision out."""

    phrases: PhraseTree
    formula: PhraseTree
    enacting: PhraseTree


@lru_cache(maxsize=1)
def localisation_rules() -> LocalisationRules:
    """The rules in package data (lexicon/data/localise.toml)."""
    data = table("localise")
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
        PhraseTree({**dropped, **data["levels"], **_definitions(data["synonyms"]), **data["synonyms"]}),
        PhraseTree(dict.fromkeys(data["formula"]["phrases"], "")),
        PhraseTree(dict.fromkeys((*data["formula"]["phrases"], *data["enacting"]["phrases"]), "")),
    )


def _definitions(synonyms: Mapping[str, str]) -> dict[str, str]:
    """Terms with what a text will call them ("trí tuệ nhân tạo (sau đây gọi là AI)"): no more than the term."""
    names: dict[str, set[str]] = defaultdict(set)
    for name, meaning in synonyms.items():
        names[meaning] |= {name, meaning}
    return {
        f"{term} {by} {short}": meaning
        for meaning, known in names.items()
        for term in sorted(known)
        for short in sorted(known)
        for by in table("localise")["defined"]["by"]
        if " " in term and " " not in short
    }


def formula_words(lines: Sequence[Sequence[str]]) -> list[NDArray[np.bool_]]:
    """Which words of each line belong to phrases that local texts add by habit (formula in localise.toml).

    >>> [line.tolist() for line in formula_words([["camera", "phát"], ["phát", "triển", "kinh", "tế", "xã", "hội"]])]
    [[False, False], [True, True, True, True, True, True]]
    """
    return _in_phrases(lines, localisation_rules().formula)


def enacting_words(lines: Sequence[Sequence[str]]) -> list[NDArray[np.bool_]]:
    """Which words of each line belong to such phrases or to those of carrying a decision out (enacting)."""
    return _in_phrases(lines, localisation_rules().enacting)


def _in_phrases(lines: Sequence[Sequence[str]], tree: PhraseTree) -> list[NDArray[np.bool_]]:
    sizes = list(map(len, lines))
    ends = np.cumsum(sizes)
    after = np.repeat(ends, sizes) - np.arange(1, sum(sizes) + 1)
    length, _ = tree.longest(tree.numbers(chain.from_iterable(lines)), after)
    begins = np.flatnonzero(length)
    out = np.zeros(len(length), dtype=bool)
    out[ranges(begins, length[begins])] = True
    return [out[a:b] for a, b in pairwise([0, *ends.tolist()])]


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
        own = {" ".join(words_of(name)): "" for name in names}
        own.update(dict.fromkeys(_title_wordings(titles), "kế hoạch"))
        if synonyms:
            plain = Localiser().lines(tuple(synonyms.values()))
            short = {" ".join(words_of(k)): " ".join(words_of(v)) for k, v in synonyms.items()}
            meaning = {term: " ".join(words.words) for term, words in zip(short.values(), plain, strict=True)}
            own.update({name: meaning[term] for name, term in (_definitions(short) | short).items()})
        own.pop("", None)
        self._own = PhraseTree(own)

    def __call__(self, line: str) -> Tokens:
        """The localised tokens of one line of text; of many lines `lines` is much faster."""
        return self.lines([line])[0]

    def lines(self, lines: Sequence[str], offsets: Sequence[int] | None = None) -> list[Tokens]:
        """The localised tokens of lines, each from its offset on."""
        raw = cut(lines, offsets or [0] * len(lines))
        length, first, count, known = self._written(raw)
        inside = _inside(length)
        count[inside] = 0
        words = list(map(known.__getitem__, ranges(first, count).tolist()))
        last = np.arange(len(length)) + np.maximum(length, 1) - 1
        starts, ends = np.repeat(raw.starts, count).tolist(), np.repeat(raw.ends[last], count).tolist()
        before = np.append(0, np.cumsum(count))
        bounds = before[raw.bounds]
        broken = raw.breaks[~inside[raw.breaks]]
        line_of = np.searchsorted(raw.bounds, broken, side="right") - 1
        at = before[broken] - bounds[line_of]
        new = np.flatnonzero(np.diff(line_of, prepend=-1) | np.diff(at, prepend=-1))
        breaks, first_of = at[new].tolist(), np.searchsorted(line_of[new], np.arange(len(lines) + 1)).tolist()
        return [
            Tokens(tuple(words[a:b]), tuple(starts[a:b]), tuple(ends[a:b]), tuple(breaks[c:d]))
            for (a, b), (c, d) in zip(pairwise(bounds.tolist()), pairwise(first_of), strict=True)
        ]

    def _written(self, raw: RawWords) -> tuple[Integers, Integers, Integers, Sequence[str]]:
        """For every place the length of the phrase that begins there (0: none); which of the words that come fourth is
        written there, and how many from that one on. The document's own phrases go before the rules."""
        known = list(raw.words)
        length, first = np.zeros_like(raw.numbers), raw.numbers.copy()
        count = np.array([not word[0].isdigit() for word in known], dtype=np.intp)[raw.numbers]
        after = np.repeat(raw.bounds[1:], np.diff(raw.bounds)) - np.arange(1, len(raw.numbers) + 1)
        for tree in (localisation_rules().phrases, self._own):
            found, phrase = tree.longest(tree.numbers(raw.words)[raw.numbers], after)
            at = np.flatnonzero(found)
            length[at] = found[at]
            first[at] = len(known) + tree.first[phrase[at]]
            count[at] = tree.sizes[phrase[at]]
            known += tree.written
        return length, first, count, known


def _inside(length: Integers) -> NDArray[np.bool_]:
    """Which places lie inside a phrase that begins before them; of phrases that overlap the first holds."""
    inside = np.zeros(len(length), dtype=bool)
    longer = np.flatnonzero(length > 1)
    end = 0
    for start, stop in zip(longer.tolist(), (longer + length[longer]).tolist(), strict=True):
        if start >= end:
            inside[start + 1 : stop] = True
            end = stop
    return inside


def _title_wordings(titles: Iterable[str]) -> list[str]:
    """A strategy's title as texts cite it: with and without its horizon, AI spelled out or short."""
    wordings: set[str] = set()
    for title in titles:
        words = " ".join(words_of(title))
        short = _TITLE_END.sub("", words)
        for wording in (words, short):
            for ai in ("trí tuệ nhân tạo", "ttnt", "ai"):
                wordings.add(wording.replace("trí tuệ nhân tạo", ai))
    return sorted(w for w in wordings if len(w.split()) > 4)
