"""What only the State can do is carried by a province's own form of it, not by a slogan or by its common work."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.models import CoverageStatus

HEAD = "KẾ HOẠCH\nTriển khai Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng trí tuệ nhân tạo đến năm 2030\n"


def status(body: str, provision: str) -> CoverageStatus:
    found = align_plan(parse_plan(text=HEAD + body), load_reference("qd-127-2021"))
    return next(c.status for c in found.coverage if c.provision == provision)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("tỉnh là điểm sáng về đổi mới sáng tạo và giải pháp TTNT của khu vực Tây Bắc", CoverageStatus.NOT_APPLICABLE),
        ("tỉnh là trung tâm đổi mới sáng tạo về TTNT của cả vùng", CoverageStatus.NOT_APPLICABLE),
        ("tỉnh có 01 trung tâm đổi mới sáng tạo về TTNT", CoverageStatus.COVERED),
    ],
)
def test_a_counted_goal_of_the_state_is_carried_by_a_number(goal, expected):
    assert status(f"I. MỤC TIÊU\n1. Mục tiêu chung\n- Phấn đấu đến năm 2030 {goal}.\n", "II.2.b.1") is expected


CENTRE = "trung tâm dữ liệu, nâng cấp năng lực lưu trữ dữ liệu lớn và tính toán hiệu năng cao"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Hạ tầng dữ liệu và tính toán", CoverageStatus.NOT_APPLICABLE),
        ("Sở Thông tin và Truyền thông", CoverageStatus.NOT_APPLICABLE),
        ("Công an tỉnh", CoverageStatus.COVERED),
    ],
)
def test_a_ministrys_centre_is_carried_by_its_counterpart(heading, expected):
    assert status(f"III. NHIỆM VỤ, GIẢI PHÁP\n1. {heading}\n- Triển khai xây dựng {CENTRE}.\n", "IV.4.2") is expected
