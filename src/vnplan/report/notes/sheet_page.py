"""A note as one static page of HTML: no script, nothing from elsewhere, every text escaped; it prints as it stands."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from vnplan.report.notes.blocks import Block, Facts, Grid, Heading, Paragraph, Points, Sheet

PALETTE = """
:root { color-scheme: light; --paper: #faf9f6; --card: #fff; --ink: #1c2530; --muted: #566070; --line: #e2dfd8;
  --line-strong: #cfcac0; --head: #efede8; --group: #e3f0ed; --quiet: #f4f2ed; --accent: #0d5c56; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --paper: #13171b; --card: #1b2126; --ink: #e4e8eb; --muted: #a4aeb9; --line: #2e363e;
    --line-strong: #48525d; --head: #272e35; --group: #1b3734; --quiet: #181d21; --accent: #72cbbb; }
}
"""
"""Colours of the static pages, as in the report; dark where the reader's system is, white on paper."""

STYLE = (
    PALETTE
    + """body { margin: 2rem auto; max-width: 80rem; padding: 0 1.5rem; background: var(--paper); color: var(--ink);
  font: 400 0.9375rem/1.5 "Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
p { max-width: 60rem; } p.quiet { color: var(--muted); font-size: 0.875rem; }
table { border-collapse: collapse; background: var(--card); width: 100%; table-layout: fixed; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: var(--head); }
tr.group th { background: var(--group); } .facts th { width: 20%; }
td span { display: block; } td span:first-child:not(:only-child) { color: var(--muted); font-size: 0.8125rem; }
@media screen and (max-width: 700px) {
  body { margin: 1rem auto; padding: 0 1rem; } thead { display: none; }
  table, tbody, tr, td, tr.group th { display: block; } td { border: 0; padding: 0.2rem 0.6rem; }
  tr { border-bottom: 1px solid var(--line-strong); padding: 0.3rem 0; }
  td:not(:empty)::before { content: attr(data-title); color: var(--muted); font-size: 0.75rem; font-weight: 600; }
}
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 0.8125rem; }
  thead th { position: static; } tr { break-inside: avoid; } .opens { break-before: page; } }
"""
)


def sheet_page(sheet: Sheet) -> str:
    """The note as the text of an HTML page."""
    titles = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    title = escape(titles[0] if titles else "")
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_block(block) for block in sheet.blocks)
    return (
        f'<!doctype html>\n<html lang="{sheet.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        level = min(block.level + 1, 6)
        opens = ' class="opens"' if block.new_page else ""
        return f"<h{level}{opens}>{escape(block.text)}</h{level}>"
    if isinstance(block, Points):
        return "<ul>\n" + "".join(f"<li>{escape(point)}</li>\n" for point in block.points) + "</ul>"
    if isinstance(block, Paragraph):
        return f'<p class="quiet">{escape(block.text)}</p>' if block.quiet else f"<p>{escape(block.text)}</p>"
    if isinstance(block, Facts):
        facts = (f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in block.facts)
        return '<table class="facts">\n' + "\n".join(facts) + "\n</table>"
    return _grid(block)


def _grid(grid: Grid) -> str:
    total = sum(grid.widths)
    # an attribute, since the page's own policy forbids styles inside it
    columns = "".join(f'<col width="{100 * width / total:.4g}%">' for width in grid.widths)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.head)
    top = f"<colgroup>{columns}</colgroup>\n<thead><tr>{heads}</tr></thead>"
    return f"<table>\n{top}\n<tbody>\n{''.join(_rows(grid))}</tbody>\n</table>"


def _rows(grid: Grid) -> Iterable[str]:
    for row in grid.rows:
        if len(row) == 1 and len(grid.head) > 1:
            yield f'<tr class="group"><th colspan="{len(grid.head)}" scope="rowgroup">{escape(row[0])}</th></tr>\n'
        else:
            yield "<tr>" + "".join(map(_cell, grid.head, row)) + "</tr>\n"


def _cell(head: str, words: str) -> str:
    """A cell, with its column's head for narrow screens, where a row stands as a list."""
    return f'<td data-title="{escape(head)}">{_lines(words)}</td>'


def _lines(cell: str) -> str:
    return "".join(f"<span>{escape(line)}</span>" for line in cell.splitlines() if line.strip())
