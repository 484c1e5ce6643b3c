"""A reference: a national decision as a codebook of provisions, stated in our own words with their figures."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from vnplan.errors import Lang, UnknownIdError
from vnplan.models.base import Frozen, Quantity, Stored, check_language, html_table
from vnplan.models.document import Comparator, Period

if TYPE_CHECKING:
    import pandas as pd

_Ways = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
"""Words of which any one does."""


class ProvisionKind(StrEnum):
    """The function of a provision in its decision."""

    VIEWPOINT = "viewpoint"
    GENERAL_GOAL = "general_goal"
    GROUP_GOAL = "group_goal"
    GOAL = "goal"
    ORIENTATION = "orientation"
    TASK = "task"
    ORGANISATION = "organisation"
    REPORTING = "reporting"
    FUNDING = "funding"
    PROGRAMME = "programme"


class Obligation(StrEnum):
    """What a provision asks of a province: the five classes of applicability."""

    DIRECT = "direct"
    LOCALISABLE = "localisable"
    CONTRIBUTORY = "contributory"
    ORIENTATION = "orientation"
    NATIONAL_ONLY = "national_only"


class Bilingual(Frozen):
    """One wording in Vietnamese and in English."""

    vi: str
    en: str


class SetPhrase(Frozen):
    """Words in which plans always take a provision up, whatever else they say: one of each of `words` (lower case or
    not), in any order, between two semicolons or full stops.

    `own`: only those the provision names (`addressee`, `co_leads`, `counterparts`) take it up in these words; `alone`:
    only a clause does that takes nothing else up; `named`: the words name what the decision is on ("trợ lý ảo").
    Of a measure neither is asked: its words carry it wherever they stand.
    """

    words: Annotated[tuple[_Ways, ...], Field(min_length=1)]
    own: bool = False
    alone: bool = False
    named: bool = False


class Measure(Frozen):
    """One atomic commitment of a provision, in our own words.

    `verbs`, `items` and `scope` are facts of the wording (the verb of commitment, enumerated objects, qualifiers);
    `parts` are the ordinals of the pieces of the official text it states; `national` marks what only the State can do,
    `met_by_plan` what a plan that carries out the decision does by being there ("draw up a plan"), `understood` what
    goes without saying where the rest of the provision is said: it holds by law, or the plan is about nothing else.
    `said_as` are set phrases: a clause that says one carries the measure, whatever it is linked to.
    """

    vi: str
    en: str
    parts: tuple[int, ...] = ()
    verbs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    national: bool = False
    met_by_plan: bool = False
    understood: bool = False
    said_as: tuple[SetPhrase, ...] = ()


class Figure(Frozen):
    """A figure a provision commits to; `measure` is the ordinal of its measure, from 1.

    `one_each`: each province has one of what is counted ("100% of provincial operations centres", "at least 01 centre
    in each province"), so a plan that takes its own up has said the figure.
    """

    measure: int = 1
    indicator: Bilingual
    comparator: Comparator
    low: Quantity
    high: Quantity | None = None
    unit: str
    one_each: bool = False


class DueDate(Frozen):
    """When something is due: a day of the year, a single date, or only how often (`recurring`: annual, continuous)."""

    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    year: int | None = None
    recurring: Literal["annual", "continuous"] | None = None


class Section(Frozen):
    """A heading of the reference that is no provision itself."""

    id: str
    parent: str | None = None
    title: Bilingual
    addressee: str | None = None
    counterparts: tuple[str, ...] = ()


class Provision(Frozen):
    """One item of the reference with a stable id. `measures` have the ids `<provision>#1`, `#2`, …

    `addressee` leads, `co_leads` lead with it. `same_as` names repeats, which never count twice; `restates` the one
    this provision only says again, as a row of an annex says again what the body says. `group_of` names the parts of
    a group; `provinces` the only ones it is meant for (ids of the register), empty for all. `said_as` are set phrases;
    a clause with none of the words of `needs` (where there are any) does not carry it.
    """

    id: str
    parent: str | None = None
    kind: ProvisionKind
    obligation: Obligation
    national_only_reason: Bilingual | None = None
    law_drafting: bool = False
    path: tuple[str, ...] = ()
    label: Bilingual
    statement: Bilingual
    citation: Bilingual
    addressee: str | None = None
    co_leads: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    executors: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    restates: str | None = None
    group_of: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    horizon: int | None = None
    due: DueDate | None = None
    period: Period | None = None
    applies_to: tuple[Literal["ministry", "province", "commune", "enterprise", "organisation"], ...] = ()
    field: str | None = None
    said_as: tuple[SetPhrase, ...] = ()
    needs: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    figures: tuple[Figure, ...] = ()
    measures: tuple[Measure, ...]

    @property
    def asked(self) -> frozenset[str]:
        """The ids of all who are to carry it out, in the decision's own words and in a province."""
        return frozenset((*self.counterparts, *self.co_leads, *([self.addressee] if self.addressee else [])))

    def measures_left(self, taken: Collection[str]) -> tuple[Measure, ...]:
        """The measures whose ids are not among those taken."""
        return tuple(m for ordinal, m in enumerate(self.measures, start=1) if self.measure_id(ordinal) not in taken)

    def asks_for(self, taken: Collection[str]) -> bool:
        """Whether anything is left to ask of a province: not where only what the State does is left of the measures."""
        left = self.measures_left(taken)
        return not left or not all(measure.national for measure in left)

    def measure_id(self, ordinal: int) -> str:
        """The stable id of a measure, counted from 1."""
        return f"{self.id}#{ordinal}"


class Reference(Stored):
    """What plans are compared to: a decision's provisions with ids, in our own words, as `load_reference` gives it.

    `subject` names what the decision is on ("TTNT"), without which a clause is work of another kind; `sections` are
    headings that are no provisions; `official` is the user's copy of the wording (display only).
    `to_dataframe` has the columns provision, kind, obligation, label, statement, citation, measures.

    >>> from vnplan import load_reference
    >>> reference = load_reference("qd-127-2021")
    >>> reference, reference.provision("D2.5").obligation.value
    (<Reference qd-127-2021: 127/QĐ-TTg, 91 provisions>, 'direct')
    """

    SCHEMA: ClassVar[str] = "vnplan/reference"

    schema_name: Literal["vnplan/reference"] = Field(default="vnplan/reference", alias="schema")
    schema_version: str = "1.0"
    id: str
    number: str
    issued_on: date
    issuer: str
    title: Bilingual
    subject: str | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    replaced_by: str | None = None
    notes: tuple[Bilingual, ...] = ()
    sections: tuple[Section, ...] = ()
    provisions: tuple[Provision, ...]
    official: dict[str, str] = Field(default_factory=dict)

    def provision(self, provision_id: str) -> Provision:
        """The provision with this id. Raises `UnknownIdError` (a KeyError) where there is none."""
        for provision in self.provisions:
            if provision.id == provision_id:
                return provision
        raise UnknownIdError("unknown_provision", name=repr(provision_id), reference=self.id)

    def section(self, section_id: str) -> Section:
        """The section with this id. Raises `UnknownIdError` (a KeyError) where there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise UnknownIdError("unknown_section", name=repr(section_id), reference=self.id)

    def to_dataframe(self, *, lang: Lang = "vi") -> pd.DataFrame:
        """One row a provision: id, kind, obligation, label, statement, citation, measures (their number)."""
        check_language(lang)
        import pandas as pd

        rows = [
            (
                p.id,
                p.kind.value,
                p.obligation.value,
                getattr(p.label, lang),
                getattr(p.statement, lang),
                getattr(p.citation, lang),
                len(p.measures),
            )
            for p in self.provisions
        ]
        columns = ["provision", "kind", "obligation", "label", "statement", "citation", "measures"]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        return f"<Reference {self.id}: {self.number}, {len(self.provisions)} provisions>"

    def _repr_html_(self) -> str:
        rows = ((p.id, p.kind.value, p.obligation.value, p.statement.vi) for p in self.provisions)
        return html_table(repr(self), ("provision", "kind", "obligation", "statement"), rows)
