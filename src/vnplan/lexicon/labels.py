"""The names of statuses, kinds, roles and other words of a report, in Vietnamese and English."""

from __future__ import annotations

from typing import Literal

from vnplan.lexicon.loader import table


def label(code: str, *, lang: Literal["vi", "en"] = "vi") -> str:
    """What a code of the results is called. Raises `KeyError` for a code without a name.

    >>> label("covered"), label("deadline_changed", lang="en")
    ('Đã thể hiện', 'Deadline changed')
    """
    name: str = table("labels")["labels"][code][lang]
    return name
