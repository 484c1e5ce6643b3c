"""How well a parsed document agrees with the annotation: nodes, paths, metadata, targets, duties."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from vnplan.evaluate.figures import Match, Share, match_counts, match_of
from vnplan.evaluate.gold import GoldPlan, inked, match_units
from vnplan.models import BODY_KINDS, Document, Frozen, Target

_SAME = 0.9  # overlap from which a node is the unit
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PLAIN = re.compile(r"[\s\-–,.;:]+")

Values = tuple[float, float] | None
Figure = tuple[int | str, float | None, float | None]


class ParseScore(Frozen):
    """Agreement of one parsed plan with its annotation; `wrong_paths` are (expected, found) of the first twenty."""

    characters_lost: int
    characters_doubled: int
    front_back_leak: float
    nodes: Match
    node_kinds: Share
    paths: Share
    metadata: Share
    targets_exact: Match
    targets_value: Match
    targets_comparator: Match
    duty_clauses: Match
    duty_agencies: Match
    duty_partners: Match
    duty_when: Match
    duty_roles: Share
    duty_role_macro_f1: float | None
    metadata_wrong: tuple[str, ...] = ()
    wrong_paths: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def score_parse(gold: GoldPlan, document: Document) -> ParseScore:
    """Compare a document with its annotation."""
    text = gold.text
    covered: set[int] = set()
    doubled = 0
    for node in document.nodes:
        ink = inked(text, node.spans)
        doubled += len(ink & covered)
        covered |= ink
    units = [u for u in gold.units if u.in_body]
    nodes = [n for n in document.nodes if n.kind in BODY_KINDS]
    by_n = {u.n: u for u in units}
    matched = match_units(text, units, {k: node.spans for k, node in enumerate(nodes)}, overlap=_SAME)
    wrong = [(by_n[n].path or (), nodes[k].path) for k, n in matched.items() if nodes[k].path != (by_n[n].path or ())]
    outside = inked(text, [(u.start, u.end) for u in gold.units if not u.in_body])
    leaked = sum(len(inked(text, node.spans) & outside) for node in nodes)
    meta = document.metadata.model_dump(mode="json")
    agree = {key: _folded(str(meta.get(key))) == _folded(str(value)) for key, value in gold.metadata.items()}
    unit_of: dict[str, int] = {nodes[k].id: n for k, n in matched.items()}
    exact, value, comparator = _targets(gold, document, unit_of)
    return ParseScore(
        characters_lost=sum(not c.isspace() for c in text) - len(covered),
        characters_doubled=doubled,
        front_back_leak=round(leaked / max(1, len(outside)), 4),
        nodes=Match(predicted=len(nodes), expected=len(units), right=len(matched), recovered=len(matched)),
        node_kinds=Share(right=sum(nodes[k].kind.value == by_n[n].kind for k, n in matched.items()), total=len(units)),
        paths=Share(right=len(matched) - len(wrong), total=len(units)),
        metadata=Share(right=sum(agree.values()), total=len(agree)),
        targets_exact=exact,
        targets_value=value,
        targets_comparator=comparator,
        metadata_wrong=tuple(sorted(k for k, right in agree.items() if not right)),
        wrong_paths=tuple(wrong[:20]),
        **_duties(gold, document, unit_of),
    )


def _folded(words: str) -> str:
    return _PLAIN.sub(" ", unicodedata.normalize("NFC", words).lower()).strip()


def _range_of(words: str) -> Values:
    """Smallest and largest figure in words such as "8 - 10"."""
    found = [float(x.replace(".", "").replace(",", ".")) for x in _NUMBER.findall(words)]
    return (min(found), max(found)) if found else None


def _range(target: Target) -> tuple[float, float]:
    return float(target.low), float(target.low if target.high is None else target.high)


def _targets(gold: GoldPlan, document: Document, unit_of: dict[str, int]) -> tuple[Match, Match, Match]:
    expected: Counter[tuple[Figure, str | None]] = Counter()
    for annotation in gold.annotations:
        for wanted in annotation.targets:
            low, high = _range_of(wanted.value) or (None, None)
            expected[(annotation.n, low, high), wanted.deadline and wanted.deadline[:4]] += 1
    found: Counter[tuple[Figure, str | None]] = Counter()
    for target in document.targets:
        place = unit_of.get(target.clause, target.clause)
        found[(place, *_range(target)), target.deadline[:4] if target.deadline else None] += 1
    comparators = match_of(
        {(unit_of.get(t.clause, t.clause), _range(t), t.comparator.value) for t in document.targets},
        {(a.n, _range_of(t.value), t.comparator) for a in gold.annotations for t in a.targets},
    )
    values = match_counts(_without_deadline(found), _without_deadline(expected))
    return match_counts(found, expected), values, comparators


def _without_deadline(counts: Counter[tuple[Figure, str | None]]) -> Counter[Figure]:
    out: Counter[Figure] = Counter()
    for (figure, _), number in counts.items():
        out[figure] += number
    return out


def _duties(gold: GoldPlan, document: Document, unit_of: dict[str, int]) -> dict[str, Match | Share | float | None]:
    wanted = {a.n: a.duty for a in gold.annotations if a.duty is not None}
    roles: dict[int | str, str] = {}
    agencies: set[tuple[int | str, str]] = set()
    partners: set[tuple[int | str, str]] = set()
    when: set[tuple[int | str, str]] = set()
    for duty in document.duties:
        place = unit_of.get(duty.clause, duty.clause)
        roles.setdefault(place, duty.role.value)
        agencies.update((place, _folded(a.name)) for a in duty.agencies)
        partners.update((place, _folded(a.name)) for a in duty.partners)
        when.update((place, key) for key in ("recurring", "due") if getattr(duty, key))
    return {
        "duty_clauses": match_of(set(roles), set(wanted)),
        "duty_agencies": match_of(agencies, {(n, _folded(x)) for n, d in wanted.items() for x in d.agencies}),
        "duty_partners": match_of(partners, {(n, _folded(x)) for n, d in wanted.items() for x in d.partners or ()}),
        "duty_when": match_of(
            when, {(n, key) for n, d in wanted.items() for key in ("recurring", "due") if getattr(d, key)}
        ),
        "duty_roles": Share(right=sum(roles.get(n) == d.role for n, d in wanted.items()), total=len(wanted)),
        "duty_role_macro_f1": _macro({n: d.role for n, d in wanted.items()}, roles),
    }


def _macro(wanted: Mapping[int, str], found: Mapping[int | str, str]) -> float | None:
    """Mean F1 over the roles the annotation uses; None where it has no duty."""
    scores = [
        match_of({n for n in wanted if found.get(n) == role}, {n for n in wanted if wanted[n] == role}).f1
        for role in sorted(set(wanted.values()))
    ]
    return round(sum(scores) / len(scores), 4) if scores else None
