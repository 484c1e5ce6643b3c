"""Which figures commit, class by class: sentences of our own, of kinds that plans of other provinces hold."""

from __future__ import annotations

import pytest

from vnplan.parse.targets.targets import targets_of_line

CLASSES = {
    "shares written as fractions": {
        "Đến năm 2025, có ít nhất 1/3 số xã đạt chuẩn nông thôn mới nâng cao.": "at_least 33.33 2025",
        "Giảm 1/2 số vụ cháy rừng.": "exact 50",
        "Đạt tối thiểu hai phần ba số tiêu chí.": "at_least 66.67",
        "Hơn 2/3 hộ chăn nuôi áp dụng biện pháp an toàn sinh học.": "at_least 66.67",
        "Bảo đảm 9/9 huyện có trung tâm điều hành.": "exact 9",
        "Ứng dụng bản đồ tỷ lệ 1/2.000 phục vụ quản lý đất đai.": "",
    },
    "ranks in words and far from their first place": {
        "Giữ vị trí thứ nhất khu vực Tây Nguyên về xuất khẩu cà phê.": "rank_within 1",
        "Nâng hạng chỉ số ICT Index lên thứ 10.": "rank_within 10",
        "Xếp hạng PCI từ vị trí 35 lên vị trí 25.": "rank_within 25",
        "Phấn đấu trở thành 1 trong 10 tỉnh có chỉ số chuyển đổi số cao nhất.": "rank_within 10",
        "Đến năm 2030 nằm trong 15 tỉnh có chỉ số PAR INDEX cao nhất cả nước.": "rank_within 15 2030",
        "Chỉ số PCI xếp thứ 15/34 tỉnh, thành phố.": "rank_within 15",
        "Cuộc Cách mạng công nghiệp lần thứ nhất và thứ tư.": "",
        "Xếp hạng 5 di tích cấp tỉnh.": "exact 5",
    },
    "comparators around multiples": {
        "Số lượng chuyên gia đạt ít nhất gấp 3 lần so với năm 2024.": "at_least 3",
        "Năng suất tăng tối thiểu gấp đôi.": "at_least 2",
        "Không còn quá 02 xã dưới 15 tiêu chí.": "at_most 2",
        "Thu hút trên dưới 50 hội viên.": "exact 50",
    },
    "rates of many": {
        "Tỷ lệ tử vong mẹ giảm còn dưới 42/100.000 trẻ đẻ sống.": "at_most 42",
        "Cứ 100 dân có 90 thuê bao di động băng rộng.": "exact 90",
    },
    "figures and years in the same order": {
        "Đến năm 2025, 2030 lần lượt có 50 và 120 sản phẩm OCOP.": "exact 50 2025; exact 120 2030",
        "Giai đoạn 2021 - 2025 và 2026 - 2030 đào tạo lần lượt 500 và 800 kỹ sư.": "exact 500 2025; exact 800 2030",
        "Giai đoạn 2021 – 2025 và 2026 – 2030 đào tạo lần lượt 500 và 800 kỹ sư.": "exact 500 2025; exact 800 2030",
        "Tỷ lệ cơ quan cung cấp dữ liệu mở: 50% (năm 2025), 100% (năm 2030).": "exact 50 2025; all 100 2030",
        "Trong 9 tháng đầu năm 2024, giải ngân 75% kế hoạch vốn.": "exact 75 2024-09-30",
    },
    "long numbers in words": {
        "Số hóa ba trăm năm mươi nghìn trang hồ sơ.": "exact 350000",
        "Xây dựng được một nghìn không trăm năm mươi câu hỏi trắc nghiệm.": "exact 1050",
    },
    "places, helpers and wholes that are counted": {
        "Triển khai thí điểm đô thị thông minh tại 01 thành phố, 02 thị xã.": "exact 1; exact 2",
        "Mở 05 lớp đào tạo nghề với 150 học viên.": "exact 5; exact 150",
        "Đến năm 2027 xóa toàn bộ 1.250 nhà tạm, nhà dột nát.": "exact 1250 2027",
        "Sở Y tế phối hợp với 12 huyện.": "",
        "Sở Nội vụ làm việc với toàn bộ 11 huyện.": "",
    },
    "where something is taught or installed": {
        "Dạy lập trình tại 45 trường trung học cơ sở.": "exact 45",
        "Lắp thiết bị cảm biến tại 12 hồ chứa nước.": "exact 12",
        "Học sinh ở 45 trường dự thi.": "",
    },
    "sums of a part with a verb, after a list of sources": {
        "Nguồn vốn gồm ngân sách trung ương, vốn doanh nghiệp; ngân sách tỉnh bố trí không dưới 18 tỷ đồng.": "at_least 18",
        "Kinh phí gồm 10 tỷ đồng ngân sách tỉnh, 5 tỷ đồng vốn doanh nghiệp.": "",
    },
    "time that is shortened": {
        "Rút ngắn ít nhất 2 ngày làm việc so với quy định.": "at_least 2",
        "Cắt giảm từ 15 ngày xuống còn 10 ngày thời gian giải quyết thủ tục.": "exact 10",
        "Xử lý văn bản hỏa tốc trong vòng 24 giờ.": "",
    },
    "names and slogans in quotation marks": {
        'Triển khai chương trình "1.000 sinh viên AI" với ít nhất 20 trường tham gia.': "at_least 20",
        "Xây dựng 05 “xã thông minh” kiểu mẫu trong năm 2024.": "exact 5 2024",
        "Thực hiện phong trào “Toàn dân xây dựng đời sống văn hóa” theo bộ tiêu chí gồm 5 tiêu chuẩn.": "",
    },
    "what the text has said": {
        "Thực hiện tốt ba nhiệm vụ trọng tâm nêu trên.": "",
        "Tổng số 45 nhiệm vụ, trong đó 20 nhiệm vụ do Sở Khoa học và Công nghệ chủ trì.": "",
        "Danh sách 168 xã, phường, đặc khu kèm theo Phụ lục 3.": "",
    },
    "states and their differences": {
        "Tỷ lệ này thấp hơn 5% so với mức bình quân chung cả nước.": "",
        "Chưa đầy 10% số trường có phòng thực hành đạt chuẩn.": "",
        "Theo khảo sát, 45% doanh nghiệp gặp khó khăn về vốn.": "",
        "So với cùng kỳ năm 2022, số vụ cháy tăng 12%.": "",
        "Tỉnh có diện tích tự nhiên 4.600 km2, dân số trên 850 nghìn người.": "",
        "Với đường biên giới dài 231 km, tỉnh có vị trí quan trọng.": "",
        "Với mục tiêu có 20 làng nghề, tỉnh hỗ trợ 50 hộ.": "exact 20; exact 50",
        "Khu công nghệ số tập trung nằm cách trung tâm thành phố 12 km.": "",
        "Khoan 10 giếng quan trắc, mỗi giếng sâu 80 m.": "exact 10",
    },
    "results of years before the oldest decision": {
        "Năm 2020, doanh thu công nghệ thông tin đạt 1.200 tỷ đồng.": "",
        "Trong giai đoạn 2016 - 2020, tỉnh triển khai 45 nhiệm vụ khoa học và công nghệ.": "",
        "Chỉ số PCI năm 2020 của tỉnh tăng 8 bậc so với năm 2019.": "",
        "Đến năm 2020, đạt 60% xã có cáp quang.": "exact 60 2020",
        "Năm 2021, doanh thu đạt 1.500 tỷ đồng.": "exact 1500 2021",
    },
    "dates of another sentence": {
        "Đợt 1, đợt 2 năm 2026 xét duyệt nhiệm vụ. Tăng 1,5 lần số lượng sáng chế.": "exact 1.5",
        "Đến năm 2025, hoàn thành hạ tầng số. 100% xã có cáp quang.": "all 100 2025",
        "Có 20 mô hình trước năm 2027. Toàn ngành có 12.500 cán bộ.": "exact 20 2027",
    },
    "an outlook that is the only date": {
        "Tầm nhìn đến năm 2045, tỉnh thuộc nhóm 10 địa phương phát triển nhất.": "rank_within 10 2045",
        "Đến năm 2030, tầm nhìn 2045, có 03 trung tâm đổi mới sáng tạo.": "exact 3 2030",
    },
    "what is done, lacks, or makes up": {
        "Đã hỗ trợ 25 doanh nghiệp, đào tạo 300 học viên.": "",
        "Đã hỗ trợ 25 doanh nghiệp, phấn đấu hỗ trợ 100 doanh nghiệp.": "exact 100",
        "Tuy nhiên, chỉ có 20% doanh nghiệp quan tâm.": "",
        "Nguồn nhân lực còn thiếu khoảng 150 kỹ sư.": "",
        "Chi phí logistics còn cao, chiếm khoảng 20% GDP.": "",
        "Diện tích đất nông nghiệp chiếm 80% diện tích tự nhiên.": "",
        "Phấn đấu kinh tế số chiếm 20% GRDP.": "exact 20",
        "Tỉnh có 12 dân tộc, trong đó dân tộc Thái chiếm 53%.": "",
        "Nhiệm vụ được phân kỳ thành hai đợt.": "",
        "Hồ sơ lập thành 04 bộ gửi Sở Tài chính.": "",
    },
    "năm that counts and năm that is a year": {
        "Trong năm năm tới, đào tạo ba nghìn kỹ sư.": "exact 3000",
        "Hằng năm, mỗi huyện chọn năm xã làm điểm.": "exact 5",
        "Năm 2025, năm xã hoàn thành chuyển đổi số.": "exact 5 2025",
        "Kế hoạch năm năm và hằng năm của tỉnh.": "",
    },
    "verbs and things of other fields": {
        "Huấn luyện 15 đại đội dân quân tự vệ.": "exact 15",
        "Chiếu phim lưu động 600 buổi/năm tại các xã vùng cao.": "exact 600",
        "Nghiệm thu 15 nhiệm vụ, công bố 20 bài báo.": "exact 15; exact 20",
        "Thoái vốn tại 04 doanh nghiệp nhà nước trong giai đoạn 2021 - 2025.": "exact 4 2025",
        "Số học sinh được học hai buổi/ngày đạt 90%.": "exact 90",
        "Xây dựng 4 nhà văn hóa thôn.": "exact 4",
        "Liên kết 4 nhà trong sản xuất nông nghiệp.": "",
        "Hội nghị Trung ương 6 khóa XIII.": "",
    },
    "bounds apart from their figure, scores, rates of time": {
        "Tối thiểu mỗi xã 01 điểm, mỗi huyện 03 điểm.": "at_least 1; exact 3",
        "Bảo đảm mỗi trạm y tế có tối thiểu một bác sĩ và hai điều dưỡng.": "at_least 1; exact 2",
        "Bảo đảm 24/24 xã có mạng truyền số liệu, giám sát 24/24 giờ.": "exact 24",
        "Kết quả chấm điểm đạt từ 85/100 điểm trở lên.": "at_least 85",
        "Thời gian xử lý 01 hồ sơ không quá 15 phút.": "at_most 15",
        "Tối đa 15 phút/giao dịch tại bộ phận một cửa.": "at_most 15",
        "Tỷ trọng 3 khu vực đạt lần lượt 15%, 45% và 40%.": "exact 15; exact 45; exact 40",
        "Tỉ trọng 3 khu vực đạt lần lượt 15%, 45% và 40%.": "exact 15; exact 45; exact 40",
    },
    "what a report tells": {
        "Trong 6 tháng đầu năm 2021, thu ngân sách đạt 4.200 tỷ đồng, bằng 55% dự toán.": "",
        "Quy mô GRDP năm 2021 ước đạt 62.000 tỷ đồng.": "",
        "Năm ngoái tỉnh hỗ trợ 300 hộ.": "",
        "Bão số 3 gây thiệt hại 500 tỷ đồng.": "",
        "Đội ngũ cán bộ khoa học có 350 thạc sĩ, 25 tiến sĩ.": "",
        "Tuyến đường dài 12 km đang được thi công.": "",
        "Nâng cấp 20 trạm đang hoạt động và xây mới 10 trạm.": "exact 20; exact 10",
    },
    "parts of a whole, lists and how far a state has moved": {
        "Tập huấn cho 900 lượt hộ sản xuất (năm 2026: 400 lượt; năm 2027: 500 lượt).": "exact 900; exact 400 2026; exact 500 2027",
        "Đến năm 2025, số giáo viên đạt 210 người (năm 2021: 154 người).": "exact 210 2025",
        "Hoàn thành 3/4 khối lượng công việc trong năm 2027.": "exact 75 2027",
        "Đàn trâu đạt 60 nghìn con, đàn dê 45.000 con.": "exact 60; exact 45000",
        "Phục chế 300 hiện vật và 40 sắc phong đã kiểm kê.": "exact 300; exact 40",
        "97 trạm đã kết nối, 20 trạm chưa có điện.": "",
        "Toàn huyện có thêm 6 xã đạt chuẩn, nâng tổng số lên 20 xã.": "exact 6; exact 20",
        "Toàn huyện có khoảng 6 xã vùng cao.": "",
        "Năm 2024 ước đạt 60%, tăng 2% so với năm 2023.": "",
        "Tăng 2% so với năm 2023.": "exact 2",
    },
    "more than a plan, sizes, and what there is to be none of": {
        "Thu ngân sách vượt 8% dự toán.": "exact 8",
        "Tăng trưởng vượt 8%.": "at_least 8",
        "Không còn xã đạt dưới 12 tiêu chí.": "",
        "Không quá 12 hộ nghèo.": "at_most 12",
        "Mặt đường rộng 7,5 m, quy mô 6 làn xe.": "",
        "Phát huy vai trò của đội ngũ 900 già làng, trưởng bản.": "",
        "Xây dựng đội ngũ 200 chuyên gia.": "exact 200",
    },
    "halves, marks and lists that are entered": {
        "Hơn nửa số trạm y tế có bác sĩ.": "at_least 50",
        "Quá nửa số khu phố có camera.": "at_least 50",
        "Quá nửa nhiệm kỳ đã trôi qua.": "",
        "Doanh thu du lịch vượt mốc 5.000 tỷ đồng vào năm 2027.": "at_least 5000 2027",
        "Độ mặn không vượt ngưỡng 4 mg/l.": "at_most 4",
        "Năm 2028, đưa tỉnh vào danh sách 10 địa phương thông thoáng nhất cả nước.": "rank_within 10 2028",
        "Phấn đấu xếp hạng từ thứ 12 trở lên.": "rank_within 12",
    },
    "what each one does": {
        "Mỗi chi hội đảm nhận một công trình.": "exact 1",
        "Từng khoa phụ trách một đề tài.": "exact 1",
        "Chương trình mỗi xã một sản phẩm.": "",
        "Họp 01 lần/tháng và kiểm tra tối thiểu 01 lần/quý.": "at_least 1",
        "Họp giao ban 01 lần/tháng.": "",
    },
    "shares of what is found out, zero": {
        "Tỷ lệ người bệnh được phát hiện ≥ 60%.": "at_least 60",
        "Giao quân đủ 100% chỉ tiêu.": "all 100",
        "Phát hiện 12 vụ buôn lậu.": "",
        "Số ca mắc bằng 0.": "exact 0",
    },
    "plans and halves of a year": {
        "Kế hoạch năm 2026: 12 cuộc thanh tra.": "exact 12 2026",
        "Nửa đầu năm 2027 khởi công 03 cầu.": "exact 3 2027-06-30",
        "Nửa cuối năm 2027 khởi công 03 cầu.": "exact 3 2027-12-31",
    },
    "norms, names of campaigns, what is said once more": {
        "Mức hỗ trợ: 400.000 đồng/người/tháng.": "",
        "Đơn giá 2.500 đồng/m3, thời hạn vay 24 tháng.": "",
        "Mức hỗ trợ bình quân tăng 10%.": "exact 10",
        "Tham gia Đề án 1 triệu héc-ta lúa, tỉnh đăng ký 80.000 héc-ta.": "exact 80000",
        "Lập đề án 20 tỷ đồng cho hạ tầng số.": "exact 20",
        "Hàng qua cảng đạt 40 triệu tấn, tương đương 3 triệu TEU.": "exact 40",
        "Tương đương 3 triệu TEU qua cảng.": "exact 3",
    },
    "the present and its shortcomings": {
        "Toàn ngành hiện quản lý 245 hồ chứa.": "",
        "Số doanh nghiệp tăng 1,4 lần; tuy nhiên quy mô còn nhỏ.": "",
        "Phấn đấu số doanh nghiệp tăng 1,4 lần.": "exact 1.4",
        "Quản lý các phương tiện có tải trọng trên 10 tấn.": "",
        "Bí thư chi bộ 9 thôn tham gia tổ công nghệ số.": "",
    },
    "what was lost, what money makes, habits, values after a colon": {
        "Mưa lũ làm chết 02 người, cuốn trôi 35 ngôi nhà.": "",
        "Diện tích rừng bị thiệt hại giảm 30%.": "exact 30",
        "Dành 300 tỷ đồng xây dựng 12 hồ chứa.": "exact 300; exact 12",
        "100 doanh nghiệp đạt giá trị trên 10 triệu USD.": "exact 100",
        "Định kỳ 02 lần/tháng tiếp công dân.": "",
        "Kiểm tra định kỳ 02 lần/năm.": "exact 2",
        "Định kỳ tối thiểu 02 lần/tháng kiểm tra hiện trường.": "at_least 2",
        "Số bác sĩ/10.000 dân: 12.": "exact 12",
        "Số trang: 15; ký hiệu: 12.": "",
        "Giải quyết dứt điểm 06 vụ việc.": "exact 6",
        "Nhà trong hành lang 15 m tính từ mép đường.": "",
    },
    "abbreviated, spelt otherwise, without a blank": {
        "Đến năm 2030: 20-25 HTX; 40 DNNVV.": "range 20 2030; exact 40 2030",
        "Có thêm 12 bác sỹ, 3 thạc sỹ.": "exact 12; exact 3",
        "Đến năm 2030,100% thôn có điện.": "all 100 2030",
        "Điều chỉnh 02 QHC.": "exact 2",
        "Vùng có lượng mưa trên 500 mm.": "",
    },
    "norms that acts and schemes set": {
        "Hộ nghèo được hỗ trợ 150.000 đồng/tháng và 15 kg gạo/tháng.": "",
        "Hỗ trợ 60% mức đóng theo quy định tại Nghị định số 20/2024/NĐ-CP.": "",
        "Luật Đầu tư công quy định mức dự phòng từ 3% đến 5%.": "",
        "Thời gian bố trí vốn không quá 04 năm theo quy định của Luật Đầu tư công.": "",
        "Nâng mức hỗ trợ lên 2 triệu đồng/người/tháng.": "exact 2",
        "Giải quyết 100% hồ sơ đúng hạn theo quy định của pháp luật.": "all 100",
        "Bố trí 2% chi ngân sách theo quy định của Luật Khoa học và công nghệ.": "exact 2",
        "Mức hỗ trợ 3 triệu đồng/hộ; 50 hộ tham gia mô hình.": "exact 50",
    },
    "people by what they do": {
        "Bồi dưỡng 40 hướng dẫn viên, 12 thuyết minh viên người dân tộc.": "exact 40; exact 12",
        "Đào tạo 25 kiểm dịch viên.": "exact 25",
    },
    "records are reached already": {
        "Năm 2024, giá trị sản xuất tăng 5,2%, cao nhất từ trước đến nay.": "",
        "Lượng khách đạt 2 triệu lượt, nhiều nhất trong 5 năm qua.": "",
        "Phấn đấu tăng 6%, cao nhất trong 5 năm trở lại đây.": "exact 6",
        "Giảm 10% số vụ cháy so với bình quân 5 năm qua.": "exact 10",
    },
    "sums, waiting, lists of places, losses that are bounded": {
        "Hỗ trợ mỗi hộ 03 con dê, tổng số 450 con.": "exact 3; exact 450",
        "Tổng số 45 nhiệm vụ được giao.": "",
        "Người dân chờ tối đa 15 phút.": "at_most 15",
        "Lắp camera tại 12 cổng chợ đêm, 20 bãi đỗ xe.": "exact 12; exact 20",
        "Diện tích rừng thiệt hại không quá 0,1%.": "at_most 0.1",
        "Bố trí 30 tỷ đồng để kiên cố hóa 80 phòng học.": "exact 30; exact 80",
        "Khoảng cách từ xã đến trung tâm là 35 km.": "",
    },
    "investment as a goal": {
        "Tổng mức đầu tư toàn xã hội giai đoạn 2021-2025 đạt khoảng 150 nghìn tỷ đồng.": "exact 150 2025",
        "Tổng kinh phí thực hiện Kế hoạch dự kiến là 120 tỷ đồng.": "",
    },
}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pair for sentences in CLASSES.values() for pair in sentences.items()],
)
def test_figures_of_each_class(sentence: str, expected: str) -> None:
    found = [
        " ".join(filter(None, (t.figure.comparator.value, f"{t.figure.low.normalize():f}", t.deadline)))
        for t in targets_of_line(sentence)
    ]
    assert "; ".join(found) == expected
