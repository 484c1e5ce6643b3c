"""Plans in the official lists of provinces: where each one stands, and which provinces have none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vnplan.batch.scorecard import Scorecard
from vnplan.lexicon import provinces
from vnplan.lexicon.issuers import Level, level_of
from vnplan.lexicon.provinces import MERGER, Province
from vnplan.models import Frozen

_LAST = "99"


class Placement(Frozen):
    """The province a plan comes from (as of its day) and the one that holds the territory today; ids and codes.

    `level` says whether it is the province's own plan, or one of a commune, a district or another body within it.
    """

    province: str | None
    today: str | None
    order: tuple[str, str]
    issued: str
    level: Level = Level.PROVINCE

    @property
    def known(self) -> bool:
        """Whether the register knows the province."""
        return self.today is not None

    @property
    def own(self) -> bool:
        """Whether it is the plan of the province itself."""
        return self.known and self.level is Level.PROVINCE


class RegisterRow(Frozen):
    """One province of one list: `list` is "34" (since 1 July 2025) or "63" (before); `plans` are those it issued
    itself, `earlier` those of former provinces whose territory it holds, `within` those of communes, districts and
    other bodies of it, which are no plan of the province; `status` says which of the first two there are.
    """

    list: str
    since: date | None
    until: date | None
    code: str
    id: str
    name: str
    today: str
    plans: tuple[str, ...]
    earlier: tuple[str, ...]
    within: tuple[str, ...]
    status: str


def place_of(card: Scorecard) -> Placement:
    """Where a plan stands: by the province it names, as of its day of issue (before the merger where it has none)."""
    return _placed(card.province, card.issued_on, level_of(card.issuer, province=card.province))


def _placed(name: str | None, issued_on: date | None, level: Level) -> Placement:
    register = provinces()
    issued = issued_on.isoformat() if issued_on else "9999"
    day = issued_on or date(2021, 1, 26)
    found = register.find(f"tỉnh {name}", on=day) if name else None
    if found is None:
        return Placement(province=None, today=None, order=(_LAST, _LAST), issued=issued, level=level)
    today = found if day >= MERGER else register.successor(found.id)
    return Placement(province=found.id, today=today.id, order=(today.code, found.code), issued=issued, level=level)


def places_without_plan(placed: Iterable[Placement]) -> list[Placement]:
    """Today's provinces that neither issued a plan nor hold the territory of one that did, in official order.

    The plan of a commune or of a department is no plan of its province.
    """
    have = {place.today for place in placed if place.own}
    return [
        Placement(province=row.id, today=row.id, order=(row.code, row.code), issued="")
        for row in provinces().today
        if row.id not in have
    ]


def register_rows(plans: Iterable[tuple[str, Placement]]) -> list[RegisterRow]:
    """Both lists, the 34 first, with the ids of plans by their days, those without one last.

    A plan issued before the merger, or without a day, counts for the former list.

    `status`: "own" (a plan of its own), "earlier" (only plans of provinces that were merged), "none". A province that
    was not merged keeps what it issued before as its own.
    """
    register = provinces()
    own: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    within: dict[str, list[str]] = {}
    for plan, place in sorted(plans, key=lambda pair: pair[1].issued):
        if place.today is not None and not place.own:
            within.setdefault(place.today, []).append(plan)
        elif place.province is not None:
            lists = own if place.issued != "9999" and place.issued >= MERGER.isoformat() else former
            lists.setdefault(place.province, []).append(plan)
    rows = []
    for row in register.today:
        before = [plan for one in register.predecessors(row.id) for plan in former.get(one.id, ())]
        issued = own.get(row.id, [])
        if not merged(row.id):
            issued, before = [*before, *issued], []
        rows.append(_row("34", row, row.id, tuple(issued), tuple(before), tuple(within.get(row.id, ()))))
    for row in register.former:
        rows.append(_row("63", row, register.successor(row.id).id, tuple(former.get(row.id, ())), (), ()))
    return rows


def merged(province: str) -> bool:
    """Whether a province of today is made up of several of before. Huế, which only took another name, is not.

    >>> merged("phu-tho"), merged("lang-son"), merged("hue")
    (True, False, False)
    """
    return len(provinces().predecessors(province)) > 1


def _row(
    list: str,
    row: Province,
    today: str,
    plans: tuple[str, ...],
    earlier: tuple[str, ...],
    within: tuple[str, ...],
) -> RegisterRow:
    since = MERGER if list == "34" else row.since
    until = None if list == "34" else date(2025, 6, 30)
    status = "own" if plans else "earlier" if earlier else "none"
    return RegisterRow(
        list=list,
        since=since,
        until=until,
        code=row.code,
        id=row.id,
        name=row.name,
        today=today,
        plans=plans,
        earlier=earlier,
        within=within,
        status=status,
    )
