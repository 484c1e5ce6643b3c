"""Zones: where the body of a document begins and ends, and where another document begins in the same file.

Order of an administrative document (Nghị định 30/2020/NĐ-CP): letterhead, number, place and date, title, legal basis,
body, recipients and signature; then annexes, or the plan that a decision promulgates. Words: the table `layout`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from vnplan.parse.structure.layout import endings, header_key, kind_words, kinds, pattern, phrases
from vnplan.parse.structure.names import is_agency, without_opening
from vnplan.parse.structure.page import Line


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


def kind_line(text: str) -> str | None:
    """The kind of document (plan, decision, other) a line names, if the line says nothing else; else None.

    >>> kind_line("KẾ HOẠCH"), kind_line("K Ế  H O Ạ C H"), kind_line("QUYẾT ĐỊNH:"), kind_line("KẾ HOẠCH VỐN")
    ('plan', 'plan', None, None)
    """
    if len(text) > 40 or not text.isupper():
        return None
    return kinds().get("".join(text.split()))


def title_kind(text: str) -> str | None:
    """The kind of document a title line opens with, in capitals, whatever follows on the line; else None.

    >>> title_kind("KẾ HOẠCH Phát triển trí tuệ nhân tạo"), title_kind("Kế hoạch này"), title_kind("QUYẾT ĐỊNH:")
    ('plan', None, None)
    """
    if len(text) > 400 or not text[:6].isupper():
        return None
    if kind := kind_line(text):
        return kind
    match = kind_words().match(text)
    return kinds()["".join(match.group().split())] if match else None


def is_front_cue(text: str) -> bool:
    """Whether a line can only stand above a body: letterhead, number, date, title, legal basis, a site's header."""
    if title_kind(text) or (len(text) <= 90 and pattern("front", "letterhead", whole=True).match(text)):
        return True
    return bool(
        pattern("front", "anchors").match(text)
        or pattern("front", "legal_basis").match(text)
        or pattern("front", "place_date").match(text)
        or pattern("front", "act_line").match(text)
        or pattern("front", "number_line").match(text)
        or (len(text) < 160 and header_key().match(text))
    )


_LONGEST_BACK = 400
_LONGEST_FRAME = 4000
_COLUMNS = re.compile(r"\s*\t\s*|\s{4,}")
_FRAME = re.compile(r"^[\s*_]+|[\s*_]+$|\s*-{3,}\s*$")


def is_back_cue(text: str) -> bool:
    """Whether a line opens the recipients' list or the signature, in one column or beside the other.

    >>> [is_back_cue(text) for text in ("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "T/M ĐẢNG ỦY", "Chủ tịch")]
    [True, True, False]
    >>> is_back_cue("| *Nơi nhận:* - Như Điều 3; - Lưu: VT. | **CHỦ TỊCH** |")
    True
    """
    if len(text) > (_LONGEST_FRAME if text.startswith("|") else _LONGEST_BACK):
        return False
    return any(map(_is_back_cell, columns(text)))


def _is_back_cell(text: str) -> bool:
    if text[0] in "Nn":
        match = pattern("back", "recipients").match(text)
        return match is not None and (len(text) < 40 or text[match.end() - 1] == ":")
    if len(text) > 100:
        return False
    if text.isupper():
        return pattern("back", "signature", case=True).match(text) is not None
    return len(text) <= 60 and pattern("back", "signature_small", case=True).match(text) is not None


def is_letterhead(lines: Sequence[Line], index: int) -> bool:
    """Whether a letterhead begins here: its motto or number follows within a few lines."""
    text = columns(lines[index].text)[0]
    if len(text) > 90 or not text.isupper() or not pattern("front", "letterhead", whole=True).match(text):
        return False
    near = [cell for line in lines[index : index + 9] for cell in columns(line.text)]
    return any(pattern("front", "motto").match(cell) for cell in near) and any(
        kind_line(cell) or pattern("front", "number_line").match(cell) or pattern("front", "place_date").match(cell)
        for cell in near[1:]
    )


def columns(text: str) -> list[str]:
    """The columns of a line of a letterhead; converters write the frame it stands in as a row of pipes."""
    if text.startswith("|"):
        return [cell for cell in (_FRAME.sub("", cell) for cell in text.split("|")) if cell] or [text]
    if "\t" in text or "    " in text or "\xa0" in text:
        return list(filter(None, _COLUMNS.split(text)))
    return [text]


def is_attached_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the title block of an attached document begins here ("KẾ HOẠCH … (Kèm theo Quyết định …)")."""
    if lines[index].label or not title_kind(lines[index].text):
        return False
    for above in reversed(lines[max(0, index - 3) : index]):
        if above.label and above.label.family == "annex":
            return False  # the title of an annex
        if not above.text.isupper():
            break
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
        if not text[:6].isupper() and text[0] not in "Nn|":
            # in small letters: no letterhead, title or signature
            label = line.label
            if label and label.firm and not label.bullet:
                seen_body = True
                seen_back = seen_back and label.family != "annex"
            continue
        head = is_letterhead(lines, index)
        kind = kind_line(text)
        if head:
            new = seen_body or seen_back
        else:
            new = seen_back and (kind is not None or _plan_follows(lines, index))
            new = new or (seen_body and is_attached_title(lines, index))
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


def _plan_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether a plan begins after a signature at a title that goes on in its line, or at its first section.

    Such a plan does not say what it is attached to, or says it in words no rule knows.
    """
    line = lines[index]
    label = line.label
    if label is not None:
        return (
            line.caps
            and label.firm
            and label.ordinal == 1
            and label.family in {"part", "chapter", "roman"}
            and not any(
                above.row
                or (above.label and above.label.family == "annex")
                or pattern("front", "attached").match(above.text)
                for above in lines[max(0, index - 30) : index]
            )
        )
    if title_kind(line.text) is None or is_back_cue(line.text):
        return False
    near = lines[index + 1 : index + 25]
    body = next((place for place, below in enumerate(near) if _opens(below)), None)
    return body is not None and not any(is_back_cue(below.text) for below in near[:body])


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
    """Where an annex begins after recipients and signature: at its label, else at the title above its table."""
    for index in range(back, len(lines)):
        line = lines[index]
        label = line.label
        if label and label.family == "annex" and (label.firm or line.caps or line.strong):
            return index
        if line.row is not None or pattern("front", "attached").match(line.text):
            start = index
            while start > back and _is_annex_title(lines[start - 1]):
                start -= 1
            if line.row is not None or start < index:
                return start
    return len(lines)


def _is_annex_title(line: Line) -> bool:
    return (
        line.row is None and (line.caps or line.text[0] == "(") and not is_back_cue(line.text) and "\t" not in line.text
    )


def _front(lines: Sequence[Line], number: int) -> list[Part]:
    """Letterhead and legal basis as front; in a second document its title block as title."""
    if number == 1:
        return [Part(Zone.FRONT, number, list(lines), "front")]
    title = next((i for i, line in enumerate(lines) if title_kind(line.text)), None)
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
            return bracket_end(lines, index)
        if pattern("front", "ends_title").match(text) or (line.closed and not line.caps):
            break
        place = line.low or pattern("issuing", "territories").match(text)  # "… TRÊN ĐỊA BÀN" / "TỈNH SƠN LA"
        if not place and pattern("front", "letterhead", whole=True).match(text):
            break
        if _is_authority(lines, start, index):
            break
        if (
            not (index == start + 1 and _is_subject(lines, index))
            and not line.caps  # a title in capitals may begin with the same words
            and pattern("front", "legal_basis").match(text)
            and (re.search(r"\d/[A-ZĐ]", text) or _long_paragraph(lines, index))
        ):
            break
        if len(text) > 300:
            break
        index += 1
    return index


def _is_authority(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether who decides is named from a line on: in capitals, up to the legal basis of a decision or resolution."""
    line = lines[index]
    if not (line.caps and pattern("front", "authority").match(line.text)):
        return False
    if not phrases("front", "decided").match(lines[start].text):
        return False
    if endings("front", "open_title").search(lines[index - 1].text):
        return False
    below = next((line.text for line in lines[index + 1 : index + 4] if not line.caps), "")
    return bool(pattern("front", "ends_title").match(below))


def _is_subject(lines: Sequence[Line], index: int) -> bool:
    """Whether the line under a kind of document says what it is about: it and what goes on from it ends no sentence.

    A title may name the act that is carried out ("KẾ HOẠCH" / "Thực hiện Quyết định số …").
    """
    end = index
    while end + 1 < len(lines) and lines[end + 1].low:
        end += 1
    return not lines[end].closed and lines[end].text[-1] != "," and end - index < 6


def bracket_end(lines: Sequence[Line], index: int) -> int:
    """The index after a bracket that begins on a line and may be wrapped ("(Kèm theo Quyết định số" / "9/QĐ-UBND)")."""
    opened = 0
    for end in range(index, min(index + 5, len(lines))):
        opened += lines[end].text.count("(") - lines[end].text.count(")")
        if opened <= 0 and not (end + 1 < len(lines) and lines[end + 1].low):
            return end + 1
    index += 1
    while index < len(lines) and lines[index].low:
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
        named = lines[first].row is not None and _heads_table(lines[max(first - 2, 0) : first])
        return first - named, "body:label"
    return _unnumbered_start(lines, cues), "body:unnumbered"


def _heads_table(above: Sequence[Line]) -> bool:
    """Whether the last of these lines is an agency's name alone, no line of a letterhead: it has to do what a table
    right below lists."""
    said = without_opening(above[-1].text, "above_tables") if above else ""
    if not said or not is_agency(said):
        return False
    if said != above[-1].text:
        return True
    return not (above[-1].caps and any(is_agency(line.text) or is_front_cue(line.text) for line in above[:-1]))


def _after_addressees(lines: Sequence[Line], index: int) -> int:
    """Where the words of a letter begin: after "Kính gửi" and those it names."""
    named = bool(pattern("front", "addressed").sub("", lines[index].text, count=1).strip(" :"))
    index += 1
    while index < len(lines):
        above, line = lines[index - 1].text, lines[index]
        bulleted = line.label is not None and line.label.bullet
        listed = above.endswith((";", ",", ":")) and len(line.text) <= 120
        agency = not line.closed and len(line.text) <= 60 and phrases("headings", "agencies").match(line.text)
        if named and not (line.low or bulleted or listed or (agency and not above.endswith("."))):
            break
        named = True
        index += 1
    return index


def _unnumbered_start(lines: Sequence[Line], cues: Sequence[int]) -> int:
    """Where the body begins in a text without numbered sections: after its title and its legal basis."""
    index = cues[-1]
    if title_kind(lines[index].text):
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
        line = lines[index]
        if line.row is not None:
            continue
        if is_back_cue(line.text):
            return index
        if line.cut and not any(below.label and below.label.firm for below in lines[index + 1 : index + 40]):
            return index
    return len(lines)
