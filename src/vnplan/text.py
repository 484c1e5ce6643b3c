"""Vietnamese text in one form: NFC, one tone placement, folding for comparison, each with a map back to the source.

Vietnamese is written in several encodings of the same letters (NFC, NFD, mixed) and in two habits of placing the tone
mark ("hoà" and "hòa", "thuý" and "thúy"). Comparison happens on a normal form; evidence is always quoted from the
source, so every normalisation here can return the source offset of each of its characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_SPACE = re.compile(r"\s+")
_INK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:[.,/][^\W_]+)*", re.UNICODE)
_SYLLABLE = re.compile(r"[^\W_]+", re.UNICODE)
_SPELLED = re.compile(r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?")


class MappedText(NamedTuple):
    """A normalised copy of a text and, for each of its characters, the offset it came from.

    `origin` has one more entry than `text` has characters: the last is the length of the source, so a half-open
    span of the copy maps to a half-open span of the source.
    """

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of the copy to the source."""
        if end <= start:
            return self.origin[start], self.origin[start]
        if self.origin[start] > self.origin[end]:  # over pieces that do not stand in the order of the text
            inside = self.origin[start:end]
            return min(inside), max(inside) + 1
        return self.origin[start], self.origin[end]

    def holds(self, offset: int) -> bool:
        """Whether a character of the copy came from an offset of the source."""
        at = bisect_left(self.origin, offset, 0, len(self.text))
        return at < len(self.text) and self.origin[at] == offset


def nfc(text: str) -> str:
    """Compose letters and marks (Unicode NFC), the form of all our data.

    >>> nfc("e\\u0302\\u0301") == "ế"
    True
    """
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
"""What prints nothing, for a class of a pattern: joiners, soft hyphens, marks of direction and of byte order."""
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
# one for one: the d of Icelandic and of African languages, hyphens, full-width signs
_TWINS = dict(zip(map(ord, "ÐƉðɖ\u2010\u2011\u2212"), "ĐĐđđ---", strict=True))
_TWINS |= {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
# letters of Cyrillic and Greek that print as Latin ones do
_FOREIGN = dict(
    zip(
        map(ord, "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"),
        "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
        strict=True,
    )
)
_ABROAD = "\u0370-\u04ff"
_ODD = re.compile(f"[ÐƉðɖ\u2010\u2011\u2212\uff01-\uff5e{_ABROAD}{INVISIBLE}]")
_WORD_ABROAD = re.compile(rf"(?<![^\W\d_])[^\W\d_]*[{_ABROAD}][^\W\d_]*")  # from its start: one pass


def is_legible(text: str) -> bool:
    """Whether a text is `legible` as it stands."""
    return unicodedata.is_normalized("NFC", text) and _ODD.search(text) is None


def legible(text: str) -> MappedText:
    r"""The letters that a reader of a text sees, with the source offset of each; identity (a range) for most texts.

    NFC; what prints nothing is out, and goes with the letter beside it, so that spans of the copy lead back to all of
    the source; what prints as a Vietnamese letter or a hyphen is that one. Lines that print nothing stay.
    Source: texts copied from web pages and PDF, where such characters mark places to break a line, a direction or
    nothing, and fonts and keyboards of other languages.

    >>> legible("a\u0301b").text, list(legible("a\u0301b").origin)
    ('áb', [0, 2, 3])
    >>> found = legible("\ufeffSố: 12\u00ad5/QÐ\u2011UBND\u200b")
    >>> found.text, found.span(0, 2), found.span(4, 15)
    ('Số: 125/QĐ-UBND', (0, 3), (5, 18))
    """
    if is_legible(text):
        return MappedText(text, range(len(text) + 1))
    seen = _printing(text)
    composed = _composed(_WORD_ABROAD.sub(_latin, seen.text.translate(_TWINS)))
    return MappedText(composed.text, [seen.origin[at] for at in composed.origin])


def _latin(word: re.Match[str]) -> str:
    """A word with look-alikes in Latin letters; one with other letters of Cyrillic or Greek is left as it is."""
    meant = word.group().translate(_FOREIGN)
    return word.group() if _WORD_ABROAD.search(meant) else meant


def _printing(text: str) -> MappedText:
    """A text without what prints nothing."""
    out: list[str] = []
    origin: list[int] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        for since, start, end in _stretches(line):
            out.append(line[start:end])
            origin.extend(range(offset + start, offset + end))
            origin[start - end] = offset + since
        offset += len(line)
    origin.append(offset)
    return MappedText("".join(out), origin)


@cache
def _no_ink() -> str:
    """All that prints nothing, blanks with it; made only where a text has such characters."""
    return "".join(re.findall(rf"[\s{INVISIBLE}]", "".join(map(chr, range(0x10000)))))


def _stretches(line: str) -> Iterator[tuple[int, int, int]]:
    """The stretches of a line that print, each with the offset from which it counts: what it takes with it."""
    words = line.strip(_no_ink())
    if not words or _UNSEEN.search(line) is None:
        yield 0, 0, len(line)
        return
    lead, tail = len(line) - len(line.lstrip()), len(line.rstrip())
    if lead:
        yield 0, 0, lead
    start = len(line) - len(line.lstrip(_no_ink()))
    since, end = lead, start + len(words)
    for run in _UNSEEN.finditer(line, start, end):
        first, last = run.span()
        spaced = line[first - 1].isspace()
        if spaced and line[last] == "\t":  # a cell of its own
            continue
        while spaced and line[last].isspace() and line[last] != "\t":
            last += 1
        if start < first:  # else only blanks stand between two runs
            yield since, start, first
            since = first if spaced else last
        start = last
    yield since, start, end
    if tail < len(line):
        yield tail, tail, len(line)


def _composed(text: str) -> MappedText:
    """NFC."""
    if unicodedata.is_normalized("NFC", text):
        return MappedText(text, range(len(text) + 1))
    out: list[str] = []
    origin: list[int] = []
    start = 0
    for index in range(1, len(text) + 1):
        # a new cluster starts where a character of combining class 0 stands, or a mark that has none before it
        if index == len(text) or unicodedata.combining(text[index]) == 0 or text[index - 1].isspace():
            composed = unicodedata.normalize("NFC", text[start:index])
            out.append(composed)
            origin.extend([start] * len(composed))
            start = index
    origin.append(len(text))
    return MappedText("".join(out), origin)


def tone_placed(text: str) -> str:
    """Write "hoà", "khoẻ", "thuý" as "hòa", "khỏe", "thúy". Length is kept, so offsets stay.

    Source: the two habits of tone placement in Vietnamese print; both stand in the corpora.

    >>> tone_placed("Hoà Bình, sức khoẻ, quý, thuỷ sản, Uỷ ban")
    'Hòa Bình, sức khỏe, quý, thủy sản, Ủy ban'
    """
    for first, pair in _TONE_PAIRS:
        if first in text:
            text = pair.sub(_first_marked, text)
    return text


def _first_marked(match: re.Match[str]) -> str:
    # "quý" keeps its mark: its u belongs to the consonant
    after_q = match.start() > 0 and match.string[match.start() - 1] in "qQ"
    return match.group() if after_q else _PLACED.get(match.group(), match.group())


def _placements() -> dict[str, str]:
    """The open endings with the mark on the second vowel, in any case, and the same with it on the first."""
    found = {}
    for first, second in ("oa", "oe", "uy"):
        for one in (first, first.upper()):
            for two in (second, second.upper()):
                for tone in _TONES:
                    found[one + nfc(two + tone)] = nfc(one + tone) + two
    return found


_PLACED = _placements()
# more than the pairs: a search for one letter, then a look into one set, is fast
_TONE_PAIRS = [(first, re.compile(rf"{first}[àáãảạèéẽẻẹỳýỹỷỵÀÁÃẢẠÈÉẼẺẸỲÝỸỶỴ](?!\w)")) for first in "oOuU"]


def fold(text: str) -> str:
    """A key for comparing names: NFC, one tone placement, lower case, dashes and punctuation as single spaces.

    >>> fold("Sở  Lao động – Thương binh và Xã hội:") == fold("sở lao động - thương binh và xã hội")
    True
    >>> fold("HOÀ BÌNH") == fold("Hòa Bình")
    True
    """
    return " ".join(_SYLLABLE.findall(tone_placed(nfc(text).lower())))


def unaccented(text: str) -> str:
    """Plain ASCII letters: marks removed, đ as d.

    >>> unaccented("Đắk Lắk")
    'Dak Lak'
    """
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(text: str) -> str:
    """A file-name and id form.

    >>> slug("Sở Giáo dục và Đào tạo")
    'so-giao-duc-va-dao-tao'
    """
    return "-".join(_SYLLABLE.findall(unaccented(nfc(text)).lower()))


def has_digit(text: str) -> bool:
    """Whether a text holds an Arabic digit; ten searches for one character each are faster than one for a class.

    >>> has_digit("05 mô hình"), has_digit("mục IV")
    (True, False)
    """
    return any(map(text.__contains__, "0123456789"))


def on_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where a pattern of whole lines or their beginnings matches; it begins with the end of the line before.

    A search for that one character is several times as fast as one that tries every place for the start of a line.

    >>> list(on_lines(re.compile("\\n[IVX]+[.]"), "I. MỤC TIÊU\\nvà I. khác\\nII. NHIỆM VỤ"))
    [(0, 2), (23, 26)]
    """
    return ((match.start(), match.end() - 1) for match in pattern.finditer("\n" + text))


_PARTS = re.compile(r"[\s|]|<br|</?(?:p|div|li|t[dhr])\b|&\w*sp;", re.I)


def meets(text: str, end: int, start: int) -> bool:
    """Whether two pieces, the first up to `end`, the second from `start`, are parts of one word.

    They are where what was taken out between them is markup or a sign inside a word: no blank, no bar between cells,
    no tag that ends a line or a cell.

    >>> meets("1\\\\. Mục đích", 1, 2), meets("**Sở Y tế** và", 9, 12), meets("A|B", 1, 2)
    (True, False, False)
    """
    if not 0 < end < start or text[end - 1].isspace() or text[start : start + 1].isspace():
        return False
    return not _PARTS.search(text, end, start)


def flow(text: str, spans: Sequence[tuple[int, int]]) -> MappedText:
    """The words of one or more pieces of a text as one line: legible, spacing single, pieces joined by a blank.

    Hard wraps and page numbers between pieces thus disappear, and every hit in the line maps back to the source.

    >>> line = flow("- Xây  dựng\\n12\\n05 mô hình", [(0, 11), (15, 25)])
    >>> line.text, line.span(11, 21)
    ('- Xây dựng 05 mô hình', (15, 25))
    """
    if len(spans) == 1 and (same := _unmoved(text, *spans[0])) is not None:
        return same
    words: list[str] = []
    origin: list[int] = []
    gap = 0
    before = -1
    for start, end in spans:
        piece = legible(text[start:end])
        plain = isinstance(piece.origin, range)
        glued = meets(text, before, start)
        before = end
        for match in _INK.finditer(piece.text):
            first, last = match.span()
            if glued and first == 0:
                words[-1] += match.group()
            else:
                if words:
                    origin.append(gap)
                words.append(match.group())
            if plain:
                origin.extend(range(start + first, start + last))
            else:
                origin.extend(start + offset for offset in piece.origin[first:last])
            gap = start + piece.origin[last]
    origin.append(gap)
    return MappedText(" ".join(words), origin)


def _unmoved(text: str, start: int, end: int) -> MappedText | None:
    """The line of a piece in which every gap is one character, so that no letter moves; None for any other."""
    piece = text[start:end]
    line = single_spaced(piece)
    if not line or len(line) != len(piece.strip()) or not is_legible(line):
        return None
    first = start + len(piece) - len(piece.lstrip())
    return MappedText(line, range(first, first + len(line) + 1))


def single_spaced(text: str) -> str:
    """Every stretch of spacing as one blank, and none at the ends.

    >>> single_spaced(" Xây  dựng\\n05 mô hình")
    'Xây dựng 05 mô hình'
    """
    line = text.replace("\n", " ")  # mostly that is all, and a line of printed characters has no other spacing
    done = "  " not in line and line.isprintable() and line == line.strip(" ")
    return line if done else " ".join(line.split())


def one_line(text: str) -> str:
    """Spacing normalised to single blanks, ends trimmed (non-breaking spaces included)."""
    return _SPACE.sub(" ", nfc(text)).strip()


_TAGS = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|&\w*sp;")
_STRESS = re.compile(r"\*{2,3}|\\(?=[^\w\s])")


def unmarked(text: str) -> str:
    r"""Words without the markup that Markdown may hold: tags are blanks, signs of bold type and backslashes nothing.

    >>> unmarked("**Cơ quan<br>chủ trì**"), unmarked("1\\. Số bệnh viện < 5")
    ('Cơ quan chủ trì', '1. Số bệnh viện < 5')
    """
    if "<" not in text and "*" not in text and "\\" not in text and "&" not in text:
        return text
    return _TAGS.sub(" ", _STRESS.sub("", text))


def syllables(text: str) -> list[str]:
    """The lower-case syllables and numbers of a text in one tone placement, punctuation dropped.

    >>> syllables("Xây dựng 1.000 mô hình (AI).")
    ['xây', 'dựng', '1.000', 'mô', 'hình', 'ai']
    """
    return _WORD.findall(tone_placed(nfc(text).lower()))


def is_vietnamese(syllable: str) -> bool:
    """Whether a syllable is spelled as Vietnamese ones are: an onset, vowels, a coda.

    >>> [is_vietnamese(word) for word in ("nghiệp", "quỹ", "steam", "sandbox", "fdi")]
    [True, True, False, False, False]
    """
    return _SPELLED.fullmatch(unaccented(syllable)) is not None
