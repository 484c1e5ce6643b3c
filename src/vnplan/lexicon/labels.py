"""The names of statuses, kinds, roles and other words of a report, in Vietnamese and English."""

from __future__ import annotations

import re

from vnplan.errors import Lang
from vnplan.lexicon.loader import table
from vnplan.text import fold


def label(code: str, *, lang: Lang = "vi") -> str:
    """What a code of the results is called. Raises `KeyError` for a code without a name.

    >>> label("covered"), label("deadline_changed", lang="en")
    ('Đã thể hiện', 'Deadline changed')
    """
    name: str = table("labels")["labels"][code][lang]
    return name


def avoided_in(text: str) -> dict[str, str]:
    """The words a text of our own should not use, each with what to say instead (quoted official text may use them).

    "khoản" counts only as a name for a provision or clause: legal citations ("khoản 5 Điều 2") may say it.

    >>> avoided_in("Điểm sai lệch của kế hoạch")
    {'sai lệch': 'Điểm khác biệt'}
    >>> avoided_in("gạch đầu dòng 1, khoản 2, mục III")
    {}
    """
    words = f" {fold(text)} "
    found = {word: instead for word, instead in table("labels")["avoid"].items() if f" {fold(word)} " in words}
    if "khoản" in found and not re.search(r" khoản (?!\d)", words):
        del found["khoản"]
    return found
