"""Word files: what Word prints is what we read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from vnplan.parse.pipeline import parse_source
from vnplan.parse.read import read_bytes
from vnplan.parse.source import Source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W_ALL = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A minimal docx with this body; `numbering`, `styles`, `footnotes`, `header1` … are further parts."""
    links = "".join(
        f'<Relationship Id="r{index}" Type="{REL}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for index, name in enumerate(parts)
    )
    return packed(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships">{links}</Relationships>',
            "word/document.xml": f"<w:document {W_ALL}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def numbered(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def numbering(levels: Sequence[str], nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    made = "".join(f'<w:lvl w:ilvl="{index}">{level}</w:lvl>' for index, level in enumerate(levels))
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{nums}</w:numbering>'


def level(style: str, pattern: str, extra: str = "", start: int = 1) -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{pattern}"/>'


def read(raw: bytes) -> Source:
    return read_bytes(raw, name="plan.docx")


def lines(raw: bytes) -> list[str]:
    return read(raw).text.splitlines()


OUTLINE = numbering(
    [level("upperRoman", "%1."), level("decimal", "%2."), level("decimal", "%2.%3."), level("lowerLetter", "%4)"),
     level("bullet", "-")]
)  # fmt: skip


def test_automatic_numbers_become_printed_labels() -> None:
    plan = [(0, "MỤC TIÊU"), (1, "Chung"), (2, "Một"), (2, "Hai"), (3, "A"), (3, "B"), (4, "Gạch"), (1, "Riêng"),
            (2, "Ba"), (0, "KINH PHÍ"), (1, "Nguồn")]  # fmt: skip
    body = "".join(p(text, numbered(1, at)) for at, text in plan)
    assert lines(word(body, numbering=OUTLINE)) == [
        "I. MỤC TIÊU", "1. Chung", "1.1. Một", "1.2. Hai", "a) A", "b) B", "- Gạch", "2. Riêng", "2.1. Ba",
        "II. KINH PHÍ", "1. Nguồn",
    ]  # fmt: skip


def test_a_start_override_begins_a_list_again_once() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    )
    body = p("a", numbered(1)) + p("b", numbered(1)) + p("c", numbered(2)) + p("d", numbered(2)) + p("e", numbered(1))
    found = lines(word(body, numbering=numbering([level("decimal", "%1.")], nums)))
    assert found == ["1. a", "2. b", "4. c", "5. d", "6. e"]


def test_numbers_of_a_style_and_of_the_style_it_is_based_on() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="x"/>'
        '<w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body = (
        p("Một", '<w:pStyle w:val="H1"/>')
        + p("Hai", '<w:pStyle w:val="H2"/>')
        + p("Không số", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    source = read(word(body, numbering=OUTLINE, styles=styles))
    assert source.text.splitlines() == ["I. Một", "1. Hai", "Không số"]
    assert [span.of(source.text) for span in source.emphasised] == ["I. Một", "Không số"]


@pytest.mark.parametrize(
    ("style", "pattern", "label"),
    [
        ("decimal", "Điều %1.", "Điều 1."), ("upperRoman", "Chương %1", "Chương I"), ("decimalZero", "%1.", "01."),
        ("upperLetter", "%1.", "A."), ("lowerRoman", "%1)", "i)"), ("bullet", "\uf0b7", "•"), ("bullet", "+", "+"),
        ("bullet", "\uf0d8", "➢"),
    ],
)  # fmt: skip
def test_number_formats(style: str, pattern: str, label: str) -> None:
    assert lines(word(p("Nội dung", numbered(1)), numbering=numbering([level(style, pattern)]))) == [
        f"{label} Nội dung"
    ]


def test_legal_numbering_prints_digits_for_upper_levels() -> None:
    levels = [level("upperRoman", "%1."), level("decimal", "%1.%2.", "<w:isLgl/>")]
    body = p("A", numbered(1, 0)) + p("B", numbered(1, 1))
    assert lines(word(body, numbering=numbering(levels))) == ["I. A", "1.1. B"]


def test_an_empty_numbered_paragraph_counts_but_prints_nothing() -> None:
    body = p("A", numbered(1)) + f"<w:p><w:pPr>{numbered(1)}</w:pPr></w:p>" + p("B", numbered(1))
    assert lines(word(body, numbering=OUTLINE)) == ["I. A", "III. B"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Có </w:t></w:r><w:del><w:r><w:delText>03</w:delText></w:r></w:del><w:ins><w:r><w:t>05</w:t></w:r>"
        "</w:ins><w:r><w:t> mô hình</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>Bỏ đoạn này</w:delText></w:r></w:del></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Nửa đầu </w:t></w:r></w:p>" + p("nửa sau")
    )
    source = read(word(body))
    assert source.text.splitlines() == ["Có 05 mô hình", "Nửa đầu nửa sau"]
    assert [note.code for note in source.notes] == ["tracked_changes"]


@pytest.mark.parametrize("inserted", ["<w:tr><w:trPr><w:ins/></w:trPr>{}</w:tr>", "<w:ins><w:tr>{}</w:tr></w:ins>"])
def test_rows_that_were_inserted_are_tracked_changes_too(inserted: str) -> None:
    cells = f"<w:tc>{p('1')}</w:tc><w:tc>{p('Mở dữ liệu')}</w:tc>"
    head = f"<w:tr><w:tc>{p('TT')}</w:tc><w:tc>{p('Nhiệm vụ')}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('2')}</w:tc><w:tc>{p('Bỏ')}</w:tc></w:tr>"
    lined = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    for rows in (inserted.format(cells), inserted.format(cells) + gone):
        source = read(word(f"<w:tbl>{lined}{head}{rows}</w:tbl>"))
        assert source.text.splitlines() == ["TT\tNhiệm vụ", "1\tMở dữ liệu"]
        assert [note.code for note in source.notes] == ["tracked_changes"]


def test_deleted_numbered_paragraphs_do_not_count() -> None:
    gone = f"<w:p><w:pPr>{numbered(1)}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    assert lines(word(p("A", numbered(1)) + gone + p("B", numbered(1)), numbering=OUTLINE)) == ["I. A", "II. B"]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('DỰ THẢO')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>" + p("Nội dung")
    )
    assert lines(word(body)) == ["KẾ HOẠCH", "DỰ THẢO", "Nội dung"]


def test_footnotes_follow_their_paragraph_as_noise() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("Quyết định số 127/QĐ-TTg")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>Đến năm 2030</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> đạt</w:t></w:r></w:p>'
    source = read(word(body + p("Tiếp"), footnotes=notes))
    assert source.text.splitlines() == ["Đến năm 2030[1] đạt", "[1] Quyết định số 127/QĐ-TTg", "Tiếp"]
    assert [span.of(source.text) for span in source.noise] == ["[1]", "[1] Quyết định số 127/QĐ-TTg"]


def test_headers_and_footers_are_noise() -> None:
    head = f"<w:hdr {W}>{p('UBND TỈNH A')}</w:hdr>"
    foot = f"<w:ftr {W}>{p('Trang 1')}</w:ftr>"
    source = read(word(p("KẾ HOẠCH"), header1=head, footer1=foot))
    assert source.text.splitlines() == ["UBND TỈNH A", "KẾ HOẠCH", "Trang 1"]
    assert [span.of(source.text) for span in source.noise] == ["UBND TỈNH A", "Trang 1"]


def test_fields_show_their_result_and_a_table_of_contents_is_noise() -> None:
    def field(code: str, result: str) -> str:
        return (
            f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r>'
            f'<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )

    source = read(word(field(" TOC \\o ", "I. MỤC TIÊU 2") + field(" DATE ", "ngày 5 tháng 3")))
    assert source.text.splitlines() == ["I. MỤC TIÊU 2", "ngày 5 tháng 3"]
    assert [span.of(source.text) for span in source.noise] == ["I. MỤC TIÊU 2"]


def test_signs_breaks_capitals_and_hidden_text() -> None:
    body = (
        "<w:p><w:r><w:t>Số: 127/QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t><w:br/><w:t>dòng</w:t><w:tab/><w:t>hai</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
        + p("Kế hoạch", run="<w:caps/>")
        + "<w:p><w:r><w:t>thấy</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
    )
    source = read(word(body))
    assert source.text.splitlines() == ["Số: 127/QĐ-TTg", "dòng hai✓", "KẾ HOẠCH", "thấy"]
    assert [note.code for note in source.notes] == ["hidden_text"]


PAGE = '<w:r><w:br w:type="page"/></w:r>'
PLAN = [p(line) for line in ("KẾ HOẠCH", "Phát triển trí tuệ nhân tạo", "I. NHIỆM VỤ")]


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        ("Sở Y tế, Ủy ban", "Mặt trận phối hợp.", ["Sở Y tế, Ủy ban Mặt trận phối hợp."]),
        ("rà soát;", "báo cáo kết quả.", ["rà soát; báo cáo kết quả."]),
        ("Một.", "Hai.", ["Một.", "Hai."]),
        ("1. Mục tiêu", "- Có 05 mô hình.", ["1. Mục tiêu", "- Có 05 mô hình."]),
    ],
)
@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_break_inside_a_paragraph(left: str, right: str, lines: list[str], kind: str) -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    source = read(word(f'<w:p>{run.format(left)}<w:r><w:br w:type="{kind}"/></w:r>{run.format(right)}</w:p>'))
    assert source.text.splitlines() == lines


@pytest.mark.parametrize(
    "halves",
    [
        p("- Phối hợp với Trường Đại học") + f"<w:p>{PAGE}</w:p>" + p("Tây Nguyên đào tạo."),
        p("- Phối hợp với Trường Đại học") + p("Tây Nguyên đào tạo.", "<w:pageBreakBefore/>"),
        p("- Phối hợp với Trường Đại học", "<w:sectPr/>") + p("Tây Nguyên đào tạo."),
        f"<w:p><w:r><w:t>- Phối hợp với Trường Đại học</w:t></w:r>{PAGE}</w:p>" + p("Tây Nguyên đào tạo."),
    ],
    ids=["alone", "before", "section", "after"],
)
def test_a_paragraph_in_two_halves_around_a_page_break(halves: str) -> None:
    document = parse_source(read(word("".join(PLAN) + halves + p("II. TỔ CHỨC THỰC HIỆN") + p("1. Hai."))))
    assert document.node("I.-1").text == "- Phối hợp với Trường Đại học Tây Nguyên đào tạo."
    assert len(document.node("I.-1").spans) == 1


def test_a_page_break_between_paragraphs_joins_nothing() -> None:
    body = p("1. Sở Y tế") + f"<w:p>{PAGE}</w:p>" + p("Xây dựng kho dữ liệu.") + p("2. Hai.", "<w:pageBreakBefore/>")
    document = parse_source(read(word("".join(PLAN) + body)))
    assert [node.id for node in document.nodes if node.path] == ["I", "I.1", "I.1.¶1", "I.2"]


def test_old_fonts_are_converted_by_their_names() -> None:
    body = p("ñy ban nh©n d©n", run='<w:rFonts w:ascii=".VnTimeH"/>') + p(
        "thùc hiÖn KÕ ho¹ch", run='<w:rFonts w:ascii=".VnTime"/>'
    )
    body += p("thöïc hieän Keá hoaïch", run='<w:rFonts w:ascii="VNI-Times"/>')
    source = read(word(body + p("thùng", run='<w:rFonts w:ascii="Times New Roman"/>')))
    assert source.text.splitlines() == ["ỦY BAN NHÂN DÂN", "thực hiện Kế hoạch", "thực hiện Kế hoạch", "thùng"]
    assert [note.code for note in source.notes] == ["legacy_font"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(part) for part in text.split('|'))}</w:tc>"


def table(*rows: str, borders: bool = True) -> str:
    drawn = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if borders else ""
    return f"<w:tbl><w:tblPr>{drawn}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def grid(source: Source) -> list[list[str]]:
    return [[span.of(source.text) for span in row.cells] for row in source.tables[0].rows]


def test_a_table_of_one_cell_in_a_cell_only_frames_its_words() -> None:
    framed = f"<w:tc><w:tcPr/>{table(cell('Xây dựng'))}{p('')}</w:tc>"
    body = table(
        cell("TT") + cell("Nhiệm vụ") + cell("Cơ quan"), cell("1") + framed + cell("Sở A"), framed + framed + framed
    )
    plain = body.replace('<w:tblBorders><w:top w:val="single"/></w:tblBorders>', "")
    assert grid(read(word(plain)))[:2] == [["TT", "Nhiệm vụ", "Cơ quan"], ["1", "Xây dựng", "Sở A"]]


def test_a_table_is_a_grid_with_one_line_a_row() -> None:
    body = table(cell("TT") + cell("Nhiệm vụ") + cell("Cơ quan"), cell("1") + cell("Xây dựng") + cell("Sở A|Sở B"))
    source = read(word(p("PHỤ LỤC") + body + p("Hết")))
    assert source.text == "PHỤ LỤC\nTT\tNhiệm vụ\tCơ quan\n1\tXây dựng\tSở A Sở B\nHết\n"
    assert grid(source) == [["TT", "Nhiệm vụ", "Cơ quan"], ["1", "Xây dựng", "Sở A Sở B"]]
    inside = [place.span.of(source.text) for place in source.places if place.row == 1 and place.cell == 2]
    assert inside == ["Sở A", "Sở B"]


def test_merged_cells_share_one_span() -> None:
    body = table(
        cell("TT") + cell("Nhiệm vụ") + cell("Cơ quan"),
        cell("I. NHÓM MỘT", '<w:gridSpan w:val="3"/>'),
        cell("1") + cell("A") + cell("Sở Y tế", '<w:vMerge w:val="restart"/>'),
        cell("2") + cell("B") + cell("", "<w:vMerge/>"),
    )
    source = read(word(body))
    rows = grid(source)
    assert rows[1] == ["I. NHÓM MỘT"] * 3
    assert rows[2] == ["1", "A", "Sở Y tế"]
    assert rows[3] == ["2", "B", "Sở Y tế"]
    assert source.text.count("Sở Y tế") == 1
    assert source.tables[0].rows[3].cells[2] == source.tables[0].rows[2].cells[2]


def test_a_counted_column_shows_its_automatic_numbers() -> None:
    number = f"<w:tc><w:p><w:pPr>{numbered(1)}</w:pPr></w:p></w:tc>"
    body = table(cell("TT") + cell("Nhiệm vụ"), number + cell("A"), number + cell("B"))
    assert grid(read(word(body, numbering=numbering([level("decimal", "%1")])))) == [
        ["TT", "Nhiệm vụ"],
        ["1", "A"],
        ["2", "B"],
    ]


def test_a_letterhead_is_layout_and_not_a_grid() -> None:
    body = table(
        cell("ỦY BAN NHÂN DÂN|TỈNH A") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc"),
        cell("Số: 1/KH-UBND") + cell("A, ngày 1 tháng 2 năm 2022"),
        borders=False,
    )
    source = read(word(body))
    assert not source.tables
    assert source.text.splitlines()[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_bold_paragraphs_are_emphasised() -> None:
    source = read(word(p("I. MỤC TIÊU", run="<w:b/>") + p("Nội dung") + p("Không đậm", run='<w:b w:val="0"/>')))
    assert [span.of(source.text) for span in source.emphasised] == ["I. MỤC TIÊU"]


def test_paragraphs_have_places() -> None:
    source = read(word(p("Một") + p("Hai")))
    assert [(place.paragraph, place.span.of(source.text)) for place in source.places] == [(0, "Một"), (1, "Hai")]


def test_strict_files_read_the_same() -> None:
    raw = word(p("I. MỤC TIÊU"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {name: content.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                    "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, content in parts.items()}  # fmt: skip
    assert lines(packed(strict)) == ["I. MỤC TIÊU"]


def test_a_file_by_python_docx(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("KẾ HOẠCH", 0)
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    document.add_paragraph("Gạch", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    source = read((tmp_path / "a.docx").read_bytes())
    assert source.text.splitlines() == ["KẾ HOẠCH", "1. Một", "2. Hai", "• Gạch"]
    assert source.format == "docx"


PAGE = "<html><body><h1>KẾ HOẠCH</h1><p>I. MỤC TIÊU</p></body></html>"
SAVED = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    f'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{PAGE}\n--b--\n'
)


@pytest.mark.parametrize(("target", "content"), [("page.html", PAGE), ("afchunk.mht", SAVED)])
def test_a_document_that_only_embeds_a_web_page(target: str, content: str) -> None:
    raw = packed(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": "<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="c" Type="{REL}/aFChunk" Target="{target}"/></Relationships>',
            "word/document.xml": f'<w:document {W}><w:body><w:altChunk r:id="c" xmlns:r="{REL}"/></w:body></w:document>',
            f"word/{target}": content,
        }
    )
    source = read_bytes(raw, name="a.docx")
    assert (source.text, source.format) == ("KẾ HOẠCH\nI. MỤC TIÊU\n", "docx")
