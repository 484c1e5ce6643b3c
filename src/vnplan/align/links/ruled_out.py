"""Pairs that are out of the question, whatever their likeness; the model has too few of their kind to learn them.

A goal that counts what is to be made ("hình thành 10 cơ sở") is carried by a clause that makes such things, or names
them in the goal's own words. One that does neither has the words of the trade in common with it: that a school of the
province offers joint training forms no new institution.

A use of the technology in a field is not carried by a clause that names the technology nowhere, nor a heading above it,
and has few words of the use: that is work in the field (gold: sharing a topic is not enough). Under "Ứng dụng trong các
ngành, lĩnh vực" the name of the field is enough. Nor is a goal of the whole nation or a group of goals: a province
claims ranks in much else ("Chỉ số PII thuộc nhóm 20 tỉnh dẫn đầu").

A row that only names a field ("AI cho y tế"), of which the uses are provisions of their own (1671, Annex II, VI), is
carried by a clause that says little more than that; one that names uses belongs to these.

What its codebook says to need some words ("chương trình") is carried by a clause that has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vnplan.align.links.features import COPIED, FEATURES, Candidates
from vnplan.align.links.measures import LONG_LIST
from vnplan.align.links.model import LinkModel
from vnplan.align.links.set_phrases import as_read
from vnplan.align.wording.clauses import PreparedClause
from vnplan.align.wording.index import ReferenceIndex
from vnplan.lexicon.loader import table
from vnplan.models import Comparator, Obligation, Provision, ProvisionKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DONE = " được"
# Share of a goal's word pairs from which its things are named: less have two wrong links, and no right one, in eleven
# annotated plans.
_KEPT = 0.15
_TOPIC = 0.4  # share of a clause that a use of the technology explains, below which its field alone is named
_ALWAYS = 2.0  # more than the whole
_OUT = -20.0


def likeness(
    inputs: NDArray[np.float64],
    clauses: Sequence[PreparedClause],
    candidates: Candidates,
    index: ReferenceIndex,
    model: LinkModel,
) -> NDArray[np.float64]:
    """Log-odds of step one for every candidate pair, with what is out of the question as unlikely as can be."""
    alike = model.alike(inputs)
    needed, most = _needed(index)
    few = candidates.features[:, FEATURES.index("measure")] < most[candidates.provision]
    for at in np.flatnonzero(few).tolist():
        clause = clauses[candidates.clause[at]]
        wanted = needed[int(candidates.provision[at])]
        if not any(word in clause.low for word in wanted):
            alike[at] = _OUT
    explained = candidates.features[:, FEATURES.index("explained")]
    for at in np.flatnonzero(explained < _on_the_subject(index)[candidates.provision]).tolist():
        clause = clauses[candidates.clause[at]]
        named = any(map(index.is_named_in, (clause.tokens.words, clause.heading_words, clause.under)))
        if not named and not _is_listed_use(clause):
            alike[at] = _OUT
    alike[(explained < _TOPIC) & _gathers(index)[candidates.provision]] = _OUT
    return alike


def _is_listed_use(clause: PreparedClause) -> bool:
    """Whether a clause opens with its field under a heading of uses by fields: what is used is what the plan is on."""
    return bool(clause.fields) and any(map(" ".join(clause.heading_words).__contains__, table("fields")["uses"]))


@lru_cache(maxsize=16)
def _on_the_subject(index: ReferenceIndex) -> NDArray[np.float64]:
    """For provisions that say little but what the technology is to be or to do the share of a clause that they explain
    below which it must name the technology, for others 0: its uses in a field and nothing besides (tasks that list
    many), groups of goals, and ranks among nations, most words of which are those of any rank."""

    def share(provision: Provision) -> float:
        if provision.kind is ProvisionKind.GOAL and provision.obligation is Obligation.NATIONAL_ONLY:
            return COPIED
        uses = len(provision.measures) == 1 and len(provision.measures[0].items) >= LONG_LIST
        field = provision.kind is ProvisionKind.TASK and uses
        return _TOPIC if field or provision.kind is ProvisionKind.GROUP_GOAL else 0.0

    return np.array([share(provision) for provision in index.provisions()])


@lru_cache(maxsize=16)
def _gathers(index: ReferenceIndex) -> NDArray[np.bool_]:
    """Which provisions only name a field, the uses of which are provisions of their own."""
    return np.array([p.kind is ProvisionKind.TASK and bool(p.group_of) for p in index.provisions()])


@lru_cache(maxsize=16)
def _needed(index: ReferenceIndex) -> tuple[dict[int, tuple[str, ...]], NDArray[np.float64]]:
    """By column the words of which a clause needs one; and for all columns the share of their word pairs below which it
    does, 0 where it never does."""
    needed: dict[int, tuple[str, ...]] = {}
    most = np.zeros(len(index.ids))
    for column, provision in enumerate(index.provisions()):
        if provision.needs:
            needed[column], most[column] = as_read(provision.needs), _ALWAYS
        elif _counts_what_is_made(provision):
            needed[column] = tuple(verb.removesuffix(_DONE) for verb in provision.measures[0].verbs)
            most[column] = _KEPT
    return needed, most


def _counts_what_is_made(provision: Provision) -> bool:
    """Whether a goal is to make so many things: neither a place among others nor a share of them."""
    counted = [f.comparator is not Comparator.RANK_WITHIN and "%" not in f.unit for f in provision.figures]
    made = len(provision.measures) == 1 and any(
        v.removesuffix(_DONE) in _making() for v in provision.measures[0].verbs[:1]
    )
    return provision.kind is ProvisionKind.GOAL and made and bool(counted) and all(counted)


@lru_cache(maxsize=1)
def _making() -> frozenset[str]:
    """Verbs that make something; those that only tell its amount ("đạt", "tăng") are none."""
    grades = table("modality")["commitment"]
    return frozenset(phrase for name in ("achieve", "do") for phrase in grades[name]["phrases"])
