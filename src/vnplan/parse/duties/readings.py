"""The lists of agencies at places of a clause, read a bounded number of times for its length."""

from __future__ import annotations

from collections.abc import Iterable

from vnplan.parse.cues.nodeline import NodeLine
from vnplan.parse.duties.agencies import AgencyReader
from vnplan.parse.duties.named import AgencyList
from vnplan.parse.duties.openings import may_begin

_READS = 24
_READ_EVERY = 60


class Readings:
    """Asks the lexicon for the lists of one document, clause by clause.

    `short`: short forms the document defines for bodies, which may open a sentence as well.
    """

    def __init__(self, reader: AgencyReader, short: Iterable[str] = ()) -> None:
        self.reader = reader
        self.short = tuple(short)
        self._left = 0

    def begin(self, line: NodeLine) -> None:
        """Go on to another clause."""
        self._left = _READS + len(line.low) // _READ_EVERY

    def may_begin(self, line: NodeLine, start: int) -> bool:
        """Whether a list may begin here."""
        return may_begin(line.low, start) or line.text.startswith(self.short, start)

    def read(self, line: NodeLine, start: int, *, wide: bool = False, named: bool = False) -> AgencyList | None:
        """The list at a place, or None; `wide` and `named` as the reader takes them."""
        named = named and line.text[start : start + 1].isupper()
        if self._left <= 0 or not (named or self.may_begin(line, start)):
            return None
        self._left -= 1
        return self.reader.read(line.text, start, low=line.low, wide=wide, named=named)
