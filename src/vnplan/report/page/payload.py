"""The data of the HTML page as one compact JSON value: every text once, everything else as indexes into lists."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from vnplan.comparison import Comparison
from vnplan.lexicon import label
from vnplan.models import (
    Comparator,
    Figure,
    Obligation,
    Provision,
    ProvisionKind,
    Reference,
)
from vnplan.report.agencies import holders, holders_today, known_name
from vnplan.report.facts import inferred, provision_facts
from vnplan.report.names import plan_names
from vnplan.report.page.payload_alignment import DEVIATIONS, RELATIONS, SEVERITIES, STATUSES, Pool
from vnplan.report.page.payload_plan import ROLES, number, plan_data
from vnplan.report.page.payload_versions import versions_data
from vnplan.report.register import issued_before, register
from vnplan.report.similarity import shared_wording
from vnplan.report.strings import bilingual, strings
from vnplan.report.words import due_words

_TOLD = frozenset({"period", "addressee", "co_leads", "executors", "partners", "provinces", "products"})


def payload(comparison: Comparison, reference: Reference) -> dict[str, Any]:
    """Everything the page shows. Lists of numbers are documented beside the code that reads them (assets/js)."""
    pool = Pool()
    agencies: dict[str, str] = {}
    provision_index = {p.id: i for i, p in enumerate(reference.provisions)}
    plans = [
        {"label": name, **plan_data(plan, reference, provision_index, pool, agencies)}
        for plan, name in zip(comparison.plans, plan_names(comparison.plans), strict=True)
    ]
    for at, since in versions_data(comparison).items():
        plans[at]["earlier"] = since
    order = sorted(agencies, key=lambda key: (agencies[key].casefold(), key))
    return {
        "strings": strings() | strings("versions"),
        "labels": _labels(),
        "codes": {
            "status": [s.value for s in STATUSES],
            "relation": [r.value for r in RELATIONS],
            "deviation": [d.value for d in DEVIATIONS],
            "severity": [s.value for s in SEVERITIES],
            "role": [r.value for r in ROLES],
            "obligation": [o.value for o in Obligation],
            "kind": [k.value for k in ProvisionKind],
        },
        "ref": {**_reference(reference), "before": issued_before(comparison.plans, reference)},
        "plans": plans,
        "pool": pool.values,
        # [id, name, who holds its work today as [id, vi, en], whether that is certain]
        "agencies": [[key, agencies[key], *holders(key)] for key in order],
        "sim": [[round(100 * share) for share in row] for row in shared_wording(comparison.documents)],
        # [name, indexes of plans, former provinces as [name, indexes of plans]]
        "register": register(comparison.plans),
        "failures": [[f.source, f.in_words("vi"), f.message] for f in comparison.failures],
    }


def _labels() -> dict[str, list[str]]:
    """Names of all codes, in both languages."""
    words: dict[str, list[str]] = {}
    enums: tuple[StrEnum, ...] = (*STATUSES, *RELATIONS, *DEVIATIONS, *SEVERITIES, *ROLES)
    for each in enums:
        words[each.value] = [label(each.value), label(each.value, lang="en")]
    for code in ("our_statement", "needs_review", "confirmed", "score", "evidence"):
        words[code] = [label(code), label(code, lang="en")]
    groups: dict[str, Iterable[StrEnum]] = {"obligation": Obligation, "kind": ProvisionKind, "comparator": Comparator}
    for group, codes in groups.items():
        for item in codes:
            words[f"{group}.{item.value}"] = bilingual(group, item.value)
    return words


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "number": reference.number,
        "title": [reference.title.vi, reference.title.en],
        "replaced_by": reference.replaced_by,
        "notes": [[note.vi, note.en] for note in reference.notes],
        "sections": [[s.id, s.parent, s.title.vi, s.title.en] for s in reference.sections],
        "provisions": [_provision(p, reference.official.get(p.id)) for p in reference.provisions],
    }


def _provision(p: Provision, official: str | None) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": p.id,
        "parent": p.parent,
        "kind": p.kind.value,
        "obligation": p.obligation.value,
        "label": [p.label.vi, p.label.en],
        "statement": [p.statement.vi, p.statement.en],
        "citation": [p.citation.vi, p.citation.en],
        "measures": [[m.vi, m.en, m.national] for m in p.measures],
    }
    if p.figures:
        entry["figures"] = [_figure(f) for f in p.figures]
    if p.restates:
        entry["again"] = True
    if p.national_only_reason:
        entry["national"] = [p.national_only_reason.vi, p.national_only_reason.en]
    if p.same_as or p.group_of:
        entry["twins"] = [*p.same_as, *p.group_of]
    if bodies := inferred(p):
        # [name, who holds its work today as [vi, en], whether that is certain]
        entry["counterparts"] = [[known_name(a) or a, *holders_today(a)] for a in bodies]
    if p.horizon:
        entry["horizon"] = p.horizon
    if p.due:
        entry["due"] = [due_words(p.due), due_words(p.due, lang="en")]
    english = dict(provision_facts(p, lang="en"))
    if said := [[key, value, english[key]] for key, value in provision_facts(p) if key in _TOLD]:
        entry["facts"] = said
    if official:
        entry["official"] = official
    return entry


def _figure(f: Figure) -> list[Any]:
    """[indicator vi, indicator en, comparator, low, high, unit]."""
    return [f.indicator.vi, f.indicator.en, f.comparator.value, float(f.low), number(f.high), f.unit]
