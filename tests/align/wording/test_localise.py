"""Plain localisation disappears; contents stay; every word keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnplan.align.wording.localise import Localiser, formula_words
from vnplan.text import nfc, tone_placed


@pytest.mark.parametrize(
    ("national", "local"),
    [
        ("Phát triển TTNT ở Việt Nam", "phát triển trí tuệ nhân tạo trên địa bàn tỉnh Hoà Bình"),
        ("sản phẩm AI quốc gia", "sản phẩm TTNT của tỉnh"),
        ("phòng chống thiên tai", "phòng chống sạt lở đất"),
        ("phòng, chống thiên tai", "phòng, chống lũ quét"),
        ("trong phạm vi chức năng, nhiệm vụ", "căn cứ chức năng, nhiệm vụ"),
        ("Các bộ, ngành, địa phương", "các Sở, Ban, Ngành, Ủy ban nhân dân các huyện, thành phố"),
        ("báo cáo Thủ tướng Chính phủ", "báo cáo UBND tỉnh"),
        ("khoa học dữ liệu", "KHDL"),
        ("UAV, bản sao số", "thiết bị bay không người lái, song sinh số"),
        ("sản phẩm TTNT", "sản phẩm trí tuệ nhân tạo (gọi tắt là AI)"),
        ("nhận thức của người dân", "nhận thức của các tầng lớp Nhân dân"),
        ("thực hiện Chiến lược", "thực hiện Kế hoạch"),
        ("nhóm 4 nước dẫn đầu", "nhóm 05 tỉnh, thành phố dẫn đầu"),
        ("bảo đảm an ninh hàng năm", "đảm bảo an ninh hằng năm"),
        ("gắn với phát triển kinh tế - xã hội, quốc phòng, an ninh", "gắn với phát triển KT-XH, QP-AN"),
        ("Cách mạng công nghiệp lần thứ tư", "CMCN 4.0"),
        ("từ ngân sách nhà nước", "từ NSNN"),
        ("dịch vụ công trực tuyến của cán bộ, công chức", "DVCTT của CBCC"),
        ("Xây dựng được 10 thương hiệu", "Triển khai xây dựng 8 - 10 thương hiệu"),
    ],
)
def test_plain_localisation_leaves_no_difference(national: str, local: str) -> None:
    here = Localiser(names=["Hòa Bình"])
    assert here(national).words == here(local).words


def test_content_stays() -> None:
    words = Localiser()("phát hiện hành vi gian lận trong giao dịch ngân hàng").words
    assert words == ("phát", "hiện", "hành", "vi", "gian", "lận", "giao", "dịch", "ngân", "hàng")


@pytest.mark.parametrize("line", ["Không ai bị bỏ lại phía sau", "không để ai bị bỏ lại", "bất kỳ ai cũng dùng được"])
def test_who_is_no_technology(line: str) -> None:
    assert "ttnt" not in Localiser()(line).words
    assert "ttnt" in Localiser()(f"{line}; AI").words


def test_the_references_own_title_is_no_content() -> None:
    title = "Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng Trí tuệ nhân tạo đến năm 2030"
    here = Localiser(titles=[title])
    assert here("Tuyên truyền Chiến lược quốc gia về nghiên cứu, phát triển và ứng dụng TTNT").words == (
        "tuyên",
        "truyền",
        "kế",
        "hoạch",
    )


def test_abbreviations_of_the_document_are_its_own_words() -> None:
    here = Localiser(synonyms={"CQĐT": "chính quyền đô thị"})
    assert here("xây dựng CQĐT").words == here("xây dựng chính quyền đô thị").words


def test_pairs_do_not_reach_across_punctuation() -> None:
    tokens = Localiser()("y tế, giáo dục")
    assert [pair for _, pair in tokens.pairs()] == ["y tế", "giáo dục"]


@given(st.text(max_size=200))
def test_every_word_lies_where_it_was_found(text: str) -> None:
    line = nfc(text)
    tokens = Localiser()(line)
    assert len(tokens.words) == len(tokens.starts) == len(tokens.ends)
    lowered = tone_placed(line.lower())
    if len(lowered) == len(line):
        for start, end in zip(tokens.starts, tokens.ends, strict=True):
            assert 0 <= start < end <= len(line)


def test_habitual_additions_are_no_content_of_weight() -> None:
    words = Localiser()("phát triển kinh tế - xã hội, giữ vững quốc phòng, an ninh").words
    (by_habit,) = formula_words([words])
    assert by_habit[:6].all()


@pytest.mark.parametrize("by", ["viết tắt là", "sau đây gọi tắt là", "sau đây gọi là"])
def test_a_term_and_its_definition_say_no_more_than_the_term(by):
    here = Localiser(synonyms={"CNM": "Công nghệ mới"})
    assert here(f"Ứng dụng công nghệ mới ({by} CNM) tại trường").words == here("Ứng dụng CNM tại trường").words
