"""The comparison note of one plan: its main findings on a few pages for who decides, then annexes; as blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from vnplan.align.coverage.shares import coverage_share
from vnplan.comparison import ComparedPlan
from vnplan.errors import Lang
from vnplan.models import (
    CoverageStatus,
    Fate,
    Obligation,
    Reference,
    Role,
    Severity,
)
from vnplan.report.clarity import asks, beyond_competence
from vnplan.report.notes.annexes import annexes
from vnplan.report.notes.blocks import Block, Facts, Grid, Heading, Paragraph, Points, Sheet
from vnplan.report.notes.context import OPTIONAL, Context
from vnplan.report.notes.differences import differences
from vnplan.report.notes.renewal import renewed
from vnplan.report.said_once import kinds, severities
from vnplan.report.shares import count_beside, interval, main_figure
from vnplan.report.strings import text
from vnplan.report.words import words


def comparison_note(plan: ComparedPlan, reference: Reference, *, lang: Lang = "vi") -> Sheet:
    """The note on one plan: what it is, the main findings, what of direct duties is not carried, what differs gravely.

    All else stands in the annexes; deviations of low attention are counted only: the workbook has them.
    """
    return Sheet(tuple(_Note(plan, reference, lang).blocks()), lang)


class _Note(Context):
    def blocks(self) -> Iterator[Block]:
        found = annexes(self)
        names = [self.said("note", "annex", n=number) for number, _ in enumerate(found, start=1)]
        annexed = {annex.key: f" ({name})" for annex, name in zip(found, names, strict=True)}
        yield Heading(0, self.said("note", "title", reference=self.reference.number))
        yield from self._about()
        yield Heading(1, self.said("found", "title"))
        yield Points(tuple(self._points(annexed)))
        yield self._classes()
        yield from self._owed()
        yield from self._grave()
        yield Paragraph(self.said("note", "limits"), quiet=True)
        for name, annex in zip(names, found, strict=True):
            yield Heading(1, f"{name}. {annex.title}", new_page=annex is found[0])
            yield from annex.blocks

    def _about(self) -> Iterator[Block]:
        meta, said = self.document.metadata, self.said
        yield Heading(1, said("note", "about"))
        missing = said("note", "not_stated")
        issued = f"{meta.issued_on:%d/%m/%Y}" if meta.issued_on else missing
        facts = (
            (said("note", "plan"), meta.title or missing),
            (said("note", "province"), meta.province or missing),
            (said("note", "number"), meta.number or missing),
            (said("note", "issued"), issued),
            (said("note", "issuer"), meta.issuer or missing),
            (said("note", "file"), self.plan.source),
            (self.label("reference"), f"{text('page', 'decision', lang=self.lang, number=self.reference.number)}: "
             f"{getattr(self.reference.title, self.lang)}"),
        )  # fmt: skip
        yield Facts(facts)
        if self.reference.replaced_by:
            yield Paragraph(said("note", "as_of", next=_decision(self.reference.replaced_by, self.lang)))
        if meta.issued_on and meta.issued_on < self.reference.issued_on:
            yield Paragraph(said("note", "older", reference=self.reference.number))
        yield from map(Paragraph, self.cautions())
        if self.alignment.summary.worded_freely:
            yield Paragraph(text("plan", "worded_freely", lang=self.lang))

    def _points(self, annexed: Mapping[str, str]) -> Iterator[str]:
        """In: how an annex is referred to, by its key."""

        def said(key: str, annex: str, **values: object) -> str:
            return self.said("found", key, annex=annexed.get(annex, ""), **values)

        yield self._rate()
        yield said("direct", "carried", counts=self._carried(Obligation.DIRECT))
        yield " ".join(self._differing(annexed.get("medium", "")))
        yield said("optional", "open", counts=self._carried(*OPTIONAL))
        yield said("targets", "targets", n=len(self.document.targets))
        duties = self.document.duties
        yield said(
            "duties",
            "duties",
            n=len(duties),
            dated=sum(bool(duty.due or duty.due_date or duty.period) for duty in duties),
            led=sum(Role.LEAD in {duty.role, *duty.roles} for duty in duties),
            products=sum(bool(duty.product) for duty in duties),
        )
        yield from self._competence()
        yield said("local", "local", n=self.alignment.summary.local, formal=self.alignment.summary.formal)
        if found := renewed(self):
            fates = Counter[Fate](item.fate for _, _, item in found.carried)
            counts = (f"{text('fate', f.value, lang=self.lang).lower()}: {fates[f]}" for f in Fate if f is not Fate.NEW)
            values = {"n": len(found.carried), "counts": ", ".join(counts), "fresh": len(found.fresh)}
            yield said("renewal", "renewal", reference=found.decision.number, **values)

    def _rate(self) -> str:
        s = self.alignment.summary
        share = coverage_share(self.alignment, self.reference)
        sure = text("plan", "interval", lang=self.lang, ends=interval(share))
        beside = "; ".join(part for part in (count_beside(share), sure) if part)
        rate = f"{main_figure(share)} ({beside})" if share.count else self.said("note", "no_rate")
        return self.said("found", "rate", rate=rate, linked=s.linked, clauses=s.clauses)

    def _carried(self, *classes: Obligation) -> str:
        """How many provisions of these classes have which status."""
        counts = Counter(c.status for _, c in self.by_obligation(*classes))
        return self._listed((self.label(s.value), counts[s]) for s in CoverageStatus if counts[s]) or "0"

    def _differing(self, annex: str) -> Iterator[str]:
        levels = severities(self.findings)
        told = [one for one in self.findings if one.deviation.severity is not Severity.LOW]
        counts = {severity.value: levels[severity] for severity in Severity}
        named = self._listed((self.label(kind.value), n) for kind, n in kinds(told).most_common())
        unsure = sum(one.deviation.needs_review for one in told)
        yield self.said("found", "deviations", annex=annex, **counts)
        if told:
            yield self.said("found", "kinds", kinds=named)
        if unsure:
            yield self.said("found", "unsure", n=unsure)

    def _competence(self) -> Iterator[str]:
        """Tasks given to bodies that are not the committee's to command, and not requested of them."""
        beyond = [
            found
            for duty in self.document.duties
            if (found := beyond_competence(duty)) and not asks(self.document, duty, nodes=self.nodes)
        ]
        if beyond:
            names = dict.fromkeys(agency.name for found in beyond for agency in found)
            yield self.said("found", "competence", n=len(beyond), agencies="; ".join(names))

    def _listed(self, counts: Iterable[tuple[str, int]]) -> str:
        return ", ".join(f"{n} {name.lower()}" for name, n in counts)

    def _classes(self) -> Grid:
        counted = Counter((p.obligation, c.status) for p, c in self.by_obligation(*Obligation))
        rows = [
            (text("obligation", kind.value, lang=self.lang), *(str(counted[kind, status]) for status in CoverageStatus))
            for kind in Obligation
        ]
        heads = (self.said("note", "class"), *(self.label(status.value) for status in CoverageStatus))
        return Grid(heads, tuple(rows), (3, *[1.4] * len(CoverageStatus)))

    def _owed(self) -> Iterator[Block]:
        """Direct duties that are not carried, or not whole: the missing ones first."""
        direct = (pair for pair in self.by_obligation(Obligation.DIRECT) if pair[0].id in self.open)
        found = sorted(direct, key=lambda pair: pair[1].status is not CoverageStatus.MISSING)
        rows = [
            (self.provision(p), self.label(c.status.value), self.wanting(p, c), self.quotes(c) or self.reason(c))
            for p, c in found
        ]
        heads = (self.label("provision"), self.label("coverage"), self.said("note", "wanting"), self.label("clause"))
        yield Heading(1, self.said("note", "owed"))
        yield Grid(heads, tuple(rows), (2.4, 1.4, 3.4, 4.2)) if rows else Paragraph(self.said("note", "none"))

    def _grave(self) -> Iterator[Block]:
        yield Heading(1, self.said("note", "deviations"))
        yield from tuple(differences(self, Severity.HIGH)) or (Paragraph(self.said("note", "none")),)


def _decision(reference_id: str, lang: Lang) -> str:
    """What a decision is called whose id alone is known: "qd-1671-2026" is Decision 1671 of 2026."""
    kind, _, rest = reference_id.partition("-")
    number, _, year = rest.partition("-")
    if kind == "qd" and number.isdigit() and year.isdigit():
        return words("notes", "note", "decision", lang=lang, number=number, year=year)
    return reference_id
