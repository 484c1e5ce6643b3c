"""A note as plain blocks (headings, paragraphs, tables), made once and written as Word or Markdown."""

from __future__ import annotations

from typing import Literal, NamedTuple

from vnplan.errors import Lang


class Heading(NamedTuple):
    """A heading; level 0 is the note's title."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A paragraph; `quiet` ones are remarks."""

    text: str
    quiet: bool = False


class Grid(NamedTuple):
    """A table: headings, rows of texts, and the widths of columns as shares of the page.

    A row of one cell goes across all columns and opens a group.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block = Heading | Paragraph | Grid


class Sheet(NamedTuple):
    """A whole note: its blocks, its language, and whether its tables ask for a wide page."""

    blocks: tuple[Block, ...]
    lang: Lang = "vi"
    page: Literal["portrait", "landscape"] = "landscape"
