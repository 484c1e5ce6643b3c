"""What a paragraph or run inherits from the styles of a docx: weight, font, capitals, numbering, being a heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vnplan.parse.read.office.xml import attribute, child, local, number, switched_on

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Look:
    """How characters are set; None where nothing says so."""

    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    font: str | None = None

    def over(self, below: Look) -> Look:
        """This look with what it leaves open taken from the one below."""
        return Look(
            bold=below.bold if self.bold is None else self.bold,
            hidden=below.hidden if self.hidden is None else self.hidden,
            capitals=below.capitals if self.capitals is None else self.capitals,
            font=self.font or below.font,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """One style with everything it inherits."""

    look: Look = Look()
    name: str = ""
    num_id: int | None = None
    level: int | None = None
    outline: int | None = None
    borders: bool | None = None


def look_of(properties: _Element | None) -> Look:
    """The look that run properties (`rPr`) state."""
    if properties is None:
        return Look()
    fonts = child(properties, "rFonts")
    return Look(
        bold=switched_on(child(properties, "b")),
        hidden=switched_on(child(properties, "vanish")),
        capitals=switched_on(child(properties, "caps")),
        font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi"),
    )


def borders_of(borders: _Element | None) -> bool | None:
    """Whether a `tblBorders` or `tcBorders` element draws any line; None where it is absent or empty."""
    if borders is None or len(borders) == 0:
        return None
    return any((attribute(line) or "none") not in {"none", "nil"} for line in borders)


class Styles:
    """The styles part, resolved on demand along `basedOn`."""

    def __init__(self, root: _Element | None) -> None:
        self._raw: dict[str, _Element] = {}
        self._made: dict[str, Style] = {}
        self.default_paragraph = ""
        self.base = Look()
        for element in root if root is not None else ():
            if local(element) == "docDefaults":
                self.base = look_of(child(element, "rPrDefault", "rPr"))
            elif local(element) == "style":
                key = attribute(element, "styleId") or ""
                self._raw[key] = element
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true"}:
                    self.default_paragraph = key

    def get(self, key: str | None) -> Style:
        """A style by its id, inherited values included; an unknown id gives an empty style."""
        if not key or key not in self._raw:
            return Style()
        if key not in self._made:
            chain: list[str] = []
            at: str | None = key
            while at and at in self._raw and at not in chain and len(chain) < 50:  # a circle of styles ends here
                chain.append(at)
                at = attribute(child(self._raw[at], "basedOn"))
            style = Style()
            for link in reversed(chain):
                style = self._on(style, self._raw[link])
            self._made[key] = style
        return self._made[key]

    @staticmethod
    def _on(below: Style, element: _Element) -> Style:
        numbering = child(element, "pPr", "numPr")
        num_id = number(child(numbering, "numId"))
        level = number(child(numbering, "ilvl"))
        outline = number(child(element, "pPr", "outlineLvl"))
        borders = borders_of(child(element, "tblPr", "tblBorders"))
        return Style(
            look=look_of(child(element, "rPr")).over(below.look),
            name=(attribute(child(element, "name")) or "").casefold(),
            num_id=below.num_id if num_id is None else num_id,
            level=below.level if level is None else level,
            outline=below.outline if outline is None else outline,
            borders=below.borders if borders is None else borders,
        )
