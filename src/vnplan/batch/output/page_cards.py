"""The scorecard of one plan on the score page: everything of it, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape

from vnplan.align.coverage.shares import Share
from vnplan.batch.output.markup import LANGS, both, said, share_line, small_table
from vnplan.batch.output.wording import wording
from vnplan.batch.rows import ScoreRow
from vnplan.batch.scorecard import GroupScore, Scorecard
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


def note_kind(code: str, lang: Lang) -> str:
    """What a note of the parser says, without what it says it of."""
    said = table(FILE).get(code) if lang == "vi" else None
    words = said or (NOTES[code].message if code in NOTES else code)
    return _FIELD.sub("…", words)


def card_section(row: ScoreRow, reference: Reference, *, report: str | None) -> str:
    """The card of a scored plan. `report`: the address of the full report, where there is one."""
    card = row.card
    assert card is not None
    plan = row.plan or ""
    day = card.issued_on.strftime("%d/%m/%Y") if card.issued_on else None
    named = ", ".join(part for part in (plan_name(card), card.number, day) if part)
    link = f" · {_way_to_report(report, plan)}" if report else ""
    return (
        f'<section class="card" id="{anchor(plan)}">\n<h3>{escape(named or plan)}</h3>\n'
        f"<p><small>{escape(row.source or '')}{link}</small></p>\n"
        f'<div class="parts">\n{"".join(_Card(card, reference).parts())}</div>\n</section>\n'
    )


def _way_to_report(report: str, plan: str) -> str:
    """A link to the plan's clauses in the report, which opens in the language of this page."""
    return "".join(
        f'<a lang="{lang}" href="{report}#v=plan&amp;plan={escape(plan)}{"&amp;lang=en" if lang == "en" else ""}">'
        f"{escape(wording('card', 'open', lang=lang))}</a>"
        for lang in LANGS
    )


class _Card:
    def __init__(self, card: Scorecard, reference: Reference) -> None:
        self.card, self.reference = card, reference

    def parts(self) -> Iterator[str]:
        card = self.card
        classes = {group.id: _text("obligation", group.id) for group in card.classes}
        titles = {s.id: f"{escape(s.id)}  {both(partial(getattr, s.title))}" for s in self.reference.sections}
        yield f"<div>{self._overall()}{self._groups('class', card.classes, classes)}</div>\n"
        yield f"<div>{self._groups('section', card.sections, titles)}</div>\n"
        yield f"<div>{self._specificity()}{self._links()}</div>\n"
        yield f"<div>{self._deviations()}{self._unread()}</div>\n"

    def _shares(self, title: str, shares: dict[str, Share]) -> str:
        return small_table(title, [(said("card", key), share_line(share)) for key, share in shares.items()])

    def _overall(self) -> str:
        card = self.card
        shares = {"coverage_all": card.coverage, "coverage_sure": card.coverage_sure, "measures": card.measures}
        words = said("card", "direct_missing", n=card.direct_missing)
        return self._shares(said("card", "coverage"), shares) + f"<p>{words}</p>"

    def _groups(self, key: str, groups: tuple[GroupScore, ...], names: dict[str, str]) -> str:
        """Statuses as their signs in the heads of columns, so that eight columns fit."""
        heads = [_sign(status) for status in CoverageStatus]
        heads.append(said("card", "rate"))
        rows = [
            (
                names.get(group.id, escape(group.id)),
                *(str(group.statuses[s.value] or "·") for s in CoverageStatus),
                share_line(group.coverage),
            )
            for group in groups
            if any(group.statuses.values())
        ]
        legend = both(lambda lang: "; ".join(f"{SIGNS[s]} {label(s.value, lang=lang)}" for s in CoverageStatus))
        return small_table(said("card", key), rows, heads) + f"<p><small>{legend}</small></p>"

    def _specificity(self) -> str:
        card = self.card
        s, o = card.specificity, card.ownership
        specific = {"figure": s.figure, "deadline": s.deadline, "agency": s.agency, "all_three": s.all_three}
        owned = {"duty_agency": o.agency, "duty_lead": o.lead, "duty_time": o.time}
        return self._shares(said("card", "specificity", n=card.clauses), specific) + self._shares(
            said("card", "ownership", n=card.duties), owned
        )

    def _links(self) -> str:
        card = self.card
        rows = [(_label(r.value), str(card.relations[r.value])) for r in Relation]
        rows.append((said("card", "review"), str(card.links_in_review)))
        rows.append((said("card", "local"), share_line(card.local)))
        rows.append((said("card", "targets"), str(card.targets)))
        return small_table(said("card", "relations", n=card.links), rows)

    def _deviations(self) -> str:
        card = self.card
        total = sum(sum(by.values()) for by in card.deviations.values())
        rows = [(_label(kind), *(str(by.get(s.value, "·")) for s in Severity)) for kind, by in card.deviations.items()]
        heads = [_label(s.value) for s in Severity] if rows else []
        review = said("card", "deviations_review", n=card.deviations_in_review)
        return small_table(said("card", "deviations", n=total), rows, heads) + (
            f"<p><small>{review}</small></p>" if card.deviations_in_review else ""
        )

    def _unread(self) -> str:
        unread = self.card.unread
        lines = list(unread_lines(self.card))
        for code, count in unread.notes.items():
            if code == "truncated":
                continue  # said above
            words = both(partial(note_kind, code))
            lines.append(words if count == 1 else f"{words} (×{count})")
        if not lines:
            lines = [said("card", "nothing_unread", n=unread.characters)]
        items = "".join(f"<li>{line}</li>" for line in dict.fromkeys(lines))
        return f"<h4>{said('card', 'unread')}</h4><ul>{items}</ul>"


def _sign(status: CoverageStatus) -> str:
    """The sign of a status, with its meaning for who points at it or has the page read aloud."""
    means = {lang: escape(label(status.value, lang=lang)) for lang in LANGS}
    return "".join(
        f'<span lang="{lang}" role="img" title="{words}" aria-label="{words}">{SIGNS[status]}</span>'
        for lang, words in means.items()
    )


def _label(key: str) -> str:
    return both(lambda lang: label(key, lang=lang))


def _text(group: str, key: str) -> str:
    return both(lambda lang: text(group, key, lang=lang))


def unread_lines(card: Scorecard) -> Iterator[str]:
    """What could not be read or decided in a plan, a line of markup each."""
    number = other_number(card.carries_out, card.reference)
    if number is not None:
        yield said("unread", "other_reference", number=number)
    if card.unread.truncated:
        yield said("unread", "truncated")
    counts = {"unknown": card.unread.unknown, "unplaced": card.unread.unplaced}
    yield from (said("unread", key, n=n) for key, n in counts.items() if n)
