"""Small pieces of the score page: wording in both languages, tables, rates. Texts are escaped where they enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from html import escape

from vnplan.align.coverage.shares import Share
from vnplan.batch.output.wording import wording
from vnplan.errors import Lang
from vnplan.report.numbers import number_words
from vnplan.report.shares import main_figure, particulars

LANGS: tuple[Lang, ...] = ("vi", "en")


def both(say: Callable[[Lang], str]) -> str:
    """A text in both languages, of which the page shows the one that is chosen; one where they are the same.

    >>> both(lambda lang: {"vi": "Có", "en": "Yes & no"}[lang])
    '<span lang="vi">Có</span><span lang="en">Yes &amp; no</span>'
    """
    vi, en = (escape(say(lang)) for lang in LANGS)
    return vi if vi == en else f'<span lang="vi">{vi}</span><span lang="en">{en}</span>'


def said(group: str, key: str, **values: object) -> str:
    """A wording of the page in both languages, its numbers written as each writes them.

    >>> said("card", "specificity", n=1200)
    '<span lang="vi">Mức độ cụ thể của 1.200 đoạn</span><span lang="en">How specific the 1,200 clauses are</span>'
    """

    def in_words(lang: Lang) -> str:
        written = {
            name: number_words(Decimal(value), lang=lang) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return wording(group, key, lang=lang, **written)

    return both(in_words)


def share_cell(share: Share | None) -> str:
    """A rate, below it how many of how many and the interval; a dash where there is nothing to count."""
    more = particulars(share)
    return f"{main_figure(share)}<br><small>{more}</small>" if more else main_figure(share)


def share_line(share: Share) -> str:
    """A rate with its interval on one line, for narrow tables of a card."""
    return share_cell(share).replace("<br>", " ")


def opened(heads: Sequence[str], *, kind: str = "") -> str:
    """A table from its beginning to its first row; heads are markup already."""
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    named = f' class="{kind}"' if kind else ""
    return f'<div class="scroll"><table{named}>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n'


CLOSED = "</tbody></table></div>\n"


def row(cells: Iterable[str], *, kind: str = "", anchor: str = "") -> str:
    """A row of cells that are markup already."""
    named = f' class="{kind}"' if kind else ""
    return f"<tr{named}{anchor}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def small_table(title: str, rows: Iterable[tuple[str, ...]], heads: Sequence[str] = ()) -> str:
    """A table of a card: its title, heads, and rows of a name and figures, all of them markup already."""
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    head = f"<thead><tr><td></td>{cells}</tr></thead>" if heads else ""
    body = "".join(
        f'<tr><th scope="row">{name}</th>' + "".join(f"<td>{cell}</td>" for cell in figures) + "</tr>"
        for name, *figures in rows
    )
    return f"<table><caption>{title}</caption>{head}<tbody>{body}</tbody></table>\n"
