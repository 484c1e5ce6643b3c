"""Physical lines, and what on them is no text of the document: page marks, running lines, rules, bookmarks, markup.

Everything taken out is kept as a noise piece with its offsets. Sources: pages of legal sites and gazettes, as observed
in the corpora; the words come from the lexicon's table `layout`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnplan.lexicon.loader import table
from vnplan.parse.structure.layout import kinds, pattern
from vnplan.parse.structure.numbering import Label, read_label
from vnplan.parse.structure.rows import Row, RowRole
from vnplan.parse.structure.stamps import stamps
from vnplan.text import meets

LABEL_WINDOW = 80
"""Characters of a line that may hold its label: bounds the work on very long lines."""

_RULE = re.compile(r"[\s|_=\-–—−*.·•~+:<>#/\\]+|[\s_=\-–—*]*o[0Oo]o[\s_=\-–—*]*")
_ENDS_IN_PAGE = re.compile(r"[^\W\d_]\S*\s+\d{1,3}$")
_DOT_LEADER = re.compile(r"[.…·_ ]{4,}\s*\d{1,4}$")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\u061c\ufff9-\ufffb\s]+")
_VOWEL = re.compile(r"[^\W\d_][AEIOUYÀ-ỸĂÂÊÔƠƯ]|[AEIOUYÀ-ỸĂÂÊÔƠƯ][^\W\d_]")
_MARKS = frozenset("-–+•")
_TERMINAL = re.compile(r"[.;:!?][\s\"'”’»)\]/]*$")


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


def read_lines(
    text: str,
    *,
    noise: Sequence[tuple[int, int]] = (),
    strong: Sequence[tuple[int, int]] = (),
    rows: Sequence[Row] = (),
) -> Page:
    """Cut a text (NFC) into lines and set its noise aside.

    `noise` and `strong` are stretches the reader knows to be furniture or bold (whole lines or within them), in any
    order; `rows` the rows of tables of tasks, in order. All as offsets into the text.
    """
    page = Page([])
    lines = page.lines
    text = text.replace(
        "\u00a0", " "
    )  # labels and cues are read the same with it; nodes are cut from the text as it is
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
        if raw[-1] == "\x0c" or "\x0c" in raw:
            fed = True
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
            blank = blank or rule == "rule"
            continue
        line = _line(words, begin, end, known, page) if known or "[" in words else Line([(begin, end)], words)
        if line is None:
            fed = fed or (bool(page.noise) and page.noise[-1].rule == "reader")
            continue
        if bold.spans:
            emphasis = bold.at(line.start)
            line.strong = emphasis is not None and bold.spans[emphasis][1] >= line.end
        line.blank, line.page = blank, fed
        line.indent = begin - start - ("\x0c" in raw[: begin - start])
        blank = fed = False
        lines.append(line)
    _restore_cells(text, page)
    _restore_bullets(text, page)
    _mend_cues(page)
    _drop_stamps(page)
    _drop_contents(page)
    _drop_running_lines(page)
    for line in page.lines:
        words = line.text
        line.label = read_label(words[:LABEL_WINDOW]) if line.row is None else line.row.label
        first = words[0]
        line.low = first.islower() or (not first.isalnum() and _starts_inside(words))
        final = words[-1]
        line.closed = final in ".;:…" or (not final.isalnum() and _TERMINAL.search(words[-6:]) is not None)
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
    if size > 120 or (first.islower() and first != "o"):
        return None
    if first.isupper():
        if words[-1].isdigit() and (".." in words or "…" in words) and _DOT_LEADER.search(words):
            return "contents"
        return "page" if first in "TPC" and size <= 90 and pattern("noise", "pages", whole=True).match(words) else None
    if words[0].isdigit() and size <= 5 and words.isdigit():
        # "05" between two halves of a sentence is a figure; page numbers have no leading nought
        return "page" if size <= 3 and words[0] != "0" else None
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


def _restore_cells(text: str, page: Page) -> None:
    """Take a lone number back from the noise where it is a cell: next to a '|' line in text made from a table."""
    if "|" not in text:
        return
    noise = page.noise
    kept: list[Noise] = []
    cells: list[Line] = []
    bars = {
        position for position, item in enumerate(noise) if item.rule == "rule" and "|" in text[item.start : item.end]
    }
    for position, item in enumerate(noise):
        near = item.rule == "page" and any(
            other in bars and not text[min(item.end, noise[other].end) : max(item.start, noise[other].start)].strip()
            for other in (position - 1, position + 1)
            if 0 <= other < len(noise)
        )
        if not near:
            kept.append(item)
            continue
        cells.append(Line(list(item.pieces), text[item.start : item.end]))
    if cells:
        page.lines = sorted([*page.lines, *cells], key=lambda line: line.start)
    page.noise = kept


def _restore_bullets(text: str, page: Page) -> None:
    """Take a dash or mark alone on its line back from the noise where its words stand right below (observed)."""
    marks = {item.start: item for item in page.noise if item.rule == "rule" and text[item.start : item.end] in _MARKS}
    if not marks:
        return
    lines: list[Line] = []
    starts = sorted(marks, reverse=True)
    for line in page.lines:
        while starts and starts[-1] < line.start:
            item = marks[starts.pop()]
            gap = text[item.end : line.start]
            if line.row is None and not line.text.isupper() and gap.isspace() and gap.count("\n") == 1:
                lines.append(Line(list(item.pieces), text[item.start : item.end], blank=line.blank, page=line.page))
                line.blank = line.page = False
                item.rule = ""
        lines.append(line)
    page.lines = lines
    page.noise = [item for item in page.noise if item.rule]


def _mend_cues(page: Page) -> None:
    """Make a cue whole that a line end cuts in two, alone on its lines: "KẾ" / "HOẠCH", "Nơi" / "nhận:"."""
    cues = dict(table("layout")["wrapping"]["cues"])
    lines: list[Line] = []
    for line in page.lines:
        last = lines[-1] if lines else None
        if (
            last
            and len(last.text) <= 6
            and (rest := cues.get(last.text.lower()))
            and line.text.lower().rstrip(": ") == rest
        ):
            last.pieces = [*last.pieces, *line.pieces]
            last.text = f"{last.text} {line.text}"
        else:
            lines.append(line)
    page.lines = lines


def _drop_contents(page: Page) -> None:
    """A table of contents without dots: the lines under its title that end in a page number."""
    title = pattern("noise", "contents")
    for start, line in enumerate(page.lines[:400]):
        if not title.fullmatch(line.text):
            continue
        end = start + 1
        while end < len(page.lines) and len(page.lines[end].text) <= 200 and _ENDS_IN_PAGE.search(page.lines[end].text):
            end += 1
        if end - start > 2:
            page.noise += [Noise(list(gone.pieces), "contents") for gone in page.lines[start:end]]
            del page.lines[start:end]
        return


def _drop_stamps(page: Page) -> None:
    """Stamps of receipt and digital signatures: neither front nor body of the document."""
    lines = page.lines
    found = list(stamps([line.text if line.row is None else "" for line in lines]))
    for start, end in found:
        page.noise += [Noise(list(gone.pieces), "stamp") for gone in lines[start:end]]
    for start, end in reversed(found):
        if end < len(lines):
            lines[end].blank = True
        del lines[start:end]


_FIGURES = re.compile(r"\d+")


def _form(text: str) -> str:
    """A line with all figures alike."""
    return _FIGURES.sub("0", text)


def _is_furniture(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether a line that stands twice, word for word, can be the header of two pages and nothing else."""
    one, other = (lines[place].text for place in places)
    return (
        one == other
        and 8 <= len(one) <= 90
        and read_label(one[:LABEL_WINDOW]) is None
        and not _TERMINAL.search(one[-6:])
        and not pattern("front", "letterhead", whole=True).match(one)
        and one.upper().replace(" ", "") not in kinds()
    )


def _drop_running_lines(page: Page) -> None:
    """Headers and footers: the same short line (figures aside) at three or more page breaks.

    In a short text two are enough for a line without a label that no document begins with.
    """
    lines = page.lines
    breaks = sum(line.page for line in lines)
    if breaks < 2:
        return
    beside: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= 120 and (line.page or (index + 1 < len(lines) and lines[index + 1].page)):
            beside.setdefault(_form(line.text), []).append(index)
    if all(len(places) < 2 for places in beside.values()):
        return
    total = Counter(_form(line.text) for line in lines if len(line.text) <= 120)
    running = {
        form
        for form, places in beside.items()
        if len(places) * 3 >= total[form] * 2
        and (len(places) >= 3 or (len(places) == 2 == total[form] and breaks <= 4 and _is_furniture(lines, places)))
    }
    gone = {
        index
        for form in running
        for index in beside[form]
        if not ((label := read_label(lines[index].text[:LABEL_WINDOW])) and label.bullet)
    }
    if gone and _form(lines[-1].text) in running:
        gone.add(len(lines) - 1)  # no page break follows the last footer
    if not gone:
        return
    kept: list[Line] = []
    fed = False
    for index, line in enumerate(lines):
        if index in gone:
            page.noise.append(Noise(list(line.pieces), "running"))
            fed = fed or line.page or bool(kept)
            continue
        line.page = line.page or fed
        fed = False
        kept.append(line)
    page.lines = kept
