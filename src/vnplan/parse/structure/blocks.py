"""A paragraph while it is put together, and what its words so far read like: a title, an agency, a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.parse.structure.layout import endings, pattern, phrases
from vnplan.parse.structure.numbering import Label
from vnplan.parse.structure.page import Line

HEADING_LIMIT = 250
"""A paragraph longer than this is no heading (the longest in the corpora and in both Decisions has 200 characters)."""

_MARK = re.compile(r"[.;:]\s")


@dataclass(slots=True)
class Block:
    """A paragraph: its lines, its label, and its words after the label on one line."""

    lines: list[Line]
    label: Label | None = None
    text: str = ""
    size: int = 0
    caps: bool = False
    """Set in capitals throughout."""
    strong: bool = False
    """Set in bold throughout."""

    @classmethod
    def begin(cls, line: Line, label: Label | None) -> Block:
        """A paragraph that begins with a line."""
        return cls([line], label, "", len(line.text), line.caps, line.strong)

    def add(self, line: Line) -> None:
        """Take in one more line."""
        self.lines.append(line)
        self.size += len(line.text) + 1
        self.caps = self.caps and line.text.isupper()
        self.strong = self.strong and line.strong

    @property
    def closed(self) -> bool:
        """Whether it ends a sentence."""
        return self.lines[-1].closed

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """Its stretches of the text: lines that touch are one piece; cells over several lines stand one by one."""
        if len(self.lines) == 1:
            return self.lines[0].pieces
        rows = [line.row for line in self.lines]
        if not all(row is not None and row.columns for row in rows):
            return [piece for line in self.lines for piece in line.pieces]
        placed = [
            (next((at for at, cell in enumerate(row.columns) if cell[0] <= piece[0] < cell[1]), 0), piece)
            for row, line in zip(rows, self.lines, strict=True)
            if row is not None
            for piece in line.pieces
        ]
        return [piece for _, piece in sorted(placed)]


def words_of(block: Block) -> str:
    """The words of a paragraph so far, after its label."""
    return " ".join(line.text for line in block.lines)[block.label.end if block.label else 0 :]


def is_titled(block: Block) -> bool:
    """Whether a paragraph so far reads like the name of a section or an agency, not like a sentence."""
    if block.size > HEADING_LIMIT:
        return False
    words = words_of(block)
    return (
        len(words) <= 110
        and not re.search(r"[.;]\s|,\s.*:$", words[:-1])
        and not phrases("headings", "verbs").match(words)
    )


def opens_like_agency(block: Block) -> bool:
    """Whether a paragraph so far opens like an agency's name and is short."""
    if block.size > HEADING_LIMIT / 2:
        return False
    words = words_of(block)
    return phrases("headings", "agencies").match(words) is not None


def is_upper(block: Block) -> bool:
    """Whether each line so far, after its label, is in capitals, and all are short enough for a heading."""
    return block.size <= HEADING_LIMIT and all(
        line.text[line.label.end if line.label else 0 :].isupper() for line in block.lines
    )


def is_sentence(block: Block) -> bool:
    """Whether a paragraph so far is longer than titles are, or has the marks of a sentence within."""
    if block.size > HEADING_LIMIT:
        return True
    words = words_of(block)
    mark = _MARK.search(words)
    if mark is not None and mark.group()[0] == ";" and opens_like_agency(block):
        return ":" in words  # agencies are joined by semicolons as well
    return len(words) > 110 or mark is not None


def is_closing(block: Block) -> bool:
    """Whether a paragraph opens like the closing one of a body."""
    words = block.lines[0].text
    return bool(pattern("closing", "sure").match(words) or pattern("closing", "last").match(words))


def has_one_word(block: Block) -> bool:
    """Whether only one syllable stands after the label: "1. Sở"."""
    if block.label is None:
        return False
    words = block.lines[0].text[block.label.end :]
    return len(block.lines) == 1 and len(words.split()) < 2


def is_unfinished_name(block: Block) -> bool:
    """Whether the words so far are the first half of an agency's name: "13. Ngân", "6. Sở Kế hoạch"."""
    if block.label is None or block.size > HEADING_LIMIT:
        return False
    words = words_of(block).strip()
    match = endings("headings", "unfinished").search(words[-40:])
    return match is not None and len(match.group()) >= len(words)


def in_open_bracket(block: Block) -> bool:
    """Whether a paragraph that is all in brackets has not come to their end."""
    words = " ".join(line.text for line in block.lines)
    return block.label is None and block.size <= HEADING_LIMIT and words.count("(") > words.count(")")
