"""The score page: one static HTML file, a row per plan in the official order, provinces without a plan among them.

Written piece by piece, so that its size does not hang on memory. It has no script; every text is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from html import escape

from vnplan._version import __version__
from vnplan.batch.register import places_without_plan
from vnplan.batch.rows import Rows, ScoreRow
from vnplan.batch.scorecard import Scorecard
from vnplan.batch.shares import Share
from vnplan.batch.wording import Lang, wording
from vnplan.batch.work import Status
from vnplan.lexicon import provinces
from vnplan.lexicon.provinces import MERGER
from vnplan.models import Obligation, Severity

PAGE_ROWS = 5_000
"""Rows the page shows; beyond it the CSV is the better place."""

_COLUMNS = (
    "today",
    "province",
    "plan",
    "issued_on",
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
_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem; background: #faf9f6; color: #1c2530; font: 400 0.9375rem/1.5 "Be Vietnam Pro", "Segoe UI", Roboto,
  "Noto Sans", "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
p { max-width: 60rem; } .first { border-left: 4px solid #0d5c56; padding-left: 0.75rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; background: #fff; }
th, td { border-bottom: 1px solid #e2dfd8; padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: #efede8; }
td.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
small { color: #566070; } tr.none td { color: #566070; background: #f4f2ed; }
@media print { body { margin: 0; } thead th { position: static; } }
"""


class Page:
    """The page in pieces: `begin`, then `add` for each row in official order, then `end`."""

    def __init__(self, table: Rows, *, lang: Lang = "vi") -> None:
        self._table = table
        self._lang = lang
        self._shown = 0
        self._failures = 0

    def begin(self) -> str:
        """Everything above the first row."""
        table, lang = self._table, self._lang
        statuses = table.statuses()
        scored = sum(status is Status.SCORED for status in statuses)
        absent = len(places_without_plan(place for _, place in table.placements()))
        counts: dict[str, object] = {"scored": scored, "failed": len(statuses) - scored, "absent": absent}
        title = escape(wording("page", "title", lang=lang, number=table.reference.number))
        digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        day = MERGER.strftime("%d/%m/%Y")
        notes = [wording("page", key, lang=lang, day=day) for key in ("order", "interval", "no_plan_note")]
        return (
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            f'<p class="first"><strong>{escape(wording("page", "not_results", lang=lang))}</strong></p>\n'
            f"<p>{escape(wording('page', 'count', lang=lang, **counts))}</p>\n"
            + "".join(f"<p>{escape(note)}</p>\n" for note in notes)
            + _opened(_COLUMNS, lang)
        )

    def add(self, row: ScoreRow) -> str:
        """One row. Failed files come last in official order, and open a table of their own."""
        if row.failed:
            self._failures += 1
            begin = _CLOSED + _failures_head(self._lang) if self._failures == 1 else ""
            return begin + (_failure(row, self._lang) if self._failures <= PAGE_ROWS else "")
        self._shown += 1
        return _row(row, self._lang) if self._shown <= PAGE_ROWS else ""

    def end(self) -> str:
        """Everything below the last row."""
        table, lang = self._table, self._lang
        settings = {
            "library": __version__,
            "segmenter": table.setup.segmenter,
            "reference": table.reference.id,
        }
        cut = max(self._shown, self._failures) > PAGE_ROWS
        more = f"<p>{escape(wording('page', 'more', lang=lang, shown=PAGE_ROWS))}</p>\n" if cut else ""
        made = escape(wording("page", "made", lang=lang, **settings))
        return f"{_CLOSED}{more}<p><small>{made}</small></p>\n</main>\n</body>\n</html>\n"


_CLOSED = "</tbody></table></div>\n"


def _opened(columns: Sequence[str], lang: Lang) -> str:
    heads = "".join(f'<th scope="col">{escape(wording("column", name, lang=lang))}</th>' for name in columns)
    return f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'


def _row(row: ScoreRow, lang: Lang) -> str:
    today = provinces().get(row.today).full_name if row.today else ""
    if row.card is None:
        words = escape(wording("page", "no_plan", lang=lang))
        return f'<tr class="none"><td>{escape(today)}</td><td colspan="{len(_COLUMNS) - 1}">{words}</td></tr>\n'
    card = row.card
    direct = next((g.coverage for g in card.classes if g.id == Obligation.DIRECT.value), None)
    cells = (
        escape(today),
        escape(card.province or "–"),
        f"{escape(row.plan or '')}<br><small>{escape(card.number or '')}</small>",
        card.issued_on.strftime("%d/%m/%Y") if card.issued_on else "–",
        _share(card.coverage),
        _share(direct),
        _share(card.local),
        _share(card.specificity.figure),
        _share(card.specificity.deadline),
        _share(card.specificity.agency),
        _share(card.ownership.lead),
        _deviations(card),
        escape(_unread(card, lang)),
    )
    return "<tr>" + "".join(f'<td class="n">{cell}</td>' for cell in cells) + "</tr>\n"


def _share(share: Share | None) -> str:
    """62% (51 - 72), and of how many; a dash where there is nothing to count."""
    if share is None or share.rate is None or share.low is None or share.high is None:
        return "–"
    return f"{share.rate:.0%} <small>({100 * share.low:.0f}–{100 * share.high:.0f}; n={share.count})</small>"


def _deviations(card: Scorecard) -> str:
    counts: Counter[str] = Counter()
    for by in card.deviations.values():
        counts.update(by)
    return " / ".join(str(counts[s.value]) for s in Severity)


def _unread(card: Scorecard, lang: Lang) -> str:
    parts = [wording("unread", "truncated", lang=lang)] if card.unread.truncated else []
    counts = {"unknown": card.unread.unknown, "unplaced": card.unread.unplaced, "review": card.links_in_review}
    parts += [wording("unread", key, lang=lang, n=n) for key, n in counts.items() if n]
    return "; ".join(parts) or "–"


def _failures_head(lang: Lang) -> str:
    return f"<h2>{escape(wording('page', 'failed', lang=lang))}</h2>\n" + _opened(_FAILURE_COLUMNS, lang)


def _failure(row: ScoreRow, lang: Lang) -> str:
    cells = (row.source, wording("status", row.status.value, lang=lang), row.message, row.what_to_do)
    return "<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in cells) + "</tr>\n"
