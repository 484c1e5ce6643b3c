"""How well an alignment agrees with the annotation: links, local clauses, relations, deviations, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Literal

from vnplan.evaluate.figures import Match, Share, coverage_rate, match_of, quadratic_kappa
from vnplan.evaluate.gold import GoldPlan, match_units
from vnplan.models import Alignment, DeviationKind, Frozen, Span

HARD = frozenset(
    k.value for k in DeviationKind if k.value.split("_")[0] in {"figure", "deadline", "modality", "agency"}
)
"""Kinds that need a figure, a date, a verb or an office read right."""

_SAME = 0.5  # overlap from which a clause is the unit

Outcome = Literal["right", "possible", "missed", "false"]
LinkKey = tuple[int | str, str]


class LinkItem(Frozen):
    """One link, found or asked for: unit (or our clause where no unit matches), provision, and how it came out."""

    unit: int | str
    provision: str
    outcome: Outcome


class DeviationItem(Frozen):
    """One deviation, found or asked for."""

    unit: int | str
    provision: str
    kind: str
    outcome: Outcome


class CoverageItem(Frozen):
    """One provision's status, asked for and found."""

    provision: str
    expected: str
    found: str | None

    @property
    def right(self) -> bool:
        """Whether they agree."""
        return self.expected == self.found


class AlignScore(Frozen):
    """Agreement of one alignment with the annotation, with every item, so that two runs can be told apart."""

    links: Match
    aer: float
    local_clauses: Match
    hit_at_1: Share
    relations: Share
    relation_macro_f1: float
    deviations: Match
    deviations_hard: Match
    deviations_by_kind: dict[str, Match]
    coverage: Share
    coverage_kappa: float | None
    coverage_rate_gold: float
    coverage_rate: float
    link_items: tuple[LinkItem, ...]
    relation_items: tuple[tuple[int, str, str, str], ...]
    deviation_items: tuple[DeviationItem, ...]
    coverage_items: tuple[CoverageItem, ...]
    local_items: tuple[tuple[int, bool, bool], ...]
    hit_items: tuple[tuple[int, bool], ...]


def score_alignment(gold: GoldPlan, alignment: Alignment) -> AlignScore:
    """Compare an alignment with the annotation of the same text.

    `sure` links are asked for, `possible` ones only excuse a prediction. Relations are compared on links both have.
    """
    unit_of = _units_of(gold, alignment)
    return AlignScore(
        **_links(gold, alignment, unit_of),
        **_deviations(gold, alignment, unit_of),
        **_coverage(gold, alignment),
    )


def _links(gold: GoldPlan, alignment: Alignment, unit_of: Mapping[str, int]) -> dict[str, Any]:
    """The fields of links, of their relations, and of clauses without one."""
    headings = {u.n for u in gold.units if u.kind == "heading"}
    relations: dict[LinkKey, str] = {}
    for link in alignment.links:
        place = unit_of.get(link.clause, link.clause)
        if place not in headings:
            relations[place, link.provision] = link.relation.value
    wanted = gold.links()
    found, possible = set(relations), set[LinkKey](wanted)
    sure = {key for key, link in wanted.items() if link.strength == "sure"}
    links = Match(predicted=len(found), expected=len(sure), right=len(found & possible), recovered=len(found & sure))

    aligned = {u.n for u in gold.units if u.aligned}
    local = {a.n for a in gold.annotations if not a.links} & aligned
    unlinked = aligned - {n for n, _ in found}
    both = sorted((n, p) for n, p in found & possible if isinstance(n, int))
    pairs = [(n, p, wanted[n, p].relation.value, relations[n, p]) for n, p in both]
    hits = _hits(gold, alignment, unit_of)
    return {
        "links": links,
        "aer": round(1 - (links.recovered + links.right) / (len(found) + len(sure)), 4) if found or sure else 0.0,
        "local_clauses": match_of(unlinked, local),
        "hit_at_1": Share(right=sum(hit for _, hit in hits), total=len(hits)),
        "relations": Share(right=sum(a == b for *_, a, b in pairs), total=len(pairs)),
        "relation_macro_f1": _macro(pairs, sorted({link.relation.value for link in wanted.values()})),
        "link_items": _link_items(found, sure, possible),
        "relation_items": tuple(pairs),
        "local_items": tuple((n, n in local, n in unlinked) for n in sorted(aligned)),
        "hit_items": tuple(hits),
    }


def _deviations(gold: GoldPlan, alignment: Alignment, unit_of: Mapping[str, int]) -> dict[str, Any]:
    found = {(unit_of.get(d.clause, d.clause), d.provision, d.kind.value) for d in alignment.deviations}
    asked = {(n, ref, kind) for (n, ref), link in gold.links().items() for kind in link.deviations}

    def match(kinds: AbstractSet[str]) -> Match:
        return match_of({d for d in found if d[2] in kinds}, {d for d in asked if d[2] in kinds})

    return {
        "deviations": match_of(found, asked),
        "deviations_hard": match(HARD),
        "deviations_by_kind": {kind: match({kind}) for kind in sorted({d[2] for d in found | asked})},
        "deviation_items": tuple(
            DeviationItem(unit=n, provision=p, kind=kind, outcome=_outcome((n, p, kind), found, asked, asked))
            for n, p, kind in sorted(found | asked, key=_by_text)
        ),
    }


def _coverage(gold: GoldPlan, alignment: Alignment) -> dict[str, Any]:
    statuses = {c.provision: c.status.value for c in alignment.coverage}
    items = [CoverageItem(provision=p, expected=s, found=statuses.get(p)) for p, s in gold.coverage.items()]
    return {
        "coverage": Share(right=sum(c.right for c in items), total=len(items)),
        "coverage_kappa": quadratic_kappa([(c.expected, c.found) for c in items]),
        "coverage_rate_gold": round(coverage_rate(gold.coverage.values()), 4),
        "coverage_rate": round(coverage_rate(statuses.values()), 4),
        "coverage_items": tuple(items),
    }


def scorer_figures(score: AlignScore) -> dict[str, object]:
    """The figures under the names used in the annotations' documentation, ratios with four digits."""
    return {
        "links": score.links.ratios() if score.links.predicted else {"p": 0.0, "r": score.links.recall, "f1": 0.0},
        "aer": score.aer,
        "local_clauses": score.local_clauses.ratios(),
        "hit_at_1": score.hit_at_1.value,
        "relation_accuracy": score.relations.value,
        "relation_macro_f1": score.relation_macro_f1,
        "deviations": score.deviations.ratios(),
        "deviations_hard": score.deviations_hard.ratios(),
        "coverage_accuracy": score.coverage.value,
        "coverage_kappa": score.coverage_kappa,
        "coverage_rate_gold": score.coverage_rate_gold,
        "coverage_rate": score.coverage_rate,
    }


def _units_of(gold: GoldPlan, alignment: Alignment) -> dict[str, int]:
    spans: dict[str, Span] = {}
    spans.update((k.clause, k.clause_span) for k in alignment.links)
    spans.update((u.clause, u.clause_span) for u in alignment.unlinked)
    spans.update((d.clause, d.clause_span) for d in alignment.deviations)
    units = [u for u in gold.units if u.in_body]
    return match_units(gold.text, units, {clause: [span] for clause, span in spans.items()}, overlap=_SAME)


def _hits(gold: GoldPlan, alignment: Alignment, unit_of: Mapping[str, int]) -> list[tuple[int, bool]]:
    """For every annotated unit with links: whether the link with the highest score is one of them."""
    top: dict[int | None, str] = {}
    for link in sorted(alignment.links, key=lambda k: -k.score):
        top.setdefault(unit_of.get(link.clause), link.provision)
    wanted = set(gold.links())
    return [(n, (n, top.get(n)) in wanted) for n in sorted({n for n, _ in wanted})]


def _macro(pairs: list[tuple[int, str, str, str]], labels: list[str]) -> float:
    """Mean F1 over the relations the annotation uses."""
    scores = [
        match_of({p[:2] for p in pairs if p[3] == label}, {p[:2] for p in pairs if p[2] == label}).f1
        for label in labels
    ]
    return round(sum(scores) / max(1, len(scores)), 4)


def _outcome(key: Any, found: AbstractSet[Any], expected: AbstractSet[Any], excused: AbstractSet[Any]) -> Outcome:
    if key in found:
        return "right" if key in expected else "possible" if key in excused else "false"
    return "missed"


def _link_items(found: AbstractSet[Any], sure: AbstractSet[Any], possible: AbstractSet[Any]) -> tuple[LinkItem, ...]:
    return tuple(
        LinkItem(unit=key[0], provision=key[1], outcome=_outcome(key, found, sure, possible))
        for key in sorted(found | sure, key=_by_text)
    )


def _by_text(key: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(f"{part:06d}" if isinstance(part, int) else f"~{part}" for part in key)
