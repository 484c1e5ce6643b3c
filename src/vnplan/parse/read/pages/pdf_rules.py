"""The lines one PDF page draws, from pdfium's paths: the rules of its tables."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any

from vnplan.parse.read.limits import Stopwatch
from vnplan.parse.read.pages.model import Rule
from vnplan.parse.read.pages.pdf_frame import Frame

_THIN = 3.0
_SHORT = 6.0
_PATHS_AT_MOST = 20_000
_FORMS_DEEP = 6


class Paths:
    """The straight horizontal and vertical lines a page draws, thin filled boxes included, and how much is image."""

    def __init__(self, raw: Any, frame: Frame, watch: Stopwatch) -> None:
        self._raw = raw
        self._frame = frame
        self._watch = watch
        self._seen = 0
        self.rules: list[Rule] = []
        self.image_share = 0.0

    def walk(self, page: Any) -> None:
        """Collect from all objects of the page."""
        raw = self._raw
        for index in range(max(0, raw.FPDFPage_CountObjects(page))):
            self._object(raw.FPDFPage_GetObject(page, index), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        if self._seen > _PATHS_AT_MOST:  # a drawing or a map, not tables
            self.rules = []

    def _object(self, item: Any, outer: tuple[float, ...], deep: int) -> None:
        raw = self._raw
        self._seen += 1
        if self._seen % 500 == 0:
            self._watch.check()
        if not item or self._seen > 20 * _PATHS_AT_MOST:
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH and self._seen <= _PATHS_AT_MOST:
            self._path(item, _times(self._matrix(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            area = abs(_determinant(_times(self._matrix(item), outer)))
            self.image_share = min(1.0, self.image_share + area / max(1.0, self._frame.width * self._frame.height))
        elif kind == raw.FPDF_PAGEOBJ_FORM and deep < _FORMS_DEEP:
            matrix = _times(self._matrix(item), outer)
            for index in range(max(0, raw.FPDFFormObj_CountObjects(item))):
                self._object(raw.FPDFFormObj_GetObject(item, index), matrix, deep + 1)

    def _matrix(self, item: Any) -> tuple[float, ...]:
        matrix = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(item, matrix):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _path(self, item: Any, matrix: tuple[float, ...]) -> None:
        raw = self._raw
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, mode, stroke)
        if not mode.value and not stroke.value:
            return
        strokes: list[list[tuple[float, float]]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        count = raw.FPDFPath_CountSegments(item)
        if not 0 < count <= 5_000:
            return
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                return
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            a, b, c, d, e, f = matrix
            point = self._frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if kind == raw.FPDF_SEGMENT_MOVETO or not strokes:
                strokes.append([point])
            else:
                strokes[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                strokes[-1].append(strokes[-1][0])
        for points in strokes:
            self._stroke(points, drawn=bool(stroke.value))

    def _stroke(self, points: list[tuple[float, float]], *, drawn: bool) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= _THIN:  # a line, or a box so thin that it is meant as one
            if max(width, height) >= _SHORT:
                horizontal = width >= height
                at = (min(ys) + max(ys)) / 2 if horizontal else (min(xs) + max(xs)) / 2
                self.rules.append(Rule(horizontal, at, *((min(xs), max(xs)) if horizontal else (min(ys), max(ys)))))
            return
        if not drawn:
            return  # a filled box is shading
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y1 - y0) <= 0.5 and abs(x1 - x0) >= _SHORT:
                self.rules.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= 0.5 and abs(y1 - y0) >= _SHORT:
                self.rules.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r)


def _determinant(matrix: tuple[float, ...]) -> float:
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]
