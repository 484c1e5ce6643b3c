"""The comparison note of one plan: what stands in it, what differs, what is owed, who does what; as blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from vnplan.align.coverage.shares import coverage_share
from vnplan.comparison import ComparedPlan
from vnplan.errors import Lang
from vnplan.models import Coverage, CoverageStatus, Deviation, Obligation, Provision, Reference, Severity
from vnplan.report.notes.blocks import Block, Grid, Heading, Paragraph, Sheet
from vnplan.report.notes.context import Context
from vnplan.report.notes.renewal import renewal
from vnplan.report.numbers import day_words
from vnplan.report.parser_notes import counted
from vnplan.report.said_once import Finding, findings
from vnplan.report.shares import count_beside, interval, main_figure
from vnplan.report.strings import text
from vnplan.report.words import level_words, place, words

OPEN = (CoverageStatus.PARTIAL, CoverageStatus.MISSING)


def comparison_note(plan: ComparedPlan, reference: Reference, *, lang: Lang = "vi") -> Sheet:
    """The note on one plan. Deviations of low attention are counted, not listed: the workbook has them."""
    return Sheet(tuple(_Note(plan, reference, lang).blocks()), lang)


class _Note(Context):
    def blocks(self) -> Iterator[Block]:
        said = self.said
        yield Heading(0, said("note", "title", reference=self.reference.number))
        yield from self._about()
        yield from self._counts()
        yield from self._section("owed", self._coverage(self.by_obligation(Obligation.DIRECT)))
        yield from self._deviations()
        open_ones = self.by_obligation(Obligation.LOCALISABLE, Obligation.CONTRIBUTORY)
        grid = self._coverage((p, c) for p, c in open_ones if c.status in OPEN)
        yield from self._section("open", grid, remark=said("note", "open_text"))
        yield from self._section("targets", self._targets())
        yield from self._section("duties", self._duties())
        yield from self._section("local", self._local())
        yield from renewal(self)
        yield from self._section("parser", self._notes(), silent=True)
        yield Paragraph(said("note", "limits"), quiet=True)

    def _section(self, key: str, grid: Grid, *, remark: str | None = None, silent: bool = False) -> Iterator[Block]:
        if silent and not grid.rows:
            return
        yield Heading(1, self.said("note", key))
        if not grid.rows:
            yield Paragraph(self.said("note", "none"))
            return
        if remark:
            yield Paragraph(remark, quiet=True)
        yield grid

    def _grid(self, heads: Iterable[str], rows: Iterable[tuple[str, ...]], *widths: float) -> Grid:
        return Grid(tuple(heads), tuple(rows), widths)

    def _about(self) -> Iterator[Block]:
        meta, said = self.document.metadata, self.said
        yield Heading(1, said("note", "about"))
        missing = said("note", "not_stated")
        issued = f"{meta.issued_on:%d/%m/%Y}" if meta.issued_on else missing
        rows = [
            (said("note", "plan"), meta.title or missing),
            (said("note", "province"), meta.province or missing),
            (said("note", "number"), meta.number or missing),
            (said("note", "issued"), issued),
            (said("note", "issuer"), meta.issuer or missing),
            (said("note", "file"), self.plan.source),
            (self.label("reference"), f"{text('page', 'decision', lang=self.lang, number=self.reference.number)}: "
             f"{getattr(self.reference.title, self.lang)}"),
        ]  # fmt: skip
        yield self._grid(rows[0], rows[1:], 1, 4)
        if self.reference.replaced_by:
            yield Paragraph(said("note", "as_of", next=_decision(self.reference.replaced_by, self.lang)))
        if meta.issued_on and meta.issued_on < self.reference.issued_on:
            yield Paragraph(said("note", "older", reference=self.reference.number))
        yield from map(Paragraph, self.cautions())

    def _counts(self) -> Iterator[Block]:
        s = self.alignment.summary
        yield Heading(1, self.said("note", "counts"))
        share = coverage_share(self.alignment, self.reference)
        sure = text("plan", "interval", lang=self.lang, ends=interval(share))
        beside = "; ".join(part for part in (count_beside(share), sure) if part)
        rate = f"{main_figure(share)} ({beside})" if share.count else self.said("note", "no_rate")
        yield Paragraph(self.said("note", "rate", rate=rate, linked=s.linked, clauses=s.clauses, local=s.local))
        if s.worded_freely:
            yield Paragraph(text("plan", "worded_freely", lang=self.lang))
        counted = Counter((p.obligation, c.status) for p, c in self.by_obligation(*Obligation))
        rows = [
            (text("obligation", kind.value, lang=self.lang), *(str(counted[kind, status]) for status in CoverageStatus))
            for kind in Obligation
        ]
        heads = (self.said("note", "class"), *(self.label(status.value) for status in CoverageStatus))
        yield self._grid(heads, rows, 3, *[1.4] * len(CoverageStatus))

    def _coverage(self, found: Iterable[tuple[Provision, Coverage]]) -> Grid:
        rows = [
            (
                self.provision(p),
                self.summary(p),
                self.label(c.status.value),
                self.quotes(c) or self.reason(c),
            )
            for p, c in found
        ]
        heads = (self.label("provision"), self.said("note", "stated"), self.label("coverage"), self.label("clause"))
        return self._grid(heads, rows, 2.4, 3.4, 1.4, 4.2)

    def _deviations(self) -> Iterator[Block]:
        found = findings(self.document, self.alignment)
        listed = [each for each in found if each.deviation.severity is not Severity.LOW]
        low = sum(d.severity is Severity.LOW for d in self.alignment.deviations)
        listed.sort(key=lambda each: _order(each.deviation))
        rows = [self._deviation(each) for each in listed]
        heads = (
            self.label("severity"),
            self.label("deviation"),
            self.label("provision"),
            self.said("note", "expected_found"),
            self.label("clause"),
        )
        yield from self._section("deviations", self._grid(heads, rows, 1, 1.5, 2.2, 2.8, 4))
        if low:
            yield Paragraph(self.said("note", "deviations_low", n=low), quiet=True)

    def _deviation(self, found: Finding) -> tuple[str, ...]:
        """A finding as one row: its first clause quoted, the others by their places."""
        d = found.deviation
        review = f"\n({self.label('needs_review')})" if d.needs_review else ""
        return (
            self.label(d.severity.value),
            "; ".join(self.label(kind.value) for kind in found.kinds) + review,
            self.provision(self.provisions[d.provision]) if d.provision in self.provisions else d.provision,
            self.change(d),
            self.where(found),
        )

    def _targets(self) -> Grid:
        rows = [
            (
                place(self.nodes[t.clause], lang=self.lang) if t.clause in self.nodes else t.clause,
                t.indicator,
                level_words(t, lang=self.lang),
                day_words(t.deadline) if t.deadline else "",
                t.text,
            )
            for t in self.document.targets
        ]
        heads = [self.said("note", key) for key in ("place", "indicator", "level")]
        return self._grid([*heads, self.label("due"), self.said("note", "text")], rows, 1.4, 2.6, 1.6, 1, 4)

    def _duties(self) -> Grid:
        rows = [
            (
                self.agencies(duty),
                self.label(duty.role.value),
                self.quote(duty.clause),
                "; ".join(partner.name for partner in duty.partners),
                self.due(duty),
                duty.product or "",
            )
            for duty in self.document.duties
        ]
        heads = [self.said("note", key) for key in ("agency", "role", "task")]
        heads += [self.label("partners"), self.label("due"), self.said("note", "product")]
        return self._grid(heads, rows, 2.2, 1.1, 4.4, 1.6, 1.2, 1.2)

    def _local(self) -> Grid:
        nodes = [self.nodes[u.clause] for u in self.alignment.unlinked if u.clause in self.nodes]
        rows = [(place(node, lang=self.lang), node.text) for node in nodes]
        return self._grid((self.said("note", "place"), self.label("clause")), rows, 1.2, 5)

    def _notes(self) -> Grid:
        found = counted((*self.document.notes, *self.alignment.notes), lang=self.lang)
        rows = [(words if times == 1 else f"{words} (×{times})",) for words, times in found]
        return self._grid((self.said("note", "parser"),), rows, 1)


def _decision(reference_id: str, lang: Lang) -> str:
    """What a decision is called whose id alone is known: "qd-1671-2026" is Decision 1671 of 2026."""
    kind, _, rest = reference_id.partition("-")
    number, _, year = rest.partition("-")
    if kind == "qd" and number.isdigit() and year.isdigit():
        return words("notes", "note", "decision", lang=lang, number=number, year=year)
    return reference_id


def _order(d: Deviation) -> tuple[object, ...]:
    return list(Severity).index(d.severity), d.clause_span, d.provision, d.kind
