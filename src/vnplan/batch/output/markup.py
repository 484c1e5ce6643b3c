"""Small pieces of the score page: tables, rates with their intervals. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from vnplan.batch.shares import Share


def share_cell(share: Share | None) -> str:
    """A rate, below it its interval and of how many; a dash where there is nothing to count."""
    if share is None or share.rate is None or share.low is None or share.high is None:
        return "–"
    ends = f"{100 * share.low:.0f}–{100 * share.high:.0f}%"
    return f"{share.rate:.0%}<br><small>{ends}; n={share.count}</small>"


def share_line(share: Share) -> str:
    """A rate with its interval on one line, for narrow tables of a card."""
    return share_cell(share).replace("<br>", " ")


def opened(heads: Sequence[str], *, kind: str = "") -> str:
    """A table from its beginning to its first row."""
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    named = f' class="{kind}"' if kind else ""
    return f'<div class="scroll"><table{named}>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n'


CLOSED = "</tbody></table></div>\n"


def row(cells: Iterable[str], *, kind: str = "", anchor: str = "") -> str:
    """A row of cells that are markup already."""
    named = f' class="{kind}"' if kind else ""
    return f"<tr{named}{anchor}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def small_table(title: str, rows: Iterable[tuple[str, ...]], heads: Sequence[tuple[str, str]] = ()) -> str:
    """A table of a card: its title, and rows of a name (text) and figures (markup); `heads`: shown, and read aloud."""
    cells = "".join(
        f'<th scope="col" title="{escape(said)}" aria-label="{escape(said)}">{escape(shown)}</th>'
        for shown, said in heads
    )
    head = f"<thead><tr><td></td>{cells}</tr></thead>" if heads else ""
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>' + "".join(f"<td>{cell}</td>" for cell in figures) + "</tr>"
        for name, *figures in rows
    )
    return f"<table><caption>{escape(title)}</caption>{head}<tbody>{body}</tbody></table>\n"
