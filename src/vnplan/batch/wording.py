"""The wording of the score page, its workbook and the comparison of versions, from package data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from vnplan.errors import Lang

_FILES = ("scores", "versions")


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    """The groups of all files."""
    data = files("vnplan.batch").joinpath("data")
    tables = [tomllib.loads(data.joinpath(f"{name}.toml").read_text(encoding="utf-8")) for name in _FILES]
    return {group: words for table in tables for group, words in table.items()}


def wording(group: str, key: str, *, lang: Lang = "vi", **values: object) -> str:
    """One wording, its `{names}` filled in. Raises KeyError where there is none.

    >>> wording("status", "no_file"), wording("unread", "unknown", lang="en", n=3)
    ('Chưa có kế hoạch', 'unknown provisions: 3')
    """
    return _table()[group][key][lang].format(**values)
