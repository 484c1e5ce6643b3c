"""Which measures of a provision a clause carries, and how fully.

A provision holds several commitments; coverage and relations are decided on these. A measure counts as carried by how
many of its word pairs (official wording, hashed) and of its words (our own statement) stand in the clause.

A measure said in other words keeps few of them, and one that is left out seems to keep some: those it has in common
with its neighbours in the provision ("dữ liệu", "TTNT"). So the words count that none of those beside it has which are
carried more fully: a reworded measure keeps some of those, and some side by side; one that is left out keeps none,
however much of its other words stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vnplan.align.links.features import Candidates
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.stretches import pair_rows, syllable_rows
from vnplan.text import is_vietnamese

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]

ELSEWHERE = 0.8  # share from which a clause that is linked to something else carries a measure all the same
CARRIED = 0.37  # share from which a measure counts as carried: separates kept from dropped measures in the open gold
LONG_LIST = 6
"""Items from which a measure is a list of uses: some may be left out, and it is open to others of the kind."""
_SAME = 2 / 3  # likeness (cosine) from which measures of two provisions are the same, said for two purposes …
_CARRIED_AGAIN = 0.7  # … and share from which a clause that carries one carries the other
_HELD = 0.6  # … if the other also holds so much of the words: "share data" is not "plan for data"
_SURELY = 0.65  # share from which a measure is carried, whatever the measures beside it have
# Shares of a measure's own words from which it is carried though few of all its words are: together with a share of its
# own pairs of words, or alone; and what these words must weigh: more than any one, which may stand in a long clause by
# chance. With a smaller share a measure below `_SURELY` is not carried. By reading 91 linked provisions of three plans:
# 54 of the 61 measures that are left out are named, and 3 that stand.
_OWN_SHARE = 0.2
_OWN_PAIRS = 0.1
_OWN_ALONE = 0.3
_OWN_WEIGHT = 6.0
_LIGHT = 4.5  # weight of a measure's words and pairs below which it has only those of every plan ("chủ trì … Kế hoạch")
_TERM = 2.0  # how much more a term of another language weighs here ("STEAM"): it stands nowhere by chance


@dataclass(frozen=True, slots=True)
class Together:
    """What groups of clauses carry, each linked to a provision of its own. Groups x measures: the `share` of a measure
    that a group carries between them, and the `best` of any one of them. `lost` says of the measures of each group's
    provision which neither the group carries nor any other clause nearly whole, nor any clause the same measure of
    another provision."""

    share: Floats
    best: Floats
    lost: list[list[bool]]


@dataclass(frozen=True, slots=True)
class Carriage:
    """How fully clauses carry measures. `share` is clauses x measures, 0-1; `of_provision` maps a provision's row to
    the columns of its measures; `pair_hits` and `word_hits` are clauses x pairs and words of the reference, 0/1."""

    index: ReferenceIndex
    share: Floats
    pair_hits: csr_matrix
    word_hits: csr_matrix
    of_provision: tuple[tuple[int, ...], ...]

    @property
    def light(self) -> Flags:
        """Which measures have hardly a word of their own: whether they are carried cannot be told by words."""
        return np.maximum(*(mass for _, mass in _measure_columns(self.index))) < _LIGHT

    @property
    def mass(self) -> Floats:
        """The weight of every measure's words."""
        return _measure_columns(self.index)[1][1]

    def together(self, groups: Mapping[int, Sequence[int]]) -> Together:
        """What the clauses linked to each provision carry: the rows of provisions, each with those of its clauses."""
        rows, starts = _flat(groups.values())
        pairs, words = _any_of(rows, starts, self.pair_hits), _any_of(rows, starts, self.word_hits)
        between = _shares(pairs, words, self.index)
        best = np.maximum.reduceat(self.share[rows], starts[:-1], axis=0) if len(rows) else between
        return Together(between, best, self._lost(groups, between, pairs, words))

    def _lost(
        self, provisions: Iterable[int], between: Floats, pairs: csr_matrix, words: csr_matrix
    ) -> list[list[bool]]:
        """The same of `Together`, from what each group carries between them and the pairs and words it has."""
        best = self.share.max(axis=0, initial=0.0)
        again = np.where(_said_again(self.index), best, 0.0).max(axis=1, initial=0.0)
        settled = (best >= ELSEWHERE) | (again >= _CARRIED_AGAIN) | self.light
        out: list[list[bool]] = []
        for row, provision in enumerate(provisions):
            measures = np.array(self.of_provision[provision])
            share = between[row, measures]
            gone = share < CARRIED
            doubtful = (share < _SURELY) & ~settled[measures]
            if len(measures) > 1 and doubtful.any():
                own = _own(measures, share, _columns(pairs, row), _columns(words, row), self.index)
                gone = np.where(gone, ~own.reworded, own.borrowed)
            out.append((gone & doubtful).tolist())
        return out


class _Own(NamedTuple):
    """Of each measure of a provision, judged by what none of those beside it that are carried more fully has: whether
    it is carried in other words, and whether what seems to carry it is theirs."""

    reworded: Flags
    borrowed: Flags


def _own(measures: Integers, share: Floats, pairs: Integers, words: Integers, index: ReferenceIndex) -> _Own:
    """How a group that has these pairs and words carries each measure's own; `share` is what it carries of each."""
    fuller = (share > share[:, None]) & (share >= CARRIED)
    own_words = _alone(index.measure_has_word.T[measures], fuller)
    own_pairs = _alone(index.measure_has_pair.T[measures], fuller)
    weights = _certain(index)
    said, joined = _kept(own_words, words, weights), _kept(own_pairs, pairs, index.pair_weights)
    enough = own_words[:, words] @ weights[words] >= _OWN_WEIGHT
    return _Own(
        reworded=enough & ((said >= _OWN_ALONE) | ((said >= _OWN_SHARE) & (joined >= _OWN_PAIRS))),
        borrowed=said < _OWN_SHARE,
    )


def _alone(has: Flags, fuller: Flags) -> Flags:
    """Measures x words: which each has and none of those that are carried more fully (measures x measures)."""
    return np.asarray(has & ~(fuller @ has))


def _kept(own: Flags, has: Integers, weights: Floats) -> Floats:
    """The share by weight of each measure's own words or pairs that a group has."""
    return np.asarray(own[:, has] @ weights[has] / np.maximum(own @ weights, 1e-9))


def _columns(hits: csr_matrix, row: int) -> Integers:
    """The columns that a row has."""
    return np.asarray(hits.indices[hits.indptr[row] : hits.indptr[row + 1]])


def carriage(candidates: Candidates, index: ReferenceIndex) -> Carriage:
    """How fully every clause carries every measure."""
    pair_hits, word_hits = pair_rows(candidates.words, index), syllable_rows(candidates.words, index)
    groups: list[list[int]] = [[] for _ in index.ids]
    for measure, provision in enumerate(index.measure_of.tolist()):
        groups[provision].append(measure)
    return Carriage(
        index=index,
        share=_shares(pair_hits, word_hits, index),
        pair_hits=pair_hits,
        word_hits=word_hits,
        of_provision=tuple(tuple(g) for g in groups),
    )


def _flat(groups: Collection[Sequence[int]]) -> tuple[Integers, Integers]:
    """The rows of groups one after another, and where each group begins and the last one ends."""
    rows = np.array(list(chain.from_iterable(groups)), dtype=np.intp)
    return rows, np.cumsum([0, *map(len, groups)])


def _any_of(rows: Integers, starts: Integers, hits: csr_matrix) -> csr_matrix:
    """Groups x columns, 0/1: what any row of a group has."""
    from scipy.sparse import csr_matrix

    united = csr_matrix((np.ones(len(rows)), rows, starts), shape=(len(starts) - 1, hits.shape[0])) @ hits
    united.data[:] = 1.0
    return united


def _shares(pair_hits: csr_matrix, word_hits: csr_matrix, index: ReferenceIndex) -> Floats:
    """Weighted share of each measure's pairs and of its words that each row has: their mean, or that of the two which
    the measure has at all."""
    held = np.zeros((pair_hits.shape[0], len(index.measure_ids)))
    seen = np.zeros(len(index.measure_ids))
    for hits, (weighted, mass) in zip((pair_hits, word_hits), _measure_columns(index), strict=True):
        held += hits @ weighted / np.maximum(mass, 1e-9)
        seen += mass > 0
    return held / np.maximum(seen, 1.0)


@lru_cache(maxsize=16)
def _measure_columns(index: ReferenceIndex) -> tuple[tuple[Floats, Floats], ...]:
    """Pairs x measures and words x measures with the weights of pairs and words, each with the sums of its columns."""
    words = np.where(index.measure_has_word, index.syllable_columns[1][:, None], 0.0)
    return (index.measure_pairs, index.measure_mass), (words, words.sum(axis=0))


@lru_cache(maxsize=16)
def _certain(index: ReferenceIndex) -> Floats:
    """The weights of words, those of another language as what stands nowhere by chance."""
    words, weights = index.syllable_columns
    return weights * np.where([is_vietnamese(word) for word in words], 1.0, _TERM)


@lru_cache(maxsize=16)
def _said_again(index: ReferenceIndex) -> NDArray[np.bool_]:
    """Measures x measures: the same, in different provisions. A decision says much twice, as an orientation and as a
    ministry's task; a plan often says it once."""
    same = index.measure_words.T @ index.measure_words >= _SAME
    words, mass = _measure_columns(index)[1]
    held = words.T @ index.measure_has_word >= _HELD * mass[:, None]
    return np.asarray(same & held & (index.measure_of[:, None] != index.measure_of[None, :]))
