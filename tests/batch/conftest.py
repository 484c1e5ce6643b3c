"""Short plans and a small reference, so that many runs stay quick."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan import load_reference
from vnplan.models import Reference

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {province}
-------
Số: {number}/KH-UBND
{province}, ngày {day} tháng 5 năm {year}

KẾ HOẠCH
Thực hiện Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng Trí tuệ nhân tạo

I. MỤC TIÊU
1. Hình thành {number} mô hình ứng dụng TTNT trong khám chữa bệnh trước năm 2025.
2. Ứng dụng TTNT phục vụ các hoạt động cứu hộ, cứu nạn, phòng chống thiên tai.
II. NHIỆM VỤ
1. Sở Y tế chủ trì, phối hợp với Sở Khoa học và Công nghệ xây dựng cơ sở dữ liệu mở về y tế trước ngày 15 tháng 11.
2. Tổ chức hội chợ hoa xuân tại các xã vùng cao, gắn với trồng chè, nuôi cá lồng trên hồ.
"""


def plan_text(province: str, *, number: int = 7, year: int = 2021, day: int = 12) -> str:
    return PLAN.format(province=province, number=f"{number:02}", year=year, day=day)


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference("qd-127-2021")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Four plans and two files that are none."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for index, province in enumerate(("Hòa Bình", "Cần Thơ", "Lạng Sơn", "Vĩnh Phúc")):
        (folder / f"plan-{index}.txt").write_text(plan_text(province, number=index + 3), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 400)
    return folder
