"""Scope made wider: partners of one kind become partners of both, a field joins the field of a task, a second thing of
a kind joins the first, the law on one matter becomes the law, what people have of it firms have too.

Source: gold rules; the words are in lexicon/data/scope.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vnplan.align.deviations.context import CarriedMeasure, Difference, LinkContext, phrase_spots
from vnplan.align.deviations.listed import stands
from vnplan.align.deviations.quotes import whole_phrase
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind, Measure, ProvisionKind
from vnplan.text import nfc, tone_placed

_OWN = 0.9  # share of a listed field that the provision explains: it is the provision's own …
_FOREIGN = 0.6  # … or another one
_FOREIGN_PAIR = 0.65  # … where it has several words, which the provision may have apart ("năng suất, chất lượng")
_KIND = re.compile(r"(?:,(?: và)?| và) (?P<kind>\w+ \w+) \w+")  # two syllables and the first of what tells them apart
_NEAR = 40  # letters in which the first of two things of a kind is named
_WEIGHT = 3.0  # lighter items name no field


class _Wider(NamedTuple):
    """What is wider than a measure, its place in the line, and what the measure has of the kind."""

    measure: CarriedMeasure
    place: tuple[int, int]
    own: str


def breadth_deviations(link: LinkContext) -> Iterator[Difference]:
    """At most one deviation a link, the first that is found: partners, a field, a thing of a kind, the law, people."""
    low = link.clause.low
    found = _partners(link, low) or _fields(link, low) or _alike(link, low) or _all_law(link, low) or _whom(link, low)
    if found is not None:
        span = link.line_span(*found.place)
        yield Difference(
            DeviationKind.SCOPE_BROADENED,
            span,
            expected=found.own,
            found=" ".join(span.of(link.document.text).split()),
            measure=found.measure.ordinal,
        )


@lru_cache(maxsize=1)
def _both() -> re.Pattern[str]:
    words = table("scope")["parties"]
    domestic, foreign, joiners, joint = (
        "|".join(map(re.escape, words[key])) for key in ("domestic", "foreign", "joiners", "joint")
    )
    between = rf"(?:\w+ ){{0,{int(words['words_between'])}}}?"
    return re.compile(rf"\b(?:(?:{domestic}) ?(?:{joiners}) {between}(?:{foreign})|{joint})\b")


def _partners(link: LinkContext, line: str) -> _Wider | None:
    """Where partners at home join those abroad, on a measure that names only those abroad."""
    words = table("scope")["parties"]
    if not any(word in line for word in (*words["foreign"], *words["joint"])):
        return None
    for measure in link.touched:
        if _only_abroad(measure.measure.vi, (*measure.measure.items, *measure.measure.scope)):
            start, end = link.segment_of(measure)
            for place in (match.span() for match in _both().finditer(line)):
                if start <= place[0] and place[1] <= end:
                    return _Wider(measure, place, _abroad(measure.measure))
    return None


def _abroad(measure: Measure) -> str:
    """How a measure names those abroad: in its list, else in a word."""
    foreign = table("scope")["parties"]["foreign"]
    for listed in (measure.scope, measure.items):
        if named := [words for words in listed if any(word in words.lower() for word in foreign)]:
            return "; ".join(named)
    return str(next(word for word in foreign if word in tone_placed(nfc(measure.vi).lower())))


@lru_cache(maxsize=1024)
def _only_abroad(wording: str, items: tuple[str, ...]) -> bool:
    """Whether a measure names partners abroad and none at home (its list decides, else its words)."""
    words = table("scope")["parties"]
    listed = [tone_placed(nfc(w).lower()) for w in items]
    said = tone_placed(nfc(wording).lower())
    if any(w in phrase for w in words["joint"] for phrase in (*listed, said)):
        return False
    if any(w in phrase for w in words["foreign"] for phrase in listed):
        return True
    return any(w in said for w in words["foreign"]) and not any(w in said for w in words["domestic"])


@lru_cache(maxsize=1)
def _field_words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = table("scope")["fields"]
    opens, again, ends = ("|".join(map(re.escape, words[key])) for key in ("opens", "again", "ends"))
    return (
        re.compile(rf"\b(?:{opens})\b"),
        re.compile(rf",|\bvà\b|\b(?:{again})\b"),
        re.compile(rf"[:;.()]|\b(?:{ends})\b"),
    )


def _fields(link: LinkContext, line: str) -> _Wider | None:
    """A further field beside the provision's own in a list of fields, on a ministry's task."""
    if link.provision.kind is not ProvisionKind.TASK or not link.touched or not link.is_best:
        return None
    if not any(word in line for word in table("scope")["fields"]["opens"]):
        return None
    opens, cut, ends = _field_words()
    done = 0
    for match in opens.finditer(line):
        if match.start() < done:
            continue
        stop = ends.search(line, match.end())
        done = stop.start() if stop else len(line)
        items = _items(line, match.end(), done, cut)
        marks = [(place, *_share(link, place)) for place in items]
        own = [place for place, share, _ in marks if share >= _OWN]
        if own:
            other = [
                place
                for place, share, weight in marks
                if weight >= _WEIGHT and share < (_FOREIGN_PAIR if " " in line[slice(*place)] else _FOREIGN)
            ]
            if other:
                return _Wider(link.touched[0], other[0], _named(link, own))
    return None


def _named(link: LinkContext, places: list[tuple[int, int]]) -> str:
    """What a measure lists of the fields at these places of a line, else the fields as the line names them."""
    starts, words = link.clause.tokens.starts, link.clause.tokens.words
    have = frozenset(w for first, last in places for w in words[bisect_left(starts, first) : bisect_left(starts, last)])
    measure = link.touched[0].measure
    listed = [name for name in (*measure.scope, *measure.items) if stands(name, have, 1.0)]
    return "; ".join(listed) or ", ".join(link.clause.line.text[slice(*place)] for place in places)


def _alike(link: LinkContext, line: str) -> _Wider | None:
    """A second thing of a kind the task names, with the name of the kind said again ("tội phạm … và tội phạm …")."""
    if link.provision.kind is not ProvisionKind.TASK or not link.touched or not link.is_best:
        return None
    for second in _KIND.finditer(line):
        kind, start = f"{second['kind']} ", second.start("kind")
        first = line.rfind(kind, max(0, second.start() - _NEAR), second.start())
        if first < 0 or not line[first : second.start()].replace(" ", "").isalnum():
            continue
        _, end = whole_phrase(line, start, second.end())
        share, weight = _share(link, (start + len(kind), end))
        if _share(link, (first, second.start()))[0] >= _OWN and share < _FOREIGN and weight >= _WEIGHT:
            return _Wider(link.touched[0], (start, end), link.clause.line.text[first : second.start()])
    return None


def _all_law(link: LinkContext, line: str) -> _Wider | None:
    """A clause on rules that names the one matter on which a provision makes law nowhere: it is on all rules."""
    measures = link.measures
    if not link.provision.law_drafting or len(measures) > 1 or len(measures[0].measure.items) != 1:
        return None
    if stands(measures[0].measure.items[0], frozenset(link.clause.tokens.words)):
        return None
    spots = phrase_spots(line, table("modality")["rules"]["objects"])
    return _Wider(measures[0], (spots[0][0], spots[-1][1]), measures[0].measure.items[0]) if spots else None


def _whom(link: LinkContext, line: str) -> _Wider | None:
    """Where firms join the people whom a measure is for; not in a plan with words of its own, where both mean all."""
    words = table("scope")["whom"]
    people, firms = words["people"], words["firms"]
    if link.free or people not in line or firms not in line:
        return None
    spots = phrase_spots(line, [f"{people}{joiner} {firms}" for joiner in words["joiners"]])
    for measure in link.touched if spots else ():
        said = measure.measure.vi.lower()
        if people in said and firms not in said:
            start, end = link.segment_of(measure)
            return next((_Wider(measure, (a, b), people) for a, b, _ in spots if start <= a and b <= end), None)
    return None


def _items(line: str, start: int, stop: int, cut: re.Pattern[str]) -> list[tuple[int, int]]:
    """The places of the listed items, blanks cut off."""
    out: list[tuple[int, int]] = []
    for match in (*cut.finditer(line, start, stop), None):
        end = match.start() if match else stop
        words = line[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            out.append((first, first + len(words.strip())))
        start = match.end() if match else stop
    return out


def _share(link: LinkContext, place: tuple[int, int]) -> tuple[float, float]:
    """How far the linked provisions explain an item, 0-1, and the weight of its words.

    A word by itself between commas ("vận tải, logistics") stands in no pair, so that its own counts for more than half.
    """
    tokens = slice(*(bisect_left(link.clause.tokens.starts, edge) for edge in place))
    weight = float(link.own.weights[tokens].sum())
    return (1 - float(link.own.foreign[tokens].sum()) / weight if weight else 0.0), weight
