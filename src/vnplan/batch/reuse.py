"""Wording that plans share beyond what both took from the reference ("trùng câu chữ"): groups of clauses, with dates.

A shared wording has no known source: the earliest date among the files given proves nothing, and a common outline is
always possible. Nothing here says who took what from whom.

How: a clause becomes its localised words (as for alignment), and these its runs of three. Runs whose two word pairs
both stand in the reference are left out. What remains is compared as sets (Jaccard): the first clause of a wording
opens a group, later ones join the group they are most like. Candidates are found by prefix filtering (Bayardo, Ma and
Srikant 2007; Xiao et al. 2008): under a fixed order of all runs, two sets of likeness t or more must share one of their
first few, so that only group openers with such a run are looked at, and none is missed. Time grows with the number of
clauses, not of their pairs.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import ceil

from vnplan.align.localise import Localiser, Tokens
from vnplan.align.statistics import load_statistics, pair_hash
from vnplan.models import Document, Frozen, Reference
from vnplan.text import syllables

LIKE = 0.5
"""Likeness from which two clauses share their wording: half of all runs (after one word in ten is changed at random,
about this share remains: (9/10)³ of runs on both sides)."""

LEAST = 6
"""Runs of its own a clause must have to be compared: eight words, fewer are vocabulary."""


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


@dataclass(slots=True)
class _Opener:
    runs: frozenset[int]
    syllables: int
    text: str


@dataclass(slots=True)
class SharedWording:
    """The groups of a set of plans. Add plans with `add`, one at a time; read `groups` when all are in.

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
    _pairs: frozenset[int] = field(init=False)
    _words: frozenset[str] = field(init=False)
    _openers: list[_Opener] = field(default_factory=list, init=False)
    _by_run: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list), init=False)
    _by_words: dict[int, int] = field(default_factory=dict, init=False)
    _plans: list[tuple[str, str | None, date | None]] = field(default_factory=list, init=False)
    _plan_of: array[int] = field(default_factory=lambda: array("l"), init=False)
    _group_of: array[int] = field(default_factory=lambda: array("l"), init=False)
    _same: array[int] = field(default_factory=lambda: array("b"), init=False)
    _clauses: list[str] = field(default_factory=list, init=False)
    _left_out: Counter[str] = field(default_factory=Counter, init=False)

    def __post_init__(self) -> None:
        self._pairs, self._words = _known(self.reference)

    def add_document(self, document: Document) -> None:
        """Add a parsed plan."""
        meta = document.metadata
        self.add(
            document.id,
            province=meta.province,
            issued_on=meta.issued_on,
            clauses=((n.id, n.text.removeprefix(n.label) if n.label else n.text) for n in document.clauses),
        )

    def add(
        self, plan: str, *, province: str | None, issued_on: date | None, clauses: Iterable[tuple[str, str]]
    ) -> None:
        """Add a plan by its clauses: pairs of id and text without its label."""
        number = len(self._plans)
        self._plans.append((plan, province, issued_on))
        localise = Localiser(names=[province] if province else [], titles=(self.reference.title.vi,))
        for clause, text in clauses:
            tokens = localise(text)
            runs = self._own_runs(tokens)
            if runs is None:
                continue
            spoken = zlib.crc32(" ".join(syllables(text)).encode())
            group = self._group(runs, tokens.words, spoken, text)
            self._plan_of.append(number)
            self._group_of.append(group)
            self._same.append(self._openers[group].syllables == spoken)
            self._clauses.append(clause)

    def groups(self) -> Iterator[SharedGroup]:
        """Groups with clauses of two or more plans: most plans first, then as they were opened."""
        members: dict[int, list[int]] = defaultdict(list)
        for at, group in enumerate(self._group_of):
            members[group].append(at)
        plans = {group: len({self._plan_of[at] for at in rows}) for group, rows in members.items()}
        order = sorted((group for group in members if plans[group] > 1), key=lambda group: (-plans[group], group))
        for number, group in enumerate(order, start=1):
            yield self._shown(number, group, members[group], plans[group])

    def counts(self) -> SharedCounts:
        """What became of all clauses."""
        plans: dict[int, set[int]] = defaultdict(set)
        for plan, group in zip(self._plan_of, self._group_of, strict=True):
            if len(plans[group]) < 2:
                plans[group].add(plan)
        shared = sum(len(plans[group]) > 1 for group in self._group_of)
        return SharedCounts(
            clauses=len(self._group_of) + sum(self._left_out.values()),
            shared=shared,
            own=len(self._group_of) - shared,
            from_reference=self._left_out["reference"],
            short=self._left_out["short"],
        )

    def between_provinces(self) -> dict[tuple[str, str], int]:
        """Groups that two provinces both have clauses in, by pair; a province with itself: between its own plans."""
        holders: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for plan, group in zip(self._plan_of, self._group_of, strict=True):
            province = self._plans[plan][1]
            if province is not None and len(holders[group][province]) < 2:
                holders[group][province].add(plan)
        counts: Counter[tuple[str, str]] = Counter()
        for of_group in holders.values():
            names = sorted(of_group)
            counts.update((one, two) for i, one in enumerate(names) for two in names[i + 1 :])
            counts.update((name, name) for name in names if len(of_group[name]) > 1)
        return dict(sorted(counts.items()))

    def _own_runs(self, tokens: Tokens) -> frozenset[int] | None:
        """The runs of a clause that do not stand in the reference; None (and counted) where they are too few.

        The reference's pairs do not reach across punctuation: there two words are known where each of them is.
        """
        words = tokens.words
        if len(words) < LEAST + 2:
            self._left_out["short"] += 1
            return None
        pairs = [pair_hash(f"{one} {two}") for one, two in pairwise(words)]
        known = [
            pair in self._pairs or (i + 1 in tokens.breaks and words[i] in self._words and words[i + 1] in self._words)
            for i, pair in enumerate(pairs)
        ]
        runs = frozenset(
            zlib.crc32(f"{words[i]} {words[i + 1]} {words[i + 2]}".encode())
            for i in range(len(words) - 2)
            if not (known[i] and known[i + 1])
        )
        if len(runs) < LEAST:
            self._left_out["reference"] += 1
            return None
        return runs

    def _group(self, runs: frozenset[int], words: tuple[str, ...], spoken: int, text: str) -> int:
        exact = hash_of(words)
        known = self._by_words.get(exact)
        if known is not None:
            return known
        size = len(runs)
        prefix = sorted(runs)[: size - ceil(self.like * size) + 1]
        best, group = 0.0, -1
        candidates = {opener for run in prefix for opener in self._by_run.get(run, ())}
        for opener in sorted(candidates):
            other = self._openers[opener].runs
            shared = len(runs & other)
            likeness = shared / (size + len(other) - shared)
            if likeness > best:
                best, group = likeness, opener
        if best < self.like:
            group = len(self._openers)
            self._openers.append(_Opener(runs, spoken, text.strip()))
            for run in prefix:
                self._by_run[run].append(group)
        self._by_words[exact] = group
        return group

    def _shown(self, number: int, group: int, rows: list[int], plans: int) -> SharedGroup:
        members = tuple(
            SharedMember(
                plan=plan, province=province, issued_on=issued, clause=self._clauses[at], form=_form(self._same[at])
            )
            for at in rows
            for plan, province, issued in [self._plans[self._plan_of[at]]]
        )
        dates = sorted(m.issued_on for m in members if m.issued_on is not None)
        verbatim = sum(m.form == "verbatim" for m in members)
        return SharedGroup(
            group=number,
            text=self._openers[group].text,
            plans=plans,
            provinces=len({m.province for m in members if m.province}),
            verbatim=verbatim,
            edited=len(members) - verbatim,
            earliest=dates[0] if dates else None,
            latest=dates[-1] if dates else None,
            members=members,
        )


def _form(same: int) -> str:
    return "verbatim" if same else "edited"


def hash_of(words: tuple[str, ...]) -> int:
    """A 64-bit hash of words, the same in every process."""
    text = " ".join(words).encode()
    return zlib.crc32(text) << 32 | zlib.adler32(text)


def _known(reference: Reference) -> tuple[frozenset[int], frozenset[str]]:
    """Hashes of the word pairs of a reference, and its words: of its wording where they come with the package, and of
    our statements."""
    localise = Localiser(titles=(reference.title.vi,))
    stated = [localise(p.statement.vi) for p in reference.provisions]
    pairs = {pair_hash(pair) for tokens in stated for _, pair in tokens.pairs()}
    words = {word for tokens in stated for word in tokens.words}
    statistics = load_statistics(reference.id)
    if statistics is not None:
        for provision in statistics.provisions.values():
            pairs.update(h for part in provision.pairs.values() for h in part)
            words.update(provision.words.get("syllable", ()))
    return frozenset(pairs), frozenset(words)
