"""Data that comes with the package: TOML files beside the modules that read them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def toml(package: str, path: str) -> dict[str, Any]:
    """The content of a TOML file of a package of ours. Raises `FileNotFoundError` for a file it does not carry.

    >>> sorted(toml("vnplan.lexicon", "data/provinces.toml"))[:2]
    ['provinces', 'regions']
    """
    return tomllib.loads(files(package).joinpath(path).read_text(encoding="utf-8"))
