"""Clauses without a link: what came nearest is named, doubt is marked, and a person's word settles it."""

from __future__ import annotations

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.coverage.local import with_doubts
from vnplan.models import Coverage, CoverageStatus, LinkDecision, Span, Unlinked, Verdict

REFERENCE = load_reference("qd-127-2021")
TEXT = (
    "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo\nII. NHIỆM VỤ\n"
    "- Tu sửa hệ thống kênh mương nội đồng và trạm bơm điện trên địa bàn tỉnh.\n"
    "- Thúc đẩy phát triển và triển khai các ứng dụng TTNT trong lĩnh vực giao thông, vận tải, logistics.\n"
)


def test_content_of_its_own_has_nothing_near_and_no_doubt():
    (local,) = align_plan(parse_plan(text=TEXT), REFERENCE).unlinked
    assert (local.nearest, local.score, local.needs_review, local.confirmed) == (None, None, False, False)


def test_a_clause_a_person_called_local_is_confirmed_and_in_no_doubt():
    plan = parse_plan(text=TEXT)
    clause = plan.clauses[1]
    said = LinkDecision(clause=clause.id, quote=clause.text, provision=None, verdict=Verdict.LOCAL)
    found = {u.clause: u for u in align_plan(plan, REFERENCE, decisions=[said]).unlinked}
    assert found[clause.id].confirmed
    assert not found[clause.id].needs_review


def test_scores_of_what_came_nearest_are_below_those_of_links(plans_dir):
    alignment = align_plan(parse_plan(plans_dir / "hai-phong.txt"), REFERENCE)
    doubtful = [u for u in alignment.unlinked if u.needs_review]
    assert doubtful
    assert all(u.nearest is not None and u.score is not None and u.score < 0.5 for u in doubtful)


def test_a_missing_provision_says_where_it_may_stand():
    silent = Coverage(provision="IV.7", status=CoverageStatus.MISSING, reason="Không đoạn nào thể hiện.")
    carried = Coverage(provision="IV.16", status=CoverageStatus.COVERED, by=("II.1",), reason="Thể hiện.")
    doubts = [
        Unlinked(clause="III.2", clause_span=Span(0, 9), nearest="IV.7", score=0.4, needs_review=True),
        Unlinked(clause="III.3", clause_span=Span(9, 12), nearest="IV.7", score=0.2),
        Unlinked(clause="III.4", clause_span=Span(12, 15), nearest="IV.16", score=0.4, needs_review=True),
    ]
    first, second = with_doubts([silent, carried], doubts)
    assert "III.2" in first.reason
    assert "III.3" not in first.reason
    assert second == carried
