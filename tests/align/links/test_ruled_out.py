"""Goals that count and what needs words of its own are not carried by what only looks like them."""

from __future__ import annotations

import numpy as np
import pytest

from vnplan import load_reference, parse_plan
from vnplan.align.links.features import candidates
from vnplan.align.links.model import default_model, step_one_inputs
from vnplan.align.links.ruled_out import likeness
from vnplan.align.wording.clauses import prepare
from vnplan.align.wording.index import index_of


def ruled_out(line: str, section: str, reference: str = "qd-127-2021") -> set[str]:
    """The candidates of a clause that the model's likeness does not decide."""
    index = index_of(load_reference(reference), segmenter_name="syllable")
    clauses = prepare(parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\n{section}\n- {line}\n"), segmenter_name="syllable")
    pairs = candidates(clauses, index)
    inputs = step_one_inputs(pairs, clauses, index)
    likely = likeness(inputs, clauses, pairs, index, default_model())
    return {index.ids[pairs.provision[at]] for at in np.flatnonzero(likely != default_model().alike(inputs)).tolist()}


@pytest.mark.parametrize(
    ("goal", "out"),
    [
        ("Có ít nhất 02 cơ sở giáo dục của tỉnh tổ chức liên kết đào tạo về TTNT.", True),
        ("Hình thành 02 cơ sở của tỉnh có chức năng đào tạo về TTNT.", False),  # makes them
        ("Có 02 cơ sở nghiên cứu và đào tạo trọng điểm về TTNT.", False),  # in the goal's own words
    ],
)
def test_a_goal_of_things_made_needs_their_making_or_their_names(goal, out):
    assert ("II.1.b.2" in ruled_out(goal, "I. MỤC TIÊU")) is out


def test_an_amount_that_is_reached_is_nothing_made():
    goal = "Giá trị bán ra nước ngoài của giải pháp AI chừng 20 triệu USD."
    assert "II.2.a.4" not in ruled_out(goal, "I. MỤC TIÊU", "qd-1671-2026")


@pytest.mark.parametrize(
    ("provision", "line", "out"),
    [
        ("II.2.b.8", "Doanh thu của giải pháp AI do doanh nghiệp trong tỉnh làm ra đạt 60 triệu USD.", True),
        ("II.2.b.8", "Có 02 doanh nghiệp khởi nghiệp về AI được định giá trên 10 triệu USD.", False),
        ("II.2.d.4", "95% hộ dân dùng nước sạch, trong đó 100% ở đô thị.", True),
        ("III.6.q.3", "Cảnh báo sớm hạn mặn, điều phối lực lượng ứng phó thiên tai nhờ AI.", True),
        ("III.6.q.3", "Cảnh báo sớm cháy rừng, điều phối lực lượng chữa cháy nhờ AI.", False),
        ("IV.3.d", "Lập quỹ học bổng về AI của tỉnh từ Quỹ phát triển khoa học và công nghệ.", True),
        ("IV.3.d", "Hỗ trợ lãi suất cho dự án AI từ Quỹ phát triển khoa học và công nghệ của tỉnh.", False),
    ],
)
def test_what_a_provision_is_on_is_named(provision, line, out):
    assert (provision in ruled_out(line, "I. MỤC TIÊU", "qd-1671-2026")) is out


@pytest.mark.parametrize(
    ("above", "out"), [("2. AI trong các ngành, lĩnh vực\na) Logistics", False), ("2. Hạ tầng\na) Logistics", True)]
)
def test_a_use_may_be_named_two_headings_above(above, out):
    line = "Tối ưu tuyến đường, tải trọng của đội xe đông lạnh chở thanh long, xoài qua cửa khẩu."
    assert (
        "III.6.c.3" in ruled_out(line, f"II. NHIỆM VỤ\n1. Nhân lực\na) Đào tạo\n- Mở lớp.\n{above}", "qd-1671-2026")
    ) is out


@pytest.mark.parametrize(("named", "out"), [("nhiệm vụ", True), ("chương trình", False)])
def test_a_national_programme_needs_a_programme(named, out):
    task = f"Đề xuất {named} khoa học và công nghệ cấp quốc gia có liên quan đến TTNT."
    assert ("PL.4" in ruled_out(task, "III. NHIỆM VỤ\n1. Sở Khoa học và Công nghệ")) is out


@pytest.mark.parametrize(
    ("provision", "aim", "out"),
    [
        ("II.2.a.4", "Thực hiện chuyển đổi số, kinh tế số phục vụ phát triển kinh tế - xã hội.", True),
        ("II.2.a.4", "Mở kho dữ liệu của tỉnh phục vụ phát triển kinh tế - xã hội.", False),
        ("I.2", "Cụ thể hóa nhiệm vụ, mục tiêu phát triển kinh tế - xã hội, khoa học và công nghệ của tỉnh.", True),
        ("I.2", "Ứng dụng thành tựu mới vào nhiệm vụ, mục tiêu phát triển kinh tế - xã hội của tỉnh.", False),
    ],
)
def test_aims_that_everything_serves_are_not_yet_the_provision(provision, aim, out):
    assert (provision in ruled_out(aim, "I. MỤC TIÊU")) is out


ECOSYSTEM = (
    "Xây dựng hệ sinh thái du lịch thông minh, liên kết tuyến, điểm với các tỉnh bạn, nâng cấp bến tàu, bãi xe, nhà nghỉ, "
    "đào tạo thuyết minh viên, quảng bá lễ hội"
)


@pytest.mark.parametrize(
    ("line", "heading", "out"),
    [
        (f"{ECOSYSTEM}.", "Sở Văn hóa, Thể thao và Du lịch", True),
        (f"{ECOSYSTEM} bằng trí tuệ nhân tạo.", "Sở Văn hóa, Thể thao và Du lịch", False),
        (f"{ECOSYSTEM}.", "Ứng dụng TTNT trong văn hóa, du lịch", False),
        (
            "Tự động hóa số hóa các điểm đến, di sản văn hóa; tư vấn du lịch thông minh.",
            "Sở Du lịch",
            False,
        ),  # its words
    ],
)
def test_work_in_a_field_is_no_use_of_the_technology(line, heading, out):
    assert ("IV.11" in ruled_out(line, f"III. NHIỆM VỤ\n1. {heading}")) is out


@pytest.mark.parametrize(
    ("heading", "out"),
    [("Ứng dụng trong các ngành, lĩnh vực", False), ("Ứng dụng công nghệ thông tin", True), ("Hạ tầng", True)],
)
def test_where_uses_are_listed_by_fields_the_field_is_enough(heading, out):
    line = "Giao thông: đèn tín hiệu tự đổi pha, camera nhận diện biển số xe ở nội đô."
    assert ("IV.10" in ruled_out(line, f"III. NHIỆM VỤ\n1. {heading}")) is out


@pytest.mark.parametrize(("matter", "out"), [("Chỉ số đổi mới sáng tạo (PII)", True), ("Ứng dụng TTNT", False)])
def test_a_rank_in_something_else_is_no_rank_in_the_technology(matter, out):
    goal = f"{matter} của tỉnh thuộc nhóm 25 tỉnh dẫn đầu cả nước."
    assert ("II.2.a.1" in ruled_out(goal, "I. MỤC TIÊU\n1. Đến năm 2030")) is out


@pytest.mark.parametrize(
    ("task", "out"),
    [
        ("Y tế: AI đọc phim chụp, gợi ý phác đồ, theo dõi người bệnh từ xa tại tuyến xã.", True),
        ("Đẩy mạnh ứng dụng AI trong y tế.", False),
    ],
)
def test_what_only_names_a_field_needs_a_clause_that_says_no_more(task, out):
    assert ("PL2.47" in ruled_out(task, "III. NHIỆM VỤ", "qd-1671-2026")) is out


@pytest.mark.parametrize(
    ("task", "out"),
    [
        (
            "Triển khai cung cấp dữ liệu mở trong các cơ quan nhà nước để phát triển AI phục vụ kinh tế số và xã hội số.",
            True,
        ),
        ("Đẩy nhanh ứng dụng các giải pháp AI vào quản lý đô thị trên địa bàn tỉnh.", False),
    ],
)
def test_the_duty_of_a_province_is_to_govern_with_it_or_to_plan_it_with_the_rest(task, out):
    section = "III. NHIỆM VỤ\n1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố"
    assert ("D2.3" in ruled_out(task, section)) is out
