"""How often a PDF draws its reusable pieces (form XObjects): pieces that draw others many times over grow unbounded.

pdfium unpacks them while it loads a page, before anything can be counted. So the file is looked at first as pdfium
itself writes it anew: objects one after the other in one manner, whether they stood in it plainly, packed into streams
of objects, encrypted or twice. Source: ISO 32000-1, 7.3.8, 7.5.7, 7.8.3 and 8.10.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_FEW = 2
_DRAWN_AT_MOST = 100_000
_DEEP = 40
"""pdfium follows no more levels."""
_CONTENT_AT_MOST = 2_000_000
_UNREAD = 20
"""How often a piece whose content we cannot unpack is taken to draw each piece that it names."""
_OPENED = re.compile(rb"(\d{1,9}) 0 obj\r\n")
_DICTIONARY_END = re.compile(rb">>stream\r\n|\r\nendobj\r\n")
_STREAM_END, _OBJECT_END = b"\r\nendstream", b"\r\nendobj\r\n"
_LENGTH = re.compile(rb"/Length (\d{1,9})(?! 0 R)")
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s*(\d{1,9}) 0 R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s+Do\b")


@dataclass(frozen=True, slots=True)
class _Object:
    words: bytes
    """Its dictionary, or what else it is."""
    stream: bytes

    @property
    def is_form(self) -> bool:
        return b"/Subtype/Form" in self.words and bool(self.stream)


def multiplies(document: Any) -> bool:
    """Whether a piece of a document that pdfium has opened draws more than 100,000 others, through all it draws."""
    raw = _written_anew(document)
    if raw.count(b"/Form") < _FEW:
        return False
    objects = dict(_objects(raw))
    named = _named_anywhere(objects)
    draws = {number: _draws(piece, objects, named) for number, piece in objects.items() if piece.is_form}
    drawn: dict[int, int] = {}
    for _ in range(_DEEP):  # each round reaches one level further down
        before = dict(drawn)
        for number, inner in draws.items():
            count = 1 + sum(times * drawn.get(other, 1) for other, times in inner.items() if other in draws)
            drawn[number] = min(count, _DRAWN_AT_MOST + 1)
        if max(drawn.values(), default=0) > _DRAWN_AT_MOST:
            return True
        if drawn == before:
            return False
    return False


def _written_anew(document: Any) -> bytes:
    import pypdfium2.raw as pdfium

    buffer = io.BytesIO()
    document.save(buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
    return buffer.getvalue()


def _objects(raw: bytes) -> Iterator[tuple[int, _Object]]:
    """The objects of a file that pdfium has written, by number."""
    opened = _OPENED.search(raw)
    while opened:
        start = opened.end()
        closed = _DICTIONARY_END.search(raw, start)
        if closed is None:
            return
        words, end = raw[start : closed.start()], closed.start()
        stream = b""
        if closed.group().startswith(b">>"):
            end = _stream_end(raw, words, closed.end())
            stream = raw[closed.end() : end]
        yield int(opened[1]), _Object(words, stream)
        following = raw.find(_OBJECT_END, end)
        opened = _OPENED.match(raw, following + len(_OBJECT_END)) if following >= 0 else None


def _stream_end(raw: bytes, words: bytes, start: int) -> int:
    """Where a stream ends: its bytes may hold anything, so its length is believed first."""
    for said in _LENGTH.findall(words):
        if raw.startswith(_STREAM_END, start + int(said)):
            return start + int(said)
    end = raw.find(_STREAM_END + _OBJECT_END, start)
    return end if end >= 0 else len(raw)


def _named_anywhere(objects: Mapping[int, _Object]) -> dict[bytes, set[int]]:
    """What each name stands for in any resources: a piece without its own takes those of the page."""
    named: dict[bytes, set[int]] = {}
    for piece in objects.values():
        for name, number in _REFERENCE.findall(piece.words):
            if (found := objects.get(int(number))) is not None and found.is_form:
                named.setdefault(name, set()).add(int(number))
    return named


def _draws(piece: _Object, objects: Mapping[int, _Object], named: Mapping[bytes, set[int]]) -> Counter[int]:
    """Which objects a piece draws, and how often."""
    names = named if b"/Resources" not in piece.words else _own_names(piece.words, objects)
    content = _content(piece)
    drawn = Counter(_DRAW.findall(content)) if content is not None else dict.fromkeys(names, _UNREAD)
    found: Counter[int] = Counter()
    for name, times in drawn.items():
        for number in names.get(name, ()):
            found[number] += times
    return found


def _own_names(words: bytes, objects: Mapping[int, _Object]) -> dict[bytes, set[int]]:
    """The names in a piece's resources, which may stand in objects of their own, and so may the names' dictionary."""
    names: dict[bytes, set[int]] = {}
    for _ in range(3):
        found = _REFERENCE.findall(words)
        for name, number in found:
            names.setdefault(name, set()).add(int(number))
        others = [objects.get(int(number)) for name, number in found if name in {b"Resources", b"XObject"}]
        words = b" ".join(other.words for other in others if other is not None)
    return names


def _content(piece: _Object) -> bytes | None:
    """What a piece's stream says, as far as it needs to be known; None where it is packed in a way not known here."""
    if b"/Filter" not in piece.words:
        return piece.stream[:_CONTENT_AT_MOST]
    if (
        not re.search(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])", piece.words)
        or b"/DecodeParms" in piece.words
    ):
        return None
    try:
        return zlib.decompressobj().decompress(piece.stream, _CONTENT_AT_MOST)
    except zlib.error:
        return b""
