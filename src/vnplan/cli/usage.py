"""What is wrong with a command line, in our own sentences and both languages.

Typer tells it in English only, and in other words from one version to the next. What it knows of a mistake stands in
the fields of its exceptions, which are those of Click; only the name of a command there is not, and names beyond those
that a command takes, are in the sentence alone. A mistake of a kind not known here is passed on within a sentence of
ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from enum import Enum
from typing import Any, get_args, get_type_hints

from vnplan.cli.options import UsageError

_NEAR = {"usage_no_option": "usage_near_option", "usage_no_command": "usage_near_command"}


def usage_error(error: Any, command: Any, arguments: Sequence[str]) -> UsageError:
    """The refusal of a command line by the exception it ended with.

    `command` is what Typer makes of the app; it and the `arguments` tell which help to look at, and what was meant.
    """
    path = ["vnplan"]
    for argument in arguments:
        if argument in getattr(command, "commands", {}):
            path.append(argument)
            command = command.commands[argument]
    help = " ".join((*path, "--help"))
    code, fields = _mistake(error, command, arguments)
    known = [*getattr(command, "commands", {})] if code == "usage_no_command" else ["--help", *_options(command)]
    if code in _NEAR and (near := get_close_matches(fields["name"], known, 1)):
        return UsageError(_NEAR[code], near=near[0], help=help, **fields)
    return UsageError(code, help=help, **fields)


def _mistake(error: Any, command: Any, arguments: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The code of a mistake and what its sentence names."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        return "usage_no_option", {"name": error.option_name}
    if kind == "BadOptionUsage":
        flag = any(option.is_flag for name, option in _options(command).items() if name == error.option_name)
        return "usage_takes_no_value" if flag else "usage_no_value", {"name": error.option_name}
    if kind == "MissingParameter" and param is not None:
        argument = param.param_type_name == "argument"
        name = param.metavar or param.name if argument else " / ".join(param.opts)
        return "usage_missing_argument" if argument else "usage_missing_option", {"name": name}
    if kind == "BadParameter" and param is not None and param.param_type_name == "option":
        fields = {"name": " / ".join(param.opts)}
        if choices := _choices(param, command):
            return "usage_not_one_of", {**fields, "value": _given(param, arguments), "known": ", ".join(choices)}
        return "usage_no_number", fields
    said = str(error.format_message())
    wrong = next((argument for argument in arguments if repr(argument) in said), None)
    if kind == "UsageError" and wrong is not None and hasattr(command, "commands"):
        return "usage_no_command", {"name": wrong}
    if kind == "UsageError" and (extra := re.search(r" \((.*)\)", said, re.DOTALL)):
        return "usage_too_many", {"name": extra[1]}
    return "usage_other", {"reason": said.rstrip(".")}


def _options(command: Any) -> dict[str, Any]:
    """The options of a command by every name they have."""
    options = (param for param in command.params if param.param_type_name == "option")
    return {name: option for option in options for name in (*option.opts, *option.secondary_opts)}


def _choices(param: Any, command: Any) -> list[str]:
    """The words an option can be, by the type our function gives it; none for one that can be any."""
    hint = get_type_hints(command.callback).get(param.name)
    kinds = [hint, *get_args(hint), *(inner for outer in get_args(hint) for inner in get_args(outer))]
    enums = (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum))
    return [str(choice.value) for kind in enums for choice in kind]


def _given(param: Any, arguments: Sequence[str]) -> str:
    """What the command line, or else the environment, gives an option."""
    for place, argument in enumerate(arguments):
        for name in param.opts:
            if argument == name and place + 1 < len(arguments):
                return arguments[place + 1]
            if argument.startswith(f"{name}=") or (len(name) == 2 and argument.startswith(name)):
                return argument[len(name) :].removeprefix("=")
    return os.environ.get(str(param.envvar), "")
