"""Reads the lexicon's tables (TOML package data) when they are first used."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed content of `data/<name>.toml`. Shared and cached: read it, never change it.

    Raises `FileNotFoundError` for a table the package does not carry.

    >>> sorted(table("provinces"))[:2]
    ['provinces', 'regions']
    """
    source = files("vnplan.lexicon").joinpath("data", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
