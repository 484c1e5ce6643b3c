"""What numbers and dates in cells show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.parse.read.sheets.formats import shown_date, shown_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("2026", "General", "2026"),
        ("0.1", "General", "0,1"),
        ("0.30000000000000004", "General", "0,3"),
        ("5", "00", "05"),
        ("0.85", "0%", "85%"),
        ("0.155", "0.0%", "15,5%"),
        ("1234567.5", "#,##0", "1.234.568"),
        ("12345.678", "#,##0.00", "12.345,68"),
        ("2500000000", "#,##0,,", "2.500"),
        ("2.5", "#.##", "2,5"),
        ("3", "#.##", "3"),
        ("1500000", "#,##0\\ [$₫-42A]", "1.500.000 ₫"),
        ("12", '0.0 "tỷ đồng"', "12,0 tỷ đồng"),
        ("5", '"Quý "0', "Quý 5"),
        ("-5", "#,##0_);(#,##0)", "(5)"),
        ("-5", "0", "-5"),
        ("-0.001", "0.00", "0,00"),
        ("0", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "-"),
        ("3", ";;;", ""),
        ("1.5", "@", "1,5"),
    ],
)
def test_figures_are_written_as_their_format_says_with_the_signs_of_vietnam(value: str, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mm-dd-yy", "15/06/2026"),
        ("m/d/yyyy", "15/06/2026"),
        ("[$-42A]dd mmmm yyyy", "15/06/2026"),
        ("dd\\-mmm\\-yy", "15/06/2026"),
        ("mmm-yy", "06/2026"),
        ("dd/mm", "15/06"),
        ("yyyy", "2026"),
        ("m/d/yy h:mm", "15/06/2026 12:30"),
        ("h:mm:ss", "12:30:00"),
        ('"ngày" dd "tháng" mm "năm" yyyy', "ngày 15 tháng 06 năm 2026"),
        ('"Tháng "m/yyyy', "Tháng 06/2026"),
    ],
)
def test_a_date_shows_the_parts_that_its_format_shows_day_first(code: str, shown: str) -> None:
    assert shown_number("46188.520833333336", code) == shown


def test_the_other_calendar_of_workbooks() -> None:
    assert shown_number("44726", "dd/mm/yyyy", base_1904=True) == "15/06/2026"


def test_a_date_stored_as_words() -> None:
    assert shown_date("2026-06-15", "General") == "15/06/2026"
    assert shown_date("quý IV", "dd/mm/yyyy") == "quý IV"


@pytest.mark.parametrize("code", ["# ?/?", "0.00E+00", "[>1]0.0;0", "000-000", "[h]:mm"])
def test_a_format_that_is_not_plain_leaves_the_number(code: str) -> None:
    assert shown_number("1.25", code) == "1,25"


@pytest.mark.parametrize("value", ["nan", "-inf", "x"])
def test_what_is_no_number_stands_as_it_is(value: str) -> None:
    assert shown_number(value, "0.00") == value


@given(st.floats(allow_nan=False, allow_infinity=False).map(repr), st.text('0#?.,;%@"\\[]_*-/ EeGymdhs$x', max_size=40))
def test_any_number_under_any_format_has_a_text(value: str, code: str) -> None:
    assert isinstance(shown_number(value, code), str)


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_keeps_its_digits(value: int) -> None:
    assert shown_number(str(value), "#,##0").replace(".", "") == str(value) == shown_number(str(value), "General")
