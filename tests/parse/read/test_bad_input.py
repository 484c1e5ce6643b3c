"""Bad files: each a ReadError of one sentence with what to do, within bounded time and memory, and nothing written."""

from __future__ import annotations

import contextlib
import io
import os
import time
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from vnplan.errors import OptionError, ReadError
from vnplan.parse.read import Limits, read_bytes, read_source, read_text

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    f'Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx_with(document: str | bytes) -> bytes:
    return zipped(**{"_rels/.rels": RELS, "word/document.xml": document})


def pdf_bytes(text: str = "KE HOACH", **options: object) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    canvas.drawString(72, 700, text)
    canvas.save()
    return buffer.getvalue()


def refused(raw: bytes, name: str, **options: object) -> str:
    """The message of the refusal; one sentence on what is wrong, one on what to do, and the file's name before."""
    with pytest.raises(ReadError) as caught:
        read_bytes(raw, name=name, **options)  # type: ignore[arg-type]
    message = str(caught.value)
    assert message.startswith(name)
    assert caught.value.hint
    return message


@pytest.mark.parametrize("name", ["missing.txt", "missing.docx", "missing.pdf"])
def test_missing_files(name: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read_source(tmp_path / name)


def test_addresses_of_the_web_are_to_be_saved_first() -> None:
    with pytest.raises(ReadError, match=r"address of the web.*Save the page"):
        read_source("https://thuvienphapluat.vn/van-ban/ke-hoach.aspx")


def test_folders_and_pipes(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="folder"):
        read_source(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="no regular file"):
        read_source(tmp_path / "pipe.txt")


def test_names_the_system_cannot_hold(tmp_path: Path) -> None:
    for name in ("a\0b.txt", "x" * 5000 + ".txt"):
        with pytest.raises(ReadError, match="cannot be opened"):
            read_source(tmp_path / name)


@pytest.mark.parametrize("raw", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", "\n ".encode("utf-16")])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
def test_empty_files(raw: bytes, name: str) -> None:
    refused(raw, name)


def test_empty_texts() -> None:
    with pytest.raises(ReadError, match="empty"):
        read_text(" \n")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40,
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;" + bytes(200),
        bytes(10_000),
    ],
)
def test_binary_files(raw: bytes) -> None:
    assert "binary" in refused(raw, "a.txt")


@pytest.mark.parametrize(
    "raw",
    [
        zipped(**{"Ke hoach.docx": b"x", "Phu luc.xlsx": b"x"}),
        b"Rar!\x1a\x07\x01\x00" + bytes(100),
        b"\x1f\x8b\x08\x00" + bytes(100),
        b"7z\xbc\xaf\x27\x1c" + bytes(100),
    ],
)
def test_packed_files_are_to_be_unpacked(raw: bytes) -> None:
    assert "Unpack it" in refused(raw, "a.zip")


@pytest.mark.parametrize("name", ["a.xml", "a.doc", "a.txt"])
def test_documents_saved_as_xml(name: str) -> None:
    raw = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>'
    assert "XML file" in refused(raw, name)


@pytest.mark.parametrize("attached", [True, False])
def test_mails_are_no_plans(attached: bool) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "vanthu@langson.gov.vn", "V/v gửi kế hoạch"
    mail.set_content("Kính gửi quý cơ quan.")
    if attached:
        mail.add_alternative("<p>I. MỤC TIÊU</p>", subtype="html")
        mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename="kh.docx")
    assert "e-mail" in refused(mail.as_bytes(), "a.eml")


def test_a_message_saved_by_outlook_is_no_plan() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert "e-mail" in refused(ole + "__properties_version1.0".encode("utf-16-le"), "a.msg")


def test_old_formats_say_what_to_do() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert "old Office format" in refused(ole + "PowerPoint Document".encode("utf-16-le"), "a.ppt")
    assert "no Word document" in refused(zipped(**{"content.xml": "<x/>"}), "a.docx")
    open_document = {"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<x/>"}
    assert "OpenDocument" in refused(zipped(**open_document), "a.odp")
    assert "PowerPoint" in refused(zipped(**{"ppt/presentation.xml": "<x/>"}), "a.docx")
    assert "docx" in refused(b"Ke hoach", "a.docx")
    assert "pdf" in refused(b"Ke hoach", "a.pdf")


def test_a_docx_with_a_password() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(ole, "a.docx")


def test_a_pdf_with_a_password() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    assert "password" in refused(pdf_bytes(encrypt=StandardEncryption("secret", canPrint=0)), "a.pdf")


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    raw = pdf_bytes(encrypt=StandardEncryption("", "owner", canPrint=0))
    assert read_bytes(raw, name="a.pdf").text == "KE HOACH\n"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_cut_off_files(share: float) -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>{n} {n * 7919 % 10007}</w:t></w:r></w:p>" for n in range(2000))
    for raw, name in (
        (docx_with(f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>"), "a.docx"),
        (pdf_bytes(), "a.pdf"),
    ):
        refused(raw[: int(len(raw) * share)], name)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    import random

    chance = random.Random(seed)
    for raw, name in (
        (docx_with(f"<w:document {W}><w:body><w:p/></w:body></w:document>"), "a.docx"),
        (pdf_bytes(), "a.pdf"),
    ):
        for _ in range(30):
            spoiled = bytearray(raw)
            for _ in range(chance.randrange(1, 30)):
                spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
            with contextlib.suppress(ReadError):  # any other exception is a fault
                read_bytes(bytes(spoiled), name=name, ocr=False)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = docx_with(b"<w:document>" + b" " * 300_000_000)
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    started = time.monotonic()
    message = refused(bomb, "a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacks" in message
    assert peak < 20_000_000
    assert time.monotonic() - started < 60


def test_a_small_bomb_is_known_by_its_ratio() -> None:
    assert "unpacks" in refused(docx_with(b"<w:document>" + b" " * 20_000_000), "a.docx")


def test_a_zip_that_lies_about_its_sizes() -> None:
    raw = bytearray(docx_with(f"<w:document {W}><w:body>{'<w:p/>' * 200_000}</w:body></w:document>"))
    place = raw.rfind(b"PK\x01\x02")
    raw[place + 24 : place + 28] = (1000).to_bytes(4, "little")  # the unpacked size of the last part
    assert "damaged" in refused(bytes(raw), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities_are_refused_and_never_followed(encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    message = refused(docx_with(document.encode(encoding)), "a.docx")
    assert "entities" in message
    assert "SECRET" not in message


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w:document {W}><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    assert "entities" in refused(docx_with(document), "a.docx")


def test_links_out_of_a_docx_are_not_followed() -> None:
    outside = RELS.replace('Target="word/document.xml"', 'Target="http://127.0.0.1:9/x.xml" TargetMode="External"')
    assert "no Word document" in refused(zipped(**{"_rels/.rels": outside, "x": "y"}), "a.docx")


def test_a_docx_nested_too_deeply() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000
    refused(docx_with(f"<w:document {W}><w:body>{deep}</w:body></w:document>"), "a.docx")


def test_a_text_of_200_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    started = time.monotonic()
    with pytest.raises(ReadError, match="larger than 50,000,000 bytes"):
        read_source(huge)
    assert time.monotonic() - started < 30


def test_limits_are_settings() -> None:
    raw = b"Ke hoach " * 1000
    assert "file_bytes" in refused(raw, "a.txt", limits=Limits(file_bytes=100))
    assert "characters" in refused(raw, "a.txt", limits=Limits(characters=100))
    assert "cells" in refused(b"a\tb\tc\n" * 50, "a.txt", limits=Limits(cells=100))
    merged = b"<table border=1>" + b"<tr><td colspan=90>a<td>b" * 20 + b"</table>"
    assert "cells" in refused(merged, "a.html", limits=Limits(cells=500))
    with pytest.raises(OptionError):
        Limits(pages=0)


def test_spans_of_cells_that_multiply() -> None:
    rows = b"<tr><td colspan=99999 rowspan=99999>a<td rowspan=999>b</tr>" * 300
    tracemalloc.start()
    source = read_bytes(b"<table border=1>" + rows + b"</table>", name="a.html")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert source.text.count("a") == source.text.count("b") == 300
    assert peak < 60_000_000


def test_a_text_of_invisible_characters_is_empty() -> None:
    assert "empty" in refused("\u00a0\u200b\ufeff\n".encode(), "a.txt")


def test_a_pdf_with_more_pages_than_allowed() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(5):
        canvas.drawString(72, 700, f"Trang {number}")
        canvas.showPage()
    canvas.save()
    assert "5 pages" in refused(buffer.getvalue(), "a.pdf", limits=Limits(pages=4))


@pytest.mark.parametrize("count", [1_500, 200_000])
@pytest.mark.parametrize("tag", ["div", "table><tr><td", "font", "ul><li"])
def test_deeply_nested_html(tag: str, count: int) -> None:
    started = time.monotonic()
    message = refused(f"<html><body>{f'<{tag}>' * count}Kế hoạch".encode(), "a.html")
    assert "nests" in message
    assert time.monotonic() - started < 60


def test_html_without_text() -> None:
    assert "no text" in refused(b"<html><head><title>x</title></head><body><script>1</script></body></html>", "a.html")


def test_time_is_limited() -> None:
    page = "<p>Kế hoạch thực hiện</p>" * 20_000
    assert "longer than" in refused(page.encode(), "a.html", limits=Limits(seconds=0.01))


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for raw, name in ((docx_with("<broken"), "a.docx"), (b"%PDF-1.7 broken", "a.pdf"), (b"\0" * 100, "a.txt")):
        refused(raw, name)
    assert not list(tmp_path.iterdir())


def test_a_text_of_countless_lines_is_refused_before_it_is_parsed() -> None:
    many = "".join(f"{number}. Việc\n" for number in range(200_000))
    assert "lines" in refused(many.encode(), "a.txt")
    with pytest.raises(ReadError, match="lines"):
        read_text(many)
    assert read_bytes(b"1. Viec\n" + b"\n" * 200_000, name="a.txt").text  # empty ones cost nothing


def test_html_of_countless_elements_is_not_built() -> None:
    started = time.process_time()
    assert "elements" in refused(b"<b>a</b>" * 2_000_000, "a.html")
    assert time.process_time() - started < 60


def test_a_tag_of_countless_attributes() -> None:
    started = time.process_time()
    tag = "<p " + " ".join(f'a{number}="x"' for number in range(200_000)) + ">Kế hoạch</p>"
    assert "attributes" in refused(tag.encode(), "a.html")
    assert time.process_time() - started < 10


def test_rows_of_countless_cells_are_no_table() -> None:
    started = time.process_time()
    assert not read_bytes(b"a\tb\n" + b"\t" * 3_000_000 + b"a", name="a.txt").tables
    assert time.process_time() - started < 10


def test_a_footnote_that_cites_itself() -> None:
    relation = f"{REL}/footnotes"
    source = read_bytes(
        zipped(
            **{
                "_rels/.rels": RELS,
                "word/document.xml": f'<w:document {W}><w:body><w:p><w:r><w:t>Kế hoạch</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:body></w:document>',
                "word/_rels/document.xml.rels": f'<Relationships><Relationship Id="a" Type="{relation}" Target="notes.xml"/></Relationships>',
                "word/notes.xml": f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Theo</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></w:footnotes>',
            }
        ),
        name="a.docx",
    )
    assert source.text == "Kế hoạch[1]\n[1] Theo[2]\n"


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "PDF"), ("a.docx", "Word"), ("a.doc", "Word")])
def test_a_name_that_promises_another_format_is_said_so(name: str, kind: str) -> None:
    assert f"ends in .{name[2:]} but this is not a {kind} file" in refused(b"no such file\n", name)
