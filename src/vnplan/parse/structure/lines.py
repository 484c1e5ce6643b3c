"""Physical lines, and what on them is no text of the document: page marks, running lines, rules, bookmarks, markup.

Everything taken out is kept as a noise piece with its offsets. Sources: pages of legal sites and gazettes, as observed
in the corpora; the words come from the lexicon's table `layout`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vnplan.parse.structure.layout import pattern
from vnplan.parse.structure.mending import mend
from vnplan.parse.structure.numbering import read_label
from vnplan.parse.structure.page import LABEL_WINDOW, TERMINAL, Line, Noise, Page, is_capital, is_cut
from vnplan.parse.structure.rows import Row, RowRole
from vnplan.text import INVISIBLE, meets

_RULE = re.compile(r"[\s|_=\-–—−*.·•~+:<>#/\\]+|[\s_=\-–—*]*o[0Oo]o[\s_=\-–—*]*")
_OF_PAGES = re.compile(r"([1-9]\d{0,2})\s?/\s?([1-9]\d{0,2})")
_DOT_LEADER = re.compile(r"[.…·_ ]{4,}\s*\d{1,4}$")
_INVISIBLE = re.compile(rf"[{INVISIBLE}\s]+")


def read_lines(
    text: str,
    *,
    noise: Sequence[tuple[int, int]] = (),
    strong: Sequence[tuple[int, int]] = (),
    rows: Sequence[Row] = (),
) -> Page:
    """Cut a legible text into lines and set its noise aside.

    `noise` and `strong` are stretches the reader knows to be furniture or bold (whole lines or within them), in any
    order; `rows` the rows of tables of tasks, in order. All as offsets into the text.
    """
    page = Page([])
    lines = page.lines
    # labels and cues are read the same without it; nodes are cut from the text as it is
    text = text.replace("\u00a0", " ")
    furniture = _Cursor(noise)
    bold = _Cursor(strong)
    table = _Cursor([(row.start, row.end) for row in rows])
    nothing: list[tuple[int, int]] = []
    blank = fed = False
    offset = 0
    for raw in text.splitlines(keepends=True):
        start = offset
        offset += len(raw)
        words = raw.strip()
        fed = fed or raw[-1] == "\x0c"  # it ends a line
        if not words:
            blank = True
            continue
        begin = start if raw[0] == words[0] else start + len(raw) - len(raw.lstrip())
        end = begin + len(words)
        known = furniture.within(begin, end) if furniture.spans else nothing
        if rows and table.within(begin, end):
            _row_line(rows[table.index], begin, end, known, text, page, blank=blank, fed=fed)
            blank = fed = False
            continue
        rule = _noise_rule(words)
        if rule:
            page.noise.append(Noise([(begin, end)], rule))
            fed = fed or rule == "page"
            blank = blank or rule in {"rule", "invisible"}
            continue
        line = _line(words, begin, end, known, page) if known or "[" in words else Line([(begin, end)], words)
        if line is None:
            fed = fed or (bool(page.noise) and page.noise[-1].rule == "reader")
            continue
        if bold.spans:
            emphasis = bold.at(line.start)
            line.strong = emphasis is not None and bold.spans[emphasis][1] >= line.end
        line.blank, line.page, line.indent = blank, fed, begin - start
        blank = fed = False
        lines.append(line)
    mend(text, page)
    for line in page.lines:
        words = line.text
        line.label = read_label(words[:LABEL_WINDOW]) if line.row is None else line.row.label
        first = words[0]
        line.low = first.islower() or (not first.isalnum() and _starts_inside(words))
        final = words[-1]
        line.closed = final in ".;:…" or (not final.isalnum() and TERMINAL.search(words[-6:]) is not None)
        line.caps = words.isupper() and is_capital(words)
        line.cut = is_cut(words)
    return page


class _Cursor:
    """Walks once through sorted stretches beside the lines."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted((start, end) for start, end in spans if end > start)
        self._next = 0

    @property
    def index(self) -> int:
        """The first stretch that is not yet passed."""
        return self._next

    def _skip(self, begin: int) -> None:
        while self._next < len(self.spans) and self.spans[self._next][1] <= begin:
            self._next += 1

    def at(self, begin: int) -> int | None:
        """The index of the stretch that holds an offset."""
        self._skip(begin)
        return self._next if self._next < len(self.spans) and self.spans[self._next][0] <= begin else None

    def within(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The stretches that overlap a line, cut to it and to one another."""
        self._skip(begin)
        out: list[tuple[int, int]] = []
        index = self._next
        while index < len(self.spans) and self.spans[index][0] < end:
            start, stop = max(self.spans[index][0], out[-1][1] if out else begin), min(self.spans[index][1], end)
            if stop > start:
                out.append((start, stop))
            index += 1
        return out


def _starts_inside(words: str) -> bool:
    """Whether a line that begins with a sign can only be the rest of a sentence."""
    if words[0] in ",;)]”’%…/.:":
        return True
    return words[0] in "(“\"'‘[" and words[1:2].islower()


def _row_line(
    row: Row, begin: int, end: int, known: list[tuple[int, int]], text: str, page: Page, *, blank: bool, fed: bool
) -> None:
    """A line of a table row: its cells as pieces, bars and markup between them as noise, a head altogether as noise."""
    cells = sorted((max(start, begin), min(stop, end)) for start, stop in row.cells if start < end and stop > begin)
    pieces: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    last = begin
    for start, stop in [*cells, (end, end)]:
        gaps += _inked(text, last, start)
        inner = max(last, start)
        for mark in [*(mark for mark in known if inner <= mark[0] < stop), (stop, stop)]:
            pieces += _inked(text, inner, mark[0])
            gaps += _inked(text, *mark)
            inner = max(inner, mark[1])
        last = max(last, inner)
    if row.role is RowRole.HEAD or not pieces:
        page.noise.append(Noise(sorted([*pieces, *gaps]), "table-head" if pieces else "bar"))
        return
    if gaps:
        page.noise.append(Noise(gaps, "bar"))
    words = " ".join(text[start:stop] for start, stop in pieces)
    page.lines.append(Line(pieces, words, blank=blank, page=fed, row=row))


def _inked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch without the spacing at its ends; nothing where it is all spacing."""
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return []
    lead = len(words) - len(words.lstrip())
    return [(start + lead, start + lead + len(bare))]


def _line(words: str, begin: int, end: int, known: list[tuple[int, int]], page: Page) -> Line | None:
    """A line with its markup set aside as noise; None where nothing else is on it."""
    marks = [(start - begin, stop - begin) for start, stop in known]
    rule = "markup" if all(stop - start <= 8 for start, stop in marks) else "reader"
    if "[" in words and "bookmark" in words.lower():
        taken = list(marks)
        found = [match.span() for match in pattern("noise", "bookmark").finditer(words)]
        marks += [mark for mark in found if not any(start < mark[1] and mark[0] < stop for start, stop in taken)]
        marks.sort()
        rule = "bookmark" if not taken else rule
    if not marks:
        return Line([(begin, end)], words)
    pieces: list[tuple[int, int]] = []
    noise: list[tuple[int, int]] = []
    visible: list[str] = []
    before = last = 0
    for start, stop in [*marks, (len(words), len(words))]:
        if 0 < before < last < start and not meets(words, before, last):
            visible.append(" ")
        visible.append(words[last:start])
        pieces += _inked(words, last, start)
        noise += _inked(words, start, stop)
        before, last = start, stop
    if noise:
        page.noise.append(Noise([(begin + start, begin + stop) for start, stop in noise], rule))
    return Line([(begin + start, begin + stop) for start, stop in pieces], "".join(visible).strip()) if pieces else None


def _noise_rule(words: str) -> str | None:
    """The rule by which a whole line is noise, or None."""
    size = len(words)
    first = words[0]
    if size > 120:
        return "rule" if first in "-–—_=*." and _RULE.fullmatch(words) else None
    if first.islower() and first != "o":
        return None
    if first.isupper():
        if words[-1].isdigit() and (".." in words or "…" in words) and _DOT_LEADER.search(words):
            return "contents"
        return "page" if first in "TPC" and size <= 90 and pattern("noise", "pages", whole=True).match(words) else None
    if words[0].isdigit() and size <= 5 and words.isdigit():
        # "05" between two halves of a sentence is a figure; page numbers have no leading nought
        return "page" if size <= 3 and words[0] != "0" else None
    if of := _OF_PAGES.fullmatch(words):  # "2/14", not "24/7" or "15/9"
        return "page" if int(of[1]) <= int(of[2]) else None
    if is_cut(words):
        return None
    if _RULE.fullmatch(words):
        return "rule"
    if size <= 60 and _INVISIBLE.fullmatch(words):
        return "invisible"
    if size <= 90 and pattern("noise", "pages", whole=True).match(words):
        return "page"
    if words[-1].isdigit() and _DOT_LEADER.search(words):
        return "contents"
    return None
