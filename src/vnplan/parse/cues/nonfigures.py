"""Digits that are no figures: numbers of acts and articles, standards, roads, telephones, grades, ordinals, slogans.

A plan is full of digits that measure nothing. Each rule here stands for one class of them, taken from the form of
administrative documents (Nghị định 30/2020/NĐ-CP) and from what the corpora show; the words are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.lexicon.units import either, endings, grades, only_word, units, words
from vnplan.text import tone_placed

Stretch = tuple[int, int]

_MORE = re.compile(r"(?:\s?[,;]\s?|\s?[-–]\s?|\s(?:và|hoặc|đến)\s)\d{1,3}(?:\.\d{1,3}){0,3}(?![\w%]|[.,]\d|\s%)")


class Marks:
    """Which characters of a line are taken; asking and marking cost the length of the stretch, not of the list.

    >>> marks = Marks(10, [(2, 4)])
    >>> marks.free(0, 2), marks.free(3, 6)
    (True, False)
    """

    def __init__(self, length: int, stretches: Iterable[Stretch] = ()) -> None:
        self._taken = bytearray(length + 1)
        for start, end in stretches:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Mark a stretch as taken."""
        self._taken[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether no character of the stretch is taken."""
        return self._taken.find(1, start, end) < 0


def lowered(line: str) -> str:
    """Lower case with one tone placement and one spelling of 'tỷ', the same length as the line, so that offsets stay.

    >>> lowered("Hoà Bình, QUÝ IV"), lowered("Tỉ lệ hộ nghèo của tỉnh")
    ('hòa bình, quý iv', 'tỷ lệ hộ nghèo của tỉnh')
    """
    placed = tone_placed(line)
    lower = placed.lower()
    for other, spelling, usual in _spellings():
        if other in lower:
            lower = spelling.sub(usual, lower)
    if len(lower) == len(line):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in placed)


def lowered_lines(lines: Sequence[str]) -> list[str]:
    """`lowered` of each of many lines, all in one go.

    >>> lowered_lines(["Hoà Bình", "QUÝ IV"])
    ['hòa bình', 'quý iv']
    """
    together = lowered("\n".join(lines)).split("\n")
    return together if len(together) == len(lines) else list(map(lowered, lines))


@cache
def _spellings() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    both = table("units")["spellings"].items()
    return tuple((f"{other} ", re.compile(rf"(?<!\w){other}(?= )"), usual) for other, usual in both)


@cache
def _named() -> dict[str, str]:
    """What a number right after these words is: part of a name, unless a unit follows, or a grade."""
    found = dict.fromkeys(words("figures", "names", "soft_designators"), "soft")
    found |= dict.fromkeys(grades(), "grade")
    return found | dict.fromkeys(words("figures", "names", "designators"), "hard")


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.split(" ")[-1] for name in _named())


@cache
def _glued() -> re.Pattern[str]:
    names = either(name for name, kind in _named().items() if kind != "grade" and len(name) <= 6)
    return re.compile(rf"(?<!\w){names}\d[\d./\-]{{0,12}}[a-zđ]?(?![\w%]|[.,]\d)")


@cache
def _standards() -> re.Pattern[str]:
    names = either(words("figures", "names", "standards"))
    return re.compile(
        rf"(?<!\w){names}(?:\s?/\s?[a-z]{{2,6}})?[\s:\-]{{0,2}}\d[\d.:\-]{{0,16}}(?:/[a-zđ]{{2,8}})?(?!\w)"
    )


@cache
def _fixed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    phrases = words("figures", "names", "fixed")
    return tuple((p, re.compile(rf"(?<![\w.,/]){re.escape(p)}(?![\w%]|[.,/]\d)")) for p in phrases)


@cache
def _ordinal() -> re.Pattern[str]:
    counted = either([*units().digits, only_word("units", "numbers", "ten"), "nhất", "nhì"])
    # 'đứng thứ 5' is a rank, which is a figure
    guard = "".join(f"(?<!{word} )" for word in words("units", "rank", "before_ordinal"))
    return re.compile(rf"(?<!\w){guard}(?:lần\s)?thứ\s(?:\d{{1,3}}|{counted})(?!\w|\s?%)")


# '127/QĐ-TTg', '10/2020/NĐ-CP', '15-CTr/TU', '394/QĐ- UBND': read on the line as printed: capitals tell
_ACT = re.compile(
    r"\d(?<![\w/]\d)\d{0,5}(?:\s?/\s?(?:19|20)\d\d)?\s?[/\-–]\s?"
    r"(?:(?=[A-ZĐ]{2})|(?=[A-ZĐ][A-Za-zĐđ]{0,4}\s?[-–./]))[A-ZĐ][A-Za-zĐđ0-9]{0,11}(?:\s?[-–./]\s?[A-ZĐ][A-Za-zĐđ0-9]{0,11}){0,4}"
)
_URL = re.compile(
    r"(?:https?://|www\.)\S{1,200}|\S{1,60}@\S{1,60}|(?<!\w)[\w\-]{1,40}(?:\.[\w\-]{1,40}){0,4}\.(?:vn|com|org|net)\b"
)
_URL_MARKS = ("http", "www.", "@", ".vn", ".com", ".org", ".net")
# each begins with a plain character, so that a line is searched fast; what must not stand before it comes second
_NUMBERED = (
    re.compile(r"0(?<![\w.,]0)\d{2,4}\)?[.\s\-]\d{3,4}[.\s\-]?\d{3,4}(?!\w)|0(?<![\w.,]0)\d{8,10}(?!\w)"),  # telephones
    re.compile(r"1(?<!\w1)[89]00[.\s]?\d{2,6}(?!\w)"),
    re.compile(r"km(?<!\wkm)\s?\d{1,4}\s?\+\s?\d{1,4}"),
    re.compile(r"\d(?<![\w.,]\d)\d?\s?(?:h|giờ)\s?\d{2}(?!\w)"),  # clock times
    re.compile(r"số(?<!\wsố)\s\d{1,4}[a-z]?(?:/\d{1,4}){0,3}[a-z]?,?\s(?:đường|phố|ngõ|hẻm|quốc lộ)\b"),
    re.compile(r"\(\s?\d{1,2}\s?\)"),  # enumerators, footnotes
    re.compile(r"\[\d{1,3}\]"),
    re.compile(r"^\s{0,4}[-–+•*]?\s{0,4}\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s"),  # the printed label of a clause
    re.compile(r"\d(?<=[;:,.]\s\d)\d?\)"),
    re.compile(r"-(?<=[a-zđ]{2}-)\d{1,4}\b"),  # COVID-19
    re.compile(r"\d(?<=trung ương \d)\d?(?=\skhóa)"),  # Trung ương 6 khóa XIII
    re.compile(r"giá\s(?:so sánh|hiện hành|cố định)(?:\snăm)?\s(?:19|20)\d\d"),
)
_RUN = re.compile(r"\d(?<![\d.,/]\d)[\d.,/]*")
_LETTER_DIGIT = re.compile(r"[a-zđ]\d")
_HARD_NUMBER = re.compile(r"\d[\d.\-/:]{0,16}(?:\s?[a-zđ]\b)?(?![\w%]|\s%)")
_SOFT_NUMBER = re.compile(r"\d{1,4}(?:[./]\d{1,4}){0,2}[a-zđ]?(?![\w%]|[.,]\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)")
_UP_TO = re.compile(r"(?:\s?[-–—]\s?|\s(?:đến|tới)\s)\d[\d.,]{0,12}")
_GRADE_NUMBER = re.compile(r"[1-9]\d?(?!\w|[.,/]\d|\s?%)")


def act_numbers(line: str) -> list[Stretch]:
    """Where numbers of acts stand in a line (as printed, capitals kept).

    >>> [(a, b)] = act_numbers("theo Quyết định số 127/QĐ-TTg của Thủ tướng")
    >>> "theo Quyết định số 127/QĐ-TTg của Thủ tướng"[a:b]
    '127/QĐ-TTg'
    """
    return [match.span() for match in _ACT.finditer(line)]


def nonfigures(line: str, low: str | None = None) -> list[Stretch]:
    """The stretches of a one-line text whose digits are no figures, merged and in order. Linear in the line.

    `low` is `lowered(line)`, where the caller has it. Dates are not here (see `dates`).

    >>> line = "theo khoản 5 Điều 2, trang bị 20 máy cho lớp 9"
    >>> [line[a:b] for a, b in nonfigures(line)]
    ['khoản 5', 'Điều 2', 'lớp 9']
    """
    low = lowered(line) if low is None else low
    found = act_numbers(line)
    for phrase, pattern in _fixed():
        if phrase in low:
            found += [match.span() for match in pattern.finditer(low) if not _counts(low, phrase, match.end())]
    if "thứ " in low:
        found += [match.span() for match in _ordinal().finditer(low)]
    if any(mark in low for mark in _URL_MARKS):
        found += [match.span() for match in _URL.finditer(low)]
    for pattern in _NUMBERED:
        found += [match.span() for match in pattern.finditer(low)]
    if any(name in low for name in words("figures", "names", "standards")):
        found += [match.span() for match in _standards().finditer(low)]
    if _LETTER_DIGIT.search(low):
        found += [match.span() for match in _glued().finditer(low)]
    found += [stretch for match in _RUN.finditer(low) if (stretch := _in_name(low, match.start())) is not None]
    return merged(found)


def _counts(low: str, phrase: str, end: int) -> bool:
    """'24/24 xã' counts, '24/24 giờ' is a habit."""
    unit = unit_at(low, end) if "/" in phrase else None
    return unit is not None and unit[2] == "noun"


def _in_name(low: str, start: int) -> Stretch | None:
    """The stretch of a name whose number begins at an offset ('khoản 5', 'Đề án 06', 'lớp 9'), or None."""
    if start < 2 or low[start - 1] != " ":
        return None
    last = low[low.rfind(" ", max(0, start - 40), start - 1) + 1 : start - 1].lstrip('(“"')
    if last != "số" and last not in _last_words():
        return None
    left = low[max(0, start - 28) : start - 1]
    before = left.split(" ")
    if len(left) == 27:
        before = before[1:]  # the window may begin within a word
    numbered = before[-1:] == ["số"]
    for skip in (0, 1) if numbered else (0,):
        for count in range(min(4, len(before) - skip), 0, -1):
            name = " ".join(before[len(before) - skip - count : len(before) - skip]).lstrip('(“"')
            kind = _named().get(name)
            if kind is None or (skip and kind == "soft"):
                continue
            first = len(before) - skip - count
            if first and before[first - 1] in endings().get(name, ()):
                continue
            end = _named_number(low, start, name, kind)
            if end is not None:
                return start - 1 - len(name) - 3 * skip, _list_end(low, end)
    return None


def _named_number(low: str, start: int, name: str, kind: str) -> int | None:
    if kind == "hard":
        match = _HARD_NUMBER.match(low, start)
        return match.end() if match else None
    if kind == "grade":
        match = _GRADE_NUMBER.match(low, start)
        return match.end() if match and int(match.group()) <= grades()[name] else None
    if name != "số" and _THOUSANDS.match(low, start):
        return None  # 'cấp 250.000 định danh': nothing is numbered so high
    match = _SOFT_NUMBER.match(low, start)
    unit = unit_at(low, match.end()) if match else None
    if match and unit is None and (upper := _UP_TO.match(low, match.end())):
        unit = unit_at(low, upper.end())  # 'ở mức 15 - 35%' measures, 'cấp 1 - 2 xã' does not
        unit = None if unit and unit[2] in {"noun", "scale"} else unit
    if match and unit and name in words("figures", "names", "acts"):
        unit = None if low[unit[0] : unit[1]] in words("figures", "names", "issued_by") else unit
    return match.end() if match and unit is None else None


def _list_end(low: str, end: int) -> int:
    """Where the numbers end that go on after a name: 'điểm 1, 2 và 5'; a number with a unit is a figure again."""
    for _ in range(8):
        more = _MORE.match(low, end)
        if more is None or unit_at(low, more.end()) is not None:
            break
        end = more.end()
    return end


def merged(stretches: list[Stretch]) -> list[Stretch]:
    """Sorted, with overlaps joined.

    >>> merged([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    out: list[Stretch] = []
    for start, end in sorted(stretches):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


@cache
def _person() -> re.Pattern[str]:
    """'hướng dẫn viên', 'thuyết minh viên': people by what they do."""
    return re.compile(rf"[^\W\d_]+\s[^\W\d_]+\s{table('units')['nouns']['persons']}(?!\w)")


_WORDS = re.compile(r"\s?(?:[^\W\d_][^\W_]{0,14}|[%‰])(?:[\s\-/][^\W\d_][^\W_]{0,14}){0,4}")


@cache
def _rate() -> re.Pattern[str]:
    per = either(words("units", "rates", "per"))
    power = r"(?:\d{1,3}(?:\.\d{3}){0,2}\s)?"
    return re.compile(rf"\s?/\s?{power}{per}(?!\w)(?:\s?/\s?{per}(?!\w))?")


_MANY = re.compile(r"\s?/\s?\d{1,3}(?:\.\d{3}){1,2}\s")


def rate_of_many(low: str, start: int) -> int | None:
    """Where a bare rate ends: '42/100.000 trẻ đẻ sống', which is no count of a whole like '139/151 xã'."""
    rate = _rate().match(low, start) if _MANY.match(low, start) else None
    return rate.end() if rate else None


@cache
def _measure() -> re.Pattern[str]:
    scale = either(units().scales)
    signs = either(name for name in units().kinds if name in {"%", "‰"})
    names = either(name for name in units().kinds if name not in {"%", "‰"})
    return re.compile(rf"\s?({signs}|(?:{scale}\s)?{names}(?![\w²³]))")


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"\s?({either(units().scales)})(?!\w)")


def unit_at(low: str, start: int) -> tuple[int, int, str] | None:
    """The unit that begins at (or one blank after) an offset: its span and its kind, or None.

    Kinds are those of the units table, and `noun` for a countable noun. The longest reading wins; a rate belongs to
    the unit.

    >>> unit_at("52 m3/ngày đêm", 2), unit_at("30 sản phẩm mới", 2), unit_at("5 rằng", 1)
    ((3, 14, 'physical'), (3, 11, 'noun'), None)
    """
    known = units()
    best: tuple[int, int, str] | None = None
    head = _scale().match(low, start)
    after = head.end() if head else start
    measure = _measure().match(low, start)
    if measure:
        name = measure[1]
        kind = known.kinds.get(name) or next((k for n, k in known.kinds.items() if name.endswith(" " + n)), "physical")
        best = (measure.start(1), measure.end(1), kind)
    glued = after < len(low) and low[after] != " " and after == start
    run = None if glued else _WORDS.match(low, after)
    if run:
        begin = run.start() + (1 if low[run.start()] == " " else 0)
        parts = low[begin : run.end()].split(" ")
        for count in range(min(5, len(parts)), 0, -1):
            name = " ".join(parts[:count])
            name = name if name in known.nouns else name.split("/", 1)[0]  # 'buổi/năm': the rate comes after
            if name in known.nouns:
                end = begin + len(name)
                if best is None or end > best[1]:
                    best = (head.start(1) if head else begin, end, "noun")
                break
        else:
            if best is None and (person := _person().match(low, begin)):
                best = (head.start(1) if head else begin, person.end(), "noun")
    if best is None and head:
        best = (head.start(1), head.end(1), "scale")
    if best is None:
        return None
    rate = _rate().match(low, best[1])
    return (best[0], rate.end(), best[2]) if rate else best
