"""What became of a reference in the one that replaced it, provision by provision."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from vnplan.errors import Lang, UnknownIdError
from vnplan.models.base import Frozen, Stored, check_language
from vnplan.models.reference import Bilingual, Reference

if TYPE_CHECKING:
    import pandas as pd


class Fate(StrEnum):
    """What the new decision does with a provision of the old one; `new`: it has no forerunner."""

    CONTINUES = "continues"
    ADJUSTED = "adjusted"
    LAPSED = "lapsed"
    NEW = "new"


class SuccessionItem(Frozen):
    """One provision of the old reference and those of the new one that take it up (none where it lapsed)."""

    id: str
    fate: Literal[Fate.CONTINUES, Fate.ADJUSTED, Fate.LAPSED]
    successors: tuple[str, ...] = ()
    note: Bilingual


class Succession(Stored):
    """A map from one reference to its successor: a reading of both texts by people, in the old one's order.

    `load_succession` gives it; `to_dataframe` has the columns provision, fate, successors, note.

    >>> from vnplan import load_succession
    >>> succession = load_succession("qd-127-2021", "qd-1671-2026")
    >>> succession.item("II.2.a.2").successors, succession.forerunners("II.2.c.8")
    (('II.2.c.8',), ('II.1.a.2', 'II.2.a.2', 'IV.1.3'))
    """

    SCHEMA: ClassVar[str] = "vnplan/succession"

    schema_name: Literal["vnplan/succession"] = Field(default="vnplan/succession", alias="schema")
    schema_version: str = "1.0"
    old: str
    new: str
    items: tuple[SuccessionItem, ...]

    def item(self, provision_id: str) -> SuccessionItem:
        """What became of a provision of the old reference. Raises `UnknownIdError` (a KeyError) where there is none."""
        for item in self.items:
            if item.id == provision_id:
                return item
        raise UnknownIdError("unknown_provision", name=repr(provision_id), reference=self.old)

    def forerunners(self, provision_id: str) -> tuple[str, ...]:
        """The provisions of the old reference that a provision of the new one takes up."""
        return tuple(item.id for item in self.items if provision_id in item.successors)

    def without_forerunner(self, new: Reference) -> tuple[str, ...]:
        """The provisions of the new reference that take up none of the old one; repeats and groups are left out."""
        taken = {i for item in self.items for i in item.successors}
        return tuple(p.id for p in new.provisions if not (p.id in taken or p.restates or p.group_of))

    def to_dataframe(self, *, lang: Lang = "vi") -> pd.DataFrame:
        """One row an old provision: provision, fate, successors (joined by ", "), note."""
        check_language(lang)
        import pandas as pd

        rows = [(i.id, i.fate.value, ", ".join(i.successors), getattr(i.note, lang)) for i in self.items]
        return pd.DataFrame(rows, columns=["provision", "fate", "successors", "note"])

    def __repr__(self) -> str:
        return f"<Succession {self.old} -> {self.new}: {len(self.items)} provisions>"
