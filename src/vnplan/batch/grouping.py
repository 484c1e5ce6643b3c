"""Sets put into groups by their likeness, exactly and without looking at all pairs.

The first set opens a group; each later one joins the group whose first set it is most like, or opens its own.
Candidates are found by prefix filtering (Bayardo, Ma and Srikant 2007; Xiao et al. 2008): two sets of likeness t or
more (Jaccard) must share one of their first few elements, under any one order of all elements. Here the rare ones come
first, so that what everybody writes brings no pair together by itself; what stands in one set only need not be looked
for at all. A set that was there before goes where it went.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
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
    order = np.argsort(first)  # different sets in the order in which they come
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    different = [elements[starts[at] : starts[at + 1]] for at in first[order]]
    return _of_different(different, like)[place[same_as]]


def _of_different(sets: list[NDArray[np.uint32]], like: float) -> NDArray[np.int64]:
    if not sets:
        return np.zeros(0, dtype=np.int64)
    ranks, lone = _by_rarity(sets)
    holders: dict[int, list[int]] = defaultdict(list)  # element -> groups whose first set has it among its first few
    opened: list[NDArray[np.uint32]] = []
    group_of = np.empty(len(sets), dtype=np.int64)
    for at, ranked in enumerate(ranks):
        own = ranked.tolist()
        size = len(own)
        few = own[: size - ceil(like * size) + 1]
        few = few[bisect_left(few, lone) :]
        best, group = 0.0, -1
        candidates = {group for element in few for group in holders.get(element, ())}
        if candidates:
            mine = frozenset(own)
            for candidate in sorted(candidates):
                other = opened[candidate]
                if like * size <= len(other) <= size / like:
                    shared = len(mine.intersection(other.tolist()))
                    likeness = shared / (size + len(other) - shared)
                    if likeness > best:
                        best, group = likeness, candidate
        if best < like:
            group = len(opened)
            opened.append(ranked)
            for element in few:
                holders[element].append(group)
        group_of[at] = group
    return group_of


def _by_rarity(sets: list[NDArray[np.uint32]]) -> tuple[list[NDArray[np.uint32]], int]:
    """Each set as the sorted ranks of its elements, those in the fewest sets first; and how many elements stand in one
    set only."""
    every = np.concatenate(sets)
    elements, counts = np.unique(every, return_counts=True)
    rank = np.empty(len(elements), dtype=np.uint32)
    rank[np.argsort(counts, kind="stable")] = np.arange(len(elements), dtype=np.uint32)
    ranks = [np.sort(rank[np.searchsorted(elements, one)]) for one in sets]
    return ranks, int((counts == 1).sum())
