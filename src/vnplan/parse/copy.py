"""A text that is not legible as it stands is read in a legible copy; what was found there is led back to the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from vnplan.models import Document, Frozen, Span
from vnplan.parse.notes import note
from vnplan.parse.source import Source
from vnplan.text import MappedText, is_legible, nfc

F = TypeVar("F", bound=Frozen)


def source_in(copy: MappedText, source: Source) -> Source:
    """The source of the copy: what the reader knew stands at its place there."""
    composed = nfc(source.text)
    notes = [note("not_nfc")] if composed != source.text else []
    if not is_legible(composed):
        notes.append(note("odd_letters"))
    move = _onto(copy)
    return replace(
        source,
        text=copy.text,
        places=_moved(source.places, move),
        tables=_moved(source.tables, move),
        emphasised=_moved(source.emphasised, move),
        noise=_moved(source.noise, move),
        margin=_moved(source.margin, move),
        notes=(*source.notes, *notes),
    )


def document_in(copy: MappedText, document: Document) -> Document:
    """A document with the copy for its text."""
    return document.model_copy(update=_fields(document, _onto(copy)) | {"text": copy.text})


def led_back(found: F, copy: MappedText, **fields: object) -> F:
    """What was found in the copy: all spans lead to the text as given. `fields` are set as they are."""
    return found.model_copy(update=_fields(found, lambda span: Span(*copy.span(*span))) | fields)


def _onto(copy: MappedText) -> Callable[[Span], Span]:
    return lambda span: Span(bisect_left(copy.origin, span.start), bisect_left(copy.origin, span.end))


def _fields(model: Frozen, move: Callable[[Span], Span]) -> dict[str, object]:
    return {name: _moved(value, move) for name, value in model}


def _moved(value: Any, move: Callable[[Span], Span]) -> Any:
    """A value with all spans in it moved."""
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, tuple):
        return tuple(_moved(item, move) for item in value)
    if isinstance(value, Frozen):
        return value.model_copy(update=_fields(value, move))
    return value
