"""Line repair: hard wraps, paragraphs broken by pages, lines that only look like items, furniture."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from vnplan import parse_plan
from vnplan.models import Document

HEAD = "KẾ HOẠCH\nPhát triển trí tuệ nhân tạo tỉnh Sơn La\n\n"
LONG = (
    "Triển khai xây dựng cơ sở dữ liệu dùng chung của tỉnh, kết nối và chia sẻ với các bộ, ngành trung ương; "
    "phát triển các nền tảng ứng dụng trí tuệ nhân tạo phục vụ người dân và doanh nghiệp trên địa bàn tỉnh, bảo đảm an toàn "
    "thông tin mạng và quyền riêng tư của cá nhân trong giai đoạn 2021 - 2025, định hướng đến năm 2030."
)
OTHER = (
    "Tuyên truyền, nâng cao nhận thức của cán bộ, công chức, viên chức và người dân về vai trò của dữ liệu; tổ chức các "
    "lớp tập huấn hằng năm cho đội ngũ kỹ thuật tại các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố."
)


def bodies(document: Document) -> dict[str, str]:
    return {node.id: node.text for node in document.nodes if node.path}


def wrapped(items: list[str], width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(item, width, break_on_hyphens=False)) for item in items) + "\n"


ITEMS = [
    "I. MỤC TIÊU VÀ NHIỆM VỤ CHỦ YẾU CỦA TỈNH",
    f"1. {LONG}",
    f"2. {OTHER}",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Sở Khoa học và Công nghệ",
    LONG,
    OTHER,
    "2. Sở Lao động - Thương binh và Xã hội, Sở Nông nghiệp và Phát triển nông thôn, Sở Tài nguyên và Môi trường",
    f"- {LONG}",
    f"- {OTHER}",
    "3. Ủy ban nhân dân các huyện, thành phố",
    f"a) {OTHER}",
    f"b) {LONG}",
]


@pytest.mark.parametrize("width", [48, 60, 72, 80, 90, 110])
def test_the_same_nodes_at_any_width(width: int) -> None:
    plain = bodies(parse_plan(text=HEAD + "\n".join(ITEMS) + "\n"))
    narrow = parse_plan(text=HEAD + wrapped(ITEMS, width))
    assert bodies(narrow) == plain
    assert "hard_wrapped" in {note.code for note in narrow.notes}


@pytest.mark.parametrize("width", [60, 80])
def test_blank_lines_between_all_lines_change_nothing(width: int) -> None:
    plain = bodies(parse_plan(text=HEAD + "\n".join(ITEMS) + "\n"))
    spread = wrapped(ITEMS, width).replace("\n", "\n\n")
    found = bodies(parse_plan(text=HEAD + spread))
    assert found["I.1"] == plain["I.1"]
    assert found["II.2.-1"] == plain["II.2.-1"]


class TestLinesThatOnlyLookLikeItems:
    def wrap(self, sentence: str) -> dict[str, str]:
        filler = "\n".join(textwrap.wrap(f"1. {LONG}", 78)) + "\n" + "\n".join(textwrap.wrap(f"2. {OTHER}", 78)) + "\n"
        return bodies(parse_plan(text=HEAD + "I. NHIỆM VỤ\n" + filler + sentence))

    def test_a_period_of_years(self) -> None:
        text = (
            "3. Thực hiện Đề án phát triển ứng dụng dữ liệu về dân cư giai đoạn 2022\n- 2025, tầm nhìn đến năm 2030.\n"
        )
        assert list(self.wrap(text)) == ["I", "I.1", "I.2", "I.3"]

    def test_a_dash_within_a_name(self) -> None:
        text = "3. Góp phần hoàn thành các chỉ tiêu của kế hoạch phát triển kinh tế\n- xã hội của tỉnh hằng năm.\n"
        assert self.wrap(text)["I.3"].endswith("kinh tế - xã hội của tỉnh hằng năm.")

    def test_a_dash_within_the_name_of_a_place(self) -> None:
        text = (
            "3. Góp phần hoàn thành các chỉ tiêu của chương trình phối hợp tỉnh Bà Rịa\n- Vũng Tàu với các tỉnh khác.\n"
        )
        assert self.wrap(text)["I.3"].endswith("Bà Rịa - Vũng Tàu với các tỉnh khác.")

    def test_a_number_in_mid_sentence(self) -> None:
        text = "3. Ứng dụng công nghệ của cuộc cách mạng công nghiệp lần thứ tư tại khoản\n5. Điều 2 của Quyết định.\n"
        assert list(self.wrap(text)) == ["I", "I.1", "I.2", "I.3"]

    def test_an_article_of_a_law(self) -> None:
        text = "3. Bố trí kinh phí thực hiện theo quy định của pháp luật hiện hành và tại\nĐiều 5 Luật Ngân sách nhà nước.\n"
        assert list(self.wrap(text)) == ["I", "I.1", "I.2", "I.3"]

    def test_what_was_kept_in_is_noted(self) -> None:
        text = "I. NHIỆM VỤ\n1. Thực hiện Đề án giai đoạn 2022\n- 2025, tầm nhìn đến năm 2030.\n"
        document = parse_plan(text=HEAD + text)
        assert list(bodies(document)) == ["I", "I.1"]
        assert "not_an_item" in {note.code for note in document.notes}

    def test_bullets_in_small_letters_are_items_where_lines_are_not_wrapped(self) -> None:
        text = "I. NHIỆM VỤ\n1. Các nhiệm vụ\n- xây dựng kho dữ liệu\n- nâng cấp mạng\n- đào tạo\n2. Khác\n- hợp tác\n"
        assert list(bodies(parse_plan(text=HEAD + text))) == ["I", "I.1", "I.1.-1", "I.1.-2", "I.1.-3", "I.2", "I.2.-1"]


class TestPages:
    def test_a_page_number_inside_a_paragraph_leaves_two_pieces(self) -> None:
        text = HEAD + "I. NHIỆM VỤ\n1. Xây dựng cơ sở dữ liệu dùng chung\n\n3\n\ncủa tỉnh và các huyện.\n2. Hai.\n"
        document = parse_plan(text=text)
        node = document.node("I.1")
        assert node.text == "1. Xây dựng cơ sở dữ liệu dùng chung của tỉnh và các huyện."
        assert [text[start:end] for start, end in node.spans] == [
            "1. Xây dựng cơ sở dữ liệu dùng chung", "của tỉnh và các huyện."
        ]  # fmt: skip
        assert [n.text for n in document.nodes if n.kind.value == "noise"] == ["3"]
        assert "page_break_joined" in {note.code for note in document.notes}

    def test_a_page_number_between_paragraphs_joins_nothing(self) -> None:
        text = HEAD + "I. NHIỆM VỤ\n1. Một.\n2\n2. Hai.\n- 3\n- Ba.\n"
        found = bodies(parse_plan(text=text))
        assert found["I.2"] == "2. Hai."

    @pytest.mark.parametrize("mark", ["12", "- 12 -", "Trang 12", "Trang 12/30", "12/30"])
    def test_page_marks(self, mark: str) -> None:
        document = parse_plan(text=HEAD + f"I. NHIỆM VỤ\n1. Một.\n{mark}\n2. Hai.\n")
        assert mark in [node.text for node in document.nodes if node.kind.value == "noise"]

    @pytest.mark.parametrize("figure", ["05", "2025", "1.000"])
    def test_figures_alone_on_a_line_are_no_page_marks(self, figure: str) -> None:
        document = parse_plan(text=HEAD + f"I. NHIỆM VỤ\n1. Phấn đấu có tối thiểu\n{figure}\nmô hình ứng dụng.\n")
        assert document.node("I.1").text == f"1. Phấn đấu có tối thiểu {figure} mô hình ứng dụng."

    @pytest.mark.parametrize("end", ["24/7.", "24/7", "15/9."])
    def test_a_figure_with_a_slash_that_counts_no_pages(self, end: str) -> None:
        document = parse_plan(text=HEAD + f"I. NHIỆM VỤ\n1. Trả lời tự động\n{end}\n2. Hai.\n")
        assert end in " ".join(bodies(document).values())

    @pytest.mark.parametrize("mark", ["2\n\f", "\n- 2 -\n", "\fTrang 2/9", "\f"])
    @pytest.mark.parametrize(
        "halves",
        [
            ("- Tổ chức tập huấn cho cán bộ của", "Trung tâm Y tế huyện."),
            ("- Ứng dụng trong", "TTNT và dữ liệu lớn."),
            ("1. Kết nối với các viện nghiên cứu; đặt hàng", "Đề tài cấp tỉnh."),
            ("a) Phối hợp với Sở Tài nguyên và", "Môi trường rà soát."),
            ("1. Triển khai trên địa bàn tỉnh Vĩnh", "Long và các huyện."),
        ],
    )
    def test_a_page_ends_before_a_capital_within_a_sentence(self, halves: tuple[str, str], mark: str) -> None:
        text = HEAD + f"I. NHIỆM VỤ\n{halves[0]}\n{mark}\n{halves[1]}\nII. TỔ CHỨC THỰC HIỆN\n1. Hai.\n"
        assert list(bodies(parse_plan(text=text)).values())[1] == " ".join(halves)

    @pytest.mark.parametrize("mark", ["\n2\n", "\f"])
    def test_a_heading_at_the_end_of_a_page_stays_one(self, mark: str) -> None:
        text = HEAD + f"I. NHIỆM VỤ\n1. Sở Y tế\n{mark}\nXây dựng kho dữ liệu.\n2. Hai.\n"
        assert list(bodies(parse_plan(text=text))) == ["I", "I.1", "I.1.¶1", "I.2"]

    def test_running_headers_and_footers(self) -> None:
        pages = "\x0c".join(
            (f"UBND tỉnh Sơn La, tập {n}\n" if n > 1 else "")
            + f"{n}. Việc thứ {n} của kế hoạch.\nVăn phòng UBND tỉnh\n"
            for n in range(1, 6)
        )
        document = parse_plan(text=HEAD + "I. NHIỆM VỤ\n" + pages)
        assert list(bodies(document)) == ["I", "I.1", "I.2", "I.3", "I.4", "I.5"]
        running = [node for node in document.nodes if node.rule == "noise:running"]
        assert len(running) == 9

    def test_annexes_that_each_begin_a_page_are_no_headers(self) -> None:
        annexes = "".join(f"\x0cPhụ lục {n}\n1. Việc {n}.\n2. Thêm {n}.\n" for n in range(1, 5))
        document = parse_plan(text=HEAD + "I. NHIỆM VỤ\n1. Một.\n" + annexes)
        assert not [node for node in document.nodes if node.rule == "noise:running"]
        assert {"Phụ lục 1", "Phụ lục 2", "Phụ lục 4.2"} <= set(bodies(document))

    def test_a_title_above_each_page_of_an_annex_stands_once(self) -> None:
        pages = "".join(f"\x0cPhụ lục 1\n{n}. Việc thứ {n}.\n" for n in range(1, 5))
        document = parse_plan(text=HEAD + "I. NHIỆM VỤ\n1. Một.\n" + pages)
        assert list(bodies(document))[2:] == ["Phụ lục 1", *(f"Phụ lục 1.{n}" for n in range(1, 5))]

    def test_a_repeated_line_within_pages_stays(self) -> None:
        items = "".join(f"{n}. Việc thứ {n}\nThời gian: năm 2022\n" for n in range(1, 6))
        document = parse_plan(text=HEAD + "I. NHIỆM VỤ\n" + items)
        assert sum(node.text == "Thời gian: năm 2022" for node in document.nodes) == 5


class TestFurniture:
    def test_bookmark_marks(self) -> None:
        document = parse_plan(text=HEAD + "[bookmark: muc_1]I. NHIỆM VỤ\n1. Một [bookmark: x]và hai.\n")
        assert bodies(document) == {"I": "I. NHIỆM VỤ", "I.1": "1. Một và hai."}
        assert [node.text for node in document.nodes if node.kind.value == "noise"] == [
            "[bookmark: muc_1]",
            "[bookmark: x]",
        ]

    @pytest.mark.parametrize("rule", ["|", "-------", "_____", "* * *", "......", "=====", "-----o0o-----"])
    def test_rules_are_noise_in_the_body(self, rule: str) -> None:
        document = parse_plan(text=HEAD + f"I. NHIỆM VỤ\n1. Một.\n{rule}\n2. Hai.\n")
        assert [node.id for node in document.nodes if node.path][:3] == ["I", "I.1", "I.2"]

    def test_a_table_of_contents(self) -> None:
        contents = "MỤC LỤC\nI. MỤC TIÊU ............... 2\nII. NHIỆM VỤ .............. 3\n"
        document = parse_plan(text=contents + HEAD + "I. MỤC TIÊU\n1. Một.\nII. NHIỆM VỤ\n1. Hai.\n")
        assert list(bodies(document)) == ["I", "I.1", "II", "II.1"]

    def test_a_table_of_contents_without_dots(self) -> None:
        contents = "MỤC LỤC\nI. MỤC TIÊU 2\nII. NHIỆM VỤ 3\n1. Hạ tầng 4\n"
        document = parse_plan(text=contents + HEAD + "I. MỤC TIÊU\n1. Một.\nII. NHIỆM VỤ\n1. Hai.\n")
        assert list(bodies(document)) == ["I", "I.1", "II", "II.1"]

    def test_a_site_around_the_text(self) -> None:
        site = "Trang chủ\nĐăng nhập\nKế hoạch 9/KH-UBND 2021 tỉnh Sơn La\nSố hiệu: 9/KH-UBND\nNgười ký: Lê Khắc Nam\nTải về\n"
        tail = "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Khắc Nam\nBình luận\nChia sẻ\n"
        document = parse_plan(text=site + HEAD + "I. MỤC TIÊU\n1. Một.\n" + tail)
        assert list(bodies(document)) == ["I", "I.1"]
        noise = [node.text for node in document.nodes if node.rule == "noise:site"]
        assert noise == ["Trang chủ", "Đăng nhập", "Tải về", "Bình luận", "Chia sẻ"]


class TestTruncation:
    @pytest.mark.parametrize("mark", ["[...]", "[…]", "...", "(...)", "… (còn nữa)"])
    def test_a_mark_at_the_end(self, mark: str) -> None:
        document = parse_plan(text=HEAD + f"I. MỤC TIÊU\n1. Một.\n\n{mark}\n")
        assert document.truncated
        assert next(node for node in document.nodes if node.text == mark).kind.value == "back"

    def test_an_end_within_a_sentence(self) -> None:
        assert parse_plan(text=HEAD + "I. MỤC TIÊU\n1. Phối hợp với các sở, ngành và\n").truncated

    def test_a_mark_inside_is_noted_only(self) -> None:
        document = parse_plan(text=HEAD + "I. MỤC TIÊU\n1. Một.\n[...]\nII. NHIỆM VỤ\n1. Hai.\n")
        assert not document.truncated
        assert "cut_inside" in {note.code for note in document.notes}

    def test_a_whole_plan(self) -> None:
        assert not parse_plan(text=HEAD + "I. MỤC TIÊU\n1. Một./.\nNơi nhận:\n- Lưu: VT.\n").truncated


def test_markdown_marks_are_noise_and_no_words() -> None:
    text = "**KẾ HOẠCH**\n\n## I. MỤC TIÊU\n\n**1.** Có **05** mô hình.\n\n- Một.\n"
    document = parse_plan(text=text)
    if document.source_format == "md":
        assert bodies(document)["I"] == "I. MỤC TIÊU"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x85", "\u2028"])
def test_line_endings_of_all_systems(ending: str) -> None:
    document = parse_plan(text=(HEAD + "I. MỤC TIÊU\n1. Một.\n").replace("\n", ending))
    assert list(bodies(document)) == ["I", "I.1"]


def rewrapped(text: str, width: int, first: int | None) -> str:
    """The text with every paragraph wrapped; with `first`, first lines much shorter (as sites print them)."""
    out: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        head = textwrap.wrap(line, first or width, break_on_hyphens=False)[0]
        out += [head, *textwrap.wrap(line[len(head) :].strip(), width, break_on_hyphens=False)]
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("first", [None, 33])
@pytest.mark.parametrize("width", [60, 75, 100])
def test_real_plans_wrapped_anew(plans_dir: Path, width: int, first: int | None) -> None:
    expected = found = 0
    for name in ("hoa-binh", "lang-son"):
        text = (plans_dir / f"{name}.txt").read_text(encoding="utf-8").replace("\n2\n", "\n")
        text = re.sub(r"\[bookmark: \w+\]", "", text)
        plain = [(node.id, node.kind, node.text) for node in parse_plan(text=text).nodes if node.path]
        narrow = {
            (node.id, node.kind, node.text)
            for node in parse_plan(text=rewrapped(text, width, first)).nodes
            if node.path
        }
        expected += len(plain)
        found += sum(node in narrow for node in plain)
    assert found / expected >= 0.99


def nodes_of(text: str) -> list[tuple[str, str]]:
    return [(node.id, node.text) for node in parse_plan(text=text).nodes if node.path]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_a_wrapped_plan_wrapped_once_more(plans_dir: Path, width: int) -> None:
    text = (plans_dir / "vinh-long.txt").read_text(encoding="utf-8")
    narrow = set(nodes_of("\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in text.split("\n"))))
    plain = nodes_of(text)
    assert sum(node in narrow for node in plain) / len(plain) >= 0.98


def test_a_wrapped_plan_with_a_blank_line_after_each(plans_dir: Path) -> None:
    text = (plans_dir / "vinh-long.txt").read_text(encoding="utf-8")
    assert nodes_of(text.replace("\n", "\n\n")) == nodes_of(text)


def test_indented_first_lines_tell_paragraphs_apart() -> None:
    lines = []
    for item in ITEMS:
        lines += textwrap.wrap(item, 70, initial_indent="     ", break_on_hyphens=False)
    # a paragraph whose last line is full: only the indent of the next tells them apart
    full = "     Xây dựng kho dữ liệu dùng chung của tỉnh, bảo đảm an toàn thông tin."
    text = HEAD + "\n".join(lines) + "\n     4. Sở Tài chính\n" + full + "\n" + full + "\n"
    found = bodies(parse_plan(text=text))
    assert found["II.4.¶1"] == found["II.4.¶2"] == full.strip()
    plain = bodies(parse_plan(text=HEAD + "\n".join(ITEMS) + "\n"))
    assert all(found[key] == plain[key] for key in plain)


def test_a_list_of_clauses_goes_on_over_a_page() -> None:
    text = (
        HEAD
        + "I. NHIỆM VỤ\n1. Xác định các tiêu chí nhằm đạt mục tiêu học tập;\n\x0ccá nhân hóa việc học tập.\n2. Hai.\n"
    )
    assert list(bodies(parse_plan(text=text))) == ["I", "I.1", "I.2"]


EVEN = (
    "I. NHIỆM VỤ\n1. Sở Nội vụ\n- Chủ trì, phối hợp với các cơ quan, đơn vị và địa phương có liên quan xây dựng\n"
    "kế hoạch đào tạo, bồi dưỡng cán bộ, công chức hằng năm.\n- Tổng hợp nhu cầu của các cơ quan, đơn vị trình Ủy ban nhân\n"
    "dân tỉnh xem xét, quyết định theo thẩm quyền được giao.\n- Theo dõi, đôn đốc việc thực hiện; định kỳ sáu tháng một lần\n"
    "báo cáo kết quả với Ban Chỉ đạo.\n"
)


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        ("2. Ngân hàng\nNhà nước Chi nhánh tỉnh\n- Một.\n", ["I.2", "I.2.-1"]),
        ("2. Sở Tài chính\nBố trí kinh phí thực hiện theo quy định.\n", ["I.2", "I.2.¶1"]),
        ("2. Sở Y tế\n100% trạm y tế dùng trợ lý ảo.\n", ["I.2", "I.2.¶1"]),
        ("2. Hợp tác\n-\nMở rộng quan hệ với các viện.\n", ["I.2", "I.2.-1"]),
        ("2. Hạ tầng (trước tháng\n6).\n", ["I.2"]),
        ("2. Miễn thuế theo Nghị quyết số\n136.\n", ["I.2"]),
        ("2. Nhiệm vụ 1:\nXây dựng kho dữ liệu\n- Một.\n", ["I.2", "I.2.-1"]),
    ],
)
def test_where_paragraphs_of_wrapped_text_begin(lines: str, ids: list[str]) -> None:
    document = parse_plan(text="KẾ HOẠCH\nPhát triển AI\n" + EVEN + lines)
    assert "hard_wrapped" in {note.code for note in document.notes}
    assert [node.id for node in document.nodes if node.path][5:] == ids


def test_cues_cut_in_two() -> None:
    text = "KẾ\nHOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Có 05 mô hình.\nNơi\nnhận:\n- Lưu: VT.\n"
    document = parse_plan(text=text)
    assert document.metadata.kind == "plan"
    assert [node.text for node in document.nodes if node.kind.value == "back"] == ["Nơi nhận:", "- Lưu: VT."]


def test_a_header_of_two_pages() -> None:
    pages = "I. MỤC TIÊU\n1. Có 05 mô hình.\n2\nUBND tỉnh - Văn thư\n2. Có 02 trợ lý.\n3\nUBND tỉnh - Văn thư\n3. Có 01 kho.\n"
    document = parse_plan(text="KẾ HOẠCH\nPhát triển AI\n" + pages)
    assert [node.id for node in document.nodes if node.path] == ["I", "I.1", "I.2", "I.3"]
    assert sum(node.rule == "noise:running" for node in document.nodes) == 2


@pytest.mark.parametrize(
    "mark", ["[...]", "(còn nữa)", "(Văn bản còn tiếp)", "xem tiếp >>", "2. Sở Y tế chủ trì [...]"]
)
def test_a_text_that_says_it_is_cut_off(mark: str) -> None:
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Có 05 mô hình.\n{mark}\n")
    assert document.truncated
    assert "truncated" in {note.code for note in document.notes}


@pytest.mark.parametrize(("end", "cut"), [("2. ", True), ("b)", True), ("2. Mở lớp học.", False)])
def test_a_text_that_ends_in_a_number_is_cut_off(end: str, cut: bool) -> None:
    """Nothing stands behind the last label, so what it counts is missing: not a sentence that the dot closes."""
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Có 05 mô hình.\na) Một.\n{end}\n")
    assert document.truncated is cut


def test_the_signature_of_the_decision_does_not_close_the_plan_attached() -> None:
    decision = "QUYẾT ĐỊNH\nĐiều 1. Ban hành Kế hoạch kèm theo.\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nCHỦ TỊCH\n"
    document = parse_plan(
        text=f"{decision}KẾ HOẠCH\nPhát triển AI\n(Kèm theo Quyết định số 12/QĐ-UBND)\nI. MỤC TIÊU\n1. Xây dựng các mô hình\n"
    )
    assert {"several_documents", "maybe_truncated"} <= {note.code for note in document.notes}


def test_what_was_left_out_within_a_text_is_no_clause() -> None:
    document = parse_plan(
        text="KẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Có 05 mô hình.\n[...]\nII. NHIỆM VỤ\n1. Đào tạo.\n"
    )
    assert [node.id for node in document.nodes if node.path] == ["I", "I.1", "II", "II.1"]
    assert not document.truncated
    assert "cut_inside" in {note.code for note in document.notes}


def test_what_a_site_prints_below_an_annex_is_noise() -> None:
    text = (
        "KẾ HOẠCH\nI. MỤC TIÊU\n1. Có 05 mô hình.\nNơi nhận:\n- Như trên.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
        "1. Xây dựng kho dữ liệu mở của tỉnh.\n"
    )
    tail = "FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN\nLưu trữ\nGhi chú\nÝ kiến\nIn\nBài liên quan:\n"
    clauses = [node.text for node in parse_plan(text=text).clauses]
    found = parse_plan(text=text + tail)
    assert [node.text for node in found.clauses] == clauses
    assert sum(node.rule == "noise:site" for node in found.nodes) == 6


@pytest.mark.parametrize("bar", ["Lưu trữ | Ghi chú | Ý kiến | Facebook | Email | In", "Tải về|In văn bản"])
def test_a_bar_of_a_site_s_words_below_a_text_without_signature_is_noise(bar: str) -> None:
    text = f"KẾ HOẠCH\nI. MỤC TIÊU\n1. Có 05 mô hình.\n2. Sở Y tế chủ trì | phối hợp.\nVăn bản liên quan\n{bar}\n"
    found = parse_plan(text=text)
    assert [node.id for node in found.clauses] == ["I.1", "I.2"]
    assert [node.text for node in found.nodes if node.rule == "noise:site"] == ["Văn bản liên quan", bar]


def test_bold_type_tells_headings_only_where_not_all_is_bold(tmp_path: Path) -> None:
    """Pages and files whose every word is bold: there a line that opens a list is a lead, as in plain type."""
    items = "".join(
        f"<p><b>- Xây dựng kho dữ liệu số {n} của ngành phục vụ quản lý nhà nước.</b></p>" for n in range(9)
    )
    opening = "<p><b>Tham mưu, tổ chức thực hiện các nhiệm vụ:</b></p>"
    page = f"<html><meta charset=utf-8><p>KẾ HOẠCH</p><p>I. NHIỆM VỤ</p><p>1. Sở Y tế</p>{opening}{items}"
    (tmp_path / "all.html").write_text(page, encoding="utf-8")
    found = parse_plan(tmp_path / "all.html")
    assert [node.kind.value for node in found.nodes if node.text.startswith("Tham mưu")] == ["lead"]


def test_blanks_that_do_not_break_stand_in_labels_like_others() -> None:
    text = (
        "KẾ HOẠCH\nCHƯƠNG I\nMỤC TIÊU\n1. Có 05 mô hình.\nPHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n1. Xây dựng kho dữ liệu mở.\n"
    )
    plain, hard = parse_plan(text=text), parse_plan(text=text.replace(" ", "\u00a0"))
    assert [(node.kind, node.path, node.label) for node in hard.nodes] == [
        (node.kind, node.path, node.label) for node in plain.nodes
    ]


@pytest.mark.parametrize("blank", ["  ", " \u00a0", "\u2009", "\u3000"])
def test_whatever_blanks_stand_between_words_the_duties_are_the_same(plans_dir: Path, blank: str) -> None:
    """Justified text copied from a page; a label of two words ("Điều 3.") holds such blanks too."""
    text = (plans_dir / "vinh-long.txt").read_text(encoding="utf-8")
    plain, found = parse_plan(text=text), parse_plan(text=text.replace(" ", blank))
    assert [(n.id, n.label, n.text) for n in found.clauses] == [(n.id, n.label, n.text) for n in plain.clauses]
    assert [(d.clause, d.role, d.due) for d in found.duties] == [(d.clause, d.role, d.due) for d in plain.duties]


def test_narrow_lines_go_on_within_a_name_and_before_a_post() -> None:
    text = (
        "KẾ HOẠCH\nTiếp công dân của xã năm 2026\nI. NỘI DUNG\n1. Lịch tiếp\n"
        "- Thực hiện báo cáo về Ban Thường trực Ủy ban\nMTTQ tỉnh mỗi quý một lần, có\nsố liệu kèm theo.\n"
        "- Giao đồng chí Nguyễn Văn A\n– Phó Chủ tịch Ủy ban trực\ntiếp công dân hằng tuần.\n"
    )
    assert len(parse_plan(text=text).clauses) == 2
