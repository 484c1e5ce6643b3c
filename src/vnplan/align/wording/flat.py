"""Flat arrays: what belongs to many owners (lines, clauses, pairs) lies one after another, words are numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]

_Cell = TypeVar("_Cell", np.float64, np.bool_)


def ranges(first: Integers, count: Integers) -> Integers:
    """The places of runs, one after another: `count` places from `first` on, for each of them.

    >>> ranges(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist()
    [5, 6, 9, 10, 11]
    """
    return np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))


def numbered(words: Iterable[str]) -> tuple[dict[str, int], Integers]:
    """The distinct words with their numbers, as they come, and the numbers of all words.

    >>> known, numbers = numbered(["dữ", "liệu", "dữ"])
    >>> known, numbers.tolist()
    ({'dữ': 0, 'liệu': 1}, [0, 1, 0])
    """
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__  # a word not seen before gets the next number
    numbers = np.fromiter(map(known.__getitem__, words), dtype=np.intp)
    return dict(known), numbers


def placed(words: Iterable[str], columns: Mapping[str, int]) -> Integers:
    """The columns of distinct words; those that have none get columns of their own, beyond the last.

    >>> placed(["kho", "mở", "dữ"], {"dữ": 0, "liệu": 1}).tolist()
    [2, 3, 0]
    """
    found = np.fromiter(map(columns.get, words, repeat(-1)), dtype=np.intp)
    return np.where(found < 0, len(columns) - 1 + np.cumsum(found < 0), found)


def cells(table: NDArray[_Cell], first: Integers, second: Integers) -> NDArray[_Cell]:
    """`table[first, second]` of places that need not be in order, several times faster for many; of the first, -1 is
    the last.

    >>> cells(np.array([[1, 2], [3, 4]]), np.array([0, -1]), np.array([1, 0])).tolist()
    [2, 3]
    """
    return np.asarray(table.ravel().take(first * table.shape[1] + second))
