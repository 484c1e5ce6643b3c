"""The lines of a text and the noise between them, and what a line looks like by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vnplan.parse.structure.layout import pattern
from vnplan.parse.structure.numbering import Label
from vnplan.parse.structure.rows import Row

LABEL_WINDOW = 80
"""Characters of a line that may hold its label: bounds the work on very long lines."""

_VOWEL = re.compile(r"[^\W\d_][AEIOUYÀ-ỸĂÂÊÔƠƯ]|[AEIOUYÀ-ỸĂÂÊÔƠƯ][^\W\d_]")
TERMINAL = re.compile(r"[.;:!?][\s\"'”’»)\]/]*$")


@dataclass(slots=True)
class _Inked:
    """Inked pieces of one line, as half-open ranges of offsets."""

    pieces: list[tuple[int, int]]

    @property
    def start(self) -> int:
        """Offset of the first inked character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset after the last inked character."""
        return self.pieces[-1][1]


@dataclass(slots=True)
class Noise(_Inked):
    """What is no text of the document on one line, and the rule that says so."""

    rule: str


@dataclass(slots=True)
class Line(_Inked):
    """One line of text: its inked pieces, its visible words, and what stood before it."""

    text: str
    blank: bool = False
    page: bool = False
    strong: bool = False
    label: Label | None = None
    low: bool = False
    closed: bool = False
    caps: bool = False
    cut: bool = False
    """Only says that text was left out ("[...]")."""
    row: Row | None = None
    indent: int = 0


@dataclass(slots=True)
class Page:
    """The lines of a text and the noise between them."""

    lines: list[Line]
    noise: list[Noise] = field(default_factory=list)


def is_capital(text: str) -> bool:
    """Whether a line is set in capitals: none small, and two words that are no abbreviations (they have vowels).

    >>> [is_capital(text) for text in ("I. MỤC ĐÍCH, YÊU CẦU", "UBND tỉnh", "TTNT", "12/KH")]
    [True, False, False, False]
    """
    return text.isupper() and sum(_VOWEL.search(word) is not None for word in text.split()) >= 2


def is_cut(text: str) -> bool:
    """Whether a line only says that text was left out ("[...]")."""
    return len(text) <= 20 and pattern("noise", "cut").fullmatch(text) is not None
