"""Forms of targets as plans and the news of them are published: sentences of our own, class by class."""

from __future__ import annotations

import pytest

from vnplan.parse.targets.targets import targets_of_line

CLASSES = {
    "a range after a word that also opens names": {
        "Duy trì tốc độ tăng giá trị sản xuất ở mức 4-4,5%.": "range 4~4.5",
        "Tỷ trọng điện tái tạo trong tổng cung sơ cấp 12 – 18% năm 2030.": "range 12~18 2030",
        "Giảm phát thải ở mức 10 - 30% vào năm 2030, lên mức 60 - 75% vào năm 2045.": "range 10~30 2030; range 60~75 2045",
        "Thực hiện nhiệm vụ cấp 1 - 2 theo quy chế.": "",
    },
    "a range in brackets, its percent after them": {
        "Đến năm 2030, số giảng viên là tiến sĩ đạt (30-45)%.": "range 30~45 2030",
        "Sản lượng tăng bình quân (6 - 8)%/năm.": "range 6~8",
    },
    "a part of what is to be by the same time": {
        "Tỷ lệ qua đào tạo đạt 70% vào năm 2027, trong đó lao động có bằng cấp, chứng chỉ đạt 29%.": "exact 70 2027; exact 29 2027",
        "Thu ngân sách năm 2027 đạt 900 tỷ đồng. Trong đó, thu nội địa đạt 700 tỷ đồng.": "exact 900 2027; exact 700 2027",
        "Có 70% hộ năm 2027; xây dựng 12 trạm, trong đó 03 trạm vùng cao.": "exact 70 2027; exact 12; exact 3",
        "Thống nhất các mục tiêu, chỉ tiêu phát triển đến năm 2030, trong đó thu ngân sách đạt 900 tỷ đồng.": "exact 900 2030",
    },
    "words of aim before the date, beyond its sentence": {
        "Tỉnh giao mục tiêu tăng trưởng trong năm 2027 cho các xã. Xã A 12%; xã B 10%.": "exact 12 2027; exact 10 2027",
        "Trong năm 2027 tổ chức hội nghị. Xây dựng 05 mô hình.": "exact 5",
        "Năm 2027: hoàn thành kho dữ liệu. Tỷ lệ hồ sơ số hóa đạt 90%.": "exact 90 2027",
        "Năm 2026: thu ngân sách tăng khá. Phấn đấu đạt 90 tỷ đồng.": "exact 90",
    },
    "a bound after what is counted": {
        "Mỗi chi hội giúp hai gia đình hội viên trở lên.": "at_least 2",
        "Phấn đấu có 80% cơ sở trở lên đạt vững mạnh.": "at_least 80",
    },
    "how far something moves by when it is improved": {
        "Cải thiện thứ hạng trong năm 2027, tăng ít nhất 01 bậc so với năm 2026, khắc phục các chỉ số giảm điểm trong năm "
        "2026.": "at_least 1 2027",
    },
    "what the members of a body are taught": {
        "Phối hợp dạy nghề cho 1.800 nông dân; tỷ lệ có việc làm đạt 70% trở lên.": "exact 1800; at_least 70",
    },
    "what a thing is done for has a figure of its own": {
        "Đào tạo 100 thạc sĩ để nâng tỷ lệ cán bộ có trình độ sau đại học lên trên 16% và tỷ lệ viên chức trên 7%.": (
            "exact 100; at_least 16; at_least 7"
        ),
        "Bán lẻ trực tuyến tăng trưởng từ 20-30% mỗi năm để chiếm 20% tổng mức bán lẻ.": "range 20~30; exact 20",
        "Mỗi năm tăng tối thiểu 20% cho đến khi đạt tỷ lệ 100%.": "at_least 20; all 100",
        "Kinh tế số chiếm 20% GRDP với năng suất lao động tăng bình quân trên 7%/năm.": "exact 20; at_least 7",
        "Công nhận 12 sản phẩm đạt giá trị trên 7 tỷ đồng.": "exact 12",
    },
    "what is aimed at within what is set out": {
        "Năm 2027, xã đề ra 18 chỉ tiêu, trong đó phấn đấu thu ngân sách đạt hơn 40 tỷ đồng, tăng 10% so với năm 2026.": (
            "at_least 40 2027; exact 10 2027"
        ),
    },
    "one time for what is measured after it": {
        "Kinh tế số chiếm 20% GRDP vào năm 2027. Tổng chi cho nghiên cứu đạt ít nhất 1,5% GRDP.": (
            "exact 20 2027; at_least 1.5 2027"
        ),
        "Kinh tế số chiếm 20% GRDP năm 2027; thương mại điện tử trên 10%.": "exact 20 2027; at_least 10 2027",
        "Kinh tế số chiếm 20% năm 2027 và 30% năm 2030. Năng suất tăng 5%/năm.": "exact 20 2027; exact 30 2030; exact 5",
        "Hoàn thành 20% đường năm 2027; xây dựng 30% cầu.": "exact 20 2027; exact 30",
    },
    "what is reached each year, by no horizon": {
        "Đến năm 2030, chi bộ tốt đạt 90%; hằng năm, có từ 80% đảng viên tốt.": "exact 90 2030; at_least 80",
        "Giai đoạn 2025 - 2030, mỗi năm đào tạo 500 người.": "exact 500 2030",
    },
    "a width that is none": {
        "Tỷ lệ hộ có đường truyền băng rộng trên 85%.": "at_least 85",
    },
    "an old year after what is to be done": {
        "Nâng độ che phủ rừng lên 48% vào năm 2015 và trên 50% vào năm 2020.": "exact 48 2015; at_least 50 2020",
        "Độ che phủ rừng đạt 48% vào năm 2015.": "",
    },
    "the least is a bound": {
        "Tỷ lệ trẻ ra lớp đạt: thấp nhất là 30% đối với nhà trẻ, 97% đối với mẫu giáo.": "at_least 30; exact 97",
    },
    "an age in what is measured": {
        "Tỷ lệ trẻ đi học đúng độ tuổi trên 93,5%.": "at_least 93.5",
        "Khám cho phụ nữ độ tuổi 30.": "",
    },
    "places where different things are done": {
        "Xây dựng nông thôn mới tại 3 xã và tiếp tục xây dựng nông thôn mới tại 2 xã.": "exact 3; exact 2",
        "Triển khai tại 05 xã, lắp đặt 20 trạm đo mưa.": "exact 20",
        "Giao mục tiêu cho 16 tỉnh, thành.": "",
    },
    "what each of a share has": {
        "100% trường đại học, 50% trường cao đẳng, trung cấp có ít nhất 2 ý tưởng.": "all 100; exact 50",
        "Giảm hộ nghèo 3%, toàn huyện có ít nhất 5 xã đạt chuẩn.": "exact 3; at_least 5",
    },
    "more than one thousand million": {
        "Kim ngạch xuất khẩu thủy sản đạt trên 1 tỷ USD vào năm 2025.": "at_least 1 2025",
        "Sản lượng tôm đạt trên 1 triệu tấn.": "at_least 1",
        "Giá trị sản phẩm trên 1 ha đất trồng trọt đạt 130 triệu đồng.": "exact 130",
        "Có 12 vụ tai nạn trên 1 triệu dân.": "exact 12",
    },
    "who strives by when, before a comma": {
        "Theo đó, huyện phấn đấu đến năm 2026, tỷ lệ lao động qua đào tạo đạt 55%.": "exact 55 2026",
        "Nghị quyết đưa ra mục tiêu đến năm 2030, đạt 32 giường bệnh.": "exact 32 2030",
        "Hoàn thành khung kiến trúc trước năm 2026, đào tạo 50 cán bộ.": "exact 50",
    },
    "the period of an act whose aims are told": {
        "Theo Chương trình phát triển lâm nghiệp giai đoạn 2021 - 2025 vừa được phê duyệt, tỉnh đặt mục tiêu trồng "
        "3.000 ha rừng.": "exact 3000 2025",
        "Trong Chiến lược phát triển 10 năm 2021 - 2030, tỉnh đặt mục tiêu tốc độ tăng trưởng 8%/năm.": "exact 8 2030",
        "Thực hiện Chương trình phát triển lâm nghiệp giai đoạn 2021 - 2025, trồng 3.000 ha rừng.": "exact 3000",
        "Trong kế hoạch phát triển hợp tác xã giai đoạn 2021 - 2025, tỉnh đặt mục tiêu xây dựng mô hình kiểu mới. Tốc độ "
        "tăng trưởng đạt 7%/năm.": "exact 7 2025",
    },
    "a date with words of aim, beyond its sentence": {
        "Mục tiêu là đến năm 2026, phấn đấu thu nhập tăng 2 lần. 80% xã có đường ô tô.": "exact 2 2026; exact 80 2026",
        "Năm 2026, ngành y tế phấn đấu hoàn thành các chỉ tiêu. 92% dân số có thẻ bảo hiểm y tế.": "exact 92 2026",
    },
    "an outlook with figures of its own": {
        "Đến năm 2025 đạt 60%, định hướng đến năm 2030 đạt 80%.": "exact 60 2025; exact 80 2030",
        "Đến năm 2025, tỷ lệ đạt 60%; tầm nhìn đến năm 2045, tỷ lệ đạt 80%.": "exact 60 2025; exact 80 2045",
        "Giảm số vụ cháy mỗi năm 5-10%, hướng tới năm 2030 giảm ít nhất 50%.": "range 5~10; at_least 50 2030",
        "Đến năm 2025, định hướng đến năm 2030, có 03 trung tâm số.": "exact 3 2025",
    },
    "two subjects joined by and": {
        "Trung học cơ sở đạt 98% và hoàn thành chương trình cấp trung học phổ thông đạt 94%.": "exact 98; exact 94",
        "Mua sắm trực tuyến đạt 70% và doanh số bán lẻ trên mạng tăng trưởng từ 20-30% mỗi năm.": "exact 70; range 20~30",
        "Nâng cao chất lượng và tăng cường kiểm tra hồ sơ địa chính đạt 94%.": "exact 94",
    },
    "parts of a whole in brackets": {
        "Diện tích nuôi tôm sú là 560 ha (thâm canh, bán thâm canh đạt 65 ha).": "exact 560; exact 65",
        "Toàn tỉnh có thêm 90 hợp tác xã (65 hợp tác xã nông nghiệp, 25 hợp tác xã dịch vụ).": "exact 90; exact 65; exact 25",
        "Phấn đấu 50% số xã (8 xã) đạt chuẩn.": "exact 50",
        "Diện tích mía 2.000 ha (trồng mới 800 ha).": "exact 2000; exact 800",
        "Duy trì tỷ số giới tính từ 103 đến 107 bé trai/100 bé gái (tốc độ tăng tỷ số không quá 0,4%).": "range 103~107; at_most 0.4",
        "Nhà ở bình quân đạt 28,6 m2 sàn/người (cả nước đạt 28 m2 sàn/người).": "exact 28.6",
        "Diện tích dược liệu đạt 39 ha - trong đó trồng mới là 37 ha.": "exact 39; exact 37",
    },
    "a date in brackets with a figure of its own": {
        "Có 53 xã đạt chuẩn (trong đó thêm 05 xã trong năm 2026).": "exact 53; exact 5 2026",
    },
    "a figure in the subject of a share": {
        "Tăng tỷ lệ người cao tuổi được khám ít nhất 1 lần/năm là 15%.": "exact 15",
        "Tỷ lệ hộ có từ 2 máy trở lên đạt 40%.": "exact 40",
        "Kiểm tra ít nhất 1 lần/năm; tỷ lệ cơ sở đạt chuẩn là 15%.": "at_least 1; exact 15",
    },
    "what a size tells of": {
        "100% tuyến đường có vỉa hè ổn định, có quy mô từ 3 m trở lên được trồng cây.": "all 100",
    },
    "people of a province by a year, and boys to girls": {
        "Đến năm 2030, quy mô dân số 104 triệu người.": "exact 104 2030",
        "Tỷ số giới tính khi sinh dưới 109 bé trai/100 bé gái.": "at_most 109",
    },
    "what is in force already may be what is worked on": {
        "Số hóa kết quả đang còn hiệu lực đạt tỷ lệ 30%.": "exact 30",
        "Tỉnh đang triển khai 30 mô hình.": "",
    },
    "members of cooperatives and of boards": {
        "Đến năm 2030 có 240 hợp tác xã với 50.000 thành viên.": "exact 240 2030; exact 50000 2030",
        "Thành lập tổ giúp việc gồm 15 thành viên kiêm nhiệm.": "",
    },
    "places of all there are": {
        "Phấn đấu chỉ số chuyển đổi số trong nhóm 30/63 tỉnh, thành phố.": "rank_within 30",
        "Chỉ số cải cách hành chính xếp 9/63 tỉnh, thành phố.": "rank_within 9",
        "Bảo đảm 9/9 huyện có trung tâm điều hành.": "exact 9",
    },
    "a second place as far from its words": {
        "Nằm trong 4 nước có hệ thống đào tạo tốt nhất khu vực và trong 10 nước có hệ thống đào tạo hiện đại và uy tín nhất "
        "châu lục.": "rank_within 4; rank_within 10",
    },
    "what a document sets out": {
        "Đại hội xác định 5 nhiệm vụ trọng tâm và 10 giải pháp cụ thể.": "",
        "Về kinh tế có 6 chỉ tiêu gồm: tốc độ tăng trưởng trên 10%.": "at_least 10",
        "Triển khai ít nhất 05 nhiệm vụ khoa học.": "at_least 5",
    },
    "what is foreseen": {
        "Nhu cầu giống toàn vùng cần khoảng 120 tỷ con.": "",
        "Đáp ứng 80% nhu cầu giống.": "exact 80",
    },
    "a measure that comes to nought": {
        "Đến năm 2050, tỉnh đạt phát thải ròng bằng 0.": "exact 0 2050",
        "Giảm phát thải so với kịch bản thông thường ở mức 15 - 35%.": "range 15~35",
    },
}


def found(sentence: str) -> str:
    out = []
    for target in targets_of_line(sentence):
        figure = target.figure
        value = f"{figure.low.normalize():f}" + (f"~{figure.high.normalize():f}" if figure.high is not None else "")
        out.append(" ".join(filter(None, [figure.comparator.value, value, target.deadline])))
    return "; ".join(out)


@pytest.mark.parametrize(("sentence", "expected"), [case for cases in CLASSES.values() for case in cases.items()])
def test_published_forms_are_read(sentence: str, expected: str) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Đến năm 2025: Dịch vụ: 52%, công nghiệp: 43%, nông nghiệp: 5%.", ["Dịch vụ", "công nghiệp", "nông nghiệp"]),
        ("Đến năm 2025: 100% xã có điện, cụ thể là: 50% phường, 20% thôn.", ["xã có điện", "phường", "thôn"]),
        ("Tỷ lệ xử lý đạt 30% vào năm 2027, lên mức 60% vào năm 2030.", ["Tỷ lệ xử lý", "Tỷ lệ xử lý"]),
    ],
)
def test_figures_listed_after_their_names_are_of_those(sentence: str, expected: list[str]) -> None:
    assert [target.indicator for target in targets_of_line(sentence)] == expected


def test_yearly_growth_in_brackets_is_no_repetition() -> None:
    assert found("Vốn đầu tư đến năm 2025: 3.100 tỷ đồng (theo giá hiện hành, tăng từ 12,5 đến 13,5%/năm).") == (
        "exact 3100 2025; range 12.5~13.5 2025"
    )


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Mỗi năm giải quyết việc làm cho khoảng 3.000 lao động.", "giải quyết việc làm"),
        ("Phấn đấu đến năm 2030 đào tạo nghề cho 1.500 người", "đào tạo nghề"),
        ("Đào tạo cho 300 nông dân", "nông dân"),
        ("Đến năm 2030, tạo việc làm cho 62.000 lao động trực tiếp", "tạo việc làm"),
        ("Lắp đặt máy tính bảng cho 30 trường vùng cao", "Lắp đặt máy tính bảng"),
        ("Đến năm 2030, phát triển đạt 15 cơ sở chế biến chè", "cơ sở chế biến chè"),
        ("Bình quân hàng năm kết nạp hội viên mới: trên 4%", "Bình quân hàng năm kết nạp hội viên mới"),
        ("Tỷ lệ chi hội hoàn thành tốt: 15% trở lên/tổng số chi hội", "Tỷ lệ chi hội hoàn thành tốt"),
        ("Phấn đấu mục tiêu tăng trưởng cả nước đạt 8%", "tăng trưởng cả nước"),
        ("Tỷ số giới tính khi sinh dưới 109 bé trai/100 bé gái", "Tỷ số giới tính khi sinh"),
        ("Phấn đấu có 80% cơ sở trở lên đạt vững mạnh", "cơ sở trở lên đạt vững mạnh"),
        ("Mục tiêu cụ thể đến năm 2027 đạt khoảng 55% người dân mua sắm trực tuyến", "người dân mua sắm trực tuyến"),
        ("Giảm tỷ lệ suy dinh dưỡng từ 0,2 đến 0,3%/năm trở lên", "tỷ lệ suy dinh dưỡng"),
        ("Cơ cấu kinh tế: nông, lâm, thủy sản 33%", "nông, lâm, thủy sản"),
        ("Ngành nông, lâm nghiệp đạt tốc độ tăng trưởng bình quân 4%", "Ngành nông, lâm nghiệp đạt tốc độ tăng trưởng"),
        ("Phấn đấu đạt tổng diện tích khoảng 370 ha", "tổng diện tích"),
        ("Cơ cấu năm 2027: công nghiệp, xây dựng: 40%", "công nghiệp, xây dựng"),
    ],
)
def test_what_is_done_for_those_counted_says_what_is_measured(sentence: str, indicator: str) -> None:
    (found,) = targets_of_line(sentence)
    assert found.indicator == indicator


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Sau 4 năm thực hiện đề án, tỷ lệ hộ nghèo còn dưới 3%", False),
        ("Sau hơn 4 năm, tỷ lệ hộ nghèo còn dưới 3%", False),
        ("Sau 4 năm, thu nhập của hộ tham gia tăng ít nhất 1,5 lần", True),
        ("Đến tháng 9/2016, cả nước có 800 đô thị", False),
        ("Đến năm 2020, cả nước có 800 đô thị", True),
    ],
)
def test_what_a_time_has_brought_is_no_target(sentence: str, kept: bool) -> None:
    assert bool(targets_of_line(sentence)) == kept


def test_all_or_more_is_a_bound() -> None:
    bounds = [
        targets_of_line(f"Thu ngân sách đạt 100% {words}")[0].figure.comparator.value for words in ("", "trở lên")
    ]
    assert bounds == ["all", "at_least"]
