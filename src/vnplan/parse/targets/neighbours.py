"""What nothing marks as told or as to come is as the sentences around it: "Tỷ lệ tốt nghiệp đạt 99%".

Observed in plans whose first parts tell what was done under headings that say neither ("1. Về kinh tế").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class Said(Enum):
    """What a sentence with figures does: it tells what is or was, commits, or says neither."""

    TOLD = "told"
    FIRM = "firm"
    BARE = "bare"


@dataclass(slots=True)
class Section:
    """The sentences with figures under one heading, in order."""

    marked: bool
    """Whether the headings above say that it tells the situation, or sets tasks."""
    sentences: list[Said] = field(default_factory=list)

    def tells(self, place: int) -> bool:
        """Whether a bare sentence tells what is or was: those beside it do, and no fewer do than say neither."""
        if self.marked or self.sentences.count(Said.TOLD) < self.sentences.count(Said.BARE):
            return False
        sides = _first(reversed(self.sentences[:place])), _first(self.sentences[place + 1 :])
        return Said.TOLD in sides and Said.FIRM not in sides


def _first(sentences: Iterable[Said]) -> Said | None:
    """The nearest sentence that says either."""
    return next((said for said in sentences if said is not Said.BARE), None)
