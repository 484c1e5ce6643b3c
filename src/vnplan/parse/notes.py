"""All codes of notes on a text, with what each means (docs print this table): the parser's, and those of attaching one.

A code is stable: it never changes its meaning. `message` is filled with the case's words; `meaning` is for readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vnplan.models import Note, Span


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note: the message with places to fill, and what a reader should know."""

    message: str
    meaning: str


NOTES: dict[str, Kind] = {
    "no_structure": Kind(
        "No heading or numbered item was found",
        "Nothing in the text is numbered, lettered or headed: it is probably no plan.",
    ),
    "truncated": Kind(
        "The text is cut off here",
        "What follows is missing; provisions whose place lies there are unknown, not missing.",
    ),
    "maybe_truncated": Kind(
        "The text ends without the end of a sentence, a signature or recipients",
        "It may be cut off; nothing is assumed.",
    ),
    "cut_inside": Kind(
        "Text was left out here",
        "The source says so ('[...]'), and goes on afterwards.",
    ),
    "hard_wrapped": Kind(
        "Lines are wrapped at about {width} characters; paragraphs were joined",
        "Line ends mean nothing in this text; paragraphs were found by width, case and punctuation.",
    ),
    "page_break_joined": Kind(
        "A paragraph that a page or blank line breaks was made whole",
        "The two pieces keep their offsets; what stood between is a noise node.",
    ),
    "not_an_item": Kind(
        "The line begins like an item ('{label}') but goes on a sentence",
        "It was wrapped within a sentence and is no item of its own.",
    ),
    "list_starts_late": Kind(
        "The list begins with '{label}'",
        "Items before it may be missing from the text.",
    ),
    "list_style_changed": Kind(
        "'{label}' goes on the list of '{last}' in another style",
        "The mark after the number changed within one list.",
    ),
    "label_repeated": Kind(
        "'{label}' stands twice in one list",
        "The second item has ~2 in its id.",
    ),
    "label_out_of_order": Kind(
        "'{label}' comes after '{last}'",
        "The order of the text was kept.",
    ),
    "label_skipped": Kind(
        "'{label}' comes right after '{last}'",
        "An ordinal is missing; text may be missing too.",
    ),
    "list_restarts": Kind(
        "The list begins again with '{label}' after '{last}'",
        "A heading between the two lists may be missing from the text.",
    ),
    "label_under_other_number": Kind(
        "'{label}' stands under '{last}'",
        "The first part of the number does not fit.",
    ),
    "several_documents": Kind(
        "The file holds {count} documents",
        "Nodes of the second and later ones have d2/, d3/ … in their ids.",
    ),
    "annex_absent": Kind(
        "The text speaks of an annex that the file does not hold",
        "It may stand in a file of its own: what the plan seems to leave out may be there.",
    ),
    "annex_alone": Kind(
        "The file is an annex and does not hold the document it is attached to",
        "What the annex leaves out may stand there: it is not known to be missing.",
    ),
    "issuer_conflict": Kind(
        "The file names both {one} and {other} as issuer",
        "The committee and its chairman are different issuers; check which one it is.",
    ),
    "number_blank": Kind(
        "The number of the document was left blank",
        "Drafts and copies before registration have no number.",
    ),
    "date_blank": Kind(
        "The date of issue was left blank",
        "Drafts and copies before registration have no date.",
    ),
    "date_invalid": Kind(
        "'{text}' is no day of the calendar",
        "The date was not taken over.",
    ),
    "date_conflict": Kind(
        "The file gives {one} and {other} as date of issue",
        "The date beside the place of issue was taken.",
    ),
    "number_conflict": Kind(
        "The file gives {one} and {other} as number",
        "The number of the letterhead was taken.",
    ),
    "province_inferred": Kind(
        "The province was taken from {where}",
        "The letterhead does not name it.",
    ),
    "unplaced_text": Kind(
        "This text fits no rule and was kept as noise",
        "Nothing is dropped; please report the file.",
    ),
    "not_nfc": Kind(
        "The text is not in Unicode NFC",
        "It was compared in NFC; offsets are those of the text as given.",
    ),
    "odd_letters": Kind(
        "The text has characters that do not print, or look like others",
        "Zero-width marks, soft hyphens, letters of other alphabets: it was read as it looks.",
    ),
    "citation_unresolved": Kind(
        "'{text}' refers to an act the text does not name",
        "No number could be given.",
    ),
    # what the readers of file formats say
    "encoding_guessed": Kind(
        "The text was read as {encoding}{evidence}",
        "The file does not say its encoding; the one that gives the most Vietnamese syllables was taken.",
    ),
    "damaged_encoding": Kind(
        "{count} characters could not be decoded",
        "They stand as U+FFFD, or were left out where the file ends inside one.",
    ),
    "legacy_font": Kind(
        "Text in old fonts (TCVN3 or VNI) was converted to Unicode",
        "The fonts' names, or the look of the words, say so.",
    ),
    "through_office": Kind(
        "Read through LibreOffice, which saved it as docx or xlsx",
        "Files of Office 97-2003, RTF, OpenDocument; another version of LibreOffice may do it differently.",
    ),
    "tracked_changes": Kind(
        "Tracked changes were read as accepted",
        "Deleted words are no part of the text, inserted ones are.",
    ),
    "hidden_text": Kind(
        "Text formatted as hidden was left out",
        "Word prints no such text.",
    ),
    "comments": Kind(
        "The file carries comments",
        "They are no part of the text.",
    ),
    "part_not_read": Kind(
        "A part embedded from another file was not read",
        "Open the file in Word and save it again to make the part its own.",
    ),
    "hidden_sheets": Kind(
        "Hidden sheets of the workbook were left out: {count}",
        "Who opens the workbook does not see them, and none is printed.",
    ),
    "hidden_cells": Kind(
        "Cells that the sheets hide were left out: {count}",
        "They stand in hidden rows or columns, below a merged cell, or have a format that shows nothing.",
    ),
    "folded_rows": Kind(
        "Rows that a filter or a folded outline keeps out of sight were read: {count}",
        "A filter is a way of looking at a table, often saved by chance; a click shows the rows.",
    ),
    "not_computed": Kind(
        "Formulas without a stored value: {count}",
        "Nothing is computed here. Open the workbook in Excel or LibreOffice and save it, and it stores them.",
    ),
    "cell_errors": Kind(
        "Cells that show an error instead of a value: {count}",
        "They stand in the text as the sheet shows them (#REF!, #N/A); ask for the workbook they refer to.",
    ),
    "page_not_read": Kind(
        "Page {page} has no text that can be read, only its image, and was left out",
        "OCR was switched off; what the page says is unknown, not missing.",
    ),
    "recognised": Kind(
        "Recognised in images: page {pages}",
        "OCR errs; check figures and names against the image.",
    ),
    # what looks like a slip in a codebook
    "codebook_figure": Kind(
        "{provision}: the figure {what} does not stand in its statement or measures",
        "One of the two is a slip, or the statement leaves the figure out.",
    ),
    "codebook_day": Kind(
        "{provision}: the statement names another day than {what}",
        "Deadlines of plans are compared with the day entered under `due`.",
    ),
    "codebook_year": Kind(
        "{provision}: the statement names another year than {what}",
        "Deadlines of plans are compared with the year entered under `horizon`, `period` or `due`.",
    ),
    "codebook_marks": Kind(
        "{provision}: the statement spells '{what}' with other marks",
        "Plans are checked for the word as it is entered, so that a slip finds nothing.",
    ),
    "codebook_agency": Kind(
        "{provision}: no agency with the id {what} is known",
        "Ids are those that `vnplan parse` prints; of a body that is not listed it prints a slug of the name.",
    ),
    "official_missing": Kind(
        "{provision}: its place is not in the file",
        "The copy of the official text has nothing where the codebook says that the provision stands.",
    ),
    "official_no_figure": Kind(
        "{provision}: a figure of the codebook is not in it",
        "What stands at the place of the provision has not all of its figures, and was not attached.",
    ),
    "official_like_other": Kind(
        "{provision}: what stands at its place reads like {other}",
        "The numbering of the copy may be shifted; what stands there was not attached.",
    ),
    "official_unlike": Kind(
        "{provision}: what stands at its place reads like something else",
        "It has too few words of our statement of the provision, and was not attached.",
    ),
}


def note(
    code: str, start: int | None = None, end: int | None = None, *, words: Mapping[str, object] | None = None
) -> Note:
    """A note with one of the stable codes; offsets are those of the source, `words` fill the message.

    >>> note("label_repeated", 5, 8, words={"label": "II."}).message
    "'II.' stands twice in one list"
    """
    span = Span(start, end) if start is not None and end is not None else None
    return Note(code=code, message=NOTES[code].message.format(**words or {}), span=span)
