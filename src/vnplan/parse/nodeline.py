"""The words of a node as one line, led back to the source only where a span is asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from vnplan.models import Node, Span
from vnplan.parse.nonfigures import lowered
from vnplan.text import flow

_BLACK = re.compile(r"\S+")
_AFTER_LABEL = re.compile(r"[\s.):/\-–—]*")


class NodeLine:
    """The one-line text of a node or cell, its lower-case twin of the same length, and the way back to the source.

    `start` is where the words begin after the printed label. Mapping a span costs a search over the words, and only
    once per node a pass over its source, so nodes without findings cost nothing.
    """

    def __init__(self, text: str, spans: Sequence[Span], source: str, label: str | None = None) -> None:
        self.text = text
        self.spans = spans
        self.source = source
        self.low = lowered(text)
        self.start = 0
        if label and text.startswith(label):
            after = _AFTER_LABEL.match(text, len(label))
            self.start = after.end() if after else len(label)

    @classmethod
    def of(cls, node: Node, source: str) -> NodeLine:
        """The line of a node, its label passed over."""
        return cls(node.text, node.spans, source, node.label)

    @cached_property
    def _words(self) -> tuple[list[int], list[int]] | None:
        """Offsets of the words in the line and in the source; None where the two do not run in step."""
        here, there = [], []
        position = 0
        for start, end in self.spans:
            for match in _BLACK.finditer(self.source, start, end):
                word = match.group()
                if not self.text.startswith(word, position):
                    return None
                here.append(position)
                there.append(match.start())
                position += len(word) + 1
        return (here, there) if position - 1 <= len(self.text) else None

    def span(self, start: int, end: int) -> Span:
        """The source span of a half-open stretch of the line."""
        words = self._words
        if words is not None and words[0]:
            here, there = words
            first, last = bisect_right(here, start) - 1, bisect_right(here, max(start, end - 1)) - 1
            return Span(there[first] + start - here[first], there[last] + end - here[last])
        mapped = flow(self.source, self.spans)
        limit = len(mapped.text)
        return Span(*mapped.span(min(start, limit), min(end, limit)))
