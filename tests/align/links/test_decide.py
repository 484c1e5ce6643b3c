"""Links decided together: the place the plan mirrors, several provisions in one clause, none where there is none."""

from __future__ import annotations

import pytest

from vnplan.align import align_plan
from vnplan.align.links.model import STEP_ONE, STEP_TWO, LinkModel, default_model
from vnplan.errors import OptionError, StructureError
from vnplan.models import Alignment
from vnplan.parse import parse_plan
from vnplan.reference import load_reference

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nKẾ HOẠCH\nThực hiện Chiến lược\n"


def links(body: str) -> dict[str, list[str]]:
    alignment = align_plan(parse_plan(text=HEAD + body), load_reference("qd-127-2021"))
    found: dict[str, list[str]] = {}
    for link in alignment.links:
        found.setdefault(link.clause, []).append(link.provision)
    return found


def test_the_same_sentence_goes_to_the_ministry_of_the_same_field() -> None:
    sentence = "Tập hợp, chuẩn hóa, chia sẻ các bộ dữ liệu mở trong lĩnh vực {} là đầu vào cho các ứng dụng sẵn có."
    body = (
        "I. NHIỆM VỤ\n1. Sở Công Thương\n- "
        + sentence.format("công nghiệp")
        + "\n2. Sở Y tế\n- "
        + sentence.format("y tế")
        + "\n3. Sở Nông nghiệp và Phát triển nông thôn\n- "
        + sentence.format("nông nghiệp")
        + "\n"
    )
    assert links(body) == {"I.1.-1": ["IV.8.1"], "I.2.-1": ["IV.15.1"], "I.3.-1": ["IV.9.1"]}


def test_a_goal_goes_to_the_goal_of_its_year() -> None:
    body = (
        "I. MỤC TIÊU\n1. Mục tiêu đến năm 2025\n- Xây dựng được 02 thương hiệu TTNT có uy tín.\n"
        "2. Mục tiêu đến năm 2030\n- Xây dựng được 03 thương hiệu TTNT có uy tín.\n"
    )
    assert links(body) == {"I.1.-1": ["II.1.a.2"], "I.2.-1": ["II.2.a.2"]}


def test_a_clause_may_join_two_provisions() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Sở Công Thương\n- Thúc đẩy ứng dụng TTNT trong lĩnh vực công nghiệp nhằm cải tiến thông minh "
        "hóa, tự động hóa quy trình sản xuất, nâng cao năng suất, chất lượng của sản phẩm công nghiệp; ứng dụng TTNT "
        "trong thương mại điện tử: dự báo xu hướng nhu cầu, tối ưu hóa giá, cá nhân hóa quảng bá, trợ lý ảo và chatbot.\n"
    )
    assert sorted(links(body)["I.1.-1"]) == ["IV.8.2", "IV.8.3"]


def test_local_content_has_no_link() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Sở Xây dựng\n- Duy tu, bảo dưỡng hệ thống chiếu sáng công cộng, cây xanh và thoát nước nội thị.\n"
        "2. Sở Y tế\n- Hỗ trợ bác sĩ trong phát hiện, chẩn đoán bệnh; chăm sóc sức khỏe bệnh nhân từ xa nhờ TTNT.\n"
    )
    assert links(body) == {"I.2.-1": ["IV.15.2"]}


def test_every_score_is_a_probability_and_every_span_quotes_the_clause() -> None:
    document = parse_plan(
        text=HEAD
        + "I. MỤC TIÊU\n1. Mục tiêu đến năm 2030\n- Hình thành được 05 bộ dữ liệu mở, liên thông và kết nối.\n"
    )
    alignment = align_plan(document, load_reference("qd-127-2021"))
    assert any(link.evidence for link in alignment.links)
    for link in alignment.links:
        assert 0 <= link.score <= 1
        assert link.matched_by
        for evidence in link.evidence:
            assert link.clause_span.holds(evidence.clause_span)


def test_the_alignment_survives_a_round_trip_through_json() -> None:
    document = parse_plan(text=HEAD + "I. MỤC TIÊU\n- Có 03 trung tâm đổi mới sáng tạo về TTNT.\n")
    alignment = align_plan(document, load_reference("qd-127-2021"))
    assert Alignment.from_json(alignment.to_json()) == alignment


def test_a_text_without_clauses_cannot_be_aligned() -> None:
    with pytest.raises(StructureError, match="No clause"):
        align_plan(parse_plan(text=HEAD).model_copy(update={"nodes": ()}), load_reference("qd-127-2021"))


def test_an_unknown_segmenter_names_the_known_ones() -> None:
    document = parse_plan(text=HEAD + "I. MỤC TIÊU\n- Có 03 trung tâm.\n")
    with pytest.raises(OptionError, match="syllable, underthesea, pyvi"):
        align_plan(document, load_reference("qd-127-2021"), segmenter="spacy")  # type: ignore[arg-type]


def test_more_agreement_never_lowers_a_score() -> None:
    model = default_model()
    assert set(model.step_one) == set(STEP_ONE)
    assert set(model.step_two) == set(STEP_TWO)
    assert min((*model.step_one.values(), *model.step_two.values())) >= 0


def test_the_model_survives_a_round_trip_through_json() -> None:
    assert LinkModel.from_json(default_model().to_json()) == default_model()


@pytest.mark.parametrize(
    ("heading", "provision"), [("3. Hệ sinh thái TTNT", "III.3.4"), ("3. Sở Kế hoạch và Đầu tư", "IV.6.1")]
)
def test_a_task_that_both_places_have_is_linked_to_the_one_the_heading_mirrors(heading: str, provision: str) -> None:
    task = "Lập vườn ươm khởi nghiệp; kêu gọi các quỹ, nhà đầu tư góp vốn vào doanh nghiệp, thương hiệu TTNT"
    plan = f"{HEAD}III. NHIỆM VỤ, GIẢI PHÁP\n{heading}\n- {task}.\n"
    links = align_plan(parse_plan(text=plan), load_reference("qd-127-2021")).links
    assert max(links, key=lambda link: link.score).provision == provision
