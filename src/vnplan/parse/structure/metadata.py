"""What a document says of itself: kind, number, date, title, issuer, province, signer.

Read where Nghị định 30/2020/NĐ-CP puts each: number and issuer in the letterhead, place and date beside them, the title
under them, the signer at the end; else in the lines that legal sites print above a text. What is nowhere said is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Literal

from vnplan.lexicon import Province, provinces
from vnplan.models import Metadata
from vnplan.parse.structure.issuer import committee_name, issuer_of
from vnplan.parse.structure.layout import anywhere, codes, enacting, header_key, kind_words, kinds, pattern, phrases
from vnplan.parse.structure.page import Line
from vnplan.parse.structure.zones import Part, Zone, bracket_end, columns, title_end, title_kind

_CODE = r"[A-ZĐ][A-Za-zĐđƯưÂâÊêÔôƠơ&.]{0,9}(?:\s?-\s?[A-ZĐ][A-Za-zĐđƯưÂâÊêÔôƠơ&.]{0,14}\d{0,3}){0,3}"
_DIGITS = r"\d{1,3}\.\d{3}|\d{1,6}"
# numbers of the Party: 57-NQ/TW, 15-CTr/TU
_PARTY = r"(?:(?<=[A-Za-zĐđ])\s?/\s?[A-ZĐ][A-Za-zĐđƯư]{0,9})?"
_NUMBER = re.compile(
    rf"\bSố\s*(?:hiệu|văn bản)?\s*:?\s*((?:{_DIGITS})(?:/\d{{4}})?\s?[/-]\s?{_CODE}{_PARTY})", re.IGNORECASE
)
_NUMBER_BLANK = re.compile(r"\bSố\s*:\s*[.…_\s]{0,20}/\s?[A-ZĐ]")
_ANY_NUMBER = re.compile(rf"\b(\d{{1,6}}(?:(?:/\d{{4}})?/|-(?=[^\W\d_]{{1,8}}/))\s?{_CODE}{_PARTY})")
_BLANK = r"[.…_\s]{1,12}"
_DAY = re.compile(
    rf"(?:(?<![^\s\t])([^\W\d_][^\d,;:\n\t]{{1,40}}?)\s*,\s*|^(?:([^\W\d_][^\d,;:.\n\t]{{1,40}}?)\s+)?)ngày\s*"
    rf"(?:(\d{{1,2}}|{_BLANK})\s*tháng\s*(\d{{1,2}}|{_BLANK})\s*năm\s*(\d{{4}}(?!\d)|\d{{0,3}}[.…_\s]{{0,6}})"
    r"|(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})\s*$)",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’]|['’-][^\W\d_]+)?\.?")


@dataclass(slots=True)
class Reading:
    """Metadata and the notes about it: code, words, offsets."""

    metadata: Metadata
    notes: list[tuple[str, dict[str, object], tuple[int, int] | None]] = field(default_factory=list)


@dataclass(slots=True)
class _One:
    """What one document of a file says."""

    kind: str = "other"
    number: str | None = None
    issued_on: date | None = None
    title: str | None = None
    issuer: str | None = None
    province: Province | None = None
    signer: str | None = None
    central: bool = False
    """Issued above the provinces: it belongs to none."""


def clean_number(text: str) -> str:
    """A document's number without the blanks and line breaks that crept in.

    >>> clean_number("394/QĐ- UBND")
    '394/QĐ-UBND'
    """
    return re.sub(r"\s+", "", text).rstrip(".,;")


def read_metadata(parts: Sequence[Part], body: str) -> Reading:
    """Metadata of a file from its zones; `body` is the text of the body (to look for the province).

    A file with a decision and the plan it promulgates is a plan with the decision's number, date and signer.
    """
    reading = Reading(Metadata())
    by_document: dict[int, list[Part]] = {}
    for part in parts:
        by_document.setdefault(part.document, []).append(part)
    ones = [_one(group, reading) for group in by_document.values()]
    if not ones:
        return reading
    plan = next((one for one in ones if one.kind == "plan"), None)
    chosen = plan if plan is not None and plan.number else next((one for one in ones if one.number), plan or ones[0])
    others = [one for one in (chosen, plan, *ones) if one is not None]
    kind: Literal["plan", "decision", "other"] = "other"
    if plan is not None:
        kind = "plan"
    elif chosen.kind == "decision":
        kind = "decision"
    province = next((one.province for one in others if one.province), None)
    if province is None and not any(one.central for one in ones):
        province = _province_of_text(parts, body, reading)
    committee = next((one.issuer for one in others if one.issuer), None)
    reading.metadata = Metadata(
        kind=kind,
        number=chosen.number,
        issued_on=next((one.issued_on for one in others if one.issued_on), None),
        title=next((one.title for one in ([plan] if plan and plan.title else []) + others if one.title), None),
        issuer=committee if any(one.central for one in others) else _issuer(committee, province, parts),
        province=province.name if province else None,
        signer=next((one.signer for one in others if one.signer), None),
    )
    _issuers(parts, reading)
    return reading


def _one(parts: Sequence[Part], reading: Reading) -> _One:
    one = _One()
    front = [line for part in parts if part.zone in {Zone.FRONT, Zone.TITLE} for line in part.lines]
    back = [line for part in parts if part.zone is Zone.BACK for line in part.lines]
    header = _site_header(front)
    letter: list[Line] = []
    inside = 0
    for index, line in enumerate(front):
        if pattern("front", "attached").match(line.text):
            inside = bracket_end(front, index)
        if index >= inside:
            letter.append(line)
    _title(one, letter, header)
    end = next((i for i, line in enumerate(letter) if title_kind(line.text)), len(letter))
    _number(one, letter[: end + 1], header, reading)
    _date(one, letter, header, reading)
    _place(one, letter[:end], header)
    one.signer = _signer(back) or _clean_name(header.get("signer", ""))
    code = re.search(rf"\d[/-]\s?({_CODE})", one.number or "")
    if one.kind == "other" and code:
        one.kind = codes().get(code.group(1).split("-")[0].strip(), "other")
    if one.kind == "other" and (word := header.get("kind")):
        one.kind = kinds().get(word.upper(), "other")
    if one.kind == "other" and one.title is None and one.number is None:
        one.kind = _enacted(front)
    return one


def _enacted(front: Sequence[Line]) -> str:
    """The kind of a text posted without its head, from the sentence above the body: "UBND tỉnh ban hành Kế hoạch"."""
    sentence = enacting().search(" ".join(line.text for line in front))
    return kinds()[sentence["kind"].upper().replace(" ", "")] if sentence else "other"


def _site_header(lines: Sequence[Line]) -> dict[str, str]:
    """Values that a legal site prints above a text, by the name of the key's list.

    Key and value stand on one line, in two cells, or the value on the line below.
    """
    out: dict[str, str] = {}
    found = 0
    waiting: str | None = None
    for line in lines:
        if len(line.text) > 160:
            waiting = None
            continue
        for cell in re.split(r"\s*[|\t]\s*", line.text):
            alone = header_key().match(f"{cell.rstrip(' :')}: -")
            match = header_key().match(cell)
            if alone and alone.lastgroup and len(cell.rstrip(" :")) == len(alone.group().rstrip(" :")):
                waiting = alone.lastgroup
            elif match and match.lastgroup:
                found += 1
                out.setdefault(match.lastgroup, cell[match.end() :].strip())
                waiting = None
            elif waiting and cell:
                found += 1
                out.setdefault(waiting, cell.strip())
                waiting = None
    # one such line alone may be a sentence
    return out if found >= 2 else {}


def _title(one: _One, lines: Sequence[Line], header: dict[str, str]) -> None:
    for index, line in enumerate(lines):
        kind = title_kind(line.text)
        if kind is None:
            continue
        one.kind = kind
        words = [line.text for line in lines[index : title_end(lines, index)]]
        attached = (at for at, word in enumerate(words) if word[0] == "(" or pattern("front", "attached").match(word))
        words = words[: next(attached, len(words))]
        one.title = " ".join(" ".join(words).split())
        return
    first = lines[0].text if lines else ""
    if header and (kind_words().match(first.upper()) or pattern("front", "act_line").match(first)):
        one.title = first


def _number(one: _One, lines: Sequence[Line], header: dict[str, str], reading: Reading) -> None:
    flow = " ".join(line.text for line in lines if not (line.label or pattern("front", "legal_basis").match(line.text)))
    found = [clean_number(match.group(1)) for match in _NUMBER.finditer(flow)]
    named = _ANY_NUMBER.search(header.get("number", ""))
    if named:
        found.append(clean_number(named.group(1)))
    if not found and lines and header and (titled := _ANY_NUMBER.search(lines[0].text)):
        found.append(clean_number(titled.group(1)))
    if found:
        # the letterhead stands below the site's header and is the document itself
        own = [number for number in found if number]
        one.number = own[0]
        for other in own[1:]:
            if other.casefold() != one.number.casefold():
                reading.notes.append(("number_conflict", {"one": one.number, "other": other}, None))
                break
    elif blank := _NUMBER_BLANK.search(flow):
        line = next((line for line in lines if blank.group()[:4] in line.text), lines[0])
        reading.notes.append(("number_blank", {}, (line.start, line.end)))


def _date(one: _One, lines: Sequence[Line], header: dict[str, str], reading: Reading) -> None:
    day = None
    match, line = _place_and_day(lines)
    if match and line:
        dd, mm, year = match.group(3, 4, 5) if match.group(6) is None else match.group(6, 7, 8)
        if not _whole(match):
            reading.notes.append(("date_blank", {}, (line.start, line.end)))
        else:
            day = _day(int(year), int(mm), int(dd))
            if day is None:
                reading.notes.append(("date_invalid", {"text": match.group().strip()}, (line.start, line.end)))
    short = _SHORT_DAY.search(header.get("issued", ""))
    named = _day(int(short.group(3)), int(short.group(2)), int(short.group(1))) if short else None
    if day and named and day != named:
        reading.notes.append(("date_conflict", {"one": day.isoformat(), "other": named.isoformat()}, None))
    one.issued_on = day or named


def _place_and_day(lines: Sequence[Line]) -> tuple[re.Match[str] | None, Line | None]:
    """The place and date of issue: a line or column of a letterhead of its own, or one that two lines share."""
    for index, line in enumerate(lines):
        if (
            not anywhere("front", "day").search(line.text)
            or pattern("front", "legal_basis").match(line.text)
            or len(line.text) > 200
        ):
            continue
        for cell in dict.fromkeys((*columns(line.text), line.text)):
            match = _DAY.search(cell)
            if (match is None or not _whole(match)) and index + 1 < len(lines):
                wrapped = _DAY.search(f"{cell} {lines[index + 1].text}")
                if wrapped and wrapped.start() < len(cell) and (match is None or _whole(wrapped)):
                    match = wrapped
            if match:
                return match, line
    return None, None


def _whole(match: re.Match[str]) -> bool:
    """Whether nothing of a date was left blank."""
    if match.group(6) is not None:
        return True
    return all(part.isdigit() for part in match.group(3, 4, 5)) and len(match.group(5)) == 4


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(one: _One, lines: Sequence[Line], header: dict[str, str]) -> None:
    """Issuer and province from the letterhead, the site's header or the place of issue."""
    found = issuer_of(lines)
    one.issuer, one.province, one.central = found.name, found.province, found.central
    if one.central:
        return
    named = header.get("issuer", "")
    if pattern("issuing", "territories").match(named) or pattern("issuing", "committee").match(named):
        one.province = one.province or provinces().find(named)
        if one.province and one.issuer is None:
            one.issuer = committee_name()
    if one.province is None:
        match, _ = _place_and_day(lines)
        if match and (place := match.group(1) or match.group(2)):
            one.province = provinces().find(place)


def _province_of_text(parts: Sequence[Part], body: str, reading: Reading) -> Province | None:
    """The province named in the title, else the one that the text names with "tỉnh" or "thành phố" most often."""
    for part in parts:
        if part.zone in {Zone.FRONT, Zone.TITLE}:
            for line in part.lines:
                if found := provinces().find(line.text):
                    span = (line.start, line.end)
                    reading.notes.append(("province_inferred", {"where": "the title or legal basis"}, span))
                    return found
    named: dict[str, int] = {}
    for match in islice(anywhere("issuing", "units", case=True).finditer(body), 400):
        if found := provinces().find(body[match.start() : match.end() + 24]):
            named[found.id] = named.get(found.id, 0) + 1
    if not named:
        return None
    best = max(named, key=lambda key: (named[key], key))
    reading.notes.append(("province_inferred", {"where": "the text"}, None))
    return provinces().get(best)


def _issuer(committee: str | None, province: Province | None, parts: Sequence[Part]) -> str | None:
    """The issuing committee with its province; None where nothing in the front names a committee."""
    if committee is None:
        flow = " ".join(line.text for part in parts if part.zone is Zone.FRONT for line in part.lines)
        signed = " ".join(line.text for part in parts if part.zone is Zone.BACK for line in part.lines)
        if anywhere("issuing", "committee").search(flow) or anywhere("issuing", "signed").search(signed):
            committee = committee_name()
    if committee is None:
        return None
    if province is None or committee != committee_name():
        return committee
    return f"{committee} {province.full_name}"


def _issuers(parts: Sequence[Part], reading: Reading) -> None:
    """Note where a file calls both the committee and its chairman the issuer (they are different in law)."""
    lines = [line for part in parts if part.zone in {Zone.FRONT, Zone.TITLE} for line in part.lines]
    committee = reading.metadata.issuer
    chairman = anywhere("issuing", "chairman")
    for index, line in enumerate(lines):
        flow = line.text + " " + (lines[index + 1].text if index + 1 < len(lines) else "")
        chair = chairman.search(flow)
        if not committee or not chair:
            continue
        acts = line.caps and chair.start() == 0  # the line above the legal basis of a decision: who decides
        if acts or pattern("front", "attached").match(line.text):
            title = " ".join(chair.group().split()[:2]).capitalize()
            words: dict[str, object] = {"one": committee, "other": f"{title} {committee}"}
            reading.notes.append(("issuer_conflict", words, (line.start, line.end)))
            if acts:
                reading.metadata = reading.metadata.model_copy(update={"issuer": words["other"]})
            return


def _signer(lines: Sequence[Line]) -> str | None:
    """The person's name under the signature: the last line of the back that is a name."""
    for index in range(len(lines) - 1, -1, -1):
        for cell in reversed(re.split(r"\t|\s{3,}|\|", lines[index].text)):
            above = lines[max(0, index - 12) : index + 1]
            offices = anywhere("issuing", "offices", case=True)
            office = any(offices.search(line.text) for line in above)
            if office and (name := _clean_name(cell) or _clean_name(_after_office(cell))):
                return _whole_name(lines, index, cell, name)
    return None


def _after_office(cell: str) -> str:
    """The words of a signature on one line that are not set in capitals: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Khắc Nam"."""
    words = cell.split()
    while words and words[0].isupper():
        words.pop(0)
    return " ".join(words)


def _whole_name(lines: Sequence[Line], index: int, cell: str, name: str) -> str:
    """A name that a narrow column wraps: "Nguyễn Thị" / "Quyên Thanh", or with one word alone on the second line."""
    above = lines[index - 1].text if index else ""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    pieces = [name]
    if below and len(below.split()) == 1 and _clean_name(f"{name} {below}"):
        pieces.append(below)
    elif name == _clean_name(cell) and not above.isupper() and (first := _clean_name(above)):
        pieces.insert(0, first)
    return _clean_name(" ".join(pieces)) or name


def _clean_name(text: str) -> str | None:
    """A person's name in its usual case, or None where the words are no name.

    >>> [_clean_name(text) for text in ("NGUYỄN VĂN AN", "TS. Lê Khắc Nam", "PHÓ CHỦ TỊCH", "Như trên")]
    ['Nguyễn Văn An', 'Lê Khắc Nam', None, None]
    """
    words = text.strip(" .:*()").split()
    while words and phrases("back", "titles_of_persons").fullmatch(words[0].rstrip(".").lower()):
        words = words[1:]
    if not 2 <= len(words) <= 6 or any(not _NAME_WORD.fullmatch(word) for word in words):
        return None
    if not all(word[0].isupper() for word in words) or phrases("back", "offices").match(" ".join(words)):
        return None
    if all(word.isupper() for word in words):
        words = [word.capitalize() for word in words]
    return " ".join(words) if all(word[1:].islower() or len(word.rstrip("'’")) == 1 for word in words) else None
