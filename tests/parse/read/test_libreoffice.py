"""Files of Word 97-2003, RTF and OpenDocument, read through LibreOffice itself."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest

from vnplan import parse_plan
from vnplan.errors import ReadError
from vnplan.parse.read import Limits, libreoffice, read_bytes

FORMATS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)

needs_office = pytest.mark.skipif(libreoffice.program() is None, reason="needs the package libreoffice-writer-nogui")


def odt(body: str, entry: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<office:document-content {NAMES} office:version="1.3"><office:body><office:text>{body}</office:text>'
            "</office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            f'manifest:full-path="content.xml" manifest:media-type="text/xml">{entry}</manifest:file-entry>'
            "</manifest:manifest>",
        )
    return out.getvalue()


def ods(cells: str) -> bytes:
    """An OpenDocument workbook made from a text document: the same container, other words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt("@"))) as source, zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            content = source.read(name).decode().replace("opendocument.text", "opendocument.spreadsheet")
            content = content.replace("office:text>", "office:spreadsheet>").replace(
                "@", f'<table:table table:name="T"><table:table-row>{cells}</table:table-row></table:table>'
            )
            package.writestr(name, content)
    return out.getvalue()


def refused(raw: bytes, name: str, limits: Limits | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(raw, name=name, limits=limits or Limits())
    return caught.value


@needs_office
@pytest.mark.parametrize(("kind", "format"), FORMATS.items())
def test_tables_and_automatic_numbers_survive(
    kind: str, format: str, office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    document = docx.Document()
    for words in ("Phát triển dữ liệu.", "Đào tạo nhân lực."):
        document.add_paragraph(words, style="List Number")
    rows = [("STT", "Nhiệm vụ", "Cơ quan chủ trì"), ("1", "Xây dựng kho dữ liệu dùng chung", "Sở Y tế")]
    table = document.add_table(2, 3, style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("Nơi nhận: như trên.")
    document.save(str(tmp_path / "plan.docx"))
    found = parse_plan(office(tmp_path / "plan.docx", format))
    assert found.source_format == kind
    assert [note.code for note in found.notes if note.code == "through_office"] == ["through_office"]
    assert found.text.splitlines()[:4] == [
        "1. Phát triển dữ liệu.",
        "2. Đào tạo nhân lực.",
        *("\t".join(row) for row in rows),
    ]
    assert [(duty.agencies[0].name, duty.role) for duty in found.duties] == [("Sở Y tế", "lead")]


@needs_office
def test_the_same_file_gives_the_same_json() -> None:
    raw = b"{\\rtf1\\ansi I. M\\u7908?C TI\\u202?U\\par 1. C\\u243? 05 m\\u244? h\\u236?nh.\\par}"
    first, second = (read_bytes(raw, name="plan.rtf") for _ in range(2))
    assert first == second
    assert first.text == "I. MỤC TIÊU\n1. Có 05 mô hình.\n"


@needs_office
def test_content_counts_not_the_name() -> None:
    assert read_bytes(b"{\\rtf1\\ansi Ke hoach\\par}", name="plan.doc").format == "rtf"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server's address, and the paths that were asked of it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = _answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


@needs_office
def test_nothing_is_loaded_from_the_net_or_from_other_files(asked: tuple[str, list[str]], tmp_path: Path) -> None:
    address, paths = asked
    secret = tmp_path / "secret.txt"
    secret.write_text("not for this document", encoding="utf-8")
    image = f'<text:p>Ke hoach<draw:frame><draw:image xlink:href="{address}/a.png"/></draw:frame></text:p>'
    parts = "".join(
        f'<text:section text:name="s{n}"><text:section-source xlink:href="{link}"/><text:p>.</text:p></text:section>'
        for n, link in enumerate((f"{address}/b.odt", secret.as_uri()))
    )
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {what} "{address}/c"}}{{\\fldrslt .}}}}' for what in ("INCLUDEPICTURE", "INCLUDETEXT")
    )
    texts = [
        read_bytes(odt(image + parts), name="a.odt").text,
        read_bytes(f"{{\\rtf1\\ansi Ke hoach {fields}\\par}}".encode(), name="a.rtf").text,
    ]
    formulas = (f"WEBSERVICE(&quot;{address}/w&quot;)", f"'{address}/b.ods'#$T.A1", f"'{secret.as_uri()}'#$secret.A1")
    cells = "".join(f'<table:table-cell table:formula="of:={formula}"/>' for formula in formulas)
    texts.append(
        read_bytes(ods(f"<table:table-cell><text:p>Ke hoach</text:p></table:table-cell>{cells}"), name="a.ods").text
    )
    assert all(text.startswith("Ke hoach") and "not for this" not in text for text in texts)
    assert paths == []


def test_a_password_is_told(tmp_path: Path) -> None:
    sign = '<manifest:encryption-data manifest:checksum="x"/>'
    assert refused(odt("<text:p>x</text:p>", sign), "a.odt").code == "file_protected"
    stream = b"\xec\xa5\xc1\x00" + bytes(6) + (0x0100).to_bytes(2, "little")
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.ljust(512, b"\0") + "WordDocument".encode("utf-16-le")
    assert refused(old, "a.doc").code == "file_protected"


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    error = refused(b"{\\rtf1\\ansi Ke hoach\\par}", "a.rtf")
    assert error.code == "office_absent"
    assert "RTF" in str(error)
    assert "Install LibreOffice" in str(error)


@needs_office
def test_a_damaged_file_is_refused(office: Callable[[Path, str], Path], tmp_path: Path) -> None:
    new = docx.Document()
    new.add_paragraph("Kế hoạch")
    new.save(str(tmp_path / "plan.docx"))
    cut = office(tmp_path / "plan.docx", FORMATS["doc"]).read_bytes()[:3000]
    assert refused(cut, "a.doc").code == "office_failed"
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le") * 90
    assert refused(old, "a.doc").code == "office_failed"
    assert refused(odt("<text:p>")[:400], "a.odt").code == "office_failed"


@needs_office
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes in /proc")
def test_a_file_over_the_time_leaves_no_process_and_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    error = refused(b"{\\rtf1\\ansi Ke hoach\\par}", "a.rtf", Limits(seconds=0.1))
    assert error.code == "reading_too_slow"
    commands = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if file.is_file()]
    assert not [command for command in commands if str(tmp_path).encode() in command]
    assert list(tmp_path.iterdir()) == []
