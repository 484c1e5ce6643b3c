"""The help of the commands in Vietnamese, where messages are (`--lang vi`, `VNPLAN_LANG=vi`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vnplan.packaged import toml


def in_vietnamese(command: Any, words: Mapping[str, Mapping[str, str]] | None = None) -> Any:
    """A command with its help, that of its options and of the commands below it in Vietnamese.

    `command` is what Typer makes of an app. The words are package data, by the English ones; what has none stays.
    """
    words = toml("vnplan.cli", "data/help-vi.toml") if words is None else words
    for part in (command, *command.params):
        text = getattr(part, "help", None)
        if text:
            part.help = words["texts"].get(text, text)
    plain = command.get_help
    command.get_help = lambda context: _framed(plain(context), words["frame"])
    for below in getattr(command, "commands", {}).values():
        in_vietnamese(below, words)
    return command


def _framed(page: str, frame: Mapping[str, str]) -> str:
    """A page of help with what Typer writes around our texts."""
    for english, vietnamese in frame.items():
        page = page.replace(english, vietnamese)
    return page
