"""Quick tests that spare work: each must let through whatever the rule behind it would find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.lexicon.loader import table
from vnplan.parse.cues.nonfigures import lowered, lowered_lines
from vnplan.parse.cues.phrases import after_blank, cues, telling
from vnplan.parse.cues.roles import act_words, is_act
from vnplan.parse.read.letters.encodings import decode
from vnplan.text import nfc, single_spaced

PLANS = sorted((Path(__file__).parents[2] / "corpora/plans").glob("*.txt"))
LINES = st.text(alphabet="aàoạoèuỳqQHÒĐ ,.-(tỉ\t\u00a0", max_size=30)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_an_act_begins_with_a_word_of_acts(plan: Path) -> None:
    low = lowered(plan.read_text(encoding="utf-8"))
    begun = [match.group() for match in re.finditer(r"[^\W_]+", low) if is_act(low, match.start())]
    assert begun
    assert set(begun) <= act_words()


def test_each_listed_verb_begins_with_a_word_of_acts() -> None:
    listed = [lowered(nfc(verb)) for verb in table("duties")["subject"]["verbs"]]
    assert {re.match(r"[^\W_]+", verb).group() for verb in listed if is_act(verb, 0)} <= act_words()  # type: ignore[union-attr]


@given(st.lists(LINES, max_size=6))
def test_lines_in_lower_case_together_are_those_in_lower_case_alone(lines: list[str]) -> None:
    assert lowered_lines(lines) == [lowered(line) for line in lines]


def test_a_line_with_a_line_end_in_it_is_put_in_lower_case_alone() -> None:
    assert lowered_lines(["Hoà\nBình", "TỈ lệ"]) == ["hòa\nbình", "tỷ lệ"]


@given(LINES.map(lambda line: line.replace(",", "\n")))
def test_single_spacing_is_splitting_and_joining(text: str) -> None:
    assert single_spaced(text) == " ".join(text.split())


@given(
    st.lists(st.sampled_from(["chủ động", "tích cực", ",", "có trách nhiệm", "rà soát", " "]), max_size=8).map(" ".join)
)
def test_adverbs_are_passed_over_one_by_one(low: str) -> None:
    phrases = cues("roles", "lead_in")
    place = 0
    while (end := phrases.at(low, place)) >= 0:
        place = after_blank(low, end)
    assert phrases.skip(low, 0) == place


@pytest.mark.parametrize(("share", "encoding"), [(0.0, "tcvn3"), (0.3, "tcvn3"), (0.5, "tcvn3"), (0.9, "utf-8")])
def test_a_text_of_an_old_font_is_seen_also_where_part_of_it_is_unicode(share: float, encoding: str) -> None:
    unicode, old = "thực hiện nhiệm vụ phát triển ", "thùc hiÖn nhiÖm vô ph¸t triÓn "
    text = "".join(unicode if index < 200 * share else old for index in range(200))
    assert decode(text.encode(), where="a.txt").encoding == encoding


TOLD = (("roles", ("hints",)), ("cues", ("hedges", "funding")), ("often", tuple(table("duties")["often"])))
PHRASES = sorted(lowered(nfc(p)) for section, names in TOLD for name in names for p in table("duties")[section][name])
PIECES = st.sampled_from([*PHRASES, "chi", "kế hoạch", "năm", "chương", "2026", "đ"])


@pytest.mark.parametrize(("section", "names"), TOLD)
@given(pieces=st.lists(st.tuples(PIECES, st.sampled_from([" ", ", ", "; ", " (", "/", " - ", ".", " “", "; 01 "]))))
def test_one_search_finds_where_words_that_tell_begin(
    section: str, names: tuple[str, ...], pieces: list[tuple[str, str]]
) -> None:
    line = "".join(phrase + mark for phrase, mark in pieces)
    assert cues(section, *names).within(line, places=telling(line)) == cues(section, *names).within(line)
