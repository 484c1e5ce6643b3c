"""Tells a file's format by its content; the name only decides between kinds of plain text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final, Literal

from vnplan.errors import ReadError

Kind = Literal[
    "txt", "md", "html", "mhtml", "docx", "xlsx", "doc", "rtf", "odt", "xls", "xlsb", "ods", "pdf", "image"
]  # fmt: skip

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OPEN_DOCUMENTS: Final[dict[bytes, Kind]] = {  # first in its zip (OpenDocument 1.3, part 2, 3.3)
    b"mimetypeapplication/vnd.oasis.opendocument.textPK": "odt",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK": "ods",
}
_MESSAGE = "__properties_version1.0".encode("utf-16-le")  # [MS-OXMSG] 2.4: in each message that Outlook saves
_STREAMS = ("WordDocument", "Workbook", "PowerPoint Document")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_PACKED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_PROMISED = {
    **dict.fromkeys(("docx", "docm", "doc"), "Word"),
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "xls"), "Excel"),
    **dict.fromkeys(("odt", "ods"), "OpenDocument"),
    "rtf": "RTF",
    "pdf": "PDF",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_MIME = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,20}", re.I)


def file_kind(raw: bytes, *, name: str, where: str) -> Kind:
    """The format of a file's content. Raises `ReadError` for formats that cannot be read and a docx with a password.

    >>> file_kind(b"%PDF-1.7 ...", name="a.txt", where="a.txt"), file_kind(b"# I", name="a.md", where="a.md")
    ('pdf', 'md')
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(raw, extension)
    if raw.startswith(_OLE):
        return _ole(raw, extension, where)
    if raw.startswith(_IMAGES):
        return "image"
    if raw.startswith(b"{\\rtf"):
        return "rtf"
    if raw.startswith(_PACKED):
        raise ReadError("file_packed", where=where)
    if raw.startswith((b"GIF8", b"BM")) and b"\0" in raw[:4096]:
        raise ReadError("file_binary", where=where)
    start = raw[:8192].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")  # looks through UTF-16 too
    if _HTML.match(_after_comments(start)):
        return "html"
    if re.search(rb"^mime-version:", start[:4000], re.I | re.M) and _MIME.match(start):
        return "mhtml"
    if extension in {"htm", "html", "xhtml"}:
        return "html"
    if extension in {"mht", "mhtml"}:
        return "mhtml"
    if start.startswith(b"<?xml"):
        raise ReadError("file_xml", where=where)
    if extension in _PROMISED:
        raise ReadError("file_misnamed", where=where, extension=extension, kind=_PROMISED[extension])
    return "md" if extension in {"md", "markdown"} else "txt"


def _after_comments(start: bytes) -> bytes:
    """What follows an XML declaration and comments at the head of a page (browsers write 'saved from url' there)."""
    start = start.lstrip()
    for sign, end in ((b"<?xml", b">"), *((b"<!--", b"-->"),) * 20):
        if start.startswith(sign) and end in start:
            start = start.partition(end)[2].lstrip()
    return start


def _zip(raw: bytes, extension: str) -> Kind:
    """What a zip holds: an OpenDocument file by its first entry, a workbook by the names of its parts, else Word's."""
    for sign, kind in _OPEN_DOCUMENTS.items():
        if raw.startswith(sign, 30):
            return kind
    try:
        names = {name.lstrip("/").lower() for name in zipfile.ZipFile(BytesIO(raw)).namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return "xlsx" if extension in {"xlsx", "xlsm"} else "docx"  # damaged: reading it will say so
    if "xl/workbook.bin" in names:
        return "xlsb"
    return "xlsx" if "xl/workbook.xml" in names else "docx"


def _ole(raw: bytes, extension: str, where: str) -> Kind:
    """What an OLE container holds, by the names of its streams; by the file's name where their list is cut off."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise ReadError("file_protected", where=where)
    holds = {stream for stream in _STREAMS if stream.encode("utf-16-le") in raw}
    if _MESSAGE in raw:
        raise ReadError("file_mail", where=where)
    if "WordDocument" in holds or (extension == "doc" and not holds):
        return "doc"
    if "Workbook" in holds or (extension == "xls" and not holds):
        return "xls"
    raise ReadError("file_old_office", where=where)
