"""The map from Decision 127 to Decision 1671 holds together and says what is certain from the two texts."""

from __future__ import annotations

import pytest

from vnplan.errors import ReferenceDataError
from vnplan.models import Fate, Obligation, Reference, Succession
from vnplan.reference import list_references, list_successions, load_reference, load_succession


@pytest.fixture(scope="module")
def succession() -> Succession:
    return load_succession("qd-127-2021", "qd-1671-2026")


@pytest.fixture(scope="module")
def new() -> Reference:
    return load_reference("qd-1671-2026")


@pytest.mark.parametrize(("old", "new"), list_successions())
def test_maps_lead_from_a_reference_to_the_one_that_replaced_it(old: str, new: str) -> None:
    assert {old, new} <= set(list_references())
    assert load_reference(old).replaced_by == new
    assert load_succession(old, new).new == new


def test_successors_stand_in_the_body_of_the_new_decision(succession: Succession, new: Reference) -> None:
    named = {i for item in succession.items for i in item.successors}
    assert not [i for i in named if new.provision(i).restates]


def test_a_goal_with_other_figures_does_not_continue_unchanged(succession: Succession, new: Reference) -> None:
    old = load_reference("qd-127-2021")
    for item in succession.items:
        figures = {f.low for f in old.provision(item.id).figures}
        later = {f.low for i in item.successors for f in new.provision(i).figures}
        if figures and not figures <= later:
            assert item.fate is not Fate.CONTINUES, item.id


def test_national_centres_are_not_taken_up(succession: Succession) -> None:
    assert succession.item("PL.2").fate is Fate.LAPSED
    assert succession.item("D2.5").successors == ("D2.8.e",)


def test_what_the_new_decision_first_orders_of_provinces_is_told(succession: Succession, new: Reference) -> None:
    fresh = {new.provision(i) for i in succession.without_forerunner(new)}
    direct = {p.id for p in fresh if p.obligation is Obligation.DIRECT}
    assert {"II.2.b.2", "III.5.g", "III.8.đ", "D2.8.g"} <= direct
    assert succession.forerunners("V.3") == ("D2.6.3",)
    assert not any(p.restates for p in fresh)


def test_a_pair_without_a_map_names_those_there_are() -> None:
    with pytest.raises(ReferenceDataError, match="qd-127-2021 qd-1671-2026"):
        load_succession("qd-1671-2026", "qd-127-2021")


def test_the_map_survives_a_round_trip_through_json(succession: Succession) -> None:
    assert Succession.from_json(succession.to_json()) == succession
    assert list(succession.to_dataframe().columns) == ["provision", "fate", "successors", "note"]
