"""What is wrong with a command line, in our own sentences and both languages.

Typer's parser says it in English only, and in other words from one version to the next. Each kind of mistake is known
by what these sentences have in common; one of a kind not known here is passed on within a sentence of ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from vnplan.cli.options import UsageError

_NUMBER = r"valid (?:integer|number|float)|in the range|greater than|less than"
_BAD = r"Invalid value for (?P<name>'.+?')(?:: | \()"
_KINDS = (
    ("usage_no_option", r"No such option:? '?(?P<name>[^\s']+)"),
    ("usage_no_command", r"No such command '(?P<name>.*?)'"),
    ("usage_no_value", r"Option '(?P<name>.+?)' requires an argument"),
    ("usage_takes_no_value", r"Option '(?P<name>.+?)' does not take a value"),
    ("usage_missing_argument", r"Missing argument '(?P<name>.+?)'"),
    ("usage_missing_option", r"Missing option (?P<name>'.+')"),
    ("usage_too_many", r"Got unexpected extra argument\S* \((?P<name>.*)\)"),
    ("usage_not_one_of", rf"{_BAD}.*?'(?P<value>[^']*)' is not one of (?P<known>[^.]+)"),
    ("usage_no_number", rf"{_BAD}.*(?:{_NUMBER})"),
)
_NEAR = {"usage_no_option": "usage_near_option", "usage_no_command": "usage_near_command"}


def usage_error(said: str, command: Any, arguments: Sequence[str]) -> UsageError:
    """The refusal of a command line by what the parser said of it.

    `command` is what Typer makes of the app; it and the `arguments` tell which help to look at, and what was meant.
    """
    path = ["vnplan"]
    for argument in arguments:
        if argument in getattr(command, "commands", {}):
            path.append(argument)
            command = command.commands[argument]
    help = " ".join((*path, "--help"))
    for code, pattern in _KINDS:
        if found := re.search(pattern, said, re.DOTALL):
            fields = {key: value.replace("'", "") for key, value in found.groupdict().items()}
            known = [*getattr(command, "commands", {}), *(name for one in command.params for name in one.opts)]
            if code in _NEAR and (near := get_close_matches(fields["name"], known, 1)):
                return UsageError(_NEAR[code], near=near[0], help=help, **fields)
            return UsageError(code, help=help, **fields)
    return UsageError("usage_other", reason=said.rstrip("."), help=help)
