"""Relations: two questions, whole and more, decide; figures, dates and verbs do not."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.relations import least_carried, relation
from vnplan.models import DeviationKind, Relation


@pytest.mark.parametrize(
    ("shares", "narrowed", "more", "expected"),
    [
        ([1.0, 0.8], False, False, Relation.EQUAL),
        ([1.0, 0.8], False, True, Relation.SUPERSET),
        ([1.0, 0.4], False, False, Relation.EQUAL),  # as much as a carried measure keeps
        ([1.0, 0.1], False, False, Relation.SUBSET),
        ([1.0, 0.1], False, True, Relation.INTERSECTS),
        ([1.0, 1.0], True, False, Relation.SUBSET),
        ([1.0, 1.0], True, True, Relation.INTERSECTS),
        ([], False, False, Relation.SUBSET),
    ],
)
def test_whole_and_more(shares, narrowed, more, expected):
    assert relation(shares, narrowed=narrowed, more=more) is expected


def test_in_a_plan_with_words_of_its_own_a_single_measure_is_carried_in_any_words():
    single, several = map(load_reference("qd-127-2021").provision, ("IV.5.3", "IV.5.1"))
    assert least_carried(single, free=True) == 0
    assert 0 < least_carried(several, free=True) < least_carried(single, free=False)


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("; tham mưu sơ kết đến năm 2025, đề xuất nhiệm vụ ưu tiên cho giai đoạn đến năm 2030", Relation.EQUAL),
        ("", Relation.SUBSET),
    ],
)
def test_how_the_work_is_organised_is_said_in_an_offices_own_words(review, expected):
    text = (
        "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nV. TỔ CHỨC THỰC HIỆN\n1. Sở Khoa học và Công nghệ là đầu mối tổng hợp "
        f"tình hình; hằng năm báo cáo Ủy ban nhân dân tỉnh{review}.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"), given=[("V.1", "D2.1")])
    assert [link.relation for link in found.links] == [expected]


HEAD = "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2030\n- "


@pytest.mark.parametrize(
    "line",
    [
        "Hình thành được 50 bộ dữ liệu mở, liên thông và kết nối trong các ngành kinh tế, lĩnh vực kinh tế - xã hội phục "
        "vụ nghiên cứu, phát triển và ứng dụng TTNT.",
        "Hình thành được 12 bộ dữ liệu mở, liên thông và kết nối trong các ngành kinh tế, lĩnh vực kinh tế - xã hội phục "
        "vụ nghiên cứu, phát triển và ứng dụng TTNT.",
        "Đến năm 2028, từng bước hình thành các bộ dữ liệu mở, liên thông và kết nối trong các ngành kinh tế, lĩnh vực "
        "kinh tế - xã hội phục vụ nghiên cứu, phát triển và ứng dụng TTNT.",
    ],
)
def test_figure_deadline_and_verb_leave_the_relation_as_it_is(line):
    found = align_plan(parse_plan(text=HEAD + line + "\n"), load_reference("qd-127-2021"))
    assert {link.provision: link.relation for link in found.links}.get("II.2.a.4") is Relation.EQUAL


def test_a_figure_with_its_words_leaves_the_relation_as_it_is():
    task = "Tư vấn đào tạo về TTNT và khoa học dữ liệu cho người lao động có nhu cầu chuyển đổi nghề nghiệp"
    found = align_plan(
        parse_plan(
            text="KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n1. Sở Lao động - Thương binh và Xã hội\n"
            f"- {task}, mỗi quý ít nhất 300 lượt người đang thất nghiệp.\n"
        ),
        load_reference("qd-127-2021"),
    )
    assert [(link.provision, link.relation) for link in found.links] == [("IV.12", Relation.EQUAL)]
    assert [d.kind for d in found.deviations] == [DeviationKind.FIGURE_ADDED]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("mỗi năm đào tạo, tư vấn ít nhất 300 người lao động", Relation.EQUAL),
        ("lắp đặt 40 trạm đo mưa, 12 camera cảnh báo lũ quét ở các xã vùng cao", Relation.SUPERSET),
    ],
)
def test_a_figure_of_something_the_provision_does_not_speak_of_is_content_too(figure, expected):
    task = "Tư vấn đào tạo về TTNT và khoa học dữ liệu cho người lao động có nhu cầu chuyển đổi nghề nghiệp"
    text = f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Lao động - Thương binh và Xã hội\n- {task}; {figure}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert [(link.provision, link.relation) for link in found.links] == [("IV.12", expected)]
    added = {DeviationKind.CONTENT_ADDED} if expected is Relation.SUPERSET else set()
    assert {d.kind for d in found.deviations} == {DeviationKind.FIGURE_ADDED} | added


def test_a_clause_without_a_measure_that_no_clause_has_is_less_than_the_provision(monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: True)
    money = "Cân đối ngân sách, bố trí kinh phí thực hiện Kế hoạch theo quy định của pháp luật."
    text = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n1. Sở Tài chính\n- {money}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert [d.kind for d in found.deviations if d.provision == "IV.7"] == [DeviationKind.CONTENT_DROPPED]
    assert {link.provision: link.relation for link in found.links}["IV.7"] is Relation.SUBSET


def test_whom_to_work_with_is_no_content():
    task = "tư vấn đào tạo về TTNT và khoa học dữ liệu cho người lao động có nhu cầu chuyển đổi nghề nghiệp"
    partners = "các viện, trường đại học, cao đẳng, doanh nghiệp và cơ sở giáo dục nghề nghiệp"
    found = align_plan(
        parse_plan(
            text="KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Lao động - Thương binh và Xã hội\n"
            f"- Chủ trì, phối hợp với {partners} triển khai {task}.\n"
        ),
        load_reference("qd-127-2021"),
    )
    assert [(link.provision, link.relation) for link in found.links] == [("IV.12", Relation.EQUAL)]
    assert not found.deviations


@pytest.mark.parametrize(
    ("for_whom", "expected"),
    [
        ("ở miền núi, vùng cao, biên giới, hải đảo, đồng bào dân tộc thiểu số", Relation.EQUAL),
        ("qua báo đài, truyền hình, mạng xã hội, cổng thông tin điện tử", Relation.EQUAL),
        ("; theo dõi, đôn đốc, kiểm tra việc thực hiện", Relation.EQUAL),
        ("; định kỳ báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện", Relation.EQUAL),
        ("; kịp thời tháo gỡ khó khăn, vướng mắc trong quá trình thực hiện", Relation.EQUAL),
        ("; định kỳ sơ kết, đánh giá kết quả, rút kinh nghiệm", Relation.EQUAL),
        ("; phân công cán bộ đầu mối theo dõi", Relation.EQUAL),
        ("; chịu trách nhiệm trước Ủy ban nhân dân tỉnh về kết quả", Relation.EQUAL),
        ("; lồng ghép với các chương trình khác có liên quan", Relation.EQUAL),
        (", đáp ứng yêu cầu của tỉnh trong bối cảnh mới", Relation.EQUAL),
        ("; hoàn thành trong quý III năm 2025", Relation.EQUAL),
        ("; cấp học bổng, tặng máy tính bảng, miễn giảm tiền điện thoại", Relation.SUPERSET),
    ],
)
def test_places_channels_and_seeing_to_it_are_no_more_than_the_task(for_whom, expected):
    task = "Tư vấn đào tạo về TTNT và khoa học dữ liệu cho người lao động có nhu cầu chuyển đổi nghề nghiệp"
    plan = (
        "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Lao động - Thương binh và Xã hội\n"
        f"- Chủ trì {task[0].lower() + task[1:]} {for_whom}.\n"
    )
    found = align_plan(parse_plan(text=plan), load_reference("qd-127-2021"))
    assert {link.provision: link.relation for link in found.links}["IV.12"] is expected
    assert (DeviationKind.CONTENT_ADDED in {d.kind for d in found.deviations}) is (expected is Relation.SUPERSET)


def test_a_clause_that_carries_another_provision_besides_holds_more_than_each():
    fields = "Ứng dụng TTNT phục vụ các nhiệm vụ quốc phòng an ninh, cứu hộ, cứu nạn, phòng chống thiên tai và ứng phó sự cố, dịch bệnh"
    data = "hình thành được 50 bộ dữ liệu mở, liên thông và kết nối trong các ngành kinh tế, lĩnh vực kinh tế - xã hội phục vụ nghiên cứu, phát triển và ứng dụng TTNT"
    found = align_plan(parse_plan(text=f"{HEAD}{fields}; {data}.\n"), load_reference("qd-127-2021"))
    assert {link.provision: link.relation for link in found.links} == {
        "II.2.c.2": Relation.SUPERSET,
        "II.2.a.4": Relation.SUPERSET,
    }


def test_the_same_task_in_two_places_of_the_decision_is_no_more_than_either():
    task = (
        "Hoàn thiện chính sách thu hút vốn đầu tư trực tiếp nước ngoài (FDI), thu hút tập đoàn công nghệ cao đa quốc gia "
        "thành lập trung tâm nghiên cứu, phát triển và ứng dụng TTNT tại tỉnh"
    )
    found = align_plan(
        parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\nI. NHIỆM VỤ\n- {task}.\n"), load_reference("qd-127-2021")
    )
    assert {link.provision for link in found.links} == {"III.5.3", "IV.6.2"}
    assert not {Relation.SUPERSET, Relation.INTERSECTS} & {link.relation for link in found.links}


def test_a_goal_without_a_year_is_no_more_than_its_like_for_either_year():
    goal = "Xây dựng được các thương hiệu TTNT có uy tín trong khu vực."
    text = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nI. MỤC TIÊU\n- {goal}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021")).links
    assert {link.provision: link.relation for link in found} == {"II.1.a.2": Relation.EQUAL, "II.2.a.2": Relation.EQUAL}


def test_another_provision_in_the_same_words_is_no_more():
    task = "Hỗ trợ, khuyến khích các nhóm khởi nghiệp về TTNT."
    text = f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Khoa học và Công nghệ\n- {task}\n"
    document = parse_plan(text=text)
    given = [(node.id, provision) for node in document.clauses for provision in ("I.3", "II.1.b.1")]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).links
    assert [link.relation for link in found] == [Relation.SUBSET, Relation.SUBSET]


def test_clauses_that_share_out_a_long_list_each_have_a_part_of_it():
    culture = "phát triển công nghiệp văn hóa số, tự động hóa xây dựng cơ sở dữ liệu số hóa điểm đến và di sản văn hóa"
    tourism = (
        "tư vấn du lịch thông minh hướng người dùng, dự báo xu hướng, cá nhân hóa loại hình du lịch dựa trên phân tích "
        "thông tin mạng xã hội, nâng cao chất lượng quy hoạch và dịch vụ du lịch thông minh"
    )
    use = "- Thúc đẩy phát triển và triển khai các ứng dụng TTNT trong lĩnh vực"

    def relations(*bullets: str) -> list[Relation]:
        head = "KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Văn hóa, Thể thao và Du lịch\n"
        document = parse_plan(text=head + "\n".join(bullets) + "\n")
        given = [(node.id, "IV.11") for node in document.clauses]
        return [link.relation for link in align_plan(document, load_reference("qd-127-2021"), given=given).links]

    assert relations(f"{use} văn hóa: {culture}.", f"{use} du lịch: {tourism}.") == [Relation.SUBSET, Relation.SUBSET]
    assert relations(f"{use} văn hóa và du lịch: {culture}, {tourism}.") == [Relation.EQUAL]


def test_what_a_province_picks_of_several_is_no_more_than_they_are():
    goal = (
        "Cùng với chuyển đổi số, ứng dụng TTNT góp phần thúc đẩy tăng trưởng một số ngành kinh tế có lợi thế, mũi nhọn"
    )
    found = align_plan(parse_plan(text=f"{HEAD}{goal} của tỉnh.\n"), load_reference("qd-127-2021"))
    assert [(link.provision, link.relation) for link in found.links] == [("II.2.c.3", Relation.EQUAL)]
    assert not found.deviations
