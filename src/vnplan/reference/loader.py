"""Codebooks: those that come with the package, and a user's own TOML or JSON file of the same schema."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from vnplan.errors import OptionError, ReferenceDataError, SchemaError
from vnplan.lexicon import provinces
from vnplan.models import Reference
from vnplan.packaged import toml

_DATA = files("vnplan.reference").joinpath("data")


def list_references() -> tuple[str, ...]:
    """The ids of the codebooks in the package, in order.

    >>> "qd-127-2021" in list_references()
    True
    """
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_reference(name: str | Path) -> Reference:
    """A codebook by its id, or from a TOML or JSON file of the same schema.

    Raises `ReferenceDataError` for an unknown id or a file that does not hold together, `SchemaError` for a newer
    major version, `OptionError` for a value that is no name.

    >>> load_reference("qd-127-2021").provision("D2.5").due.month
    12
    """
    if isinstance(name, str) and name in list_references():
        return _packaged(name)
    if not isinstance(name, str | os.PathLike):
        raise OptionError("reference_of_other_kind", found=type(name).__name__)
    path = Path(name)
    if path.is_file():
        return _from_file(path)
    known = ", ".join(list_references())
    if path.suffix.lower() in {".toml", ".json"}:
        raise ReferenceDataError("codebook_missing", name=repr(str(name)), known=known)
    raise ReferenceDataError("unknown_reference", name=repr(str(name)), known=known)


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
        first = error.errors()[0]
        place = _place(data, first["loc"])
        raise ReferenceDataError("codebook_field", where=where, field=place, reason=first["msg"]) from error
    return _coherent(reference, where=where)


def _place(data: dict[str, object], where: tuple[int | str, ...]) -> str:
    """Where in a codebook something is wrong, as its author finds it: the provision by its id, or counted from 1.

    >>> _place({"provisions": [{"id": "I.1"}]}, ("provisions", 0, "figures", 0, "unit"))
    'Provision I.1, field figures.0.unit'
    """
    prefix = "Field"
    match where, data.get("provisions"):
        case ("provisions", int(position), _, *_), list(provisions):
            entry = provisions[position]
            name = entry.get("id") if isinstance(entry, dict) else None
            prefix, where = f"Provision {name or f'no. {position + 1}'}, field", where[2:]
    return f"{prefix} {'.'.join(map(str, where))}"


def _coherent(reference: Reference, *, where: str) -> Reference:
    """Ids are unique and every id named exists; figures point at measures that stand; what is repeated is no repeat;
    what only those asked may say has somebody to say it."""
    ids = [p.id for p in reference.provisions]
    doubled = sorted({i for i in ids if ids.count(i) > 1})
    if doubled:
        raise ReferenceDataError("codebook_id_twice", where=where, provision=doubled[0])
    known = {*ids, *(s.id for s in reference.sections)}
    first_said = {p.id for p in reference.provisions if p.restates is None}
    register = {province.id for province in provinces().rows}
    for provision in reference.provisions:
        named = (*provision.same_as, *provision.group_of, *([provision.parent] if provision.parent else []))
        unknown = [i for i in named if i not in known]
        unknown += [i for i in [provision.restates] if i is not None and i not in first_said]
        unknown += [i for i in provision.provinces if i not in register]
        if unknown:
            raise ReferenceDataError("codebook_id_unknown", where=where, provision=provision.id, name=unknown[0])
        if any(not 1 <= f.measure <= len(provision.measures) for f in provision.figures):
            raise ReferenceDataError("codebook_measure", where=where, provision=provision.id)
        if any(phrase.own for phrase in provision.said_as) and not provision.asked:
            raise ReferenceDataError("codebook_nobody", where=where, provision=provision.id)
    return reference
