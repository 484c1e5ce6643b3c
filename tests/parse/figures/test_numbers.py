"""Numbers in words: every number is read back from its words, as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.parse.figures.numbers import parse_number
from vnplan.parse.targets.targets import targets_of_line

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spelled(number: int, *, filler: str = "linh", thousand: str = "nghìn") -> str:
    """A number below a million in words."""
    thousands, rest = divmod(number, 1000)
    head = [_below_thousand(thousands, False, filler), thousand] if thousands else []
    tail = [_below_thousand(rest, bool(thousands), filler)] if rest else []
    return " ".join(head + tail)


def _below_thousand(number: int, full: bool, filler: str) -> str:
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    tens, units = divmod(rest, 10)
    if not rest:
        return " ".join(words)
    if not tens:
        words += [filler] if words else []
        return " ".join([*words, DIGITS[units]])
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    last = {0: [], 1: ["một" if tens == 1 else "mốt"], 5: ["lăm"]}.get(units, [DIGITS[units]])
    return " ".join(words + last)


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 999_999), st.sampled_from(["linh", "lẻ"]), st.sampled_from(["nghìn", "ngàn"]))
def test_words_are_worth_what_they_spell(number: int, filler: str, thousand: str) -> None:
    assert parse_number(spelled(number, filler=filler, thousand=thousand)) == number


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 999_999))
def test_a_target_in_words_is_the_number(number: int) -> None:
    (found,) = targets_of_line(f"Hỗ trợ {spelled(number)} doanh nghiệp trong năm 2026.")
    assert (found.figure.low, found.figure.unit, found.deadline) == (number, "doanh nghiệp", "2026")


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("Huy động hai triệu rưỡi đồng.", "2.5", "triệu"),
        ("Trồng một vạn cây.", "1", "vạn cây"),
        ("Đào tạo ba chục kỹ sư.", "30", "kỹ sư"),
    ],
)
def test_scales_and_halves(sentence: str, value: str, unit: str) -> None:
    (found,) = targets_of_line(sentence)
    assert (str(found.figure.low), found.figure.unit) == (value, unit)
