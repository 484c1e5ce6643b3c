"""Sparse rows of a document's words and word pairs, made from flat arrays of what each row names.

The tables of a reference lie the other way (columns x provisions or measures) and are plain arrays: rows beside a table
are one product, `rows @ table`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]


def present(row: Integers, column: Integers, shape: tuple[int, int]) -> csr_matrix:
    """Which columns each row names, 0/1, however often.

    >>> present(np.array([0, 0, 1]), np.array([2, 2, 0]), (2, 3)).toarray().tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    row, column, times = _counted(row, column, shape[1])
    return _rows(np.ones(len(times)), row, column, shape)


def weighted(row: Integers, numbers: Integers, count: int, weights: Floats, *, unseen_weight: float) -> csr_matrix:
    """`count` unit-length tf-idf rows: (1 + ln count) x weight. A row names the columns of its words, one for each time
    they occur; numbers beyond the last weight are words not seen before: they lengthen the row by `unseen_weight`."""
    known = len(weights)
    row, column, times = _counted(row, numbers, int(numbers.max(initial=0)) + 1)
    values = (1 + np.log(times)) * np.append(weights, unseen_weight)[np.minimum(column, known)]
    length = np.sqrt(np.bincount(row, values * values, count))
    values /= np.where(length > 0, length, 1.0)[row]
    seen = column < known
    return _rows(values[seen], row[seen], column[seen], (count, known))


def _counted(row: Integers, column: Integers, width: int) -> tuple[Integers, Integers, Integers]:
    """The cells that are named, in order of rows and columns, and how often each is."""
    cells = np.sort(row * width + column)
    first = np.flatnonzero(np.diff(cells, prepend=-1))
    row, column = np.divmod(cells[first], max(1, width))
    return row, column, np.diff(first, append=len(cells))


def _rows(values: Floats, row: Integers, column: Integers, shape: tuple[int, int]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    return csr_matrix((values, column, np.searchsorted(row, np.arange(shape[0] + 1))), shape=shape)
