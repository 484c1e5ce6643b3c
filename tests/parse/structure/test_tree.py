"""The tree of plans with all the numbering styles in use, also where labels are wrong or missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import parse_plan
from vnplan.errors import OptionError
from vnplan.models import Document, NodeKind
from vnplan.parse.notes import NOTES
from vnplan.parse.rules import explain

FRONT = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 88/KH-UBND
Quảng Trị, ngày 05 tháng 8 năm 2021
KẾ HOẠCH
Phát triển trí tuệ nhân tạo tỉnh Quảng Trị
Căn cứ Quyết định số 127/QĐ-TTg ngày 26/01/2021, UBND tỉnh ban hành Kế hoạch như sau:
"""
BACK = """Trên đây là Kế hoạch của UBND tỉnh./.
Nơi nhận:
- Bộ KH&CN;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Khắc Nam
"""
BODY = {"heading", "lead", "clause"}


def parse(body: str) -> Document:
    return parse_plan(text=FRONT + body + BACK)


def outline(body: str) -> list[str]:
    """ "kind id" of every node of the body."""
    return [f"{node.kind.value} {node.id}" for node in parse(body).nodes if node.kind.value in BODY]


def codes(body: str) -> set[str]:
    return {note.code for note in parse(body).notes}


# one layout a case: the text, and "kind id" of each node (h heading, l lead, c clause)
LAYOUTS = {
    "parts, Roman, Arabic, decimals, letters with a dot": (
        """PHẦN THỨ NHẤT
ĐÁNH GIÁ TÌNH HÌNH
I. Kết quả đạt được
1. Về hạ tầng
Hạ tầng số được đầu tư.
II. Hạn chế
Một số sở, ngành chưa quan tâm.
PHẦN THỨ HAI
NỘI DUNG KẾ HOẠCH
I. Mục tiêu
2. Mục tiêu cụ thể
2.1. Đến năm 2025
2.1.1. Về chính quyền số
a. 100% dịch vụ công dùng AI.
đ. 50% cán bộ được tập huấn.
2.1.2. Về kinh tế số
a. Có 05 doanh nghiệp AI.
2.2. Đến năm 2030
- Có 10 doanh nghiệp AI.
""",
        """h Phần thứ nhất|h Phần thứ nhất.I|h Phần thứ nhất.I.1|c Phần thứ nhất.I.1.¶1|h Phần thứ nhất.II
        |c Phần thứ nhất.II.¶1|h Phần thứ hai|h Phần thứ hai.I|h Phần thứ hai.I.2|h Phần thứ hai.I.2.2.1
        |h Phần thứ hai.I.2.2.1.2.1.1|c Phần thứ hai.I.2.2.1.2.1.1.a|c Phần thứ hai.I.2.2.1.2.1.1.đ
        |h Phần thứ hai.I.2.2.1.2.1.2|c Phần thứ hai.I.2.2.1.2.1.2.a|h Phần thứ hai.I.2.2.2|c Phần thứ hai.I.2.2.2.-1""",
    ),
    "capital letters outside Roman numerals, C among them": (
        """A. MỤC ĐÍCH
1. Mục đích
- Cụ thể hóa Chiến lược.
B. NHIỆM VỤ
I. Hạ tầng
1/ Xây dựng kho dữ liệu dùng chung.
2/ Nâng cấp trung tâm dữ liệu.
II. Nhân lực
1/ Đào tạo kỹ sư.
C. TỔ CHỨC THỰC HIỆN
1. Sở Y tế: chủ trì, phối hợp với các sở, ngành triển khai Kế hoạch.
D. KINH PHÍ
Từ ngân sách nhà nước.
""",
        "h A|h A.1|c A.1.-1|h B|h B.I|c B.I.1|c B.I.2|h B.II|c B.II.1|h C|c C.1|h D|c D.¶1",
    ),
    "articles with clauses and points": (
        """Điều 1. Phạm vi
Kế hoạch áp dụng trên địa bàn tỉnh.
Điều 2. Mục tiêu
1. Có 05 mô hình.
2. Đào tạo 100 người:
a) 50 cán bộ;
b) 50 kỹ sư.
Điều 3. Tổ chức thực hiện
1. Các sở, ngành phối hợp.
""",
        "h Điều 1|c Điều 1.¶1|h Điều 2|c Điều 2.1|l Điều 2.2|c Điều 2.2.a|c Điều 2.2.b|h Điều 3|c Điều 3.1",
    ),
    "chapters with sections and articles, titles on the next line": (
        """Chương I
QUY ĐỊNH CHUNG
Điều 1. Mục đích
Thúc đẩy AI.
Chương II
NHIỆM VỤ
Mục 1. HẠ TẦNG
Điều 2. Dữ liệu
1. Xây dựng kho dữ liệu.
Mục 2. NHÂN LỰC
Điều 3. Đào tạo
1. Đào tạo 100 người.
""",
        """h Chương I|h Chương I.Điều 1|c Chương I.Điều 1.¶1|h Chương II|h Chương II.Mục 1|h Chương II.Mục 1.Điều 2
        |c Chương II.Mục 1.Điều 2.1|h Chương II.Mục 2|h Chương II.Mục 2.Điều 3|c Chương II.Mục 2.Điều 3.1""",
    ),
    "Arabic outside, decimals with and without a dot": (
        """1. Mục đích
Thúc đẩy AI.
2. Nhiệm vụ
2.1. Hạ tầng
a) Xây dựng kho dữ liệu.
2.2 Nhân lực
Đào tạo 100 người.
""",
        "h 1|c 1.¶1|h 2|h 2.2.1|c 2.2.1.a|h 2.2.2|c 2.2.2.¶1",
    ),
    "Roman decimals": (
        """I. MỤC TIÊU
I.1. Mục tiêu chung
Phát triển AI.
II. NHIỆM VỤ
II.1. Hạ tầng
II.1.1. Xây dựng kho dữ liệu.
II.1.2. Nâng cấp mạng.
II.2. Nhân lực
- Đào tạo.
""",
        "h I|h I.I.1|c I.I.1.¶1|h II|h II.II.1|c II.II.1.II.1.1|c II.II.1.II.1.2|h II.II.2|c II.II.2.-1",
    ),
    "numbers, letters and small Roman numerals in brackets": (
        """I. MỤC TIÊU
1. Mục tiêu cụ thể:
(1) Có 05 mô hình AI;
(2) Có 10 chuyên gia, trong đó:
(a) 05 chuyên gia trong nước;
(b) 05 chuyên gia nước ngoài;
(3) Có 01 trung tâm.
2. Yêu cầu:
(i) Đúng tiến độ;
(ii) Tiết kiệm;
(iii) Hiệu quả.
""",
        "h I|h I.1|c I.1.1|l I.1.2|c I.1.2.a|c I.1.2.b|c I.1.3|h I.2|c I.2.i|c I.2.ii|c I.2.iii",
    ),
    "plus signs below dashes, and dashes again": (
        """I. NHIỆM VỤ
1. Hạ tầng, cụ thể:
- Trung tâm dữ liệu:
+ Nâng cấp máy chủ;
+ Mở rộng lưu trữ.
- Mạng truyền dẫn:
+ Cáp quang tới xã.
2. Sở Thông tin và Truyền thông có trách nhiệm:
a) Chủ trì, phối hợp với các sở, ban, ngành thực hiện các nhiệm vụ sau:
- Xây dựng danh mục dữ liệu mở;
b) Báo cáo UBND tỉnh.
""",
        "h I|l I.1|h I.1.-1|c I.1.-1.+1|c I.1.-1.+2|h I.1.-2|c I.1.-2.+1|l I.2|l I.2.a|c I.2.a.-1|c I.2.b",
    ),
    "round marks, stars and en dashes": (
        "I. NHIỆM VỤ\n1) Hạ tầng\n• Xây dựng kho.\n• Nâng cấp mạng.\n2) Nhân lực\n* Đào tạo.\n* Thu hút.\n3) Khác\n– Một.\n- Hai.\n",
        "h I|h I.1|c I.1.-1|c I.1.-2|h I.2|c I.2.-1|c I.2.-2|h I.3|c I.3.-1|c I.3.-2",
    ),
    "no space after the label": (
        "I.MỤC TIÊU\n1.Nâng cao nhận thức.\n2.Hạ tầng:\n-Xây dựng kho.\n-Nâng cấp mạng.\nII/ NHIỆM VỤ\n1- Một.\n2- Hai.\n",
        "h I|c I.1|h I.2|c I.2.-1|c I.2.-2|h II|c II.1|c II.2",
    ),
    "letters with numbers": (
        "I. NHIỆM VỤ\n1. Hạ tầng\na. Kho dữ liệu\na.1) Xây dựng kho.\na.2) Vận hành kho.\nb. Dữ liệu mở\nb.1) Công bố.\n",
        "h I|h I.1|h I.1.a|c I.1.a.a.1|c I.1.a.a.2|h I.1.b|c I.1.b.b.1",
    ),
    "headings in capitals, no numbers at all": (
        "MỤC ĐÍCH, YÊU CẦU\nCụ thể hóa Chiến lược.\nBám sát thực tế.\nMỤC TIÊU\n- Có 05 mô hình.\nTỔ CHỨC THỰC HIỆN\nSở Y tế chủ trì.\n",
        "h ¶1|c ¶1.¶1|c ¶1.¶2|h ¶2|c ¶2.-1|h ¶3|c ¶3.¶1",
    ),
    "an unnumbered lead: its bullets stand under the heading": (
        "I. NHIỆM VỤ\n1. Sở Y tế\nTham mưu, tổ chức thực hiện các nhiệm vụ:\n- Một.\n- Hai.\nĐịnh kỳ báo cáo.\n",
        "h I|h I.1|l I.1.¶1|c I.1.-1|c I.1.-2|c I.1.¶2",
    ),
    "agency and task on one line": (
        "I. TỔ CHỨC\n1. Sở Y tế: chủ trì triển khai.\n2. Công an tỉnh: bảo đảm an ninh.\n",
        "h I|c I.1|c I.2",
    ),
    "an agency's name with a full stop is a heading": (
        "I. TỔ CHỨC\n1. Sở Y tế.\nChủ trì triển khai.\n2. Các sở, ban, ngành, UBND các huyện.\nPhối hợp thực hiện.\n",
        "h I|h I.1|c I.1.¶1|h I.2|c I.2.¶1",
    ),
    "a lettered point with a bullet before it": (
        "I. MỤC TIÊU\na) Một mục tiêu\n- Có 05 mô hình.\n- b) Hai mục tiêu\n- Có 06 mô hình.\n",
        "h I|h I.a|c I.a.-1|h I.b|c I.b.-1",
    ),
    "a sentence with a figure and sub-items is content": (
        "I. MỤC TIÊU\n- Có 10 doanh nghiệp AI.\n+ Trong đó 02 doanh nghiệp xuất khẩu.\n- Có 02 trung tâm.\n",
        "h I|l I.-1|c I.-1.+1|c I.-2",
    ),
    "a count that runs on through sections": (
        "I. HẠ TẦNG\n1. Một.\n2. Hai.\nII. NHÂN LỰC\n3. Ba.\n4. Bốn.\n",
        "h I|c I.1|c I.2|h II|c II.3|c II.4",
    ),
}
LAYOUTS |= {
    "tasks and steps counted with a word": (
        "I. NHIỆM VỤ\nNhiệm vụ 1. Thể chế\na) Một.\nb) Hai.\nNhiệm vụ 2: Hạ tầng\nXây dựng kho.\n"
        "II. LỘ TRÌNH\n1. Năm 2026\nBước 1: Khảo sát.\nBước 2: Triển khai.\n2. Giai đoạn 2027 - 2030\n- Nhân rộng.\n",
        "h I|h I.Nhiệm vụ 1|c I.Nhiệm vụ 1.a|c I.Nhiệm vụ 1.b|h I.Nhiệm vụ 2|c I.Nhiệm vụ 2.¶1|h II|h II.1|c II.1.Bước 1"
        "|c II.1.Bước 2|h II.2|c II.2.-1",
    ),
    "sections numbered in capitals, clauses below with the same numbers": (
        "1. MỤC TIÊU\n1. Có 05 mô hình.\n2. Có 02 trợ lý ảo.\n2. NHIỆM VỤ\n1. Đào tạo.\n3. KINH PHÍ\nNgân sách tỉnh.\n",
        "h 1|c 1.1|c 1.2|h 2|c 2.1|h 3|c 3.¶1",
    ),
    "titles that end like half a sentence": (
        "I. NHIỆM VỤ\n1. Phát triển kinh tế số\nXây dựng nền tảng.\n2. Quan điểm\nLấy người dân làm trung tâm.\n"
        "3. Các đơn vị trực thuộc\nTriển khai.\n4. Việc hằng năm\n100% cơ quan báo cáo.\n5. Danh mục\na) Một.\n",
        "h I|h I.1|c I.1.¶1|h I.2|c I.2.¶1|h I.3|c I.3.¶1|h I.4|c I.4.¶1|h I.5|c I.5.a",
    ),
    "members of a list are no headings": (
        "I. PHẠM VI\n1. Đối tượng áp dụng:\na) Sở Y tế;\nb) Công an tỉnh.\n2. Thành viên:\n- Sở Nội vụ\n- Sở Tài chính\n",
        "h I|h I.1|c I.1.a|c I.1.b|h I.2|c I.2.-1|c I.2.-2",
    ),
}
KINDS = {"h": "heading", "l": "lead", "c": "clause"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    body, expected = LAYOUTS[name]
    wanted = [item.strip() for item in expected.split("|")]
    assert outline(body) == [f"{KINDS[item[0]]} {item[2:]}" for item in wanted]


@pytest.mark.parametrize("name", LAYOUTS)
def test_front_and_back_stay_out_of_the_body(name: str) -> None:
    document = parse(LAYOUTS[name][0])
    kinds = [node.kind.value for node in document.nodes]
    assert kinds.count("closing") == 1
    body = [node for node in document.nodes if node.kind.value in BODY]
    assert document.text.index(LAYOUTS[name][0].strip()[:12]) == body[0].span.start
    assert all("Nơi nhận" not in node.text and "Trên đây" not in node.text for node in body)


@pytest.mark.parametrize(
    ("letters", "case"),
    [("abcdđeghiklmn", "Vietnamese order"), ("abcdefghij", "English order"), ("abcdđefg", "both mixed")],
)
def test_letters_in_either_order_are_one_list(letters: str, case: str) -> None:
    body = "I. NHIỆM VỤ\n1. Các sở\n" + "".join(f"{letter}) Việc {letter};\n" for letter in letters)
    assert outline(body)[2:] == [f"clause I.1.{letter}" for letter in letters], case
    assert not codes(body) & {"label_skipped", "label_out_of_order", "list_restarts"}


class TestWrongOrdinals:
    def test_repeated_number_keeps_its_place_and_gets_a_suffix(self) -> None:
        body = "I. MỤC TIÊU\n1. Một.\n2. Hai.\n2. Ba.\nII. NHIỆM VỤ\n1. Bốn.\n"
        assert outline(body) == [
            "heading I", "clause I.1", "clause I.2", "clause I.2~2", "heading II", "clause II.1"
        ]  # fmt: skip
        assert "label_repeated" in codes(body)

    def test_gap_is_noted_and_the_tree_stands(self) -> None:
        body = "I. MỤC TIÊU\n1. Một.\n4. Bốn.\nIV. NHIỆM VỤ\na) Một.\nd) Hai.\n"
        assert outline(body) == ["heading I", "clause I.1", "clause I.4", "heading IV", "clause IV.a", "clause IV.d"]
        assert "label_skipped" in codes(body)

    def test_restart_without_heading(self) -> None:
        body = "I. MỤC TIÊU\n1. Một.\n2. Hai.\n1. Ba.\n2. Bốn.\n"
        assert outline(body)[-2:] == ["clause I.1~2", "clause I.2~2"]
        assert "list_restarts" in codes(body)

    def test_another_mark_within_a_list(self) -> None:
        body = "I. MỤC TIÊU\na. Một.\nb) Hai.\nc. Ba.\n"
        assert outline(body)[1:] == ["clause I.a", "clause I.b", "clause I.c"]
        assert "list_style_changed" in codes(body)

    def test_a_heading_that_lacks_its_number(self) -> None:
        body = "MỤC ĐÍCH\n1. Mục đích\nThúc đẩy.\nII. MỤC TIÊU\n1. Có 05 mô hình.\nIII. NHIỆM VỤ\nTriển khai.\n"
        assert outline(body) == [
            "heading ¶1", "heading ¶1.1", "clause ¶1.1.¶1", "heading II", "clause II.1", "heading III", "clause III.¶1"
        ]  # fmt: skip

    def test_number_of_another_section(self) -> None:
        body = "I. NHIỆM VỤ\n1. Hạ tầng\n1.1. Kho.\n2. Nhân lực\n3.1. Đào tạo.\n"
        assert outline(body)[-1] == "clause I.2.3.1"
        assert "label_under_other_number" in codes(body)

    def test_ids_are_unique_whatever_the_labels(self) -> None:
        body = "I. A\n1. Một.\n1. Hai.\n1. Ba.\nI. B\n1. Bốn.\n2.1. Năm.\n2. Sáu\n1. Bảy.\n"
        ids = [node.id for node in parse(body).nodes]
        assert len(ids) == len(set(ids))


def test_parents_are_governing_headings() -> None:
    document = parse("I. NHIỆM VỤ\n1. Sở Y tế\n- Một:\n+ Hai.\nBa.\n")
    parents = {node.id: node.parent for node in document.nodes if node.path}
    assert parents == {"I": None, "I.1": "I", "I.1.-1": "I.1", "I.1.-1.+1": "I.1.-1", "I.1.¶1": "I.1"}


def test_every_node_names_its_rule() -> None:
    document = parse("I. NHIỆM VỤ\n1. Sở Y tế\n- Một.\n")
    assert all(node.rule for node in document.nodes)
    assert {node.id: node.rule for node in document.nodes if node.path} == {
        "I": "heading:roman",
        "I.1": "heading:arabic",
        "I.1.-1": "clause:bullet",
    }


def test_labels_are_kept_as_printed() -> None:
    document = parse("I. NHIỆM VỤ\n1/ Hạ tầng\n– Một.\nđ) Năm.\n")
    assert [node.label for node in document.nodes if node.path] == ["I.", "1/", "–", "đ)"]


class TestSeveralDocuments:
    DECISION = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Số: 99/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 1 tháng 3 năm 2022
QUYẾT ĐỊNH
Ban hành Kế hoạch ứng dụng AI
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch ứng dụng AI.
Điều 2. Các ông, bà Chánh Văn phòng chịu trách nhiệm thi hành./.
Nơi nhận:
- Như Điều 2;
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Giàng Thị Dung
"""
    PLAN = """KẾ HOẠCH
Ứng dụng AI
(Kèm theo Quyết định số 99/QĐ-UBND ngày 01/3/2022 của Chủ tịch UBND tỉnh)
I. MỤC TIÊU
1. Có 05 mô hình.
"""

    def test_a_plan_after_its_decision_starts_afresh(self) -> None:
        document = parse_plan(text=self.DECISION + self.PLAN)
        body = [(node.id, node.path, node.parent) for node in document.nodes if node.kind.value in BODY]
        assert body == [
            ("Điều 1", ("Điều 1",), None),
            ("Điều 2", ("Điều 2",), None),
            ("d2/I", ("I",), None),
            ("d2/I.1", ("I", "1"), "d2/I"),
        ]
        titles = " ".join(node.text for node in document.nodes if node.kind.value == "title")
        assert titles.startswith("KẾ HOẠCH Ứng dụng AI (Kèm theo")
        assert "several_documents" in {note.code for note in document.notes}

    def test_a_plan_after_a_covering_letter(self) -> None:
        letter = FRONT.replace("88/KH-UBND", "87/UBND-VX").split("KẾ HOẠCH")[0]
        letter += "Kính gửi: Các sở, ngành.\nỦy ban nhân dân tỉnh gửi Kế hoạch, đề nghị các sở, ngành thực hiện./.\n"
        back = BACK.split("\n", 1)[1]
        document = parse_plan(text=letter + back + FRONT + "I. MỤC TIÊU\n1. Có 05 mô hình.\n" + BACK)
        body = [node.id for node in document.nodes if node.kind.value in BODY]
        assert body == ["¶1", "d2/I", "d2/I.1"]
        assert document.metadata.number == "88/KH-UBND"

    def test_letterheads_in_two_columns_begin_documents(self) -> None:
        def document(number: str, kind: str) -> str:
            return (
                "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SƠN LA\tĐộc lập - Tự do - Hạnh phúc\n"
                f"Số: {number}\tSơn La, ngày 3 tháng 4 năm 2021\n{kind}"
            )

        letter = document(
            "5/UBND-VX", "Kính gửi: Các sở, ngành.\nUBND tỉnh gửi Kế hoạch để thực hiện./.\nNơi nhận:\n- Như trên.\n"
        )
        plan = document("6/KH-UBND", "KẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Có 05 mô hình.\n")
        found = parse_plan(text=letter + plan)
        assert [node.id for node in found.nodes if node.path] == ["¶1", "d2/I", "d2/I.1"]
        assert found.metadata.number == "6/KH-UBND"

    def test_annexes_follow_the_signature(self) -> None:
        text = FRONT + "I. MỤC TIÊU\n1. Có 05 mô hình.\n" + BACK + (
            "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 88/KH-UBND)\n1. Đào tạo.\n2. Hợp tác.\n"
            "Phụ lục II. KINH PHÍ\n1. Năm 2022: 05 tỷ đồng.\n"
        )  # fmt: skip
        ids = [node.id for node in parse_plan(text=text).nodes if node.kind.value in BODY]
        assert ids == ["I", "I.1", "Phụ lục I", "Phụ lục I.1", "Phụ lục I.2", "Phụ lục II", "Phụ lục II.1"]


class TestTables:
    HEAD = "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n"

    @pytest.mark.parametrize("printed", ["PHỤ  LỤC", "Phụ \u00a0lục"])
    def test_blanks_inside_the_name_of_an_annex_do_not_count(self, printed: str) -> None:
        document = parse_plan(text=f"KẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Một.\n{printed}\n1. Việc một.\n")
        assert [node.id for node in document.nodes if node.path][2:] == ["Phụ lục", "Phụ lục.1"]

    def test_rows_are_clauses_under_bands(self) -> None:
        rows = (
            "I\tHạ tầng\t\t\t\n1\tXây dựng kho dữ liệu\tSở TT&TT\tCác sở\t2025\n2\tNâng cấp mạng\tSở TT&TT\t\t2023\n"
            "II\tNhân lực\t\t\t\n3\tĐào tạo kỹ sư\tSở GD&ĐT\tSở KH&CN\t2025\n"
        )
        document = parse_plan(text=FRONT + "I. MỤC TIÊU\n1. Có 05 mô hình.\n" + BACK + "PHỤ LỤC\n" + self.HEAD + rows)
        body = [f"{node.kind.value} {node.id}" for node in document.nodes if node.id.startswith("Phụ lục")]
        assert body == [
            "heading Phụ lục", "heading Phụ lục.I", "clause Phụ lục.I.1", "clause Phụ lục.I.2",
            "heading Phụ lục.II", "clause Phụ lục.II.3"
        ]  # fmt: skip
        assert document.node("Phụ lục.I.1").text == "1 Xây dựng kho dữ liệu Sở TT&TT Các sở 2025"

    def test_rows_without_numbers_are_counted(self) -> None:
        table = "Nội dung\tCơ quan chủ trì\tThời gian\nXây dựng kho\tSở TT&TT\t2025\nĐào tạo\tSở GD&ĐT\t2026\n"
        ids = [node.id for node in parse("I. NHIỆM VỤ\n" + table).nodes if node.path]
        assert ids == ["I", "I.r1", "I.r2"]

    def test_a_head_repeated_on_the_next_page_is_noise(self) -> None:
        rows = "1\tMột\tSở Y tế\t\t2025\n"
        more = "2\tHai\tSở Y tế\t\t2026\n"
        document = parse("I. NHIỆM VỤ\n" + self.HEAD + rows + self.HEAD + more)
        assert [node.id for node in document.nodes if node.path] == ["I", "I.1", "I.2"]
        assert sum(node.rule == "noise:table-head" for node in document.nodes) == 2

    def test_a_row_cut_by_a_page_is_joined(self) -> None:
        rows = "1\tXây dựng kho dữ liệu\tSở Thông tin\t\t2025\n\tdùng chung của tỉnh\tvà Truyền thông\t\t\n2\tHai\tA\t\t2026\n"
        document = parse("I. NHIỆM VỤ\n" + self.HEAD + rows)
        assert [node.id for node in document.nodes if node.path] == ["I", "I.1", "I.2"]
        assert "dùng chung của tỉnh" in document.node("I.1").text

    def test_cells_one_after_another_between_bars(self) -> None:
        cells = ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian", "1", "Xây dựng\nkho dữ liệu", "Sở TT&TT", "2025"]
        cells += ["2", "Đào tạo", "Sở GD&ĐT", "2030"]
        document = parse("I. NHIỆM VỤ\n" + "".join(f"{cell}\n|\n" for cell in cells))
        texts = {node.id: node.text for node in document.nodes if node.path}
        assert texts == {
            "I": "I. NHIỆM VỤ",
            "I.1": "1 Xây dựng kho dữ liệu Sở TT&TT 2025",
            "I.2": "2 Đào tạo Sở GD&ĐT 2030",
        }

    def test_a_band_between_bars_may_leave_columns_empty(self) -> None:
        cells = ["TT", "Nội dung", "Đơn vị tính", "Cơ quan chủ trì", "Thời gian", "I", "Hạ tầng", "", ""]
        cells += ["1", "Xây dựng kho", "", "Sở Y tế", "2025", "2", "Đào tạo", "", "", "2030"]
        document = parse("I. NHIỆM VỤ\n" + "".join(f"{cell}\n|\n" for cell in cells))
        (table,) = document.tables
        rows = [[cell.of(document.text) for cell in row.cells] for row in table.rows[1:]]
        assert rows == [["I", *["Hạ tầng"] * 4], cells[9:14], cells[14:]]

    def test_a_letterhead_in_two_columns_is_no_table(self) -> None:
        letterhead = (
            "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH HÀ GIANG\tĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 12/KH-UBND\tHà Giang, ngày 12 tháng 01 năm 2022\nKẾ HOẠCH\nPhát triển AI\nI. MỤC TIÊU\n1. Có 05 mô hình.\n"
        )
        document = parse_plan(text=letterhead)
        assert [node.id for node in document.nodes if node.path] == ["I", "I.1"]
        assert document.metadata.number == "12/KH-UBND"
        assert document.metadata.province == "Hà Giang"


@pytest.mark.parametrize(
    "sentence",
    [
        "Trên đây là Kế hoạch của UBND tỉnh./.",
        "Trong quá trình thực hiện, nếu có vướng mắc, các sở, ngành báo cáo UBND tỉnh xem xét./.",
        "Yêu cầu Thủ trưởng các sở, ngành thực hiện; nếu có khó khăn, phản ánh về Sở Khoa học và Công nghệ./.",
    ],
)
def test_closings(sentence: str) -> None:
    document = parse_plan(
        text=FRONT + "I. TỔ CHỨC\n1. Sở Y tế\nChủ trì triển khai.\n" + sentence + "\nNơi nhận:\n- Lưu: VT.\n"
    )
    assert [node.text for node in document.nodes if node.kind.value == "closing"] == [sentence]


def test_a_last_paragraph_with_a_task_is_no_closing() -> None:
    sentence = "Các sở, ngành căn cứ Kế hoạch này xây dựng dự toán kinh phí theo quy định./."
    document = parse_plan(text=FRONT + "I. KINH PHÍ\nTừ ngân sách.\n" + sentence + "\n")
    assert document.node("I.¶2").kind.value == "clause"


def test_a_text_that_is_no_plan_is_read_all_the_same() -> None:
    document = parse_plan(text="Hôm nay trời đẹp. Chúng tôi đi học.\nKhông có gì khác.\n")
    assert [node.kind.value for node in document.nodes] == ["clause", "clause"]
    assert "no_structure" in {note.code for note in document.notes}


class TestScansAndWord:
    def test_roman_numerals_misread(self) -> None:
        body = "l. MỤC TIÊU\n1. Có 05 mô hình.\nlI. NHIỆM VỤ\n1. Hai.\nIll. TỔ CHỨC\n1. Ba.\n"
        assert outline(body) == ["heading I", "clause I.1", "heading II", "clause II.1", "heading III", "clause III.1"]

    @pytest.mark.parametrize("mark", [*"\uf0b7\uf02d§Ø➢✓o–—▫◾⮚⦁‧・»※☐✅👉🔹", "o\t", "v\t"])
    def test_marks_of_word(self, mark: str) -> None:
        assert outline(f"I. NHIỆM VỤ\n1. Hạ tầng\n{mark} Một.\n{mark} Hai.\n")[2:] == ["clause I.1.-1", "clause I.1.-2"]

    def test_a_dash_glued_to_a_figure(self) -> None:
        assert outline("I. MỤC TIÊU\n1. Đến năm 2025\n-100% dịch vụ công.\n-05 mô hình.\n")[2:] == [
            "clause I.1.-1", "clause I.1.-2"
        ]  # fmt: skip


class TestTitlesAndHeadings:
    def test_a_roman_numeral_without_a_dot_before_capitals(self) -> None:
        assert outline("I MỤC TIÊU\n1. Có 05 mô hình.\nII NHIỆM VỤ\n1. Hai.\n")[2] == "heading II"

    def test_a_heading_in_capitals_below_a_numbered_one(self) -> None:
        body = "I. NHIỆM VỤ\n\nNHIỆM VỤ CHUNG\n1. Một.\n\nNHIỆM VỤ RIÊNG\n1. Hai.\nII. TỔ CHỨC\n1. Ba.\n"
        assert outline(body) == [
            "heading I", "heading I.¶1", "clause I.¶1.1", "heading I.¶2", "clause I.¶2.1", "heading II", "clause II.1"
        ]  # fmt: skip

    def test_an_annex_without_a_label(self) -> None:
        table = "TT\tNội dung\tCơ quan chủ trì\n1\tMột\tSở Y tế\n2\tHai\tSở Nội vụ\n"
        text = (
            FRONT
            + "I. MỤC TIÊU\n1. Có 05 mô hình.\n"
            + BACK
            + "DANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 88/KH-UBND)\n"
            + table
        )
        ids = [node.id for node in parse_plan(text=text).nodes if node.path]
        assert ids == ["I", "I.1", "¶1", "¶1.1", "¶1.2"]

    def test_agencies_joined_by_a_semicolon_are_one_heading(self) -> None:
        body = "I. TỔ CHỨC\n1. Các sở, ban, ngành; UBND các huyện, thành phố\n- Một.\n- Hai.\n"
        assert outline(body)[1] == "heading I.1"

    @pytest.mark.parametrize(
        "title", ["KẾ HOẠCH Phát triển AI", "K Ế  H O Ạ C H\nPhát triển AI", "KẾ HOẠCH PHÁT TRIỂN AI"]
    )
    def test_titles_stay_above_the_body(self, title: str) -> None:
        document = parse_plan(text=f"{title}\nGiai đoạn 2021 - 2025\nMỤC ĐÍCH, YÊU CẦU\nMột.\nNHIỆM VỤ CHÍNH\nHai.\n")
        assert document.metadata.kind == "plan"
        assert document.nodes[0].kind.value == "front"


def test_every_rule_is_explained(plans_dir: Path) -> None:
    for name in ("vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong"):
        for node in parse_plan(plans_dir / f"{name}.txt").nodes:
            assert node.rule
            assert explain(node.rule) != node.rule
    for body, _ in LAYOUTS.values():
        assert all(explain(node.rule or "") != node.rule for node in parse(body).nodes)


def test_every_note_code_is_in_the_table() -> None:
    for body, _ in LAYOUTS.values():
        assert codes(body) <= set(NOTES)


def test_a_known_agency_is_a_heading_and_what_it_does_is_not() -> None:
    text = (
        "KẾ HOẠCH\nThực hiện\nIV. NHIỆM VỤ\n1. Các viện nghiên cứu, trường đại học:\n- Đào tạo nhân lực.\n"
        "2. Ban Quản lý các khu công nghiệp tỉnh vận động doanh nghiệp đổi mới công nghệ.\n3. Sở Y tế\nTheo dõi.\n"
    )
    kinds = {node.id: node.kind.value for node in parse_plan(text=text).nodes if node.id.startswith("IV.")}
    assert kinds == {"IV.1": "heading", "IV.1.-1": "clause", "IV.2": "clause", "IV.3": "heading", "IV.3.¶1": "clause"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Trung tâm điều hành thông minh của tỉnh được nâng cấp, phục vụ phân tích, dự báo.",
        "Cổng thông tin điện tử các xã hoàn thành nâng cấp.",
        "Trường phổ thông ở vùng sâu được kết nối Internet băng rộng.",
    ],
)
def test_what_is_done_to_a_body_is_a_sentence_about_it(sentence: str) -> None:
    document = parse_plan(text=f"KẾ HOẠCH\nI. MỤC TIÊU\n1. Mục tiêu đến năm 2030\na) {sentence}\nb) Kết quả khác.\n")
    assert [n.kind for n in document.nodes if n.text == f"a) {sentence}"] == [NodeKind.CLAUSE]


LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMANS = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV"]  # fmt: skip
SIGNS = {
    "A.": lambda n: LETTERS[n - 1].upper() + ".",
    "I.": lambda n: ROMANS[n] + ".",
    "I-": lambda n: ROMANS[n] + " -",
    "1.": lambda n: f"{n}.",
    "1)": lambda n: f"{n})",
    "1/": lambda n: f"{n}/",
    "a)": lambda n: LETTERS[n - 1] + ")",
    "a.": lambda n: LETTERS[n - 1] + ".",
    "(1)": lambda n: f"({n})",
    "(a)": lambda n: f"({LETTERS[n - 1]})",
    "i)": lambda n: ROMANS[n].lower() + ")",
    "Điều": lambda n: f"Điều {n}.",
    "Phần": lambda n: f"Phần {n}.",
    "Mục": lambda n: f"Mục {n}.",
    **{sign: lambda n, sign=sign: sign for sign in "-+*•–"},
}
SCHEMES = ["A. I. 1. a) -", "I. 1) a) - +", "I. A. 1. - +", "Phần I. 1. a) -", "Điều 1. a) - +", "I- 1/ a. * -", "1. a) - + *",
           "A. 1. (1) (a) •", "I. 1. (1) i) -", "Mục 1. 1) a) –", "1. 1) (1) - +", "I. a) 1. - +"]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
def test_real_plans_numbered_anew_keep_their_tree(plans_dir: Path, scheme: str) -> None:
    signs = [SIGNS[name] for name in scheme.split()]
    for plan in ("hoa-binh", "can-tho", "vinh-long"):
        document = parse_plan(plans_dir / f"{plan}.txt")
        nodes = [node for node in document.nodes if node.path and node.document == document.nodes[-1].document]
        by_id = {node.id: node for node in nodes}
        counts: dict[str | None, int] = {}
        lines, expected = ["KẾ HOẠCH", "Phát triển AI", "UBND tỉnh ban hành Kế hoạch như sau:"], []
        for node in nodes:
            depth, above = 0, node.parent
            while above:
                depth, above = depth + 1, by_id[above].parent
            words = node.text
            if node.label:
                counts[node.parent] = counts.get(node.parent, 0) + 1
                words = node.text[len(node.label) :].strip()
                lines.append(f"{signs[depth](counts[node.parent])} {words}")
            else:
                lines.append(words)
            expected.append((depth, words))
        again = parse_plan(text="\n".join(lines) + "\n")
        found = []
        by_id = {node.id: node for node in again.nodes}
        for node in again.nodes:
            if node.path:
                words = node.text[len(node.label) :].strip() if node.label else node.text
                found.append((len(node.path) - 1, words))
        assert found == expected, plan


def test_either_a_path_or_a_text(plans_dir: Path) -> None:
    with pytest.raises(OptionError, match="either a path or a text"):
        parse_plan()
    with pytest.raises(OptionError):
        parse_plan(plans_dir / "hoa-binh.txt", text="I. MỘT")


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường Đại học Quảng Nam mở ngành đào tạo khoa học dữ liệu, đưa học phần phân tích dữ liệu vào các ngành.",
        "Trung tâm Công nghệ thông tin vận hành kho dữ liệu của tỉnh theo phân cấp quản lý.",
    ],
)
def test_what_a_body_of_no_list_does_is_a_sentence_whatever_the_verb(sentence: str) -> None:
    (node,) = (
        n for n in parse_plan(text=f"KẾ HOẠCH\nVề dữ liệu\nI. NHIỆM VỤ\na) {sentence}\n").nodes if n.label == "a)"
    )
    assert node.kind is NodeKind.CLAUSE


def test_a_numeral_stands_beside_a_heading_in_capitals_that_has_a_text_of_its_own() -> None:
    text = "KẾ HOẠCH\nChuyển đổi số\n\nĐẶT VẤN ĐỀ\nTỉnh có nhiều lợi thế về dữ liệu.\nI. MỤC TIÊU\n1. Có 05 mô hình.\n"
    assert [node.path for node in parse_plan(text=text).nodes if node.label == "1."] == [("I", "1")]


def test_what_an_annex_is_attached_to_goes_on_until_its_bracket_closes() -> None:
    text = (
        "KẾ HOẠCH\nChuyển đổi số\n\nI. MỤC TIÊU\n1. Có 05 mô hình.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 03/4/2026 của Ủy ban nhân dân tỉnh\nThanh Hóa)\n1. Kho dữ liệu.\n"
    )
    words = [node.text for node in parse_plan(text=text).nodes if "Thanh Hóa)" in node.text]
    assert len(words) == 1
    assert words[0].startswith("(Kèm theo")


def test_what_is_numbered_after_a_table_stands_below_no_row_of_it() -> None:
    rows = "TT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tXây dựng kho dữ liệu\tSở Y tế\t2027\n2\tĐào tạo\tSở Nội vụ\t2028\n"
    text = f"KẾ HOẠCH\nThực hiện Chiến lược\n\nPHỤ LỤC I\n\n{rows}\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì.\n"
    found = [node.id for node in parse_plan(text=text).nodes if node.id.startswith("Phụ lục")]
    assert found == ["Phụ lục I", "Phụ lục I.1", "Phụ lục I.2", "Phụ lục I.III", "Phụ lục I.III.1"]


@pytest.mark.parametrize("mark", ["*", "**", ""])
def test_recipients_and_signature_in_a_row_of_pipes_end_the_body(mark: str) -> None:
    # converters write the frame they stand in as a table of one row
    back = f"| {mark}Nơi nhận:{mark} - Bộ KH&CN; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Khắc Nam |\n| --- | --- |\n"
    document = parse_plan(text=FRONT + "I. MỤC TIÊU\n1. Có 05 mô hình.\nTrên đây là Kế hoạch của UBND tỉnh./.\n" + back)
    kinds = [node.kind for node in document.nodes if node.kind in {NodeKind.CLAUSE, NodeKind.CLOSING, NodeKind.BACK}]
    assert kinds == [NodeKind.CLAUSE, NodeKind.CLOSING, NodeKind.BACK]
    assert document.metadata.signer == "Lê Khắc Nam"


def test_labels_in_cells_of_their_own_need_no_mark() -> None:
    rows = [
        "II|NHIỆM VỤ",
        "1|Mở dữ liệu của tỉnh",
        "1.1|Rà soát dữ liệu.",
        "a|Sở Y tế.",
        "2|Đến năm 2030 có 05 mô hình.",
    ]
    body = "I. MỤC TIÊU\nMở dữ liệu.\n" + "\n".join(row.replace("|", "\t") for row in rows) + "\n"
    assert [node.id for node in parse(body).nodes if node.kind.value in BODY] == [
        "I", "I.¶1", "II", "II.1", "II.1.1.1", "II.1.1.1.a", "II.2"
    ]  # fmt: skip


def test_figures_in_cells_are_no_labels() -> None:
    body = "I. SỐ LIỆU\nSố trạm là:\n2026\tTrạm đang dùng\n0\tTrạm hỏng\n12,5\tTrạm mới\n3\ttrạm khác\n"
    assert not [node for node in parse(body).nodes if node.label and node.parent]


TASKS = "TT\tNhiệm vụ\tSản phẩm\tThời hạn\n1\tMở kho dữ liệu\tKho dữ liệu\t2027\n2\tĐào tạo\tLớp học\tHằng năm\n"


@pytest.mark.parametrize("opening", ["", "Nhiệm vụ của ", "Đơn vị thực hiện: ", "Danh mục nhiệm vụ giao cho "])
@pytest.mark.parametrize("above", [FRONT + "I. NHIỆM VỤ\n", "PHỤ LỤC\nDanh mục nhiệm vụ\n", "DANH MỤC NHIỆM VỤ\n"])
def test_an_agency_alone_above_a_table_has_to_do_what_its_rows_say(above: str, opening: str) -> None:
    plan = parse_plan(text=f"{above}{opening}Sở Y tế\n{TASKS}{opening}Công an tỉnh\n{TASKS}")
    assert [agency.name for duty in plan.duties for agency in duty.agencies] == ["Sở Y tế"] * 2 + ["Công an tỉnh"] * 2
    assert "list_restarts" not in {note.code for note in plan.notes}


def test_the_name_of_a_letterhead_is_no_heading_of_the_table_below() -> None:
    plan = parse_plan(text=f"ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSỞ Y TẾ\n{TASKS}")
    assert [node.kind for node in plan.nodes if node.text.endswith("SỞ Y TẾ")] == [NodeKind.FRONT]


def test_a_heading_after_a_table_stands_below_no_row_of_it() -> None:
    body = f"PHỤ LỤC I\nDanh mục\n{TASKS}CHỈ TIÊU CỦA TỈNH\n1. Có 05 mô hình.\n"
    assert outline(body)[-2:] == ["heading Phụ lục I.¶1", "clause Phụ lục I.¶1.1"]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("- Tỷ lệ thôn có nhà văn hóa đạt 85%", "lead"),
        ("- Diện tích cây ăn quả: 3.200 ha, gồm", "lead"),
        ("- Xây dựng 04 điểm dịch vụ số:", "lead"),
        ("a) Vốn đầu tư hạ tầng số: 300 tỷ đồng", "lead"),
        ("a) Mô hình chính quyền 2 cấp", "heading"),
        ("- Giai đoạn 2026-2030:", "heading"),
        ("- Nhóm 2:", "heading"),
    ],
)
def test_what_says_how_much_above_its_parts_is_a_lead_and_its_figure_is_kept(opening: str, kind: str) -> None:
    text = f"KẾ HOẠCH\nVề dữ liệu\nI. MỤC TIÊU\n1. Mục tiêu cụ thể\n{opening}\n+ Vùng thấp.\n+ Vùng cao.\n"
    document = parse_plan(text=text)
    node = next(node for node in document.nodes if opening.startswith(node.label or "0"))
    assert node.kind.value == kind
    assert any(target.clause == node.id for target in document.targets) == (kind == "lead")
