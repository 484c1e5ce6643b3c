"""Part of a note on a plan whose decision was replaced: what of it continues, is adjusted or has lapsed, what is new.

Article 3.3 of Decision 1671 has every agency review what it does under the older decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vnplan.models import Coverage, Fate, Obligation, Provision, Reference, SuccessionItem
from vnplan.reference import list_successions, load_reference, load_succession
from vnplan.report.notes.blocks import Block, Grid, Heading, Paragraph
from vnplan.report.notes.context import Context
from vnplan.report.strings import text

_ORDER = (Fate.ADJUSTED, Fate.LAPSED, Fate.CONTINUES)
"""What there is to do first."""


class Renewed(NamedTuple):
    """What became of the provisions a plan carries, in the decision's order, and the new direct duties of provinces."""

    decision: Reference
    carried: tuple[tuple[Provision, Coverage, SuccessionItem], ...]
    fresh: tuple[Provision, ...]


def renewed(note: Context) -> Renewed | None:
    """None where the reference was not replaced or the package has no map to the new one."""
    pair = (note.reference.id, note.reference.replaced_by or "")
    if pair not in list_successions():
        return None
    succession, decision = load_succession(*pair), load_reference(pair[1])
    items = {item.id: item for item in succession.items}  # a codebook of one's own may go by the same id
    carried = tuple((p, c, items[p.id]) for p, c in note.by_obligation(*Obligation) if c.by and p.id in items)
    new = (decision.provision(i) for i in succession.without_forerunner(decision))
    return Renewed(decision, carried, tuple(p for p in new if p.obligation is Obligation.DIRECT and not p.provinces))


def renewal(note: Context) -> Iterator[Block]:
    """The review as blocks; none where there is nothing to review."""
    if (found := renewed(note)) is None:
        return
    number = found.decision.number
    yield Paragraph(note.said("renewal", "reading", reference=number), quiet=True)
    heads = (note.label("provision"), note.label("clause"), number)
    yield Grid(heads, tuple(_taken_up(note, found)), (3, 2, 5))
    yield Heading(2, note.said("renewal", "fresh", reference=number))
    rows = tuple((note.provision(p), getattr(p.statement, note.lang)) for p in found.fresh)
    yield Grid((note.label("provision"), note.label("our_statement")), rows, (2.4, 5))


def _taken_up(note: Context, found: Renewed) -> Iterator[tuple[str, ...]]:
    """A row for every provision the plan carries, under what became of it."""
    for fate in _ORDER:
        group = [each for each in found.carried if each[2].fate is fate]
        if group:
            yield (f"{text('fate', fate.value, lang=note.lang)} ({len(group)})",)
        for p, coverage, item in group:
            successors = (f"{i}  {getattr(found.decision.provision(i).label, note.lang)}" for i in item.successors)
            yield (
                f"{p.id}  {getattr(p.label, note.lang)}",
                note.places(coverage.by),
                "\n".join((getattr(item.note, note.lang), *successors)),
            )
