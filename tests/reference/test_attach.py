"""Attaching an official text, on a small decision of our own: each provision is taken or refused by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vnplan.cli import run
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


def test_what_is_not_attached_is_told_in_both_languages(
    decision: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VNPLAN_HOME", str(tmp_path / "home"))
    codebook, file = tmp_path / "own.json", tmp_path / "official.txt"
    codebook.write_text(decision.to_json(), encoding="utf-8")
    lines = [WORDS["1"].replace("500", "300"), WORDS["2"], WORDS["3"]]
    text = "\n".join(["QUYẾT ĐỊNH", "I. NHIỆM VỤ", *(f"{n}. {line}." for n, line in enumerate(lines, start=1))])
    file.write_text(text, encoding="utf-8")
    told = {}
    for lang in ("vi", "en"):
        command = ["reference", "attach", str(file), "--reference", str(codebook), "--lang", lang]
        assert run(command) == 0
        told[lang] = capsys.readouterr()
    assert "I.1: đoạn ở vị trí này thiếu số liệu có trong bộ mã" in told["vi"].err
    assert "I.4: không thấy vị trí của nội dung này trong tệp" in told["vi"].err
    assert told["vi"].out.startswith("Đã ghép nguyên văn vào 2/4 nội dung")
    assert "I.1: a figure of the codebook is not in it" in told["en"].err


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
