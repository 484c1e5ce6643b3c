"""What a decision says in two places: a plan that has it in one carries it in both, unless it has both itself."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.links.decide import PairDecision
from vnplan.align.links.repeats import parts_before_groups
from vnplan.align.wording.index import index_of

PLAN = """KẾ HOẠCH
Triển khai Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng trí tuệ nhân tạo đến năm 2030
III. NHIỆM VỤ, GIẢI PHÁP
1. Hợp tác quốc tế
- {}
IV. TỔ CHỨC THỰC HIỆN
1. Sở Kế hoạch và Đầu tư
- {}
"""
ATTRACTS = (
    "Thu hút tập đoàn công nghệ cao đa quốc gia thành lập trung tâm nghiên cứu, phát triển, ứng dụng TTNT tại {}."
)
FUNDS = "Thu hút các quỹ đầu tư mạo hiểm đầu tư vào doanh nghiệp khởi nghiệp sáng tạo TTNT."


def links(text: str) -> dict[tuple[str, str], bool]:
    alignment = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    return {(link.clause, link.provision): link.needs_review for link in alignment.links}


def test_what_the_plan_says_once_is_carried_in_both_places():
    found = links(PLAN.format(ATTRACTS.format("khu kinh tế"), FUNDS))
    assert found["III.1.-1", "III.5.3"] is not found["III.1.-1", "IV.6.2"]  # one of the two is for review
    assert ("IV.1.-1", "IV.6.1") in found


def test_a_plan_that_has_both_places_is_linked_at_each():
    found = links(PLAN.format(ATTRACTS.format("khu kinh tế"), ATTRACTS.format("khu công nghệ cao")))
    assert {key for key in found if key[1] in {"III.5.3", "IV.6.2"}} == {("III.1.-1", "III.5.3"), ("IV.1.-1", "IV.6.2")}


@pytest.mark.parametrize("end", ["", "[...]"])
def test_a_plan_that_is_cut_off_may_have_the_other_place_still_to_come(end):
    text = PLAN.partition("IV.")[0].format(ATTRACTS.format("khu kinh tế")) + end
    both = {provision for _, provision in links(text) if provision in {"III.5.3", "IV.6.2"}}
    assert len(both) == (1 if end else 2)


@pytest.mark.parametrize(
    ("scores", "kept"),
    [((0.9, 0.5), ["II.2.b.1"]), ((0.5, 0.9), ["II.2.b.1", "II.2.b"]), ((None, 0.5), ["II.2.b"])],
)
def test_who_carries_a_part_carries_its_group_by_it(scores, kept):
    index = index_of(load_reference("qd-127-2021"), segmenter_name="syllable")
    pairs = zip(("II.2.b.1", "II.2.b"), scores, strict=True)
    linked = [PairDecision(0, index.row(p), score, True, False) for p, score in pairs if score is not None]
    linked.append(PairDecision(1, index.row("II.2.b"), 0.4, True, False))  # another clause
    found = parts_before_groups(linked, index)
    assert [index.ids[d.provision] for d in found if d.clause == 0] == kept
    assert [index.ids[d.provision] for d in found if d.clause == 1] == ["II.2.b"]
