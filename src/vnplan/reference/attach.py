"""Attaching a user's own copy of the official text, checked against the codebook provision by provision.

The package carries no wording of a decision. Who has the text sees it beside our statements; results do not change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from vnplan.errors import ReferenceDataError
from vnplan.models import Document, Node, Note, Provision, Reference
from vnplan.parse import parse_plan
from vnplan.parse.duties.tables import task_cells
from vnplan.parse.figures.quantities import find_quantities
from vnplan.parse.notes import note
from vnplan.text import flow, nfc, tone_placed

_BODY = ("heading", "lead", "clause")
_WORD = re.compile(r"[^\W\d_]+")
# Likeness of words to our statements: 0.48-0.9 at the right place, 0.1 above at most at a place that says the same, 0.3
# above at least where a bullet is missing and all that follow have moved up (measured on Decision 127).
_UNLIKE = 0.3
_LIKER = 0.2


def official_texts(document: Document, reference: Reference) -> dict[str, str]:
    """The words of each provision in a parsed copy of the decision, found by the provision's `path`.

    Provisions whose place is not in the document are left out. Labels that open a node ("1.", "-") are cut off.
    """
    by_path: dict[tuple[str, ...], Node] = {}
    for node in document.nodes:
        if node.kind.value in _BODY:
            by_path.setdefault(node.path, node)
    own_rows: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for path, node in by_path.items():
        if path[:1] and path[0].startswith("Phụ lục"):
            for annex in {path[0], "Phụ lục"}:  # an only annex may be printed with a number or without
                own_rows[(annex, path[-1])].append(node)
    cells = task_cells(document.nodes, document.text, document.tables)
    found: dict[str, str] = {}
    for provision in reference.provisions:
        hit = by_path.get(provision.path)
        if hit is None and provision.path[:1] and provision.path[0].startswith("Phụ lục"):
            rows = own_rows.get((provision.path[0], provision.path[-1]), [])
            hit = rows[0] if len(rows) == 1 else None
        if hit is not None:
            row = cells.get(hit.id)
            found[provision.id] = flow(document.text, row).text if row else _without_label(hit)
    return found


def _without_label(node: Node) -> str:
    text = node.text
    if node.label and text.startswith(node.label):
        text = text[len(node.label) :]
    return text.strip()


def attach_official_text(reference: Reference, path: str | Path) -> tuple[Reference, tuple[Note, ...]]:
    """The reference with the official wording of each provision found in the user's file, and notes on what differs.

    A provision is taken only where its place is found, every figure of the codebook stands in its words, and these are
    like our statement of it and not rather like that of another. Raises `ReadError` where the file cannot be read and
    `ReferenceDataError` where it is not this decision (less than half of the provisions found). What is attached is
    `official` of the reference returned, by provision; the notes have the codes official_* (docs/notes.md).

    >>> import tempfile
    >>> from vnplan import load_reference
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "other.txt"
    ...     _ = file.write_text("KẾ HOẠCH\\nI. MỤC TIÊU\\n1. Trồng rừng.\\n", encoding="utf-8")
    ...     try:
    ...         attach_official_text(load_reference("qd-127-2021"), file)
    ...     except ReferenceDataError as error:
    ...         print(error.what)
    None of the 91 provisions of 127/QĐ-TTg stand in this file
    """
    document = parse_plan(path)
    texts = official_texts(document, reference)
    stated = {p.id: _words(" ".join((p.statement.vi, *(m.vi for m in p.measures)))) for p in reference.provisions}
    notes: list[Note] = []
    accepted: dict[str, str] = {}
    for provision in reference.provisions:
        words = texts.get(provision.id)
        if words is None:
            notes.append(note("official_missing", words={"provision": provision.id}))
        elif (differs := _differs(provision, words, stated)) is not None:
            notes.append(differs)
        else:
            accepted[provision.id] = words
    if 2 * len(accepted) < len(reference.provisions):
        code = {0: "official_absent", 1: "official_one"}.get(len(accepted), "official_few")
        raise ReferenceDataError(
            code, where=str(path), found=len(accepted), count=len(reference.provisions), number=reference.number
        )
    return reference.model_copy(update={"official": accepted}), tuple(notes)


def _differs(provision: Provision, words: str, stated: dict[str, frozenset[str]]) -> Note | None:
    """Why the words found at a provision's place are not taken for it; None where they are."""
    if not _figures_stand(provision, words):
        return note("official_no_figure", words={"provision": provision.id})
    found = _words(words)
    own = _likeness(found, stated[provision.id])
    other = max((i for i in stated if i != provision.id), key=lambda i: _likeness(found, stated[i]), default=None)
    if other is not None and _likeness(found, stated[other]) > own + _LIKER:
        return note("official_like_other", words={"provision": provision.id, "other": other})
    if own < _UNLIKE:
        return note("official_unlike", words={"provision": provision.id})
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(tone_placed(nfc(text).lower())))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Words in common over the mean number of words (Dice), 0-1."""
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _figures_stand(provision: Provision, words: str) -> bool:
    stated: set[Decimal] = set()
    for quantity in find_quantities(words):
        stated.add(quantity.low)
        if quantity.high is not None:
            stated.add(quantity.high)
    return all(f.low in stated and (f.high is None or f.high in stated) for f in provision.figures)
