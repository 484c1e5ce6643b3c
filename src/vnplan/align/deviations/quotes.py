"""Quotes begin and end where phrases do, so that no compound word is cut ("mời gọi", "chính quyền", "đề tài").

Vietnamese writes a blank between syllables, so a stretch of syllables may begin or end within a word. Words of grammar
(của, các, cho, và …) and punctuation stand between phrases, hardly ever within a word; those that can are listed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vnplan.lexicon.loader import table

_WORD = re.compile(r"[^\W_]*(?:(?<=\d)[.,/](?=\d)[^\W_]*)*")
_FARTHEST = 8  # syllables a quote may grow at either end


def whole_phrase(low: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a lower-case line, grown to the phrases it begins and ends in; as it is where these are far.

    >>> line = "có cơ chế mời gọi nhà đầu tư xây dựng trung tâm dữ liệu của tỉnh"
    >>> start, end = whole_phrase(line, line.index("gọi"), line.index(" tâm"))
    >>> line[start:end]
    'cơ chế mời gọi nhà đầu tư xây dựng trung tâm dữ liệu'
    """
    first = start
    for _ in range(_FARTHEST):
        if _is_edge(low, first):
            start = first
            break
        first = low.rfind(" ", 0, first - 1) + 1
        while not low[first].isalnum():  # a quotation mark opens the phrase
            first += 1
    last = end = _word_end(low, end - 1)
    for _ in range(_FARTHEST):
        if _is_edge(low, last + 1):
            end = last
            break
        last = _word_end(low, last + 1)
    return start, end


def _word_end(low: str, at: int) -> int:
    """Where the syllable or number that begins here ends."""
    return _WORD.match(low, at).end()  # type: ignore[union-attr]


def _is_edge(low: str, at: int) -> bool:
    """Whether a phrase ends before the syllable that begins here, and another may begin with it."""
    if at < 2 or at >= len(low) or low[at - 1] != " " or not low[at - 2].isalnum() or not low[at].isalnum():
        return True
    before, after = low[low.rfind(" ", 0, at - 1) + 1 : at - 1], low[at : _word_end(low, at)]
    return (before in grammar_words() or after in grammar_words()) and f"{before} {after}" not in _within()


@lru_cache(maxsize=1)
def grammar_words() -> frozenset[str]:
    """Words of grammar, which stand between phrases."""
    return frozenset(table("scope")["phrases"]["between"])


@lru_cache(maxsize=1)
def _within() -> frozenset[str]:
    return frozenset(table("scope")["phrases"]["within"])
