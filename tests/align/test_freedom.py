"""Where a plan words freely, a middling likeness is kept for review; elsewhere it stays local content."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.freedom import in_free_wording
from vnplan.align.links import PairDecision


def decisions(linked: int, middling: int) -> list[PairDecision]:
    sure = [PairDecision(clause, 3, 0.9, True, False, ("words",)) for clause in range(linked)]
    rest = range(linked, linked + middling)
    best = [PairDecision(clause, 5, 0.4, False, False, ("letters",)) for clause in rest]
    return [*sure, *best, *(PairDecision(clause, 6, 0.1, False, False) for clause in rest)]


@pytest.mark.parametrize(
    ("linked", "clauses", "kept"),
    [
        (15, 25, 10),  # six clauses in ten have a link: worded freely
        (23, 25, 0),  # nearly all have: what is left is local
        (5, 25, 0),  # hardly any has: another subject
        (6, 10, 0),  # too short to tell
    ],
)
def test_how_freely_a_plan_words_decides(linked, clauses, kept):
    found = in_free_wording(decisions(linked, clauses - linked), clauses)
    added = [d for d in found if d.linked and d.probability < 0.5]
    assert [d.provision for d in added] == [5] * kept
    assert all(d.needs_review and d.matched_by for d in added)


def test_a_chance_below_a_quarter_is_never_kept():
    few = [PairDecision(c, 1, 0.9, True, False) for c in range(15)]
    weak = [PairDecision(c, 2, 0.24, False, False) for c in range(15, 25)]
    assert in_free_wording([*few, *weak], 25) == [*few, *weak]


def test_what_is_kept_has_reasons_and_a_mark(plans_dir):
    alignment = align_plan(parse_plan(plans_dir / "vinh-long.txt"), load_reference("qd-127-2021"))
    low = [link for link in alignment.links if link.score < 0.5]
    assert low
    assert all(link.needs_review and link.matched_by for link in low)
