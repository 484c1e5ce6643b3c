"""Agencies: who leads in a table, who only goes along, and fields that are no agencies."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

REFERENCE = load_reference("qd-127-2021")
HEAD = "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (TTNT) đến năm 2030\n"
TABLE = (
    "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\nTT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\n"
    "1\tTriển khai tư vấn đào tạo về TTNT cho người lao động có nhu cầu chuyển đổi nghề nghiệp\t{}\t{}\n"
    "2\tChương trình hỗ trợ phát triển doanh nghiệp TTNT gắn với Chương trình chuyển đổi số\t{}\t{}\n"
)
LABOUR, MEDIA = "Sở Lao động - Thương binh và Xã hội", "Sở Thông tin và Truyền thông"


def changed(body: str) -> set[tuple[str, str | None]]:
    """Provisions given to others, and to whom."""
    found = align_plan(parse_plan(text=HEAD + body), REFERENCE).deviations
    return {(d.provision, d.found) for d in found if d.kind.value == "agency_changed"}


def test_who_leads_in_the_column_has_the_task_whoever_goes_along():
    body = TABLE.format("Liên đoàn Lao động tỉnh", LABOUR, "Sở Công Thương", MEDIA)
    assert changed(body) == {("IV.12", "Liên đoàn Lao động tỉnh"), ("PL.5", "Sở Công Thương")}
    assert changed(TABLE.format(LABOUR, "Sở Nội vụ", MEDIA, "Sở Công Thương")) == set()


def test_who_only_goes_along_leaves_the_task_where_it_is():
    body = (
        "IV. TỔ CHỨC THỰC HIỆN\n1. Liên đoàn Lao động tỉnh\n- Phối hợp với Sở Lao động - Thương binh và Xã hội tư vấn đào "
        "tạo về TTNT cho người lao động có nhu cầu chuyển đổi nghề nghiệp.\n"
    )
    assert changed(body) == set()


@pytest.mark.parametrize("label", ["Ngân hàng", "Tổ chức tín dụng", "Doanh nghiệp"])
def test_a_kind_of_body_before_a_colon_is_a_field(label):
    words = "dự đoán nhu cầu vay vốn, phát hiện hành vi gian lận, trợ lý ảo và chatbot cho khách hàng"
    assert changed(f"III. NHIỆM VỤ\n1. Ứng dụng TTNT trong các lĩnh vực\n- {label}: {words}.\n") == set()


def test_what_a_single_office_is_to_gather_may_go_to_another():
    """Điều 2 orders it of the ministry of science; other orders go to groups, of which anyone may act."""
    words = "Làm đầu mối theo dõi, tổng hợp tình hình thực hiện Kế hoạch, định kỳ hằng năm báo cáo UBND tỉnh"
    body = "IV. TỔ CHỨC THỰC HIỆN\n1. {}\n- {}.\n"
    assert changed(body.format("Văn phòng UBND tỉnh", words)) == {("D2.1", "Văn phòng UBND tỉnh")}
    assert changed(body.format("Sở Khoa học và Công nghệ", words)) == set()
    general = "Tổ chức thực hiện Kế hoạch trong phạm vi chức năng, nhiệm vụ được giao theo quy định của pháp luật"
    assert changed(body.format("Hội Nông dân tỉnh", general)) == set()


@pytest.mark.parametrize(
    "body", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Hội Nông dân tỉnh", "Hiệp hội doanh nghiệp tỉnh"]
)
def test_bodies_no_committee_commands_do_their_own_part_unless_they_lead(body):
    words = "đào tạo về TTNT cho người lao động có nhu cầu chuyển đổi nghề nghiệp"
    plan = "IV. TỔ CHỨC THỰC HIỆN\n1. {}\n- {} {}.\n"
    assert changed(plan.format(body, "Tuyên truyền, tư vấn", words)) == set()
    assert changed(plan.format(body, "Chủ trì tư vấn", words)) == {("IV.12", body)}
    assert changed(plan.format("Sở Công Thương", "Tuyên truyền, tư vấn", words)) == {("IV.12", "Sở Công Thương")}
