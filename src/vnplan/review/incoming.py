"""Decisions back: a corrected workbook is read row by row, checked, and kept beside the plan.

Workbooks saved by Excel and by LibreOffice are read alike. A row that cannot be understood is named with what to do;
the other rows count. Cells that only inform are not read back.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from vnplan.decisions import keep_review, load_review
from vnplan.errors import Lang, ReadError, VnplanError
from vnplan.models import Document, LinkDecision, Reference, Refusal, Review, Verdict
from vnplan.review import sheets
from vnplan.text import fold

if TYPE_CHECKING:
    from openpyxl import Workbook

_NEEDED = ("clause", "provision", "decision", "target")
_MAX_BYTES = 50_000_000
_MAX_UNPACKED = 400_000_000
_MAX_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be understood: sheet, row as the program shows it, and why."""

    sheet: str
    row: int
    refusal: Refusal

    @property
    def message(self) -> str:
        """One sentence: what is wrong and what to do."""
        return self._said("en")

    def in_words(self, lang: Lang) -> str:
        """The problem with its place in a language."""
        row = {"vi": "dòng", "en": "row"}[lang]
        return f"{self.sheet}, {row} {self.row}: {self._said(lang)}"

    def _said(self, lang: Lang) -> str:
        return "; ".join(self.refusal.sentences(lang) or ())

    def __str__(self) -> str:
        return self.in_words("en")


class _RowError(VnplanError):
    """A row that could not be understood."""


class Answers(NamedTuple):
    """What a workbook says: decisions, those taken back (a clause's text and a provision, None: that the clause is
    local), and rows that could not be understood."""

    decisions: tuple[LinkDecision, ...]
    withdrawn: tuple[tuple[str, str | None], ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What came back: the decisions read, how many earlier ones were taken back, the rows not understood, and the
    review now kept beside the plan."""

    decisions: tuple[LinkDecision, ...]
    withdrawn: int
    problems: tuple[RowProblem, ...]
    review: Review
    kept_in: Path | None = None


def apply_review(plan: str | Path, workbook: str | Path, *, document: Document, reference: Reference) -> ReviewOutcome:
    """Read a corrected workbook and keep its decisions beside the plan; earlier decisions on other rows stay.

    Raises `ReadError` where the file is no review workbook, or one of another plan or reference.
    """
    answers = read_decisions(workbook, document=document, reference=reference)
    known = load_review(plan)
    if known is not None and known.reference != reference.id:
        raise ReadError("review_reference", where=str(plan), found=known.reference, expected=reference.id)
    review = known or Review(document=document.id, document_sha256=document.sha256, reference=reference.id)
    left = review.without(answers.withdrawn)
    withdrawn = len(review.decisions) - len(left.decisions)
    review = left.merged(answers.decisions).model_copy(update={"document_sha256": document.sha256})
    return ReviewOutcome(
        decisions=answers.decisions,
        withdrawn=withdrawn,
        problems=answers.problems,
        review=review,
        kept_in=keep_review(plan, review) if answers.decisions or withdrawn else None,
    )


def read_decisions(workbook: str | Path, *, document: Document, reference: Reference) -> Answers:
    """What the rows of a workbook say. Raises `ReadError` as `apply_review` does."""
    book = _open(Path(workbook))
    _check_origin(book, Path(workbook), document, reference)
    quotes = {node.id: node.text for node in document.clauses}
    provisions = {p.id for p in reference.provisions}
    decisions: list[LinkDecision] = []
    withdrawn: list[tuple[str, str | None]] = []
    problems: list[RowProblem] = []
    for name, columns in ((sheets.LINKS, sheets.LINK_COLUMNS), (sheets.LOCAL, sheets.LOCAL_COLUMNS)):
        if name not in book.sheetnames:
            problems.append(RowProblem(name, 1, Refusal(code="row_no_sheet")))
            continue
        heads = _heads(book[name], columns)
        if lost := [columns[key][0] for key in _NEEDED if key in columns and key not in heads]:
            problems.append(RowProblem(name, 1, Refusal(code="row_no_column", fields={"name": repr(lost[0])})))
            continue
        for line, row in _rows(book[name], heads):
            try:
                if (said := row.get("decision")) and _choice(said) == sheets.WITHDRAW:
                    withdrawn.append(_taken_back(row, quotes, provisions))
                else:
                    decisions.extend(_decide(row, quotes, provisions))
            except _RowError as error:
                problems.append(RowProblem(name, line, Refusal.of(error)))
    return Answers(tuple(decisions), tuple(withdrawn), tuple(problems))


def _open(path: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ReadError("workbook_too_large", where=str(path))
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_UNPACKED:
                raise ReadError("workbook_unpacks_too_much", where=str(path))
        return load_workbook(io.BytesIO(content), read_only=False, data_only=True, keep_links=False)
    except ReadError:
        raise
    except FileNotFoundError as error:
        raise ReadError("workbook_missing", where=str(path)) from error
    except OSError as error:
        raise ReadError("workbook_unopened", where=str(path), reason=str(error.strerror)) from error
    except Exception as error:  # openpyxl raises many kinds for a damaged file
        raise ReadError("workbook_damaged", where=str(path)) from error


def _check_origin(book: Workbook, path: Path, document: Document, reference: Reference) -> None:
    keys = {}
    if sheets.KEYS in book.sheetnames:
        keys = {
            str(row[0]): str(row[1]) for row in book[sheets.KEYS].iter_rows(max_row=10, max_col=2, values_only=True)
        }
    if not keys.get("schema", "").startswith("vnplan/review-workbook 1."):
        raise ReadError("workbook_not_ours", where=str(path))
    if keys.get("reference") != reference.id:
        raise ReadError("workbook_reference", where=str(path), found=str(keys.get("reference")), expected=reference.id)
    if keys.get("sha256") != document.sha256:
        raise ReadError("workbook_other_text", where=str(path))


def _heads(sheet: Any, columns: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """Where each column stands, found by its heading, in any order."""
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    shown = {fold(str(cell)): at for at, cell in enumerate(first) if cell is not None}
    return {key: shown[fold(name)] for key, (name, _) in columns.items() if fold(name) in shown}


def _rows(sheet: Any, heads: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with a decision, a target or a note, by column key."""
    last = min(sheet.max_row, _MAX_ROWS)  # openpyxl would make up the rows that are not there
    for line, cells in enumerate(sheet.iter_rows(min_row=2, max_row=last, values_only=True), start=2):
        row = {key: str(cells[at]).strip() for key, at in heads.items() if at < len(cells) and cells[at] is not None}
        if row.get("decision") or row.get("target") or row.get("note"):
            yield line, row


def _pair(row: Mapping[str, str], quotes: Mapping[str, str], provisions: set[str]) -> tuple[str, str | None]:
    """The text of a row's clause and its provision. Raises `_RowError`, to be shown to the analyst."""
    clause, provision = row.get("clause", ""), row.get("provision")
    if clause not in quotes:
        raise _RowError("row_no_clause", name=repr(clause))
    if provision is not None and provision not in provisions:
        raise _RowError("row_no_provision", name=repr(provision))
    return quotes[clause], provision


def _taken_back(row: Mapping[str, str], quotes: Mapping[str, str], provisions: set[str]) -> tuple[str, str | None]:
    """What a row takes its earlier decision back from. Raises `_RowError`, to be shown to the analyst."""
    if row.get("target"):
        raise _RowError("row_withdrawn_with_target", choice=sheets.WITHDRAW)
    return _pair(row, quotes, provisions)


def _decide(row: Mapping[str, str], quotes: Mapping[str, str], provisions: set[str]) -> Iterator[LinkDecision]:
    """The decisions of one row. Raises `_RowError`, to be shown to the analyst."""
    quote, provision = _pair(row, quotes, provisions)
    target = _target(row.get("target"), provisions)
    if not row.get("decision"):
        raise _RowError("row_target_undecided" if target else "row_note_undecided")
    choice = _choice(row["decision"])
    if target is not None and target not in provisions:
        raise _RowError("row_no_target", name=repr(target))
    if choice in {sheets.MOVE, sheets.ADD} and target is None:
        raise _RowError("row_without_target", choice=choice)
    if choice in {sheets.KEEP, sheets.DROP, sheets.OWN} and target is not None:
        raise _RowError("row_with_target", choice=choice, move=sheets.MOVE, add=sheets.ADD)
    if choice == sheets.MOVE and target == provision:
        raise _RowError("row_linked_already", name=str(target), keep=sheets.KEEP)
    note = row.get("note")

    def decision(to: str | None, verdict: Verdict) -> LinkDecision:
        return LinkDecision(clause=row["clause"], quote=quote, provision=to, verdict=verdict, note=note)

    if choice == sheets.OWN:
        yield decision(None, Verdict.LOCAL)
        return
    if provision is not None:
        yield decision(provision, Verdict.ACCEPT if choice in {sheets.KEEP, sheets.ADD} else Verdict.REJECT)
    if choice in {sheets.MOVE, sheets.ADD}:
        yield decision(target, Verdict.ACCEPT)


def _target(words: str | None, provisions: set[str]) -> str | None:
    """The provision of the drop-down's "III.2.1  Chia sẻ dữ liệu", or of an id alone; else the words as they are."""
    if words is None or words in provisions:
        return words
    first = words.split(maxsplit=1)[0]
    return first if first in provisions else words


def _choice(words: str) -> str:
    known = {fold(c): c for c in (*sheets.LINK_CHOICES, *sheets.LOCAL_CHOICES)} | sheets.ENGLISH
    found = known.get(fold(words))
    if found is None:
        named = ", ".join(dict.fromkeys((*sheets.LINK_CHOICES, *sheets.LOCAL_CHOICES)))
        raise _RowError("row_no_decision", said=repr(words), known=named)
    return found
