"""Hedges: words that leave an act open wherever they stand, not only where they govern ("có thể …", "tùy khả năng").

Source: the hedges named in the domain notes of this project; wordings observed in provincial plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from vnplan.align.deviations.context import CarriedMeasure, LinkContext, phrase_spots
from vnplan.align.deviations.quotes import whole_phrase
from vnplan.lexicon.loader import table

_SYLLABLE = re.compile(r" \w+")
_NEXT = re.compile(r",\s|\s(?:và|đồng thời)\s")
_PUT_BEFORE = re.compile(r"\btrình\b")
_HEAD = 3  # words that may stand before a condition that opens what depends on it ("Đồng thời, theo khả năng …")


@lru_cache(maxsize=1)
def conditions() -> tuple[str, ...]:
    """Phrases that make an act depend on something."""
    kinds = table("modality")["conditions"]
    return tuple(" ".join(words) for kind in kinds for words in product(kind["by"], kind["on"]))


@lru_cache(maxsize=1)
def hedging() -> frozenset[str]:
    """Words of which one stands wherever an act is left open."""
    words, kinds = table("modality")["grammar"], table("modality")["conditions"]
    on = (phrase for kind in kinds for phrase in kind["on"])
    return frozenset((*words["anywhere"], *words["permitting"], *words["considering"], *on))


def hedge(link: LinkContext, measure: CarriedMeasure, text: str, offset: int) -> tuple[int, int] | None:
    """Where `text`, a segment that begins at `offset` of the clause's line, leaves an act of a measure open or for
    later, as the provision does not."""
    words = table("modality")["grammar"]
    acts = measure.measure.verbs
    loose = [may for may in words["permitting"] if may not in link.whole.cues]
    phrases = (*words["anywhere"], *_before(loose, acts))
    for start, end, phrase in phrase_spots(text, phrases):
        if phrase not in link.whole.cues:
            return start, _after_whom(text, start, end) if phrase in words["whose"] else end
    return considered(measure, text) or _depending(link, measure, text, offset)


def considered(measure: CarriedMeasure, text: str) -> tuple[int, int] | None:
    """Where an act of a measure is only considered: the least a plan can say, also of helping others."""
    spots = phrase_spots(text, tuple(_before(table("modality")["grammar"]["considering"], measure.measure.verbs)))
    return next(((start, end) for start, end, _ in spots), None)


def _before(words: Iterable[str], acts: Iterable[str]) -> Iterator[str]:
    return (f"{word} {act}" for word in words for act in acts)


def _after_whom(text: str, start: int, end: int) -> int:
    """Where the name ends of whom a phrase needs ("theo chỉ đạo của Ngân hàng Nhà nước")."""
    first = _SYLLABLE.match(text, end)
    return whole_phrase(text, start, first.end())[1] if first else end


def _depending(link: LinkContext, measure: CarriedMeasure, text: str, offset: int) -> tuple[int, int] | None:
    """A condition of the act that holds the words of a measure. What is put before who decides is theirs to weigh."""
    for start, end, _ in phrase_spots(text, conditions()):
        first, last = _bound(text, start, end)
        if _PUT_BEFORE.search(text, 0, start) is None and _has(link, measure, offset + first, offset + last):
            return start, whole_phrase(text, start, end)[1]
    return None


def _bound(text: str, start: int, end: int) -> tuple[int, int]:
    """The act that a condition belongs to: the one before it; where it opens a sentence, the one that follows."""
    acts = [match.end() for match in _NEXT.finditer(text) if text.startswith(_acts(), match.end())]
    if len(text[:start].split()) <= _HEAD:
        after = [place for place in acts if text[end:place].strip(" ,")]  # the first act follows right after it
        return start, (after[0] if after else len(text))
    return max((place for place in acts if place < start), default=0), start


@lru_cache(maxsize=1)
def _acts() -> tuple[str, ...]:
    return tuple(f"{verb} " for verb in table("duties")["subject"]["verbs"])


def _has(link: LinkContext, measure: CarriedMeasure, start: int, end: int) -> bool:
    """Whether words of a measure stand in a stretch of the clause's line."""
    if measure.tokens is None:
        return False
    tokens = link.clause.tokens
    return tokens.starts[measure.tokens[0]] < end and start < tokens.ends[measure.tokens[1]]
