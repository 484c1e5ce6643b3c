"""Two versions of a plan as a note: which comments were taken in, and what changed clause by clause; as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from vnplan._version import __version__
from vnplan.comparison import ComparedPlan
from vnplan.errors import Lang, OptionError
from vnplan.lexicon import label
from vnplan.models import Reference
from vnplan.models.base import check_language
from vnplan.report.changes import sides
from vnplan.report.notes.blocks import Block, Grid, Heading, Paragraph, Sheet
from vnplan.report.words import place, words
from vnplan.versions import Change, ClauseChange, Outcome, Point, review_versions

VERSION_FORMATS = (".docx", ".html", ".md", ".json")
_QUOTE = 600
"""Characters of a clause that a table shows."""


def version_note(before: ComparedPlan, after: ComparedPlan, reference: Reference, *, lang: Lang = "vi") -> Sheet:
    """The note on two versions. Raises `OptionError` for a language there is not."""
    check_language(lang)
    return Sheet(tuple(_Note(before, after, reference, lang).blocks()), lang)


def version_file(
    before: ComparedPlan, after: ComparedPlan, reference: Reference, *, format: str = ".docx", lang: Lang = "vi"
) -> bytes:
    """Two versions as a file's bytes: `format` is ".docx" (Word), ".html", ".md" or ".json" (a `VersionReview`).

    Raises `OptionError` for another format or language.
    """
    if format not in VERSION_FORMATS:
        raise OptionError("unknown_format", name=repr(format), known=", ".join(VERSION_FORMATS))
    if format == ".json":
        return review_versions(before, after, reference).to_json().encode("utf-8", "backslashreplace")
    sheet = version_note(before, after, reference, lang=lang)
    if format == ".docx":
        from vnplan.report.notes.word import word_bytes

        return word_bytes(sheet)
    from vnplan.report.notes.markdown import markdown
    from vnplan.report.notes.sheet_page import sheet_page

    return (sheet_page if format == ".html" else markdown)(sheet).encode("utf-8", "backslashreplace")


class _Note:
    def __init__(self, before: ComparedPlan, after: ComparedPlan, reference: Reference, lang: Lang) -> None:
        self.before, self.after, self.reference, self.lang = before, after, reference, lang
        self.found = review_versions(before, after, reference)
        self.old = {node.id: node for node in before.document.nodes}
        self.new = {node.id: node for node in after.document.nodes}
        self.provisions = {p.id: p for p in reference.provisions}

    def said(self, key: str, **values: object) -> str:
        return self.word("versions", key, **values)

    def word(self, group: str, key: str, **values: object) -> str:
        return words("versions", group, key, lang=self.lang, **values)

    def blocks(self) -> Iterator[Block]:
        yield Heading(0, self.said("title"))
        for side, plan in (("before", self.before), ("after", self.after)):
            yield Paragraph(self.said("version", side=self.said(side), name=_title(plan)))
        yield Heading(1, self.said("points"))
        yield Paragraph(self.said("points_text", reference=self.reference.number), quiet=True)
        yield from self._points()
        yield Heading(1, self.said("changes"))
        counts = self.found.versions.counts
        yield Paragraph(self.said("counts", **counts))
        if counts[Change.UNKNOWN]:
            yield Paragraph(self.said("cut", **counts))
        yield Paragraph(self.said("limits"), quiet=True)
        yield self._changes()
        yield Paragraph(self.said("made", library=__version__), quiet=True)

    def _points(self) -> Iterator[Block]:
        """The points grouped by outcome, what is still open first: that is what is left to do."""
        points = self.found.points
        if not points:
            yield Paragraph(self.said("no_points"))
            return
        order = (Outcome.OPEN, Outcome.UNKNOWN, Outcome.CHANGED, Outcome.IN_PART, Outcome.TAKEN_IN)
        counts = self.found.outcomes
        names = [f"{counts[o.value]} {self._outcome(o).lower()}" for o in reversed(order) if counts[o.value]]
        yield Paragraph(self.said("outcomes", n=len(points), counts=", ".join(names)))
        rows: list[tuple[str, ...]] = []
        for outcome in order:
            group = [point for point in points if point.outcome is outcome]
            if group:
                rows.append((f"{self._outcome(outcome)} ({len(group)})",))
                rows += [self._point(point) for point in group]
        heads = (self.said("comment"), self.said("before"), self.said("after"))
        yield Grid(heads, tuple(rows), (4, 3, 3))

    def _outcome(self, outcome: Outcome) -> str:
        return self.word("outcome", outcome.value)

    def _point(self, point: Point) -> tuple[str, ...]:
        p = self.provisions[point.provision]
        nothing = self.said("nothing")
        if point.kind in {"missing", "partial"}:
            words = self.said(f"state_{point.kind}", statement=getattr(p.statement, self.lang))
        else:
            kind = label(point.kind, lang=self.lang)
            expected, found = sides(point.kind, point.expected, point.found, p, lang=self.lang)
            words = self.said("difference_of", kind=kind, expected=expected or nothing, found=found or nothing)
            if point.needs_review:
                words += f" ({label('needs_review', lang=self.lang)})"
        earlier = self._quote(point.clause, new=False) if point.clause else nothing
        later = "\n".join(self._quote(clause, new=True) for clause in dict.fromkeys(point.later))
        return f"{p.id}  {getattr(p.label, self.lang)}\n{words}", earlier, later or nothing

    def _changes(self) -> Block:
        told = (Change.CHANGED, Change.ADDED, Change.DROPPED, Change.UNKNOWN)
        rows: list[tuple[str, ...]] = []
        for kind in told:
            group = [change for change in self.found.versions.changes if change.change is kind]
            if group:
                rows.append((f"{self.word('change', kind.value)} ({len(group)})",))
                rows += [self._change(change) for change in group]
        if not rows:
            return Paragraph(self.said("no_changes"))
        return Grid((self.said("before"), self.said("after"), self.said("difference")), tuple(rows), (4, 4, 2.5))

    def _change(self, change: ClauseChange) -> tuple[str, ...]:
        before = self._quote(change.before, new=False) if change.before else "–"
        after = self._quote(change.after, new=True) if change.after else "–"
        parts = {"words_dropped": change.words_dropped, "words_added": change.words_added}
        lines = [self.said(key, words="; ".join(f"“{w}”" for w in words)) for key, words in parts.items() if words]
        if change.fields:
            lines.append(self.said("fields", fields=", ".join(self.word("field", f) for f in change.fields)))
        return before, after, "\n".join(lines) or "–"

    def _quote(self, clause: str, *, new: bool) -> str:
        node = (self.new if new else self.old).get(clause)
        return f"{place(node, lang=self.lang)}\n{shorten(node.text, _QUOTE, placeholder=' …')}" if node else clause


def _title(plan: ComparedPlan) -> str:
    meta = plan.document.metadata
    day = meta.issued_on.strftime("%d/%m/%Y") if meta.issued_on else None
    return ", ".join(part for part in (plan.name, meta.number, day, plan.source) if part)
