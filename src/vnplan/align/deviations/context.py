"""What every kind of deviation looks at: one link, with the clause, the provision and the measures between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vnplan.align.clauses import PreparedClause
from vnplan.models import DeviationKind, Document, Measure, Provision, Span, Target
from vnplan.parse.dates import DateMention
from vnplan.parse.quantities import QuantityMention, find_quantities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CarriedMeasure:
    """A measure as one clause carries it: ordinal from 1, share 0-1, first and last token of its words (or None)."""

    ordinal: int
    measure: Measure
    share: float
    tokens: tuple[int, int] | None


class Difference(NamedTuple):
    """A deviation of a link as it is found: where, what the provision has and what the clause has; `measure` is the
    ordinal of the one it concerns."""

    kind: DeviationKind
    span: Span
    expected: str | None = None
    found: str | None = None
    measure: int | None = None


@dataclass(frozen=True)
class LinkContext:
    """One link to be examined.

    `dropped` are ordinals of measures that no clause of the plan carries; `all_words` the words of all clauses
    linked to the provision and of the headings above them; `best_share` how fully any one of them carries each measure.
    `figures_elsewhere` says that another provision of this clause commits to figures.
    `explained` says per token how far all provisions the clause is linked to explain it (0, 0.4 or 1), `weights` are
    the tokens' weights.
    """

    document: Document
    provision: Provision
    clause: PreparedClause
    measures: tuple[CarriedMeasure, ...]
    dropped: frozenset[int]
    targets: tuple[Target, ...]
    title_year: int | None
    cues: frozenset[str]
    all_words: frozenset[str]
    best_share: tuple[float, ...]
    is_best: bool
    figures_elsewhere: bool
    added_span: Span | None
    explained: NDArray[np.float64]
    weights: NDArray[np.float64]

    @cached_property
    def touched(self) -> tuple[CarriedMeasure, ...]:
        """The measures the clause takes up at all: those it carries, else the one it carries most of.

        What no clause carries is dropped, and not taken up in weaker words.
        """
        carried = tuple(
            m for m in self.measures if m.tokens is not None and m.share >= 0.3 and m.ordinal not in self.dropped
        )
        if carried:
            return carried
        return tuple(sorted(self.measures, key=lambda m: (-m.share, m.ordinal))[:1])

    def span_of(self, measure: CarriedMeasure) -> Span:
        """Where the clause carries a measure; the whole clause where no words can be named."""
        if measure.tokens is None:
            return self.clause.node.span
        return Span(*self.clause.evidence(*measure.tokens))

    def segment_of(self, measure: CarriedMeasure, *, with_opening: bool = False) -> tuple[int, int]:
        """Offsets into the clause's line of the segment in which a measure stands.

        `with_opening` takes in the words before a colon that govern the segment.
        """
        if measure.tokens is not None:
            for after, opening, start, end in self._segments:
                if measure.tokens[0] < after:
                    return opening if with_opening else start, end
        return 0, len(self.clause.line.text)

    @cached_property
    def _segments(self) -> list[tuple[int, int, int, int]]:
        """Per segment: the token after its last, where the words that govern it begin, where itself begins and ends."""
        text, places = self.clause.line.text, self.clause.tokens.places
        out: list[tuple[int, int, int, int]] = []
        opened: int | None = None
        for first, last in self.clause.segments:
            start = opening = 0 if first == 0 else places[first - 1][1]
            between = text[start : places[first][0]]
            if ":" not in between and (";" not in between or opened is None):
                opened = start
            elif opened is not None:
                opening = opened
            out.append((last, opening, start, places[last - 1][1]))
        return out

    @cached_property
    def quantities(self) -> tuple[QuantityMention, ...]:
        """The figures of the clause."""
        return find_quantities(self.clause.line.text, low=self.clause.low, dates=self.clause.dates)

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates of the clause."""
        return self.clause.dates

    def line_span(self, start: int, end: int) -> Span:
        """A stretch of the clause's line as a span of the document."""
        return Span(*self.clause.line.span(start, end))


@lru_cache(maxsize=64)
def _longest_first(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda p: (-len(p), p)))


def phrase_spots(text: str, phrases: Sequence[str]) -> list[tuple[int, int, str]]:
    """Places of whole phrases in a lower-case text, longest first, none overlapping, in order."""
    taken: list[tuple[int, int, str]] = []
    for phrase in [p for p in _longest_first(tuple(phrases)) if p in text]:
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            whole = (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
            if whole and not any(at < b and a < end for a, b, _ in taken):
                taken.append((at, end, phrase))
            at = text.find(phrase, end)
    return sorted(taken)
