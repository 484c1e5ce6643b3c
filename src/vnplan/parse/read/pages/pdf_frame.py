"""Where things stand on a PDF page: pdfium's coordinates in ours."""

from __future__ import annotations

from typing import Any

_SLANT = 0.1


class Frame:
    """Turns PDF coordinates (origin below, page perhaps rotated) into ours; `turn` overrules the page's rotation."""

    def __init__(self, raw: Any, page: Any, turn: int | None = None) -> None:
        own = raw.FPDFPage_GetRotation(page)
        self.turn = own if turn is None else turn
        self.width = float(raw.FPDF_GetPageWidthF(page))
        self.height = float(raw.FPDF_GetPageHeightF(page))
        if (self.turn - own) % 2:
            self.width, self.height = self.height, self.width
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        self._left, self._bottom, self._right, self._top = box.left, box.bottom, box.right, box.top

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One point."""
        turn = self.turn
        if turn == 0:
            return x - self._left, self._top - y
        if turn == 1:
            return y - self._bottom, x - self._left
        if turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    @staticmethod
    def turn_of(a: float, b: float) -> int | None:
        """In quarters of a circle, how a page must be turned so that text of this direction runs from left to right.

        None for slanted text (a watermark).
        """
        for turn, (along, across) in enumerate(((a, b), (b, a), (-a, b), (-b, a))):
            if along > 0 and abs(across) <= _SLANT * along:
                return turn
        return None

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle as x0, y0, x1, y1 with y0 above y1."""
        (x0, y1), (x1, y0) = self.point(left, bottom), self.point(right, top)
        if x0 > x1:
            x0, x1 = x1, x0
        return (x0, y0, x1, y1) if y0 <= y1 else (x0, y1, x1, y0)
