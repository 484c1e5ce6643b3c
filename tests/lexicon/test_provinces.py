"""The register of provinces: counts, order, dates, names in all their spellings."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.lexicon import Province, provinces, slug
from vnplan.lexicon.provinces import MERGER
from vnplan.text import unaccented

REGISTER = provinces()
EVERY_NAME = sorted({(row.name, row.id) for row in REGISTER.rows})


def test_63_then_34() -> None:
    assert len(REGISTER.former) == 63
    assert len(REGISTER.on(MERGER - timedelta(days=1))) == 63
    assert len(REGISTER.today) == 34
    assert sum(row.kind == "thành phố" for row in REGISTER.former) == 5
    assert sum(row.kind == "thành phố" for row in REGISTER.today) == 6


def test_official_order_is_that_of_the_codes() -> None:
    for day in (date(2021, 1, 26), MERGER):
        codes = [row.code for row in REGISTER.on(day)]
        assert codes == sorted(codes)
        assert len(set(codes)) == len(codes)
    assert [row.id for row in REGISTER.today][:3] == ["ha-noi", "cao-bang", "tuyen-quang"]
    assert REGISTER.today[-1].id == "ca-mau"


def test_ids_are_slugs_and_periods_do_not_overlap() -> None:
    for row in REGISTER.rows:
        assert row.id == slug(row.name)
    for id in {row.id for row in REGISTER.rows}:
        periods = [row for row in REGISTER.rows if row.id == id]
        for earlier, later in pairwise(periods):
            assert earlier.until is not None
            assert later.since == earlier.until + timedelta(days=1)


def test_every_former_province_lies_in_one_of_today() -> None:
    covered = [row.id for today in REGISTER.today for row in REGISTER.predecessors(today.id)]
    assert sorted(covered) == sorted(row.id for row in REGISTER.former)


def test_mergers_agree_from_both_sides() -> None:
    for row in REGISTER.today:
        if row.merged_from and row.id != "hue":
            assert {old.id for old in REGISTER.predecessors(row.id)} == set(row.merged_from)
            assert row.seat in row.merged_from
    assert sum(bool(row.since) for row in REGISTER.today if row.id != "hue") == 23


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("hoa-binh", "tỉnh Phú Thọ"),
        ("vinh-long", "tỉnh Vĩnh Long"),
        ("can-tho", "thành phố Cần Thơ"),
        ("lang-son", "tỉnh Lạng Sơn"),
        ("thua-thien-hue", "thành phố Huế"),
        ("ba-ria-vung-tau", "Thành phố Hồ Chí Minh"),
        ("long-an", "tỉnh Tây Ninh"),
    ],
)
def test_successors(id: str, name: str) -> None:
    assert REGISTER.successor(id).full_name == name


def test_a_successor_depends_on_the_day() -> None:
    assert REGISTER.successor("hoa-binh", on=date(2025, 6, 30)).id == "hoa-binh"
    assert REGISTER.successor("thua-thien-hue", on=date(2025, 3, 1)).id == "hue"
    assert REGISTER.get("phu-tho", on=date(2024, 1, 1)).merged_from == ()
    assert REGISTER.get("phu-tho").merged_from == ("hoa-binh", "phu-tho", "vinh-phuc")


def _same(found: Province | None, id: str) -> bool:
    return found is not None and found.id == id


@pytest.mark.parametrize(("name", "id"), EVERY_NAME)
def test_names_in_every_spelling(name: str, id: str) -> None:
    for text in (
        name,
        name.upper(),
        f"UBND tỉnh {name}",
        f"tỉnh {name.replace(' - ', '-')}",
        f"TP. {name.replace(' - ', ' – ')}",
        f"{name}, ngày 06 tháng 5 năm 2021",
        unaccented(name),
        unaccented(name).upper(),
    ):
        assert _same(REGISTER.find(text), id), text


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("TPHCM", "ho-chi-minh"),
        ("TP.HCM", "ho-chi-minh"),
        ("T.P Hoà Bình", "hoa-binh"),
        ("Đăk Lăk", "dak-lak"),
        ("Đắc Nông", "dak-nong"),
        ("BÀ RỊA – VŨNG TÀU", "ba-ria-vung-tau"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("Ban hành tại Hà Nội về tỉnh Nam Định", "nam-dinh"),
    ],
)
def test_other_spellings(text: str, id: str) -> None:
    assert _same(REGISTER.find(text), id)


@pytest.mark.parametrize(
    "text", ["", "vì hòa bình và phát triển", "Bộ Khoa học và Công nghệ", "an giang hồ", "12/2021"]
)
def test_texts_without_a_province(text: str) -> None:
    assert REGISTER.find(text) is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_find_never_raises(text: str) -> None:
    REGISTER.find(text)
