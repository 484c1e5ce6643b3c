"""Renders what is computed: the HTML page, CSV tables, JSON, and text for the terminal."""

from __future__ import annotations

from pathlib import Path

from vnplan.comparison import Comparison
from vnplan.files import write_files
from vnplan.models import Reference
from vnplan.text import slug

__all__ = ["html_page", "report_files", "write_report"]

PAGE = "report.html"


def html_page(comparison: Comparison, *, reference: Reference | None = None) -> str:
    """The report as one self-contained HTML page. `reference` is loaded by its id where it is not given."""
    from vnplan.report.html import html_page as render

    return render(comparison, reference=_known(comparison, reference))


def report_files(comparison: Comparison, *, reference: Reference | None = None) -> dict[str, str]:
    """Everything a report consists of, as relative file name -> text.

    The page; `tables/*.csv`; `alignments/<plan>.json` (the JSON contract); `comparison.json` (all of it, to be read
    back with `Comparison.from_json`).
    """
    from vnplan.report.csv import csv_tables

    known = _known(comparison, reference)
    contents = {PAGE: html_page(comparison, reference=known)}
    contents.update({f"tables/{name}": text for name, text in csv_tables(comparison, known).items()})
    for plan in comparison.plans:
        contents[f"alignments/{file_stem(plan.document.id)}.json"] = plan.alignment.to_json()
    contents["comparison.json"] = comparison.to_json()
    return contents


def write_report(comparison: Comparison, folder: str | Path, *, reference: Reference | None = None) -> Path:
    """Write the whole report into a folder and return the page's path. Raises `WriteError`.

    Nothing takes its place before everything is written out; other files of the folder stay.
    """
    return write_files(folder, report_files(comparison, reference=reference))[0]


def file_stem(document_id: str) -> str:
    """A file name for a document's id: nothing in it can lead out of the folder.

    >>> file_stem("can-tho"), file_stem("../../etc/passwd"), file_stem("Kế hoạch số 5~2")
    ('can-tho', 'etc-passwd', 'ke-hoach-so-5-2')
    """
    return slug(document_id)[:120] or "plan"


def _known(comparison: Comparison, reference: Reference | None) -> Reference:
    if reference is not None:
        return reference
    from vnplan.attached import with_official
    from vnplan.reference import load_reference

    return with_official(load_reference(comparison.reference))
