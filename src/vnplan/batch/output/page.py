"""The score page: one static HTML file, a row per plan in the official order, provinces without a plan among them.

Below it the files that failed, plans of one issuer over time, a card for each plan, the list of provinces, how to read
it. Written piece by piece, so that its size does not hang on memory. It has no script; every text is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from vnplan._version import __version__
from vnplan.batch.output.markup import CLOSED, opened, share_cell
from vnplan.batch.output.markup import row as table_row
from vnplan.batch.output.page_cards import anchor, card_section, plan_name, unread_lines
from vnplan.batch.output.page_time import register_section, time_section
from vnplan.batch.output.version_pages import Pair
from vnplan.batch.output.wording import wording
from vnplan.batch.register import register_rows
from vnplan.batch.rows import Rows, ScoreRow
from vnplan.batch.running.work import Status
from vnplan.batch.scorecard import Scorecard
from vnplan.batch.series import SeriesEntry
from vnplan.errors import Lang
from vnplan.lexicon import provinces
from vnplan.lexicon.issuers import Level
from vnplan.lexicon.provinces import MERGER
from vnplan.models import Obligation, Severity
from vnplan.report.notes.sheet_page import PALETTE

PAGE_ROWS = 5_000
"""Rows the page shows; beyond it the CSV is the better place."""
CARDS = 200
"""Plans whose whole card the page shows."""
_LEFT_OUT = 50

_COLUMNS = (
    "today",
    "plan",
    "coverage",
    "direct",
    "local",
    "figure",
    "deadline",
    "agency",
    "lead",
    "deviations",
    "unread",
)
_FAILURE_COLUMNS = ("file", "status", "error", "what_to_do")
_READING = ("coverage", "direct", "local", "specific", "lead", "interval")


def _style(lang: Lang) -> str:
    """The style sheet. On a phone a plan is a block of figures, each under the name of its column."""
    named = "".join(
        f'.scores td:nth-child({place})::before {{ content: "{wording("column", name, lang=lang)}"; }}\n'
        for place, name in enumerate(_COLUMNS, start=1)
        if place > 2  # the province and the plan name themselves
    )
    style = files("vnplan.batch.output").joinpath("data/scores.css").read_text(encoding="utf-8")
    return f"{PALETTE}\n{style}@media (max-width: 700px) {{\n{named}}}\n"


class Page:
    """The page in pieces: `begin`, then `add` for each row in official order, then `end`.

    `files`: what else was written, as a key of the wording ("report", "xlsx", "csv") -> its address.
    """

    def __init__(self, table: Rows, *, lang: Lang = "vi", files: Mapping[str, str] | None = None) -> None:
        self._table = table
        self._lang = lang
        self._files = files or {}
        self._shown = 0
        self._failures = 0
        self._without: list[ScoreRow] = []
        self._cards: dict[str, str] = {}

    def begin(self) -> str:
        """Everything above the first row."""
        table, lang = self._table, self._lang
        statuses = table.statuses()
        scored = sum(status is Status.SCORED for status in statuses)
        listed = Counter(row.status for row in register_rows(table.placements()) if row.list == "34")
        counts = {"scored": scored, "failed": len(statuses) - scored}
        counts |= {key: listed[key] for key in ("own", "earlier", "none")}
        title = escape(wording("page", "title", lang=lang, number=table.reference.number))
        style = _style(lang)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        day = MERGER.strftime("%d/%m/%Y")
        notes = [wording("page", key, lang=lang, day=day) for key in ("order", "interval", "no_plan_note")]
        if any(not place.own for _, place in table.placements()):
            notes.append(wording("page", "others", lang=lang))
        return (
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            f'<p class="first"><strong>{escape(wording("page", "not_results", lang=lang))}</strong></p>\n'
            f"<p>{escape(wording('page', 'count', lang=lang, **counts))}</p>\n{self._ways()}"
            + f'<p class="notes">{escape(" ".join(notes))}</p>\n'
            + opened(_heads(_COLUMNS, lang), kind="scores")
        )

    def add(self, row: ScoreRow) -> str:
        """One row. Failed files come last in official order, and open a table of their own."""
        if row.status is Status.NO_FILE:
            self._without.append(row)
            return ""
        if row.failed:
            self._failures += 1
            begin = self._gap() + CLOSED + _failures_head(self._lang) if self._failures == 1 else ""
            return begin + (_failure(row, self._lang) if self._failures <= PAGE_ROWS else "")
        gap = self._gap(row)
        self._shown += 1
        if row.card is not None and row.plan is not None and len(self._cards) < CARDS:
            self._cards[row.plan] = card_section(
                row, self._table.reference, lang=self._lang, report=self._files.get("report")
            )
        if self._shown > PAGE_ROWS:
            return gap
        return gap + _row(row, self._lang, linked=row.plan in self._cards)

    def end(self, entries: Sequence[SeriesEntry] = (), pages: Mapping[Pair, str] | None = None) -> str:
        """Everything below the last row: `entries` of series over time, `pages` that compare two plans."""
        table, lang = self._table, self._lang
        cards = frozenset(self._cards)
        made = wording(
            "page",
            "made",
            lang=lang,
            library=__version__,
            segmenter=table.setup.segmenter,
            reference=table.reference.id,
        )
        cut = max(self._shown, self._failures) > PAGE_ROWS
        more = f"<p>{escape(wording('page', 'more', lang=lang, shown=PAGE_ROWS))}</p>\n" if cut else ""
        return (
            f"{self._gap()}{CLOSED}{more}{self._left_out()}"
            + time_section(entries, pages or {}, cards=cards, lang=lang)
            + self._all_cards()
            + register_section(register_rows(table.placements()), cards=cards, lang=lang)
            + f'<h2 id="reading">{escape(wording("reading", "title", lang=lang))}</h2>\n'
            + "".join(f"<p>{escape(wording('reading', key, lang=lang))}</p>\n" for key in _READING)
            + f"<p><small>{escape(made)}</small></p>\n</main>\n</body>\n</html>\n"
        )

    def _gap(self, before: ScoreRow | None = None) -> str:
        """The provinces without a plan that stand between two with one, as one row: the plans are what is looked for.

        One that stands above the plan of a commune of its own keeps its row.
        """
        rows, self._without = self._without, []
        own = rows.pop() if rows and before is not None and before.today == rows[-1].today else None
        return "".join(self._none(some) for some in (rows, [own] if own else []) if some)

    def _none(self, rows: Sequence[ScoreRow]) -> str:
        self._shown += 1
        if self._shown > PAGE_ROWS:
            return ""
        if len(rows) == 1:
            return _row(rows[0], self._lang, linked=False)
        words = escape(wording("page", "no_plan", lang=self._lang))
        names = ", ".join(f"<span>{_today(row, self._lang)}</span>" for row in rows)
        return f'<tr class="none"><td colspan="{len(_COLUMNS)}">{words}: {names}</td></tr>\n'

    def _ways(self) -> str:
        """What else there is, on this page and beside it."""
        inside = {key: f"#{key}" for key in ("cards", "register", "reading")}
        ways = ", ".join(
            f'<a href="{escape(address)}">{escape(wording("page", key, lang=self._lang))}</a>'
            for key, address in {**self._files, **inside}.items()
        )
        return f"<p>{escape(wording('page', 'files', lang=self._lang))} {ways}.</p>\n"

    def _left_out(self) -> str:
        files = self._table.left_out
        if not files:
            return ""
        lang = self._lang
        items = "".join(f"<li>{escape(str(file))}</li>" for file in files[:_LEFT_OUT])
        if len(files) > _LEFT_OUT:
            items += f"<li>{escape(wording('page', 'more_files', lang=lang, n=len(files) - _LEFT_OUT))}</li>"
        title = wording("page", "left_out", lang=lang, n=len(files))
        words = wording("page", "left_out_text", lang=lang)
        return f"<h2>{escape(title)}</h2>\n<p>{escape(words)}</p>\n<ul>{items}</ul>\n"

    def _all_cards(self) -> str:
        if not self._cards:
            return ""
        lang = self._lang
        scored = sum(status is Status.SCORED for status in self._table.statuses())
        cut = scored > len(self._cards)
        more = f"<p>{escape(wording('page', 'more_cards', lang=lang, shown=len(self._cards)))}</p>\n" if cut else ""
        title = escape(wording("card", "title", lang=lang))
        return f'<h2 id="cards">{title}</h2>\n{"".join(self._cards.values())}{more}'


def _heads(columns: Sequence[str], lang: Lang) -> list[str]:
    return [wording("column", name, lang=lang) for name in columns]


def _today(row: ScoreRow, lang: Lang) -> str:
    """The province of today, with a capital, and of what it is made up; the level of what is no province's plan."""
    if row.today is None:
        return escape(wording("level", (row.level or Level.UNKNOWN).value, lang=lang))
    name = provinces().get(row.today).full_name
    return escape(name[:1].upper() + name[1:])


def _row(row: ScoreRow, lang: Lang, *, linked: bool) -> str:
    today = _today(row, lang)
    if row.card is None:
        words = escape(wording("page", "no_plan", lang=lang))
        before = provinces().predecessors(row.today) if row.today else ()
        if len(before) > 1:
            day = MERGER.strftime("%d/%m/%Y")
            names = ", ".join(one.name for one in before)
            words += f" <small>({escape(wording('page', 'merged', lang=lang, names=names, day=day))})</small>"
        return f'<tr class="none"><td>{today}</td><td colspan="{len(_COLUMNS) - 1}">{words}</td></tr>\n'
    card = row.card
    direct = next((g.coverage for g in card.classes if g.id == Obligation.DIRECT.value), None)
    shares = (
        card.coverage,
        direct,
        card.local,
        card.specificity.figure,
        card.specificity.deadline,
        card.specificity.agency,
        card.ownership.lead,
    )
    return table_row(
        (today, _plan(row, card, lang, linked=linked), *map(share_cell, shares), _deviations(card), _unread(card, lang))
    )


def _plan(row: ScoreRow, card: Scorecard, lang: Lang, *, linked: bool) -> str:
    """Who issued it, its number and day, and its id; the level where a province's row has another's plan."""
    name = escape(plan_name(card) or row.plan or "")
    if linked and row.plan:
        name = f'<a href="#{anchor(row.plan)}">{name}</a>'
    day = card.issued_on.strftime("%d/%m/%Y") if card.issued_on else None
    lines = [", ".join(part for part in (card.number, day) if part), row.plan or ""]
    if row.today and row.level is not None and row.level is not Level.PROVINCE:
        lines.insert(0, wording("level", row.level.value, lang=lang))
    return name + "".join(f"<br><small>{escape(line)}</small>" for line in lines if line)


def _deviations(card: Scorecard) -> str:
    counts: Counter[str] = Counter()
    for by in card.deviations.values():
        counts.update(by)
    return " / ".join(str(counts[s.value]) for s in Severity)


def _unread(card: Scorecard, lang: Lang) -> str:
    lines = list(unread_lines(card, lang=lang))
    if card.links_in_review:
        lines.append(wording("unread", "review", lang=lang, n=card.links_in_review))
    return "<br>".join(escape(line) for line in lines) or "–"


def _failures_head(lang: Lang) -> str:
    return f"<h2>{escape(wording('page', 'failed', lang=lang))}</h2>\n" + opened(_heads(_FAILURE_COLUMNS, lang))


def _failure(row: ScoreRow, lang: Lang) -> str:
    row = row.in_words(lang)
    source, message, what_to_do = (escape(cell or "") for cell in (row.source, row.message, row.what_to_do))
    status = escape(wording("status", row.status.value, lang=lang))
    code = f"<br><small>{escape(row.refusal.code)}</small>" if row.refusal else ""
    return table_row((source, status + code, message, what_to_do))
