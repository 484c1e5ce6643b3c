"""Modality: how strongly the clause commits itself, against the verbs of the measure it carries.

Three scales are kept apart (lexicon/data/modality.toml). Preparing a decision (tham mưu) is a department's normal
work and no weakness; making rules that becomes carrying them out is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from vnplan.align.deviations.context import CarriedMeasure, Difference, LinkContext, phrase_spots
from vnplan.align.deviations.hedges import conditions, considered, hedge, hedging
from vnplan.lexicon.loader import table
from vnplan.models import AgencyMention, DeviationKind

_OBJECT = 60  # letters after a verb in which its object is looked for
_LABEL = re.compile(r"\W*(?:[\w.]{1,4}[.)] )?(?:\w[^:]{0,80}: )?")  # a printed label and who is named before a colon
_AGENT = re.compile(r"\bdo [^;:.]+$")  # who makes what is spoken of
_OF_ONES_OWN = 3  # the level of a verb that is not on the scale
_LEADING = 3  # words that may stand before the governing verb ("Hằng năm, …")
_OPENING = 60  # letters of a segment in which its governing verbs are looked for


@lru_cache(maxsize=1)
def _levels() -> dict[str, int]:
    scale: dict[str, Any] = table("modality")["commitment"]
    levels = {phrase: grade["level"] for grade in scale.values() for phrase in grade["phrases"]}
    studies = table("modality")["studies"]
    return {**levels, **{f"{studies['verb']} {act}": 1 for act in studies["acts"]}}


@lru_cache(maxsize=1)
def _encouraging() -> tuple[str, ...]:
    return tuple(phrase for phrase, level in _levels().items() if level == 1)


@lru_cache(maxsize=1)
def _weakening() -> tuple[str, ...]:
    """Words of which one stands in whatever is weakened: those that hold another of them are found by that one."""
    words = {*_encouraging(), *hedging(), table("modality")["studies"]["verb"]}
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


@lru_cache(maxsize=1)
def _openers() -> tuple[str, ...]:
    return (*_levels(), *_grammar()["neutral"])


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table("modality")["rules"].items()}


@lru_cache(maxsize=1)
def _grammar() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table("modality")["grammar"].items()}


@lru_cache(maxsize=1)
def _authority() -> re.Pattern[str]:
    """Who decides: it may stand between the verb and what follows ("trình UBND tỉnh ban hành")."""
    words = _grammar()
    bodies, levels = ("|".join(map(re.escape, words[key])) for key in ("authorities", "levels"))
    return re.compile(rf"(?:cho )?(?:{bodies})(?: (?:{levels}))?")


@lru_cache(maxsize=1)
def _binding() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table("modality")["binding"].items()}


@lru_cache(maxsize=1)
def _all_binding() -> tuple[str, ...]:
    return tuple(chain.from_iterable(_binding().values()))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The level of a stretch of text, the words that set it and their place in it."""

    level: int
    words: str
    start: int
    end: int


def modality_phrases() -> tuple[str, ...]:
    """All phrases of the commitment scale and all conditions, for counting them in an official text."""
    return tuple(sorted({*_levels(), *conditions()}))


def modality_deviations(link: LinkContext) -> Iterator[Difference]:
    """At most one deviation a link: the first measure whose commitment is weaker, else stronger."""
    line = link.clause.low
    weak = tuple(filter(line.__contains__, _weakening()))
    loose = weak and any(map(line.__contains__, hedging()))
    for measure in link.touched:
        committed = bool(weak) and _owed(measure.measure.verbs) > 1
        makes_rules = _makes_rules(measure.measure.verbs, measure.measure.vi, measure.measure.items)
        if not committed and not makes_rules and not loose and _leap()["said"] not in measure.measure.vi:
            continue
        # words before a colon govern what follows ("Khuyến khích: …"), or only name it ("Nhân lực: từng bước …")
        for start, end in dict.fromkeys((link.segment_of(measure, with_opening=True), link.segment_of(measure))):
            text = line[start:end]
            reading = (
                _less_of_a_leap(measure, text)
                or (loose and _left_open(link, measure, text, start, committed=committed))
                or (makes_rules and _ruled(text, measure))
                or (committed and _opened_weakly(link, measure, text, weak))
            )
            if reading:
                owed = _not_kept(link, measure, start + reading.start)
                if reading.level > 1 and not _rules_made(measure.measure.verbs) <= set(owed):
                    return  # rules are reviewed here and made there
                yield _difference(link, DeviationKind.MODALITY_WEAKENED, measure, reading, start, owed)
                return
    if any(map(line.__contains__, _all_binding())):
        for measure in link.measures:
            start, end = link.segment_of(measure) if measure in link.touched else (0, len(line))
            found = _bound(link, measure, line[start:end]) if measure.ordinal not in link.whole.dropped else None
            if found is not None:
                yield _difference(
                    link, DeviationKind.MODALITY_STRENGTHENED, measure, found, start, measure.measure.verbs
                )
                return
    for measure in link.touched:
        if _owed(measure.measure.verbs) != 1:
            continue
        start, end = link.segment_of(measure)
        found = _strengthened(line[start:end])
        if found is not None:
            yield _difference(link, DeviationKind.MODALITY_STRENGTHENED, measure, found, start, measure.measure.verbs)
            return


def _rules_made(verbs: Sequence[str]) -> set[str]:
    """The verbs of a measure that make rules."""
    return set(verbs).intersection(_rules()["making"])


def _not_kept(link: LinkContext, measure: CarriedMeasure, place: int) -> Sequence[str]:
    """The verbs of a measure that stand in no part of the clause but the one at a place of the line and those of other
    measures and provisions; all of them where such parts have all."""
    verbs, kept = measure.measure.verbs, set[str]()
    for nth in link.open_to(measure):
        _, _, start, end = link.own.segments[nth]
        if link.own.standing[nth] <= {link.provision.id} and not start <= place < end:
            kept.update(verb for _, _, verb in phrase_spots(link.clause.low[start:end], verbs))
    return [verb for verb in verbs if verb not in kept] or verbs


def _difference(
    link: LinkContext,
    kind: DeviationKind,
    measure: CarriedMeasure,
    reading: _Reading,
    offset: int,
    owed: Sequence[str],
) -> Difference:
    start, end = offset + reading.start, offset + reading.end
    found = link.clause.line.text[start:end] if " của " in reading.words else reading.words  # a name as it is written
    return Difference(
        kind,
        link.line_span(start, end),
        expected=", ".join(owed) or None,
        found=f"{found[:1].lower()}{found[1:]}",
        measure=measure.ordinal,
    )


def _left_open(
    link: LinkContext, measure: CarriedMeasure, text: str, offset: int, *, committed: bool
) -> _Reading | None:
    """Words that leave an act open, wherever they stand in a segment that begins at `offset`; for one of no weight of
    its own, those that only consider it."""
    place = hedge(link, measure, text, offset) if committed else considered(measure, text)
    return None if place is None else _Reading(1, text[slice(*place)], *place)


@lru_cache(maxsize=1)
def _leap() -> dict[str, Any]:
    return dict(table("modality")["leap"])


def _less_of_a_leap(measure: CarriedMeasure, text: str) -> _Reading | None:
    """A step forward in place of the breakthrough that a measure promises."""
    words = _leap()
    if words["said"] not in measure.measure.vi or words["said"] in text:
        return None
    return next((_Reading(1, phrase, start, end) for start, end, phrase in phrase_spots(text, words["less"])), None)


def _ruled(text: str, measure: CarriedMeasure) -> _Reading | None:
    """Where a measure makes rules: a segment that only has a say in them, or carries them out, and makes none.

    Having a say is no less where the measure leaves it at that too ("sửa đổi hoặc đề xuất sửa đổi")."""
    if any(not _by_others(text, start) for start, _, _ in phrase_spots(text, _rules()["making"])):
        return None
    for start, end, phrase in phrase_spots(text, _having_a_say()):
        if phrase.startswith(measure.measure.verbs):
            return None
        return _Reading(1, phrase, start, end)
    for start, end, phrase in phrase_spots(text, (*_rules()["carrying_out"], *_rules()["localising"])):
        if _governs_rules(text, end):
            return _Reading(3, phrase, start, end)
    return None


@lru_cache(maxsize=1)
def _having_a_say() -> tuple[str, ...]:
    """Phrases that only have a say in rules, or study them."""
    return (*_rules()["lawful_part"], *studied_rules())


@lru_cache(maxsize=1)
def studied_rules() -> tuple[str, ...]:
    """Phrases that study rules: these are neither made nor carried out yet."""
    study = table("modality")["studies"]["verb"]
    return tuple(f"{study} {made}" for made in _rules()["objects"])


def _by_others(text: str, start: int) -> bool:
    """Whether the verb that begins here says what others make or have made ("chính sách do Chính phủ ban hành")."""
    before = text[:start].rstrip()
    return before.rsplit(" ", 1)[-1] in _grammar()["made"] or _AGENT.search(before[-_OBJECT:]) is not None


def _opened_weakly(link: LinkContext, measure: CarriedMeasure, text: str, weak: Sequence[str]) -> _Reading | None:
    """The governing verbs of a segment, where they only encourage."""
    opening = text[:_OPENING]
    governing = _governing(text) if any(phrase in opening for phrase in weak) else None
    if (
        governing is None
        or governing.level > 1
        or _shared(governing, text, link, measure)
        or _is_act(governing, text, link, measure)
    ):
        return None
    return _prepared(governing, text)


def _prepared(reading: _Reading, text: str) -> _Reading:
    """A weak verb with the one it is joined to by which an office prepares a decision ("tham mưu, đề xuất")."""
    before = _joined_to().search(text, 0, reading.start)
    if before is None:
        return reading
    return _Reading(reading.level, text[before.start() : reading.end], before.start(), reading.end)


@lru_cache(maxsize=1)
def _joined_to() -> re.Pattern[str]:
    words, joiners = (
        "|".join(map(re.escape, group)) for group in (table("modality")["office"]["preparing"], _grammar()["joiners"])
    )
    return re.compile(rf"\b(?:{words})(?: ?(?:{joiners}))? $")


def _is_act(governing: _Reading, text: str, link: LinkContext, measure: CarriedMeasure) -> bool:
    """Whether a verb that seems weak is no less than what the provision asks for.

    It calls others in or puts something first as the provision does, takes part in events, works together with firms
    and schools; stands after an act of the measure ("Tư vấn, định hướng …"); asks who decides for a decision; or
    tells what a technology does.
    """
    words, verb = _grammar(), governing.words
    owed = {v for m in link.measures for v in m.measure.verbs}
    if any(verb in words[kind] and owed.intersection(words[kind]) for kind in ("calling", "focusing")):
        return True
    if verb in words["with_object"] and _object().match(text, governing.end) is not None:
        return True
    if verb in words["advising"] and _authority().match(text, governing.end + 1) is not None:
        return True
    before = text[: governing.start].strip(" -–+•*0123456789.)(:")
    if before.split()[-1:] and before.rsplit(" ", 1)[-1] in words["passive"]:
        return False
    if any(before == name or before.startswith(f"{name} ") for name in words["technology"]):
        return True
    first = before.rstrip(" ,")
    return first != before and len(first.split()) > 1 and first in measure.measure.vi.lower()


@lru_cache(maxsize=1)
def _object() -> re.Pattern[str]:
    """What may stand after "tham gia", "phối hợp" where these are the act."""
    between, objects = (
        "|".join(map(re.escape, sorted(group, key=len, reverse=True)))
        for group in (_grammar()["between"], (*_grammar()["events"], *_grammar()["partners"]))
    )
    return re.compile(rf"(?:\s(?:{between}))*\s(?:{objects})(?!\w)")


def _strengthened(text: str) -> _Reading | None:
    """Where a measure only encourages: the verbs of a segment that do."""
    if phrase_spots(text, _encouraging()):
        return None
    governing = _governing(text)
    return governing if governing is not None and governing.level >= 3 else None


def _bound(link: LinkContext, measure: CarriedMeasure, text: str) -> _Reading | None:
    """Words that bind those who are to act, or assure an act of the measure ("bảo đảm bố trí"), at the head of a
    segment; after an agency "phải", where the measure begins with promoting. None where the measure has them itself."""
    words, verbs = _binding(), measure.measure.verbs
    phrases = [*words["orders"], *(f"{assures} {verb}" for assures in words["assures"] for verb in verbs)]
    if any(verb in words["assures"] for verb in verbs):
        phrases = list(words["orders"])
    opening = _LABEL.match(text)
    first = opening.end() if opening else 0
    for at, end, phrase in phrase_spots(text[: first + _OPENING], phrases):
        if len(text[first:at].split()) <= _LEADING:
            return _Reading(4, phrase, at, end)
    if verbs and _level(verbs[0]) <= 2:
        for at, end, phrase in phrase_spots(text, words["must"]):
            if any(text[:at].rstrip().endswith(agent.name.lower()) for agent in _agents(link)):
                return _Reading(4, phrase, at, end)
    return None


def _agents(link: LinkContext) -> tuple[AgencyMention, ...]:
    return link.clause.duty.agencies if link.clause.duty is not None else ()


@lru_cache(maxsize=1024)
def _owed(verbs: tuple[str, ...]) -> int:
    """The level a measure commits to: its strongest verb, unless its first one only encourages.

    A verb that is not on the scale is work of one's own ("đào tạo", "sử dụng"), and what is to come first is owed as
    the act that follows is ("ưu tiên sử dụng").
    """
    acts = verbs[1:] if len(verbs) > 1 and verbs[0] in _grammar()["focusing"] else verbs
    if not acts:
        return 3
    return 1 if _level(acts[0]) == 1 else max(map(_level, acts))


def _level(verb: str) -> int:
    return _levels().get(verb, _OF_ONES_OWN)


@lru_cache(maxsize=1024)
def _makes_rules(verbs: tuple[str, ...], wording: str, items: tuple[str, ...]) -> bool:
    rules = _rules()
    words = without_formulas(" ".join((wording, *items)))
    return bool(_rules_made(verbs)) and any(o in words for o in rules["objects"])


def without_formulas(words: str) -> str:
    """Words in lower case without what only says that something is done by law."""
    low = words.lower()
    for formula in _rules()["by_rule"]:
        low = low.replace(formula, "")
    return low


def _governs_rules(text: str, end: int) -> bool:
    """Whether rules are what a verb that ends here is about: they stand within a few words after it."""
    return any(o in text[end : end + _OBJECT] for o in _rules()["objects"])


def _shared(reading: _Reading, text: str, link: LinkContext, measure: CarriedMeasure) -> bool:
    """Whether the provision has these words too. Of several measures, one commits itself in them; else they only tell
    what another is for ("… nhằm hỗ trợ doanh nghiệp"). Before a verb of the measure they weaken it, wherever else the
    provision has them ("Hỗ trợ thúc đẩy …")."""
    own, verbs = link.whole.cues, measure.measure.verbs
    if reading.words not in verbs and text[reading.end :].lstrip().startswith(verbs):
        return False
    if len(link.measures) > 1:
        own = own & {verb for each in link.provision.measures for verb in each.verbs}
    return all(word in own for word in reading.words.split(", "))


def _governing(text: str) -> _Reading | None:
    """The verbs that open a segment. Side by side the weakest governs; joined by comma or 'và' the strongest does."""
    spots = phrase_spots(text[:_OPENING], _openers())
    chain: list[list[tuple[int, int, str]]] = []
    at = 0
    for start, end, phrase in spots:
        between = _authority().sub("", text[at:start]).strip(" -–+•*0123456789.)(:")
        if not chain and len(between.split()) > 2:
            break
        if chain and between and between not in _grammar()["joiners"]:
            break
        if chain and between == "":
            chain[-1].append((start, end, phrase))
        else:
            chain.append([(start, end, phrase)])
        at = end
    groups = [[s for s in group if s[2] in _levels()] for group in chain]
    groups = [group for group in groups if group]
    if not groups:
        return None
    weakest = [min(group, key=lambda s: (_levels()[s[2]], s[0])) for group in groups]
    if len(groups[0]) > 1 and weakest[0] == groups[0][0] and _levels()[weakest[0][2]] == 1:
        # "vận động tập hợp, chuẩn hóa": a weak verb before another one governs all that are joined to it
        first = weakest[0]
        return _Reading(1, first[2], first[0], first[1])
    best = max(weakest, key=lambda s: (_levels()[s[2]], -s[0]))
    return _Reading(_levels()[best[2]], best[2], best[0], best[1])
