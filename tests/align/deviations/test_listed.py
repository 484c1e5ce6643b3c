"""Items of lists: named in their own words, by another name, or not."""

from __future__ import annotations

import pytest

from vnplan import align_plan, load_reference, parse_plan
from vnplan.align.deviations.listed import is_near, item_words, other_names, stands
from vnplan.align.wording.localise import Localiser
from vnplan.lexicon.loader import table
from vnplan.models import DeviationKind


def said(item: str, line: str, listed: tuple[str, ...] = ()) -> bool:
    words = Localiser()(line).words
    return stands(item, frozenset(words)) and is_near(item, (item, *listed), words, 0.6)


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("người dân", "tư vấn cho bà con nông dân"),
        ("năng lượng tái tạo", "dự báo sản lượng điện gió"),
        ("ngân sách dự kiến", "công bố dự toán và tiêu chí"),
        ("chi phí hợp lý", "giải pháp dễ dùng, giá phải chăng"),
        ("lập hành trình", "trợ lý gợi ý lịch trình cho du khách"),
        ("chẩn đoán", "AI đọc phim chụp"),
        ("phòng chống thiên tai", "cảnh báo sớm lũ quét ở miền núi"),
        ("bao trùm", "chi trả kịp thời, không bỏ sót ai"),
        ("HPC", "giá điện cho máy tính hiệu năng cao"),
    ],
)
def test_another_name_or_a_kind_of_a_thing_names_it(item, line):
    assert said(item, line)


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("người dân", "cán bộ, công chức và đồng bào dân tộc thiểu số"),
        ("điều trị", "phân luồng bệnh nhân, chữa cháy"),
        ("lập hành trình", "phát triển du lịch"),
    ],
)
def test_scattered_words_of_another_name_do_not(item, line):
    assert not said(item, line)


def test_neither_of_two_names_in_one_list_stands_for_the_other():
    assert said("tập đoàn kinh tế", "khuyến khích doanh nghiệp thành lập trung tâm")
    assert not said("tập đoàn kinh tế", "khuyến khích doanh nghiệp thành lập trung tâm", ("doanh nghiệp",))


def test_every_other_name_has_words_of_its_own():
    for item in table("items")["called"]:
        assert all(other_names(item))
        assert item_words(item) not in other_names(item)
        assert len(set(other_names(item))) == len(other_names(item))


def test_an_item_in_other_words_is_not_left_out_of_a_list():
    text = (
        "KẾ HOẠCH\nThực hiện Quyết định số 1671/QĐ-TTg\nII. NHIỆM VỤ\n1. Sở Khoa học và Công nghệ\n"
        "- Xác định và công bố các bài toán AI ưu tiên, dữ liệu khai thác được, {}, tiêu chí lựa chọn để doanh nghiệp "
        "tham gia.\n"
    )
    # what is to be bought is left out besides, and of a longer list one item may be
    for money, narrowed in [("dự toán", False), ("kinh phí dự kiến", False), ("thời hạn", True)]:
        found = align_plan(parse_plan(text=text.format(money)), load_reference("qd-1671-2026"))
        assert {link.provision for link in found.links} == {"D2.8.g"}
        assert (DeviationKind.SCOPE_NARROWED in {d.kind for d in found.deviations}) is narrowed
