"""Whether a file holds the annexes that its text speaks of, and the document that an annex is attached to.

Offices send the tables of tasks and targets beside a plan, as a file of its own: what stands there is not seen here,
and what a plan seems to leave out may stand in it. Source: provincial plans and their annexes as published.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vnplan.lexicon.loader import table
from vnplan.parse.structure.layout import anywhere, pattern
from vnplan.parse.structure.tree import Tree
from vnplan.parse.structure.zones import Part, Zone


class Absence(NamedTuple):
    """What is not in the file, as the code of a Note, and the stretch that speaks of it."""

    code: str
    start: int
    end: int


def absent(parts: Sequence[Part], trees: Sequence[Tree], body: str, kind: str) -> Absence | None:
    """What belongs to the text and is not in the file; `body` is its words, `kind` what document it says to be."""
    items = [item for tree in trees for item in tree.items]
    annexed = any(part.zone is Zone.BODY and part.rule == "annex" for part in parts) or any(
        item.label is not None and item.label.family == "annex" for item in items
    )
    if kind == "other":
        listing = annexed or any(item.block.lines[0].row for item in items)
        named = (line for part in parts for line in part.lines if pattern("front", "attached").match(line.text))
        line = next(named, None) if listing else None
        return Absence("annex_alone", line.start, line.end) if line else None
    hint = table("layout")["annexes"]["hint"]
    if annexed or hint not in body:
        return None
    for item in items:
        if hint in item.text and anywhere("annexes", "mentioned").search(item.text):
            return Absence("annex_absent", item.block.lines[0].start, item.block.lines[-1].end)
    return None
