"""Codebooks: those that come with the package, and a user's own TOML or JSON file of the same schema."""

from __future__ import annotations

import os
import tomllib
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from vnplan.errors import OptionError, ReferenceDataError, SchemaError
from vnplan.lexicon import provinces
from vnplan.models import Comparator, Figure, Obligation, Provision, Reference
from vnplan.packaged import toml
from vnplan.text import nfc

_DATA = files("vnplan.reference").joinpath("data")


def list_references() -> tuple[str, ...]:
    """The ids of the codebooks in the package, in order.

    >>> "qd-127-2021" in list_references()
    True
    """
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_reference(name: str | Path) -> Reference:
    """A codebook by its id or its decision's number, or from a TOML or JSON file of the same schema.

    Raises `ReferenceDataError` for an unknown id or a file that does not hold together, `SchemaError` for a newer
    major version, `OptionError` for a value that is no name.

    >>> load_reference("qd-127-2021").provision("D2.5").due.month
    12
    >>> load_reference("1671/QĐ-TTg").id, load_reference("127").id
    ('qd-1671-2026', 'qd-127-2021')
    """
    if isinstance(name, str) and name in list_references():
        return _packaged(name)
    if not isinstance(name, str | os.PathLike):
        raise OptionError("reference_of_other_kind", found=type(name).__name__)
    path = Path(name)
    if path.is_file():
        return _from_file(path)
    if len(numbered := _of_number(str(name))) == 1:
        return numbered[0]
    known = ", ".join(list_references())
    if path.suffix.lower() in {".toml", ".json"}:
        raise ReferenceDataError("codebook_missing", name=repr(str(name)), known=known)
    raise ReferenceDataError("unknown_reference", name=repr(str(name)), known=known)


def _of_number(number: str) -> list[Reference]:
    """The packaged references of decisions with a number, said whole ("127/QĐ-TTg") or without what issued them."""
    packaged = map(_packaged, list_references())
    return [one for one in packaged if nfc(number).upper() in {one.number.upper(), one.number.partition("/")[0]}]


@lru_cache(maxsize=8)
def _packaged(name: str) -> Reference:
    return _checked(toml("vnplan.reference", f"data/{name}.toml"), where=name)


def _from_file(path: Path) -> Reference:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".json":
            return _coherent(Reference.from_json(text, where=str(path)), where=str(path))
        return _checked(tomllib.loads(text), where=str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReferenceDataError("codebook_unread", where=str(path), reason=str(error)) from error


def _checked(data: dict[str, object], *, where: str) -> Reference:
    version = str(data.get("schema_version", ""))
    if version.split(".")[0] != Reference.VERSION.split(".")[0]:
        raise SchemaError("codebook_version", where=where, found=version or "missing")
    try:
        reference = Reference.model_validate(data)
    except ValidationError as error:
        # a name that is not known comes first: what is missing may be it, spelt otherwise
        first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        place = _place(data, first["loc"])
        code = {"extra_forbidden": "codebook_no_field", "missing": "codebook_lacks"}.get(
            first["type"], "codebook_field"
        )
        raise ReferenceDataError(code, where=where, field=place, reason=first["msg"]) from error
    return _coherent(reference, where=where)


def _place(data: dict[str, object], where: tuple[int | str, ...]) -> str:
    """Where in a codebook something is wrong, as its author finds it: the provision by its id; others count from 1.

    >>> _place({"provisions": [{"id": "I.1"}]}, ("provisions", 0, "figures", 0, "unit"))
    'Provision I.1, field figures.1.unit'
    """
    prefix = "Field"
    match where, data.get("provisions"):
        case ("provisions", int(position), _, *_), list(provisions):
            entry = provisions[position]
            name = entry.get("id") if isinstance(entry, dict) else None
            prefix, where = f"Provision {name or f'no. {position + 1}'}, field", where[2:]
    return f"{prefix} {'.'.join(str(part + 1) if isinstance(part, int) else part for part in where)}"


def _coherent(reference: Reference, *, where: str) -> Reference:
    """Ids are unique and every id named exists; figures point at measures that stand; what is repeated is no repeat;
    what only those asked may say has somebody to say it."""
    ids = [p.id for p in reference.provisions]
    doubled = sorted(i for i, count in Counter(ids).items() if count > 1)
    if doubled:
        raise ReferenceDataError("codebook_id_twice", where=where, provision=doubled[0])
    known = {*ids, *(s.id for s in reference.sections)}
    first_said = {p.id for p in reference.provisions if p.restates is None}
    register = {province.id for province in provinces().rows}
    repeated_by: defaultdict[str, set[str]] = defaultdict(set)
    for provision in reference.provisions:
        for twin in provision.same_as:
            repeated_by[twin].add(provision.id)
    for provision in reference.provisions:
        named = (*provision.same_as, *provision.group_of, *([provision.parent] if provision.parent else []))
        unknown = [i for i in named if i not in known]
        unknown += [i for i in [provision.restates] if i is not None and i not in first_said]
        unknown += [i for i in provision.provinces if i not in register]
        if unknown:
            raise ReferenceDataError("codebook_id_unknown", where=where, provision=provision.id, name=unknown[0])
        if any(not 1 <= f.measure <= len(provision.measures) for f in provision.figures):
            raise ReferenceDataError("codebook_measure", where=where, provision=provision.id)
        _fits_itself(provision, where=where, twins=repeated_by[provision.id])
        if any(phrase.own for phrase in provision.said_as) and not provision.asked:
            raise ReferenceDataError("codebook_nobody", where=where, provision=provision.id)
        if any(phrase.own or phrase.alone for measure in provision.measures for phrase in measure.said_as):
            raise ReferenceDataError("codebook_measure_phrase", where=where, provision=provision.id)
    return reference


def _fits_itself(provision: Provision, *, where: str, twins: Collection[str]) -> None:
    """All is said; figures fit their comparators, days and years can be; what repeats another is repeated by it."""
    for name, said in (
        ("label", provision.label),
        ("statement", provision.statement),
        ("citation", provision.citation),
    ):
        if not (said.vi.strip() and said.en.strip()):
            field = f"Provision {provision.id}, field {name}"
            raise ReferenceDataError("codebook_lacks", where=where, field=field)
    for figure in provision.figures:
        is_range = figure.comparator is Comparator.RANGE
        fits = (figure.high is not None) == is_range and figure.low >= 0
        if not fits or (figure.high is not None and figure.high <= figure.low):
            comparator = figure.comparator.value
            raise ReferenceDataError("codebook_range", where=where, provision=provision.id, comparator=comparator)
        if figure.one_each and not _counts_one_each(figure, provision):
            raise ReferenceDataError("codebook_one_each", where=where, provision=provision.id)
    due, period = provision.due, provision.period
    if due is not None and due.day and not (due.month and due.day <= monthrange(due.year or 2024, due.month)[1]):
        raise ReferenceDataError("codebook_due", where=where, provision=provision.id)
    years = [provision.horizon, due.year if due else None, *((period.start, period.end) if period else ())]
    backwards = period is not None and period.start and period.end and period.start > period.end
    if backwards or any(year is not None and not 1900 <= year <= 2200 for year in years):
        raise ReferenceDataError("codebook_years", where=where, provision=provision.id)
    if lonely := [twin for twin in provision.same_as if twin not in twins or twin == provision.id]:
        raise ReferenceDataError("codebook_twin", where=where, provision=provision.id, name=lonely[0])
    if provision.obligation is Obligation.NATIONAL_ONLY and provision.national_only_reason is None:
        raise ReferenceDataError("codebook_reason", where=where, provision=provision.id)


def _counts_one_each(figure: Figure, provision: Provision) -> bool:
    """Whether a figure can count one thing a province: all of them, or one or more; and provinces are to act at all."""
    least = {Comparator.ALL: 100, Comparator.EXACT: 1, Comparator.AT_LEAST: 1}.get(figure.comparator)
    national = provision.obligation is Obligation.NATIONAL_ONLY or provision.measures[figure.measure - 1].national
    return figure.low == least and not national
