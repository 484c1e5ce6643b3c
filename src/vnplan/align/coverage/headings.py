"""Headings that restate a group goal ("a) Đưa TTNT trở thành lĩnh vực công nghệ quan trọng của thành phố")."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex, weighted_rows
from vnplan.models import Document, NodeKind
from vnplan.parse.figures.dates import first_deadline

_ALIKE = 0.6


def restated_goals(document: Document, clauses: Sequence[PreparedClause], index: ReferenceIndex) -> dict[str, str]:
    """Group goal -> id of the heading that restates it for the same year; of the headings with clauses below them."""
    groups = [(row, p) for row, p in enumerate(index.provisions()) if p.group_of]
    words = {clause.node.parent: clause.heading_words for clause in clauses}
    headings = [n for n in document.nodes if n.kind is NodeKind.HEADING and n.id in words]
    if not groups or not headings:
        return {}
    by_id = {n.id: n for n in document.nodes}
    rows = weighted_rows([words[n.id] for n in headings], *index.syllable_columns, unseen_weight=index.unseen_weight)
    likeness = rows @ index.measure_words
    out: dict[str, str] = {}
    for row, provision in groups:
        columns = np.flatnonzero(index.measure_of == row)
        scores = likeness[:, columns].max(axis=1)
        for at in np.argsort(-scores, kind="stable").tolist():
            if scores[at] < _ALIKE:
                break
            year = None
            above = headings[at]
            while year is None and above is not None:
                year = first_deadline(above.text)
                above = by_id.get(above.parent) if above.parent else None
            if provision.horizon is None or year is None or year[:4] == str(provision.horizon):
                out[provision.id] = headings[at].id
                break
    return out
