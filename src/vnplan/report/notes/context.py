"""One plan at hand for a note: its nodes, the reference's provisions, and the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from vnplan.comparison import ComparedPlan
from vnplan.errors import Lang
from vnplan.lexicon import label
from vnplan.models import (
    Coverage,
    CoverageStatus,
    Deviation,
    DeviationKind,
    Duty,
    Node,
    Obligation,
    Provision,
    Reference,
    Severity,
    Span,
)
from vnplan.reference import other_number, reference_of
from vnplan.report.agencies import holders_today
from vnplan.report.changes import Sides, sides_of
from vnplan.report.said_once import Finding, findings
from vnplan.report.strings import text
from vnplan.report.words import place, words
from vnplan.text import one_line

OPEN = (CoverageStatus.PARTIAL, CoverageStatus.MISSING)
OPTIONAL = (Obligation.LOCALISABLE, Obligation.CONTRIBUTORY)
"""What is asked of provinces, though no plan need restate it."""
QUOTE, SHORT = 300, 160
"""Characters of a clause that a table shows, and one of an annex; the place before them leads to the rest."""


class Context:
    """One plan with its nodes and the reference's provisions at hand, and the words of one language."""

    def __init__(self, plan: ComparedPlan, reference: Reference, lang: Lang) -> None:
        self.plan, self.reference, self.lang = plan, reference, lang
        self.document, self.alignment = plan.document, plan.alignment
        self.nodes: dict[str, Node] = {node.id: node for node in plan.document.nodes}
        self._evidence = {
            (link.clause, link.provision): Span(
                min(e.clause_span.start for e in link.evidence), max(e.clause_span.end for e in link.evidence)
            )
            for link in plan.alignment.links
            if link.evidence
        }
        self.provisions: dict[str, Provision] = {p.id: p for p in reference.provisions}
        order = list(Severity)
        self.findings = sorted(
            findings(self.document, self.alignment),
            key=lambda one: (order.index(one.deviation.severity), one.deviation.clause_span, one.deviation.provision),
        )
        self.open = {p.id for p, c in self.by_obligation(Obligation.DIRECT, *OPTIONAL) if c.status in OPEN}
        dropped = [d for d, kinds, _ in self.findings if kinds == (DeviationKind.CONTENT_DROPPED,)]
        self._unsure = {d.provision for d in dropped} - {d.provision for d in dropped if not d.needs_review}

    def said(self, group: str, key: str, **values: object) -> str:
        """One wording of the notes."""
        return words("notes", group, key, lang=self.lang, **values)

    def cautions(self) -> Iterator[str]:
        """What a reader must know before all else: the plan carries out another decision, its text is cut off."""
        number = other_number(reference_of(self.document), self.reference.id)
        if number is not None:
            yield text("plan", "other_reference", lang=self.lang, number=number)
        if self.document.truncated:
            yield self.said("note", "truncated")

    def label(self, code: str) -> str:
        """The name of a code."""
        return label(code, lang=self.lang)

    def places(self, clauses: Iterable[str]) -> str:
        """Where clauses stand."""
        nodes = ((clause, self.nodes.get(clause)) for clause in clauses)
        return "; ".join(place(node, lang=self.lang) if node else clause for clause, node in nodes)

    def quote(self, clause: str, at: Span | None = None, *, length: int = QUOTE) -> str:
        """A clause's words with its place before them; "…" where one is cut that is longer than `length`.

        `at`: where the words stand that are to be seen; a long clause is then shown from their sentence on.
        """
        node = self.nodes.get(clause)
        if node is None:
            return clause
        text = node.text if at is None else self._from_sentence(node, at, length)
        return f"{place(node, lang=self.lang)}\n{shorten(text, length, placeholder=' …')}"

    def where(self, found: Finding) -> str:
        """The clause a finding is told at, in its words, and the places of the others."""
        first, *others = found.clauses(self.alignment.deviations)
        quote = self.quote(first, found.deviation.span)
        return f"{quote}\n{self.said('note', 'others', places=self.places(others))}" if others else quote

    def quotes(self, coverage: Coverage, *, length: int = QUOTE) -> str:
        """What of the plan carries a provision, clause by clause, with the words that do."""
        evidence = ((clause, self._evidence.get((clause, coverage.provision))) for clause in coverage.by)
        return "\n".join(self.quote(clause, at, length=length) for clause, at in evidence)

    def _from_sentence(self, node: Node, at: Span, length: int) -> str:
        """A node's words, without sentences before the one that a span begins in where the span would be cut off."""
        source = self.document.text
        if len(one_line(source[node.span.start : at.end])) <= length:
            return node.text
        before = len(one_line(source[node.span.start : at.start]))
        start = max(node.text.rfind(end, 0, before) + len(end) for end in (". ", "; ", ": "))
        return f"… {node.text[start:]}" if start > 1 else node.text

    def provision(self, p: Provision) -> str:
        """A provision's id, name and citation."""
        return f"{p.id}  {getattr(p.label, self.lang)}\n{getattr(p.citation, self.lang)}"

    def wanting(self, p: Provision, c: Coverage) -> str:
        """The measures of a provision that are not carried, else its whole statement, in our own words.

        It says which are for the State only, and where only unsure links have it that they are left out.
        """
        left = self.provisions[c.provision].measures_left(c.measures_taken)
        if c.status is CoverageStatus.MISSING or not left:
            return str(getattr(p.statement, self.lang))
        national = f" ({text('card', 'national_measure', lang=self.lang)})"
        each = (str(getattr(m, self.lang)).rstrip(".") + (national if m.national else "") for m in left)
        words = "; ".join(each) + "."
        return f"{words} ({self.label('needs_review')})" if p.id in self._unsure else words

    def reason(self, coverage: Coverage) -> str:
        """Why a provision has its status."""
        return coverage.reason if self.lang == "vi" else coverage.reason_en or coverage.reason

    def change(self, deviation: Deviation) -> str:
        """expected → found, with "not stated" for what is not there."""
        nothing = self.said("note", "nothing")
        expected, found = self.sides(deviation)
        return f"{expected or nothing} → {found or nothing}"

    def sides(self, deviation: Deviation) -> Sides:
        """What was expected and what was found, in the language of the note."""
        return sides_of(deviation, self.provisions.get(deviation.provision), lang=self.lang)

    def by_obligation(self, *classes: Obligation) -> Iterator[tuple[Provision, Coverage]]:
        """Provisions of these classes with their coverage, in the reference's order."""
        for coverage in self.alignment.coverage:
            p = self.provisions.get(coverage.provision)
            if p is not None and p.obligation in classes and not p.restates:
                yield p, coverage

    def agencies(self, duty: Duty) -> str:
        """The agencies of a duty, each with who holds its work today where that has changed."""
        named = []
        for agency in duty.agencies:
            holders, certain = holders_today(agency.id)
            names = "; ".join(name[0 if self.lang == "vi" else 1] for name in holders)
            today = self.said("note", "today" if certain else "today_unsure", names=names) if holders else ""
            named.append(f"{agency.name} ({today})" if today else agency.name)
        return "; ".join(named)
