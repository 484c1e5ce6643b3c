"""A field named before a colon or by a heading leads to its ministry's provision, and makes nobody act."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.wording.clauses import prepare
from vnplan.lexicon import agencies
from vnplan.lexicon.loader import table

REFERENCE = load_reference("qd-127-2021")
HEAD = (
    "KẾ HOẠCH\nThực hiện Chiến lược quốc gia về trí tuệ nhân tạo\nIII. NHIỆM VỤ\n2. Ứng dụng TTNT trong các lĩnh vực\n"
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a) Y tế: hỗ trợ bác sĩ đọc phim.", {"so-yt"}),
        ("- Trong lĩnh vực giao thông, vận tải: giám sát xe khách.", {"so-gtvt", "so-gtvt-xd", "so-gtcc", "so-xd"}),
        ("- Du lịch thông minh: bản đồ số.", set()),  # a topic, not a field
        ("- Hỗ trợ y tế cơ sở đọc phim.", set()),  # no colon: a sentence
    ],
)
def test_fields_before_a_colon(line, expected):
    (clause,) = prepare(parse_plan(text=f"{HEAD}{line}\n"), segmenter_name="syllable")
    assert clause.fields == expected
    assert not clause.agencies


def test_the_field_leads_to_the_provision_and_raises_no_other_agency():
    text = f"{HEAD}a) Văn hóa, du lịch: thuyết minh tự động tại các di tích, dự báo lượng khách theo mùa.\n"
    found = align_plan(parse_plan(text=text), REFERENCE)
    bare = align_plan(parse_plan(text=text.replace("Văn hóa, du lịch: thuyết", "Thuyết")), REFERENCE)
    near = {u.nearest: u.score or 0 for u in (*found.unlinked,)} | {k.provision: k.score for k in found.links}
    far = {u.nearest: u.score or 0 for u in (*bare.unlinked,)} | {k.provision: k.score for k in bare.links}
    assert near["IV.11"] > far.get("IV.11", 0)
    assert "agency_changed" not in {d.kind.value for d in found.deviations}


def test_every_department_of_a_field_is_known():
    known = agencies()
    for ids in table("fields")["fields"].values():
        assert all(known.get(agency_id) for agency_id in ids)
