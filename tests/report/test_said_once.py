"""Deviations as a reader meets them: what says the same is one finding, and nothing is lost by it."""

from __future__ import annotations

import pytest

from vnplan import Alignment, Document, align_plan, load_reference, parse_plan
from vnplan.models import Deviation
from vnplan.report.said_once import findings, kinds, severities


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


def test_what_clauses_change_in_the_same_way_is_told_once_with_all_of_them(plans_dir):
    document = parse_plan(plans_dir / "hoa-binh.txt")
    alignment = align_plan(document, load_reference("qd-127-2021"))
    apart = [d for d in alignment.deviations if (d.kind.value, d.provision) == ("deadline_dropped", "II.1.c.1")]
    (one,) = [
        one for one in findings(document, alignment) if set(one.places) & set(map(alignment.deviations.index, apart))
    ]
    assert len({(d.expected, d.found) for d in apart}) == 1 < len(apart)
    assert set(one.clauses(alignment.deviations)) == {d.clause for d in apart}


def test_a_finding_is_as_grave_as_the_gravest_that_is_as_sure(plan):
    document, alignment = plan
    dropped = next(one for one in findings(*plan) if len(one.places) > 2)
    first, second, third, *_ = dropped.places
    told = {"severity": "low", "needs_review": False}, {"severity": "medium", "needs_review": False}, {"severity": "high", "needs_review": True}  # fmt: skip
    changed = list(alignment.deviations)
    for place, update in zip((first, second, third), told, strict=True):
        changed[place] = Deviation.model_validate(changed[place].model_dump() | update)
    for place in dropped.places[3:]:
        changed[place] = changed[place].model_copy(update={"needs_review": True})
    again = findings(document, alignment.model_copy(update={"deviations": tuple(changed)}))
    (one,) = [one for one in again if set(one.places) == set(dropped.places)]
    assert one.deviation.severity.value == "medium"


def test_a_pledge_with_a_figure_of_its_own_is_one_finding(plan):
    (pledge,) = [one for one in findings(*plan) if one.deviation.clause == "d2/II.2.-4" and len(one.kinds) > 1]
    assert [kind.value for kind in pledge.kinds] == ["figure_added", "content_added"]
    apart = [d for d in plan[1].deviations if d.clause == "d2/II.2.-4" and d.kind in pledge.kinds]
    assert all(pledge.deviation.span.start <= d.span.start < d.span.end <= pledge.deviation.span.end for d in apart)
    assert pledge.deviation.severity.value == "medium"


def test_counts_by_severity_and_by_kind_add_up_to_the_findings(plan):
    told = findings(*plan)
    assert sum(severities(told).values()) == sum(kinds(told).values()) == len(told)
