"""The agency tables hold together, and every wording leads to its agency."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from importlib.resources import files

import pytest

from vnplan.lexicon import agencies, provinces
from vnplan.lexicon.loader import table
from vnplan.lexicon.words import wordings

LEXICON = agencies()
TODAY = date(2026, 1, 1)


def test_ids_are_unique_and_plain() -> None:
    ids = [row.id for row in LEXICON.rows]
    assert len(ids) == len(set(ids))
    assert all(id == id.lower() and id.replace("-", "").isalnum() and id.isascii() for id in ids)


def test_every_reference_between_agencies_leads_somewhere() -> None:
    for row in LEXICON.rows:
        for id in (*row.parts, row.part_of, row.counterpart, *(step.to for step in row.succession)):
            assert id is None or id in LEXICON, (row.id, id)
    for body in table("agencies")["bodies"]:
        for level in ("province", "district", "commune", "all", "provinces"):
            assert body[level] in LEXICON


def test_every_source_is_listed() -> None:
    sources = {step.source for row in LEXICON.rows for step in row.succession} | {row.source for row in LEXICON.rows}
    assert sources - {None} <= set(LEXICON.sources)


def test_a_successor_begins_the_day_after_the_end() -> None:
    for row in LEXICON.rows:
        for step in row.succession:
            assert row.until is None or step.since > row.until, row.id
            heir = LEXICON.get(step.to)
            assert heir.since is None or heir.since <= step.since, row.id


def test_a_succession_that_is_not_settled_says_so() -> None:
    for row in LEXICON.rows:
        for step in row.succession:
            assert step.source is not None, row.id
            assert not (step.source == "unsourced" and step.certain), row.id


@pytest.mark.parametrize("name", ["agencies", "ministries", "provinces", "labels"])
def test_tables_are_nfc(name: str) -> None:
    text = files("vnplan.lexicon").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    tomllib.loads(text)


@pytest.mark.parametrize("row", LEXICON.rows, ids=lambda row: row.id)
def test_every_wording_is_found_as_its_agency(row) -> None:  # type: ignore[no-untyped-def]
    names = [] if row.composed else [row.vi]
    names += [" ".join(sequence).replace("=", "") for name in row.names for sequence in wordings(name)]
    names += [
        " ".join(sequence).replace("=", "") for name in row.abbr for sequence in wordings(name, exact_capitals=True)
    ]
    names += [f"{name} Cần Thơ" for name in row.local_names]
    for name in names:
        written = name[:1].upper() + name[1:]
        found = LEXICON.find(written)
        assert found is not None, written
        assert found.id == row.id, written


def test_the_codebooks_name_known_agencies() -> None:
    folder = files("vnplan.reference").joinpath("data")
    seen = 0
    for entry in folder.iterdir():
        if not entry.name.endswith(".toml"):
            continue
        data = tomllib.loads(entry.read_text(encoding="utf-8"))
        for row in (*data.get("sections", ()), *data.get("provisions", ())):
            ids = [
                row.get("addressee"),
                *row.get("counterparts", ()),
                *row.get("partners", ()),
                *row.get("executors", ()),
            ]
            for id in filter(None, ids):
                assert id in LEXICON, (entry.name, row["id"], id)
                seen += 1
    assert seen or not any(entry.name.endswith(".toml") for entry in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "so-ldtbxh"),
        ("Sở Lao động, Thương binh và Xã hội:", "so-ldtbxh"),
        ("Sở LĐ-TB&XH tỉnh", "so-ldtbxh"),
        ("Sở Văn hoá, Thể thao và Du lịch", "so-vhttdl"),
        ("Sở  Tài\nchính", "so-tc"),
        ("3.2. Sở KH&CN", "so-khcn"),
        ("a) Sở Y tế (cơ quan thường trực)", "so-yt"),
        ("Giám đốc Sở Tư pháp", "so-tp"),
        ("Ngân hàng Nhà nước Việt Nam – Chi nhánh Cần Thơ", "nhnn-chinhanh"),
        ("NHNN chi nhánh tỉnh Hoà Bình", "nhnn-chinhanh"),
        ("Ngân hàng Nhà nước Việt Nam", "nhnn"),
        ("Ngân hàng Nhà nước Khu vực 12", "nhnn-khuvuc"),
        ("Uỷ ban nhân dân các huyện, thị xã, thành phố", "ubnd-huyen"),
        ("UBND cấp huyện", "ubnd-huyen"),
        ("UBND các xã, phường, đặc khu", "ubnd-xa"),
        ("UBND các cấp", "ubnd-cac-cap"),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "ubnd-cac-tinh"),
        ("UBND thành phố Hải Phòng", "ubnd-tinh"),
        ("UBND thành phố Vĩnh Long", "ubnd-huyen"),
        ("Thủ trưởng các sở, ban, ngành", "cac-so-nganh"),
        ("Các Sở, Ban ngành thành phố", "cac-so-nganh"),
        ("Các sở, ngành, địa phương", "cac-so-nganh-dia-phuong"),
        ("Các cơ quan, đơn vị có liên quan", "cac-co-quan-don-vi"),
        ("Các doanh nghiệp viễn thông trên địa bàn tỉnh", "dn-vien-thong"),
        ("VNPT Lạng Sơn", "vnpt"),
        ("Báo Cần Thơ", "bao-tinh"),
        ("Đài PT-TH tỉnh", "dai-ptth"),
        ("Tỉnh Đoàn", "doan-tn"),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh", "mttq"),
        ("Các viện nghiên cứu, trường đại học, cao đẳng", "vien-truong"),
        ("Thuế tỉnh Phú Thọ", "thue-tinh"),
        ("Thành ủy Cần Thơ", "tinh-uy"),
    ],
)
def test_headings_and_cells(name: str, id: str) -> None:
    found = LEXICON.find(name)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "1.",
        "Xây dựng cơ sở dữ liệu dùng chung",
        "Cơ sở giáo dục nghề nghiệp chất lượng cao là khâu đột phá",
        "Sở Tài chính chủ trì, phối hợp với Sở Y tế",
        "Sở Tài chính, Sở Y tế",
        "Cán bộ y tế",
        "Bộ dữ liệu mở",
        "Ban hành kế hoạch",
    ],
)
def test_what_is_no_single_agency(text: str) -> None:
    assert LEXICON.find(text) is None


def test_an_unlisted_agency_has_a_stable_id() -> None:
    one, two = (
        LEXICON.find("Trung tâm Phát triển quỹ đất"),
        LEXICON.find("TRUNG TÂM".capitalize() + " Phát triển quỹ đất"),
    )
    assert one is not None
    assert not one.known
    assert one.id == "trung-tam-phat-trien-quy-dat"
    assert one == LEXICON.find("Trung tâm Phát triển quỹ đất:")
    assert two is None or not two.known


def test_the_province_settles_a_city_committee() -> None:
    vinh_long, can_tho = provinces().get("vinh-long"), provinces().get("can-tho")
    assert LEXICON.find("UBND thành phố", province=can_tho).id == "ubnd-tinh"  # type: ignore[union-attr]
    assert LEXICON.find("UBND thành phố", province=vinh_long).id == "ubnd-huyen"  # type: ignore[union-attr]
    assert LEXICON.find("Công an thành phố", province=can_tho).id == "congan"  # type: ignore[union-attr]


def test_what_the_committee_cannot_command() -> None:
    for id in ("nhnn-chinhanh", "mttq", "bao-tinh", "bao-ptth", "tinh-uy", "doanh-nghiep", "bo-khcn", "hdnd-tinh"):
        assert LEXICON.get(id).commands is False, id
    for id in ("so-khcn", "congan", "bchqs", "ubnd-huyen", "cac-so-nganh"):
        assert LEXICON.get(id).commands is True, id
    assert LEXICON.get("truong-dai-hoc").commands is None
    assert LEXICON.get("congan").vertical


@pytest.mark.parametrize(
    ("id", "heirs"),
    [
        ("so-khcn", [("so-khcn", True)]),
        ("so-khdt", [("so-tc", True)]),
        ("so-tttt", [("so-khcn", True), ("so-vhttdl", False), ("congan", False)]),
        ("so-gtvt", [("so-xd", True)]),
        ("so-nnptnt", [("so-nnmt", True)]),
        ("so-tnmt", [("so-nnmt", True)]),
        ("nhnn-chinhanh", [("nhnn-khuvuc", True)]),
        ("cuc-thue", [("thue-tinh", True)]),
        ("ubnd-huyen", [("ubnd-xa", False), ("ubnd-tinh", False)]),
        ("so-vhtt", [("so-vhtt", False), ("so-vhttdl", False)]),
        ("dai-ptth", [("bao-ptth", False)]),
    ],
)
def test_holders_of_today(id: str, heirs: list[tuple[str, bool]]) -> None:
    assert [(h.agency.id, h.certain) for h in LEXICON.get(id).successors(on=TODAY)] == heirs


def test_holders_on_the_days_between() -> None:
    tax = LEXICON.get("cuc-thue")
    assert [h.agency.id for h in tax.successors(on=date(2025, 2, 28))] == ["cuc-thue"]
    assert [h.agency.id for h in tax.successors(on=date(2025, 3, 1))] == ["chi-cuc-thue-kv"]
    assert [h.agency.id for h in tax.successors(on=date(2025, 7, 1))] == ["thue-tinh"]
    labour = LEXICON.get("so-ldtbxh").successors(on=TODAY)
    assert all(not h.certain and h.scope is not None for h in labour)
    assert labour[0].agency.id == "so-nv"


def test_an_agency_before_its_time_is_uncertain() -> None:
    (holder,) = LEXICON.get("so-nnmt").successors(on=date(2021, 1, 1))
    assert not holder.certain
