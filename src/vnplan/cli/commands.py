"""The commands of the shell, a thin layer each. Data goes to stdout, progress and refusals to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vnplan._version import __version__
from vnplan.cli.options import (
    FAILED,
    Language,
    LanguageOption,
    MessagesOption,
    OutFile,
    ParseFormat,
    ReferenceOption,
    RootLanguage,
    Segmenter,
    SegmenterOption,
    UsageError,
    XlsxOption,
    check_file,
    check_folder,
    load,
    say_what_is_left_out,
)
from vnplan.cli.reference import app as reference_app
from vnplan.cli.review import app as review_app
from vnplan.spoken import say, some_of, spoken, tell, tell_of_start, words

if TYPE_CHECKING:
    from vnplan.models import Document, Reference

app = typer.Typer(
    name="vnplan",
    help="Parse Vietnamese provincial plans and compare them with the national decision they carry out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(reference_app, name="reference")
app.add_typer(review_app, name="review")


def _say_if_of_another(documents: Iterable[Document], known: Reference) -> None:
    from vnplan.reference import of_another, reference_of

    for other in of_another(((d.id, reference_of(d)) for d in documents), known.id):
        names = some_of(other.documents)
        say(words("other_reference", names=names, number=other.number, asked=known.number, other=other.id))


def _tell_of_workbook(folder: Path, *, written: bool) -> None:
    from vnplan.report import WORKBOOK

    file = folder / WORKBOOK
    if written:
        tell("workbook", file=file)
    elif file.is_file():
        say(words("of_before", files=file))


def _print_or_write(text: str, out: Path | None) -> None:
    if out is None or str(out) == "-":
        sys.stdout.write(text)
        return
    from vnplan.files import write_file

    tell("written", file=write_file(out, text))


def _version(asked: bool) -> None:
    if asked:
        print(f"vnplan {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    lang: RootLanguage = None,
) -> None:
    """Parse Vietnamese provincial plans and compare them with the national decision they carry out."""


@app.command()
def parse(
    file: Annotated[
        Path, typer.Argument(help="A plan or decision (docx, xlsx, pdf, html, txt, md, doc, rtf, odt, xls, ods).")
    ],
    format: Annotated[ParseFormat | None, typer.Option("--format", "-f", help="json (default) or text.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="As text, with the rule that made each node.")] = False,
    lang: MessagesOption = None,
    out: OutFile = None,
) -> None:
    """Read one plan: nodes, targets, duties, citations."""
    from vnplan.parse import parse_plan

    check_file(out)
    document = parse_plan(file)
    chosen = format or (ParseFormat.TEXT if explain else ParseFormat.JSON)
    if chosen is ParseFormat.JSON:
        text = document.to_json()
    else:
        from vnplan.report.terminal import outline

        text = outline(document, explain=explain)
    _print_or_write(text, out)


@app.command()
def align(
    file: Annotated[Path, typer.Argument(help="A plan (docx, xlsx, pdf, html, txt, md, doc, rtf, odt, xls, ods).")],
    reference: ReferenceOption = "qd-127-2021",
    format: Annotated[ParseFormat, typer.Option("--format", "-f", help="json (default) or text.")] = ParseFormat.JSON,
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: LanguageOption = Language.VI,
    out: OutFile = None,
) -> None:
    """Map each clause of one plan to provisions."""
    from vnplan.comparison import compare_plan

    check_file(out)
    known = load(reference)
    document, alignment = compare_plan(file, reference=known, segmenter=segmenter.value)
    _say_if_of_another([document], known)
    if format is ParseFormat.JSON:
        text = alignment.to_json()
    else:
        from vnplan.report.terminal import alignment_text

        text = alignment_text(document, alignment, known, lang=lang.value)
    _print_or_write(text, out)


@app.command()
def compare(
    paths: Annotated[list[Path], typer.Argument(help="Plans: files, or folders of files.")],
    reference: ReferenceOption = "qd-127-2021",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the report (page, tables, alignments).")
    ] = None,
    xlsx: XlsxOption = False,
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: LanguageOption = Language.VI,
) -> None:
    """Compare plans; with --out write the whole report."""
    tell_of_start()
    from vnplan.attached import with_official
    from vnplan.comparison import compare_plans
    from vnplan.finding import left_out
    from vnplan.report.terminal import print_comparison, progress_lines

    if xlsx and out is None:
        raise UsageError("xlsx_needs_out")
    check_folder(out)
    known = with_official(load(reference))
    say_what_is_left_out(left_out(paths))
    with progress_lines() as progress:
        comparison = compare_plans(paths, reference=known, segmenter=segmenter.value, progress=progress)
    for failure in comparison.failures:
        say(failure.in_words(spoken()))
    _say_if_of_another(comparison.documents, known)
    if comparison.plans:
        if out is not None:
            from vnplan.report import write_report

            page = write_report(comparison, out, reference=known, xlsx=xlsx, lang=lang.value)
            tell("report", file=page)
            _tell_of_workbook(out, written=xlsx)
        print_comparison(comparison, reference=known, lang=lang.value)
    if comparison.failures:
        raise typer.Exit(FAILED)


@app.command()
def score(
    paths: Annotated[list[Path], typer.Argument(help="Plans: files, or folders of files, of any format.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for results; a later run takes over what is there.")],
    reference: ReferenceOption = "qd-127-2021",
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one for each core.")] = 0,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="tcp://…", help="Score on this Dask cluster instead (extra dask).")
    ] = None,
    seconds: Annotated[float, typer.Option("--seconds", help="Time one file may take.")] = 120.0,
    retry: Annotated[bool, typer.Option("--retry", help="Do files that failed before again.")] = False,
    keep_plans: Annotated[
        bool, typer.Option("--keep-plans/--no-plans", help="Keep parsed plans and alignments beside the scores.")
    ] = True,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Also write scores.xlsx.")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="Also write Parquet (extra parquet).")] = False,
    details: Annotated[
        bool,
        typer.Option("--details", help="Also tables of links, deviations and so on over all plans."),
    ] = False,
    shared: Annotated[
        bool, typer.Option("--shared-wording", help="Also tables of wording that plans share beyond the reference.")
    ] = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Score many plans: a scorecard each, tables, a page.

    What was done before is not done again.
    """
    tell_of_start()
    from vnplan.batch.command import score_command
    from vnplan.batch.output.export import Extras
    from vnplan.finding import left_out

    check_folder(out)
    say_what_is_left_out(left_out(paths))
    complete = score_command(
        paths,
        out=out,
        reference=load(reference),
        segmenter=segmenter.value,
        jobs=jobs,
        dask=dask,
        seconds=seconds,
        retry=retry,
        keep_plans=keep_plans,
        extras=Extras(xlsx=xlsx, parquet=parquet, details=details, shared=shared, lang=lang.value),
    )
    if not complete:
        raise typer.Exit(FAILED)


@app.command()
def report(
    stored: Annotated[Path, typer.Argument(help="A stored comparison: comparison.json, or the folder of a report.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the report to.")],
    reference: Annotated[
        str | None, typer.Option("--reference", "-r", help="Codebook to show, if not the one it was compared with.")
    ] = None,
    xlsx: XlsxOption = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Write the report of a stored comparison anew.

    Nothing is computed again.
    """
    from vnplan.attached import with_official
    from vnplan.reference import list_references
    from vnplan.report import read_comparison, write_report

    check_folder(out)
    comparison = read_comparison(stored)
    if reference is None and comparison.reference not in list_references():
        raise UsageError("report_codebook", where=str(stored), name=comparison.reference)
    known = with_official(load(reference or comparison.reference))
    page = write_report(comparison, out, reference=known, xlsx=xlsx, lang=lang.value)
    tell("report", file=page)
    _tell_of_workbook(out, written=xlsx)


@app.command()
def note(
    file: Annotated[Path, typer.Argument(help="A plan (docx, xlsx, pdf, html, txt, md, doc, rtf, odt, xls, ods).")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write: .docx (Word) or .md; without it Markdown here.")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="The plan is a draft: write a table of comments.")] = False,
    reference: ReferenceOption = "qd-127-2021",
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: LanguageOption = Language.VI,
) -> None:
    """Write a note on one plan, or comments on a draft.

    What the plan carries and what differs; with --draft a table of comments (bảng góp ý).
    """
    from vnplan.comparison import ComparedPlan, compare_plan
    from vnplan.files import write_file
    from vnplan.report import note as made

    suffix = ".md" if out is None or str(out) == "-" else out.suffix.lower()
    if suffix not in {".docx", ".md"}:
        raise UsageError("note_suffix")
    check_file(out)
    known = load(reference)
    document, alignment = compare_plan(file, reference=known, segmenter=segmenter.value)
    _say_if_of_another([document], known)
    plan = ComparedPlan(source=file.name, document=document, alignment=alignment)
    content = made(plan, reference=known, draft=draft, format="docx" if suffix == ".docx" else "md", lang=lang.value)
    if out is None or str(out) == "-":
        sys.stdout.write(content.decode())
    else:
        tell("written", file=write_file(out, content))


@app.command()
def versions(
    before: Annotated[
        Path,
        typer.Argument(help="The earlier version of a plan (docx, xlsx, pdf, html, txt, md, doc, rtf, odt, xls, ods)."),
    ],
    after: Annotated[Path, typer.Argument(help="The later version.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="File to write: .docx (Word), .html, .md or .json; without it Markdown here."),
    ] = None,
    reference: ReferenceOption = "qd-127-2021",
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: LanguageOption = Language.VI,
) -> None:
    """Compare two versions: comments taken in, changes.

    The comments are those of `vnplan note --draft` on the earlier version.
    """
    from vnplan.comparison import ComparedPlan, compare_plan
    from vnplan.files import write_file
    from vnplan.report.notes.versions import VERSION_FORMATS, version_file

    suffix = ".md" if out is None or str(out) == "-" else out.suffix.lower()
    if suffix not in VERSION_FORMATS:
        raise UsageError("version_suffix")
    check_file(out)
    known = load(reference)

    def compared(file: Path) -> ComparedPlan:
        document, alignment = compare_plan(file, reference=known, segmenter=segmenter.value)
        return ComparedPlan(source=file.name, document=document, alignment=alignment)

    one, two = compared(before), compared(after)
    _say_if_of_another([one.document, two.document], known)
    content = version_file(one, two, known, format=suffix, lang=lang.value)
    if out is None or str(out) == "-":
        sys.stdout.write(content.decode())
    else:
        tell("written", file=write_file(out, content))


@app.command()
def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Annotated plans (JSON); without them those of corpora/gold.")
    ] = None,
    reference: ReferenceOption = "qd-127-2021",
    segmenter: Annotated[
        list[Segmenter] | None,
        typer.Option("--segmenter", help="Word segmenter (default: syllable); may be given several times."),
    ] = None,
    baselines: Annotated[bool, typer.Option("--baselines/--no-baselines", help="Score plain similarities too.")] = True,
    further: Annotated[
        list[Path] | None,
        typer.Option("--further", help="Annotated plans to test only; without any plan named those of corpora/silver."),
    ] = None,
    official: Annotated[
        Path | None, typer.Option("--official", help="The decision's text, for the baselines to compare with.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="An earlier evaluation (JSON): list gains and losses.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the evaluation as JSON.")] = False,
    lang: MessagesOption = None,
    out: OutFile = None,
) -> None:
    """Score the aligner on annotated plans.

    Each plan is tested with a model trained on other plans.
    """
    from vnplan.corpus import load_corpus
    from vnplan.evaluate import changes, changes_text, evaluate_plans, evaluation_text, load_evaluation
    from vnplan.reference import attach_official_text
    from vnplan.report.parser_notes import note_words

    check_file(out)
    known = load(reference)
    earlier = None if against is None else load_evaluation(against)
    wording = None
    if official is not None:
        attached, notes = attach_official_text(known, official)
        for note in notes:
            say(note_words(note, lang=spoken()))
        wording = attached.official
    if not gold:
        corpus = load_corpus()
        gold = [corpus.gold_path(entry.name) for entry in corpus.gold]
        further = further or [corpus.silver_path(entry.name) for entry in corpus.silver]
    names = [s.value for s in segmenter or [Segmenter.SYLLABLE]]
    found = evaluate_plans(
        gold,
        known,
        further=further or (),
        segmenters=names,
        baselines=baselines,
        official=wording,
        progress=say,
    )
    text = found.to_json() if as_json else evaluation_text(found)
    if earlier is not None:
        listed = changes_text(changes(earlier, found))
        if as_json:  # stdout stays one JSON document
            print(listed, end="", file=sys.stderr)
        else:
            text += "\n" + listed
    _print_or_write(text, out)
