"""Web pages: the document's paragraphs, lists and tables in reading order; menus and the like stay as noise.

Nested tables that only place blocks are read through, real tables are grids, `<br>` begins a new line (inside a grid's
cell a new paragraph of the cell), list items get the label a browser prints. Scripts and styles are no text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vnplan.errors import ReadError
from vnplan.parse.read.blocks import write
from vnplan.parse.read.builder import Builder
from vnplan.parse.read.letters.encodings import decode
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.web.blocks import Walker
from vnplan.parse.read.web.counters import Counters
from vnplan.parse.read.web.furniture import furniture
from vnplan.parse.read.web.styles import Sheet
from vnplan.parse.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_ATTRIBUTES_AT_MOST = 5_000
"""Of one tag: libxml2 compares each with all before it."""


def read_html(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits, charset: str | None = None) -> Source:
    """Read a page. Raises `ReadError`: no text, unknown encoding, nested too deeply, over a limit."""
    declared = _CHARSET.search(raw[:8192])
    decoded = decode(raw, where=where, declared=charset or (declared.group(1).decode("ascii") if declared else None))
    if decoded.text.count("<") > 2 * limits.elements or len(decoded.text) > 10 * limits.characters:
        raise ReadError("html_too_large", where=where, elements=limits.elements, characters=10 * limits.characters)
    if any(len(piece.partition(">")[0].split()) > _ATTRIBUTES_AT_MOST for piece in _long_pieces(decoded.text)):
        raise ReadError("html_attributes", where=where, limit=_ATTRIBUTES_AT_MOST)
    watch = limits.stopwatch(where)
    root = _tree(decoded.text, where, limits)
    found = root.find("body")
    body = root if found is None else found
    sheet = Sheet(root)
    builder = Builder(name=name, sha256=sha256, limits=limits)
    walker = Walker(furniture(body, sheet), sheet, Counters(root), limits=limits, watch=watch, where=where)
    write(builder, walker.blocks(body))
    if not builder.position:
        raise ReadError("html_empty", where=where)
    if walker.converted:
        builder.note("legacy_font")
    return builder.source("html", notes=decoded.notes)


def read_mhtml(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits) -> Source:
    """Read a page saved by a browser or Word as one file (MHTML): its first HTML part; an e-mail is no page."""
    import email
    import email.policy

    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    if any(part.get_content_disposition() == "attachment" for part in message.walk()):
        raise ReadError("file_mail", where=where)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                charset = part.get_content_charset()
                return read_html(content, name=name, where=where, sha256=sha256, limits=limits, charset=charset)
    raise ReadError("file_mail" if message["From"] and message["Subject"] else "html_absent", where=where)


def _long_pieces(text: str) -> list[str]:
    """What follows each "<" of a page, where it is long enough for so many attributes."""
    return [piece for piece in text.split("<") if len(piece) > 2 * _ATTRIBUTES_AT_MOST]


def _tree(text: str, where: str, limits: Limits) -> _Element:
    from lxml import etree

    content = _CONTROLS.sub("", text).encode("utf-8")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("html_empty", where=where) from error
    if root is None:
        raise ReadError("html_empty", where=where)
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)  # libxml2 gives up at 2048
    if cut or deepest > limits.depth:
        raise ReadError("html_too_deep", where=where, limit=min(deepest, limits.depth), most=2048)
    return root
