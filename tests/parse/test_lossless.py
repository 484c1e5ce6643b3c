"""Whatever the text, the parser returns, keeps every character in exactly one piece, and stays linear in time."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vnplan import parse_plan
from vnplan.models import Document

PLANS = ("vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong")
PIECES = [
    "KẾ HOẠCH", "QUYẾT ĐỊNH:", "I. MỤC TIÊU", "II. NHIỆM VỤ", "1. Sở Y tế", "2.1. Đến năm 2025", "a) Một;", "đ) Năm.",
    "- Có 05 mô hình", "+ Hai", "- 2025, tầm nhìn", "Điều 1.", "Phụ lục II", "Chương I", "(i) Một", "C. Ba", "* Sao",
    "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trên đây là Kế hoạch./.", "[...]", "|", "---", "12", "", "  ",
    "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/KH-UBND", "Hà Nội, ngày 31 tháng 2 năm 2021",
    "(Kèm theo Quyết định số 1/QĐ-UBND)", "xây dựng cơ sở dữ liệu", "và của các sở,", "TT\tNội dung\tChủ trì",
    "1\tMột\tSở Y tế", "\tvà hai\t", "[bookmark: muc_1]", "như sau:", "MỤC TIÊU", "\x0c", "\u200b", "\ufeff", "mô\u00ad hình\u200b ", " \u200e- Có 0\u20605 mô hình \u200b", "Điều\u2011Ð 1.", "e\u0301", "\u0323\u0301", "(Kèm theo", "-", "Kính gửi:", "T/M BAN THƯỜNG VỤ", "KẾ HOẠCH PHÁT TRIỂN AI",
    "**I.** Một", "## Hai", "| a | b |", "| --- | --- |", "Quyết định số 127/QĐ-TTg ngày 26/01/2021 của Thủ tướng",
]  # fmt: skip


def check(document: Document, text: str) -> None:
    """Every non-space character stands in exactly one piece of one node; spans and ids are sound."""
    assert document.text == text
    seen = bytearray(len(text))
    for node in document.nodes:
        assert node.span == (node.spans[0].start, node.spans[-1].end)
        for start, end in node.spans:
            assert 0 <= start < end <= len(text)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
            for offset in range(start, end):
                assert not seen[offset], f"doubled at {offset}"
                seen[offset] = 1
    lost = [offset for offset, char in enumerate(text) if not char.isspace() and not seen[offset]]
    assert not lost, f"lost at {lost[:5]}"
    ids = [node.id for node in document.nodes]
    assert len(ids) == len(set(ids))
    known = set(ids)
    assert all(node.parent is None or node.parent in known for node in document.nodes)
    assert "unplaced_text" not in {note.code for note in document.notes}
    for citation in document.citations:
        assert 0 <= citation.span.start < citation.span.end <= len(text)


def parse(text: str) -> None:
    if text.strip():
        check(parse_plan(text=text), text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_arbitrary_text(text: str) -> None:
    parse(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", " ", "\r\n", "\n \n"])), max_size=40))
def test_arbitrary_arrangements_of_what_plans_are_made_of(pieces: list[tuple[str, str]]) -> None:
    parse("".join(piece + gap for piece, gap in pieces))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="IVXC1234.)-+(đa \n|\t/:*", max_size=200))
def test_labels_without_end(text: str) -> None:
    parse(text)


def wraps_moved(text: str, rng: random.Random) -> str:
    return re.sub(r"(?<=[^\n]) (?=[^\n])", lambda m: "\n" if rng.random() < 0.06 else m.group(), text)


def labels_changed(text: str, rng: random.Random) -> str:
    signs = ["-", "+", "a)", "1.", "II.", "•", "(1)", "b.", "2.1.", ""]
    return re.sub(
        r"(?m)^(?:-|[a-zđ]\)|\d+\.)(?= )", lambda m: rng.choice(signs) if rng.random() < 0.2 else m.group(), text
    )


def misread(text: str, rng: random.Random) -> str:
    swaps = {"I": "l", "l": "I", "0": "O", "1": "l", "-": "–", ".": ",", "ạ": "a", "\n": " ", "đ": "d", ")": "]"}
    return "".join(swaps.get(c, c) if rng.random() < 0.02 else c for c in text)


def pages_inserted(text: str, rng: random.Random) -> str:
    number = iter(range(2, 10_000))
    return re.sub(r"\n", lambda m: f"\n{next(number)}\n\x0c" if rng.random() < 0.04 else m.group(), text)


def lines_lost_and_doubled(text: str, rng: random.Random) -> str:
    out = []
    for line in text.split("\n"):
        out += [line] * rng.choice([0, 1, 1, 1, 1, 1, 2])
    return "\n".join(out)


def cut_anywhere(text: str, rng: random.Random) -> str:
    start, end = sorted(rng.randrange(len(text)) for _ in range(2))
    return text[start : end + 1]


def decomposed(text: str, rng: random.Random) -> str:
    return "".join(unicodedata.normalize("NFD", c) if rng.random() < 0.3 else c for c in text)


MUTATIONS = (wraps_moved, labels_changed, misread, pages_inserted, lines_lost_and_doubled, cut_anywhere, decomposed)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_mutations_of_the_plans(plans_dir: Path, plan: str, mutation: object) -> None:
    text = (plans_dir / f"{plan}.txt").read_text(encoding="utf-8")
    rng = random.Random(f"{plan} {mutation.__name__}")  # type: ignore[attr-defined]
    for _ in range(4):
        parse(mutation(text, rng))  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_thousands_of_mutations(plans_dir: Path, seed: int) -> None:
    rng = random.Random(seed)
    texts = [(plans_dir / f"{plan}.txt").read_text(encoding="utf-8") for plan in PLANS]
    for _ in range(170):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        text = text[start : start + 2500]
        for mutation in rng.sample(MUTATIONS[:-2] + MUTATIONS[-1:], k=2):
            text = mutation(text, rng)
        parse(text)


@pytest.mark.parametrize(
    "unit",
    ["I. A\n", "- a\n", "1.1.1.1.1. x\n", "a) ", "x", "| ", "(" * 50, "[bookmark: ", "PHỤ LỤC\nNơi nhận:\n", "KẾ HOẠCH\n",
     "ỦY BAN NHÂN DÂN\nCỘNG HÒA\n", "TT\n|\nNội dung\n|\nChủ trì\n|\n1\n|\n", "số 12/", "Luật A ", "1\tx\ty\n", "\x0c1\n", "A,\n",
     "Sở ", "của Bộ ", "12/QĐ-", "\u0301", "Trong quá trình ", "(từ tháng\n6)\n", "|\n1\n|\n", "Nơi nhận:\nI. A B\n",
     "(Kèm theo (\n", "Ngân hàng\nNhà nước\n", "-\nMột\n", "Kính gửi:\n"],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str, assert_linear: Callable[..., None]) -> None:
    assert_linear(lambda size: parse_plan(text=unit * (size // len(unit))))
