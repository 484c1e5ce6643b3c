"""Nodes from the tree and the zones: ids, parents, pieces, and the proof that no character is lost or doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vnplan.models import Node, NodeKind, Note, Span
from vnplan.parse.notes import note
from vnplan.parse.structure.items import Item
from vnplan.parse.structure.page import Line, Noise
from vnplan.text import meets, single_spaced


@dataclass(slots=True)
class Draft:
    """A node before it has offsets of the source."""

    kind: NodeKind
    pieces: list[tuple[int, int]]
    rule: str
    document: int
    id: str = ""
    label: str | None = None
    path: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(slots=True)
class Drafts:
    """Collects drafts of all documents of a file and gives out ids."""

    drafts: list[Draft] = field(default_factory=list)
    _used: dict[str, int] = field(default_factory=dict)
    _counts: dict[tuple[int, NodeKind], int] = field(default_factory=dict)

    def plain(self, kind: NodeKind, lines: Sequence[Line], document: int, rule: str) -> None:
        """A node outside the tree: front, title, closing, back."""
        pieces = [piece for line in lines for piece in line.pieces]
        self.drafts.append(Draft(kind, pieces, rule, document, self._number(kind, document)))

    def noise(self, item: Noise) -> None:
        """A piece that is no text of a document."""
        ident = self._number(NodeKind.NOISE, 1)
        self.drafts.append(Draft(NodeKind.NOISE, list(item.pieces), f"noise:{item.rule}", 1, ident))

    def _number(self, kind: NodeKind, document: int) -> str:
        key = (document, kind)
        self._counts[key] = self._counts.get(key, 0) + 1
        return f"{_prefix(document)}{kind.value}-{self._counts[key]}"

    def tree(self, items: Sequence[Item], document: int) -> None:
        """The items of a body, parents before children."""
        prefix = _prefix(document)
        for item in items:
            name = prefix + ".".join(item.path)
            count = self._used.get(name, 0) + 1
            self._used[name] = count
            item.id = name if count == 1 else f"{name}~{count}"
            while count > 1 and item.id in self._used:
                count += 1
                item.id = f"{name}~{count}"
            self._used.setdefault(item.id, 1)
            parent = item.parent.id if item.parent else None
            block = item.block
            label = single_spaced(item.label.printed) if item.label else None
            self.drafts.append(Draft(item.kind, block.pieces, item.rule, document, item.id, label, item.path, parent))


def _prefix(document: int) -> str:
    return "" if document == 1 else f"d{document}/"


def merged(pieces: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Pieces with only spacing between them as one."""
    out = [pieces[0]]
    for start, end in pieces[1:]:
        last_start, last_end = out[-1]
        if last_end == start or text[last_end:start].isspace():
            out[-1] = (last_start, end)
        else:
            out.append((start, end))
    return out


def finish(drafts: Sequence[Draft], text: str) -> tuple[tuple[Node, ...], list[Note]]:
    """Nodes in the order of the text.

    Characters that no draft holds become noise with a note, so that nothing can be lost.
    """
    notes: list[Note] = []
    ordered = sorted(drafts, key=lambda draft: draft.pieces[0])
    pieces = sorted(piece for draft in ordered for piece in draft.pieces)
    lost: list[Draft] = []
    last = 0
    for start, end in [*pieces, (len(text), len(text))]:
        gap = text[last:start]
        if gap and not gap.isspace():
            lead = len(gap) - len(gap.lstrip())
            place = (last + lead, last + len(gap.rstrip()))
            lost.append(Draft(NodeKind.NOISE, [place], "noise:unplaced", 1, f"unplaced-{len(lost) + 1}"))
            notes.append(note("unplaced_text", *place))
        last = max(last, end)
    if lost:
        ordered = sorted([*ordered, *lost], key=lambda draft: draft.pieces[0])
    nodes = []
    for draft in ordered:
        pieces = merged(draft.pieces, text)
        spans = tuple([Span(*piece) for piece in pieces])
        nodes.append(
            Node(
                id=draft.id,
                kind=draft.kind,
                label=draft.label,
                path=draft.path,
                parent=draft.parent,
                spans=spans,
                span=spans[0] if len(spans) == 1 else Span(min(spans).start, max(span.end for span in spans)),
                # as `text.flow` joins pieces, so that hits in the one line map back to the source
                text=_words(text, pieces),
                document=draft.document,
                rule=draft.rule,
            )
        )
    return tuple(nodes), notes


def _words(text: str, pieces: Sequence[tuple[int, int]]) -> str:
    """The words of a node on one line."""
    if len(pieces) == 1:
        return single_spaced(text[slice(*pieces[0])])
    out = [text[slice(*pieces[0])]]
    for (_, end), (start, stop) in pairwise(pieces):
        if not meets(text, end, start):
            out.append(" ")
        out.append(text[start:stop])
    return single_spaced("".join(out))
