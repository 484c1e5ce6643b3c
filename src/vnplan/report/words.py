"""Wording of notes, comment tables and charts, from package data; levels, days and places in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vnplan.errors import Lang
from vnplan.models import Comparator, CoverageStatus, DueDate, Duty, Figure, Node, Target
from vnplan.report.numbers import amount_words, day_words, years_words
from vnplan.report.strings import table, text
from vnplan.text import fold

SIGNS: Mapping[CoverageStatus, str] = {
    CoverageStatus.COVERED: "●",
    CoverageStatus.PARTIAL: "◐",
    CoverageStatus.MISSING: "○",
    CoverageStatus.NOT_APPLICABLE: "–",
    CoverageStatus.UNKNOWN: "?",
}
"""A sign for each status, told apart without colour."""
_NUMBERED = ((re.compile(r"[-+]\d+"), "bullet"), (re.compile(r"¶\d+"), "paragraph"), (re.compile(r"r\d+"), "row"))


def words(file: str, group: str, key: str, *, lang: Lang = "vi", **values: object) -> str:
    """One wording in one language, its `{names}` filled in. Raises KeyError where there is none.

    >>> words("charts", "duties", "undated", lang="en", n=3)
    '3 without a date'
    """
    said: str = table(file)[group][key][lang]
    return said.format(**values) if values else said


def level_words(of: Target | Figure, *, lang: Lang = "vi") -> str:
    """The level of a target or of a national figure: comparator, figure or range, unit; 100% is all without a word."""
    comparator = "" if of.comparator is Comparator.ALL else text("comparator", of.comparator.value, lang=lang)
    return f"{comparator} {amount_words(of.low, of.high, of.unit, lang=lang)}".lstrip()


def due_words(due: DueDate, *, lang: Lang = "vi") -> str:
    """When something is due: day, month and year as far as they are known, and whether every year or all the time.

    >>> due_words(DueDate(month=12, day=15, recurring="annual"), lang="en"), due_words(DueDate(recurring="continuous"))
    ('15/12, every year', 'thường xuyên')
    """
    day = "/".join(str(number) for number in (due.day, due.month, due.year) if number)
    return ", ".join(part for part in (day, text("card", due.recurring, lang=lang) if due.recurring else "") if part)


def duty_due(duty: Duty, *, lang: Lang = "vi") -> str:
    """When a duty is due: the plan's words or its day, how often, its years; nothing said twice.

    >>> from vnplan import parse_plan
    >>> plan = parse_plan(text="KẾ HOẠCH\\nI. TỔ CHỨC THỰC HIỆN\\n1. Sở Y tế báo cáo trước ngày 15/11 hằng năm.\\n")
    >>> plan.duties[0].recurring, duty_due(plan.duties[0], lang="en")
    ('annual', 'trước ngày 15/11 hằng năm')
    """
    due = duty.due or (day_words(duty.due_date) if duty.due_date else "")
    again = often_words(duty.recurring, lang=lang) if duty.recurring and recurs(duty) else ""
    return "; ".join(dict.fromkeys(part for part in (due, again, years_words(duty.period)) if part))


def recurs(duty: Duty) -> bool:
    """Whether a duty recurs and the words of its date do not say so themselves."""
    return duty.recurring is not None and fold(often_words(duty.recurring)) not in fold(duty.due or "")


def often_words(code: str, *, lang: Lang = "vi") -> str:
    """How often, in words; a code there are no words for stays."""
    return str(table("strings")["often"].get(code, {}).get(lang, code))


def place(node: Node, *, lang: Lang = "vi") -> str:
    """Where a node stands, in words: "III › 2 › gạch đầu dòng 1"."""
    return " › ".join(_step(label, lang) for label in node.path) or node.id


def _step(label: str, lang: Lang) -> str:
    for form, key in _NUMBERED:
        if form.fullmatch(label):
            return text("path", key, lang=lang, n=label[1:])
    return label
