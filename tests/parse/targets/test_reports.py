"""Figures of sentences that report results, class by class: sentences of our own."""

from __future__ import annotations

import pytest

from vnplan.parse.targets.targets import targets_of_line

CLASSES = {
    "more than in the same time of the year before": {
        "Đến hết tháng 9, khách lưu trú đạt hơn 2,1 triệu lượt, tăng 12% so với cùng kỳ.": [],
        "Trong tháng, sản lượng gỗ đạt 9.000 m3, tăng 4% so với cùng kỳ năm trước.": [],
        "Kéo giảm số vụ cháy ít nhất 5% so với cùng kỳ năm trước.": ["5"],
        "Quý I năm 2027, phấn đấu thu ngân sách tăng 12% so với cùng kỳ.": ["12"],
    },
    "what part of the plan was done": {
        "Toàn tỉnh giải quyết việc làm cho 18.200 người, đạt 104% kế hoạch năm.": [],
        "Các hợp tác xã thu hút 4.200 thành viên tham gia đạt 101,5% kế hoạch.": [],
        "Tỷ lệ bao phủ bảo hiểm y tế đạt 93%, vượt 0,4%.": [],
        "Số bác sĩ đạt 12 người/vạn dân, vượt mục tiêu đề ra.": [],
        "Ngành y tế hoàn thành 8/9 chỉ tiêu được giao.": [],
        "Đến hết năm 2027 giải ngân đạt 100% kế hoạch.": ["100"],
        "Hoàn thành 5/5 nhóm nhiệm vụ, đạt 100% kế hoạch.": ["5", "100"],
    },
    "by how much it has moved, in brackets": {
        "Tiểu học tăng từ 93% lên 98% (tăng 5%).": [],
        "Công nghiệp chiếm 54% (tăng 2,7% so với năm 2020).": [],
        "Nâng tỷ lệ qua đào tạo từ 60% lên 75% (tăng 15%).": ["75"],
    },
    "intent that is none": {
        "Cả nước có 12% xã kiểu mẫu, vượt mục tiêu giai đoạn và 17 tiêu chí/xã.": [],
        "Đảng bộ đã tập trung lãnh đạo, thu nhập đạt 36 triệu đồng/người, tăng 2% so với cùng kỳ.": [],
    },
    "a report goes on in the sentence after it": {
        "Hiện toàn tỉnh có 240 trường. Tỷ lệ trẻ mẫu giáo đi học đạt 97%. Tỷ lệ trẻ nhà trẻ đạt 31%.": [],
        "Tính đến nay tỷ lệ hộ nghèo là 5%. Phấn đấu giảm còn 3%.": ["3"],
        "Tính đến nay tỷ lệ hộ nghèo là 5%. Đến năm 2027 còn 3%.": ["3"],
        "Hiện toàn tỉnh có 10 trạm. Trong 05 năm tới, xây 12 trạm.": ["12"],
        "Hiện toàn tỉnh có 10 trạm. Tỷ lệ phủ sóng tối thiểu 95%.": ["95"],
    },
    "now, at the head of a part": {
        "Hiện Đảng bộ có 45 chi bộ với 1.008 đảng viên.": [],
        "Hiện tỷ trọng nông nghiệp chiếm 34%; dịch vụ chiếm 41%.": [],
        "Hiện đại hóa 12 trạm bơm.": ["12"],
    },
    "estimates of the year": {
        "Tổng sản phẩm ước tăng bình quân 7,6%/năm.": [],
        "Ước năm 2026: công nghiệp chiếm 55%.": [],
    },
    "land and people of a province": {
        "Sơn La có diện tích 14.174 km2.": [],
        "Phía tây có đường biên giới dài 240 km.": [],
    },
    "a share that has done it": {
        "Ở cấp huyện, 51% đã hoàn thành nhiệm vụ.": [],
        "100% hồ sơ đã tiếp nhận được số hóa.": ["100"],
    },
    "what is to be spent": {
        "Kinh phí hỗ trợ từ ngân sách: 4.500 triệu đồng.": [],
        "Tổng nguồn vốn bố trí cho chương trình là 39.600 tỷ đồng.": [],
        "Hỗ trợ kinh phí 4.500 triệu đồng cho hợp tác xã.": ["4500"],
    },
}


@pytest.mark.parametrize(("sentence", "figures"), [case for cases in CLASSES.values() for case in cases.items()])
def test_results_are_no_commitments(sentence: str, figures: list[str]) -> None:
    assert [f"{target.figure.low.normalize():f}" for target in targets_of_line(sentence)] == figures
