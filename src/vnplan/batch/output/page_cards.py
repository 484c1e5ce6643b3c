"""The scorecard of one plan on the score page: everything of it, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from vnplan.batch.output.markup import share_line, small_table
from vnplan.batch.output.wording import wording
from vnplan.batch.rows import ScoreRow
from vnplan.batch.scorecard import GroupScore, Scorecard
from vnplan.batch.shares import Share
from vnplan.errors import Lang
from vnplan.lexicon import label
from vnplan.lexicon.issuers import short_name
from vnplan.models import CoverageStatus, Reference, Relation, Severity
from vnplan.parse.notes import NOTES
from vnplan.reference import other_number
from vnplan.report import file_stem
from vnplan.report.parser_notes import FILE
from vnplan.report.strings import table, text
from vnplan.report.words import SIGNS

_FIELD = re.compile(r"[“\"']?\{\w+\}[”\"']?")


def anchor(plan: str) -> str:
    """The id of a plan's card on the page."""
    return f"card-{file_stem(plan)}"


def plan_name(card: Scorecard) -> str:
    """Who issued a plan, in short: "UBND tỉnh Hòa Bình"; else its province."""
    return short_name(card.issuer) if card.issuer else card.province or ""


def note_kind(code: str, *, lang: Lang) -> str:
    """What a note of the parser says, without what it says it of."""
    said = table(FILE).get(code) if lang == "vi" else None
    words = said or (NOTES[code].message if code in NOTES else code)
    return _FIELD.sub("…", words)


def card_section(row: ScoreRow, reference: Reference, *, lang: Lang, report: str | None) -> str:
    """The card of a scored plan. `report`: the address of the full report, where there is one."""
    card = row.card
    assert card is not None
    plan = row.plan or ""
    day = card.issued_on.strftime("%d/%m/%Y") if card.issued_on else None
    named = ", ".join(part for part in (plan_name(card), card.number, day) if part)
    href = f"{report}#v=plan&amp;plan={escape(plan)}" if report else None
    link = f' · <a href="{href}">{escape(wording("card", "open", lang=lang))}</a>' if href else ""
    return (
        f'<section class="card" id="{anchor(plan)}">\n<h3>{escape(named or plan)}</h3>\n'
        f"<p><small>{escape(row.source or '')}{link}</small></p>\n"
        f'<div class="parts">\n{"".join(_Card(card, reference, lang).parts())}</div>\n</section>\n'
    )


class _Card:
    def __init__(self, card: Scorecard, reference: Reference, lang: Lang) -> None:
        self.card, self.reference, self.lang = card, reference, lang

    def parts(self) -> Iterator[str]:
        card = self.card
        yield f"<div>{self._overall()}{self._groups('class', card.classes, self._classes())}</div>\n"
        yield f"<div>{self._groups('section', card.sections, self._titles())}</div>\n"
        yield f"<div>{self._specificity()}{self._links()}</div>\n"
        yield f"<div>{self._deviations()}{self._unread()}</div>\n"

    def said(self, key: str, **values: object) -> str:
        return wording("card", key, lang=self.lang, **values)

    def _shares(self, title: str, shares: dict[str, Share]) -> str:
        return small_table(title, [(self.said(key), share_line(share)) for key, share in shares.items()])

    def _overall(self) -> str:
        card = self.card
        shares = {"coverage_all": card.coverage, "coverage_sure": card.coverage_sure, "measures": card.measures}
        words = self.said("direct_missing", n=card.direct_missing)
        return self._shares(self.said("coverage"), shares) + f"<p>{escape(words)}</p>"

    def _classes(self) -> dict[str, str]:
        return {group.id: text("obligation", group.id, lang=self.lang) for group in self.card.classes}

    def _titles(self) -> dict[str, str]:
        return {s.id: f"{s.id}  {getattr(s.title, self.lang)}" for s in self.reference.sections}

    def _groups(self, key: str, groups: tuple[GroupScore, ...], names: dict[str, str]) -> str:
        """Statuses as their signs in the heads of columns, so that eight columns fit."""
        heads = [(SIGNS[status], label(status.value, lang=self.lang)) for status in CoverageStatus]
        heads.append((self.said("rate"), self.said("rate")))
        rows = [
            (
                names.get(group.id, group.id),
                *(str(group.statuses[s.value] or "·") for s in CoverageStatus),
                share_line(group.coverage),
            )
            for group in groups
            if any(group.statuses.values())
        ]
        legend = "; ".join(f"{SIGNS[s]} {label(s.value, lang=self.lang)}" for s in CoverageStatus)
        return small_table(self.said(key), rows, heads) + f"<p><small>{escape(legend)}</small></p>"

    def _specificity(self) -> str:
        card = self.card
        s, o = card.specificity, card.ownership
        specific = {"figure": s.figure, "deadline": s.deadline, "agency": s.agency, "all_three": s.all_three}
        owned = {"duty_agency": o.agency, "duty_lead": o.lead, "duty_time": o.time}
        return self._shares(self.said("specificity", n=card.clauses), specific) + self._shares(
            self.said("ownership", n=card.duties), owned
        )

    def _links(self) -> str:
        card = self.card
        rows = [(label(r.value, lang=self.lang), str(card.relations[r.value])) for r in Relation]
        rows.append((self.said("review"), str(card.links_in_review)))
        rows.append((self.said("local"), share_line(card.local)))
        rows.append((self.said("targets"), str(card.targets)))
        return small_table(self.said("relations", n=card.links), rows)

    def _deviations(self) -> str:
        card = self.card
        total = sum(sum(by.values()) for by in card.deviations.values())
        rows = [
            (label(kind, lang=self.lang), *(str(by.get(s.value, "·")) for s in Severity))
            for kind, by in card.deviations.items()
        ]
        heads = [(name, name) for name in (label(s.value, lang=self.lang) for s in Severity)]
        review = self.said("deviations_review", n=card.deviations_in_review)
        return small_table(self.said("deviations", n=total), rows, heads if rows else ()) + (
            f"<p><small>{escape(review)}</small></p>" if card.deviations_in_review else ""
        )

    def _unread(self) -> str:
        unread = self.card.unread
        lines = list(unread_lines(self.card, lang=self.lang))
        for code, count in unread.notes.items():
            words = note_kind(code, lang=self.lang)
            lines.append(words if count == 1 else self.said("times", words=words, n=count))
        if not lines:
            lines = [self.said("nothing_unread", n=f"{unread.characters:,}".replace(",", "."))]
        items = "".join(f"<li>{escape(line)}</li>" for line in dict.fromkeys(lines))
        return f"<h4>{escape(self.said('unread'))}</h4><ul>{items}</ul>"


def unread_lines(card: Scorecard, *, lang: Lang) -> Iterator[str]:
    """What could not be read or decided in a plan, a line each."""
    number = other_number(card.carries_out, card.reference)
    if number is not None:
        yield wording("unread", "other_reference", lang=lang, number=number)
    if card.unread.truncated:
        yield wording("unread", "truncated", lang=lang)
    counts = {"unknown": card.unread.unknown, "unplaced": card.unread.unplaced}
    yield from (wording("unread", key, lang=lang, n=n) for key, n in counts.items() if n)
