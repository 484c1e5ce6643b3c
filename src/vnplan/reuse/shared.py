"""Wording that plans share beyond what both took from the reference ("trùng câu chữ"): groups of clauses, with dates.

A shared wording has no known source: the earliest date among the files given proves nothing, and a common outline is
always possible. Nothing here says who took what from whom.

How: a clause becomes its localised words (as for alignment), and these its runs of three. Runs whose two word pairs
both stand in the reference are left out (`vnplan.reuse.runs`). What remains is compared as sets (Jaccard): the first
clause of a wording opens a group, later ones join the group they are most like (`vnplan.reuse.grouping`). Time grows
with the number of clauses, not of their pairs; memory by some kilobytes a plan.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from vnplan.models import Document, Frozen, Reference
from vnplan.reuse.grouping import groups_of
from vnplan.reuse.runs import KnownWording, PlanRuns, known_wording, runs_of_plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKE = 0.5
"""Likeness from which two clauses share their wording: half of all runs (after one word in ten is changed at random,
about this share remains: (9/10)³ of runs on both sides)."""

Texts = Callable[[], Mapping[str, str]]
"""Gives the texts of a plan's clauses by their ids, when they are asked for."""


class SharedMember(Frozen):
    """One clause of a group; `form`: "verbatim" (the same syllables as the group's first clause) or "edited"."""

    plan: str
    province: str | None
    issued_on: date | None
    clause: str
    form: str


class SharedGroup(Frozen):
    """Clauses of two or more plans that share wording; `text` is that of the first one read."""

    group: int
    text: str
    plans: int
    provinces: int
    verbatim: int
    edited: int
    earliest: date | None
    latest: date | None
    members: tuple[SharedMember, ...]


class SharedCounts(Frozen):
    """What became of the clauses: in a group of several plans, alone, from the reference, or too short to compare."""

    clauses: int
    shared: int
    own: int
    from_reference: int
    short: int


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    province: str | None
    issued_on: date | None
    texts: Texts


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Compared clauses by their groups, in each group as they came: `rows` are their numbers, `starts` where each group
    begins among them (and the end), `plan_of` the plan of each clause, `plans` how many plans each group has."""

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    plan_of: NDArray[np.int64]
    plans: NDArray[np.int64]


@dataclass(slots=True)
class SharedWording:
    """The groups of a set of plans. Add plans one at a time; read `groups` when all are in.

    Give plans in the order of their dates: the first clause of a wording names its group.

    >>> from vnplan import load_reference, parse_plan
    >>> clause = "1. Xây dựng vườn ươm công nghệ tại khu đô thị đại học, gắn với hợp tác xã trồng chè, nuôi cá lồng."
    >>> shared = SharedWording(load_reference("qd-127-2021"))
    >>> for name, text in {"a": clause, "b": clause.replace("chè", "cam"), "c": "1. Mở lớp học đêm."}.items():
    ...     shared.add_document(parse_plan(text=f"KẾ HOẠCH\\nI. NHIỆM VỤ\\n{text}\\n").model_copy(update={"id": name}))
    >>> [(g.plans, [(m.plan, m.form) for m in g.members]) for g in shared.groups()]
    [(2, [('a', 'verbatim'), ('b', 'edited')])]
    """

    reference: Reference
    like: float = LIKE
    _known: KnownWording | None = field(default=None, init=False)
    _plans: list[_Plan] = field(default_factory=list, init=False)
    _clauses: list[str] = field(default_factory=list, init=False)
    _in_plan: list[int] = field(default_factory=list, init=False)
    _words: array[int] = field(default_factory=lambda: array("Q"), init=False)
    _spoken: array[int] = field(default_factory=lambda: array("I"), init=False)
    _sizes: array[int] = field(default_factory=lambda: array("I"), init=False)
    _runs: array[int] = field(default_factory=lambda: array("I"), init=False)
    _short: int = field(default=0, init=False)
    _from_reference: int = field(default=0, init=False)
    _found: _Grouped | None = field(default=None, init=False)

    def add_document(self, document: Document) -> None:
        """Add a parsed plan."""
        from vnplan.align.wording.clauses import prepare

        if self._known is None:
            self._known = known_wording(self.reference)
        clauses = prepare(document, segmenter_name="syllable", titles=(self.reference.title.vi,))
        texts = {c.node.id: c.node.text.removeprefix(c.node.label or "") for c in clauses}
        meta = document.metadata
        self.add(
            document.id,
            province=meta.province,
            issued_on=meta.issued_on,
            runs=runs_of_plan(clauses, self._known),
            texts=lambda: texts,
        )

    def add(self, plan: str, *, province: str | None, issued_on: date | None, runs: PlanRuns, texts: Texts) -> None:
        """Add a plan by the runs of its clauses; `texts` is called where a clause of it is the first of a group."""
        self._plans.append(_Plan(plan, province, issued_on, texts))
        self._in_plan.append(len(runs.clauses))
        self._clauses += map(sys.intern, runs.clauses)
        self._words.extend(runs.numbers("words").tolist())
        self._spoken.extend(runs.numbers("spoken").tolist())
        self._sizes.extend(runs.numbers("sizes").tolist())
        self._runs.extend(runs.numbers("runs").tolist())
        self._short += runs.short
        self._from_reference += runs.from_reference
        self._found = None

    def groups(self) -> Iterator[SharedGroup]:
        """Groups with clauses of two or more plans: most plans first, then as they were opened."""
        found = self._grouped()
        shared = np.flatnonzero(found.plans > 1)
        shared = shared[np.argsort(-found.plans[shared], kind="stable")]
        texts = self._first_texts(found.rows[found.starts[shared]], found)
        for number, group in enumerate(shared.tolist(), start=1):
            rows = found.rows[found.starts[group] : found.starts[group + 1]].tolist()
            yield self._shown(number, rows, found.plan_of[rows].tolist(), texts[rows[0]])

    def counts(self) -> SharedCounts:
        """What became of all clauses."""
        found = self._grouped()
        shared = int(np.diff(found.starts)[found.plans > 1].sum())
        compared = len(self._clauses)
        return SharedCounts(
            clauses=compared + self._short + self._from_reference,
            shared=shared,
            own=compared - shared,
            from_reference=self._from_reference,
            short=self._short,
        )

    def between_provinces(self) -> dict[tuple[str, str], int]:
        """Groups that two provinces both have clauses in, by pair; a province with itself: between its own plans."""
        from scipy.sparse import csr_matrix

        found = self._grouped()
        names = sorted({plan.province for plan in self._plans if plan.province is not None})
        number = {name: at for at, name in enumerate(names)}
        province_of = np.array([number.get(plan.province or "", -1) for plan in self._plans], dtype=np.int64)
        group = np.repeat(np.arange(len(found.plans)), np.diff(found.starts))
        held = np.unique(np.column_stack([group, found.plan_of[found.rows]]), axis=0)
        held = held[province_of[held[:, 1]] >= 0]
        plans = csr_matrix(
            (np.ones(len(held), dtype=np.int64), (held[:, 0], province_of[held[:, 1]])),
            shape=(len(found.plans), len(names)),
        )
        among_own = np.asarray((plans > 1).sum(axis=0)).ravel()
        common = ((plans > 0).astype(np.int64).T @ (plans > 0).astype(np.int64)).tocoo()
        counts = {
            (names[one], names[two]): int(count)
            for one, two, count in zip(common.row, common.col, common.data, strict=True)
            if one < two
        }
        counts.update({(name, name): int(n) for name, n in zip(names, among_own, strict=True) if n})
        return dict(sorted(counts.items()))

    def _grouped(self) -> _Grouped:
        if self._found is None:
            self._found = self._grouped_anew()
        return self._found

    def _grouped_anew(self) -> _Grouped:
        words, sizes, runs = map(np.asarray, (self._words, self._sizes, self._runs))
        group_of = groups_of(words, sizes, runs, like=self.like)
        rows = np.argsort(group_of, kind="stable")
        count = int(group_of.max(initial=-1)) + 1
        starts = np.searchsorted(group_of[rows], np.arange(count + 1))
        plan_of = np.repeat(np.arange(len(self._plans)), self._in_plan)
        other = np.diff(plan_of[rows], prepend=-1) != 0  # clauses of a group stand in the order of plans
        other[starts[:-1]] = True
        plans = np.add.reduceat(other, starts[:-1], dtype=np.int64) if count else np.zeros(0, dtype=np.int64)
        return _Grouped(rows=rows, starts=starts, plan_of=plan_of, plans=plans)

    def _first_texts(self, firsts: NDArray[np.int64], found: _Grouped) -> dict[int, str]:
        """The texts of these clauses; each plan is asked once."""
        wanted: dict[int, list[int]] = defaultdict(list)
        for row in firsts.tolist():
            wanted[int(found.plan_of[row])].append(row)
        out: dict[int, str] = {}
        for plan, rows in wanted.items():
            texts = self._plans[plan].texts()
            out.update((row, texts[self._clauses[row]].strip()) for row in rows)
        return out

    def _shown(self, number: int, rows: list[int], plan_of: list[int], text: str) -> SharedGroup:
        members = tuple(
            SharedMember(
                plan=plan.name,
                province=plan.province,
                issued_on=plan.issued_on,
                clause=self._clauses[row],
                form="verbatim" if self._spoken[row] == self._spoken[rows[0]] else "edited",
            )
            for row, at in zip(rows, plan_of, strict=True)
            for plan in [self._plans[at]]
        )
        dates = sorted(m.issued_on for m in members if m.issued_on is not None)
        verbatim = sum(m.form == "verbatim" for m in members)
        return SharedGroup(
            group=number,
            text=text,
            plans=len(set(plan_of)),
            provinces=len({m.province for m in members if m.province}),
            verbatim=verbatim,
            edited=len(members) - verbatim,
            earliest=dates[0] if dates else None,
            latest=dates[-1] if dates else None,
            members=members,
        )
