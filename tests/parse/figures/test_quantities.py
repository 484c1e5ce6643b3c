"""Figures: numbers in digits and words, ranges, units, comparators, ranks, and the digits that are none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.lexicon.units import grades, units
from vnplan.parse.cues.nonfigures import lowered, nonfigures, unit_at
from vnplan.parse.figures.numbers import may_hold_figure, parse_number
from vnplan.parse.figures.quantities import find_quantities
from vnplan.text import nfc, tone_placed

NUMBERS = [
    ("1.000", "1000"),
    ("1.200.000", "1200000"),
    ("1,5", "1.5"),
    ("1.234,5", "1234.5"),
    ("2.5", "2.5"),
    ("05", "5"),
    ("20 000", "20000"),
    ("mười", "10"),
    ("mười lăm", "15"),
    ("hai mươi", "20"),
    ("hai mươi mốt", "21"),
    ("ba mươi tư", "34"),
    ("một trăm", "100"),
    ("một trăm linh năm", "105"),
    ("hai trăm ba mươi", "230"),
    ("năm nghìn", "5000"),
    ("ba nghìn năm trăm", "3500"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_are_read_the_vietnamese_way(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["một một", "hai hai mươi", "trăm", "abc", "", "1.2.3"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


FIGURES = [
    ("ít nhất 05 mô hình", "5", None, "at_least", "mô hình", "ít nhất 05 mô hình"),
    ("tối thiểu đạt 80%", "80", None, "at_least", "%", "tối thiểu đạt 80%"),
    ("trên 1,1 tỷ USD", "1.1", None, "at_least", "tỷ USD", "trên 1,1 tỷ USD"),
    ("từ 90% trở lên", "90", None, "at_least", "%", "từ 90% trở lên"),
    ("không quá 10 ngày làm việc", "10", None, "at_most", "ngày làm việc", "không quá 10 ngày làm việc"),
    ("dưới 3%", "3", None, "at_most", "%", "dưới 3%"),
    ("4 - 6 thương hiệu", "4", "6", "range", "thương hiệu", "4 - 6 thương hiệu"),
    ("từ 28% đến 32%", "28", "32", "range", "%", "từ 28% đến 32%"),
    ("từ 50 tỷ đến 70 tỷ đồng", "50", "70", "range", "tỷ đồng", "từ 50 tỷ đến 70 tỷ đồng"),
    ("từ hai đến ba ngày hội", "2", "3", "range", "ngày hội", "từ hai đến ba ngày hội"),
    ("100% trường phổ thông", "100", None, "all", "%", "100%"),
    ("tăng 100% doanh thu", "100", None, "exact", "%", "100%"),
    ("khoảng 560 EFLOPS", "560", None, "exact", "EFLOPS", "khoảng 560 EFLOPS"),
    ("8%/năm", "8", None, "exact", "%/năm", "8%/năm"),
    ("70 triệu đồng/người/năm", "70", None, "exact", "triệu đồng/người/năm", "70 triệu đồng/người/năm"),
    ("30 giường bệnh/10.000 dân", "30", None, "exact", "giường bệnh/10.000 dân", "30 giường bệnh/10.000 dân"),
    ("gấp đôi", "2", None, "exact", "lần", "gấp đôi"),
    ("tăng 1,5 lần", "1.5", None, "exact", "lần", "1,5 lần"),
    ("thuộc nhóm 5 tỉnh, thành phố dẫn đầu", "5", None, "rank_within", "tỉnh, thành phố", "nhóm 5 tỉnh, thành phố"),
    ("vào top 30 bệnh viện", "30", None, "rank_within", "bệnh viện", "top 30 bệnh viện"),
    ("xếp thứ 12/63 tỉnh, thành phố", "12", None, "rank_within", "tỉnh, thành phố", "xếp thứ 12/63 tỉnh, thành phố"),
    ("139/151 xã", "139", None, "exact", "xã", "139/151 xã"),
    ("05 (năm) tiến sĩ", "5", None, "exact", "tiến sĩ", "05 (năm) tiến sĩ"),
    ("hỗ trợ 20ha", "20", None, "exact", "ha", "20ha"),
    ("lên 500MW", "500", None, "exact", "MW", "500MW"),
]


@pytest.mark.parametrize(("line", "low", "high", "comparator", "unit", "words"), FIGURES)
def test_one_figure(line: str, low: str, high: str | None, comparator: str, unit: str | None, words: str) -> None:
    (figure,) = find_quantities(line)
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high) if high else None)
    assert (figure.comparator.value, figure.unit) == (comparator, unit)
    assert figure.span.of(line) == words


NONE = [
    "Quyết định số 127/QĐ-TTg ngày 26/01/2021",
    "Quyết định số 394/QĐ- UBND",
    "Nghị quyết số 45-NQ/TW, Chương trình hành động số 76-CTr/TU",
    "Luật số 24/2018/QH14",
    "khoản 5 Điều 2, điểm a, mục 3.2, các điểm 1, 2 và 5",
    "Quốc lộ 1A và đường tỉnh 295B",
    "mạng 5G, công nghệ 4.0, IPv6, COVID-19, thực tế ảo 3D",
    "TCVN ISO 9001:2015, QCVN 14:2008/BTNMT",
    "kỳ họp thứ 8, lần thứ tư, đại hội lần thứ XVI",
    "hệ thống thông tin cấp độ 3, tài khoản mức độ 2, học sinh lớp 9",
    "tổng đài 1022, điện thoại 0292.3820.536, 1900 1234",
    "hoạt động 24/7, Ngày Chuyển đổi số 10/10",
    "số 25 đường Lê Lợi; https://dvc.gov.vn/2025",
    "một số nhiệm vụ, một trong những địa phương, một cách đồng bộ",
    "hằng năm, năm học, trong năm, mỗi năm",
    "1. Sở Khoa học và Công nghệ",
    "2.1. Xây dựng hạ tầng",
    "huyện Ba Tri, huyện Năm Căn",
]


@pytest.mark.parametrize("line", NONE)
def test_digits_and_words_that_are_no_figures(line: str) -> None:
    assert [figure.span.of(line) for figure in find_quantities(line)] == []


@pytest.mark.parametrize(
    "line",
    ["cấp 180.000 tài khoản", "đề án 20 tỷ đồng", "khu công nghiệp 200 ha", "số hóa 100% hồ sơ", "phần mềm cho 12 xã"],
)
def test_a_unit_makes_a_figure_of_a_number_after_a_name(line: str) -> None:
    assert len(find_quantities(line)) == 1


def test_a_base_of_reckoning_is_no_figure() -> None:
    assert [
        str(q.low) for q in find_quantities("đạt 32 giường bệnh trên 10.000 dân, giá trị trên một ha đạt 90 triệu đồng")
    ] == [
        "32",
        "90",
    ]


@pytest.mark.parametrize(
    "text", ["Đến năm 2030", "theo Quyết định số 127/QĐ-TTg ngày 26/01/2021", "một số ngành", "thứ ba"]
)
def test_quick_test_spares_lines_without_figures(text: str) -> None:
    assert not may_hold_figure(text)


@pytest.mark.parametrize(
    "text", ["5%", "hai trung tâm", "gấp đôi", "năm vùng", "một nửa", "Hai mươi lăm xã", "2025 hộ"]
)
def test_quick_test_keeps_lines_with_figures(text: str) -> None:
    assert may_hold_figure(text)


def test_the_lexicon_is_in_one_normal_form() -> None:
    known = units()
    for word in [*known.nouns, *known.kinds, *known.per, *known.scales, *known.digits, *grades()]:
        assert word == tone_placed(nfc(word)) == word.lower()


def test_longest_word_wins() -> None:
    assert unit_at("5 trung tâm dữ liệu tỉnh", 1) == (2, 19, "noun")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="0123456789.,/%-– ()nămhaitrđếừtỷồgxãmôìnhàqyvblsớpáoưDĐQ\t", max_size=160))
def test_any_text_gives_ordered_figures_within_the_line(line: str) -> None:
    end = 0
    for figure in find_quantities(line):
        assert end <= figure.core.start < figure.core.end <= len(line)
        assert figure.span.start <= figure.core.start
        assert figure.high is None or figure.high > figure.low
        end = figure.core.end
    assert len(lowered(line)) == len(line)
    assert all(0 <= a < b <= len(line) for a, b in nonfigures(line))


@pytest.mark.parametrize(
    "piece", ["1", "1.", "1 ", "1/", "một ", "từ 1 đến ", "khoản 1, ", "năm 2021 ", "(1", "a-1", "so với "]
)
def test_time_is_linear(piece: str, assert_linear: Callable[..., None]) -> None:
    assert_linear(lambda times: find_quantities(piece * times), 1_500, 6_000)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        (
            "Triển khai 05 nhiệm vụ, dự án, mô hình ứng dụng công nghệ số",
            "nhiệm vụ, dự án, mô hình",
        ),  # things do not act
        ("Xây dựng 03 sản phẩm, giải pháp hỗ trợ nông dân", "sản phẩm, giải pháp"),
        ("Hỗ trợ 20 làng nghề, tỉnh hỗ trợ kinh phí", "làng nghề"),  # bodies do
    ],
)
def test_a_list_of_things_is_one_unit_whatever_is_said_of_the_last(line, unit):
    (found,) = find_quantities(line)
    assert found.unit == unit
