"""Scope: a list made shorter or a qualifier left out, beyond plain localisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vnplan.align.deviations.context import TAKEN_UP, CarriedMeasure, Difference, LinkContext, LinkedProvision, totality
from vnplan.align.deviations.listed import PRESENT, is_near, item_words, stands
from vnplan.align.deviations.some import some_of
from vnplan.align.links.measures import CARRIED, LONG_LIST
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind, ProvisionKind

_SOURCE = 0.5  # … and of a source of money: "ngân sách tỉnh" is its part of "ngân sách nhà nước"
# Offices and reports are worded freely; lists in them are not scope. Of money only the sources are a list.
_NO_SCOPE = frozenset({ProvisionKind.REPORTING, ProvisionKind.VIEWPOINT})
_WHOLE = 0.97
_LIST = 4  # items from which a clause that takes up the head of a list only narrows it, though another carries it whole
_FRAGMENT = 0.5
_CARRIED_WHOLE = 0.75  # below it no clause has the list: several share it out, and only one that names none narrows it
_FEW_MEASURES = 3  # of more measures, what is dropped is the difference …
_STILL_WHOLE = 0.5  # … and of these, share of a kept one from which its list is compared beside a dropped one
_ITEMS_LOST = 0.2  # share of a list that must be missing before it counts as shortened …
_LIST_LOST = 2  # … and items of a list of `_LIST`: who names all but one says the same in brief


def missing_scope(link: LinkContext) -> list[tuple[CarriedMeasure, tuple[str, ...]]]:
    """Measures the clause takes up with a shortened list or without a qualifier, and what is missing.

    What is carried in other words, or hardly, is judged as content: its list cannot be compared word by word; nor,
    where measures are dropped, is any but a kept one of few. A goal that groups others is restated in brief; what it
    groups is compared by itself. Qualifiers are short, and a plan with words of its own says them in others ("trình độ
    cao" for "chất lượng cao"), so there they are not compared; nor are lists of several measures (16 found in the
    annotated plans that word freely, 3 right), nor a short list of which every item is said in other words.
    """
    single, money = len(link.measures) == 1, link.provision.kind is ProvisionKind.FUNDING
    dropped = link.whole.dropped
    if link.provision.kind in _NO_SCOPE or link.provision.group_of or (dropped and len(link.measures) > _FEW_MEASURES):
        return []
    if (money or link.free) and not single:
        return []
    present = _SOURCE if money else PRESENT
    out: list[tuple[CarriedMeasure, tuple[str, ...]]] = []
    for measure in link.measures:
        if dropped and (measure.ordinal in dropped or measure.share < _STILL_WHOLE):
            continue
        best = measure.share >= link.whole.best[measure.ordinal - 1] - 1e-9
        carried_whole = link.whole.best[measure.ordinal - 1] >= _CARRIED_WHOLE
        some = single or measure.share >= TAKEN_UP
        if some and not best and _is_long(measure) and measure.share < _FRAGMENT:
            own = frozenset(link.clause.tokens.words)
            alone = [i for i in measure.measure.items if item_words(i) and not stands(i, own, present)]
            many = (len(measure.measure.items) + 1) // 2 if carried_whole else len(measure.measure.items)
            if len(alone) >= many:
                out.append((measure, tuple(alone)))
            continue
        if not best or measure.share >= _WHOLE or (measure.share < CARRIED and not single):
            continue
        have = link.whole.words
        listed = [i for i in measure.measure.items if item_words(i) and not _national(i)]
        items = [
            i
            for i in listed
            if not (stands(i, have, present) and _is_named(i, listed, link, measure, present))
            and not _is_done_beside(i, link)
        ]
        qualifiers = (
            ()
            if link.free
            else [s for s in measure.measure.scope if _is_left_out(s, have) and not _is_everywhere(s, link)]
        )
        if len(listed) == 2 and len(items) == 1 and measure.share >= _CARRIED_WHOLE:
            items = []  # "thể chế, chính sách": a pair of words for one thing, and little of the measure
        if link.free and len(items) == len(listed) < LONG_LIST:
            items = []
        one_lost = _LIST_LOST if len(listed) >= _LIST and not money else 1
        shortened = items if len(items) >= max(one_lost, _ITEMS_LOST * len(listed)) and len(listed) > 1 else []
        if shortened or qualifiers:
            out.append((measure, (*shortened, *qualifiers)))
    return out


def _is_named(item: str, listed: Sequence[str], link: LinkContext, measure: CarriedMeasure, present: float) -> bool:
    """Whether an item, all of whose words its clauses have, is named by one of them or in a heading.

    Of the clause itself, what stands where other measures are carried does not count.
    """
    for clause in link.whole.clauses:
        if is_near(item, listed, clause.heading_words, present):
            return True
        open_ = link.open_to(measure) if clause is link.clause else range(len(clause.segments))
        segments = (clause.segments[nth] for nth in open_)
        if any(is_near(item, listed, clause.tokens.words[first:last], present) for first, last in segments):
            return True
    return False


def _is_done_beside(item: str, link: LinkContext) -> bool:
    """Whether an item is an act of office, and the clause names another that goes with it."""
    row = next((acts for acts in table("scope")["office"]["acts"] if item.lower() in acts), ())
    return any(act in link.clause.low for act in row)


def unnamed(whole: LinkedProvision) -> tuple[str, ...]:
    """What a provision's only measure lists and none of its clauses names; nothing for several measures."""
    if len(whole.provision.measures) > 1:
        return ()
    return tuple(i for i in whole.provision.measures[0].items if item_words(i) and not stands(i, whole.words))


def _is_long(measure: CarriedMeasure) -> bool:
    return len(measure.measure.items) >= _LIST


def _is_left_out(phrase: str, have: frozenset[str]) -> bool:
    return bool(item_words(phrase)) and not _national(phrase) and not stands(phrase, have)


def _is_everywhere(phrase: str, link: LinkContext) -> bool:
    """Whether a qualifier asks for no more than the clause says: everything, in whatever field."""
    words = table("scope")["everywhere"]
    if phrase not in words["words"]:
        return False
    return any(f"{all_} {of}" in link.clause.low.replace(" các ", " ") for all_ in totality() for of in words["in"])


def _national(phrase: str) -> bool:
    """Qualifiers that name the country: leaving them out is plain localisation."""
    return any(place in phrase.lower() for place in table("scope")["country"]["words"])


def scope_deviations(link: LinkContext) -> Iterator[Difference]:
    """One deviation for the measures whose scope is narrowed."""
    missing = missing_scope(link)
    if not missing and (some := some_of(link)) is not None:
        yield some
    if missing:
        measure, words = missing[0]
        yield Difference(
            DeviationKind.SCOPE_NARROWED,
            link.span_of(measure),
            expected="; ".join(dict.fromkeys(w for _, found in missing for w in found)),
            found=None if not words else table("scope")["unnamed"]["words"],
            measure=measure.ordinal,
        )
