"""What plans say in the same words whosever paragraph says so, and the words: those a codebook gives with a provision.

There are terms of law ("lập dự toán", by the State Budget Law), terms of art ("ươm tạo" of firms, by the Law on Support
for Small and Medium-sized Enterprises), acts of one name ("nâng cao nhận thức") and what is left to a province where
others act ("góp ý dự thảo luật", "tham gia chương trình quốc gia"). All around them are words of habit, so likeness
leads elsewhere. A report for every year has no such words: there a day tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.lexicon.loader import table
from vnplan.models import Provision, ProvisionKind, SetPhrase
from vnplan.text import nfc, tone_placed

_END = re.compile(r"[;.](?=\s|$)")
# How a decision is carried out is said without naming what it is on.
_OF_EVERY_PLAN = frozenset({ProvisionKind.ORGANISATION, ProvisionKind.REPORTING, ProvisionKind.FUNDING})


class Lines:
    """The lines of clauses as one text, so that words are looked for in all of them at once."""

    def __init__(self, clauses: Iterable[PreparedClause]) -> None:
        lines = [clause.low for clause in clauses]
        self._text = "\n".join(lines)
        self._ends = list(accumulate(len(line) + 1 for line in lines))

    def having(self, words: Iterable[str]) -> list[int]:
        """The rows of the lines that have one of these words, in order."""
        rows: set[int] = set()
        for word in words:
            at = self._text.find(word)
            while at >= 0:
                row = bisect_right(self._ends, at)
                rows.add(row)
                at = self._text.find(word, self._ends[row])
        return sorted(rows)


@dataclass(frozen=True, slots=True)
class Saying:
    """A set phrase with the rows of the provisions it takes up, each with who must be told (`own`; None: anybody).

    `on_subject` says that what the decision is on must be named with it.
    """

    words: tuple[tuple[str, ...], ...]
    own: dict[int, frozenset[str] | None]
    alone: bool
    on_subject: bool

    def rows(self, clause: PreparedClause, index: ReferenceIndex) -> list[int]:
        """The rows of the provisions that a clause takes up by saying so; its agencies, or its field, tell whose."""
        rows = [
            row for row, who in self.own.items() if who is None or not who.isdisjoint(clause.agencies or clause.fields)
        ]
        return rows if rows and any(said_in(clause, self.words, index if self.on_subject else None)) else []


def said_in(
    clause: PreparedClause, words: Sequence[Sequence[str]], index: ReferenceIndex | None
) -> Iterator[tuple[int, int]]:
    """The parts of a clause's line, between semicolons and full stops, that have one of each of some words; of those
    that name what the decision of an index is on, where one is given."""
    starts = clause.tokens.starts
    for first, last in parts(clause.low):
        said = clause.low[first:last]
        if all(any(word in said for word in ways) for ways in words) and (
            index is None
            or index.is_named_in(clause.tokens.words[bisect_left(starts, first) : bisect_left(starts, last)])
        ):
            yield first, last


@lru_cache(maxsize=16)
def sayings(index: ReferenceIndex) -> tuple[Saying, ...]:
    """The set phrases of a codebook, each once."""
    found: dict[tuple[SetPhrase, bool], dict[int, frozenset[str] | None]] = defaultdict(dict)
    for row, provision in enumerate(index.provisions()):
        for phrase in provision.said_as:
            own = provision.asked if phrase.own else None
            found[phrase, _is_on_subject(phrase, provision)][row] = own
    return tuple(
        Saying(tuple(map(as_read, phrase.words)), rows, phrase.alone, on_subject)
        for (phrase, on_subject), rows in found.items()
    )


class MeasureSaying(NamedTuple):
    """A set phrase of a measure (its provision's id, its ordinal from 1), with `on_subject` as `Saying` has it."""

    provision: str
    ordinal: int
    words: tuple[tuple[str, ...], ...]
    on_subject: bool


@lru_cache(maxsize=16)
def measure_sayings(index: ReferenceIndex) -> tuple[MeasureSaying, ...]:
    """The set phrases of a codebook's measures."""
    return tuple(
        MeasureSaying(p.id, ordinal, tuple(map(as_read, phrase.words)), _is_on_subject(phrase, p))
        for p in index.provisions()
        for ordinal, measure in enumerate(p.measures, start=1)
        for phrase in measure.said_as
    )


def _is_on_subject(phrase: SetPhrase, provision: Provision) -> bool:
    return not phrase.named and provision.kind not in _OF_EVERY_PLAN


def as_read(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a clause's `low` has them."""
    return tuple(tone_placed(nfc(word)).lower() for word in words)


def parts(low: str) -> Iterator[tuple[int, int]]:
    """The ranges of a line between semicolons and full stops."""
    return pairwise([0, *(match.end() for match in _END.finditer(low)), len(low)])


def has_yearly_report(clause: PreparedClause) -> bool:
    """Whether a part of the clause between semicolons and full stops speaks of a report and of a day without a year.

    A clause that has one made by a day of every year carries the duty to report that everyone has, whether the
    decision sets a day (127, Điều 2.5) or not (1671, Điều 2.8.e). The duty is the same whoever is told to see to
    it: the departments that send their part, or the one that draws the report up for the ministry. The latter
    stands in the paragraph of the department in charge, beside its coordinating, so words and agency alone lead to
    that department's own provision (observed in three plans that word freely).
    """
    days = [d.core[0] for d in clause.dates if d.day is not None and d.value is None]
    report = table("dates")["cues"]["report"]
    return any(
        any(first <= day < last for day in days) and any(word in clause.low[first:last] for word in report)
        for first, last in (parts(clause.low) if days else ())
    )
