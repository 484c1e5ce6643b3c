"""What a plan carries beside its links: by being there, and in words that are always the same.

A decision that orders a plan is carried, so far, by the plan itself. And a measure that offices always word alike
("theo dõi, đôn đốc việc thực hiện Kế hoạch") is carried wherever that stands, in a clause that is linked to something
else too; the codebook gives such words with the measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vnplan.align.links.set_phrases import Lines, measure_sayings, said_in
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.models import Document, Reference


class Place(NamedTuple):
    """Where a clause (the id of its node) says a measure: offsets into its line."""

    clause: str
    start: int
    end: int


Met = Mapping[str, Mapping[int, tuple[Place, ...]]]
"""Provision -> ordinals of measures that are carried -> where it is said; nowhere, by being there."""


def measures_met(document: Document, clauses: Sequence[PreparedClause], index: ReferenceIndex) -> Met:
    """What is carried beside links."""
    found: defaultdict[str, dict[int, tuple[Place, ...]]] = defaultdict(dict)
    if _carries_out(document, index.reference):
        for p in index.provisions():
            for ordinal, measure in enumerate(p.measures, start=1):
                if measure.met_by_plan:
                    found[p.id][ordinal] = ()
    lines = Lines(clauses)
    for saying in measure_sayings(index):
        on = index if saying.on_subject else None
        some = [clauses[row] for row in lines.having(saying.words[0])]
        places = tuple(Place(c.node.id, *part) for c in some for part in said_in(c, saying.words, on))
        if places:
            found[saying.provision][saying.ordinal] = found[saying.provision].get(saying.ordinal, ()) + places
    return found


def _carries_out(document: Document, reference: Reference) -> bool:
    """Whether a document is a plan that names the decision."""
    return document.metadata.kind == "plan" and any(c.number == reference.number for c in document.citations)
