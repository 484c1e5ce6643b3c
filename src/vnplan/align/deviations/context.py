"""What every kind of deviation looks at: one link, with the clause, the provision and the measures between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vnplan.align.deviations.quotes import whole_phrase
from vnplan.align.links.beside import Place
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.stretches import by_any, unexplained
from vnplan.lexicon.loader import table
from vnplan.models import Comparator, DeviationKind, Document, Measure, Provision, Span, Target
from vnplan.parse.figures.quantities import QuantityMention, find_quantities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SEGMENT_END = re.compile(r"[;:]|\.(?=\s)")
TAKEN_UP = 0.3  # share from which a clause takes a measure up


# Made for every link, so these are not frozen: setting the fields of a frozen class costs 3% of examining.
@dataclass(eq=False)
class LinkedClause:
    """A clause with the ids of all `provisions` it is linked to.

    `figured` are the ids of its provisions that commit to figures. `standing` says of each of its segments which
    provisions' words stand there, by the evidence of their links. Per token: `explained_by` says how far each of its
    provisions explains it (0, 0.4 or 1; by the ids), `weights` what it weighs, `content` what it weighs as content
    (told of clauses that hold a heavy run beyond a provision; else it is `weights`), `joined` whether the reference
    has it and the next one side by side.
    """

    clause: PreparedClause
    provisions: frozenset[str]
    targets: tuple[Target, ...]
    figured: frozenset[str]
    standing: tuple[frozenset[str], ...]
    explained_by: Mapping[str, Floats]
    weights: Floats
    content: Floats
    joined: NDArray[np.bool_]

    @cached_property
    def quantities(self) -> tuple[QuantityMention, ...]:
        """The figures of the clause."""
        return find_quantities(self.clause.line.text, low=self.clause.low, dates=self.clause.dates)

    @cached_property
    def figures(self) -> tuple[StatedFigure, ...]:
        """The figures of the clause, and those in the cells beside it."""
        line = self.clause.line
        said = [
            StatedFigure(
                Span(*line.span(*q.span)), line.text[q.span.start : q.span.end], q.comparator, q.low, q.high, q.unit
            )
            for q in self.quantities
        ]
        beside = [
            StatedFigure(
                t.span, t.text, t.comparator, t.low, t.high, t.unit, in_cell=True, year=(t.deadline or "")[:4] or None
            )
            for t in self.targets
            if not line.holds(t.span.start)
        ]
        return (*said, *beside)

    @cached_property
    def explained(self) -> Floats:
        """How far its provisions explain each token between them."""
        return by_any(self.explained_by.values())

    @cached_property
    def foreign(self) -> Floats:
        """How much of each token's weight its provisions do not explain between them."""
        return unexplained(self.explained, self.weights)

    @cached_property
    def segments(self) -> list[tuple[int, int, int, int]]:
        """Per segment: the token after its last; where the words begin that govern it, where itself begins and ends
        (offsets into the line). Words before a colon govern what follows, up to the last semicolon."""
        text, starts, ends = self.clause.line.text, self.clause.tokens.starts, self.clause.tokens.ends
        out: list[tuple[int, int, int, int]] = []
        opened: int | None = None
        for first, last in self.clause.segments:
            start = opening = 0 if first == 0 else ends[first - 1]
            between = text[start : starts[first]]
            if ":" not in between and (";" not in between or opened is None):
                opened = start
            elif opened is not None:
                opening = opened
            out.append((last, opening, start, ends[last - 1]))
        return out


class StatedFigure(NamedTuple):
    """A figure of a clause: where it stands in the document, and what it says. `in_cell` marks one in a cell beside the
    clause, in the row of a table of targets; `year` is that of its column, as four digits."""

    span: Span
    words: str
    comparator: Comparator
    low: Decimal
    high: Decimal | None
    unit: str | None
    in_cell: bool = False
    year: str | None = None


@dataclass(eq=False)
class LinkedProvision:
    """A provision with all the clauses linked to it.

    `cues` are its commitment phrases. Per measure: `shares` say how fully the clauses carry it between them, `best` how
    fully any one of them does. `dropped` are the ordinals of measures that no clause of the plan carries. `again` are
    the ids of what says the same: its repeats, and its like for another year. `said` is where the plan says measures in
    set phrases, `elsewhere` are the ids of those clauses that so say what the linked ones do not.
    """

    provision: Provision
    again: frozenset[str]
    cues: frozenset[str]
    clauses: tuple[PreparedClause, ...]
    shares: tuple[float, ...]
    best: tuple[float, ...]
    dropped: frozenset[int]
    said: tuple[Place, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the clauses and of the headings right above them."""
        return frozenset[str]().union(*((*c.tokens.words, *c.heading_words) for c in self.clauses))


class CarriedMeasure(NamedTuple):
    """A measure as one clause carries it: ordinal from 1, share 0-1, first and last token of its words (or None);
    `light` says that it has hardly a word of its own."""

    ordinal: int
    measure: Measure
    share: float
    tokens: tuple[int, int] | None
    light: bool = False


class Difference(NamedTuple):
    """A deviation of a link as it is found: where, what the provision has and what the clause has; `measure` is the
    ordinal of the one it concerns."""

    kind: DeviationKind
    span: Span
    expected: str | None = None
    found: str | None = None
    measure: int | None = None


@dataclass(eq=False)
class LinkContext:
    """One link to be examined: its clause and its provision; `own` and `whole` are they with all links they have.

    `is_best` marks the likeliest link of the clause, `may_add` the one on which content would be marked as added.
    `last_year` is when the plan's term ends, by its title, else by the reference; `free` says that it has words of its
    own. `decision` is the number of the reference.
    """

    document: Document
    decision: str
    title_year: int | None
    last_year: int
    free: bool
    clause: PreparedClause
    provision: Provision
    own: LinkedClause
    whole: LinkedProvision
    measures: tuple[CarriedMeasure, ...]
    is_best: bool
    may_add: bool

    @cached_property
    def touched(self) -> tuple[CarriedMeasure, ...]:
        """The measures the clause takes up at all: those it carries, else the one it carries most of.

        What no clause carries is dropped, and not taken up in weaker words.
        """
        dropped = self.whole.dropped
        carried = tuple(
            m for m in self.measures if m.tokens is not None and m.share >= TAKEN_UP and m.ordinal not in dropped
        )
        if carried:
            return carried
        return tuple(sorted(self.measures, key=lambda m: (-m.share, m.ordinal))[:1])

    def span_of(self, measure: CarriedMeasure) -> Span:
        """Where the clause carries a measure, in whole phrases; the whole clause where no words can be named."""
        if measure.tokens is None:
            return self.clause.node.span
        return self.quote(*measure.tokens)

    def quote(self, first: int, last: int) -> Span:
        """The tokens `first` to `last` (both included) with the rest of the phrases they begin and end in."""
        tokens = self.clause.tokens
        return self.line_span(*whole_phrase(self.clause.low, tokens.starts[first], tokens.ends[last]))

    def segment_of(self, measure: CarriedMeasure, *, with_opening: bool = False) -> tuple[int, int]:
        """Offsets into the clause's line of the segment in which a measure stands.

        `with_opening` takes in the words before a colon that govern the segment, or gives these alone where others
        stand between.
        """
        if measure.tokens is not None:
            for after, opening, start, end in self.own.segments:
                if measure.tokens[0] < after:
                    return self._opened(opening, start, end) if with_opening else (start, end)
        return 0, len(self.clause.line.text)

    def _opened(self, opening: int, start: int, end: int) -> tuple[int, int]:
        """A segment with the words that open it; these alone where other segments stand between."""
        governing = next(last for _, _, first, last in self.own.segments if first == opening)
        return opening, (end if start in {opening, governing} else governing)

    def open_to(self, measure: CarriedMeasure) -> list[int]:
        """Which segments of the clause are this measure's or carry no other measure of the provision."""
        places = {
            other.tokens[0]
            for other in self.measures
            if other.tokens is not None and other.ordinal != measure.ordinal and other.share >= TAKEN_UP
        }
        here = None if measure.tokens is None else measure.tokens[0]
        return [
            nth
            for nth, (first, last) in enumerate(self.clause.segments)
            if (here is not None and first <= here < last) or not any(first <= place < last for place in places)
        ]

    def holds(self, place: int) -> bool:
        """Whether a place of the line stands in one segment with a measure that is taken up."""
        line, starts = self.clause.line.text, self.clause.tokens.starts
        begins = [starts[m.tokens[0]] for m in self.touched if m.tokens is not None]
        return any(_SEGMENT_END.search(line, min(place, at), max(place, at)) is None for at in begins)

    def has(self, place: int) -> bool:
        """Whether what stands at a place of the line belongs to this link: it stands in a segment with words of the
        provision; or with words of none, and the link is the clause's likeliest."""
        after = bisect_right(self.own.segments, place, key=lambda segment: segment[2])
        here = self.own.standing[after - 1] if after else frozenset()
        return self.provision.id in here if here else self.is_best

    def place_of(self, span: Span) -> int:
        """Where a span of the document begins in the clause's line."""
        return bisect_left(self.clause.line.origin, span.start)

    def line_span(self, start: int, end: int) -> Span:
        """A stretch of the clause's line as a span of the document."""
        return Span(*self.clause.line.span(start, end))


@lru_cache(maxsize=1)
def totality() -> tuple[str, ...]:
    """Words that say of all what a figure of 100% says."""
    return tuple(table("scope")["totality"]["words"])


@lru_cache(maxsize=64)
def _longest_first(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda p: (-len(p), p)))


def phrase_spots(text: str, phrases: Sequence[str]) -> list[tuple[int, int, str]]:
    """Places of whole phrases in a lower-case text, longest first, none overlapping, in order."""
    taken: list[tuple[int, int, str]] = []
    for phrase in filter(text.__contains__, _longest_first(tuple(phrases))):
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            whole = (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
            if whole and not any(at < b and a < end for a, b, _ in taken):
                taken.append((at, end, phrase))
            at = text.find(phrase, end)
    return sorted(taken)
