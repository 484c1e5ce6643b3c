"""The scan finds the agencies of running text: which, where, and nothing else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnplan.lexicon import agencies, provinces
from vnplan.lexicon.words import Words

SCAN = agencies().matcher().scan
PLANS = ("vinh-long", "can-tho", "lang-son", "hoa-binh", "hai-phong")


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.agency.id, mention.name) for mention in SCAN(text)]


def ids(text: str) -> list[str]:
    return [mention.agency.id for mention in SCAN(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sở Tài chính, Sở Kế hoạch và Đầu tư",
            [("so-tc", "Sở Tài chính"), ("so-khdt", "Sở Kế hoạch và Đầu tư")],
        ),
        (
            "Giao các Sở: Khoa học và Công nghệ, Tài chính, Y tế chủ trì",
            [("so-khcn", "Sở Khoa học và Công nghệ"), ("so-tc", "Sở Tài chính"), ("so-yt", "Sở Y tế")],
        ),
        (
            "phối hợp với các sở Tài chính, Nội vụ và Tư pháp thẩm định",
            [("so-tc", "Sở Tài chính"), ("so-nv", "Sở Nội vụ"), ("so-tp", "Sở Tư pháp")],
        ),
        (
            "Sở Nội vụ, Tài chính; UBND các huyện",
            [("so-nv", "Sở Nội vụ"), ("so-tc", "Sở Tài chính"), ("ubnd-huyen", "UBND các huyện")],
        ),
        (
            "Sở Lao động - Thương binh và Xã hội; Sở Giao thông vận tải",
            [("so-ldtbxh", "Sở Lao động - Thương binh và Xã hội"), ("so-gtvt", "Sở Giao thông vận tải")],
        ),
        (
            "các Bộ: Quốc phòng, Công an, Tài chính",
            [("bo-qp", "Bộ Quốc phòng"), ("bo-ca", "Bộ Công an"), ("bo-tc", "Bộ Tài chính")],
        ),
        (
            "Các Sở, Ban, Ngành, Ủy ban nhân dân các huyện, thành phố",
            [("cac-so-nganh", "Các Sở, Ban, Ngành"), ("ubnd-huyen", "Ủy ban nhân dân các huyện, thành phố")],
        ),
        (
            "UBND các huyện, thị xã, thành phố và UBND các xã, phường, thị trấn",
            [
                ("ubnd-huyen", "UBND các huyện, thị xã, thành phố"),
                ("ubnd-xa", "UBND các xã, phường, thị trấn"),
            ],
        ),
        (
            "UBND các huyện, thành phố, các xã, phường",
            [("ubnd-huyen", "UBND các huyện, thành phố"), ("ubnd-xa", "UBND các xã, phường")],
        ),
        (
            "Các viện nghiên cứu, trường đại học, cao đẳng",
            [
                ("vien-nghien-cuu", "Các viện nghiên cứu"),
                ("truong-dai-hoc", "trường đại học"),
                ("truong-cao-dang", "cao đẳng"),
            ],
        ),
        (
            "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh Hòa Bình và Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
            [
                ("congan", "Công an tỉnh"),
                ("bchqs", "Bộ Chỉ huy Quân sự tỉnh Hòa Bình"),
                ("bdbp", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
            ],
        ),
        (
            "CATP, BCHQS TP; UBMTTQVN TP",
            [("congan", "CATP"), ("bchqs", "BCHQS TP"), ("mttq", "UBMTTQVN TP")],
        ),
        (
            "Công an các huyện, thành phố; Công an xã",
            [("congan-huyen", "Công an các huyện, thành phố"), ("congan-xa", "Công an xã")],
        ),
        (
            "Đề nghị Hội Liên hiệp Phụ nữ, Hội Nông dân, Tỉnh Đoàn, Liên minh Hợp tác xã tỉnh",
            [
                ("hoi-lhpn", "Hội Liên hiệp Phụ nữ"),
                ("hoi-nong-dan", "Hội Nông dân"),
                ("doan-tn", "Tỉnh Đoàn"),
                ("lm-htx", "Liên minh Hợp tác xã tỉnh"),
            ],
        ),
        ("tham mưu UBND tỉnh trình HĐND tỉnh", [("ubnd-tinh", "UBND tỉnh"), ("hdnd-tinh", "HĐND tỉnh")]),
        (
            "VNPT Hải Phòng, Viettel Hải Phòng và các doanh nghiệp viễn thông",
            [
                ("vnpt", "VNPT Hải Phòng"),
                ("viettel", "Viettel Hải Phòng"),
                ("dn-vien-thong", "các doanh nghiệp viễn thông"),
            ],
        ),
    ],
)
def test_lists_in_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "xây dựng cơ sở dữ liệu dùng chung, cơ sở giáo dục, đào tạo của tỉnh",
        "hỗ trợ cán bộ y tế trong chẩn đoán",
        "Hình thành được bộ dữ liệu mở",
        "các ngành kinh tế, lĩnh vực kinh tế - xã hội",
        "Quyết định 394/QĐ-UBND, Tờ trình 283/TTr-SKHCN, 505/BKHCN-CNC, 03-NQ/TU, 394/QĐ- UBND ngày 18/02",
        "phát triển kinh tế - xã hội, quản lý đô thị",
        "ban hành kế hoạch; hội thảo, triển lãm",
        "thành phố Hội An, Đài Loan",
        "vì người dân, doanh nghiệp",
        "BAN HÀNH KẾ HOẠCH TRIỂN KHAI",
        "Bộ Tiêu chí đánh giá; Bộ chỉ số",
    ],
)
def test_what_names_no_agency(text: str) -> None:
    assert ids(text) == []


def test_offsets_are_those_of_the_text() -> None:
    text = "Giao  Giám đốc Sở Y tế,\nChủ tịch UBND các huyện trên địa bàn tỉnh Hòa Bình thực hiện"
    health, districts = SCAN(text)
    assert text[health.start : health.end] == "Sở Y tế"
    assert (health.title, text[health.title_start : health.start]) == ("Giám đốc", "Giám đốc ")
    assert districts.title == "Chủ tịch"
    assert text[districts.end : districts.area_end] == " trên địa bàn tỉnh Hòa Bình"


def test_a_name_may_be_wrapped_but_not_cross_a_bullet_or_a_blank_line() -> None:
    assert found("Sở Nông nghiệp và Phát triển nông\nthôn") == [("so-nnptnt", "Sở Nông nghiệp và Phát triển nông thôn")]
    assert ids("- Sở Y tế\n- Tài chính") == ["so-yt"]
    assert ids("Công an\n\ntỉnh Hòa Bình") == ["congan"]
    assert found("UBND các huyện, thành phố\nCăn cứ nội dung kế hoạch")[0][1] == "UBND các huyện, thành phố"


def test_decomposed_and_capital_text() -> None:
    text = unicodedata.normalize("NFD", "Giao Sở Khoa học và Công nghệ, Uỷ ban nhân dân các huyện")
    first, second = SCAN(text)
    assert (first.agency.id, second.agency.id) == ("so-khcn", "ubnd-huyen")
    assert unicodedata.normalize("NFC", text[first.start : first.end]) == first.name == "Sở Khoa học và Công nghệ"
    assert ids("1. SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH") == ["so-vhttdl"]


def test_unlisted_bodies_by_their_head() -> None:
    (mention,) = SCAN("Giao Trung tâm Phát triển quỹ đất chủ trì, rà soát")
    assert (mention.agency.id, mention.agency.known, mention.rule) == ("trung-tam-phat-trien-quy-dat", False, "pattern")
    assert ids("Sở An toàn bức xạ thực hiện")[0] == "so-an-toan-buc-xa"
    assert ids("Trường Đại học Cần Thơ, Trường đại học Y Dược") == ["truong-dai-hoc-can-tho", "truong-dai-hoc-y-duoc"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công ty Thủy lợi Bắc Nam Hà bơm tiêu nước đệm.", "Công ty Thủy lợi Bắc Nam Hà"),
        ("Bệnh viện Đa khoa Thiện Hạnh ghép thận.", "Bệnh viện Đa khoa Thiện Hạnh"),
        ("Ủy ban Bầu cử tỉnh in tài liệu.", "Ủy ban Bầu cử tỉnh"),
        ("Ban Quản lý Khu Du lịch Đồ Sơn neo phao.", "Ban Quản lý Khu Du lịch Đồ Sơn"),
        ("Viện Khoa học Nông Lâm nghiệp Tây Nguyên lai tạo giống.", "Viện Khoa học Nông Lâm nghiệp Tây Nguyên"),
    ],
)
def test_an_own_name_in_capitals_ends_before_a_word_of_no_list(text: str, name: str) -> None:
    assert [mention.name for mention in agencies().matcher().scan(text)] == [name]


def test_short_forms_a_text_defines() -> None:
    own = agencies().matcher().with_aliases({"BQLKCNC": "ban-ql-kcnc", "Sở": "so-khcn", "(x|": "so-yt"})
    assert [m.agency.id for m in own.scan("BQLKCNC và Sở tham mưu; cơ sở")] == ["ban-ql-kcnc", "so-khcn"]
    assert ids("BQLKCNC") == []


@pytest.mark.parametrize("name", [name for name in PLANS if name != "lang-son"])  # cut off before its agencies
def test_every_agency_heading_of_the_plans_is_known(plans_dir: Path, name: str) -> None:
    text = (plans_dir / f"{name}.txt").read_text(encoding="utf-8-sig")
    labels = [(mention, text[max(0, mention.start - 4) : mention.start].strip()) for mention in SCAN(text)]
    headings = [m for m, label in labels if label.endswith((".", ")")) and text[m.end : m.end + 1] in "\n:"]
    assert headings
    assert [m.name for m in headings if not m.agency.known] == []


EVERYWHERE = (
    "so-khcn so-tttt bchqs congan so-gddt so-khdt so-tc so-ct so-nnptnt so-gtvt so-ldtbxh nhnn-chinhanh so-tnmt so-yt "
    "ubnd-huyen"
)
HEADINGS = {
    "hoa-binh": "so-vhttdl so-tp cac-so-nganh",
    "can-tho": "so-vhttdl vien-ktxh vien-nghien-cuu truong-dai-hoc truong-cao-dang cac-so-nganh",
    "vinh-long": "so-vhttdl so-tp so-nv so-xd dai-ptth lh-khkt truong-dai-hoc truong-cao-dang co-so-gdnn",
    "hai-phong": "so-vhtt so-dl so-tp so-xd",
}


@pytest.mark.parametrize("name", sorted(HEADINGS))
def test_the_plans_name_the_agencies_they_give_duties_to(plans_dir: Path, name: str) -> None:
    text = (plans_dir / f"{name}.txt").read_text(encoding="utf-8-sig")
    named = {mention.agency.id for mention in SCAN(text, province=provinces().get(name))}
    assert set(f"{EVERYWHERE} {HEADINGS[name]}".split()) <= named


PIECES = st.sampled_from(
    [
        "Sở",
        "sở",
        "các",
        "Các",
        "Tài chính",
        "Y tế",
        "UBND",
        "huyện",
        "thành phố",
        "TP",
        ".",
        ",",
        ";",
        ":",
        " và ",
        "-",
        "–",
        "(",
        ")",
        "tỉnh",
        "Hòa Bình",
        "Hoà",
        "Ban",
        "Trung tâm",
        "Trường\n    đại học",
        "Công an",
        "Bộ",
        "NHNN",
        "chi nhánh",
        "ban, ngành",
        "địa phương",
        "liên quan",
        "chủ trì",
        "Giám đốc",
        "/",
        "QĐ-",
        "TU",
        "12",
        "xã",
        "=",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\x00",
        "ế",
        "\n- ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_mentions_never_overlap_and_quote_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for mention in SCAN(text):
        assert end <= mention.start < mention.end <= mention.area_end <= len(text)
        assert mention.title_start <= mention.start
        assert mention.agency.id
        quoted = " ".join(unicodedata.normalize("NFC", text[mention.start : mention.end]).split())
        assert mention.name.endswith(quoted)
        end = mention.end


@settings(deadline=None)
@given(st.text(max_size=300))
def test_scan_never_raises(text: str) -> None:
    SCAN(text)


@given(st.text(alphabet="aSởĐ ,.-–\n\t&(1e\u0301", max_size=80))
def test_words_stand_where_they_are_quoted(text: str) -> None:
    words = Words(text)
    place = 0
    for raw, start in zip(words.raws, words.starts, strict=True):
        assert text[start : start + len(raw)] == raw
        assert not text[place:start].strip()
        place = start + len(raw)
    assert not text[place:].strip()


def test_the_quick_start_test_loses_nothing(plans_dir: Path) -> None:
    """Oracle: trying every word as a start finds the same mentions as the two-word test."""
    matcher = agencies().matcher()
    grammar = matcher._grammar
    for name in PLANS:
        words = Words((plans_dir / f"{name}.txt").read_text(encoding="utf-8-sig"))
        quick = set(grammar.starts(words))
        for index in range(len(words)):
            if index not in quick:
                assert not grammar.read(words, index, province=None, in_list=False, last=None), words.slice(
                    index, index + 4
                )


def test_time_grows_with_the_text_only() -> None:
    import time

    def spent(text: str) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            SCAN(text)
            best = min(best, time.process_time() - start)
        return best

    for piece in (
        "các sở, ban, ngành, ",
        "UBND huyện, xã, ",
        "Sở Tài chính và ",
        "các ",
        "Trung tâm A và B của ",
        "Sở: ",
    ):
        small, large = piece * 400, piece * 3200
        assert spent(large) < 8 * 3 * spent(small) + 0.05
