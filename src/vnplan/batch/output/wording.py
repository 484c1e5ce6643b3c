"""The wording of the score page and its workbook, from package data."""

from __future__ import annotations

from functools import cache

from vnplan.errors import Lang
from vnplan.packaged import toml


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    return toml("vnplan.batch.output", "data/scores.toml")


def wording(group: str, key: str, *, lang: Lang = "vi", **values: object) -> str:
    """One wording, its `{names}` filled in. Raises KeyError where there is none.

    >>> wording("status", "no_file"), wording("unread", "unknown", lang="en", n=3)
    ('Chưa có kế hoạch', 'unknown provisions: 3')
    """
    return _table()[group][key][lang].format(**values)
