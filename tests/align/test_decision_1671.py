"""Decision 1671 as the reference: its own text carries all of it, and a provincial plan is read sensibly."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.coverage.cover import leaves
from vnplan.align.links.features import FEATURES, candidates
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of
from vnplan.models import Alignment, CoverageStatus, Document, Obligation, Reference

# Read by a person: what each clause of tests/data/plan-1671.txt takes over. A repeat of a provision counts as well.
EXPECTED = {
    "I.1": {"I.1"},
    "I.2": {"IV.2.d"},
    "I.3": {"IV.2.c"},
    "II.1.a": {"II.2.b.2"},
    "II.1.b": {"II.2.c.2"},
    "II.1.c": {"II.2.c.3"},
    "II.1.d": {"II.2.c.4"},
    "II.1.đ": {"II.2.b.3"},
    "II.1.e": {"II.2.c.14"},
    "II.1.g": {"II.2.c.13"},
    "II.1.h": {"II.2.d.5"},
    "II.2.¶1": {"II.3.2"},
    "III.1.-1": {"III.1.d"},
    "III.1.-2": {"III.1.e"},
    "III.1.-3": {"III.1.b"},
    "III.1.-4": {"III.1.h"},
    "III.2.-1": {"III.2.a"},
    "III.2.-2": {"III.3.đ"},
    "III.2.-3": set(),
    "III.3.-1": {"III.5.b"},
    "III.3.-2": {"III.5.c"},
    "III.3.-3": {"III.5.g"},
    "III.4.-1": {"III.6.l.2"},
    "III.4.-2": {"III.6.m.1"},
    "III.4.-3": {"III.6.đ.2"},
    "III.4.-4": {"III.6.c.2", "III.6.c.4"},
    "III.4.-5": {"III.6.o.3"},
    "III.4.-6": {"D2.3.a"},
    "III.4.-7": set(),
    "III.5.-1": {"III.8.đ"},
    "III.5.-2": {"III.8.b"},
    "III.5.-3": {"D2.8.g"},
    "III.6.-1": {"IV.5.c"},
    "III.6.-2": {"IV.5.d"},
    "IV.1": {"V.1.a"},
    "IV.2": {"V.3"},
    "V.1": {"D2.1.a", "D2.1.b", "D3.3"},
    "V.2": {"D2.2"},
    "V.3": {"D2.8.e"},
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference("qd-1671-2026")


@pytest.fixture(scope="module")
def decision(shared_dir: Path) -> Document:
    return parse_plan(shared_dir / "reference" / "qd-1671-2026.md")


@pytest.fixture(scope="module")
def decision_aligned(decision: Document, reference: Reference) -> Alignment:
    return align_plan(decision, reference)


@pytest.fixture(scope="module")
def plan_aligned(project_root: Path, reference: Reference) -> Alignment:
    return align_plan(parse_plan(project_root / "tests" / "data" / "plan-1671.txt"), reference)


def first_places(alignment: Alignment, reference: Reference) -> set[tuple[str, str]]:
    """Links by clause and provision, repeats named by what they repeat."""
    return {(link.clause, reference.provision(link.provision).restates or link.provision) for link in alignment.links}


class TestTheDecisionItself:
    def test_every_provision_is_covered(self, decision_aligned):
        assert {c.status for c in decision_aligned.coverage} == {CoverageStatus.COVERED}

    def test_every_clause_leads_to_its_own_provision(self, decision, decision_aligned, reference):
        by_path = {p.path: p.restates or p.id for p in reference.provisions}
        own = {(node.id, by_path[node.path]) for node in decision.clauses if node.path in by_path}
        assert len(own) >= 300
        assert own <= first_places(decision_aligned, reference)

    def test_hardly_anything_of_the_body_differs(self, decision_aligned):
        body = [d for d in decision_aligned.deviations if not d.clause.startswith("Phụ lục")]
        assert len(body) <= 8

    def test_lines_of_who_and_when_are_linked_to_nothing(self, decision, decision_aligned):
        slots = {n.id for n in decision.clauses if n.text.startswith(("- Chủ trì:", "- Thời gian:", "- Đơn vị thực"))}
        assert len(slots) >= 250
        assert not slots & {link.clause for link in decision_aligned.links}


class TestAProvincialPlan:
    def test_its_clauses_are_linked_as_a_person_links_them(self, plan_aligned, reference):
        wanted = {(clause, p) for clause, provisions in EXPECTED.items() for p in provisions}
        found = first_places(plan_aligned, reference)
        assert {clause for clause, _ in found} <= set(EXPECTED)
        right = len(wanted & found)
        assert right >= 0.9 * len(wanted), sorted(wanted - found)
        assert right >= 0.85 * len(found), sorted(found - wanted)

    def test_what_is_its_own_is_local(self, plan_aligned):
        assert {u.clause for u in plan_aligned.unlinked} == {c for c, p in EXPECTED.items() if not p}

    def test_a_lowered_target_that_binds_each_province_is_of_high_severity(self, plan_aligned):
        found = [d for d in plan_aligned.deviations if d.clause == "II.1.b"]
        assert [(d.kind.value, d.severity.value) for d in found] == [("figure_changed", "high")]

    def test_a_share_of_a_national_total_is_of_low_severity(self, plan_aligned):
        found = [d for d in plan_aligned.deviations if d.clause == "II.1.g"]
        assert [(d.kind.value, d.severity.value) for d in found] == [("figure_changed", "low")]

    def test_a_task_for_all_departments_may_be_given_to_one(self, plan_aligned):
        assert not [d for d in plan_aligned.deviations if d.kind.value == "agency_changed"]

    def test_body_and_annex_are_carried_alike(self, plan_aligned, reference):
        status = {c.provision: (c.status, c.by) for c in plan_aligned.coverage}
        repeats = [p for p in reference.provisions if p.restates]
        unlike = [p.id for p in repeats if status[p.id][0] is not status[p.restates][0]]
        assert not unlike
        assert len([p for p in repeats if status[p.id][1]]) >= 20

    def test_tasks_of_three_cities_are_none_of_another_province(self, plan_aligned):
        by_id = {c.provision: c for c in plan_aligned.coverage}
        for provision in ("III.4.a", "PL2.20"):
            assert by_id[provision].status is CoverageStatus.NOT_APPLICABLE
            assert "Đà Nẵng" in by_id[provision].reason

    def test_the_order_to_draw_up_a_plan_is_met_by_the_plan(self, plan_aligned):
        by_id = {c.provision: c for c in plan_aligned.coverage}
        assert {by_id[p].status for p in ("II.2.c.1", "PL1.13")} == {CoverageStatus.COVERED}
        plan = by_id["D2.8.a"]
        assert (plan.status, plan.measures_taken) == (CoverageStatus.PARTIAL, ("D2.8.a#1",))


def test_a_plan_that_does_not_name_the_decision_meets_nothing_by_being_there(plans_dir, reference):
    found = align_plan(parse_plan(plans_dir / "hoa-binh.txt"), reference)
    by_id = {c.provision: c for c in found.coverage}
    assert by_id["II.2.c.1"].status is CoverageStatus.MISSING


def test_what_a_cut_off_plan_reached_is_decided_in_body_and_annex(project_root, reference):
    text = (project_root / "tests" / "data" / "plan-1671.txt").read_text(encoding="utf-8")
    cut = parse_plan(text=text[: text.index("4. AI cho các ngành")] + "[...]\n")
    assert cut.truncated
    by_id = {c.provision: c.status for c in align_plan(cut, reference).coverage}
    assert by_id["II.2.b.4"] is by_id["PL1.8"] is CoverageStatus.MISSING
    assert by_id["III.6.l.2"] is by_id["D2.8.g"] is by_id["PL2.60"] is CoverageStatus.UNKNOWN


def test_one_of_the_three_cities_owes_its_centre(project_root, reference):
    text = (project_root / "tests" / "data" / "plan-1671.txt").read_text(encoding="utf-8")
    plan = parse_plan(
        text=text.replace("TỈNH LẠNG SƠN", "THÀNH PHỐ ĐÀ NẴNG").replace("tỉnh Lạng Sơn", "thành phố Đà Nẵng")
    )
    assert plan.metadata.province == "Đà Nẵng"
    by_id = {c.provision: c for c in align_plan(plan, reference).coverage}
    assert by_id["III.4.a"].status is CoverageStatus.MISSING


@pytest.mark.parametrize(
    ("clause", "dropped"),
    [
        ("Toàn bộ cán bộ, công chức của tỉnh dùng nền tảng AI công vụ hằng tuần.", False),
        ("100% cán bộ, công chức của tỉnh dùng nền tảng AI công vụ hằng tuần.", False),
        ("Cán bộ, công chức của tỉnh dùng nền tảng AI công vụ hằng tuần.", True),
    ],
)
def test_all_in_words_is_a_hundred_per_cent(clause, dropped, reference):
    plan = parse_plan(text=f"KẾ HOẠCH\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2030\na) {clause}\nb) Nội dung khác.\n")
    kinds = {d.kind.value for d in align_plan(plan, reference).deviations if d.clause == "I.1.a"}
    assert ("figure_dropped" in kinds) is dropped


@pytest.mark.parametrize(
    ("clause", "severity"),
    [
        ("Có 20.000 lao động đã qua đào tạo biết sử dụng AI cơ bản.", "low"),
        ("Có tối thiểu 20.000 lao động đã qua đào tạo biết sử dụng AI cơ bản.", "low"),
        ("Có tối đa 20.000 lao động đã qua đào tạo biết sử dụng AI cơ bản.", "medium"),
    ],
)
def test_a_plain_figure_for_at_least_is_no_other_kind_of_figure(clause, severity, reference):
    plan = parse_plan(text=f"KẾ HOẠCH\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2030\na) {clause}\nb) Nội dung khác.\n")
    found = [d for d in align_plan(plan, reference).deviations if d.kind.value == "figure_changed"]
    assert [d.severity.value for d in found] == [severity]


@pytest.mark.parametrize("above", ["", "Nội dung khác.\nPhụ lục\nNHIỆM VỤ\n1. "])
def test_what_the_decision_says_again_is_linked_to_where_it_says_it_first(above, reference):
    task = "Tích hợp AI vào các nền tảng nghiệp vụ chuyên ngành và hạ tầng số dùng chung của tỉnh"  # as row 32 has it
    plan = parse_plan(text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. {above}{task}.\n2. Nội dung khác.\n")
    assert {u.provision for u in align_plan(plan, reference).links} == {"III.5.b"}


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("Khuyến khích đào tạo chuyên gia về an ninh mạng và AI.", "modality_weakened"),  # a verb off the scale is firm
        ("Đào tạo chuyên gia về an ninh mạng và AI.", None),
        ("Phối hợp với Đại học Bách khoa đào tạo chuyên gia về an ninh mạng và AI.", None),  # works together
        ("Phối hợp với Bộ Công an đào tạo chuyên gia về an ninh mạng và AI.", "modality_weakened"),
        (
            "Khuyến khích sử dụng các dịch vụ, sản phẩm AI Make in Viet Nam trong nhiệm vụ, dự án công nghệ thông tin, chuyển đổi số.",
            "modality_weakened",
        ),
        (
            "Ưu tiên sử dụng các dịch vụ, sản phẩm AI Make in Viet Nam trong nhiệm vụ, dự án công nghệ thông tin, chuyển đổi số.",
            None,
        ),
        (
            "Sử dụng các dịch vụ, sản phẩm AI Make in Viet Nam trong nhiệm vụ, dự án công nghệ thông tin, chuyển đổi số.",
            None,
        ),
        ("Rà soát và đề xuất sửa đổi cơ chế, chính sách, quy định cho đồng bộ với Chiến lược.", None),
        ("Rà soát và đề xuất cấp có thẩm quyền xử lý cơ chế, chính sách, quy định chưa đồng bộ với Chiến lược.", None),
        ("Khuyến khích thành lập trung tâm xuất sắc về AI tại các ngân hàng thương mại.", None),
        ("Thành lập trung tâm xuất sắc về AI tại các ngân hàng thương mại.", "modality_strengthened"),
    ],
)
def test_commitment_is_measured_against_the_verbs_of_the_decision(clause, kind, reference):
    plan = parse_plan(text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. {clause}\n2. Nội dung khác.\n")
    found = {d.kind.value for d in align_plan(plan, reference).deviations if d.kind.value.startswith("modality")}
    assert found == ({kind} if kind else set())


def test_one_department_named_is_no_sign_against_a_task_for_all_of_them(reference):
    plan = parse_plan(
        text="KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Xây dựng chủ trì dùng bản sao số để quản lý hạ tầng đô thị.\n2. Nội dung khác.\n"
    )
    index = index_of(reference, segmenter_name="syllable")
    pairs = candidates(prepare(plan, segmenter_name="syllable"), index)
    agency = {
        index.ids[provision]: row[FEATURES.index("agency")]
        for clause, provision, row in zip(pairs.clause, pairs.provision, pairs.features, strict=True)
        if clause == 0
    }
    assert agency["III.5.g"] == 0
    assert agency["III.6.p.1"] in {1, -1}


def test_repeats_do_not_count_twice(reference):
    counted = {reference.provision(i) for i in leaves(reference)}
    assert not [p.id for p in counted if p.restates]
    assert len([p for p in counted if p.obligation is Obligation.DIRECT]) >= 20


@pytest.mark.parametrize(
    "report", ["tổng hợp, báo cáo Ủy ban nhân dân tỉnh", "tham mưu báo cáo Bộ Khoa học và Công nghệ"]
)
def test_the_day_of_a_report_is_added_whichever_provision_has_its_words(report, reference):
    clause = f"Theo dõi, kiểm tra, đánh giá việc thực hiện Kế hoạch; {report} trước ngày 10 tháng 12 hằng năm."
    plan = parse_plan(text=f"KẾ HOẠCH\nV. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công nghệ\na) {clause}\nb) Việc khác.\n")
    found = {(d.provision, d.kind.value, d.found) for d in align_plan(plan, reference).deviations}
    assert ("D2.8.e", "deadline_added", "trước ngày 10 tháng 12 hằng năm") in found


def test_to_ask_for_what_a_province_cannot_order_adds_nothing(reference):
    """Domain notes: a province does not command the State Bank, so a plan asks it ("đề nghị")."""
    task = "chấm điểm tín dụng tự động bằng AI dựa trên dữ liệu mở, dữ liệu khách hàng và dữ liệu bên thứ ba"
    plan = parse_plan(
        text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Đề nghị Ngân hàng Nhà nước Khu vực chỉ đạo các tổ chức tín dụng {task}.\n2. Nội dung khác.\n"
    )
    assert [(u.provision, u.relation.value) for u in align_plan(plan, reference).links] == [("III.6.g.3", "equal")]


@pytest.mark.parametrize(
    ("task", "linked"),
    [
        ("Hỗ trợ doanh nghiệp xuất khẩu sản phẩm, dịch vụ AI.", {"III.8.k"}),
        ("Vận động doanh nghiệp đào tạo kỹ năng AI cho người lao động của mình.", {"D2.9.c"}),  # only asked of firms
    ],
)
def test_what_is_a_task_and_asked_of_firms_too_is_the_task_of_the_province(task, linked, reference):
    plan = parse_plan(text=f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. {task}\n2. Nội dung khác.\n")
    assert {u.provision for u in align_plan(plan, reference).links} == linked


@pytest.mark.parametrize(
    ("section", "clause", "linked"),
    [
        (
            "I. MỤC TIÊU",
            "Hỗ trợ 2.000 hợp tác xã, hộ kinh doanh, doanh nghiệp nhỏ và vừa dùng sản phẩm, giải pháp tích hợp AI.",
            {"II.2.c.14"},  # and not the task of helping them
        ),
        (
            "I. NHIỆM VỤ",
            "Phát triển hạ tầng AI phục vụ quản lý nhà nước tại trung tâm dữ liệu của tỉnh.",
            {"III.3.a"},  # and not what opens the pillar
        ),
    ],
)
def test_what_says_the_same_in_brief_has_no_link_of_its_own(section, clause, linked, reference):
    plan = parse_plan(text=f"KẾ HOẠCH\n{section}\n1. {clause}\n2. Nội dung khác.\n")
    assert {u.provision for u in align_plan(plan, reference).links if u.clause == "I.1"} == linked


@pytest.mark.parametrize("who", ["kỹ sư", "chuyên gia", "cán bộ", "người"])
def test_people_are_counted_by_whatever_name(who, reference):
    clause = f"Đào tạo trình độ cao, chuyên sâu về AI cho 30 {who} có năng lực nghiên cứu."
    plan = parse_plan(text=f"KẾ HOẠCH\nI. MỤC TIÊU ĐẾN NĂM 2030\n1. {clause}\n2. Nội dung khác.\n")
    found = {d.kind.value for d in align_plan(plan, reference).deviations if d.clause == "I.1"}
    assert "figure_changed" in found
    assert "figure_dropped" not in found
