"""Readers: a file of any format an office sends becomes one `Source` (linear text, maps into the file, table grids).

`sniff` tells the format by content, one folder a kind of file reads it, `builder` writes the linear text, `limits`
bounds all of it. What a caller of the next stage may rely on:

- txt and md keep the decoded text unchanged; the other formats follow the contract (one paragraph a line, table rows
  one a line with tab-separated cells, automatic numbers resolved into printed labels), in NFC with single blanks.
- A table's rows all have one span for each grid column. Merged cells repeat one span: a row whose spans are all the
  same is a band over the whole table; a cell merged downwards has the span of the row above, its words standing only
  there.
- `noise` spans are whole lines (page numbers, running headers, menus) or words inside a paragraph (footnote signs).
- Paragraphs inside one cell have a `Place` each, so that a list of agencies in a cell can be told apart.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from vnplan.errors import ReadError
from vnplan.parse.read.limits import Limits
from vnplan.parse.read.sniff import file_kind
from vnplan.parse.source import Source

__all__ = ["Limits", "file_bytes", "read_bytes", "read_source", "read_text"]

_DEFAULT = Limits()


def read_source(path: str | Path, *, limits: Limits = _DEFAULT, ocr: bool | None = None) -> Source:
    """Read a txt, md, html, docx, xlsx or pdf file; with the extra `ocr` a scanned page, with LibreOffice others.

    In: a path; `limits` on size and time; `ocr`: True to recognise pages that are only images, False never to, None to
    do so where the extra is installed. Out: a `Source`. Writes nothing that stays. Raises `ReadError` with one sentence
    on what is wrong and what to do for a file that is missing, empty, binary, damaged, protected, of another format or
    over a limit.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "plan.txt").write_text("KẾ HOẠCH", encoding="utf-16")
    ...     read_source(Path(folder) / "plan.txt").text
    'KẾ HOẠCH'
    """
    where = str(path)
    raw = file_bytes(Path(path), where=where, limits=limits)
    return read_bytes(raw, name=Path(path).name, where=where, limits=limits, ocr=ocr)


def read_bytes(
    raw: bytes, *, name: str, where: str | None = None, limits: Limits = _DEFAULT, ocr: bool | None = None
) -> Source:
    """Read the content of a file given as bytes; `name` (with its extension) helps to tell txt from md.

    Raises `ReadError` as `read_source` does; `where` is how messages call the file (else its name).

    >>> read_bytes("<p>I. MỤC TIÊU</p><p>1. Có 05 mô hình.</p>".encode(), name="plan.html").text
    'I. MỤC TIÊU\\n1. Có 05 mô hình.\\n'
    """
    where = where or name
    if not raw.strip():
        raise ReadError("file_empty", where=where)
    if len(raw) > limits.file_bytes:
        raise _too_big(where, limits)
    source = _read(raw, name=name, where=where, limits=limits, ocr=ocr)
    limits.check_lines(source.text, where)
    return source


def _read(raw: bytes, *, name: str, where: str, limits: Limits, ocr: bool | None) -> Source:
    """The content by its format."""
    sha256 = hashlib.sha256(raw).hexdigest()
    match file_kind(raw, name=name, where=where):
        case "docx":
            from vnplan.parse.read.word.docx import read_docx

            return read_docx(raw, name=name, where=where, sha256=sha256, limits=limits)
        case "xlsx":
            from vnplan.parse.read.sheets.xlsx import read_xlsx

            return read_xlsx(raw, name=name, where=where, sha256=sha256, limits=limits)
        case "doc" | "rtf" | "odt" | "xls" | "xlsb" | "ods" as kind:
            from vnplan.parse.read.libreoffice import read_office

            return read_office(raw, kind, name=name, where=where, sha256=sha256, limits=limits)
        case "pdf":
            from vnplan.parse.read.pages.pdf import read_pdf

            return read_pdf(raw, name=name, where=where, sha256=sha256, limits=limits, ocr=ocr)
        case "image":
            from vnplan.parse.read.pages.ocr import read_image

            return read_image(raw, name=name, where=where, sha256=sha256, limits=limits, ocr=ocr)
        case "html":
            from vnplan.parse.read.web.html import read_html

            return read_html(raw, name=name, where=where, sha256=sha256, limits=limits)
        case "mhtml":
            from vnplan.parse.read.web.html import read_mhtml

            return read_mhtml(raw, name=name, where=where, sha256=sha256, limits=limits)
        case kind:
            from vnplan.parse.read.plain.text import read_plain

            return read_plain(raw, name=name, where=where, sha256=sha256, limits=limits, markdown=kind == "md")


def read_text(text: str, *, name: str = "text", limits: Limits = _DEFAULT) -> Source:
    """A `Source` of a text already in memory, unchanged. Raises `ReadError` where it is empty or too long.

    >>> read_text("I. MỤC TIÊU").format
    'txt'
    """
    from vnplan.parse.read.plain.text import of_text

    if not text.strip():
        raise ReadError("text_empty", where=name)
    limits.check_length(len(text), name)
    limits.check_lines(text, name)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return of_text(text, name=name, sha256=sha256)


def file_bytes(path: Path, *, where: str | None = None, limits: Limits = _DEFAULT) -> bytes:
    """A regular file's content within limits; errors name it as `where` (default: its name). Raises `ReadError`."""
    where = where or path.name
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("file_is_folder" if os.access(path, os.R_OK | os.X_OK) else "folder_closed", where=where)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("file_not_regular", where=where)
        if status.st_size > limits.file_bytes:
            raise _too_big(where, limits)
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        address = path.parts[:1] in {("http:",), ("https:",)}
        raise ReadError("file_is_address" if address else "file_missing", where=where) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError("file_unopened", where=where, reason=reason) from error


def _too_big(where: str, limits: Limits) -> ReadError:
    return ReadError("file_too_large", where=where, limit=limits.file_bytes)
