"""Cited acts: number, date, issuer and kind of each, and what "Kế hoạch này" or a defined short name refers to.

Numbers are read as printed and given without the blanks and line breaks that crept in ("394/QĐ- UBND"). The words come
from the lexicon's table `acts`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from vnplan.lexicon.loader import table
from vnplan.models import Citation, Metadata, Node, NodeKind, Span
from vnplan.parse.structure.layout import expression
from vnplan.parse.structure.metadata import clean_number
from vnplan.text import MappedText, flow

_CODE = r"[A-ZĐ][a-zđ]?[A-ZĐ][A-Za-zĐđ0-9&]{0,9}"
_NUMBER = re.compile(
    r"(?<![\w/.,-])(\d{1,5}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d)?\s?[/-]\s?"
    rf"(?:{_CODE}|L)(?:(?:\s?[-/]|[-/]\s?|\s[-/]\s(?=UBND|HĐND|TTg|CP))[A-ZĐ][A-Za-zĐđ0-9&]{{0,14}}){{0,3}})(?![\w/])"
)
_DAY = re.compile(
    r"\s?,?\s?(?:được\s)?(?:ban\shành\s|ký\s)?ngày\s(\d{1,2})\s?(?:[/.-]|tháng)\s?(\d{1,2})\s?(?:[/.-]|năm)\s?(\d{4})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\s[^\W\d_]+){0,4}\s?:?\s?")
_OF = re.compile(r"\s?,?\s?(?:do\s|của\s)")
_ISSUED = "issued "
_THIS = " này"
_CITE_NOTHING = frozenset({NodeKind.NOISE, NodeKind.BACK})
_LAW_DAY = re.compile(
    r"\s(?:ngày\s(\d{1,2})\s?(?:[/.-]|tháng)\s?(\d{1,2})\s?(?:[/.-]|năm)\s?(\d{4})|năm\s(?:19|20)\d\d)"
)


@cache
def _kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    data = table("acts")["kinds"]
    names = "|".join(sorted(map(re.escape, data), key=len, reverse=True)).replace(r"\ ", r"\s")
    before = re.compile(rf"(?<![^\W_])({names})(?![^\W_])", re.IGNORECASE)
    return before, {code: kind for kind, codes in data.items() for code in codes}


@cache
def _issuing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("acts")["issuing"]
    heads = "|".join(sorted(map(expression, data["heads"]), key=len, reverse=True))
    stops = "|".join(sorted(map(expression, data["stops"]), key=len, reverse=True))
    return (
        re.compile(rf"(?:{heads})(?![^\W_])", re.IGNORECASE),
        re.compile(rf"[.,;:()“”\"]|\s(?:{stops})(?![^\W_])", re.IGNORECASE),
    )


@cache
def _laws_named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("acts")["laws"]
    names, ends = ("|".join(map(expression, data[key])) for key in ("names", "ends"))
    return (
        re.compile(rf"(?<![\w-])({names})\s(?=[^\W\d_])"),
        re.compile(rf"[.,;:()“”\"]|\s(?:{ends})(?![^\W_])"),
    )


@cache
def _references() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("acts")["references"]
    names = "|".join(sorted(map(expression, data["own"]), key=len, reverse=True))
    defines = "|".join(map(expression, data["defines"])).replace("(", "(?:")
    issues = "|".join(sorted(map(expression, data["issues"]), key=len, reverse=True))
    after = "|".join(map(expression, data["after"]))
    return (
        re.compile(rf"(?<![^\W_])({names})\snày(?![^\W_])", re.IGNORECASE),
        re.compile(rf"(?:{defines})\s?:?\s?[“\"]?((?:{names})(?:\s[\w/-]+){{0,4}})[”\"]?\s?[),.;]", re.IGNORECASE),
        re.compile(rf"(?:{issues})\s({names})(?![^\W_])"),
        re.compile(rf"\s?(?:$|[^\w\s]|(?:{after})(?![^\W_]))", re.IGNORECASE),
    )


class _Line:
    """A node's words on one line, and the way back to the source where a span is asked for."""

    __slots__ = ("_mapped", "node", "source", "text")

    def __init__(self, node: Node, source: str) -> None:
        self.node = node
        self.text = node.text
        self.source = source
        self._mapped: MappedText | None = None

    def span(self, start: int, end: int) -> Span:
        """The source span of a half-open stretch of the line."""
        first = self.node.spans[0]
        if len(self.node.spans) == 1 and first.end - first.start == len(self.text):
            return Span(first.start + start, first.start + end)  # only line breaks became blanks
        if self._mapped is None:
            self._mapped = flow(self.source, self.node.spans)
        return Span(*self._mapped.span(start, end))


def find_citations(nodes: Sequence[Node], text: str, *, metadata: Metadata) -> tuple[Citation, ...]:
    """All acts that the nodes cite or refer to, in order.

    In: the nodes of a document, its text, and its metadata (for "Kế hoạch này"). Out: one record a mention; `number` is
    set where the mention gives it, `refers_to` where it stands for an act named elsewhere.

    >>> from vnplan import parse_plan
    >>> text = "I. CĂN CỨ\\nQuyết định số 394/QĐ- UBND ngày 18/02/2021 của UBND tỉnh ban hành Kế hoạch.\\n"
    >>> document = parse_plan(text=text)
    >>> [(c.number, str(c.issued_on), c.issuer, c.kind) for c in document.citations]
    [('394/QĐ-UBND', '2021-02-18', 'UBND tỉnh', 'Quyết định')]
    """
    nodes = [node for node in nodes if node.kind not in _CITE_NOTHING]
    found: list[Citation] = []
    aliases: dict[str, str] = {}
    laws = table("acts")["laws"]["names"]
    for node in nodes:
        if "/" in node.text or any(map(node.text.__contains__, laws)):  # all numbers of acts have a slash
            line = _Line(node, text)
            numbered = list(_numbered(line, metadata))
            found += (citation for _, citation in numbered)
            found += _laws(line, [span for span, _ in numbered])
            _define(line.text, numbered, aliases)
    if metadata.number and metadata.number in aliases.values():
        aliases = {name: number for name, number in aliases.items() if number != metadata.number}
    names = _names(aliases | _by_first_number(found, aliases))
    kinds = {name.kind for name in names}
    for node in nodes:
        here = frozenset(filter(node.text.__contains__, kinds))
        if here or _THIS in node.text:
            found += _referring(_Line(node, text), metadata, aliases, [name for name in names if name.kind in here])
    return tuple(sorted(found, key=lambda citation: (citation.span, citation.text)))


def _numbered(line: _Line, metadata: Metadata) -> Iterator[tuple[tuple[int, int], Citation]]:
    words = line.text
    before, by_code = _kinds()
    for match in _NUMBER.finditer(words):
        number = clean_number(match.group(1))
        start, end = match.span()
        if line.node.kind is NodeKind.FRONT and number == metadata.number:
            continue  # the document's own number in its letterhead
        window = max(0, start - 60)
        # the nearest kind counts: "quy định tại Quyết định số …"
        named = deque(before.finditer(words, window, start), maxlen=1)
        kind = None
        if named and _BETWEEN.fullmatch(words, named[0].end(), start):
            start = named[0].start(1)
            kind = " ".join(named[0].group(1).split()).capitalize()
        else:
            code = re.search(r"\d[/-]([A-ZĐa-zđ]+)", number)
            kind = by_code.get(code.group(1)) if code else None
        day = _DAY.match(words, end)
        issued = None
        if day:
            issued = _date(day)
            end = day.end() if issued else end
        issuer, end = _issuer(words, end)
        yield (
            (start, end),
            Citation(
                number=number,
                issued_on=issued,
                issuer=issuer or _by_code(number),
                kind=kind,
                text=words[start:end],
                span=line.span(start, end),
                clause=line.node.id,
            ),
        )


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    except ValueError:
        return None


def _issuer(words: str, end: int) -> tuple[str | None, int]:
    """The name after "của", up to what cannot belong to it, and where it ends."""
    of = _OF.match(words, end)
    if not of:
        return None, end
    heads, stops = _issuing()
    if not heads.match(words, of.end()):
        return None, end
    stop = stops.search(words, of.end(), of.end() + 100)
    limit = stop.start() if stop else min(len(words), of.end() + 100)
    name = words[of.end() : limit].rstrip()
    return (name, of.end() + len(name)) if name else (None, end)


def _by_code(number: str) -> str | None:
    last = re.split(r"[-/]", number)[-1]
    issuers: dict[str, str] = table("acts")["issuers"]
    return issuers.get(re.sub(r"\d+$", "", last))


def _laws(line: _Line, taken: Sequence[tuple[int, int]]) -> Iterator[Citation]:
    """Laws cited by name: "Luật Ngân sách Nhà nước", "Luật Đất đai ngày 18/01/2024"."""
    words = line.text
    names, ends = _laws_named()
    for match in names.finditer(words):
        start = match.start()
        if any(begin <= start < end for begin, end in taken):
            continue
        stop = ends.search(words, match.end(), match.end() + 160)
        end = stop.start() if stop else min(len(words), match.end() + 160)
        name = words[match.end() : end].strip()
        day = _LAW_DAY.match(words, end)
        if day:
            end = day.end()
        elif not name[:1].isupper():
            continue
        if not name or len(name) > 150:
            continue
        issued = _date(day) if day and day.group(1) else None
        yield Citation(issued_on=issued, kind=match.group(1), text=words[start:end].strip(), span=line.span(start, end),
                       clause=line.node.id)  # fmt: skip


def _define(words: str, numbered: Sequence[tuple[tuple[int, int], Citation]], aliases: dict[str, str]) -> None:
    """Short names that a node defines for the acts it cites."""
    if not numbered:
        return
    _, defines, issues, _ = _references()
    for position, ((_, end), citation) in enumerate(numbered):
        limit = numbered[position + 1][0][0] if position + 1 < len(numbered) else len(words)
        if match := issues.search(words, end, min(limit, end + 160)):
            aliases.setdefault(_ISSUED + match.group(1), citation.number or "")
    for match in defines.finditer(words):
        name = " ".join(match.group(1).split())
        kind = name.split()[0]
        ahead = [pair for pair in numbered if pair[0][1] <= match.start()]
        # the act that issued something of this name, else the last one cited
        issuing = [
            pair
            for pair in ahead
            if any(found.group(1).startswith(kind) for found in issues.finditer(words, pair[0][1], pair[0][1] + 200))
        ]
        chosen = issuing[:1] or ahead[-1:]
        if chosen and chosen[0][1].number:
            aliases[name] = chosen[0][1].number


def _by_first_number(found: Sequence[Citation], aliases: dict[str, str]) -> dict[str, str]:
    """What later text may call the cited acts by kind and first number ("Quyết định 127"), where that is one act."""
    acts: dict[str, set[str]] = {}
    for citation in found:
        if citation.number and citation.kind in table("acts")["references"]["own"]:
            first = re.split(r"[/-]", citation.number, maxsplit=1)[0]
            for name in (f"{citation.kind} {first}", f"{citation.kind} số {first}"):
                acts.setdefault(name, set()).add(citation.number)
    return {name: min(numbers) for name, numbers in acts.items() if len(numbers) == 1 and name not in aliases}


_NAME_ENDS = re.compile(r"(?![^\W_]|\s?[/-]\s?[\dA-ZĐ])")


@dataclass(frozen=True, slots=True)
class _Name:
    """A short name of an act: what it is called, its number, and whether it is only the kind of act."""

    text: str
    number: str
    kind: str
    bare: bool

    def within(self, words: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line as whole words, with no more of a number after it."""
        start = words.find(self.text)
        while start >= 0:
            end = start + len(self.text)
            if not words[max(0, start - 1) : start].isalnum() and _NAME_ENDS.match(words, end):
                yield start, end
            start = words.find(self.text, end)


def _names(aliases: dict[str, str]) -> list[_Name]:
    """The short names to look for, longest first. What an act "ban hành" counts only for kinds few acts are of."""
    data = table("acts")["references"]
    out = []
    for alias, number in sorted(aliases.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        name = alias.removeprefix(_ISSUED)
        if name != alias and (name not in data["issued"] or name in aliases):
            continue
        kind = next((kind for kind in data["own"] if name.startswith(kind)), name)
        out.append(_Name(name, number, kind, name == kind))
    return out


def _referring(line: _Line, metadata: Metadata, aliases: dict[str, str], names: Sequence[_Name]) -> Iterator[Citation]:
    words = line.text
    taken: list[tuple[int, int]] = []
    if _THIS in words:
        for match in _references()[0].finditer(words):
            kind = match.group(1)[:1].upper() + match.group(1)[1:].lower()
            number = _own_number(kind, metadata) or aliases.get(kind) or aliases.get(_ISSUED + kind)
            taken.append(match.span())
            yield _reference(line, match.span(), kind, number)
    if line.node.kind in {NodeKind.FRONT, NodeKind.TITLE}:
        return
    for name in names:
        for span in name.within(words):
            if any(start <= span[0] < end for start, end in taken):
                continue
            if name.bare and not _references()[3].match(words, span[1]):
                continue  # "Chiến lược dữ liệu quốc gia" is another one
            taken.append(span)
            yield _reference(line, span, name.kind, name.number)


def _own_number(kind: str, metadata: Metadata) -> str | None:
    """The document's own number where "… này" means the document itself."""
    number = metadata.number or ""
    data = table("acts")
    if any(f"/{code}-" in f"{number}-" for code in data["kinds"].get(kind, ())):
        return number
    if kind == data["references"]["promulgated"] and metadata.kind == "plan" and number:
        return number  # promulgated by the decision of this number
    return None


def _reference(line: _Line, span: tuple[int, int], kind: str, number: str | None) -> Citation:
    return Citation(
        kind=kind, refers_to=number, text=line.text[span[0] : span[1]], span=line.span(*span), clause=line.node.id
    )
