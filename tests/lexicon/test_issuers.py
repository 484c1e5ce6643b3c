"""Levels of issuers."""

from __future__ import annotations

import pytest

from vnplan.lexicon import provinces
from vnplan.lexicon.issuers import Level, level_of, short_name


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Long", Level.PROVINCE),
        ("Hội đồng nhân dân tỉnh Lạng Sơn", Level.PROVINCE),
        ("UBND TP. Hồ Chí Minh", Level.PROVINCE),
        ("Thành ủy Đà Nẵng", Level.PROVINCE),
        ("Ủy ban nhân dân", Level.PROVINCE),  # a letterhead cut off after its first line
        ("Ủy ban nhân dân huyện Kim Bôi", Level.DISTRICT),
        ("Ủy ban nhân dân thị xã Sơn Tây", Level.DISTRICT),
        ("Huyện ủy Mai Châu", Level.DISTRICT),
        ("Ủy ban nhân dân đặc khu Phú Quốc", Level.COMMUNE),
        ("Ủy ban nhân dân phường Cầu Giấy", Level.COMMUNE),
        ("Bộ Khoa học và Công nghệ", Level.CENTRAL),
        ("Bộ Chỉ huy quân sự tỉnh Lạng Sơn", Level.BODY),
        ("Ban Quản lý các khu công nghiệp tỉnh Phú Thọ", Level.BODY),
        ("Đại học Quốc gia Hà Nội", Level.BODY),
    ],
)
def test_the_level_is_that_of_the_territory_named(issuer: str, level: Level) -> None:
    assert level_of(issuer, province="Lạng Sơn") is level


@pytest.mark.parametrize("row", [*provinces().former, *provinces().today], ids=lambda row: row.id)
def test_every_province_of_either_list_is_one(row) -> None:  # type: ignore[no-untyped-def]
    assert level_of(f"Ủy ban nhân dân {row.full_name}") is Level.PROVINCE


def test_without_an_issuer_the_province_speaks() -> None:
    assert level_of(None, province="Hòa Bình") is Level.PROVINCE
    assert level_of(None) is Level.UNKNOWN


def test_a_heading_has_the_short_name() -> None:
    assert short_name("Ủy ban nhân dân xã Kim Bôi") == "UBND xã Kim Bôi"
