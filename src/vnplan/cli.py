"""The shell: a thin layer of commands. Data goes to stdout, progress and refusals to stderr.

Exit codes: 0 done; 1 something could not be read, aligned or written (the rest is done); 2 the command itself is wrong
(an unknown option, reference, provision or setting).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vnplan._version import __version__
from vnplan.errors import OptionError, ReferenceDataError, SchemaError, VnplanError

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
reference_app = typer.Typer(help="The decisions plans are compared with.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(reference_app, name="reference")
review_app = typer.Typer(help="An analyst's decisions on links.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(review_app, name="review")

FAILED, USAGE, INTERRUPTED = 1, 2, 130


class ParseFormat(StrEnum):
    """How a parsed document is printed."""

    JSON = "json"
    TEXT = "text"


class Segmenter(StrEnum):
    """How clauses are cut into words."""

    SYLLABLE = "syllable"
    UNDERTHESEA = "underthesea"
    PYVI = "pyvi"


class Language(StrEnum):
    """Language of labels and statements."""

    VI = "vi"
    EN = "en"


OutFile = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of stdout.")]
ReferenceOption = Annotated[str, typer.Option("--reference", "-r", help="Id of a reference, or a codebook file.")]
SegmenterOption = Annotated[Segmenter, typer.Option("--segmenter", help="Word segmenter.")]
XlsxOption = Annotated[bool, typer.Option("--xlsx", help="Also write the workbook (report.xlsx) to the folder.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of labels.")]


class _UsageError(Exception):
    """What was asked for does not exist: the command has to be changed, not a file."""


@contextmanager
def _asked_for() -> Iterator[None]:
    """Errors about names on the command line are usage errors."""
    try:
        yield
    except (ReferenceDataError, OptionError, SchemaError) as error:
        raise _UsageError(str(error)) from error


def _say(message: str) -> None:
    print(f"vnplan: {message}", file=sys.stderr)


def _load(reference: str) -> Reference:
    from vnplan.reference import load_reference

    with _asked_for():
        return load_reference(reference)


def _say_if_of_another(documents: Iterable[Document], known: Reference) -> None:
    from vnplan.reference import of_another

    for message in of_another(documents, known):
        _say(message)


def _print_or_write(text: str, out: Path | None) -> None:
    if out is None or str(out) == "-":
        sys.stdout.write(text)
        return
    from vnplan.files import write_file

    write_file(out, text)


def _version(asked: bool) -> None:
    if asked:
        print(f"vnplan {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Parse Vietnamese provincial plans and compare them with the national decision they carry out."""


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="A plan or decision (txt, md, html, docx, pdf).")],
    format: Annotated[ParseFormat | None, typer.Option("--format", "-f", help="json (default) or text.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="As text, with the rule that made each node.")] = False,
    out: OutFile = None,
) -> None:
    """Read one document into nodes, targets, duties and citations."""
    from vnplan.parse import parse_plan

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
    file: Annotated[Path, typer.Argument(help="A plan (txt, md, html, docx, pdf).")],
    reference: ReferenceOption = "qd-127-2021",
    format: Annotated[ParseFormat, typer.Option("--format", "-f", help="json (default) or text.")] = ParseFormat.JSON,
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: LanguageOption = Language.VI,
    out: OutFile = None,
) -> None:
    """Map every clause of one plan to the provisions of a reference."""
    from vnplan.comparison import compare_plan

    known = _load(reference)
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
    """Compare plans with a reference: a table here, and with --out the whole report."""
    from vnplan.attached import with_official
    from vnplan.comparison import compare_plans
    from vnplan.report.terminal import print_comparison, progress_lines

    if xlsx and out is None:
        raise _UsageError("--xlsx needs --out, the folder to write the workbook to.")
    known = with_official(_load(reference))
    with progress_lines() as progress:
        comparison = compare_plans(paths, reference=known, segmenter=segmenter.value, progress=progress)
    for failure in comparison.failures:
        _say(failure.message)
    _say_if_of_another(comparison.documents, known)
    if comparison.plans:
        if out is not None:
            from vnplan.report import write_report

            page = write_report(comparison, out, reference=known, xlsx=xlsx)
            print(f"Report: {page}", file=sys.stderr)
        print_comparison(comparison, lang=lang.value)
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
        str | None, typer.Option("--dask", metavar="TCP://…", help="Score on this Dask cluster instead (extra dask).")
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
    """Score many plans: a scorecard each, tables, a page. What was done before is not done again."""
    from vnplan.batch.command import score_command

    complete = score_command(
        paths,
        out=out,
        reference=_load(reference),
        segmenter=segmenter.value,
        jobs=jobs,
        dask=dask,
        seconds=seconds,
        retry=retry,
        keep_plans=keep_plans,
        xlsx=xlsx,
        parquet=parquet,
        details=details,
        shared=shared,
        lang=lang.value,
        say=_say,
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
) -> None:
    """Write the report of a stored comparison anew, without computing anything again."""
    from vnplan.attached import with_official
    from vnplan.report import read_comparison, write_report

    comparison = read_comparison(stored)
    known = with_official(_load(reference or comparison.reference))
    page = write_report(comparison, out, reference=known, xlsx=xlsx)
    print(f"Report: {page}", file=sys.stderr)


@app.command()
def note(
    file: Annotated[Path, typer.Argument(help="A plan (txt, md, html, docx, pdf).")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write: .docx (Word) or .md; without it Markdown here.")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="The plan is a draft: write a table of comments.")] = False,
    reference: ReferenceOption = "qd-127-2021",
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: LanguageOption = Language.VI,
) -> None:
    """Write a note on one plan: what it carries, what differs; with --draft the comments on a draft (bảng góp ý)."""
    from vnplan.comparison import ComparedPlan, compare_plan
    from vnplan.files import write_file
    from vnplan.report import note as made

    suffix = ".md" if out is None or str(out) == "-" else out.suffix.lower()
    if suffix not in {".docx", ".md"}:
        raise _UsageError("--out must end in .docx (Word) or .md (Markdown).")
    known = _load(reference)
    document, alignment = compare_plan(file, reference=known, segmenter=segmenter.value)
    _say_if_of_another([document], known)
    plan = ComparedPlan(source=file.name, document=document, alignment=alignment)
    content = made(plan, reference=known, draft=draft, format="docx" if suffix == ".docx" else "md", lang=lang.value)
    if out is None or str(out) == "-":
        sys.stdout.write(content.decode())
    else:
        write_file(out, content)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Annotated plans (JSON); without them those of corpora/gold.")
    ] = None,
    reference: ReferenceOption = "qd-127-2021",
    segmenter: Annotated[
        list[Segmenter] | None, typer.Option("--segmenter", help="Word segmenter; may be given several times.")
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
    out: OutFile = None,
) -> None:
    """Score the aligner on annotated plans, each tested with a model trained on other plans."""
    from vnplan.corpus import load_corpus
    from vnplan.evaluate import changes, changes_text, evaluate_plans, evaluation_text, load_evaluation
    from vnplan.reference import attach_official_text

    known = _load(reference)
    earlier = None if against is None else load_evaluation(against)
    wording = None
    if official is not None:
        attached, notes = attach_official_text(known, official)
        for note in notes:
            _say(note.message)
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
        progress=_say,
    )
    text = found.to_json() if as_json else evaluation_text(found)
    if earlier is not None:
        listed = changes_text(changes(earlier, found))
        if as_json:  # stdout stays one JSON document
            print(listed, end="", file=sys.stderr)
        else:
            text += "\n" + listed
    _print_or_write(text, out)


@review_app.command("export")
def review_export(
    file: Annotated[Path, typer.Argument(help="A plan (txt, md, html, docx, pdf).")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The workbook to write (xlsx).")],
    reference: ReferenceOption = "qd-127-2021",
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
) -> None:
    """Write a workbook of links to keep, drop, move or add by drop-downs."""
    from vnplan.comparison import compare_plan
    from vnplan.decisions import review_on
    from vnplan.files import write_file
    from vnplan.review import review_workbook

    known = _load(reference)
    document, alignment = compare_plan(file, reference=known, segmenter=segmenter.value)
    write_file(out, review_workbook(document, alignment, known, review=review_on(file, known.id)))
    print(f"{len(alignment.links)} links, {len(alignment.unlinked)} clauses without one: {out}", file=sys.stderr)


@review_app.command("apply")
def review_apply(
    file: Annotated[Path, typer.Argument(help="The plan the workbook was made from.")],
    workbook: Annotated[Path, typer.Argument(help="The workbook as you saved it.")],
    reference: ReferenceOption = "qd-127-2021",
    as_gold: Annotated[
        Path | None, typer.Option("--as-gold", help="Also write the decided clauses as training data (JSON).")
    ] = None,
) -> None:
    """Read a corrected workbook and keep its decisions beside the plan; every later run honours them."""
    from vnplan.comparison import compare_plan
    from vnplan.files import write_file
    from vnplan.parse import parse_plan
    from vnplan.review import apply_review, review_as_gold

    known = _load(reference)
    outcome = apply_review(file, workbook, document=parse_plan(file), reference=known)
    for problem in outcome.problems:
        _say(str(problem))
    if outcome.kept_in is not None:
        print(f"{len(outcome.decisions)} decisions kept in {outcome.kept_in}", file=sys.stderr)
    else:
        _say("No decision was found in the workbook, so nothing was changed.")
    if as_gold is not None:
        document, alignment = compare_plan(file, reference=known)
        write_file(as_gold, review_as_gold(document, alignment, outcome.review))
    if outcome.problems:
        raise typer.Exit(FAILED)


@reference_app.command("list")
def reference_list() -> None:
    """Print the references that come with the package: id, number, date, validity, number of provisions, title."""
    from vnplan.reference import list_references, load_reference

    for name in list_references():
        known = load_reference(name)
        until = known.in_force_to.isoformat() if known.in_force_to else ""
        since = known.in_force_from.isoformat() if known.in_force_from else ""
        cells = (name, known.number, known.issued_on.isoformat(), f"{since}..{until}", str(len(known.provisions)))
        print("\t".join((*cells, known.title.vi)))


@reference_app.command("show")
def reference_show(
    reference: Annotated[str, typer.Argument(metavar="ID", help="Id of a reference, or a codebook file.")],
    provision: Annotated[str | None, typer.Argument(help="Id of one provision, such as III.2.1.")] = None,
    lang: LanguageOption = Language.VI,
    format: Annotated[ParseFormat, typer.Option("--format", "-f", help="text (default) or json.")] = ParseFormat.TEXT,
) -> None:
    """Print a reference, or one of its provisions with measures, figures and citation."""
    from vnplan.attached import with_official
    from vnplan.report.terminal import provision_text, reference_text

    known = with_official(_load(reference))
    if provision is None:
        sys.stdout.write(known.to_json() if format is ParseFormat.JSON else reference_text(known, lang=lang.value))
        return
    try:
        item = known.provision(provision)
    except KeyError:
        raise _UsageError(
            f"There is no provision {provision!r} in {known.id}. List them with 'vnplan reference show {known.id}'."
        ) from None
    if format is ParseFormat.JSON:
        print(item.model_dump_json(indent=1))
    else:
        sys.stdout.write(provision_text(item, known, lang=lang.value))


@reference_app.command("compare")
def reference_compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Id of the older reference.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Id of the one that replaced it.")],
    lang: LanguageOption = Language.VI,
    format: Annotated[ParseFormat, typer.Option("--format", "-f", help="text (default) or json.")] = ParseFormat.TEXT,
) -> None:
    """Print what of an older reference continues, is adjusted or has lapsed in a newer one, and what is new."""
    from vnplan.reference import load_succession
    from vnplan.report.succession import succession_text

    with _asked_for():
        found = load_succession(old, new)
    if format is ParseFormat.JSON:
        sys.stdout.write(found.to_json())
    else:
        sys.stdout.write(succession_text(found, _load(old), _load(new), lang=lang.value))


@reference_app.command("attach")
def reference_attach(
    file: Annotated[Path, typer.Argument(help="The official text of the decision (txt, md, html, docx, pdf).")],
    reference: ReferenceOption = "qd-127-2021",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write it to this JSON file instead, to be named by --reference."),
    ] = None,
) -> None:
    """Check an official text against a reference and keep it, so that reports show it. Results do not change."""
    from vnplan.attached import keep_official
    from vnplan.reference import attach_official_text

    attached, notes = attach_official_text(_load(reference), file)
    for note in notes:
        _say(note.message)
    place = keep_official(attached, path=out)
    print(f"{len(attached.official)} of {len(attached.provisions)} provisions attached, kept in {place}")


@reference_app.command("detach")
def reference_detach(reference: Annotated[str, typer.Argument(metavar="ID")] = "qd-127-2021") -> None:
    """Forget the official text kept for a reference."""
    from vnplan.attached import official_file

    file = official_file(_load(reference).id)
    if not file.is_file():
        raise _UsageError(f"No official text is kept for {reference}.")
    file.unlink()
    print(f"Removed {file}")


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. A refusal is one sentence on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Vietnamese must not depend on the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(arguments, prog_name="vnplan", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except typer.Exit as done:
        return done.exit_code
    except _UsageError as error:
        _say(str(error))
        return USAGE
    except OptionError as error:
        _say(str(error))
        return USAGE
    except VnplanError as error:
        _say(str(error))
        return FAILED
    except BrokenPipeError:  # the reader of our output has left, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, typer.Abort):
        _say("Interrupted. Nothing was left half-written.")
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("VNPLAN_DEBUG"):
            raise
        return _other(error)


def _other(error: Exception) -> int:
    """A usage error of the command line, or a defect of ours."""
    show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
    if callable(show) and isinstance(code, int):
        show(file=sys.stderr)
        return code
    _say(f"Unexpected {type(error).__name__}: {error}. Please report it; VNPLAN_DEBUG=1 shows where it happened.")
    return FAILED
