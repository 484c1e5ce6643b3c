"""Pages of legal sites: the document in order, menus as noise, layout tables read through, grids kept."""

from __future__ import annotations

import pytest

from vnplan.parse.read import read_bytes
from vnplan.parse.source import Source


def read(body: str, head: str = "<meta charset='utf-8'>") -> Source:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), name="page.html")


def lines(body: str) -> list[str]:
    return read(body).text.splitlines()


def noise(source: Source) -> list[str]:
    return [span.of(source.text) for span in source.noise]


def grid(source: Source, index: int = 0) -> list[list[str]]:
    return [[span.of(source.text) for span in row.cells] for row in source.tables[index].rows]


def test_paragraphs_are_lines_and_source_breaks_are_blanks() -> None:
    assert lines("<p>I. MỤC\n  TIÊU</p><div>1. Có &nbsp; <b>05</b> mô&shy; hình<br>dòng hai</div>chữ rời") == [
        "I. MỤC TIÊU", "1. Có 05 mô hình", "dòng hai", "chữ rời"
    ]  # fmt: skip


def test_scripts_styles_and_comments_are_nothing() -> None:
    assert lines(
        "<script>var a = '<p>không</p>';</script><style>p {}</style><!-- ghi chú --><p>Có</p><noscript>x</noscript>"
    ) == ["Có"]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav>Trang chủ Văn bản</nav>",
        "<div class='mainMenu'><a href='/a'>Trang chủ</a> <a href='/b'>Văn bản</a></div>",
        "<ul><li><a href='/a'>Trang chủ</a></li><li><a href='/b'>Văn bản</a></li><li><a href='/c'>Liên hệ</a></li></ul>",
        "<footer>Bản quyền thuộc về trang</footer>",
        "<div id='breadcrumb'><a href='/'>Trang chủ</a></div>",
        "<div style='display: none'>Đăng nhập</div>",
        "<div role='navigation'>Trang chủ</div>",
        "<form><input name='q'><button>Tìm kiếm</button></form>",
    ],
)
def test_site_furniture_is_noise(menu: str) -> None:
    body = "<p>KẾ HOẠCH</p>" + "<p>Xây dựng cơ sở dữ liệu dùng chung của tỉnh.</p>" * 10
    source = read(menu + body)
    assert noise(source) == source.text.splitlines()[:-11]
    assert noise(source)


def test_a_document_inside_a_block_named_like_furniture_is_kept() -> None:
    body = (
        "<div class='widget content-box'><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>KẾ HOẠCH</p></div><p>Xem thêm</p>"
        * 1
    )
    assert not noise(read(body))


def test_a_paragraph_full_of_links_to_cited_acts_is_text() -> None:
    body = "<p>Căn cứ <a href='/1'>Luật Tổ chức chính quyền địa phương</a>; <a href='/2'>Quyết định số 127/QĐ-TTg</a>;"
    body += (
        " <a href='/3'>Công văn số 505</a> và theo đề nghị của Giám đốc Sở Khoa học và Công nghệ;</p>"
        + "<p>Nội dung</p>"
    )
    assert not noise(read(body))


def test_nested_tables_that_place_blocks_are_read_through() -> None:
    letterhead = (
        "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH A</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
        "<tr><td>Số: 1/KH-UBND</td><td>A, ngày 1</td></tr></table>"
    )
    source = read(f"<table><tr><td>{letterhead}<p>KẾ HOẠCH</p></td><td>&nbsp;</td></tr></table>")
    assert not source.tables
    assert source.text.splitlines() == [
        "ỦY BAN NHÂN DÂN", "TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/KH-UBND", "A, ngày 1", "KẾ HOẠCH"
    ]  # fmt: skip


TASKS = (
    "<table border='1'><thead><tr><th>TT</th><th>Nhiệm vụ</th><th colspan='2'>Cơ quan</th></tr></thead>"
    "<tr><td>1</td><td>Xây<br>dựng</td><td rowspan='2'>Sở A<br>Sở B</td><td>Sở C</td></tr>"
    "<tr><td>2</td><td><p>Duy trì</p><p>hằng năm</p></td><td>Sở D</td></tr></table>"
)


def test_a_task_table_inside_layout_is_a_grid() -> None:
    source = read(f"<table><tr><td><p>PHỤ LỤC</p>{TASKS}<p>Hết</p></td></tr></table>")
    assert source.text.splitlines() == [
        "PHỤ LỤC", "TT\tNhiệm vụ\tCơ quan", "1\tXây dựng\tSở A Sở B\tSở C", "2\tDuy trì hằng năm\t\tSở D", "Hết"
    ]  # fmt: skip
    assert grid(source) == [
        ["TT", "Nhiệm vụ", "Cơ quan", "Cơ quan"],
        ["1", "Xây dựng", "Sở A Sở B", "Sở C"],
        ["2", "Duy trì hằng năm", "Sở A Sở B", "Sở D"],
    ]
    assert [row.header for row in source.tables[0].rows] == [True, False, False]
    agencies = [place.span.of(source.text) for place in source.places if (place.row, place.cell) == (1, 2)]
    assert agencies == ["Sở A", "Sở B"]


def test_borders_in_styles_count_as_drawn() -> None:
    one = "<td style='border:solid windowtext 1.0pt'>{}</td>"
    rows = "".join(
        f"<tr>{one.format(a)}{one.format(b)}{one.format(c)}</tr>" for a, b, c in (("TT", "Việc", "Ai"), ("1", "x", "y"))
    )
    assert len(read(f"<table border='0'>{rows}</table>").tables) == 1


@pytest.mark.parametrize(
    ("opened", "labels"),
    [
        ("<ol>", ["1.", "2."]),
        ("<ol type='I' start='3'>", ["III.", "IV."]),
        ("<ol style='list-style-type: lower-alpha'>", ["a.", "b."]),
        ("<ul>", ["•", "•"]),
        ("<ul style='list-style-type: \"- \"'>", ["-", "-"]),
    ],
)
def test_list_items_get_the_label_a_browser_prints(opened: str, labels: list[str]) -> None:
    closed = "</ul>" if opened.startswith("<ul") else "</ol>"
    assert lines(f"{opened}<li>Một</li><li><p>Hai</p><p>tiếp</p></li>{closed}") == [
        f"{labels[0]} Một", f"{labels[1]} Hai", "tiếp"
    ]  # fmt: skip


def test_lists_without_marks_keep_the_labels_typed() -> None:
    assert lines("<ul style='list-style: none'><li>- Một</li></ul><ol><li>1. Hai</li></ol>") == ["- Một", "1. Hai"]


def test_nested_lists_count_on_their_own() -> None:
    assert lines("<ol type='I'><li>A<ol><li>B</li><li>C</li></ol></li><li>D<ol><li>E</li></ol></li></ol>") == [
        "I. A", "1. B", "2. C", "II. D", "1. E"
    ]  # fmt: skip


def test_footnote_signs_are_noise_and_square_metres_are_not() -> None:
    source = read("<p>Đến năm 2030<sup>1</sup> đạt 500 m<sup>2</sup> và<a href='#_ftn2'>[2]</a> hơn</p>")
    assert source.text == "Đến năm 20301 đạt 500 m2 và[2] hơn\n"
    assert noise(source) == ["1", "[2]"]


def test_bold_and_headings_are_emphasised() -> None:
    source = read(
        "<p><b>I. MỤC TIÊU</b></p><h2>II. NHIỆM VỤ</h2><p><span style='font-weight:700'>A</span></p><p>B <b>c</b></p>"
    )
    assert [span.of(source.text) for span in source.emphasised] == ["I. MỤC TIÊU", "II. NHIỆM VỤ", "A"]


def test_old_encodings_and_fonts() -> None:
    page = "<html><head><meta charset='windows-1258'></head><body><p>Kế hoạch thực hiện</p></body></html>"
    raw = (
        page.replace("ế", "ê\u0301")
        .replace("ạ", "a\u0323")
        .replace("ự", "ư\u0323")
        .replace("ệ", "ê\u0323")
        .encode("cp1258")
    )
    assert read_bytes(raw, name="a.html").text == "Kế hoạch thực hiện\n"
    source = read(
        "<p><font face='.VnTime'>thùc hiÖn KÕ ho¹ch</font> năm 2022</p>" + "<p>Nội dung kế hoạch của tỉnh</p>" * 3
    )
    assert source.text.splitlines()[0] == "thực hiện Kế hoạch năm 2022"


def test_a_page_named_doc_and_one_saved_as_mhtml() -> None:
    assert read_bytes("<html><body><p>Kế hoạch</p></body></html>".encode(), name="a.doc").text == "Kế hoạch\n"
    import base64

    body = base64.encodebytes("<html><body><p>Kế hoạch</p></body></html>".encode()).decode()
    mhtml = (
        'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n'
        f"Content-Transfer-Encoding: base64\n\n{body}\n--b--\n"
    )
    assert read_bytes(mhtml.encode(), name="a.mht").text == "Kế hoạch\n"


def test_utf16_pages_and_saved_from_comments() -> None:
    page = "<!-- saved from url=(0014)about:internet -->\r\n<html><body><p>Kế hoạch</p></body></html>"
    assert read_bytes(page.encode("utf-16"), name="a.htm").text == "Kế hoạch\n"


def test_reading_is_linear_in_the_size() -> None:
    import time

    def seconds(count: int) -> float:
        page = "<p>Xây dựng cơ sở dữ liệu dùng chung</p>" * count + "<!--" * count
        started = time.process_time()
        read_bytes(page.encode(), name="a.html")
        return time.process_time() - started

    seconds(100)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.2


def shown(page: str) -> list[str]:
    """The lines of a page without their noise."""
    source = read_bytes(page.encode(), name="plan.html")
    text = source.text
    for span in sorted(source.noise, reverse=True):
        text = text[: span.start] + text[span.end :]
    return [line for line in text.splitlines() if line.strip()]


def test_words_hidden_or_deleted_inside_a_paragraph_are_noise() -> None:
    """Sites hide words in a text against copying; office programs export tracked deletions as `del`."""
    page = (
        "<body><p>Xây dựng<span style='display:none'>thuvien</span> kho <del>tài liệu</del><ins>dữ liệu</ins> mở.</p>"
        "<p><del>Bỏ cả đoạn.</del></p></body>"
    )
    assert shown(page) == ["Xây dựng kho dữ liệu mở."]


@pytest.mark.parametrize(
    ("sheet", "body", "expected"),
    [
        ("ol.a {list-style-type: lower-alpha}", "<ol class='x a'><li>Một</li><li>Hai</li></ol>", ["a. Một", "b. Hai"]),
        ("#p {list-style: upper-roman inside}", "<ol id=p><li>Một</li></ol>", ["I. Một"]),
        ("ol {list-style-type: none}", "<ol><li>1.1. Một</li></ol>", ["1.1. Một"]),
        ("ol.a {list-style-type: lower-alpha}", "<ol class=a style='list-style-type:decimal'><li>Một</li></ol>", ["1. Một"]),
        (".k {text-transform: uppercase}", "<p class=k>kế hoạch</p>", ["KẾ HOẠCH"]),
        (".menu2, .x {display: none}", "<p>Kế hoạch phát triển</p><div class=x>Ẩn</div>", ["Kế hoạch phát triển"]),
        ("@media print {.x {display: none}}", "<p>Kế hoạch phát triển</p><p class=x>Thấy</p>", ["Kế hoạch phát triển", "Thấy"]),
        (".x {display: none}", "<div class=x><p>Kế hoạch phát triển dữ liệu</p></div><p>Menu</p>",
         ["Kế hoạch phát triển dữ liệu", "Menu"]),
        (".x {display: none", "<p class=x>Thấy</p>", ["Thấy"]),
    ],
)  # fmt: skip
def test_rules_of_the_page_s_own_sheet(sheet: str, body: str, expected: list[str]) -> None:
    """Lists numbered by a class, what is hidden by one; never most of the page."""
    assert shown(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>") == expected


def test_paragraphs_bold_by_a_class() -> None:
    source = read_bytes(b"<style>.c5{font-weight:700}</style><body><p class=c5>I. A</p><p>B</p></body>", name="a.html")
    assert [span.of(source.text) for span in source.emphasised] == ["I. A"]


def test_labels_that_the_style_sheet_counts() -> None:
    """Lists as Google Docs exports them: no list style, each item in a list of its own, numbers by counters."""
    rules = "".join(
        f".lst-a-{level}>li{{counter-increment:ctr-a-{level}}}"
        f'.lst-a-{level}>li:before{{content:"" {content}}}'
        f"ol.lst-a-{level}.start{{counter-reset:ctr-a-{level} 0}}ol.lst-a-{level},ul.lst-a-{level}{{list-style-type:none}}"
        for level, content in enumerate(
            [
                'counter(ctr-a-0,upper-roman) ". "',
                'counter(ctr-a-1,decimal) ". "',
                'counter(ctr-a-2,lower-latin) ") "',
                r'"\0025cf  "',
            ]
        )
    )
    items = [(0, "start", "MỤC TIÊU"), (1, "start", "Chung"), (2, "start", "Một"), (2, "", "Hai"), (1, "", "Riêng"), (2, "start", "Ba"),
             (0, "", "NHIỆM VỤ"), (3, "", "Bốn")]  # fmt: skip
    body = "".join(
        f'<{"ul" if level == 3 else "ol"} class="c1 lst-a-{level} {start}"><li class="c2"><span>{words}</span></li></{"ul" if level == 3 else "ol"}>'
        for level, start, words in items
    )
    text = read(
        f"<html><head><style>{rules}.icon:before{{content:'\\f015'}}</style></head><body>{body}<p class=icon>Hết</p></body></html>"
    ).text
    assert text.splitlines() == [
        "I. MỤC TIÊU",
        "1. Chung",
        "a) Một",
        "b) Hai",
        "2. Riêng",
        "a) Ba",
        "II. NHIỆM VỤ",
        "● Bốn",
        "Hết",
    ]


def test_paragraphs_counted_by_the_style_sheet() -> None:
    rules = (
        "body{counter-reset:muc}.muc{counter-increment:muc;counter-reset:y}.muc::before{content:counter(muc, upper-roman) '. '}"
        ".y{counter-increment:y}.y::before{content:counter(muc) '.' counter(y) '. '}"
    )
    body = "<p class=muc>MỤC TIÊU</p><p class=y>Một</p><p class=y>Hai</p><p class=muc>NHIỆM VỤ</p><p class=y>Ba</p>"
    text = read(f"<html><head><style>{rules}</style></head><body>{body}</body></html>").text
    assert text.splitlines() == ["I. MỤC TIÊU", "1.1. Một", "1.2. Hai", "II. NHIỆM VỤ", "2.1. Ba"]
