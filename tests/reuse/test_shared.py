"""Shared wording: against a slow comparison of all pairs, and what it leaves out."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vnplan import load_reference, parse_plan
from vnplan.align.wording.localise import Localiser
from vnplan.models import Reference
from vnplan.reuse.grouping import groups_of
from vnplan.reuse.runs import LEAST, KnownWording, PlanRuns, known_wording, own_runs, packed_runs
from vnplan.reuse.shared import LIKE, SharedWording

LINE = "vườn ươm chè cam lồng cá biển rừng thông suối hang bản mường chợ phiên lúa nương cầu phao đò ngang sáo trúc"
WORDS = LINE.split()


def add(shared: SharedWording, plan: str, *texts: str, province: str | None = None, day: date | None = None) -> None:
    localise = Localiser(names=[province] if province else [], titles=(shared.reference.title.vi,))
    clauses = {f"I.{i}": text for i, text in enumerate(texts, start=1)}
    runs = packed_runs(((name, localise(text), text) for name, text in clauses.items()), known(shared.reference.id))
    shared.add(plan, province=province, issued_on=day, runs=runs, texts=lambda: clauses)


@cache
def known(reference: str) -> KnownWording:
    return known_wording(load_reference(reference))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference("qd-127-2021")


CLAUSE = "Mở vườn ươm doanh nghiệp tại chợ phiên vùng cao, nuôi cá lồng trên hồ, trồng chè và cam theo mùa vụ"


def test_verbatim_edited_and_dates(reference: Reference) -> None:
    shared = SharedWording(reference)
    add(shared, "a", CLAUSE, province="Hà Nội", day=date(2021, 3, 1))
    add(shared, "b", CLAUSE.upper() + ".", province="Cần Thơ", day=date(2022, 3, 1))
    add(shared, "c", CLAUSE.replace("cam", "quýt"), province="Cần Thơ", day=date(2023, 3, 1))
    add(shared, "d", "Một đoạn văn khác hẳn về cầu phao, đò ngang, sáo trúc, suối và hang, rừng thông")
    (group,) = shared.groups()
    assert (group.plans, group.provinces, group.verbatim, group.edited) == (3, 2, 2, 1)
    assert (group.earliest, group.latest) == (date(2021, 3, 1), date(2023, 3, 1))
    assert [(m.plan, m.form) for m in group.members] == [("a", "verbatim"), ("b", "verbatim"), ("c", "edited")]
    assert shared.between_provinces() == {("Cần Thơ", "Cần Thơ"): 1, ("Cần Thơ", "Hà Nội"): 1}
    counts = shared.counts()
    assert (counts.clauses, counts.shared, counts.own) == (4, 3, 1)


def test_the_name_of_the_province_is_no_difference(reference: Reference) -> None:
    shared = SharedWording(reference)
    for plan, province in (("a", "Hòa Bình"), ("b", "Lạng Sơn")):
        add(shared, plan, f"{CLAUSE} của tỉnh {province}", province=province)
    assert [group.plans for group in shared.groups()] == [2]


def test_what_both_took_from_the_reference_is_not_shared_wording(reference: Reference) -> None:
    shared = SharedWording(reference)
    statement = reference.provision("III.2.1").statement.vi
    for plan in ("a", "b"):
        add(shared, plan, statement, "Ngắn thôi")
    assert list(shared.groups()) == []
    counts = shared.counts()
    assert (counts.from_reference, counts.short) == (2, 2)


def test_repeats_within_one_plan_are_no_group(reference: Reference) -> None:
    shared = SharedWording(reference)
    add(shared, "a", CLAUSE, CLAUSE)
    assert list(shared.groups()) == []


def slow_group(sets: list[frozenset[int]], like: float) -> list[int]:
    """The same rule without a filter: every set against the first of every group; a set seen before goes with it."""
    openers: list[frozenset[int]] = []
    group_of: dict[frozenset[int], int] = {}
    for one in sets:
        if one not in group_of:
            scored = [(len(one & other) / len(one | other), -group) for group, other in enumerate(openers)]
            best = max(scored, default=(0.0, 0))
            group_of[one] = -best[1] if best[0] >= like else len(openers)
            openers += [one] if best[0] < like else []
    return [group_of[one] for one in sets]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.frozensets(st.integers(0, 15), min_size=LEAST, max_size=12), min_size=1, max_size=25),
    st.sampled_from([LIKE, 0.3, 0.8]),
)
def test_the_filter_misses_nothing(sets: list[frozenset[int]], like: float) -> None:
    names = {runs: number for number, runs in enumerate(dict.fromkeys(sets))}
    found = groups_of(
        np.array([names[runs] for runs in sets], dtype=np.uint64),
        np.array([len(runs) for runs in sets], dtype=np.uint32),
        np.array([run for runs in sets for run in sorted(runs)], dtype=np.uint32),
        like=like,
    )
    assert found.tolist() == slow_group(sets, like)


def slow_runs(words: tuple[str, ...], breaks: frozenset[int], known: KnownWording) -> set[int]:
    def taken(at: int) -> bool:
        if zlib.crc32(f"{words[at]} {words[at + 1]}".encode()) in known.pairs.tolist():
            return True
        return at + 1 in breaks and {words[at], words[at + 1]} <= known.words

    return {
        zlib.crc32(" ".join(words[at : at + 3]).encode())
        for at in range(len(words) - 2)
        if not (taken(at) and taken(at + 1))
    }


def test_runs_of_all_lines_at_once_are_those_of_each(plans_dir: Path, reference: Reference) -> None:
    document = parse_plan(plans_dir / "hai-phong.txt")
    lines = [Localiser()(text) for text in ("", "Một", *(node.text for node in document.clauses[::6]))]
    wording = known(reference.id)
    found = own_runs(lines, wording)
    assert [runs.tolist() for runs in found] == [sorted(slow_runs(line.words, line.breaks, wording)) for line in lines]
    assert any(len(runs) == 0 for runs in found[2:])
    assert own_runs([], wording) == []


def test_numbers_that_do_not_belong_together_are_refused(reference: Reference) -> None:
    runs = packed_runs([("I.1", Localiser()(CLAUSE), CLAUSE)], known(reference.id))
    assert PlanRuns.model_validate_json(runs.model_dump_json()) == runs
    for damaged in ({"clauses": ()}, {"runs": runs.runs[:-8]}, {"words": "§"}, {"sizes": runs.runs}):
        with pytest.raises(ValidationError):
            PlanRuns.model_validate(runs.model_dump() | damaged)


def test_the_two_twins_share_wording_and_the_groups_quote_the_plans(plans_dir: Path, reference: Reference) -> None:
    shared = SharedWording(reference)
    documents = {name: parse_plan(plans_dir / f"{name}.txt") for name in ("lang-son", "hoa-binh", "can-tho")}
    for document in documents.values():
        shared.add_document(document)
    groups = list(shared.groups())
    both = [g for g in groups if {m.plan for m in g.members} >= {"lang-son", "hoa-binh"}]
    assert len(both) >= 3
    for group in groups:
        first = group.members[0]
        assert group.text.strip() in documents[first.plan].node(first.clause).text


@pytest.mark.slow
def test_time_grows_with_clauses_not_with_pairs(reference: Reference, assert_linear: Callable[..., None]) -> None:
    rng = random.Random(7)
    base = [[rng.choice(WORDS) for _ in range(30)] for _ in range(40)]

    def work(plans: int) -> None:
        shared = SharedWording(reference)
        for plan in range(plans):
            texts = [" ".join(rng.choice(WORDS) if rng.random() < 0.05 else w for w in words) for words in base]
            add(shared, str(plan), *texts)
        assert sum(1 for _ in shared.groups()) >= 40

    assert_linear(work, 50, 200)
