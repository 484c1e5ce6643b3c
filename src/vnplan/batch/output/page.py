"""The score page: one static HTML file, a row per plan in the official order, provinces without a plan among them.

Below it the files that failed, plans of one issuer over time, a card for each plan, the list of provinces, how to read
it. Written piece by piece, so that its size does not hang on memory. It has both languages and no script: the switch is
of inputs, and the style sheet hides the language that is not chosen. Every text is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from importlib.resources import files

from vnplan._version import __version__
from vnplan.batch.output.markup import CLOSED, LANGS, both, opened, said, share_cell
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
from vnplan.report.shares import FEW

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


def _style() -> str:
    """The style sheet. On a phone a plan is a block of figures, each under the name of its column."""
    named = "".join(
        f"#{lang}:checked ~ main .scores td:nth-child({place})::before "
        f'{{ content: "{wording("column", name, lang=lang)}"; }}\n'
        for lang in LANGS
        for place, name in enumerate(_COLUMNS, start=1)
        if place > 2  # the province and the plan name themselves
    )
    style = files("vnplan.batch.output").joinpath("data/scores.css").read_text(encoding="utf-8")
    return f"{PALETTE}\n{style}@media (max-width: 700px) {{\n{named}}}\n"


class Page:
    """The page in pieces: `begin`, then `add` for each row in official order, then `end`.

    `lang` is the language it opens in. `files`: what else was written, as a key of the wording ("report", "xlsx",
    "csv") -> its address.
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
        number = table.reference.number
        style = _style()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        day = MERGER.strftime("%d/%m/%Y")
        notes = [said("page", key, day=day, few=FEW) for key in ("order", "interval", "no_plan_note")]
        if any(not place.own for _, place in table.placements()):
            notes.append(said("page", "others"))
        return (
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(wording('page', 'title', lang=lang, number=number))}</title>\n<style>{style}</style>\n"
            f"</head>\n<body>\n{_switch(lang)}<main>\n<h1>{said('page', 'title', number=number)}</h1>\n"
            f'<p class="first"><strong>{said("page", "not_results")}</strong></p>\n'
            f"<p>{said('page', 'count', **counts)}</p>\n{self._ways()}"
            + f'<p class="notes">{" ".join(notes)}</p>\n'
            + opened(_heads(_COLUMNS), kind="scores")
        )

    def add(self, row: ScoreRow) -> str:
        """One row. Failed files come last in official order, and open a table of their own."""
        if row.status is Status.NO_FILE:
            self._without.append(row)
            return ""
        if row.failed:
            self._failures += 1
            begin = self._gap() + CLOSED + _failures_head() if self._failures == 1 else ""
            return begin + (_failure(row) if self._failures <= PAGE_ROWS else "")
        gap = self._gap(row)
        self._shown += 1
        if row.card is not None and row.plan is not None and len(self._cards) < CARDS:
            self._cards[row.plan] = card_section(row, self._table.reference, report=self._files.get("report"))
        if self._shown > PAGE_ROWS:
            return gap
        return gap + _row(row, linked=row.plan in self._cards)

    def end(self, entries: Sequence[SeriesEntry] = (), pages: Mapping[Pair, str] | None = None) -> str:
        """Everything below the last row: `entries` of series over time, `pages` that compare two plans."""
        table = self._table
        cards = frozenset(self._cards)
        made = said(
            "page",
            "made",
            library=__version__,
            segmenter=table.setup.segmenter,
            reference=table.reference.id,
        )
        cut = max(self._shown, self._failures) > PAGE_ROWS
        more = f"<p>{said('page', 'more', shown=PAGE_ROWS)}</p>\n" if cut else ""
        return (
            f"{self._gap()}{CLOSED}{more}{self._left_out()}"
            + time_section(entries, pages or {}, cards=cards)
            + self._all_cards()
            + register_section(register_rows(table.placements()), cards=cards)
            + f'<h2 id="reading">{said("reading", "title")}</h2>\n'
            + "".join(f"<p>{said('reading', key)}</p>\n" for key in _READING)
            + f"<p><small>{made}</small></p>\n</main>\n</body>\n</html>\n"
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
            return _row(rows[0], linked=False)
        names = ", ".join(f"<span>{_today(row)}</span>" for row in rows)
        return f'<tr class="none"><td colspan="{len(_COLUMNS)}">{said("page", "no_plan")}: {names}</td></tr>\n'

    def _ways(self) -> str:
        """What else there is, on this page and beside it."""
        inside = {key: f"#{key}" for key in ("cards", "register", "reading")}
        ways = ", ".join(
            f'<a href="{escape(address)}">{said("page", key)}</a>' for key, address in {**self._files, **inside}.items()
        )
        return f"<p>{said('page', 'files')} {ways}.</p>\n"

    def _left_out(self) -> str:
        files = self._table.left_out
        if not files:
            return ""
        items = "".join(f"<li>{escape(str(file))}</li>" for file in files[:_LEFT_OUT])
        if len(files) > _LEFT_OUT:
            items += f"<li>{said('page', 'more_files', n=len(files) - _LEFT_OUT)}</li>"
        title, words = said("page", "left_out", n=len(files)), said("page", "left_out_text")
        return f"<h2>{title}</h2>\n<p>{words}</p>\n<ul>{items}</ul>\n"

    def _all_cards(self) -> str:
        if not self._cards:
            return ""
        scored = sum(status is Status.SCORED for status in self._table.statuses())
        cut = scored > len(self._cards)
        more = f"<p>{said('page', 'more_cards', shown=len(self._cards))}</p>\n" if cut else ""
        return f'<h2 id="cards">{said("card", "title")}</h2>\n{"".join(self._cards.values())}{more}'


def _switch(lang: Lang) -> str:
    """The switch of languages; inputs stand before what they choose in, as the style sheet needs it."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    inputs = "".join(
        f'<input type="radio" name="lang" id="{one}"{" checked" if one == lang else ""} aria-label="{names[one]}">\n'
        for one in LANGS
    )
    labels = "".join(f'<label for="{one}" title="{names[one]}">{one.upper()}</label>' for one in LANGS)
    return f'{inputs}<div class="langs" aria-hidden="true">{labels}</div>\n'


def _heads(columns: Sequence[str]) -> list[str]:
    return [said("column", name) for name in columns]


def _today(row: ScoreRow) -> str:
    """The province of today, with a capital, and of what it is made up; the level of what is no province's plan."""
    if row.today is None:
        return said("level", (row.level or Level.UNKNOWN).value)
    name = provinces().get(row.today).full_name
    return escape(name[:1].upper() + name[1:])


def _row(row: ScoreRow, *, linked: bool) -> str:
    today = _today(row)
    if row.card is None:
        words = said("page", "no_plan")
        before = provinces().predecessors(row.today) if row.today else ()
        if len(before) > 1:
            day = MERGER.strftime("%d/%m/%Y")
            names = ", ".join(one.name for one in before)
            words += f" <small>({said('page', 'merged', names=names, day=day)})</small>"
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
        (today, _plan(row, card, linked=linked), *map(share_cell, shares), _deviations(card), _unread(card))
    )


def _plan(row: ScoreRow, card: Scorecard, *, linked: bool) -> str:
    """Who issued it, its number and day, and its id; the level where a province's row has another's plan."""
    name = escape(plan_name(card) or row.plan or "")
    if linked and row.plan:
        name = f'<a href="#{anchor(row.plan)}">{name}</a>'
    day = card.issued_on.strftime("%d/%m/%Y") if card.issued_on else None
    lines = [escape(line) for line in (", ".join(part for part in (card.number, day) if part), row.plan or "")]
    if row.today and row.level is not None and row.level is not Level.PROVINCE:
        lines.insert(0, said("level", row.level.value))
    return name + "".join(f"<br><small>{line}</small>" for line in lines if line)


def _deviations(card: Scorecard) -> str:
    counts: Counter[str] = Counter()
    for by in card.deviations.values():
        counts.update(by)
    return " / ".join(str(counts[s.value]) for s in Severity)


def _unread(card: Scorecard) -> str:
    lines = list(unread_lines(card))
    if card.links_in_review:
        lines.append(said("unread", "review", n=card.links_in_review))
    return "<br>".join(lines) or "–"


def _failures_head() -> str:
    return f"<h2>{said('page', 'failed')}</h2>\n" + opened(_heads(_FAILURE_COLUMNS))


def _failure(row: ScoreRow) -> str:
    code = f"<br><small>{escape(row.refusal.code)}</small>" if row.refusal else ""
    message, what_to_do = (both(partial(_told, row, cell)) for cell in ("message", "what_to_do"))
    return table_row((escape(row.source or ""), said("status", row.status.value) + code, message, what_to_do))


def _told(row: ScoreRow, cell: str, lang: Lang) -> str:
    return getattr(row.in_words(lang), cell) or ""
