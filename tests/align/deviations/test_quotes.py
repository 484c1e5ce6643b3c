"""Quotes begin and end with phrases: no compound word is cut."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.deviations.quotes import whole_phrase


@pytest.mark.parametrize(
    ("line", "cut", "whole"),
    [
        ("- kêu gọi nhà đầu tư, hiệp hội", "gọi nhà đầu", "kêu gọi nhà đầu tư"),
        ("vai trò của hợp tác xã trong sản xuất", "tác", "hợp tác xã"),
        ("thường xuyên theo dõi, kiểm tra", "dõi, kiểm", "theo dõi, kiểm tra"),
        ("hoàn thiện các chuỗi cung ứng nông sản sạch và bền vững", "ứng nông", "chuỗi cung ứng nông sản sạch"),
        ("ứng dụng “trợ lý ảo” cho cán bộ", "lý", "trợ lý ảo"),
        ("mở rộng", "mở rộng", "mở rộng"),
        ("xu hướng công nghiệp 4.0 của vùng", "hướng công", "xu hướng công nghiệp 4.0"),
        ("hạ tầng mạng 5.5 cho các xã", "mạng 5", "hạ tầng mạng 5.5"),
    ],
)
def test_a_stretch_grows_to_its_phrase(line, cut, whole):
    start = line.index(cut)
    first, last = whole_phrase(line, start, start + len(cut))
    assert line[first:last] == whole


def test_a_phrase_without_an_end_nearby_is_left_as_it_is():
    line = " ".join(f"từ{n}" for n in range(40))
    start = line.index("từ20")
    assert whole_phrase(line, start, start + 4) == (start, start + 4)


def test_what_is_added_and_what_carries_a_measure_are_quoted_whole():
    plan = parse_plan(
        text="KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo (TTNT) đến năm 2030\nIV. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Tư pháp\n- Tham gia góp ý văn bản pháp luật về trách nhiệm pháp lý của các đối tượng có liên quan đến TTNT; mở "
        "chuyên mục phổ biến kiến thức an toàn số cho người cao tuổi, hộ kinh doanh.\n"
    )
    found = align_plan(plan, load_reference("qd-127-2021"))
    quotes = [d.found for d in found.deviations if d.kind.value == "content_added"]
    quotes += [e.clause_span.of(plan.text) for link in found.links for e in link.evidence]
    assert quotes
    for quote in quotes:
        first, last = quote.split()[0].lower(), quote.split()[-1].lower()
        # second halves and first halves of the compounds of this sentence
        assert first not in {"gia", "ý", "bản", "luật", "nhiệm", "lý", "tượng", "mục", "biến", "thức", "doanh"}
        assert last not in {"tham", "góp", "văn", "pháp", "trách", "đối", "liên", "chuyên", "phổ", "kiến", "an", "kinh"}
