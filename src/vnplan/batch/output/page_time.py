"""The parts of the score page below its tables: series over time, and the two lists of provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from vnplan.align.coverage.shares import Share
from vnplan.batch.output.markup import CLOSED, both, opened, row, said, share_cell
from vnplan.batch.output.page_cards import anchor
from vnplan.batch.output.version_pages import PAIRS, Pair
from vnplan.batch.register import RegisterRow, merged
from vnplan.batch.series import SeriesEntry, of_several
from vnplan.lexicon.provinces import MERGER
from vnplan.report.strings import text

LINES = 500
"""Plans in series that the page shows; all are in tables/series.csv."""
NAMED = 20
"""Plans named beside one province of the register; all are in tables/provinces.csv."""
_TIME = ("issuer", "issued_on", "plan", "coverage", "change")


def time_section(entries: Sequence[SeriesEntry], pages: Mapping[Pair, str], *, cards: frozenset[str]) -> str:
    """Issuers with several plans, each plan beside the one before it; nothing where there are none."""
    several = list(of_several(entries))
    if not several:
        return ""
    lines = [line for series in several for line in _series(series, pages, cards)]
    day = MERGER.strftime("%d/%m/%Y")
    more = "" if pages else f"<p>{said('time', 'by_hand', n=PAIRS)}</p>\n"
    if len(lines) > LINES:
        more += f"<p>{said('time', 'more', shown=LINES)}</p>\n"
    return (
        f'<h2 id="time">{said("time", "title")}</h2>\n<p>{said("time", "text", day=day)}</p>\n'
        + opened([said("time", key) for key in _TIME])
        + "".join(lines[:LINES])
        + CLOSED
        + more
    )


def _series(series: Sequence[SeriesEntry], pages: Mapping[Pair, str], cards: frozenset[str]) -> Iterator[str]:
    before: SeriesEntry | None = None
    for entry in series:
        issued = entry.issued_on.strftime("%d/%m/%Y") if entry.issued_on else ""
        issued = issued or said("time", "draft" if entry.draft else "undated")
        yield row(
            (
                escape(entry.issuer) if before is None else "",
                issued,
                plan_link(entry.document, cards)
                + (f"<br><small>{escape(entry.number)}</small>" if entry.number else ""),
                share_cell(_coverage(entry)),
                _against(before, entry, pages),
            )
        )
        before = entry


def _coverage(entry: SeriesEntry) -> Share:
    rate, count = entry.coverage_rate, entry.coverage_count
    return Share(value=(rate or 0) * count, count=count, rate=rate, low=entry.coverage_low, high=entry.coverage_high)


def _against(before: SeriesEntry | None, entry: SeriesEntry, pages: Mapping[Pair, str]) -> str:
    if before is None:
        return "–"
    parts = []
    if entry.change is not None:
        points = f"{100 * entry.change:+.0f}".replace("-", "−") if abs(entry.change) >= 0.005 else "0"
        parts.append(said("time", "points", change=points))
    if page := pages.get((before.document, entry.document)):
        parts.append(f'<a href="{escape(page)}">{said("time", "compare")}</a>')
    return "<br>".join(parts) or "–"


def plan_link(plan: str, cards: frozenset[str]) -> str:
    """A plan's id, leading to its card where the page has it."""
    return f'<a href="#{anchor(plan)}">{escape(plan)}</a>' if plan in cards else escape(plan)


def register_section(rows: Sequence[RegisterRow], *, cards: frozenset[str]) -> str:
    """Today's provinces with their plans, and under each the former ones with theirs; absent ones stand as absent."""
    former: dict[str, list[RegisterRow]] = {}
    for one in rows:
        if one.list == "63":
            former.setdefault(one.today, []).append(one)
    none = both(lambda lang: text("register", "none", lang=lang))

    def links(plans: Sequence[str]) -> str:
        named = [plan_link(plan, cards) for plan in plans[:NAMED]]
        if len(plans) > NAMED:
            named.append(said("page", "more_plans", n=len(plans) - NAMED))
        return ", ".join(named) or f"<small>{none}</small>"

    def before(one: RegisterRow) -> str:
        if not merged(one.id):
            names = [part.name for part in former[one.id] if part.name != one.name]
            key = "renamed" if names else "unchanged"
            return f"<small>{said('register', key, name=', '.join(names))}</small>"
        return "<br>".join(f"{escape(part.name)}: {links(part.plans)}" for part in former[one.id])

    body = "".join(
        row(
            (escape(one.name), links(one.plans), before(one), links(one.within) if one.within else ""),
            kind="none" if one.status == "none" else "",
        )
        for one in rows
        if one.list == "34"
    )
    with_plan = sum(one.list == "34" and one.status != "none" for one in rows)
    day = MERGER.strftime("%d/%m/%Y")
    heads = [both(lambda lang: text("register", "today", lang=lang))]
    heads += [said("register", key, day=day) for key in ("own", "former", "within")]
    title = both(lambda lang: text("register", "title", lang=lang))
    intro = both(lambda lang: text("register", "intro", lang=lang, n=with_plan, total=34))
    return f'<h2 id="register">{title}</h2>\n<p>{intro}</p>\n' + opened(heads) + body + CLOSED
