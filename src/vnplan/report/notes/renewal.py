"""Part of a note on a plan whose decision was replaced: what of it continues, is adjusted or has lapsed, what is new.

Article 3.3 of Decision 1671 has every agency review what it does under the older decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.models import Obligation, Reference, Succession
from vnplan.reference import list_successions, load_reference, load_succession
from vnplan.report.notes.blocks import Block, Grid, Heading, Paragraph
from vnplan.report.notes.context import Context
from vnplan.report.strings import text


def renewal(note: Context) -> Iterator[Block]:
    """The section's blocks; none where the reference was not replaced or the package has no map to the new one."""
    pair = (note.reference.id, note.reference.replaced_by or "")
    if pair not in list_successions():
        return
    succession, decision = load_succession(*pair), load_reference(pair[1])
    yield Heading(1, note.said("renewal", "title", reference=decision.number))
    yield Paragraph(note.said("renewal", "reading", reference=decision.number), quiet=True)
    yield _taken_up(note, succession, decision)
    yield Heading(2, note.said("renewal", "fresh", reference=decision.number))
    yield _fresh(note, succession, decision)


def _taken_up(note: Context, succession: Succession, decision: Reference) -> Grid:
    """A row for every provision the plan carries, in the decision's order."""
    items = {item.id: item for item in succession.items}
    rows = []
    for p, coverage in note.by_obligation(*Obligation):
        if not coverage.by or p.id not in items:  # a codebook of one's own may go by the same id
            continue
        item = items[p.id]
        successors = (f"{i}  {getattr(decision.provision(i).label, note.lang)}" for i in item.successors)
        rows.append(
            (
                note.quotes(coverage),
                note.provision(p),
                text("fate", item.fate.value, lang=note.lang),
                "\n".join((getattr(item.note, note.lang), *successors)),
            )
        )
    heads = (note.label("clause"), note.label("provision"), note.said("renewal", "fate"), decision.number)
    return Grid(heads, tuple(rows), (4, 2.4, 1.2, 4))


def _fresh(note: Context, succession: Succession, decision: Reference) -> Grid:
    """What the new decision asks of provinces directly and the older one did not have."""
    provisions = (decision.provision(i) for i in succession.without_forerunner(decision))
    direct = (p for p in provisions if p.obligation is Obligation.DIRECT and not p.provinces)
    rows = tuple((note.provision(p), note.summary(p)) for p in direct)
    return Grid((note.label("provision"), note.said("note", "stated")), rows, (2.4, 5))
