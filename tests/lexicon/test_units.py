"""Word lists as patterns."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from vnplan.lexicon.units import either


@given(st.lists(st.text("aăb .(", min_size=1, max_size=5), min_size=1, max_size=8), st.text("aăb .(", max_size=12))
def test_shared_beginnings_find_what_a_plain_list_finds(words: list[str], text: str) -> None:
    plain = "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"
    for after in ("", r"(?!\w)"):
        assert re.findall(either(words) + after, text) == re.findall(plain + after, text)
