"""Shared wording: against a slow comparison of all pairs, and what it leaves out."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan import parse_plan
from vnplan.batch.reuse import LEAST, LIKE, SharedWording
from vnplan.models import Reference

LINE = "vườn ươm chè cam lồng cá biển rừng thông suối hang bản mường chợ phiên lúa nương cầu phao đò ngang sáo trúc"
WORDS = LINE.split()


def add(shared: SharedWording, plan: str, *texts: str, province: str | None = None, day: date | None = None) -> None:
    clauses = [(f"I.{i}", text) for i, text in enumerate(texts, start=1)]
    shared.add(plan, province=province, issued_on=day, clauses=clauses)


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


def slow_group(sets: list[frozenset[int]]) -> list[int]:
    """The same rule without a filter: every clause against every opener."""
    openers: list[int] = []
    out = []
    for at, runs in enumerate(sets):
        scored = [(len(runs & sets[o]) / len(runs | sets[o]), -k) for k, o in enumerate(openers)]
        best = max(scored, default=(0.0, 0))
        if best[0] >= LIKE:
            out.append(-best[1])
        else:
            out.append(len(openers))
            openers.append(at)
    return out


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS[:9]), min_size=LEAST + 2, max_size=14), min_size=2, max_size=25))
def test_the_filter_misses_nothing(reference: Reference, texts: list[list[str]]) -> None:
    shared = SharedWording(reference)
    lines = [" ".join(words) for words in texts]
    add(shared, "a", *lines)
    from vnplan.align.localise import Localiser

    localise = Localiser(titles=(reference.title.vi,))
    other = SharedWording(reference)
    sets = [runs for line in lines if (runs := other._own_runs(localise(line))) is not None]
    assert list(shared._group_of) == slow_group(sets)


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
