"""A note as Markdown, with pipe tables (GitHub's dialect). Texts of plans stay texts: nothing in them is markup."""

from __future__ import annotations

import re

from vnplan.report.notes.blocks import Facts, Grid, Heading, Paragraph, Points, Sheet

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$#&]")
_OPENING = re.compile(r"^(?:([-+=:])|(\d+)([.)]))")


def markdown(sheet: Sheet) -> str:
    """The note as Markdown text, ending in one line break."""
    parts = []
    for block in sheet.blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * min(block.level + 1, 6)} {plain(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(f"*{plain(block.text)}*" if block.quiet else plain(block.text))
        elif isinstance(block, Points):
            parts.append("\n".join(f"- {plain(point)}" for point in block.points))
        elif isinstance(block, Facts):
            parts.append("\n".join(f"- **{plain(name)}**: {plain(value)}" for name, value in block.facts))
        else:
            parts.append(_grid(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(words: str) -> str:
    """Words that Markdown shows as they are, on one line.

    >>> plain("- Xây dựng <b>05</b> mô hình | *dữ liệu*")
    '\\\\- Xây dựng \\\\<b\\\\>05\\\\</b\\\\> mô hình \\\\| \\\\*dữ liệu\\\\*'
    """
    line = _SPECIAL.sub(lambda match: "\\" + match.group(), " ".join(words.split()))
    return _OPENING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def _grid(grid: Grid) -> str:
    count = len(grid.head)
    lines = [_row(grid.head), "|" + " --- |" * count]
    for row in grid.rows:
        if len(row) == 1 and count > 1:
            lines.append(f"| **{_cell(row[0])}** |" + "  |" * (count - 1))
        else:
            lines.append(_row(row))
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(words: str) -> str:
    return "<br>".join(plain(line) for line in words.splitlines() if line.strip())
