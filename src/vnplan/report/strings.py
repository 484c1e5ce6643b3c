"""The page's own wording, in Vietnamese and English, from package data."""

from __future__ import annotations

from functools import cache
from typing import Any

from vnplan.packaged import toml

_FILE = "strings"


@cache
def table(file: str) -> dict[str, Any]:
    """A whole file of wordings: `wording/<file>.toml`."""
    return toml("vnplan.report", f"wording/{file}.toml")


def strings(file: str = _FILE) -> dict[str, list[str]]:
    """All wordings of a file as `{"group.key": [vi, en]}`.

    >>> strings()["view.targets"]
    ['Chỉ tiêu', 'Targets']
    """
    return {
        f"{group}.{key}": [word["vi"], word["en"]] for group, keys in table(file).items() for key, word in keys.items()
    }


def bilingual(group: str, key: str) -> list[str]:
    """One wording: [vi, en]. Raises KeyError where there is none."""
    word = table(_FILE)[group][key]
    return [word["vi"], word["en"]]


def text(group: str, key: str, *, lang: str = "vi", **values: object) -> str:
    """One wording in one language, its `{names}` filled in.

    >>> text("page", "plans_count", lang="en", n=5)
    '5 plans'
    """
    return str(table(_FILE)[group][key][lang]).format(**values)
