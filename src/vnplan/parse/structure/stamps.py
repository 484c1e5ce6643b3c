"""Marks that an office or a program puts on a finished document: a stamp of receipt, the words of a digital signature.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (the look of a digital signature: name, time of signing) and Phụ lục VI (the
stamp "ĐẾN": number, day, to whom, file). Their numbers and days are not those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vnplan.parse.structure.layout import pattern

_ABOVE, _BELOW = 5, 4
_LONGEST = 200
_FIELDS = 2
"""A stamp has at least two of its fields."""
_TIME = re.compile(r"\d{1,2}:\d{2}")


def stamps(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which lines are such marks, as half-open ranges.

    >>> list(stamps(["CÔNG VĂN ĐẾN", "Số: 1234", "Ngày: 12/5/2021", "ỦY BAN NHÂN DÂN"]))
    [(0, 3)]
    >>> list(stamps(["Người ký: Văn phòng UBND tỉnh", "Thời gian ký: 12/05/2021 14:23:00 +07:00", "KẾ HOẠCH"]))
    [(0, 2)]
    """
    last = 0
    for index, text in enumerate(texts):
        if index < last or len(text) > _LONGEST:
            continue
        if ":" in text and _TIME.search(text) and _says(text, "signed"):
            start = index
            while start > max(last, index - _ABOVE) and _says(texts[start - 1], "signed"):
                start -= 1
            last = index + 1
            while last < min(len(texts), index + _BELOW) and _says(texts[last], "signed"):
                last += 1
            if last < len(texts) or not _signed_above(texts[max(0, start - _BELOW) : start]):
                yield start, last  # below who signs, at the end of a document, it is the signature itself
        elif text.isupper() and pattern("noise", "received", whole=True).match(text):
            last = index + 1
            while last < min(len(texts), index + 1 + _BELOW) and _says(texts[last], "receipt"):
                last += 1
            if last - index > _FIELDS:
                # the office's name stands above it: where the stamp opens the page, no letterhead is cut
                yield 0 if index == 1 and texts[0].isupper() else index, last


def _says(text: str, field: str) -> bool:
    return len(text) <= _LONGEST and pattern("noise", field).match(text) is not None


def _signed_above(texts: Sequence[str]) -> bool:
    signature = pattern("back", "signature", case=True)
    return any(len(text) <= _LONGEST and signature.match(text) for text in texts)
