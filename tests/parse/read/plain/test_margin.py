"""Numbers of lines in the margin: told from the text's own numbers and set aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vnplan import Document, parse_plan
from vnplan.models import NodeKind
from vnplan.parse.read.plain.bare import bare_text
from vnplan.parse.read.plain.margin import margin_numbers

PLAN = """UBND TỈNH A
Số: 12/KH-UBND
A, ngày 05 tháng 3 năm 2022
KẾ HOẠCH
Thực hiện Chiến lược quốc gia về trí tuệ nhân tạo

I. MỤC TIÊU
1. Mục tiêu chung
- Đến năm 2025 có ít nhất 05 mô hình ứng dụng trí tuệ nhân tạo trong
các ngành y tế, giáo dục và nông nghiệp của tỉnh;
- Có 02 bộ dữ liệu mở.
2. Mục tiêu cụ thể
a) 100% hồ sơ được xử lý trên môi trường mạng;
b) 50% cán bộ được bồi dưỡng về chuyển đổi số và trí tuệ nhân tạo
trong giai đoạn 2022 - 2025.

II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
Chủ trì, phối hợp với Sở Tài chính xây dựng 01 kho dữ liệu hình ảnh y
khoa dùng chung.
2. Các sở, ban, ngành
Báo cáo kết quả trước ngày 30 tháng 11 hằng năm.
"""
LINES = PLAN.splitlines()
NUMBERS: dict[str, Callable[[int, str], str]] = {
    "right-aligned": lambda n, line: f"{n:>4}  {line}",
    "tab": lambda n, line: f"{n}\t{line}",
    "colon": lambda n, line: f"{n}: {line}",
    "bar": lambda n, line: f"{n:>3} | {line}",
    "every-fifth": lambda n, line: f"{n:>4}  {line}" if n % 5 == 0 else f"      {line}",
    "anew-on-each-page": lambda n, line: ("\f" if n == 12 else "") + f"{(n - 1) % 11 + 1:>3}  {line}",
}


def found(document: Document) -> list[tuple[str, str]]:
    return [(node.id, node.text) for node in document.nodes if node.kind is not NodeKind.NOISE]


@pytest.mark.parametrize("form", NUMBERS)
def test_the_same_plan_is_found_beside_numbers(form: str) -> None:
    numbered = parse_plan(text="\n".join(NUMBERS[form](n, line).rstrip() for n, line in enumerate(LINES, 1)))
    plain = parse_plan(text=PLAN)
    assert found(numbered) == found(plain)
    assert [target.text for target in numbered.targets] == [target.text for target in plain.targets]
    assert [[agency.name for agency in duty.agencies] for duty in numbered.duties] == [
        [agency.name for agency in duty.agencies] for duty in plain.duties
    ]


def test_a_number_is_noise_between_the_pieces_of_a_clause() -> None:
    text = "\n".join(f"{n}  {line}" for n, line in enumerate(LINES, 1))
    document = parse_plan(text=text)
    clause = next(node for node in document.nodes if node.id == "I.1.-1")
    assert [span.of(text)[-5:] for span in clause.spans] == ["trong", "tỉnh;"]
    numbers = [node for node in document.nodes if node.rule == "noise:margin"]
    assert [node.text for node in numbers] == [str(n) for n in range(1, len(LINES) + 1)]


def test_lines_may_be_counted_without_the_blank_ones() -> None:
    inked = [line for line in LINES if line]
    text = "\n\n".join(f"{n} {line}" for n, line in enumerate(inked, 1))
    assert len(margin_numbers(text)) == len(inked)


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        "\n".join(f"{n} Sở số {n} của tỉnh" for n in range(1, 40)),  # a list without points
        "\n".join(f"{n}. Nhiệm vụ {n}" for n in range(1, 40)),
        "TT\tViệc\tCơ quan\n" + "\n".join(f"{n}\tViệc {n}\tSở Y tế" for n in range(1, 40)),
        "\n".join(f"{2 * n}  {line}" for n, line in enumerate(LINES, 1)),  # does not count lines
        "1  A\n2  B\n3  - c",
    ],
    ids=["plan", "list", "items", "table", "even", "short"],
)
def test_other_numbers_are_no_margin(text: str) -> None:
    assert margin_numbers(text) == ()


def test_every_other_character_keeps_its_offset() -> None:
    text = "\n".join(f"{n}\t{line}" for n, line in enumerate(LINES, 1))
    bare = bare_text(text, margin_numbers(text))
    assert len(bare) == len(text)
    assert [line.strip() for line in bare.split("\n")] == LINES
