"""How much of a file may be read: bounds against damaged and hostile files, all settings."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields

from vnplan.errors import OptionError, ReadError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file's reading. Every bound is a positive number; going over one raises `ReadError`.

    `file_bytes`: size of the file. `characters` and `lines`: length of the decoded text (the longest decision at hand
    has 3,000 lines; parsing 100,000 takes less than a minute). `pages`: pages of a PDF.
    `archive_bytes`: size of a docx or xlsx once unpacked. `archive_ratio`: unpacked over packed size of one part of it
    (checked from 1 MB; the plans as docx stay under 30, a zip bomb reaches 1000). `elements` and `depth`: elements of
    an HTML page and how deep they nest. `cells`: those of a file's tables. `seconds`: time for reading a file, checked
    between pages and parts.

    >>> Limits(pages=40).pages
    40
    >>> Limits(seconds=0)
    Traceback (most recent call last):
    vnplan.errors.OptionError: The limit seconds is 0. Give a number above zero.
    """

    file_bytes: int = 50_000_000
    characters: int = 5_000_000
    lines: int = 100_000
    pages: int = 2_000
    archive_bytes: int = 100_000_000
    archive_ratio: int = 200
    elements: int = 500_000
    cells: int = 100_000
    depth: int = 1_000
    seconds: float = 120.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not value > 0:
                raise OptionError("limit_not_positive", name=field.name, value=value)

    def stopwatch(self, where: str) -> Stopwatch:
        """Start counting the seconds for the file called `where`."""
        return Stopwatch(self, where)

    def check_cells(self, count: int, where: str) -> None:
        """Refuse tables of more cells than allowed."""
        if count > self.cells:
            raise ReadError("tables_too_large", where=where, limit=self.cells)

    def check_length(self, count: int, where: str) -> None:
        """Refuse a text of more characters than allowed."""
        if count > self.characters:
            raise ReadError("text_too_long", where=where, limit=self.characters)

    def check_lines(self, text: str, where: str) -> None:
        """Refuse a text of more lines than allowed; empty ones do not count."""
        if text.count("\n") > self.lines and sum(map(bool, map(str.strip, text.splitlines()))) > self.lines:
            raise ReadError("too_many_lines", where=where, limit=self.lines)


class Stopwatch:
    """The time one file may take."""

    def __init__(self, limits: Limits, where: str) -> None:
        self._seconds = limits.seconds
        self._where = where
        self._end = time.monotonic() + limits.seconds

    @property
    def left(self) -> float:
        """Seconds that remain, at least 0."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Raise `ReadError` once the time is over."""
        if time.monotonic() > self._end:
            raise ReadError("reading_too_slow", where=self._where, seconds=self._seconds)
