"""The comment table on a draft plan (bảng góp ý): what the draft says, the comment, and its basis; as blocks.

In this order: direct duties of provinces that are missing or carried in part, tasks assigned beyond competence,
deviations of high and medium attention, and what is not clear of tasks. Annexes: what may be considered besides, and
the six clarities of each task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vnplan.align.coverage.cover import leaves
from vnplan.comparison import ComparedPlan
from vnplan.errors import Lang
from vnplan.models import (
    Coverage,
    CoverageStatus,
    DeviationKind,
    Duty,
    Node,
    NodeKind,
    Obligation,
    Provision,
    ProvisionKind,
    Reference,
    Severity,
)
from vnplan.report.clarity import SIGNS, Clarity, Clearness, Degree, asks, beyond_competence, clarities, depends
from vnplan.report.notes.annexes import open_provisions
from vnplan.report.notes.blocks import Block, Grid, Heading, Paragraph, Sheet
from vnplan.report.notes.context import OPEN, OPTIONAL, SHORT, Context
from vnplan.report.words import place

Row = tuple[str, ...]

_TASKS = frozenset({ProvisionKind.TASK, ProvisionKind.ORIENTATION, ProvisionKind.PROGRAMME})
_SAID_ELSEWHERE = frozenset({DeviationKind.CONTENT_DROPPED})
_VALUE = {CoverageStatus.MISSING: 0, CoverageStatus.PARTIAL: 1, CoverageStatus.COVERED: 2}


def draft_comments(plan: ComparedPlan, reference: Reference, *, lang: Lang = "vi") -> Sheet:
    """The comment table on a draft and its annexes.

    A provision the reference says twice is asked for once; what lies in a part of the text that is cut off, and what
    only the State can do, is not asked for at all. Deviations that need a review are marked so.
    """
    return Sheet(tuple(_Draft(plan, reference, lang).blocks()), lang)


class _Draft(Context):
    def blocks(self) -> Iterator[Block]:
        said = self.said
        number = self.reference.number
        yield Heading(0, said("draft", "title"))
        named = [self.document.metadata.title, self.document.metadata.issuer, self.plan.source]
        yield Paragraph(". ".join(name for name in named if name))
        yield Paragraph(said("draft", "intro", reference=number), quiet=True)
        yield from map(Paragraph, self.cautions())
        yield Heading(1, said("draft", "comments"))
        groups = [
            ("owed", self._owed()),
            ("competence", self._competence()),
            ("differences", self._differences()),
            ("clarity", self._clarity()),
        ]
        rows: list[Row] = []
        for key, found in groups:
            if group := list(found):
                rows += [(f"{said('draft', key)} ({len(group)})",), *group]
        heads = tuple(said("draft", key) for key in ("draft", "comment", "basis"))
        yield Grid(heads, tuple(rows), (4, 4, 2.2)) if rows else Paragraph(said("draft", "quiet"))
        yield Paragraph(said("note", "limits"), quiet=True)
        annexed = [(key, tuple(blocks)) for key, blocks in (("possible", self._possible()), ("matrix", self._matrix()))]
        for order, (key, blocks) in enumerate((each for each in annexed if each[1]), start=1):
            yield Heading(1, f"{said('note', 'annex', n=order)}. {said('draft', key)}", new_page=order == 1)
            yield from blocks

    def _open(self, *classes: Obligation) -> list[tuple[Provision, Coverage]]:
        """Leaves of these classes that are missing or partial, the missing ones first; not those of which only what the
        State does is left."""
        found = [
            (p, self._best(p)) for p in self.reference.provisions if p.id in self._leaves and p.obligation in classes
        ]
        listed = [(p, c) for p, c in found if c is not None and c.status in OPEN]
        asked = [(p, c) for p, c in listed if self.provisions[c.provision].asks_for(c.measures_taken)]
        return sorted(asked, key=lambda pair: _VALUE[pair[1].status])

    def _owed(self) -> Iterator[Row]:
        for p, c in self._open(Obligation.DIRECT):
            key = "add_direct" if c.status is CoverageStatus.MISSING else "add_part"
            comment = self.said("draft", key, statement=self.wanting(p, c))
            draft = self.quotes(c) or self.said("draft", "silent")
            yield draft, f"{p.id}  {getattr(p.label, self.lang)}\n{comment}", self._basis(p)

    def _possible(self) -> Iterator[Block]:
        """What a plan need not restate, for whoever drafts to consider; national totals are no province's own."""
        if not (found := self._open(*OPTIONAL)):
            return
        yield Paragraph(self.said("draft", "possible_text"), quiet=True)
        if national := [p.id for p, _ in found if p.obligation is Obligation.CONTRIBUTORY and p.figures]:
            yield Paragraph(self.said("draft", "national", provisions=", ".join(national)))
        yield from open_provisions(self, found)

    @property
    def _leaves(self) -> frozenset[str]:
        return frozenset(leaves(self.reference))

    def _best(self, p: Provision) -> Coverage | None:
        """The coverage of a provision or of the place where the reference repeats it, whichever is better."""
        by_id = {c.provision: c for c in self.alignment.coverage}
        found = [by_id[i] for i in (p.id, *p.same_as) if i in by_id and by_id[i].status in _VALUE]
        return max(found, key=lambda c: _VALUE[c.status], default=None)

    def _basis(self, p: Provision) -> str:
        citation = getattr(p.citation, self.lang)
        return self.said("draft", "cited", citation=citation, reference=self.reference.number)

    def _competence(self) -> Iterator[Row]:
        basis = self.said("draft", "request_basis")
        for duty in self.document.duties:
            if asks(self.document, duty, nodes=self.nodes):
                continue
            groups = {"request": beyond_competence(duty), "depends": depends(duty)}
            lines = [
                self.said("draft", key, agency="; ".join(a.name for a in found))
                for key, found in groups.items()
                if found
            ]
            if lines:
                yield self.quote(duty.clause), "\n".join(lines), basis

    def _differences(self) -> Iterator[Row]:
        """High and medium ones; what is dropped is asked for with the provision it belongs to."""
        nothing = self.said("note", "nothing")
        for one in self.findings:
            d = one.deviation
            if d.severity is Severity.LOW or d.kind in _SAID_ELSEWHERE or d.provision not in self.provisions:
                continue
            p = self.provisions[d.provision]
            # what was dropped or added is named alone: its other side is empty by its kind
            dropped, added = d.kind.value.endswith("_dropped"), d.kind.value.endswith("_added")
            expected, found = self.sides(d)
            one_sided = expected if dropped and not found else found if added and not expected else None
            change = one_sided or f"{expected or nothing} → {found or nothing}"
            key = "addition" if added else "difference"
            named = "; ".join(self.label(kind.value) for kind in one.kinds)
            said = self.said("draft", key, kind=named, change=change)
            comment = f"{p.id}  {getattr(p.label, self.lang)}\n{said}"
            if d.needs_review:
                comment += f" ({self.label('needs_review')})"
            yield self.where(one), comment, self._basis(p)

    def _clarity(self) -> Iterator[Row]:
        """What is not clear of tasks, told once with the places of all tasks it is said of; the annex has each task."""
        basis = self.said("draft", "clarity_basis")
        unclear: defaultdict[str, list[str]] = defaultdict(list)
        for duty in self.document.duties:
            what = [words for clarity, found in self._found(duty).items() if (words := self._gap(clarity, found))]
            if what and duty.clause not in unclear["; ".join(what)]:
                unclear["; ".join(what)].append(duty.clause)
        for wanting, clauses in unclear.items():
            where = self.quote(clauses[0]) if len(clauses) == 1 else self.places(clauses)
            yield where, self.said("draft", "unclear", what=wanting), basis
        for heading, count in self._unassigned().items():
            node = self.nodes.get(heading) if heading else None
            where = (
                self.said("draft", "whole_section", place=place(node, lang=self.lang), title=node.text)
                if node
                else self.said("draft", "whole_plan")
            )
            yield where, self.said("draft", "unassigned", n=count), basis

    def _found(self, duty: Duty) -> dict[Clarity, Clearness]:
        return clarities(duty, asked=asks(self.document, duty, nodes=self.nodes))

    def _gap(self, clarity: Clarity, found: Clearness) -> str | None:
        if found.degree is Degree.CLEAR:
            return None
        return self.said("wanting", f"{clarity.value}_{found.degree.value}", what=found.what or "")

    def _unassigned(self) -> dict[str | None, int]:
        """How many task clauses without a duty stand under each heading.

        A task clause is one that carries a task of the reference; local clauses are left alone, for nothing says that
        they are tasks.
        """
        assigned = {duty.clause for duty in self.document.duties}
        tasks = {
            link.clause
            for link in self.alignment.links
            if (p := self.provisions.get(link.provision)) and p.kind in _TASKS and link.clause not in assigned
        }
        counted: dict[str | None, int] = {}
        for node in self.document.nodes:
            if node.kind is NodeKind.CLAUSE and node.id in tasks:
                heading = self._heading(node)
                counted[heading] = counted.get(heading, 0) + 1
        return counted

    def _heading(self, node: Node) -> str | None:
        at = node.parent
        for _ in range(len(self.nodes)):
            above = self.nodes.get(at) if at is not None else None
            if above is None or above.kind is NodeKind.HEADING:
                return above.id if above else None
            at = above.parent
        return None

    def _matrix(self) -> Iterator[Block]:
        if not self.document.duties:
            return
        yield Paragraph(self.said("draft", "matrix_text"), quiet=True)
        heads = (self.said("note", "agency"), self.said("note", "task"))
        rows = []
        for duty in self.document.duties:
            signs = tuple(SIGNS[found.degree] for found in self._found(duty).values())
            rows.append(("; ".join(a.name for a in duty.agencies), self.quote(duty.clause, length=SHORT), *signs))
        names = tuple(self.said("clarity", clarity.value) for clarity in Clarity)
        yield Grid((*heads, *names), tuple(rows), (2.2, 5, *[0.95] * len(names)))
