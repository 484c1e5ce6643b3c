"""`vnplan reference`: the decisions plans are compared with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vnplan.cli.options import (
    Language,
    LanguageOption,
    MessagesOption,
    ParseFormat,
    ReferenceOption,
    UsageError,
    asked_for,
    check_file,
    load,
)
from vnplan.spoken import say, spoken, words

app = typer.Typer(help="The decisions plans are compared with.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def reference_list(lang: LanguageOption = Language.VI) -> None:
    """Print the references that come with the package.

    Id, number, validity, number of provisions, title.
    """
    from vnplan.reference import list_references, load_reference
    from vnplan.report.terminal import print_references

    print_references([load_reference(name) for name in list_references()], lang=lang.value)


@app.command("show")
def reference_show(
    reference: Annotated[str, typer.Argument(metavar="ID", help="Id or number of a reference, or a codebook file.")],
    provision: Annotated[str | None, typer.Argument(help="Id of one provision, such as III.2.1.")] = None,
    lang: LanguageOption = Language.VI,
    format: Annotated[ParseFormat, typer.Option("--format", "-f", help="text (default) or json.")] = ParseFormat.TEXT,
) -> None:
    """Print a reference, or one of its provisions.

    A provision is shown with its measures, figures and citation.
    """
    from vnplan.attached import with_official
    from vnplan.reference.doubts import doubts_on
    from vnplan.report.parser_notes import note_words
    from vnplan.report.terminal import provision_text, reference_text

    known = with_official(load(reference))
    for doubt in doubts_on(known) if Path(reference).is_file() else ():
        say(note_words(doubt, lang=spoken()))
    if provision is None:
        sys.stdout.write(known.to_json() if format is ParseFormat.JSON else reference_text(known, lang=lang.value))
        return
    try:
        item = known.provision(provision)
    except KeyError:
        raise UsageError("unknown_provision_id", name=repr(provision), reference=known.id) from None
    if format is ParseFormat.JSON:
        print(item.model_dump_json(indent=1))
    else:
        sys.stdout.write(provision_text(item, known, lang=lang.value))


@app.command("compare")
def reference_compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Id of the older reference.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Id of the one that replaced it.")],
    lang: LanguageOption = Language.VI,
    format: Annotated[ParseFormat, typer.Option("--format", "-f", help="text (default) or json.")] = ParseFormat.TEXT,
) -> None:
    """Print what became of an older reference in a newer.

    What continues, is adjusted or has lapsed, and what is new.
    """
    from vnplan.reference import load_succession
    from vnplan.report.succession import succession_text

    with asked_for():
        found = load_succession(old, new)
    if format is ParseFormat.JSON:
        sys.stdout.write(found.to_json())
    else:
        sys.stdout.write(succession_text(found, load(old), load(new), lang=lang.value))


@app.command("attach")
def reference_attach(
    file: Annotated[
        Path, typer.Argument(help="The official text of the decision (docx, pdf, html, txt, md, doc, rtf, odt).")
    ],
    reference: ReferenceOption = "qd-127-2021",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write it to this JSON file instead, to be named by --reference."),
    ] = None,
    lang: MessagesOption = None,
) -> None:
    """Check an official text and keep it for reports.

    Reports show it beside our statements. Results do not change.
    """
    from vnplan.attached import keep_official
    from vnplan.reference import attach_official_text
    from vnplan.report.parser_notes import note_words

    check_file(out)
    attached, notes = attach_official_text(load(reference), file)
    for note in notes:
        say(note_words(note, lang=spoken()))
    place = keep_official(attached, path=out)
    print(words("attached", attached=len(attached.official), count=len(attached.provisions), file=place))


@app.command("detach")
def reference_detach(
    reference: Annotated[str, typer.Argument(metavar="ID", help="Id of a reference.")] = "qd-127-2021",
    lang: MessagesOption = None,
) -> None:
    """Forget the official text kept for a reference."""
    from vnplan.attached import official_file

    file = official_file(load(reference).id)
    if not file.is_file():
        raise UsageError("official_not_kept", reference=reference)
    file.unlink()
    print(words("detached", file=file))
