"""Puts a reader's findings into one linear text with maps back into the file: the last step of all but plain text.

The rules of the linear text are the JSON contract's: one paragraph a line, table rows one a line with tab-separated
cells. So a line break inside a cell and a tab inside a paragraph become blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vnplan.models import Note, Place, Span, Table, TableRow
from vnplan.parse.notes import note
from vnplan.parse.read.limits import Limits
from vnplan.parse.source import Source
from vnplan.text import INVISIBLE, nfc

_BLANKS = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")  # all but a single blank, which may stay
# characters no reader of a text expects: what prints nothing, controls, half surrogates
_INVISIBLE = re.compile(f"[{INVISIBLE}\ud800-\udfff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("[\r\u2028\u2029\x0b\x0c\x85]")
_TIDY = re.compile(r"[^\S\n ]|  | \n|\n |^ | $")


def clean(text: str) -> str:
    """NFC, invisible characters out, every run of blanks one blank, line breaks as newlines, lines trimmed.

    >>> clean(" Số:\\u00a0 12\\u00ad/KH \\t UBND ")
    'Số: 12/KH UBND'
    """
    text = _BREAKS.sub("\n", _INVISIBLE.sub("", nfc(text)))
    if not _TIDY.search(text):
        return text
    lines = text.split("\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in lines)


_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use characters: `raw` keeps a file's own ones out
_SIGNS = re.compile(f"[{_OPEN}{_CLOSE}]")


def raw(text: str) -> str:
    """A file's own characters without the two this module uses as brackets."""
    return _SIGNS.sub("", text)


def aside(text: str) -> str:
    """Bracket words inside a paragraph that are no part of its sentence (a footnote's sign): noise, kept in place."""
    return f"{_OPEN}{text}{_CLOSE}" if text.strip() else text


_UNIT_BEFORE = re.compile(r"(?:^|[\W\d])(?:[kcdm]?m|ha)$")


def footnote_sign(before: str, sign: str) -> bool:
    """Whether raised characters after these words cite a footnote; the 2 of m² and the 3 of m³ do not.

    >>> footnote_sign("đến năm 2030", "1"), footnote_sign("diện tích 500 m", "2"), footnote_sign("5", "o")
    (True, False, False)
    """
    number = sign.strip().strip("[]()")
    if not number.isdecimal() or len(number) > 3:
        return number in {"*", "**"}
    return not (number in {"2", "3"} and _UNIT_BEFORE.search(before))


def _unbracketed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without brackets and where the bracketed words stand in it."""
    if _OPEN not in text:
        return _SIGNS.sub("", text), []
    out: list[str] = []
    found: list[tuple[int, int]] = []
    length = 0
    for index, piece in enumerate(text.split(_OPEN)):
        inside, closed, after = piece.partition(_CLOSE)
        if index and closed and inside:
            found.append((length, length + len(inside)))
        out.append(inside + after)
        length += len(inside) + len(after)
    return _SIGNS.sub("", "".join(out)), found


@dataclass(slots=True)
class Cell:
    """One cell: its paragraphs and how far it reaches. `covered` cells belong to the cell above (a vertical merge)."""

    paragraphs: list[str]
    columns: int = 1
    covered: bool = False
    page: int | None = None


@dataclass(slots=True)
class Row:
    """One row of cells; `header` where the file marks it as repeating the table's header."""

    cells: list[Cell]
    header: bool = False
    repeated: bool = False


@dataclass(slots=True)
class Builder:
    """Collects lines in reading order and makes the `Source` at the end."""

    name: str
    sha256: str
    limits: Limits
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _paragraph: int = 0
    _table: int = 0
    _cells: int = 0
    _places: list[Place] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _emphasised: list[Span] = field(default_factory=list)
    _noise: list[Span] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def position(self) -> int:
        """Where the next line will start."""
        return self._length

    def paragraph(self, text: str, *, page: int | None = None, bold: bool = False, noise: bool = False) -> None:
        """Add a paragraph. Line breaks inside stay lines of their own; a blank paragraph leaves nothing."""
        number = self._paragraph
        self._paragraph += 1
        for bracketed in clean(text).split("\n"):
            line, asides = _unbracketed(bracketed)
            if not line:
                continue
            start = self._length
            self._write(line + "\n")
            span = Span(start, start + len(line))
            self._places.append(Place(span=span, page=page, paragraph=number))
            if bold:
                self._emphasised.append(span)
            if noise:
                self._noise.append(span)
            else:
                self._noise.extend(Span(start + low, start + high) for low, high in asides)

    def page_break(self) -> None:
        """A new page begins: a form feed before the next line, which is no word of the text."""
        if self._parts and self._parts[-1] != "\f":
            self._write("\f")

    def rows(self, rows: Sequence[Row], *, page: int | None = None, noise: bool = False) -> None:
        """Add a table, one line a row. A merged cell's words stand once; every row and column it covers has its span.

        A row that only repeats the header on a new page is noise and a `header` row.
        """
        number = self._table
        first = self._length
        above: list[Span] = []
        body: list[Span] = []  # the last row above that repeats no header: merged cells go on below a repeated one
        made: list[TableRow] = []
        for index, row in enumerate(rows):
            above = above if row.repeated else body
            spans: list[Span] = []
            start = self._length
            written = 0
            for position, cell in enumerate(row.cells):
                if position:
                    self._write("\t")
                if cell.covered and len(spans) < len(above):
                    spans.extend(above[len(spans) : len(spans) + cell.columns])
                    continue
                span = self._cell(cell, cell.page or page, number, index, len(spans))
                written += span.end - span.start
                spans.extend([span] * cell.columns)
            if written:
                self._write("\n")
            else:
                self._rewind(start)
                spans = [span if span.end <= start else Span(start, start) for span in spans]
            if (row.repeated or noise) and written:
                self._noise.append(Span(start, self._length - 1))
            made.append(TableRow(cells=tuple(spans), header=row.header or row.repeated))
            self._cells += len(spans)
            self.limits.check_cells(self._cells, self.name)
            above = spans
            body = body if row.repeated else spans
        if self._length > first:
            self._tables.append(Table(span=Span(first, self._length - 1), rows=tuple(made)))
            self._table += 1

    def _cell(self, cell: Cell, page: int | None, table: int, row: int, column: int) -> Span:
        start = self._length
        for text in cell.paragraphs:
            line, asides = _unbracketed(" ".join(clean(text).split()))
            if not line:
                continue
            if self._length > start:
                self._write(" ")
            begin = self._length
            self._write(line)
            span = Span(begin, self._length)
            self._noise.extend(Span(begin + low, begin + high) for low, high in asides)
            self._places.append(
                Place(span=span, page=page, paragraph=self._paragraph, table=table, row=row, cell=column)
            )
            self._paragraph += 1
        return Span(start, self._length)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self.limits.check_length(self._length, self.name)

    def _rewind(self, start: int) -> None:
        while self._length > start:
            self._length -= len(self._parts.pop())

    def note(self, code: str, **words: object) -> None:
        """Add a Note once; the same words twice are one."""
        made = note(code, words=words)
        if made not in self.notes:
            self.notes.append(made)

    def source(self, file_format: str, *, notes: Iterable[Note] = ()) -> Source:
        """All of it as one result."""
        return Source(
            text="".join(self._parts),
            sha256=self.sha256,
            name=self.name,
            format=file_format,
            places=tuple(self._places),
            tables=tuple(self._tables),
            emphasised=tuple(self._emphasised),
            noise=tuple(sorted(self._noise)),
            notes=(*notes, *self.notes),
        )
