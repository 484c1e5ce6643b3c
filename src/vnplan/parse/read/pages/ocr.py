"""Scanned pages through Tesseract with Vietnamese data: the optional extra `ocr`.

Needs pytesseract, pillow and the Debian packages tesseract-ocr and tesseract-ocr-vie. What it finds are words with
their places, so columns, tables and paragraphs are found as on any other page. The text is doubtful by nature: every
file read so carries a Note, and another version of Tesseract may give other words.
"""

from __future__ import annotations

import importlib.util
import math
import os
import shutil
from collections import defaultdict
from dataclasses import replace
from functools import cache
from statistics import median
from typing import Any

from vnplan.errors import ReadError
from vnplan.parse.read.builder import Builder, raw
from vnplan.parse.read.limits import Limits, Stopwatch
from vnplan.parse.read.pages.model import Page, Rule, Word
from vnplan.parse.read.pages.ocr_labels import mend_labels
from vnplan.parse.read.pages.write import write_pages
from vnplan.parse.source import Source

_LANGUAGE = "vie"
_DPI = 300
_DPI_OF_RULES = 200
_PIXELS_AT_MOST = 40_000_000
_DARK = 140
_WIDTH_FOR_SKEW = 800
_SURE = 20
"""Words Tesseract is less sure of (0-100) are mostly specks and stamps."""
_BELOW_LINE = frozenset("gjpqyạặậẹệịọộợụựỵ,;()[]/QÇ_")


@cache
def available() -> bool:
    """Whether the extra, the program and its Vietnamese data are all installed."""
    if importlib.util.find_spec("pytesseract") is None or shutil.which("tesseract") is None:
        return False
    import pytesseract

    try:
        return _LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError, UnicodeError):
        return False


def read_image(raw_bytes: bytes, *, name: str, where: str, sha256: str, limits: Limits, ocr: bool | None) -> Source:
    """Read one scanned page given as an image (png, jpeg, tiff). Raises `ReadError` where OCR is off or missing."""
    if ocr is False or not available():
        raise ReadError("image_of_page", where=where)
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    watch = limits.stopwatch(where)
    pages: list[Page] = []
    try:
        with Image.open(BytesIO(raw_bytes)) as image:
            for number in range(1, min(getattr(image, "n_frames", 1), limits.pages) + 1):
                image.seek(number - 1)
                if image.width * image.height > _PIXELS_AT_MOST:
                    raise ReadError("image_too_large", where=where)
                dpi = _DPI if image.width > 1500 else 150
                page = Page(number, image.width * 72 / dpi, image.height * 72 / dpi)
                pages.append(_recognise(image.convert("L"), page, dpi / 72, where, watch))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise ReadError("image_damaged", where=where) from error
    builder = Builder(name=name, sha256=sha256, limits=limits)
    mend_labels(pages)
    write_pages(builder, pages, watch)
    if not builder.position:
        raise ReadError("image_no_words", where=where)
    builder.note("recognised", pages=", ".join(str(page.number) for page in pages))
    return builder.source("image")


def recognise_page(handle: Any, page: Page, *, where: str, watch: Stopwatch) -> Page:
    """Recognise a loaded pdfium page. Out: a page with words and rules. Raises `ReadError` where OCR is missing."""
    if not available():
        raise ReadError("page_only_image", where=where, page=page.number)
    scale = min(_DPI / 72, (_PIXELS_AT_MOST / max(page.width * page.height, 1.0)) ** 0.5)
    image = handle.render(scale=scale, grayscale=True).to_pil()
    return _recognise(image, page, scale, where, watch)


def rules_of_image(handle: Any, page: Page) -> list[Rule]:
    """The rules in the image of a loaded pdfium page whose words stand over it (a scan made searchable)."""
    scale = min(_DPI_OF_RULES / 72, (_PIXELS_AT_MOST / max(page.width * page.height, 1.0)) ** 0.5)
    return find_rules(handle.render(scale=scale, grayscale=True).to_numpy().squeeze(), scale)[0]


def _recognise(image: Any, page: Page, scale: float, where: str, watch: Stopwatch) -> Page:
    import pytesseract

    watch.check()
    # Tesseract's threads wait for each other longer than they work; batches run pages side by side instead
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    angle = skew(image)
    rules, runs = find_rules(_turned(image, angle), scale)
    image = _without(image, runs, angle)  # Tesseract takes a drawn table for a picture and leaves its words out
    try:
        found = pytesseract.image_to_data(
            image,
            lang=_LANGUAGE,
            config="--psm 3",
            output_type=pytesseract.Output.DICT,
            timeout=max(1.0, watch.left),
        )
    except (pytesseract.TesseractError, OSError) as error:
        raise ReadError("ocr_failed", where=where, page=page.number) from error
    except RuntimeError as error:  # its timeout
        watch.check()
        raise ReadError("ocr_too_slow", where=where, page=page.number) from error
    if angle:
        _turn_boxes(found, angle, image.size)
    return replace(page, words=_words(found, scale), rules=rules, is_image=False)


def skew(image: Any) -> float:
    """The angle in degrees, up to 3, by which a grey image has to be turned for its lines to be level; 0 if they are.

    It is the angle at which rows of pixels differ most from one another, as lines of type and the white between them do
    (Postl, "Detection of linear oblique structures and skew scan in digitized documents", 1986).
    """
    import numpy as np
    from PIL import Image

    small = image.reduce(max(1, image.width // _WIDTH_FOR_SKEW))
    dark = Image.fromarray((np.asarray(small) < _DARK).astype(np.uint8) * 255)

    def clearness(tenths: int) -> float:
        rows = np.asarray(dark.rotate(tenths / 10)).sum(axis=1, dtype=np.float64)
        return float((np.diff(rows) ** 2).sum())

    coarse = max(range(-30, 31, 5), key=lambda tenths: (clearness(tenths), -abs(tenths)))
    best = max(range(coarse - 4, coarse + 5), key=lambda tenths: (clearness(tenths), -abs(tenths)))
    return best / 10 if 2 <= abs(best) <= 30 else 0.0


def _turned(image: Any, angle: float) -> Any:
    """The image with its lines level, to find rules in; letters suffer, so words are recognised in the image itself."""
    from PIL import Image

    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255) if angle else image


def _turn_boxes(found: dict[str, list[Any]], angle: float, size: tuple[int, int]) -> None:
    """Move the boxes of words to where they stand once the image is turned about its middle."""
    across, down = size[0] / 2, size[1] / 2
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    for index, (left, top) in enumerate(zip(found["left"], found["top"], strict=True)):
        x = left + found["width"][index] / 2 - across
        y = top + found["height"][index] / 2 - down
        found["left"][index] += x * cosine + y * sine - x
        found["top"][index] += y * cosine - x * sine - y


def _words(found: dict[str, list[Any]], scale: float) -> list[Word]:
    lines: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, text in enumerate(found["text"]):
        if str(text).strip() and float(found["conf"][index]) >= _SURE:
            lines[tuple(found[key][index] for key in ("block_num", "par_num", "line_num"))].append(index)
    if not lines:
        return []
    heights = {key: median(found["height"][i] for i in members) for key, members in lines.items()}
    usual = median(heights[key] for key, members in lines.items() for _ in members)
    out: list[Word] = []
    for key in sorted(lines):
        members = lines[key]
        high = [i for i in members if not _BELOW_LINE & set(found["text"][i])]
        base = median(found["top"][i] + found["height"][i] for i in high or members) / scale
        own = heights[key]
        # letters with and without marks make lines of one type look unequally high
        size = (usual if 0.65 * usual < own < 1.5 * usual else own) / scale
        for i in members:
            text = raw(str(found["text"][i]).strip())
            left, width = found["left"][i] / scale, found["width"][i] / scale
            step = width / len(text)
            edges = [(left + step * n, left + step * (n + 1)) for n in range(len(text))]
            out.append(Word(text, edges, base - 0.85 * size, base + 0.22 * size, base, size))
    return out


_Run = tuple[bool, int, int, int]
"""Horizontal?, the row (or column) of pixels, where the dark run begins and where it ends."""


def _without(image: Any, runs: list[_Run], angle: float) -> Any:
    """The image with its rules painted white; they were found once it was turned by the angle."""
    import numpy as np
    from PIL import Image

    if not runs:
        return image
    ruled = np.zeros((image.height, image.width), dtype=np.uint8)
    for horizontal, at, low, high in runs:
        if horizontal:
            ruled[at, low:high] = 255
        else:
            ruled[low:high, at] = 255
    if angle:
        ruled = np.asarray(Image.fromarray(ruled).rotate(-angle, resample=Image.Resampling.BILINEAR)) > 0
    pixels = np.array(image)
    pixels[ruled > 0] = 255
    return Image.fromarray(pixels)


def find_rules(image: Any, scale: float) -> tuple[list[Rule], list[_Run]]:
    """Long straight dark runs of a grey image, as rules in points (what tables are drawn with) and as pixels."""
    import numpy as np

    dark = np.asarray(image) < _DARK
    length = max(20, int(28 * scale))
    out: list[Rule] = []
    pixels: list[_Run] = []
    for horizontal in (True, False):
        field = dark if horizontal else dark.T
        thick = field.copy()
        thick[1:] |= field[:-1]  # a scan is never quite straight
        thick[:-1] |= field[1:]
        if thick.shape[1] <= length:
            continue
        sums = np.cumsum(thick, axis=1, dtype=np.int32)
        full = (sums[:, length:] - sums[:, :-length]) >= 0.98 * length
        runs: list[tuple[int, int, int]] = []
        for row in np.flatnonzero(full.any(axis=1)):
            edges = np.flatnonzero(np.diff(np.concatenate(([0], full[row].astype(np.int8), [0]))))
            runs.extend((int(row), int(a), int(b) + length) for a, b in zip(edges[::2], edges[1::2], strict=True))
        out.extend(_merged(runs, horizontal, scale))
        pixels.extend((horizontal, *run) for run in runs)
    return out, pixels


def _merged(runs: list[tuple[int, int, int]], horizontal: bool, scale: float) -> list[Rule]:
    """Runs on neighbouring rows of pixels are one line; what is as thick as a letter is high is none."""
    bands: list[list[int]] = []  # first row, last row, low, high
    open_bands: list[list[int]] = []
    for row, low, high in runs:
        open_bands = [band for band in open_bands if row - band[1] <= 3]
        for band in open_bands:
            if low <= band[3] and band[2] <= high:
                band[1], band[2], band[3] = row, min(low, band[2]), max(high, band[3])
                break
        else:
            band = [row, row, low, high]
            bands.append(band)
            open_bands.append(band)
    return [
        Rule(horizontal, (first + last) / 2 / scale, low / scale, high / scale)
        for first, last, low, high in bands
        if (last - first) / scale <= 4.0
    ]
