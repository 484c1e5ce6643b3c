"""What became of the clauses of an earlier version, in the data of the HTML page."""

from __future__ import annotations

from typing import Any

from vnplan.comparison import ComparedPlan, Comparison
from vnplan.models import BODY_KINDS, Document
from vnplan.versions import Change, compare_versions, earlier_versions

_TOLD = (Change.CHANGED, Change.ADDED, Change.DROPPED, Change.UNKNOWN)
"""Those that moved or stayed the same are counted only."""


def versions_data(comparison: Comparison) -> dict[int, dict[str, Any]]:
    """The place of each plan that has an earlier version among the plans -> what `_version` says of the two."""
    earlier = earlier_versions(comparison.plans)
    return {at: _version(before, comparison.plans[before], comparison.plans[at]) for at, before in earlier.items()}


def _version(at: int, before: ComparedPlan, after: ComparedPlan) -> dict[str, Any]:
    """The place of the earlier plan, the counts of all changes, and those that are told.

    Each as [change, node before or -1, node after or -1, words dropped, words added, fields].
    """
    found = compare_versions(before.document, after.document)
    old, new = _places(before.document), _places(after.document)
    rows = [
        [
            change.change.value,
            old.get(change.before or "", -1),
            new.get(change.after or "", -1),
            change.words_dropped,
            change.words_added,
            change.fields,
        ]
        for kind in _TOLD
        for change in found.changes
        if change.change is kind
    ]
    return {"plan": at, "counts": found.counts, "changes": rows}


def _places(document: Document) -> dict[str, int]:
    """The place of each node among those that the page has."""
    return {node.id: at for at, node in enumerate(n for n in document.nodes if n.kind in BODY_KINDS)}
