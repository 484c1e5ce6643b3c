"""Plans that word freely: there a likeness that would say little beside copied clauses says more.

The scores are learned on plans that keep much of the decision's wording, where a clause of middling likeness is local
content and a semicolon stands within one commitment. How freely a plan words is told by its links: how much of each
linked clause stands in the decision's own words, on average (observed: 0.80 to 0.91 in five plans that keep the
wording, 0.33 to 0.77 in eight that do not, or half, all annotated before they were aligned). In a plan that words
freely two more kinds of link are kept, all for review: the best candidate of a clause without a link, where its
likeness is middling (14 of 18 were right on the first two such plans, beside 1 of 8 in plans that keep the wording),
and what a piece of a clause between semicolons carries by itself; not what only the State does. A plan about
something else has hardly any link and is left alone, as is one that carries out another decision.

In a plan that keeps the wording the scores are too cautious instead: of 268 best candidates in five such plans, each
tested with a model that had not seen it, hardly one above a half was wrong and hardly one below it right. There the
log-odds are multiplied by what makes those plans likeliest; which pairs are links stays as it is.

What a plan with words of its own adds, drops or narrows shows in its words alone, and there these are the plan's own:
of such deviations about half were right on those four plans, so each is for review.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

import numpy as np

from vnplan.align.links.decide import SURE, PairDecision, decide_links
from vnplan.align.links.features import FEATURES, Candidates
from vnplan.align.links.model import LinkModel
from vnplan.align.links.sentences import DOCUMENT, Parts, further_links, with_pieces
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.align.wording.sections import role_kinds
from vnplan.models import Deviation, DeviationKind, Obligation, ProvisionKind

_PLAN = 20  # clauses from which a share says something
_KEPT = 0.78  # share of a linked clause in the decision's own words, below which a plan words freely …
_RELATED = 0.3  # … where this share of its clauses is linked: else it is no plan under this decision at all
_SHARPER = 1.75  # least log loss on those plans
_GENERAL = frozenset({ProvisionKind.VIEWPOINT, ProvisionKind.GENERAL_GOAL, ProvisionKind.GROUP_GOAL})
_BY_WORDS = frozenset(
    {
        DeviationKind.CONTENT_ADDED,
        DeviationKind.CONTENT_DROPPED,
        DeviationKind.SCOPE_NARROWED,
        DeviationKind.SCOPE_BROADENED,
    }
)
_MIDDLING = 0.21  # chance from which the best candidate is kept: of six just below a quarter, five were right


def judged_links(
    clauses: Sequence[PreparedClause], pairs: Candidates, parts: Parts, index: ReferenceIndex, model: LinkModel
) -> tuple[list[PairDecision], bool]:
    """The decisions on all clauses and their sentences, with probabilities, and whether the plan words freely."""
    judged = further_links(decide_links(clauses, pairs, index, model), parts, index, model)
    free = words_freely(pairs, judged)
    return (judged if free else [_calibrated(decision) for decision in judged]), free


def _calibrated(decision: PairDecision) -> PairDecision:
    """A decision with its chance in a plan that keeps the wording; one half stays one half."""
    odds = (decision.probability / (1 - decision.probability)) ** _SHARPER if decision.probability < 1 else inf
    chance = odds / (1 + odds) if odds < inf else 1.0
    return decision._replace(probability=chance, needs_review=decision.needs_review and chance < SURE)


def in_free_wording(
    clauses: Sequence[PreparedClause],
    pairs: Candidates,
    decisions: Sequence[PairDecision],
    index: ReferenceIndex,
    model: LinkModel,
) -> list[PairDecision]:
    """The decisions on a plan that words freely, with further links kept for review."""
    sure = {(d.clause, d.provision) for d in decisions if d.linked}
    middling = _middling(clauses, decisions, index)
    out: list[PairDecision] = []
    for decision in further_links(decisions, with_pieces(clauses, pairs, index), index, model):
        pair = decision.clause, decision.provision
        new = pair not in sure and (decision.linked or pair in middling)
        kept = not _of_the_state(decision, index)
        out.append(decision._replace(linked=kept, needs_review=True) if new else decision)
    return out


def words_freely(pairs: Candidates, decisions: Sequence[PairDecision]) -> bool:
    """Whether a plan under this decision says what it takes over mostly in words of its own."""
    clauses = len(pairs.words)
    linked = {d.clause for d in decisions if d.linked}
    return clauses >= _PLAN and len(linked) >= _RELATED * clauses and kept_wording(pairs, decisions) < _KEPT


def for_review(deviations: Sequence[Deviation]) -> tuple[Deviation, ...]:
    """The deviations of a plan that words freely: those that words alone tell are for review."""
    return tuple(d.model_copy(update={"needs_review": True}) if d.kind in _BY_WORDS else d for d in deviations)


def _middling(
    clauses: Sequence[PreparedClause], decisions: Sequence[PairDecision], index: ReferenceIndex
) -> set[tuple[int, int]]:
    """The best candidate of every clause without a link, where it is likely enough; not a viewpoint or a general goal
    in another section than its own, as these are somewhat like everything, nor what a clause tells in the titles of
    documents alone."""
    linked = {d.clause for d in decisions if d.linked}
    best: dict[int, PairDecision] = {}
    for decision in decisions:
        held = best.get(decision.clause)
        if decision.clause not in linked and (held is None or decision.probability > held.probability):
            best[decision.clause] = decision
    return {
        (d.clause, d.provision)
        for d in best.values()
        if d.probability >= _MIDDLING and _in_place(clauses, d, index) and not _tells_titles(clauses[d.clause], index)
    }


def _tells_titles(clause: PreparedClause, index: ReferenceIndex) -> bool:
    """Whether a clause names what the decision is on nowhere before the first document it is to carry out."""
    document = DOCUMENT.search(clause.low)
    if document is None:
        return False
    return not index.is_named_in(clause.tokens.words[: bisect_left(clause.tokens.starts, document.start())])


def _of_the_state(decision: PairDecision, index: ReferenceIndex) -> bool:
    """Whether only the State does what a provision says: likeness of middling strength carries no such thing."""
    return index.provisions()[decision.provision].obligation is Obligation.NATIONAL_ONLY


def _in_place(clauses: Sequence[PreparedClause], decision: PairDecision, index: ReferenceIndex) -> bool:
    kind = index.provisions()[decision.provision].kind
    mirrored = role_kinds().get(clauses[decision.clause].role or "")
    return kind not in _GENERAL or mirrored is None or kind.value in mirrored


def kept_wording(pairs: Candidates, decisions: Sequence[PairDecision]) -> float:
    """How much of a linked clause stands in the words of the provision that explains most of it, on average: 0-1."""
    width = int(pairs.provision.max(initial=0)) + 1
    linked = [d.clause * width + d.provision for d in decisions if d.linked and d.provision < width]
    among = np.isin(pairs.clause * width + pairs.provision, linked)
    most = np.zeros(len(pairs.words))
    np.maximum.at(most, pairs.clause[among], pairs.features[among, FEATURES.index("explained")])
    return float(most[most > 0].mean()) if most.any() else 0.0
