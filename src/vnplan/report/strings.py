"""The page's own wording, in Vietnamese and English, from package data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    source = files("vnplan.report").joinpath("assets", "strings.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def strings() -> dict[str, list[str]]:
    """All wordings as `{"group.key": [vi, en]}`.

    >>> strings()["view.targets"]
    ['Chỉ tiêu', 'Targets']
    """
    return {
        f"{group}.{key}": [word["vi"], word["en"]] for group, keys in _table().items() for key, word in keys.items()
    }


def bilingual(group: str, key: str) -> list[str]:
    """One wording: [vi, en]. Raises KeyError where there is none."""
    word = _table()[group][key]
    return [word["vi"], word["en"]]


def text(group: str, key: str, *, lang: str = "vi", **values: object) -> str:
    """One wording in one language, its `{names}` filled in.

    >>> text("page", "plans_count", lang="en", n=5)
    '5 plans'
    """
    return _table()[group][key][lang].format(**values)
