"""What the commands of the shell share: their options, what they refuse, what they say."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vnplan.errors import OptionError, ReferenceDataError, SchemaError, VnplanError, WriteError
from vnplan.spoken import VARIABLE, say, some_of, words

if TYPE_CHECKING:
    from vnplan.models import Reference


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
ReferenceOption = Annotated[
    str, typer.Option("--reference", "-r", help="Id or number of a reference, or a codebook file.")
]
SegmenterOption = Annotated[Segmenter, typer.Option("--segmenter", help="Word segmenter.")]
XlsxOption = Annotated[bool, typer.Option("--xlsx", help="Also write the workbook (report.xlsx) to the folder.")]


def _language(context: typer.Context, lang: Language) -> Language:
    """The language a command names, or else `vnplan` before it."""
    source = context.get_parameter_source("lang")
    if source is not None and source.name == "COMMANDLINE":
        return lang
    return context.find_root().params.get("lang") or lang


_LANG_HELP = "Language of labels and, where given, of messages."
RootLanguage = Annotated[Language | None, typer.Option("--lang", help=_LANG_HELP)]
MessagesOption = Annotated[Language | None, typer.Option("--lang", envvar=VARIABLE, help="Language of messages.")]
"""For commands that print no labels: `vnplan.spoken` has read it before the command runs, so that every command may be
asked for messages and help in one way."""
LanguageOption = Annotated[Language, typer.Option("--lang", envvar=VARIABLE, callback=_language, help=_LANG_HELP)]

FAILED = 1
"""The exit code where something could not be read, aligned or written."""


class UsageError(VnplanError):
    """What was asked for does not exist: the command has to be changed, not a file."""


@contextmanager
def asked_for() -> Iterator[None]:
    """Errors about names on the command line are usage errors."""
    try:
        yield
    except (ReferenceDataError, OptionError, SchemaError) as error:
        raise UsageError(error.code, where=error.where, **error.fields) from error


def say_what_is_left_out(files: Sequence[Path]) -> None:
    """Name files of the folders that were not taken for plans, so that nobody thinks they were read."""
    if files:
        say(words("left_out", names=some_of([str(file) for file in files])))


def _stands(path: Path, *, folder: bool = False) -> bool:
    """Whether something (or a folder) is there; False where the system cannot even ask, as for too long a name."""
    try:
        return path.is_dir() if folder else path.exists()
    except (OSError, ValueError):
        return False


def check_file(out: Path | None) -> None:
    """Refuse, before any work, an --out that cannot be a file: a folder, or a file of a folder that is not there."""
    if out is None or str(out) == "-":
        return
    if _stands(out, folder=True):
        raise UsageError("out_is_folder", where=str(out))
    if not _stands(out.parent, folder=True):
        raise UsageError("out_no_folder", where=str(out), folder=str(out.parent))


def check_folder(out: Path | None) -> None:
    """Refuse, before any work, an --out that cannot be a folder (a file stands there) or may not be written to."""
    if out is None:
        return
    standing = next((place for place in (out, *out.absolute().parents) if _stands(place)), Path())
    if not _stands(standing, folder=True):
        raise UsageError("out_is_file", where=str(standing))
    if not os.access(standing, os.W_OK):
        raise WriteError("out_not_allowed", where=str(standing))


def load(reference: str) -> Reference:
    """The reference of an id or a file; a wrong name is a usage error."""
    from vnplan.reference import load_reference

    with asked_for():
        return load_reference(reference)
