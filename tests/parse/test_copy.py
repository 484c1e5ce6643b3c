"""A plan says the same whatever does not print in it, and whatever characters its letters are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan import Document, align_plan, load_reference, parse_plan
from vnplan.models import NodeKind
from vnplan.text import legible

DATA = Path(__file__).parents[1] / "data"
PLANS = ("vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong")
LATIN = str.maketrans("aeopcyAEOPCKHTB", "аеорсуАЕОРСКНТВ")


def thinly(change: Callable[[str], str], text: str) -> str:
    """Every seventh word changed."""
    words = re.split(r"(\s+)", text)
    return "".join(change(word) if at % 14 == 0 else word for at, word in enumerate(words))


WAYS: dict[str, Callable[[str], str]] = {
    "zero-width between words": lambda text: text.replace(" ", " \u200b"),
    "zero-width after words": lambda text: text.replace(" ", "\u200b "),
    "zero-width within words": lambda text: re.sub(r"(\w)(\w)", "\\1\u2060\\2", text),
    "a mark at the start of each line": lambda text: re.sub(r"(?m)^", "\u200e", text),
    "a mark at the end of each line": lambda text: re.sub(r"(?m)$", " \u200b", text),
    "byte order marks of files put together": lambda text: re.sub(r"(?m)^(?=[IVX]+\.)", "\ufeff", text),
    "soft hyphens": lambda text: re.sub(r"(\w{2})(\w{2})", "\\1\u00ad\\2", text),
    "the d of Icelandic": lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "full-width figures": lambda text: text.translate({48 + at: 0xFF10 + at for at in range(10)}),
    "Cyrillic letters": lambda text: thinly(lambda word: word.translate(LATIN), text),
}


def said(document: Document) -> tuple[object, ...]:
    """All that is found, without offsets."""
    return (
        document.metadata,
        [(node.id, node.kind, node.text) for node in document.nodes if node.kind is not NodeKind.NOISE],
        [target.model_dump(exclude={"span"}) for target in document.targets],
        [(d.clause, d.role, [a.id for a in d.agencies], [a.id for a in d.partners], d.due) for d in document.duties],
        [(citation.number, citation.clause) for citation in document.citations],
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("plan", PLANS)
def test_what_does_not_print_changes_nothing(plans_dir: Path, plan: str, way: str) -> None:
    text = (plans_dir / f"{plan}.txt").read_text(encoding="utf-8")
    odd = WAYS[way](text)
    found = parse_plan(text=odd)
    assert found.text == odd != text
    assert said(found) == said(parse_plan(text=text))
    assert "odd_letters" in {note.code for note in found.notes}


@pytest.mark.parametrize("way", ["zero-width within words", "the d of Icelandic", "a mark at the end of each line"])
def test_links_and_deviations_are_the_same(way: str) -> None:
    """A plan with tables, whose cells are read once more when it is aligned."""
    text = (DATA / "marked" / "annex-tables.txt").read_text(encoding="utf-8")
    odd, reference = WAYS[way](text), load_reference("qd-127-2021")
    plain, found = (align_plan(parse_plan(text=words), reference) for words in (text, odd))
    for table, fields in (
        ("links", ("clause", "provision", "relation", "score")),
        ("deviations", ("clause", "provision", "kind", "expected", "found")),
        ("coverage", ("provision", "status")),
    ):
        one, other = ([[getattr(row, name) for name in fields] for row in getattr(a, table)] for a in (plain, found))
        assert one == other
    assert all(legible(link.clause_span.of(odd)).text for link in found.links)


def test_evidence_is_the_text_as_given() -> None:
    document = parse_plan(text="KẾ HOẠCH\nI. MỤC TIÊU\n\u200e1. Đến nãm 2027 có 0\u00ad5 mô\u2060 hình\u200b.\u200b\n")
    (target,) = document.targets
    assert (target.low, target.unit, target.deadline) == (5, "mô hình", "2027")
    assert "0\u00ad5 mô\u2060 hình" in target.span.of(document.text)
    clause = document.node("I.1")
    assert clause.span.of(document.text) == document.text.splitlines()[2]
    assert clause.text == "1. Đến nãm 2027 có 05 mô hình."


def test_words_of_another_alphabet_stay() -> None:
    assert legible("Россия, Δt, hệ số β và Кế hoạch").text == "Россия, Δt, hệ số β và Kế hoạch"


def test_a_cell_that_holds_nothing_visible_stays_a_cell() -> None:
    assert legible("1\t\u200b\tSở Y tế\u200b").text == "1\t\u200b\tSở Y tế"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="aĐе\u0301\u0302\u00ad\u200b\ufeff \t\n\xa0Ð\u2011I.1-", max_size=40))
def test_offsets_lead_back_and_a_second_reading_changes_nothing(text: str) -> None:
    found = legible(text)
    assert len(found.origin) == len(found.text) + 1
    assert found.origin[-1] == len(text)
    assert list(found.origin) == sorted(found.origin)
    assert legible(found.text).text == found.text


def test_one_long_word_takes_no_longer_a_letter_than_a_short_one() -> None:
    """A pattern that began anew at each of its letters took minutes for what follows (observed in a hostile file)."""
    word = "K\u200bẾ" * 100_000
    assert len(legible(word).text) == 200_000
