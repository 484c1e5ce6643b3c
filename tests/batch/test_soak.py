"""A long run, a twentieth of its files damaged, in each way: every good file is scored the same as alone."""

from __future__ import annotations

import importlib.util
import io
import os
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from vnplan import score_plans
from vnplan.batch import Status

from .conftest import plan_text

RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITY = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document>&x;</w:document>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))


def _docx(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _pdf(**options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)
    canvas.drawString(72, 700, "KE HOACH")
    canvas.save()
    return out.getvalue()


DAMAGE: dict[str, bytes] = {
    "empty.txt": b"",
    "blanks.txt": b" \n\t\n" * 50,
    "binary.txt": bytes(range(256)) * 40,
    "no-plan.txt": "Kính gửi các đồng chí, xin mời dự họp.\n".encode(),
    "cut.docx": _docx(b"<w:document/>" * 40)[:120],
    "no-xml.docx": _docx(b"<w:document><w:body>"),
    "bomb.docx": _docx(b"<w:document>" + b" " * 200_000_000),
    "entity.docx": _docx(ENTITY),
    "laughs.docx": _docx(b'<!DOCTYPE w [<!ENTITY l0 "ha">' + LAUGHS + b"]><w:document>&l11;</w:document>"),
    "deep.docx": _docx(b"<w:document>" + b"<w:tbl><w:tr><w:tc>" * 2_000),
    "locked.docx": OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "locked.pdf": _pdf(encrypt=StandardEncryption("secret", canPrint=0)),
    "half.pdf": _pdf()[:500],
    "nonsense.docx": b"PK\x03\x04" + b"\xff" * 900,
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "nonsense.pdf": b"%PDF-1.4\n" + bytes(range(200)) * 20,
    "deep.html": b"<div>" * 20_000 + "I. MỤC TIÊU".encode(),
    "old.doc": OLD_OFFICE + b"\x00" * 2_000,
    "rich.rtf": rb"{\rtf1\ansi K\u7871? ho\u7841?ch}",
    "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "surrogates.md": "I. MỤC TIÊU \ud800".encode("utf-8", "surrogatepass"),
}

_GOOD = 19
"""Good files for each damaged one."""


@pytest.mark.slow
def test_good_files_are_scored_as_alone_among_damaged_ones(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    names = ("Hà Nội", "Cần Thơ", "Hòa Bình", "Lạng Sơn")
    for index in range(_GOOD * len(DAMAGE)):
        text = plan_text(names[index % 4], number=index % 90 + 1, year=2021 + index % 5, day=index % 27 + 1)
        (plans / f"plan-{index:03}.txt").write_text(text, encoding="utf-8")
    alone = {Path(row.source or "").name: row for row in score_plans(plans)}
    for index, (name, content) in enumerate(DAMAGE.items()):
        (plans / f"plan-{index * _GOOD:03}-{name}").write_bytes(content)
    os.mkfifo(plans / "plan-030-pipe.txt")
    with (plans / "plan-031-huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    table = score_plans(plans, jobs=2, out=tmp_path / "out", seconds=60)
    rows = {Path(row.source or "").name: row for row in table}
    assert len(rows) == len(alone) + len(DAMAGE) + 2
    for name, row in alone.items():
        assert rows.pop(name) == row
    failed = {name: row for name, row in rows.items() if row.failed}
    assert {row.status for row in failed.values()} <= {Status.UNREADABLE, Status.NO_PLAN_IN_TEXT}
    assert all(row.message and row.what_to_do for row in failed.values())
    # a text with one lone surrogate in it can still be read; everything else of these is refused
    assert {name.split("-", 2)[2] for name in rows} - {name.split("-", 2)[2] for name in failed} <= {"surrogates.md"}


@pytest.fixture(scope="module")
def mutations(project_root: Path) -> ModuleType:
    path = project_root / "benchmarks" / "mutations.py"
    if not path.is_file():
        pytest.skip("benchmarks/ is not here")
    spec = importlib.util.spec_from_file_location("mutations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_mutated_plans_are_the_same_every_time_and_are_plans(mutations: ModuleType, tmp_path: Path) -> None:
    first, second = list(mutations.mutations(6)), list(mutations.mutations(6))
    assert first == second
    assert len({text for _, text in first}) == 6
    mutations.write(tmp_path, 2)
    assert [row.status for row in score_plans(tmp_path)] == [Status.SCORED] * 2
