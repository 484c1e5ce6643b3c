"""Renders what is computed: `page/`, `excel/` and `notes/`; at the top CSV, charts, text for the terminal, and what
they draw on: the wording, and what is known of plans beyond the record (agencies today, days, clarity, shared words).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from vnplan.comparison import ComparedPlan, Comparison
from vnplan.errors import Lang, OptionError, ReadError
from vnplan.files import write_files
from vnplan.models import Reference
from vnplan.models.base import check_kind, check_language
from vnplan.text import slug

__all__ = ["html_page", "note", "read_comparison", "report_files", "workbook", "write_report"]

PAGE = "report.html"
WORKBOOK = "report.xlsx"
STORE = "comparison.json"


def html_page(comparison: Comparison, *, reference: Reference | None = None, lang: Lang = "vi") -> str:
    """The report as one self-contained HTML page, in both languages; it opens in `lang`.

    `reference` is loaded by its id where it is not given. Raises `OptionError` for another language.
    """
    check_language(lang)
    from vnplan.report.page.html import html_page as render

    return render(comparison, reference=_known(comparison, reference), lang=lang)


def workbook(comparison: Comparison, *, reference: Reference | None = None, lang: Lang = "vi") -> bytes:
    """The report as an Excel workbook: the bytes of an .xlsx file. Raises `OptionError` for another language."""
    check_language(lang)
    from vnplan.report.excel.workbook import workbook_bytes

    return workbook_bytes(comparison, reference=_known(comparison, reference), lang=lang)


def note(
    plan: ComparedPlan,
    *,
    reference: Reference,
    draft: bool = False,
    format: Literal["docx", "md"] = "docx",
    lang: Lang = "vi",
) -> bytes:
    """The comparison note on one plan, or with `draft` the comment table on it (bảng góp ý), as a file's bytes.

    `format` is "docx" (Word) or "md" (Markdown, UTF-8). Raises `OptionError` for another format or language.
    """
    check_kind(plan, ComparedPlan, code="needs_compared_plan")
    check_kind(reference, Reference, code="needs_reference")
    check_language(lang)
    if format not in {"docx", "md"}:
        raise OptionError("unknown_note_format", name=repr(format))
    from vnplan.report.notes.brief import comparison_note
    from vnplan.report.notes.draft import draft_comments

    sheet = (draft_comments if draft else comparison_note)(plan, reference, lang=lang)
    if format == "md":
        from vnplan.report.notes.markdown import markdown

        return markdown(sheet).encode("utf-8", "backslashreplace")
    from vnplan.report.notes.word import word_bytes

    return word_bytes(sheet)


def report_files(
    comparison: Comparison, *, reference: Reference | None = None, xlsx: bool = False, lang: Lang = "vi"
) -> dict[str, str | bytes]:
    """Everything a report consists of, as relative file name -> content.

    The page; `tables/*.csv`; `alignments/<plan>.json` (the JSON contract); `comparison.json` (all of it, to be read
    back with `read_comparison`); with `xlsx` the workbook too. Page and workbook are in `lang`.
    """
    from vnplan.report.csv import csv_tables

    known = _known(comparison, reference)
    contents: dict[str, str | bytes] = {PAGE: html_page(comparison, reference=known, lang=lang)}
    contents.update({f"tables/{name}": text for name, text in csv_tables(comparison, known).items()})
    for plan in comparison.plans:
        contents[f"alignments/{file_stem(plan.document.id)}.json"] = plan.alignment.to_json()
    contents[STORE] = comparison.to_json()
    if xlsx:
        contents[WORKBOOK] = workbook(comparison, reference=known, lang=lang)
    return contents


def write_report(
    comparison: Comparison,
    folder: str | Path,
    *,
    reference: Reference | None = None,
    xlsx: bool = False,
    lang: Lang = "vi",
) -> Path:
    """Write the whole report into a folder, in `lang`, and return the page's path. Raises `WriteError`.

    Nothing takes its place before everything is written out; other files of the folder stay.
    """
    return write_files(folder, report_files(comparison, reference=reference, xlsx=xlsx, lang=lang))[0]


def read_comparison(path: str | Path) -> Comparison:
    """A stored comparison: its JSON file, or the folder of a report. Raises `ReadError` and `SchemaError`."""
    file = Path(path)
    if file.is_dir():
        file = file / STORE
    elif file.is_file() and file.suffix.lower() != ".json":
        raise ReadError("comparison_not_stored", where=str(file), store=STORE)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ReadError("comparison_unread", where=str(file), reason=str(error.strerror)) from error
    return Comparison.from_json(content, where=str(file))


def file_stem(document_id: str) -> str:
    """A file name for a document's id: nothing in it can lead out of the folder.

    >>> file_stem("can-tho"), file_stem("../../etc/passwd"), file_stem("Kế hoạch số 5~2")
    ('can-tho', 'etc-passwd', 'ke-hoach-so-5-2')
    """
    return slug(document_id)[:120] or "plan"


def _known(comparison: Comparison, reference: Reference | None) -> Reference:
    check_kind(comparison, Comparison, code="needs_comparison")
    if reference is not None:
        check_kind(reference, Reference, code="needs_reference")
        return reference
    from vnplan.attached import with_official
    from vnplan.reference import load_reference

    return with_official(load_reference(comparison.reference))
