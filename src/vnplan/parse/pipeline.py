"""The order of the stages: source -> lines -> zones -> paragraphs -> tree -> nodes -> citations, targets, duties."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vnplan.errors import OptionError
from vnplan.models import Document, Node, NodeKind, Note, Span, Table
from vnplan.parse.annexes import absent
from vnplan.parse.citations import find_citations
from vnplan.parse.copy import led_back, source_in
from vnplan.parse.cues.nodeline import lines_by_id
from vnplan.parse.duties.duties import find_duties
from vnplan.parse.duties.tables import text_tables
from vnplan.parse.notes import note
from vnplan.parse.read import Limits, read_source, read_text
from vnplan.parse.read.plain.bare import bare_text
from vnplan.parse.source import Source
from vnplan.parse.structure.bars import bar_tables
from vnplan.parse.structure.blocks import Block
from vnplan.parse.structure.cell_lines import cell_line_tables
from vnplan.parse.structure.columns import column_tables
from vnplan.parse.structure.layout import open_end, pattern
from vnplan.parse.structure.lines import read_lines
from vnplan.parse.structure.metadata import read_metadata
from vnplan.parse.structure.nodes import Drafts, finish
from vnplan.parse.structure.page import Line, Noise, Page
from vnplan.parse.structure.paragraphs import Joiner
from vnplan.parse.structure.rows import table_rows
from vnplan.parse.structure.tree import Tree, build
from vnplan.parse.structure.widths import measure
from vnplan.parse.structure.zones import Part, Zone, split
from vnplan.parse.targets.targets import find_targets
from vnplan.text import is_legible, legible, slug

_DEFAULT = Limits()
_MOST = 0.7
_PLAIN = {Zone.FRONT: NodeKind.FRONT, Zone.TITLE: NodeKind.TITLE, Zone.BACK: NodeKind.BACK}


def parse_plan(
    path: str | Path | None = None, *, text: str | None = None, limits: Limits = _DEFAULT, ocr: bool | None = None
) -> Document:
    """Parse a plan or decision from a file (`path`) or from a text in memory (`text`): exactly one of the two.

    `ocr`: pages that are only images are recognised where the extra `ocr` is installed (None), must be (True), or are
    left out with a Note (False). Out: a frozen `Document` whose spans are offsets into `document.text`. Malformed
    structure gives Notes, never an error. Raises `ReadError` for a file that cannot be read or goes over `limits`,
    `OptionError` for neither or both of path and text, and for what is neither.

    >>> text = "KẾ HOẠCH\\n\\nI. MỤC TIÊU\\n1. Mục tiêu chung:\\n- Có 05 mô hình;\\n- Có 02 bộ dữ liệu.\\n"
    >>> [node.id for node in parse_plan(text=text).nodes]
    ['front-1', 'I', 'I.1', 'I.1.-1', 'I.1.-2']
    """
    if (path is None) == (text is None):
        raise OptionError("path_or_text")
    if not isinstance(path if text is None else text, str if text is not None else str | os.PathLike):
        raise OptionError("plan_of_other_kind", found=type(path if text is None else text).__name__)
    if isinstance(path, str) and "\n" in path:
        raise OptionError("text_as_path")
    if text is not None:
        return parse_source(read_text(text, limits=limits))
    assert path is not None
    return parse_source(read_source(path, limits=limits, ocr=ocr))


def parse_source(source: Source) -> Document:
    """Parse what a reader returned. Out: a `Document`; never raises for any text."""
    if is_legible(source.text):
        return _parse(source)
    copy = legible(source.text)
    return led_back(_parse(source_in(copy, source)), copy, text=source.text, source_map=source.places)


def _parse(source: Source) -> Document:
    """Parse a legible text."""
    notes: list[Note] = list(source.notes)
    bare = bare_text(source.text, source.margin)
    source = _with_grids(source, bare)
    page = read_lines(
        bare,
        noise=source.noise,
        strong=_emphasised(source),
        rows=table_rows(source.tables, bare) if source.tables else (),
    )
    parts = split(page.lines)
    drafts = Drafts()
    for item in page.noise:
        drafts.noise(item)
    for start, end in source.margin:
        drafts.noise(Noise([(start, end)], "margin"))
    trees = _trees(page, parts, drafts, notes)
    body = " ".join(line.text for part in parts if part.zone is Zone.BODY for line in part.lines)
    reading = read_metadata(parts, body)
    for code, words, place in reading.notes:
        notes.append(note(code, *(place or (None, None)), words=words))
    nodes, lost = finish(drafts.drafts, source.text)
    notes += lost
    truncated = _truncated(parts, trees, notes)
    documents = max((part.document for part in parts), default=1)
    if documents > 1:
        notes.append(note("several_documents", words={"count": documents}))
    if (absence := absent(parts, trees, body, reading.metadata.kind)) is not None:
        notes.append(note(absence.code, absence.start, absence.end))
    if not any(
        item.kind is NodeKind.HEADING or (item.label and not item.label.bullet) for tree in trees for item in tree.items
    ):
        notes.append(note("no_structure"))
    document = Document(
        id=_identity(source, reading.metadata.number),
        sha256=source.sha256,
        text=source.text,
        metadata=reading.metadata,
        truncated=truncated,
        nodes=nodes,
        source_format=source.format,
        source_map=source.places,
        tables=source.tables,
    )
    return _findings(document, source, bare, notes)


def _emphasised(source: Source) -> Sequence[Span]:
    """The paragraphs set in bold; none where most of the text is: then it tells nothing of headings."""
    bold = sum(span.end - span.start for span in source.emphasised)
    return source.emphasised if bold <= _MOST * len(source.text) else ()


def _with_grids(source: Source, text: str) -> Source:
    """The source with the grids that only the words of its text show: cells between bars, rows in plain text."""
    found = list(bar_tables(text))
    if source.format in {"txt", "md"}:
        found += cell_line_tables(text)
        found += column_tables(text)
        found += text_tables(text)  # under a head that names columns, so rows of another width belong too
    if not found:
        return source
    drawn = [table for table in source.tables if any(row.continues for row in table.rows)]  # its lines are no rows
    own: list[Table] = []
    for table in sorted([*drawn, *found], key=lambda table: table.span.start):
        if not own or table.span.start >= own[-1].span.end:
            own.append(table)
    starts = [table.span.start for table in own]
    kept = [
        table
        for table in source.tables
        if (index := bisect_left(starts, table.span.end)) == 0 or own[index - 1].span.end <= table.span.start
    ]
    return replace(source, tables=tuple(sorted((*own, *kept), key=lambda table: table.span)))


def _trees(page: Page, parts: Sequence[Part], drafts: Drafts, notes: list[Note]) -> list[Tree]:
    """Paragraphs and trees of all bodies; the other zones go to nodes as they are."""
    widths = measure(page.lines)
    if widths.wrapped:
        notes.append(note("hard_wrapped", words={"width": round(widths.low / 0.9)}))
    trees: list[Tree] = []
    for part in parts:
        if part.zone is not Zone.BODY:
            kind = _PLAIN[part.zone]
            part.lines = _without_furniture(part.lines, drafts)
            if part.zone is Zone.BACK:
                for line in part.lines:
                    drafts.plain(kind, [line], part.document, "back:cut" if line.cut else "back")
            else:
                for paragraph in Joiner(widths).blocks(part.lines):
                    drafts.plain(kind, paragraph.lines, part.document, part.rule)
            continue
        if part is parts[-1]:
            part.lines = _without_tail(part.lines, drafts)
        joiner = Joiner(widths)
        kept = [line for line in part.lines if line.row is not None or not line.cut]
        for line in part.lines:
            if line.row is None and line.cut:
                drafts.noise(Noise(line.pieces, "cut"))
        blocks = _without_attachment(joiner.blocks(kept), drafts, part.document)
        for start, end in joiner.joined_pages:
            notes.append(note("page_break_joined", start, end))
        for start, end, printed in joiner.not_items:
            notes.append(note("not_an_item", start, end, words={"label": printed}))
        closing = _closing(blocks) if part.rule != "annex" else len(blocks)
        for block in blocks[closing:]:
            drafts.plain(NodeKind.CLOSING, block.lines, part.document, "closing")
        tree = build(blocks[:closing])
        drafts.tree(tree.items, part.document)
        for remark in tree.remarks:
            notes.append(note(remark.code, remark.start, remark.end, words=remark.words))
        trees.append(tree)
    return trees


def _without_furniture(lines: Sequence[Line], drafts: Drafts) -> list[Line]:
    """Take what a site prints around a text (menus, buttons) out of what stands above and below the body."""
    kept = []
    for line in lines:
        if _site_words(line.text):
            drafts.noise(Noise(line.pieces, "site"))
        else:
            kept.append(line)
    return kept


def _without_tail(lines: list[Line], drafts: Drafts) -> list[Line]:
    """Take what a site prints below a text off the end of its last body, where no signature parts them (an annex)."""
    end = len(lines)
    found = 0
    while end and lines[end - 1].row is None and (more := _site_words(lines[end - 1].text)):
        found += more
        end -= 1
    if found < 2:  # one such word may end a plan ("Theo dõi.")
        return lines
    for line in lines[end:]:
        drafts.noise(Noise(line.pieces, "site"))
    return lines[:end]


def _site_words(text: str) -> int:
    """How many words of a site a short line is made of ("Lưu trữ | Ghi chú | In"); 0 where it says anything else."""
    if len(text) > 120:
        return 0
    site = pattern("noise", "site", whole=True)
    parts = [part.strip() for part in text.split("|")]
    return len(parts) if all(site.match(part) for part in parts) else 0


def _without_attachment(blocks: Sequence[Block], drafts: Drafts, document: int) -> list[Block]:
    """Take the line that says what an annex is attached to ("(Kèm theo Quyết định …)") out of the body."""
    kept = []
    for position, block in enumerate(blocks):
        above = blocks[position - 1] if position else None
        titled = above is not None and (above.caps or (above.label is not None and above.label.family == "annex"))
        if titled and block.label is None and pattern("front", "attached").match(block.text):
            drafts.plain(NodeKind.TITLE, block.lines, document, "title:attached")
        else:
            kept.append(block)
    return kept


def _closing(blocks: Sequence[Block]) -> int:
    """Where the closing paragraphs begin: unnumbered, after the last numbered item, in the words of a closing."""
    start = len(blocks)
    while start > 0 and blocks[start - 1].label is None and not blocks[start - 1].caps:
        start -= 1
    sure, effect, last, thanks = (pattern("closing", name) for name in ("sure", "effect", "last", "thanks"))
    for index in range(start, len(blocks)):
        text = blocks[index].text
        titled = index > 0 and blocks[index - 1].label is not None and not blocks[index - 1].closed
        if sure.match(text) or (effect.match(text) and not titled):
            return index
        if index < len(blocks) - 2:
            continue
        if thanks.match(text) or (last.match(text) and _troubled(text)):
            return index
    return len(blocks)


def _troubled(text: str) -> bool:
    return re.search(pattern("closing", "troubles").pattern, text, re.IGNORECASE) is not None


def _truncated(parts: Sequence[Part], trees: Sequence[Tree], notes: list[Note]) -> bool:
    """Whether the text is cut off: it says so, or ends within a sentence."""
    cut = False
    for part in parts:
        for line in part.lines:
            if line.cut:
                span = (line.start, line.end)
                if part.zone is Zone.BACK:
                    cut = True
                    notes.append(note("truncated", *span))
                else:
                    notes.append(note("cut_inside", *span))
    if cut or not parts or parts[-1].zone is not Zone.BODY or not trees or not trees[-1].items:
        return cut
    last = trees[-1].items[-1]
    end = last.block.lines[-1]
    if end.row is None and pattern("noise", "cut_end").search(end.text[-24:]):
        notes.append(note("truncated", end.start, end.end))
        return True
    signed = any(part.zone is Zone.BACK for part in parts if part.document == parts[-1].document)
    bare = last.label is not None and not last.label.bullet and end.text.strip() == last.label.printed.strip()
    if bare and end.row is None and not signed:  # a number with nothing behind it: what it counts is missing
        notes.append(note("truncated", end.start, end.end))
        return True
    if (end.closed and end.text[-1] != "…") or end.row is not None or signed:
        return False
    notes.append(note("maybe_truncated", end.start, end.end))
    return open_end(end.text)


def _identity(source: Source, number: str | None) -> str:
    stem = slug(Path(source.name).stem) if source.name not in {"", "text"} else ""
    return stem or (slug(number) if number else "") or source.sha256[:12]


def _findings(document: Document, source: Source, text: str, notes: Sequence[Note]) -> Document:
    """Add what is found within nodes: citations, targets, duties. `text` is without numbers in the margin."""
    nodes: tuple[Node, ...] = document.nodes
    metadata, tables = document.metadata, source.tables
    lines = lines_by_id(nodes, text)
    citations = find_citations(nodes, text, metadata=metadata)
    targets = find_targets(nodes, text, metadata=metadata, tables=tables, lines=lines)
    duties = find_duties(nodes, text, metadata=metadata, tables=tables, places=source.places, lines=lines)
    update = {"notes": tuple(notes), "citations": citations, "targets": targets, "duties": duties}
    return document.model_copy(update=update)
