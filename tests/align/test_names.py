"""Names of a province's own places add nothing to what a clause takes over."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.align.beyond import proper_names
from vnplan.align.wording.clauses import prepare


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Ứng dụng camera tại đèo Bảo Lộc, đèo Prenn.", ["bảo", "lộc", "prenn"]),
        ("- Hợp tác với Hàn Quốc và Nhật Bản.", ["hàn", "quốc", "nhật", "bản"]),
        ("- Phát triển dữ liệu. Xây dựng kho dữ liệu; Đào tạo nhân lực.", []),  # openings of sentences
        ("- (Có phụ lục kèm theo) phát triển dữ liệu", []),
    ],
)
def test_a_capital_inside_a_sentence_is_a_name(line, names):
    document = parse_plan(text=f"KẾ HOẠCH\nThực hiện Chiến lược\nI. NHIỆM VỤ\n{line}\n")
    (clause,) = prepare(document, segmenter_name="syllable")
    assert [clause.tokens.words[at] for at in proper_names(clause)] == names
