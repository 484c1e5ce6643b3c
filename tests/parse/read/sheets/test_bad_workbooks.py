"""Workbooks that are damaged, protected or hostile: read or refused in a sentence, within bounded time and memory."""

from __future__ import annotations

import contextlib
import random
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from vnplan.errors import ReadError
from vnplan.parse.read import Limits, read_bytes

from .conftest import SHEET, put, with_parts, with_sheet, workbook

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Kế hoạch</t></is></c></row>'
RULES = [["TT", "Nhiệm vụ", "Chủ trì"], [1, "Mở dữ liệu", "Sở Y tế"]]


def plain() -> bytes:
    return workbook(lambda sheet: put(sheet, RULES))


def code(raw: bytes, name: str = "a.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(raw, name=name, limits=limits or Limits())
    assert caught.value.hint
    return caught.value.code


def test_empty_rows_that_only_have_a_look_cost_no_memory() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 100_000))
    raw = with_sheet(ROW + rows)
    tracemalloc.start()
    source = read_bytes(raw, name="a.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert source.text == "Kế hoạch\n"
    assert peak < 30_000_000


def test_bombs() -> None:
    assert code(with_parts(plain(), **{SHEET: b"<worksheet>" + b" " * 30_000_000})) == "xlsx_bomb"
    assert code(plain(), limits=Limits(archive_bytes=1000)) == "xlsx_bomb"


def test_too_many_cells() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 2000))
    assert code(with_sheet(rows), limits=Limits(cells=1000)) == "tables_too_large"
    diagonal = "".join(f'<row r="{n}">{"".join(f"<c><v>{n}</v></c>" for _ in range(n))}</row>' for n in range(1, 60))
    assert code(with_sheet(diagonal), limits=Limits(cells=2000)) == "tables_too_large"


@pytest.mark.parametrize("count", [1, 3000])
def test_merged_areas_over_everything(count: int) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 500))
    areas = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, count + 1))
    merges = f"<mergeCells>{areas}</mergeCells>"
    started = time.process_time()
    with contextlib.suppress(ReadError):
        assert read_bytes(with_sheet(rows, after=merges), name="a.xlsx").text == "1\n"
    assert time.process_time() - started < 10


def test_entities_are_refused() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    sheet = f"<worksheet><sheetData>{ROW.replace('Kế hoạch', '&a;')}</sheetData></worksheet>"
    assert code(with_parts(plain(), **{SHEET: entity + sheet})) == "xml_entities"
    wide = ('<?xml version="1.0" encoding="utf-16"?>' + entity + sheet).encode("utf-16")
    assert code(with_parts(plain(), **{SHEET: wide})) == "xml_entities"


def test_damage() -> None:
    assert code(with_parts(plain(), **{SHEET: "<worksheet><sheetData><row"})) == "xml_damaged"
    assert code(with_parts(plain(), **{"xl/workbook.xml": "<x/>"})) == "xlsx_damaged"
    assert code(plain()[:1500]) == "xlsx_damaged"
    assert code(with_parts(plain(), **{SHEET: None})) == "xlsx_empty"
    assert code(with_sheet("")) == "xlsx_empty"


def test_a_password() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert code(ole + "EncryptedPackage".encode("utf-16-le")) == "file_protected"
    first = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    old = ole + first + b"\x2f\x00\x36\x00" + "Workbook".encode("utf-16-le")
    assert code(old, "a.xls") == "file_protected"


def test_names_that_promise_a_workbook() -> None:
    assert code(b"Ke hoach", "a.xlsx") == "file_misnamed"
    assert code(b"Ke hoach", "a.ods") == "file_misnamed"


def test_macros_and_links_out_of_the_file_are_left_alone() -> None:
    links = '<Relationships><Relationship Id="r1" Type="x/drawing" TargetMode="External" Target="http://127.0.0.1:9/x"/></Relationships>'
    raw = with_parts(
        plain(), **{"xl/vbaProject.bin": b"\0" * 100, "xl/worksheets/_rels/sheet1.xml.rels": links,
                    "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    )  # fmt: skip
    assert read_bytes(raw, name="a.xlsm").text.splitlines()[1] == "1\tMở dữ liệu\tSở Y tế"


def test_references_that_lead_nowhere() -> None:
    cells = '<c r="ZZZ9999999" t="s"><v>99999999999</v></c><c t="s"><v>-5</v></c><c s="9999"><v>7</v></c>'
    cells += '<c t="d"><v>2026-99-99</v></c>'
    merges = '<mergeCells><mergeCell ref="A0:B0"/><mergeCell/><mergeCell ref="A1:A1"/></mergeCells>'
    raw = with_sheet(f'<row r="99999999999">{cells}</row>', after=merges)
    assert read_bytes(raw, name="a.xlsx").text.split() == ["7", "2026-99-99"]


@pytest.mark.parametrize("seed", range(4))
def test_spoiled_workbooks_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    raw = plain()
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/")}
    for _ in range(40):
        name = chance.choice(sorted(parts))
        spoiled = bytearray(parts[name])
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(spoiled))
            spoiled[at : at + chance.randrange(3)] = chance.choice([b"9", b"-1", b'"', b"<", b"x", b"", b"1e9"])
        with contextlib.suppress(ReadError):  # any other exception is a fault
            read_bytes(with_parts(raw, **{name: bytes(spoiled)}), name="a.xlsx")
