"""The findings of one severity as blocks of a note. What is left out of a provision that a table of provisions lists is
told there, in the column of what is wanting."""

from __future__ import annotations

from collections.abc import Iterator

from vnplan.models import DeviationKind, Severity
from vnplan.report.notes.blocks import Block, Grid, Paragraph
from vnplan.report.notes.context import Context
from vnplan.report.said_once import Finding


def differences(note: Context, severity: Severity) -> Iterator[Block]:
    """A table of findings, after a remark on those told elsewhere; nothing where there are none."""
    found = [one for one in note.findings if one.deviation.severity is severity]
    apart = [one for one in found if not _told_elsewhere(note, one)]
    if len(apart) < len(found):
        yield Paragraph(note.said("note", "told_elsewhere", n=len(found) - len(apart)), quiet=True)
    if apart:
        heads = (note.label("deviation"), note.label("provision"), note.said("note", "expected_found"))
        yield Grid((*heads, note.label("clause")), tuple(_row(note, one) for one in apart), (1.5, 2.2, 2.8, 4))


def _told_elsewhere(note: Context, found: Finding) -> bool:
    return found.kinds == (DeviationKind.CONTENT_DROPPED,) and found.deviation.provision in note.open


def _row(note: Context, found: Finding) -> tuple[str, ...]:
    """Its kinds, the provision, what changed, where."""
    d = found.deviation
    p = note.provisions.get(d.provision)
    review = f"\n({note.label('needs_review')})" if d.needs_review else ""
    return (
        "; ".join(note.label(kind.value) for kind in found.kinds) + review,
        note.provision(p) if p else d.provision,
        note.change(d),
        note.where(found),
    )
