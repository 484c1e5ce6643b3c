"""The words in which added content is quoted: from where the thought begins to where it ends.

What no provision explains is a run of words; what governs it may be words every plan has ("đề xuất các giải pháp …"),
and its last ones may lead to the next thing ("…, xúc tiến" before "thu hút doanh nghiệp"). So a quote grows to the
punctuation around it over all that the clause's provisions do not explain, begins with no half of a term of the
decision, and gives up a verb at its end that belongs to what follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vnplan.align.deviations.context import LinkedClause
from vnplan.align.deviations.quotes import grammar_words, whole_phrase
from vnplan.lexicon.loader import table

_MARK = re.compile(r"[,;:.()“”\"](?=\s|$)|[(“\"]")
_STOP = re.compile(r"[;:.](?=\s|$)")
_TAIL = re.compile(r"(?:[,;]| và) (?P<verb>\w+ \w+)$")
_PAIRED = re.compile(r" [-–] \w+ \w+")  # the second half of a pair ("kinh tế - xã hội")
_JOINED = re.compile(r"\b\w+ \w+ và $")
_VERB = 30  # letters in which a verb at either end stands with what joins it
_NOUN = 2  # syllables of a noun
_TERM = 4  # words of a term of the decision over which a quote grows to its beginning
_REST = 6  # syllables up to the end of a sentence that are quoted with what they end


def added_words(own: LinkedClause, first: int, last: int) -> tuple[int, int]:
    """Where the words of a clause's line begin and end that say what its tokens `first` to `last` (included) add."""
    start = _beginning(own, first)
    return start, _end(own, last, start)


def _beginning(own: LinkedClause, first: int) -> int:
    """After the mark or the explained words before the run, but not within a term that the decision has too."""
    low, tokens = own.clause.low, own.clause.tokens
    at = _over_unknown(own, first)
    if at:
        at = _over_noun(own, _over_unknown(own, _over_noun(own, _over_term(own, at))))
    floor = tokens.ends[at - 1] if at else 0
    start = max((mark.end() for mark in _MARK.finditer(low, floor, tokens.starts[at])), default=floor)
    opening = _leading().match(low, start, tokens.starts[first])
    start = opening.end() if opening else tokens.starts[first]
    joined = _JOINED.search(low, max(0, start - _VERB), start) if low.startswith(_verbs(), start) else None
    return joined.start() if joined else start


def _over_unknown(own: LinkedClause, at: int) -> int:
    """The first of the tokens before one that no provision explains, up to a mark."""
    while at and at not in own.clause.tokens.breaks and own.explained[at - 1] < 1:
        at -= 1
    return at


def _over_term(own: LinkedClause, at: int) -> int:
    """The first token of the term of the decision that a token goes on with ("thông tin")."""
    first = at
    while first and first not in own.clause.tokens.breaks and at - first < _TERM and own.joined[first - 1]:
        first -= 1
    return first


def _over_noun(own: LinkedClause, at: int) -> int:
    """The first token of a noun of its own that words say more of ("hệ thống camera"), and not the end of a phrase."""
    for noun in range(at - 1, max(-1, at - 1 - _NOUN), -1):
        if not _beside(own, noun):
            break
        if noun == 0 or not _beside(own, noun - 1) or own.explained[noun - 1] < 1:
            return noun
    return at


def _beside(own: LinkedClause, at: int) -> bool:
    """Whether neither a mark nor a word of grammar stands between a token and the next one."""
    tokens = own.clause.tokens
    between = own.clause.low[tokens.ends[at] : tokens.starts[at + 1]].split(" ")
    return all(word.isalnum() and word not in grammar_words() for word in between[1:-1]) and not between[0]


def _end(own: LinkedClause, last: int, start: int) -> int:
    """Before the mark that ends the sentence or the part, or before the explained words after the run."""
    low, tokens = own.clause.low, own.clause.tokens
    stop = _STOP.search(low, tokens.ends[last])
    limit = stop.start() if stop else len(low)
    at = last
    while at + 1 < len(tokens.words) and tokens.starts[at + 1] < limit and own.explained[at + 1] < 1:
        at += 1
    if (
        at + 1 == len(tokens.words)
        or tokens.starts[at + 1] >= limit
        or len(low[tokens.ends[at] : limit].split()) <= _REST
    ):
        return len(low[:limit].rstrip())
    _, end = whole_phrase(low, tokens.starts[at], tokens.ends[at])
    paired = _PAIRED.match(low, end)
    if paired:
        return paired.end()
    while (tail := _TAIL.search(low, max(start, end - _VERB), end)) is not None and tail["verb"] in _leads_on():
        end = tail.start()
    return end


@lru_cache(maxsize=1)
def _verbs() -> tuple[str, ...]:
    return tuple(phrase for grade in table("modality")["commitment"].values() for phrase in grade["phrases"])


@lru_cache(maxsize=1)
def _leads_on() -> frozenset[str]:
    """Verbs that lead to the next thing where a quote would end on them."""
    return frozenset((*_verbs(), *table("localise")["modality"]["drop"], *table("scope")["phrases"]["leads_on"]))


@lru_cache(maxsize=1)
def _leading() -> re.Pattern[str]:
    """What stands before a thought without being part of it: blanks, marks and words of grammar."""
    words = "|".join(map(re.escape, table("scope")["phrases"]["leading"]))
    return re.compile(rf"(?:[^\w(“\"]*\b(?:{words})\b)*[^\w(“\"]*")
