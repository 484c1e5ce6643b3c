"""Coverage: status by measures, the silent, groups, twins, and the rate by its formula."""

from __future__ import annotations

import dataclasses

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.coverage.cover import Carried, cover, leaves, rate, values
from vnplan.align.coverage.cutoff import last_in_order
from vnplan.align.coverage.intervals import interval
from vnplan.models import Coverage, CoverageStatus, Reference, Severity

COVERED, PARTIAL, MISSING = CoverageStatus.COVERED, CoverageStatus.PARTIAL, CoverageStatus.MISSING


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference("qd-127-2021")


def whole(
    reference: Reference, provision: str, *, dropped: frozenset[int] = frozenset(), share: float = 1.0
) -> Carried:
    total = len(reference.provision(provision).measures)
    shares = tuple(0.0 if n in dropped else share for n in range(1, total + 1))
    return Carried(by=("II.1",), shares=shares, dropped=dropped, executed_only=False)


def status_of(coverage: tuple[Coverage, ...]) -> dict[str, Coverage]:
    return {c.provision: c for c in coverage}


def test_every_provision_gets_a_status_in_order(reference):
    found = cover(reference, {}, {})
    assert [c.provision for c in found] == [p.id for p in reference.provisions]
    assert all(c.reason for c in found)


def test_a_dropped_measure_makes_it_partial_and_the_reason_names_it(reference):
    found = status_of(cover(reference, {"III.2.1": whole(reference, "III.2.1", dropped=frozenset({2}))}, {}))["III.2.1"]
    assert found.status is PARTIAL
    assert reference.provision("III.2.1").measures[1].vi.rstrip(".") in found.reason
    assert "III.2.1#2" not in found.measures_taken
    assert found.measures_total == len(reference.provision("III.2.1").measures)


def test_what_only_the_state_can_do_is_named_apart_from_what_a_province_left_out(reference):
    (national,) = [n for n, m in enumerate(reference.provision("IV.2.1").measures, start=1) if m.national]
    both = {"IV.2.1": whole(reference, "IV.2.1", dropped=frozenset({national - 1, national}))}
    alone = {"IV.2.1": whole(reference, "IV.2.1", dropped=frozenset({national}))}
    assert "thẩm quyền trung ương" not in status_of(cover(reference, both, {}))["IV.2.1"].reason
    assert "thẩm quyền trung ương" in status_of(cover(reference, alone, {}))["IV.2.1"].reason


def test_all_measures_carried_is_covered(reference):
    assert status_of(cover(reference, {"III.2.1": whole(reference, "III.2.1")}, {}))["III.2.1"].status is COVERED


def test_a_fragment_of_a_single_measure_is_partial(reference):
    found = cover(reference, {"IV.12": whole(reference, "IV.12", share=0.25)}, {})
    assert status_of(found)["IV.12"].status is PARTIAL


def test_what_is_left_of_a_list_says_what_it_is_without(reference):
    items = reference.provision("IV.10").measures[0].items
    most = Carried(by=("II.1",), shares=(0.8,), dropped=frozenset(), executed_only=False, unnamed=items[1:])
    found = status_of(cover(reference, {"IV.10": most}, {}))["IV.10"]
    assert found.status is PARTIAL
    assert found.reason.endswith(f"chưa nêu: {'; '.join(items[1:])}.")
    fewer = dataclasses.replace(most, unnamed=items[:2])
    assert status_of(cover(reference, {"IV.10": fewer}, {}))["IV.10"].status is COVERED


def test_silence_on_what_only_the_state_can_do_does_not_apply(reference):
    found = status_of(cover(reference, {}, {}))
    assert found["IV.3.1"].status is CoverageStatus.NOT_APPLICABLE
    assert found["IV.1.1"].status is CoverageStatus.NOT_APPLICABLE  # the making of law
    assert "góp ý" in found["IV.1.1"].reason  # what a province could have said of it
    assert found["PL.1"].status is MISSING


def test_an_orientation_nobody_says_tells_of_the_tasks_it_opens():
    decision = load_reference("qd-1671-2026")
    tasks = [p for p in decision.provisions if p.id.startswith("III.3.") and p.id != "III.3.0"]
    found = status_of(cover(decision, {p.id: whole(decision, p.id) for p in tasks[:2]}, {}))
    assert found["III.3.0"].status is MISSING
    assert found["III.3.0"].reason_en.startswith("No clause says this orientation; 2/")
    assert "orientation" not in found["III.4.0"].reason_en  # nothing of that section is carried


def test_a_local_form_of_a_national_provision_counts(reference):
    assert status_of(cover(reference, {"II.1.a.3": whole(reference, "II.1.a.3")}, {}))["II.1.a.3"].status is COVERED


def test_a_missing_direct_provision_is_flagged_high_and_no_other(reference):
    found = status_of(cover(reference, {}, {}))
    assert found["D2.5"].severity is Severity.HIGH
    assert found["III.2.1"].severity is None


def test_what_lies_in_the_missing_part_is_unknown_unless_carried(reference):
    rows = {p.id: n for n, p in enumerate(reference.provisions)}
    unreached = frozenset(range(rows["IV.1.1"], len(rows)))
    carried = {"D2.5": whole(reference, "D2.5")}
    found = status_of(cover(reference, carried, {}, unreached=unreached))
    assert found["IV.8.1"].status is CoverageStatus.UNKNOWN
    assert found["IV.3.1"].status is CoverageStatus.UNKNOWN
    assert found["D2.5"].status is COVERED
    assert found["III.2.1"].status is MISSING


def test_a_group_goal_follows_its_heading_or_its_goals(reference):
    assert status_of(cover(reference, {}, {"II.1.a": "II.a"}))["II.1.a"].status is COVERED
    one = {"II.1.c.1": whole(reference, "II.1.c.1")}
    assert status_of(cover(reference, one, {}))["II.1.c"].status is PARTIAL
    both = {i: whole(reference, i) for i in reference.provision("II.1.c").group_of}
    assert status_of(cover(reference, both, {}))["II.1.c"].status is COVERED


def test_the_rate_counts_leaves_once(reference):
    fixed = leaves(reference)
    assert not {p.id for p in reference.provisions if p.group_of} & set(fixed)
    for leaf in fixed:
        earlier = fixed[: fixed.index(leaf)]
        assert not set(reference.provision(leaf).same_as) & set(earlier)


def test_a_twin_lends_its_value_to_the_first(reference):
    pair = next((p for p in reference.provisions if p.same_as and p.id in leaves(reference)), None)
    assert pair is not None
    twin = pair.same_as[0]
    found = values(reference, cover(reference, {pair.id: whole(reference, pair.id, share=1.0)}, {}))
    lent = values(reference, cover(reference, {twin: whole(reference, twin), pair.id: whole(reference, pair.id)}, {}))
    assert found[pair.id] == lent[pair.id] == 1.0
    assert twin not in lent


def test_the_rate_is_a_mean_with_halves_and_lies_in_its_interval():
    found = {"a": 1.0, "b": 0.5, "c": 0.0, "d": 1.0}
    assert rate(found) == 0.625
    low, high = interval(found) or (1.0, 0.0)
    assert low <= 0.625 <= high
    assert interval(found) == interval(found)
    assert rate({}) is None
    assert interval({}) is None


def test_a_clause_out_of_order_does_not_say_how_far_a_text_came():
    assert last_in_order([1, 2, 3]) == 3
    assert last_in_order([28, 29, 87, 30, 31]) == 31
    assert last_in_order([5]) == 5


def test_provisions_that_all_have_one_status_do_not_make_a_rate_certain():
    low, high = interval({"a": 1.0, "b": 1.0}) or (0.0, 0.0)
    assert low < 0.5
    assert high == 1
    assert (interval(dict.fromkeys(map(str, range(68)), 0.0)) or (0.0, 0.0))[1] > 0.05


@pytest.mark.parametrize(
    ("act", "status"),
    [
        ("Triển khai", PARTIAL),  # making law became carrying it out
        ("Tham gia góp ý", COVERED),
        ("Tham gia xây dựng, hoàn thiện", COVERED),
        ("Cho ý kiến về dự thảo", COVERED),
    ],
)
def test_a_province_takes_its_lawful_part_in_the_making_of_law(reference, act, status):
    law = "các văn bản quy phạm pháp luật về trách nhiệm pháp lý của các đối tượng liên quan đến TTNT"
    plan = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Tư pháp\n- {act} {law}.\n"
    assert status_of(align_plan(parse_plan(text=plan), reference).coverage)["IV.16"].status is status
