"""How much a deviation deserves a look: high, medium or low; the first matching rule wins.

Source: the severity table of the domain notes (docs: method page). What only orients, or only the State can do, never
rises above low, but for burdens, bodies that cannot be assigned and promises beyond competence; a deviation is a
difference to look at, never a breach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from vnplan.align.deviations.context import Difference, LinkContext
from vnplan.align.deviations.elsewhere import Examined, had_elsewhere
from vnplan.align.wording.sections import departments_of_fields
from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table
from vnplan.models import Comparator, DeviationKind, Measure, Obligation, ProvisionKind, Severity
from vnplan.text import fold

_CAPPED = frozenset({Obligation.ORIENTATION, Obligation.NATIONAL_ONLY})
_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
_BEFORE = 40  # letters before a cited act in which is said that it is followed
_AIMS = frozenset({"goal", "general_goal", "purpose", "viewpoint"})  # roles of sections
_DEEDS = frozenset({"task", "theme", "orientation", "organisation"})
_PROMISES = frozenset({Comparator.EXACT, Comparator.ALL, Comparator.AT_LEAST, Comparator.RANGE})
_MUCH = 0.3  # share of a list of a direct provision that is more than examples (one field of three)


def severity(deviation: Difference, link: LinkContext, beside: Sequence[Examined] = ()) -> Severity:
    """The severity of a deviation on its link; `beside` are the links of the same provision."""
    found = _by_kind(deviation, link)
    if found is not _LOW and had_elsewhere(deviation, link, beside):
        return _LOW
    burden = deviation.kind is DeviationKind.CONTENT_ADDED and found is _HIGH
    unassignable = deviation.kind is DeviationKind.AGENCY_CHANGED and found is _HIGH
    capped = link.provision.obligation in _CAPPED or all(m.national for m in _concerned(deviation, link))
    overreach = deviation.kind is DeviationKind.MODALITY_STRENGTHENED and found is _HIGH
    return _LOW if capped and not (burden or unassignable or overreach) else found


def _beyond_competence(deviation: Difference, link: LinkContext) -> bool:
    provision = link.provision
    return (
        provision.law_drafting
        or provision.obligation is Obligation.NATIONAL_ONLY
        or all(measure.national for measure in _concerned(deviation, link))
    )


def _concerned(deviation: Difference, link: LinkContext) -> list[Measure]:
    """The measures a deviation is about, by which mixed provisions are decided: all of them where it names none."""
    measures = link.provision.measures
    if deviation.kind is DeviationKind.CONTENT_DROPPED:
        return [measures[ordinal - 1] for ordinal in sorted(link.whole.dropped)]
    return list(measures) if deviation.measure is None else [measures[deviation.measure - 1]]


def _by_kind(deviation: Difference, link: LinkContext) -> Severity:
    kind, provision = deviation.kind, link.provision
    direct = provision.obligation is Obligation.DIRECT
    localisable = provision.obligation is Obligation.LOCALISABLE
    quantified = any(link.measures[figure.measure - 1] in link.touched for figure in provision.figures)
    match kind:
        case DeviationKind.AGENCY_CHANGED:
            return _agency(link)
        case DeviationKind.CONTENT_DROPPED:
            if _only_goes_along(link):
                return _LOW
            return _HIGH if direct else _MEDIUM if localisable else _LOW
        case DeviationKind.DEADLINE_CHANGED:
            if not _is_later(deviation):
                return _LOW
            return _HIGH if direct or quantified else _MEDIUM
        case DeviationKind.DEADLINE_DROPPED:
            if provision.kind is ProvisionKind.REPORTING:
                return _LOW if _takes_the_day_over(link) else _HIGH
            return _MEDIUM if quantified else _LOW
        case DeviationKind.FIGURE_CHANGED:
            return _figure_changed(deviation, link)
        case DeviationKind.FIGURE_DROPPED:
            # a figure shared by several provinces is a total, whoever is ordered to work for it
            binds = direct and not provision.provinces
            return _HIGH if binds else _MEDIUM if provision.obligation is Obligation.CONTRIBUTORY else _LOW
        case DeviationKind.FIGURE_ADDED | DeviationKind.CONTENT_ADDED:
            if kind is DeviationKind.CONTENT_ADDED and _burdens(deviation.found or ""):
                return _HIGH
            # aims never say who is to act; a figure among them is a pledge, other words are no less than usual
            aim = kind is DeviationKind.CONTENT_ADDED and link.clause.role in _AIMS
            return _LOW if link.clause.agencies or aim else _MEDIUM
        case DeviationKind.MODALITY_WEAKENED:
            # a goal says what is reached, a task how: "increase" and "help" are no two degrees of one thing
            if _is_lawful(deviation, link) or (provision.kind is ProvisionKind.GOAL and link.clause.role in _DEEDS):
                return _LOW
            if direct:
                return _HIGH
            return _MEDIUM if localisable and not provision.law_drafting else _LOW
        case DeviationKind.MODALITY_STRENGTHENED:
            # what only the State can do, promised by a province, cannot be kept
            return _HIGH if _beyond_competence(deviation, link) else _LOW
        case DeviationKind.SCOPE_NARROWED:
            # a sector or much of a list left out is more than an example fewer
            if direct:
                return _HIGH if _loses_a_sector(deviation, link) or _lost_share(deviation, link) >= _MUCH else _LOW
            return _MEDIUM if localisable and _loses_a_sector(deviation, link) else _LOW
        case DeviationKind.SCOPE_BROADENED:
            return _MEDIUM if _agency(link) is _HIGH else _LOW  # beyond what the People's Committee can assign
        case _:
            return _LOW


def _only_goes_along(link: LinkContext) -> bool:
    """Whether all that is dropped is to work with those who lead, as every office does ("phối hợp trong kiểm tra")."""
    along = set(table("modality")["grammar"]["with_object"])
    dropped = [link.provision.measures[ordinal - 1].verbs for ordinal in link.whole.dropped]
    return all(verbs and along.issuperset(verbs) for verbs in dropped)


def _takes_the_day_over(link: LinkContext) -> bool:
    """Whether a clause reports as the decision itself prescribes, so that its day holds though it is not said."""
    clause = link.clause
    for cited in link.document.citations:
        if cited.clause == clause.node.id and link.decision in {cited.number, cited.refers_to}:
            at = bisect_left(clause.line.origin, cited.span.start)
            before = clause.low[max(0, at - _BEFORE) : at]
            if any(words in before for words in table("dates")["cues"]["taken_over"]):
                return True
    return False


def _is_lawful(deviation: Difference, link: LinkContext) -> bool:
    """Whether a verb is weaker because of who acts: an office that prepares a decision or guides others, a body that
    only its own superiors command."""
    duty = link.clause.duty
    if duty is None or not duty.agencies:
        return False
    words, verb, known = table("modality")["office"], deviation.found or "", agencies()
    if verb in words["guiding"] or verb.startswith(tuple(words["preparing"])):
        return True
    return all(agent.id in known and known.get(agent.id).commands is False for agent in duty.agencies)


def _loses_a_sector(deviation: Difference, link: LinkContext) -> bool:
    """Whether one of the missing items is a sector with a department of its own, other than the provision's field."""
    own = frozenset(link.provision.counterparts)
    departments = (departments_of_fields().get(fold(item)) for item in _missing(deviation))
    return any(found is not None and found.isdisjoint(own) for found in departments)


def _lost_share(deviation: Difference, link: LinkContext) -> float:
    """The share of a measure's list that is missing, but for zones, which not every province has; none of it where the
    measure only prefers or encourages ("ưu tiên sử dụng … trong …")."""
    measure = link.provision.measures[(deviation.measure or 1) - 1]
    if measure.verbs and measure.verbs[0] in table("modality")["commitment"]["encourage"]["phrases"]:
        return 0.0
    missing = [item for item in _missing(deviation) if item.lower() not in table("scope")["zones"]["words"]]
    return len(missing) / max(1, len(measure.items) or len(measure.scope))


def _missing(deviation: Difference) -> list[str]:
    return (deviation.expected or "").split("; ")


def _burdens(text: str) -> bool:
    """Whether words lay something on citizens or firms, which needs a legal act (văn bản quy phạm pháp luật)."""
    return any(words in text.lower() for words in table("modality")["burdens"]["phrases"])


def _agency(link: LinkContext) -> Severity:
    """High where nobody competent acts or UBND cannot assign; medium for a neighbour; low for groups and levels."""
    known = agencies()
    worst = _LOW
    for agency_id in sorted(link.clause.agencies):
        try:
            agency = known.get(agency_id)
        except KeyError:
            return _MEDIUM
        if agency.commands is False:
            return _HIGH
        if agency.level == "province":
            worst = _MEDIUM
    return worst


def _is_later(deviation: Difference) -> bool:
    def key(words: str | None) -> tuple[int, ...]:
        parts = [int(p) for p in (words or "").split("/") if p.isdigit()]
        return tuple(reversed(parts))

    return key(deviation.found) > key(deviation.expected)


def _figure_changed(deviation: Difference, link: LinkContext) -> Severity:
    figures = {f.measure: f for f in link.provision.figures}
    figure = figures.get(deviation.measure or 0)
    stated = [q for q in link.own.figures if q.span == deviation.span]
    if figure is None or not stated:
        return _LOW
    low, high = stated[0].low, stated[0].high or stated[0].low
    lowered = low < figure.low and high < (figure.high or figure.low)
    if figure.comparator is Comparator.RANK_WITHIN:
        lowered = low > figure.low
    if link.provision.obligation is Obligation.DIRECT and lowered:
        return _HIGH
    # a smaller number is a province's part of a total; a share is no part, and a smaller one falls short of it
    falls_short = lowered and "%" in figure.unit
    # "50%", "from 50%" and "50 - 60%" promise alike; "at most" does not
    alike = {figure.comparator, stated[0].comparator} <= _PROMISES or figure.comparator is stated[0].comparator
    return _LOW if alike and not falls_short else _MEDIUM
