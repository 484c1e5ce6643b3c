"""A note as plain blocks (headings, paragraphs, lists, tables), made once and written as Word, Markdown or HTML."""

from __future__ import annotations

from typing import Literal, NamedTuple

from vnplan.errors import Lang


class Heading(NamedTuple):
    """A heading; level 0 is the note's title. On paper one may begin a page."""

    level: int
    text: str
    new_page: bool = False


class Paragraph(NamedTuple):
    """A paragraph; `quiet` ones are remarks."""

    text: str
    quiet: bool = False


class Points(NamedTuple):
    """A list of points, a sentence or two each."""

    points: tuple[str, ...]


class Facts(NamedTuple):
    """What is known of one thing: names and values."""

    facts: tuple[tuple[str, str], ...]


class Grid(NamedTuple):
    """A table: headings, rows of texts, and the widths of columns as shares of the page.

    A row of one cell goes across all columns and opens a group.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block = Heading | Paragraph | Points | Facts | Grid


class Sheet(NamedTuple):
    """A whole note: its blocks, its language, and whether its tables ask for a wide page."""

    blocks: tuple[Block, ...]
    lang: Lang = "vi"
    page: Literal["portrait", "landscape"] = "landscape"
