"""How often a PDF draws its reusable pieces (form XObjects): pieces that draw others many times over grow unbounded.

pdfium unpacks them while it loads a page, before anything can be counted. So the file's own objects are looked at, as
far as they stand in it uncompressed (a stream's dictionary always does). Source: ISO 32000-1, 7.3.8 and 8.10.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter

_FEW = 3
_DRAWN_AT_MOST = 1_000_000
_DEEP = 40
"""pdfium follows no more levels."""
_CONTENT_AT_MOST = 2_000_000
_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s+(\d{1,9})\s+\d{1,5}\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s+Do\b")


def multiplies(raw: bytes) -> bool:
    """Whether some piece draws more than a million others, counted through all that it draws.

    >>> multiplies(b"%PDF-1.4 no pieces")
    False
    """
    if raw.count(b"/Form") < _FEW:
        return False
    starts = {int(match[1]): match.end() for match in _OBJECT.finditer(raw)}
    draws = {number: _draws(raw, start, starts) for number, start in starts.items() if _is_form(raw, start)}
    drawn: dict[int, int] = {}
    for _ in range(_DEEP):  # each round reaches one level further down
        before = dict(drawn)
        for number, inner in draws.items():
            count = 1 + sum(times * drawn.get(other, 1 if other in draws else 0) for other, times in inner.items())
            drawn[number] = min(count, _DRAWN_AT_MOST + 1)
        if max(drawn.values(), default=0) > _DRAWN_AT_MOST:
            return True
        if drawn == before:
            return False
    return False


def _dictionary(raw: bytes, start: int) -> bytes:
    end = raw.find(b"stream", start, start + 8_000)
    return raw[start : end if end >= 0 else start]


def _is_form(raw: bytes, start: int) -> bool:
    words = _dictionary(raw, start)
    return b"/Form" in words and b"endobj" not in words


def _draws(raw: bytes, start: int, starts: dict[int, int]) -> Counter[int]:
    """Which objects a piece draws, and how often."""
    words = _dictionary(raw, start)
    begin = start + len(words) + len(b"stream")
    content = raw[begin : raw.find(b"endstream", begin)].lstrip(b"\r\n")
    if b"/FlateDecode" in words or b"/Fl " in words:
        try:
            content = zlib.decompressobj().decompress(content, _CONTENT_AT_MOST)
        except zlib.error:
            content = b""
    names = {name: int(number) for name, number in _REFERENCE.findall(words)}
    for number in [names[key] for key in (b"Resources", b"XObject") if names.get(key) in starts]:
        at = starts[number]
        names |= {name: int(other) for name, other in _REFERENCE.findall(raw[at : raw.find(b"endobj", at)][:20_000])}
    return Counter(names[name] for name in _DRAW.findall(content[:_CONTENT_AT_MOST]) if name in names)
