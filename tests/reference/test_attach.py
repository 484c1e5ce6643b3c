"""Attaching an official text, on a small decision of our own: each provision is taken or refused by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vnplan.models import Bilingual, Comparator, Figure, Measure, Obligation, Provision, ProvisionKind, Reference
from vnplan.reference import attach_official_text

WORDS = {
    "1": "Trồng 500 cây xanh trên các tuyến phố chính và trong khuôn viên trường học",
    "2": "Lắp đèn chiếu sáng tiết kiệm điện tại công viên, chợ và bến xe",
    "3": "Mở lớp dạy bơi miễn phí cho trẻ em trong dịp nghỉ hè",
    "4": "Tổ chức hội chợ nông sản vào cuối tuần tại trung tâm xã",
}


def provision(number: str) -> Provision:
    words = Bilingual(vi=WORDS[number], en="-")
    tree = Figure(indicator=Bilingual(vi="cây xanh", en="trees"), comparator=Comparator.EXACT, low=500, unit="cây")
    return Provision(
        id=f"I.{number}",
        kind=ProvisionKind.TASK,
        obligation=Obligation.DIRECT,
        path=("I", number),
        label=words,
        statement=words,
        citation=words,
        figures=(tree,) if number == "1" else (),
        measures=(Measure(vi=words.vi, en="-"),),
    )


@pytest.fixture
def decision() -> Reference:
    return Reference(
        id="own",
        number="01/QĐ-UBND",
        issued_on=date(2024, 1, 2),
        issuer="UBND",
        title=Bilingual(vi="Đề án", en="Project"),
        provisions=tuple(provision(n) for n in WORDS),
    )


def attached(decision: Reference, folder: Path, lines: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    file = folder / "official.txt"
    numbered = [f"{n}. {line}." for n, line in enumerate(lines, start=1)]
    file.write_text("\n".join(["QUYẾT ĐỊNH", "I. NHIỆM VỤ", *numbered]), encoding="utf-8")
    reference, notes = attach_official_text(decision, file)
    told = dict(note.message.split(": ", 1) for note in notes)
    return dict(reference.official), told


def test_every_provision_takes_the_words_at_its_place(decision, tmp_path):
    official, told = attached(decision, tmp_path, list(WORDS.values()))
    assert official == {f"I.{n}": f"{words}." for n, words in WORDS.items()}
    assert not told


def test_what_moved_up_behind_a_missing_item_is_not_taken_for_the_item_before(decision, tmp_path):
    official, told = attached(decision, tmp_path, [WORDS["1"], WORDS["2"], WORDS["4"]])
    assert set(official) == {"I.1", "I.2"}
    assert told == {"I.3": "what stands at its place reads like I.4", "I.4": "its place is not in the file"}


def test_another_figure_is_not_taken(decision, tmp_path):
    official, told = attached(decision, tmp_path, [WORDS["1"].replace("500", "300"), *list(WORDS.values())[1:]])
    assert set(official) == {"I.2", "I.3", "I.4"}
    assert told == {"I.1": "a figure of the codebook is not in it"}


def test_words_on_something_else_are_not_taken(decision, tmp_path):
    lines = [*list(WORDS.values())[:3], "Kiện toàn bộ máy giúp việc của Ban Chỉ đạo"]
    official, told = attached(decision, tmp_path, lines)
    assert set(official) == {"I.1", "I.2", "I.3"}
    assert told == {"I.4": "what stands at its place reads like something else"}
