"""Sets put into groups by their likeness, exactly and without looking at all pairs.

The first set opens a group; each later one joins the group whose first set it is most like, or opens its own. A set
that was there before goes where it went.

Candidates are found by prefix filtering with positions (Bayardo, Ma and Srikant 2007; Xiao et al. 2008). Under any one
order of all elements, two sets share nothing before the first element they share, so that it must stand early enough in
both to leave room for as many as their likeness (Jaccard) asks for. Here the rare elements come first: what everybody
writes stands late and brings no pair together, and what stands in one set only need not be looked for at all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def groups_of(
    names: NDArray[np.uint64], sizes: NDArray[np.uint32], elements: NDArray[np.uint32], *, like: float
) -> NDArray[np.int64]:
    """The group of each set, groups numbered as they were opened.

    Sets of one name are the same; `elements` are those of all sets, one set after the other, none twice in a set.
    """
    _, first, same_as = np.unique(names, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    new = np.zeros(len(names), dtype=np.bool_)
    new[first] = True
    ranks, lone = _by_rarity(elements[np.repeat(new, sizes)])
    return _of_different(ranks, sizes[new], lone, like)[place[same_as]]


def _of_different(ranks: NDArray[np.uint32], sizes: NDArray[np.uint32], lone: int, like: float) -> NDArray[np.int64]:
    """The group of each set, given by the ranks of its elements, of which the first `lone` stand in one set only."""
    starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).tolist()
    largest = int(sizes.max(initial=0))
    common = [
        _least(like / (1 + like) * both) for both in range(2 * largest + 1)
    ]  # what sets of these sizes must share
    openers = _Openers(int(ranks.max(initial=0)) + 1)
    group_of = np.empty(len(sizes), dtype=np.int64)
    for at, size in enumerate(sizes.tolist()):
        own = np.sort(ranks[starts[at] : starts[at + 1]]).tolist()
        early = own[: size - _least(like * size) + 1]
        skipped = bisect_left(early, lone)
        candidates = openers.alike(early, skipped, size, common)
        mine = frozenset(own)
        best, group = 0.0, -1
        for candidate in candidates:
            first = openers.sets[candidate]
            shared = len(mine.intersection(ranks[starts[first] : starts[first + 1]].tolist()))
            likeness = shared / (size + openers.sizes[candidate] - shared)
            if likeness > best:
                best, group = likeness, candidate
        if best < like:
            group = openers.add(at, size, early, skipped)
        group_of[at] = group
    return group_of


class _Openers:
    """The first sets of groups, found by their early elements: for each element a chain of entries, the last one first.

    Plain arrays, since there may be millions of entries.
    """

    def __init__(self, elements: int) -> None:
        self.sets = array("i")
        self.sizes = array("i")
        self._last = array("i", [-1]) * elements
        self._group = array("i")
        self._place = array("i")
        self._before = array("i")

    def add(self, number: int, size: int, early: list[int], skipped: int) -> int:
        """Open a group with this set; `early` are its first elements, of which nobody will ask for the `skipped`."""
        group = len(self.sets)
        self.sets.append(number)
        self.sizes.append(size)
        for place in range(skipped, len(early)):
            self._before.append(self._last[early[place]])
            self._last[early[place]] = len(self._group)
            self._group.append(group)
            self._place.append(place)
        return group

    def alike(self, early: list[int], skipped: int, size: int, common: list[int]) -> list[int]:
        """The groups whose first set may be like the one with these early elements, in order."""
        found: set[int] = set()
        for place in range(skipped, len(early)):
            entry = self._last[early[place]]
            while entry >= 0:
                group = self._group[entry]
                other = self.sizes[group]
                if min(size - place, other - self._place[entry]) >= common[size + other]:
                    found.add(group)
                entry = self._before[entry]
        return sorted(found)


def _least(share: float) -> int:
    """The least whole number that is not below a share; what only rounding has put above one is that one."""
    return ceil(share - 1e-9)


def _by_rarity(elements: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], int]:
    """Each element as its rank, those in the fewest sets first; and how many stand in one set only."""
    known, counts = np.unique(elements, return_counts=True)
    rank = np.empty(len(known), dtype=np.uint32)
    rank[np.argsort(counts, kind="stable")] = np.arange(len(known), dtype=np.uint32)
    ranks = np.empty_like(elements)
    for at in range(0, len(elements), _PIECE):
        ranks[at : at + _PIECE] = rank[np.searchsorted(known, elements[at : at + _PIECE])]
    return ranks, int((counts == 1).sum())


_PIECE = 1_000_000
"""Elements that are looked up at once."""
