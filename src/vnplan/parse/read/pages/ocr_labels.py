"""Labels of recognised lines: what Tesseract takes Roman numerals, full stops and dashes for.

"II." comes out as "I.", "IL" or "H.", a full stop after a number as a comma, a dash as a speck. One wrong numeral at
the head of a section puts all below it in a wrong place, so the numerals of a document are read together: of the
readings that look alike those that count best are taken. Observed in scans of plans in Times New Roman at 200 dpi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vnplan.parse.read.letters.numerals import roman
from vnplan.parse.read.pages.model import Page, Word

_SPECKS = re.compile(r"[_ˆ^`´~¬'’·.,]+")
_NUMBER = re.compile(r"(\d{1,2})[,;:]")
_ONE = re.compile(r"1[.,;:]")
_COUNTS = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.,;:]")
_NUMERAL = re.compile(r"[IVXLTHl1|!]{1,5}[.,;:_]{0,2}")
_GLUED = re.compile(r"([IVXLTHl1|!]{1,5}[.,;:])[^\W\d_]{2,}[^\w]?")
_LIKE = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "T": "I", "H": "II"})
_VALUES = {roman(value): value for value in range(1, 26)}
_RUN = re.compile(r"I{1,3}$")
_WRONG, _RESTARTS, _JUMPS = 1.0, 1.5, 2.0
"""What it costs to read a numeral as another of its kind, to begin the count anew, to leave numbers out."""


def mend_labels(pages: Sequence[Page]) -> None:
    """Put right the labels at the heads of the lines of recognised pages, in place."""
    numerals: list[Word] = []
    heads: list[tuple[Word, bool]] = []  # the first word of each line, and whether a title in capitals follows it
    for page in pages:
        kept: list[Word] = []
        for line in _lines(page.words):
            words = _without_specks(line)
            if not words:
                continue
            words[:1] = _parted(words[0])
            first, rest = words[0], " ".join(word.text for word in words[1:])
            if (number := _NUMBER.fullmatch(first.text)) and rest[:1].isupper():
                words[0] = _worded(first, f"{number[1]}.")
            elif _NUMERAL.fullmatch(first.text) and (not rest or (rest.isupper() and len(rest) >= 6)):
                numerals.append(first)
            heads.append((words[0], rest.isupper()))
            kept += words
        page.words = kept
    arabic = _arabic(heads)
    numerals = [word for word in numerals if id(word) not in arabic]
    for word, value in zip(numerals, _counted([_readings(word.text) for word in numerals]), strict=True):
        if value:
            word.text = roman(value) + "."
            word.edges = _edges(word, len(word.text))


def _arabic(heads: Sequence[tuple[Word, bool]]) -> set[int]:
    """Which heads of lines that read "1." are what they seem: "2." or "1.1." is the next number below."""
    found: set[int] = set()
    after = ""
    for word, titled in reversed(heads):
        if _ONE.fullmatch(word.text) and titled and (after.startswith("1.1") or after == "2"):
            found.add(id(word))
        if _NUMERAL.fullmatch(word.text) and titled:
            after = ""
        if _COUNTS.fullmatch(word.text):
            after = word.text.rstrip(".,;:") if titled or "." in word.text[:-1] else ""
    return found


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words of each recognised line: they have one baseline."""
    line: list[Word] = []
    for word in words:
        if line and word.base != line[-1].base:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _without_specks(line: Sequence[Word]) -> list[Word]:
    """A line without its specks; one before words that begin a sentence was a dash."""
    words = [word for word in line if not _SPECKS.fullmatch(word.text)]
    if words and len(words) < len(line) and line[0] is not words[0] and words[0].text[:1].isupper():
        words.insert(0, _worded(line[0], "-"))
    return words


def _parted(word: Word) -> list[Word]:
    """A numeral and the first word of a title in capitals that were taken for one word ("I.MỤC")."""
    glued = _GLUED.fullmatch(word.text)
    if glued is None or not word.text[glued.end(1) :].isupper():
        return [word]
    at = glued.end(1)
    return [replace(word, text=word.text[s], edges=word.edges[s]) for s in (slice(at), slice(at, None))]


def _worded(word: Word, text: str) -> Word:
    return replace(word, text=text, edges=_edges(word, len(text)))


def _edges(word: Word, count: int) -> list[tuple[float, float]]:
    left, step = word.x0, (word.x1 - word.x0) / count
    return [(left + step * place, left + step * (place + 1)) for place in range(count)]


def _readings(printed: str) -> dict[int, float]:
    """The values a numeral may have, with what each reading costs: its own, and those with fewer or more I."""
    core = printed.strip(".,;:_").translate(_LIKE)
    found: dict[int, float] = {}
    for plain, cost in ((core, 0.0), (core.removesuffix("L"), 0.0), (core.replace("L", "I"), 0.0)):
        value = _VALUES.get(plain)
        if value is None:
            continue
        found[value] = min(cost, found.get(value, cost))
        stem = _RUN.sub("", plain)
        if stem != plain:
            for more in range(1, 4):
                other = _VALUES.get(stem + "I" * more)
                if other is not None:
                    found[other] = min(_WRONG, found.get(other, _WRONG))
    return found


def _counted(readings: Sequence[dict[int, float]]) -> list[int]:
    """The cheapest values, 0 for what is no numeral."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for values in readings:
        if not values:
            best = {last: (cost, [*path, 0]) for last, (cost, path) in best.items()}
            continue
        after: dict[int, tuple[float, list[int]]] = {}
        for value, own in values.items():
            steps = (
                (cost + own + (0.0 if value == last + 1 else _RESTARTS if value == 1 else _JUMPS), path)
                for last, (cost, path) in sorted(best.items())
            )
            cost, path = min(steps, key=lambda step: step[0])
            after[value] = (cost, [*path, value])
        best = after
    return min(best.values(), key=lambda found: found[0])[1]
