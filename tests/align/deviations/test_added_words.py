"""What a clause adds is quoted in whole thoughts."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan

SECURITY = (
    "Triển khai các ứng dụng TTNT trong hệ thống an ninh, quản lý xuất nhập cảnh, kiểm soát phòng chống tội phạm công nghệ "
    "cao{}"
)
AGAINST = "xây dựng giải pháp kỹ thuật chủ động phòng chống tội phạm."


def added(line: str, *, heading: str = "III. NHIỆM VỤ, GIẢI PHÁP\n1. Công an tỉnh") -> list[tuple[str | None, str]]:
    document = parse_plan(text=f"KẾ HOẠCH\nPhát triển TTNT\n{heading}\n- {line}\n")
    given = [(node.id, "IV.4.3") for node in document.clauses if node.text.endswith(line)]
    deviations = align_plan(document, load_reference("qd-127-2021"), given=given).deviations
    return [(d.found, d.severity.value) for d in deviations if d.kind.value == "content_added"]


@pytest.mark.parametrize(
    ("tail", "quote"),
    [
        # a verb that leads to the next thing is not its end
        (
            f"; lắp hệ thống cân điện tử ở bến phà và chợ đầu mối, góp phần {AGAINST}",
            "lắp hệ thống cân điện tử ở bến phà và chợ đầu mối",
        ),
        (
            f", bến thuyền du lịch, điểm bắn pháo hoa, trại giống thủy sản; xúc tiến, {AGAINST}",
            "bến thuyền du lịch, điểm bắn pháo hoa, trại giống thủy sản",
        ),
        # the last thing of a list is
        (
            f", bến thuyền du lịch, trại giống thủy sản, vườn chim để {AGAINST}",
            "bến thuyền du lịch, trại giống thủy sản, vườn chim",
        ),
        # a noun that is said more of belongs to it
        (
            " và hệ thống loa truyền thanh lưu động của phum sóc, chợ phiên vùng biên.",
            "hệ thống loa truyền thanh lưu động của phum sóc, chợ phiên vùng biên",
        ),
        # the end of the provision's own words does not
        (
            " góp phần giữ bình yên phum sóc, chợ phiên vùng biên.",
            "góp phần giữ bình yên phum sóc, chợ phiên vùng biên",
        ),
        # both verbs do
        ("; mở và duy trì lớp võ thuật cho dân quân chợ phiên.", "mở và duy trì lớp võ thuật cho dân quân chợ phiên"),
    ],
)
def test_what_is_added_is_quoted_from_its_beginning_to_its_end(tail, quote):
    assert [found for found, _ in added(SECURITY.format(tail))] == [quote]


def test_the_verb_that_governs_it_is_quoted_too():
    line = "Đẩy mạnh việc số hóa sổ ghe thuyền, bến phà ngang sông, chợ nổi; " + SECURITY.format(".").lower()
    assert [found for found, _ in added(line)] == ["Đẩy mạnh việc số hóa sổ ghe thuyền, bến phà ngang sông, chợ nổi"]


@pytest.mark.parametrize(
    ("heading", "severity"),
    [
        ("III. NHIỆM VỤ, GIẢI PHÁP\n1. Công an tỉnh", "low"),
        ("III. NHIỆM VỤ, GIẢI PHÁP\n1. Bảo đảm trật tự", "medium"),  # nobody is to act
        ("I. MỤC TIÊU\n1. Mục tiêu chung", "low"),  # aims never say who
    ],
)
def test_what_is_added_deserves_a_look_where_someone_should_be_named(heading, severity):
    line = SECURITY.format("; lắp hệ thống cân điện tử ở bến phà và chợ đầu mối.")
    assert [level for _, level in added(line, heading=heading)] == [severity]
