"""What a date does in its sentence: a deadline, a start, an outlook, a baseline, a state, or the date of an act."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from vnplan.lexicon.units import either, words
from vnplan.models import Span
from vnplan.parse.cues.nonfigures import Marks, Stretch
from vnplan.parse.figures.dates.mention import DateMention, DateRole

_BREAK = re.compile(r"[,;:(](?!\d)|[;:(](?=\d)|\.\s")
_DIGITS = re.compile(r"\d[\d.,/]{0,16}")
_QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1}


@cache
def _cues(role: str) -> frozenset[str]:
    return frozenset(words("dates", "cues", role))


@cache
def _ranked(roles: tuple[DateRole, ...]) -> dict[str, int]:
    """The words of some roles, with the place of the first role they are of."""
    return {cue: rank for rank, role in reversed(list(enumerate(roles))) for cue in _cues(role)}


def opening_role(low: str, end: int, *roles: DateRole) -> tuple[DateRole, int] | None:
    """The first of some roles whose words stand directly before an offset (up to two small words between), with the
    place where they begin; None where there are no such words."""
    left = max(0, end - 48)
    text = low[left:end].rstrip(" :")
    before = text.split(" ")
    if left and len(before) > 1:
        text, before = text[len(before[0]) + 1 :], before[1:]  # the window may begin within a word
    known = _ranked(roles)
    found: tuple[int, int] | None = None
    for dropped in range(3):
        kept = before[: len(before) - dropped]
        if not kept or (dropped and before[len(kept)] not in _cues("fillers")):
            break
        size = len(" ".join(kept))
        for count in range(min(6, len(kept)), 0, -1):
            cue = " ".join(kept[-count:]).lstrip('(“"')
            if cue in known and (found is None or known[cue] < found[0]):
                found = known[cue], size - len(cue)
    return (roles[found[0]], low.find(text, left) + found[1]) if found else None


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('dates', 'cues', 'baseline'))}(?!\w)")


@cache
def _act_before_day() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('dates', 'cues', 'act'))}(?!\w)")


@cache
def _act_name() -> re.Pattern[str]:
    verbs, names = either(words("dates", "cues", "act_verb")), either(words("dates", "cues", "act_name"))
    between = rf"(?:\s{either(words('dates', 'cues', 'act_between'))}){{0,3}}"
    return re.compile(rf"(?:^|(?<!\w){verbs}){between}\s?{names}(?!\w)")


@cache
def _goal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('figures', 'state', 'goal'))}(?!\w)")


def with_roles(found: list[DateMention], low: str, acts: list[Stretch]) -> list[DateMention]:
    """The dates of a line, in order, with what they do in it; `acts` are the places of numbers of acts."""
    out: list[DateMention] = []
    held = Marks(len(low), [*acts, *((mention.core.start, mention.core.end) for mention in found)])
    quoted = _quoted(low)
    ends = [act[1] for act in acts]
    for mention in found:
        start = mention.core.start
        if mention.kind == "recurring":
            out.append(mention)
            continue
        if _is_baseline(low, start, out):
            mention = mention._replace(role="baseline")
        elif opened := opening_role(low, start, "state", "vision", "start", "deadline"):
            role, at = opened
            mention = mention._replace(role=role, span=mention.span if role == "state" else Span(at, mention.span.end))
        if mention.role not in {"baseline", "state"}:
            in_quotes = quoted is not None and not quoted.free(start, start + 1)
            before = bisect_right(ends, start)
            if in_quotes or _of_act(mention, low, ends[before - 1] if before else None, held):
                mention = mention._replace(role="act", span=mention.core)
        out.append(mention)
    return out


def _is_baseline(low: str, start: int, earlier: list[DateMention]) -> bool:
    """'so với (mức 45% của) năm 2020': the first date after the words of comparison, unless a deadline opens it."""
    last = None
    for last in _compared().finditer(low, max(0, start - 80), start):
        pass
    if last is None or _BREAK.search(low, last.end(), start):
        return False
    dated = next((mention for mention in reversed(earlier) if mention.kind != "recurring"), None)
    if dated is not None and dated.core.start >= last.end():
        return False
    opened = opening_role(low, start, "deadline")
    return opened is None or opened[1] <= last.end() + 1


def _quoted(low: str) -> Marks | None:
    if not any(mark in low for mark in _QUOTES):
        return None
    out: list[Stretch] = []
    opened: int | None = None
    for match in re.finditer("[“”«»]", low):
        if _QUOTES[match.group()] > 0:
            opened = match.start()
        elif opened is not None:
            out.append((opened, match.end()))
            opened = None
    return Marks(len(low), out) if out else None


def _of_act(mention: DateMention, low: str, act_end: int | None, held: Marks) -> bool:
    """Whether a date belongs to an act that is named: its day of issue, or the period in its title.

    Source: how acts are cited (number, day, issuer, title; Nghị định 30/2020/NĐ-CP, Phụ lục I), and the corpora:
    'Kế hoạch số …/KH-UBND ngày … của UBND tỉnh về … giai đoạn 2021 - 2025'.
    """
    start, end = mention.core
    near = max(0, start - 320)
    gap_from = max(near, low.rfind(";", near, start) + 1, low.rfind(". ", near, start) + 1)
    act_end = act_end if act_end is not None and act_end >= gap_from else None
    if mention.kind == "day":
        if mention.role != "plain" or mention.start is None:
            return False
        if act_end is not None and start - act_end <= 12:
            return True
        return _act_before_day().search(low, max(gap_from, start - 90), start) is not None
    opening = low[mention.span.start : start].strip()
    if opening and opening not in _cues("title") and mention.role != "vision":
        return False
    if low[max(0, mention.span.start - 8) : mention.span.start].rstrip()[-1:] in {",", ":", "("}:
        return False
    stop = _BREAK.search(low, end, end + 400)
    if _has_digit(low, end, stop.start() if stop else min(len(low), end + 400), held):
        return False
    if act_end is not None and start - act_end <= 300:
        return not _goal().search(low, act_end, start) and not _has_digit(low, act_end, start, held)
    segment = max(0, start - 200)
    for brk in _BREAK.finditer(low, max(0, start - 200), start):
        segment = brk.end()
    named = None
    for named in _act_name().finditer(low[segment:start]):
        pass
    if named is None or _goal().search(low, segment, start):
        return False
    if low.startswith(":", end) and not low[segment + named.end() : start].strip(" -") and not named.start():
        return False  # 'Kế hoạch năm 2026: 15 cuộc thanh tra' plans for the year
    return not _has_digit(low, segment, start, held)


def _has_digit(low: str, start: int, end: int, held: Marks) -> bool:
    """Whether digits stand between two offsets that are neither dates nor numbers of acts."""
    digits = _DIGITS.finditer(low, start, end)
    return any(held.free(match.start(), match.start() + 1) for match in digits)
