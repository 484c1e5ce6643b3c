"""Two versions of a plan compared clause by clause: what was added, dropped, changed, moved.

Clauses are paired one to one: first those of the same words, then the most alike of the rest (an assignment of highest
total likeness). Nothing is said of who changed what, or why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vnplan.models import Document, Frozen, Node, Span, Stored
from vnplan.models.base import check_kind, html_table
from vnplan.text import syllables

if TYPE_CHECKING:
    import pandas as pd

LIKE = 0.6
"""Likeness (0-1, share of syllables in a common order) from which two clauses are versions of one."""


class Change(StrEnum):
    """What became of a clause; `UNKNOWN`: the other version is cut off, and the clause may stand in what it lacks."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


class ClauseChange(Frozen):
    """One clause in two versions: ids and spans on both sides (None where it is not there), likeness 0-1.

    `fields` names what changed beside wording: "figures", "deadlines", "agencies", "partners". `words_added` and
    `words_dropped` are runs of syllables in lower case.
    """

    change: Change
    before: str | None
    after: str | None
    before_span: Span | None
    after_span: Span | None
    likeness: float
    words_added: tuple[str, ...] = ()
    words_dropped: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class VersionComparison(Stored):
    """Two versions of a plan; `changes` in the order of the later one, each dropped clause after its old neighbour."""

    SCHEMA: ClassVar[str] = "vnplan/versions"

    schema_name: Literal["vnplan/versions"] = Field(default="vnplan/versions", alias="schema")
    schema_version: str = "1.0"
    before: str
    after: str
    counts: dict[str, int]
    changes: tuple[ClauseChange, ...]

    def to_dataframe(self) -> pd.DataFrame:
        """A row per clause of either version; its columns are the fields of `ClauseChange`."""
        import pandas as pd

        rows = [change.model_dump(mode="json") for change in self.changes]
        return pd.DataFrame(rows, columns=list(ClauseChange.model_fields))

    def _repr_html_(self) -> str:
        heads = ("change", "before", "after", "dropped", "added", "fields")
        rows = [
            (c.change.value, c.before or "", c.after or "", *map("; ".join, (c.words_dropped, c.words_added, c.fields)))
            for c in self.changes
            if c.change is not Change.SAME
        ]
        return html_table(repr(self), heads, rows)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        return f"<VersionComparison {self.before} -> {self.after}: {counts}>"


def compare_versions(before: Document, after: Document) -> VersionComparison:
    """Compare two versions of a plan, clause by clause. Raises `OptionError` for what is no parsed plan.

    >>> from vnplan import parse_plan
    >>> old = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 05 mô hình TTNT.\\n2. Mở hội chợ công nghệ tại huyện.\\n")
    >>> new = parse_plan(text="KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Có 08 mô hình TTNT.\\n2. Đào tạo cán bộ về dữ liệu.\\n")
    >>> compare_versions(old, new).counts
    {'same': 0, 'moved': 0, 'changed': 1, 'added': 1, 'dropped': 1, 'unknown': 0}
    """
    for document in (before, after):
        check_kind(document, Document, code="needs_document")
    old, new = before.clauses, after.clauses
    old_words = [_words(node) for node in old]
    new_words = [_words(node) for node in new]
    pairs = _pairs(old, new, old_words, new_words)
    old_facts, new_facts = _facts(before), _facts(after)
    of_new = {j: (i, likeness) for i, j, likeness in pairs}
    old_end = _end(pairs, 1, 0) if after.truncated else len(old)
    new_end = _end(pairs, 0, 1) if before.truncated else len(new)
    taken = {i for i, _, _ in pairs}
    changes: list[ClauseChange] = []
    told = 0
    for j, node in enumerate(new):
        if j not in of_new:
            changes.append(_added(node, cut=j > new_end))
            continue
        i, likeness = of_new[j]
        while told < i:
            if told not in taken:
                changes.append(_dropped(old[told], cut=told > old_end))
            told += 1
        told = max(told, i + 1)
        fields = tuple(name for name in _FIELDS if old_facts[old[i].id][name] != new_facts[node.id][name])
        changes.append(_pair(old[i], node, old_words[i], new_words[j], likeness, fields))
    changes += [_dropped(old[i], cut=i > old_end) for i in range(told, len(old)) if i not in taken]
    counts = {kind.value: sum(c.change is kind for c in changes) for kind in Change}
    return VersionComparison(before=before.id, after=after.id, counts=counts, changes=tuple(changes))


def _end(pairs: Sequence[tuple[int, int, float]], cut: int, whole: int) -> int:
    """The place in the whole version of the last clause that it shares with one that is cut off; -1 for none."""
    return int(max(pairs, key=lambda pair: pair[cut])[whole]) if pairs else -1


_FIELDS = ("figures", "deadlines", "agencies", "partners")


def _words(node: Node) -> list[str]:
    return syllables(node.text.removeprefix(node.label) if node.label else node.text)


def _pairs(
    old: Sequence[Node], new: Sequence[Node], old_words: Sequence[list[str]], new_words: Sequence[list[str]]
) -> list[tuple[int, int, float]]:
    """Clauses of the same words in order, then the assignment of highest total likeness."""
    pairs = [(i, j, 1.0) for i, j in _verbatim(old, new, old_words, new_words)]
    paired_old, paired_new = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    rest_old = [i for i in range(len(old)) if i not in paired_old]
    rest_new = [j for j in range(len(new)) if j not in paired_new]
    if not rest_old or not rest_new:
        return pairs
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cdist
    from scipy.optimize import linear_sum_assignment

    likeness = cdist(
        [old_words[i] for i in rest_old],
        [new_words[j] for j in rest_new],
        scorer=LCSseq.normalized_similarity,
        processor=None,
        dtype=np.float64,
    )
    place = np.array([[old[i].id == new[j].id for j in rest_new] for i in rest_old])
    rows, columns = linear_sum_assignment(np.where(likeness >= LIKE, likeness + 1e-6 * place, 0.0), maximize=True)
    for row, column in zip(rows, columns, strict=True):
        if likeness[row, column] >= LIKE:
            pairs.append((rest_old[row], rest_new[column], round(float(likeness[row, column]), 4)))
    return pairs


def _verbatim(
    old: Sequence[Node], new: Sequence[Node], old_words: Sequence[list[str]], new_words: Sequence[list[str]]
) -> Iterator[tuple[int, int]]:
    """Clauses of the same words: those at the same place, else the first that is left."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(old_words):
        same[tuple(words)].append(i)
    for j, words in enumerate(new_words):
        here = same[tuple(words)]
        if here:
            i = next((i for i in here if old[i].id == new[j].id), here[0])
            here.remove(i)
            yield i, j


def _facts(document: Document) -> dict[str, dict[str, tuple[object, ...]]]:
    facts: dict[str, dict[str, tuple[object, ...]]] = defaultdict(lambda: dict.fromkeys(_FIELDS, ()))
    for t in document.targets:
        facts[t.clause]["figures"] += ((t.comparator, t.low, t.high, t.unit),)
        facts[t.clause]["deadlines"] += (t.deadline,)
    for d in document.duties:
        facts[d.clause]["deadlines"] += (d.due_date or d.due, d.recurring, d.period)
        facts[d.clause]["agencies"] += tuple(agency.id for agency in d.agencies)
        facts[d.clause]["partners"] += tuple(agency.id for agency in d.partners)
    return facts


def _added(node: Node, *, cut: bool) -> ClauseChange:
    """A clause of the later version alone; `cut`: the earlier one is cut off before it."""
    change = Change.UNKNOWN if cut else Change.ADDED
    return ClauseChange(change=change, before=None, after=node.id, before_span=None, after_span=node.span, likeness=0.0)


def _dropped(node: Node, *, cut: bool) -> ClauseChange:
    """A clause of the earlier version alone; `cut`: the later one is cut off before it."""
    change = Change.UNKNOWN if cut else Change.DROPPED
    return ClauseChange(change=change, before=node.id, after=None, before_span=node.span, after_span=None, likeness=0.0)


def _pair(
    old: Node, new: Node, old_words: list[str], new_words: list[str], likeness: float, fields: tuple[str, ...]
) -> ClauseChange:
    from difflib import SequenceMatcher

    added: list[str] = []
    dropped: list[str] = []
    if old_words != new_words:
        for tag, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
            if tag != "equal":
                dropped += [" ".join(old_words[a:b])] if b > a else []
                added += [" ".join(new_words[c:d])] if d > c else []
    changed = bool(added or dropped or fields)
    moved = old.id != new.id
    return ClauseChange(
        change=Change.CHANGED if changed else Change.MOVED if moved else Change.SAME,
        before=old.id,
        after=new.id,
        before_span=old.span,
        after_span=new.span,
        likeness=likeness,
        words_added=tuple(added),
        words_dropped=tuple(dropped),
        fields=fields,
    )
