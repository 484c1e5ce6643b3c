"""Zones: where the body of a document begins and ends, and where another document begins in the same file.

Order of an administrative document (Nghị định 30/2020/NĐ-CP): letterhead, number, place and date, title, legal basis,
body, recipients and signature; then annexes, or the plan that a decision promulgates. Words: the table `layout`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from vnplan.parse.layout import header_key, kinds, pattern
from vnplan.parse.lines import Line, is_cut


class Zone(StrEnum):
    """A part of a document."""

    FRONT = "front"
    TITLE = "title"
    BODY = "body"
    BACK = "back"


@dataclass(slots=True)
class Part:
    """Lines that stand together in one zone of one document (counted from 1), with the rule that placed them."""

    zone: Zone
    document: int
    lines: list[Line] = field(default_factory=list)
    rule: str = ""


_PLACE_DATE = re.compile(
    r"[^\W\d_][^\d,;:.]{1,40},?\s+ngày\s+(\d{1,2}|[.…\s]{1,12})\s*tháng\s+(\d{1,2}|[.…\s]{1,12})\s*năm", re.IGNORECASE
)
_ACT_LINE = re.compile(
    r"(?:kế hoạch|quyết định|chương trình|đề án|văn bản)\s+(?:số\s*:?\s*)?\d{1,5}/[^\W\d_]", re.IGNORECASE
)
_NUMBER_LINE = re.compile(r"số\s*(?::|\d|hiệu|$)", re.IGNORECASE)


def kind_line(text: str) -> str | None:
    """The kind of document (plan, decision, other) a line names, if the line says nothing else; else None.

    >>> kind_line("KẾ HOẠCH"), kind_line("QUYẾT ĐỊNH:"), kind_line("KẾ HOẠCH VỐN")
    ('plan', None, None)
    """
    if len(text) > 30 or not text.isupper():
        return None
    return kinds().get(" ".join(text.split()))


def is_front_cue(text: str) -> bool:
    """Whether a line can only stand above a body: letterhead, number, date, title, legal basis, a site's header."""
    if len(text) <= 90 and (pattern("front", "letterhead", whole=True).match(text) or kind_line(text)):
        return True
    return bool(
        pattern("front", "anchors").match(text)
        or pattern("front", "legal_basis").match(text)
        or _PLACE_DATE.match(text)
        or _ACT_LINE.match(text)
        or _NUMBER_LINE.match(text)
        or (len(text) < 160 and header_key().match(text))
    )


def is_back_cue(text: str) -> bool:
    """Whether a line opens the recipients' list or the signature."""
    if len(text) > 100:
        return False
    if text.isupper() and pattern("back", "signature", case=True).match(text):
        return True
    return text[0] in "Nn" and len(text) < 40 and pattern("back", "recipients").match(text) is not None


def is_letterhead(lines: Sequence[Line], index: int) -> bool:
    """Whether a letterhead begins here: its motto or number follows within a few lines."""
    text = lines[index].text
    if len(text) > 90 or not text.isupper() or not pattern("front", "letterhead", whole=True).match(text):
        return False
    near = [line.text for line in lines[index : index + 9]]
    return any(re.match(r"CỘNG\s*(HÒA|HOÀ|$)|Độc lập", word) for word in near) and any(
        kind_line(word) or _NUMBER_LINE.match(word) or _PLACE_DATE.match(word) for word in near[1:]
    )


def is_attached_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the title block of an attached document begins here ("KẾ HOẠCH … (Kèm theo Quyết định …)")."""
    if not kind_line(lines[index].text):
        return False
    return any(pattern("front", "attached").match(line.text) for line in lines[index + 1 : index + 12])


def split(lines: Sequence[Line]) -> list[Part]:
    """Cut the lines of a file into parts: front, title, body and back of each document."""
    parts: list[Part] = []
    start = 0
    number = 1
    for end in [*_starts(lines), len(lines)]:
        if end > start:
            parts += _document(lines[start:end], number)
            number += 1
            start = end
    return parts


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where the second and further documents of a file begin."""
    out: list[int] = []
    seen_front = False  # a title or letterhead of the current document has passed
    seen_body = False
    seen_back = False
    skip_to = 0
    for index, line in enumerate(lines):
        if index < skip_to:
            continue
        text = line.text
        head = is_letterhead(lines, index)
        kind = kind_line(text)
        if kind and seen_back:
            new = True
        elif head:
            new = seen_body or seen_back
        elif kind:
            new = seen_body and is_attached_title(lines, index)
        else:
            new = False
        if new:
            out.append(index)
            seen_body = seen_back = False
        if head or kind:
            seen_front = True
            if head:
                skip_to = index + 1
        elif is_back_cue(text):
            # a letter has no numbered body: its recipients are the first sign that it ends
            seen_back = seen_back or seen_body or (seen_front and pattern("back", "recipients").match(text) is not None)
        elif line.label and not line.label.bullet and line.label.firm:
            seen_body = True
            if line.label.family == "annex" and line.label.ordinal and seen_back:
                seen_back = False
    return out


def _document(lines: Sequence[Line], number: int) -> list[Part]:
    """The parts of one document: front, body, back, then annexes, each with a signature of its own or none."""
    body, rule = _body_start(lines)
    parts = _front(lines[:body], number) if body else []
    position = body
    while position < len(lines):
        # an annex's own first line never ends it
        back = _back_start(lines, position + (rule == "annex"))
        if back > position:
            parts.append(Part(Zone.BODY, number, list(lines[position:back]), rule))
        position = _annex_start(lines, back)
        if position > back:
            parts.append(Part(Zone.BACK, number, list(lines[back:position]), "back"))
        rule = "annex"
    return parts


def _annex_start(lines: Sequence[Line], back: int) -> int:
    """Where an annex begins after recipients and signature."""
    for index in range(back, len(lines)):
        label = lines[index].label
        if label and label.family == "annex" and (label.firm or lines[index].caps or lines[index].strong):
            return index
    return len(lines)


def _front(lines: Sequence[Line], number: int) -> list[Part]:
    """Letterhead and legal basis as front; in a second document its title block as title."""
    if number == 1:
        return [Part(Zone.FRONT, number, list(lines), "front")]
    title = next((i for i, line in enumerate(lines) if kind_line(line.text)), None)
    if title is None:
        return [Part(Zone.FRONT, number, list(lines), "front")]
    end = title_end(lines, title)
    blocks = ((Zone.FRONT, lines[:title]), (Zone.TITLE, lines[title:end]), (Zone.FRONT, lines[end:]))
    return [Part(zone, number, list(block), zone.value) for zone, block in blocks if block]


def title_end(lines: Sequence[Line], start: int) -> int:
    """The index after the title block that begins with a kind line: up to legal basis, issuer or a full sentence."""
    index = start + 1
    while index < len(lines):
        line = lines[index]
        text = line.text
        if pattern("front", "attached").match(text) or text.startswith("("):
            index += 1
            while index < len(lines) and lines[index].low:
                index += 1
            return index
        if re.match(r"căn cứ|kính gửi", text, re.IGNORECASE) or (line.closed and not line.caps):
            break
        if pattern("front", "letterhead", whole=True).match(text):
            break
        if pattern("front", "legal_basis").match(text) and (
            re.search(r"\bsố\s+\d|\d/[A-ZĐ]", text) or _long_paragraph(lines, index)
        ):
            break
        if len(text) > 300:
            break
        index += 1
    return index


def _long_paragraph(lines: Sequence[Line], index: int) -> bool:
    """Whether the lines from here, up to the first that ends a sentence, read like a paragraph of legal basis."""
    size = 0
    for line in lines[index : index + 8]:
        size += len(line.text)
        if line.closed:
            return size > 150 or line.text.endswith((";", ":"))
    return False


def _opens(line: Line) -> bool:
    """Whether a line's label can open a body."""
    label = line.label
    if label is None or label.bullet:
        return False
    if label.family in {"annex", "part", "chapter", "section", "article", "roman"}:
        return label.firm
    if label.family in {"arabic", "upper"}:
        return label.ordinal == 1 and label.firm
    if label.family == "decimal2":
        return label.numbers == (1, 1) and label.firm
    return label.family == "letter" and label.ordinal == 1 and label.printed.endswith(")")


def _body_start(lines: Sequence[Line]) -> tuple[int, str]:
    """Where the body begins, and by which rule."""
    first = next((i for i, line in enumerate(lines) if _opens(line) or line.row is not None), len(lines))
    cues = [i for i in range(first) if is_front_cue(lines[i].text)]
    if not cues:
        return 0, "body:start"
    letter = pattern("front", "addressed")
    for index in range(cues[0], min(first, len(lines))):
        if letter.match(lines[index].text):
            return _after_addressees(lines, index), "body:letter"
    resolves = pattern("front", "resolves")
    for index in range(cues[0], first):
        text = lines[index].text
        if resolves.match(text) and text.isupper() and index + 1 < len(lines):
            return index + 1, "body:resolves"
    opening = pattern("front", "opens_body")
    for index in range(cues[0], first):
        if lines[index].closed and opening.search(lines[index].text[-80:]):
            return index + 1, "body:as-follows"
    basis = [i for i in cues if pattern("front", "legal_basis").match(lines[i].text)]
    if basis:
        # an unnumbered heading in capitals after the legal basis opens the body as well
        for index in range(basis[-1] + 1, first):
            if lines[index].caps and lines[index - 1].closed and not is_front_cue(lines[index].text):
                return index, "body:capitals"
    if first < len(lines):
        return first, "body:label"
    return _unnumbered_start(lines, cues), "body:unnumbered"


def _after_addressees(lines: Sequence[Line], index: int) -> int:
    """Where the words of a letter begin: after "Kính gửi" and those it names."""
    index += 1
    while index < len(lines):
        line = lines[index]
        if not (line.low or (line.label and line.label.bullet)) and (len(line.text) > 60 or line.closed):
            break
        index += 1
    return index


def _unnumbered_start(lines: Sequence[Line], cues: Sequence[int]) -> int:
    """Where the body begins in a text without numbered sections: after its title and its legal basis."""
    index = cues[-1]
    if kind_line(lines[index].text):
        index = title_end(lines, index)
        return index if index < len(lines) else len(lines)
    while index < len(lines) and not lines[index].closed:
        if index + 1 < len(lines) and lines[index + 1].blank:
            break
        index += 1
    return min(index + 1, len(lines))


def _back_start(lines: Sequence[Line], body: int) -> int:
    """Where recipients, signature or a mark of cut text end the body."""
    for index in range(body, len(lines)):
        text = lines[index].text
        if len(text) <= 100 and lines[index].row is None:
            if is_back_cue(text):
                return index
            if is_cut(text) and not any(line.label and line.label.firm for line in lines[index + 1 : index + 40]):
                return index
    return len(lines)
