"""Where the words of clauses stand in a reference's tables: columns and weights.

All words of a document are looked up in one pass, each distinct word once.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.flat import numbered, placed
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.stretches import Stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]


def read_words(clauses: Sequence[PreparedClause], index: ReferenceIndex) -> Stretches:
    """The words of clauses in the reference's tables, a stretch for every clause."""
    columns, weights = index.syllable_columns
    known, flat = numbered(chain.from_iterable(clause.tokens.words for clause in clauses))
    numbers = placed(known, columns)[flat]
    word_columns = np.where(numbers < len(columns), numbers, -1)
    sizes = np.array([len(clause.tokens.words) for clause in clauses], dtype=np.intp)
    starts = np.append(0, np.cumsum(sizes))
    broken = (first + at for first, c in zip(starts.tolist(), clauses, strict=False) for at in c.tokens.breaks)
    return Stretches(
        of=np.repeat(np.arange(len(clauses)), sizes),
        starts=starts,
        numbers=numbers,
        word_columns=word_columns,
        pair_columns=_pairs(word_columns, [at for at in (*starts.tolist(), *broken) if at], index),
        weights=np.append(weights, index.unseen_weight)[word_columns],
    )


def _pairs(words: Integers, breaks: Sequence[int], index: ReferenceIndex) -> Integers:
    """The columns of the pairs that words (columns, or -1) open, or -1. No pair reaches across a break, and one that
    the reference has is made of words it has."""
    opens = words >= 0
    opens[:-1] &= opens[1:]
    opens[np.array(breaks, dtype=np.intp) - 1] = False
    at = np.flatnonzero(opens)
    after, sizes, turned, hashes = _hashing(index)
    first, second = words[at], words[at + 1]
    hashed = after[first, sizes[second]] ^ turned[second]
    column = np.searchsorted(hashes, hashed)
    out = np.full(len(words), -1, dtype=np.intp)
    out[at] = np.where(hashes[column] == hashed, column, -1)
    return out


@lru_cache(maxsize=16)
def _hashing(index: ReferenceIndex) -> tuple[Integers, Integers, Integers, Integers]:
    """What the hashes of pairs are made of, and the hashes of the reference's pairs in the order of their columns.

    A checksum is linear in its bits: that of "one two" is that of "one " with as many zeros after it as "two" has
    bytes, turned in those bits in which the checksums of "two" and of the zeros by themselves differ. So of every word:
    the first for each number of zeros, the number of its bytes, the bits.
    """
    words = [word.encode() for word in index.syllable_columns[0]]
    zeros = [bytes(size) for size in range(max(map(len, words), default=0) + 1)]
    after = [[zlib.crc32(some, zlib.crc32(word + b" ")) for some in zeros] for word in words]
    turned = [zlib.crc32(word) ^ zlib.crc32(bytes(len(word))) for word in words]
    hashes = [*index.pairs, 2**32]  # the last is none
    table = np.array(after, dtype=np.int64).reshape(len(words), len(zeros))
    sizes = np.array([len(word) for word in words], dtype=np.intp)
    return table, sizes, np.array(turned, dtype=np.int64), np.array(hashes)
