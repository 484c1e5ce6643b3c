"""The columns of a score table in words: headings and codes as someone with a spreadsheet should read them."""

from __future__ import annotations

import re

from vnplan.batch.output.page_cards import note_kind
from vnplan.batch.output.wording import wording
from vnplan.errors import Lang
from vnplan.lexicon import label
from vnplan.models import CoverageStatus, DeviationKind, Obligation, Reference, Relation
from vnplan.reference import reference_number
from vnplan.report.strings import text
from vnplan.tables import SEPARATOR, Cell

_PART = re.compile(r"(?P<share>.+)_(?P<part>rate|low|high|count)")
_NOTE = re.compile(r"(?P<code>\w+) \((?P<count>\d+)\)")
_LABELLED = frozenset(item.value for codes in (CoverageStatus, DeviationKind) for item in codes)
_RELATIONS = frozenset(item.value for item in Relation)


def heading(column: str, reference: Reference, *, lang: Lang = "vi") -> str:
    """What a column holds, in words. Of a rate's four columns only the first says the whole of it.

    >>> from vnplan import load_reference
    >>> reference = load_reference("qd-127-2021")
    >>> [heading(name, reference) for name in ("coverage_rate", "coverage_low", "severity_high", "class_direct_rate")]
    ['Tỷ lệ thể hiện', 'cận dưới 95%', 'Điểm khác biệt: Cao', 'Tỷ lệ thể hiện: Giao trực tiếp cho cấp tỉnh']
    """
    if column.startswith("severity_"):
        return wording("heading", "severity", lang=lang, name=label(column.removeprefix("severity_"), lang=lang))
    if column in _RELATIONS:
        return wording("heading", "relation", lang=lang, name=label(column, lang=lang))
    if column in _LABELLED:
        return label(column, lang=lang)
    if column == "section":
        return wording("heading", "section_id", lang=lang)
    if (found := _PART.fullmatch(column)) is None:
        return wording("heading", column, lang=lang)
    if found["part"] != "rate":
        return wording("heading", found["part"], lang=lang)
    return _share(found["share"], reference, lang)


def _share(name: str, reference: Reference, lang: Lang) -> str:
    kind, _, of = name.partition("_")
    if kind == "class" and of in {obligation.value for obligation in Obligation}:
        return wording("heading", "class", lang=lang, name=text("obligation", of, lang=lang))
    if kind == "section":
        title = next((getattr(s.title, lang) for s in reference.sections if s.id == of), "")
        return wording("heading", "section", lang=lang, name=f"{of} {title}".strip())
    return wording("heading", name, lang=lang)


def in_words(column: str, cell: Cell, *, lang: Lang = "vi") -> Cell:
    """A cell as a reader should see it: codes in words, sentences in the language; the rest as it is.

    >>> in_words("status", "no_file"), in_words("notes", "truncated (1)"), in_words("clauses", 7)
    ('Chưa có kế hoạch', 'Văn bản bị cắt; phần sau không có', 7)
    """
    if not isinstance(cell, str):
        return wording("heading", "yes", lang=lang) if cell is True else None if cell is False else cell
    if column in {"status", "level"}:
        return wording(column, cell, lang=lang)
    if column == "carries_out":
        return reference_number(cell) or cell
    if column == "notes":
        return SEPARATOR.join(_note(found["code"], int(found["count"]), lang) for found in _NOTE.finditer(cell))
    return cell


def _note(code: str, count: int, lang: Lang) -> str:
    words = note_kind(code, lang=lang)
    return words if count == 1 else wording("card", "times", lang=lang, words=words, n=count)
