"""Kinds of bodies by their work and place, and whom an order names besides."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
from vnplan.parse.duties.agencies import AgencyReader

ORDERS = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 9/UBND-KT\nV/v bảo đảm an toàn\nKính gửi: Các sở, ngành.\n"


def acting(clause: str) -> list[str]:
    found = parse_plan(text=f"{ORDERS}1. {clause}\n2. Nội dung khác.\n").duties
    return [agency.name for duty in found for agency in duty.agencies]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("các đơn vị kinh doanh vận tải | ký cam kết", ["các đơn vị kinh doanh vận tải"]),
        ("các doanh nghiệp sản xuất, kinh doanh | đầu tư", ["các doanh nghiệp sản xuất, kinh doanh"]),
        ("các doanh nghiệp chế biến nông sản trên địa bàn tỉnh | đổi mới", ["các doanh nghiệp chế biến nông sản trên địa bàn tỉnh"]),
        ("Sở Y tế, các doanh nghiệp cung cấp dịch vụ số; UBND", ["Sở Y tế", "các doanh nghiệp cung cấp dịch vụ số"]),
        ("các đơn vị vận hành hồ chứa và các cơ quan liên quan | chủ động", ["các đơn vị vận hành hồ chứa", "các cơ quan liên quan"]),
        ("các tổ chức, cá nhân khai thác khoáng sản | phải đăng ký", ["các tổ chức, cá nhân khai thác khoáng sản"]),
        ("các chủ rừng và lực lượng bảo vệ rừng | tuần tra", ["các chủ rừng", "lực lượng bảo vệ rừng"]),
        ("các trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên | mở lớp", ["các trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên"]),
        # what they are to do
        ("các đơn vị | quản lý chặt chẽ tài sản, chủ động xử lý", ["các đơn vị"]),
        ("các địa phương | quản lý đất đai và các nguồn lực", ["các địa phương"]),
        ("Các doanh nghiệp | cung cấp dữ liệu cho tỉnh", ["Các doanh nghiệp"]),
        ("các cơ quan | khai thác dữ liệu tập trung, thống nhất", ["các cơ quan"]),
    ],
)  # fmt: skip
def test_a_kind_of_body_with_its_standing_work(words: str, names: list[str]) -> None:
    listed = AgencyReader().read(words.replace(" |", ""), 0)
    assert listed is not None
    assert [item.name for item in listed.items] == names


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("UBND tỉnh vừa có công văn số 12/UBND-KT về cháy rừng yêu cầu các chủ rừng trực.", ["các chủ rừng"]),
        ("Yêu cầu các hộ chăn nuôi lợn trên địa bàn khai báo.", ["các hộ chăn nuôi lợn trên địa bàn"]),
        ("Giao Sở Y tế tập huấn; phối hợp với Sở Nội vụ rà soát và giao Công an tỉnh kiểm tra.", ["Sở Y tế", "Công an tỉnh"]),
        ("Giao Ban Chỉ huy quân sự các ngành, các cấp, UBND các xã trực.", ["Ban Chỉ huy quân sự các ngành, các cấp", "UBND các xã"]),
        ("Giao Sở Y tế và UBND, ban an toàn giao thông các huyện, thị xã kiểm tra.", ["Sở Y tế", "UBND, ban an toàn giao thông các huyện, thị xã"]),
        ("Chủ tịch UBND tỉnh chỉ đạo các sở, ngành, các cấp ủy, chính quyền địa phương thực hiện tốt Chỉ thị.", ["các sở, ngành", "các cấp ủy, chính quyền địa phương"]),
        ("Chủ tịch UBND tỉnh còn yêu cầu các đơn vị được cấp phép phải lắp camera.", ["các đơn vị được cấp phép"]),
        ("Do đó, Thủ tướng yêu cầu Bộ Tài chính theo dõi sát tình hình.", ["Bộ Tài chính"]),
        ("Phó Chủ tịch UBND tỉnh Đồng Nai chỉ đạo các sở, ngành rà soát hồ sơ.", ["các sở, ngành"]),
        ("Công an các đơn vị, địa phương được yêu cầu chủ động nắm tình hình.", ["Công an các đơn vị, địa phương"]),
    ],
)  # fmt: skip
def test_whom_letters_order(clause: str, agencies: list[str]) -> None:
    assert acting(clause) == agencies


PLAN = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nKẾ HOẠCH\nBảo đảm an toàn\nIV. TỔ CHỨC THỰC HIỆN\n"


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("Theo Công văn số 6/STNMT, tình hình còn phức tạp, yêu cầu UBND huyện Mai Sơn xử lý dứt điểm.", ["UBND huyện Mai Sơn"]),
        ("Đối với các trường phổ thông còn lại, chủ động lựa chọn hình thức phù hợp.", ["các trường phổ thông còn lại"]),
        ("Công an tỉnh, đoàn kiểm tra liên ngành cấp tỉnh kiểm tra đột xuất.", ["Công an tỉnh", "đoàn kiểm tra liên ngành cấp tỉnh"]),
    ],
)  # fmt: skip
def test_where_work_is_assigned(clause: str, agencies: list[str]) -> None:
    found = parse_plan(text=f"{PLAN}{clause}\nNội dung khác.\n").duties
    assert [agency.name for duty in found for agency in duty.agencies] == agencies


def test_to_ask_for_a_report_is_to_have_it_made() -> None:
    found = parse_plan(
        text=f"{ORDERS}1. Giao các sở báo cáo kết quả. Yêu cầu gửi báo cáo trước ngày 5/6/2026.\n2. Khác.\n"
    )
    assert found.duties[0].role.value == "report"


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("chính quyền địa phương, đơn vị chủ rừng tuyên truyền", ["chính quyền địa phương", "đơn vị chủ rừng"]),
        ("Khu di tích lịch sử Bản Mòng và các địa phương quảng bá", ["Khu di tích lịch sử Bản Mòng", "các địa phương"]),
        ("tổ chức hội nghị và hướng dẫn các xã", []),
    ],
)
def test_partners_without_with(words: str, partners: list[str]) -> None:
    found = parse_plan(text=f"{ORDERS}1. Giao Sở Y tế lập kế hoạch; phối hợp {words}.\n2. Nội dung khác.\n").duties
    assert [partner.name for partner in found[0].partners] == partners
