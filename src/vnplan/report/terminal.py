"""Text for the terminal: the table of a comparison, a document's outline, provisions, and progress."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vnplan.align.coverage.shares import coverage_share
from vnplan.comparison import ComparedPlan, Comparison
from vnplan.errors import Lang
from vnplan.lexicon import label
from vnplan.models import (
    Alignment,
    Bilingual,
    CoverageStatus,
    DeviationKind,
    Document,
    Figure,
    Link,
    Measure,
    Provision,
    Reference,
    Severity,
)
from vnplan.report.changes import sides_of
from vnplan.report.facts import provision_facts
from vnplan.report.names import marked_names
from vnplan.report.numbers import score_words
from vnplan.report.said_once import Finding, findings, kinds, severities
from vnplan.report.shares import main_figure, statuses
from vnplan.report.strings import bilingual, text
from vnplan.report.words import level_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Progress = Callable[[int, int, str], None]

_PLANS_ACROSS = 8
_LABELS, _PLAN = 30, 14
"""Columns for the labels at the left of a table, and for each plan: a table of more plans would cut words."""
_WIDTH = 200
"""Columns to assume where stdout is no terminal: a table in a file or a pipe must not be squeezed to 80."""


def print_comparison(comparison: Comparison, *, reference: Reference, lang: Lang = "vi") -> None:
    """Print the main table (a row per plan) and the deviations by kind (a column per plan) to stdout.

    Where a terminal is too narrow for twelve heads, the main table has a column per plan too.
    """
    from rich.console import Console
    from rich.measure import Measurement

    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    across = min(_PLANS_ACROSS, max(1, (console.width - _LABELS) // _PLAN))
    groups = [comparison.plans[start : start + across] for start in range(0, len(comparison.plans), across)]
    names = marked_names(comparison, lang=lang)
    table = _plans_table(comparison.plans, names, reference, lang)
    wide = console.options.update(max_width=_WIDTH)
    if Measurement.get(console, wide, table).maximum <= console.width:
        console.print(table)
    else:
        for plans in groups:
            console.print(_turned(_plans_table(plans, names, reference, lang)))
    for plans in groups:
        console.print(_deviations_table(plans, names, lang))
    console.print(text("page", "not_results", lang=lang), style="dim", soft_wrap=True)


def print_references(references: Sequence[Reference], *, lang: Lang = "vi") -> None:
    """Print references, a row each: what to name it by, its number, validity, how much it holds, its title."""
    from rich.console import Console

    table = _table()
    for key in ("id", "number", "in_force"):  # the id is to be typed: never cut
        table.add_column(text("reference", key, lang=lang), no_wrap=True)
    table.add_column(text("reference", "provisions", lang=lang), justify="right", no_wrap=True)
    table.add_column(text("reference", "title", lang=lang))
    for one in references:
        table.add_row(
            _escaped(one.id),
            _escaped(one.number),
            _in_force(one).replace("– ", "–\n"),  # two lines, so that the title has room in 80 columns
            str(len(one.provisions)),
            _escaped(getattr(one.title, lang)),
        )
    Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH).print(table)


def _in_force(reference: Reference) -> str:
    """From when to when, where known: "28/08/2026 –" is in force still."""
    since, until = (f"{day:%d/%m/%Y}" if day else "" for day in (reference.in_force_from, reference.in_force_to))
    return f"{since} – {until}".strip() if since or until else ""


def _plans_table(plans: Sequence[ComparedPlan], names: Mapping[str, str], reference: Reference, lang: Lang) -> Table:
    table = _table(text("view", "matrix", lang=lang))
    table.add_column(text("table", "province", lang=lang))
    for key in ("clauses", "linked", "local_short"):
        table.add_column(text("plan", key, lang=lang), justify="right")
    for status in CoverageStatus:
        table.add_column(label(status.value, lang=lang), justify="right")
    table.add_column(label("coverage_rate", lang=lang), justify="right")
    heads = "/".join(label(severity.value, lang=lang).lower() for severity in Severity)
    table.add_column(f"{label('deviation', lang=lang)}: {heads}", justify="right")
    for plan in plans:
        s, levels = plan.alignment.summary, severities(findings(plan.document, plan.alignment))
        rate, counts = main_figure(coverage_share(plan.alignment, reference)), statuses(plan.alignment, reference)
        cells = [s.clauses, s.linked, s.local, *(counts[status] for status in CoverageStatus), rate]
        cells.append("/".join(str(levels[severity]) for severity in Severity))
        table.add_row(_escaped(names[plan.document.id]), *map(str, cells))
    return table


def _deviations_table(plans: Sequence[ComparedPlan], names: Mapping[str, str], lang: Lang) -> Table:
    table = _table(text("deviations", "by_kind", lang=lang))
    table.add_column(text("table", "kind", lang=lang))
    for plan in plans:
        table.add_column(_escaped(names[plan.document.id]), justify="right")
    counts = [kinds(findings(plan.document, plan.alignment)) for plan in plans]
    for kind in DeviationKind:
        table.add_row(label(kind.value, lang=lang), *(str(count[kind]) for count in counts))
    table.add_section()
    table.add_row(text("table", "sum", lang=lang), *(str(sum(count.values())) for count in counts))
    return table


def _turned(table: Table) -> Table:
    """The same table with its columns as rows."""
    turned = _table(str(table.title))
    (first, *names), *rows = ([column.header, *column.cells] for column in table.columns)
    turned.add_column(first)
    for name in names:
        turned.add_column(name, justify="right")
    for row in rows:
        turned.add_row(*row)
    return turned


def _table(title: str | None = None) -> Table:
    from rich import box
    from rich.table import Table

    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, header_style="bold")


def _escaped(words: str) -> str:
    from rich.markup import escape

    return escape(_printable(words))


def _printable(words: str) -> str:
    """Without control characters: a text from a file must not steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in words)


def outline(document: Document, *, explain: bool = False) -> str:
    """A document as lines: kind, id, text; with `explain` also the parser's rule that made each node, and the notes."""
    meta = document.metadata
    facts = [meta.kind, meta.number, meta.issued_on, meta.province, meta.issuer, meta.signer]
    lines = [" · ".join(_printable(str(fact)) for fact in facts if fact), _printable(meta.title or "")]
    for node in document.nodes:
        rule = f" [{node.rule or '-'}]" if explain else ""
        lines.append(f"{node.kind.value:8}{rule} {'  ' * len(node.path)}{node.id}  {_printable(node.text)}")
    for note in document.notes:
        where = f" {note.span.start}-{note.span.end}" if note.span else ""
        lines.append(f"note     {note.code}{where}: {_printable(note.message)}")
    return "\n".join(line.rstrip() for line in lines if line) + "\n"


def alignment_text(document: Document, alignment: Alignment, reference: Reference, *, lang: Lang = "vi") -> str:
    """An alignment as lines: every aligned clause, each of its provisions with what differs, then all coverage."""
    provisions = {p.id: p for p in reference.provisions}
    differing: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for found in findings(document, alignment):
        for clause in found.clauses(alignment.deviations):
            differing[clause, found.deviation.provision].append(found)
    linked: dict[str, list[Link]] = defaultdict(list)
    for link in alignment.links:
        linked[link.clause].append(link)
    lines = []
    for node in document.clauses:
        lines.append(f"{node.id}  {_printable(node.text)}")
        for link in linked[node.id]:
            review = f", {label('needs_review', lang=lang)}" if link.needs_review else ""
            name = getattr(provisions[link.provision].label, lang) if link.provision in provisions else ""
            relation = label(link.relation.value, lang=lang)
            lines.append(f"    -> {link.provision} {name} ({relation}, {score_words(link.score, lang=lang)}{review})")
            for found in differing[node.id, link.provision]:
                names = "; ".join(label(kind.value, lang=lang) for kind in found.kinds)
                level = label(found.deviation.severity.value, lang=lang)
                change = _change(found, node.id, provisions.get(link.provision), lang)
                lines.append(f"       {names} [{level}]: {change}")
    lines.append("")
    for coverage in alignment.coverage:
        name = getattr(provisions[coverage.provision].label, lang) if coverage.provision in provisions else ""
        reason = coverage.reason if lang == "vi" else coverage.reason_en or coverage.reason
        lines.append(f"{coverage.provision}  {name}: {label(coverage.status.value, lang=lang)}. {reason}")
    return "\n".join(lines) + "\n"


def _change(found: Finding, clause: str, provision: Provision | None, lang: Lang) -> str:
    """What a finding expected and found, at the clause it is told at; at the others where that is."""
    if clause != found.deviation.clause:
        return text("deviations", "said_at", lang=lang, place=found.deviation.clause)
    expected, instead = sides_of(found.deviation, provision, lang=lang)
    return f"{_printable(expected or '–')} -> {_printable(instead or '–')}"


def reference_text(reference: Reference, *, lang: Lang = "vi") -> str:
    """A reference as lines: its title, then every provision with obligation and label under its sections."""
    titles = {s.id: getattr(s.title, lang) for s in reference.sections}
    lines = [f"{reference.number}  {getattr(reference.title, lang)}"]
    if dates := _in_force(reference):
        lines.append(f"{text('card', 'in_force', lang=lang)}: {dates}")
    if reference.replaced_by:
        lines.append(f"{text('card', 'replaced_by', lang=lang)}: {reference.replaced_by}")
    lines += [f"* {getattr(note, lang)}" for note in reference.notes]
    open_sections: set[str] = set()
    for p in reference.provisions:
        for section in _above(p, reference):
            if section not in open_sections:
                open_sections.add(section)
                lines.append(f"\n{section}  {titles[section]}")
        lines.append(f"  {p.id:10} {getattr(p.label, lang)}  [{_word('obligation', p.obligation.value, lang)}]")
    return "\n".join(lines) + "\n"


def _above(provision: Provision, reference: Reference) -> list[str]:
    parents = {s.id: s.parent for s in reference.sections}
    chain: list[str] = []
    section = provision.parent
    while section in parents and section not in chain:
        chain.append(section)
        section = parents[section]
    return chain[::-1]


def provision_text(provision: Provision, reference: Reference, *, lang: Lang = "vi") -> str:
    """One provision as lines: statement (marked as ours), citation, class, measures, facts, the official wording."""

    def of(pair: Bilingual | Measure) -> str:
        return str(getattr(pair, lang))

    kinds = (_word("kind", provision.kind.value, lang), _word("obligation", provision.obligation.value, lang))
    lines = [
        f"{provision.id}  {of(provision.label)}",
        f"{reference.number}, {of(provision.citation)}",
        " · ".join(dict.fromkeys(kinds)),
        "",
        f"{label('our_statement', lang=lang)}:",
        of(provision.statement),
        "",
        f"{label('measure', lang=lang)}:",
    ]
    for ordinal, measure in enumerate(provision.measures, start=1):
        mark = f"  [{text('card', 'national_measure', lang=lang)}]" if measure.national else ""
        lines.append(f"  {provision.measure_id(ordinal)}  {of(measure)}{mark}")
    facts = [f"{text('card', 'figures', lang=lang)}: {_figure(figure, lang)}" for figure in provision.figures]
    facts += [f"{text('card', key, lang=lang)}: {value}" for key, value in provision_facts(provision, lang=lang)]
    if provision.national_only_reason:
        facts.append(f"{text('card', 'why_national', lang=lang)}: {of(provision.national_only_reason)}")
    if twins := (*provision.same_as, *provision.group_of):
        facts.append(f"{text('card', 'twins', lang=lang)}: {', '.join(twins)}")
    if provision.law_drafting:
        facts.append(text("card", "law_drafting", lang=lang))
    if facts:
        lines += ["", *facts]
    if official := reference.official.get(provision.id):
        lines += ["", f"{text('card', 'official', lang=lang)}:", _printable(official)]
    return "\n".join(lines) + "\n"


def _word(group: str, key: str, lang: Lang) -> str:
    return bilingual(group, key)[0 if lang == "vi" else 1]


def _figure(figure: Figure, lang: Lang) -> str:
    return f"{getattr(figure.indicator, lang)}: {level_words(figure, lang=lang)}"


@contextmanager
def progress_lines() -> Iterator[Progress]:
    """Progress on stderr: a bar on a terminal, a line per file elsewhere."""
    if not sys.stderr.isatty():
        yield _line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console: Console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=_printable(name))


def _line(done: int, total: int, name: str) -> None:
    if name:
        print(f"[{done + 1}/{total}] {_printable(name)}", file=sys.stderr, flush=True)
