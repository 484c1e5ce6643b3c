"""Documents of many kinds, marked by hand, and laid out anew in the ways that files reach us.

`tests/data/marked` holds them: lines `#key=value` give the metadata, `[[kind path]]` opens a piece (f front, t title,
h heading, l lead, c clause, g closing, b back, n noise; `[[c+]]` goes on the last piece of its kind).
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from vnplan import parse_plan

FOLDER = Path(__file__).resolve().parent.parent / "data" / "marked"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
KINDS = {
    "f": "front",
    "t": "title",
    "h": "heading",
    "l": "lead",
    "c": "clause",
    "g": "closing",
    "b": "back",
    "n": "noise",
}
BODY = {"heading", "lead", "clause"}
_MARK = re.compile(r"\[\[(\w)(\+?)(?: ([^\]]*))?\]\]")


@dataclass
class Piece:
    kind: str
    goes_on: bool
    path: tuple[str, ...]
    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)


Layout = Callable[[list[Piece], random.Random], list[Piece]]


def read(name: str) -> tuple[dict[str, str], list[Piece]]:
    head: dict[str, str] = {}
    raw = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    while raw.startswith("#"):
        line, _, raw = raw.partition("\n")
        key, _, value = line[1:].partition("=")
        head[key] = value
    parts = _MARK.split(raw)
    pieces = []
    for kind, more, path, text in zip(*(parts[k::4] for k in (1, 2, 3, 4)), strict=True):
        pieces.append(Piece(KINDS[kind], bool(more), tuple(path.split("/")) if path else (), text))
    return head, pieces


def compose(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """The text, and its units with the stretches of each."""
    text = ""
    units: list[Piece] = []
    for piece in pieces:
        span = (len(text), len(text) + len(piece.text))
        text += piece.text
        if piece.goes_on:
            next(unit for unit in reversed(units) if unit.kind == piece.kind).spans.append(span)
        else:
            units.append(Piece(piece.kind, False, piece.path, piece.text, [span]))
    return text, units


def inked(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def wrong(pieces: list[Piece]) -> tuple[list[str], int]:
    """What the parser reads otherwise than it is marked, and how many units the body has."""
    text, units = compose(pieces)
    document = parse_plan(text=text)
    want = {inked(text, unit.spans): unit for unit in units if unit.text.strip()}
    got = {inked(text, [tuple(span) for span in node.spans]): node for node in document.nodes}
    out = []
    for ink, unit in want.items():
        if unit.kind in BODY:
            node = got.get(ink)
            if node is None or (node.kind.value, node.path) != (unit.kind, unit.path):
                out.append(f"{unit.kind} {'/'.join(unit.path)}: {unit.text.strip()[:60]}")
    for kind in set(KINDS.values()) - BODY:
        left = {i for ink, unit in want.items() if unit.kind == kind for i in ink}
        right = {i for ink, node in got.items() if node.kind.value == kind for i in ink}
        if left != right:
            out.append(f"{kind}: {''.join(text[i] for i in sorted(left ^ right))[:60]}")
    return out, sum(unit.kind in BODY for unit in want.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_document_as_it_is_marked(name: str) -> None:
    head, pieces = read(name)
    assert wrong(pieces)[0] == []
    document = parse_plan(text=compose(pieces)[0])
    assert set(head.pop("notes", "").split()) <= {note.code for note in document.notes}
    found = {**document.metadata.model_dump(mode="json"), "truncated": str(document.truncated)}
    assert {key: found[key] if found[key] is None else str(found[key]) for key in head} == {
        key: None if value == "null" else value for key, value in head.items()
    }


def flows(piece: Piece) -> bool:
    """Whether a piece is a paragraph that can be wrapped anew: no row of a table, no half."""
    return piece.kind in {*BODY, "closing"} and "\t" not in piece.text and not piece.goes_on


def changed(pieces: list[Piece], change: Callable[[str], str], only: Callable[[Piece], bool] = flows) -> list[Piece]:
    return [Piece(p.kind, p.goes_on, p.path, change(p.text) if only(p) else p.text) for p in pieces]


def wrapped(width: int) -> Layout:
    def layout(pieces: list[Piece], _: random.Random) -> list[Piece]:
        def wrap(text: str) -> str:
            return "\n".join(textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)) + "\n"

        return changed(pieces, wrap)

    return layout


def saved_by_word(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """As pages saved by Word: the source breaks at 80 columns, and tags take up the first line of a paragraph."""

    def wrap(text: str) -> str:
        used = rng.choice([42, 42, 43, 62] if text[0] in "IVX123456789" else [41, 42, 42, 43])
        out = ""
        for word in text.split():
            if out and used + len(word) > 80:
                out, used = out.rstrip() + "\n", 0
            out, used = f"{out}{word} ", used + len(word) + 1
        return out.rstrip() + "\n"

    return changed(pieces, wrap)


def paged(mark: str) -> Layout:
    def layout(pieces: list[Piece], rng: random.Random) -> list[Piece]:
        out, page = [], 1
        for piece in pieces:
            if flows(piece) and rng.random() < 0.2 and out and out[-1].kind != "noise":
                page += 1
                out.append(Piece("noise", False, (), mark.format(page)))
            out.append(piece)
        return out

    return layout


LAYOUTS: dict[str, Layout] = {
    "blank lines": lambda pieces, _: changed(pieces, lambda text: text.rstrip("\n") + "\n\n"),
    "CR LF": lambda pieces, _: changed(pieces, lambda text: text.replace("\n", "\r\n"), only=lambda _: True),
    "decomposed": lambda pieces, _: changed(pieces, lambda text: unicodedata.normalize("NFD", text)),
    "blanks that do not break": lambda pieces, _: changed(pieces, lambda text: text.replace(" ", "\u00a0")),
    "page numbers": paged("{}\n"),
    "page marks and feeds": paged("\x0c- {} -\n"),
}
WRAPS: dict[str, tuple[Layout, float]] = {
    "60 columns": (wrapped(60), 0.02),
    "80 columns": (wrapped(80), 0.02),
    "100 columns": (wrapped(100), 0.02),
    "80 columns and pages": (lambda pieces, rng: paged("\n{}\n\n")(wrapped(80)(pieces, rng), rng), 0.02),
    "saved by Word": (saved_by_word, 0.05),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_change_nothing(layout: str) -> None:
    found = {name: wrong(LAYOUTS[layout](read(name)[1], random.Random(name)))[0] for name in NAMES}
    assert {name: odd for name, odd in found.items() if odd} == {}


@pytest.mark.parametrize("layout", WRAPS)
def test_wrapped_paragraphs_are_made_whole(layout: str) -> None:
    """Where a line ends at the width of the page by chance, nobody can tell; that may happen, but seldom."""
    arrange, share = WRAPS[layout]
    counts: Counter[str] = Counter()
    for name in NAMES:
        odd, units = wrong(arrange(read(name)[1], random.Random(name)))
        counts += Counter({"odd": len(odd), "units": units})
    assert counts["odd"] <= share * counts["units"], counts
