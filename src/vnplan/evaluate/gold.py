"""Annotated plans, and which unit of the annotation a node of ours is.

A unit and a node are the same piece of text where their characters, blanks left out, overlap enough (share of the
union); the best overlaps are taken first, one to one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from vnplan.errors import ReadError, SchemaError
from vnplan.models import Frozen, NodeKind, Relation

Key = TypeVar("Key", int, str)

_BODY = frozenset({NodeKind.HEADING.value, NodeKind.LEAD.value, NodeKind.CLAUSE.value})
_ALIGNED = frozenset({NodeKind.LEAD.value, NodeKind.CLAUSE.value})


class GoldUnit(Frozen):
    """One piece of the annotated text: ordinal, kind, half-open range of code points, chain of printed labels."""

    n: int
    kind: str
    start: int
    end: int
    path: tuple[str, ...] | None = None
    text: str

    @property
    def in_body(self) -> bool:
        """Whether it is a heading, a lead or a clause."""
        return self.kind in _BODY

    @property
    def aligned(self) -> bool:
        """Whether it is a lead or a clause: what links start from."""
        return self.kind in _ALIGNED


class GoldLink(Frozen):
    """An annotated link; `strength` is "sure" or "possible" (defensible: never counted against anyone)."""

    ref: str
    relation: Relation
    deviations: tuple[str, ...] = ()
    strength: str = "sure"


class GoldTarget(Frozen):
    """An annotated target as quoted; `value` is the figure or range in words."""

    quote: str
    value: str
    unit: str | None = None
    comparator: str
    deadline: str | None = None


class GoldDuty(Frozen):
    """An annotated duty with agencies and partners as named."""

    agencies: tuple[str, ...]
    role: str
    partners: tuple[str, ...] | None = None
    recurring: str | None = None
    due: str | None = None


class GoldAnnotation(Frozen):
    """What the annotators say of one unit."""

    n: int
    links: tuple[GoldLink, ...] = ()
    targets: tuple[GoldTarget, ...] = ()
    duty: GoldDuty | None = None


class GoldPlan(Frozen):
    """An annotated plan (corpora/gold/README.md)."""

    name: str
    text: str
    metadata: dict[str, str | None]
    units: tuple[GoldUnit, ...]
    annotations: tuple[GoldAnnotation, ...]
    coverage: dict[str, str]

    def unit(self, n: int) -> GoldUnit:
        """The unit with this ordinal."""
        return next(u for u in self.units if u.n == n)

    def links(self, *, headings: bool = False) -> dict[tuple[int, str], GoldLink]:
        """Annotated links by (unit, provision); those of headings only on request."""
        kinds = {u.n: u.aligned for u in self.units}
        return {
            (a.n, link.ref): link for a in self.annotations for link in a.links if headings or kinds.get(a.n, False)
        }


def load_gold_plan(path: Path) -> GoldPlan:
    """Read an annotation file. Raises `ReadError` where it cannot be read, `SchemaError` where it is no annotation."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError("gold_unread", where=str(path), reason=reason) from error
    except json.JSONDecodeError as error:
        raise SchemaError("gold_no_json", where=str(path)) from error
    try:
        return GoldPlan(
            name=path.stem,
            text=data["text"],
            metadata=data.get("metadata") or {},
            units=tuple(
                GoldUnit.model_validate({k: v for k, v in u.items() if k in GoldUnit.model_fields})
                for u in data["units"]
            ),
            annotations=tuple(_annotation(a) for a in data["annotations"]),
            coverage={c["ref"]: c["status"] for c in data["coverage"]},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SchemaError("gold_form", where=str(path), kind=type(error).__name__, reason=str(error)) from error


def _annotation(data: Mapping[str, object]) -> GoldAnnotation:
    def known(model: type[Frozen], value: object) -> object:
        if isinstance(value, Mapping):
            return {k: v for k, v in value.items() if k in model.model_fields}
        return value

    def many(model: type[Frozen], values: object) -> list[object]:
        return [known(model, v) for v in values] if isinstance(values, list) else []

    return GoldAnnotation.model_validate(
        {
            "n": data["n"],
            "links": many(GoldLink, data.get("links")),
            "targets": many(GoldTarget, data.get("targets")),
            "duty": known(GoldDuty, data.get("duty")),
        }
    )


def inked(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """The offsets of a text's non-blank characters within some spans."""
    return {i for s in spans for i in range(s[0], min(s[1], len(text))) if not text[i].isspace()}


def match_units(
    text: str, units: Sequence[GoldUnit], pieces: Mapping[Key, Sequence[Sequence[int]]], *, overlap: float
) -> dict[Key, int]:
    """Which unit each item is, by the overlap of characters; the best first, ties by the order of `pieces`."""
    gold_ink = {u.n: inked(text, [(u.start, u.end)]) for u in units}
    owner = {i: n for n, ink in gold_ink.items() for i in ink}
    found: list[tuple[float, int, int]] = []
    keys = list(pieces)
    for order, key in enumerate(keys):
        ink = inked(text, pieces[key])
        for n, shared in Counter(owner[i] for i in ink if i in owner).items():
            union = shared / len(ink | gold_ink[n])
            if union >= overlap:
                found.append((-union, order, n))
    matched: dict[Key, int] = {}
    used: set[int] = set()
    for _, order, n in sorted(found):
        if keys[order] not in matched and n not in used:
            matched[keys[order]] = n
            used.add(n)
    return matched
