"""Running one command: what it ends with, and how a refusal is told."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer

from vnplan.cli.commands import app
from vnplan.cli.help import in_vietnamese
from vnplan.cli.options import FAILED, UsageError
from vnplan.cli.usage import usage_error
from vnplan.errors import OptionError, VnplanError
from vnplan.spoken import INTERRUPTED, Stopped, one_command, refuse, say, spoken, words

USAGE = 2


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. A refusal is one sentence on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Vietnamese must not depend on the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    with one_command(arguments):
        return _run(arguments)


def _command() -> Any:
    command = typer.main.get_command(app)
    return in_vietnamese(command) if spoken() == "vi" else command


def _run(arguments: list[str]) -> int:
    command = _command()
    try:
        code = command(arguments, prog_name="vnplan", standalone_mode=False)
        sys.stdout.flush()
        return _interrupted() if code == INTERRUPTED else code if isinstance(code, int) else 0
    except typer.Exit as done:
        return _interrupted() if done.exit_code == INTERRUPTED else done.exit_code
    except (UsageError, OptionError) as error:
        refuse(error)
        return USAGE
    except VnplanError as error:
        refuse(error)
        return FAILED
    except BrokenPipeError:  # the reader of our output has left, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Stopped:
        return INTERRUPTED
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except Exception as error:
        if getattr(error, "exit_code", None) == USAGE:  # the parser's own, whatever module it is of
            return _of_the_parser(error, command, arguments)
        if os.environ.get("VNPLAN_DEBUG"):
            raise
        if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:  # files of ours refuse by name
            say(words("stdout_full", reason=getattr(error, "strerror", error)))
        else:
            say(words("unexpected", kind=type(error).__name__, reason=error))
        return FAILED


def _interrupted() -> int:
    """One line on a command that was stopped; Typer passes Ctrl-C on as an abort, an exit or a code, by version."""
    say(words("interrupted"))
    return INTERRUPTED


def _of_the_parser(error: Any, command: Any, arguments: list[str]) -> int:
    """A command without anything to do shows its help; any other usage error is refused."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        refuse(usage_error(error, command, arguments))
    return USAGE
