"""Markdown, as people and converters write it: what of it is markup, what is set in bold, which tables it holds.

The text stays as it is; markup is noise in it. Source of the rules: CommonMark 0.31 and the tables of GitHub's flavour;
HTML inside Markdown, labels behind bullets ("- 1. Mục đích") and page marks as converters of docx and PDF leave them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vnplan.models import Span, Table
from vnplan.parse.read.letters.labels import is_label
from vnplan.parse.read.plain.tables import grid_tables, html_tables, pipe_tables
from vnplan.text import on_lines

_LINE = re.compile(r"[^\n]+")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_HEADING = re.compile(r"[ \t]*(#{1,6}[ \t]+)(?=\S)")
_CLOSING = re.compile(r"[ \t]+#+[ \t\r]*$")
_BULLET = re.compile(
    r"[ \t]*([-*+][ \t]+)(?:\*\*|__)?((?:[^\W\d_]{3,9} \d{1,3}[.:])|[^\s*_]{1,20})(?:\*\*|__)?(?=[ \t])"
)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[^`~]{0,30}")
_FIELD = re.compile(r"(?:[\w .-]{1,40}:(?: .*)?|[ \t]*- .*|[ \t]+\S.*)?")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]\s]{1,20}\]:.*")
_BOLD_LINE = re.compile(r"[ \t]*(?:[-+*][ \t]+)?(\*{2,3}|__)(?=\S)(.*\S)\1[ \t\r]*")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}")
_SIGNS_AT_MOST = 200
"""On one line; more are a drawing, not markup."""
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"  # a backslash before a mark that would be markup without it ("1\. Mục đích")
    r"|\\(?=\r?$)"  # or before a line's end, which it keeps
    r"|<!--[^\n]{0,300}?-->|</?[A-Za-z][A-Za-z0-9]{0,9}(?:[ \t][^<>\n]{0,300})?/?>"
    r"|&(?:nbsp|emsp|ensp|thinsp|zwnj);"
    r"|!\[[^\[\]\n]{0,200}\]\([^()\s]{0,300}\)|\[\^[^\]\s]{1,20}\]"
    r"|(?P<open>\[)(?=[^\[\]\n]{1,300}\]\((?:https?:|www\.|mailto:|[./#])[^()\s]{0,300}\))"
    r"|(?P<close>\]\((?:https?:|www\.|mailto:|[./#])[^()\s]{0,300}\))",
    re.MULTILINE,
)
_SIGNED = re.compile(
    r"\n[ \t]{0,12}(?:#{1,6}[ \t]+\S|\*\*[^\s*][^*\n]{0,200}\*\*[ \t]*$|>[ \t]*\S"
    r"|\|?[ \t]{0,9}:?-{3,200}:?[ \t]{0,99}\|"
    r"|\+[-=:]{3,200}\+[-+=:]{3,999}$|</?(?:table|tr|td|p)\b)",
    re.MULTILINE,
)
_FEW = 3


@dataclass(slots=True)
class Markup:
    """What a reader tells of a marked text."""

    tables: list[Table] = field(default_factory=list)
    emphasised: list[Span] = field(default_factory=list)
    noise: list[Span] = field(default_factory=list)


def is_marked(text: str) -> bool:
    """Whether a text is Markdown though its name does not say so: headings, bold lines, quoted lines, ruled tables.

    >>> is_marked("# KẾ HOẠCH\\n## I. MỤC TIÊU\\n**1. Chung**\\n"), is_marked("KẾ HOẠCH\\n---\\n* Có 05\\n")
    (True, False)
    """
    return sum(1 for _ in zip(range(_FEW), on_lines(_SIGNED, text), strict=False)) == _FEW


def read_markup(text: str) -> Markup:
    """The markup of a text.

    >>> text = "> ## **I. MỤC TIÊU** ##\\n"
    >>> [span.of(text) for span in read_markup(text).noise]
    ['> ', '## ', '**', '**', ' ##']
    """
    found = Markup()
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    for table, rule in pipe_tables(text, lines):
        found.tables.append(table)
        found.noise.append(rule)
    for table, rules in grid_tables(text, lines):
        found.tables.append(table)
        found.noise += rules
    found.tables += html_tables(text)
    own = list(_own_lines(text, lines, found.noise))
    for group in _paragraphs(text, own):
        _paragraph(text, group, found)
    return found


def _own_lines(text: str, lines: Sequence[Span], noise: list[Span]) -> Iterator[Span]:
    """The lines that hold the text, behind signs of quotation; fields above the text, fences and notes are noise."""
    body = _after_fields(text, lines)
    noise.extend(lines[:body])
    for line in lines[body:]:
        content = line.of(text)
        if not content.strip():
            continue
        if _FENCE.fullmatch(content) or _FOOTNOTE.fullmatch(content):
            noise.append(line)
            continue
        quote = _QUOTE.match(content)
        if quote:
            noise.append(Span(line.start, line.start + quote.end()))
            line = Span(line.start + quote.end(), line.end)
        yield line


def _after_fields(text: str, lines: Sequence[Span]) -> int:
    """How many lines the fields take that a file may begin with, between two rules ("title: …")."""
    if not lines or lines[0].of(text).strip() != "---":
        return 0
    for index, line in enumerate(lines[1:50], start=1):
        content = line.of(text).rstrip()
        if content in {"---", "..."}:
            return index + 1
        if not _FIELD.fullmatch(content):
            return 0
    return 0


def _paragraphs(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Lines up to the next blank one (a line may end in a carriage return, or begin behind a sign of quotation)."""
    group: list[Span] = []
    for line in lines:
        if group and text.count("\n", group[-1].end, line.start) > 1:
            yield group
            group = []
        if line.of(text).strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraph(text: str, lines: Sequence[Span], found: Markup) -> None:
    """Headings, bold lines and markup of one paragraph. A bold stretch may run over its lines."""
    whole = text[lines[0].start : lines[-1].end]
    bold = len(lines) > 1 and _BOLD_LINE.fullmatch(" ".join(whole.split("\n"))) and whole.count("**") == 2
    signs = sorted(_emphasis(text, lines))
    place = 0
    for line in lines:
        content = line.of(text)
        marks: list[tuple[int, int]] = []
        heading, bullet = _HEADING.match(content), _BULLET.match(content)
        first = 0
        if heading:
            marks.append(heading.span(1))
            first = heading.end()
            closing = _CLOSING.search(content)
            marks += [closing.span()] if closing else []
        elif bullet and (is_label(bullet.group(2)) or bullet.group(2) in {"-", "–", "•"}):
            marks.append(bullet.span(1))
            first = bullet.end(1)
        marks += [match.span() for match in _INLINE.finditer(content)] if len(content) < 100_000 else []
        while place < len(signs) and signs[place].start < line.end:
            marks.append((signs[place].start - line.start, signs[place].end - line.start))
            place += 1
        strong = _BOLD_LINE.fullmatch(content)
        if heading:
            inside = [span for span in marks if span[0] >= first]
            last = max([span[0] for span in inside if not content[span[1] :].strip()], default=len(content.rstrip()))
            found.emphasised.append(Span(line.start + _inner(first, inside), line.start + len(content[:last].rstrip())))
        elif strong and strong.group(1) not in strong.group(2):
            found.emphasised.append(Span(line.start + strong.start(2), line.start + strong.end(2)))
        elif bold:
            found.emphasised.append(line)
        if len(marks) <= _SIGNS_AT_MOST:
            found.noise.extend(Span(line.start + start, line.start + end) for start, end in _apart(marks))


def _inner(first: int, marks: Sequence[tuple[int, int]]) -> int:
    """Where the words begin behind markup that begins at `first`."""
    for start, end in sorted(marks):
        if start == first:
            first = end
    return first


def _apart(marks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in sorted(marks):
        if end > max(start, last):
            yield max(start, last), end
            last = end


def _emphasis(text: str, lines: Sequence[Span]) -> list[Span]:
    """Signs of bold and italic type, in pairs. `**` stands in words too; one `*` or `_` begins and ends at their edges.

    Footnote marks ("(*)"), products ("5 * 3") and names with underscores are none.
    """
    found: list[Span] = []
    waiting: list[Span] = []
    for line in lines:
        runs = list(_EMPHASIS.finditer(text, line.start, line.end))
        if len(runs) > _SIGNS_AT_MOST:
            continue
        for run in runs:
            before, after = (
                text[run.start() - 1 : run.start()] if run.start() > line.start else " ",
                text[run.end() : run.end() + 1],
            )
            sign = Span(*run.span())
            if before == "\\" or (len(run.group()) == 1 and before == after == run.group()):
                continue
            inside = run.group()[0] == "*" and len(run.group()) > 1
            ends = not before.isspace() and before != "(" and (inside or not after.isalnum())
            begins = bool(after) and (after.isalnum() or after in "\"“'(<[\\+-") and (inside or not before.isalnum())
            recent = range(len(waiting) - 1, max(-1, len(waiting) - _SIGNS_AT_MOST), -1)
            place = next((at for at in recent if waiting[at].of(text) == run.group()), None)
            if ends and place is not None:
                found += [waiting[place], sign]
                del waiting[place:]
            elif begins:
                waiting.append(sign)
    return found
