"""What every reader returns: one linear text and what the file format knew about it."""

from __future__ import annotations

from dataclasses import dataclass

from vnplan.models import Note, Place, Span, Table


@dataclass(frozen=True, slots=True)
class Source:
    """The linear text of a file in reading order, with maps back into the file.

    `text` is the decoded content for txt and md; for the other formats one paragraph a line, automatic numbering
    resolved into its printed label, table rows one a line with tab-separated cells. `places` lead back to page,
    paragraph and cell; `tables` hold the grids; `emphasised` are paragraphs set in bold or a heading style (a hint for
    headings without a number); `noise` are stretches the reader knows to be furniture (running headers, page numbers,
    menus): they stay in `text`, nothing is dropped. `margin` are numbers of lines beside the text.
    """

    text: str
    sha256: str
    name: str
    format: str = "txt"
    places: tuple[Place, ...] = ()
    tables: tuple[Table, ...] = ()
    emphasised: tuple[Span, ...] = ()
    noise: tuple[Span, ...] = ()
    margin: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
