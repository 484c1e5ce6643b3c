"""Wording of notes, comment tables and charts, from package data (one TOML file each)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Lang = Literal["vi", "en"]


@cache
def table(file: str) -> dict[str, Any]:
    """A whole file of wordings: `assets/<file>.toml`."""
    source = files("vnplan.report").joinpath("assets", f"{file}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def words(file: str, group: str, key: str, *, lang: Lang = "vi", **values: object) -> str:
    """One wording in one language, its `{names}` filled in. Raises KeyError where there is none.

    >>> words("charts", "duties", "undated", lang="en", n=3)
    '3 without a date'
    """
    said: str = table(file)[group][key][lang]
    return said.format(**values) if values else said
