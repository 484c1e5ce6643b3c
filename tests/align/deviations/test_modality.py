"""Strength of verbs: acts that only seem weak, trials and studies in place of deeds, words that bind."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

REFERENCE = load_reference("qd-127-2021")
HEAD = "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (TTNT) đến năm 2030\n"
TASK = "III. TỔ CHỨC THỰC HIỆN\n1. {}\n- {}.\n"
DEFENCE = "các ứng dụng TTNT trong quân sự, quốc phòng, huấn luyện, tác chiến"
ARMY, MEDIA, MONEY = "Bộ Chỉ huy quân sự tỉnh", "Sở Thông tin và Truyền thông", "Sở Tài chính"


def strength(body: str, provision: str) -> list[tuple[str, str | None]]:
    found = align_plan(parse_plan(text=HEAD + body), REFERENCE)
    assert provision in {link.provision for link in found.links}
    return [
        (d.kind.value.removeprefix("modality_"), d.found)
        for d in found.deviations
        if d.provision == provision and d.kind.value.startswith("modality")
    ]


@pytest.mark.parametrize(
    ("agency", "words", "provision"),
    [
        # calling others in, by whatever verb
        (
            "Sở Kế hoạch và Đầu tư",
            "Vận động các tập đoàn công nghệ cao đa quốc gia thành lập trung tâm nghiên cứu, phát triển TTNT tại tỉnh",
            "IV.6.2",
        ),
        (
            "Các sở, ban, ngành",
            "Vận động nguồn lực tài chính của tổ chức, cá nhân, doanh nghiệp trong và ngoài nước để thực hiện Kế hoạch",
            "D2.6.3",
        ),
        # an act of the measure stands first
        ("Sở Lao động - Thương binh và Xã hội", "Tư vấn, hướng dẫn đào tạo TTNT cho người lao động chuyển đổi nghề nghiệp", "IV.12"),
        # putting something first, as the measure does
        (
            MEDIA,
            "Ưu tiên đầu tư công cho các cơ sở dữ liệu hành chính dùng chung, chia sẻ, mở khi triển khai chính quyền điện tử",
            "IV.2.2",
        ),
        # asking who decides for a decision is an office's normal work
        (MONEY, "Tham mưu, đề xuất Ủy ban nhân dân tỉnh bố trí kinh phí thực hiện Kế hoạch theo quy định", "IV.7"),
    ],
)  # fmt: skip
def test_an_act_that_only_seems_weak_is_none(agency, words, provision):
    assert strength(TASK.format(agency, words), provision) == []


@pytest.mark.parametrize("asks", ["Đề xuất", "Kiến nghị"])
def test_asking_others_for_policy_is_less_than_making_it(asks):
    policy = (
        "hoàn thiện thể chế, chính sách thu hút FDI, tập đoàn công nghệ cao đa quốc gia lập trung tâm nghiên cứu TTNT"
    )
    assert strength(TASK.format("Sở Kế hoạch và Đầu tư", f"{asks} {policy}"), "IV.6.2") == [("weakened", asks.lower())]


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("Thúc đẩy phát triển", []),
        ("Hỗ trợ thúc đẩy phát triển", ["hỗ trợ"]),  # which the task also does, for doctors
        ("Nghiên cứu, đề xuất phát triển", ["nghiên cứu, đề xuất"]),
    ],
)
def test_a_weak_word_before_a_verb_of_the_measure_weakens_it(opening, found):
    health = "các ứng dụng TTNT trong y tế: hỗ trợ bác sỹ chẩn đoán, theo dõi sức khỏe từ xa, bào chế thuốc"
    assert strength(TASK.format("Sở Y tế", f"{opening} {health}"), "IV.15.2") == [
        ("weakened", words) for words in found
    ]


@pytest.mark.parametrize(("how", "found"), [("", []), ("từng bước ", ["từng bước đưa"])])
def test_an_act_to_be_done_in_time_is_weaker_wherever_it_stands(how, found):
    goal = f"II. MỤC TIÊU\n1. Mục tiêu chung\n- Đẩy mạnh nghiên cứu, phát triển TTNT, {how}đưa TTNT thành lĩnh vực công nghệ quan trọng của tỉnh.\n"
    assert strength(goal, "II.0") == [("weakened", words) for words in found]


def test_what_a_decision_does_by_steps_is_no_weaker_so():
    task = "Phát triển sản phẩm TTNT đặc thù, từng bước hình thành công nghiệp TTNT của tỉnh; các sở, ngành, địa phương dùng dịch vụ TTNT"
    assert strength(f"II. ĐỊNH HƯỚNG\n1. Thúc đẩy ứng dụng TTNT\n- {task}.\n", "III.4.2") == []


def test_what_a_technology_does_is_content():
    goal = "II. MỤC TIÊU\n1. Mục tiêu đến năm 2030\n- {} quốc phòng an ninh, cứu hộ, cứu nạn, phòng chống thiên tai, dịch bệnh.\n"
    assert strength(goal.format("TTNT hỗ trợ thiết thực các hoạt động"), "II.2.c.2") == []
    assert strength(goal.format("TTNT được thử nghiệm phục vụ"), "II.2.c.2") == [("weakened", "thử nghiệm")]


@pytest.mark.parametrize("weak", ["Nghiên cứu khả năng triển khai", "Nghiên cứu việc phát triển", "Thử nghiệm"])
def test_studies_and_trials_are_weaker_than_deeds(weak):
    found = strength(TASK.format(ARMY, f"{weak} {DEFENCE}"), "IV.3.2")
    assert [kind for kind, _ in found] == ["weakened"]
    assert strength(TASK.format(ARMY, f"Triển khai nghiên cứu, thử nghiệm, đưa vào sử dụng {DEFENCE}"), "IV.3.2") == []


def test_words_the_decision_has_for_another_measure_excuse_nothing():
    firms = "các doanh nghiệp cung cấp giải pháp tích hợp dựa trên công nghệ TTNT, khoa học dữ liệu"
    assert strength(TASK.format(MEDIA, f"Hỗ trợ thành lập {firms}"), "IV.2.4") == [("weakened", "hỗ trợ")]
    assert strength(TASK.format(MEDIA, f"Hình thành {firms}"), "IV.2.4") == []


USE = "sử dụng các ứng dụng, dịch vụ TTNT trong quản lý nhà nước, quản lý đô thị"


@pytest.mark.parametrize(
    ("agency", "words", "provision", "found"),
    [
        ("Văn phòng UBND tỉnh", f"Bắt buộc các sở, ngành, địa phương {USE}", "III.4.2", "bắt buộc"),
        (MONEY, "Hằng năm, bảo đảm bố trí kinh phí thực hiện Kế hoạch theo quy định", "IV.7", "bảo đảm bố trí"),
        (MONEY, "Cân đối, bố trí kinh phí thực hiện Kế hoạch, bảo đảm theo quy định", "IV.7", None),
        ("Văn phòng UBND tỉnh", f"Thúc đẩy các sở, ngành, địa phương {USE}", "III.4.2", None),
    ],
)
def test_words_that_bind_or_assure_are_stronger(agency, words, provision, found):
    expected = [] if found is None else [("strengthened", found)]
    assert strength(TASK.format(agency, words), provision) == expected


def test_must_is_stronger_than_promoting_where_an_agency_must():
    body = f"III. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành phải {USE}.\n"
    assert strength(body, "III.4.2") == [("strengthened", "phải")]


LAW = "chính sách, pháp luật {}tạo hành lang pháp lý thông thoáng cho nghiên cứu, phát triển, ứng dụng TTNT"


@pytest.mark.parametrize(
    ("words", "weak"),
    [
        ("Triển khai kịp thời " + LAW.format("do Chính phủ, các bộ ban hành, "), True),
        ("Triển khai kịp thời " + LAW.format("đã ban hành, "), True),
        ("Rà soát, sửa đổi " + LAW.format(""), False),
        ("Triển khai, ban hành " + LAW.format(""), False),
    ],
)
def test_rules_that_others_make_are_only_carried_out(words, weak):
    body = f"III. NHIỆM VỤ, GIẢI PHÁP\n1. Thể chế, hành lang pháp lý\n- {words}.\n"
    assert bool(strength(body, "III.1.1")) is weak


@pytest.mark.parametrize(("may", "found"), [("", []), ("có thể ", [("weakened", "có thể lồng ghép")])])
def test_an_act_that_is_left_open_is_weaker(may, found):
    words = f"Các cơ quan, đơn vị {may}lồng ghép nhiệm vụ vào các chương trình mục tiêu quốc gia khác có liên quan"
    assert strength(f"IV. KINH PHÍ THỰC HIỆN\n1. {words}.\n", "D2.6.3") == found


@pytest.mark.parametrize(
    ("opening", "first", "found"),
    [
        ("Ngân hàng số", "khuyến khích mở tài khoản qua điện thoại", []),  # governs what it stands in
        (
            "Khuyến khích các quỹ tín dụng",
            "mở tài khoản qua điện thoại",
            [("weakened", "khuyến khích")],
        ),  # governs all that follows
    ],
)
def test_what_governs_one_part_of_a_list_governs_no_other(opening, first, found):
    task = "thúc đẩy phát triển ứng dụng TTNT trong ngân hàng: phân tích, dự đoán nhu cầu vay vốn, phát hiện gian lận"
    line = f"{opening}: {first}; {task.replace(':', ',')}"
    assert strength(TASK.format("Ngân hàng Nhà nước chi nhánh tỉnh", line), "IV.13") == found


@pytest.mark.parametrize(
    ("step", "found"),
    [("bước chuyển biến tích cực", [("weakened", "chuyển biến")]), ("bước đột phá", []), ("động lực", [])],
)
def test_a_step_forward_is_less_than_a_breakthrough(step, found):
    view = f"TTNT góp phần quan trọng tạo {step} về năng lực sản xuất, nâng cao năng lực cạnh tranh của tỉnh"
    document = parse_plan(text=f"{HEAD}I. QUAN ĐIỂM\n- {view}, thúc đẩy kinh tế tăng trưởng bền vững.\n")
    given = [(node.id, "I.1") for node in document.clauses]
    deviations = align_plan(document, REFERENCE, given=given).deviations
    assert [("weakened", d.found) for d in deviations if d.kind.value == "modality_weakened"] == found


def test_verbs_that_stand_in_another_part_are_not_told_as_weakened():
    text = (
        "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nIII. NHIỆM VỤ\n1. Nhân lực\n- {} mạng lưới chuyên gia AI người Việt trên "
        "thế giới; phát hiện, bồi dưỡng tài năng trẻ về AI.\n"
    )
    found = align_plan(parse_plan(text=text.format("Tham gia")), load_reference("qd-1671-2026")).deviations
    assert [(d.provision, d.expected, d.found) for d in found if d.kind.value == "modality_weakened"] == [
        ("III.1.g", "phát triển", "tham gia")
    ]


@pytest.mark.parametrize(
    ("rest", "weaker"), [("; sửa đổi, bổ sung những điểm chưa khớp với Chiến lược", False), ("", True)]
)
def test_rules_that_are_made_in_another_part_are_not_only_reviewed(rest, weaker):
    text = (
        "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nV. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành\n"
        f"- Rà soát quy định, cơ chế, chính sách thuộc phạm vi quản lý{rest}.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026"))
    assert "D2.8.c" in {link.provision for link in found.links}
    assert ("modality_weakened" in {d.kind.value for d in found.deviations if d.provision == "D2.8.c"}) is weaker
