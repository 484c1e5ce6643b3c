"""The words of a node as one line, led back to the source only where a span is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice, pairwise

from vnplan.models import BODY_KINDS, Node, Span
from vnplan.parse.cues.nonfigures import lowered, lowered_lines
from vnplan.text import flow, meets

_BLACK = re.compile(r"\S+")
_AFTER_LABEL = re.compile(r"[\s.):/\-–—]*")


class NodeLine:
    """The one-line text of a node or cell, its lower-case twin of the same length, and the way back to the source.

    `start` is where the words begin after the printed label. A span is found by counting words, so nodes without
    findings cost nothing.
    """

    __slots__ = ("low", "source", "spans", "start", "text")

    def __init__(
        self, text: str, spans: Sequence[Span], source: str, label: str | None = None, *, low: str | None = None
    ) -> None:
        self.text = text
        self.spans = spans
        self.source = source
        self.low = lowered(text) if low is None else low
        self.start = 0
        if label and text.startswith(label):
            after = _AFTER_LABEL.match(text, len(label))
            self.start = after.end() if after else len(label)

    def span(self, start: int, end: int) -> Span:
        """The source span of a half-open stretch of the line."""
        first, last = self._origin(start), self._origin(max(start, end - 1))
        if 0 <= first <= last:  # cells over several lines stand one by one, so that a stretch over two may run back
            return Span(first, last + end - max(start, end - 1))
        # letters the line writes otherwise (NFC), or pieces that meet within a word
        mapped = flow(self.source, self.spans)
        limit = len(mapped.text)
        return Span(*mapped.span(min(start, limit), min(end, limit)))

    def _origin(self, position: int) -> int:
        """Where a letter of the line stands in the source, or -1 where the words of the two do not run in step."""
        begin = self.text.rfind(" ", 0, position) + 1
        end = self.text.find(" ", begin)
        word = self.text[begin : end if end >= 0 else len(self.text)]
        first = self.spans[0]
        if len(self.spans) == 1 and first.end - first.start == len(self.text):
            # only single blanks and line ends between the words
            return first.start + position if self.source.startswith(word, first.start + begin) else -1
        if any(meets(self.source, one.end, other.start) for one, other in pairwise(self.spans)):
            return -1
        words = chain.from_iterable(_BLACK.finditer(self.source, *span) for span in self.spans)
        match = next(islice(words, self.text.count(" ", 0, begin), None), None)
        return match.start() + position - begin if match is not None and match.group() == word else -1


def lines_by_id(nodes: Sequence[Node], source: str) -> dict[str, NodeLine]:
    """The lines of the nodes of a document's body by their ids, the labels passed over."""
    nodes = [node for node in nodes if node.kind in BODY_KINDS]
    lows = lowered_lines([node.text for node in nodes])
    return {
        node.id: NodeLine(node.text, node.spans, source, node.label, low=low)
        for node, low in zip(nodes, lows, strict=True)
    }
