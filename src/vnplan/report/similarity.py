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
    [[1.0, 1.0], [0.56, 1.0]]
    """
    sets = [runs(document) for document in documents]
    if not sets:
        return ()
    import numpy as np
    from scipy.sparse import csr_matrix

    columns: dict[tuple[str, ...], int] = {}
    indices = [columns.setdefault(run, len(columns)) for found in sets for run in found]
    ends = np.cumsum([0, *(len(found) for found in sets)])
    held = csr_matrix((np.ones(len(indices), dtype=np.int32), indices, ends), shape=(len(sets), len(columns) or 1))
    counts = (held @ held.T).toarray().tolist()
    return tuple(
        tuple(count / len(own) if own else 0.0 for count in row) for row, own in zip(counts, sets, strict=True)
    )
