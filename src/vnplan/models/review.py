"""An analyst's decisions on the links of one plan: kept beside the plan, honoured by every later run."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from vnplan.models.base import Frozen, Stored


class Verdict(StrEnum):
    """What a person decided of a clause and a provision: they belong together, they do not, or the clause is local."""

    ACCEPT = "accept"
    REJECT = "reject"
    LOCAL = "local"


class LinkDecision(Frozen):
    """One decision. `quote` is the clause's text on one line: it finds the clause again where ids have moved.

    `provision` is None only for `local` (no provision at all holds for the clause).
    """

    clause: str
    quote: str
    provision: str | None = None
    verdict: Verdict
    note: str | None = None


class Review(Stored):
    """All decisions on one plan against one reference, in order of clause and provision."""

    SCHEMA: ClassVar[str] = "vnplan/review"

    schema_name: Literal["vnplan/review"] = Field(default="vnplan/review", alias="schema")
    schema_version: str = "1.0"
    document: str
    document_sha256: str
    reference: str
    decisions: tuple[LinkDecision, ...] = ()

    def merged(self, newer: tuple[LinkDecision, ...]) -> Review:
        """This review with newer decisions; the newer one wins where both speak of the same clause and provision.

        A clause declared local loses its accepted links, and an accepted link ends a clause's being local.
        """
        kept = {(d.quote, d.provision): d for d in self.decisions}
        for decision in newer:
            opposite = Verdict.ACCEPT if decision.verdict is Verdict.LOCAL else Verdict.LOCAL
            if decision.verdict is not Verdict.REJECT:
                for key in [k for k, d in kept.items() if d.quote == decision.quote and d.verdict is opposite]:
                    del kept[key]
            kept[decision.quote, decision.provision] = decision
        ordered = sorted(kept.values(), key=lambda d: (d.clause, d.provision or "", d.quote))
        return self.model_copy(update={"decisions": tuple(ordered)})

    def without(self, withdrawn: Collection[tuple[str, str | None]]) -> Review:
        """This review without the decisions on these clauses' texts and provisions (None: that the clause is local)."""
        kept = tuple(d for d in self.decisions if (d.quote, d.provision) not in withdrawn)
        return self.model_copy(update={"decisions": kept})

    def __repr__(self) -> str:
        return f"<Review {self.document} -> {self.reference}: {len(self.decisions)} decisions>"
