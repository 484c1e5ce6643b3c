"""The words people see, and those our own output avoids."""

from __future__ import annotations

import pytest

from vnplan.lexicon import label
from vnplan.lexicon.labels import avoided_in
from vnplan.lexicon.loader import table
from vnplan.models.alignment import CoverageStatus, DeviationKind, Relation, Severity
from vnplan.models.document import Role


def test_every_value_of_the_models_has_a_label_in_both_languages() -> None:
    for kind in (CoverageStatus, Relation, DeviationKind, Severity, Role):
        for value in kind:
            assert label(value.value)
            assert label(value.value, lang="en")


def test_no_label_uses_an_avoided_word() -> None:
    for name, row in table("labels")["labels"].items():
        assert avoided_in(row["vi"]) == {}, name
    for instead in table("labels")["avoid"].values():
        assert avoided_in(instead) == {}


@pytest.mark.parametrize(
    "text", ["Bảng xếp hạng các tỉnh", "Kế hoạch SAI LỆCH", "các điều khoản", "khoản được thể hiện"]
)
def test_avoided_words_are_seen(text: str) -> None:
    assert avoided_in(text)


def test_a_legal_citation_may_say_khoan() -> None:
    assert avoided_in("khoản 5 Điều 2") == {}
