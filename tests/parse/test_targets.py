"""Targets: which figures of a clause are commitments, and their slots. Sentences of our own, by class."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from vnplan.models import Node, NodeKind, Span
from vnplan.parse.targets import find_targets, targets_of_line

Slots = tuple[str, str, str | None, str | None]


def slots(sentence: str, **context: object) -> list[Slots]:
    """comparator, low, high, deadline of each target of one sentence."""
    return [
        (
            t.figure.comparator.value,
            _short(t.figure.low),
            None if t.figure.high is None else _short(t.figure.high),
            t.deadline,
        )
        for t in targets_of_line(sentence, **context)  # type: ignore[arg-type]
    ]


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def read(expected: str) -> list[Slots]:
    """'at_least 5 2025; range 2-3' as slots."""
    out: list[Slots] = []
    for item in filter(None, (part.strip() for part in expected.split(";"))):
        comparator, figure, *deadline = item.split()
        low, _, high = figure.partition("~")
        out.append((comparator, low, high or None, deadline[0] if deadline else None))
    return out


POSITIVE = [
    # counts after verbs that commit
    ("Thành lập 08 câu lạc bộ tin học trong trường trung học cơ sở.", "exact 8"),
    ("Số hóa 45.000 trang tài liệu lưu trữ lịch sử trong năm 2026.", "exact 45000 2026"),
    ("Trồng mới 3 triệu cây xanh phân tán vào năm 2025.", "exact 3 2025"),
    ("Cứng hóa 120 km đường trục thôn đến năm 2027.", "exact 120 2027"),
    ("Tập huấn kỹ năng an toàn thông tin cho 1.500 lượt cán bộ, công chức.", "exact 1500"),
    ("Giải quyết việc làm mới cho 16.500 lao động mỗi năm.", "exact 16500"),
    ("Xuất bản 02 sổ tay hướng dẫn sử dụng dịch vụ công.", "exact 2"),
    ("Đưa vào vận hành một nhà máy xử lý rác trước năm 2026; thành lập một trung tâm điều hành.", "exact 1 2026; exact 1"),
    ("Phát triển được 07 chuỗi liên kết tiêu thụ nông sản.", "exact 7"),
    ("Mỗi huyện lựa chọn 02 xã làm điểm.", "exact 2"),
    ("Mỗi xã có ít nhất một mô hình sản xuất hiệu quả.", "at_least 1"),
    ("Ít nhất mỗi thôn có 01 tổ tự quản.", "at_least 1"),
    ("Có 15 xã đạt chuẩn nông thôn mới nâng cao.", "exact 15"),
    ("Hỗ trợ 139/151 xã hoàn thành số hóa dữ liệu hộ tịch.", "exact 139"),
    ("Lắp đặt 250 camera tại các nút giao thông trọng điểm.", "exact 250"),
    ("Ươm tạo mới 10 dự án khởi nghiệp đổi mới sáng tạo.", "exact 10"),
    # number words
    ("Đầu tư xây dựng ba trạm quan trắc môi trường tự động.", "exact 3"),
    ("Bồi dưỡng hai mươi lăm giảng viên nguồn về dữ liệu.", "exact 25"),
    ("Phấn đấu hình thành năm cụm công nghiệp đến năm 2028.", "exact 5 2028"),
    ("Tổ chức tối thiểu bốn hội thảo khoa học hằng năm.", "at_least 4"),
    ("Ban hành mười lăm bộ dữ liệu dùng chung.", "exact 15"),
    ("Tuyển chọn một trăm linh năm tình nguyện viên số.", "exact 105"),
    ("Biên soạn 03 (ba) bộ tài liệu truyền thông.", "exact 3"),
    ("Đào tạo hai trăm kỹ sư vi mạch.", "exact 200"),
    # ranges
    ("Xây dựng 3 - 4 sản phẩm du lịch thông minh.", "range 3~4"),
    ("Tốc độ tăng trưởng kinh tế số đạt 15-18%/năm.", "range 15~18"),
    ("Hằng năm đào tạo từ 300 đến 350 lao động kỹ thuật.", "range 300~350"),
    ("Hỗ trợ 05 đến 07 hợp tác xã lập sàn giao dịch.", "range 5~7"),
    ("Tổ chức từ 2 – 3 đợt kiểm tra liên ngành.", "range 2~3"),
    ("Thu hút từ 50 triệu USD đến 70 triệu USD vốn đầu tư nước ngoài.", "range 50~70"),
    ("Tỷ trọng kinh tế số đạt khoảng 10 - 12% GRDP vào năm 2025.", "range 10~12 2025"),
    ("Năng suất lao động tăng 7,5% – 8,2% bình quân hằng năm.", "range 7.5~8.2"),
    # comparators
    ("Tối thiểu 60% dân số trưởng thành có tài khoản thanh toán.", "at_least 60"),
    ("Số hồ sơ giải quyết trực tuyến chiếm trên 70%.", "at_least 70"),
    ("Tỷ lệ hộ có Internet băng rộng đạt hơn 85%.", "at_least 85"),
    ("Bảo đảm không dưới 12 bác sĩ/vạn dân.", "at_least 12"),
    ("Mức độ hài lòng của doanh nghiệp đạt từ 92% trở lên.", "at_least 92"),
    ("Phấn đấu có 20 sản phẩm trở lên được gắn sao.", "at_least 20"),
    ("Tỷ lệ thất thoát nước sạch tối đa 15%.", "at_most 15"),
    ("Tỷ lệ thất nghiệp thành thị dưới 3%.", "at_most 3"),
    ("Tỷ lệ hộ nghèo đa chiều còn không quá 2,5%.", "at_most 2.5"),
    ("Tỷ suất tử vong trẻ em dưới 1 tuổi giảm còn dưới 10‰.", "at_most 10"),
    ("Tỷ lệ sinh con thứ ba trở lên dưới 8%.", "at_most 8"),
    ("Kim ngạch xuất khẩu đạt ≥ 2,4 tỷ USD.", "at_least 2.4"),
    ("Tỷ lệ văn bản điện tử giữa các cơ quan xấp xỉ 99%.", "exact 99"),
    ("Bình quân 25 thuê bao cáp quang/100 dân.", "exact 25"),
    # all
    ("100% xã, phường có điểm phục vụ bưu chính.", "all 100"),
    ("Đảm bảo 100% hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng.", "all 100"),
    ("Duy trì 100% trạm y tế có bác sĩ làm việc.", "all 100"),
    ("Doanh thu thương mại điện tử tăng 100% so với năm 2020.", "exact 100"),
    # ranks
    ("Đến năm 2026, chỉ số chuyển đổi số cấp tỉnh đứng trong nhóm 15 tỉnh, thành phố dẫn đầu.", "rank_within 15 2026"),
    ("Chỉ số PAPI thuộc tốp 10 của cả nước.", "rank_within 10"),
    ("Đưa tỉnh trở thành một trong 5 địa phương dẫn đầu vùng về logistics.", "rank_within 5"),
    ("Giữ vững vị trí thứ 8 toàn quốc về năng lực cạnh tranh.", "rank_within 8"),
    ("Phấn đấu chỉ số PCI xếp thứ 12/63 tỉnh, thành phố.", "rank_within 12"),
    ("Trường đại học của tỉnh vào top 100 châu Á năm 2030.", "rank_within 100 2030"),
    ("Chỉ số PCI tăng ít nhất 3 bậc mỗi năm.", "at_least 3"),
    ("Có ít nhất 02 đại diện trong bảng xếp hạng nhóm 50 viện nghiên cứu dẫn đầu cả nước.", "at_least 2; rank_within 50"),
    ("Thuộc nhóm 3 tỉnh dẫn đầu vùng và nhóm 20 tỉnh dẫn đầu cả nước.", "rank_within 3; rank_within 20"),
    # multiples, points
    ("Số lượt khách quốc tế tăng gấp ba lần so với năm 2022.", "exact 3"),
    ("Quy mô kinh tế số gấp 2,5 lần năm 2020.", "exact 2.5"),
    ("Đến năm 2030, năng suất lao động tăng gấp đôi.", "exact 2 2030"),
    ("Giảm một nửa số vụ tai nạn giao thông đường sắt vào năm 2028.", "exact 50 2028"),
    ("Kiểm tra an toàn hồ đập ít nhất 01 lần/năm.", "at_least 1"),
    ("Tỷ lệ đô thị hóa tăng thêm 3 điểm phần trăm.", "exact 3"),
    # money and measures
    ("Tổng vốn đầu tư thực hiện đạt 35 nghìn tỷ đồng.", "exact 35"),
    ("Thu nhập bình quân đầu người đến năm 2025 đạt 75 triệu đồng/người/năm.", "exact 75 2025"),
    ("Bố trí tối thiểu 1.200 triệu đồng mỗi năm cho quỹ khởi nghiệp.", "at_least 1200"),
    ("Huy động 1,5 triệu USD vốn tài trợ.", "exact 1.5"),
    ("Phát triển 500 MW điện mặt trời mái nhà.", "exact 500"),
    ("Mở rộng diện tích cây dược liệu lên 2.150,5 ha.", "exact 2150.5"),
    ("Tốc độ tải xuống trung bình đạt tối thiểu 100 Mbps.", "at_least 100"),
    ("Chỉ số phát triển con người (HDI) đạt 0,75.", "exact 0.75"),
    # time as what is measured
    ("Giảm thời gian thông quan xuống còn 30 phút.", "exact 30"),
    ("Tuổi thọ trung bình của người dân đạt 75,5 tuổi.", "exact 75.5"),
    ("Thời gian chờ khám bệnh tối đa 45 phút.", "at_most 45"),
    ("Cắt giảm ít nhất 30% thời gian giải quyết thủ tục đất đai.", "at_least 30"),
    # two and more in one clause
    ("Tổ chức 20 lớp tập huấn cho 1.000 nông dân.", "exact 20; exact 1000"),
    ("Đến năm 2025 có 30 sản phẩm OCOP, đến năm 2030 có ít nhất 60 sản phẩm OCOP.", "exact 30 2025; at_least 60 2030"),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế đạt 95% năm 2025 và 98% năm 2030.", "exact 95 2025; exact 98 2030"),
    ("Năm 2024 hoàn thành 40%, năm 2025 hoàn thành 100% khối lượng.", "exact 40 2024; all 100 2025"),
    ("Giai đoạn 2021 - 2025: trồng 500 ha; giai đoạn 2026 - 2030: trồng 800 ha.", "exact 500 2025; exact 800 2030"),
    ("Đến năm 2025 và năm 2030, tỷ lệ dịch vụ công trực tuyến toàn trình đạt lần lượt 60% và 80%.", "exact 60 2025; exact 80 2030"),
    ("Xây mới 12 phòng học, sửa chữa 30 phòng học trong năm 2024.", "exact 12 2024; exact 30 2024"),
    ("Đến năm 2027: 45% xã có nhà văn hóa; 03 di tích được tu bổ; giảm 10% số vụ vi phạm.", "exact 45 2027; exact 3 2027; exact 10 2027"),
    ("Bổ sung 40 giáo viên, trong đó ít nhất 15 giáo viên tin học.", "exact 40; at_least 15"),
    ("Cấp 5.000 chữ ký số và 12.000 tài khoản thanh toán cho hộ kinh doanh.", "exact 5000; exact 12000"),
    # deadlines
    ("Đến hết quý II/2025, kết nối 25 trạm y tế với hệ thống hồ sơ sức khỏe.", "exact 25 2025-06-30"),
    ("Trước ngày 30 tháng 6 năm 2026, hoàn thành số hóa 80% hồ sơ.", "exact 80 2026-06-30"),
    ("Hoàn thành đào tạo 200 cán bộ chậm nhất trong tháng 9/2025.", "exact 200 2025-09-30"),
    ("Trong 6 tháng đầu năm 2026 mở 04 lớp bồi dưỡng.", "exact 4 2026-06-30"),
    ("Năm học 2024 - 2025, 70% trường tiểu học dạy học môn tin học.", "exact 70 2025"),
    ("Từ nay đến năm 2027, mỗi năm trồng 200 ha rừng ngập mặn.", "exact 200 2027"),
    ("Đến cuối năm 2026, phủ sóng 5G tại 95% khu dân cư.", "exact 95 2026"),
    ("Đến năm 2030, tầm nhìn đến năm 2045, có 04 khu công nghệ số.", "exact 4 2030"),
    (
        "Thực hiện Kế hoạch số 88/KH-UBND ngày 05/4/2022 về cải cách hành chính giai đoạn 2021 - 2025, cắt giảm 20% thủ tục.",
        "exact 20",
    ),
    ("Căn cứ Quyết định số 12/2023/QĐ-TTg ngày 24/4/2023, trước năm 2026 di dời 35 hộ dân.", "exact 35 2026"),
    ("Hằng năm có 02 đề tài cấp tỉnh được nghiệm thu.", "exact 2"),
    # baselines
    ("Nâng tỷ lệ lao động qua đào tạo từ 62% năm 2020 lên 75% vào năm 2025.", "exact 75 2025"),
    ("Giảm tỷ lệ hộ nghèo từ 5,8% xuống còn 3% đến năm 2025.", "exact 3 2025"),
    ("Tăng số doanh nghiệp số từ 120 doanh nghiệp (năm 2022) lên ít nhất 300 doanh nghiệp vào năm 2027.", "at_least 300 2027"),
    ("Lượng phát thải giảm 15% so với mức 2,1 triệu tấn của năm 2020 vào năm 2030.", "exact 15 2030"),
    ("Tỷ lệ bao phủ bảo hiểm xã hội đạt 45% (năm 2021 là 33,7%).", "exact 45"),
    ("So với năm 2020, số vụ cháy giảm ít nhất 10%.", "at_least 10"),
    ("Tiết kiệm 8% điện năng so với cùng kỳ năm trước.", "exact 8"),
    # a group described by figures
    ("Hỗ trợ 60 doanh nghiệp có từ 10 lao động trở lên áp dụng quản trị số.", "exact 60"),
    ("Xây dựng 02 bãi đỗ xe thông minh quy mô 300 chỗ.", "exact 2"),
    ("Khám sàng lọc cho 90% trẻ em dưới 6 tuổi.", "exact 90"),
    ("Bảo đảm 100% hệ thống thông tin cấp độ 3 được giám sát 24/7.", "all 100"),
    ("80% hộ nghèo có từ 2 lao động trở lên được tập huấn.", "exact 80"),
    ("Tỷ lệ lao động đã qua đào tạo đạt 70%.", "exact 70"),
    ("Nâng cấp 06 bến xe hiện có và xây mới 02 bến xe.", "exact 6; exact 2"),
    ("Hiện nay tỷ lệ này là 45%, phấn đấu đến năm 2026 đạt 70%.", "exact 70 2026"),
    ("Tỉnh đã có 03 khu công nghiệp; đến năm 2027 thành lập thêm 02 khu công nghiệp.", "exact 2 2027"),
    ("Thí điểm mô hình ấp thông minh tại 05 xã.", "exact 5"),
    ("Đạt 50% (8 xã) số xã nông thôn mới kiểu mẫu.", "exact 50"),
    ("Tổng số doanh nghiệp thành lập mới thời kỳ 2021-2025: 100 doanh nghiệp.", "exact 100 2025"),
    ("Tỷ lệ đô thị hóa đến năm 2025: 16% trở lên.", "at_least 16 2025"),
    ("(1) Đào tạo 30 chuyên gia; (2) hình thành 02 phòng thí nghiệm.", "exact 30; exact 2"),
]

NEGATIVE = [
    # numbers of acts, dates, sections
    "Triển khai Quyết định số 749/QĐ-TTg ngày 03/6/2020 và Chỉ thị số 02/CT-TTg ngày 26/4/2022.",
    "Theo quy định tại khoản 3 Điều 12 Luật Công nghệ thông tin và điểm b khoản 1 Điều 5 Nghị định 47/2020/NĐ-CP.",
    "Thực hiện các nội dung tại tiểu mục 2.3, mục II, phần B và Phụ lục 03.",
    "Báo cáo kết quả về UBND tỉnh trước ngày 15 tháng 11 hằng năm.",
    "Hoàn thành việc rà soát trong quý III/2023.",
    "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2020 - 2025.",
    "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025 và hằng năm.",
    "Xây dựng kế hoạch đầu tư công trung hạn 05 năm.",
    "Văn bản số 505/BKHCN-CNC và Công văn 1234/STTTT-CNTT về việc góp ý dự thảo.",
    "Hội nghị lần thứ 5 Ban Chấp hành Đảng bộ tỉnh khóa XI.",
    # present and past
    "Toàn tỉnh hiện có 2.150 doanh nghiệp, trong đó 85% là doanh nghiệp nhỏ.",
    "Đến nay, 95% hồ sơ được xử lý trên môi trường mạng.",
    "Tính đến hết năm 2021, có 1.200 cán bộ được tập huấn.",
    "Trong những năm qua, tỉnh đã đầu tư trên 500 tỷ đồng cho hạ tầng số.",
    "Thời gian qua, Sở đã tổ chức 12 hội nghị và 05 cuộc thi.",
    "Kết quả năm 2022, tỷ lệ này mới đạt 35%.",
    "Tỉnh đã được công nhận 45 xã nông thôn mới.",
    "Vẫn còn 12 thôn chưa có sóng di động.",
    "Dự án đang triển khai tại 05 huyện.",
    # descriptions
    "Là tỉnh có 3 mặt giáp biển, tỉnh có lợi thế phát triển kinh tế biển.",
    "Toàn tỉnh có 9 huyện, 2 thành phố và 151 xã, phường, thị trấn.",
    "Ban Chỉ đạo gồm 15 thành viên do Chủ tịch UBND tỉnh làm Trưởng ban.",
    "Đề án gồm 5 phần, 12 nhóm nhiệm vụ và 3 phụ lục.",
    "UBND 10 huyện, thành phố phối hợp với 21 sở, ngành tổ chức thực hiện.",
    "Phối hợp với 63 tỉnh, thành phố chia sẻ kinh nghiệm.",
    "Chủ tịch UBND 15 xã biên giới chịu trách nhiệm tuyên truyền.",
    "Triển khai mô hình chính quyền địa phương hai cấp.",
    "Liên kết bốn nhà trong sản xuất nông nghiệp.",
    "Phát triển cân đối giữa ba miền, hai bên cùng có lợi.",
    "Đây là một trong ba khâu đột phá của nhiệm kỳ.",
    "Là một trong những địa phương đi đầu về chuyển đổi số.",
    "Triển khai một số nhiệm vụ trọng tâm.",
    "Từng bước hình thành một nền hành chính hiện đại.",
    "Phấn đấu đưa tỉnh vào nhóm trung bình khá của cả nước.",
    "Hải Phòng là một trung tâm đổi mới sáng tạo của cả nước.",
    # ages, grades, standards, technologies, names
    "Tiêm chủng cho trẻ từ 5 đến dưới 12 tuổi.",
    "Chăm sóc người cao tuổi từ 80 tuổi trở lên.",
    "Tuyển sinh lớp 6 và lớp 10 theo hình thức trực tuyến.",
    "Nâng cấp đô thị loại II, khuyến khích khách sạn 5 sao.",
    "Áp dụng TCVN 11930:2017 và ISO/IEC 27001:2013 trong quản lý an toàn thông tin.",
    "Chuyển đổi hạ tầng sang IPv6, phát triển mạng 4G, 5G và Internet vạn vật.",
    "Tận dụng cơ hội của cuộc Cách mạng công nghiệp 4.0.",
    "Cuộc cách mạng công nghiệp lần thứ tư tác động đến mọi lĩnh vực.",
    "Nâng cấp đoạn Quốc lộ 91 và đường tỉnh 922.",
    "Trụ sở đặt tại số 25 đường Lê Lợi, phường 4.",
    "Đường dây nóng 1900 1234, điện thoại 0292.3820.536.",
    "Trực tổng đài 1022 và đường dây nóng 115 bảo đảm 24/7.",
    "Tuyên truyền nhân Ngày Pháp luật Việt Nam 9/11 và Ngày Chuyển đổi số quốc gia 10 tháng 10.",
    "Cung cấp dịch vụ công mức độ 3, 4.",
    "Phòng, chống dịch COVID-19 theo phương châm bốn tại chỗ.",
    "Đề án 06 và Chương trình 135 được lồng ghép.",
    "Đề án được giao theo nguyên tắc 6 rõ.",
    "Hệ thống thông tin từ cấp độ 3 trở lên phải được phê duyệt.",
    "Huyện Ba Tri và huyện Năm Căn phối hợp triển khai.",
    # time limits and habits
    "Xử lý phản ánh trong thời hạn 05 ngày làm việc kể từ ngày nhận được.",
    "Họp giao ban 01 lần/tháng, báo cáo 02 lần/năm.",
    "Định kỳ 6 tháng một lần rà soát danh mục dữ liệu mở.",
    "Gửi hồ sơ trước 30 ngày để thẩm định.",
    "Các cơ quan thực hiện chế độ báo cáo 06 tháng, năm.",
    # groups picked by a threshold
    "Ưu tiên các xã có tỷ lệ hộ nghèo trên 40%.",
    "Khuyến khích doanh nghiệp có quy mô từ 200 lao động trở lên áp dụng.",
    "Miễn phí cho người khuyết tật từ 81% trở lên.",
    # costs
    "Tổng kinh phí thực hiện Kế hoạch: 25 tỷ đồng.",
    "Kinh phí dự kiến khoảng 3.500 triệu đồng từ ngân sách tỉnh.",
    "Lập dự toán ngân sách năm 2025.",
]


@pytest.mark.parametrize(("sentence", "expected"), POSITIVE)
def test_commitments_are_found_with_their_slots(sentence: str, expected: str) -> None:
    assert slots(sentence) == read(expected)


@pytest.mark.parametrize("sentence", NEGATIVE)
def test_what_is_no_commitment_is_left_out(sentence: str) -> None:
    assert slots(sentence) == []
