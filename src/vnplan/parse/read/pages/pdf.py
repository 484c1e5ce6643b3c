"""PDF files with a text layer, and scanned ones through the extra `ocr`."""

from __future__ import annotations

import threading
from typing import Any

from vnplan.errors import ReadError
from vnplan.parse.read.builder import Builder
from vnplan.parse.read.letters.syllables import marked_words
from vnplan.parse.read.limits import Limits, Stopwatch
from vnplan.parse.read.pages.model import Page
from vnplan.parse.read.pages.ocr import available, recognise_page, rules_of_image
from vnplan.parse.read.pages.ocr_labels import mend_labels
from vnplan.parse.read.pages.pdf_forms import multiplies
from vnplan.parse.read.pages.write import write_pages
from vnplan.parse.source import Source

_ENOUGH, _MARKED = 20, 0.2
"""Four of five syllables of an administrative text carry marks."""
_ONE_AT_A_TIME = threading.Lock()
"""pdfium may be in one thread at a time; batches run processes side by side."""


def read_pdf(raw: bytes, *, name: str, where: str, sha256: str, limits: Limits, ocr: bool | None) -> Source:
    """Read a PDF. Raises `ReadError`: damaged, cut off, protected, only images without `ocr`, over a limit."""
    watch = limits.stopwatch(where)
    if b"%%EOF" not in raw[-4096:]:
        raise ReadError("pdf_cut_off", where=where)
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
        mend_labels([page for page in pages if page.number in recognised])
        builder.note("recognised", pages=", ".join(map(str, recognised)))
    write_pages(builder, pages, watch)
    if not builder.position:
        raise ReadError("image_no_words" if recognised else "pdf_only_images", where=where)
    return builder.source("pdf")


def _pages(raw: bytes, where: str, limits: Limits, watch: Stopwatch, ocr: bool | None) -> tuple[list[Page], list[int]]:
    """The pages, and which of them were recognised in images."""
    import pypdfium2 as pdfium

    from vnplan.parse.read.pages.pdf_page import read_page

    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        raise _refused(error, where) from error
    try:
        count = len(document)
        if not count:
            raise ReadError("pdf_no_pages", where=where)
        if count > limits.pages:
            raise ReadError("pdf_too_many_pages", where=where, count=count, limit=limits.pages)
        try:
            if multiplies(document):
                raise ReadError("pdf_bomb", where=where)
        except pdfium.PdfiumError as error:
            raise _refused(error, where) from error
        pages: list[Page] = []
        recognised: list[int] = []
        characters = 0
        for number in range(1, count + 1):
            watch.check()
            handle = _load(pdfium, document, number, where)
            try:
                page = read_page(pdfium, handle, number, watch)
                if (page.is_image or (page.is_scan and available() and _is_foreign(page))) and ocr is not False:
                    page = recognise_page(handle, page, where=where, watch=watch)
                    recognised.append(number)
                elif page.is_scan:
                    page.rules += rules_of_image(handle, page)
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
        raise ReadError("pdf_page_damaged", where=where, page=number) from error


def _is_foreign(page: Page) -> bool:
    """Whether the words over a scan were recognised as of a language without the letters of Vietnamese."""
    marked, _ = marked_words(" ".join(word.text for word in page.words))
    return len(page.words) >= _ENOUGH and marked < _MARKED * len(page.words)


def _refused(error: Exception, where: str) -> ReadError:
    text = str(error).lower()
    if "password" in text or "security" in text:
        return ReadError("file_protected", where=where)
    return ReadError("pdf_damaged", where=where)
