"""The annexes of a comparison note: all that its main findings count, for who has to look it up; as blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

from vnplan.models import Coverage, CoverageStatus, Duty, Obligation, Provision, Severity
from vnplan.report.notes.blocks import Block, Grid, Paragraph
from vnplan.report.notes.context import OPEN, OPTIONAL, QUOTE, SHORT, Context
from vnplan.report.notes.differences import differences
from vnplan.report.notes.renewal import renewal
from vnplan.report.numbers import day_words
from vnplan.report.parser_notes import counted
from vnplan.report.words import duty_due, level_words, place


class Annex(NamedTuple):
    """An annex: its name among the wordings, its title, its blocks."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def annexes(note: Context) -> list[Annex]:
    """The annexes that have something to show, in their order."""
    makers: Mapping[str, Callable[[Context], Iterable[Block]]] = {
        "carried": _carried,
        "medium": _medium,
        "open": _open,
        "targets": _targets,
        "duties": _duties,
        "local": _local,
        "renewal": renewal,
        "parser": _parser,
    }
    made = ((key, tuple(make(note))) for key, make in makers.items())
    return [Annex(key, note.said("annexes", key), blocks) for key, blocks in made if blocks]


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]], *widths: float) -> Iterator[Grid]:
    """A table, where it has rows."""
    if found := tuple(rows):
        yield Grid(tuple(heads), found, widths)


def _carried(note: Context) -> Iterator[Block]:
    """Direct duties that are carried whole, or cannot be told, with the words that carry them."""
    rows = (
        (note.provision(p), note.label(c.status.value), note.quotes(c, length=SHORT) or note.reason(c))
        for p, c in note.by_obligation(Obligation.DIRECT)
        if c.status not in OPEN
    )
    yield from _table(map(note.label, ("provision", "coverage", "clause")), rows, 2.4, 1.4, 5)


def _medium(note: Context) -> Iterator[Block]:
    return differences(note, Severity.MEDIUM)


def _open(note: Context) -> Iterator[Block]:
    """Provisions a plan need not restate."""
    found = [(p, c) for p, c in note.by_obligation(*OPTIONAL) if p.id in note.open]
    if found:
        yield Paragraph(note.said("note", "open_text"), quiet=True)
        yield from open_provisions(note, found)


def open_provisions(note: Context, found: Iterable[tuple[Provision, Coverage]]) -> Iterator[Block]:
    """What is wanting of provisions carried in part, and by section the names of those that are missing."""
    found = list(found)
    partial = (
        (note.provision(p), note.wanting(p, c), note.places(c.by))
        for p, c in found
        if c.status is CoverageStatus.PARTIAL
    )
    heads = (note.label("partial"), note.said("note", "wanting"), note.label("clause"))
    yield from _table(heads, partial, 3, 4, 2)
    missing: defaultdict[str | None, list[str]] = defaultdict(list)
    for p, c in found:
        if c.status is CoverageStatus.MISSING:
            missing[p.parent].append(f"{p.id}  {getattr(p.label, note.lang)}")
    sections = ((_section(note, parent), "\n".join(names)) for parent, names in missing.items())
    yield from _table((note.said("note", "section"), note.label("missing")), sections, 2, 5)


def _section(note: Context, parent: str | None) -> str:
    """The heading or the group of the reference that provisions stand under."""
    titles = {section.id: section.title for section in note.reference.sections}
    above: Provision | None = note.provisions.get(parent or "")
    title = titles.get(parent or "") or (above.label if above else None)
    return f"{parent}  {getattr(title, note.lang)}" if title else parent or ""


def _targets(note: Context) -> Iterator[Block]:
    rows = (
        (
            note.places([t.clause]),
            t.indicator,
            level_words(t, lang=note.lang),
            day_words(t.deadline) if t.deadline else "",
            t.text,
        )
        for t in note.document.targets
    )
    heads = [note.said("note", key) for key in ("place", "indicator", "level")]
    yield from _table([*heads, note.label("due"), note.said("note", "text")], rows, 1.4, 2.6, 1.6, 1, 4)


def _duties(note: Context) -> Iterator[Block]:
    """Duties in the plan's order, those of one agency under its name, with who holds its work today."""
    heads = [note.said("note", key) for key in ("task", "role")]
    heads += [note.label("partners"), note.label("due"), note.said("note", "product")]
    rows = (
        row
        for agencies, group in groupby(note.document.duties, key=note.agencies)
        for row in ((agencies or note.said("note", "nobody"),), *(_duty(note, duty) for duty in group))
    )
    yield from _table(heads, rows, 4.4, 1.1, 2, 1.4, 1.4)


def _duty(note: Context, duty: Duty) -> tuple[str, ...]:
    return (
        note.quote(duty.clause, length=SHORT),
        note.label(duty.role.value),
        "; ".join(partner.name for partner in duty.partners),
        duty_due(duty, lang=note.lang),
        duty.product or "",
    )


def _local(note: Context) -> Iterator[Block]:
    nodes = (note.nodes[u.clause] for u in note.alignment.unlinked if u.clause in note.nodes and not u.formal)
    rows = ((place(node, lang=note.lang), shorten(node.text, QUOTE, placeholder=" …")) for node in nodes)
    yield from _table((note.said("note", "place"), note.label("clause")), rows, 1.2, 5)


def _parser(note: Context) -> Iterator[Block]:
    found = counted((*note.document.notes, *note.alignment.notes), lang=note.lang)
    rows = ((words if times == 1 else f"{words} (×{times})",) for words, times in found)
    yield from _table((note.said("annexes", "parser"),), rows, 1)
