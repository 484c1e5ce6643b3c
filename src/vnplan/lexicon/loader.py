"""Reads the lexicon's tables (TOML package data) when they are first used."""

from __future__ import annotations

from functools import cache
from typing import Any

from vnplan.packaged import toml


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed content of `data/<name>.toml`. Shared and cached: read it, never change it.

    Raises `FileNotFoundError` for a table the package does not carry.

    >>> sorted(table("provinces"))[:2]
    ['provinces', 'regions']
    """
    return toml("vnplan.lexicon", f"data/{name}.toml")
