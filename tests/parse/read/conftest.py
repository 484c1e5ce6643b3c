"""Ways an office makes files of a plan: Word with automatic numbering, PDF by LibreOffice or reportlab, web pages."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from vnplan.models import Document, NodeKind

FONTS = Path("/usr/share/fonts/truetype/dejavu")
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]


@dataclass(frozen=True)
class Piece:
    """A paragraph to print: its label as printed ("" for none) and its words."""

    label: str
    words: str
    bold: bool = False

    @property
    def text(self) -> str:
        return f"{self.label} {self.words}" if self.label else self.words


def pieces_of(document: Document) -> list[Piece]:
    """The paragraphs of a parsed plan, noise left out."""
    out = []
    for node in sorted(document.nodes, key=lambda node: node.span):
        if node.kind is NodeKind.NOISE:
            continue
        if node.kind in {NodeKind.FRONT, NodeKind.TITLE, NodeKind.BACK}:
            lines = "\n".join(span.of(document.text) for span in node.spans).split("\n")
            out.extend(Piece("", " ".join(line.split())) for line in lines if line.strip())
            continue
        label = node.label or ""
        words = node.text[len(label) :].strip() if label and node.text.startswith(label) else node.text
        out.append(Piece(label if words != node.text else "", words, bold=node.kind is NodeKind.HEADING))
    return out


def _counter(label: str) -> tuple[str, str, int] | None:
    """Word's number format, its pattern and the ordinal of a printed label; None where Word cannot count it (đ)."""
    if re.fullmatch(r"[-+•*–]", label):
        return "bullet", label, 1
    match = re.fullmatch(r"((?:Điều |Chương |Phần )?(?:\d+\.)*)(\d+|[IVX]+|[a-z])([.):]?)", label)
    if not match:
        return None
    before, core, after = match.groups()
    if core.isdigit():
        return "decimal", f"{before}%1{after}", int(core)
    if core in ROMAN:
        return "upperRoman", f"{before}%1{after}", ROMAN.index(core)
    if core.islower() and not before:
        return "lowerLetter", f"%1{after}", ord(core) - 96
    return None


def make_docx(pieces: Sequence[Piece], path: Path) -> Path:
    """A Word file whose labels are all automatic numbers, where Word can count them so."""
    import docx
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    document.styles["Normal"].font.size = Pt(12)
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    abstract: dict[tuple[str, str], int] = {}
    nums: list[tuple[int, int]] = []
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for piece in pieces:
        paragraph = document.add_paragraph()
        counter = _counter(piece.label)
        if counter is None:
            paragraph.add_run(piece.text).bold = piece.bold
            continue
        paragraph.add_run(piece.words).bold = piece.bold
        key, ordinal = counter[:2], counter[2]
        abstract.setdefault(key, len(abstract))
        known = last.get(key)
        if known is None or (counter[0] != "bullet" and known[1] + 1 != ordinal):
            nums.append((abstract[key], ordinal))
            known = (len(nums), ordinal)
        last[key] = (known[0], ordinal)
        number = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", 0), ("w:numId", last[key][0])):
            element = OxmlElement(name)
            element.set(qn("w:val"), str(value))
            number.append(element)
        paragraph._p.get_or_add_pPr().append(number)
    for (style, pattern), key in abstract.items():
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
            )
        )
    for index, (key, start) in enumerate(nums, 1):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{index}"><w:abstractNumId w:val="{key}"/><w:lvlOverride w:ilvl="0">'
                f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
    document.save(str(path))
    return path


def make_html(pieces: Sequence[Piece], path: Path) -> Path:
    """A page as legal sites have them: inside a layout table, with a menu and a foot."""
    body = "\n".join(
        f"<p>{'<b>' if piece.bold else ''}{html.escape(piece.text)}{'</b>' if piece.bold else ''}</p>"
        for piece in pieces
    )
    menu = "".join(f'<li><a href="/{n}">Mục {n} của trang</a></li>' for n in range(8))
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Kế hoạch</title><style>p {{margin: 0}}</style>"
        f"<script>var page = '<p>không phải văn bản</p>';</script></head><body><div class='top-menu'><ul>{menu}</ul></div>"
        f"<table width='100%'><tr><td class='main'>{body}</td></tr></table>"
        "<div id='footer'>Bản quyền thuộc về trang</div></body></html>",
        encoding="utf-8",
    )
    return path


def make_pdf(pieces: Sequence[Piece], path: Path) -> Path:
    """A PDF by reportlab: justified, first lines indented, the page's number above."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    if not (FONTS / "DejaVuSerif.ttf").is_file():
        pytest.skip("needs the Debian package fonts-dejavu")
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "DejaVuSerif.ttf"))
    pdfmetrics.registerFont(TTFont("SerifBold", FONTS / "DejaVuSerif-Bold.ttf"))
    plain = ParagraphStyle("p", fontName="Serif", fontSize=12, leading=16, alignment=TA_JUSTIFY, firstLineIndent=28,
                           spaceAfter=4)  # fmt: skip
    bold = ParagraphStyle("b", plain, fontName="SerifBold")

    def number(canvas: object, template: object) -> None:
        canvas.setFont("Serif", 11)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, str(template.page))

    story = [Paragraph(html.escape(piece.text), bold if piece.bold else plain) for piece in pieces]
    SimpleDocTemplate(str(path), pagesize=A4).build(story, onLaterPages=number)
    return path


def convert(path: Path, to: str, home: Path) -> Path:
    """Convert by LibreOffice; skips where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs the Debian package libreoffice-writer-nogui")
    subprocess.run(
        [program, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", to, "--outdir", str(path.parent),
         str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return path.with_suffix("." + to.partition(":")[0])


@pytest.fixture(scope="session")
def docx_of() -> Callable[[Sequence[Piece], Path], Path]:
    return make_docx


@pytest.fixture(scope="session")
def html_of() -> Callable[[Sequence[Piece], Path], Path]:
    return make_html


@pytest.fixture(scope="session")
def pdf_of() -> Callable[[Sequence[Piece], Path], Path]:
    return make_pdf


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    home = tmp_path_factory.mktemp("office-profile")
    return lambda path, to: convert(path, to, home)


@pytest.fixture(scope="session")
def pieces() -> Callable[[Document], list[Piece]]:
    return pieces_of
