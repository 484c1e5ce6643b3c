"""Paragraphs and tables as docx, xlsx and html hold them, and their writing: grids as rows, layout tables as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vnplan.parse.read.builder import Builder, Cell, Row
from vnplan.parse.read.layout import is_grid


@dataclass(slots=True)
class Paragraph:
    """One paragraph; `label` is its automatic number with the blank after it, `boxes` are text boxes hanging on it.

    `page`: whether it is the first of a page by the file's own break.
    """

    text: str
    bold: bool = False
    noise: bool = False
    label: str = ""
    footnotes: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    page: bool = False

    @property
    def printed(self) -> str:
        """The words with their label; a paragraph without words prints nothing."""
        return self.label + self.text.lstrip() if self.text.strip() else ""


@dataclass(slots=True)
class TableCell:
    """What a cell holds, over how many columns; `covered` where it belongs to the cell above."""

    blocks: list[Block]
    columns: int = 1
    covered: bool = False


@dataclass(slots=True)
class TableBlock:
    """A table before it is known to be a grid. `borders`: whether the file draws lines, None where it does not say."""

    rows: list[list[TableCell]]
    headers: list[bool]
    borders: bool | None = None


Block = Paragraph | TableBlock


def write(builder: Builder, blocks: Iterable[Block], *, noise: bool = False) -> None:
    """Write blocks in order; a layout table's cells one after the other, a grid's rows one a line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.page:
                builder.page_break()
            builder.paragraph(block.printed, bold=block.bold, noise=noise or block.noise)
            _write_after(builder, block)
            continue
        texts = [["\n".join(words(cell.blocks)) for cell in row] for row in block.rows]
        nested = any(_is_table(inner) for row in block.rows for cell in row for inner in cell.blocks)
        if not is_grid(texts, borders=block.borders, nested=nested):
            for row in block.rows:
                for cell in row:
                    write(builder, cell.blocks, noise=noise)
            continue
        builder.rows(
            [
                Row([Cell(words(cell.blocks), cell.columns, cell.covered) for cell in row], header=header)
                for row, header in zip(block.rows, block.headers, strict=True)
            ],
            noise=noise,
        )
        for paragraph in paragraphs([block]):
            _write_after(builder, paragraph)


def _is_table(block: Block) -> bool:
    """Whether a block is a table of more than one cell: one alone only frames its words."""
    return isinstance(block, TableBlock) and sum(map(len, block.rows)) > 1


def _write_after(builder: Builder, paragraph: Paragraph) -> None:
    for note in paragraph.footnotes:
        builder.paragraph(note, noise=True)
    write(builder, paragraph.boxes)


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs, those inside tables too, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def words(blocks: Iterable[Block]) -> list[str]:
    """The lines of a cell. Here an empty numbered paragraph shows its number: the column TT is often made so."""
    return [
        line
        for paragraph in paragraphs(blocks)
        for line in (paragraph.printed or paragraph.label).split("\n")
        if line.strip()
    ]
