"""`vnplan review`: an analyst's decisions on links."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vnplan.cli.options import (
    FAILED,
    MessagesOption,
    ReferenceOption,
    Segmenter,
    SegmenterOption,
    UsageError,
    check_file,
    load,
)
from vnplan.spoken import say, spoken, tell, words

app = typer.Typer(help="An analyst's decisions on links.", no_args_is_help=True, rich_markup_mode=None)


@app.command("export")
def review_export(
    file: Annotated[Path, typer.Argument(help="A plan (docx, xlsx, pdf, html, txt, md, doc, rtf, odt, xls, ods).")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The workbook to write (xlsx).")],
    reference: ReferenceOption = "qd-127-2021",
    segmenter: SegmenterOption = Segmenter.SYLLABLE,
    lang: MessagesOption = None,
) -> None:
    """Write a workbook of links to keep, drop or move."""
    from vnplan.comparison import compare_plan
    from vnplan.decisions import review_on
    from vnplan.files import write_file
    from vnplan.review import review_workbook

    if out.suffix.lower() != ".xlsx":
        raise UsageError("review_suffix")
    check_file(out)
    known = load(reference)
    document, alignment = compare_plan(file, reference=known, segmenter=segmenter.value)
    write_file(out, review_workbook(document, alignment, known, review=review_on(file, known.id)))
    tell("review_links", links=len(alignment.links), local=len(alignment.unlinked), file=out)


@app.command("apply")
def review_apply(
    file: Annotated[Path, typer.Argument(help="The plan the workbook was made from.")],
    workbook: Annotated[Path, typer.Argument(help="The workbook as you saved it.")],
    reference: ReferenceOption = "qd-127-2021",
    as_gold: Annotated[
        Path | None, typer.Option("--as-gold", help="Also write the decided clauses as training data (JSON).")
    ] = None,
    lang: MessagesOption = None,
) -> None:
    """Read a corrected workbook and keep its decisions.

    They are kept beside the plan; every later run honours them.
    """
    from vnplan.comparison import compare_plan
    from vnplan.files import write_file
    from vnplan.parse import parse_plan
    from vnplan.review import apply_review, review_as_gold

    check_file(as_gold)
    known = load(reference)
    outcome = apply_review(file, workbook, document=parse_plan(file), reference=known)
    for problem in outcome.problems:
        say(problem.in_words(spoken()))
    if outcome.kept_in is not None:
        key = "decisions_withdrawn" if outcome.withdrawn else "decisions_kept"
        tell(key, count=len(outcome.decisions), file=outcome.kept_in, withdrawn=outcome.withdrawn)
    else:
        say(words("no_decision"))
    if as_gold is not None:
        document, alignment = compare_plan(file, reference=known)
        write_file(as_gold, review_as_gold(document, alignment, outcome.review))
    if outcome.problems:
        raise typer.Exit(FAILED)
