"""Figures of sentences that report results, class by class: sentences of our own."""

from __future__ import annotations

import pytest

from vnplan import parse_plan
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
        "Đề án chia hai giai đoạn, với tổng vốn đầu tư 240 tỷ đồng, trong đó vốn ngân sách 90 tỷ đồng.": [],
        "Thu hút 05 dự án với tổng vốn đầu tư 2.000 tỷ đồng.": ["5"],
        "Để làm được, phải cần tới 900 kỹ sư.": [],
    },
    "who tells it, and since when": {
        "Theo Tổng cục Thống kê, giai đoạn 2021 - 2024, tỷ trọng kinh tế số bình quân 12%, trong đó phần lõi 7%.": [],
        "Khảo sát của sở cho thấy 40% doanh nghiệp có trang web.": [],
        "Từ khi vận hành mô hình mới (1/7/2026) đến ngày 30/9/2026, tổng số hồ sơ là 1,2 triệu hồ sơ.": [],
        "Từ tháng 7/2026 đến tháng 9/2026, mở 12 lớp tập huấn.": ["12"],
        "Nhờ đó, năm 2026, tổng vốn đầu tư cũng tăng 6%.": [],
    },
    "an estimate with its year, and how far that has moved": {
        "Quy mô kinh tế ước năm 2026 đạt khoảng 95 nghìn tỷ đồng.": [],
        "Năm 2026, kinh tế số ước đạt 18% GRDP, tăng trên 20%/năm.": [],
        "Thu ngân sách cả năm ước vượt 12% so với dự toán.": [],
        "Dự kiến năm 2027 đón 2 triệu lượt khách, doanh thu ước đạt 900 tỷ đồng.": ["2", "900"],
    },
    "a result over what was planned": {
        "Tỷ lệ xã đạt chuẩn 83,2%/50%.": [],
        "Chỉ tiêu đạt 5/13 chỉ tiêu, gồm sản lượng thịt hơi.": [],
        "Phấn đấu hoàn thành 15/15 chỉ tiêu.": ["15"],
        "Thu nhập bình quân đạt 36 triệu đồng/người, tăng 9% so với mục tiêu nghị quyết.": [],
        "Giải ngân dự kiến đạt 95% kế hoạch, cao nhất từ trước đến nay.": [],
    },
    "what is so still": {
        "Đến năm 2027: 100% hộ có nước sạch - 800 hộ tại vùng cao hiện chưa được cấp nước, 40 hộ hiện đang ở nhà tạm.": [
            "100"
        ],
        "Di dời 40 hộ hiện đang ở nhà tạm.": ["40"],
    },
    "what was done, and of what it consists": {
        "Trên địa bàn đã khởi công xây mới và nâng cấp 24 công trình, đạt 80%, bao gồm: thi công 12 km đường, đạt tỷ lệ 85% và "
        "thi công 40 m cầu.": [],
        "Hồ sơ đã số hóa đạt 30% và xây dựng 05 kho dữ liệu.": ["30", "5"],
    },
    "a whole whose parts are told after it": {
        "Tổng số người học nghề trong năm là 900 người. Trong đó, sơ cấp có 700 người, đạt 86% kế hoạch năm.": [],
        "Tổng số người học nghề là 900 người. Trong đó, sơ cấp đạt 70%.": ["900", "70"],
    },
    "a statement beside an estimate": {
        "Tốc độ tăng trưởng đạt 12%; thu nhập bình quân ước đạt 50 triệu đồng, tăng 2 lần so với đầu nhiệm kỳ.": [],
    },
    "an old year before what is aimed at": {
        "Số câu lạc bộ năm 2020 đạt 120 câu lạc bộ (tăng bình quân 8%/năm), phấn đấu đến năm 2025 có 150 câu lạc bộ.": [
            "150"
        ],
        "Năm 2020, phấn đấu có 120 câu lạc bộ.": ["120"],
        "Kinh tế tiếp tục tăng trưởng khá (bình quân giai đoạn 2015 - 2020 đạt 10%).": [],
        "Tiếp tục xây dựng 05 mô hình.": ["5"],
    },
    "parts of a sum": {
        "Bố trí hơn 20 tỷ đồng, bao gồm hơn 60% vốn ngân sách.": ["20"],
        "Các chỉ tiêu chủ yếu gồm: thu nhập đạt trên 40 triệu đồng/người; thu ngân sách đạt 50 tỷ đồng.": ["40", "50"],
    },
    "what goes on after a report": {
        "Thu ngân sách đạt 75 tỷ đồng, vượt 23,2% dự toán, bảo đảm cân đối chi.": [],
        "Thu ngân sách đạt 75 tỷ đồng, vượt 23,2% dự toán, phấn đấu năm sau đạt 90 tỷ đồng.": ["90"],
        "Văn hóa đạt nhiều kết quả tích cực: an sinh được bảo đảm; 88% gia đình văn hóa, 95% người dân có thẻ.": [],
    },
    "all who have done it": {
        "100% đại biểu đã biểu quyết thông qua nghị quyết.": [],
        "100% hồ sơ đã tiếp nhận được số hóa trong ngày.": ["100"],
    },
    "what is foreseen": {
        "Thế giới hiện có hơn 270 triệu người sử dụng và dự báo tăng lên 300 triệu người vào năm 2030.": [],
        "Dự báo đến năm 2030 dân số đạt 1,2 triệu người; phấn đấu đạt chỉ tiêu 15 bác sĩ/vạn dân.": ["15"],
        "Lắp đặt 12 trạm dự báo lũ.": ["12"],
    },
    "more than all of the plan": {
        "Giải ngân vốn đầu tư công đạt 160% kế hoạch tỉnh giao.": [],
        "Giải ngân vốn đầu tư công đạt 100% kế hoạch tỉnh giao.": ["100"],
        "Xã đã đạt 17 chỉ tiêu, vượt kế hoạch 4 chỉ tiêu.": [],
    },
    "dots within a sentence": {
        "Tỷ lệ số hóa đạt hơn 99%; thanh toán trực tuyến đạt 100%... hoàn thành vượt mức chỉ tiêu được giao.": [],
        "Tỷ lệ số hóa đạt 99%... Tỷ lệ thanh toán đạt 100%.": ["99", "100"],
    },
    "what goes on without intent": {
        "Theo báo cáo, kinh tế tiếp tục phát triển khá; tổng giá trị ước đạt 729 tỷ đồng, thu nhập 54 triệu đồng/năm.": [],
        "Chương trình được duy trì và tiếp tục được nâng cao, toàn xã có 7 thôn kiểu mẫu.": [],
    },
    "the name of a campaign": {
        "Chương trình trồng 5 triệu ha rừng đã kết thúc.": [],
        "Trồng 5 triệu cây xanh.": ["5"],
    },
    "what is reached of what was set": {
        "Tỷ lệ cơ quan dùng chữ ký số đạt 83,2%/50%, tăng 12%.": [],
        "Rừng trồng đạt 1.553 ha/2.236 ha, độ che phủ 54%.": [],
        "Số xã đạt chuẩn: 12/15 xã.": ["12"],
    },
    "a word of intent that says how a thing is": {
        "Toàn tỉnh trồng được 465 ha rừng tập trung, đạt 66% kế hoạch năm.": [],
        "Tập trung trồng 465 ha rừng.": ["465"],
    },
    "what years have brought": {
        "Qua hai năm triển khai, tỷ lệ lao động qua đào tạo tăng từ 64,5% lên 70%.": [],
        "Qua hai năm tới, tỷ lệ lao động qua đào tạo đạt 70%.": ["70"],
    },
    "parts of what is told": {
        "Tỉnh đã trồng 8.300 ha rừng, đạt 91% kế hoạch. Trong đó, trồng cây gỗ lớn 1.900 ha; chăm sóc rừng 2.000 ha.": [],
    },
    "an estimate by a day": {
        "Tăng trưởng giai đoạn 2021-2025 đạt 6,7%; thu ngân sách đến cuối năm 2025 ước đạt 2.700 tỷ đồng.": [],
        "Đến năm 2030, thu ngân sách ước đạt 2.700 tỷ đồng.": ["2700"],
    },
    "those who meet": {
        "Đại hội có 350 đại biểu (200 đại biểu chính thức), đại diện cho hơn 24.000 đảng viên.": [],
    },
}


@pytest.mark.parametrize(("sentence", "figures"), [case for cases in CLASSES.values() for case in cases.items()])
def test_results_are_no_commitments(sentence: str, figures: list[str]) -> None:
    assert [f"{target.figure.low.normalize():f}" for target in targets_of_line(sentence)] == figures


TOLD = [
    "Hiện nay toàn tỉnh có 240 trường.",
    "Đến nay, 12 xã đã có trạm đo mưa.",
    "Năm 2024, thu ngân sách đạt 900 tỷ đồng.",
]
BARE = "Tỷ lệ tốt nghiệp đạt 98%."


@pytest.mark.parametrize(
    ("heading", "sentences", "kept"),
    [
        ("1. Về giáo dục", [TOLD[0], BARE, TOLD[1]], False),
        ("1. Về giáo dục", [TOLD[0], BARE], False),
        ("1. Về giáo dục", [BARE, TOLD[1]], False),
        ("1. Về giáo dục", [TOLD[0], BARE, BARE], True),
        ("1. Về giáo dục", [TOLD[0], TOLD[1], BARE, "Xây dựng 05 trường."], True),
        ("1. Về giáo dục", [TOLD[0], TOLD[1], "Tỷ lệ tốt nghiệp đạt tối thiểu 98%."], True),
        ("1. Mục tiêu", [TOLD[0], BARE, TOLD[1]], True),
        ("1. Mục tiêu đến năm 2030", [TOLD[0], BARE, TOLD[1]], True),
    ],
)
def test_what_nothing_marks_is_as_its_neighbours(heading: str, sentences: list[str], kept: bool) -> None:
    body = "".join(f"- {sentence}\n" for sentence in sentences)
    plan = parse_plan(text=f"KẾ HOẠCH\nChuyển đổi số năm 2026\n\nI. NỘI DUNG\n{heading}\n{body}")
    assert any(target.low == 98 for target in plan.targets) == kept
