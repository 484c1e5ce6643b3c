"""Scope: who narrows a list when several clauses stand to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import Alignment, DeviationKind

PLAN = (Path(__file__).parent.parent.parent / "data" / "edits-plan.txt").read_text(encoding="utf-8")
LIST = next(line for line in PLAN.splitlines() if "giao thông, vận tải, logistics:" in line).removeprefix("- ")


def narrowed(text: str) -> list[str]:
    """The clauses that narrow what the Decision lists for transport."""
    document = parse_plan(text=text)
    words = {node.id: node.text for node in document.nodes}
    found = align_plan(document, load_reference("qd-127-2021")).deviations
    return [words[d.clause] for d in found if (d.provision, d.kind) == ("IV.10", DeviationKind.SCOPE_NARROWED)]


def test_bullets_that_share_out_a_list_narrow_nothing():
    parts = LIST.replace(": ", "; ").rstrip(".").split("; ")
    bullets = ".\n- ".join(part[:1].upper() + part[1:] for part in parts) + "."
    assert narrowed(PLAN.replace(LIST, bullets)) == []


def test_a_project_beside_the_whole_list_narrows_it():
    project = "Tiếp tục ứng dụng TTNT trong Dự án hệ thống quản lý giao thông thông minh của tỉnh."
    assert narrowed(PLAN.replace(LIST, f"{LIST}\n- {project}")) == [f"- {project}"]


TWO_MEASURES = (
    "Phát triển và ứng dụng TTNT lấy con người làm trung tâm, tránh lạm dụng công nghệ và xâm phạm quyền, lợi ích hợp "
    "pháp của tổ chức, cá nhân."
)


def aligned(agency: str, task: str) -> Alignment:
    """A plan with one task of an agency."""
    text = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n1. {agency}\n- {task}\n"
    return align_plan(parse_plan(text=text), load_reference("qd-127-2021"))


def test_one_of_a_pair_of_words_is_no_shorter_list():
    clause = (
        "Ban hành chính sách thu hút đầu tư trực tiếp nước ngoài (FDI) vào TTNT; thu hút các tập đoàn công nghệ cao đa "
        "quốc gia thành lập trung tâm nghiên cứu, phát triển, ứng dụng TTNT."
    )
    document = parse_plan(
        text=f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n5. Hợp tác quốc tế\n- {clause}\n"
    )
    found = align_plan(document, load_reference("qd-127-2021"))
    assert "IV.6.2" in {link.provision for link in found.links}
    assert DeviationKind.SCOPE_NARROWED not in {d.kind for d in found.deviations}


@pytest.mark.parametrize(("left_out", "narrower"), [(0, False), (1, False), (2, True)])
def test_a_list_is_shortened_from_a_fifth_on(left_out, narrower):
    items = load_reference("qd-127-2021").provision("IV.5.3").measures[0].items
    uses = "; ".join(items[: len(items) - left_out])
    found = aligned(
        "Sở Giáo dục và Đào tạo", f"Thúc đẩy phát triển, triển khai ứng dụng TTNT trong lĩnh vực giáo dục: {uses}."
    )
    assert [link.provision for link in found.links] == ["IV.5.3"]
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrower


@pytest.mark.parametrize(
    ("fields", "narrower"),
    [
        ("công nghệ thông tin, chuyển đổi số, chính quyền số, dịch vụ công", False),
        ("công nghệ thông tin, chuyển đổi số, dịch vụ công", True),
    ],
)
def test_who_names_all_but_one_of_several_says_the_same_in_brief(fields, narrower):
    task = f"Ưu tiên dùng sản phẩm, dịch vụ AI Make in Viet Nam trong các nhiệm vụ, dự án {fields}."
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nII. NHIỆM VỤ\n1. Phát triển doanh nghiệp\n- {task}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026"))
    assert "III.8.đ" in {link.provision for link in found.links}
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrower


@pytest.mark.parametrize(
    ("act", "narrower"), [("rà soát", False), ("đánh giá kết quả", False), ("tổng hợp ý kiến", True)]
)
def test_who_does_one_act_of_office_is_at_those_that_go_with_it(act, narrower):
    task = f"Triển khai có hiệu quả Chương trình quốc gia về phát triển nhân lực AI; hằng năm {act} để đề nghị bổ sung."
    text = f"KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nII. NHIỆM VỤ\n1. Phát triển nhân lực\n- {task}\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-1671-2026"))
    assert "III.1.a" in {link.provision for link in found.links}
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrower


def test_a_goal_that_groups_others_may_be_restated_in_brief():
    document = parse_plan(
        text="KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2025\n"
        "- Góp phần xây dựng xã hội sáng tạo, chính quyền hiệu quả, thúc đẩy kinh tế tăng trưởng bền vững.\n"
    )
    found = align_plan(document, load_reference("qd-127-2021"))
    assert "II.1.c" in {link.provision for link in found.links}
    assert DeviationKind.SCOPE_NARROWED not in {d.kind for d in found.deviations}


@pytest.mark.parametrize(
    ("fields", "broader"), [("thương mại điện tử", False), ("thương mại điện tử và kinh tế số", True)]
)
def test_a_field_beside_the_tasks_own_broadens_it(fields, broader):
    items = load_reference("qd-127-2021").provision("IV.8.3").measures[0].items
    found = aligned(
        "Sở Công Thương", f"Thúc đẩy phát triển, triển khai ứng dụng TTNT trong lĩnh vực {fields}: {'; '.join(items)}."
    )
    assert [link.provision for link in found.links] == ["IV.8.3"]
    assert (DeviationKind.SCOPE_BROADENED in {d.kind for d in found.deviations}) is broader


def test_fields_the_task_names_one_by_one_broaden_nothing():
    found = aligned(
        "Sở Giao thông vận tải",
        "Thúc đẩy phát triển, triển khai ứng dụng TTNT trong lĩnh vực giao thông, vận tải, logistics.",
    )
    assert [link.provision for link in found.links] == ["IV.10"]
    assert DeviationKind.SCOPE_BROADENED not in {d.kind for d in found.deviations}


def broadened(task: str, agency: str) -> list[str | None]:
    """What a task of an agency takes in beyond the Decision's."""
    plan = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT đến năm 2030\nIV. TỔ CHỨC THỰC HIỆN\n1. {agency}\n- {task}.\n")
    found = align_plan(plan, load_reference("qd-127-2021")).deviations
    return [d.found for d in found if d.kind is DeviationKind.SCOPE_BROADENED]


@pytest.mark.parametrize(
    ("task", "agency", "more"),
    [
        (
            "Ứng dụng TTNT xây dựng cơ sở dữ liệu số về điểm đến, di sản văn hóa và di sản địa chất, tư vấn du lịch thông minh",
            "Sở Văn hóa, Thể thao và Du lịch",
            "di sản địa chất",
        ),
        (
            "Triển khai các ứng dụng TTNT trong quản lý xuất nhập cảnh và quản lý cư trú, phòng chống tội phạm công nghệ cao",
            "Công an tỉnh",
            "quản lý cư trú",
        ),
        (
            "Ứng dụng TTNT tự động hóa quy trình sản xuất và quy trình bảo dưỡng thiết bị, nâng cao năng suất, chất lượng sản phẩm",
            "Sở Công Thương",
            "quy trình bảo dưỡng thiết bị",
        ),
    ],
)
def test_a_second_thing_of_a_kind_the_task_names_is_wider(task, agency, more):
    assert broadened(task, agency) == [more]
    first, _, rest = task.partition(f" và {more}")
    assert broadened(first + rest, agency) == []


def test_two_things_the_task_names_are_not():
    task = "Triển khai các ứng dụng TTNT trong quản lý xuất nhập cảnh, kiểm soát phòng chống tội phạm công nghệ cao"
    assert broadened(f"{task}, phòng chống tội phạm lợi dụng TTNT", "Công an tỉnh") == []


@pytest.mark.parametrize(("use", "narrower"), [("", True), (": số liệu đo đạc", False)])
def test_a_clause_that_names_none_of_a_list_narrows_it_though_no_other_has_it_whole(use, narrower):
    field = "ứng dụng TTNT trong lĩnh vực tài nguyên và môi trường"
    items = load_reference("qd-127-2021").provision("IV.14").measures[0].items
    half = "; ".join(items[: len(items) // 2])
    found = aligned("Sở Tài nguyên và Môi trường", f"Thúc đẩy {field}: {half}.\n- Tham mưu, đề xuất {field}{use}.")
    bare = [link for link in found.links if link.provision == "IV.14"][1].clause
    narrows = {d.clause for d in found.deviations if d.kind is DeviationKind.SCOPE_NARROWED}
    assert (bare in narrows) is narrower


@pytest.mark.parametrize(
    ("sources", "narrower"),
    [
        ("ngân sách nhà nước, vốn doanh nghiệp, tài trợ quốc tế và các nguồn vốn huy động hợp pháp khác", False),
        ("ngân sách tỉnh, vốn doanh nghiệp, tài trợ quốc tế và các nguồn vốn huy động hợp pháp khác", False),
        ("ngân sách nhà nước, vốn doanh nghiệp và các nguồn vốn huy động hợp pháp khác", True),
    ],
)
def test_a_source_of_money_left_out_narrows_the_list(sources, narrower):
    text = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIV. KINH PHÍ THỰC HIỆN\n1. Nguồn vốn thực hiện Kế hoạch gồm {sources}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert [link.provision for link in found.links] == ["D2.6.1"]
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrower


@pytest.mark.parametrize("free", [False, True])
def test_qualifiers_are_compared_only_where_the_wording_is_kept(free, monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: free)
    goal = (
        "Xây dựng được đội ngũ nhân lực TTNT trình độ tốt gồm chuyên gia và kỹ sư triển khai ứng dụng TTNT; tăng nhanh "
    )
    text = (
        "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2030\n"
        f"- {goal}số công trình khoa học và đơn đăng ký sáng chế về TTNT.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert [link.provision for link in found.links] == ["II.2.b.2"]
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is not free


@pytest.mark.parametrize("free", [False, True])
def test_lists_of_several_measures_are_compared_only_where_the_wording_is_kept(free, monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: free)
    kinds = [d.kind for d in aligned("Sở Khoa học và Công nghệ", TWO_MEASURES).deviations]
    assert (DeviationKind.SCOPE_NARROWED in kinds) is not free


@pytest.mark.parametrize(
    ("fields", "narrower"),
    [
        ("quản lý đô thị, quản lý xã hội và hành chính công", False),
        ("quản lý đô thị, xã hội và hành chính công", False),  # said once for both
        ("quản lý đô thị và hành chính công", True),  # "xã hội" stands in what the clause says before
    ],
)
def test_an_item_is_named_where_its_words_stand_together(fields, narrower):
    text = (
        "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nV. TỔ CHỨC THỰC HIỆN\n1. Ủy ban nhân dân các huyện triển khai Kế hoạch, "
        "bảo đảm tính thống nhất, đồng bộ với kế hoạch phát triển kinh tế - xã hội trên địa bàn. Đẩy nhanh ứng dụng "
        f"các giải pháp TTNT trong {fields}.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"), given=[("V.1", "D2.3")]).deviations
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found}) is narrower


@pytest.mark.parametrize(
    ("people", "narrower"), [("chuyên gia, người nghiên cứu, sinh viên", False), ("chuyên gia, sinh viên", True)]
)
def test_an_item_is_not_named_where_another_measure_is_carried(people, narrower):
    text = (
        f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Trao đổi {people} với doanh nghiệp TTNT nước ngoài; tham gia các hiệp hội "
        "quốc tế, tổ chức khác về TTNT; mời chuyên gia nước ngoài, người Việt Nam ở nước ngoài về tư vấn, nghiên cứu, đào tạo.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"), given=[("III.1", "III.5.2")]).deviations
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found}) is narrower


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (", doanh nghiệp, người dân, thanh thiếu niên và học sinh", {DeviationKind.CONTENT_DROPPED}),
        ("", {DeviationKind.CONTENT_DROPPED, DeviationKind.SCOPE_NARROWED}),
    ],
)
def test_a_kept_measure_may_be_narrowed_beside_a_dropped_one(others, expected):
    text = (
        "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n1. Triển khai các chương trình tuyên truyền, nâng cao nhận "
        f"thức của cán bộ, công chức{others} về dữ liệu và ứng dụng TTNT.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"), given=[("III.1", "IV.2.6")]).deviations
    assert {d.kind for d in found} == expected


@pytest.mark.parametrize(("free", "narrower"), [(False, True), (True, False)])
def test_a_short_list_said_wholly_in_other_words_is_not_shortened(free, narrower, monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: free)
    text = (
        "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2030\n"
        "- Hình thành được 50 bộ dữ liệu mở, liên thông và kết nối của các sở phục vụ nghiên cứu, phát triển và ứng dụng "
        "TTNT.\n"
    )
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert [link.provision for link in found.links] == ["II.2.a.4"]
    assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrower


@pytest.mark.parametrize(("whom", "narrower"), [("người dân", True), ("{all}", False)])
def test_one_of_several_measures_may_be_narrowed_beside_a_clause_that_has_it_whole(whom, narrower):
    everyone = "cán bộ, công chức, doanh nghiệp, người dân, thanh thiếu niên và học sinh"
    whole = f"Triển khai các chương trình tuyên truyền, nâng cao nhận thức của {everyone} về dữ liệu và ứng dụng TTNT"
    also = "giải pháp để các ngành, các cấp, tổ chức, đoàn thể, cá nhân hiểu vai trò, lợi ích, kỹ năng cơ bản về TTNT"
    part = f"Tuyên truyền, nâng cao nhận thức của {whom.format(all=everyone)} về dữ liệu và ứng dụng TTNT"
    text = f"KẾ HOẠCH\nPhát triển TTNT\nIII. NHIỆM VỤ\n1. Sở Thông tin và Truyền thông\n- {whole}; {also}.\n2. Ủy ban nhân dân cấp xã\n- {part}.\n"
    document = parse_plan(text=text)
    given = [(node.id, "IV.2.6") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    narrows = [d.clause for d in found if d.kind is DeviationKind.SCOPE_NARROWED and d.clause.startswith("III.2")]
    assert bool(narrows) is narrower


@pytest.mark.parametrize(
    ("part", "narrower"),
    [
        ("Nâng cao nhận thức của cán bộ, công chức và các tầng lớp nhân dân về TTNT", True),  # four of eight
        ("Nâng cao năng lực, trình độ, nhận thức của cán bộ, công chức, người dân về TTNT", False),  # six of eight
    ],
)
def test_half_of_a_list_beside_a_clause_that_has_it_whole_narrows_it(part, narrower):
    whole = "Nâng cao nhận thức, trình độ, năng lực về dữ liệu và ứng dụng TTNT cho cán bộ, công chức, doanh nghiệp, người dân"
    text = f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n1. {part}.\nII. ĐỊNH HƯỚNG\n1. {whole}.\n"
    document = parse_plan(text=text)
    given = [(node.id, "III.4.3") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    assert [d.clause for d in found if d.kind is DeviationKind.SCOPE_NARROWED] == (["I.1"] if narrower else [])


def test_a_province_leaves_the_world_out_by_plain_localisation():
    aims = load_reference("qd-127-2021").provision("II.0").statement.vi
    aims = aims.replace("Việt Nam", "tỉnh").replace("đất nước", "tỉnh").replace("khu vực ASEAN và thế giới", "khu vực")
    text = f"KẾ HOẠCH\nPhát triển TTNT\nI. MỤC TIÊU\n1. Mục tiêu chung\n{aims}\n"
    document = parse_plan(text=text)
    given = [(node.id, "II.0") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given)
    assert "thế giới" not in aims
    assert not [d.expected for d in found.deviations if d.kind is DeviationKind.SCOPE_NARROWED]


@pytest.mark.parametrize(
    ("matter", "wider"),
    [("sở hữu trí tuệ", False), ("khoa học và công nghệ", True), ("an toàn, vệ sinh lao động", True)],
)
def test_the_law_as_a_whole_is_wider_than_the_law_on_one_matter(matter, wider):
    task = f"Triển khai các văn bản quy phạm pháp luật về {matter} có liên quan đến TTNT."
    text = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nIII. NHIỆM VỤ\n1. Sở Khoa học và Công nghệ\n- {task}\n"
    document = parse_plan(text=text)
    given = [(node.id, "IV.1.1") for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given)
    assert (DeviationKind.SCOPE_BROADENED in {d.kind for d in found.deviations}) is wider


@pytest.mark.parametrize(
    ("whom", "free", "wider"),
    [
        ("người dân", False, False),
        ("người dân và doanh nghiệp", False, True),
        ("người dân, doanh nghiệp", False, True),
        ("người dân, doanh nghiệp", True, False),
    ],
)
def test_firms_join_the_people_whom_a_goal_is_for(whom, free, wider, monkeypatch):
    monkeypatch.setattr("vnplan.align.links.freedom.words_freely", lambda *_: free)
    goal = (
        "TTNT được ứng dụng rộng rãi trong hành chính công, dịch vụ công trực tuyến giúp giảm thời gian xử lý công việc"
    )
    line = f"{goal}, nhân lực bộ máy, giảm thời gian chờ đợi và chi phí của {whom}"
    text = f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2025\n- {line}.\n"
    found = align_plan(parse_plan(text=text), load_reference("qd-127-2021"))
    assert [link.provision for link in found.links] == ["II.1.c.1"]
    assert (DeviationKind.SCOPE_BROADENED in {d.kind for d in found.deviations}) is wider


def differences(section: str, provision: str, line: str) -> list[tuple[str, str | None, str | None]]:
    """What differs on the link of a line to a provision."""
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển trí tuệ nhân tạo\n{section}\n- {line}\n")
    given = [(node.id, provision) for node in document.clauses]
    found = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    return [(d.kind.value, d.expected, d.found) for d in found]


@pytest.mark.parametrize(
    ("agency", "provision", "line", "own", "wider"),
    [
        (
            "Sở Giao thông vận tải",
            "IV.10",
            "Thúc đẩy phát triển và triển khai các ứng dụng TTNT trong lĩnh vực giao thông, vận tải, cảng cạn: định danh "
            "phương tiện giao thông, xác định tốc độ.",
            "giao thông; vận tải",  # of the eighteen things it lists
            "cảng cạn",
        ),
        (
            "Sở Công Thương",
            "IV.8.2",
            "Thúc đẩy phát triển và triển khai các ứng dụng TTNT trong lĩnh vực công nghiệp, lâm sản nhằm cải tiến thông minh "
            "hóa, tự động hóa quy trình sản xuất, nâng cao năng suất, chất lượng của sản phẩm công nghiệp.",
            "công nghiệp",
            "lâm sản",
        ),
    ],
)
def test_a_further_field_is_told_with_those_it_stands_beside(agency, provision, line, own, wider):
    found = differences(f"III. NHIỆM VỤ\n1. {agency}", provision, line)
    assert ("scope_broadened", own, wider) in found


PUBLIC = (
    "Ứng dụng TTNT {}hành chính công, dịch vụ công trực tuyến, giúp giảm thời gian xử lý công việc, nhân lực bộ máy, thời "
    "gian chờ đợi và chi phí của {}người dân."
)


@pytest.mark.parametrize(
    ("where", "whom", "narrower"),
    [
        ("trong mọi lĩnh vực, nhất là ", "", False),
        ("trong tất cả các ngành, trước hết là ", "", False),
        ("trong ", "mọi ", True),
    ],
)
def test_everywhere_is_as_wide_as_widely(where, whom, narrower):
    found = differences("I. MỤC TIÊU\n1. Mục tiêu đến năm 2025", "II.1.c.1", PUBLIC.format(where, whom))
    assert (("scope_narrowed", "rộng rãi", "không nêu") in found) is narrower


def test_a_figure_that_answers_several_is_told_beside_all_of_them():
    line = "Tỉnh nằm trong nhóm 5 tỉnh dẫn đầu về nghiên cứu, phát triển và ứng dụng TTNT."
    found = differences("I. MỤC TIÊU\n1. Mục tiêu đến năm 2025", "II.1.a.1", line)
    assert ("figure_changed", "5 nước; 60 nước", "nhóm 5 tỉnh") in found
