"""Codebooks load, hold together, and refuse what does not."""

from __future__ import annotations

import unicodedata

import pytest

from vnplan.errors import ReferenceDataError, SchemaError
from vnplan.lexicon import agencies
from vnplan.models import Obligation, Reference
from vnplan.reference import list_references, load_reference

IDS = [
    "I.1",
    "I.2",
    "I.3",
    "II.0",
    "II.1.a",
    "II.1.a.1",
    "II.1.a.2",
    "II.1.a.3",
    "II.1.b",
    "II.1.b.1",
    "II.1.b.2",
    "II.1.c",
    "II.1.c.1",
    "II.1.c.2",
    "II.2.a",
    "II.2.a.1",
    "II.2.a.2",
    "II.2.a.3",
    "II.2.a.4",
    "II.2.b",
    "II.2.b.1",
    "II.2.b.2",
    "II.2.b.3",
    "II.2.c",
    "II.2.c.1",
    "II.2.c.2",
    "II.2.c.3",
    "III.1.1",
    "III.1.2",
    "III.2.1",
    "III.2.2",
    "III.3.1",
    "III.3.2",
    "III.3.3",
    "III.3.4",
    "III.4.1",
    "III.4.2",
    "III.4.3",
    "III.5.1",
    "III.5.2",
    "III.5.3",
    "IV.1.1",
    "IV.1.2",
    "IV.1.3",
    "IV.1.4",
    "IV.1.5",
    "IV.1.6",
    "IV.2.1",
    "IV.2.2",
    "IV.2.3",
    "IV.2.4",
    "IV.2.5",
    "IV.2.6",
    "IV.3.1",
    "IV.3.2",
    "IV.4.1",
    "IV.4.2",
    "IV.4.3",
    "IV.5.1",
    "IV.5.2",
    "IV.5.3",
    "IV.6.1",
    "IV.6.2",
    "IV.7",
    "IV.8.1",
    "IV.8.2",
    "IV.8.3",
    "IV.9.1",
    "IV.9.2",
    "IV.10",
    "IV.11",
    "IV.12",
    "IV.13",
    "IV.14",
    "IV.15.1",
    "IV.15.2",
    "IV.16",
    "IV.17",
    "D2.1",
    "D2.2",
    "D2.3",
    "D2.4",
    "D2.5",
    "D2.6.1",
    "D2.6.2",
    "D2.6.3",
    "PL.1",
    "PL.2",
    "PL.4",
    "PL.5",
    "PL.6",
]


@pytest.fixture(scope="module", params=list_references())
def any_codebook(request: pytest.FixtureRequest) -> Reference:
    return load_reference(request.param)


@pytest.fixture(scope="module")
def codebook() -> Reference:
    return load_reference("qd-127-2021")


def test_ids_of_decision_127_stand_in_the_decisions_own_order(codebook: Reference) -> None:
    assert [p.id for p in codebook.provisions] == IDS


def test_national_items_have_a_reason_and_no_others_do(any_codebook: Reference) -> None:
    for provision in any_codebook.provisions:
        is_national = provision.obligation is Obligation.NATIONAL_ONLY
        assert (provision.national_only_reason is not None) == is_national, provision.id


def test_twins_name_each_other(any_codebook: Reference) -> None:
    for provision in any_codebook.provisions:
        for twin in provision.same_as:
            assert provision.id in any_codebook.provision(twin).same_as


def test_what_restates_is_a_twin_of_the_same_class(any_codebook: Reference) -> None:
    for provision in any_codebook.provisions:
        if provision.restates:
            original = any_codebook.provision(provision.restates)
            assert provision.restates in provision.same_as
            assert original.restates is None
            assert (provision.obligation, provision.law_drafting, provision.provinces) == (
                original.obligation,
                original.law_drafting,
                original.provinces,
            )


def test_agencies_named_are_in_the_register(any_codebook: Reference) -> None:
    for p in any_codebook.provisions:
        for agency in (p.addressee, *p.co_leads, *p.counterparts, *p.partners, *p.executors):
            assert agency is None or agency in agencies(), (p.id, agency)


def test_every_group_goal_holds_goals_of_its_own(codebook: Reference) -> None:
    groups = [p for p in codebook.provisions if p.group_of]
    assert [g.id for g in groups] == ["II.1.a", "II.1.b", "II.1.c", "II.2.a", "II.2.b", "II.2.c"]
    for group in groups:
        assert all(child.startswith(f"{group.id}.") for child in group.group_of)


def test_both_languages_say_something(any_codebook: Reference) -> None:
    for p in any_codebook.provisions:
        for words in (p.label, p.statement, p.citation, *(m for m in p.measures)):
            assert words.vi.strip()
            assert words.en.strip()


def test_no_way_of_a_set_phrase_is_part_of_another(any_codebook: Reference) -> None:
    """Words are looked for as letters, so "đổi nghề" finds "chuyển đổi nghề" as well."""
    said = [p.said_as for p in any_codebook.provisions] + [
        m.said_as for p in any_codebook.provisions for m in p.measures
    ]
    ways = [[*map(str.lower, way)] for phrases in said for phrase in phrases for way in phrase.words]
    ways += [[*map(str.lower, p.needs)] for p in any_codebook.provisions]
    assert [(one, other) for way in ways for one in way for other in way if one != other and one in other] == []


def test_the_codebook_survives_a_round_trip_through_json(codebook: Reference) -> None:
    assert Reference.from_json(codebook.to_json()) == codebook


def test_a_codebook_of_ones_own_loads_from_a_file(codebook: Reference, tmp_path) -> None:
    path = tmp_path / "own.json"
    path.write_text(codebook.to_json(), encoding="utf-8")
    assert load_reference(path) == codebook


def test_an_unknown_reference_names_the_known_ones() -> None:
    with pytest.raises(ReferenceDataError, match=r"qd-999.*qd-127-2021"):
        load_reference("qd-999")


@pytest.mark.parametrize("name", ["1671", "1671/QĐ-TTg", "1671/qđ-ttg", unicodedata.normalize("NFD", "1671/QĐ-TTg")])
def test_a_packaged_reference_goes_by_its_decisions_number(name: str) -> None:
    assert load_reference(name).id == "qd-1671-2026"


def test_part_of_a_number_is_no_number() -> None:
    with pytest.raises(ReferenceDataError, match="'167'"):
        load_reference("167")


def test_a_newer_major_version_is_refused(codebook: Reference, tmp_path) -> None:
    path = tmp_path / "future.json"
    path.write_text(codebook.to_json().replace('"schema_version": "1.0"', '"schema_version": "2.0"'), encoding="utf-8")
    with pytest.raises(SchemaError, match="Upgrade"):
        load_reference(path)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("not = [toml", "cannot be read"),
        ('schema_version = "1.0"\nid = "x"', "Field"),
    ],
)
def test_a_broken_codebook_says_what_to_correct(tmp_path, broken: str, message: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load_reference(path)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"restates": "IV"}, "IV"),  # a section says nothing that could be said again
        ({"restates": "III.1.1"}, "III.1.1"),  # which is a repeat itself here
        ({"provinces": ("atlantis",)}, "atlantis"),
        ({"same_as": ("X.1",)}, "X.1"),
    ],
)
def test_a_codebook_that_names_what_is_not_there_is_refused(codebook: Reference, tmp_path, change, named) -> None:
    first, second, *others = codebook.provisions
    repeat = next(p for p in others if p.id == "III.1.1").model_copy(update={"restates": first.id})
    rest = [repeat if p.id == repeat.id else p for p in others]
    broken = codebook.model_copy(update={"provisions": (first, second.model_copy(update=change), *rest)})
    path = tmp_path / "broken.json"
    path.write_text(broken.to_json(), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=f"{second.id} names {named}"):
        load_reference(path)


SAID = """
schema = "vnplan/reference"
schema_version = "1.0"
id = "x"
number = "1/QĐ-TTg"
issued_on = 2025-03-01
issuer = "Thủ tướng Chính phủ"
title = {{ vi = "Cây xanh", en = "Trees" }}

[[provisions]]
id = "1"
kind = "task"
obligation = "localisable"
label = {{ vi = "Vườn ươm", en = "Nurseries" }}
statement = {{ vi = "Lập vườn ươm.", en = "Set up nurseries." }}
citation = {{ vi = "khoản 1", en = "clause 1" }}
measures = [{{ vi = "Lập vườn ươm.", en = "Set up nurseries." }}]
said_as = [{phrase}]
"""


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ('{ words = [["vườn ươm"]], own = true }', "Set words of provision 1 .* names nobody"),
        ("{ words = [] }", r"Provision 1, field said_as\.1\.words"),
        ("{ words = [[]] }", r"Provision 1, field said_as\.1\.words\.1"),
        ('{ words = [["vườn ươm", ""]] }', r"Provision 1, field said_as\.1\.words\.1\.2"),
    ],
)
def test_set_words_that_say_nothing_are_refused(tmp_path, phrase: str, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SAID.format(phrase=phrase), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load_reference(path)


def test_a_decision_and_its_set_words_may_go_without_a_subject(tmp_path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SAID.format(phrase='{ words = [["vườn ươm"]] }'), encoding="utf-8")
    reference = load_reference(path)
    assert reference.subject is None
    assert reference.provision("1").said_as[0].words == (("vườn ươm",),)


def test_all_packaged_references_load() -> None:
    for name in list_references():
        assert load_reference(name).id == name


def test_a_reference_shows_its_provisions_in_a_notebook() -> None:
    shown = load_reference("qd-127-2021")._repr_html_()
    assert shown.count("<tr>") == 92
    assert "D2.5" in shown
