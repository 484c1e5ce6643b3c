"""The help of the commands in Vietnamese, where the environment asks for messages in it (`VNPLAN_LANG=vi`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vnplan.packaged import toml


def in_vietnamese(command: Any, known: Mapping[str, str] | None = None) -> Any:
    """A command with its help, that of its options and of the commands below it in Vietnamese.

    `command` is what Typer makes of an app. The words are package data, by the English ones; what has none stays.
    """
    known = toml("vnplan.cli", "data/help-vi.toml") if known is None else known
    for part in (command, *command.params):
        words = getattr(part, "help", None)
        if words:
            part.help = known.get(words, words)
    for below in getattr(command, "commands", {}).values():
        in_vietnamese(below, known)
    return command
