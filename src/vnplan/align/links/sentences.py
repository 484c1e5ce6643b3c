"""Further provisions that one sentence of a clause carries by itself.

A paragraph of several sentences often takes up one provision at length and another in a sentence of its own. Over the
whole paragraph the second has little weight, so every sentence is judged once more, alone; words of provisions that
are linked already count as taken. Observed in plans that rewrite the decision in paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.links.contests import contests
from vnplan.align.links.decide import SURE, PairDecision, judge, reasons, rival_margins
from vnplan.align.links.features import Candidates, candidates
from vnplan.align.links.model import LinkModel, step_one_inputs
from vnplan.align.links.ruled_out import likeness
from vnplan.align.links.years import parallel_provisions
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.localise import Tokens
from vnplan.align.wording.words import read_words
from vnplan.lexicon.loader import table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]

_WORDS = 11  # a sentence of fewer words says too little to be judged alone
_PIECE = 7  # so does a piece between semicolons; it has no words to spare for linking them
DOCUMENT = re.compile(r"(?:\w+ ){1,3}số \d+ ?/")
"""A document named by its number ("kế hoạch số 12/KH-UBND")."""


Cut = Callable[[PreparedClause], list[tuple[int, int]]]
"""How a clause is cut into the token ranges that are judged alone."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of clauses: each as a clause by itself, the row of the clause it is `of`, and their candidates."""

    clauses: Sequence[PreparedClause]
    of: Sequence[int]
    pairs: Candidates


def with_sentences(clauses: Sequence[PreparedClause], index: ReferenceIndex) -> tuple[Candidates, Parts]:
    """The candidates of clauses, and their sentences with theirs: what is looked up of both is looked up at once."""
    words = read_words(clauses, index)
    of, first, count, parts = _cut(clauses, sentences)
    starts = np.append(words.starts[:-1], words.starts[of] + first)
    both = words.parts(starts, np.append(np.diff(words.starts), count))
    found = candidates([*clauses, *parts], index, words=both)
    whole, alone = found.between(0, len(clauses)), found.between(len(clauses), len(both))
    return whole, Parts(parts, of.tolist(), alone)


def with_pieces(clauses: Sequence[PreparedClause], pairs: Candidates, index: ReferenceIndex) -> Parts:
    """The pieces of clauses, given the candidates of these."""
    of, first, count, parts = _cut(clauses, pieces)
    words = pairs.words.parts(pairs.words.starts[of] + first, count)
    return Parts(parts, of.tolist(), candidates(parts, index, words=words))


def _cut(clauses: Sequence[PreparedClause], cut: Cut) -> tuple[Integers, Integers, Integers, list[PreparedClause]]:
    """The parts of clauses: the row each is cut from, its first word in the clause, how many it has, the clause it
    makes."""
    cuts = [cut(clause) for clause in clauses]
    parts = [part for clause, of_clause in zip(clauses, cuts, strict=True) for part in parts_of(clause, of_clause)]
    bounds = np.array(list(chain.from_iterable(cuts)), dtype=np.intp).reshape(-1, 2)
    of = np.repeat(np.arange(len(clauses)), list(map(len, cuts)))
    return of, bounds[:, 0], bounds[:, 1] - bounds[:, 0], parts


def further_links(
    decisions: Sequence[PairDecision], parts: Parts, index: ReferenceIndex, model: LinkModel
) -> list[PairDecision]:
    """The decisions, with the pairs that a part alone decides linked as well; in clause order."""
    if not parts.of:
        return list(decisions)
    linked: dict[int, list[int]] = defaultdict(list)
    for decision in decisions:
        if decision.linked:
            linked[decision.clause].append(decision.provision)
    alone = parts.pairs
    inputs = step_one_inputs(alone, parts.clauses, index)
    alike = likeness(inputs, parts.clauses, alone, index, model)
    rival = rival_margins(alike, alone)
    chances = np.zeros(len(alike))
    for some in contests(parts.clauses, alone, index, linked=[linked[row] for row in parts.of]):
        some.put(chances, judge(some, alike, rival, parallel_provisions(index), model))
    kept = np.flatnonzero(chances >= model.accept)
    found: dict[tuple[int, int], PairDecision] = {}
    for at, why in zip(kept.tolist(), reasons(inputs[kept], alone.features[kept], model), strict=True):
        row, provision, chance = parts.of[alone.clause[at]], int(alone.provision[at]), float(chances[at])
        if provision not in linked[row]:
            further = PairDecision(row, provision, chance, True, chance < SURE, ("sentence", *why))
            found.setdefault((row, provision), further)
    if not found:
        return list(decisions)
    others = (d for d in decisions if (d.clause, d.provision) not in found)
    return sorted((*others, *found.values()), key=lambda d: (d.clause, -d.probability, d.provision))


def sentences(clause: PreparedClause) -> list[tuple[int, int]]:
    """The token ranges of a clause's sentences, where it has several; short ones are left out."""
    ranges: list[tuple[int, int]] = []
    for first, last in clause.segments:
        if ranges and "." not in _between(clause, first):
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return [(first, last) for first, last in ranges if last - first >= _WORDS] if len(ranges) > 1 else []


def pieces(clause: PreparedClause) -> list[tuple[int, int]]:
    """The token ranges between strong punctuation, where there are several; short ones are left out.

    What a sentence lists after "gồm" is one range: its items are no commitments of their own ("kinh phí gồm ngân sách
    tỉnh; vốn doanh nghiệp"). A piece that names a further document to be carried out tells that document's title.
    """
    starts, lists = clause.tokens.starts, table("figures")["describes"]["consists"]
    ranges: list[tuple[int, int]] = []
    for first, last in clause.segments:
        so_far = clause.low[starts[ranges[-1][0]] : starts[first]] if ranges else ""
        if clause.line.text[starts[first]].islower() and any(f" {word} " in so_far for word in lists):
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    own = [(first, last) for first, last in ranges if DOCUMENT.match(clause.low, starts[first]) is None]
    return [(first, last) for first, last in own if last - first >= _PIECE] if len(ranges) > 1 else []


def _between(clause: PreparedClause, token: int) -> str:
    """What stands between a token and the one before it."""
    return clause.line.text[clause.tokens.ends[token - 1] : clause.tokens.starts[token]]


def parts_of(clause: PreparedClause, cut: Sequence[tuple[int, int]]) -> list[PreparedClause]:
    """Token ranges of a clause as clauses in the same place."""
    breaks = clause.tokens.breaks
    out: list[PreparedClause] = []
    for first, last in cut:
        inside = breaks[bisect_right(breaks, first) : bisect_left(breaks, last)]
        tokens = Tokens(
            clause.tokens.words[first:last],
            clause.tokens.starts[first:last],
            clause.tokens.ends[first:last],
            tuple(at - first for at in inside),
        )
        segments, chunks = (_inside(ranges, first, last) for ranges in (clause.segments, clause.chunks))
        out.append(clause._replace(tokens=tokens, words=tokens.words, segments=segments, chunks=chunks))
    return out


def _inside(ranges: Sequence[tuple[int, int]], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Those of the ranges (in order of their beginnings) that lie between two tokens, counted from the first."""
    some = ranges[bisect_left(ranges, first, key=itemgetter(0)) : bisect_left(ranges, last, key=itemgetter(0))]
    return tuple((a - first, b - first) for a, b in some if b <= last)
