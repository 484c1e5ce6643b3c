"""A row of a score table, and what of the table those need who write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vnplan.batch.running.work import Status
from vnplan.batch.scorecard import Scorecard
from vnplan.errors import Lang
from vnplan.lexicon.issuers import Level
from vnplan.models import Frozen, Reference, Refusal

if TYPE_CHECKING:
    from vnplan.batch.register import Placement
    from vnplan.batch.running.run import Setup
    from vnplan.comparison import ComparedPlan
    from vnplan.reuse import SharedWording


class ScoreRow(Frozen):
    """One file of a run, or a province without a plan (`status` is then `no_file`).

    `source` is the path as it was found, `plan` the id of the plan, unique in the table; `province` the id of the
    province in the register and `today` that of the one that holds its territory; `level` says whether the plan is the
    province's own or that of a commune or another body within it; `message` and `what_to_do` are for the user, in
    English, and `in_words` has them in another language.
    """

    status: Status
    source: str | None = None
    plan: str | None = None
    province: str | None = None
    today: str | None = None
    level: Level | None = None
    error: str | None = None
    refusal: Refusal | None = None
    message: str | None = None
    what_to_do: str | None = None
    card: Scorecard | None = None
    key: str | None = None

    @property
    def failed(self) -> bool:
        """Whether there is a file that could not be scored."""
        return self.status not in {Status.SCORED, Status.NO_FILE}

    def in_words(self, lang: Lang) -> ScoreRow:
        """The same row, its `message` and `what_to_do` in a language."""
        said = self.refusal.sentences(lang) if self.refusal else None
        return self.model_copy(update={"message": said[0], "what_to_do": said[1]}) if said else self


class Rows(Protocol):
    """A table of scored files, as `ScoreTable` describes it, to be written in any format."""

    @property
    def setup(self) -> Setup:
        """How the files were scored."""

    @property
    def reference(self) -> Reference:
        """What the plans were compared with."""

    @property
    def left_out(self) -> Sequence[Path]:
        """Files of the folders that were not taken for plans by their kind."""

    def __len__(self) -> int: ...

    def statuses(self) -> Sequence[Status]:
        """What became of each file."""

    def placements(self) -> Sequence[tuple[str, Placement]]:
        """The ids of scored plans with the provinces they stand in."""

    def in_official_order(self, *, cards: bool = True) -> Iterator[ScoreRow]:
        """All rows by the official list of provinces; without `cards` nothing is read again for it."""

    def plan(self, row: ScoreRow) -> ComparedPlan:
        """The parsed plan of a row with its alignment."""

    def plans(self) -> Iterator[ComparedPlan]:
        """All scored plans in official order."""

    def shared_wording(self) -> SharedWording:
        """The wording that clauses of several plans share."""
