"""A document made ready for comparison: the localised words of each clause, its segments and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from vnplan.align.wording.localise import Localiser, Tokens
from vnplan.align.wording.sections import LABEL, fields_of, headings_above, sections
from vnplan.align.wording.segment import segmenter
from vnplan.lexicon import agencies
from vnplan.models import AgencyMention, Document, Duty, Node, Span
from vnplan.parse.cues.nonfigures import lowered_lines
from vnplan.parse.cues.slots import Slot, slots_of_line
from vnplan.parse.duties.tables import task_cells
from vnplan.parse.figures.dates import DateMention, deadline_among, find_dates
from vnplan.parse.targets.tables import table_values
from vnplan.text import MappedText, flow

_SEGMENT_END = re.compile(r"[;:.](?:(?<!\.)|(?!\S))")  # a full stop, unlike the others, only before a blank
_DEFINED = re.compile(
    r"\((?:(?:sau đây\s+)?(?:viết tắt|gọi tắt|gọi chung)(?:\s+(?:là|:))?\s+([^()]{2,40})|([A-ZĐ][A-ZĐ&]{1,7}))\)"
)
_MAX_TERM_SYLLABLES = 8
_CHUNK = 4
ALL_DEPARTMENTS = "cac-so-nganh"
"""The id of "các sở, ban, ngành": what is for all of them may be given to any one."""
_WHO_AND_WHEN = frozenset({Slot.LEAD, Slot.PARTNER, Slot.EXECUTOR, Slot.AUTHORITY, Slot.TIME})


class PreparedClause(NamedTuple):
    """One clause or lead with its words. `segments` are half-open ranges of tokens between `;`, `:` and full stops;
    `chunks` are those and their longer pieces between commas.

    `line` is the clause as one line (label included), `low` the same in lower case and one tone placement; token places
    are offsets into `line.text`, which leads back to the document. `words` are the segmenter's words. `role` is the
    function of its section, `dates` are those of the line, `horizon` the year of the clause or of a heading above it.
    `fields` are the departments whose field the opening of the clause or its heading names: they tell what it is about,
    not who must act. `issued` is the year of the document.
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
    heading_words: tuple[str, ...]
    under: tuple[str, ...]
    issued: int | None

    def evidence(self, first: int, last: int) -> tuple[int, int]:
        """The document span of tokens `first` to `last` (both included)."""
        return self.line.span(self.tokens.starts[first], self.tokens.ends[last])

    def within(self, spans: Iterable[Span]) -> list[int]:
        """The tokens that reach into spans of the document."""
        origin = self.line.origin
        return self.reaching((bisect_left(origin, span.start), bisect_left(origin, span.end)) for span in spans)

    def reaching(self, ranges: Iterable[tuple[int, int]]) -> list[int]:
        """The tokens that reach into ranges of the line."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return [at for start, end in ranges for at in range(bisect_right(ends, start), bisect_left(starts, end))]


def agency_ids(mentions: Iterable[AgencyMention], on: date | None) -> frozenset[str]:
    """The ids of agencies with the groups they belong to, the members of groups named and, where a day is given, those
    whose work they hold: what the decision asks of Transport the Department of Construction does from 1 March 2025."""
    known = agencies()
    out: set[str] = set()
    for mention in mentions:
        out.add(mention.id)
        agency = known.get(mention.id) if mention.id in known else known.find(mention.name)
        if agency is None:
            continue
        out.update(agency.parts)
        if on is not None:
            out.update(agency.forerunners(on=on))
        if agency.part_of:
            out.add(agency.part_of)
    return frozenset(out)


def prepare(document: Document, *, segmenter_name: str, titles: Sequence[str] = ()) -> tuple[PreparedClause, ...]:
    """The aligned nodes of a document (clauses and leads), in order; `titles` are the reference's."""
    names = [document.metadata.province] if document.metadata.province else []
    localise = Localiser(names=names, titles=titles, synonyms=_defined_terms(document.text))
    segment = segmenter(segmenter_name)
    cells = task_cells(document.nodes, document.text, document.tables)
    if document.tables:
        values = table_values(document.nodes, document.text, document.tables)
        cells |= {node: row[0].measured for node, row in values.items() if row[0].measured}
    duties: dict[str, Duty] = {}
    for duty in document.duties:
        duties.setdefault(duty.clause, duty)
    lines = [flow(document.text, cells.get(node.id, node.spans)) for node in document.clauses]
    lows = lowered_lines([line.text for line in lines])
    starts = [_start(line.text) for line in lines]
    offsets = [
        len(low) if _names_slots(line.text, low, start) else start
        for line, low, start in zip(lines, lows, starts, strict=True)
    ]
    compared: dict[str, list[str]] = {}
    for target in document.targets:
        if target.baseline:
            compared.setdefault(target.clause, []).append(target.baseline)
    headings = headings_above(document)
    localised = localise.lines(
        [*(line.text for line in lines), *(heading.text for heading in headings)], [*offsets, *[0] * len(headings)]
    )
    above = sections(document, headings, [tokens.words for tokens in localised[len(lines) :]])
    prepared: list[PreparedClause] = []
    for node, line, low, start, tokens in zip(document.clauses, lines, lows, starts, localised, strict=False):
        section = above[node.parent]
        dates = find_dates(line.text, low=low)
        aimed_at = _but_baselines(dates, line.text, compared.get(node.id, ()))
        duty_of = duties.get(node.id)
        segments = _segments(line.text, tokens)
        prepared.append(
            PreparedClause(
                node=node,
                line=line,
                low=low,
                tokens=tokens,
                words=tuple(segment(line.text, tokens)),
                segments=segments,
                chunks=_chunks(segments, tokens),
                role=section.role,
                dates=dates,
                horizon=_year(deadline_among(aimed_at)) or section.year,
                agencies=agency_ids(duty_of.agencies, document.metadata.issued_on) if duty_of else frozenset(),
                fields=fields_of(line.text[start:]) or section.fields,
                duty=duty_of,
                position=len(prepared),
                heading_words=section.words,
                under=section.under,
                issued=document.metadata.issued_on.year if document.metadata.issued_on else None,
            )
        )
    return tuple(prepared)


def _but_baselines(dates: tuple[DateMention, ...], line: str, compared: Sequence[str]) -> Sequence[DateMention]:
    """The dates of a line without those that targets are compared with ("gấp đôi năm 2025")."""
    if not compared:
        return dates
    return [d for d in dates if not any(line[d.core.start : d.core.end] in words for words in compared)]


def _start(line: str) -> int:
    """Where a line begins after its label."""
    label = LABEL.match(line)
    return label.end() if label and label.end() < len(line) else 0


def _names_slots(line: str, low: str, start: int) -> bool:
    """Whether a line only says who and when of the task above ("- Cơ quan chủ trì: Sở Y tế"): it carries no content."""
    slots = slots_of_line(line, low, start)
    return bool(slots) and slots[0].opens <= start and all(s.slot in _WHO_AND_WHEN for s in slots)


def _year(deadline: str | None) -> int | None:
    return int(deadline[:4]) if deadline else None


def _segments(line: str, tokens: Tokens) -> tuple[tuple[int, int], ...]:
    """Token ranges between strong punctuation; a segment of fewer than three words joins the one before it."""
    ends = [bisect_left(tokens.starts, match.start()) for match in _SEGMENT_END.finditer(line)]
    ranges: list[tuple[int, int]] = []
    for first, last in pairwise([0, *ends, len(tokens.words)]):
        if last - first >= 3 or (last > first and not ranges):
            ranges.append((first, last))
        elif last > first:
            ranges[-1] = (ranges[-1][0], last)
    return tuple(ranges)


def _chunks(segments: tuple[tuple[int, int], ...], tokens: Tokens) -> tuple[tuple[int, int], ...]:
    """Every segment, and its pieces between any punctuation that have at least `_CHUNK` words."""
    breaks = tokens.breaks
    out: list[tuple[int, int]] = []
    for first, last in segments:
        out.append((first, last))
        inner = breaks[bisect_right(breaks, first) : bisect_left(breaks, last)]
        if inner:
            out.extend((a, b) for a, b in pairwise([first, *inner, last]) if b - a >= _CHUNK)
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
