"""The dates of a line: every form in turn, what each does in its sentence, and how often something recurs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from vnplan.lexicon.units import words
from vnplan.models import Span
from vnplan.parse.cues.nonfigures import Marks, Stretch, act_numbers, lowered
from vnplan.parse.figures.dates.forms import forms, needed
from vnplan.parse.figures.dates.mention import DateMention
from vnplan.parse.figures.dates.roles import with_roles

_OFTEN = ("hằng ", "hàng ", "mỗi ", "từng ", "thường niên", "một lần", "/lần", "6 tháng")  # one in all that recurs


def find_dates(line: str, *, low: str | None = None) -> tuple[DateMention, ...]:
    """All dates of a one-line text, in order, none overlapping. Linear in the line.

    `low` is `lowered(line)`, where the caller has it.

    >>> line = "Đến năm 2025 đạt 60%, tầm nhìn đến năm 2045; báo cáo trước ngày 15/11 hằng năm"
    >>> [(d.value, d.role) for d in find_dates(line)]
    [('2025', 'deadline'), ('2045', 'vision'), (None, 'deadline')]
    >>> find_dates("Trong quý III năm 2023")[0].value
    '2023-09-30'
    """
    low = lowered(line) if low is None else low
    found: list[DateMention] = []
    acts: list[Stretch] | None = None
    taken = Marks(0)
    held = frozenset(filter(low.__contains__, needed()))
    for form in forms() if held else ():
        if held.isdisjoint(form.needs):
            continue
        for match in form.pattern.finditer(low):
            if acts is None:
                acts = act_numbers(line)
                taken = Marks(len(low), acts)
            opened = form.before.search(low, max(0, match.start() - 40), match.start()) if form.before else None
            start = opened.start() if opened else match.start()
            if not taken.free(start, match.end()):
                continue
            mention = form.build(match, low, start)
            if mention is not None:
                taken.add(start, match.end())
                found.append(mention)
    if any(map(low.__contains__, _OFTEN)):
        taken = taken if acts is not None else Marks(len(low))
        for phrase, kind in _recurrence().items():
            if (start := low.find(phrase)) >= 0:
                found += _recurring(low, phrase, kind, start, taken)
    if not found:
        return ()
    found.sort(key=lambda mention: mention.core)
    return tuple(_with_recurrence(with_roles(found, low, acts or []), low))


def first_deadline(line: str) -> str | None:
    """The first date that can bound a commitment: "2025" or "2025-11-15"; None where the line names none.

    Meant for headings ("2. Mục tiêu đến năm 2030") and clauses; baselines and titles of acts do not count.

    >>> first_deadline("1. Mục tiêu đến năm 2025, định hướng đến năm 2030")
    '2025'
    """
    return deadline_among(find_dates(line))


def deadline_among(found: Sequence[DateMention]) -> str | None:
    """The same, where the dates of the line are known."""
    mentions = [mention for mention in found if mention.is_deadline]
    stated = [mention for mention in mentions if mention.role == "deadline" or mention.kind == "period"]
    # an outlook is a horizon only where it is the only one ("3. Tầm nhìn đến năm 2045")
    chosen = stated or mentions
    if not chosen and all(mention.role == "vision" for mention in found):
        chosen = list(found)
    return chosen[0].value if chosen else None


@cache
def _recurrence() -> dict[str, str]:
    kinds = ("annual", "half_yearly", "quarterly", "monthly", "weekly", "daily")
    return {phrase: kind for kind in kinds for phrase in words("dates", "recurring", kind)}


def _recurring(low: str, phrase: str, kind: str, start: int, taken: Marks) -> list[DateMention]:
    """'hằng năm', '6 tháng một lần': how often, wherever it stands."""
    out: list[DateMention] = []
    while start >= 0:
        end = start + len(phrase)
        bounded = (start == 0 or not low[start - 1].isalnum()) and (end == len(low) or not low[end].isalnum())
        if bounded and taken.free(start, end):
            span = Span(start, end)
            taken.add(start, end)
            out.append(DateMention(kind="recurring", role="plain", span=span, core=span, recurring=kind))
        start = low.find(phrase, end)
    return out


def _with_recurrence(mentions: list[DateMention], low: str) -> list[DateMention]:
    """Join 'trước ngày 15/11' and 'hằng năm': a day without a year that recurs."""
    out: list[DateMention] = []
    for mention in mentions:
        last = out[-1] if out else None
        if last is not None and last.value is None and last.kind != "recurring" and mention.kind == "recurring":
            if low[last.core.end : mention.core.start].strip() in {"", "của"}:
                span = Span(last.span.start, mention.core.end)
                out[-1] = last._replace(span=span, recurring=mention.recurring)
                continue
        if last is not None and last.kind == "recurring" and mention.kind != "recurring" and mention.value is None:
            if mention.span.start - last.core.end <= 12:
                mention = mention._replace(recurring=last.recurring)
        out.append(mention)
    return out
