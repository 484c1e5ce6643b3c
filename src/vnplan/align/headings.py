"""Headings that restate a group goal ("a) Đưa TTNT trở thành lĩnh vực công nghệ quan trọng của thành phố")."""

from __future__ import annotations

import numpy as np

from vnplan.align.index import ReferenceIndex, weighted_rows
from vnplan.align.localise import Localiser
from vnplan.models import Document, NodeKind
from vnplan.parse.dates import first_deadline
from vnplan.text import flow

_ALIKE = 0.6


def restated_goals(document: Document, index: ReferenceIndex) -> dict[str, str]:
    """Group goal -> id of the heading that restates it for the same year."""
    groups = [(row, p) for row, p in enumerate(index.provisions()) if p.group_of]
    headings = [n for n in document.nodes if n.kind is NodeKind.HEADING]
    if not groups or not headings:
        return {}
    localise = Localiser(
        names=[document.metadata.province] if document.metadata.province else [], titles=(index.reference.title.vi,)
    )
    by_id = {n.id: n for n in document.nodes}
    words = [tokens.words for tokens in localise.lines([flow(document.text, n.spans).text for n in headings])]
    rows = weighted_rows(words, *index.syllable_columns, unseen_weight=index.unseen_weight)
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
