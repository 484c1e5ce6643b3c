"""The wording of the score page and workbook, from package data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["vi", "en"]


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("vnplan.batch").joinpath("data/scores.toml").read_text(encoding="utf-8"))


def wording(group: str, key: str, *, lang: Lang = "vi", **values: object) -> str:
    """One wording, its `{names}` filled in. Raises KeyError where there is none.

    >>> wording("status", "no_file"), wording("unread", "unknown", lang="en", n=3)
    ('Chưa có kế hoạch', '3 items unknown')
    """
    return _table()[group][key][lang].format(**values)


def group(name: str, *, lang: Lang = "vi") -> dict[str, str]:
    """All wordings of a group, in the order of the file."""
    return {key: word[lang] for key, word in _table()[name].items()}
