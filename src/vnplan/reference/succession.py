"""Comparing two references: what of the older one continues, is adjusted or has lapsed in the newer one."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import ValidationError

from vnplan.errors import ReferenceDataError
from vnplan.models import Fate, Succession
from vnplan.models.base import first_problem
from vnplan.packaged import toml
from vnplan.reference.loader import load_reference

_DATA = files("vnplan.reference").joinpath("data", "successions")


def list_successions() -> tuple[tuple[str, str], ...]:
    """The pairs (old, new) of references that the package has a map for, in order.

    >>> list_successions()
    (('qd-127-2021', 'qd-1671-2026'),)
    """
    names = sorted(e.name.removesuffix(".toml") for e in _DATA.iterdir() if e.name.endswith(".toml"))
    return tuple((name.split(".")[0], name.split(".")[1]) for name in names)


@lru_cache(maxsize=8)
def load_succession(old: str, new: str) -> Succession:
    """The map from one reference to the one that replaced it.

    Raises `ReferenceDataError` where the package has none for this pair, or one that does not hold together.

    >>> found = load_succession("qd-127-2021", "qd-1671-2026").item("II.2.a.2")
    >>> found.fate.value, found.successors
    ('adjusted', ('II.2.c.8',))
    """
    if (old, new) not in list_successions():
        known = ", ".join(" ".join(pair) for pair in list_successions())
        raise ReferenceDataError("unknown_succession", old=repr(old), new=repr(new), known=known)
    where = f"{old}.{new}.toml"
    try:
        data = toml("vnplan.reference", f"data/successions/{where}")
        return _coherent(Succession.model_validate(data), where=where)
    except ValidationError as error:
        field, reason = first_problem(error)
        raise ReferenceDataError("succession_field", where=where, field=field, reason=reason) from error


def _coherent(succession: Succession, *, where: str) -> Succession:
    """Every provision of the old reference stands once, in its order; successors exist; only what lapsed has none."""
    old, new = load_reference(succession.old), load_reference(succession.new)
    if [item.id for item in succession.items] != [p.id for p in old.provisions]:
        raise ReferenceDataError("succession_order", where=where)
    known = {p.id for p in new.provisions}
    for item in succession.items:
        if not set(item.successors) <= known or bool(item.successors) == (item.fate is Fate.LAPSED):
            raise ReferenceDataError("succession_item", where=where, item=item.id)
    return succession
