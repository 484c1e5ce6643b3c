"""The worked example of docs/method-scorecard.md: every number of it, counted by hand."""

from __future__ import annotations

import pytest

from vnplan import align_plan, parse_plan
from vnplan.batch import Scorecard, scorecard
from vnplan.batch.scorecard import names_lead
from vnplan.models import (
    Alignment,
    Coverage,
    CoverageStatus,
    Deviation,
    DeviationKind,
    Document,
    Duty,
    Link,
    Reference,
    Relation,
    Role,
    Severity,
    Span,
    Unlinked,
)

PLAN = """KẾ HOẠCH
Thực hiện Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng Trí tuệ nhân tạo

I. MỤC TIÊU
1. Đến năm 2025 hình thành 05 mô hình ứng dụng TTNT.
2. Người dân được tiếp cận dịch vụ số.
II. NHIỆM VỤ
1. Sở Y tế chủ trì, phối hợp với Sở Khoa học và Công nghệ xây dựng kho dữ liệu, hoàn thành trước ngày 30 tháng 6 năm 2025.
2. Sở Công Thương
a) Hỗ trợ doanh nghiệp tham gia hội chợ.
"""


@pytest.fixture(scope="module")
def plan() -> Document:
    return parse_plan(text=PLAN)


@pytest.fixture
def alignment(plan: Document, reference: Reference) -> Alignment:
    """Four leaves of one section decided by hand; everything else not applicable."""
    given = {
        "III.2.1": CoverageStatus.COVERED,
        "III.2.2": CoverageStatus.COVERED,
        "III.3.1": CoverageStatus.PARTIAL,
        "III.3.2": CoverageStatus.MISSING,
    }
    clause = plan.clauses[0]
    coverage = tuple(
        Coverage(
            provision=p.id,
            status=given.get(p.id, CoverageStatus.NOT_APPLICABLE),
            reason="…",
            measures_taken=(p.measure_id(1),) if given.get(p.id) is CoverageStatus.COVERED else (),
            measures_total=2,
        )
        for p in reference.provisions
    )
    computed = align_plan(plan, reference)
    links = tuple(
        Link(
            clause=clause.id,
            clause_span=Span(*clause.span),
            provision=name,
            relation=relation,
            score=0.7,
            needs_review=review,
        )
        for name, relation, review in (
            ("III.2.1", Relation.EQUAL, False),
            ("III.2.2", Relation.SUBSET, True),
            ("III.3.1", Relation.SUBSET, False),
        )
    )
    summary = computed.summary.model_copy(update={"coverage_interval": (0.25, 1.0)})
    unlinked = tuple(Unlinked(clause=node.id, clause_span=Span(*node.span)) for node in plan.clauses[1:])
    deviations = tuple(
        Deviation(
            clause=clause.id,
            clause_span=Span(*clause.span),
            provision=provision,
            kind=kind,
            span=Span(*clause.span),
            severity=severity,
            needs_review=review,
        )
        for provision, kind, severity, review in (
            ("III.2.1", DeviationKind.FIGURE_CHANGED, Severity.MEDIUM, False),
            ("III.2.2", DeviationKind.CONTENT_DROPPED, Severity.MEDIUM, True),
            ("III.3.1", DeviationKind.CONTENT_DROPPED, Severity.LOW, False),
        )
    )
    return computed.model_copy(
        update={
            "links": links,
            "unlinked": unlinked,
            "coverage": coverage,
            "deviations": deviations,
            "summary": summary,
        }
    )


@pytest.fixture
def card(plan: Document, alignment: Alignment, reference: Reference) -> Scorecard:
    assert all(not reference.provision(name).same_as for name in ("III.2.1", "III.2.2", "III.3.1", "III.3.2"))
    return scorecard(plan, alignment, reference)


def test_coverage_is_the_mean_of_decided_leaves(card: Scorecard) -> None:
    assert (card.coverage.value, card.coverage.count, card.coverage.rate) == (2.5, 4, 0.625)
    assert (card.coverage.low, card.coverage.high) == (0.25, 1.0)  # the interval of the alignment


def test_what_stands_on_links_in_review_only_does_not_count_as_sure(card: Scorecard) -> None:
    assert (card.coverage_sure.value, card.coverage_sure.count, card.coverage_sure.rate) == (1.5, 4, 0.375)


def test_sections_hold_all_that_stands_below_them(card: Scorecard) -> None:
    sections = {group.id: group.coverage for group in card.sections}
    assert (sections["III.2"].value, sections["III.2"].count, sections["III.2"].rate) == (2, 2, 1.0)
    assert (sections["III.3"].value, sections["III.3"].count, sections["III.3"].rate) == (0.5, 2, 0.25)
    assert (sections["III"].value, sections["III"].count) == (2.5, 4)
    assert sections["II"].rate is None
    # two of two is not certainty
    assert (sections["III.2"].low, sections["III.2"].high) == (0.3424, 1.0)


def test_obligation_classes_share_out_the_leaves(card: Scorecard) -> None:
    assert sum(group.coverage.value for group in card.classes) == 2.5
    assert sum(group.coverage.count for group in card.classes) == 4


def test_deviations_are_counted_by_kind_and_severity(card: Scorecard) -> None:
    assert card.deviations == {"figure_changed": {"medium": 1}, "content_dropped": {"medium": 1, "low": 1}}
    assert card.deviations_in_review == 1


def test_a_direct_duty_that_is_missing_is_counted_apart(
    plan: Document, alignment: Alignment, reference: Reference
) -> None:
    grave = tuple(
        c.model_copy(update={"severity": Severity.HIGH}) if c.status is CoverageStatus.MISSING else c
        for c in alignment.coverage
    )
    assert scorecard(plan, alignment, reference).direct_missing == 0
    assert scorecard(plan, alignment.model_copy(update={"coverage": grave}), reference).direct_missing == 1


def test_measures_relations_and_local_content_are_counted(card: Scorecard) -> None:
    # of the four clauses one is linked
    assert (card.local.value, card.local.count, card.local.rate) == (3, 4, 0.75)
    assert (card.measures.value, card.measures.count, card.measures.rate) == (2, 8, 0.25)
    assert card.relations == {"equal": 1, "subset": 2, "superset": 0, "intersects": 0}
    assert (card.links, card.links_in_review) == (3, 1)


def test_specificity_counts_clauses_with_a_figure_a_time_and_an_agency(card: Scorecard) -> None:
    # clauses: I.1 (figure, time), I.2 (nothing), II.1 (time, agency), II.2.a (agency, by its heading)
    s = card.specificity
    assert [(x.value, x.count) for x in (s.figure, s.deadline, s.agency, s.all_three)] == [
        (1, 4),
        (2, 4),
        (2, 4),
        (0, 4),
    ]


def test_ownership_counts_duties_with_a_named_lead(card: Scorecard) -> None:
    # of the two duties both name an agency, one says who leads, one names a time
    o = card.ownership
    assert card.duties == 2
    assert [(x.value, x.count) for x in (o.agency, o.lead, o.time)] == [(2, 2), (1, 2), (1, 2)]


def test_a_lead_inferred_from_a_heading_is_not_named() -> None:
    duty = Duty(clause="II.2.a", agencies=(), role=Role.LEAD, roles=(Role.LEAD,), span=Span(0, 1))
    assert not names_lead(duty)


def test_a_card_can_be_stored_and_read_again(card: Scorecard) -> None:
    assert Scorecard.from_json(card.to_json()) == card


def test_cut_off_text_and_notes_are_told(reference: Reference) -> None:
    cut = parse_plan(text=PLAN + "[...]")
    found = scorecard(cut, align_plan(cut, reference), reference).unread
    assert found.truncated
    assert found.unknown > 0
    assert found.notes["truncated"] == 1
