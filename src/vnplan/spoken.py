"""What commands say on stderr, in the language that was asked for.

It is English, as those expect who read it with programs, unless `--lang` or the variable `VNPLAN_LANG` says otherwise.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from vnplan.errors import Lang, VnplanError
from vnplan.packaged import toml

VARIABLE = "VNPLAN_LANG"
INTERRUPTED = 130
"""The exit code of a command that was stopped, by the custom of shells."""
_LANG: ContextVar[Lang] = ContextVar("language of messages", default="en")


@contextmanager
def one_command(arguments: Sequence[str]) -> Iterator[None]:
    """Messages of one command are in the language that its `--lang` names, or else the environment.

    The option is looked for before the command line is read: help and refusals of the line itself follow it too.
    """
    named = re.findall(r"^--lang[=\n](vi|en)$", "\n".join(arguments), re.MULTILINE)
    asked = named[-1] if named else os.environ.get(VARIABLE)
    before = _LANG.set("vi" if asked == "vi" else "en")
    try:
        yield
    finally:
        _LANG.reset(before)


def spoken() -> Lang:
    """The language messages are in."""
    return _LANG.get()


@cache
def _table() -> dict[str, dict[Lang, str]]:
    return toml("vnplan", "data/terminal.toml")


def words(key: str, **values: object) -> str:
    """One message in the language of messages, its `{names}` filled in.

    >>> words("written", file="a.docx")
    'Written: a.docx'
    """
    return _table()[key][spoken()].format(**values)


def some_of(names: Sequence[str], count: int = 10) -> str:
    """A list of names for a message, those beyond the first few counted.

    >>> some_of(["a.txt", "b.txt", "c.txt"], 2)
    'a.txt, b.txt and 1 more'
    """
    first = ", ".join(names[:count])
    return first if len(names) <= count else words("and_more", names=first, count=len(names) - count)


def say(message: str) -> None:
    """One sentence on stderr that needs attention."""
    print(f"vnplan: {message}", file=sys.stderr)


def refuse(error: VnplanError) -> None:
    """A refusal on stderr."""
    say(error.in_words(spoken()))


class Stopped(Exception):  # noqa: N818 (no error: it was asked for)
    """A run was stopped, and has said itself what became of it."""


def tell_of_start() -> None:
    """On a terminal, that a command has begun: reading the libraries takes seconds where the disk is slow."""
    if sys.stderr.isatty():
        tell("starting")


def tell(key: str, **values: object) -> None:
    """How a command is getting on, on stderr."""
    print(words(key, **values), file=sys.stderr, flush=True)
