"""The codebook of Decision 127 holds together: places, citations, classes and agencies follow from each other."""

from __future__ import annotations

import pytest

from vnplan.lexicon import agencies
from vnplan.models import Obligation, Provision, ProvisionKind, Reference
from vnplan.reference import load_reference

GOALS = {ProvisionKind.GOAL, ProvisionKind.GROUP_GOAL, ProvisionKind.GENERAL_GOAL}


@pytest.fixture(scope="module")
def codebook() -> Reference:
    return load_reference("qd-127-2021")


def cited(provision: Provision) -> str:
    """The citation that the place of a provision gives, from the smallest unit to the article."""
    article, *rest = provision.path
    if article == "Phụ lục":
        return f"số thứ tự {rest[0]}, Phụ lục"
    units = []
    for label in rest:
        if label.startswith("-"):
            units.append(f"gạch đầu dòng {label[1:]}")
        elif label.startswith("¶"):
            units += ["đoạn mở đầu"] if provision.kind is ProvisionKind.GENERAL_GOAL else []
        elif label.isdigit():
            units.append(f"khoản {label}")
        elif label.islower():
            units.append(f"điểm {label}")
        else:
            units.append(f"mục {label}")
    return ", ".join([*reversed(units), article])


def test_citations_say_where_a_provision_stands(codebook: Reference) -> None:
    assert [p.citation.vi for p in codebook.provisions] == [cited(p) for p in codebook.provisions]


def test_places_are_distinct_and_agree_with_the_ids(codebook: Reference) -> None:
    assert len({p.path for p in codebook.provisions}) == len(codebook.provisions)
    for p in codebook.provisions:
        labels = [label.lstrip("-") for label in p.path if label not in {"Điều 1", "¶1"}]
        short = {"Điều 2": "D2", "Phụ lục": "PL"}
        assert ".".join(short.get(label, label) for label in labels) == p.id.removesuffix(".0")


def test_goals_have_the_horizon_of_their_section(codebook: Reference) -> None:
    for p in codebook.provisions:
        if p.kind in GOALS:
            assert p.horizon == (2025 if p.id.startswith("II.1.") else 2030), p.id


def test_tasks_have_the_addressee_and_counterparts_of_their_section(codebook: Reference) -> None:
    for p in codebook.provisions:
        if p.kind is ProvisionKind.TASK:
            section = codebook.section(".".join(p.id.split(".")[:2]))
            assert (p.addressee, p.counterparts) == (section.addressee, section.counterparts), p.id


def test_every_agency_is_known_to_the_lexicon(codebook: Reference) -> None:
    known = agencies()
    for p in codebook.provisions:
        for agency in (p.addressee, *p.counterparts, *p.partners, *p.executors):
            assert agency is None or agency in known, (p.id, agency)


def test_classes_follow_what_the_decision_asks_of_a_province(codebook: Reference) -> None:
    of: dict[Obligation, set[str]] = {kind: set() for kind in Obligation}
    for p in codebook.provisions:
        of[p.obligation].add(p.id)
        assert ("province" in p.applies_to) is (p.obligation is not Obligation.NATIONAL_ONLY), p.id
    assert of[Obligation.DIRECT] == {"D2.3", "D2.5", "D2.6.2", "D2.6.3"}
    assert {p for p in of[Obligation.ORIENTATION] if p.startswith("III")} == {
        p.id for p in codebook.provisions if p.id.startswith("III")
    }
    assert {p.id for p in codebook.provisions if p.law_drafting} == {"IV.1.1", "IV.2.1", "IV.4.1", "IV.16"}


def test_mixed_provisions_keep_measures_for_the_province(codebook: Reference) -> None:
    mixed = {p.id for p in codebook.provisions if any(m.national for m in p.measures)}
    assert mixed == {"II.1.b.1", "III.3.2", "III.5.3", "IV.1.4", "IV.2.1", "IV.6.1", "IV.6.2"}
    for provision in mixed:
        assert not all(m.national for m in codebook.provision(provision).measures)


def test_what_several_provisions_are_said_in_is_written_alike(codebook: Reference) -> None:
    said = {p.id: p.said_as for p in codebook.provisions if p.said_as}
    assert said["IV.2.6"][0] in said["III.4.3"]
    assert said["II.1.a.2"] == said["II.2.a.2"]
    uses = {place for place, phrases in said.items() if phrases[0].words == (("ứng dụng",),)}
    assert uses == {"IV.3.2", "IV.5.3", "IV.7", "IV.9.2", "IV.10", "IV.11", "IV.13", "IV.14", "IV.15.2"}
    assert all(said[place][0].own and said[place][0].alone for place in uses)
