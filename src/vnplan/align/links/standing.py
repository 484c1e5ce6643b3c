"""Clauses linked to the provision whose standing duty they do, whatever the model says of their words.

What is always said in the same words is in `vnplan.align.links.set_phrases`. Two more are said in many words, and hold
where a clause has no other link:

Awareness: to raise it ("nâng cao nhận thức của các ngành, các cấp về vai trò của TTNT") is an act of one name, whosever
it is and of whatever side of the technology. A clause that opens with it carries a provision that does it: among tasks
the task, elsewhere the orientation (all sixteen such clauses of ten annotated plans do).

Uses: a department that applies the technology in its own work, in whatever words, does what the decision asks of its
field, where that asks one such thing of it (gold: the department of the same field).

Such a link is kept for review. The model knows nothing of these rules, so the score of such a link is set, not
measured: the least of those that by their score alone need no look.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from vnplan.align.links.decide import SURE, PairDecision
from vnplan.align.links.ruled_out import uses
from vnplan.align.links.set_phrases import StandingDuty, all_duties
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.localise import TECHNOLOGY
from vnplan.lexicon.loader import table
from vnplan.models import ProvisionKind

_OPENING = 6  # words that may stand before the act that opens a part of a clause ("Triển khai các chương trình …")
_TASK = "task"


def standing_duties(
    clauses: Sequence[PreparedClause], decisions: Sequence[PairDecision], index: ReferenceIndex
) -> list[PairDecision]:
    """The decisions, with every clause linked to the provision that orders the standing duty it does."""
    linked = {(d.clause, d.provision) for d in decisions if d.linked}
    found = {
        (row, provision): duty.name
        for provision, duty in _ordered(index).items()
        for row, clause in enumerate(clauses)
        if (row, provision) not in linked and duty.is_done_by(clause)
    }
    aware, others = _awareness(index), {row for row, _ in linked}
    for row, clause in enumerate(clauses):
        if aware and row not in others and raises_awareness(clause):
            found[row, aware.get(clause.role == _TASK, min(aware.values()))] = "awareness"
        elif row not in others and (use := _use(clause, index)) is not None:
            found[row, use] = "use"
    said = {pair: PairDecision(*pair, SURE, True, True, (why,)) for pair, why in found.items()}
    if not said:
        return list(decisions)
    kept = (d for d in decisions if (d.clause, d.provision) not in said)
    return sorted((*kept, *said.values()), key=lambda d: (d.clause, -d.probability, d.provision))


@lru_cache(maxsize=16)
def _ordered(index: ReferenceIndex) -> dict[int, StandingDuty]:
    """The rows of provisions that order a standing duty, each with the duty."""
    fits = (
        (row, next((d for d in all_duties() if d.is_ordered_by(p)), None)) for row, p in enumerate(index.provisions())
    )
    return {row: duty for row, duty in fits if duty is not None}


@lru_cache(maxsize=16)
def _awareness(index: ReferenceIndex) -> dict[bool, int]:
    """The first row of a task that raises awareness (True) and of another provision that does (False)."""
    rows: dict[bool, int] = {}
    for row, provision in enumerate(index.provisions()):
        said = [measure.vi.lower() for measure in provision.measures]
        if not provision.restates and any(words in measure for words in _raising() for measure in said):
            rows.setdefault(provision.kind is ProvisionKind.TASK, row)
    return rows


def _use(clause: PreparedClause, index: ReferenceIndex) -> int | None:
    """The row of the one use of the technology that is asked of the clause's department, where it applies it."""
    words = table("duties")["use"]
    if not clause.agencies or not any(f"{of} {into} " in clause.low for of in words["of"] for into in words["into"]):
        return None
    rows = [row for row, is_use in enumerate(uses(index).tolist()) if is_use]
    own = [row for row in rows if clause.agencies.intersection(index.provisions()[row].counterparts)]
    return own[0] if len(own) == 1 else None


def _raising() -> Sequence[str]:
    words: Sequence[str] = table("duties")["awareness"]["raised"]
    return words


def raises_awareness(clause: PreparedClause) -> bool:
    """Whether a part of the clause opens with raising awareness of the technology."""
    places = [at for words in _raising() if (at := clause.low.find(words)) >= 0]
    starts, words = clause.tokens.starts, clause.tokens.words
    for first, last in clause.segments if places else ():
        opened = any(starts[first] <= at <= starts[last - 1] for at in places)
        if opened and TECHNOLOGY in words[first:last]:
            return len(clause.low[starts[first] : min(places)].split()) <= _OPENING
    return False
