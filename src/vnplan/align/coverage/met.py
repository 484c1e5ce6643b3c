"""What a plan does by being there: a decision that orders a plan is carried, so far, by the plan itself."""

from __future__ import annotations

from collections.abc import Mapping

from vnplan.models import Document, Reference

Met = Mapping[str, frozenset[int]]


def met_by_being(document: Document, reference: Reference) -> Met:
    """Provision -> ordinals of the measures that are met by a plan that names the decision; none for other texts."""
    if document.metadata.kind != "plan" or all(c.number != reference.number for c in document.citations):
        return {}
    found = {
        p.id: frozenset(o for o, measure in enumerate(p.measures, start=1) if measure.met_by_plan)
        for p in reference.provisions
    }
    return {provision: ordinals for provision, ordinals in found.items() if ordinals}
