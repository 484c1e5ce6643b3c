"""PDF files with a text layer, and scanned ones through the extra `ocr`."""

from __future__ import annotations

import threading
from typing import Any

from vnplan.errors import ReadError
from vnplan.parse.read.builder import Builder
from vnplan.parse.read.limits import Limits, Stopwatch
from vnplan.parse.read.ocr import HINT, available, recognise_page
from vnplan.parse.read.page_model import Page
from vnplan.parse.read.pages import write_pages
from vnplan.parse.source import Source

_ONE_AT_A_TIME = threading.Lock()
"""pdfium may be in one thread at a time; batches run processes side by side."""
_AGAIN = "Get the file again, or open it in a PDF viewer and print it to a new PDF"


def read_pdf(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits, ocr: bool | None) -> Source:
    """Read a PDF. Raises `ReadError`: damaged, cut off, protected, only images without `ocr`, over a limit."""
    watch = limits.stopwatch(where)
    if b"%%EOF" not in raw[-4096:]:
        raise ReadError("The PDF file is cut off", where=where, hint=_AGAIN)
    with _ONE_AT_A_TIME:
        pages, recognised = _pages(raw, where, limits, watch, ocr)
    builder = Builder(name=name, sha256=sha256, limits=limits)
    left_out = [page.number for page in pages if page.is_image and not page.words]
    for number in left_out:
        builder.note("page_not_read", page=number)
    broken = sum(word.text.count("\ufffd") for page in pages for word in page.words)
    if broken:
        builder.note("damaged_encoding", count=broken)
    if recognised:
        builder.note("recognised", pages=", ".join(map(str, recognised)))
    write_pages(builder, pages, watch)
    if not builder.position:
        raise ReadError("The PDF file holds no text, only images", where=where, hint=HINT)
    return builder.source("pdf")


def _pages(raw: bytes, where: str, limits: Limits, watch: Stopwatch, ocr: bool | None) -> tuple[list[Page], list[int]]:
    """The pages, and which of them were recognised in images."""
    import pypdfium2 as pdfium

    from vnplan.parse.read.pdf_page import read_page

    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        raise _refused(error, where) from error
    try:
        count = len(document)
        if not count:
            raise ReadError("The PDF file has no pages", where=where, hint=_AGAIN)
        if count > limits.pages:
            raise ReadError(
                f"The PDF file has {count} pages, more than {limits.pages}",
                where=where,
                hint="Split the file, or raise the limit `pages`",
            )
        pages: list[Page] = []
        recognised: list[int] = []
        characters = 0
        for number in range(1, count + 1):
            watch.check()
            handle = _load(pdfium, document, number, where)
            try:
                page = read_page(pdfium, handle, number, watch)
                if page.is_image and ocr is not False:
                    page = _recognised(handle, page, where, watch)
                    recognised.append(number)
            finally:
                handle.close()
            characters += sum(len(word.text) for word in page.words)
            limits.check_length(characters, where)
            pages.append(page)
        return pages, recognised
    finally:
        document.close()


def _load(pdfium: Any, document: Any, number: int, where: str) -> Any:
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise ReadError(f"Page {number} of the PDF file is damaged", where=where, hint=_AGAIN) from error


def _recognised(handle: Any, page: Page, where: str, watch: Stopwatch) -> Page:
    if not available():
        raise ReadError(
            "The page has no text that can be read, only its image", where=f"{where}, page {page.number}", hint=HINT
        )
    return recognise_page(handle, page, where=where, watch=watch)


def _refused(error: Exception, where: str) -> ReadError:
    text = str(error).lower()
    if "password" in text or "security" in text:
        return ReadError(
            "The file is protected by a password", where=where, hint="Open it with the password and save it without one"
        )
    return ReadError("The PDF file is damaged", where=where, hint=_AGAIN)
