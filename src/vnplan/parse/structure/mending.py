"""What is set right once all lines of a text are known: cells and bullets that looked like noise are taken back, cues
that a line end cuts are made whole, and stamps, tables of contents and running lines are set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vnplan.lexicon.loader import table
from vnplan.parse.structure.layout import kinds, pattern
from vnplan.parse.structure.numbering import read_label
from vnplan.parse.structure.page import LABEL_WINDOW, TERMINAL, Line, Noise, Page
from vnplan.parse.structure.stamps import stamps

_ENDS_IN_PAGE = re.compile(r"[^\W\d_]\S*\s+\d{1,3}$")
_MARKS = frozenset("-–+•")
_FIGURES = re.compile(r"\d+")


def mend(text: str, page: Page) -> None:
    """All of it, in the order that each needs of the ones before."""
    _restore_cells(text, page)
    _restore_bullets(text, page)
    _mend_cues(page)
    _drop_stamps(page)
    _drop_contents(page)
    _drop_running_lines(page)


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
        and not TERMINAL.search(one[-6:])
        and not pattern("front", "letterhead", whole=True).match(one)
        and one.upper().replace(" ", "") not in kinds()
    )


def _running(lines: Sequence[Line], places: Sequence[int]) -> Sequence[int]:
    """Those of like lines at page breaks that are furniture: with a label, only what says the same once more.

    "Phụ lục 1", "Phụ lục 2" each begin an annex; "Phụ lục 1" above each page of one says so once.
    """
    if (label := read_label(lines[places[0]].text[:LABEL_WINDOW])) is None:
        return places
    same = not label.bullet and all(lines[place].text == lines[places[0]].text for place in places)
    return places[1:] if same else ()


def _drop_running_lines(page: Page) -> None:
    """Headers and footers: the same short line (figures aside) at three or more page breaks.

    In a short text two are enough for a line without a label that no document begins with.
    """
    lines = page.lines
    breaks = [index for index, line in enumerate(lines) if line.page]
    if len(breaks) < 2:
        return
    short = len(breaks) <= 4
    beside: dict[str, list[int]] = {}
    for index in sorted({*breaks, *(index - 1 for index in breaks if index)}):
        if len(lines[index].text) <= 120:
            beside.setdefault(_form(lines[index].text), []).append(index)
    if all(len(places) < 2 for places in beside.values()):
        return
    total = Counter(_form(line.text) for line in lines if len(line.text) <= 120)
    running = {
        form
        for form, places in beside.items()
        if len(places) * 3 >= total[form] * 2
        and (len(places) >= 3 or (short and len(places) == 2 == total[form] and _is_furniture(lines, places)))
    }
    gone = {index for form in running for index in _running(lines, beside[form])}
    if _form(lines[-1].text) in {_form(lines[index].text) for index in gone}:
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
