"""Clauses linked to the provision whose standing duty they do, or that they take up in set phrases, whatever the model
says of their other words.

A set phrase that several provisions have, as an orientation and a task or the uses in two fields of one department,
takes up the one whose kind the section mirrors; of several, and outside the tasks, one for the same year, one that is
no task, then the likeliest. Among viewpoints a clause that has one tells in brief what is to be done.

Such a link is kept for review. The model knows nothing of these rules, so the score of such a link is set, not
measured: the least of those that by their score alone need no look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from vnplan.align.links.decide import SURE, PairDecision
from vnplan.align.links.set_phrases import Lines, has_yearly_report, sayings
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.sections import role_kinds
from vnplan.models import Obligation, ProvisionKind

_TASK = ProvisionKind.TASK
_VIEWS = "viewpoint"


def standing_duties(
    clauses: Sequence[PreparedClause], decisions: Sequence[PairDecision], index: ReferenceIndex
) -> list[PairDecision]:
    """The decisions, with every clause linked to the provisions whose standing duty or set phrase it has."""
    chances = {(d.clause, d.provision): d.probability for d in decisions}
    linked = {(d.clause, d.provision) for d in decisions if d.linked}
    busy = {row for row, _ in linked}
    found: dict[tuple[int, int], str] = {}
    lines = Lines(clauses)
    for saying in sayings(index):
        for row in lines.having(saying.words[0]):
            if (not saying.alone or row not in busy) and (rows := saying.rows(clauses[row], index)):
                provision = _in_place(rows, clauses[row], index, {p: chances.get((row, p), 0.0) for p in rows})
                if not (row in busy and clauses[row].role == _VIEWS and index.provisions()[provision].kind is _TASK):
                    found[row, provision] = "phrase"
    if reports := _reports(index):
        yearly = [row for row, clause in enumerate(clauses) if has_yearly_report(clause)]
        found |= {(row, provision): "yearly" for row in yearly for provision in reports}
    said = {pair: PairDecision(*pair, SURE, True, True, (why,)) for pair, why in found.items() if pair not in linked}
    if not said:
        return list(decisions)
    kept = (d for d in decisions if (d.clause, d.provision) not in said)
    return sorted((*kept, *said.values()), key=lambda d: (d.clause, -d.probability, d.provision))


@lru_cache(maxsize=16)
def _reports(index: ReferenceIndex) -> tuple[int, ...]:
    """The rows of the provisions by which everyone reports."""
    return tuple(
        row
        for row, p in enumerate(index.provisions())
        if p.kind is ProvisionKind.REPORTING and p.obligation is Obligation.DIRECT
    )


def _in_place(rows: Sequence[int], clause: PreparedClause, index: ReferenceIndex, chances: Mapping[int, float]) -> int:
    """Of provisions said in the same words the row of the one that the section mirrors; of several, or where it mirrors
    none, one for the year of the clause, one that is no task, the likeliest, the first."""
    mirrored = role_kinds().get(clause.role or "", frozenset())

    def fits(row: int) -> tuple[bool, bool, bool, float, int]:
        provision = index.provisions()[row]
        kind, year = provision.kind, provision.horizon
        return kind.value in mirrored, year == clause.horizon, kind is not _TASK, chances[row], -row

    return max(rows, key=fits)
