"""A document made ready for comparison: the localised words of each clause, its segments and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from vnplan.align.localise import Localiser, Tokens
from vnplan.align.segment import segmenter
from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.models import AgencyMention, Document, Duty, Node
from vnplan.parse.dates import DateMention, deadline_among, find_dates, first_deadline
from vnplan.parse.nonfigures import lowered
from vnplan.parse.slots import Slot, slots_of_line
from vnplan.parse.tables import task_cells
from vnplan.text import MappedText, flow, fold

_LABEL = re.compile(r"\s*(?:[-–—+•*·]\s*)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVXL]{1,6})[.)]+|[-–—+•*·])\s*")
_SEGMENT_END = re.compile(r"[;:]|\.(?=\s|$)")
_DEFINED = re.compile(
    r"\((?:sau đây\s+)?(?:viết tắt|gọi tắt|gọi chung)(?:\s+(?:là|:))?\s+([^()]{2,40})\)|\(([A-ZĐ][A-ZĐ&]{1,7})\)"
)
_MAX_TERM_SYLLABLES = 8
_CHUNK = 4
_FIELD_LETTERS = 80  # letters in which a field is named before a colon
ALL_DEPARTMENTS = "cac-so-nganh"
"""The id of "các sở, ban, ngành": what is for all of them may be given to any one."""
_WHO_AND_WHEN = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.AUTHORITY, Slot.TIME})
_OPENING = 8  # words of a heading, label included, in which its function is named; further on it is content


@dataclass(frozen=True, slots=True)
class PreparedClause:
    """One clause or lead with its words. `segments` are half-open ranges of tokens between `;`, `:` and full stops;
    `chunks` are those and their longer pieces between commas.

    `line` is the clause as one line (label included), `low` the same in lower case and one tone placement; token places
    are offsets into `line.text`, which leads back to the document. `words` are the segmenter's words. `role` is the
    function of its section, `dates` are those of the line, `horizon` the year of the clause or of a heading above it.
    `fields` are the departments whose field the opening of the clause or its heading names: they tell what it is about,
    not who must act.
    """

    node: Node
    line: MappedText
    low: str
    tokens: Tokens
    words: tuple[str, ...]
    segments: tuple[tuple[int, int], ...]
    chunks: tuple[tuple[int, int], ...]
    role: str | None
    dates: tuple[DateMention, ...]
    horizon: int | None
    agencies: frozenset[str]
    fields: frozenset[str]
    duty: Duty | None
    position: int
    heading_words: frozenset[str]

    def evidence(self, first: int, last: int) -> tuple[int, int]:
        """The document span of tokens `first` to `last` (both included)."""
        return self.line.span(self.tokens.places[first][0], self.tokens.places[last][1])


@lru_cache(maxsize=1)
def _roles() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((r["name"], tuple(fold(c) for c in r["cues"])) for r in table("sections")["roles"])


@lru_cache(maxsize=1)
def role_kinds() -> dict[str, frozenset[str]]:
    """Which kinds of provision a section of each role mirrors."""
    return {r["name"]: frozenset(r["kinds"]) for r in table("sections")["roles"]}


def agency_ids(mentions: Iterable[AgencyMention]) -> frozenset[str]:
    """The ids of agencies with the groups they belong to and the members of groups named."""
    known = agencies()
    out: set[str] = set()
    for mention in mentions:
        out.add(mention.id)
        try:
            agency = known.get(mention.id)
        except KeyError:
            continue
        out.update(agency.parts)
        if agency.part_of:
            out.add(agency.part_of)
    return frozenset(out)


def section_role(headings: Sequence[str]) -> str | None:
    """The function of a section from its headings, innermost first; None where no heading tells.

    >>> section_role(["1. Sở Y tế", "IV. NHIỆM VỤ VÀ GIẢI PHÁP"])
    'task'
    >>> section_role(["b) Trở thành trung tâm về các giải pháp TTNT", "II. MỤC TIÊU"])
    'goal'
    """
    for heading in headings:
        words = f" {' '.join(fold(heading).split()[:_OPENING])} "
        for name, cues in _roles():
            if any(f" {cue} " in words for cue in cues):
                return name
    return None


def fields_of(text: str) -> frozenset[str]:
    """The departments whose field the words before a colon name, and nothing else; empty where they name none.

    >>> sorted(fields_of("Trong lĩnh vực y tế: hỗ trợ chẩn đoán")), sorted(fields_of("Y tế thông minh: hỗ trợ"))
    (['so-yt'], [])
    """
    opening, colon, _ = text[:_FIELD_LETTERS].partition(":")
    if not colon:
        return frozenset()
    words = fold(_LABEL.sub("", opening, count=1) or opening)
    for opens in table("fields")["opens"]:
        words = words.removeprefix(f"{fold(opens)} ")
    return _departments().get(words, frozenset())


@lru_cache(maxsize=1)
def _departments() -> dict[str, frozenset[str]]:
    return {fold(name): frozenset(ids) for name, ids in table("fields")["fields"].items()}


def prepare(document: Document, *, segmenter_name: str, titles: Sequence[str] = ()) -> tuple[PreparedClause, ...]:
    """The aligned nodes of a document (clauses and leads), in order; `titles` are the reference's."""
    by_id = {node.id: node for node in document.nodes}
    names = [document.metadata.province] if document.metadata.province else []
    localise = Localiser(names=names, titles=titles, synonyms=_defined_terms(document.text))
    cut = segmenter(segmenter_name)
    cells = task_cells(document.nodes, document.text, document.tables)
    duties: dict[str, Duty] = {}
    for duty in document.duties:
        duties.setdefault(duty.clause, duty)
    words_of: dict[str | None, frozenset[str]] = {None: frozenset()}

    def heading_words(parent: str | None) -> frozenset[str]:
        if parent not in words_of:
            above = by_id.get(parent) if parent else None
            words_of[parent] = frozenset(localise(above.text).words) if above else frozenset()
        return words_of[parent]

    fields: dict[str | None, frozenset[str]] = {None: frozenset()}

    def heading_fields(parent: str | None) -> frozenset[str]:
        if parent not in fields:
            above = by_id.get(parent) if parent else None
            fields[parent] = fields_of(f"{above.text.rstrip(' .:')}:") if above else frozenset()
        return fields[parent]

    context: dict[str | None, tuple[str | None, int | None]] = {None: (None, None)}
    prepared: list[PreparedClause] = []
    for position, node in enumerate(document.clauses):
        line = flow(document.text, cells.get(node.id, node.spans))
        opened = _LABEL.match(line.text)
        start = opened.end() if opened and opened.end() < len(line.text) else 0
        low = lowered(line.text)
        tokens = localise(line.text, len(low) if _names_slots(line.text, low, start) else start)
        dates = find_dates(line.text, low=low)
        role, heading_year = _context(node, by_id, context)
        duty_of = duties.get(node.id)
        segments = _segments(line.text, tokens)
        prepared.append(
            PreparedClause(
                node=node,
                line=line,
                low=low,
                tokens=tokens,
                words=tuple(cut(line.text, tokens)),
                segments=segments,
                chunks=_chunks(segments, tokens),
                role=role,
                dates=dates,
                horizon=_year(deadline_among(dates)) or heading_year,
                agencies=agency_ids(duty_of.agencies) if duty_of else frozenset(),
                fields=fields_of(line.text[start:]) or heading_fields(node.parent),
                duty=duty_of,
                position=position,
                heading_words=heading_words(node.parent),
            )
        )
    return tuple(prepared)


def _names_slots(line: str, low: str, start: int) -> bool:
    """Whether a line only says who and when of the task above ("- Cơ quan chủ trì: Sở Y tế"): it carries no content."""
    slots = slots_of_line(line, low, start)
    return bool(slots) and slots[0].opens <= start and all(s.slot in _WHO_AND_WHEN for s in slots)


def _year(deadline: str | None) -> int | None:
    return int(deadline[:4]) if deadline else None


def _context(
    node: Node, by_id: dict[str, Node], known: dict[str | None, tuple[str | None, int | None]]
) -> tuple[str | None, int | None]:
    """Role and year given by the headings above a node; remembered per heading."""
    if node.parent not in known:
        chain: list[str] = []
        year: int | None = None
        above = by_id.get(node.parent) if node.parent else None
        while above is not None and len(chain) < 20:
            chain.append(above.text)
            year = year or _year(first_deadline(above.text))
            above = by_id.get(above.parent) if above.parent else None
        known[node.parent] = (section_role(chain), year)
    return known[node.parent]


def _segments(line: str, tokens: Tokens) -> tuple[tuple[int, int], ...]:
    """Token ranges between strong punctuation; a segment of fewer than three words joins the one before it."""
    ends = [match.start() for match in _SEGMENT_END.finditer(line)]
    ranges: list[tuple[int, int]] = []
    first = 0
    at = 0
    for end in [*ends, len(line) + 1]:
        while at < len(tokens.places) and tokens.places[at][0] < end:
            at += 1
        if at > first:
            if ranges and at - first < 3:
                ranges[-1] = (ranges[-1][0], at)
            else:
                ranges.append((first, at))
            first = at
    return tuple(ranges)


def _chunks(segments: tuple[tuple[int, int], ...], tokens: Tokens) -> tuple[tuple[int, int], ...]:
    """Every segment, and its pieces between any punctuation that have at least `_CHUNK` words."""
    out: list[tuple[int, int]] = []
    for first, last in segments:
        out.append((first, last))
        cuts = [first, *(b for b in sorted(tokens.breaks) if first < b < last), last]
        if len(cuts) > 2:
            out.extend((a, b) for a, b in pairwise(cuts) if b - a >= _CHUNK)
    return tuple(out)


def _defined_terms(text: str) -> dict[str, str]:
    """Abbreviations the text itself defines: the short form -> as many words before it as the form has letters."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        short = (match.group(1) or match.group(2)).strip(" :")
        if " " in short or not short.isupper():
            continue
        before = re.findall(r"\w+", text[max(0, match.start() - 80) : match.start()])
        letters = [c for c in short if c.isalpha()]
        words = before[-len(letters) :]
        if len(words) == len(letters) <= _MAX_TERM_SYLLABLES and all(
            w[:1].lower() == c.lower() for w, c in zip(words, letters, strict=True)
        ):
            found[short] = " ".join(words)
    return found
