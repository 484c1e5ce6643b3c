"""Where a plan words freely, a middling likeness and what a piece carries are kept for review; elsewhere not."""

from __future__ import annotations

import numpy as np
import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.coverage.cover import Carried, cover
from vnplan.align.deviations import is_enough
from vnplan.align.links.decide import PairDecision
from vnplan.align.links.features import FEATURES, Candidates
from vnplan.align.links.freedom import kept_wording, words_freely
from vnplan.align.links.measures import LONG_LIST
from vnplan.align.links.sentences import pieces
from vnplan.align.wording.clauses import prepare


def pairs(clauses: int, explained: float) -> Candidates:
    """Two candidates a clause: of the first so much is in the decision's words, of the second nothing."""
    features = np.zeros((2 * clauses, len(FEATURES)))
    features[::2, FEATURES.index("explained")] = explained
    rows = np.repeat(np.arange(clauses), 2)
    return Candidates(rows, np.tile([3, 4], clauses), features, [None] * clauses)


def decisions(linked: int, clauses: int) -> list[PairDecision]:
    return [PairDecision(clause, 3, 0.9, clause < linked, False) for clause in range(clauses)]


@pytest.mark.parametrize(
    ("linked", "clauses", "explained", "free"),
    [
        (15, 25, 0.5, True),
        (25, 25, 0.5, True),  # every clause has a link, in other words
        (15, 25, 0.73, True),  # half of the clauses have
        (15, 25, 0.9, False),  # what is linked is copied: what is not is local
        (5, 25, 0.5, False),  # hardly any has: another subject
        (15, 19, 0.5, False),  # too short to tell
    ],
)
def test_how_much_of_its_links_is_in_the_decisions_words_tells_how_freely_a_plan_words(
    linked, clauses, explained, free
):
    found = decisions(linked, clauses)
    assert kept_wording(pairs(clauses, explained), found) == pytest.approx(explained)
    assert words_freely(pairs(clauses, explained), found) is free


def test_pieces_end_at_semicolons_and_full_stops_and_are_no_mere_names():
    long = "mở lớp dạy lập trình buổi tối cho học sinh vùng cao; cấp học bổng; tặng máy tính bảng cho thư viện các xã."
    plan = parse_plan(text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Hằng năm {long}\n2. Tặng máy tính bảng cho thư viện các xã.\n")
    several, one = prepare(plan, segmenter_name="syllable")
    assert [several.tokens.words[first] for first, _ in pieces(several)] == ["mở", "tặng"]
    assert pieces(one) == []


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("Nguồn vốn của chương trình gồm ngân sách tỉnh bố trí hằng năm; vốn của các doanh nghiệp tham gia dự án.", 0),
        (
            "Mở lớp dạy lập trình cho học sinh vùng cao; tặng máy tính bảng theo Kế hoạch số 12/KH-UBND về cấp học bổng.",
            2,
        ),
        (
            "Mở lớp dạy lập trình cho học sinh vùng cao; triển khai Kế hoạch số 12/KH-UBND về cấp học bổng cho học sinh nghèo.",
            1,
        ),
    ],
)
def test_items_of_a_list_and_titles_of_documents_are_no_pieces(line, cut):
    (clause,) = prepare(parse_plan(text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. {line}\n"), segmenter_name="syllable")
    assert len(pieces(clause)) == cut


@pytest.mark.parametrize(("own", "kept"), [("", False), ("ứng dụng TTNT, ", True)])
def test_what_the_titles_of_documents_say_is_no_link_of_middling_likeness(own, kept, monkeypatch):
    titles = "Kế hoạch số 7/KH-UBND hỗ trợ hộ sản xuất nông nghiệp lên sàn thương mại điện tử"
    task = f"Tổ chức {own}thực hiện lồng ghép {titles} trên địa bàn tỉnh."
    text = f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Thông tin và Truyền thông\n- {task}\n"
    monkeypatch.setattr("vnplan.align.links.freedom._MIDDLING", 0.0)
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: True)
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert bool(found.links) is kept


def test_scores_are_surer_where_the_wording_is_kept(plans_dir, monkeypatch):
    document, reference = parse_plan(plans_dir / "can-tho.txt"), load_reference("qd-127-2021")
    surer = {(link.clause, link.provision): link for link in align_plan(document, reference).links}
    monkeypatch.setattr("vnplan.align.links.freedom._SHARPER", 1.0)
    plain = {(link.clause, link.provision): link for link in align_plan(document, reference).links}
    assert surer.keys() == plain.keys()
    own = {pair for pair, link in plain.items() if link.score > 0.5 and not {"yearly", "twin"} & {*link.matched_by}}
    assert all(surer[pair].score >= plain[pair].score for pair in own)
    assert any(surer[pair].score > plain[pair].score for pair in own)
    assert all(link.needs_review for link in surer.values() if link.score < 0.6)


def test_what_is_kept_has_reasons_and_a_mark(plans_dir):
    alignment = align_plan(parse_plan(plans_dir / "vinh-long.txt"), load_reference("qd-127-2021"))
    low = [link for link in alignment.links if link.score < 0.5]
    assert low
    assert all(link.needs_review and link.matched_by for link in low)


@pytest.mark.parametrize(("section", "kept"), [("I. QUAN ĐIỂM", True), ("III. NHIỆM VỤ\n1. Sở Công Thương", False)])
def test_a_viewpoint_of_middling_likeness_is_kept_in_its_own_section_only(section, kept, monkeypatch):
    line = "Phát huy nội lực, dựa vào nguồn lực trong dân để ứng dụng TTNT phục vụ phát triển kinh tế - xã hội."
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: True)
    text = f"KẾ HOẠCH\nPhát triển TTNT\n{section}\n- {line}\n"
    alignment = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    near = [link.provision for link in alignment.links] or [clause.nearest for clause in alignment.unlinked]
    assert (near, bool(alignment.links)) == (["I.2"], kept)
    assert kept or all((clause.score or 0.0) > 0.3 for clause in alignment.unlinked)


def test_a_plan_that_keeps_the_wording_gets_none(plans_dir):
    alignment = align_plan(parse_plan(plans_dir / "hai-phong.txt"), load_reference("qd-127-2021"))
    assert min(link.score for link in alignment.links) >= 0.5
    assert [clause for clause in alignment.unlinked if (clause.score or 0) >= 0.25]


def test_a_plan_with_words_of_its_own_says_so_and_leaves_what_words_alone_tell_for_review(plans_dir):
    alignment = align_plan(parse_plan(plans_dir / "vinh-long.txt"), load_reference("qd-127-2021"))
    by_words = [d for d in alignment.deviations if d.kind.value.startswith(("content_", "scope_"))]
    assert alignment.summary.worded_freely
    assert by_words
    assert all(d.needs_review for d in by_words)
    copied = align_plan(parse_plan(plans_dir / "hai-phong.txt"), load_reference("qd-127-2021"))
    assert not copied.summary.worded_freely
    assert not all(d.needs_review for d in copied.deviations)


@pytest.mark.parametrize(("free", "status"), [(False, "partial"), (True, "covered")])
def test_a_single_measure_in_other_words_keeps_few_of_the_decisions(free, status):
    reference = load_reference("qd-127-2021")
    single = next(p for p in reference.provisions if len(p.measures) == 1 and not p.group_of and not p.same_as)
    carried = {single.id: Carried(by=("I.1",), shares=(0.2,), dropped=frozenset(), executed_only=False)}
    found = {c.provision: c for c in cover(reference, carried, {}, free=free)}
    assert found[single.id].status.value == status


@pytest.mark.parametrize(("share", "status"), [(0.2, "covered"), (0.12, "partial")])
def test_a_long_list_in_other_words_may_be_shortened_and_still_cover(share, status):
    reference = load_reference("qd-127-2021")
    listed = next(p for p in reference.provisions if len(p.measures) == 1 and len(p.measures[0].items) >= LONG_LIST)
    carried = {listed.id: Carried(by=("I.1",), shares=(share,), dropped=frozenset(), executed_only=False)}
    found = {c.provision: c for c in cover(reference, carried, {}, free=True)}
    assert found[listed.id].status.value == status


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ("dự báo xu hướng nhu cầu, tự động hóa điều hành", "partial"),
        ("dự báo nhu cầu, đàm phán với nhà cung cấp, điều hành nhà xưởng, bán hàng, tối ưu giá, quảng bá", "covered"),
    ],
)
def test_hardly_any_item_of_a_long_list_is_a_fragment_in_whatever_words(named, status, monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: True)
    task = f"Thúc đẩy phát triển và triển khai các ứng dụng TTNT trong lĩnh vực thương mại điện tử: {named}."
    text = f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Công Thương\n- {task}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert {c.provision: c.status.value for c in found.coverage}["IV.8.3"] == status


@pytest.mark.parametrize(("run", "free", "enough"), [(13.0, False, True), (15.0, True, False), (20.0, True, True)])
def test_a_few_words_of_its_own_are_another_wording_and_add_nothing(run, free, enough):
    assert is_enough((0.5, run), free=free) is enough


def test_what_only_the_state_does_is_not_kept_on_a_middling_likeness(monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: True)
    rank = "Phấn đấu thuộc nhóm dẫn đầu khu vực Bắc Trung Bộ về AI."
    plan = parse_plan(text=f"KẾ HOẠCH\nPhát triển AI\nII. MỤC TIÊU\n1. Mục tiêu cụ thể\n- {rank}\n")
    (local,) = align_plan(plan, load_reference("qd-1671-2026")).unlinked
    assert local.nearest == "II.2.a.1"
    assert local.score is not None
    assert local.score > 0.23
