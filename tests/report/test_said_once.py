"""Deviations as a reader meets them: what says the same is one finding, and nothing is lost by it."""

from __future__ import annotations

import pytest

from vnplan import Alignment, Document, align_plan, load_reference, parse_plan
from vnplan.report.said_once import findings


@pytest.fixture(scope="module")
def plan(plans_dir) -> tuple[Document, Alignment]:
    document = parse_plan(plans_dir / "vinh-long.txt")
    return document, align_plan(document, load_reference("qd-127-2021"))


def test_every_deviation_is_told_in_one_finding(plan):
    places = [place for one in findings(*plan) for place in one.places]
    assert sorted(places) == list(range(len(plan[1].deviations)))
    told = {
        (clause, one.deviation.provision, kind)
        for one in findings(*plan)
        for clause in one.clauses(plan[1].deviations)
        for kind in one.kinds
    }
    assert told == {(d.clause, d.provision, d.kind) for d in plan[1].deviations}


def test_the_same_left_out_is_told_once_a_provision(plan):
    dropped = [one for one in findings(*plan) if one.deviation.kind.value == "content_dropped"]
    assert len({(one.deviation.provision, one.deviation.expected) for one in dropped}) == len(dropped)
    links = {(link.clause, link.provision): link for link in plan[1].links}
    for one in dropped:
        first, *others = (links[clause, one.deviation.provision] for clause in one.clauses(plan[1].deviations))
        assert all((first.needs_review, -first.score) <= (other.needs_review, -other.score) for other in others)


def test_a_pledge_with_a_figure_of_its_own_is_one_finding(plan):
    (pledge,) = [one for one in findings(*plan) if one.deviation.clause == "d2/II.2.-4" and len(one.kinds) > 1]
    assert [kind.value for kind in pledge.kinds] == ["figure_added", "content_added"]
    apart = [d for d in plan[1].deviations if d.clause == "d2/II.2.-4" and d.kind in pledge.kinds]
    assert all(pledge.deviation.span.start <= d.span.start < d.span.end <= pledge.deviation.span.end for d in apart)
    assert pledge.deviation.severity.value == "medium"
