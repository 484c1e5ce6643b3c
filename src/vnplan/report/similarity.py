"""How much wording plans share: runs of syllables of one plan's clauses that stand in another's ("trùng câu chữ")."""

from __future__ import annotations

from collections.abc import Sequence

from vnplan.models import Document
from vnplan.text import syllables

RUN = 5
"""Length of a run in syllables: long enough that a shared run is wording, not vocabulary (observed in the corpora)."""


def runs(document: Document) -> frozenset[tuple[str, ...]]:
    """All runs of `RUN` syllables inside the clauses of a document."""
    found: set[tuple[str, ...]] = set()
    for node in document.clauses:
        own = node.text.removeprefix(node.label) if node.label else node.text  # a number is no wording
        words = syllables(own)
        found.update(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return frozenset(found)


def shared_wording(documents: Sequence[Document]) -> tuple[tuple[float, ...], ...]:
    """A square matrix, rows and columns in the order given: the share (0-1) of a row's runs that its column holds.

    The matrix is not symmetric: a short plan may stand whole in a long one. The diagonal is 1, or 0 without runs.

    >>> from vnplan import parse_plan
    >>> short = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Xây dựng cơ sở dữ liệu mở của tỉnh.\\n")
    >>> long = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Xây dựng cơ sở dữ liệu mở của tỉnh và của các xã.\\n")
    >>> [[round(share, 2) for share in row] for row in shared_wording([short, long])]
    [[1.0, 1.0], [0.5, 1.0]]
    """
    sets = [runs(document) for document in documents]
    # counting through an index of runs costs the shared runs only, not every pair of sets in full
    holders: dict[tuple[str, ...], list[int]] = {}
    for index, found in enumerate(sets):
        for run in found:
            holders.setdefault(run, []).append(index)
    counts = [[0] * len(sets) for _ in sets]
    for owners in holders.values():
        for row in owners:
            for column in owners:
                counts[row][column] += 1
    return tuple(
        tuple(count / len(own) if own else 0.0 for count in row) for row, own in zip(counts, sets, strict=True)
    )
