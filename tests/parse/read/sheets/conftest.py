"""Workbooks as openpyxl makes them, and parts of them put in by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_THIN = Side(style="thin")


def workbook(fill: Callable[[Worksheet], object]) -> bytes:
    """A workbook of one sheet, "Sheet", that `fill` has filled."""
    book = openpyxl.Workbook()
    fill(book.active)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: Worksheet, rows: Sequence[Sequence[object]], *, lines: bool = False, top: int = 1) -> None:
    """Write rows from a row on; with `lines` each of their cells has a border."""
    width = max(len(row) for row in rows)
    for index, row in enumerate(rows, top):
        for column, value in enumerate(row, 1):
            sheet.cell(index, column, value)
        if lines:
            for column in range(1, width + 1):
                sheet.cell(index, column).border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def with_parts(raw: bytes, **parts: str | bytes | None) -> bytes:
    """The workbook with some of its parts put in anew (None: left out)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def with_sheet(data: str, *, before: str = "", after: str = "") -> bytes:
    """A workbook whose one sheet holds this markup of rows."""
    sheet = f"<worksheet {MAIN}>{before}<sheetData>{data}</sheetData>{after}</worksheet>"
    return with_parts(workbook(lambda _: None), **{SHEET: sheet})


@pytest.fixture(scope="session")
def tasks() -> list[list[object]]:
    """A list of tasks as annexes have it: a head, groups, rows with a number."""
    return [
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"],
        ["I", "DỮ LIỆU"],
        [1, "Xây dựng kho dữ liệu dùng chung của tỉnh", "Sở Khoa học và Công nghệ", "Sở Tài chính", "Quý IV/2026"],
        [2, "Ban hành quy chế khai thác dữ liệu", "Sở Khoa học và Công nghệ", "Sở Tư pháp", "Trước ngày 15/11/2026"],
        ["II", "NHÂN LỰC"],
        [3, "Đào tạo 50 cán bộ chuyên trách", "Sở Nội vụ", "Sở Giáo dục và Đào tạo\nSở Tài chính", "Năm 2027"],
    ]
